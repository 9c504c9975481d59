/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The account stays; only what proves it is asked for. */

#include "config.h"

#include "gaung-sign-in-dialog.h"

#include <glib/gi18n.h>

struct _GaungSignInDialog
{
  AdwDialog parent_instance;

  AdwPreferencesGroup *group;
  AdwEntryRow *secret_row;
  AdwSwitchRow *token_row;
  GtkLabel *message;
  GtkWidget *button;
  GtkStack *button_stack;

  GaungSyncService *service;
  GCancellable *cancellable;
  gboolean is_busy;
};

G_DEFINE_FINAL_TYPE (GaungSignInDialog, gaung_sign_in_dialog, ADW_TYPE_DIALOG)

static void
update (GaungSignInDialog *self)
{
  const char *secret = gtk_editable_get_text (GTK_EDITABLE (self->secret_row));

  gtk_stack_set_visible_child_name (self->button_stack, self->is_busy ? "spinner" : "label");
  gtk_editable_set_editable (GTK_EDITABLE (self->secret_row), !self->is_busy);
  gtk_widget_set_sensitive (self->button,
                            *secret != '\0' && !self->is_busy
                                && gaung_sync_service_get_account (self->service) != NULL);
}

static void
changed_cb (GaungSignInDialog *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->message), FALSE);
  if (self->service != NULL)
    update (self);
}

static void
token_changed_cb (GaungSignInDialog *self)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->secret_row),
                                 adw_switch_row_get_active (self->token_row) ? _ ("Token")
                                                                             : _ ("Password"));
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungSignInDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (gaung_sync_service_sign_in_finish (GAUNG_SYNC_SERVICE (source), result, &error))
    {
      if (self->service != NULL)
        adw_dialog_close (ADW_DIALOG (self));
      return;
    }
  if (self->service == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_busy = FALSE;
  update (self);
  text = gaung_sync_error_to_user_text (error);
  gtk_label_set_text (self->message, text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->secret_row));
}

static void
sign_in_cb (GaungSignInDialog *self)
{
  if (!gtk_widget_get_sensitive (self->button))
    return;
  self->is_busy = TRUE;
  update (self);
  gaung_sync_service_sign_in_async (self->service,
                                    gtk_editable_get_text (GTK_EDITABLE (self->secret_row)),
                                    adw_switch_row_get_active (self->token_row),
                                    self->cancellable,
                                    signed_in_cb,
                                    g_object_ref (self));
}

static void
gaung_sign_in_dialog_dispose (GObject *object)
{
  GaungSignInDialog *self = GAUNG_SIGN_IN_DIALOG (object);

  g_clear_object (&self->service);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_SIGN_IN_DIALOG);

  G_OBJECT_CLASS (gaung_sign_in_dialog_parent_class)->dispose (object);
}

static void
gaung_sign_in_dialog_closed (AdwDialog *dialog)
{
  g_cancellable_cancel (GAUNG_SIGN_IN_DIALOG (dialog)->cancellable);
}

static void
gaung_sign_in_dialog_class_init (GaungSignInDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_sign_in_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = gaung_sign_in_dialog_closed;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/app/gaung-sign-in-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungSignInDialog, group);
  gtk_widget_class_bind_template_child (widget_class, GaungSignInDialog, secret_row);
  gtk_widget_class_bind_template_child (widget_class, GaungSignInDialog, token_row);
  gtk_widget_class_bind_template_child (widget_class, GaungSignInDialog, message);
  gtk_widget_class_bind_template_child (widget_class, GaungSignInDialog, button);
  gtk_widget_class_bind_template_child (widget_class, GaungSignInDialog, button_stack);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, token_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
}

static void
gaung_sign_in_dialog_init (GaungSignInDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
gaung_sign_in_dialog_new (GaungSyncService *service)
{
  GaungSignInDialog *self;
  GaungAccount *account;
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;

  g_return_val_if_fail (GAUNG_IS_SYNC_SERVICE (service), NULL);

  self = g_object_new (GAUNG_TYPE_SIGN_IN_DIALOG, NULL);
  self->service = g_object_ref (service);
  account = gaung_sync_service_get_account (service);
  if (account != NULL)
    {
      const char *name = gaung_account_get_name (account);

      /* Translators: an account, then an address: "As “sri” on couch.surakarta.go.id. What you
         wrote meanwhile is kept and sent afterwards." */
      text = g_strdup_printf (
          _ ("As “%s” on %s. What you wrote meanwhile is kept and sent afterwards."),
          name != NULL ? name : "",
          gaung_account_get_address (account));
      escaped = g_markup_escape_text (text, -1);
      adw_preferences_group_set_description (self->group, escaped);
    }
  update (self);

  return ADW_DIALOG (self);
}
