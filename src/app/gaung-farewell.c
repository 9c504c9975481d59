/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Leaving with unsent work is allowed, but never without knowing it. */

#include "config.h"

#include "gaung-farewell.h"

#include <glib/gi18n.h>

#include "gaung-logout-guard.h"
#include "gaung-toast.h"

static guint
count_waiting (GaungSession *session)
{
  GaungContext *context = gaung_session_get_context (session);

  return context != NULL && gaung_context_has_server (context)
             ? gaung_sync_status_get_waiting (gaung_context_get_status (context))
             : 0;
}

gboolean
gaung_farewell_is_needed (GaungSession *session)
{
  g_return_val_if_fail (GAUNG_IS_SESSION (session), FALSE);

  return count_waiting (session) > 0;
}

typedef struct
{
  void (*quit) (gpointer data);
  gpointer data;
} Farewell;

static void
response_cb (AdwAlertDialog *dialog, const char *response, gpointer data)
{
  const Farewell *farewell = data;
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (dialog), GTK_TYPE_WINDOW);

  if (g_str_equal (response, "quit"))
    farewell->quit (farewell->data);
  else if (g_str_equal (response, "show") && window != NULL)
    gtk_widget_activate_action (window, "win.outbox", NULL);
}

static void
farewell_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

AdwDialog *
gaung_farewell_new (GaungSession *session, void (*quit) (gpointer data), gpointer data)
{
  Farewell *farewell = g_new0 (Farewell, 1);
  g_autofree char *waiting = gaung_logout_guard_describe (count_waiting (session));
  g_autofree char *body = NULL;
  AdwDialog *dialog;

  /* Translators: %s: "3 changes have not been sent yet". */
  body = g_strdup_printf (_ ("%s. They are kept on this computer and sent when Gaung runs again. "
                             "Whoever takes over this computer today should know it."),
                          waiting);
  dialog = adw_alert_dialog_new (_ ("Not Everything Is Sent"), body);
  farewell->quit = quit;
  farewell->data = data;
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog),
                                  "stay",
                                  _ ("_Stay"),
                                  "show",
                                  _ ("Sho_w Them"),
                                  "quit",
                                  _ ("_Quit"),
                                  NULL);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "stay");
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "quit");
  g_signal_connect_data (
      dialog, "response", G_CALLBACK (response_cb), farewell, farewell_free, G_CONNECT_DEFAULT);

  return dialog;
}

typedef struct
{
  GtkWidget *window;
  GaungSession *session;
  GaungAccount *account;
  GaungContext *context;
} SignOut;

static void
sign_out_free (gpointer data)
{
  SignOut *sign_out = data;

  g_object_unref (sign_out->window);
  g_object_unref (sign_out->session);
  g_clear_object (&sign_out->account);
  g_object_unref (sign_out->context);
  g_free (sign_out);
}

static void
sign_out_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  SignOut *sign_out = data;
  GError *error = NULL;

  if (gaung_account_sign_out (sign_out->account,
                              gaung_context_get_workspace (sign_out->context),
                              gaung_context_get_store (sign_out->context),
                              &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
signed_out_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SignOut *sign_out = g_task_get_task_data (G_TASK (result));
  GaungSyncService *service = gaung_session_get_service (sign_out->session);
  GaungEngine *engine = service != NULL ? gaung_sync_service_get_engine (service) : NULL;
  g_autoptr (GError) error = NULL;

  if (engine != NULL)
    gaung_engine_set_credentials (engine, NULL);
  if (!g_task_propagate_boolean (G_TASK (result), &error)
      && gtk_widget_get_mapped (sign_out->window))
    gaung_show_error (sign_out->window, error);
}

static void
keep (SignOut *sign_out)
{
  g_autoptr (GTask) task = g_task_new (sign_out->session, NULL, signed_out_cb, NULL);

  g_task_set_task_data (task, sign_out, sign_out_free);
  g_task_run_in_thread (task, sign_out_thread);
}

static void
wipe (SignOut *sign_out)
{
  g_autoptr (GError) error = NULL;

  if (!gaung_session_wipe (sign_out->session, &error))
    gaung_show_error (sign_out->window, error);
  sign_out_free (sign_out);
}

static void
sign_out_response_cb (AdwAlertDialog *dialog, const char *response, gpointer data)
{
  if (g_str_equal (response, "keep"))
    keep (data);
  else if (g_str_equal (response, "wipe"))
    wipe (data);
  else
    sign_out_free (data);
}

static char *
describe_sign_out (guint n_waiting)
{
  g_autofree char *waiting = NULL;

  if (n_waiting == 0)
    return g_strdup (
        _ ("Everything that was written here is on the server. The records can stay on "
           "this computer, encrypted, or be wiped from it."));
  waiting = gaung_logout_guard_describe (n_waiting);

  /* Translators: %s: "3 changes have not been sent yet". */
  return g_strdup_printf (
      _ ("%s. If you wipe this computer, they are lost for ever. If you keep the "
         "records, they are sent when you sign in again."),
      waiting);
}

void
gaung_sign_out_ask (GtkWidget *window, GaungSession *session)
{
  GaungSyncService *service = gaung_session_get_service (session);
  guint n_waiting = count_waiting (session);
  g_autofree char *body = describe_sign_out (n_waiting);
  AdwDialog *dialog;
  SignOut *sign_out;

  g_return_if_fail (GTK_IS_WINDOW (window));

  if (service == NULL || gaung_sync_service_get_account (service) == NULL)
    return;
  dialog = adw_alert_dialog_new (_ ("Sign Out?"), body);
  sign_out = g_new0 (SignOut, 1);
  sign_out->window = g_object_ref (window);
  sign_out->session = g_object_ref (session);
  sign_out->account = g_object_ref (gaung_sync_service_get_account (service));
  sign_out->context = g_object_ref (gaung_session_get_context (session));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog),
                                  "cancel",
                                  _ ("_Cancel"),
                                  "keep",
                                  _ ("_Keep the Records Here"),
                                  "wipe",
                                  n_waiting > 0 ? _ ("_Wipe, and Lose Them")
                                                : _ ("_Wipe This Computer"),
                                  NULL);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_response_appearance (
      ADW_ALERT_DIALOG (dialog), "wipe", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect (dialog, "response", G_CALLBACK (sign_out_response_cb), sign_out);
  adw_dialog_present (dialog, window);
}
