/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-deadline.h"

G_BEGIN_DECLS

/* A time in which clocks stand still; the end is not part of it. G_MAXINT64: nobody knows yet. */
typedef struct
{
  GaungInstant from;
  GaungInstant until;
} GaungStop;

/* The pauses of a complaint in order, without overlaps. (element-type GaungStop) */
GArray *gaung_complaint_get_stops (GaungComplaint *complaint);
gboolean gaung_stops_contain (GArray *stops, GaungInstant instant);
/* The last instant of a day. */
GaungInstant gaung_day_get_end (GaungDay day);

G_END_DECLS
