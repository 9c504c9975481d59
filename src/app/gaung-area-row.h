/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-area-table.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_AREA_ROW (gaung_area_row_get_type ())
/* GaungAreaRow: one area in the sidebar. Property "waiting-count" (0 hides the number). */
G_DECLARE_FINAL_TYPE (GaungAreaRow, gaung_area_row, GAUNG, AREA_ROW, GtkListBoxRow)

GtkWidget *gaung_area_row_new (const GaungArea *area);
const GaungArea *gaung_area_row_get_area (GaungAreaRow *self);
guint gaung_area_row_get_waiting_count (GaungAreaRow *self);
void gaung_area_row_set_waiting_count (GaungAreaRow *self, guint count);

G_END_DECLS
