/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When an office is open: the notation, holidays, years without a decree, and what it is called. */
#include <string.h>

#include "gaung-deadline.h"
#include "gaung-opening-hours.h"
#include "gaung-record.h"

static GaungOpeningHours *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  GaungOpeningHours *hours = gaung_opening_hours_parse (text, &error);

  g_assert_no_error (error);
  return hours;
}

/* "480-900,…" for each weekday, Monday first; "" closed. */
static char *
dump (GaungOpeningHours *hours)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int weekday = 1; weekday <= 7; weekday++)
    {
      guint n;
      const GaungOpenSpan *spans = gaung_opening_hours_get_spans (hours, weekday, &n);

      if (weekday > 1)
        g_string_append_c (text, '|');
      for (guint i = 0; i < n; i++)
        g_string_append_printf (text, "%s%u-%u", i > 0 ? "," : "", spans[i].from, spans[i].until);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static const struct
{
  const char *text;
  const char *week;
  const char *display;
} good[] = {
  { "Mo-Th 08:00-15:00; Fr 08:00-11:00",
    "480-900|480-900|480-900|480-900|480-660||",
    "Monday–Thursday 08.00–15.00, Friday 08.00–11.00" },
  { "Mo-Th 08:00-15:00; Fr 08:00-11:00,13:00-14:30; PH off",
    "480-900|480-900|480-900|480-900|480-660,780-870||",
    "Monday–Thursday 08.00–15.00, Friday 08.00–11.00 and 13.00–14.30" },
  { "24/7", "0-1440|0-1440|0-1440|0-1440|0-1440|0-1440|0-1440", "24 hours every day" },
  { "Sa,Su 09:00-21:00", "|||||540-1260|540-1260", "Saturday–Sunday 09.00–21.00" },
  { "08:00-20:00",
    "480-1200|480-1200|480-1200|480-1200|480-1200|480-1200|480-1200",
    "every day 08.00–20.00" },
  /* A later rule replaces an earlier one. */
  { "Mo-Fr 08:00-16:00; We off",
    "480-960|480-960||480-960|480-960||",
    "Monday–Tuesday, Thursday–Friday 08.00–16.00" },
  { "Mo-Fr 08:00-16:00; We 10:00-12:00",
    "480-960|480-960|600-720|480-960|480-960||",
    "Monday–Tuesday, Thursday–Friday 08.00–16.00, Wednesday 10.00–12.00" },
  /* Overlapping and touching times are one, in whatever order they are written. */
  { "Mo 11:00-14:00,08:00-12:00", "480-840||||||", "Monday 08.00–14.00" },
  { "Mo 08:00-12:00,12:00-14:00", "480-840||||||", "Monday 08.00–14.00" },
  { "Mo 08:00-14:00,09:00-10:00", "480-840||||||", "Monday 08.00–14.00" },
  /* Around the end of the week, and midnight. */
  { "Sa-Mo 08:00-09:00", "480-540|||||480-540|480-540", "Monday, Saturday–Sunday 08.00–09.00" },
  { "Fr 20:00-24:00; Sa 00:00-02:00",
    "||||1200-1440|0-120|",
    "Friday 20.00–24.00, Saturday 00.00–02.00" },
  /* Space is free, a semicolon at the end is forgiven. */
  { "  Mo -  Fr   08:00 - 15:00 ;",
    "480-900|480-900|480-900|480-900|480-900||",
    "Monday–Friday 08.00–15.00" },
  { "Mo-Su,PH 09:00-12:00",
    "540-720|540-720|540-720|540-720|540-720|540-720|540-720",
    "every day 09.00–12.00, on holidays 09.00–12.00" },
  { "off", "||||||", "" },
  { "PH 09:00-12:00", "||||||", "" },
};

static void
test_good (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GaungOpeningHours) hours = parse (good[i].text);
  g_autofree char *week = dump (hours);
  g_autofree char *display = gaung_opening_hours_to_display (hours);

  g_assert_cmpstr (week, ==, good[i].week);
  g_assert_cmpstr (display, ==, good[i].display);
}

/* What is not in the notation; where the message says it is. */
static const struct
{
  const char *text;
  int character;
} bad[] = {
  { "", 1 },
  { " ", 2 },
  { ";", 1 },
  { "Mo", 3 },
  { "Mo-Fr", 6 },
  { "Senin 08.00-15.00", 1 },
  { "Mo 8:00-15:00", 4 },
  { "Mo 08.00-15.00", 6 },
  { "Mo 08:00", 9 },
  { "Mo 08:00-", 10 },
  { "Mo 08:00-15:60", 15 },
  { "Mo 08:00-24:01", 15 },
  { "Mo 25:00-26:00", 9 },
  { "Mo 15:00-08:00", 15 },
  { "Mo 08:00-08:00", 15 },
  { "Mo 22:00-02:00", 15 },
  { "Mo 08:00-15:00,", 16 },
  { "Mo,Tu, 08:00-09:00", 8 },
  { "Mo-PH 08:00-09:00", 6 },
  { "PH-Mo 08:00-09:00", 6 },
  { "Mo 08:00-15:00 Tu 08:00-15:00", 16 },
  { "Mo 08:00-15:00; ; Tu off", 17 },
  { "Mo 08:00-15:00 \"kecuali hari pasar\"", 16 },
  { "Mo 08:00-15:00; SH off", 17 },
  { "sunrise-sunset", 1 },
  { "Mo 08:00–15:00", 9 },
  { "١٢:00-13:00", 1 },
};

static void
test_bad (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GError) error = NULL;
  g_autofree char *place = g_strdup_printf ("character %d:", bad[i].character);
  GaungOpeningHours *hours = gaung_opening_hours_parse (bad[i].text, &error);

  g_assert_null (hours);
  g_assert_error (error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, place));
}

/* Much of the same ends, and what cuts a good text short is refused or right, never a crash. */
static void
test_hostile (void)
{
  g_autoptr (GString) many = g_string_new ("Mo 00:00-00:01");
  static const char text[] = "Mo-Th 08:00-15:00; Fr 08:00-11:00,13:00-14:30; PH off";

  for (guint i = 1; i < 2000; i++)
    g_string_append_printf (many, ",%02u:%02u-%02u:%02u", i / 60 % 24, i % 60, i / 60 % 24, 59);
  g_assert_null (gaung_opening_hours_parse (many->str, NULL));
  for (gsize length = 0; length <= sizeof text - 1; length++)
    {
      g_autofree char *part = g_strndup (text, length);
      g_autoptr (GaungOpeningHours) hours = gaung_opening_hours_parse (part, NULL);

      for (gsize at = 0; at < length; at++)
        {
          g_autofree char *changed = g_strdup (part);
          g_autoptr (GaungOpeningHours) other = NULL;

          changed[at] = (char) (1 + (at * 37 + length * 11) % 126);
          other = gaung_opening_hours_parse (changed, NULL);
          if (other != NULL)
            {
              g_autofree char *display = gaung_opening_hours_to_display (other);

              g_assert_true (g_utf8_validate (display, -1, NULL));
            }
        }
    }
}

static GaungInstant
at (const char *text)
{
  GaungInstant instant;

  g_assert_true (gaung_instant_parse (text, &instant));
  return instant;
}

#define OFFICE "Mo-Th 08:00-15:00; Fr 08:00-11:00"

static const struct
{
  const char *name;
  const char *hours;
  const char *at;
  gboolean is_open;
  const char *next; /* NULL: unknown, or never */
} days[] = {
  { "tuesday", OFFICE, "2026-11-24T09:50:00+07:00", TRUE, "2026-11-25T08:00:00+07:00" },
  { "opens", OFFICE, "2026-11-24T08:00:00+07:00", TRUE, "2026-11-25T08:00:00+07:00" },
  { "just before", OFFICE, "2026-11-24T07:59:59+07:00", FALSE, "2026-11-24T08:00:00+07:00" },
  { "last minute", OFFICE, "2026-11-24T14:59:59+07:00", TRUE, "2026-11-25T08:00:00+07:00" },
  { "closes", OFFICE, "2026-11-24T15:00:00+07:00", FALSE, "2026-11-25T08:00:00+07:00" },
  { "friday afternoon", OFFICE, "2026-11-27T11:00:00+07:00", FALSE, "2026-11-30T08:00:00+07:00" },
  { "sunday", OFFICE, "2026-11-29T10:00:00+07:00", FALSE, "2026-11-30T08:00:00+07:00" },
  /* In UTC it is still the day before. */
  { "early in Surakarta", OFFICE, "2026-11-22T22:00:00Z", FALSE, "2026-11-23T08:00:00+07:00" },
  /* 17 August 2026 is a Monday and a holiday. */
  { "holiday", OFFICE, "2026-08-17T10:00:00+07:00", FALSE, "2026-08-18T08:00:00+07:00" },
  { "holiday with a rule",
    OFFICE "; PH 09:00-12:00",
    "2026-08-17T10:00:00+07:00",
    TRUE,
    "2026-08-18T08:00:00+07:00" },
  { "holiday off",
    OFFICE "; PH off",
    "2026-08-17T10:00:00+07:00",
    FALSE,
    "2026-08-18T08:00:00+07:00" },
  { "never closed", "24/7", "2026-08-17T10:00:00+07:00", TRUE, NULL },
  /* Thursday 24 December is joint leave, Friday Christmas. */
  { "joint leave", OFFICE, "2026-12-24T09:00:00+07:00", FALSE, "2026-12-28T08:00:00+07:00" },
  { "before joint leave", OFFICE, "2026-12-23T16:00:00+07:00", FALSE, "2026-12-28T08:00:00+07:00" },
  { "over new year", OFFICE, "2026-12-31T15:00:00+07:00", FALSE, "2027-01-04T08:00:00+07:00" },
  /* 2028 is not decreed: nobody knows which Mondays are holidays. */
  { "undecreed", OFFICE, "2028-01-10T07:00:00+07:00", FALSE, NULL },
  { "into undecreed", "Mo 08:00-09:00", "2027-12-28T10:00:00+07:00", FALSE, NULL },
  { "undecreed that does not matter",
    "Mo-Su,PH 08:00-09:00",
    "2028-01-10T07:00:00+07:00",
    FALSE,
    "2028-01-10T08:00:00+07:00" },
  { "never open", "off", "2026-11-24T09:50:00+07:00", FALSE, NULL },
  { "over midnight",
    "Mo-Su 20:00-24:00; Mo-Su 00:00-02:00,20:00-24:00; PH 00:00-02:00,20:00-24:00",
    "2026-11-24T23:59:59+07:00",
    TRUE,
    "2026-11-25T20:00:00+07:00" },
};

static void
test_day (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GaungRules) rules = gaung_rules_new_builtin ();
  g_autoptr (GaungOpeningHours) hours = parse (days[i].hours);
  GaungInstant next = gaung_opening_hours_get_next (hours, rules->calendar, at (days[i].at));

  g_assert_cmpint (
      gaung_opening_hours_is_open (hours, rules->calendar, at (days[i].at)), ==, days[i].is_open);
  g_assert_cmpint (next, ==, days[i].next != NULL ? at (days[i].next) : GAUNG_INSTANT_NONE);
}

/* Without a calendar the weekday counts, and what may be a holiday is not promised. */
static void
test_no_calendar (void)
{
  g_autoptr (GaungOpeningHours) hours = parse (OFFICE);

  g_assert_true (gaung_opening_hours_is_open (hours, NULL, at ("2026-11-24T09:50:00+07:00")));
  g_assert_cmpint (gaung_opening_hours_get_next (hours, NULL, at ("2026-11-24T16:00:00+07:00")),
                   ==,
                   GAUNG_INSTANT_NONE);
}

static void
test_references (void)
{
  g_autoptr (GaungOpeningHours) hours = parse (OFFICE);
  GaungOpeningHours *copy = g_boxed_copy (GAUNG_TYPE_OPENING_HOURS, hours);
  g_autofree char *week = NULL;

  g_assert_true (copy == hours);
  g_boxed_free (GAUNG_TYPE_OPENING_HOURS, copy);
  week = dump (hours);
  g_assert_cmpstr (week, ==, good[0].week);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *path = g_strdup_printf ("/opening-hours/good/%s", good[i].text);

      for (char *p = path + strlen ("/opening-hours/good/"); *p != '\0'; p++)
        if (*p == '/')
          *p = ' ';
      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_good);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_strdup_printf ("/opening-hours/bad/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_bad);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *path = g_strdup_printf ("/opening-hours/day/%s", days[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_day);
    }
  g_test_add_func ("/opening-hours/hostile", test_hostile);
  g_test_add_func ("/opening-hours/no-calendar", test_no_calendar);
  g_test_add_func ("/opening-hours/references", test_references);
  return g_test_run ();
}
