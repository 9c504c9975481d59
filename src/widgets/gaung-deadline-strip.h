/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "gaung-deadline.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_DEADLINE_STRIP (gaung_deadline_strip_get_type ())
/* GaungDeadlineStrip: a deadline explained day by day (interface.md, "The deadline strip"): a sentence,
 * one box a day, one dim line with the rule, its source and what postponing would do. Every clock that
 * runs on the complaint can be looked at. */
G_DECLARE_FINAL_TYPE (GaungDeadlineStrip, gaung_deadline_strip, GAUNG, DEADLINE_STRIP, GtkWidget)

GtkWidget *gaung_deadline_strip_new (void);
/* @complaint NULL empties it. */
void gaung_deadline_strip_set_complaint (GaungDeadlineStrip *self, GaungComplaint *complaint, GaungRules *rules, GaungInstant now);
/* The sentence at the top (transfer none) */
const char *gaung_deadline_strip_get_sentence (GaungDeadlineStrip *self);
guint gaung_deadline_strip_get_n_deadlines (GaungDeadlineStrip *self);
/* Shows the boxes of another clock. */
void gaung_deadline_strip_select (GaungDeadlineStrip *self, guint deadline);

G_END_DECLS
