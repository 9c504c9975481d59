/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One transaction of the writer, and the writing of one document in it. */
#include "config.h"

#include "gaung-transaction-private.h"

void
gaung_stored_clear (GaungStored *self)
{
  g_clear_pointer (&self->rev, g_free);
  g_clear_pointer (&self->change, g_free);
  *self = (GaungStored) { 0 };
}

gboolean
gaung_transaction_begin (GaungTransaction *self, GaungStore *store, GError **error)
{
  *self = (GaungTransaction) { .store = store,
                               .rules = gaung_store_get_rules (store),
                               .actor = gaung_store_get_actor (store) };
  gaung_store_lock_writer (store);
  if (!gaung_store_check_open (store, error))
    goto failed;
  if (store->is_bulk)
    {
      g_set_error_literal (
          error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_BUSY, "A bulk load is under way");
      goto failed;
    }
  if (!gaung_database_begin (store->writer, error))
    goto failed;
  if (!gaung_store_next_seq (store, &self->first_seq, error))
    {
      gaung_database_rollback (store->writer);
      goto failed;
    }
  self->seq = self->first_seq;
  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_store_change_free);
  return TRUE;

failed:
  g_rec_mutex_unlock (&store->writer_lock);
  return FALSE;
}

static gboolean
commit (GaungTransaction *self, GError **error)
{
  GaungDatabase *database = self->store->writer;

  if (self->has_rules
      && !gaung_database_run (
          database,
          error,
          "INSERT OR REPLACE INTO setting (key, value) VALUES ('store.ranking', '1')",
          ""))
    return FALSE;
  return gaung_database_commit (database, error);
}

gboolean
gaung_transaction_end (GaungTransaction *self, gboolean is_good, GError **error)
{
  GaungStore *store = self->store;

  is_good = is_good && commit (self, error);
  if (is_good)
    {
      if (self->has_actor)
        gaung_store_drop_actor (store);
      if (self->has_rules)
        gaung_store_drop_rules (store);
      gaung_store_announce (
          store, g_steal_pointer (&self->changes), self->first_seq + 1, self->seq);
      if (self->has_exchange)
        gaung_store_announce_exchange (store);
      if (self->has_rules)
        gaung_store_start_ranking (store);
    }
  else
    {
      gaung_database_rollback (store->writer);
      /* The words that this transaction had numbered have no number now. */
      g_hash_table_remove_all (store->terms);
    }
  g_rec_mutex_unlock (&store->writer_lock);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  return is_good;
}

void
gaung_transaction_forget_changes (GaungTransaction *self)
{
  g_clear_pointer (&self->changes, g_ptr_array_unref);
}

gboolean
gaung_transaction_read_stored (GaungTransaction *self,
                               const char *id,
                               GaungStored *stored,
                               GError **error)
{
  g_autoptr (GaungStatement) statement = gaung_database_prepare (
      self->store->writer,
      "SELECT row, db, rev, change, sync, local_rev, fresh FROM document WHERE id = ?1",
      error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  gaung_statement_bind (statement, "t", id);
  if (gaung_statement_step (statement, &local_error))
    {
      stored->row = gaung_statement_get_integer (statement, 0);
      stored->db = gaung_statement_get_integer (statement, 1);
      stored->rev = g_strdup (gaung_statement_get_text (statement, 2));
      stored->change = g_strdup (gaung_statement_get_text (statement, 3));
      stored->sync = gaung_statement_get_integer (statement, 4);
      stored->local_rev = gaung_statement_get_integer (statement, 5);
      stored->is_fresh = gaung_statement_get_integer (statement, 6) != 0;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

#define COLUMN_TYPES "iiiiiiiiiiiitt"
#define COLUMN_VALUES(columns)                                                                     \
  (columns)->type, (columns)->rank, (columns)->at, (columns)->changed, (columns)->flags,           \
      (columns)->agency, (columns)->assignee, (columns)->state, (columns)->category,               \
      (columns)->channel, (columns)->district, (columns)->village, (columns)->parent,              \
      (columns)->key

static gboolean
insert_document (GaungTransaction *self,
                 GaungStored *stored,
                 GaungRecord *record,
                 const GaungPut *put,
                 const GaungColumns *columns,
                 const char *text,
                 GError **error)
{
  GaungDatabase *database = self->store->writer;

  if (!gaung_database_run (
          database,
          error,
          "INSERT INTO document (id, change, sync, local_rev, seq, fresh, db, rev, type, rank, at,"
          " changed, flags, agency, assignee, state, category, channel, district, village, parent,"
          " key) VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,"
          " ?17, ?18, ?19, ?20, ?21)",
          "ttiiiit" COLUMN_TYPES,
          gaung_record_get_id (record),
          gaung_record_get_change (record),
          (gint64) put->sync,
          self->seq,
          (gint64) put->is_fresh,
          put->db,
          put->rev,
          COLUMN_VALUES (columns)))
    return FALSE;
  stored->row = gaung_database_get_last_row (database);
  stored->local_rev = 1;
  return gaung_database_run (database,
                             error,
                             "INSERT INTO body (row, body, base) VALUES (?1, ?2, ?3)",
                             "itt",
                             stored->row,
                             text,
                             put->base == GAUNG_BASE_SET ? put->base_text : NULL);
}

static gboolean
update_document (GaungTransaction *self,
                 GaungStored *stored,
                 GaungRecord *record,
                 const GaungPut *put,
                 const GaungColumns *columns,
                 GError **error)
{
  stored->local_rev++;
  return gaung_database_run (
      self->store->writer,
      error,
      "UPDATE document SET change = ?2, sync = ?3, local_rev = ?4, seq = ?5, fresh = ?6,"
      " db = ?7, rev = ?8, type = ?9, rank = ?10, at = ?11, changed = ?12, flags = ?13,"
      " agency = ?14, assignee = ?15, state = ?16, category = ?17, channel = ?18, district = ?19,"
      " village = ?20, parent = ?21, key = ?22 WHERE row = ?1",
      "itiiiiit" COLUMN_TYPES,
      stored->row,
      gaung_record_get_change (record),
      (gint64) put->sync,
      stored->local_rev,
      self->seq,
      (gint64) put->is_fresh,
      put->db,
      put->rev,
      COLUMN_VALUES (columns));
}

static gboolean
update_body (GaungTransaction *self,
             const GaungStored *stored,
             const GaungPut *put,
             const char *text,
             GError **error)
{
  GaungDatabase *database = self->store->writer;

  if (put->base == GAUNG_BASE_SET)
    return gaung_database_run (database,
                               error,
                               "UPDATE body SET body = ?2, base = ?3 WHERE row = ?1",
                               "itt",
                               stored->row,
                               text,
                               put->base_text);
  return gaung_database_run (database,
                             error,
                             put->base == GAUNG_BASE_FROM_BODY
                                 ? "UPDATE body SET base = body, body = ?2 WHERE row = ?1"
                                 : "UPDATE body SET body = ?2 WHERE row = ?1",
                             "it",
                             stored->row,
                             text);
}

static void
note_change (GaungTransaction *self,
             gint64 row,
             GaungRecord *record,
             const char *parent,
             GaungChangeKind kind)
{
  const char *type = gaung_record_get_record_type (record)->name;

  if (self->changes != NULL && self->changes->len >= GAUNG_STORE_MAX_CHANGES)
    gaung_transaction_forget_changes (self);
  if (self->changes != NULL)
    g_ptr_array_add (
        self->changes,
        gaung_store_change_new (row, gaung_record_get_id (record), type, parent, kind));
  self->has_rules = self->has_rules || gaung_store_is_rule_type (type);
}

gboolean
gaung_transaction_put (GaungTransaction *self,
                       GaungStored *stored,
                       GaungRecord *record,
                       const GaungPut *put,
                       GError **error)
{
  g_autofree char *text = gaung_record_to_text (record);
  gboolean is_new = stored->row == 0;
  GaungColumns columns;
  gboolean is_written;

  self->seq++;
  if (!gaung_store_compute_columns (self->store, record, self->rules, &columns, error))
    return FALSE;
  if (is_new)
    is_written = insert_document (self, stored, record, put, &columns, text, error);
  else
    is_written = update_document (self, stored, record, put, &columns, error)
                 && update_body (self, stored, put, text, error);
  if (!is_written || !gaung_store_put_search (self->store, stored->row, record, is_new, error))
    return FALSE;
  note_change (self,
               stored->row,
               record,
               columns.parent,
               is_new ? GAUNG_CHANGE_CREATED : GAUNG_CHANGE_CHANGED);
  return TRUE;
}

gboolean
gaung_transaction_set_state (GaungTransaction *self,
                             const GaungStored *stored,
                             const GaungPut *put,
                             GError **error)
{
  GaungDatabase *database = self->store->writer;

  /* Most indexes have `fresh`: named here, each would be written, whether or not it changes. */
  if (!gaung_database_run (database,
                           error,
                           "UPDATE document SET sync = ?2, rev = ?3 WHERE row = ?1",
                           "iit",
                           stored->row,
                           (gint64) put->sync,
                           put->rev))
    return FALSE;
  if ((stored->db != put->db || stored->is_fresh != put->is_fresh)
      && !gaung_database_run (database,
                              error,
                              "UPDATE document SET db = ?2, fresh = ?3 WHERE row = ?1",
                              "iii",
                              stored->row,
                              put->db,
                              (gint64) put->is_fresh))
    return FALSE;
  if (put->base == GAUNG_BASE_KEEP)
    return TRUE;
  if (put->base == GAUNG_BASE_FROM_BODY)
    return gaung_database_run (
        database, error, "UPDATE body SET base = body WHERE row = ?1", "i", stored->row);
  return gaung_database_run (database,
                             error,
                             "UPDATE body SET base = ?2 WHERE row = ?1",
                             "it",
                             stored->row,
                             put->base_text);
}

gboolean
gaung_transaction_remove (GaungTransaction *self, const char *id, gint64 row, GError **error)
{
  GaungDatabase *database = self->store->writer;

  /* The number is used up although no document has it: else the next would come twice. */
  self->seq++;
  gaung_transaction_forget_changes (self);
  self->has_exchange = TRUE;
  return gaung_database_run (database, error, "UPDATE floor SET seq = ?1", "i", self->seq)
         && gaung_database_run (database, error, "DELETE FROM search WHERE rowid = ?1", "i", row)
         && gaung_database_run (database, error, "DELETE FROM body WHERE row = ?1", "i", row)
         && gaung_database_run (database, error, "DELETE FROM document WHERE row = ?1", "i", row)
         && gaung_database_run (database, error, "DELETE FROM attachment WHERE id = ?1", "t", id)
         && gaung_transaction_unqueue (self, id, error);
}

static char *
read_text (GaungTransaction *self, const char *sql, gint64 row, GError **error)
{
  return gaung_database_read_text (self->store->writer, error, sql, "i", row);
}

char *
gaung_transaction_read_body (GaungTransaction *self, gint64 row, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  char *body = read_text (self, "SELECT body FROM body WHERE row = ?1", row, &local_error);

  if (body == NULL && local_error == NULL)
    g_set_error_literal (
        error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_DAMAGED, "A document is missing");
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return body;
}

char *
gaung_transaction_read_base (GaungTransaction *self, gint64 row, GError **error)
{
  return read_text (self, "SELECT base FROM body WHERE row = ?1", row, error);
}

gboolean
gaung_transaction_queue (
    GaungTransaction *self, const char *id, gint64 local_rev, GaungInstant at, GError **error)
{
  self->has_exchange = TRUE;
  return gaung_database_run (
      self->store->writer,
      error,
      "INSERT INTO outbox (id, local_rev, at, edited_at) VALUES (?1, ?2, ?3, ?3)"
      " ON CONFLICT (id) DO UPDATE SET local_rev = excluded.local_rev, edited_at = excluded.at,"
      " tries = 0, not_before = NULL, is_parked = 0, code = NULL, reason = NULL",
      "tii",
      id,
      local_rev,
      at);
}

gboolean
gaung_transaction_unqueue (GaungTransaction *self, const char *id, GError **error)
{
  self->has_exchange = TRUE;
  return gaung_database_run (
             self->store->writer, error, "DELETE FROM outbox WHERE id = ?1", "t", id)
         && gaung_database_run (
             self->store->writer, error, "DELETE FROM sent WHERE id = ?1", "t", id);
}
