/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-context.h"
#include "gaung-list.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_HOME_GROUP (gaung_home_group_get_type ())
/* GaungHomeGroup: one short list of "my day" with its title and the way to the rest. It hides itself
 * when it has no rows. Properties "title", "is-empty" (read-only), "is-loaded" (read-only). */
G_DECLARE_FINAL_TYPE (GaungHomeGroup, gaung_home_group, GAUNG, HOME_GROUP, GtkBox)

/* @query: what belongs here, without a limit; NULL: nothing. The number of all of them is counted. */
void gaung_home_group_set_query (GaungHomeGroup *self, GaungContext *context, const GaungQuery *query);
/* Rows that are no answer to a query. @rows (element-type GtkWidget), consumed */
void gaung_home_group_set_rows (GaungHomeGroup *self, GPtrArray *rows);
gboolean gaung_home_group_is_empty (GaungHomeGroup *self);
gboolean gaung_home_group_is_loaded (GaungHomeGroup *self);
/* How many there are in all, once counted; before that, how many rows are shown. */
guint gaung_home_group_get_total (GaungHomeGroup *self);
void gaung_home_group_tick (GaungHomeGroup *self);

G_END_DECLS
