/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-engine.h"

G_BEGIN_DECLS

/* For tests: seconds of silence that end a request (but for long polls). */
void gaung_engine_set_timeout (GaungEngine *self, guint seconds);
/* For tests: how long a long poll waits for a first change. */
void gaung_engine_set_poll_time (GaungEngine *self, guint milliseconds);

G_END_DECLS
