/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the synchronisation costs, without a window; bench_sync.py makes a table of it.
 *
 *   bench-sync MODE ADDRESS PREFIX ACCOUNT PASSWORD DIRECTORY [NUMBER | RECORD]
 *
 *   pull     one pass into a new store: "pull <µs> <µs of processor> <records> <idle kB> <peak kB>"
 *   queue    writes NUMBER complaints into a new store, without a server
 *   push     one pass that sends them: "push <µs> <µs of processor> <sent>"
 *   latency  NUMBER edits at one desk, each waited for at another: "latency <µs>" for each
 *   idle     NUMBER seconds of rest: "idle <requests> <databases> <seconds>"
 *
 * With RECORD (a directory), pull and push go through a proxy that keeps the requests; such a run
 * is not measured. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "fault-proxy.h"
#include "gaung-engine.h"
#include "gaung-exchange.h"
#include "gaung-outbox.h"

typedef struct
{
  FaultProxy *proxy; /* (nullable) */
  GaungAccount *account;
  GaungStore *store;
  GaungEngine *engine;
} Desk;

static char **words; /* MODE ADDRESS PREFIX ACCOUNT PASSWORD DIRECTORY … */

static void
open_store (Desk *desk, const char *name)
{
  g_autoptr (GBytes) key = g_bytes_new_static ("0123456789abcdef0123456789abcdef", 32);
  const char *const roles[] = { "staff", "agency-dlh", NULL };
  g_autoptr (GaungActor) actor = gaung_actor_new (words[3], "Sari Lestari", "dlh", roles);
  g_autofree char *path = g_build_filename (words[5], name, NULL);
  g_autoptr (GError) error = NULL;

  desk->store = gaung_store_open (path, key, &error);
  g_assert_no_error (error);
  gaung_store_set_actor (desk->store, actor, &error);
  g_assert_no_error (error);
}

static void
open_desk (Desk *desk, const char *name, gboolean has_proxy)
{
  g_autoptr (GaungCredentials) credentials = gaung_credentials_new_password (words[3], words[4]);
  g_autoptr (GError) error = NULL;

  open_store (desk, name);
  if (has_proxy)
    desk->proxy = fault_proxy_new (words[1]);
  desk->account = gaung_account_new (has_proxy ? fault_proxy_get_address (desk->proxy) : words[1],
                                     words[2],
                                     words[3],
                                     credentials,
                                     &error);
  g_assert_no_error (error);
  desk->engine = gaung_engine_new (desk->store, desk->account, NULL);
}

static void
close_desk (Desk *desk)
{
  if (desk->engine != NULL)
    gaung_engine_stop (desk->engine);
  gaung_store_close (desk->store);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_clear_object (&desk->engine);
  g_clear_object (&desk->account);
  g_clear_object (&desk->store);
  g_clear_pointer (&desk->proxy, fault_proxy_free);
}

static gint64
get_cpu_time (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * G_USEC_PER_SEC + usage.ru_utime.tv_usec
         + usage.ru_stime.tv_usec;
}

/* Kilobytes of a line of /proc/self/status. */
static long
read_status (const char *name)
{
  g_autofree char *text = NULL;
  const char *line;

  g_file_get_contents ("/proc/self/status", &text, NULL, NULL);
  line = strstr (text, name);
  return line != NULL ? strtol (line + strlen (name), NULL, 10) : 0;
}

static void
run_pass (Desk *desk, GaungSyncTotals *totals, gint64 *time, gint64 *cpu)
{
  g_autoptr (GError) error = NULL;

  *time = g_get_monotonic_time ();
  *cpu = get_cpu_time ();
  gaung_engine_run_sync (desk->engine, totals, NULL, &error);
  *time = g_get_monotonic_time () - *time;
  *cpu = get_cpu_time () - *cpu;
  g_assert_no_error (error);
}

static void
pull (void)
{
  Desk desk = { 0 };
  GaungSyncTotals totals = { 0 };
  gint64 time, cpu;
  long idle;

  open_desk (&desk, "pull.db", words[6] != NULL);
  if (words[6] != NULL)
    fault_proxy_set_record (desk.proxy, words[6]);
  idle = read_status ("VmRSS:");
  /* The peak from here on (proc(5), clear_refs). */
  g_file_set_contents_full ("/proc/self/clear_refs", "5", 1, G_FILE_SET_CONTENTS_NONE, 0200, NULL);
  run_pass (&desk, &totals, &time, &cpu);
  printf ("pull %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GUINT64_FORMAT " %ld %ld\n",
          time,
          cpu,
          totals.received,
          idle,
          read_status ("VmHWM:"));
  close_desk (&desk);
}

static GaungRecord *
make_complaint (Desk *desk, guint number)
{
  const GaungActor *actor = gaung_store_get_actor (desk->store);
  GaungInstant now = gaung_instant_now ();
  GaungRecord *record = gaung_record_new ("complaint", actor, now);
  g_autofree char *title = g_strdup_printf ("Lampu jalan padam nomor %u", number);
  g_autofree char *text = g_strnfill (450, 'a' + number % 26);

  g_assert_true (gaung_record_set_string (record, "title", title, NULL));
  g_assert_true (gaung_record_set_string (record, "text", text, NULL));
  g_assert_true (gaung_record_set_string (record, "state", "new", NULL));
  g_assert_true (gaung_record_set_string (record, "channel", "whatsapp", NULL));
  g_assert_true (gaung_record_set_string (record, "agency", "dlh", NULL));
  g_assert_true (gaung_record_set_string (record, "street", "Jalan Slamet Riyadi 1", NULL));
  g_assert_true (gaung_record_set_instant (record, "received_at", now, NULL));
  return record;
}

static void
queue (void)
{
  Desk desk = { 0 };
  guint n = atoi (words[6]);

  open_store (&desk, "push.db");
  for (guint i = 0; i < n;)
    {
      g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
      g_autoptr (GError) error = NULL;

      for (guint j = 0; j < 500 && i < n; j++, i++)
        {
          g_autoptr (GaungRecord) record = make_complaint (&desk, i);

          gaung_batch_put (batch, record, "");
        }
      gaung_store_write (desk.store, batch, &error);
      g_assert_no_error (error);
    }
  close_desk (&desk);
}

static void
push (void)
{
  Desk desk = { 0 };
  GaungSyncTotals totals = { 0 };
  gint64 time, cpu;

  open_desk (&desk, "push.db", words[6] != NULL);
  if (words[6] != NULL)
    fault_proxy_set_record (desk.proxy, words[6]);
  run_pass (&desk, &totals, &time, &cpu);
  printf ("push %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GUINT64_FORMAT "\n",
          time,
          cpu,
          totals.sent);
  close_desk (&desk);
}

/* ---- Two desks ---- */

typedef struct
{
  const char *id;
  const char *title;
  gint64 seen;
} Watch;

static void
changed_cb (GaungStore *store, GPtrArray *changes, gpointer data)
{
  Watch *watch = data;
  g_autoptr (GaungRecord) record = NULL;

  if (watch->id == NULL)
    return;
  record = gaung_store_get (store, watch->id, NULL);
  if (record != NULL && g_strcmp0 (gaung_record_get_string (record, "title"), watch->title) == 0)
    watch->seen = g_get_monotonic_time ();
}

static gboolean
tick_cb (gpointer data)
{
  *(guint *) data += 1;
  return G_SOURCE_CONTINUE;
}

static void
turn (guint milliseconds)
{
  guint ticks = 0;
  guint source = g_timeout_add (milliseconds, tick_cb, &ticks);

  while (ticks == 0)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

static void
write_record (Desk *desk, GaungRecord *record)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GError) error = NULL;

  gaung_batch_put (batch, record, NULL);
  gaung_store_write (desk->store, batch, &error);
  g_assert_no_error (error);
}

static void
measure_latency (void)
{
  Desk writer = { 0 }, reader = { 0 };
  Watch watch = { 0 };
  GaungSyncTotals totals;
  gint64 time, cpu;
  guint n = atoi (words[6]);

  open_desk (&writer, "writer.db", FALSE);
  open_desk (&reader, "reader.db", FALSE);
  run_pass (&writer, &totals, &time, &cpu);
  run_pass (&reader, &totals, &time, &cpu);
  g_signal_connect (reader.store, "changed", G_CALLBACK (changed_cb), &watch);
  gaung_engine_start (writer.engine);
  gaung_engine_start (reader.engine);
  turn (3000);
  for (guint i = 0; i <= n; i++)
    {
      g_autoptr (GaungRecord) record = make_complaint (&writer, i);
      gint64 start = g_get_monotonic_time ();

      watch
          = (Watch) { gaung_record_get_id (record), gaung_record_get_string (record, "title"), 0 };
      write_record (&writer, record);
      while (watch.seen == 0)
        g_main_context_iteration (NULL, TRUE);
      /* The first warms everything. */
      if (i > 0)
        printf ("latency %" G_GINT64_FORMAT "\n", watch.seen - start);
      watch.id = NULL;
      turn (150);
    }
  close_desk (&writer);
  close_desk (&reader);
}

static void
measure_idle (void)
{
  Desk desk = { 0 };
  GaungSyncTotals totals;
  gint64 time, cpu;
  g_autoptr (GPtrArray) checkpoints = NULL;
  guint seconds = atoi (words[6]);
  guint before;

  open_desk (&desk, "idle.db", TRUE);
  run_pass (&desk, &totals, &time, &cpu);
  gaung_engine_start (desk.engine);
  turn (10000);
  before = fault_proxy_count (desk.proxy, "");
  cpu = get_cpu_time ();
  turn (seconds * 1000);
  checkpoints = gaung_exchange_list_checkpoints (desk.store, NULL);
  printf ("idle %u %u %u %" G_GINT64_FORMAT "\n",
          fault_proxy_count (desk.proxy, "") - before,
          checkpoints->len,
          seconds,
          get_cpu_time () - cpu);
  close_desk (&desk);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (void);
  } modes[] = {
    { "pull", pull },         { "queue", queue }, { "push", push }, { "latency", measure_latency },
    { "idle", measure_idle },
  };

  words = argv + 1;
  for (gsize i = 0; argc >= 7 && i < G_N_ELEMENTS (modes); i++)
    if (strcmp (words[0], modes[i].name) == 0)
      {
        modes[i].run ();
        return 0;
      }
  g_printerr (
      "usage: bench-sync MODE ADDRESS PREFIX ACCOUNT PASSWORD DIRECTORY [NUMBER | RECORD]\n");
  return 2;
}
