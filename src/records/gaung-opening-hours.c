/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungOpeningHours: when an office is open, read from the notation of OpenStreetMap. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gaung-format.h"
#include "gaung-opening-hours.h"
#include "gaung-record.h"

/* Monday to Sunday, and what holds on holidays. */
#define N_WEEKDAYS 7
#define PUBLIC_HOLIDAY 7
#define N_COLUMNS 8
#define DAY_MINUTES 1440
#define LOOK_AHEAD_DAYS 31
/* More spans than any office has, and few enough that nothing grows without bound. */
#define MAX_SPANS 24

struct _GaungOpeningHours
{
  gatomicrefcount references;
  GArray *columns[N_COLUMNS]; /* (element-type GaungOpenSpan), in order, none touches the next */
};

G_DEFINE_BOXED_TYPE (GaungOpeningHours,
                     gaung_opening_hours,
                     gaung_opening_hours_ref,
                     gaung_opening_hours_unref)

static const char day_names[N_COLUMNS][3] = { "Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "PH" };

typedef struct
{
  const char *text;
  const char *at;
} Reader;

static gboolean
refuse (Reader *reader, const char *expected, GError **error)
{
  g_set_error (error,
               GAUNG_RECORD_ERROR,
               GAUNG_RECORD_ERROR_VALUE,
               "opening hours, character %d: %s",
               (int) g_utf8_strlen (reader->text, reader->at - reader->text) + 1,
               expected);
  return FALSE;
}

static void
skip_space (Reader *reader)
{
  while (*reader->at == ' ')
    reader->at++;
}

static gboolean
take (Reader *reader, const char *token)
{
  gsize length = strlen (token);

  skip_space (reader);
  if (strncmp (reader->at, token, length) != 0)
    return FALSE;
  reader->at += length;
  return TRUE;
}

/* -1: no day begins here. */
static int
take_day (Reader *reader)
{
  for (int day = 0; day < N_COLUMNS; day++)
    if (take (reader, day_names[day]))
      return day;
  return -1;
}

/* "Mo-Th,Sa,PH" as bits; 0 where no day begins. */
static gboolean
read_days (Reader *reader, guint *days, GError **error)
{
  int first = take_day (reader);

  *days = 0;
  if (first < 0)
    return TRUE;
  for (;;)
    {
      int last = first;

      if (take (reader, "-"))
        {
          last = take_day (reader);
          if (last < 0 || last == PUBLIC_HOLIDAY || first == PUBLIC_HOLIDAY)
            return refuse (reader, "a range of days ends with a weekday", error);
        }
      for (int day = first;; day = (day + 1) % N_WEEKDAYS)
        {
          *days |= 1u << day;
          if (day == last)
            break;
        }
      if (!take (reader, ","))
        return TRUE;
      first = take_day (reader);
      if (first < 0)
        return refuse (reader, "a day as Mo, or PH, is expected", error);
    }
}

static gboolean
read_digits (Reader *reader, guint *number)
{
  if (!g_ascii_isdigit (reader->at[0]) || !g_ascii_isdigit (reader->at[1]))
    return FALSE;
  *number = (guint) (reader->at[0] - '0') * 10 + (guint) (reader->at[1] - '0');
  reader->at += 2;
  return TRUE;
}

static gboolean
read_time (Reader *reader, guint16 *minutes, GError **error)
{
  guint hour, minute;

  skip_space (reader);
  if (!read_digits (reader, &hour) || !take (reader, ":") || !read_digits (reader, &minute)
      || minute > 59 || hour * 60 + minute > DAY_MINUTES)
    return refuse (reader, "a time from 00:00 to 24:00 is expected", error);
  *minutes = (guint16) (hour * 60 + minute);
  return TRUE;
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const GaungOpenSpan *x = a;
  const GaungOpenSpan *y = b;

  return x->from != y->from ? (int) x->from - (int) y->from : (int) x->until - (int) y->until;
}

/* Spans that overlap or touch become one. */
static void
join_spans (GArray *spans)
{
  guint n = 0;

  g_array_sort (spans, compare_spans);
  for (guint i = 0; i < spans->len; i++)
    {
      GaungOpenSpan span = g_array_index (spans, GaungOpenSpan, i);
      GaungOpenSpan *last = n > 0 ? &g_array_index (spans, GaungOpenSpan, n - 1) : NULL;

      if (last != NULL && span.from <= last->until)
        last->until = MAX (last->until, span.until);
      else
        g_array_index (spans, GaungOpenSpan, n++) = span;
    }
  g_array_set_size (spans, n);
}

/* "08:00-11:00,13:00-14:30", "off" */
static gboolean
read_spans (Reader *reader, GArray *spans, GError **error)
{
  if (take (reader, "off") || take (reader, "closed"))
    return TRUE;
  do
    {
      GaungOpenSpan span;

      if (!read_time (reader, &span.from, error))
        return FALSE;
      if (!take (reader, "-"))
        return refuse (reader, "\"-\" is expected", error);
      if (!read_time (reader, &span.until, error))
        return FALSE;
      /* What goes on after midnight is written as the next day's. */
      if (span.until <= span.from)
        return refuse (reader, "it closes before it opens", error);
      if (spans->len == MAX_SPANS)
        return refuse (reader, "too many times in a day", error);
      g_array_append_val (spans, span);
    }
  while (take (reader, ","));
  join_spans (spans);
  return TRUE;
}

static void
set_column (GaungOpeningHours *self, guint column, GArray *spans)
{
  g_array_set_size (self->columns[column], 0);
  if (spans->len > 0)
    g_array_append_vals (self->columns[column], spans->data, spans->len);
}

static gboolean
read_rule (GaungOpeningHours *self, Reader *reader, GError **error)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (GaungOpenSpan));
  guint days;

  if (take (reader, "24/7"))
    {
      g_array_append_val (spans, ((GaungOpenSpan) { 0, DAY_MINUTES }));
      days = (1u << N_COLUMNS) - 1;
    }
  else
    {
      if (!read_days (reader, &days, error) || !read_spans (reader, spans, error))
        return FALSE;
      if (days == 0)
        days = (1u << N_WEEKDAYS) - 1;
    }
  for (guint column = 0; column < N_COLUMNS; column++)
    if ((days & (1u << column)) != 0)
      set_column (self, column, spans);
  return TRUE;
}

static const GaungOpenSpan *
get_column (GaungOpeningHours *self, guint column, guint *n_spans)
{
  *n_spans = self->columns[column]->len;
  return &g_array_index (self->columns[column], GaungOpenSpan, 0);
}

static gboolean
is_same_column (GaungOpeningHours *self, guint a, guint b)
{
  GArray *x = self->columns[a];
  GArray *y = self->columns[b];

  return x->len == y->len
         && (x->len == 0 || memcmp (x->data, y->data, x->len * sizeof (GaungOpenSpan)) == 0);
}

GaungOpeningHours *
gaung_opening_hours_parse (const char *text, GError **error)
{
  g_autoptr (GaungOpeningHours) self = NULL;
  Reader reader = { text, text };

  g_return_val_if_fail (text != NULL, NULL);

  self = g_new0 (GaungOpeningHours, 1);
  g_atomic_ref_count_init (&self->references);
  for (guint i = 0; i < N_COLUMNS; i++)
    self->columns[i] = g_array_new (FALSE, FALSE, sizeof (GaungOpenSpan));
  for (;;)
    {
      if (!read_rule (self, &reader, error))
        return NULL;
      skip_space (&reader);
      if (*reader.at == '\0')
        return g_steal_pointer (&self);
      if (!take (&reader, ";"))
        {
          refuse (&reader, "\";\" is expected between rules", error);
          return NULL;
        }
      skip_space (&reader);
      if (*reader.at == '\0')
        return g_steal_pointer (&self);
    }
}

GaungOpeningHours *
gaung_opening_hours_ref (GaungOpeningHours *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
gaung_opening_hours_unref (GaungOpeningHours *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  for (guint i = 0; i < N_COLUMNS; i++)
    g_clear_pointer (&self->columns[i], g_array_unref);
  g_free (self);
}

const GaungOpenSpan *
gaung_opening_hours_get_spans (GaungOpeningHours *self, int weekday, guint *n_spans)
{
  g_return_val_if_fail (self != NULL && weekday >= 1 && weekday <= N_WEEKDAYS, NULL);

  return get_column (self, (guint) weekday - 1, n_spans);
}

const GaungOpenSpan *
gaung_opening_hours_get_day (GaungOpeningHours *self,
                             GaungCalendar *calendar,
                             GaungDay day,
                             guint *n_spans)
{
  GaungDayKind kind;

  g_return_val_if_fail (self != NULL, NULL);

  kind = calendar != NULL ? gaung_calendar_classify (calendar, day, NULL) : GAUNG_DAY_KIND_UNKNOWN;
  if (kind == GAUNG_DAY_KIND_HOLIDAY || kind == GAUNG_DAY_KIND_JOINT_LEAVE)
    return get_column (self, PUBLIC_HOLIDAY, n_spans);
  return gaung_opening_hours_get_spans (self, gaung_day_get_weekday (day), n_spans);
}

gboolean
gaung_opening_hours_is_open (GaungOpeningHours *self, GaungCalendar *calendar, GaungInstant at)
{
  guint n_spans;
  const GaungOpenSpan *spans
      = gaung_opening_hours_get_day (self, calendar, gaung_day_of_instant (at), &n_spans);
  int minute = gaung_instant_get_minute_of_day (at);

  for (guint i = 0; i < n_spans; i++)
    if (spans[i].from <= minute && minute < spans[i].until)
      return TRUE;
  return FALSE;
}

/* Whether the day may be a holiday that changes something, and nobody knows it yet. */
static gboolean
is_uncertain (GaungOpeningHours *self, GaungCalendar *calendar, GaungDay day)
{
  guint column = (guint) gaung_day_get_weekday (day) - 1;

  return (calendar == NULL
          || gaung_calendar_classify (calendar, day, NULL) == GAUNG_DAY_KIND_UNKNOWN)
         && !is_same_column (self, column, PUBLIC_HOLIDAY);
}

GaungInstant
gaung_opening_hours_get_next (GaungOpeningHours *self, GaungCalendar *calendar, GaungInstant at)
{
  GaungDay today = gaung_day_of_instant (at);

  for (GaungDay day = today; day <= today + LOOK_AHEAD_DAYS; day++)
    {
      guint n_spans;
      const GaungOpenSpan *spans = gaung_opening_hours_get_day (self, calendar, day, &n_spans);

      if (is_uncertain (self, calendar, day))
        return GAUNG_INSTANT_NONE;
      for (guint i = 0; i < n_spans; i++)
        {
          GaungInstant opens = gaung_day_get_start (day) + spans[i].from * GAUNG_MINUTE;

          /* Open all night: it does not open at midnight. */
          if (opens > at
              && (spans[i].from > 0 || !gaung_opening_hours_is_open (self, calendar, opens - 1)))
            return opens;
        }
    }
  return GAUNG_INSTANT_NONE;
}

/* "08.00–11.00 dan 13.00–14.30" */
static char *
spans_to_display (GArray *spans)
{
  g_autofree char *text = NULL;

  for (guint i = 0; i < spans->len; i++)
    {
      const GaungOpenSpan *span = &g_array_index (spans, GaungOpenSpan, i);
      g_autofree char *one = g_strdup_printf ("%02u.%02u–%02u.%02u",
                                              span->from / 60u,
                                              span->from % 60u,
                                              span->until / 60u,
                                              span->until % 60u);

      if (text == NULL)
        text = g_steal_pointer (&one);
      else
        {
          /* Translators: hours of one day: 08.00–11.00 and 13.00–14.30 */
          char *both = g_strdup_printf (C_ ("opening-hours", "%s and %s"), text, one);

          g_free (text);
          text = both;
        }
    }
  return g_steal_pointer (&text);
}

/* "Senin–Rabu, Jumat": the days of @days that are alike, as runs. */
static char *
days_to_display (guint days)
{
  GString *text = g_string_new (NULL);

  for (int day = 0; day < N_WEEKDAYS; day++)
    {
      int last = day;

      if ((days & (1u << day)) == 0)
        continue;
      while (last + 1 < N_WEEKDAYS && (days & (1u << (last + 1))) != 0)
        last++;
      if (text->len > 0)
        g_string_append (text, ", ");
      g_string_append (text, gaung_format_weekday_name (day + 1));
      if (last > day)
        g_string_append_printf (text, "–%s", gaung_format_weekday_name (last + 1));
      day = last;
    }
  return g_string_free (text, FALSE);
}

static gboolean
is_all_day (GArray *spans)
{
  const GaungOpenSpan *span = &g_array_index (spans, GaungOpenSpan, 0);

  return spans->len == 1 && span->from == 0 && span->until == DAY_MINUTES;
}

static char *
group_to_display (guint days, GArray *spans)
{
  g_autofree char *hours = spans_to_display (spans);
  g_autofree char *names = NULL;

  if (days == (1u << N_WEEKDAYS) - 1 && is_all_day (spans))
    return g_strdup (_ ("24 hours every day"));
  if (days == (1u << N_WEEKDAYS) - 1)
    /* Translators: opening hours: every day 08.00–21.00 */
    return g_strdup_printf (_ ("every day %s"), hours);
  names = days_to_display (days);
  /* Translators: days, then hours: Monday–Thursday 08.00–15.00 */
  return g_strdup_printf (C_ ("opening-hours", "%s %s"), names, hours);
}

char *
gaung_opening_hours_to_display (GaungOpeningHours *self)
{
  GString *text = g_string_new (NULL);
  guint done = 0;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint day = 0; day < N_WEEKDAYS; day++)
    {
      g_autofree char *group = NULL;
      guint days = 0;

      if ((done & (1u << day)) != 0 || self->columns[day]->len == 0)
        continue;
      for (guint other = day; other < N_WEEKDAYS; other++)
        if (is_same_column (self, day, other))
          days |= 1u << other;
      done |= days;
      group = group_to_display (days, self->columns[day]);
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", group);
    }
  if (self->columns[PUBLIC_HOLIDAY]->len > 0 && done != 0
      && !is_all_day (self->columns[PUBLIC_HOLIDAY]))
    {
      g_autofree char *hours = spans_to_display (self->columns[PUBLIC_HOLIDAY]);

      g_string_append (text, ", ");
      /* Translators: opening hours: on holidays 09.00–12.00 */
      g_string_append_printf (text, _ ("on holidays %s"), hours);
    }
  return g_string_free (text, FALSE);
}
