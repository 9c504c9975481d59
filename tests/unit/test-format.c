/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "gaung-format.h"

static GaungInstant
read_instant (const char *text)
{
  GaungInstant instant;

  g_assert_true (gaung_instant_parse (text, &instant));
  return instant;
}

static const struct
{
  gint64 number;
  const char *plain;
  const char *money;
  const char *legal;
} numbers[] = {
  { 0, "0", "Rp0", "Rp0,00" },
  { 999, "999", "Rp999", "Rp999,00" },
  { 450000, "450.000", "Rp450.000", "Rp450.000,00" },
  { 1234567, "1.234.567", "Rp1.234.567", "Rp1.234.567,00" },
  { 5000000000, "5.000.000.000", "Rp5.000.000.000", "Rp5.000.000.000,00" },
  { -1234, "-1.234", "-Rp1.234", "-Rp1.234,00" },
  { G_MININT64,
    "-9.223.372.036.854.775.808",
    "-Rp9.223.372.036.854.775.808",
    "-Rp9.223.372.036.854.775.808,00" },
};

static void
test_number (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *plain = gaung_format_number (numbers[i].number);
  g_autofree char *money = gaung_format_money (numbers[i].number);
  g_autofree char *legal = gaung_format_money_legal (numbers[i].number);

  g_assert_cmpstr (plain, ==, numbers[i].plain);
  g_assert_cmpstr (money, ==, numbers[i].money);
  g_assert_cmpstr (legal, ==, numbers[i].legal);
}

static const struct
{
  double number;
  int decimals;
  const char *expected;
} decimals[] = {
  { 1234567.891, 3, "1.234.567,891" },
  { 1234567.89, 2, "1.234.567,89" },
  { 0.5, 0, "0" },
  { 1.5, 0, "2" },
  { -0.001, 2, "0,00" },
  { -1.25, 1, "-1,2" },
  { 1e15, 1, "1.000.000.000.000.000,0" },
};

static void
test_decimal (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *text = gaung_format_decimal (decimals[i].number, decimals[i].decimals);

  g_assert_cmpstr (text, ==, decimals[i].expected);
}

static void
test_not_finite (void)
{
  g_autofree char *nothing = gaung_format_decimal (NAN, 2);
  g_autofree char *everything = gaung_format_decimal (INFINITY, 2);
  g_autofree char *percent = gaung_format_percent (0.8977, 2);

  g_assert_cmpstr (nothing, ==, "–");
  g_assert_cmpstr (everything, ==, "–");
  g_assert_cmpstr (percent, ==, "89,77%");
}

static const struct
{
  guint64 bytes;
  const char *expected;
} sizes[] = {
  { 0, "0 B" },
  { 999, "999 B" },
  { 1000, "1,0 kB" },
  { 2400000, "2,4 MB" },
  { 999949, "999,9 kB" },
  { 999999, "1,0 MB" },
  { 1500000000, "1,5 GB" },
  { G_MAXUINT64, "18,4 EB" },
};

static void
test_size (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *text = gaung_format_bytes (sizes[i].bytes);

  g_assert_cmpstr (text, ==, sizes[i].expected);
}

static void
test_day (void)
{
  GaungDay day = gaung_day_from_ymd (2026, 11, 24);
  g_autofree char *full = gaung_format_day_long (day);
  g_autofree char *brief = gaung_format_day_short (gaung_day_from_ymd (2026, 1, 4));
  g_autofree char *weekday = gaung_format_day_weekday (day + 1, day);
  g_autofree char *far = gaung_format_day_weekday (gaung_day_from_ymd (2027, 1, 4), day);
  g_autofree char *exact = gaung_format_instant_exact (read_instant ("2026-11-24T08:07:00Z"));

  g_assert_cmpstr (full, ==, "Tuesday, 24 November 2026");
  g_assert_cmpstr (brief, ==, "04/01/2026");
  g_assert_cmpstr (weekday, ==, "Wednesday 25/11");
  g_assert_cmpstr (far, ==, "Monday 4/1/2027");
  g_assert_cmpstr (exact, ==, "Tuesday, 24 November 2026 at 15.07 WIB");
  g_assert_cmpstr (gaung_format_weekday_short (7), ==, "Sun");
  g_assert_cmpstr (gaung_format_month_name (5), ==, "May");
}

static const struct
{
  const char *instant;
  const char *expected;
  const char *span;
} instants[] = {
  { "2026-11-24T04:50:00Z", "today 11.50", "in 2 hours" },
  { "2026-11-24T02:41:30Z", "today 09.41", "now" },
  { "2026-11-24T03:16:00Z", "today 10.16", "in 35 minutes" },
  { "2026-11-24T02:42:10Z", "today 09.42", "in 1 minute" },
  { "2026-11-24T00:41:00Z", "today 07.41", "2 hours ago" },
  { "2026-11-24T02:40:00Z", "today 09.40", "1 minute ago" },
  { "2026-11-23T02:12:00Z", "yesterday 09.12", "1 day ago" },
  { "2026-11-23T17:00:00Z", "today 00.00", "9 hours ago" },
  { "2026-11-23T16:59:00Z", "yesterday 23.59", "9 hours ago" },
  { "2026-11-25T01:00:00Z", "tomorrow 08.00", "in 22 hours" },
  { "2026-11-27T05:00:00Z", "Friday 27/11 12.00", "in 3 days" },
  { "2025-11-24T05:00:00Z", "Monday 24/11/2025 12.00", "364 days ago" },
};

static void
test_instant (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  GaungInstant now = read_instant ("2026-11-24T02:41:00Z");
  GaungInstant instant = read_instant (instants[i].instant);
  g_autofree char *text = gaung_format_instant (instant, now);
  g_autofree char *span = gaung_format_span (instant, now);

  g_assert_cmpstr (text, ==, instants[i].expected);
  g_assert_cmpstr (span, ==, instants[i].span);
}

static const struct
{
  const char *text;
  const char *expected;
} typed[] = {
  { "24/11/2026", "2026-11-24" },
  { "24-11-2026", "2026-11-24" },
  { "24.11.2026", "2026-11-24" },
  { "24-11-26", "2026-11-24" },
  { "4/1/85", "1985-01-04" },
  { "2026-11-24", "2026-11-24" },
  { "24 Nov 2026", "2026-11-24" },
  { " 17 Agustus 1945 ", "1945-08-17" },
  { "1 Mei 2026", "2026-05-01" },
  { "31 Des 2025", "2025-12-31" },
  { "24 November 26", "2026-11-24" },
  { "31/2/2026", NULL },
  { "24/13/2026", NULL },
  { "24 Foo 2026", NULL },
  { "24/11", NULL },
  { "24/11/2026/1", NULL },
  { "24/11/126", NULL },
  { "", NULL },
  { "0x18/11/2026", NULL },
  { "24112026", NULL },
};

static void
test_typed (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  GaungDay day = 5;
  g_autofree char *text = NULL;

  g_assert_cmpint (gaung_parse_day (typed[i].text, &day), ==, typed[i].expected != NULL);
  if (typed[i].expected == NULL)
    {
      g_assert_cmpint (day, ==, 5);
      return;
    }
  text = gaung_day_to_text (day);
  g_assert_cmpstr (text, ==, typed[i].expected);
}

#define ADD(name, table, function)                                                                 \
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)                                                 \
    {                                                                                              \
      g_autofree char *path = g_strdup_printf ("/format/" name "/%" G_GSIZE_FORMAT, i);            \
                                                                                                   \
      g_test_add_data_func (path, GSIZE_TO_POINTER (i), function);                                 \
    }

static void
test_none (void)
{
  char *texts[] = {
    gaung_format_day_long (GAUNG_DAY_NONE),       gaung_format_day_short (GAUNG_DAY_NONE),
    gaung_format_day_weekday (GAUNG_DAY_NONE, 0), gaung_format_time (GAUNG_INSTANT_NONE),
    gaung_format_instant (GAUNG_INSTANT_NONE, 0), gaung_format_instant_exact (GAUNG_INSTANT_NONE),
    gaung_format_span (GAUNG_INSTANT_NONE, 0),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_cmpstr (texts[i], ==, "");
      g_free (texts[i]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("number", numbers, test_number)
  ADD ("decimal", decimals, test_decimal)
  ADD ("size", sizes, test_size)
  ADD ("instant", instants, test_instant)
  ADD ("typed", typed, test_typed)
  g_test_add_func ("/format/not-finite", test_not_finite);
  g_test_add_func ("/format/day", test_day);
  g_test_add_func ("/format/none", test_none);
  return g_test_run ();
}
