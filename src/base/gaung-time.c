/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Instants and civil days. The calendar arithmetic counts in years that begin in March, so that the
 * leap day is the last day of a year and needs no special case. */
#include "config.h"

#include <string.h>

#include "gaung-time.h"

/* Set before threads begin. */
static GaungInstant fixed_now = GAUNG_INSTANT_NONE;

#define DAYS_OF_ERA 146097 /* 400 years */
#define MIN_YEAR 1
#define MAX_YEAR 9999

static gint64
floor_divide (gint64 value, gint64 divisor)
{
  gint64 quotient = value / divisor;

  return value % divisor < 0 ? quotient - 1 : quotient;
}

static gint32
count_days (int year, int month, int day)
{
  int march_year = month <= 2 ? year - 1 : year;
  int era = (int) floor_divide (march_year, 400);
  int year_of_era = march_year - era * 400;
  int march_month = (month + 9) % 12;
  int day_of_year = (153 * march_month + 2) / 5 + day - 1;
  int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return era * DAYS_OF_ERA + day_of_era - 719468;
}

static int
get_month_length (int year, int month)
{
  static const guint8 lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  return month == 2 && is_leap ? 29 : lengths[month - 1];
}

/* Reads exactly @count digits and moves on. */
static gboolean
read_digits (const char **text, int count, int *value)
{
  int result = 0;

  for (int i = 0; i < count; i++)
    {
      if (!g_ascii_isdigit ((*text)[i]))
        return FALSE;
      result = result * 10 + ((*text)[i] - '0');
    }
  *text += count;
  *value = result;
  return TRUE;
}

static gboolean
read_char (const char **text, const char *accepted)
{
  if (**text == '\0' || strchr (accepted, **text) == NULL)
    return FALSE;
  *text += 1;
  return TRUE;
}

static gboolean
read_date (const char **text, GaungDay *day)
{
  int year, month, mday;

  if (!read_digits (text, 4, &year) || !read_char (text, "-") || !read_digits (text, 2, &month)
      || !read_char (text, "-") || !read_digits (text, 2, &mday))
    return FALSE;

  *day = gaung_day_from_ymd (year, month, mday);
  return *day != GAUNG_DAY_NONE;
}

static gboolean
read_offset (const char **text, gint64 *offset)
{
  int hours, minutes, sign;

  *offset = 0;
  if (read_char (text, "Zz"))
    return TRUE;

  sign = **text == '-' ? -1 : 1;
  if (!read_char (text, "+-") || !read_digits (text, 2, &hours) || !read_char (text, ":")
      || !read_digits (text, 2, &minutes) || hours > 23 || minutes > 59)
    return FALSE;

  *offset = sign * (hours * GAUNG_HOUR + minutes * GAUNG_MINUTE);
  return TRUE;
}

GaungInstant
gaung_instant_now (void)
{
  return fixed_now != GAUNG_INSTANT_NONE ? fixed_now : g_get_real_time () / 1000;
}

void
gaung_instant_set_now (GaungInstant now)
{
  fixed_now = now;
}

gboolean
gaung_instant_parse (const char *text, GaungInstant *instant)
{
  int hours, minutes, seconds, milliseconds = 0;
  gint64 offset;
  GaungDay day;

  if (text == NULL || !read_date (&text, &day) || !read_char (&text, "Tt ")
      || !read_digits (&text, 2, &hours) || !read_char (&text, ":")
      || !read_digits (&text, 2, &minutes) || !read_char (&text, ":")
      || !read_digits (&text, 2, &seconds))
    return FALSE;
  /* RFC 3339 knows the leap second; here it is the first instant of the next minute. */
  if (hours > 23 || minutes > 59 || seconds > 60)
    return FALSE;

  if (read_char (&text, "."))
    {
      int scale = 100;

      if (!g_ascii_isdigit (*text))
        return FALSE;
      for (; g_ascii_isdigit (*text); text++, scale /= 10)
        milliseconds += (*text - '0') * scale;
    }
  if (!read_offset (&text, &offset) || *text != '\0')
    return FALSE;

  *instant = day * GAUNG_DAY_LENGTH + hours * GAUNG_HOUR + minutes * GAUNG_MINUTE
             + seconds * GAUNG_SECOND + milliseconds - offset;
  return TRUE;
}

/**
 * gaung_instant_to_text:
 *
 * Returns: (transfer full) (nullable): UTC with milliseconds, or %NULL for %GAUNG_INSTANT_NONE and
 *   for what lies outside the years 1 … 9999
 */
char *
gaung_instant_to_text (GaungInstant instant)
{
  gint64 day = floor_divide (instant, GAUNG_DAY_LENGTH);
  gint64 rest;
  int year, month, mday;

  if (day < count_days (MIN_YEAR, 1, 1) || day > count_days (MAX_YEAR, 12, 31))
    return NULL;

  rest = instant - day * GAUNG_DAY_LENGTH;
  gaung_day_to_ymd ((GaungDay) day, &year, &month, &mday);
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d.%03dZ",
                          year,
                          month,
                          mday,
                          (int) (rest / GAUNG_HOUR),
                          (int) (rest / GAUNG_MINUTE % 60),
                          (int) (rest / GAUNG_SECOND % 60),
                          (int) (rest % GAUNG_SECOND));
}

GaungDay
gaung_day_of_instant (GaungInstant instant)
{
  if (instant == GAUNG_INSTANT_NONE)
    return GAUNG_DAY_NONE;
  return (GaungDay) floor_divide (instant + GAUNG_WIB_OFFSET, GAUNG_DAY_LENGTH);
}

GaungInstant
gaung_day_get_start (GaungDay day)
{
  if (day == GAUNG_DAY_NONE)
    return GAUNG_INSTANT_NONE;
  return day * GAUNG_DAY_LENGTH - GAUNG_WIB_OFFSET;
}

GaungDay
gaung_day_from_ymd (int year, int month, int day)
{
  if (year < MIN_YEAR || year > MAX_YEAR || month < 1 || month > 12 || day < 1
      || day > get_month_length (year, month))
    return GAUNG_DAY_NONE;
  return count_days (year, month, day);
}

void
gaung_day_to_ymd (GaungDay day, int *year, int *month, int *mday)
{
  gint64 shifted = (gint64) day + 719468;
  gint64 era = floor_divide (shifted, DAYS_OF_ERA);
  int day_of_era = (int) (shifted - era * DAYS_OF_ERA);
  int year_of_era
      = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / (DAYS_OF_ERA - 1))
        / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int march_month = (5 * day_of_year + 2) / 153;
  int civil_month = march_month < 10 ? march_month + 3 : march_month - 9;

  if (year != NULL)
    *year = (int) (year_of_era + era * 400) + (civil_month <= 2 ? 1 : 0);
  if (month != NULL)
    *month = civil_month;
  if (mday != NULL)
    *mday = day_of_year - (153 * march_month + 2) / 5 + 1;
}

int
gaung_day_get_weekday (GaungDay day)
{
  /* 1970-01-01 was a Thursday. */
  int remainder = (int) (((gint64) day + 3) % 7);

  return (remainder < 0 ? remainder + 7 : remainder) + 1;
}

gboolean
gaung_day_parse (const char *text, GaungDay *day)
{
  GaungDay result;

  if (text == NULL || !read_date (&text, &result) || *text != '\0')
    return FALSE;
  *day = result;
  return TRUE;
}

/**
 * gaung_day_to_text:
 *
 * Returns: (transfer full) (nullable): "YYYY-MM-DD", or %NULL for %GAUNG_DAY_NONE and for what lies
 *   outside the years 1 … 9999
 */
char *
gaung_day_to_text (GaungDay day)
{
  int year, month, mday;

  if (day < count_days (MIN_YEAR, 1, 1) || day > count_days (MAX_YEAR, 12, 31))
    return NULL;

  gaung_day_to_ymd (day, &year, &month, &mday);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, mday);
}

int
gaung_instant_get_minute_of_day (GaungInstant instant)
{
  gint64 rest = (instant + GAUNG_WIB_OFFSET) % GAUNG_DAY_LENGTH;

  if (rest < 0)
    rest += GAUNG_DAY_LENGTH;
  return (int) (rest / GAUNG_MINUTE);
}
