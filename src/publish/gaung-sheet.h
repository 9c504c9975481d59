/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gaung-flow.h"
#include "gaung-paper.h"
#include "gaung-time.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_SHEET (gaung_sheet_get_type ())
/* GaungSheet: a flow on paper: as many pages as it needs, a foot on each, drawn on a screen, by a printer or
 * as a PDF. The PDF has its title, author, language and time, text that can be selected and searched in the
 * order in which it is read, and is the same for the same input. */
G_DECLARE_FINAL_TYPE (GaungSheet, gaung_sheet, GAUNG, SHEET, GObject)

/* Lengths in points. All texts (nullable). */
typedef struct
{
  const char *promise; /* on a ground of its own, in bold letters */
  const char *version; /* small, beside the number of the page */
  double size;         /* of the promise */
  guint color;         /* of the promise and its ground */
  guint fill;
} GaungSheetFoot;

/* @margin in points. @language: of its texts (BCP 47). */
GaungSheet *gaung_sheet_new (const GaungPaper *paper, double margin, const char *language);
/* To be filled before the sheet is drawn or written, and not changed after. (transfer none) */
GaungFlow *gaung_sheet_get_flow (GaungSheet *self);
void gaung_sheet_set_foot (GaungSheet *self, const GaungSheetFoot *foot);
/* @created: the time of creation that the PDF tells. */
void gaung_sheet_set_about (GaungSheet *self, const char *title, const char *author, const char *subject, GaungInstant created);

const GaungPaper *gaung_sheet_get_paper (GaungSheet *self);
guint gaung_sheet_get_n_pages (GaungSheet *self);
/* Height in points that a page has for the flow. */
double gaung_sheet_get_page_height (GaungSheet *self);
/* A unit of @cr is a point; @page from 0. */
void gaung_sheet_draw_page (GaungSheet *self, cairo_t *cr, guint page);

/* GAUNG_PUBLISH_ERROR_DRAW, G_IO_ERROR_CANCELLED. (transfer full) */
GBytes *gaung_sheet_to_pdf (GaungSheet *self, GCancellable *cancellable, GError **error);
/* @stream stays open. G_IO_ERROR. */
gboolean gaung_sheet_write (GaungSheet *self, GOutputStream *stream, GCancellable *cancellable, GError **error);

/* Puts @bytes in the place of @file, or leaves it as it was. G_IO_ERROR */
gboolean gaung_publish_replace (GFile *file, GBytes *bytes, GCancellable *cancellable, GError **error);

G_END_DECLS
