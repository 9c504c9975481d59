/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rescue file: what was written must not depend on one computer and one server. */

#include "config.h"

#include "gaung-rescue.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "gaung-format.h"
#include "gaung-outbox.h"
#include "gaung-toast.h"

typedef struct
{
  GFile *file;
  gint64 seq;
  guint n_items;
} Writing;

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  g_object_unref (writing->file);
  g_free (writing);
}

/* An older file of that name stays as it was unless all is written. */
static gboolean
write_file (GaungStore *store, Writing *writing, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileOutputStream) stream = NULL;
  g_autoptr (GCancellable) give_up = g_cancellable_new ();

  /* Only its owner may read it. */
  stream = g_file_replace (writing->file, NULL, FALSE, G_FILE_CREATE_PRIVATE, cancellable, error);
  if (stream == NULL)
    return FALSE;
  if (gaung_outbox_export (
          store, writing->seq, G_OUTPUT_STREAM (stream), &writing->n_items, cancellable, error))
    return g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error);
  /* Without this the stream is closed when it goes, and what there is of it takes the old one's
   * place. */
  g_cancellable_cancel (give_up);
  g_output_stream_close (G_OUTPUT_STREAM (stream), give_up, NULL);
  return FALSE;
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (write_file (source, data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
gaung_rescue_write_async (GaungStore *store,
                          GFile *file,
                          gint64 seq,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, data);
  Writing *writing = g_new0 (Writing, 1);

  writing->file = g_object_ref (file);
  writing->seq = seq;
  g_task_set_source_tag (task, gaung_rescue_write_async);
  g_task_set_task_data (task, writing, writing_free);
  g_task_run_in_thread (task, write_thread);
}

gboolean
gaung_rescue_write_finish (GAsyncResult *result, guint *n_items, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, gaung_rescue_write_async), FALSE);

  if (n_items != NULL)
    *n_items = ((Writing *) g_task_get_task_data (G_TASK (result)))->n_items;

  return g_task_propagate_boolean (G_TASK (result), error);
}

typedef struct
{
  GtkWidget *from;
  GaungContext *context;
  gint64 seq;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->from);
  g_object_unref (request->context);
  g_free (request);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) from = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL;
  g_autofree char *title = NULL;
  guint n_items = 0;

  if (gtk_widget_get_root (from) == NULL)
    return;
  if (!gaung_rescue_write_finish (result, &n_items, &error))
    {
      gaung_show_error (from, error);
      return;
    }
  number = gaung_format_number (n_items);
  /* Translators: %s is a number: "3 changes written to the rescue file". */
  title = g_strdup_printf (ngettext ("%s change written to the rescue file",
                                     "%s changes written to the rescue file",
                                     n_items),
                           number);
  gaung_toast (from, title);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Request *request = data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    gaung_rescue_write_async (gaung_context_get_store (request->context),
                              file,
                              request->seq,
                              NULL,
                              written_cb,
                              g_object_ref (request->from));
  request_free (request);
}

/* Nothing of its content is in the name. */
static char *
make_name (GaungContext *context)
{
  g_autofree char *day = gaung_day_to_text (gaung_day_of_instant (gaung_context_get_now (context)));

  return g_strdup_printf ("gaung-%s.jsonl", day);
}

static void
response_cb (AdwAlertDialog *alert, const char *response, gpointer data)
{
  Request *request = data;
  g_autoptr (GtkFileDialog) dialog = NULL;
  g_autofree char *name = NULL;

  if (!g_str_equal (response, "write"))
    {
      request_free (request);
      return;
    }
  dialog = gtk_file_dialog_new ();
  name = make_name (request->context);
  gtk_file_dialog_set_title (dialog, _ ("Write the Rescue File"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (
      dialog, GTK_WINDOW (gtk_widget_get_root (request->from)), NULL, chosen_cb, request);
}

void
gaung_rescue_ask (GtkWidget *from, GaungContext *context, gint64 seq)
{
  AdwDialog *alert;
  Request *request;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (GAUNG_IS_CONTEXT (context));

  alert = adw_alert_dialog_new (
      _ ("The File Is Not Encrypted"),
      _ ("It contains everything that was not sent, with names, addresses and pictures of "
         "citizens. "
         "Put it where only you can read it, and delete it when it is no longer needed."));
  request = g_new0 (Request, 1);
  request->from = g_object_ref (from);
  request->context = g_object_ref (context);
  request->seq = seq;
  adw_alert_dialog_add_responses (
      ADW_ALERT_DIALOG (alert), "cancel", _ ("_Cancel"), "write", _ ("_Choose a Place…"), NULL);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (alert), "cancel");
  g_signal_connect (alert, "response", G_CALLBACK (response_cb), request);
  adw_dialog_present (alert, from);
}
