/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which server, as whom, and when. */

#include "config.h"

#include "gaung-server-page.h"

#include <glib/gi18n.h>

#include "gaung-probe-list.h"
#include "gaung-sync-words.h"
#include "gaung-window.h"

struct _GaungServerPage
{
  AdwPreferencesPage parent_instance;

  AdwPreferencesGroup *none_group;
  GtkWidget *connect_row;
  GtkWidget *account_group;
  AdwActionRow *address_row;
  AdwActionRow *account_row;
  AdwActionRow *state_row;
  GtkWidget *trouble_group;
  AdwActionRow *trouble_row;
  GtkWidget *actions_group;
  GtkWidget *test_row;
  GaungProbeList *probe_list;
  GtkWidget *network_group;
  AdwSwitchRow *metered_row;
  AdwSwitchRow *power_row;

  GaungContext *context;
  GSignalGroup *signals;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (GaungServerPage, gaung_server_page, ADW_TYPE_PREFERENCES_PAGE)

/* (nullable) */
static GaungSyncService *
get_service (GaungServerPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GAUNG_IS_WINDOW (root)
             ? gaung_session_get_service (gaung_window_get_session (GAUNG_WINDOW (root)))
             : NULL;
}

static void
show_status (GaungServerPage *self)
{
  GaungSyncStatus *status = gaung_context_get_status (self->context);
  g_autofree char *title = gaung_sync_words_get_title (status);
  g_autofree char *subtitle
      = gaung_sync_words_get_subtitle (status, gaung_context_get_now (self->context));
  g_autofree char *state = NULL;
  g_autofree char *account = NULL;
  g_autofree char *address = NULL;
  g_autofree char *detail = NULL;

  g_object_get (status, "account", &account, "address", &address, "trouble-detail", &detail, NULL);
  /* Translators: state, then details: "All sent · Connected · 09.41". */
  state = g_strdup_printf (_ ("%s · %s"), title, subtitle);
  adw_action_row_set_subtitle (self->state_row, state);
  if (account != NULL)
    adw_action_row_set_subtitle (self->account_row, account);
  if (address != NULL)
    adw_action_row_set_subtitle (self->address_row, address);
  adw_action_row_set_subtitle (self->trouble_row, detail != NULL ? detail : "");
  gtk_widget_set_visible (self->trouble_group, detail != NULL && *detail != '\0');
}

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungServerPage) self = data;
  g_autoptr (GaungProbe) probe
      = gaung_probe_list_run_finish (GAUNG_PROBE_LIST (source), result, NULL);

  if (self->test_row == NULL)
    return;
  gtk_widget_set_sensitive (self->test_row, TRUE);
  if (probe != NULL && gaung_probe_is_passed (probe))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.sync-now", NULL);
}

static void
test_cb (GaungServerPage *self)
{
  GaungSyncService *service = get_service (self);
  GaungAccount *account = service != NULL ? gaung_sync_service_get_account (service) : NULL;

  if (account == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->probe_list), TRUE);
  gtk_widget_set_sensitive (self->test_row, FALSE);
  gaung_probe_list_run_async (
      self->probe_list, account, self->cancellable, probed_cb, g_object_ref (self));
}

/* The dialog of the preferences gives its place to the one that asks. */
static void
leave_for (GaungServerPage *self, const char *action)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_DIALOG);

  if (dialog != NULL)
    adw_dialog_close (ADW_DIALOG (dialog));
  if (root != NULL)
    gtk_widget_activate_action (root, action, NULL);
}

static void
sign_in_cb (GaungServerPage *self)
{
  leave_for (self, "win.sign-in");
}

static void
sign_out_cb (GaungServerPage *self)
{
  leave_for (self, "win.sign-out");
}

static void
show_kind (GaungServerPage *self)
{
  gboolean has_server = gaung_context_has_server (self->context);
  gboolean is_sample = gaung_context_is_sample (self->context);

  gtk_widget_set_visible (GTK_WIDGET (self->none_group), !has_server);
  gtk_widget_set_visible (self->account_group, has_server);
  gtk_widget_set_visible (self->actions_group, has_server);
  gtk_widget_set_visible (self->network_group, has_server);
  gtk_widget_set_visible (self->connect_row, !is_sample);
  adw_preferences_group_set_description (
      self->none_group,
      is_sample ? _ ("A sample is never connected to a server.")
                : _ ("This workspace is on this computer only. It can be connected at any time: "
                     "everything in it is sent then, and nothing is lost."));
}

static void
bind_settings (GaungServerPage *self)
{
  GSettings *settings = gaung_context_get_settings (self->context);

  if (settings == NULL)
    return;
  g_settings_bind (settings, "sync-metered", self->metered_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (
      settings, "sync-power-saver", self->power_row, "active", G_SETTINGS_BIND_DEFAULT);
}

static void
gaung_server_page_dispose (GObject *object)
{
  GaungServerPage *self = GAUNG_SERVER_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->signals);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_SERVER_PAGE);

  G_OBJECT_CLASS (gaung_server_page_parent_class)->dispose (object);
}

static void
gaung_server_page_class_init (GaungServerPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_server_page_dispose;

  g_type_ensure (GAUNG_TYPE_PROBE_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/app/gaung-server-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungServerPage, none_group);
  gtk_widget_class_bind_template_child (widget_class, GaungServerPage, connect_row);
  gtk_widget_class_bind_template_child (widget_class, GaungServerPage, account_group);
  gtk_widget_class_bind_template_child (widget_class, GaungServerPage, address_row);
  gtk_widget_class_bind_template_child (widget_class, GaungServerPage, account_row);
  gtk_widget_class_bind_template_child (widget_class, GaungServerPage, state_row);
  gtk_widget_class_bind_template_child (widget_class, GaungServerPage, trouble_group);
  gtk_widget_class_bind_template_child (widget_class, GaungServerPage, trouble_row);
  gtk_widget_class_bind_template_child (widget_class, GaungServerPage, actions_group);
  gtk_widget_class_bind_template_child (widget_class, GaungServerPage, test_row);
  gtk_widget_class_bind_template_child (widget_class, GaungServerPage, probe_list);
  gtk_widget_class_bind_template_child (widget_class, GaungServerPage, network_group);
  gtk_widget_class_bind_template_child (widget_class, GaungServerPage, metered_row);
  gtk_widget_class_bind_template_child (widget_class, GaungServerPage, power_row);
  gtk_widget_class_bind_template_callback (widget_class, test_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_out_cb);
}

static void
gaung_server_page_init (GaungServerPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->address_row), FALSE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->account_row), FALSE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->state_row), FALSE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->trouble_row), FALSE);
  self->signals = g_signal_group_new (GAUNG_TYPE_SYNC_STATUS);
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (show_status), self);
}

GtkWidget *
gaung_server_page_new (GaungContext *context)
{
  GaungServerPage *self;

  g_return_val_if_fail (GAUNG_IS_CONTEXT (context), NULL);

  self = g_object_new (GAUNG_TYPE_SERVER_PAGE, NULL);
  self->context = g_object_ref (context);
  show_kind (self);
  bind_settings (self);
  if (gaung_context_has_server (context))
    {
      g_signal_group_set_target (self->signals, gaung_context_get_status (context));
      show_status (self);
    }

  return GTK_WIDGET (self);
}
