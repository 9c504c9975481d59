/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungQuery: which records, in which order. The text form is in gaung-query-parse.c, the SQL in
 * gaung-query-sql.c. */
#include "config.h"

#include "gaung-query-private.h"

#include <string.h>

#include "gaung-index.h"
#include "gaung-time.h"

G_DEFINE_BOXED_TYPE (GaungQuery, gaung_query, gaung_query_copy, gaung_query_free)

static const char *const term_columns[]
    = { "agency", "assignee", "state", "category", "channel", "district", "village", NULL };
static const char *const time_columns[] = { "at", "due", "changed", NULL };

static const struct
{
  const char *name;
  guint flag;
} flags[] = {
  { "open", GAUNG_INDEX_OPEN },           { "new", 0 },
  { "postponed", GAUNG_INDEX_POSTPONED }, { "anonymous", GAUNG_INDEX_ANONYMOUS },
  { "secret", GAUNG_INDEX_SECRET },       { "attached", GAUNG_INDEX_ATTACHED },
  { "inactive", GAUNG_INDEX_INACTIVE },   { "any", 0 },
};

static GaungCondition *
condition_new (const char *name, const char *operator, const char * const * values)
{
  GaungCondition *condition = g_new0 (GaungCondition, 1);

  condition->name = g_strdup (name);
  condition->operator= g_strdup (operator);
  condition->values = g_strdupv ((GStrv) values);
  return condition;
}

static void
condition_free (GaungCondition *condition)
{
  g_free (condition->name);
  g_free (condition->operator);
  g_strfreev (condition->values);
  g_free (condition);
}

static void
remove_conditions (GaungQuery *self, const char *name, const char *operator)
{
  for (guint i = self->conditions->len; i > 0; i--)
    {
      const GaungCondition *condition = g_ptr_array_index (self->conditions, i - 1);

      if (g_str_equal (condition->name, name)
          && (operator== NULL || g_str_equal (condition->operator, operator)))
        g_ptr_array_remove_index (self->conditions, i - 1);
    }
}

gboolean
gaung_query_is_term_column (const char *name)
{
  return g_strv_contains (term_columns, name);
}

gboolean
gaung_query_is_time_column (const char *name)
{
  return g_strv_contains (time_columns, name);
}

gboolean
gaung_query_find_flag (const char *name, guint *flag)
{
  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    if (g_str_equal (flags[i].name, name))
      {
        *flag = flags[i].flag;
        return TRUE;
      }
  return FALSE;
}

gboolean
gaung_query_get_bounds (const char *operator, const char * value, gint64 *from, gint64 *to)
{
  GaungInstant first, after;
  GaungDay day;

  if (gaung_day_parse (value, &day))
    {
      first = gaung_day_get_start (day);
      after = first + GAUNG_DAY_LENGTH;
    }
  else if (gaung_instant_parse (value, &first))
    after = first + 1;
  else
    return FALSE;

  /* What is excluded has the same bounds. */
  if (*operator== '-')
    operator++;
  *from = G_MININT64;
  *to = G_MAXINT64;
  if (g_str_equal (operator, "=") || g_str_equal (operator, ">="))
    *from = first;
  if (g_str_equal (operator, ">"))
    *from = after;
  if (g_str_equal (operator, "=") || g_str_equal (operator, "<="))
    *to = after;
  if (g_str_equal (operator, "<"))
    *to = first;
  return *from != G_MININT64 || *to != G_MAXINT64;
}

const GaungCondition *
gaung_query_find (const GaungQuery *self, const char *name, const char *operator)
{
  for (guint i = 0; i < self->conditions->len; i++)
    {
      const GaungCondition *condition = g_ptr_array_index (self->conditions, i);

      if (g_str_equal (condition->name, name) && g_str_equal (condition->operator, operator))
        return condition;
    }
  return NULL;
}

/**
 * gaung_query_new:
 * @type: (nullable): a record type; %NULL for all
 *
 * Everything of a type, in the type's own order.
 *
 * Returns: (transfer full): a query
 */
GaungQuery *
gaung_query_new (const char *type)
{
  GaungQuery *self = g_new0 (GaungQuery, 1);

  self->type = g_strdup (type);
  self->conditions = g_ptr_array_new_with_free_func ((GDestroyNotify) condition_free);
  self->words = g_strdup ("");
  return self;
}

GaungQuery *
gaung_query_copy (const GaungQuery *self)
{
  GaungQuery *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = gaung_query_new (self->type);
  for (guint i = 0; i < self->conditions->len; i++)
    {
      const GaungCondition *condition = g_ptr_array_index (self->conditions, i);

      g_ptr_array_add (
          copy->conditions,
          condition_new (
              condition->name, condition->operator, (const char *const *) condition->values));
    }
  gaung_query_set_words (copy, self->words);
  copy->sort = self->sort;
  copy->limit = self->limit;
  return copy;
}

void
gaung_query_free (GaungQuery *self)
{
  if (self == NULL)
    return;
  g_free (self->type);
  g_ptr_array_unref (self->conditions);
  g_free (self->words);
  g_free (self);
}

gboolean
gaung_query_equal (const GaungQuery *a, const GaungQuery *b)
{
  g_autofree char *text_a = gaung_query_to_text (a);
  g_autofree char *text_b = gaung_query_to_text (b);

  return g_str_equal (text_a, text_b);
}

/**
 * gaung_query_set:
 * @column: a column, or a member of the document
 * @values: (nullable): alternatives; one that begins with "-" excludes. For at, due and changed
 * each begins with its operator (">=2026-11-01"), and all must hold. %NULL or empty removes
 *
 * Replaces what was set for @column.
 */
void
gaung_query_set (GaungQuery *self, const char *column, const char *const *values)
{
  g_return_if_fail (self != NULL && column != NULL);

  if (gaung_query_is_time_column (column))
    {
      remove_conditions (self, column, NULL);
      for (gsize i = 0; values != NULL && values[i] != NULL; i++)
        {
          gsize length = strspn (values[i], "-<>=");
          g_autofree char *operator= g_strndup (values[i], length);

          gaung_query_add (self, column, length > 0 ? operator : "=", values[i] + length);
        }
      return;
    }
  remove_conditions (self, column, ":");
  if (values != NULL && values[0] != NULL)
    g_ptr_array_add (self->conditions, condition_new (column, ":", values));
}

void
gaung_query_set_one (GaungQuery *self, const char *column, const char *value)
{
  const char *const values[] = { value, NULL };

  gaung_query_set (self, column, values);
}

GStrv
gaung_query_get (const GaungQuery *self, const char *column)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean is_time;

  g_return_val_if_fail (self != NULL && column != NULL, NULL);

  is_time = gaung_query_is_time_column (column);
  for (guint i = 0; i < self->conditions->len; i++)
    {
      const GaungCondition *condition = g_ptr_array_index (self->conditions, i);

      if (!g_str_equal (condition->name, column))
        continue;
      if (is_time)
        g_strv_builder_take (builder,
                             g_strconcat (condition->operator, condition->values[0], NULL));
      else if (g_str_equal (condition->operator, ":"))
        g_strv_builder_addv (builder, (const char **) condition->values);
    }
  return g_strv_builder_end (builder);
}

void
gaung_query_add (GaungQuery *self, const char *member, const char *operator, const char * value)
{
  const char *const values[] = { value, NULL };
  static const char *const operators[]
      = { "=", "!=", "<", "<=", ">", ">=", "~", "-<", "-<=", "->", "->=", NULL };

  g_return_if_fail (self != NULL && member != NULL);
  g_return_if_fail (g_strv_contains (operators, operator));

  if (value == NULL)
    remove_conditions (self, member, operator);
  else
    g_ptr_array_add (self->conditions, condition_new (member, operator, values));
}

void
gaung_query_set_words (GaungQuery *self, const char *words)
{
  g_return_if_fail (self != NULL);

  g_set_str (&self->words, words != NULL ? words : "");
}

const char *
gaung_query_get_words (const GaungQuery *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->words;
}

const char *
gaung_query_get_record_type (const GaungQuery *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->type;
}

void
gaung_query_set_sort (GaungQuery *self, GaungSort sort)
{
  g_return_if_fail (self != NULL);

  self->sort = sort;
}

GaungSort
gaung_query_get_sort (const GaungQuery *self)
{
  g_return_val_if_fail (self != NULL, GAUNG_SORT_RANK);

  return self->sort;
}

void
gaung_query_set_limit (GaungQuery *self, guint limit)
{
  g_return_if_fail (self != NULL);

  self->limit = limit;
}
