/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clocks of a complaint. Two kinds run side by side (domain.md §b.3): hours that never rest,
 * and working days by decree. A pause stops both. */
#include "config.h"

#include <string.h>

#include "gaung-complaint-private.h"
#include "gaung-deadline-private.h"
#include "gaung-json.h"

/* More days than any rule can need: a guard for rules that count for ever. */
#define MAX_DAYS (366 * 20)

static int
compare_stops (gconstpointer a, gconstpointer b)
{
  const GaungStop *first = a;
  const GaungStop *second = b;

  return first->from < second->from ? -1 : first->from > second->from;
}

static void
add_stop (GArray *stops, GaungInstant from, GaungInstant until)
{
  GaungStop stop = { from, until };

  if (from != GAUNG_INSTANT_NONE && until > from)
    g_array_append_val (stops, stop);
}

/* In order, and those that touch made one. */
static void
unite_stops (GArray *stops)
{
  guint n = 0;

  g_array_sort (stops, compare_stops);
  for (guint i = 0; i < stops->len; i++)
    {
      GaungStop stop = g_array_index (stops, GaungStop, i);
      GaungStop *last = n > 0 ? &g_array_index (stops, GaungStop, n - 1) : NULL;

      if (last != NULL && stop.from <= last->until)
        last->until = MAX (last->until, stop.until);
      else
        g_array_index (stops, GaungStop, n++) = stop;
    }
  g_array_set_size (stops, n);
}

static void
add_pause (GArray *stops, JsonObject *pause)
{
  GaungInstant from = GAUNG_INSTANT_NONE, until;
  GaungDay planned;

  gaung_instant_parse (gaung_json_get_string (pause, "from", NULL), &from);
  if (!gaung_instant_parse (gaung_json_get_string (pause, "until", NULL), &until))
    until = gaung_day_parse (gaung_json_get_string (pause, "planned", NULL), &planned)
                ? gaung_day_get_start (planned)
                : G_MAXINT64;
  add_stop (stops, from, until);
}

/* NONE when the clock stands still and nobody knows until when. */
static GaungInstant
add_hours (GaungInstant start, int hours, GArray *stops)
{
  GaungInstant due = start + hours * GAUNG_HOUR;

  for (guint i = 0; i < stops->len; i++)
    {
      const GaungStop *stop = &g_array_index (stops, GaungStop, i);
      GaungInstant from = MAX (stop->from, start);

      if (stop->until <= start)
        continue;
      if (from >= due)
        break;
      if (stop->until == G_MAXINT64)
        return GAUNG_INSTANT_NONE;
      due += stop->until - from;
    }
  return due;
}

/* The same in working days. @missing_year is set when the count runs into a year without a decree.
 */
static GaungInstant
add_working_days (
    GaungInstant start, int amount, GArray *stops, GaungCalendar *calendar, int *missing_year)
{
  const GaungStop *last = stops->len > 0 ? &g_array_index (stops, GaungStop, stops->len - 1) : NULL;
  GaungDay day = gaung_day_of_instant (start);

  for (int i = 0; i < MAX_DAYS && amount > 0; i++)
    {
      GaungDayKind kind = gaung_calendar_classify (calendar, ++day, NULL);

      if (last != NULL && last->until == G_MAXINT64 && gaung_day_get_end (day) >= last->from)
        return GAUNG_INSTANT_NONE;
      if (kind == GAUNG_DAY_KIND_UNKNOWN)
        {
          gaung_day_to_ymd (day, missing_year, NULL, NULL);
          return GAUNG_INSTANT_NONE;
        }
      if (kind == GAUNG_DAY_KIND_WORKING && !gaung_stops_contain (stops, gaung_day_get_end (day)))
        amount--;
    }
  return amount == 0 ? gaung_day_get_end (day) : GAUNG_INSTANT_NONE;
}

static GaungInstant
compute_due (const GaungClockRule *rule,
             GaungInstant start,
             GArray *stops,
             GaungRules *rules,
             int *missing_year)
{
  *missing_year = 0;
  if (rule->kind == GAUNG_CLOCK_ELAPSED)
    return add_hours (start, rule->amount, stops);
  return add_working_days (start, rule->amount, stops, rules->calendar, missing_year);
}

static GaungInstant
get_start (GaungRecord *record, const GaungClockRule *rule)
{
  GaungInstant start = gaung_record_get_instant (record, rule->start);

  /* "Since the complete report was received": complete from the first if nothing was asked for. */
  if (start == GAUNG_INSTANT_NONE && strcmp (rule->start, "complete_at") == 0)
    start = gaung_record_get_instant (record, "received_at");
  return start;
}

/* What ends a clock, or a later step that leaves nothing to wait for. */
static GaungInstant
get_end (GaungComplaint *complaint, const GaungClockRule *rule)
{
  static const char *const steps[] = { "verified_at", "first_reply_at", "answered_at" };
  GaungRecord *record = GAUNG_RECORD (complaint);
  gboolean is_past = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      GaungInstant instant;

      is_past = is_past || strcmp (steps[i], rule->end) == 0;
      /* A first reply can be a question: it does not verify. */
      if (!is_past || (i == 1 && strcmp (rule->end, steps[1]) != 0))
        continue;
      instant = gaung_record_get_instant (record, steps[i]);
      if (instant != GAUNG_INSTANT_NONE)
        return instant;
    }
  return gaung_complaint_is_open (complaint) ? GAUNG_INSTANT_NONE
                                             : gaung_complaint_get_closed_at (complaint);
}

static gboolean
applies (const GaungClockRule *rule, const char *class, GaungDay start_day)
{
  if (rule->classes[0] != NULL
      && (class == NULL || !g_strv_contains ((const char *const *) rule->classes, class)))
    return FALSE;
  return (rule->effective_from == GAUNG_DAY_NONE || start_day >= rule->effective_from)
         && (rule->effective_until == GAUNG_DAY_NONE || start_day <= rule->effective_until);
}

static GaungDeadlineStatus
get_status (const GaungDeadline *deadline, GArray *stops, GaungInstant now)
{
  if (deadline->ended_at != GAUNG_INSTANT_NONE)
    /* No due instant: it would lie beyond what is decreed or in a pause, hence later than the end.
     */
    return deadline->due_at == GAUNG_INSTANT_NONE || deadline->ended_at <= deadline->due_at
               ? GAUNG_DEADLINE_MET
               : GAUNG_DEADLINE_MISSED;
  if (deadline->due_at != GAUNG_INSTANT_NONE && now > deadline->due_at)
    return GAUNG_DEADLINE_OVERDUE;
  if (deadline->missing_year != 0)
    return GAUNG_DEADLINE_UNDECREED;
  if (gaung_stops_contain (stops, now) || deadline->due_at == GAUNG_INSTANT_NONE)
    return GAUNG_DEADLINE_PAUSED;
  return GAUNG_DEADLINE_RUNNING;
}

static gboolean
is_running (const GaungDeadline *deadline)
{
  return deadline->status == GAUNG_DEADLINE_RUNNING || deadline->status == GAUNG_DEADLINE_OVERDUE
         || deadline->status == GAUNG_DEADLINE_PAUSED;
}

GArray *
gaung_complaint_get_stops (GaungComplaint *complaint)
{
  GArray *stops = g_array_new (FALSE, FALSE, sizeof (GaungStop));
  JsonArray *pauses
      = gaung_json_get_array (gaung_record_get_json (GAUNG_RECORD (complaint)), "pauses");

  for (guint i = 0; pauses != NULL && i < json_array_get_length (pauses); i++)
    add_pause (stops, gaung_json_get_element_object (pauses, i));
  unite_stops (stops);
  return stops;
}

gboolean
gaung_stops_contain (GArray *stops, GaungInstant instant)
{
  for (guint i = 0; i < stops->len; i++)
    {
      const GaungStop *stop = &g_array_index (stops, GaungStop, i);

      if (instant >= stop->from && instant < stop->until)
        return TRUE;
    }
  return FALSE;
}

GaungInstant
gaung_day_get_end (GaungDay day)
{
  return gaung_day_get_start (day + 1) - 1;
}

GPtrArray *
gaung_complaint_get_deadlines (GaungComplaint *complaint, GaungRules *rules, GaungInstant now)
{
  GaungRecord *record = GAUNG_RECORD (complaint);
  const char *class = gaung_record_get_string (record, "class");
  GPtrArray *deadlines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) stops = NULL;
  gboolean is_open = gaung_complaint_is_open (complaint);

  /* What was never handed in is not late. */
  if (gaung_complaint_get_state (complaint) == GAUNG_COMPLAINT_STATE_DRAFT)
    return deadlines;

  stops = gaung_complaint_get_stops (complaint);
  for (guint i = 0; i < rules->clock_rules->len; i++)
    {
      const GaungClockRule *rule = g_ptr_array_index (rules->clock_rules, i);
      GaungInstant start = get_start (record, rule);
      gboolean has_start = start != GAUNG_INSTANT_NONE;
      GaungDeadline *deadline;

      if (!applies (rule, class, gaung_day_of_instant (has_start ? start : now))
          || (!has_start && !is_open))
        continue;
      deadline = g_new0 (GaungDeadline, 1);
      deadline->rule = rule;
      deadline->started_at = start;
      deadline->due_at = GAUNG_INSTANT_NONE;
      deadline->ended_at = GAUNG_INSTANT_NONE;
      deadline->status = GAUNG_DEADLINE_WAITING;
      if (has_start)
        {
          deadline->due_at = compute_due (rule, start, stops, rules, &deadline->missing_year);
          deadline->ended_at = get_end (complaint, rule);
          deadline->status = get_status (deadline, stops, now);
        }
      g_ptr_array_add (deadlines, deadline);
    }
  return deadlines;
}

GaungDeadline *
gaung_deadlines_get_nearest (GPtrArray *deadlines)
{
  GaungDeadline *nearest = NULL;
  GaungDeadline *dateless = NULL;

  for (guint i = 0; i < deadlines->len; i++)
    {
      GaungDeadline *deadline = g_ptr_array_index (deadlines, i);

      if (is_running (deadline) && deadline->due_at != GAUNG_INSTANT_NONE)
        {
          if (nearest == NULL || deadline->due_at < nearest->due_at)
            nearest = deadline;
        }
      else if (dateless == NULL
               && (is_running (deadline) || deadline->status == GAUNG_DEADLINE_UNDECREED))
        dateless = deadline;
    }
  return nearest != NULL ? nearest : dateless;
}

GaungInstant
gaung_complaint_project_due (GaungComplaint *complaint,
                             GaungRules *rules,
                             const GaungClockRule *rule,
                             GaungInstant now,
                             GaungDay until)
{
  g_autoptr (GArray) stops = gaung_complaint_get_stops (complaint);
  GaungInstant start = get_start (GAUNG_RECORD (complaint), rule);
  int missing_year;

  if (start == GAUNG_INSTANT_NONE)
    return GAUNG_INSTANT_NONE;
  add_stop (stops, now, gaung_day_get_start (until));
  unite_stops (stops);
  return compute_due (rule, start, stops, rules, &missing_year);
}
