/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-month-sheet.h"
#include "gaung-store.h"

G_BEGIN_DECLS

/* What the clock at the counter measured in one month: a line a service. */
typedef struct
{
  int year;
  int month;       /* 1 … 12 */
  GArray *rows;    /* of GaungMonthRow, by name */
  GPtrArray *names;/* what the rows point to */
} GaungMonth;

void gaung_month_free (GaungMonth *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungMonth, gaung_month_free)

/* In a thread. finish: (transfer full), or NULL with GAUNG_STORE_ERROR or G_IO_ERROR_CANCELLED. */
void gaung_month_load_async (GaungStore *store, int year, int month, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GaungMonth *gaung_month_load_finish (GAsyncResult *result, GError **error);

/* "12 visits · promised 20.00 · median 12.10 · 9 in 10 within 24.30". (transfer full) */
char *gaung_month_row_to_text (const GaungMonthRow *row);
/* "3 took longer: Queue 2, not told 1"; "" where none did. (transfer full) */
char *gaung_month_row_reasons_to_text (const GaungMonthRow *row);
/* RFC 4180, seconds as whole numbers, a heading first. (transfer full) */
GBytes *gaung_month_to_csv (const GaungMonth *self);
/* A4. @agency (nullable). GAUNG_PUBLISH_ERROR. (transfer full) */
GBytes *gaung_month_to_pdf (const GaungMonth *self, GaungRecord *agency, GaungInstant now, GError **error);

G_END_DECLS
