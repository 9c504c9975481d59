/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-aside-lines.h"
#include "gaung-context.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_ASIDE_ROW (gaung_aside_row_get_type ())
/* GaungAsideRow: one thing that was set aside: what it is, from where, why, what to do, and the buttons for that, through the
 * actions "aside.…" of GaungAsideDialog. Made to be used again and again. */
G_DECLARE_FINAL_TYPE (GaungAsideRow, gaung_aside_row, GAUNG, ASIDE_ROW, AdwBin)

GtkWidget *gaung_aside_row_new (void);
void gaung_aside_row_show (GaungAsideRow *self, const GaungAsideItem *item, GaungContext *context);
/* All of it, for screen readers. */
const char *gaung_aside_row_get_label (GaungAsideRow *self);

G_END_DECLS
