/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cuts a page of an answer into its rows. */
#include "config.h"

#include <string.h>

#include "gaung-json-rows-private.h"

static const char *
skip_spaces (const char *at, const char *end)
{
  while (at < end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t'))
    at++;
  return at;
}

/* @at is on the opening quotation mark. Returns what follows the closing one, or NULL. */
static const char *
skip_string (const char *at, const char *end)
{
  for (at++; at < end; at++)
    {
      if (*at == '"')
        return at + 1;
      if (*at == '\\')
        at++;
    }
  return NULL;
}

/* Returns what follows the value, or NULL when it does not end. Brackets are counted, not matched:
 * whoever reads the value judges it. */
static const char *
skip_value (const char *at, const char *end)
{
  gsize depth = 0;

  while (at < end)
    switch (*at)
      {
      case '"':
        at = skip_string (at, end);
        if (at == NULL || depth == 0)
          return at;
        break;
      case '{':
      case '[':
        depth++;
        at++;
        break;
      case '}':
      case ']':
        if (depth == 0)
          return at;
        at++;
        if (--depth == 0)
          return at;
        break;
      case ',':
      case ' ':
      case '\n':
      case '\r':
      case '\t':
        if (depth == 0)
          return at;
        at++;
        break;
      default:
        at++;
        break;
      }
  return NULL;
}

gboolean
gaung_json_cut_array (const GaungSpan *array, GArray *elements)
{
  const char *end = array->text + array->length;
  const char *at = skip_spaces (array->text, end);

  if (at == end || *at != '[')
    return FALSE;
  at = skip_spaces (at + 1, end);
  if (at < end && *at == ']')
    return TRUE;
  while (at < end)
    {
      GaungSpan element = { .text = at };

      at = skip_value (at, end);
      if (at == NULL || at == element.text)
        return FALSE;
      element.length = at - element.text;
      g_array_append_val (elements, element);
      at = skip_spaces (at, end);
      if (at < end && *at == ']')
        return TRUE;
      if (at == end || *at != ',')
        return FALSE;
      at = skip_spaces (at + 1, end);
    }
  return FALSE;
}

/* One member from @at on. Returns what follows its value, or NULL. */
static const char *
cut_pair (const char *at, const char *end, GaungSpan *name, GaungSpan *value)
{
  if (at == end || *at != '"')
    return NULL;
  name->text = at + 1;
  at = skip_string (at, end);
  if (at == NULL)
    return NULL;
  name->length = at - 1 - name->text;
  at = skip_spaces (at, end);
  if (at == end || *at != ':')
    return NULL;
  value->text = skip_spaces (at + 1, end);
  at = skip_value (value->text, end);
  if (at == NULL || at == value->text)
    return NULL;
  value->length = at - value->text;
  return at;
}

gboolean
gaung_json_cut_member (const GaungSpan *object, const char *member, GaungSpan *value)
{
  const char *end = object->text + object->length;
  const char *at = skip_spaces (object->text, end);
  gsize length = strlen (member);

  *value = (GaungSpan) { 0 };
  if (at == end || *at != '{')
    return FALSE;
  at = skip_spaces (at + 1, end);
  if (at < end && *at == '}')
    return TRUE;
  while (at < end)
    {
      GaungSpan name;
      GaungSpan found;

      at = cut_pair (at, end, &name, &found);
      if (at == NULL)
        return FALSE;
      if (name.length == length && memcmp (name.text, member, length) == 0)
        *value = found;
      at = skip_spaces (at, end);
      if (at < end && *at == '}')
        return TRUE;
      if (at == end || *at != ',')
        return FALSE;
      at = skip_spaces (at + 1, end);
    }
  return FALSE;
}
