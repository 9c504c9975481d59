/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A calendar year from a file. A wrong working day makes every deadline wrong, so nothing is
 * guessed: the first day that is not right refuses the file, with its number and the reason. */

#include "config.h"

#include "gaung-calendar-import.h"

#include <glib/gi18n.h>

#include "gaung-json.h"

#define FIRST_YEAR 2000
#define LAST_YEAR 2100

G_DEFINE_QUARK (gaung - calendar - import - error - quark, gaung_calendar_import_error)

static void
set_day_error (GError **error, guint number, const char *reason)
{
  g_set_error (error,
               GAUNG_CALENDAR_IMPORT_ERROR,
               GAUNG_CALENDAR_IMPORT_ERROR_DAY,
               /* Translators: number of a row in the file and why it is wrong:
                  "Day 5 of the file: its date does not exist." */
               _ ("Day %u of the file: %s"),
               number,
               reason);
}

static gboolean
check_day (JsonObject *day, guint number, int year, GHashTable *seen, GError **error)
{
  const char *date = gaung_json_get_string (day, "date", NULL);
  const char *kind = gaung_json_get_string (day, "kind", NULL);
  const char *name = gaung_json_get_string (day, "name", NULL);
  const char *reason = NULL;
  GaungDay civil;
  int civil_year = 0;

  if (date == NULL || !gaung_day_parse (date, &civil))
    reason = _ ("it has no date that exists, written as 2028-01-31.");
  else
    gaung_day_to_ymd (civil, &civil_year, NULL, NULL);

  if (reason == NULL && civil_year != year)
    reason = _ ("its date is in another year.");
  else if (reason == NULL && g_strcmp0 (kind, "holiday") != 0
           && g_strcmp0 (kind, "joint-leave") != 0)
    reason = _ ("its kind is neither “holiday” nor “joint-leave”.");
  else if (reason == NULL && (name == NULL || *name == '\0'))
    reason = _ ("it has no name.");
  else if (reason == NULL && !g_hash_table_add (seen, g_strdup (date)))
    reason = _ ("its date is there twice.");

  if (reason != NULL)
    set_day_error (error, number, reason);

  return reason == NULL;
}

static gboolean
check_days (JsonArray *days, int year, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < json_array_get_length (days); i++)
    {
      JsonNode *node = json_array_get_element (days, i);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        {
          set_day_error (error, i + 1, _ ("it is not a day."));
          return FALSE;
        }
      if (!check_day (json_node_get_object (node), i + 1, year, seen, error))
        return FALSE;
    }

  return TRUE;
}

static JsonObject *
parse (const char *text, gssize length, GError **error)
{
  JsonObject *object = gaung_json_parse_object (text, length, NULL);

  if (object == NULL)
    g_set_error_literal (error,
                         GAUNG_CALENDAR_IMPORT_ERROR,
                         GAUNG_CALENDAR_IMPORT_ERROR_JSON,
                         _ ("This file is not a calendar: it holds no JSON object."));

  return object;
}

static gboolean
check (JsonObject *object, GError **error)
{
  gint64 year = gaung_json_get_integer (object, "year", 0);
  const char *decree = gaung_json_get_string (object, "decree", "");

  if (year < FIRST_YEAR || year > LAST_YEAR)
    {
      g_set_error_literal (error,
                           GAUNG_CALENDAR_IMPORT_ERROR,
                           GAUNG_CALENDAR_IMPORT_ERROR_YEAR,
                           _ ("The file does not say for which year it is (\"year\": 2028)."));
      return FALSE;
    }
  if (*decree == '\0')
    {
      g_set_error_literal (error,
                           GAUNG_CALENDAR_IMPORT_ERROR,
                           GAUNG_CALENDAR_IMPORT_ERROR_DECREE,
                           _ ("The file does not name the decree (\"decree\"). A year counts only "
                              "once it is decreed."));
      return FALSE;
    }
  if (gaung_json_get_array (object, "days") == NULL)
    {
      set_day_error (error, 1, _ ("the file has no list of days (\"days\")."));
      return FALSE;
    }

  return check_days (gaung_json_get_array (object, "days"), year, error);
}

/* Only what a calendar has; anything else in the file is left out. */
static JsonNode *
copy_days (JsonArray *days)
{
  static const char *const members[] = { "date", "kind", "name" };
  JsonArray *copy = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < json_array_get_length (days); i++)
    {
      JsonObject *day = json_array_get_object_element (days, i);
      JsonObject *clean = json_object_new ();

      for (guint j = 0; j < G_N_ELEMENTS (members); j++)
        json_object_set_string_member (
            clean, members[j], gaung_json_get_string (day, members[j], ""));
      if (gaung_json_get_boolean (day, "added", FALSE))
        json_object_set_boolean_member (clean, "added", TRUE);
      json_array_add_object_element (copy, clean);
    }
  json_node_take_array (node, copy);

  return node;
}

GaungRecord *
gaung_calendar_import (const char *text,
                       gssize length,
                       GaungRecord *existing,
                       const GaungActor *actor,
                       GaungInstant now,
                       GError **error)
{
  g_autoptr (JsonObject) object = parse (text, length, error);
  g_autoptr (GaungRecord) record = NULL;
  g_autoptr (JsonNode) days = NULL;
  const char *source;

  if (object == NULL || !check (object, error))
    return NULL;

  record = existing ? gaung_record_copy (existing) : gaung_record_new ("calendar", actor, now);
  days = copy_days (gaung_json_get_array (object, "days"));
  source = gaung_json_get_string (object, "source", NULL);
  if (!gaung_record_set_integer (record, "year", gaung_json_get_integer (object, "year", 0), error)
      || !gaung_record_set_string (
          record, "decree", gaung_json_get_string (object, "decree", NULL), error)
      || !gaung_record_set_string (record, "source", source, error)
      || !gaung_record_set_node (record, "days", days, error)
      || !gaung_record_validate (record, error))
    return NULL;

  return g_steal_pointer (&record);
}

int
gaung_calendar_import_get_year (const char *text, gssize length)
{
  g_autoptr (JsonObject) object = gaung_json_parse_object (text, length, NULL);

  return object ? gaung_json_get_integer (object, "year", 0) : 0;
}
