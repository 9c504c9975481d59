/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-handout.h"
#include "gaung-visit.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name; /* of the service */
  GaungVisitSummary summary;
} GaungMonthRow;

/* What the stopwatch at the counter measured in a month, A4 by itself: a row for each service with what was
 * promised, the median, the 90th percentile, how many took longer and why.
 *
 * @month 1 … 12. @rows in their order. (transfer full) */
GaungSheet *gaung_month_sheet_new (const GaungMonthRow *rows, guint n_rows, int year, int month, const GaungHandoutOptions *options);
gboolean gaung_month_sheet_write (const GaungMonthRow *rows, guint n_rows, int year, int month, const GaungHandoutOptions *options, GOutputStream *stream, GCancellable *cancellable, GError **error);

G_END_DECLS
