/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The deadline strip: every day between start and due, counted or not, and why. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gaung-deadline-private.h"
#include "gaung-format.h"

/* As many boxes as anybody can look through. */
#define MAX_BOXES 370

static GaungDay
find_last_day (
    const GaungDeadline *deadline, GaungRules *rules, GaungDay first, GaungDay today, guint minimum)
{
  GaungDay last = first;

  if (deadline->due_at != GAUNG_INSTANT_NONE)
    last = gaung_day_of_instant (deadline->due_at);
  else if (deadline->status == GAUNG_DEADLINE_UNDECREED)
    last = gaung_day_from_ymd (deadline->missing_year, 1, 1);
  else if (deadline->status == GAUNG_DEADLINE_PAUSED)
    last = MAX (first, today);

  last = MAX (last, first + (GaungDay) MAX (minimum, 1) - 1);
  return MIN (last, first + MAX_BOXES - 1);
}

static GaungDeadlineDay
make_day (
    const GaungDeadline *deadline, GaungRules *rules, GArray *stops, GaungDay day, int *n_counted)
{
  GaungDay first = gaung_day_of_instant (deadline->started_at);
  GaungDay due = gaung_day_of_instant (deadline->due_at);
  GaungDeadlineDay box = { .day = day };
  gboolean is_running;

  box.kind = gaung_calendar_classify (rules->calendar, day, &box.name);
  if (deadline->started_at == GAUNG_INSTANT_NONE)
    return box;

  box.is_start = day == first;
  box.is_due = day == due;
  is_running = day >= first && (due == GAUNG_DAY_NONE || day <= due);
  /* The hour at which the clock runs out lies before the end of that day. */
  box.is_paused
      = is_running
        && gaung_stops_contain (stops, box.is_due ? deadline->due_at - 1 : gaung_day_get_end (day));
  if (deadline->rule->kind == GAUNG_CLOCK_ELAPSED)
    box.is_counted = is_running && !box.is_paused;
  else
    box.is_counted = is_running && !box.is_start && !box.is_paused
                     && box.kind == GAUNG_DAY_KIND_WORKING && *n_counted < deadline->rule->amount;
  if (box.is_counted && deadline->rule->kind == GAUNG_CLOCK_WORKING)
    box.ordinal = ++*n_counted;
  return box;
}

GArray *
gaung_deadline_get_days (const GaungDeadline *deadline,
                         GaungComplaint *complaint,
                         GaungRules *rules,
                         GaungInstant now,
                         guint minimum)
{
  GArray *days = g_array_new (FALSE, TRUE, sizeof (GaungDeadlineDay));
  g_autoptr (GArray) stops = gaung_complaint_get_stops (complaint);
  GaungDay today = gaung_day_of_instant (now);
  GaungDay first = deadline->started_at != GAUNG_INSTANT_NONE
                       ? gaung_day_of_instant (deadline->started_at)
                       : today;
  GaungDay last = find_last_day (deadline, rules, first, today, minimum);
  int n_counted = 0;

  for (GaungDay day = first; day <= last; day++)
    {
      GaungDeadlineDay box = make_day (deadline, rules, stops, day, &n_counted);

      g_array_append_val (days, box);
    }
  return days;
}

/* Why a day does not count. */
static char *
explain_uncounted (const GaungDeadlineDay *day, const char *date)
{
  switch (day->kind)
    {
    case GAUNG_DAY_KIND_WEEKEND:
      /* Translators: a day in the deadline strip, e.g. "Saturday 28/11: weekend, not counted" */
      return g_strdup_printf (_ ("%s: weekend, not counted"), date);
    case GAUNG_DAY_KIND_HOLIDAY:
      /* Translators: a day in the deadline strip, then the name of the holiday,
       * e.g. "Friday 25/12: holiday (Natal), not counted" */
      return g_strdup_printf (_ ("%1$s: holiday (%2$s), not counted"), date, day->name);
    case GAUNG_DAY_KIND_JOINT_LEAVE:
      /* Translators: a day in the deadline strip, then what the joint leave belongs to,
       * e.g. "Thursday 24/12: joint leave (Cuti bersama Natal), not counted" */
      return g_strdup_printf (_ ("%1$s: joint leave (%2$s), not counted"), date, day->name);
    case GAUNG_DAY_KIND_UNKNOWN:
      /* Translators: a day in the deadline strip whose year has no decree,
       * e.g. "Monday 3/1/2028: the calendar of this year is not decreed yet" */
      return g_strdup_printf (_ ("%s: the calendar of this year is not decreed yet"), date);
    case GAUNG_DAY_KIND_WORKING:
    default:
      /* Translators: a day in the deadline strip on which the clock does not run, e.g. "Monday
       * 30/11: not counted" */
      return g_strdup_printf (_ ("%s: not counted"), date);
    }
}

char *
gaung_deadline_day_to_sentence (const GaungDeadlineDay *day, GaungInstant now)
{
  GaungDay today = gaung_day_of_instant (now);
  g_autofree char *date = NULL;

  g_return_val_if_fail (day != NULL, NULL);

  date = gaung_format_day_weekday (day->day, today);
  if (day->is_paused)
    /* Translators: a day in the deadline strip, e.g. "Thursday 26/11: postponed, not counted" */
    return g_strdup_printf (_ ("%s: postponed, not counted"), date);
  if (day->is_due && day->ordinal > 0)
    /* Translators: a day in the deadline strip and its number among the working days,
     * e.g. "Thursday 26/11: working day 3, due at the end of the day" */
    return g_strdup_printf (
        _ ("%1$s: working day %2$d, due at the end of the day"), date, day->ordinal);
  if (day->is_due)
    /* Translators: a day in the deadline strip, e.g. "Wednesday 25/11: the time runs out" */
    return g_strdup_printf (_ ("%s: the time runs out"), date);
  if (day->ordinal > 0)
    /* Translators: a day in the deadline strip and its number among the working days,
     * e.g. "Tuesday 24/11: working day 1" */
    return g_strdup_printf (_ ("%1$s: working day %2$d"), date, day->ordinal);
  if (day->is_start && !day->is_counted)
    /* Translators: a day in the deadline strip, e.g. "Monday 23/11: the clock starts, this day is
     * not counted" */
    return g_strdup_printf (_ ("%s: the clock starts, this day is not counted"), date);
  if (day->is_start)
    /* Translators: a day in the deadline strip, e.g. "Monday 23/11: the clock starts" */
    return g_strdup_printf (_ ("%s: the clock starts"), date);
  if (day->is_counted)
    /* Translators: a day in the deadline strip on which hours run, e.g. "Tuesday 24/11: the clock
     * runs" */
    return g_strdup_printf (_ ("%s: the clock runs"), date);
  return explain_uncounted (day, date);
}
