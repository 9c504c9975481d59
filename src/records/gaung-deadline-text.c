/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deadlines in words: one sentence, and the pill of a list row. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gaung-deadline.h"
#include "gaung-format.h"

/* So near, the hours that are left say more than the time. */
#define NEAR (6 * GAUNG_HOUR)
#define DAYS_OF_WEEK 6

/* A working day lasts until its end: naming 23.59 would only confuse. */
static char *
describe_day (GaungDay day, GaungDay today)
{
  if (day == today)
    return g_strdup (C_ ("deadline", "today"));
  if (day == today + 1)
    return g_strdup (C_ ("deadline", "tomorrow"));
  if (day == today - 1)
    return g_strdup (C_ ("deadline", "yesterday"));
  return gaung_format_day_weekday (day, today);
}

static char *
describe_instant (const GaungDeadline *deadline, GaungInstant instant, GaungInstant now)
{
  if (deadline->rule->kind == GAUNG_CLOCK_WORKING && instant == deadline->due_at)
    return describe_day (gaung_day_of_instant (instant), gaung_day_of_instant (now));
  return gaung_format_instant (instant, now);
}

static char *
describe_lateness (GaungInstant due, GaungInstant now)
{
  gint64 late = now - due;
  int n;

  if (late < GAUNG_HOUR)
    {
      n = (int) MAX (late / GAUNG_MINUTE, 1);
      /* Translators: how late an answer is, e.g. "late by 35 minutes" */
      return g_strdup_printf (ngettext ("late by %d minute", "late by %d minutes", n), n);
    }
  if (late < 2 * GAUNG_DAY_LENGTH)
    {
      n = (int) (late / GAUNG_HOUR);
      /* Translators: how late an answer is, e.g. "late by 3 hours" */
      return g_strdup_printf (ngettext ("late by %d hour", "late by %d hours", n), n);
    }
  n = (int) MIN (late / GAUNG_DAY_LENGTH, G_MAXINT);
  /* Translators: how late an answer is, e.g. "late by 3 days" */
  return g_strdup_printf (ngettext ("late by %d day", "late by %d days", n), n);
}

static char *
make_overdue_pill (const GaungDeadline *deadline, GaungRules *rules, GaungInstant now)
{
  if (deadline->rule->kind == GAUNG_CLOCK_WORKING && rules != NULL)
    {
      GaungDay due = gaung_day_of_instant (deadline->due_at);
      int n = gaung_calendar_count_working_days (
          rules->calendar, due + 1, gaung_day_of_instant (now));

      if (n > 0)
        /* Translators: how late an answer is, e.g. "late by 1 working day" */
        return g_strdup_printf (ngettext ("late by %d working day", "late by %d working days", n),
                                n);
    }
  return describe_lateness (deadline->due_at, now);
}

static char *
make_running_pill (const GaungDeadline *deadline, GaungInstant now)
{
  GaungDay today = gaung_day_of_instant (now);
  GaungDay day = gaung_day_of_instant (deadline->due_at);
  gboolean is_working = deadline->rule->kind == GAUNG_CLOCK_WORKING;
  g_autofree char *time = NULL;

  if (!is_working && deadline->due_at - now <= NEAR)
    return gaung_format_span (deadline->due_at, now);
  if (!is_working && day == today)
    return gaung_format_time (deadline->due_at);
  if (day <= today + 1 && is_working)
    return describe_day (day, today);
  if (day > today + DAYS_OF_WEEK)
    return gaung_format_day_weekday (day, today);
  if (is_working)
    return g_strdup (gaung_format_weekday_name (gaung_day_get_weekday (day)));
  if (day == today + 1)
    return gaung_format_instant (deadline->due_at, now);

  time = gaung_format_time (deadline->due_at);
  return g_strdup_printf ("%s %s", gaung_format_weekday_name (gaung_day_get_weekday (day)), time);
}

static char *
make_open_sentence (const GaungDeadline *deadline, GaungInstant now)
{
  const char *label = deadline->rule->label;
  g_autofree char *due = NULL;

  if (deadline->due_at == GAUNG_INSTANT_NONE)
    /* Translators: a step of the work that is postponed without an end, e.g. "Verifikasi is
     * postponed" */
    return g_strdup_printf (_ ("%s is postponed"), label);

  due = describe_instant (deadline, deadline->due_at, now);
  if (deadline->status == GAUNG_DEADLINE_PAUSED)
    /* Translators: a step of the work, then when it is due after the postponement,
     * e.g. "Verifikasi is postponed, then due by Friday 27/11" */
    return g_strdup_printf (_ ("%1$s is postponed, then due by %2$s"), label, due);
  if (deadline->status == GAUNG_DEADLINE_OVERDUE)
    /* Translators: a step of the work, then when it was due, e.g. "Verifikasi was due
     * yesterday 11.50" */
    return g_strdup_printf (_ ("%1$s was due %2$s"), label, due);
  /* Translators: a step of the work, then when it is due, e.g. "Verifikasi by today 11.50" */
  return g_strdup_printf (_ ("%1$s by %2$s"), label, due);
}

static char *
make_closed_sentence (const GaungDeadline *deadline, GaungInstant now)
{
  const char *label = deadline->rule->label;
  g_autofree char *ended = describe_instant (deadline, deadline->ended_at, now);

  if (deadline->status == GAUNG_DEADLINE_MET)
    /* Translators: a step of the work, then when it was done, e.g. "Verifikasi in time, yesterday
     * 09.12" */
    return g_strdup_printf (_ ("%1$s in time, %2$s"), label, ended);
  /* Translators: a step of the work, then when it was done, e.g. "Verifikasi too late, yesterday
   * 09.12" */
  return g_strdup_printf (_ ("%1$s too late, %2$s"), label, ended);
}

char *
gaung_deadline_to_sentence (const GaungDeadline *deadline, GaungInstant now)
{
  g_return_val_if_fail (deadline != NULL, NULL);

  switch (deadline->status)
    {
    case GAUNG_DEADLINE_RUNNING:
    case GAUNG_DEADLINE_OVERDUE:
    case GAUNG_DEADLINE_PAUSED:
      return make_open_sentence (deadline, now);
    case GAUNG_DEADLINE_MET:
    case GAUNG_DEADLINE_MISSED:
      return make_closed_sentence (deadline, now);
    case GAUNG_DEADLINE_UNDECREED:
      /* Translators: a step of the work, then a year,
       * e.g. "Penyelesaian pengaduan: the calendar of 2028 is not decreed yet" */
      return g_strdup_printf (_ ("%1$s: the calendar of %2$d is not decreed yet"),
                              deadline->rule->label,
                              deadline->missing_year);
    case GAUNG_DEADLINE_WAITING:
    default:
      /* Translators: a step of the work, e.g. "Tindak lanjut pertama has not started yet" */
      return g_strdup_printf (_ ("%s has not started yet"), deadline->rule->label);
    }
}

char *
gaung_deadline_to_pill (const GaungDeadline *deadline, GaungRules *rules, GaungInstant now)
{
  g_return_val_if_fail (deadline != NULL, NULL);

  switch (deadline->status)
    {
    case GAUNG_DEADLINE_RUNNING:
      return make_running_pill (deadline, now);
    case GAUNG_DEADLINE_OVERDUE:
      return make_overdue_pill (deadline, rules, now);
    case GAUNG_DEADLINE_PAUSED:
      return g_strdup (C_ ("deadline", "postponed"));
    case GAUNG_DEADLINE_MET:
      return g_strdup (C_ ("deadline", "in time"));
    case GAUNG_DEADLINE_MISSED:
      return g_strdup (C_ ("deadline", "too late"));
    case GAUNG_DEADLINE_UNDECREED:
      /* Translators: a year without a calendar of holidays, short, e.g. "2028 not decreed" */
      return g_strdup_printf (C_ ("deadline", "%d not decreed"), deadline->missing_year);
    case GAUNG_DEADLINE_WAITING:
    default:
      return g_strdup (C_ ("deadline", "not started"));
    }
}
