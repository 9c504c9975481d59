/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GAUNG_TYPE_FILTER_CHIP (gaung_filter_chip_get_type ())
/* GaungFilterChip: one condition of a list: a button that says it, and a popover with the values to
 * choose from. Signal "changed". */
G_DECLARE_FINAL_TYPE (GaungFilterChip, gaung_filter_chip, GAUNG, FILTER_CHIP, AdwBin)

/* @column of the query, @title as shown. With @is_exclusive at most one value is chosen. */
GtkWidget *gaung_filter_chip_new (const char *column, const char *title, gboolean is_exclusive);
const char *gaung_filter_chip_get_column (GaungFilterChip *self);
void gaung_filter_chip_add_choice (GaungFilterChip *self, const char *value, const char *label);
GStrv gaung_filter_chip_get_values (GaungFilterChip *self); /* (transfer full) */
/* Values that are no choice yet are added with themselves as label. Does not emit "changed". */
void gaung_filter_chip_set_values (GaungFilterChip *self, const char *const *values);

G_END_DECLS
