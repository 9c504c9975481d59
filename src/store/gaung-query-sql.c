/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A query as SQL. Values are always parameters. Which index answers is said, not left to the
 * planner: it has no statistics, and a list must never walk the table. */
#include "config.h"

#include <string.h>

#include "gaung-fold.h"
#include "gaung-index.h"
#include "gaung-query-private.h"
#include "gaung-record.h"
#include "gaung-ulid.h"

/* More words narrow nothing down any more, and the index copies its expression for each of them. */
#define MAX_WORDS 32

typedef struct
{
  GaungSql *sql;
  GString *where;
  const GaungActor *actor;
} Builder;

static void
begin (Builder *self)
{
  if (self->where->len > 0)
    g_string_append (self->where, " AND ");
}

/* A parameter's number; a row is tested with the same numbers, so they are explicit. */
static void
append_bind (Builder *self, const char *value)
{
  g_ptr_array_add (self->sql->binds, g_strdup (value));
  g_string_append_printf (self->where, "?%u", self->sql->binds->len);
}

static const char *
resolve (Builder *self, const char *column, const char *value)
{
  if (g_str_equal (value, "me") && g_str_equal (column, "assignee"))
    return self->actor->id;
  if (g_str_equal (value, "me") && g_str_equal (column, "agency"))
    return self->actor->agency;
  return value;
}

/* "none" is the absent value: 0 for a number of `term`, NULL for text. */
static void
append_one (Builder *self, const char *column, const char *value, gboolean is_term)
{
  if (g_str_equal (value, "none"))
    g_string_append (self->where, is_term ? "0" : "''");
  else if (is_term)
    {
      g_string_append (self->where, "(SELECT number FROM term WHERE text = ");
      append_bind (self, resolve (self, column, value));
      g_string_append_c (self->where, ')');
    }
  else
    append_bind (self, value);
}

static void
append_values (Builder *self,
               const GaungCondition *condition,
               gboolean is_negative,
               gboolean is_term)
{
  guint n = 0;

  for (gsize i = 0; condition->values[i] != NULL; i++)
    n += (condition->values[i][0] == '-') == is_negative;
  if (n == 0)
    return;

  begin (self);
  if (is_negative)
    /* Of an unknown word nothing is left to exclude: NULL must not make the whole condition NULL.
     */
    g_string_append (self->where, "NOT ");
  g_string_append (self->where, "(");
  for (gsize i = 0, k = 0; condition->values[i] != NULL; i++)
    {
      const char *value = condition->values[i];

      if ((value[0] == '-') != is_negative)
        continue;
      if (k++ > 0)
        g_string_append (self->where, " OR ");
      if (is_negative || !is_term)
        g_string_append_printf (self->where, "ifnull(document.%s, '') = ", condition->name);
      else
        g_string_append_printf (self->where, "document.%s = ", condition->name);
      if (is_negative && is_term)
        g_string_append (self->where, "ifnull(");
      append_one (self, condition->name, value + is_negative, is_term);
      if (is_negative && is_term)
        g_string_append (self->where, ", -1)");
    }
  g_string_append (self->where, ")");
}

/* parent and key with one value: as the index wants it. */
static gboolean
append_exact (Builder *self, const GaungCondition *condition)
{
  if (condition->values[1] != NULL || condition->values[0][0] == '-'
      || g_str_equal (condition->values[0], "none"))
    return FALSE;
  begin (self);
  g_string_append_printf (self->where, "document.%s = ", condition->name);
  append_bind (self, condition->values[0]);
  return TRUE;
}

static void
append_flags (Builder *self, const char *value)
{
  g_auto (GStrv) names = g_strsplit (value, "+", -1);

  g_string_append_c (self->where, '(');
  for (gsize i = 0; names[i] != NULL; i++)
    {
      guint flag = 0;

      if (i > 0)
        g_string_append (self->where, " AND ");
      if (!gaung_query_find_flag (names[i], &flag))
        g_string_append (self->where, "0");
      else if (flag != 0)
        g_string_append_printf (self->where, "(document.flags & %u)", flag);
      else
        g_string_append (self->where, g_str_equal (names[i], "new") ? "document.fresh" : "1");
    }
  g_string_append_c (self->where, ')');
}

static void
append_is (Builder *self, const GaungCondition *condition)
{
  guint n = 0;

  for (gsize i = 0; condition->values[i] != NULL; i++)
    if (condition->values[i][0] != '-')
      {
        if (n++ == 0)
          {
            begin (self);
            g_string_append_c (self->where, '(');
          }
        else
          g_string_append (self->where, " OR ");
        append_flags (self, condition->values[i]);
      }
  if (n > 0)
    g_string_append_c (self->where, ')');
  for (gsize i = 0; condition->values[i] != NULL; i++)
    if (condition->values[i][0] == '-')
      {
        begin (self);
        g_string_append (self->where, "NOT ");
        append_flags (self, condition->values[i] + 1);
      }
}

static void
append_bounds (Builder *self, const GaungCondition *condition)
{
  const char *column = g_str_equal (condition->name, "due") ? "rank" : condition->name;
  gint64 from, to;

  begin (self);
  if (!gaung_query_get_bounds (condition->operator, condition->values[0], &from, &to))
    {
      g_string_append (self->where, "0");
      return;
    }
  /* A rank is a due instant only in this range. */
  if (g_str_equal (column, "rank"))
    {
      from = MAX (from, 1);
      to = MIN (to, GAUNG_RANK_NO_DUE);
    }
  if (*condition->operator== '-')
    g_string_append (self->where, "NOT ");
  g_string_append_printf (self->where,
                          "(document.%s >= %" G_GINT64_FORMAT " AND document.%s < %" G_GINT64_FORMAT
                          ")",
                          column,
                          MAX (from, -G_MAXINT64),
                          column,
                          to);
}

/* A scalar gives one row of json_each, a list one for each element. */
static void
append_member (Builder *self, const GaungCondition *condition, const char *value)
{
  const char *operator= condition->operator;
  gboolean is_negative = g_str_equal (operator, "!=");
  g_autofree char *folded = NULL;
  g_autofree char *path = g_strdup_printf ("$.\"%s\"", condition->name);

  if (g_str_equal (operator, ":") || is_negative)
    operator= "=";
  if (g_str_equal (condition->operator, ":") && value[0] == '-')
    {
      is_negative = TRUE;
      value++;
    }
  if (is_negative)
    g_string_append (self->where, "NOT ");
  g_string_append (self->where, "EXISTS (SELECT 1 FROM body, json_each (body.body, ");
  append_bind (self, path);
  g_string_append (self->where, ") AS member WHERE body.row = document.row AND ");
  if (g_str_equal (operator, "~"))
    {
      folded = gaung_fold (value);
      g_string_append (self->where, "instr (gaung_fold (member.value), ");
      append_bind (self, folded);
      g_string_append (self->where, ") > 0)");
      return;
    }
  g_string_append_printf (
      self->where, "CASE member.type WHEN 'text' THEN member.value %s ", operator);
  append_bind (self, value);
  g_string_append_printf (self->where,
                          " WHEN 'integer' THEN member.value %s CAST (?%u AS NUMERIC)"
                          " WHEN 'real' THEN member.value %s CAST (?%u AS NUMERIC)"
                          " ELSE member.type %s ?%u END)",
                          operator,
                          self->sql->binds->len,
                          operator,
                          self->sql->binds->len,
                          operator,
                          self->sql->binds->len);
}

static void
append_members (Builder *self, const GaungCondition *condition)
{
  guint n = 0;

  for (gsize i = 0; condition->values[i] != NULL; i++)
    if (condition->values[i][0] != '-' || !g_str_equal (condition->operator, ":"))
      {
        if (n++ == 0)
          {
            begin (self);
            g_string_append_c (self->where, '(');
          }
        else
          g_string_append (self->where, " OR ");
        append_member (self, condition, condition->values[i]);
      }
  if (n > 0)
    g_string_append_c (self->where, ')');
  if (!g_str_equal (condition->operator, ":"))
    return;
  for (gsize i = 0; condition->values[i] != NULL; i++)
    if (condition->values[i][0] == '-')
      {
        begin (self);
        append_member (self, condition, condition->values[i]);
      }
}

/* Records removed by their state are hidden unless asked for. */
static gboolean
is_inactive_asked (const GaungQuery *query)
{
  const GaungCondition *is = gaung_query_find (query, "is", ":");
  const GaungCondition *state = gaung_query_find (query, "state", ":");

  for (gsize i = 0; is != NULL && is->values[i] != NULL; i++)
    if (strstr (is->values[i], "inactive") != NULL || strstr (is->values[i], "any") != NULL)
      return TRUE;
  for (gsize i = 0; state != NULL && state->values[i] != NULL; i++)
    if (state->values[i][0] != '-')
      return TRUE;
  return FALSE;
}

/* Every alternative of `is` has open, so the small index of what is open answers. */
static gboolean
is_open_only (const GaungQuery *query)
{
  const GaungCondition *is = gaung_query_find (query, "is", ":");
  guint n = 0;

  for (gsize i = 0; is != NULL && is->values[i] != NULL; i++)
    {
      g_auto (GStrv) names = NULL;

      if (is->values[i][0] == '-')
        continue;
      names = g_strsplit (is->values[i], "+", -1);
      if (!g_strv_contains ((const char *const *) names, "open"))
        return FALSE;
      n++;
    }
  return n > 0;
}

static const char *
choose_index (const GaungQuery *query, gboolean has_parent, gboolean has_key, gboolean is_open)
{
  static const char *const by_sort[]
      = { "document_rank", "document_at", "document_at", "document_changed" };

  if (has_parent)
    return "document_parent";
  if (query->type == NULL)
    return NULL;
  if (has_key)
    return "document_key";
  return is_open ? "document_open" : by_sort[query->sort];
}

/* Each word is a prefix and all must be there. A single letter narrows nothing down and is left
 * out. A reference that was typed in full is found as well, however it was spelt. */
static char *
make_match (const char *words)
{
  g_autofree char *valid = g_utf8_make_valid (words, -1);
  g_autofree char *folded = gaung_fold (valid);
  g_autofree char *reference = gaung_reference_normalize (valid);
  g_auto (GStrv) tokens = g_strsplit (folded, " ", -1);
  g_autoptr (GString) match = g_string_new (NULL);
  guint n_words = 0;

  for (gsize i = 0; tokens[i] != NULL && n_words < MAX_WORDS; i++)
    {
      gunichar first = g_utf8_get_char (tokens[i]);

      if (*tokens[i] == '\0' || (tokens[i][1] == '\0' && g_ascii_isalpha (first)))
        continue;
      n_words++;
      g_string_append_printf (match, "%s\"%s\" *", match->len > 0 ? " AND " : "", tokens[i]);
    }
  if (reference != NULL)
    {
      g_autofree char *folded_reference = gaung_fold (reference);
      g_auto (GStrv) parts = g_strsplit (folded_reference, " ", -1);
      g_autofree char *all = g_strjoinv ("\" AND \"", parts);

      if (match->len > 0)
        {
          g_string_prepend (match, "(");
          g_string_append (match, ") OR ");
        }
      g_string_append_printf (match, "(\"%s\")", all);
    }
  return match->len > 0 ? g_string_free_and_steal (g_steal_pointer (&match)) : NULL;
}

char *
gaung_sql_type_token (const char *type)
{
  g_autofree char *key = gaung_fold_key (type);

  return g_strconcat ("\302\244", key, NULL);
}

/* By a field of that name, or by what their index says: these two lie below their service. */
static gboolean
has_parents (const char *type)
{
  const GaungRecordType *record_type = gaung_record_type_find (type);

  if (g_str_equal (type, "question") || g_str_equal (type, "visit"))
    return TRUE;
  for (gsize i = 0; record_type != NULL && record_type->fields[i].name != NULL; i++)
    if (g_str_equal (record_type->fields[i].member, "parent"))
      return TRUE;
  return record_type == NULL;
}

/* The words among the hits of one type: FTS5 leaps from hit to hit. */
static char *
match_type (const char *type, char *match)
{
  g_autofree char *token = gaung_sql_type_token (type);
  g_autofree char *words = match;

  return g_strdup_printf ("\"%s\" AND (%s)", token, words);
}

/* Does @query look at more than the columns that a row of every list shows? */
static gboolean
looks_inside (const GaungQuery *query)
{
  for (guint i = 0; i < query->conditions->len; i++)
    {
      const GaungCondition *condition = g_ptr_array_index (query->conditions, i);

      if (!(g_str_equal (condition->operator, ":")
            && (g_str_equal (condition->name, "is") || g_str_equal (condition->name, "key")
                || g_str_equal (condition->name, "parent")
                || gaung_query_is_term_column (condition->name)))
          && !gaung_query_is_time_column (condition->name))
        return TRUE;
    }
  return FALSE;
}

/* @alias is held by an agency for which the actor works; as gaung_complaint_is_held_by(). */
static void
append_is_held (Builder *self, const char *alias)
{
  gboolean is_first = TRUE;

  g_string_append_printf (self->where, "%s.agency IN (", alias);
  for (gsize i = 0; self->actor->roles != NULL && self->actor->roles[i] != NULL; i++)
    if (g_str_has_prefix (self->actor->roles[i], "agency-")
        && gaung_actor_has_role (self->actor, "staff"))
      {
        if (!is_first)
          g_string_append (self->where, ", ");
        g_string_append (self->where, "(SELECT number FROM term WHERE text = ");
        append_bind (self, self->actor->roles[i] + strlen ("agency-"));
        g_string_append_c (self->where, ')');
        is_first = FALSE;
      }
  g_string_append_c (self->where, ')');
}

/* That a secret complaint is found by a word tells that the word is in it: nobody learns that who
 * may not read it. Its reference may be known to anybody. What belongs to it is as secret as it is.
 */
static void
append_secrecy (Builder *self, const GaungQuery *query)
{
  g_autofree char *reference = NULL;
  g_autofree char *valid = query->words ? g_utf8_make_valid (query->words, -1) : NULL;
  gboolean is_inside = looks_inside (query);

  if (self->actor != NULL && gaung_actor_has_role (self->actor, "coordinator"))
    return;
  reference = valid ? gaung_reference_normalize (valid) : NULL;
  if (is_inside || (self->sql->match != NULL && reference == NULL))
    {
      begin (self);
      g_string_append_printf (self->where, "(NOT (document.flags & %u) OR ", GAUNG_INDEX_SECRET);
      append_is_held (self, "document");
      g_string_append_c (self->where, ')');
    }
  if ((is_inside || self->sql->match != NULL) && (query->type == NULL || has_parents (query->type)))
    {
      begin (self);
      g_string_append_printf (self->where,
                              "NOT EXISTS (SELECT 1 FROM document AS whole"
                              " WHERE whole.id = document.parent AND (whole.flags & %u) AND NOT ",
                              GAUNG_INDEX_SECRET);
      append_is_held (self, "whole");
      g_string_append_c (self->where, ')');
    }
}

static void
append_conditions (Builder *self, const GaungQuery *query, gboolean *has_parent, gboolean *has_key)
{
  for (guint i = 0; i < query->conditions->len; i++)
    {
      const GaungCondition *condition = g_ptr_array_index (query->conditions, i);
      gboolean is_set = g_str_equal (condition->operator, ":");

      if (is_set && g_str_equal (condition->name, "parent"))
        *has_parent = append_exact (self, condition);
      else if (is_set && g_str_equal (condition->name, "key"))
        *has_key = append_exact (self, condition);
      if (is_set
          && (g_str_equal (condition->name, "parent") || g_str_equal (condition->name, "key")))
        {
          if ((g_str_equal (condition->name, "parent") && *has_parent)
              || (g_str_equal (condition->name, "key") && *has_key))
            continue;
          append_values (self, condition, FALSE, FALSE);
          append_values (self, condition, TRUE, FALSE);
        }
      else if (is_set && g_str_equal (condition->name, "is"))
        append_is (self, condition);
      else if (is_set && gaung_query_is_term_column (condition->name))
        {
          append_values (self, condition, FALSE, TRUE);
          append_values (self, condition, TRUE, TRUE);
        }
      else if (gaung_query_is_time_column (condition->name))
        append_bounds (self, condition);
      else
        append_members (self, condition);
    }
}

/* @actor is "me", and sees what @actor may see. */
GaungSql *
gaung_sql_new (const GaungQuery *query, const GaungActor *actor)
{
  static const char *const keys[] = { "rank", "at", "at", "changed" };
  GaungSql *self = g_new0 (GaungSql, 1);
  g_autoptr (GString) where = g_string_new (NULL);
  Builder builder = { self, where, actor };
  gboolean has_parent = FALSE, has_key = FALSE, is_open = is_open_only (query);
  const char *index;

  self->binds = g_ptr_array_new_with_free_func (g_free);
  self->key = keys[query->sort];
  self->is_descending = query->sort == GAUNG_SORT_NEWEST || query->sort == GAUNG_SORT_CHANGED;
  self->match = make_match (query->words);

  if (query->type != NULL && self->match != NULL)
    {
      self->match = match_type (query->type, self->match);
      self->is_dense = !has_parents (query->type);
    }
  if (query->type != NULL)
    {
      g_string_append (where, "document.type = (SELECT number FROM term WHERE text = ");
      append_bind (&builder, query->type);
      g_string_append_c (where, ')');
    }
  append_conditions (&builder, query, &has_parent, &has_key);
  append_secrecy (&builder, query);
  if (is_open)
    {
      /* Word for word as in the index. */
      begin (&builder);
      g_string_append (where, "(document.flags & 1)");
    }
  if (!is_inactive_asked (query))
    {
      begin (&builder);
      g_string_append_printf (where, "NOT (document.flags & %u)", GAUNG_INDEX_INACTIVE);
    }
  if (where->len == 0)
    g_string_append (where, "1");
  self->where = g_string_free_and_steal (g_steal_pointer (&where));

  index = choose_index (query, has_parent, has_key, is_open);
  if (index != NULL)
    self->from = g_strconcat ("document INDEXED BY ", index, NULL);
  else
    self->from = g_strdup ("document");
  return self;
}

void
gaung_sql_free (GaungSql *self)
{
  if (self == NULL)
    return;
  g_free (self->from);
  g_free (self->where);
  g_free (self->match);
  g_ptr_array_unref (self->binds);
  g_free (self);
}

gboolean
gaung_sql_equal (const GaungSql *a, const GaungSql *b)
{
  if (!g_str_equal (a->where, b->where) || g_strcmp0 (a->match, b->match) != 0
      || a->binds->len != b->binds->len)
    return FALSE;
  for (guint i = 0; i < a->binds->len; i++)
    if (g_strcmp0 (g_ptr_array_index (a->binds, i), g_ptr_array_index (b->binds, i)) != 0)
      return FALSE;
  return TRUE;
}

static void
bind (const GaungSql *self, GaungStatement *statement)
{
  for (guint i = 0; i < self->binds->len; i++)
    gaung_statement_bind_text (statement, i + 1, g_ptr_array_index (self->binds, i));
}

GaungStatement *
gaung_sql_prepare (
    const GaungSql *self, GaungDatabase *database, const char *columns, guint limit, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *direction = self->is_descending ? "DESC" : "ASC";
  GaungStatement *statement;
  guint n = self->binds->len;

  g_string_append_printf (text, "SELECT %s FROM ", columns);
  if (self->match != NULL)
    g_string_append_printf (text,
                            "search CROSS JOIN document %s ON document.row = search.rowid"
                            " WHERE search MATCH ?%u AND %s%s",
                            self->is_dense ? "INDEXED BY document_row" : "",
                            n + 1,
                            self->is_dense ? "document.parent IS NULL AND " : "",
                            self->where);
  else
    g_string_append_printf (text, "%s WHERE %s", self->from, self->where);
  if (!g_str_has_prefix (columns, "count"))
    {
      if (self->match != NULL)
        g_string_append (text, " ORDER BY search.rowid DESC");
      else
        g_string_append_printf (
            text, " ORDER BY document.%s %s, document.row %s", self->key, direction, direction);
    }
  if (limit > 0)
    g_string_append_printf (text, " LIMIT ?%u", n + 2);

  statement = gaung_database_prepare (database, text->str, error);
  if (statement == NULL)
    return NULL;
  bind (self, statement);
  if (self->match != NULL)
    gaung_statement_bind_text (statement, n + 1, self->match);
  if (limit > 0)
    gaung_statement_bind_integer (statement, n + 2, limit);
  return statement;
}

int
gaung_sql_compare (const GaungSql *self, const GaungKey *a, const GaungKey *b)
{
  int order = a->key != b->key ? (a->key < b->key ? -1 : 1) : (a->row > b->row) - (a->row < b->row);

  return self->is_descending ? -order : order;
}

static int
compare_keys (gconstpointer a, gconstpointer b, gpointer data)
{
  return gaung_sql_compare (data, a, b);
}

GArray *
gaung_sql_collect (
    const GaungSql *self, GaungDatabase *database, guint max_hits, guint limit, GError **error)
{
  g_autofree char *columns = g_strdup_printf ("document.row, document.%s", self->key);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (GaungKey));
  g_autoptr (GaungStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;

  statement
      = gaung_sql_prepare (self, database, columns, self->match != NULL ? max_hits : limit, error);
  if (statement == NULL)
    return NULL;
  while (gaung_statement_step (statement, &local_error))
    {
      GaungKey key = { .key = gaung_statement_get_integer (statement, 1),
                       .row = gaung_statement_get_integer (statement, 0) };

      g_array_append_val (keys, key);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (self->match != NULL)
    {
      g_array_sort_with_data (keys, compare_keys, (gpointer) self);
      if (limit > 0 && keys->len > limit)
        g_array_set_size (keys, limit);
    }
  return g_steal_pointer (&keys);
}

gboolean
gaung_sql_test_row (
    const GaungSql *self, GaungDatabase *database, gint64 row, gint64 *key, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GaungStatement) statement = NULL;
  guint n = self->binds->len;

  g_string_append_printf (text,
                          "SELECT document.%s FROM document WHERE document.row = ?%u AND %s",
                          self->key,
                          n + 1,
                          self->where);
  if (self->match != NULL)
    g_string_append_printf (
        text,
        " AND EXISTS (SELECT 1 FROM search WHERE search MATCH ?%u AND rowid = ?%u)",
        n + 2,
        n + 1);
  statement = gaung_database_prepare (database, text->str, error);
  if (statement == NULL)
    return FALSE;
  bind (self, statement);
  gaung_statement_bind_integer (statement, n + 1, row);
  if (self->match != NULL)
    gaung_statement_bind_text (statement, n + 2, self->match);
  if (!gaung_statement_step (statement, error))
    return FALSE;
  *key = gaung_statement_get_integer (statement, 0);
  return TRUE;
}
