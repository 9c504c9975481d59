/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-context.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_PERIOD_CHIP (gaung_period_chip_get_type ())
/* GaungPeriodChip: when a complaint was received: today, the last 7 or 30 days, this year, or from a day
 * to a day. Signal "changed". */
G_DECLARE_FINAL_TYPE (GaungPeriodChip, gaung_period_chip, GAUNG, PERIOD_CHIP, AdwBin)

GtkWidget *gaung_period_chip_new (void);
void gaung_period_chip_set_context (GaungPeriodChip *self, GaungContext *context);
/* For the column `at`: ">=2026-11-01", "<=2026-11-30"; empty: any time. (transfer full) */
GStrv gaung_period_chip_get_values (GaungPeriodChip *self);
void gaung_period_chip_set_values (GaungPeriodChip *self, const char *const *values);

G_END_DECLS
