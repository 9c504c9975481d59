/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From one answer to the next, with the smallest items-changed. Both are sorted by the same total
 * order, so what they share is the longest common subsequence: one walk finds the least edits. */
#include "config.h"

#include "gaung-list-private.h"
#include "gaung-store-private.h"

/* Up to so many rows are moved one by one; each costs a walk through the rows. */
#define FEW_ROWS 8
/* More rows than this are cheaper to ask for anew, off this thread. */
#define MANY_ROWS 200
/* More changes than this are told as one: each costs a view a walk through its rows, and an answer
 * to other words differs from the last in thousands of places. */
#define MANY_RUNS 32

static GaungKey *
get_key (GaungList *self, guint position)
{
  return &g_array_index (self->keys, GaungKey, position);
}

static void
tell (GaungList *self, guint position, guint removed, guint added)
{
  if (removed == 0 && added == 0)
    return;
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  if (removed != added)
    g_object_notify (G_OBJECT (self), "n-items");
}

void
gaung_list_forget_item (GaungList *self, gint64 row)
{
  gpointer item = g_hash_table_lookup (self->items, GSIZE_TO_POINTER (row));

  if (item == NULL)
    return;
  g_object_weak_unref (item, gaung_list_item_gone_cb, self);
  g_hash_table_remove (self->items, GSIZE_TO_POINTER (row));
}

static void
forget_items (GaungList *self, GHashTable *rows)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    gaung_list_forget_item (self, GPOINTER_TO_SIZE (row));
}

guint
gaung_list_find_row (GaungList *self, gint64 row)
{
  const GaungKey *keys = (const GaungKey *) (void *) self->keys->data;
  guint n = self->old != NULL ? self->n_new : self->keys->len;

  for (guint i = 0; i < n; i++)
    if (keys[i].row == row)
      return i;
  if (self->old != NULL)
    for (guint i = self->n_old; i < self->old->len; i++)
      if (g_array_index (self->old, GaungKey, i).row == row)
        return i - self->n_old + self->n_new;
  return G_MAXUINT;
}

static guint
find_place (GaungList *self, const GaungKey *key)
{
  guint from = 0, to = self->keys->len;

  while (from < to)
    {
      guint middle = from + (to - from) / 2;

      if (gaung_sql_compare (self->sql, get_key (self, middle), key) < 0)
        from = middle + 1;
      else
        to = middle;
    }
  return from;
}

/* A run: what differs between one that stays and the next that does. */
typedef struct
{
  GaungSql *sql;
  GArray *old;
  GArray *keys;
  GHashTable *forced; /* (nullable): rows that do not stay even if they are in both */
  guint old_from, old_to;
  guint new_from, new_to;
} Run;

static int
compare (const Run *run, guint i, guint j)
{
  const GaungKey *a = &g_array_index (run->old, GaungKey, i);

  if (i >= run->old->len || j >= run->keys->len)
    return i >= run->old->len ? 1 : -1;
  return gaung_sql_compare (run->sql, a, &g_array_index (run->keys, GaungKey, j));
}

static gboolean
stays (const Run *run, guint i, guint j)
{
  return i < run->old->len && j < run->keys->len && compare (run, i, j) == 0
         && (run->forced == NULL
             || !g_hash_table_contains (
                 run->forced, GSIZE_TO_POINTER (g_array_index (run->old, GaungKey, i).row)));
}

static gboolean
find_run (Run *run)
{
  guint i = run->old_to, j = run->new_to;

  while (stays (run, i, j))
    i++, j++;
  run->old_from = i;
  run->new_from = j;
  while ((i < run->old->len || j < run->keys->len) && !stays (run, i, j))
    {
      int order = compare (run, i, j);

      i += order <= 0;
      j += order >= 0;
    }
  run->old_to = i;
  run->new_to = j;
  return i > run->old_from || j > run->new_from;
}

static gboolean
has_many_runs (Run run)
{
  guint n_runs = 0;

  while (n_runs <= MANY_RUNS && find_run (&run))
    n_runs++;
  return n_runs > MANY_RUNS;
}

/* All between the first and the last of what differs. */
static void
tell_as_one (GaungList *self, Run run)
{
  guint n_old = run.old->len, n_new = run.keys->len;

  find_run (&run);
  while (n_old > run.old_to && n_new > run.new_to && stays (&run, n_old - 1, n_new - 1))
    n_old--, n_new--;
  tell (self, run.new_from, n_old - run.old_from, n_new - run.new_from);
}

/* What those who listen believe: in the midst of a change the first of the new and the rest of the
 * old. */
static GArray *
take_told (GaungList *self)
{
  g_autoptr (GArray) keys = g_steal_pointer (&self->keys);
  GArray *old = g_steal_pointer (&self->old);
  GArray *told;

  if (old == NULL)
    return g_steal_pointer (&keys);
  told = g_array_new (FALSE, FALSE, sizeof (GaungKey));
  g_array_append_vals (told, keys->data, self->n_new);
  g_array_append_vals (told, &g_array_index (old, GaungKey, self->n_old), old->len - self->n_old);
  return told;
}

void
gaung_list_replace (GaungList *self, GArray *keys, GHashTable *forced)
{
  g_autoptr (GArray) old = take_told (self);
  g_autoptr (GArray) held = g_array_ref (keys);
  Run run = { .sql = self->sql, .old = old, .keys = keys, .forced = forced };

  if (forced != NULL)
    forget_items (self, forced);
  self->keys = keys;
  if (self->is_other_order)
    {
      /* Nothing keeps its place. */
      self->is_other_order = FALSE;
      tell (self, 0, old->len, keys->len);
      return;
    }
  if (has_many_runs (run))
    {
      tell_as_one (self, run);
      return;
    }
  self->old = old;
  self->n_old = self->n_new = 0;
  /* Who is told may ask for something else, and be answered at once: then this answer is over. */
  while (self->old == old && find_run (&run))
    {
      self->n_old = run.old_to;
      self->n_new = run.new_to;
      tell (self, run.new_from, run.old_to - run.old_from, run.new_to - run.new_from);
    }
  if (self->old == old)
    self->old = NULL;
}

static void
move_row (GaungList *self, gint64 row, gboolean is_member, gint64 key, gboolean is_told)
{
  GaungKey new_key = { .key = key, .row = row };
  guint position = gaung_list_find_row (self, row);

  if (position != G_MAXUINT && is_member && get_key (self, position)->key == key)
    {
      if (!is_told)
        tell (self, position, 1, 1);
      return;
    }
  if (position != G_MAXUINT)
    {
      g_array_remove_index (self->keys, position);
      tell (self, position, 1, 0);
    }
  if (is_member)
    {
      position = find_place (self, &new_key);
      g_array_insert_val (self->keys, position, new_key);
      tell (self, position, 0, 1);
    }
}

static int
compare_keys (gconstpointer a, gconstpointer b, gpointer data)
{
  return gaung_sql_compare (data, a, b);
}

/* One walk takes all of them out, one merges those that belong in. */
static GArray *
merge (GaungList *self, GHashTable *rows, GArray *members)
{
  GArray *keys
      = g_array_sized_new (FALSE, FALSE, sizeof (GaungKey), self->keys->len + members->len);
  guint j = 0;

  g_array_sort_with_data (members, compare_keys, self->sql);
  for (guint i = 0; i < self->keys->len; i++)
    {
      const GaungKey *key = get_key (self, i);

      if (g_hash_table_contains (rows, GSIZE_TO_POINTER (key->row)))
        continue;
      while (j < members->len
             && gaung_sql_compare (self->sql, &g_array_index (members, GaungKey, j), key) < 0)
        g_array_append_val (keys, g_array_index (members, GaungKey, j++));
      g_array_append_vals (keys, key, 1);
    }
  if (j < members->len)
    g_array_append_vals (keys, &g_array_index (members, GaungKey, j), members->len - j);
  return keys;
}

void
gaung_list_update_rows (GaungList *self, GHashTable *rows, gboolean is_told)
{
  g_auto (GaungReader) reader = { 0 };
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (GaungKey));
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (GaungKey));
  guint generation = self->generation; /* another one when who is told asks for something else */
  GHashTableIter iter;
  gpointer row;

  /* With words or a limit, one that goes lets another in: only the store knows which. */
  if (self->sql->match != NULL || self->query->limit > 0 || g_hash_table_size (rows) > MANY_ROWS
      || !gaung_store_acquire (self->store, &reader, NULL))
    {
      g_hash_table_iter_init (&iter, rows);
      while (g_hash_table_iter_next (&iter, &row, NULL))
        g_hash_table_add (self->stale, row);
      gaung_list_load (self, FALSE);
      return;
    }
  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    {
      GaungKey key = { .row = GPOINTER_TO_SIZE (row) };

      if (gaung_sql_test_row (self->sql, reader.database, key.row, &key.key, NULL))
        g_array_append_val (members, key);
      else
        g_array_append_val (others, key);
    }
  gaung_reader_release (&reader);

  if (g_hash_table_size (rows) > FEW_ROWS)
    {
      gaung_list_replace (self, merge (self, rows, members), is_told ? NULL : rows);
      return;
    }
  if (!is_told)
    forget_items (self, rows);
  for (guint i = 0; i < others->len && self->generation == generation; i++)
    move_row (self, g_array_index (others, GaungKey, i).row, FALSE, 0, is_told);
  for (guint i = 0; i < members->len && self->generation == generation; i++)
    move_row (self,
              g_array_index (members, GaungKey, i).row,
              TRUE,
              g_array_index (members, GaungKey, i).key,
              is_told);
}
