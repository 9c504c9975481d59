/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window does about the server. In a workspace that has none, the actions say so. */

#include "config.h"

#include "gaung-window-sync.h"

#include <glib/gi18n.h>

#include "gaung-aside-dialog.h"
#include "gaung-clash-desk.h"
#include "gaung-connect-dialog.h"
#include "gaung-farewell.h"
#include "gaung-outbox-dialog.h"
#include "gaung-receipt-book.h"
#include "gaung-sign-in-dialog.h"
#include "gaung-window.h"

static GaungContext *
get_context (GtkWidget *widget)
{
  return gaung_window_get_context (GAUNG_WINDOW (widget));
}

/* NULL, and the user knows why. */
static GaungSyncService *
get_service (GtkWidget *widget)
{
  GaungSession *session = gaung_window_get_session (GAUNG_WINDOW (widget));
  GaungSyncService *service = gaung_session_get_service (session);

  if (service == NULL)
    gaung_window_add_toast (GAUNG_WINDOW (widget),
                            _ ("This workspace is not connected to a city server"));

  return service;
}

/* One above the other would hide what is below: the new one takes its place. */
static void
present (GtkWidget *widget, AdwDialog *dialog)
{
  AdwDialog *visible = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (widget));

  if (visible != NULL && G_OBJECT_TYPE (visible) == G_OBJECT_TYPE (dialog))
    {
      g_object_unref (g_object_ref_sink (dialog));
      return;
    }
  if (visible != NULL)
    adw_dialog_close (visible);
  adw_dialog_present (dialog, widget);
}

void
gaung_window_sync_now_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GaungSyncService *service = get_service (widget);

  if (service != NULL)
    gaung_sync_service_sync_now (service);
}

void
gaung_window_sync_pause_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GaungSyncService *service = get_service (widget);

  if (service != NULL)
    gaung_sync_service_set_paused (service, !gaung_sync_service_is_paused (service));
}

void
gaung_window_outbox_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  present (widget, gaung_outbox_dialog_new (get_context (widget)));
}

void
gaung_window_receipts_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  present (widget, gaung_receipt_book_new (get_context (widget)));
}

void
gaung_window_aside_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GaungSession *session = gaung_window_get_session (GAUNG_WINDOW (widget));

  present (widget,
           gaung_aside_dialog_new (get_context (widget), gaung_session_get_service (session)));
}

void
gaung_window_clashes_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  present (widget,
           gaung_clash_desk_new (get_context (widget), g_variant_get_string (parameter, NULL)));
}

void
gaung_window_sign_in_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GaungSyncService *service = get_service (widget);

  if (service != NULL)
    present (widget, gaung_sign_in_dialog_new (service));
}

void
gaung_window_sign_out_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (get_service (widget) != NULL)
    gaung_sign_out_ask (widget, gaung_window_get_session (GAUNG_WINDOW (widget)));
}

void
gaung_window_connect_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GaungContext *context = get_context (widget);

  if (gaung_context_is_sample (context))
    gaung_window_add_toast (GAUNG_WINDOW (widget), _ ("A sample is never connected to a server"));
  else if (gaung_context_has_server (context))
    gtk_widget_activate_action (widget, "win.preferences", "s", "server");
  else
    present (widget, gaung_connect_dialog_new (gaung_window_get_session (GAUNG_WINDOW (widget))));
}

void
gaung_window_new_workspace_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_session_start_over (gaung_window_get_session (GAUNG_WINDOW (widget)));
}

void
gaung_window_open_workspace_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GaungWorkspace *workspace = gaung_context_get_workspace (get_context (widget));
  const char *directory = g_variant_get_string (parameter, NULL);

  if (workspace == NULL || g_strcmp0 (gaung_workspace_get_directory (workspace), directory) != 0)
    gaung_session_switch (gaung_window_get_session (GAUNG_WINDOW (widget)), directory);
}

void
gaung_window_take_back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GaungShell *shell = gaung_window_get_shell (GAUNG_WINDOW (widget));

  if (gaung_shell_open_record (shell, g_variant_get_string (parameter, NULL)))
    gtk_widget_activate_action (
        GTK_WIDGET (gaung_shell_get_page (shell)), "complaint.unsend", NULL);
}
