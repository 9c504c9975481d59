/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gaungctl clock: why a complaint is due when it is due. */
#include "config.h"

#include <glib/gi18n.h>

#include "gaung-ctl-present-private.h"
#include "gaung-deadline.h"
#include "gaung-format.h"
#include "gaung-json.h"

typedef struct
{
  GaungCtl *ctl;
  GaungComplaint *complaint;
  GaungRules *rules;
  GaungInstant now;
  GaungDay postponed_until; /* GAUNG_DAY_NONE: not asked */
} Clock;

static const char *const status_nicks[] = {
  [GAUNG_DEADLINE_RUNNING] = "running",     [GAUNG_DEADLINE_OVERDUE] = "overdue",
  [GAUNG_DEADLINE_PAUSED] = "paused",       [GAUNG_DEADLINE_MET] = "met",
  [GAUNG_DEADLINE_MISSED] = "missed",       [GAUNG_DEADLINE_WAITING] = "waiting",
  [GAUNG_DEADLINE_UNDECREED] = "undecreed",
};
static const char *const day_nicks[] = {
  [GAUNG_DAY_KIND_WORKING] = "working", [GAUNG_DAY_KIND_WEEKEND] = "weekend",
  [GAUNG_DAY_KIND_HOLIDAY] = "holiday", [GAUNG_DAY_KIND_JOINT_LEAVE] = "joint-leave",
  [GAUNG_DAY_KIND_UNKNOWN] = "unknown",
};

static GaungInstant
project (const Clock *clock, const GaungDeadline *deadline)
{
  if (clock->postponed_until == GAUNG_DAY_NONE || deadline->ended_at != GAUNG_INSTANT_NONE)
    return GAUNG_INSTANT_NONE;
  return gaung_complaint_project_due (
      clock->complaint, clock->rules, deadline->rule, clock->now, clock->postponed_until);
}

static void
print_text (const Clock *clock, const GaungDeadline *deadline)
{
  const GaungClockRule *rule = deadline->rule;
  g_autofree char *sentence = gaung_deadline_to_sentence (deadline, clock->now);
  g_autofree char *label = gaung_ctl_escape (rule->label);
  g_autofree char *source = gaung_ctl_escape (rule->source);
  g_autoptr (GArray) days
      = gaung_deadline_get_days (deadline, clock->complaint, clock->rules, clock->now, 0);
  GaungInstant projected = project (clock, deadline);

  gaung_ctl_print ("%s\n  %s\n", label, sentence);
  if (*source != '\0')
    /* Translators: where a rule comes from, e.g. "Source: Perwali 8.1/2023" */
    gaung_ctl_print (rule->is_verified ? _ ("  Source: %s\n")
                                       : _ ("  Source, to be confirmed by the city: %s\n"),
                     source);
  for (guint i = 0; days != NULL && i < days->len; i++)
    {
      g_autofree char *day
          = gaung_deadline_day_to_sentence (&g_array_index (days, GaungDeadlineDay, i), clock->now);

      gaung_ctl_print ("    %s\n", day);
    }
  if (projected != GAUNG_INSTANT_NONE)
    {
      g_autofree char *until = gaung_format_day_long (clock->postponed_until);
      g_autofree char *due = gaung_format_instant_exact (projected);

      /* Translators: the first %s is a day, the second an instant, e.g. "If postponed until Senin,
       * 30 November 2026: due Rabu, 2 Desember 2026 pukul 11.50 WIB" */
      gaung_ctl_print (_ ("  If postponed until %s: due %s\n"), until, due);
    }
  gaung_ctl_print ("\n");
}

static void
set_instant (JsonObject *object, const char *member, GaungInstant instant)
{
  g_autofree char *text = instant != GAUNG_INSTANT_NONE ? gaung_instant_to_text (instant) : NULL;

  if (text != NULL)
    json_object_set_string_member (object, member, text);
}

static JsonObject *
make_day (const GaungDeadlineDay *day)
{
  JsonObject *object = json_object_new ();
  g_autofree char *date = gaung_day_to_text (day->day);

  json_object_set_string_member (object, "date", date);
  json_object_set_string_member (object, "kind", day_nicks[day->kind]);
  if (day->name != NULL)
    json_object_set_string_member (object, "name", day->name);
  json_object_set_boolean_member (object, "start", day->is_start);
  json_object_set_boolean_member (object, "counted", day->is_counted);
  json_object_set_boolean_member (object, "paused", day->is_paused);
  json_object_set_boolean_member (object, "due", day->is_due);
  if (day->ordinal > 0)
    json_object_set_int_member (object, "ordinal", day->ordinal);
  return object;
}

static void
print_json (const Clock *clock, const GaungDeadline *deadline)
{
  const GaungClockRule *rule = deadline->rule;
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GArray) days
      = gaung_deadline_get_days (deadline, clock->complaint, clock->rules, clock->now, 0);
  JsonArray *array = json_array_new ();
  g_autofree char *line = NULL;

  json_object_set_string_member (object, "rule", rule->key);
  json_object_set_string_member (object, "label", rule->label);
  json_object_set_string_member (
      object, "clock", rule->kind == GAUNG_CLOCK_ELAPSED ? "elapsed" : "working");
  json_object_set_int_member (object, "amount", rule->amount);
  json_object_set_string_member (object, "status", status_nicks[deadline->status]);
  set_instant (object, "started_at", deadline->started_at);
  set_instant (object, "due_at", deadline->due_at);
  set_instant (object, "ended_at", deadline->ended_at);
  set_instant (object, "due_at_if_postponed", project (clock, deadline));
  if (deadline->status == GAUNG_DEADLINE_UNDECREED)
    json_object_set_int_member (object, "missing_year", deadline->missing_year);
  for (guint i = 0; days != NULL && i < days->len; i++)
    json_array_add_object_element (array, make_day (&g_array_index (days, GaungDeadlineDay, i)));
  json_object_set_array_member (object, "days", array);
  line = gaung_ctl_json_line (object);
  gaung_ctl_print ("%s\n", line);
}

static void
print_clock (const Clock *clock, gboolean is_json)
{
  g_autoptr (GPtrArray) deadlines
      = gaung_complaint_get_deadlines (clock->complaint, clock->rules, clock->now);

  for (guint i = 0; i < deadlines->len; i++)
    {
      if (is_json)
        print_json (clock, g_ptr_array_index (deadlines, i));
      else
        print_text (clock, g_ptr_array_index (deadlines, i));
    }
}

GaungCtlStatus
gaung_ctl_clock (GaungCtl *ctl, int argc, char **argv)
{
  Clock clock = { .ctl = ctl, .now = gaung_instant_now (), .postponed_until = GAUNG_DAY_NONE };
  gboolean is_json = FALSE;
  g_autofree char *until = NULL;
  g_autofree char *now = NULL;
  g_autoptr (GaungRecord) record = NULL;
  GaungCtlStatus status;
  const GOptionEntry entries[] = {
    { "json", 'j', 0, G_OPTION_ARG_NONE, &is_json, N_ ("JSON lines, one a deadline"), NULL },
    { "postpone-until",
      0,
      0,
      G_OPTION_ARG_STRING,
      &until,
      N_ ("Also tell when it would be due if postponed"),
      N_ ("DATE") },
    { "now", 0, 0, G_OPTION_ARG_STRING, &now, N_ ("As if it were then"), N_ ("INSTANT") },
    { NULL },
  };

  if (!gaung_ctl_parse (ctl, entries, &argc, &argv, &status))
    return status;
  if (argc != 2)
    return gaung_ctl_usage ("%s", _ ("Name one complaint by its id or reference."));
  if (until != NULL && !gaung_parse_day (until, &clock.postponed_until))
    return gaung_ctl_usage ("%s", _ ("That is no date. Write it like 2026-11-30 or 30/11/2026."));
  if (now != NULL && !gaung_instant_parse (now, &clock.now))
    return gaung_ctl_usage ("%s",
                            _ ("That is no instant. Write it like 2026-11-24T09:00:00+07:00."));
  if (!gaung_ctl_open (ctl, &status))
    return status;
  record = gaung_ctl_find (ctl, argv[1], &status);
  if (record == NULL)
    return status;
  if (!GAUNG_IS_COMPLAINT (record))
    {
      gaung_ctl_warn ("%s", _ ("Only complaints have deadlines."));
      return GAUNG_CTL_NOT_FOUND;
    }
  clock.complaint = GAUNG_COMPLAINT (record);
  clock.rules = gaung_store_get_rules (ctl->store);
  print_clock (&clock, is_json);
  return GAUNG_CTL_OK;
}
