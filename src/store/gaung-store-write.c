/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Carrying out a batch: records, outbox, search index, drafts and settings in one transaction. */
#include "config.h"

#include <string.h>

#include "gaung-transaction-private.h"

#include "gaung-attachment.h"

#define CHUNK_BYTES (256 * 1024)

/* Without an expected `change`, only what is new is written, or what still carries the stored one:
 * anything else may have been read before a pull, and would take back what came with it. The same
 * file may be added twice at a time, and is the same. */
static gboolean
is_blind (const GaungStored *stored, GaungRecord *record)
{
  return stored->row != 0 && stored->change != NULL
         && g_strcmp0 (stored->change, gaung_record_get_change (record)) != 0
         && !GAUNG_IS_ATTACHMENT (record);
}

static gboolean
check_expected (const GaungStored *stored,
                GaungRecord *record,
                const char *expected,
                gboolean is_sent,
                GError **error)
{
  if (expected == NULL && (!is_sent || !is_blind (stored, record)))
    return TRUE;
  if (expected != NULL && *expected == '\0')
    {
      if (stored->row == 0)
        return TRUE;
      g_set_error_literal (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_EXISTS, "The record exists");
      return FALSE;
    }
  if (expected != NULL && g_strcmp0 (stored->change, expected) == 0)
    return TRUE;
  g_set_error_literal (error,
                       GAUNG_STORE_ERROR,
                       GAUNG_STORE_ERROR_CONFLICT,
                       "The record was changed since it was read");
  return FALSE;
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

/* What is under way will be told from somebody else's write by its text, once this one replaces it.
 */
static gboolean
keep_sent_body (GaungTransaction *self, const char *id, const GaungStored *stored, GError **error)
{
  return gaung_database_run (self->store->writer,
                             error,
                             "UPDATE sent SET body = (SELECT body FROM body WHERE row = ?3)"
                             " WHERE id = ?1 AND change = ?2 AND body IS NULL",
                             "tti",
                             id,
                             stored->change,
                             stored->row);
}

static gboolean
put_record (GaungTransaction *self,
            GaungBatch *batch,
            const GaungOperation *operation,
            GError **error)
{
  g_auto (GaungStored) stored = { 0 };
  GaungRecord *record = operation->record;
  const char *id = gaung_record_get_id (record);
  GaungBatchFlags flags = gaung_batch_get_flags (batch);
  gboolean is_sent = !(flags & GAUNG_BATCH_NO_OUTBOX);
  GaungPut put = { .is_fresh = (flags & GAUNG_BATCH_FRESH) != 0, .base = GAUNG_BASE_KEEP };

  if (!gaung_transaction_read_stored (self, id, &stored, error)
      || !check_expected (&stored, record, operation->key, is_sent, error))
    return FALSE;
  if (is_sent && stored.change != NULL
      && g_strcmp0 (stored.change, gaung_record_get_change (record)) == 0)
    gaung_record_touch (record, self->actor, gaung_instant_now ());
  if (is_sent && !gaung_record_validate (record, error))
    return FALSE;

  put.db = stored.db;
  put.rev = stored.rev;
  put.sync = stored.sync;
  if (is_sent && stored.row == 0)
    put.sync = GAUNG_SYNC_CREATED;
  else if (is_sent && stored.sync == GAUNG_SYNC_SYNCED)
    {
      /* The last copy of the server is kept from the first local change on. */
      put.sync = GAUNG_SYNC_MODIFIED;
      put.base = GAUNG_BASE_FROM_BODY;
    }
  if (is_sent && stored.sync != GAUNG_SYNC_SYNCED && !keep_sent_body (self, id, &stored, error))
    return FALSE;
  return gaung_transaction_put (self, &stored, record, &put, error)
         && (!is_sent
             || gaung_transaction_queue (self, id, stored.local_rev, gaung_instant_now (), error));
}

/* Attachments never change: the bytes of an id are written once. */
static gboolean
put_bytes (GaungTransaction *self, const GaungOperation *operation, GError **error)
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
put_draft (GaungTransaction *self, const GaungOperation *operation, GError **error)
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
put_setting (GaungTransaction *self, const GaungOperation *operation, GError **error)
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
mark_seen (GaungTransaction *self, const GaungOperation *operation, GError **error)
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
settle_conflict (GaungTransaction *self, const GaungOperation *operation, GError **error)
{
  self->has_exchange = TRUE;
  if (!gaung_database_run (self->store->writer,
                           error,
                           "UPDATE conflict SET resolved_at = ?2, kind = ?3"
                           " WHERE number = ?1 AND resolved_at IS NULL",
                           "iit",
                           operation->number,
                           gaung_instant_now (),
                           operation->key))
    return FALSE;
  if (gaung_database_get_changes (self->store->writer) > 0)
    return TRUE;
  g_set_error_literal (
      error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_MISSING, "The conflict is settled already");
  return FALSE;
}

static gboolean
apply_one (GaungTransaction *self,
           GaungBatch *batch,
           const GaungOperation *operation,
           GError **error)
{
  switch (operation->kind)
    {
    case GAUNG_OPERATION_PUT:
      return put_record (self, batch, operation, error);
    case GAUNG_OPERATION_BYTES:
      return put_bytes (self, operation, error);
    case GAUNG_OPERATION_DRAFT:
      return put_draft (self, operation, error);
    case GAUNG_OPERATION_SEEN:
      return mark_seen (self, operation, error);
    case GAUNG_OPERATION_SETTING:
      return put_setting (self, operation, error);
    case GAUNG_OPERATION_CONFLICT:
      return settle_conflict (self, operation, error);
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
apply (GaungTransaction *self, GaungBatch *batch, GError **error)
{
  GPtrArray *operations = gaung_batch_get_operations (batch);
  g_autoptr (GHashTable) attachments = list_attachments (operations);

  for (int pass = attachments != NULL ? 0 : 1; pass < 2; pass++)
    for (guint i = 0; i < operations->len; i++)
      {
        const GaungOperation *operation = g_ptr_array_index (operations, i);
        gboolean is_first
            = attachments != NULL && operation->kind == GAUNG_OPERATION_PUT
              && g_hash_table_contains (attachments, gaung_record_get_id (operation->record));

        if (is_first == (pass == 0) && !apply_one (self, batch, operation, error))
          return FALSE;
      }
  return TRUE;
}

gboolean
gaung_store_next_seq (GaungStore *self, gint64 *seq, GError **error)
{
  return gaung_database_read_integer (self->writer, 0, seq, error, GAUNG_STORE_LAST_SEQ, "");
}

/* In a bulk load a batch is a savepoint; a failure that lost the whole transaction ends the load.
 */
static gboolean
write_in_bulk (GaungTransaction *self, GaungBatch *batch, GError **error)
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
  if (apply (self, batch, error) && gaung_database_run (store->writer, error, "RELEASE batch", ""))
    {
      store->bulk_seq = self->seq;
      store->n_bulk += gaung_batch_get_size (batch);
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
write_now (GaungStore *self, GaungBatch *batch, GError **error)
{
  GaungTransaction transaction = { .store = self };
  gboolean is_written;

  if (self->bulk_thread == g_thread_self ())
    {
      transaction.rules = gaung_store_get_rules (self);
      transaction.actor = gaung_store_get_actor (self);
      g_rec_mutex_lock (&self->writer_lock);
      is_written
          = gaung_store_check_open (self, error) && write_in_bulk (&transaction, batch, error);
      g_rec_mutex_unlock (&self->writer_lock);
      return is_written;
    }
  if (!gaung_transaction_begin (&transaction, self, error))
    return FALSE;
  is_written = apply (&transaction, batch, error);
  return gaung_transaction_end (&transaction, is_written, error);
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
