/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  GAUNG_XLSX_ERROR_FORMAT, /* no workbook, or one that cannot be read */
  GAUNG_XLSX_ERROR_SIZE,   /* more than is taken; a text that no cell can hold */
} GaungXlsxError;

#define GAUNG_XLSX_ERROR (gaung_xlsx_error_quark ())
GQuark gaung_xlsx_error_quark (void);

/* What a cell of Excel holds, in UTF-16 units. */
#define GAUNG_XLSX_MAX_CELL 32767
#define GAUNG_XLSX_MAX_COLUMNS 1024
#define GAUNG_XLSX_MAX_ROWS 1048576
/* Of all that is unpacked: a small file may say that it holds a large one. */
#define GAUNG_XLSX_MAX_BYTES (256 * 1024 * 1024)

/* A workbook of one sheet: @rows (element-type GStrv), the first are headings and stay in view. All cells are texts, so
 * nothing in them is ever a formula. Takes @created (UTC, nullable: the clock) as its date, so that the same rows give the
 * same bytes. (transfer full); NULL: GAUNG_XLSX_ERROR_SIZE, or FORMAT where the library gave up. */
GBytes *gaung_xlsx_write (const char *sheet, GPtrArray *rows, GDateTime *created, GError **error);

typedef struct
{
  guint64 number; /* of the row in the sheet, from 1 */
  GStrv cells;    /* "" for empty ones */
} GaungXlsxRow;

/* The rows of the first sheet that have cells: texts as they are, numbers as they are stored, results of formulas. Dates
 * are stored as days since 30 December 1899. (transfer full) (element-type GaungXlsxRow) */
GPtrArray *gaung_xlsx_read (GBytes *bytes, GError **error);

G_END_DECLS
