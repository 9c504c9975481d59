/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-complaint.h"
#include "gaung-context.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_COMPLAINT_ROW (gaung_complaint_row_get_type ())
/* GaungComplaintRow: a complaint in the list: title, bold and dotted when new since I looked, and the
 * pill; below, small, reference · category · place, and the agency at the right, amber where there was
 * no disposition yet. It is filled when it comes into sight.
 *
 * Signal "filled": it shows something else, so the sentence is another. */
G_DECLARE_FINAL_TYPE (GaungComplaintRow, gaung_complaint_row, GAUNG, COMPLAINT_ROW, GtkWidget)

/* What it is to show: (transfer full) (nullable) */
typedef GaungComplaint *(*GaungComplaintRowFunc) (gpointer data);

GtkWidget *gaung_complaint_row_new (GaungContext *context, GaungComplaintRowFunc find, gpointer data);
/* It shows something else, and asks for it when it comes into sight. @words are those of the search, to
 * highlight; may be NULL. */
void gaung_complaint_row_reset (GaungComplaintRow *self, const char *words);
/* Fills it if it is less than @margin pages out of sight: a row that the list moves into sight is told by
 * nobody else. */
void gaung_complaint_row_fill_near (GaungComplaintRow *self, guint margin);
/* The time has changed, nothing else. */
void gaung_complaint_row_update_time (GaungComplaintRow *self);
/* Something was sent, refused, or clashes: the mark is made anew. */
void gaung_complaint_row_update_mark (GaungComplaintRow *self);
/* All of it as a sentence, for screen readers. (transfer full) */
char *gaung_complaint_row_get_sentence (GaungComplaintRow *self);
GaungComplaint *gaung_complaint_row_get_complaint (GaungComplaintRow *self);

/* "7K4A-9XQT · Pungutan liar · Sondakan, Laweyan" (transfer full) */
char *gaung_complaint_to_meta_line (GaungComplaint *complaint);

/* Its title as one line, or only that it is secret when @actor may not read it. (transfer full) */
char *gaung_complaint_to_title_line (GaungComplaint *complaint, const GaungActor *actor, gsize max_characters);

G_END_DECLS
