/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is wrong with a service that is being written, said to whoever writes it. */

#include "config.h"

#include "gaung-edit-check.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gaung-format.h"
#include "gaung-json.h"
#include "gaung-opening-hours.h"
#include "gaung-service-words.h"

#define FIRST_YEAR 1945
#define LAST_YEAR 9999

/* While the field is empty. */
static const struct
{
  const char *member;
  const char *hint;
} hints[] = {
  { "keywords", N_ ("What people call it, with commas between, e.g. kartu kuning, cari kerja") },
  { "languages", N_ ("Codes with commas between, e.g. id, jv, en") },
  { "sources", N_ ("Where this was read, with semicolons between") },
  { "group", N_ ("Documents with the same word here are alternatives: one of them is enough") },
  { "hours", N_ ("e.g. Mo-Th 08:00-15:00; Fr 08:00-11:00, or 24/7") },
  { "url", N_ ("e.g. https://ppid.surakarta.go.id") },
  { "telephone", N_ ("e.g. (0271) 2931667, 0812 2506 7171 or 112") },
  { "time_text", N_ ("As the standard says it; empty: the number below is shown") },
  { "alert_until", N_ ("e.g. 24/11/2026; empty: until somebody removes it") },
  { "closed_until", N_ ("e.g. 24/11/2026; empty: until further notice") },
  { "closed_from", N_ ("e.g. 24/11/2026") },
  { "amount", N_ ("A number, e.g. 20") },
  { "decree_year", N_ ("e.g. 2024") },
};

const GaungField *
gaung_edit_find_field (const GaungField *fields, const char *member)
{
  for (const GaungField *field = fields; field->name != NULL; field++)
    if (strcmp (field->member, member) == 0)
      return field;
  return NULL;
}

static gboolean
is_empty (JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) == 0;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      g_autofree char *text = g_strstrip (json_node_dup_string (node));

      return *text == '\0';
    }
  return FALSE;
}

static gboolean
is_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

/* ---- One kind after the other; NULL: right ---- */

static const char *
check_number (const GaungField *field, JsonNode *node)
{
  gint64 number;

  if (is_text (node))
    return *json_node_get_string (node) == '-' && field->kind == GAUNG_FIELD_MONEY
               ? _ ("It cannot be less than nothing.")
               : _ ("Write a number, e.g. 350000.");
  number = json_node_get_int (node);
  if (number < 0)
    return _ ("It cannot be less than nothing.");
  if (strcmp (field->member, "decree_year") == 0 && (number < FIRST_YEAR || number > LAST_YEAR))
    return _ ("Write the year with four digits, e.g. 2024.");
  return gaung_field_check (field, node, NULL) ? NULL : _ ("This number is too large.");
}

static gboolean
read_day (JsonObject *object, const char *member, GaungDay *day)
{
  const char *text = gaung_json_get_string (object, member, NULL);

  return text != NULL && gaung_day_parse (text, day);
}

static const char *
check_day (const GaungField *field, JsonNode *node, JsonObject *object)
{
  GaungDay from, until;

  if (!gaung_field_check (field, node, NULL))
    return _ ("There is no such day. Write it as 24/11/2026.");
  if (strcmp (field->member, "closed_until") == 0 && read_day (object, "closed_from", &from)
      && read_day (object, "closed_until", &until) && until < from)
    return _ ("The last day lies before the first.");
  return NULL;
}

/* What gaung_service_channel_to_uri() makes of one member alone. */
static gboolean
gives_uri (const char *kind, const char *member, const char *text)
{
  g_autoptr (JsonObject) channel = json_object_new ();
  g_autofree char *uri = NULL;

  json_object_set_string_member (channel, "kind", kind);
  json_object_set_string_member (channel, member, text);
  uri = gaung_service_channel_to_uri (channel);
  return uri != NULL;
}

static const char *
check_web_address (const char *text)
{
  const char *scheme = g_uri_peek_scheme (text);

  if (scheme == NULL || (strcmp (scheme, "http") != 0 && strcmp (scheme, "https") != 0))
    return _ ("A web address begins with https:// or http://.");
  return gives_uri ("website", "url", text) ? NULL : _ ("This is not a web address.");
}

static const char *
check_string (const GaungField *field, const char *text)
{
  g_autoptr (JsonObject) channel = NULL;
  g_autoptr (GaungOpeningHours) hours = NULL;
  g_autofree char *number = NULL;

  if (strcmp (field->member, "url") == 0)
    return check_web_address (text);
  if (strcmp (field->member, "email") == 0)
    return gives_uri ("email", "email", text) ? NULL : _ ("This is not an email address.");
  if (strcmp (field->member, "hours") == 0)
    {
      hours = gaung_opening_hours_parse (text, NULL);
      return hours != NULL ? NULL : _ ("Write it as Mo-Th 08:00-15:00; Fr 08:00-11:00, or 24/7.");
    }
  if (strcmp (field->member, "telephone") != 0)
    return NULL;
  channel = json_object_new ();
  json_object_set_string_member (channel, "telephone", text);
  number = gaung_service_channel_get_number (channel);
  return number != NULL ? NULL : _ ("This is not a telephone number.");
}

static const char *
check_node (const GaungField *field, JsonNode *node, JsonObject *object)
{
  if (field->kind == GAUNG_FIELD_INTEGER || field->kind == GAUNG_FIELD_MONEY)
    return check_number (field, node);
  if (field->kind == GAUNG_FIELD_DATE)
    return check_day (field, node, object);
  if (field->kind != GAUNG_FIELD_STRING && field->kind != GAUNG_FIELD_TEXT)
    return gaung_field_check (field, node, NULL) ? NULL : _ ("This cannot be used here.");
  if (!gaung_field_check (field, node, NULL))
    return _ ("This is too long.");
  return check_string (field, json_node_get_string (node));
}

char *
gaung_edit_find_problem (const GaungField *field, JsonObject *object)
{
  JsonNode *node;

  g_return_val_if_fail (field != NULL, NULL);

  node = json_object_get_member (object, field->member);
  if (is_empty (node))
    return (field->flags & GAUNG_FIELD_REQUIRED) != 0 ? g_strdup (_ ("This is needed.")) : NULL;
  if (field->kind == GAUNG_FIELD_RECORDS)
    return NULL; /* each of its members is looked at by itself */
  return g_strdup (check_node (field, node, object));
}

/* ---- How it is understood ---- */

static char *
read_back (const GaungField *field, JsonNode *node)
{
  g_autoptr (GaungOpeningHours) hours = NULL;
  GaungDay day;

  if (field->kind == GAUNG_FIELD_MONEY)
    return gaung_format_money (json_node_get_int (node));
  if (field->kind == GAUNG_FIELD_DATE && gaung_day_parse (json_node_get_string (node), &day))
    return gaung_format_day_long (day);
  if (strcmp (field->member, "hours") != 0)
    return NULL;
  hours = gaung_opening_hours_parse (json_node_get_string (node), NULL);
  return hours != NULL ? gaung_opening_hours_to_display (hours) : NULL;
}

char *
gaung_edit_get_hint (const GaungField *field, JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, field->member);
  g_autofree char *reading = NULL;

  if (!is_empty (node))
    {
      g_autofree char *problem = gaung_edit_find_problem (field, object);

      reading = problem == NULL ? read_back (field, node) : NULL;
      /* Translators: how a date, an amount or opening hours are understood, e.g. "Reads as
       * Senin–Kamis 08.00–15.00" */
      return reading != NULL ? g_strdup_printf (_ ("Reads as %s"), reading) : NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (hints); i++)
    if (strcmp (hints[i].member, field->member) == 0)
      return g_strdup (_ (hints[i].hint));
  return NULL;
}

/* ---- The whole of it ---- */

static gboolean
find_inner_problem (const GaungField *field, JsonArray *array, GaungEditPlace *place)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    for (const GaungField *inner = field->fields; inner->name != NULL; inner++)
      {
        JsonObject *object = gaung_json_get_element_object (array, i);
        g_autofree char *problem = object != NULL ? gaung_edit_find_problem (inner, object) : NULL;

        if (problem == NULL)
          continue;
        *place = (GaungEditPlace) { .field = field, .position = i, .inner = inner };
        return TRUE;
      }
  return FALSE;
}

gboolean
gaung_edit_find_first_problem (const GaungField *fields,
                               JsonObject *document,
                               GaungEditPlace *place)
{
  for (const GaungField *field = fields; field->name != NULL; field++)
    {
      g_autofree char *problem = gaung_edit_find_problem (field, document);

      if (problem != NULL)
        {
          *place = (GaungEditPlace) { .field = field };
          return TRUE;
        }
      if (field->kind == GAUNG_FIELD_RECORDS
          && find_inner_problem (field, gaung_json_get_array (document, field->member), place))
        return TRUE;
    }
  return FALSE;
}

static void
drop_problems (const GaungField *fields, JsonObject *object)
{
  for (const GaungField *field = fields; field->name != NULL; field++)
    {
      g_autofree char *problem = gaung_edit_find_problem (field, object);
      JsonArray *array = gaung_json_get_array (object, field->member);

      if (problem != NULL && json_object_has_member (object, field->member))
        json_object_remove_member (object, field->member);
      else if (field->kind == GAUNG_FIELD_RECORDS)
        for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
          drop_problems (field->fields, gaung_json_get_element_object (array, i));
    }
}

/* A sub-record without its required members could not be shown. */
static void
drop_unfinished (const GaungField *field, JsonArray *array)
{
  for (guint i = json_array_get_length (array); i-- > 0;)
    {
      JsonObject *object = gaung_json_get_element_object (array, i);
      gboolean is_whole = object != NULL;

      for (const GaungField *inner = field->fields; is_whole && inner->name != NULL; inner++)
        is_whole = (inner->flags & GAUNG_FIELD_REQUIRED) == 0
                   || !is_empty (json_object_get_member (object, inner->member));
      if (!is_whole)
        json_array_remove_element (array, i);
    }
}

JsonObject *
gaung_edit_drop_problems (const GaungField *fields, JsonObject *document)
{
  JsonObject *copy = gaung_json_copy (document);

  drop_problems (fields, copy);
  for (const GaungField *field = fields; field->name != NULL; field++)
    if (field->kind == GAUNG_FIELD_RECORDS && gaung_json_get_array (copy, field->member) != NULL)
      drop_unfinished (field, gaung_json_get_array (copy, field->member));
  return copy;
}

static void
tidy_member (const GaungField *field, JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, field->member);
  g_autofree char *text = NULL;

  if (node == NULL)
    return;
  if (is_empty (node))
    {
      json_object_remove_member (object, field->member);
      return;
    }
  if (!is_text (node))
    return;
  text = g_strstrip (json_node_dup_string (node));
  if (strcmp (text, json_node_get_string (node)) != 0)
    json_object_set_string_member (object, field->member, text);
}

void
gaung_edit_tidy (const GaungField *fields, JsonObject *document)
{
  for (const GaungField *field = fields; field->name != NULL; field++)
    {
      JsonArray *array = field->kind == GAUNG_FIELD_RECORDS
                             ? gaung_json_get_array (document, field->member)
                             : NULL;

      for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
        gaung_edit_tidy (field->fields, gaung_json_get_element_object (array, i));
      tidy_member (field, document);
    }
}
