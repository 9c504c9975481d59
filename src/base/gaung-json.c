/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON out, copies, and reading of members that may be of any kind; in is gaung-json-parse.c. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "gaung-json.h"

/* clang-format off */
G_DEFINE_QUARK (gaung-json-error-quark, gaung_json_error)
/* clang-format on */

static void write_node (GString *text, JsonNode *node);

static void
write_string (GString *text, const char *string)
{
  const char *from = string;
  const char *at;

  g_string_append_c (text, '"');
  for (at = string; *at != '\0'; at++)
    {
      const char *escape = NULL;
      char buffer[8];

      if (*at == '"')
        escape = "\\\"";
      else if (*at == '\\')
        escape = "\\\\";
      else if (*at == '\n')
        escape = "\\n";
      else if (*at == '\r')
        escape = "\\r";
      else if (*at == '\t')
        escape = "\\t";
      else if ((guchar) *at < 0x20)
        {
          g_snprintf (buffer, sizeof buffer, "\\u%04x", (guint) *at);
          escape = buffer;
        }
      if (escape == NULL)
        continue;
      g_string_append_len (text, from, at - from);
      g_string_append (text, escape);
      from = at + 1;
    }
  g_string_append_len (text, from, at - from);
  g_string_append_c (text, '"');
}

/* The shortest of three that reads back as the same number; always recognisable as no integer. */
static void
write_double (GString *text, double number)
{
  static const char *const patterns[] = { "%.15g", "%.16g", "%.17g" };
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_ascii_formatd (buffer, sizeof buffer, patterns[i], number);
      if (g_ascii_strtod (buffer, NULL) == number)
        break;
    }
  g_string_append (text, buffer);
  if (strpbrk (buffer, ".e") == NULL)
    g_string_append (text, ".0");
}

static void
write_value (GString *text, JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    write_string (text, json_node_get_string (node));
  else if (type == G_TYPE_BOOLEAN)
    g_string_append (text, json_node_get_boolean (node) ? "true" : "false");
  else if (type == G_TYPE_DOUBLE)
    write_double (text, json_node_get_double (node));
  else
    {
      char buffer[24];

      g_snprintf (buffer, sizeof buffer, "%" G_GINT64_FORMAT, json_node_get_int (node));
      g_string_append (text, buffer);
    }
}

static void
write_object (GString *text, JsonObject *object)
{
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;
  char separator = '{';

  if (json_object_get_size (object) == 0)
    g_string_append_c (text, '{');
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    {
      g_string_append_c (text, separator);
      write_string (text, member);
      g_string_append_c (text, ':');
      write_node (text, node);
      separator = ',';
    }
  g_string_append_c (text, '}');
}

static void
write_array (GString *text, JsonArray *array)
{
  guint length = json_array_get_length (array);

  g_string_append_c (text, '[');
  for (guint i = 0; i < length; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      write_node (text, json_array_get_element (array, i));
    }
  g_string_append_c (text, ']');
}

static void
write_node (GString *text, JsonNode *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      write_object (text, json_node_get_object (node));
      break;
    case JSON_NODE_ARRAY:
      write_array (text, json_node_get_array (node));
      break;
    case JSON_NODE_VALUE:
      write_value (text, node);
      break;
    case JSON_NODE_NULL:
    default:
      g_string_append (text, "null");
      break;
    }
}

/**
 * gaung_json_copy_node:
 *
 * Returns: (transfer full): a copy that shares nothing with @node, unlike json_node_copy()
 */
JsonNode *
gaung_json_copy_node (JsonNode *node)
{
  JsonNode *copy;

  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      copy = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (copy, gaung_json_copy (json_node_get_object (node)));
      return copy;
    case JSON_NODE_ARRAY:
      {
        JsonArray *array = json_node_get_array (node);
        guint length = json_array_get_length (array);
        JsonArray *elements = json_array_sized_new (length);

        for (guint i = 0; i < length; i++)
          json_array_add_element (elements,
                                  gaung_json_copy_node (json_array_get_element (array, i)));
        copy = json_node_new (JSON_NODE_ARRAY);
        json_node_take_array (copy, elements);
        return copy;
      }
    case JSON_NODE_VALUE:
    case JSON_NODE_NULL:
    default:
      return json_node_copy (node);
    }
}

char *
gaung_json_to_text (JsonObject *object)
{
  GString *text;

  g_return_val_if_fail (object != NULL, NULL);

  text = g_string_sized_new (1024);
  write_object (text, object);
  return g_string_free_and_steal (text);
}

/**
 * gaung_json_node_to_text:
 *
 * Returns: (transfer full): compact text of any value
 */
char *
gaung_json_node_to_text (JsonNode *node)
{
  GString *text = g_string_new (NULL);

  write_node (text, node);
  return g_string_free_and_steal (text);
}

JsonObject *
gaung_json_copy (JsonObject *object)
{
  JsonObject *copy;
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  g_return_val_if_fail (object != NULL, NULL);

  copy = json_object_new ();
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    json_object_set_member (copy, member, gaung_json_copy_node (node));
  return copy;
}

gboolean
gaung_json_equal (JsonNode *a, JsonNode *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return json_node_equal (a, b);
}

static JsonNode *
get_value (JsonObject *object, const char *member, GType type)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != type)
    return NULL;
  return node;
}

const char *
gaung_json_get_string (JsonObject *object, const char *member, const char *fallback)
{
  JsonNode *node = get_value (object, member, G_TYPE_STRING);

  return node != NULL ? json_node_get_string (node) : fallback;
}

gint64
gaung_json_get_integer (JsonObject *object, const char *member, gint64 fallback)
{
  JsonNode *node = get_value (object, member, G_TYPE_INT64);

  return node != NULL ? json_node_get_int (node) : fallback;
}

gboolean
gaung_json_get_boolean (JsonObject *object, const char *member, gboolean fallback)
{
  JsonNode *node = get_value (object, member, G_TYPE_BOOLEAN);

  return node != NULL ? json_node_get_boolean (node) : fallback;
}

JsonArray *
gaung_json_get_array (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

JsonObject *
gaung_json_get_object (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonObject *
gaung_json_get_element_object (JsonArray *array, guint position)
{
  JsonNode *node = json_array_get_element (array, position);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}
