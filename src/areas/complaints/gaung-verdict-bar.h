/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-complaint-actions.h"
#include "gaung-context.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_VERDICT_BAR (gaung_verdict_bar_get_type ())
/* GaungVerdictBar: what can be decided now: the action that the state suggests first, then the others,
 * each with its key; at 360 px two by two, and with large letters one below the other. */
G_DECLARE_FINAL_TYPE (GaungVerdictBar, gaung_verdict_bar, GAUNG, VERDICT_BAR, GtkWidget)

GtkWidget *gaung_verdict_bar_new (void);
void gaung_verdict_bar_set_complaint (GaungVerdictBar *self, GaungComplaint *complaint, const GaungActor *actor);
/* @columns: of the grid, or 0: one beside the other, as many as fit. */
void gaung_verdict_bar_set_columns (GaungVerdictBar *self, guint columns);

G_END_DECLS
