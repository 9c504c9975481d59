/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-context.h"
#include "gaung-record.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_RECORD_ROW (gaung_record_row_get_type ())
/* GaungRecordRow: one record in a short list or among search results: title, one dim line, a pill where
 * its type has deadlines. What activating it does is the list's (usually win.open-record). */
G_DECLARE_FINAL_TYPE (GaungRecordRow, gaung_record_row, GAUNG, RECORD_ROW, GtkListBoxRow)

/* @words (nullable): what was searched; hits are shown. */
GtkWidget *gaung_record_row_new (GaungContext *context, GaungRecord *record, const char *words);
GaungRecord *gaung_record_row_get_record (GaungRecordRow *self);
/* The time has gone on: the pill is made anew. */
void gaung_record_row_tick (GaungRecordRow *self);
/* Another second line, for a row that stands for something else than the record as a whole. */
void gaung_record_row_set_subtitle (GaungRecordRow *self, const char *subtitle);
/* Which record opens instead, e.g. the parent of an entry. */
void gaung_record_row_set_target (GaungRecordRow *self, const char *id);
const char *gaung_record_row_get_target (GaungRecordRow *self);

/* FALSE for a secret complaint that others hold: the row says only that it is one. */
gboolean gaung_record_row_can_read (GaungRecordRow *self);

G_END_DECLS
