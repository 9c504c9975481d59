/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the window's actions of the section "City server" do, for the action table. */
void gaung_window_sync_now_cb (GtkWidget *widget, const char *name, GVariant *parameter);
void gaung_window_sync_pause_cb (GtkWidget *widget, const char *name, GVariant *parameter);
void gaung_window_outbox_cb (GtkWidget *widget, const char *name, GVariant *parameter);
void gaung_window_receipts_cb (GtkWidget *widget, const char *name, GVariant *parameter);
void gaung_window_aside_cb (GtkWidget *widget, const char *name, GVariant *parameter);
void gaung_window_clashes_cb (GtkWidget *widget, const char *name, GVariant *parameter);
void gaung_window_sign_in_cb (GtkWidget *widget, const char *name, GVariant *parameter);
void gaung_window_sign_out_cb (GtkWidget *widget, const char *name, GVariant *parameter);
void gaung_window_connect_cb (GtkWidget *widget, const char *name, GVariant *parameter);
void gaung_window_new_workspace_cb (GtkWidget *widget, const char *name, GVariant *parameter);
void gaung_window_open_workspace_cb (GtkWidget *widget, const char *name, GVariant *parameter);
void gaung_window_take_back_cb (GtkWidget *widget, const char *name, GVariant *parameter);

G_END_DECLS
