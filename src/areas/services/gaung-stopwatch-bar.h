/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-stopwatch.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_STOPWATCH_BAR (gaung_stopwatch_bar_get_type ())
/* GaungStopwatchBar: the visitor at the counter: the time that runs beside the time that is promised, and after an
 * overrun six reasons, of which one touch or key is enough. Hidden while nobody is timed.
 *
 * Signal "changed": what can be done now is another. */
G_DECLARE_FINAL_TYPE (GaungStopwatchBar, gaung_stopwatch_bar, GAUNG, STOPWATCH_BAR, AdwBin)

void gaung_stopwatch_bar_set_context (GaungStopwatchBar *self, GaungContext *context);
GaungStopwatch *gaung_stopwatch_bar_get_stopwatch (GaungStopwatchBar *self); /* (transfer none) */
/* Stops what runs, whichever service it is; else starts for @service. */
void gaung_stopwatch_bar_toggle (GaungStopwatchBar *self, GaungService *service);
/* @reason a nick of gaung_visit_reasons, NULL: not told. */
void gaung_stopwatch_bar_answer (GaungStopwatchBar *self, const char *reason);
/* What the chip says. (transfer none) */
const char *gaung_stopwatch_bar_get_text (GaungStopwatchBar *self);

G_END_DECLS
