/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text form of a query. What is no condition is a word to search for, so that anything typed
 * into the search field means something. */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "gaung-query-private.h"
#include "gaung-store-error.h"

#define MAX_TEXT 4096
#define MAX_LIMIT 1000000
/* Of `is`; "is:a,b is:a,b …" would double them with every repetition. */
#define MAX_ALTERNATIVES 64

static const char *const sort_names[] = { "rank", "newest", "oldest", "changed" };
/* The order in which gaung_query_to_text() writes columns. */
static const char *const columns[]
    = { "agency",  "assignee", "state", "category", "channel", "district",
        "village", "parent",   "key",   "is",       NULL };
static const char *const operators[] = { "!=", "<=", ">=", ":", "=", "<", ">", "~" };

typedef struct
{
  const char *text;
  const char *at;
  GaungQuery *query;
  GString *words;
} Parser;

static gboolean
fail (Parser *self, const char *place, const char *reason, GError **error)
{
  g_set_error (error,
               GAUNG_STORE_ERROR,
               GAUNG_STORE_ERROR_QUERY,
               /* Translators: where and why, e.g. "character 7: a value is missing". */
               _ ("character %d: %s"),
               (int) g_utf8_pointer_to_offset (self->text, place) + 1,
               reason);
  return FALSE;
}

static const char *
skip_name (const char *at)
{
  if (!g_ascii_isalpha (*at) && *at != '_')
    return at;
  while (g_ascii_isalnum (*at) || *at == '_')
    at++;
  return at;
}

static const char *
find_operator (const char *at)
{
  for (gsize i = 0; i < G_N_ELEMENTS (operators); i++)
    if (g_str_has_prefix (at, operators[i]))
      return operators[i];
  return NULL;
}

/* One value: up to a space (and a comma, in a list), or in quotes with \" and \\. */
static gboolean
read_value (Parser *self, gboolean is_list, GString *value, GError **error)
{
  const char *start = self->at;

  g_string_truncate (value, 0);
  if (is_list && *self->at == '-')
    g_string_append_c (value, *self->at++);
  if (*self->at != '"')
    {
      while (*self->at != '\0' && !g_ascii_isspace (*self->at) && (!is_list || *self->at != ','))
        g_string_append_c (value, *self->at++);
      if (value->len == 0 || (is_list && g_str_equal (value->str, "-")))
        return fail (self, start, _ ("a value is missing"), error);
      return TRUE;
    }
  for (self->at++; *self->at != '"'; self->at++)
    {
      if (*self->at == '\\' && (self->at[1] == '"' || self->at[1] == '\\'))
        self->at++;
      if (*self->at == '\0')
        return fail (self, start, _ ("the closing quotation mark is missing"), error);
      g_string_append_c (value, *self->at);
    }
  self->at++;
  return TRUE;
}

static void
add_values (GaungQuery *query, const char *name, GStrv values)
{
  g_auto (GStrv) before = gaung_query_get (query, name);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_addv (builder, (const char **) before);
  g_strv_builder_addv (builder, (const char **) values);
  g_auto (GStrv) all = g_strv_builder_end (builder);
  gaung_query_set (query, name, (const char *const *) all);
}

/* "is:a,b is:c" are a+c or b+c: each of them holds. FALSE when that are too many. */
static gboolean
add_is (GaungQuery *query, GStrv values)
{
  g_auto (GStrv) before = gaung_query_get (query, "is");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean has_before = FALSE, has_new = FALSE;

  for (gsize i = 0; before[i] != NULL; i++)
    has_before = has_before || before[i][0] != '-';
  for (gsize i = 0; values[i] != NULL; i++)
    has_new = has_new || values[i][0] != '-';

  for (gsize i = 0; before[i] != NULL; i++)
    if (before[i][0] == '-' || !has_new)
      g_strv_builder_add (builder, before[i]);
  for (gsize i = 0; values[i] != NULL; i++)
    {
      if (values[i][0] == '-' || !has_before)
        g_strv_builder_add (builder, values[i]);
      else
        for (gsize j = 0; before[j] != NULL; j++)
          if (before[j][0] != '-')
            g_strv_builder_take (builder, g_strconcat (before[j], "+", values[i], NULL));
    }
  g_auto (GStrv) all = g_strv_builder_end (builder);
  if (g_strv_length (all) > MAX_ALTERNATIVES)
    return FALSE;
  gaung_query_set (query, "is", (const char *const *) all);
  return TRUE;
}

static gboolean
check_is (Parser *self, GStrv values, const char *place, GError **error)
{
  for (gsize i = 0; values[i] != NULL; i++)
    {
      g_auto (GStrv) names = g_strsplit (values[i] + (values[i][0] == '-'), "+", -1);
      guint flag;

      for (gsize j = 0; names[j] != NULL; j++)
        if (!gaung_query_find_flag (names[j], &flag))
          return fail (self, place, _ ("“is” does not know this word"), error);
    }
  return TRUE;
}

static gboolean
apply_setting (Parser *self, const char *name, const char *value, const char *place, GError **error)
{
  guint64 limit;

  if (g_str_equal (name, "type"))
    {
      g_set_str (&self->query->type, value);
      return TRUE;
    }
  if (g_str_equal (name, "limit"))
    {
      if (!g_ascii_string_to_unsigned (value, 10, 1, MAX_LIMIT, &limit, NULL))
        return fail (self, place, _ ("the limit is not a number from 1 to 1000000"), error);
      self->query->limit = (guint) limit;
      return TRUE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (sort_names); i++)
    if (g_str_equal (value, sort_names[i]))
      {
        self->query->sort = (GaungSort) i;
        return TRUE;
      }
  return fail (self, place, _ ("the order is none of rank, newest, oldest and changed"), error);
}

static gboolean
apply_comparison (Parser *self,
                  const char *name,
                  const char *operator,
                  const char * value,
                  const char *place,
                  GError **error)
{
  gint64 from, to;

  if (gaung_query_is_time_column (name))
    {
      if (g_str_equal (operator, "!=") || g_str_equal (operator, "~"))
        return fail (self, place, _ ("a day can only be compared with =, <, <=, > and >="), error);
      if (!gaung_query_get_bounds (operator, value, &from, &to))
        return fail (self, place, _ ("this is not a day like 2026-11-24"), error);
    }
  gaung_query_add (self->query, name, operator, value);
  return TRUE;
}

static gboolean
apply_values (Parser *self, const char *name, GStrv values, const char *place, GError **error)
{
  if (g_str_equal (name, "is"))
    {
      if (!check_is (self, values, place, error))
        return FALSE;
      return add_is (self->query, values)
             || fail (self, place, _ ("there are too many alternatives"), error);
    }
  add_values (self->query, name, values);
  return TRUE;
}

static gboolean
read_condition (
    Parser *self, const char *name, const char *operator, gboolean is_negative, GError **error)
{
  gboolean is_column = g_strv_contains (columns, name);
  gboolean is_setting
      = g_str_equal (name, "type") || g_str_equal (name, "sort") || g_str_equal (name, "limit");
  gboolean is_list
      = g_str_equal (operator, ":") && !is_setting && !gaung_query_is_time_column (name);
  g_autoptr (GString) value = g_string_new (NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *place = self->at;
  g_autofree char *excluding = NULL;

  if (is_negative && strspn (operator, "<>") > 0)
    {
      excluding = g_strconcat ("-", operator, NULL);
      operator= excluding;
      is_negative = FALSE;
    }
  if ((is_column || is_setting) && !g_str_equal (operator, ":") && !g_str_equal (operator, "=")
      && !(is_column && g_str_equal (operator, "!=")))
    return fail (self, place, _ ("this column cannot be compared that way"), error);
  do
    {
      if (!read_value (self, is_list, value, error))
        return FALSE;
      if (is_negative || (is_column && g_str_equal (operator, "!=")))
        g_string_prepend_c (value, '-');
      g_strv_builder_add (builder, value->str);
    }
  while (is_list && *self->at == ',' && self->at++ != NULL);

  g_auto (GStrv) values = g_strv_builder_end (builder);
  if (is_setting)
    return apply_setting (self, name, values[0], place, error);
  if (is_list || is_column)
    return apply_values (self, name, values, place, error);
  return apply_comparison (
      self, name, g_str_equal (operator, ":") ? "=" : operator, values[0], place, error);
}

/* "-due<2026-11-25": also what has no deadline at all. */
static gboolean
is_excluding_time (const char *start, const char *end, const char *operator)
{
  g_autofree char *name = g_strndup (start, end - start);

  return gaung_query_is_time_column (name) && strspn (operator, "<>") > 0;
}

static gboolean
read_token (Parser *self, GError **error)
{
  gboolean is_negative = *self->at == '-';
  const char *start = self->at + is_negative;
  const char *end = skip_name (start);
  const char *operator= end> start ? find_operator (end) : NULL;
  g_autoptr (GString) word = g_string_new (NULL);

  /* An address is to be searched for; a sign of minus belongs to name: and to times. */
  if (operator!= NULL && !g_str_has_prefix (end, "://")
      && (!is_negative || g_str_equal (operator, ":") || is_excluding_time (start, end, operator)))
    {
      g_autofree char *name = g_strndup (start, end - start);

      self->at = end + strlen (operator);
      return read_condition (self, name, operator, is_negative, error);
    }
  if (!read_value (self, FALSE, word, error))
    return FALSE;
  if (self->words->len > 0)
    g_string_append_c (self->words, ' ');
  g_string_append (self->words, word->str);
  return TRUE;
}

/**
 * gaung_query_parse:
 * @text: the text form
 *
 * Returns: (transfer full): a query, or %NULL with %GAUNG_STORE_ERROR_QUERY; its message is for
 * people and says at which character
 */
GaungQuery *
gaung_query_parse (const char *text, GError **error)
{
  g_autoptr (GaungQuery) query = gaung_query_new (NULL);
  g_autoptr (GString) words = g_string_new (NULL);
  Parser parser = { text, text, query, words };

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_utf8_validate (text, -1, NULL))
    {
      parser.text = parser.at = "";
      fail (&parser, parser.at, _ ("the text is not UTF-8"), error);
      return NULL;
    }
  if (strlen (text) > MAX_TEXT)
    {
      fail (&parser, text, _ ("the text is too long"), error);
      return NULL;
    }
  while (TRUE)
    {
      while (g_ascii_isspace (*parser.at))
        parser.at++;
      if (*parser.at == '\0')
        break;
      if (!read_token (&parser, error))
        return NULL;
    }
  gaung_query_set_words (query, words->str);
  return g_steal_pointer (&query);
}

static void
append_quoted (GString *text, const char *value)
{
  g_string_append_c (text, '"');
  for (; *value != '\0'; value++)
    {
      if (*value == '"' || *value == '\\')
        g_string_append_c (text, '\\');
      g_string_append_c (text, *value);
    }
  g_string_append_c (text, '"');
}

static void
append_value (GString *text, const char *value, gboolean is_list)
{
  if (is_list && *value == '-')
    g_string_append_c (text, *value++);
  if (*value == '\0' || strpbrk (value, " \t\n\v\f\r,\"\\") != NULL)
    append_quoted (text, value);
  else
    g_string_append (text, value);
}

static void
append_condition (GString *text, const GaungCondition *condition)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  if (*condition->operator== '-')
    g_string_append_c (text, '-');
  g_string_append (text, condition->name);
  g_string_append (text, condition->operator+ (*condition->operator== '-'));
  for (gsize i = 0; condition->values[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      append_value (text, condition->values[i], g_str_equal (condition->operator, ":"));
    }
}

static void
append_words (GString *text, const char *words)
{
  g_auto (GStrv) tokens = g_strsplit_set (words, " \t\n\v\f\r", -1);

  for (gsize i = 0; tokens[i] != NULL; i++)
    {
      if (*tokens[i] == '\0')
        continue;
      if (text->len > 0)
        g_string_append_c (text, ' ');
      if (strpbrk (tokens[i], ":=<>!~\"\\") != NULL)
        append_quoted (text, tokens[i]);
      else
        g_string_append (text, tokens[i]);
    }
}

/**
 * gaung_query_to_text:
 *
 * Returns: (transfer full): the text form, the same for equal queries; gaung_query_parse() reads it
 * back
 */
char *
gaung_query_to_text (const GaungQuery *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  if (self->type != NULL)
    {
      g_string_append (text, "type:");
      append_value (text, self->type, FALSE);
    }
  for (gsize i = 0; columns[i] != NULL; i++)
    {
      const GaungCondition *condition = gaung_query_find (self, columns[i], ":");

      if (condition != NULL)
        append_condition (text, condition);
    }
  for (guint i = 0; i < self->conditions->len; i++)
    {
      const GaungCondition *condition = g_ptr_array_index (self->conditions, i);

      if (!g_strv_contains (columns, condition->name))
        append_condition (text, condition);
    }
  if (self->sort != GAUNG_SORT_RANK)
    g_string_append_printf (text, "%ssort:%s", text->len > 0 ? " " : "", sort_names[self->sort]);
  if (self->limit > 0)
    g_string_append_printf (text, "%slimit:%u", text->len > 0 ? " " : "", self->limit);
  append_words (text, self->words);
  return g_string_free_and_steal (g_steal_pointer (&text));
}
