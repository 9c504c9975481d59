/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync-world.h"

G_BEGIN_DECLS

/* The test program again, as a child that synchronises the store of a desk (which is closed here meanwhile):
 * it can be killed, and its disk can be full. */

/* For main(), before anything else: TRUE when this process is such a child, whose exit status is @status. */
gboolean sync_child_is_meant (int argc, char **argv, int *status);
/* @mode: "run": passes until nothing waits; "full": the disk is full in the first pass, which must fail with
 * GAUNG_STORE_ERROR_FULL, and has room in the next. */
GPid sync_child_spawn (const char *program, SyncDesk *desk, const char *mode);
/* Waits for its end; -1: it was killed. */
int sync_child_wait (GPid pid);

G_END_DECLS
