/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long to wait after a failure. */
#include "config.h"

#include "gaung-sync-backoff-private.h"

#define JITTER 0.25

gint64
gaung_sync_backoff_get_delay (guint failures, int retry_after, double jitter)
{
  gint64 delay = GAUNG_SYNC_BACKOFF_LAST_MS;
  double share = JITTER * CLAMP (jitter, -1.0, 1.0);
  gint64 asked = 0;

  if (failures < 9)
    delay = (gint64) GAUNG_SYNC_BACKOFF_FIRST_MS << (MAX (failures, 1) - 1);
  delay = MIN (delay, GAUNG_SYNC_BACKOFF_LAST_MS);
  delay += (gint64) ((double) delay * share);
  if (retry_after > 0)
    {
      asked = MIN ((gint64) retry_after * 1000, GAUNG_SYNC_BACKOFF_MAX_RETRY_AFTER_MS);
      /* Later, never earlier. */
      asked += (gint64) ((double) asked * (JITTER + share) / 2);
    }
  return MAX (delay, asked);
}

gint64
gaung_sync_backoff_draw_delay (guint failures, int retry_after)
{
  return gaung_sync_backoff_get_delay (failures, retry_after, g_random_double_range (-1.0, 1.0));
}
