/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One field and one button: what opens a workspace, and what opens the locked screen. */

#include "config.h"

#include "gaung-unlock-page.h"

#include <glib/gi18n.h>

struct _GaungUnlockPage
{
  AdwBin parent_instance;

  AdwStatusPage *status;
  AdwEntryRow *entry;
  GtkLabel *message;
  GtkButton *button;
  GtkButton *other;

  guint seconds_left;
  guint wait_timeout;
  gboolean is_busy;
};

G_DEFINE_FINAL_TYPE (GaungUnlockPage, gaung_unlock_page, ADW_TYPE_BIN)

enum
{
  SUBMITTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update (GaungUnlockPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  gboolean can_try = !self->is_busy && self->seconds_left == 0;

  /* Not insensitive: the focus stays where it is typed. */
  gtk_editable_set_editable (GTK_EDITABLE (self->entry), can_try);
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), can_try && *text != '\0');
}

static void
show_message (GaungUnlockPage *self, const char *message)
{
  gtk_label_set_label (self->message, message ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), message != NULL);
}

static void
show_seconds (GaungUnlockPage *self)
{
  g_autofree char *message = NULL;

  message = g_strdup_printf (
      /* Translators: %u is a number of seconds: "Not right. The next try is in 10 seconds." */
      ngettext ("Not right. The next try is in %u second.",
                "Not right. The next try is in %u seconds.",
                self->seconds_left),
      self->seconds_left);
  show_message (self, message);
}

static gboolean
second_cb (gpointer data)
{
  GaungUnlockPage *self = data;

  self->seconds_left--;
  if (self->seconds_left > 0)
    {
      show_seconds (self);
      return G_SOURCE_CONTINUE;
    }
  self->wait_timeout = 0;
  show_message (self, NULL);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));

  return G_SOURCE_REMOVE;
}

static void
submit_cb (GaungUnlockPage *self)
{
  g_autofree char *secret = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  if (*secret == '\0' || self->is_busy || self->seconds_left > 0)
    return;
  show_message (self, NULL);
  g_signal_emit (self, signals[SUBMITTED], 0, secret);
}

static void
changed_cb (GaungUnlockPage *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    show_message (self, NULL);
  update (self);
}

static gboolean
gaung_unlock_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GAUNG_UNLOCK_PAGE (widget)->entry));
}

static void
gaung_unlock_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gaung_unlock_page_parent_class)->map (widget);

  gtk_widget_grab_focus (widget);
}

static void
gaung_unlock_page_dispose (GObject *object)
{
  GaungUnlockPage *self = GAUNG_UNLOCK_PAGE (object);

  g_clear_handle_id (&self->wait_timeout, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_UNLOCK_PAGE);

  G_OBJECT_CLASS (gaung_unlock_page_parent_class)->dispose (object);
}

static void
gaung_unlock_page_class_init (GaungUnlockPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_unlock_page_dispose;
  widget_class->grab_focus = gaung_unlock_page_grab_focus;
  widget_class->map = gaung_unlock_page_map;

  signals[SUBMITTED] = g_signal_new ("submitted",
                                     GAUNG_TYPE_UNLOCK_PAGE,
                                     G_SIGNAL_RUN_LAST,
                                     0,
                                     NULL,
                                     NULL,
                                     NULL,
                                     G_TYPE_NONE,
                                     1,
                                     G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/app/gaung-unlock-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungUnlockPage, status);
  gtk_widget_class_bind_template_child (widget_class, GaungUnlockPage, entry);
  gtk_widget_class_bind_template_child (widget_class, GaungUnlockPage, message);
  gtk_widget_class_bind_template_child (widget_class, GaungUnlockPage, button);
  gtk_widget_class_bind_template_child (widget_class, GaungUnlockPage, other);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
gaung_unlock_page_init (GaungUnlockPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gaung_unlock_page_new (const char *title, const char *description, gboolean is_pin)
{
  GaungUnlockPage *self = g_object_new (GAUNG_TYPE_UNLOCK_PAGE, NULL);
  g_autofree char *escaped = g_markup_escape_text (description ? description : "", -1);

  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, escaped);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entry),
                                 is_pin ? _ ("PIN") : _ ("Passphrase"));
  adw_entry_row_set_input_purpose (self->entry,
                                   is_pin ? GTK_INPUT_PURPOSE_PIN : GTK_INPUT_PURPOSE_PASSWORD);

  return GTK_WIDGET (self);
}

void
gaung_unlock_page_set_error (GaungUnlockPage *self, const char *message)
{
  g_return_if_fail (GAUNG_IS_UNLOCK_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  show_message (self, message);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

void
gaung_unlock_page_set_busy (GaungUnlockPage *self, gboolean is_busy)
{
  g_return_if_fail (GAUNG_IS_UNLOCK_PAGE (self));

  self->is_busy = is_busy;
  update (self);
}

void
gaung_unlock_page_wait (GaungUnlockPage *self, guint seconds)
{
  g_return_if_fail (GAUNG_IS_UNLOCK_PAGE (self));

  g_clear_handle_id (&self->wait_timeout, g_source_remove);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  self->seconds_left = seconds;
  if (seconds > 0)
    {
      show_seconds (self);
      self->wait_timeout = g_timeout_add_seconds (1, second_cb, self);
    }
  update (self);
}

void
gaung_unlock_page_set_other (GaungUnlockPage *self,
                             const char *label,
                             GCallback callback,
                             gpointer object)
{
  g_return_if_fail (GAUNG_IS_UNLOCK_PAGE (self));

  gtk_button_set_label (self->other, label);
  gtk_widget_set_visible (GTK_WIDGET (self->other), label != NULL);
  g_signal_connect_object (self->other, "clicked", callback, object, G_CONNECT_SWAPPED);
}
