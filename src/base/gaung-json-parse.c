/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From text to JsonObject in one pass. json-glib's own parser is not used: it reads more than JSON
 * (single quotes, comments), knows no bounds, quotes the text in its messages, and takes twice as
 * long, which shows when 100,000 records are read. */
#include "config.h"

#include <math.h>
#include <string.h>

#include "gaung-json.h"

/* Longer than any number worth keeping. */
#define MAX_NUMBER_BYTES 64

typedef struct
{
  const char *at;
  const char *end;
  guint depth;
  GString *scratch; /* the string that is being read */
} Scan;

static JsonNode *parse_value (Scan *scan, GError **error);

static gboolean
fail (GError **error, GaungJsonError code, const char *reason)
{
  g_set_error_literal (error, GAUNG_JSON_ERROR, code, reason);
  return FALSE;
}

static void
skip_spaces (Scan *scan)
{
  while (scan->at < scan->end
         && (*scan->at == ' ' || *scan->at == '\n' || *scan->at == '\r' || *scan->at == '\t'))
    scan->at++;
}

/* Takes @character if it comes next, after spaces. */
static gboolean
take (Scan *scan, char character)
{
  skip_spaces (scan);
  if (scan->at == scan->end || *scan->at != character)
    return FALSE;
  scan->at++;
  return TRUE;
}

/* The code unit of the four digits after a "\u", or -1. */
static int
read_code_unit (const Scan *scan, const char *at)
{
  int unit = 0;

  if (scan->end - at < 4)
    return -1;
  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (at[i]);

      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
    }
  return unit;
}

/* Begins after the "\u". */
static gboolean
parse_unicode_escape (Scan *scan, GError **error)
{
  int unit = read_code_unit (scan, scan->at);
  int low;

  if (unit < 0)
    return fail (error, GAUNG_JSON_ERROR_SYNTAX, "broken \\u escape");
  if (unit == 0)
    return fail (error, GAUNG_JSON_ERROR_ENCODING, "NUL in a string");
  scan->at += 4;
  if (unit >= 0xdc00 && unit <= 0xdfff)
    return fail (error, GAUNG_JSON_ERROR_ENCODING, "lone surrogate");
  if (unit >= 0xd800 && unit <= 0xdbff)
    {
      if (scan->end - scan->at < 6 || scan->at[0] != '\\' || scan->at[1] != 'u')
        return fail (error, GAUNG_JSON_ERROR_ENCODING, "lone surrogate");
      low = read_code_unit (scan, scan->at + 2);
      if (low < 0xdc00 || low > 0xdfff)
        return fail (error, GAUNG_JSON_ERROR_ENCODING, "lone surrogate");
      scan->at += 6;
      unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    }
  g_string_append_unichar (scan->scratch, unit);
  return TRUE;
}

/* Begins after the "\". */
static gboolean
parse_escape (Scan *scan, GError **error)
{
  static const char names[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  const char *name;

  if (scan->at == scan->end)
    return fail (error, GAUNG_JSON_ERROR_SYNTAX, "a string does not end");
  if (*scan->at == 'u')
    {
      scan->at++;
      return parse_unicode_escape (scan, error);
    }
  name = *scan->at != '\0' ? strchr (names, *scan->at) : NULL;
  if (name == NULL)
    return fail (error, GAUNG_JSON_ERROR_SYNTAX, "unknown escape in a string");
  g_string_append_c (scan->scratch, meanings[name - names]);
  scan->at++;
  return TRUE;
}

/* Begins after the opening quotation mark, ends after the closing one. The string is in @scratch.
 */
static gboolean
parse_string (Scan *scan, GError **error)
{
  const char *from = scan->at;

  g_string_truncate (scan->scratch, 0);
  while (scan->at < scan->end)
    {
      char character = *scan->at;

      if (character != '"' && character != '\\' && (guchar) character >= 0x20)
        {
          scan->at++;
          continue;
        }
      if ((guchar) character < 0x20)
        return fail (error, GAUNG_JSON_ERROR_SYNTAX, "bare control character in a string");
      g_string_append_len (scan->scratch, from, scan->at - from);
      scan->at++;
      if (character == '"')
        return TRUE;
      if (!parse_escape (scan, error))
        return FALSE;
      from = scan->at;
    }
  return fail (error, GAUNG_JSON_ERROR_SYNTAX, "a string does not end");
}

static gsize
skip_digits (const char *text)
{
  return strspn (text, "0123456789");
}

/* RFC 8259, section 6. */
static gboolean
is_number (const char *text, gboolean *is_integer)
{
  gsize n;

  text += *text == '-' ? 1 : 0;
  n = skip_digits (text);
  if (n == 0 || (n > 1 && *text == '0'))
    return FALSE;
  text += n;
  *is_integer = *text == '\0';
  if (*text == '.')
    {
      n = skip_digits (++text);
      if (n == 0)
        return FALSE;
      text += n;
    }
  if (*text == 'e' || *text == 'E')
    {
      text++;
      text += *text == '-' || *text == '+' ? 1 : 0;
      n = skip_digits (text);
      if (n == 0)
        return FALSE;
      text += n;
    }
  return *text == '\0';
}

static JsonNode *
parse_number (Scan *scan, GError **error)
{
  char text[MAX_NUMBER_BYTES];
  gsize length = 0;
  gboolean is_integer;
  gint64 integer;
  double number;

  while (scan->at < scan->end && strchr ("+-.0123456789eE", *scan->at) != NULL)
    {
      if (length == sizeof text - 1)
        {
          fail (error, GAUNG_JSON_ERROR_NUMBER, "a number with too many digits");
          return NULL;
        }
      text[length++] = *scan->at++;
    }
  text[length] = '\0';

  if (!is_number (text, &is_integer))
    {
      fail (error, GAUNG_JSON_ERROR_SYNTAX, "not a number");
      return NULL;
    }
  if (is_integer)
    {
      if (g_ascii_string_to_signed (
              text, 10, -GAUNG_JSON_MAX_INTEGER, GAUNG_JSON_MAX_INTEGER, &integer, NULL))
        return json_node_init_int (json_node_alloc (), integer);
      fail (error, GAUNG_JSON_ERROR_NUMBER, "an integer beyond 2^53");
      return NULL;
    }
  number = g_ascii_strtod (text, NULL);
  if (isfinite (number))
    return json_node_init_double (json_node_alloc (), number);
  fail (error, GAUNG_JSON_ERROR_NUMBER, "a number that is not finite");
  return NULL;
}

static gboolean
take_word (Scan *scan, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (scan->end - scan->at) < length || strncmp (scan->at, word, length) != 0)
    return FALSE;
  scan->at += length;
  return TRUE;
}

/* The name, the colon and the value. */
static gboolean
parse_member (Scan *scan, JsonObject *object, GError **error)
{
  g_autofree char *name = NULL;
  JsonNode *value;

  if (!take (scan, '"'))
    return fail (error, GAUNG_JSON_ERROR_SYNTAX, "a name is missing");
  if (!parse_string (scan, error))
    return FALSE;
  name = g_strndup (scan->scratch->str, scan->scratch->len);
  if (!take (scan, ':'))
    return fail (error, GAUNG_JSON_ERROR_SYNTAX, "a colon is missing");
  value = parse_value (scan, error);
  if (value == NULL)
    return FALSE;
  json_object_set_member (object, name, value);
  return TRUE;
}

/* Begins after the brace. */
static gboolean
parse_members (Scan *scan, JsonObject *object, GError **error)
{
  if (take (scan, '}'))
    return TRUE;
  do
    if (!parse_member (scan, object, error))
      return FALSE;
  while (take (scan, ','));
  return take (scan, '}') || fail (error, GAUNG_JSON_ERROR_SYNTAX, "a brace or comma is missing");
}

/* Begins after the bracket. */
static gboolean
parse_elements (Scan *scan, JsonArray *array, GError **error)
{
  if (take (scan, ']'))
    return TRUE;
  do
    {
      JsonNode *element = parse_value (scan, error);

      if (element == NULL)
        return FALSE;
      json_array_add_element (array, element);
    }
  while (take (scan, ','));
  return take (scan, ']') || fail (error, GAUNG_JSON_ERROR_SYNTAX, "a bracket or comma is missing");
}

static JsonNode *
parse_container (Scan *scan, GError **error)
{
  gboolean is_object = *scan->at++ == '{';
  g_autoptr (JsonNode) node = json_node_new (is_object ? JSON_NODE_OBJECT : JSON_NODE_ARRAY);

  if (++scan->depth > GAUNG_JSON_MAX_DEPTH)
    {
      fail (error, GAUNG_JSON_ERROR_DEPTH, "nested too deep");
      return NULL;
    }
  if (is_object)
    {
      JsonObject *object = json_object_new ();

      json_node_take_object (node, object);
      if (!parse_members (scan, object, error))
        return NULL;
    }
  else
    {
      JsonArray *array = json_array_new ();

      json_node_take_array (node, array);
      if (!parse_elements (scan, array, error))
        return NULL;
    }
  scan->depth--;
  return g_steal_pointer (&node);
}

static JsonNode *
parse_value (Scan *scan, GError **error)
{
  skip_spaces (scan);
  if (scan->at == scan->end)
    {
      fail (error, GAUNG_JSON_ERROR_SYNTAX, "a value is missing");
      return NULL;
    }
  if (*scan->at == '{' || *scan->at == '[')
    return parse_container (scan, error);
  if (*scan->at == '"')
    {
      scan->at++;
      if (!parse_string (scan, error))
        return NULL;
      return json_node_init_string (json_node_alloc (), scan->scratch->str);
    }
  if (*scan->at == '-' || g_ascii_isdigit (*scan->at))
    return parse_number (scan, error);
  if (take_word (scan, "true"))
    return json_node_init_boolean (json_node_alloc (), TRUE);
  if (take_word (scan, "false"))
    return json_node_init_boolean (json_node_alloc (), FALSE);
  if (take_word (scan, "null"))
    return json_node_init_null (json_node_alloc ());
  fail (error, GAUNG_JSON_ERROR_SYNTAX, "unexpected character");
  return NULL;
}

JsonObject *
gaung_json_parse_object (const char *text, gssize length, GError **error)
{
  g_autoptr (GString) scratch = NULL;
  g_autoptr (JsonNode) root = NULL;
  Scan scan;

  g_return_val_if_fail (text != NULL, NULL);

  if (length < 0)
    length = strlen (text);
  if (length > GAUNG_JSON_MAX_BYTES)
    {
      fail (error, GAUNG_JSON_ERROR_SIZE, "longer than 8 MiB");
      return NULL;
    }
  /* Refuses NUL and surrogates in UTF-8 as well. */
  if (!g_utf8_validate_len (text, length, NULL))
    {
      fail (error, GAUNG_JSON_ERROR_ENCODING, "not UTF-8");
      return NULL;
    }

  scratch = g_string_sized_new (256);
  scan = (Scan) { .at = text, .end = text + length, .scratch = scratch };
  root = parse_value (&scan, error);
  if (root == NULL)
    return NULL;
  skip_spaces (&scan);
  if (scan.at < scan.end || !JSON_NODE_HOLDS_OBJECT (root))
    {
      fail (error, GAUNG_JSON_ERROR_SYNTAX, "not one JSON object");
      return NULL;
    }
  return json_node_dup_object (root);
}
