/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "gaung-store.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_TIMELINE (gaung_timeline_get_type ())
/* GaungTimeline: what happened to a record, newest last. System lines are folded when there are many;
 * of a very long history the latest part is shown first. */
G_DECLARE_FINAL_TYPE (GaungTimeline, gaung_timeline, GAUNG, TIMELINE, GtkWidget)

GtkWidget *gaung_timeline_new (void);
/* @entries: a GListModel of GaungEntry, oldest first; NULL empties it. */
void gaung_timeline_set_entries (GaungTimeline *self, GListModel *entries, GaungStore *store);
/* The times in words are as of @now. */
void gaung_timeline_set_now (GaungTimeline *self, GaungInstant now);

G_END_DECLS
