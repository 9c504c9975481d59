/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers, money and times as an Indonesian office writes them (domain.md §h.5). */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "gaung-fold.h"
#include "gaung-format.h"

static const char *const weekday_names[] = {
  N_ ("Monday"), N_ ("Tuesday"),  N_ ("Wednesday"), N_ ("Thursday"),
  N_ ("Friday"), N_ ("Saturday"), N_ ("Sunday"),
};

static const char *const weekday_short_names[] = {
  /* Translators: weekdays in three letters, for the boxes of the deadline strip, e.g. "Sen" */
  NC_ ("short weekday", "Mon"), NC_ ("short weekday", "Tue"), NC_ ("short weekday", "Wed"),
  NC_ ("short weekday", "Thu"), NC_ ("short weekday", "Fri"), NC_ ("short weekday", "Sat"),
  NC_ ("short weekday", "Sun"),
};

static const char *const month_names[] = {
  NC_ ("month name", "January"), NC_ ("month name", "February"), NC_ ("month name", "March"),
  NC_ ("month name", "April"),   NC_ ("month name", "May"),      NC_ ("month name", "June"),
  NC_ ("month name", "July"),    NC_ ("month name", "August"),   NC_ ("month name", "September"),
  NC_ ("month name", "October"), NC_ ("month name", "November"), NC_ ("month name", "December"),
};

/* What people type for a month: the first letters of its Indonesian or English name. */
static const struct
{
  const char *prefix;
  int month;
} month_prefixes[] = {
  { "jan", 1 },  { "feb", 2 },  { "peb", 2 },  { "mar", 3 },  { "apr", 4 },
  { "mei", 5 },  { "may", 5 },  { "jun", 6 },  { "jul", 7 },  { "agu", 8 },
  { "agt", 8 },  { "ags", 8 },  { "aug", 8 },  { "sep", 9 },  { "okt", 10 },
  { "oct", 10 }, { "nov", 11 }, { "nop", 11 }, { "des", 12 }, { "dec", 12 },
};

static void
append_grouped (GString *text, const char *digits)
{
  gsize length = strlen (digits);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append_c (text, '.');
      g_string_append_c (text, digits[i]);
    }
}

static char *
format_grouped (gint64 number, const char *before, const char *after)
{
  g_autoptr (GString) text = g_string_new (number < 0 ? "-" : "");
  guint64 magnitude = number < 0 ? -(guint64) number : (guint64) number;
  char digits[24];

  g_string_append (text, before);
  g_snprintf (digits, sizeof digits, "%" G_GUINT64_FORMAT, magnitude);
  append_grouped (text, digits);
  g_string_append (text, after);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static int
read_number (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text) && strlen (text) <= 4
             ? (int) g_ascii_strtoll (text, NULL, 10)
             : -1;
}

static int
read_month (const char *text)
{
  if (g_ascii_isdigit (*text))
    return read_number (text);
  for (gsize i = 0; i < G_N_ELEMENTS (month_prefixes); i++)
    if (g_ascii_strncasecmp (text, month_prefixes[i].prefix, 3) == 0)
      return month_prefixes[i].month;
  return -1;
}

char *
gaung_format_number (gint64 number)
{
  return format_grouped (number, "", "");
}

char *
gaung_format_decimal (double number, int decimals)
{
  g_autoptr (GString) text = NULL;
  g_autofree char *plain = NULL;
  g_auto (GStrv) parts = NULL;
  char buffer[400], pattern[8];

  if (!isfinite (number))
    return g_strdup ("–");

  g_snprintf (pattern, sizeof pattern, "%%.%df", CLAMP (decimals, 0, 12));
  plain = g_strdup (g_ascii_formatd (buffer, sizeof buffer, pattern, fabs (number)));
  parts = g_strsplit (plain, ".", 2);
  /* No minus before what is rounded to nothing. */
  text = g_string_new (number < 0 && strpbrk (plain, "123456789") != NULL ? "-" : "");
  append_grouped (text, parts[0]);
  if (parts[1] != NULL)
    g_string_append_printf (text, ",%s", parts[1]);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

char *
gaung_format_percent (double ratio, int decimals)
{
  g_autofree char *number = gaung_format_decimal (ratio * 100, decimals);

  return g_strconcat (number, "%", NULL);
}

char *
gaung_format_money (gint64 rupiah)
{
  return format_grouped (rupiah, "Rp", "");
}

char *
gaung_format_money_legal (gint64 rupiah)
{
  return format_grouped (rupiah, "Rp", ",00");
}

char *
gaung_format_bytes (guint64 bytes)
{
  static const char *const units[] = { "B", "kB", "MB", "GB", "TB", "PB", "EB" };
  g_autofree char *number = NULL;
  double value = (double) bytes;
  guint unit = 0;

  /* 999,95 would be written as 1000,0. */
  while (value >= (unit == 0 ? 1000 : 999.95) && unit + 1 < G_N_ELEMENTS (units))
    {
      value /= 1000;
      unit++;
    }
  number = gaung_format_decimal (value, unit == 0 ? 0 : 1);
  return g_strconcat (number, " ", units[unit], NULL);
}

char *
gaung_format_day_long (GaungDay day)
{
  int year, month, mday;

  if (day == GAUNG_DAY_NONE)
    return g_strdup ("");
  gaung_day_to_ymd (day, &year, &month, &mday);
  return g_strdup_printf ("%s, %d %s %d",
                          gaung_format_weekday_name (gaung_day_get_weekday (day)),
                          mday,
                          gaung_format_month_name (month),
                          year);
}

char *
gaung_format_day_short (GaungDay day)
{
  int year, month, mday;

  if (day == GAUNG_DAY_NONE)
    return g_strdup ("");
  gaung_day_to_ymd (day, &year, &month, &mday);
  return g_strdup_printf ("%02d/%02d/%04d", mday, month, year);
}

char *
gaung_format_day_weekday (GaungDay day, GaungDay today)
{
  int year, month, mday, this_year;
  const char *weekday = gaung_format_weekday_name (gaung_day_get_weekday (day));

  if (day == GAUNG_DAY_NONE)
    return g_strdup ("");
  gaung_day_to_ymd (day, &year, &month, &mday);
  gaung_day_to_ymd (today, &this_year, NULL, NULL);
  if (year != this_year)
    return g_strdup_printf ("%s %d/%d/%d", weekday, mday, month, year);
  return g_strdup_printf ("%s %d/%d", weekday, mday, month);
}

const char *
gaung_format_weekday_name (int weekday)
{
  g_return_val_if_fail (weekday >= 1 && weekday <= 7, "");

  return _ (weekday_names[weekday - 1]);
}

const char *
gaung_format_weekday_short (int weekday)
{
  g_return_val_if_fail (weekday >= 1 && weekday <= 7, "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "short weekday", weekday_short_names[weekday - 1]);
}

const char *
gaung_format_month_name (int month)
{
  g_return_val_if_fail (month >= 1 && month <= 12, "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "month name", month_names[month - 1]);
}

char *
gaung_format_time (GaungInstant instant)
{
  int minute;

  if (instant == GAUNG_INSTANT_NONE)
    return g_strdup ("");
  minute = gaung_instant_get_minute_of_day (instant);
  return g_strdup_printf ("%02d.%02d", minute / 60, minute % 60);
}

char *
gaung_format_instant_exact (GaungInstant instant)
{
  g_autofree char *day = gaung_format_day_long (gaung_day_of_instant (instant));
  g_autofree char *time = gaung_format_time (instant);

  if (instant == GAUNG_INSTANT_NONE)
    return g_strdup ("");
  /* Translators: a day and a time in Western Indonesia,
   * e.g. "Tuesday, 24 November 2026 at 15.07 WIB" */
  return g_strdup_printf (_ ("%1$s at %2$s WIB"), day, time);
}

char *
gaung_format_instant (GaungInstant instant, GaungInstant now)
{
  GaungDay day = gaung_day_of_instant (instant);
  GaungDay today = gaung_day_of_instant (now);
  g_autofree char *time = gaung_format_time (instant);
  g_autofree char *weekday = NULL;

  if (instant == GAUNG_INSTANT_NONE)
    return g_strdup ("");
  if (day == today)
    /* Translators: a time of this day, e.g. "today 11.50" */
    return g_strdup_printf (_ ("today %s"), time);
  if (day == today - 1)
    /* Translators: a time of the day before, e.g. "yesterday 09.12" */
    return g_strdup_printf (_ ("yesterday %s"), time);
  if (day == today + 1)
    /* Translators: a time of the day after, e.g. "tomorrow 08.00" */
    return g_strdup_printf (_ ("tomorrow %s"), time);

  weekday = gaung_format_day_weekday (day, today);
  return g_strdup_printf ("%s %s", weekday, time);
}

char *
gaung_format_span (GaungInstant instant, GaungInstant now)
{
  gint64 distance;
  gboolean is_past = instant < now;
  int n;

  if (instant == GAUNG_INSTANT_NONE)
    return g_strdup ("");
  distance = ABS (instant - now);
  if (distance < GAUNG_MINUTE)
    /* Translators: a point in time that is less than a minute away */
    return g_strdup (C_ ("time span", "now"));
  if (distance < GAUNG_HOUR)
    {
      n = (int) (distance / GAUNG_MINUTE);
      return is_past ? g_strdup_printf (/* Translators: e.g. "35 minutes ago" */
                                        ngettext ("%d minute ago", "%d minutes ago", n),
                                        n)
                     : g_strdup_printf (/* Translators: e.g. "in 35 minutes" */
                                        ngettext ("in %d minute", "in %d minutes", n),
                                        n);
    }
  if (distance < GAUNG_DAY_LENGTH)
    {
      n = (int) (distance / GAUNG_HOUR);
      return is_past ? g_strdup_printf (/* Translators: e.g. "2 hours ago" */
                                        ngettext ("%d hour ago", "%d hours ago", n),
                                        n)
                     : g_strdup_printf (/* Translators: e.g. "in 2 hours" */
                                        ngettext ("in %d hour", "in %d hours", n),
                                        n);
    }
  n = (int) MIN (distance / GAUNG_DAY_LENGTH, G_MAXINT);
  return is_past ? g_strdup_printf (/* Translators: e.g. "3 days ago" */
                                    ngettext ("%d day ago", "%d days ago", n),
                                    n)
                 : g_strdup_printf (/* Translators: e.g. "in 3 days" */
                                    ngettext ("in %d day", "in %d days", n),
                                    n);
}

/**
 * gaung_parse_day:
 *
 * Day, month, year in this order, unless the first number has four digits. The month may be a name.
 * Two digits of a year mean 1970 … 2069.
 *
 * Returns: %FALSE leaves @day alone
 */
gboolean
gaung_parse_day (const char *text, GaungDay *day)
{
  g_autofree char *plain = NULL;
  g_auto (GStrv) parts = NULL;
  const char *year_text;
  int year, month, mday;
  GaungDay result;

  if (text == NULL)
    return FALSE;
  plain = gaung_fold (text);
  parts = g_strsplit (plain, " ", 4);
  if (g_strv_length (parts) != 3)
    return FALSE;

  year_text = strlen (parts[0]) == 4 && g_ascii_isdigit (*parts[0]) ? parts[0] : parts[2];
  mday = read_number (year_text == parts[0] ? parts[2] : parts[0]);
  month = read_month (parts[1]);
  year = read_number (year_text);
  if (strlen (year_text) == 2)
    year += year < 70 ? 2000 : 1900;
  else if (strlen (year_text) != 4)
    return FALSE;

  result = gaung_day_from_ymd (year, month, mday);
  if (result == GAUNG_DAY_NONE)
    return FALSE;
  *day = result;
  return TRUE;
}
