/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the window's actions do; @widget is the GaungWindow. Named by the rows of the action table. */
void gaung_window_search_cb (GtkWidget *widget, const char *name, GVariant *parameter);
void gaung_window_new_cb (GtkWidget *widget, const char *name, GVariant *parameter);
void gaung_window_find_cb (GtkWidget *widget, const char *name, GVariant *parameter);
void gaung_window_undo_cb (GtkWidget *widget, const char *name, GVariant *parameter);
void gaung_window_toggle_sidebar_cb (GtkWidget *widget, const char *name, GVariant *parameter);
void gaung_window_menu_cb (GtkWidget *widget, const char *name, GVariant *parameter);
void gaung_window_preferences_cb (GtkWidget *widget, const char *name, GVariant *parameter);
void gaung_window_shortcuts_cb (GtkWidget *widget, const char *name, GVariant *parameter);
void gaung_window_help_cb (GtkWidget *widget, const char *name, GVariant *parameter);
void gaung_window_about_cb (GtkWidget *widget, const char *name, GVariant *parameter);
void gaung_window_lock_cb (GtkWidget *widget, const char *name, GVariant *parameter);
void gaung_window_back_cb (GtkWidget *widget, const char *name, GVariant *parameter);
void gaung_window_show_area_cb (GtkWidget *widget, const char *name, GVariant *parameter);
void gaung_window_open_record_cb (GtkWidget *widget, const char *name, GVariant *parameter);

G_END_DECLS
