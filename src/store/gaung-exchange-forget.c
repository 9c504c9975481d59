/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Retention: what was closed long ago, and is whole on the server, need not be on every desk. */
#include "config.h"

#include "gaung-exchange-private.h"

#include "gaung-json.h"
#include "gaung-rows-private.h"

/* Complaints in one transaction. */
#define STEP 50

/* Closed before an instant (see GAUNG_RANK_CLOSED), with nothing unsent, no open conflict, no
 * draft, and nothing unread. */
static const char closed_sql[]
    = "SELECT d.id FROM document d WHERE d.type = (SELECT number FROM term WHERE text = "
      "'complaint')"
      " AND NOT (d.flags & 1) AND d.rank > ?1 AND d.rank <= ?2"
      " AND d.rev IS NOT NULL AND d.sync = 0 AND NOT d.fresh"
      " AND NOT EXISTS (SELECT 1 FROM document e WHERE e.parent = d.id"
      "   AND (e.rev IS NULL OR e.sync <> 0 OR e.fresh))"
      " AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.id = d.id AND c.resolved_at IS NULL)"
      " AND NOT EXISTS (SELECT 1 FROM draft WHERE substr (key, 1, length (d.id)) = d.id)";

static void
add_names (GHashTable *names, JsonObject *document)
{
  JsonArray *attachments = gaung_json_get_array (document, "attachments");
  const char *reporter = gaung_json_get_string (document, "reporter", NULL);

  if (reporter != NULL)
    g_hash_table_add (names, g_strdup (reporter));
  for (guint i = 0; attachments != NULL && i < json_array_get_length (attachments); i++)
    {
      JsonNode *node = json_array_get_element (attachments, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_hash_table_add (names, g_strdup (json_node_get_string (node)));
    }
}

/* Who and what the records that stay, or those that go, name. @going: ids of complaints. */
static gboolean
collect_names (GaungStore *store,
               GHashTable *going,
               GHashTable *of_going,
               GHashTable *of_staying,
               GCancellable *cancellable,
               GError **error)
{
  g_auto (GaungReader) reader = { 0 };
  g_autoptr (GaungStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!gaung_store_acquire (store, &reader, error))
    return FALSE;
  statement = gaung_database_prepare (
      reader.database,
      "SELECT ifnull (d.parent, d.id), b.body FROM document d JOIN body b USING (row)"
      " WHERE d.type IN (SELECT number FROM term WHERE text IN ('complaint', 'entry'))"
      " AND (d.parent IS NULL OR (d.flags & 16))",
      error);
  if (statement == NULL)
    return FALSE;
  while (gaung_statement_step (statement, &local_error))
    {
      g_autoptr (JsonObject) document = gaung_json_parse_object (
          gaung_statement_get_text (statement, 1), gaung_statement_get_length (statement, 1), NULL);
      const char *complaint = gaung_statement_get_text (statement, 0);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (document != NULL)
        add_names (g_hash_table_contains (going, complaint) ? of_going : of_staying, document);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
forget_one (GaungTransaction *self, const char *id, const char *complaint, GError **error)
{
  GaungDatabase *database = self->store->writer;
  g_auto (GaungStored) stored = { 0 };

  if (!gaung_transaction_read_stored (self, id, &stored, error))
    return FALSE;
  if (stored.row == 0 || stored.rev == NULL || stored.sync != GAUNG_SYNC_SYNCED)
    return TRUE;
  return gaung_database_run (database,
                             error,
                             "INSERT OR REPLACE INTO forgotten (db, id, rev, complaint)"
                             " SELECT db, id, rev, ?2 FROM document WHERE id = ?1"
                             " UNION ALL SELECT db, id, rev, ?2 FROM twin WHERE id = ?1",
                             "tt",
                             id,
                             complaint)
         && gaung_database_run (database, error, "DELETE FROM twin WHERE id = ?1", "t", id)
         && gaung_transaction_remove (self, id, stored.row, error);
}

/* What is true of it now counts: it may have been written to since it was chosen. */
static gboolean
is_still_closed (
    GaungTransaction *self, const char *id, GaungInstant before, gboolean *result, GError **error)
{
  g_autofree char *sql
      = g_strconcat ("SELECT count(*) FROM (", closed_sql, " AND d.id = ?3)", NULL);
  gint64 n;

  if (!gaung_database_read_integer (self->store->writer,
                                    0,
                                    &n,
                                    error,
                                    sql,
                                    "iit",
                                    GAUNG_RANK_CLOSED - before,
                                    G_MAXINT64,
                                    id))
    return FALSE;
  *result = n > 0;
  return TRUE;
}

static gboolean
forget_complaint (
    GaungTransaction *self, const char *id, GaungInstant before, guint *n_forgotten, GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  gboolean is_closed = FALSE;

  if (!is_still_closed (self, id, before, &is_closed, error))
    return FALSE;
  if (!is_closed)
    return TRUE;
  entries = gaung_database_read_rows (self->store->writer,
                                      gaung_row_read_text,
                                      g_free,
                                      error,
                                      "SELECT id FROM document WHERE parent = ?1",
                                      "t",
                                      id);
  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    if (!forget_one (self, g_ptr_array_index (entries, i), id, error))
      return FALSE;
  (*n_forgotten)++;
  return forget_one (self, id, NULL, error);
}

typedef gboolean (*ForgetFunc) (
    GaungTransaction *self, const char *id, GaungInstant before, guint *n, GError **error);

static gboolean
forget_named (GaungTransaction *self, const char *id, GaungInstant before, guint *n, GError **error)
{
  return forget_one (self, id, NULL, error);
}

static gboolean
forget_all (GaungStore *store,
            GPtrArray *ids,
            ForgetFunc func,
            GaungInstant before,
            guint *n,
            GCancellable *cancellable,
            GError **error)
{
  for (guint i = 0; i < ids->len;)
    {
      GaungTransaction transaction;
      gboolean is_good = TRUE;
      guint counted = 0;

      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !gaung_transaction_begin (&transaction, store, error))
        return FALSE;
      for (guint k = 0; is_good && k < STEP && i < ids->len; k++, i++)
        is_good = func (&transaction, g_ptr_array_index (ids, i), before, &counted, error);
      if (!gaung_transaction_end (&transaction, is_good, error))
        return FALSE;
      *n += counted;
      gaung_store_yield_writer (store);
    }
  return TRUE;
}

static GPtrArray *
subtract (GHashTable *names, GHashTable *staying)
{
  GPtrArray *left = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_hash_table_contains (staying, name))
      g_ptr_array_add (left, g_strdup (name));
  return left;
}

/**
 * gaung_exchange_forget_closed:
 * @n_forgotten: (out) (optional): complaints
 *
 * In several transactions. Persons and attachments go when nothing that stays names them.
 */
gboolean
gaung_exchange_forget_closed (GaungStore *store,
                              GaungInstant before,
                              guint *n_forgotten,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autoptr (GPtrArray) complaints = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GHashTable) going = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) of_going = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) of_staying = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = 0, n_named = 0;

  g_return_val_if_fail (GAUNG_IS_STORE (store), FALSE);

  if (n_forgotten != NULL)
    *n_forgotten = 0;
  complaints = gaung_store_read_rows (store,
                                      gaung_row_read_text,
                                      g_free,
                                      error,
                                      closed_sql,
                                      "ii",
                                      GAUNG_RANK_CLOSED - before,
                                      G_MAXINT64);
  if (complaints == NULL)
    return FALSE;
  for (guint i = 0; i < complaints->len; i++)
    g_hash_table_add (going, g_ptr_array_index (complaints, i));
  if (complaints->len == 0)
    return TRUE;
  if (!collect_names (store, going, of_going, of_staying, cancellable, error)
      || !forget_all (store, complaints, forget_complaint, before, &n, cancellable, error))
    return FALSE;
  left = subtract (of_going, of_staying);
  if (n_forgotten != NULL)
    *n_forgotten = n;
  return forget_all (store, left, forget_named, before, &n_named, cancellable, error);
}

gboolean
gaung_page_recall (
    GaungPage *self, const char *id, const char *revision, gboolean *is_unwanted, GError **error)
{
  GaungDatabase *database = self->transaction.store->writer;
  gint64 state;

  /* 0: never forgotten, or changed since; 1: as it was, unwanted; 2: as it was, wanted */
  if (!gaung_database_read_integer (
          database,
          0,
          &state,
          error,
          "SELECT 1 + is_wanted FROM forgotten WHERE db = ?1 AND id = ?2 AND rev = ?3",
          "itt",
          self->db,
          id,
          revision))
    return FALSE;
  *is_unwanted = state == 1;
  self->is_returning = state == 2;
  return *is_unwanted
         || gaung_database_run (database,
                                error,
                                "DELETE FROM forgotten WHERE db = ?1 AND id = ?2",
                                "it",
                                self->db,
                                id);
}

gboolean
gaung_exchange_want_kin (GaungTransaction *self, GaungRecord *record, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *parent = gaung_record_get_string (record, "parent");
  GHashTableIter iter;
  gpointer name;

  add_names (names, gaung_record_get_json (record));
  if (parent != NULL)
    g_hash_table_add (names, g_strdup (parent));
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!gaung_database_run (self->store->writer,
                             error,
                             "UPDATE forgotten SET is_wanted = 1 WHERE id = ?1",
                             "t",
                             name))
      return FALSE;
  return gaung_database_run (self->store->writer,
                             error,
                             "UPDATE forgotten SET is_wanted = 1 WHERE complaint = ?1",
                             "t",
                             gaung_record_get_id (record));
}

/**
 * gaung_exchange_list_wanted:
 *
 * Returns: (transfer full) (element-type utf8)
 */
GPtrArray *
gaung_exchange_list_wanted (GaungStore *store, const char *database, guint limit, GError **error)
{
  g_return_val_if_fail (GAUNG_IS_STORE (store), NULL);
  g_return_val_if_fail (database != NULL, NULL);

  return gaung_store_read_rows (
      store,
      gaung_row_read_text,
      g_free,
      error,
      "SELECT id FROM forgotten WHERE db = (SELECT number FROM term WHERE text = ?1) AND is_wanted"
      " ORDER BY id LIMIT ?2",
      "ti",
      database,
      (gint64) limit);
}
