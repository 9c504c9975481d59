/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine at work as in the program, with its threads and polls: three desks write at random
 * while it sends and receives over a network with faults. What comes out in which order is chance,
 * so a failure cannot be repeated by its number; what must hold is the same as in the told stories.
 *
 *   test-sync-live [--seeds FROM-TO] [--edits N] [--real] */
#include "config.h"

#include <string.h>

#include "sync-story.h"

/* Not those that ask for seven seconds of patience. */
#define KINDS (FAULT_QUICK & ~FAULT_BIT (FAULT_BUSY) & ~FAULT_BIT (FAULT_THROTTLED))

static guint64 first = 1;
static guint64 last = 3;
static guint n_edits = 120;
static gboolean is_real;

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

static gboolean
is_waiting (SyncStory *story)
{
  for (guint i = 0; i < G_N_ELEMENTS (story->desks); i++)
    {
      GaungOutboxCounts counts = { 0 };

      g_assert_true (gaung_outbox_count (story->desks[i]->store, &counts, NULL));
      if (counts.waiting > counts.parked + counts.held)
        return TRUE;
    }
  return FALSE;
}

static guint
count_faults (SyncStory *story)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (story->desks); i++)
    for (guint fault = FAULT_NONE + 1; fault < FAULT_N; fault++)
      n += fault_proxy_count_faults (story->desks[i]->proxy, fault);
  return n;
}

static void
test_live (gconstpointer data)
{
  guint64 seed = *(const guint64 *) data;
  g_autoptr (SyncStory) story = sync_story_new (seed, is_real);
  g_autofree char *trouble = NULL;

  gaung_instant_set_now (GAUNG_INSTANT_NONE);
  for (guint i = 0; i < G_N_ELEMENTS (story->desks); i++)
    {
      fault_proxy_set_chance (story->desks[i]->proxy, seed * 10 + i, 100, KINDS);
      gaung_engine_start (story->desks[i]->engine);
    }
  for (guint i = 0; i < n_edits; i++)
    {
      SyncDesk *desk = story->desks[g_rand_int_range (story->random, 0, 3)];
      guint n_opened = desk->n_opened;

      sync_story_do_something (story, desk);
      if (desk->n_opened != n_opened)
        gaung_engine_start (desk->engine);
      turn (g_rand_int_range (story->random, 1, 60));
    }
  for (guint i = 0; i < G_N_ELEMENTS (story->desks); i++)
    {
      fault_proxy_set_chance (story->desks[i]->proxy, 0, 0, 0);
      /* What names a file that somebody holds back waits with it: five minutes, by the clock. */
      g_assert_true (gaung_outbox_release_all (story->desks[i]->store, NULL, NULL));
      gaung_engine_sync_now (story->desks[i]->engine);
    }
  /* A test that hangs is ended by meson. */
  while (is_waiting (story))
    turn (100);
  for (guint i = 0; i < G_N_ELEMENTS (story->desks); i++)
    sync_desk_restart (story->desks[i]);
  trouble = sync_story_rest (story);
  g_test_message ("%u edits, %u faults", story->edits->len, count_faults (story));
  if (trouble != NULL)
    {
      g_autofree char *trace = sync_story_get_trace (story);

      g_printerr ("%s\n%s", trouble, trace);
      g_test_fail_printf ("%s", trouble);
    }
  g_test_message ("fault%s | random edits while the engine works, with its threads | 1 | %d | %d",
                  is_real ? " on CouchDB" : "",
                  trouble != NULL && g_str_has_prefix (trouble, "LOST"),
                  trouble != NULL && g_str_has_prefix (trouble, "TWICE"));
}

int
main (int argc, char **argv)
{
  char *arguments[] = { NULL, (char *) "-k", NULL };

  for (int i = 1; i < argc; i++)
    {
      if (strcmp (argv[i], "--real") == 0)
        is_real = TRUE;
      else if (strcmp (argv[i], "--edits") == 0 && i + 1 < argc)
        n_edits = (guint) g_ascii_strtoull (argv[++i], NULL, 10);
      else if (strcmp (argv[i], "--seeds") == 0 && i + 1 < argc)
        {
          g_auto (GStrv) ends = g_strsplit (argv[++i], "-", 2);

          first = g_ascii_strtoull (ends[0], NULL, 10);
          last = ends[1] != NULL ? g_ascii_strtoull (ends[1], NULL, 10) : first;
        }
    }
  arguments[0] = argv[0];
  argv = arguments;
  argc = 2;
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint64 seed = first; seed <= last; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/live/%03" G_GUINT64_FORMAT, seed);

      g_test_add_data_func_full (path, g_memdup2 (&seed, sizeof seed), test_live, g_free);
    }
  return g_test_run ();
}
