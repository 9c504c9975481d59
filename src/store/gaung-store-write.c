/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Carrying out a batch: records, outbox, search index, drafts and settings in one transaction. */
#include "config.h"

#include <string.h>

#include "gaung-schema-private.h"
#include "gaung-store-private.h"

#define CHUNK_BYTES (256 * 1024)

/* What a stored document is, before it is replaced. */
typedef struct
{
  gint64 row; /* 0: there is none */
  char *change;
  GaungSyncState sync;
  gint64 local_rev;
} Stored;

typedef struct
{
  GaungStore *store;
  GaungBatch *batch;
  /* Read before the writer's lock is taken: reading takes other locks. */
  GaungRules *rules;
  const GaungActor *actor;
  gint64 first_seq;
  gint64 seq;
  GPtrArray *changes; /* NULL when nobody will be told one by one */
  gboolean has_rules;
  gboolean has_actor;
} Commit;

static gboolean
read_stored (GaungDatabase *database, const char *id, Stored *stored, GError **error)
{
  g_autoptr (GaungStatement) statement = gaung_database_prepare (
      database, "SELECT row, change, sync, local_rev FROM document WHERE id = ?1", error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  gaung_statement_bind (statement, "t", id);
  if (gaung_statement_step (statement, &local_error))
    {
      stored->row = gaung_statement_get_integer (statement, 0);
      stored->change = g_strdup (gaung_statement_get_text (statement, 1));
      stored->sync = gaung_statement_get_integer (statement, 2);
      stored->local_rev = gaung_statement_get_integer (statement, 3);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
check_expected (const Stored *stored, const char *expected, GError **error)
{
  if (expected == NULL)
    return TRUE;
  if (*expected == '\0' && stored->row != 0)
    {
      g_set_error_literal (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_EXISTS, "The record exists");
      return FALSE;
    }
  if (*expected != '\0' && g_strcmp0 (stored->change, expected) != 0)
    {
      g_set_error_literal (error,
                           GAUNG_STORE_ERROR,
                           GAUNG_STORE_ERROR_CONFLICT,
                           "The record was changed since it was read");
      return FALSE;
    }
  return TRUE;
}

static gboolean
write_document (Commit *self,
                Stored *stored,
                GaungRecord *record,
                GaungSyncState sync,
                const GaungColumns *columns,
                GError **error)
{
  GaungDatabase *database = self->store->writer;
  gint64 fresh = (gaung_batch_get_flags (self->batch) & GAUNG_BATCH_FRESH) != 0;
  const char *change = gaung_record_get_change (record);
  gboolean is_written;

  if (stored->row == 0)
    {
      is_written = gaung_database_run (
          database,
          error,
          "INSERT INTO document (id, change, sync, local_rev, seq, fresh, type, rank, at, changed,"
          " flags, agency, assignee, state, category, channel, district, village, parent, key)"
          " VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, "
          "?18, ?19)",
          "ttiiiiiiiiiiiiiiitt",
          gaung_record_get_id (record),
          change,
          (gint64) sync,
          self->seq,
          fresh,
          columns->type,
          columns->rank,
          columns->at,
          columns->changed,
          columns->flags,
          columns->agency,
          columns->assignee,
          columns->state,
          columns->category,
          columns->channel,
          columns->district,
          columns->village,
          columns->parent,
          columns->key);
      stored->row = gaung_database_get_last_row (database);
      return is_written;
    }
  return gaung_database_run (
      database,
      error,
      "UPDATE document SET change = ?2, sync = ?3, local_rev = local_rev + 1, seq = ?4, fresh = ?5,"
      " type = ?6, rank = ?7, at = ?8, changed = ?9, flags = ?10, agency = ?11, assignee = ?12, "
      "state = ?13,"
      " category = ?14, channel = ?15, district = ?16, village = ?17, parent = ?18, key = ?19 "
      "WHERE row = ?1",
      "itiiiiiiiiiiiiiiitt",
      stored->row,
      change,
      (gint64) sync,
      self->seq,
      fresh,
      columns->type,
      columns->rank,
      columns->at,
      columns->changed,
      columns->flags,
      columns->agency,
      columns->assignee,
      columns->state,
      columns->category,
      columns->channel,
      columns->district,
      columns->village,
      columns->parent,
      columns->key);
}

/* The last copy of the server is kept from the first local change on. */
static gboolean
write_body (Commit *self,
            const Stored *stored,
            gboolean is_new,
            gboolean keeps_base,
            const char *text,
            GError **error)
{
  GaungDatabase *database = self->store->writer;

  if (is_new)
    return gaung_database_run (
        database, error, "INSERT INTO body (row, body) VALUES (?1, ?2)", "it", stored->row, text);
  if (keeps_base
      && !gaung_database_run (
          database, error, "UPDATE body SET base = body WHERE row = ?1", "i", stored->row))
    return FALSE;
  return gaung_database_run (
      database, error, "UPDATE body SET body = ?2 WHERE row = ?1", "it", stored->row, text);
}

/* One row a record, behind what it may refer to; a new edit may cure an old refusal. */
static gboolean
write_outbox (Commit *self, const char *id, gint64 local_rev, GError **error)
{
  GaungDatabase *database = self->store->writer;

  return gaung_database_run (database, error, "DELETE FROM outbox WHERE id = ?1", "t", id)
         && gaung_database_run (database,
                                error,
                                "INSERT INTO outbox (id, local_rev, at) VALUES (?1, ?2, ?3)",
                                "tii",
                                id,
                                local_rev,
                                gaung_instant_now ());
}

gboolean
gaung_store_put_search (
    GaungStore *self, gint64 row, GaungRecord *record, gboolean is_new, GError **error)
{
  g_autofree char *words = NULL;
  g_autofree char *token = NULL;
  g_autofree char *text = NULL;

  if (!gaung_record_is_searchable (record))
    return TRUE;
  if (!is_new
      && !gaung_database_run (self->writer, error, "DELETE FROM search WHERE rowid = ?1", "i", row))
    return FALSE;
  words = gaung_record_get_search_text (record);
  token = gaung_sql_type_token (gaung_record_get_record_type (record)->name);
  text = g_strconcat (token, " ", words, NULL);
  return gaung_database_run (
      self->writer, error, "INSERT INTO search (rowid, text) VALUES (?1, ?2)", "it", row, text);
}

static void
note_change (
    Commit *self, gint64 row, GaungRecord *record, const char *parent, GaungChangeKind kind)
{
  const char *type = gaung_record_get_record_type (record)->name;

  if (self->changes != NULL)
    g_ptr_array_add (
        self->changes,
        gaung_store_change_new (row, gaung_record_get_id (record), type, parent, kind));
  self->has_rules = self->has_rules || gaung_store_is_rule_type (type);
}

static gboolean
put_record (Commit *self, const GaungOperation *operation, GError **error)
{
  g_autofree char *change = NULL;
  g_autofree char *text = NULL;
  GaungRecord *record = operation->record;
  const char *id = gaung_record_get_id (record);
  gboolean is_sent = !(gaung_batch_get_flags (self->batch) & GAUNG_BATCH_NO_OUTBOX);
  GaungSyncState sync;
  Stored stored = { 0 };
  GaungColumns columns;
  gboolean is_new, keeps_base;

  if (!read_stored (self->store->writer, id, &stored, error))
    return FALSE;
  change = stored.change;
  if (!check_expected (&stored, operation->key, error))
    return FALSE;
  if (is_sent && change != NULL && g_strcmp0 (change, gaung_record_get_change (record)) == 0)
    gaung_record_touch (record, self->actor, gaung_instant_now ());
  if (is_sent && !gaung_record_validate (record, error))
    return FALSE;

  is_new = stored.row == 0;
  sync = stored.sync;
  if (is_sent && is_new)
    sync = GAUNG_SYNC_CREATED;
  else if (is_sent && sync == GAUNG_SYNC_SYNCED)
    sync = GAUNG_SYNC_MODIFIED;
  keeps_base = !is_new && sync == GAUNG_SYNC_MODIFIED && stored.sync == GAUNG_SYNC_SYNCED;

  self->seq++;
  text = gaung_record_to_text (record);
  if (!gaung_store_compute_columns (self->store, record, self->rules, &columns, error)
      || !write_document (self, &stored, record, sync, &columns, error)
      || !write_body (self, &stored, is_new, keeps_base, text, error)
      || !gaung_store_put_search (self->store, stored.row, record, is_new, error))
    return FALSE;
  if (is_sent && !write_outbox (self, id, is_new ? 1 : stored.local_rev + 1, error))
    return FALSE;
  note_change (self,
               stored.row,
               record,
               columns.parent,
               is_new ? GAUNG_CHANGE_CREATED : GAUNG_CHANGE_CHANGED);
  return TRUE;
}

/* Attachments never change: the bytes of an id are written once. */
static gboolean
put_bytes (Commit *self, const GaungOperation *operation, GError **error)
{
  gsize size = g_bytes_get_size (operation->bytes);
  gint64 n_chunks;

  if (!gaung_database_read_integer (self->store->writer,
                                    0,
                                    &n_chunks,
                                    error,
                                    "SELECT count(*) FROM attachment WHERE id = ?1",
                                    "t",
                                    operation->key))
    return FALSE;
  if (n_chunks > 0)
    return TRUE;
  for (gsize offset = 0, chunk = 0; offset < size || chunk == 0; offset += CHUNK_BYTES, chunk++)
    {
      g_autoptr (GBytes) part
          = g_bytes_new_from_bytes (operation->bytes, offset, MIN (CHUNK_BYTES, size - offset));

      if (!gaung_database_run (self->store->writer,
                               error,
                               "INSERT INTO attachment (id, chunk, bytes) VALUES (?1, ?2, ?3)",
                               "tib",
                               operation->key,
                               (gint64) chunk,
                               part))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_draft (Commit *self, const GaungOperation *operation, GError **error)
{
  if (operation->text == NULL)
    return gaung_database_run (
        self->store->writer, error, "DELETE FROM draft WHERE key = ?1", "t", operation->key);
  return gaung_database_run (
      self->store->writer,
      error,
      "INSERT INTO draft (key, text, at) VALUES (?1, ?2, ?3)"
      " ON CONFLICT (key) DO UPDATE SET text = excluded.text, at = excluded.at",
      "tti",
      operation->key,
      operation->text,
      gaung_instant_now ());
}

static gboolean
put_setting (Commit *self, const GaungOperation *operation, GError **error)
{
  if (g_str_has_prefix (operation->key, "actor."))
    self->has_actor = TRUE;
  if (operation->text == NULL)
    return gaung_database_run (
        self->store->writer, error, "DELETE FROM setting WHERE key = ?1", "t", operation->key);
  return gaung_database_run (self->store->writer,
                             error,
                             "INSERT INTO setting (key, value) VALUES (?1, ?2)"
                             " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                             "tt",
                             operation->key,
                             operation->text);
}

static gboolean
mark_seen (Commit *self, const GaungOperation *operation, GError **error)
{
  g_autoptr (GaungStatement) statement = gaung_database_prepare (
      self->store->writer,
      "UPDATE document SET fresh = 0, seq = ?2 WHERE id = ?1 AND fresh"
      " RETURNING row, (SELECT text FROM term WHERE number = type), parent",
      error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  gaung_statement_bind (statement, "ti", operation->key, self->seq + 1);
  if (gaung_statement_step (statement, &local_error))
    {
      self->seq++;
      if (self->changes != NULL)
        g_ptr_array_add (self->changes,
                         gaung_store_change_new (gaung_statement_get_integer (statement, 0),
                                                 operation->key,
                                                 gaung_statement_get_text (statement, 1),
                                                 gaung_statement_get_text (statement, 2),
                                                 GAUNG_CHANGE_SEEN));
      /* To its end, or the update would stay open. */
      gaung_statement_step (statement, &local_error);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
apply_one (Commit *self, const GaungOperation *operation, GError **error)
{
  switch (operation->kind)
    {
    case GAUNG_OPERATION_PUT:
      return put_record (self, operation, error);
    case GAUNG_OPERATION_BYTES:
      return put_bytes (self, operation, error);
    case GAUNG_OPERATION_DRAFT:
      return put_draft (self, operation, error);
    case GAUNG_OPERATION_SEEN:
      return mark_seen (self, operation, error);
    case GAUNG_OPERATION_SETTING:
      return put_setting (self, operation, error);
    default:
      g_assert_not_reached ();
    }
}

/* Whose bytes are in the batch: such records leave first, before those that name them. */
static GHashTable *
list_attachments (GPtrArray *operations)
{
  GHashTable *ids = NULL;

  for (guint i = 0; i < operations->len; i++)
    {
      const GaungOperation *operation = g_ptr_array_index (operations, i);

      if (operation->kind != GAUNG_OPERATION_BYTES)
        continue;
      if (ids == NULL)
        ids = g_hash_table_new (g_str_hash, g_str_equal);
      g_hash_table_add (ids, operation->key);
    }
  return ids;
}

static gboolean
apply (Commit *self, GError **error)
{
  GPtrArray *operations = gaung_batch_get_operations (self->batch);
  g_autoptr (GHashTable) attachments = list_attachments (operations);

  for (int pass = attachments != NULL ? 0 : 1; pass < 2; pass++)
    for (guint i = 0; i < operations->len; i++)
      {
        const GaungOperation *operation = g_ptr_array_index (operations, i);
        gboolean is_first
            = attachments != NULL && operation->kind == GAUNG_OPERATION_PUT
              && g_hash_table_contains (attachments, gaung_record_get_id (operation->record));

        if (is_first == (pass == 0) && !apply_one (self, operation, error))
          return FALSE;
      }
  return TRUE;
}

gboolean
gaung_store_next_seq (GaungStore *self, gint64 *seq, GError **error)
{
  return gaung_database_read_integer (
      self->writer, 0, seq, error, "SELECT max(seq) FROM document", "");
}

/* In a bulk load a batch is a savepoint; a failure that lost the whole transaction ends the load.
 */
static gboolean
write_in_bulk (Commit *self, GError **error)
{
  GaungStore *store = self->store;

  if (store->is_bulk_broken)
    {
      g_set_error_literal (
          error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_FAILED, "The bulk load failed before");
      return FALSE;
    }
  self->first_seq = self->seq = store->bulk_seq;
  if (!gaung_database_run (store->writer, error, "SAVEPOINT batch", ""))
    return FALSE;
  if (apply (self, error) && gaung_database_run (store->writer, error, "RELEASE batch", ""))
    {
      store->bulk_seq = self->seq;
      store->n_bulk += gaung_batch_get_size (self->batch);
      store->has_bulk_rules = store->has_bulk_rules || self->has_rules;
      store->has_bulk_actor = store->has_bulk_actor || self->has_actor;
      if (self->has_actor)
        gaung_store_drop_actor (store);
      return TRUE;
    }
  g_hash_table_remove_all (store->terms);
  if (gaung_database_is_in_transaction (store->writer))
    {
      gaung_database_run (store->writer, NULL, "ROLLBACK TO batch", "");
      gaung_database_run (store->writer, NULL, "RELEASE batch", "");
    }
  else
    store->is_bulk_broken = TRUE;
  return FALSE;
}

static gboolean
write_alone (Commit *self, GError **error)
{
  GaungStore *store = self->store;

  if (!gaung_database_begin (store->writer, error))
    return FALSE;
  if (!gaung_store_next_seq (store, &self->first_seq, error))
    goto failed;
  self->seq = self->first_seq;
  if (!apply (self, error))
    goto failed;
  if (self->has_rules
      && !gaung_database_run (
          store->writer,
          error,
          "INSERT OR REPLACE INTO setting (key, value) VALUES ('store.ranking', '1')",
          ""))
    goto failed;
  if (gaung_database_commit (store->writer, error))
    return TRUE;

failed:
  gaung_database_rollback (store->writer);
  g_hash_table_remove_all (store->terms);
  return FALSE;
}

static gboolean
write_now (GaungStore *self, GaungBatch *batch, GError **error)
{
  Commit commit = { .store = self,
                    .batch = batch,
                    .rules = gaung_store_get_rules (self),
                    .actor = gaung_store_get_actor (self) };
  gboolean is_written;

  g_rec_mutex_lock (&self->writer_lock);
  if (!gaung_store_check_open (self, error))
    {
      g_rec_mutex_unlock (&self->writer_lock);
      return FALSE;
    }
  if (self->is_bulk)
    is_written = write_in_bulk (&commit, error);
  else
    {
      if (gaung_batch_get_size (batch) <= GAUNG_STORE_MAX_CHANGES)
        commit.changes = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_store_change_free);
      is_written = write_alone (&commit, error);
    }
  if (is_written && !self->is_bulk)
    {
      if (commit.has_actor)
        gaung_store_drop_actor (self);
      if (commit.has_rules)
        gaung_store_drop_rules (self);
      gaung_store_announce (
          self, g_steal_pointer (&commit.changes), commit.first_seq + 1, commit.seq);
      if (commit.has_rules)
        gaung_store_start_ranking (self);
    }
  g_rec_mutex_unlock (&self->writer_lock);
  g_clear_pointer (&commit.changes, g_ptr_array_unref);
  return is_written;
}

typedef struct
{
  GaungStore *store;
  GaungBatch *batch;
  GTask *task;
  GMutex lock;
  GCond cond;
  gboolean is_done;
  gboolean is_written;
  GError *error;
} Waiting;

static void
write_and_signal (GaungDatabase *database,
                  const GError *open_error,
                  GCancellable *cancellable,
                  gpointer data)
{
  Waiting *waiting = data;
  gboolean is_written = write_now (waiting->store, waiting->batch, &waiting->error);

  g_mutex_lock (&waiting->lock);
  waiting->is_written = is_written;
  waiting->is_done = TRUE;
  g_cond_signal (&waiting->cond);
  g_mutex_unlock (&waiting->lock);
}

/* Behind the asynchronous writes that were asked for before: a removed draft must not come back. */
static gboolean
write_behind (GaungStore *self, GaungBatch *batch, GError **error)
{
  Waiting waiting = { .store = self, .batch = batch };

  g_mutex_init (&waiting.lock);
  g_cond_init (&waiting.cond);
  if (!gaung_worker_push (self->writes, 0, write_and_signal, &waiting, NULL, NULL))
    {
      waiting.is_done = TRUE;
      gaung_store_check_open (self, &waiting.error);
    }
  g_mutex_lock (&waiting.lock);
  while (!waiting.is_done)
    g_cond_wait (&waiting.cond, &waiting.lock);
  g_mutex_unlock (&waiting.lock);
  g_mutex_clear (&waiting.lock);
  g_cond_clear (&waiting.cond);
  if (waiting.error != NULL)
    g_propagate_error (error, waiting.error);
  return waiting.is_written;
}

static void
write_task (GaungDatabase *database,
            const GError *open_error,
            GCancellable *cancellable,
            gpointer data)
{
  GTask *task = data;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (write_now (g_task_get_source_object (task), g_task_get_task_data (task), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * gaung_store_write:
 * @batch: what to write; it can be written again after an error
 *
 * Writes @batch in one transaction; it is on the disk when this returns. Blocks for a few
 * milliseconds.
 *
 * Returns: %FALSE with a #GaungStoreError, or a #GaungRecordError for a record that is not valid;
 * then nothing was written
 */
gboolean
gaung_store_write (GaungStore *self, GaungBatch *batch, GError **error)
{
  g_return_val_if_fail (GAUNG_IS_STORE (self), FALSE);
  g_return_val_if_fail (batch != NULL, FALSE);

  if (!gaung_store_check_open (self, error))
    return FALSE;
  if (self->bulk_thread != g_thread_self () && !gaung_worker_is_idle (self->writes)
      && !gaung_worker_is_current_thread (self->writes))
    return write_behind (self, batch, error);
  return write_now (self, batch, error);
}

/**
 * gaung_store_write_async:
 *
 * As gaung_store_write(), in a thread; writes are done in the order in which they were asked for.
 * @cancellable is looked at before the write begins, not after.
 */
void
gaung_store_write_async (GaungStore *self,
                         GaungBatch *batch,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (GAUNG_IS_STORE (self));
  g_return_if_fail (batch != NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, gaung_store_write_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, gaung_batch_ref (batch), (GDestroyNotify) gaung_batch_unref);
  if (!gaung_store_check_open (self, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    gaung_worker_push (self->writes,
                       0,
                       write_task,
                       g_steal_pointer (&task),
                       (GDestroyNotify) gaung_store_release_task,
                       NULL);
}

gboolean
gaung_store_write_finish (GaungStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
