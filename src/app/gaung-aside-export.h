/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Asks where to put @content (transfer none), and writes it there. @is_personal: says first that it has data of citizens in
 * it. @from: the dialog that asks, in an AdwToastOverlay. */
void gaung_aside_export_ask (GtkWidget *from, JsonObject *content, gboolean is_personal);
/* The writing alone; only its owner may read the file. */
void gaung_aside_export_write_async (GFile *file, JsonObject *content, GAsyncReadyCallback callback, gpointer data);

G_END_DECLS
