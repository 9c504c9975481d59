/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the engine waits after failures. */
#include "config.h"

#include <glib.h>

#include "gaung-sync-backoff-private.h"

typedef struct
{
  const char *name;
  guint failures;
  int retry_after;
  double jitter;
  gint64 expected;
} Case;

static const Case cases[] = {
  { "first", 1, -1, 0, 1000 },
  { "none-counts-as-first", 0, -1, 0, 1000 },
  { "second", 2, -1, 0, 2000 },
  { "eighth", 8, -1, 0, 128000 },
  { "ninth-is-the-longest", 9, -1, 0, 300000 },
  { "hundredth", 100, -1, 0, 300000 },
  { "most", G_MAXUINT, -1, 0, 300000 },
  { "a-quarter-shorter", 4, -1, -1, 6000 },
  { "a-quarter-longer", 4, -1, 1, 10000 },
  { "no-wilder-jitter", 4, -1, 7, 10000 },
  { "asked-for-less-than-our-own", 9, 7, 0, 300000 },
  { "asked-for-more", 1, 60, -1, 60000 },
  { "asked-for-more-and-not-all-together", 1, 60, 1, 75000 },
  { "asked-for-nothing", 3, 0, 0, 4000 },
  { "asked-for-a-day", 1, 86400, -1, 3600000 },
};

static void
test_delay (gconstpointer data)
{
  const Case *test = data;

  g_assert_cmpint (gaung_sync_backoff_get_delay (test->failures, test->retry_after, test->jitter),
                   ==,
                   test->expected);
}

/* By chance, but never outside a quarter, and not always the same. */
static void
test_chance (void)
{
  gint64 least = G_MAXINT64;
  gint64 most = 0;

  for (guint i = 0; i < 1000; i++)
    {
      gint64 delay = gaung_sync_backoff_draw_delay (5, -1);

      least = MIN (least, delay);
      most = MAX (most, delay);
    }
  g_assert_cmpint (least, >=, 12000);
  g_assert_cmpint (least, <, 13000);
  g_assert_cmpint (most, <=, 20000);
  g_assert_cmpint (most, >, 19000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sync/backoff/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_delay);
    }
  g_test_add_func ("/sync/backoff/chance", test_chance);
  return g_test_run ();
}
