/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random edits by three desks over a network with faults: all converge, and every acknowledged edit
 * is present or kept as the losing value, none twice.
 *
 *   test-sync-convergence [--seeds FROM-TO] [--real]
 *
 * A failure prints its seed; `--seeds 17-17` tells the same story again. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "sync-story.h"

static guint64 first = 1;
static guint64 last = 100;
static gboolean is_real;
static guint n_edits;
static guint n_faults;
static guint n_conflicts;
static guint n_parked;
static guint n_lost;
static guint n_twice;

static void
test_seed (gconstpointer data)
{
  guint64 seed = *(const guint64 *) data;
  g_autoptr (SyncStory) story = sync_story_new (seed, is_real);
  g_autofree char *trouble = sync_story_run (story);

  n_edits += story->edits->len;
  n_faults += story->n_faults;
  n_conflicts += story->n_conflicts;
  n_parked += story->n_parked;
  if (trouble != NULL)
    {
      g_autofree char *trace = sync_story_get_trace (story);

      n_lost += g_str_has_prefix (trouble, "LOST");
      n_twice += g_str_has_prefix (trouble, "TWICE");
      g_printerr ("seed %" G_GUINT64_FORMAT ": %s\n%s", seed, trouble, trace);
      g_test_fail_printf ("seed %" G_GUINT64_FORMAT ": %s", seed, trouble);
    }
}

/* Tells what the others came to: without faults, edits and conflicts they would have shown nothing.
 */
static void
test_sum (void)
{
  g_test_message ("convergence: %" G_GUINT64_FORMAT
                  " seeds, %u edits, %u faults, %u conflicts decided, %u refused",
                  last - first + 1,
                  n_edits,
                  n_faults,
                  n_conflicts,
                  n_parked);
  g_test_message (
      "fault%s | random edits of three desks over a network with faults | %" G_GUINT64_FORMAT
      " | %u | %u",
      is_real ? " on CouchDB" : "",
      last - first + 1,
      n_lost,
      n_twice);
  if (last - first < 20)
    return;
  g_assert_cmpuint (n_faults, >, last - first);
  g_assert_cmpuint (n_edits, >, 5 * (last - first));
  g_assert_cmpuint (n_conflicts, >, 0);
}

int
main (int argc, char **argv)
{
  char *arguments[] = { NULL, (char *) "-k", NULL };

  for (int i = 1; i < argc; i++)
    {
      if (strcmp (argv[i], "--real") == 0)
        is_real = TRUE;
      else if (strcmp (argv[i], "--seeds") == 0 && i + 1 < argc)
        {
          g_auto (GStrv) ends = g_strsplit (argv[++i], "-", 2);

          first = g_ascii_strtoull (ends[0], NULL, 10);
          last = ends[1] != NULL ? g_ascii_strtoull (ends[1], NULL, 10) : first;
        }
    }
  /* A story that fails is no reason not to tell the others. */
  arguments[0] = argv[0];
  argv = arguments;
  argc = 2;
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint64 seed = first; seed <= last; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/convergence/%04" G_GUINT64_FORMAT, seed);

      g_test_add_data_func_full (path, g_memdup2 (&seed, sizeof seed), test_seed, g_free);
    }
  g_test_add_func ("/convergence/sum", test_sum);
  return g_test_run ();
}
