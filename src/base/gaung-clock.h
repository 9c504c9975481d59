/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include "gaung-time.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_CLOCK (gaung_clock_get_type ())
/* GaungClock: where the time of day comes from. The system's, or one that a test (or the sample
 * workspace's tests and screenshots) sets. Emits "tick" once a minute while somebody listens. */
G_DECLARE_FINAL_TYPE (GaungClock, gaung_clock, GAUNG, CLOCK, GObject)

GaungClock *gaung_clock_new (void);
/* Stands still at @now until gaung_clock_set. */
GaungClock *gaung_clock_new_fixed (GaungInstant now);
GaungInstant gaung_clock_get_now (GaungClock *self);
GaungDay gaung_clock_get_today (GaungClock *self);
void gaung_clock_set (GaungClock *self, GaungInstant now);

G_END_DECLS
