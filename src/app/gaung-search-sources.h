/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-context.h"

G_BEGIN_DECLS

/* What the search over everything looks through: one row per kind of record in a table, then the actions
 * and the preferences. */
guint gaung_search_source_get_n (void);
/* Translated, the same pointer each time. */
const char *gaung_search_source_get_title (guint source);
/* (transfer full): a query that finds nothing where @words are not for this source */
GaungQuery *gaung_search_source_make_query (guint source, GaungContext *context, const char *words, guint limit);
/* (transfer floating) (nullable) */
GtkWidget *gaung_search_source_make_row (guint source, GaungContext *context, GaungRecord *record, const char *words);

/* (element-type GtkWidget), floating */
GPtrArray *gaung_search_make_action_rows (GaungContext *context, const char *words);
GPtrArray *gaung_search_make_preference_rows (GaungContext *context, const char *words);

/* Does what the row stands for, in @window, after the search has closed. */
void gaung_search_activate_row (GtkWidget *row, GtkWidget *window);

G_END_DECLS
