/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Deadlines in a word, for lists. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-deadline-pill.h"

/* Due before midnight is soon: the sections of the list have the same border. */
static GaungPillStyle
find_nearness (const GaungDeadline *deadline, GaungInstant now)
{
  if (deadline->due_at != GAUNG_INSTANT_NONE
      && gaung_day_of_instant (deadline->due_at) <= gaung_day_of_instant (now))
    return GAUNG_PILL_SOON;
  return GAUNG_PILL_CALM;
}

void
gaung_pill_set_deadline (GaungPill *self,
                         const GaungDeadline *deadline,
                         GaungRules *rules,
                         GaungInstant now)
{
  g_autofree char *text = NULL;

  switch (deadline->status)
    {
    case GAUNG_DEADLINE_RUNNING:
      text = gaung_deadline_to_pill (deadline, rules, now);
      gaung_pill_set (self, text, find_nearness (deadline, now));
      break;
    case GAUNG_DEADLINE_OVERDUE:
      text = gaung_deadline_to_pill (deadline, rules, now);
      gaung_pill_set (self, text, GAUNG_PILL_LATE);
      break;
    case GAUNG_DEADLINE_PAUSED:
      gaung_pill_set (self, _ ("postponed"), GAUNG_PILL_PAUSED);
      break;
    case GAUNG_DEADLINE_MET:
      gaung_pill_set (self, _ ("in time"), GAUNG_PILL_DONE);
      break;
    case GAUNG_DEADLINE_MISSED:
      gaung_pill_set (self, _ ("done too late"), GAUNG_PILL_LATE);
      break;
    case GAUNG_DEADLINE_WAITING:
      gaung_pill_set (self, _ ("not started"), GAUNG_PILL_DONE);
      break;
    case GAUNG_DEADLINE_UNDECREED:
      /* Translators: a year without a decreed calendar, e.g. "calendar 2028 not decreed" */
      text = g_strdup_printf (_ ("calendar %d not decreed"), deadline->missing_year);
      gaung_pill_set (self, text, GAUNG_PILL_PAUSED);
      break;
    default:
      g_assert_not_reached ();
    }
}

void
gaung_pill_set_complaint (GaungPill *self,
                          GaungComplaint *complaint,
                          GaungRules *rules,
                          GaungInstant now)
{
  const char *state = gaung_complaint_state_get_nick (gaung_complaint_get_state (complaint));
  const char *label = gaung_enum_get_label (gaung_complaint_states, state);
  g_autoptr (GPtrArray) deadlines = NULL;
  GaungDeadline *nearest;

  if (!gaung_complaint_is_open (complaint))
    {
      gaung_pill_set (self, label, GAUNG_PILL_DONE);
      return;
    }
  if (gaung_complaint_is_postponed_at (complaint, now))
    {
      gaung_pill_set (self, _ ("postponed"), GAUNG_PILL_PAUSED);
      return;
    }

  deadlines = gaung_complaint_get_deadlines (complaint, rules, now);
  nearest = gaung_deadlines_get_nearest (deadlines);
  if (nearest != NULL)
    gaung_pill_set_deadline (self, nearest, rules, now);
  else
    gaung_pill_set (self, label, GAUNG_PILL_CALM);
}
