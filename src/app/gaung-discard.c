/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Giving up what was not sent: with a reason, and not in the way of the window. */

#include "config.h"

#include "gaung-discard.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *from;
  GtkEditable *entry;
  GaungStore *store;
  GaungDiscardFunc done;
  gint64 seq;
  char *reason; /* (nullable): not decided yet */
} Discard;

static void
discard_free (gpointer data)
{
  Discard *discard = data;

  g_object_unref (discard->from);
  g_object_unref (discard->entry);
  g_object_unref (discard->store);
  g_free (discard->reason);
  g_free (discard);
}

static void
discard_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Discard *discard = data;
  GError *error = NULL;

  if (gaung_outbox_discard (discard->store, discard->seq, discard->reason, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Discard *discard = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (gtk_widget_get_root (discard->from) != NULL)
    discard->done (discard->from, error);
}

static Discard *
discard_copy (const Discard *discard)
{
  Discard *copy = g_new0 (Discard, 1);

  copy->from = g_object_ref (discard->from);
  copy->entry = g_object_ref (discard->entry);
  copy->store = g_object_ref (discard->store);
  copy->done = discard->done;
  copy->seq = discard->seq;
  copy->reason = g_strdup (gtk_editable_get_text (discard->entry));

  return copy;
}

static void
response_cb (AdwAlertDialog *alert, const char *response, gpointer data)
{
  g_autoptr (GTask) task = NULL;

  if (!g_str_equal (response, "delete"))
    return;
  task = g_task_new (NULL, NULL, discarded_cb, NULL);
  g_task_set_task_data (task, discard_copy (data), discard_free);
  g_task_run_in_thread (task, discard_thread);
}

static void
forget_cb (gpointer data, GClosure *closure)
{
  discard_free (data);
}

static void
reason_changed_cb (GtkEditable *editable, AdwAlertDialog *alert)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (editable)));

  adw_alert_dialog_set_response_enabled (alert, "delete", *reason != '\0');
}

void
gaung_discard_ask (GtkWidget *from, GaungStore *store, gint64 seq, GaungDiscardFunc done)
{
  AdwDialog *alert;
  GtkWidget *group, *entry;
  Discard *discard;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (GAUNG_IS_STORE (store));
  g_return_if_fail (done != NULL);

  alert = adw_alert_dialog_new (
      _ ("Delete What Was Not Sent?"),
      _ ("The server never gets it. If it is a change, the copy of the server stands again. What "
         "you give up is kept on this computer, with your reason."));
  group = adw_preferences_group_new ();
  entry = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _ ("Reason"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), entry);
  discard = g_new0 (Discard, 1);
  discard->from = g_object_ref (from);
  discard->entry = g_object_ref (GTK_EDITABLE (entry));
  discard->store = g_object_ref (store);
  discard->done = done;
  discard->seq = seq;
  adw_alert_dialog_add_responses (
      ADW_ALERT_DIALOG (alert), "keep", _ ("_Keep"), "delete", _ ("_Delete"), NULL);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (alert), "keep");
  adw_alert_dialog_set_response_appearance (
      ADW_ALERT_DIALOG (alert), "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (alert), "delete", FALSE);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (alert), group);
  g_signal_connect_object (
      entry, "changed", G_CALLBACK (reason_changed_cb), alert, G_CONNECT_DEFAULT);
  g_signal_connect_data (
      alert, "response", G_CALLBACK (response_cb), discard, forget_cb, G_CONNECT_DEFAULT);
  adw_dialog_present (alert, from);
}
