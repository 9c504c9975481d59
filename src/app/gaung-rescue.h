/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "gaung-context.h"

G_BEGIN_DECLS

/* Says that personal data go into the file, asks where to put it, and writes what is unsent (@seq 0: all of it) there,
 * in a thread. @from: the dialog or widget that asks, in an AdwToastOverlay. */
void gaung_rescue_ask (GtkWidget *from, GaungContext *context, gint64 seq);
/* The writing alone. */
void gaung_rescue_write_async (GaungStore *store, GFile *file, gint64 seq, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean gaung_rescue_write_finish (GAsyncResult *result, guint *n_items, GError **error);

G_END_DECLS
