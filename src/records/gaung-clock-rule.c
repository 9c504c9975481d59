/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungClockRule and GaungRules, from the records that hold them. */
#include "config.h"

#include <string.h>

#include "gaung-calendar-year.h"
#include "gaung-deadline.h"
#include "gaung-json.h"

/* The members of a complaint behind the words of a rule. */
static const struct
{
  const char *word;
  const char *member;
} stamps[] = {
  { "received", "received_at" }, { "complete", "complete_at" },       { "verified", "verified_at" },
  { "disposed", "disposed_at" }, { "first-reply", "first_reply_at" }, { "answered", "answered_at" },
};

static char *
get_stamp (JsonObject *object, const char *member)
{
  const char *word = gaung_json_get_string (object, member, "");

  for (gsize i = 0; i < G_N_ELEMENTS (stamps); i++)
    if (strcmp (stamps[i].word, word) == 0)
      return g_strdup (stamps[i].member);
  return NULL;
}

static GaungDay
get_day (JsonObject *object, const char *member)
{
  GaungDay day = GAUNG_DAY_NONE;

  gaung_day_parse (gaung_json_get_string (object, member, NULL), &day);
  return day;
}

static GStrv
get_classes (JsonObject *object)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = gaung_json_get_array (object, "classes");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_strv_builder_add (builder, json_array_get_string_element (array, i));
  return g_strv_builder_end (builder);
}

static GaungClockRule *
read_rule (JsonObject *object)
{
  GaungClockRule *rule = g_new0 (GaungClockRule, 1);

  rule->key = g_strdup (gaung_json_get_string (object, "key", ""));
  rule->label = g_strdup (gaung_json_get_string (object, "label", rule->key));
  rule->kind = strcmp (gaung_json_get_string (object, "kind", ""), "working") == 0
                   ? GAUNG_CLOCK_WORKING
                   : GAUNG_CLOCK_ELAPSED;
  rule->amount = (int) CLAMP (gaung_json_get_integer (object, "amount", 0), 0, 100000);
  rule->start = get_stamp (object, "start");
  rule->end = get_stamp (object, "end");
  rule->classes = get_classes (object);
  rule->source = g_strdup (gaung_json_get_string (object, "source", NULL));
  rule->is_verified = gaung_json_get_boolean (object, "verified", FALSE);
  rule->effective_from = get_day (object, "effective_from");
  rule->effective_until = get_day (object, "effective_until");
  return rule;
}

static void
add_calendar (GaungCalendar *calendar, GaungRecord *record)
{
  JsonArray *days = gaung_json_get_array (gaung_record_get_json (record), "days");

  gaung_calendar_add_year (calendar,
                           (int) CLAMP (gaung_record_get_integer (record, "year"), 0, 9999),
                           gaung_record_get_string (record, "decree"));
  for (guint i = 0; days != NULL && i < json_array_get_length (days); i++)
    {
      JsonObject *day = gaung_json_get_element_object (days, i);
      gboolean is_leave = strcmp (gaung_json_get_string (day, "kind", ""), "joint-leave") == 0;

      gaung_calendar_add_day (calendar,
                              get_day (day, "date"),
                              is_leave ? GAUNG_DAY_KIND_JOINT_LEAVE : GAUNG_DAY_KIND_HOLIDAY,
                              gaung_json_get_string (day, "name", NULL));
    }
}

void
gaung_clock_rule_free (GaungClockRule *self)
{
  if (self == NULL)
    return;
  g_free (self->key);
  g_free (self->label);
  g_free (self->start);
  g_free (self->end);
  g_strfreev (self->classes);
  g_free (self->source);
  g_free (self);
}

GPtrArray *
gaung_clock_rules_from_scheme (GaungScheme *scheme)
{
  GPtrArray *rules = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_clock_rule_free);
  JsonArray *rows = gaung_json_get_array (gaung_record_get_json (GAUNG_RECORD (scheme)), "rules");

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      GaungClockRule *rule = read_rule (gaung_json_get_element_object (rows, i));

      /* A rule of a kind that this version does not know counts nothing. */
      if (rule->start != NULL && rule->end != NULL && rule->amount > 0)
        g_ptr_array_add (rules, rule);
      else
        gaung_clock_rule_free (rule);
    }
  return rules;
}

/**
 * gaung_rules_new_from_records:
 * @records: (element-type GaungRecord): other types are passed over
 *
 * Returns: (transfer full): what these records say; no calendar means that nothing is decreed
 */
GaungRules *
gaung_rules_new_from_records (GPtrArray *records)
{
  GaungCalendar *calendar = gaung_calendar_new ();
  GPtrArray *rules = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_clock_rule_free);

  for (guint i = 0; i < records->len; i++)
    {
      GaungRecord *record = g_ptr_array_index (records, i);

      if (GAUNG_IS_CALENDAR_YEAR (record))
        add_calendar (calendar, record);
      else if (GAUNG_IS_SCHEME (record)
               && g_strcmp0 (gaung_record_get_string (record, "kind"), "clock") == 0)
        g_ptr_array_extend_and_steal (rules, gaung_clock_rules_from_scheme (GAUNG_SCHEME (record)));
    }
  return gaung_rules_new (calendar, rules);
}

GaungRules *
gaung_rules_new_builtin (void)
{
  g_autoptr (GPtrArray) records = gaung_builtin_records ();

  return gaung_rules_new_from_records (records);
}
