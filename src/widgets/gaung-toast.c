/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How areas tell what was done, and what could not be done. */

#include "config.h"

#include "gaung-toast.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define DEFAULT_UNDO_SECONDS 20

static AdwToastOverlay *
find_overlay (GtkWidget *from)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (from, ADW_TYPE_TOAST_OVERLAY);

  return overlay ? ADW_TOAST_OVERLAY (overlay) : NULL;
}

static AdwToast *
make_toast (const char *title)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, title);

  return toast;
}

/* The details carry domain and code, never the message: it may name a file or what was typed. */
static char *
describe_error (const GError *error)
{
  return g_strdup_printf (
      "%s:%d (Gaung %s)", g_quark_to_string (error->domain), error->code, PACKAGE_VERSION);
}

static void
copy_details_cb (AdwAlertDialog *dialog, const char *response, gpointer data)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (dialog)), data);
}

typedef struct
{
  GaungUndoStack *stack;
  guint id;
} ToastUndo;

static void
toast_undo_free (gpointer data, GClosure *closure)
{
  ToastUndo *undo = data;

  g_object_unref (undo->stack);
  g_free (undo);
}

static void
button_clicked_cb (AdwToast *toast, ToastUndo *undo)
{
  gaung_undo_stack_undo (undo->stack, undo->id);
}

void
gaung_toast (GtkWidget *from, const char *title)
{
  AdwToastOverlay *overlay;

  g_return_if_fail (GTK_IS_WIDGET (from));

  overlay = find_overlay (from);
  if (overlay)
    adw_toast_overlay_add_toast (overlay, make_toast (title));
}

guint
gaung_context_get_undo_seconds (GaungContext *context)
{
  GSettings *settings = gaung_context_get_settings (context);

  return settings ? g_settings_get_uint (settings, "undo-seconds") : DEFAULT_UNDO_SECONDS;
}

guint
gaung_toast_undo (GtkWidget *from,
                  GaungContext *context,
                  const char *title,
                  GaungUndoFunc undo,
                  gpointer data,
                  GDestroyNotify destroy)
{
  AdwToastOverlay *overlay;
  guint seconds, id;
  ToastUndo *toast_undo;
  g_autoptr (AdwToast) toast = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (from), 0);
  g_return_val_if_fail (GAUNG_IS_CONTEXT (context), 0);

  seconds = gaung_context_get_undo_seconds (context);
  toast_undo = g_new0 (ToastUndo, 1);
  toast_undo->stack = g_object_ref (gaung_context_get_undo (context));
  id = gaung_undo_stack_push (toast_undo->stack, title, seconds, undo, data, destroy);
  toast_undo->id = id;

  toast = make_toast (title);
  adw_toast_set_timeout (toast, seconds);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_data (toast,
                         "button-clicked",
                         G_CALLBACK (button_clicked_cb),
                         toast_undo,
                         toast_undo_free,
                         G_CONNECT_DEFAULT);

  overlay = find_overlay (from);
  if (overlay)
    adw_toast_overlay_add_toast (overlay, g_steal_pointer (&toast));

  return id;
}

void
gaung_show_error (GtkWidget *from, const GError *error)
{
  g_autofree char *text = NULL;
  AdwDialog *dialog;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (error != NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_message ("Shown to the user: %s %d", g_quark_to_string (error->domain), error->code);
  text = gaung_error_to_user_text (error);
  dialog = adw_alert_dialog_new (_ ("This did not work"), text);
  adw_alert_dialog_add_responses (
      ADW_ALERT_DIALOG (dialog), "copy", _ ("_Copy Details"), "close", _ ("_Close"), NULL);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "close");
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "close");
  g_signal_connect_data (dialog,
                         "response::copy",
                         G_CALLBACK (copy_details_cb),
                         describe_error (error),
                         (GClosureNotify) (void (*) (void)) g_free,
                         G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, from);
}

GtkWidget *
gaung_error_page_new (const GError *error)
{
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;
  GtkWidget *page;

  g_return_val_if_fail (error != NULL, NULL);

  text = gaung_error_to_user_text (error);
  escaped = g_markup_escape_text (text, -1);
  page = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-error-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("This did not work"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), escaped);

  return page;
}
