/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values of fields as words, for people and CSV, and back. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gaung-fold.h"
#include "gaung-format.h"
#include "gaung-identity.h"
#include "gaung-json.h"
#include "gaung-place.h"
#include "gaung-record-private.h"

#define LIST_SEPARATOR "; "

static const char *
get_string (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : "";
}

static char *
mask_value (const GaungField *field, JsonNode *node)
{
  const char *text = get_string (node);

  if (strcmp (field->member, "name") == 0)
    return gaung_mask_name (text);
  if (strcmp (field->member, "nik") == 0 || strcmp (field->member, "kk") == 0)
    return gaung_mask_number (text);
  if (strcmp (field->member, "telephone") == 0)
    return gaung_mask_telephone (text);
  if (strcmp (field->member, "email") == 0)
    return gaung_mask_email (text);
  return gaung_mask_text ("x");
}

static char *
display_string (const GaungField *field, JsonNode *node)
{
  const char *text = get_string (node);
  const GaungPlace *place;

  if ((field->flags & GAUNG_FIELD_PLACE) != 0)
    {
      place = gaung_place_find (text);
      return g_strdup (place != NULL ? place->name : text);
    }
  if (strcmp (field->member, "telephone") == 0)
    return gaung_telephone_to_display (text);
  if (field->enumeration != NULL)
    return g_strdup (gaung_enum_get_label (field->enumeration, text));
  return g_strdup (text);
}

static char *
display_strings (JsonNode *node)
{
  g_autoptr (GString) text = g_string_new (NULL);
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      if (i > 0)
        g_string_append (text, LIST_SEPARATOR);
      g_string_append (text, get_string (json_array_get_element (array, i)));
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* A key tells machines which element it is; people see it only where there is nothing else. */
static gboolean
is_for_machines (const GaungField *part)
{
  return (part->flags & GAUNG_FIELD_UNIQUE_KEY) != 0 && part->kind == GAUNG_FIELD_STRING;
}

/* "24/11/2026, holiday, Natal; …" */
static char *
display_records (const GaungField *field, JsonNode *node, gboolean mask)
{
  g_autoptr (GString) text = g_string_new (NULL);
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = gaung_json_get_element_object (array, i);
      g_autofree char *key = NULL;
      gboolean is_first = TRUE;

      if (i > 0)
        g_string_append (text, LIST_SEPARATOR);
      for (const GaungField *part = field->fields; object != NULL && part->member != NULL; part++)
        {
          g_autofree char *value
              = gaung_field_to_display (part, json_object_get_member (object, part->member), mask);

          if (is_for_machines (part))
            g_set_str (&key, value);
          else if (*value != '\0')
            {
              g_string_append_printf (text, "%s%s", is_first ? "" : ", ", value);
              is_first = FALSE;
            }
        }
      if (is_first && key != NULL)
        g_string_append (text, key);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* In the language of the interface, or Indonesian, or whatever there is. */
static char *
display_localized (JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *const *languages = g_get_language_names ();
  const char *text = NULL;

  for (gsize i = 0; text == NULL && languages[i] != NULL; i++)
    text = gaung_json_get_string (object, languages[i], NULL);
  if (text == NULL)
    text = gaung_json_get_string (object, "id", NULL);
  if (text == NULL && object != NULL)
    {
      JsonObjectIter iter;
      JsonNode *part;

      json_object_iter_init_ordered (&iter, object);
      if (json_object_iter_next_ordered (&iter, NULL, &part))
        text = get_string (part);
    }
  return g_strdup (text != NULL ? text : "");
}

static char *
display_instant (JsonNode *node)
{
  GaungInstant instant;
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;

  if (!gaung_instant_parse (get_string (node), &instant))
    return g_strdup (get_string (node));
  day = gaung_format_day_short (gaung_day_of_instant (instant));
  time = gaung_format_time (instant);
  return g_strdup_printf ("%s %s", day, time);
}

static char *
display_day (JsonNode *node)
{
  GaungDay day;

  return gaung_day_parse (get_string (node), &day) ? gaung_format_day_short (day)
                                                   : g_strdup (get_string (node));
}

static char *
display_number (const GaungField *field, JsonNode *node)
{
  gint64 value;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return g_strdup ("");
  value = json_node_get_int (node);
  if (field->kind == GAUNG_FIELD_MONEY)
    return gaung_format_money (value);
  /* A year is no quantity: no points in it. */
  if (strcmp (field->member, "year") == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, value);
  return gaung_format_number (value);
}

char *
gaung_field_to_display (const GaungField *field, JsonNode *node, gboolean mask)
{
  g_return_val_if_fail (field != NULL, NULL);

  if (!gaung_field_is_filled (node))
    return g_strdup ("");
  if (mask && (field->flags & GAUNG_FIELD_PERSONAL) != 0)
    return mask_value (field, node);

  switch (field->kind)
    {
    case GAUNG_FIELD_INTEGER:
    case GAUNG_FIELD_MONEY:
      return display_number (field, node);
    case GAUNG_FIELD_BOOLEAN:
      return g_strdup (json_node_get_boolean (node) ? C_ ("answer", "Yes") : C_ ("answer", "No"));
    case GAUNG_FIELD_DATE:
      return display_day (node);
    case GAUNG_FIELD_INSTANT:
      return display_instant (node);
    case GAUNG_FIELD_ENUM:
      return g_strdup (gaung_enum_get_label (field->enumeration, get_string (node)));
    case GAUNG_FIELD_STRINGS:
      return display_strings (node);
    case GAUNG_FIELD_RECORDS:
      return display_records (field, node, mask);
    case GAUNG_FIELD_LOCALIZED:
      return display_localized (node);
    case GAUNG_FIELD_STRING:
    case GAUNG_FIELD_TEXT:
    case GAUNG_FIELD_REFERENCE:
    default:
      return display_string (field, node);
    }
}

static JsonNode *
fail (const GaungField *field, GError **error, const char *reason)
{
  g_set_error (
      error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_VALUE, "%s: %s", field->member, reason);
  return NULL;
}

static JsonNode *
make_string (const char *text)
{
  return json_node_init_string (json_node_alloc (), text);
}

static gboolean
is_same_word (const char *a, const char *b)
{
  g_autofree char *folded_a = gaung_fold (a);
  g_autofree char *folded_b = gaung_fold (b);

  return strcmp (folded_a, folded_b) == 0;
}

/* By nick or by label; NULL when it is neither. */
static const char *
find_nick (const GaungEnumValue *values, const char *text)
{
  for (const GaungEnumValue *value = values; value->nick != NULL; value++)
    if (strcmp (value->nick, text) == 0
        || is_same_word (gaung_enum_get_label (values, value->nick), text))
      return value->nick;
  return NULL;
}

static JsonNode *
read_string (const GaungField *field, const char *text)
{
  if ((field->flags & GAUNG_FIELD_PLACE) != 0)
    {
      gboolean is_district = strcmp (field->member, "district") == 0;
      const GaungPlace *place = gaung_place_find (text);

      if (place == NULL)
        place = gaung_place_match (text, is_district);
      return make_string (place != NULL ? place->code : text);
    }
  if (strcmp (field->member, "telephone") == 0)
    {
      g_autofree char *e164 = gaung_telephone_normalize (text, NULL);

      return make_string (e164 != NULL ? e164 : text);
    }
  if (field->enumeration != NULL)
    {
      const char *nick = find_nick (field->enumeration, text);

      return make_string (nick != NULL ? nick : text);
    }
  return make_string (text);
}

/* "1.234.567", "Rp450.000", "Rp450.000,00", "-12". */
static JsonNode *
read_integer (const GaungField *field, const char *text, GError **error)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  gint64 value;

  if (field->kind == GAUNG_FIELD_MONEY)
    {
      if (g_ascii_strncasecmp (text, "Rp", 2) == 0)
        text += text[2] == '.' ? 3 : 2;
      while (*text == ' ')
        text++;
    }
  for (; *text != '\0'; text++)
    {
      if (g_ascii_isdigit (*text) || (*text == '-' && digits->len == 0))
        g_string_append_c (digits, *text);
      else if (*text == '.' && strspn (text + 1, "0123456789") == 3)
        continue;
      else if (field->kind == GAUNG_FIELD_MONEY
               && (strcmp (text, ",00") == 0 || strcmp (text, ",-") == 0))
        break;
      else
        return fail (field, error, "not a number");
    }
  if (!g_ascii_string_to_signed (
          digits->str, 10, -GAUNG_JSON_MAX_INTEGER, GAUNG_JSON_MAX_INTEGER, &value, NULL))
    return fail (field, error, "not a number");
  return json_node_init_int (json_node_alloc (), value);
}

static JsonNode *
read_boolean (const GaungField *field, const char *text, GError **error)
{
  static const char *const yes[] = { "true", "yes", "ya", "1", "benar", "y" };
  static const char *const no[] = { "false", "no", "tidak", "0", "salah", "n", "t" };
  g_autofree char *folded = gaung_fold (text);

  for (gsize i = 0; i < G_N_ELEMENTS (yes); i++)
    if (strcmp (folded, yes[i]) == 0)
      return json_node_init_boolean (json_node_alloc (), TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (no); i++)
    if (strcmp (folded, no[i]) == 0)
      return json_node_init_boolean (json_node_alloc (), FALSE);
  return fail (field, error, "neither yes nor no");
}

static JsonNode *
read_day (const GaungField *field, const char *text, GError **error)
{
  g_autofree char *stored = NULL;
  GaungDay day;

  if (!gaung_parse_day (text, &day))
    return fail (field, error, "not a date");
  stored = gaung_day_to_text (day);
  return make_string (stored);
}

/* RFC 3339, or a day in WIB with or without "15.07" or "15:07". */
static JsonNode *
read_instant (const GaungField *field, const char *text, GError **error)
{
  g_autofree char *stored = NULL;
  const char *space = strrchr (text, ' ');
  int hours = 0, minutes = 0;
  GaungInstant instant;
  GaungDay day;

  if (!gaung_instant_parse (text, &instant))
    {
      gboolean has_time
          = space != NULL && strlen (space + 1) == 5 && strspn (space + 1, "0123456789") == 2
            && (space[3] == '.' || space[3] == ':') && strspn (space + 4, "0123456789") == 2;
      g_autofree char *date = has_time ? g_strndup (text, space - text) : g_strdup (text);

      if (has_time)
        {
          hours = (int) g_ascii_strtoll (space + 1, NULL, 10);
          minutes = (int) g_ascii_strtoll (space + 4, NULL, 10);
        }
      if (!gaung_parse_day (date, &day) || hours > 23 || minutes > 59)
        return fail (field, error, "not a date and time");
      instant = gaung_day_get_start (day) + hours * GAUNG_HOUR + minutes * GAUNG_MINUTE;
    }
  stored = gaung_instant_to_text (instant);
  return stored != NULL ? make_string (stored) : fail (field, error, "not a date and time");
}

static JsonNode *
read_strings (const char *text)
{
  g_autoptr (JsonArray) array = json_array_new ();
  /* A list of names may hold commas: they only part where nothing else does. */
  const char *separators = strpbrk (text, ";\n") != NULL ? ";\n" : ",";
  g_auto (GStrv) parts = g_strsplit_set (text, separators, -1);

  for (gsize i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      json_array_add_string_element (array, parts[i]);
  return json_node_init_array (json_node_alloc (), array);
}

/* As stored: lists of sub-records and texts by language have no form in words. */
static JsonNode *
read_json (const GaungField *field, const char *text, GError **error)
{
  g_autofree char *wrapped = g_strdup_printf ("{\"v\":%s}", text);
  g_autoptr (JsonObject) object = gaung_json_parse_object (wrapped, -1, NULL);

  if (object == NULL || json_object_get_size (object) != 1)
    return fail (field, error, "not JSON");
  return json_object_dup_member (object, "v");
}

static JsonNode *
read_localized (const GaungField *field, const char *text, GError **error)
{
  g_autoptr (JsonObject) object = NULL;

  if (*text == '{')
    return read_json (field, text, error);
  object = json_object_new ();
  json_object_set_string_member (object, "id", text);
  return json_node_init_object (json_node_alloc (), object);
}

static JsonNode *
read_node (const GaungField *field, const char *text, GError **error)
{
  const char *nick;

  switch (field->kind)
    {
    case GAUNG_FIELD_INTEGER:
    case GAUNG_FIELD_MONEY:
      return read_integer (field, text, error);
    case GAUNG_FIELD_BOOLEAN:
      return read_boolean (field, text, error);
    case GAUNG_FIELD_DATE:
      return read_day (field, text, error);
    case GAUNG_FIELD_INSTANT:
      return read_instant (field, text, error);
    case GAUNG_FIELD_ENUM:
      nick = find_nick (field->enumeration, text);
      return nick != NULL ? make_string (nick)
                          : fail (field, error, "not one of the values it can have");
    case GAUNG_FIELD_STRINGS:
      return read_strings (text);
    case GAUNG_FIELD_RECORDS:
      return read_json (field, text, error);
    case GAUNG_FIELD_LOCALIZED:
      return read_localized (field, text, error);
    case GAUNG_FIELD_STRING:
    case GAUNG_FIELD_TEXT:
    case GAUNG_FIELD_REFERENCE:
    default:
      return read_string (field, text);
    }
}

JsonNode *
gaung_field_from_text (const GaungField *field, const char *text, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *stripped = NULL;

  g_return_val_if_fail (field != NULL, NULL);

  if (text == NULL || *text == '\0')
    return json_node_new (JSON_NODE_NULL);
  if (!g_utf8_validate (text, -1, NULL))
    return fail (field, error, "not UTF-8");
  if (field->kind != GAUNG_FIELD_STRING && field->kind != GAUNG_FIELD_TEXT)
    text = stripped = g_strstrip (g_strdup (text));

  node = read_node (field, text, error);
  if (node == NULL || !gaung_field_check (field, node, error))
    return NULL;
  return g_steal_pointer (&node);
}
