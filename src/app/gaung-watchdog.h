/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For developers and tests/bench: GAUNG_WATCHDOG=16 tells on the standard error stream each time that the
 * main loop was busy for longer than that many milliseconds, and at the end how often and for how long at
 * most. Does nothing without the variable. Call it before the main loop runs, and once more with the end. */
void gaung_watchdog_start (void);
void gaung_watchdog_report (void);

G_END_DECLS
