/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GAUNG_SYNC_BACKOFF_FIRST_MS 1000
#define GAUNG_SYNC_BACKOFF_LAST_MS (5 * 60 * 1000)
/* A stranger between us and the server cannot send us away for longer. */
#define GAUNG_SYNC_BACKOFF_MAX_RETRY_AFTER_MS (60 * 60 * 1000)

/* Milliseconds until the next try after @failures failures in a row (at least 1): 1 s, 2 s, 4 s … 5 min,
 * each made up to a quarter shorter or longer by @jitter (-1 to 1), so that the desks that lost a server
 * together do not come back together. @retry_after: seconds that the server asks for, -1: it does not; it is
 * never come back to earlier. */
gint64 gaung_sync_backoff_get_delay (guint failures, int retry_after, double jitter);
/* The same with a jitter of chance. */
gint64 gaung_sync_backoff_draw_delay (guint failures, int retry_after);

G_END_DECLS
