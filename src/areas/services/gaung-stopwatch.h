/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-context.h"
#include "gaung-service.h"

G_BEGIN_DECLS

typedef enum
{
  GAUNG_STOPWATCH_IDLE,
  GAUNG_STOPWATCH_RUNNING, /* a visitor is being served */
  GAUNG_STOPWATCH_ASKING,  /* it took longer than promised: why? */
  GAUNG_STOPWATCH_HELD,    /* can still be taken back, then it is written */
} GaungStopwatchState;

#define GAUNG_TYPE_STOPWATCH (gaung_stopwatch_get_type ())
/* GaungStopwatch: times one visitor after the other against the promise of the service. What it knows is a draft in the
 * store, so that a restart loses nothing; what is over becomes a record of the type "visit". Such a record is never
 * changed again, so it is held back as long as it can be undone.
 *
 * Signals: "changed": another state, and each second while it runs; "failed" (GError *): kept, tried again with
 * the next change. */
G_DECLARE_FINAL_TYPE (GaungStopwatch, gaung_stopwatch, GAUNG, STOPWATCH, GObject)

GaungStopwatch *gaung_stopwatch_new (GaungContext *context);
GaungStopwatchState gaung_stopwatch_get_state (GaungStopwatch *self);
/* Of the visitor that is timed or was last; NULL when idle. (transfer none) */
const char *gaung_stopwatch_get_service (GaungStopwatch *self);
/* Seconds since the visitor came, or what it took. */
gint64 gaung_stopwatch_get_seconds (GaungStopwatch *self);
/* Seconds; 0 where nothing is promised in minutes or hours. */
gint64 gaung_stopwatch_get_promised (GaungStopwatch *self);
gboolean gaung_stopwatch_is_overrun (GaungStopwatch *self);
/* The next visitor; what was asked or held is written. */
void gaung_stopwatch_start (GaungStopwatch *self, GaungService *service);
/* The visitor goes: it asks why after an overrun, else it is held. */
void gaung_stopwatch_stop (GaungStopwatch *self);
/* Why it took longer. @reason a nick of gaung_visit_reasons, NULL: not told. */
void gaung_stopwatch_answer (GaungStopwatch *self, const char *reason);
/* The visitor is still there: it runs on, as if it had not been stopped. FALSE: it is written already. */
gboolean gaung_stopwatch_undo (GaungStopwatch *self);
/* Writes what is held now. */
void gaung_stopwatch_commit (GaungStopwatch *self);
/* "4.07", or "1.02.15" with hours. (transfer full) */
char *gaung_stopwatch_format (gint64 seconds);

G_END_DECLS
