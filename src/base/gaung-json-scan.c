/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks through a JSON text before a parser sees it. */
#include "config.h"

#include <math.h>
#include <string.h>

#include "gaung-json-private.h"

/* Longer than any number worth keeping. */
#define MAX_NUMBER_BYTES 64

typedef struct
{
  const char *at;
  const char *end;
  guint depth;
} Scan;

static gboolean
fail (GError **error, GaungJsonError code, const char *reason)
{
  g_set_error_literal (error, GAUNG_JSON_ERROR, code, reason);
  return FALSE;
}

/* The code unit of "XXXX" after a "\u", or -1. */
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

static gboolean
scan_unicode_escape (Scan *scan, GError **error)
{
  int unit = read_code_unit (scan, scan->at);

  if (unit < 0)
    return fail (error, GAUNG_JSON_ERROR_SYNTAX, "broken \\u escape");
  if (unit == 0)
    return fail (error, GAUNG_JSON_ERROR_ENCODING, "NUL in a string");
  scan->at += 4;
  if (unit >= 0xdc00 && unit <= 0xdfff)
    return fail (error, GAUNG_JSON_ERROR_ENCODING, "lone surrogate");
  if (unit < 0xd800 || unit > 0xdbff)
    return TRUE;

  if (scan->end - scan->at < 6 || scan->at[0] != '\\' || scan->at[1] != 'u')
    return fail (error, GAUNG_JSON_ERROR_ENCODING, "lone surrogate");
  unit = read_code_unit (scan, scan->at + 2);
  if (unit < 0xdc00 || unit > 0xdfff)
    return fail (error, GAUNG_JSON_ERROR_ENCODING, "lone surrogate");
  scan->at += 6;
  return TRUE;
}

/* Begins after the opening quotation mark, ends after the closing one. */
static gboolean
scan_string (Scan *scan, GError **error)
{
  while (scan->at < scan->end)
    {
      char character = *scan->at++;

      if (character == '"')
        return TRUE;
      if ((guchar) character < 0x20)
        return fail (error, GAUNG_JSON_ERROR_SYNTAX, "bare control character in a string");
      if (character != '\\')
        continue;
      if (scan->at == scan->end || strchr ("\"\\/bfnrtu", *scan->at) == NULL)
        return fail (error, GAUNG_JSON_ERROR_SYNTAX, "unknown escape in a string");
      if (*scan->at++ == 'u' && !scan_unicode_escape (scan, error))
        return FALSE;
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

static gboolean
scan_number (Scan *scan, GError **error)
{
  char text[MAX_NUMBER_BYTES];
  gsize length = 0;
  gboolean is_integer;

  scan->at--;
  while (scan->at < scan->end && *scan->at != '\0' && strchr ("+-.0123456789eE", *scan->at) != NULL)
    {
      if (length == sizeof text - 1)
        return fail (error, GAUNG_JSON_ERROR_NUMBER, "a number with too many digits");
      text[length++] = *scan->at++;
    }
  text[length] = '\0';

  if (!is_number (text, &is_integer))
    return fail (error, GAUNG_JSON_ERROR_SYNTAX, "not a number");
  if (is_integer)
    {
      gint64 value;

      if (!g_ascii_string_to_signed (
              text, 10, -GAUNG_JSON_MAX_INTEGER, GAUNG_JSON_MAX_INTEGER, &value, NULL))
        return fail (error, GAUNG_JSON_ERROR_NUMBER, "an integer beyond 2^53");
    }
  else if (!isfinite (g_ascii_strtod (text, NULL)))
    return fail (error, GAUNG_JSON_ERROR_NUMBER, "a number that is not finite");
  return TRUE;
}

/* json-glib reads more than JSON (single quotes, comments): only what can stand outside of strings
 * goes through. */
static gboolean
scan_token (Scan *scan, char character, GError **error)
{
  switch (character)
    {
    case '"':
      return scan_string (scan, error);
    case '{':
    case '[':
      if (++scan->depth > GAUNG_JSON_MAX_DEPTH)
        return fail (error, GAUNG_JSON_ERROR_DEPTH, "nested too deep");
      return TRUE;
    case '}':
    case ']':
      if (scan->depth == 0)
        return fail (error, GAUNG_JSON_ERROR_SYNTAX, "a bracket too many");
      scan->depth--;
      return TRUE;
    case ' ':
    case '\t':
    case '\n':
    case '\r':
    case ',':
    case ':':
      return TRUE;
    default:
      if (character == '-' || g_ascii_isdigit (character))
        return scan_number (scan, error);
      if (g_ascii_islower (character)) /* true, false, null: the parser knows */
        return TRUE;
      return fail (error, GAUNG_JSON_ERROR_SYNTAX, "unexpected character");
    }
}

gboolean
gaung_json_scan (const char *text, gsize length, GError **error)
{
  Scan scan = { .at = text, .end = text + length };

  if (length > GAUNG_JSON_MAX_BYTES)
    return fail (error, GAUNG_JSON_ERROR_SIZE, "longer than 8 MiB");
  /* Refuses NUL and surrogates in UTF-8 as well. */
  if (!g_utf8_validate_len (text, length, NULL))
    return fail (error, GAUNG_JSON_ERROR_ENCODING, "not UTF-8");

  while (scan.at < scan.end)
    if (!scan_token (&scan, *scan.at++, error))
      return FALSE;
  if (scan.depth > 0)
    return fail (error, GAUNG_JSON_ERROR_SYNTAX, "a bracket is missing");
  return TRUE;
}
