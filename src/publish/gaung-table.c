/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists in a cell of a table. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gaung-fold.h"
#include "gaung-json.h"
#include "gaung-service.h"
#include "gaung-table.h"

#define PART_SEPARATOR " | "

static void
append_escaped (GString *cell, const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    switch (*at)
      {
      case '\n':
        g_string_append (cell, "\\n");
        break;
      case '\r':
        g_string_append (cell, "\\r");
        break;
      case '\\':
      case '|':
        g_string_append_c (cell, '\\');
        g_string_append_c (cell, *at);
        break;
      default:
        g_string_append_c (cell, *at);
      }
}

/* Ends at a line end or at a separator that is not escaped. @at (inout): behind it */
static char *
read_escaped (const char **at, gboolean has_parts)
{
  GString *text = g_string_new (NULL);
  const char *p = *at;

  while (*p != '\0' && *p != '\n' && !(has_parts && *p == '|'))
    {
      if (*p == '\\' && p[1] != '\0' && p[1] != '\n')
        {
          p++;
          g_string_append_c (text, *p == 'n' ? '\n' : *p == 'r' ? '\r' : *p);
        }
      else if (*p != '\r' || p[1] != '\n')
        g_string_append_c (text, *p);
      p++;
    }
  *at = p;
  return g_string_free (text, FALSE);
}

static void
append_value (GString *cell, JsonNode *node)
{
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    append_escaped (cell, json_node_get_string (node));
  else
    {
      g_autofree char *text = gaung_json_node_to_text (node);

      append_escaped (cell, text);
    }
}

/* The key last: people read the others. */
static void
append_record (GString *cell, const GaungField *fields, JsonObject *object)
{
  gboolean is_first = TRUE;

  for (guint keys = 0; keys < 2; keys++)
    for (const GaungField *part = fields; part->member != NULL; part++)
      {
        gboolean is_key = (part->flags & GAUNG_FIELD_UNIQUE_KEY) != 0;
        JsonNode *node = json_object_get_member (object, part->member);

        if (is_key != (keys == 1) || node == NULL || JSON_NODE_HOLDS_NULL (node))
          continue;
        g_string_append_printf (cell, "%s%s: ", is_first ? "" : PART_SEPARATOR, part->member);
        append_value (cell, node);
        is_first = FALSE;
      }
}

static char *
write_lines (const GaungField *field, JsonArray *array)
{
  GString *cell = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = gaung_json_get_element_object (array, i);

      if (i > 0)
        g_string_append_c (cell, '\n');
      if (field->kind == GAUNG_FIELD_RECORDS && object != NULL)
        append_record (cell, field->fields, object);
      else
        append_value (cell, json_array_get_element (array, i));
    }
  return g_string_free (cell, FALSE);
}

static JsonNode *
refuse_line (const GaungField *field, guint line, const char *member, GError **error)
{
  g_set_error (error,
               GAUNG_RECORD_ERROR,
               GAUNG_RECORD_ERROR_VALUE,
               "%s, %u%s%s: not “member: value”",
               field->member,
               line,
               member != NULL ? ", " : "",
               member != NULL ? member : "");
  return NULL;
}

static gboolean
is_named (const GaungField *field, const char *name)
{
  g_autofree char *folded_name = NULL;
  g_autofree char *folded_label = NULL;

  if (strcmp (field->member, name) == 0)
    return TRUE;
  folded_name = gaung_fold (name);
  folded_label = gaung_fold (_ (field->label));
  return *folded_name != '\0' && strcmp (folded_name, folded_label) == 0;
}

/* Texts as they stand; gaung_field_from_text() would write numbers of telephones anew. */
static JsonNode *
read_value (const GaungField *field, const char *text, GError **error)
{
  g_autoptr (JsonNode) node = NULL;

  if ((field->kind != GAUNG_FIELD_STRING && field->kind != GAUNG_FIELD_TEXT) || *text == '\0')
    return gaung_field_from_text (field, text, error);
  node = json_node_init_string (json_node_alloc (), text);
  return gaung_field_check (field, node, error) ? g_steal_pointer (&node) : NULL;
}

static gboolean
read_part (const GaungField *list, guint line, const char *part, JsonObject *object, GError **error)
{
  const char *colon = strchr (part, ':');
  g_autofree char *name = colon != NULL ? g_strstrip (g_strndup (part, colon - part)) : NULL;
  const GaungField *field = list->fields;
  JsonNode *node;

  while (name != NULL && field->member != NULL && !is_named (field, name))
    field++;
  if (name == NULL || field->member == NULL)
    return refuse_line (list, line, NULL, error) != NULL;
  node = read_value (field, colon[1] == ' ' ? colon + 2 : colon + 1, error);
  if (node == NULL)
    {
      g_prefix_error (error, "%s, %u: ", list->member, line);
      return FALSE;
    }
  if (json_object_has_member (object, field->member))
    {
      json_node_unref (node);
      return refuse_line (list, line, field->member, error) != NULL;
    }
  json_object_set_member (object, field->member, node);
  return TRUE;
}

static void
complete_key (const GaungField *list, JsonObject *object)
{
  for (const GaungField *field = list->fields; field->member != NULL; field++)
    if ((field->flags & GAUNG_FIELD_UNIQUE_KEY) != 0 && field->kind == GAUNG_FIELD_STRING
        && !json_object_has_member (object, field->member))
      {
        g_autofree char *key = gaung_service_new_key ();

        json_object_set_string_member (object, field->member, key);
      }
}

/* One line. @at (inout): behind it. (transfer full) (nullable) */
static JsonObject *
read_record (const GaungField *list, guint line, const char **at, GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();

  for (;;)
    {
      g_autofree char *part = read_escaped (at, TRUE);
      gboolean is_last = **at != '|';

      /* The space of the separator; an escaped text may end with one of its own. */
      if (!is_last && g_str_has_suffix (part, " "))
        part[strlen (part) - 1] = '\0';
      if (!read_part (list, line, *part == ' ' ? part + 1 : part, object, error))
        return NULL;
      if (is_last)
        break;
      ++*at;
    }
  complete_key (list, object);
  return g_steal_pointer (&object);
}

static JsonNode *
read_lines (const GaungField *field, const char *cell, GError **error)
{
  g_autoptr (JsonArray) array = json_array_new ();
  const char *at = cell;

  for (guint line = 1; *at != '\0'; line++)
    {
      gboolean is_empty = at[strspn (at, " \t\r")] == '\n' || at[strspn (at, " \t\r")] == '\0';

      if (is_empty)
        at += strcspn (at, "\n");
      else if (field->kind == GAUNG_FIELD_RECORDS)
        {
          JsonObject *object = read_record (field, line, &at, error);

          if (object == NULL)
            return NULL;
          json_array_add_object_element (array, object);
        }
      else
        {
          g_autofree char *text = read_escaped (&at, FALSE);

          json_array_add_string_element (array, text);
        }
      if (*at == '\n')
        at++;
    }
  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
read_json (const GaungField *field, const char *cell)
{
  g_autofree char *wrapped = g_strdup_printf ("{\"v\":%s}", cell);
  g_autoptr (JsonObject) object = gaung_json_parse_object (wrapped, -1, NULL);

  return object != NULL && json_object_get_size (object) == 1 ? json_object_dup_member (object, "v")
                                                              : NULL;
}

JsonNode *
gaung_table_list_from_cell (const GaungField *field, const char *cell, GError **error)
{
  g_autoptr (JsonNode) node = NULL;

  if (*cell == '\0')
    return json_node_new (JSON_NODE_NULL);
  if (!g_utf8_validate (cell, -1, NULL))
    {
      g_set_error (
          error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_VALUE, "%s: not UTF-8", field->member);
      return NULL;
    }
  if (*cell == '[')
    node = read_json (field, cell);
  /* "ktp, kartu keluarga": what people write on one line */
  if (node == NULL && field->kind == GAUNG_FIELD_STRINGS && strchr (cell, '\n') == NULL)
    return gaung_field_from_text (field, cell, error);
  if (node == NULL)
    node = read_lines (field, cell, error);
  if (node == NULL || !gaung_field_check (field, node, error))
    return NULL;
  return g_steal_pointer (&node);
}

char *
gaung_table_list_to_cell (const GaungField *field, JsonNode *node)
{
  g_autofree char *cell = NULL;
  g_autoptr (JsonNode) again = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return g_strdup ("");
  cell = write_lines (field, json_node_get_array (node));
  again = gaung_table_list_from_cell (field, cell, NULL);
  return again != NULL && gaung_json_equal (again, node) ? g_steal_pointer (&cell)
                                                         : gaung_json_node_to_text (node);
}
