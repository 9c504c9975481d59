/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gaung-clock.h"

static void
count_cb (GaungClock *clock, guint *count)
{
  *count += 1;
}

static void
test_fixed (void)
{
  g_autoptr (GaungClock) clock = gaung_clock_new_fixed (1000);
  guint count = 0;

  g_signal_connect (clock, "tick", G_CALLBACK (count_cb), &count);
  g_assert_cmpint (gaung_clock_get_now (clock), ==, 1000);
  g_assert_cmpint (gaung_clock_get_today (clock), ==, 0);
  gaung_clock_set (clock, GAUNG_DAY_LENGTH);
  g_assert_cmpint (gaung_clock_get_now (clock), ==, GAUNG_DAY_LENGTH);
  g_assert_cmpint (gaung_clock_get_today (clock), ==, 1);
  g_assert_cmpuint (count, ==, 1);
}

static void
test_system (void)
{
  GaungClock *clock = gaung_clock_new ();
  GaungInstant before = gaung_instant_now ();

  g_assert_cmpint (gaung_clock_get_now (clock), >=, before);
  /* Its source must not keep it alive. */
  g_assert_finalize_object (clock);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/clock/fixed", test_fixed);
  g_test_add_func ("/clock/system", test_system);
  return g_test_run ();
}
