/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One trouble at a time, the one that stops most first. */

#include "config.h"

#include "gaung-sync-banner.h"

#include <glib/gi18n.h>

#include "gaung-format.h"
#include "gaung-sync-words.h"

/* Nobody reads faster. */
#define STATUS_DELAY_MS 50

struct _GaungSyncBanner
{
  AdwBin parent_instance;

  AdwBanner *banner; /* NULL until there is something to say */
  GaungContext *context;
  GSignalGroup *signals;
  const char *action;
  const char *target; /* (nullable) */
  guint timeout;
};

G_DEFINE_FINAL_TYPE (GaungSyncBanner, gaung_sync_banner, ADW_TYPE_BIN)

/* What to do about a trouble: the button and its action. */
static const struct
{
  GaungSyncTrouble trouble;
  const char *label;
  const char *action;
  const char *target;
} remedies[] = {
  { GAUNG_SYNC_TROUBLE_SIGNED_OUT, N_ ("_Sign In…"), "win.sign-in", NULL },
  { GAUNG_SYNC_TROUBLE_CREDENTIALS, N_ ("_Sign In…"), "win.sign-in", NULL },
  { GAUNG_SYNC_TROUBLE_OTHER_ACCOUNT, N_ ("_Show…"), "win.preferences", "server" },
  { GAUNG_SYNC_TROUBLE_RIGHTS, N_ ("_Show…"), "win.preferences", "server" },
  { GAUNG_SYNC_TROUBLE_CERTIFICATE, N_ ("_Show…"), "win.preferences", "server" },
  { GAUNG_SYNC_TROUBLE_TOO_OLD, N_ ("_Show…"), "win.preferences", "server" },
  { GAUNG_SYNC_TROUBLE_CLOCK, N_ ("_Show…"), "win.preferences", "server" },
  { GAUNG_SYNC_TROUBLE_REPLACED, N_ ("_Show…"), "win.outbox", NULL },
};

static void
clicked_cb (GaungSyncBanner *self)
{
  if (self->target != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), self->action, "s", self->target);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), self->action, NULL);
}

static void
show (GaungSyncBanner *self, const char *title, const char *label)
{
  if (self->banner == NULL)
    {
      self->banner = ADW_BANNER (adw_banner_new (""));
      adw_banner_set_use_markup (self->banner, FALSE);
      g_signal_connect_swapped (self->banner, "button-clicked", G_CALLBACK (clicked_cb), self);
      adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->banner));
    }
  adw_banner_set_title (self->banner, title);
  adw_banner_set_button_label (self->banner, label);
  adw_banner_set_revealed (self->banner, TRUE);
}

static void
show_trouble (GaungSyncBanner *self, GaungSyncStatus *status)
{
  GaungSyncTrouble trouble = gaung_sync_status_get_trouble (status);
  g_autofree char *text = gaung_sync_words_get_explanation (status);

  for (guint i = 0; i < G_N_ELEMENTS (remedies); i++)
    if (remedies[i].trouble == trouble)
      {
        self->action = remedies[i].action;
        self->target = remedies[i].target;
        show (self, text, _ (remedies[i].label));
        return;
      }
  self->action = "win.sync-now";
  self->target = NULL;
  show (self, text, _ ("_Try Again"));
}

static void
show_clashes (GaungSyncBanner *self, guint conflicts)
{
  g_autofree char *number = gaung_format_number (conflicts);
  g_autofree char *title = NULL;

  title = g_strdup_printf (
      /* Translators: %s is a number of records. */
      ngettext ("You and somebody else changed the same in %s record. Decide what stands.",
                "You and others changed the same in %s records. Decide what stands.",
                conflicts),
      number);
  self->action = "win.clashes";
  self->target = "";
  show (self, title, _ ("_Decide…"));
}

static void
show_parked (GaungSyncBanner *self, guint parked)
{
  g_autofree char *number = gaung_format_number (parked);
  g_autofree char *title = NULL;

  title = g_strdup_printf (
      /* Translators: %s is a number of changes. */
      ngettext ("The server refused %s change. It is kept here; everything else is sent.",
                "The server refused %s changes. They are kept here; everything else is sent.",
                parked),
      number);
  self->action = "win.aside";
  self->target = NULL;
  show (self, title, _ ("_Show…"));
}

static void
show_unread (GaungSyncBanner *self, guint quarantined)
{
  g_autofree char *number = gaung_format_number (quarantined);
  g_autofree char *title = NULL;

  title = g_strdup_printf (
      /* Translators: %s is a number of records. */
      ngettext ("%s record of the server could not be read. It was left as it is.",
                "%s records of the server could not be read. They were left as they are.",
                quarantined),
      number);
  self->action = "win.aside";
  self->target = NULL;
  show (self, title, _ ("_Show…"));
}

/* By the user, who kept the records. Elsewhere there is nobody to be signed in, or a session ends.
 */
static gboolean
is_signed_out (GaungSyncStatus *status)
{
  return gaung_sync_status_get_phase (status) == GAUNG_SYNC_PHASE_OFF
         && gaung_sync_status_get_trouble (status) == GAUNG_SYNC_TROUBLE_SIGNED_OUT;
}

/* Nothing was ever fetched: what the pages show is not all there is. */
static void
show_first_pull (GaungSyncBanner *self, guint done, guint total)
{
  g_autofree char *done_number = gaung_format_number (done);
  g_autofree char *total_number = gaung_format_number (total);
  g_autofree char *title = NULL;

  /* Translators: numbers of records: "Fetching what the server has: 1.240 of 3.300". */
  title = g_strdup_printf (_ ("Fetching what the server has: %s of %s"), done_number, total_number);
  self->action = NULL;
  show (self, title, NULL);
}

static void
update (GaungSyncBanner *self)
{
  GaungSyncStatus *status = gaung_context_get_status (self->context);
  guint done, total, quarantined;

  g_object_get (status, "done", &done, "total", &total, "quarantined", &quarantined, NULL);
  if (gaung_sync_status_get_phase (status) == GAUNG_SYNC_PHASE_TROUBLE || is_signed_out (status))
    show_trouble (self, status);
  else if (gaung_sync_status_get_last_success (status) == GAUNG_INSTANT_NONE && total > 0)
    show_first_pull (self, done, total);
  else if (gaung_sync_status_get_conflicts (status) > 0)
    show_clashes (self, gaung_sync_status_get_conflicts (status));
  else if (gaung_sync_status_get_parked (status) > 0)
    show_parked (self, gaung_sync_status_get_parked (status));
  else if (quarantined > 0)
    show_unread (self, quarantined);
  else if (self->banner != NULL)
    adw_banner_set_revealed (self->banner, FALSE);
}

static void
update_cb (gpointer data)
{
  GaungSyncBanner *self = data;

  self->timeout = 0;
  update (self);
}

/* A report changes several properties, one after the other, and a first pull reports without end.
 */
static void
status_changed_cb (GaungSyncBanner *self)
{
  if (self->timeout == 0)
    self->timeout = g_timeout_add_once (STATUS_DELAY_MS, update_cb, self);
}

static void
gaung_sync_banner_dispose (GObject *object)
{
  GaungSyncBanner *self = GAUNG_SYNC_BANNER (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_object (&self->context);
  self->banner = NULL;

  G_OBJECT_CLASS (gaung_sync_banner_parent_class)->dispose (object);
}

static void
gaung_sync_banner_class_init (GaungSyncBannerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gaung_sync_banner_dispose;
}

static void
gaung_sync_banner_init (GaungSyncBanner *self)
{
  self->signals = g_signal_group_new (GAUNG_TYPE_SYNC_STATUS);
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (status_changed_cb), self);
}

void
gaung_sync_banner_set_context (GaungSyncBanner *self, GaungContext *context)
{
  g_return_if_fail (GAUNG_IS_SYNC_BANNER (self));

  if (g_set_object (&self->context, context))
    g_signal_group_set_target (self->signals, gaung_context_get_status (context));
}
