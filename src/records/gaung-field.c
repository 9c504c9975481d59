/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a field accepts. Messages name the member and the reason, never the value. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gaung-json.h"
#include "gaung-record-private.h"
#include "gaung-ulid.h"

#define STRING_BYTES 1024
#define TEXT_BYTES (64 * 1024)
/* The longest list that a document may have: what is longer belongs into records of its own. */
#define MAX_ELEMENTS 1000

static gboolean
fail (const GaungField *field, GError **error, const char *reason)
{
  g_set_error (
      error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_VALUE, "%s: %s", field->member, reason);
  return FALSE;
}

static guint
get_max_bytes (const GaungField *field)
{
  if (field->max_bytes > 0)
    return field->max_bytes;
  return field->kind == GAUNG_FIELD_TEXT || field->kind == GAUNG_FIELD_LOCALIZED ? TEXT_BYTES
                                                                                 : STRING_BYTES;
}

static const char *
get_string (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static gboolean
check_string (const GaungField *field, JsonNode *node, GError **error)
{
  const char *text = get_string (node);

  if (text == NULL)
    return fail (field, error, "not a string");
  if (strlen (text) > get_max_bytes (field))
    {
      g_set_error (error,
                   GAUNG_RECORD_ERROR,
                   GAUNG_RECORD_ERROR_VALUE,
                   "%s: longer than %u bytes",
                   field->member,
                   get_max_bytes (field));
      return FALSE;
    }
  if (!g_utf8_validate (text, -1, NULL))
    return fail (field, error, "not UTF-8");
  return TRUE;
}

static gboolean
check_integer (const GaungField *field, JsonNode *node, GError **error)
{
  gint64 value;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return fail (field, error, "not an integer");
  value = json_node_get_int (node);
  if (value > GAUNG_JSON_MAX_INTEGER || value < -GAUNG_JSON_MAX_INTEGER)
    return fail (field, error, "beyond 2^53");
  if (field->kind == GAUNG_FIELD_MONEY && value < 0)
    return fail (field, error, "less than nothing");
  return TRUE;
}

static gboolean
check_enum (const GaungField *field, JsonNode *node, GError **error)
{
  const char *nick = get_string (node);

  if (nick == NULL)
    return fail (field, error, "not a string");
  for (const GaungEnumValue *value = field->enumeration; value->nick != NULL; value++)
    if (strcmp (value->nick, nick) == 0)
      return TRUE;
  return fail (field, error, "not one of the values it can have");
}

static gboolean
check_reference (const GaungField *field, JsonNode *node, GError **error)
{
  const char *id = get_string (node);

  if (id == NULL || !gaung_id_is_valid (id, field->target))
    return fail (field, error, "not the id of a record");
  return TRUE;
}

static gboolean
check_strings (const GaungField *field, JsonNode *node, GError **error)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (field, error, "not a list");
  array = json_node_get_array (node);
  if (json_array_get_length (array) > MAX_ELEMENTS)
    return fail (field, error, "a list with more than 1000 elements");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!check_string (field, element, error))
        return FALSE;
      if (field->target != NULL && !check_reference (field, element, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_record (const GaungField *field, JsonObject *object, GError **error)
{
  for (const GaungField *part = field->fields; part->member != NULL; part++)
    if (!gaung_field_check (part, json_object_get_member (object, part->member), error))
      {
        g_prefix_error (error, "%s.", field->member);
        return FALSE;
      }
  return TRUE;
}

static gboolean
check_records (const GaungField *field, JsonNode *node, GError **error)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (field, error, "not a list");
  array = json_node_get_array (node);
  if (json_array_get_length (array) > MAX_ELEMENTS)
    return fail (field, error, "a list with more than 1000 elements");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (element))
        return fail (field, error, "an element that is not an object");
      if (!check_record (field, json_node_get_object (element), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_localized (const GaungField *field, JsonNode *node, GError **error)
{
  JsonObjectIter iter;
  const char *language;
  JsonNode *text;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (field, error, "not a text by language");
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &language, &text))
    {
      gsize length = strspn (language, "abcdefghijklmnopqrstuvwxyz");

      if (length < 2 || length > 3 || language[length] != '\0')
        return fail (field, error, "not a language");
      if (!check_string (field, text, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
gaung_id_is_valid (const char *id, const char *type)
{
  const char *colon = strchr (id, ':');
  gsize length;

  if (colon == NULL)
    return FALSE;
  length = colon - id;
  if (type != NULL && (strlen (type) != length || strncmp (id, type, length) != 0))
    return FALSE;
  if (length == strlen ("attachment") && g_str_has_prefix (id, "attachment:"))
    return strspn (colon + 1, "0123456789abcdef") == 64 && colon[65] == '\0';
  return length > 0 && strspn (id, "abcdefghijklmnopqrstuvwxyz-") == length
         && gaung_ulid_is_valid (colon + 1);
}

gboolean
gaung_field_is_filled (JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return FALSE;
  if (get_string (node) != NULL)
    return *get_string (node) != '\0';
  return TRUE;
}

const GaungField *
gaung_fields_find (const GaungField *fields, const char *member)
{
  for (const GaungField *field = fields; field->member != NULL; field++)
    if (strcmp (field->member, member) == 0)
      return field;
  return NULL;
}

gboolean
gaung_field_check_value (const GaungField *field, JsonNode *node, GError **error)
{
  gint64 instant;
  gint32 day;

  switch (field->kind)
    {
    case GAUNG_FIELD_STRING:
    case GAUNG_FIELD_TEXT:
      return check_string (field, node, error);
    case GAUNG_FIELD_INTEGER:
    case GAUNG_FIELD_MONEY:
      return check_integer (field, node, error);
    case GAUNG_FIELD_BOOLEAN:
      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
        return fail (field, error, "neither true nor false");
      return TRUE;
    case GAUNG_FIELD_DATE:
      return gaung_day_parse (get_string (node), &day)
             || fail (field, error, "not a date (YYYY-MM-DD)");
    case GAUNG_FIELD_INSTANT:
      return gaung_instant_parse (get_string (node), &instant)
             || fail (field, error, "not an instant (RFC 3339)");
    case GAUNG_FIELD_ENUM:
      return check_enum (field, node, error);
    case GAUNG_FIELD_STRINGS:
      return check_strings (field, node, error);
    case GAUNG_FIELD_REFERENCE:
      return check_reference (field, node, error);
    case GAUNG_FIELD_RECORDS:
      return check_records (field, node, error);
    case GAUNG_FIELD_LOCALIZED:
      return check_localized (field, node, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

gboolean
gaung_field_check (const GaungField *field, JsonNode *node, GError **error)
{
  g_return_val_if_fail (field != NULL, FALSE);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return (field->flags & GAUNG_FIELD_REQUIRED) == 0 || fail (field, error, "is missing");
  return gaung_field_check_value (field, node, error);
}

/**
 * gaung_enum_get_label:
 *
 * Returns: (transfer none): the translated label, or @nick itself where the table does not have it;
 * "" for %NULL
 */
const char *
gaung_enum_get_label (const GaungEnumValue *values, const char *nick)
{
  if (nick == NULL)
    return "";
  for (const GaungEnumValue *value = values; value != NULL && value->nick != NULL; value++)
    if (strcmp (value->nick, nick) == 0)
      return value->context != NULL ? g_dpgettext2 (GETTEXT_PACKAGE, value->context, value->label)
                                    : g_dgettext (GETTEXT_PACKAGE, value->label);
  return nick;
}
