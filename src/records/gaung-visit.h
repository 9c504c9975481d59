/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-record.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_VISIT (gaung_visit_get_type ())
/* GaungVisit: the record type "visit": one visitor served at a counter, timed against the promise of the
 * service standard. service! agency! started_at! ended_at! promised_seconds reason(network document queue
 * system explanation other) counter. No person is named. Written once when the visitor leaves and never
 * changed after. Its index: parent is the service, at is started_at. Kept in the common database. */
G_DECLARE_FINAL_TYPE (GaungVisit, gaung_visit, GAUNG, VISIT, GaungRecord)

extern const GaungEnumValue gaung_visit_reasons[];

/* Seconds, never negative. */
gint64 gaung_visit_get_seconds (GaungRecord *self);
/* Longer than promised? FALSE where nothing was promised in minutes or hours. */
gboolean gaung_visit_is_overrun (GaungRecord *self);

/* The visits of one service in one month: what was promised, what came. Times in seconds; -1: none. */
typedef struct
{
  guint n_visits;
  guint n_overruns;
  gint64 promised; /* of the latest visit */
  gint64 median;
  gint64 p90;      /* nearest rank */
  guint reasons[8]; /* overruns by reason, in the order of gaung_visit_reasons */
  guint n_without_reason;
} GaungVisitSummary;

/* @visits (element-type GaungRecord), of one service. */
void gaung_visit_summarize (GPtrArray *visits, GaungVisitSummary *summary);

G_END_DECLS
