/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungCalendar: which civil days count as working days, and why the others do not. */
#include "config.h"

#include "gaung-calendar.h"

typedef struct
{
  int year;
  char *decree;
  GaungDay first;
  int length;
  guint8 kinds[366]; /* GaungDayKind */
  GHashTable *names; /* GaungDay → name */
} Year;

struct _GaungCalendar
{
  gatomicrefcount references;
  GPtrArray *years;
};

G_DEFINE_BOXED_TYPE (GaungCalendar, gaung_calendar, gaung_calendar_ref, gaung_calendar_unref)

static void
free_year (gpointer data)
{
  Year *year = data;

  g_free (year->decree);
  g_hash_table_unref (year->names);
  g_free (year);
}

/* A handful of years: a look through the array costs less than a hash. */
static Year *
find_year_of_day (GaungCalendar *self, GaungDay day)
{
  for (guint i = 0; i < self->years->len; i++)
    {
      Year *year = g_ptr_array_index (self->years, i);

      if (day >= year->first && day - year->first < year->length)
        return year;
    }
  return NULL;
}

static Year *
find_year (GaungCalendar *self, int number)
{
  for (guint i = 0; i < self->years->len; i++)
    {
      Year *year = g_ptr_array_index (self->years, i);

      if (year->year == number)
        return year;
    }
  return NULL;
}

GaungCalendar *
gaung_calendar_new (void)
{
  GaungCalendar *self = g_new0 (GaungCalendar, 1);

  g_atomic_ref_count_init (&self->references);
  self->years = g_ptr_array_new_with_free_func (free_year);
  return self;
}

GaungCalendar *
gaung_calendar_ref (GaungCalendar *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
gaung_calendar_unref (GaungCalendar *self)
{
  g_return_if_fail (self != NULL);

  if (g_atomic_ref_count_dec (&self->references))
    {
      g_ptr_array_unref (self->years);
      g_free (self);
    }
}

/**
 * gaung_calendar_add_year:
 * @decree: the joint decree of the year, e.g. "SKB 1497/2025, 2/2025, 5/2025"
 *
 * Declares a year: from now on its Mondays to Fridays are working days unless a day is added.
 * Declaring a year again changes nothing.
 */
void
gaung_calendar_add_year (GaungCalendar *self, int year, const char *decree)
{
  GaungDay first = gaung_day_from_ymd (year, 1, 1);
  GaungDay last = gaung_day_from_ymd (year, 12, 31);
  Year *added;

  g_return_if_fail (self != NULL);

  if (first == GAUNG_DAY_NONE || find_year (self, year) != NULL)
    return;

  added = g_new0 (Year, 1);
  added->year = year;
  added->decree = g_strdup (decree);
  added->first = first;
  added->length = last - first + 1;
  added->names = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  for (int i = 0; i < added->length; i++)
    added->kinds[i]
        = gaung_day_get_weekday (first + i) > 5 ? GAUNG_DAY_KIND_WEEKEND : GAUNG_DAY_KIND_WORKING;
  g_ptr_array_add (self->years, added);
}

/**
 * gaung_calendar_add_day:
 * @kind: %GAUNG_DAY_KIND_HOLIDAY or %GAUNG_DAY_KIND_JOINT_LEAVE
 * @name: why the day does not count
 *
 * A holiday that falls on a weekend is a holiday: its name tells more. A day of a year that was not
 * declared is left out.
 */
void
gaung_calendar_add_day (GaungCalendar *self, GaungDay day, GaungDayKind kind, const char *name)
{
  Year *year;

  g_return_if_fail (self != NULL);

  year = find_year_of_day (self, day);
  if (year == NULL || g_hash_table_contains (year->names, GINT_TO_POINTER (day)))
    return;

  year->kinds[day - year->first] = kind;
  g_hash_table_insert (year->names, GINT_TO_POINTER (day), g_strdup (name != NULL ? name : ""));
}

gboolean
gaung_calendar_has_year (GaungCalendar *self, int year)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return find_year (self, year) != NULL;
}

const char *
gaung_calendar_get_decree (GaungCalendar *self, int year)
{
  Year *found;

  g_return_val_if_fail (self != NULL, NULL);

  found = find_year (self, year);
  return found != NULL ? found->decree : NULL;
}

GaungDayKind
gaung_calendar_classify (GaungCalendar *self, GaungDay day, const char **name)
{
  Year *year;

  g_return_val_if_fail (self != NULL, GAUNG_DAY_KIND_UNKNOWN);

  if (name != NULL)
    *name = NULL;
  year = find_year_of_day (self, day);
  if (year == NULL)
    return GAUNG_DAY_KIND_UNKNOWN;
  if (name != NULL)
    *name = g_hash_table_lookup (year->names, GINT_TO_POINTER (day));
  return year->kinds[day - year->first];
}

int
gaung_calendar_count_working_days (GaungCalendar *self, GaungDay from, GaungDay to)
{
  int count = 0;

  for (GaungDay day = from; day <= to; day++)
    {
      GaungDayKind kind = gaung_calendar_classify (self, day, NULL);

      if (kind == GAUNG_DAY_KIND_UNKNOWN)
        return -1;
      if (kind == GAUNG_DAY_KIND_WORKING)
        count++;
    }
  return count;
}

GaungDay
gaung_calendar_add_working_days (GaungCalendar *self, GaungDay day, int n)
{
  while (n > 0)
    {
      GaungDayKind kind = gaung_calendar_classify (self, ++day, NULL);

      if (kind == GAUNG_DAY_KIND_UNKNOWN)
        return GAUNG_DAY_NONE;
      if (kind == GAUNG_DAY_KIND_WORKING)
        n--;
    }
  return day;
}
