/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "gaung-context.h"
#include "gaung-outbox.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_DAY_PAGE (gaung_day_page_get_type ())
/* GaungDayPage: the sheet that closes a day: what was sent, with its times and the server's revisions, what
 * still waits, and who says so. Drawn with Pango and Cairo, on paper or into a PDF file. Everything that it says it was
 * given: it asks nobody. */
G_DECLARE_FINAL_TYPE (GaungDayPage, gaung_day_page, GAUNG, DAY_PAGE, GObject)

/* @receipts: (element-type GaungReceipt), latest first. */
GaungDayPage *gaung_day_page_new (GaungContext *context, const GaungDayClose *close, GPtrArray *receipts);
/* "37 sent, 0 waiting, oldest 28 minutes" (transfer full) */
char *gaung_day_close_describe (const GaungDayClose *close, GaungInstant now);

/* Lays it out for a sheet of so many points; returns how many sheets it needs, at least 1. */
guint gaung_day_page_paginate (GaungDayPage *self, PangoContext *pango, double width, double height);
void gaung_day_page_draw (GaungDayPage *self, cairo_t *cr, guint page);
/* A4. Blocking, quick: the text of a day. */
gboolean gaung_day_page_write_pdf (GaungDayPage *self, const char *path, GError **error);
/* The desktop's dialog to print it. */
void gaung_day_page_print (GaungDayPage *self, GtkWindow *parent);

G_END_DECLS
