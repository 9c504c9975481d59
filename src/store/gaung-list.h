/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-store.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_LIST (gaung_list_get_type ())
/* GaungList: the answer to a query as a GListModel of GaungRecord. It holds row ids and sort keys (16
 * bytes a record) and makes record objects on demand; one record at one position is the same object as
 * long as somebody holds it. Loading happens in the store's worker: the first 24 arrive first, then the
 * rest. After that every change in the store becomes the smallest items-changed; a record that changed in
 * place is a removal and an addition at its place, with a new object.
 *
 * A query with words is answered with the newest 1,000 hits at most (is-truncated), in the query's order.
 *
 * Properties: store (construct), query (GaungQuery; setting it loads anew, what is still there stays),
 * is-loading, error (GError, NULL), is-truncated, n-items. */
G_DECLARE_FINAL_TYPE (GaungList, gaung_list, GAUNG, LIST, GObject)

GaungList *gaung_list_new (GaungStore *store, const GaungQuery *query);
GaungQuery *gaung_list_get_query (GaungList *self); /* (transfer none) */
void gaung_list_set_query (GaungList *self, const GaungQuery *query);
gboolean gaung_list_is_loading (GaungList *self);
gboolean gaung_list_is_truncated (GaungList *self);
const GError *gaung_list_get_error (GaungList *self);
guint gaung_list_get_n_items (GaungList *self);
/* The sort key of a position (rank or instant, as the query's sort says). */
gint64 gaung_list_get_sort_key (GaungList *self, guint position);
/* The first position whose sort key is not before @key in the list's order: section borders. */
guint gaung_list_lower_bound (GaungList *self, gint64 key);
/* GTK_INVALID_LIST_POSITION (G_MAXUINT) when it is not in the list. */
guint gaung_list_find (GaungList *self, const char *id);
void gaung_list_reload (GaungList *self);

G_END_DECLS
