/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window's actions do. They are only enabled while a workspace is open and the screen is
 * not locked, so a shell is always there. */

#include "config.h"

#include "gaung-window-actions.h"

#include <glib/gi18n.h>

#include "gaung-about.h"
#include "gaung-preferences.h"
#include "gaung-search-dialog.h"
#include "gaung-shortcuts-dialog.h"
#include "gaung-window.h"

static GaungShell *
get_shell (GtkWidget *widget)
{
  return gaung_window_get_shell (GAUNG_WINDOW (widget));
}

void
gaung_window_search_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_dialog_present (gaung_search_dialog_new (gaung_window_get_context (GAUNG_WINDOW (widget))),
                      widget);
}

void
gaung_window_new_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_shell_create_record (get_shell (widget));
}

void
gaung_window_find_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_page_focus_search (gaung_shell_get_page (get_shell (widget)));
}

void
gaung_window_undo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GaungContext *context = gaung_window_get_context (GAUNG_WINDOW (widget));

  if (!gaung_undo_stack_undo_last (gaung_context_get_undo (context)))
    gaung_window_add_toast (GAUNG_WINDOW (widget), _ ("There is nothing to undo"));
}

void
gaung_window_toggle_sidebar_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_shell_toggle_sidebar (get_shell (widget));
}

void
gaung_window_menu_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_shell_open_menu (get_shell (widget));
}

void
gaung_window_preferences_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AdwDialog *dialog = gaung_preferences_new (gaung_window_get_context (GAUNG_WINDOW (widget)));

  gaung_preferences_show_page (GAUNG_PREFERENCES (dialog), g_variant_get_string (parameter, NULL));
  adw_dialog_present (dialog, widget);
}

void
gaung_window_shortcuts_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_dialog_present (gaung_shortcuts_dialog_new (), widget);
}

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungWindow) self = GAUNG_WINDOW (data);

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, NULL))
    gaung_window_add_toast (self, _ ("The help could not be opened: is a help viewer installed?"));
}

void
gaung_window_help_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new ("help:gaung");

  gtk_uri_launcher_launch (launcher, GTK_WINDOW (widget), NULL, launched_cb, g_object_ref (widget));
}

void
gaung_window_about_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_about_present (gaung_window_get_context (GAUNG_WINDOW (widget)), widget);
}

void
gaung_window_lock_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_window_lock (GAUNG_WINDOW (widget));
}

void
gaung_window_back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_shell_go_back (get_shell (widget));
}

void
gaung_window_show_area_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_shell_show_area (get_shell (widget), g_variant_get_string (parameter, NULL));
}

void
gaung_window_open_record_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (!gaung_shell_open_record (get_shell (widget), g_variant_get_string (parameter, NULL)))
    gaung_window_add_toast (GAUNG_WINDOW (widget), _ ("No area shows this kind of record"));
}
