/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  GAUNG_CSV_ERROR_QUOTE,    /* a quote that is never closed, or text behind a closing one */
  GAUNG_CSV_ERROR_ENCODING, /* not UTF-8, or a NUL */
  GAUNG_CSV_ERROR_SIZE,     /* a record longer than GAUNG_CSV_MAX_BYTES, or with too many cells */
} GaungCsvError;

#define GAUNG_CSV_ERROR (gaung_csv_error_quark ())
GQuark gaung_csv_error_quark (void);

#define GAUNG_CSV_MAX_BYTES (8 * 1024 * 1024)
#define GAUNG_CSV_MAX_CELLS 1024

/* Reads CSV (RFC 4180), as offices write it: comma, semicolon or tab, with or without a byte order mark,
 * UTF-8 or UTF-16, any line end, quotes doubled inside quotes, line ends inside quotes. */
typedef struct _GaungCsvReader GaungCsvReader;

/* @delimiter 0: found out from the first record. @text is not kept, and may be anything. */
GaungCsvReader *gaung_csv_reader_new (const char *text, gsize length, char delimiter);
void gaung_csv_reader_free (GaungCsvReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungCsvReader, gaung_csv_reader_free)

/* The next record, empty lines left out. (transfer full) NULL without an error at the end; NULL with an
 * error for one that cannot be read: the next call goes on behind it. @line: where it begins, from 1. */
GStrv gaung_csv_reader_next (GaungCsvReader *self, guint64 *line, GError **error);
/* Bytes done and bytes in all, for progress. */
void gaung_csv_reader_get_progress (GaungCsvReader *self, guint64 *done, guint64 *total);
/* The text of the record that was read last, without its line end, as it stands in the file (UTF-8).
 * (transfer full) */
char *gaung_csv_reader_get_raw (GaungCsvReader *self);

/* Appends one record. Cells that a spreadsheet would take for a formula get an apostrophe in front. */
void gaung_csv_append_record (GString *csv, const char *const *cells, char delimiter);
/* Takes that apostrophe away again. (transfer none): within @cell */
const char *gaung_csv_unguard (const char *cell);

G_END_DECLS
