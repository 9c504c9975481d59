/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gaung-time.h"

static const struct
{
  const char *text;
  const char *expected; /* NULL: refused */
} instants[] = {
  { "2026-11-24T04:50:00.000Z", "2026-11-24T04:50:00.000Z" },
  { "2026-11-24T04:50:00Z", "2026-11-24T04:50:00.000Z" },
  { "2026-11-24t04:50:00z", "2026-11-24T04:50:00.000Z" },
  { "2026-11-24 04:50:00Z", "2026-11-24T04:50:00.000Z" },
  { "2026-11-24T11:50:00.123456+07:00", "2026-11-24T04:50:00.123Z" },
  { "2026-11-24T00:00:00-05:30", "2026-11-24T05:30:00.000Z" },
  { "2026-12-31T23:59:60Z", "2027-01-01T00:00:00.000Z" },
  { "1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z" },
  { "0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z" },
  { "2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z" },
  { "2026-02-29T00:00:00Z", NULL },
  { "2026-13-01T00:00:00Z", NULL },
  { "2026-11-24T24:00:00Z", NULL },
  { "2026-11-24T04:60:00Z", NULL },
  { "2026-11-24T04:50:00", NULL },
  { "2026-11-24T04:50:00.Z", NULL },
  { "2026-11-24T04:50:00Zx", NULL },
  { "2026-11-24", NULL },
  { "", NULL },
  { "x026-11-24T04:50:00Z", NULL },
};

static void
test_instant (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  GaungInstant instant = 42;
  g_autofree char *text = NULL;

  g_assert_cmpint (
      gaung_instant_parse (instants[i].text, &instant), ==, instants[i].expected != NULL);
  if (instants[i].expected == NULL)
    {
      g_assert_cmpint (instant, ==, 42);
      return;
    }
  text = gaung_instant_to_text (instant);
  g_assert_cmpstr (text, ==, instants[i].expected);
}

static void
test_no_instant (void)
{
  GaungInstant instant;

  g_assert_false (gaung_instant_parse (NULL, &instant));
  g_assert_null (gaung_instant_to_text (GAUNG_INSTANT_NONE));
  g_assert_null (gaung_instant_to_text (G_MAXINT64));
  g_assert_null (gaung_day_to_text (GAUNG_DAY_NONE));
  g_assert_cmpint (gaung_day_of_instant (GAUNG_INSTANT_NONE), ==, GAUNG_DAY_NONE);
  g_assert_cmpint (gaung_day_get_start (GAUNG_DAY_NONE), ==, GAUNG_INSTANT_NONE);
}

/* Against GLib's calendar, every day of 900 years. */
static void
test_days (void)
{
  GaungDay day = gaung_day_from_ymd (1600, 1, 1);
  g_autoptr (GDate) date = g_date_new_dmy (1, 1, 1600);

  while (g_date_get_year (date) < 2500)
    {
      int year, month, mday;

      gaung_day_to_ymd (day, &year, &month, &mday);
      if (year != g_date_get_year (date) || month != (int) g_date_get_month (date)
          || mday != g_date_get_day (date))
        g_error ("day %d is %d-%d-%d", day, year, month, mday);
      g_assert_cmpint (gaung_day_from_ymd (year, month, mday), ==, day);
      g_assert_cmpint (gaung_day_get_weekday (day), ==, (int) g_date_get_weekday (date));
      g_date_add_days (date, 1);
      day++;
    }
}

static void
test_wib (void)
{
  GaungInstant instant;

  /* 17.00 in UTC is midnight in Surakarta. */
  g_assert_true (gaung_instant_parse ("2026-11-23T16:59:59.999Z", &instant));
  g_assert_cmpint (gaung_day_of_instant (instant), ==, gaung_day_from_ymd (2026, 11, 23));
  g_assert_cmpint (gaung_instant_get_minute_of_day (instant), ==, 1439);
  instant++;
  g_assert_cmpint (gaung_day_of_instant (instant), ==, gaung_day_from_ymd (2026, 11, 24));
  g_assert_cmpint (gaung_instant_get_minute_of_day (instant), ==, 0);
  g_assert_cmpint (gaung_day_get_start (gaung_day_from_ymd (2026, 11, 24)), ==, instant);

  g_assert_true (gaung_instant_parse ("1969-12-31T16:59:00Z", &instant));
  g_assert_cmpint (gaung_day_of_instant (instant), ==, -1);
  g_assert_cmpint (gaung_instant_get_minute_of_day (instant), ==, 1439);
}

static const struct
{
  const char *text;
  int year, month, day; /* 0: refused */
} days[] = {
  { "2026-11-24", 2026, 11, 24 },
  { "2024-02-29", 2024, 2, 29 },
  { "2025-02-29", 0 },
  { "2026-11-24T", 0 },
  { "24-11-2026", 0 },
  { "2026-1-4", 0 },
  { "0000-01-01", 0 },
  { "", 0 },
};

static void
test_day_text (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  GaungDay day = 7;
  g_autofree char *text = NULL;

  g_assert_cmpint (gaung_day_parse (days[i].text, &day), ==, days[i].year != 0);
  if (days[i].year == 0)
    {
      g_assert_cmpint (day, ==, 7);
      return;
    }
  g_assert_cmpint (day, ==, gaung_day_from_ymd (days[i].year, days[i].month, days[i].day));
  text = gaung_day_to_text (day);
  g_assert_cmpstr (text, ==, days[i].text);
}

static void
test_no_such_day (void)
{
  g_assert_cmpint (gaung_day_from_ymd (2026, 2, 30), ==, GAUNG_DAY_NONE);
  g_assert_cmpint (gaung_day_from_ymd (2026, 0, 1), ==, GAUNG_DAY_NONE);
  g_assert_cmpint (gaung_day_from_ymd (2026, 1, 0), ==, GAUNG_DAY_NONE);
  g_assert_cmpint (gaung_day_from_ymd (0, 1, 1), ==, GAUNG_DAY_NONE);
  g_assert_cmpint (gaung_day_from_ymd (10000, 1, 1), ==, GAUNG_DAY_NONE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (instants); i++)
    {
      g_autofree char *path = g_strdup_printf ("/time/instant/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_instant);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *path = g_strdup_printf ("/time/day/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_day_text);
    }
  g_test_add_func ("/time/none", test_no_instant);
  g_test_add_func ("/time/days", test_days);
  g_test_add_func ("/time/wib", test_wib);
  g_test_add_func ("/time/no-such-day", test_no_such_day);
  return g_test_run ();
}
