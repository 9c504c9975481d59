/* SPDX-License-Identifier: GPL-3.0-or-later */
/* NIK, KK and telephone numbers (domain.md §h.1, §h.4). */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gaung-identity.h"

#define NIK_DIGITS 16
#define CITY "33.72"
/* Nobody who fills in a form is older. */
#define MAX_AGE 110

/* The digits alone: people write groups. NULL when there is anything else. */
static char *
strip_separators (const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (; *text != '\0'; text++)
    {
      if (g_ascii_isdigit (*text))
        g_string_append_c (digits, *text);
      else if (strchr (" .-", *text) == NULL)
        return NULL;
    }
  return g_string_free_and_steal (g_steal_pointer (&digits));
}

static int
read_digits (const char *digits, int from, int count)
{
  int value = 0;

  for (int i = 0; i < count; i++)
    value = value * 10 + (digits[from + i] - '0');
  return value;
}

/* Of the two centuries the one in which the day lies in the past and nobody is too old; the later
 * one when both would do. */
static GaungDay
guess_birthday (int year, int month, int day, GaungDay today)
{
  int this_year;

  gaung_day_to_ymd (today, &this_year, NULL, NULL);
  for (int century = this_year / 100 * 100; century > this_year - MAX_AGE - 100; century -= 100)
    {
      GaungDay birthday = gaung_day_from_ymd (century + year, month, day);

      if (birthday != GAUNG_DAY_NONE && birthday <= today && century + year >= this_year - MAX_AGE)
        return birthday;
    }
  return GAUNG_DAY_NONE;
}

static GaungIdentityProblem
read_sixteen (const char *text, char **digits)
{
  *digits = NULL;
  if (text == NULL || *text == '\0')
    return GAUNG_IDENTITY_EMPTY;
  *digits = strip_separators (text);
  if (*digits == NULL)
    return GAUNG_IDENTITY_NOT_DIGITS;
  if (**digits == '\0')
    return GAUNG_IDENTITY_EMPTY;
  return strlen (*digits) == NIK_DIGITS ? GAUNG_IDENTITY_FINE : GAUNG_IDENTITY_LENGTH;
}

GaungIdentityProblem
gaung_nik_parse (const char *text, GaungDay today, GaungNik *nik)
{
  g_autofree char *digits = NULL;
  GaungIdentityProblem problem = read_sixteen (text, &digits);
  GaungNik result;
  int day;

  if (problem != GAUNG_IDENTITY_FINE)
    return problem;

  g_snprintf (
      result.region, sizeof result.region, "%.2s.%.2s.%.2s", digits, digits + 2, digits + 4);
  day = read_digits (digits, 6, 2);
  /* Women: the day and 40. */
  result.is_female = day > 40;
  if (result.is_female)
    day -= 40;
  result.birth_on
      = guess_birthday (read_digits (digits, 10, 2), read_digits (digits, 8, 2), day, today);
  result.serial = read_digits (digits, 12, 4);

  if (result.birth_on == GAUNG_DAY_NONE)
    return GAUNG_IDENTITY_DATE;
  if (result.serial == 0)
    return GAUNG_IDENTITY_SERIAL;
  if (nik != NULL)
    *nik = result;
  return g_str_has_prefix (result.region, CITY) ? GAUNG_IDENTITY_FINE : GAUNG_IDENTITY_OUT_OF_TOWN;
}

GaungIdentityProblem
gaung_nik_check (const char *text, GaungDay today, GaungDay birth_on, const char *sex)
{
  GaungNik nik;
  GaungIdentityProblem problem = gaung_nik_parse (text, today, &nik);

  if (problem != GAUNG_IDENTITY_FINE && problem != GAUNG_IDENTITY_OUT_OF_TOWN)
    return problem;
  /* The NIK tells no century: what was guessed must not raise an alarm. */
  if (birth_on != GAUNG_DAY_NONE)
    {
      int year, month, day, nik_year, nik_month, nik_day;

      gaung_day_to_ymd (birth_on, &year, &month, &day);
      gaung_day_to_ymd (nik.birth_on, &nik_year, &nik_month, &nik_day);
      if (year % 100 != nik_year % 100 || month != nik_month || day != nik_day)
        return GAUNG_IDENTITY_BIRTH_MISMATCH;
    }
  if (sex != NULL && *sex != '\0' && (strcmp (sex, "female") == 0) != nik.is_female)
    return GAUNG_IDENTITY_SEX_MISMATCH;
  return problem;
}

GaungIdentityProblem
gaung_kk_check (const char *text)
{
  g_autofree char *digits = NULL;
  GaungIdentityProblem problem = read_sixteen (text, &digits);

  if (problem != GAUNG_IDENTITY_FINE)
    return problem;
  /* The day of recording, without the 40 of women; computer cards are of this century. */
  if (gaung_day_from_ymd (2000 + read_digits (digits, 10, 2),
                          read_digits (digits, 8, 2),
                          read_digits (digits, 6, 2))
      == GAUNG_DAY_NONE)
    return GAUNG_IDENTITY_DATE;
  if (read_digits (digits, 12, 4) == 0)
    return GAUNG_IDENTITY_SERIAL;
  return strncmp (digits, "3372", 4) == 0 ? GAUNG_IDENTITY_FINE : GAUNG_IDENTITY_OUT_OF_TOWN;
}

const char *
gaung_identity_problem_get_message (GaungIdentityProblem problem)
{
  switch (problem)
    {
    case GAUNG_IDENTITY_EMPTY:
      return _ ("Nothing has been entered yet.");
    case GAUNG_IDENTITY_NOT_DIGITS:
      return _ ("Only digits belong here.");
    case GAUNG_IDENTITY_LENGTH:
      return _ ("The number has 16 digits.");
    case GAUNG_IDENTITY_DATE:
      return _ ("The number contains a date that does not exist. Please compare it with the card.");
    case GAUNG_IDENTITY_SERIAL:
      return _ ("The number cannot end in 0000. Please compare it with the card.");
    case GAUNG_IDENTITY_BIRTH_MISMATCH:
      return _ ("The NIK names another date of birth. That can be right: a NIK is never changed.");
    case GAUNG_IDENTITY_SEX_MISMATCH:
      return _ ("The NIK names another sex. That can be right: a NIK is never changed.");
    case GAUNG_IDENTITY_OUT_OF_TOWN:
      return _ ("Issued outside Surakarta.");
    case GAUNG_IDENTITY_NOT_TELEPHONE:
      return _ ("This is not a telephone number.");
    case GAUNG_IDENTITY_SHORT_CODE:
      return _ ("This is a service number, not that of a citizen.");
    case GAUNG_IDENTITY_FINE:
    default:
      return NULL;
    }
}
