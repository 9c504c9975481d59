/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between two polls the main loop does nothing but work: whatever keeps it from the next poll for
 * too long is a stall, however it came about. The processor time of the thread tells whether the
 * work was ours or the machine had other things to do. */
#include "config.h"

#include <signal.h>
#include <time.h>

#include <gio/gio.h>
#include <glib-unix.h>

#include "gaung-watchdog.h"

static struct
{
  GPollFunc poll;
  gint64 limit; /* µs; 0: not watching */
  gint64 since; /* when the last poll came back; 0: not yet */
  gint64 cpu_since;
  gint64 longest;
  gint64 longest_cpu;
  guint n_turns;
  guint n_stalls;
} watchdog;

static gint64
get_cpu_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static int
poll_cb (GPollFD *descriptors, guint n_descriptors, int timeout)
{
  int result;

  if (watchdog.since > 0)
    {
      gint64 busy = g_get_monotonic_time () - watchdog.since;
      gint64 cpu = get_cpu_time () - watchdog.cpu_since;

      watchdog.n_turns++;
      watchdog.longest = MAX (watchdog.longest, busy);
      watchdog.longest_cpu = MAX (watchdog.longest_cpu, cpu);
      if (busy > watchdog.limit)
        {
          watchdog.n_stalls++;
          g_printerr ("watchdog: busy for %" G_GINT64_FORMAT " us, %" G_GINT64_FORMAT
                      " of them on the processor\n",
                      busy,
                      cpu);
        }
    }
  result = watchdog.poll (descriptors, n_descriptors, timeout);
  watchdog.since = g_get_monotonic_time ();
  watchdog.cpu_since = get_cpu_time ();
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
                " us (processor %" G_GINT64_FORMAT " us)\n",
                watchdog.n_turns,
                watchdog.n_stalls,
                watchdog.limit,
                watchdog.longest,
                watchdog.longest_cpu);
}
