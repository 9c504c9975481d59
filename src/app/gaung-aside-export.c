/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One thing that was set aside, as a file for whoever can help. */

#include "config.h"

#include "gaung-aside-export.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "gaung-toast.h"

/* Nothing of its content is in the name. */
#define FILE_NAME "gaung-1.json"

typedef struct
{
  GtkWidget *from;
  JsonObject *content;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_object_unref (export->from);
  json_object_unref (export->content);
  g_free (export);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) from = data;
  g_autoptr (GError) error = NULL;
  gboolean is_written = g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);

  if (gtk_widget_get_root (from) == NULL)
    return;
  if (is_written)
    gaung_toast (from, _ ("Written to the file"));
  else
    gaung_show_error (from, error);
}

void
gaung_aside_export_write_async (GFile *file,
                                JsonObject *content,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), content);
  g_autofree char *text = json_to_string (node, TRUE);
  gsize length = strlen (text);
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_steal_pointer (&text), length);

  g_file_replace_contents_bytes_async (
      file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, callback, data);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Export *export = data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    gaung_aside_export_write_async (file, export->content, written_cb, g_object_ref (export->from));
  export_free (export);
}

static void
choose (Export *export)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Write It to a File"));
  gtk_file_dialog_set_initial_name (dialog, FILE_NAME);
  gtk_file_dialog_save (
      dialog, GTK_WINDOW (gtk_widget_get_root (export->from)), NULL, chosen_cb, export);
}

static void
response_cb (AdwAlertDialog *alert, const char *response, gpointer data)
{
  if (g_str_equal (response, "write"))
    choose (data);
  else
    export_free (data);
}

void
gaung_aside_export_ask (GtkWidget *from, JsonObject *content, gboolean is_personal)
{
  AdwDialog *alert;
  Export *export;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (content != NULL);

  export = g_new0 (Export, 1);
  export->from = g_object_ref (from);
  export->content = json_object_ref (content);
  if (!is_personal)
    {
      choose (export);
      return;
    }
  alert = adw_alert_dialog_new (
      _ ("The File Is Not Encrypted"),
      _ ("It may contain names, addresses and words of citizens. Put it where only you can read "
         "it, and delete it when it is no longer needed."));
  adw_alert_dialog_add_responses (
      ADW_ALERT_DIALOG (alert), "cancel", _ ("_Cancel"), "write", _ ("_Choose a Place…"), NULL);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (alert), "cancel");
  g_signal_connect (alert, "response", G_CALLBACK (response_cb), export);
  adw_dialog_present (alert, from);
}
