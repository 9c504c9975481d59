/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between two polls the main loop does nothing but work: whatever keeps it from the next poll for
 * too long is a stall, however it came about. The processor time of the thread tells whether the
 * work was ours or the machine had other things to do. */
#include "config.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib-unix.h>

#include "gaung-watchdog.h"

static struct
{
  GPollFunc poll;
  gint64 limit; /* µs; 0: not watching */
  gint64 since; /* when the last poll came back; 0: not yet */
  gint64 work_since;
  gint64 queue_since;
  gint64 longest;
  gint64 longest_own; /* without the waiting for a processor */
  guint n_turns;
  guint n_stalls;
  guint n_own; /* stalls without the waiting for a processor */
  int schedstat;
} watchdog;

/* Both in microseconds; proc(5): nanoseconds on a processor, and on a queue for one. */
static void
read_times (gint64 *work, gint64 *queue)
{
  char text[64] = "";
  gssize length = pread (watchdog.schedstat, text, sizeof text - 1, 0);
  char *end = text;

  *work = length > 0 ? (gint64) g_ascii_strtoull (text, &end, 10) / 1000 : 0;
  *queue = length > 0 ? (gint64) g_ascii_strtoull (end, NULL, 10) / 1000 : 0;
}

static int
poll_cb (GPollFD *descriptors, guint n_descriptors, int timeout)
{
  int result;

  if (watchdog.since > 0)
    {
      gint64 busy = g_get_monotonic_time () - watchdog.since;
      gint64 work, queue;

      read_times (&work, &queue);
      work -= watchdog.work_since;
      queue -= watchdog.queue_since;
      watchdog.n_turns++;
      watchdog.longest = MAX (watchdog.longest, busy);
      watchdog.longest_own = MAX (watchdog.longest_own, busy - queue);
      if (busy > watchdog.limit)
        {
          watchdog.n_stalls++;
          watchdog.n_own += busy - queue > watchdog.limit;
          g_printerr ("watchdog: busy for %" G_GINT64_FORMAT " us: %" G_GINT64_FORMAT
                      " at work, %" G_GINT64_FORMAT " waiting for a processor\n",
                      busy,
                      work,
                      queue);
        }
    }
  result = watchdog.poll (descriptors, n_descriptors, timeout);
  watchdog.since = g_get_monotonic_time ();
  read_times (&watchdog.work_since, &watchdog.queue_since);
  return result;
}

static gboolean
quit_cb (gpointer data)
{
  g_application_quit (g_application_get_default ());
  return G_SOURCE_REMOVE;
}

void
gaung_watchdog_start (void)
{
  const char *limit = g_getenv ("GAUNG_WATCHDOG");

  if (limit == NULL || watchdog.limit > 0)
    return;
  watchdog.limit = MAX (1, g_ascii_strtoll (limit, NULL, 10)) * 1000;
  watchdog.schedstat = open ("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);
  watchdog.poll = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, poll_cb);
  /* Whoever measures ends the program from outside and wants the sum. */
  g_unix_signal_add (SIGTERM, quit_cb, NULL);
}

void
gaung_watchdog_report (void)
{
  if (watchdog.limit > 0)
    g_printerr ("watchdog: %u turns, %u over %" G_GINT64_FORMAT " us, longest %" G_GINT64_FORMAT
                " us; without the waiting for a processor %u, longest %" G_GINT64_FORMAT " us\n",
                watchdog.n_turns,
                watchdog.n_stalls,
                watchdog.limit,
                watchdog.longest,
                watchdog.n_own,
                watchdog.longest_own);
}
