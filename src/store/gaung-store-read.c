/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Point reads, whole answers and counts. */
#include "config.h"

#include "gaung-store-private.h"

#include "gaung-json.h"

gboolean
gaung_store_check_open (GaungStore *self, GError **error)
{
  if (!g_atomic_int_get (&self->is_closed))
    return TRUE;
  g_set_error_literal (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_FAILED, "The store is closed");
  return FALSE;
}

static gboolean
open_reader (GaungStore *self, GaungDatabase **database, GError **error)
{
  g_autoptr (GaungDatabase) opened = NULL;

  if (*database != NULL)
    return TRUE;
  opened = gaung_database_open (self->path, self->key, GAUNG_DATABASE_NONE, error);
  if (opened == NULL || !gaung_database_accept (opened, error))
    return FALSE;
  *database = g_steal_pointer (&opened);
  return TRUE;
}

/* A bulk load sees its own writes; everybody else what is committed. */
gboolean
gaung_store_acquire (GaungStore *self, GaungReader *reader, GError **error)
{
  GaungDatabase **database;

  if (self->bulk_thread == g_thread_self ())
    {
      reader->lock = &self->writer_lock;
      database = &self->writer;
    }
  else if (self->owner == g_thread_self ())
    {
      reader->lock = &self->reader_lock;
      database = &self->reader;
    }
  else
    {
      reader->lock = &self->side_lock;
      database = &self->side;
    }
  g_rec_mutex_lock (reader->lock);
  if (gaung_store_check_open (self, error) && open_reader (self, database, error))
    {
      reader->database = *database;
      return TRUE;
    }
  gaung_reader_release (reader);
  return FALSE;
}

void
gaung_reader_release (GaungReader *self)
{
  if (self->lock != NULL)
    g_rec_mutex_unlock (self->lock);
  self->lock = NULL;
  self->database = NULL;
}

GaungSql *
gaung_store_compile (GaungStore *self, const GaungQuery *query)
{
  return gaung_sql_new (query, gaung_store_get_actor (self));
}

static gboolean
drop_task_cb (gpointer data)
{
  return G_SOURCE_REMOVE;
}

void
gaung_store_release_task (GTask *task)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_callback (source, drop_task_cb, task, g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

/* @where has at most ?1 (text, or row when @text is NULL) and ?2. */
static GaungRecord *
read_record (GaungDatabase *database,
             const char *where,
             const char *text,
             const char *key,
             gint64 row,
             GError **error)
{
  g_autofree char *sql = g_strconcat (
      "SELECT document.fresh, body.body FROM document JOIN body USING (row) WHERE ", where, NULL);
  g_autoptr (GaungStatement) statement = gaung_database_prepare (database, sql, error);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GaungRecord) record = NULL;

  if (statement == NULL)
    return NULL;
  if (text == NULL)
    gaung_statement_bind_integer (statement, 1, row);
  else
    gaung_statement_bind_text (statement, 1, text);
  if (key != NULL)
    gaung_statement_bind_text (statement, 2, key);

  if (!gaung_statement_step (statement, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      else
        g_set_error_literal (
            error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_MISSING, "There is no such record");
      return NULL;
    }
  record = gaung_record_new_from_text (
      gaung_statement_get_text (statement, 1), gaung_statement_get_length (statement, 1), error);
  if (record != NULL)
    gaung_record_set_is_new (record, gaung_statement_get_integer (statement, 0) != 0);
  return g_steal_pointer (&record);
}

GaungRecord *
gaung_store_get (GaungStore *self, const char *id, GError **error)
{
  g_auto (GaungReader) reader = { 0 };

  g_return_val_if_fail (GAUNG_IS_STORE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  if (!gaung_store_acquire (self, &reader, error))
    return NULL;
  return read_record (reader.database, "document.id = ?1", id, NULL, 0, error);
}

GaungRecord *
gaung_store_get_by_row (GaungStore *self, gint64 row, GError **error)
{
  g_auto (GaungReader) reader = { 0 };

  g_return_val_if_fail (GAUNG_IS_STORE (self), NULL);

  if (!gaung_store_acquire (self, &reader, error))
    return NULL;
  return read_record (reader.database, "document.row = ?1", NULL, NULL, row, error);
}

/**
 * gaung_store_get_by_key:
 *
 * Of several with one key, one that is in use comes before one that was removed by its state, and
 * the last changed before others.
 */
GaungRecord *
gaung_store_get_by_key (GaungStore *self, const char *type, const char *key)
{
  g_auto (GaungReader) reader = { 0 };

  g_return_val_if_fail (GAUNG_IS_STORE (self), NULL);
  g_return_val_if_fail (type != NULL && key != NULL, NULL);

  if (!gaung_store_acquire (self, &reader, NULL))
    return NULL;
  return read_record (reader.database,
                      "document.type = (SELECT number FROM term WHERE text = ?1)"
                      " AND document.key = ?2"
                      " ORDER BY document.flags & 32, document.changed DESC LIMIT 1",
                      type,
                      key,
                      0,
                      NULL);
}

GBytes *
gaung_store_get_bytes (GaungStore *self, const char *attachment_id, GError **error)
{
  g_auto (GaungReader) reader = { 0 };
  g_autoptr (GaungStatement) statement = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) local_error = NULL;
  guint n_chunks = 0;

  g_return_val_if_fail (GAUNG_IS_STORE (self), NULL);
  g_return_val_if_fail (attachment_id != NULL, NULL);

  if (!gaung_store_acquire (self, &reader, error))
    return NULL;
  statement = gaung_database_prepare (
      reader.database, "SELECT bytes FROM attachment WHERE id = ?1 ORDER BY chunk", error);
  if (statement == NULL)
    return NULL;
  gaung_statement_bind (statement, "t", attachment_id);
  for (; gaung_statement_step (statement, &local_error); n_chunks++)
    g_byte_array_append (
        bytes, gaung_statement_get_blob (statement, 0), gaung_statement_get_length (statement, 0));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (n_chunks == 0)
    {
      g_set_error_literal (error,
                           GAUNG_STORE_ERROR,
                           GAUNG_STORE_ERROR_MISSING,
                           "The bytes of the attachment are not here");
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/**
 * gaung_store_has_bytes:
 * @attachment_id: "attachment:<sha256>"
 *
 * Whether the bytes lie here, without reading them: a point read.
 */
gboolean
gaung_store_has_bytes (GaungStore *self, const char *attachment_id)
{
  g_auto (GaungReader) reader = { 0 };
  g_autoptr (GaungStatement) statement = NULL;

  g_return_val_if_fail (GAUNG_IS_STORE (self), FALSE);
  g_return_val_if_fail (attachment_id != NULL, FALSE);

  if (!gaung_store_acquire (self, &reader, NULL))
    return FALSE;
  statement = gaung_database_prepare (
      reader.database, "SELECT 1 FROM attachment WHERE id = ?1 LIMIT 1", NULL);
  if (statement == NULL)
    return FALSE;
  gaung_statement_bind (statement, "t", attachment_id);
  return gaung_statement_step (statement, NULL);
}

static void
get_bytes_task (GaungDatabase *database,
                const GError *open_error,
                GCancellable *cancellable,
                gpointer data)
{
  GTask *task = data;
  GError *error = NULL;
  GBytes *bytes;

  if (g_task_return_error_if_cancelled (task))
    return;
  bytes = gaung_store_get_bytes (
      g_task_get_source_object (task), g_task_get_task_data (task), &error);
  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
push_task (GaungStore *self, GaungWorker *worker, GaungWorkerFunc func, GTask *task)
{
  g_autoptr (GError) error = NULL;

  if (gaung_store_check_open (self, &error))
    gaung_worker_push (worker,
                       0,
                       func,
                       g_object_ref (task),
                       (GDestroyNotify) gaung_store_release_task,
                       g_task_get_cancellable (task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
gaung_store_get_bytes_async (GaungStore *self,
                             const char *attachment_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GAUNG_IS_STORE (self));
  g_return_if_fail (attachment_id != NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, gaung_store_get_bytes_async);
  g_task_set_task_data (task, g_strdup (attachment_id), g_free);
  push_task (self, self->quick, get_bytes_task, task);
}

GBytes *
gaung_store_get_bytes_finish (GaungStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
gaung_store_get_draft (GaungStore *self, const char *key)
{
  g_auto (GaungReader) reader = { 0 };

  g_return_val_if_fail (GAUNG_IS_STORE (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  if (!gaung_store_acquire (self, &reader, NULL))
    return NULL;
  return gaung_database_read_text (
      reader.database, NULL, "SELECT text FROM draft WHERE key = ?1", "t", key);
}

GStrv
gaung_store_list_drafts (GaungStore *self, const char *prefix)
{
  g_auto (GaungReader) reader = { 0 };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GaungStatement) statement = NULL;

  g_return_val_if_fail (GAUNG_IS_STORE (self), NULL);
  g_return_val_if_fail (prefix != NULL, NULL);

  if (gaung_store_acquire (self, &reader, NULL))
    statement = gaung_database_prepare (
        reader.database,
        "SELECT key FROM draft WHERE substr (key, 1, length (?1)) = ?1 ORDER BY at DESC, key",
        NULL);
  if (statement != NULL)
    {
      gaung_statement_bind (statement, "t", prefix);
      while (gaung_statement_step (statement, NULL))
        g_strv_builder_add (builder, gaung_statement_get_text (statement, 0));
    }
  return g_strv_builder_end (builder);
}

char *
gaung_store_get_setting (GaungStore *self, const char *key)
{
  g_auto (GaungReader) reader = { 0 };

  g_return_val_if_fail (GAUNG_IS_STORE (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  if (!gaung_store_acquire (self, &reader, NULL))
    return NULL;
  return gaung_database_read_text (
      reader.database, NULL, "SELECT value FROM setting WHERE key = ?1", "t", key);
}

static GArray *
collect_rows (GaungStore *self, const GaungQuery *query, GError **error)
{
  g_autoptr (GaungSql) sql = gaung_store_compile (self, query);
  g_auto (GaungReader) reader = { 0 };

  if (!gaung_store_acquire (self, &reader, error))
    return NULL;
  return gaung_sql_collect (sql, reader.database, 0, query->limit, error);
}

/**
 * gaung_store_foreach:
 *
 * A record that cannot be read (of a newer version) is left out, and the rest goes on. @func may
 * call the store; a record that it changes is given in its new form when its turn comes.
 */
gboolean
gaung_store_foreach (GaungStore *self,
                     const GaungQuery *query,
                     GaungStoreFunc func,
                     gpointer data,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GArray) rows = NULL;

  g_return_val_if_fail (GAUNG_IS_STORE (self), FALSE);
  g_return_val_if_fail (query != NULL && func != NULL, FALSE);

  rows = collect_rows (self, query, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (GaungRecord) record = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      /* The lock is not held while @func runs: it may write, and wait for who reads. */
      record = gaung_store_get_by_row (self, g_array_index (rows, GaungKey, i).row, &local_error);
      if (record != NULL && !func (record, data))
        break;
      if (record == NULL && local_error->domain != GAUNG_RECORD_ERROR
          && local_error->domain != GAUNG_JSON_ERROR)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }
  return TRUE;
}

static gint64
count (GaungStore *self, GaungDatabase *database, const GaungQuery *query, GError **error)
{
  g_autoptr (GaungSql) sql = gaung_store_compile (self, query);
  g_autoptr (GaungStatement) statement = gaung_sql_prepare (sql, database, "count(*)", 0, error);
  gint64 n;

  if (statement == NULL || !gaung_statement_step (statement, error))
    return -1;
  n = gaung_statement_get_integer (statement, 0);
  return query->limit > 0 ? MIN (n, query->limit) : n;
}

gint64
gaung_store_count (GaungStore *self, const GaungQuery *query, GError **error)
{
  g_auto (GaungReader) reader = { 0 };

  g_return_val_if_fail (GAUNG_IS_STORE (self), -1);
  g_return_val_if_fail (query != NULL, -1);

  if (!gaung_store_acquire (self, &reader, error))
    return -1;
  return count (self, reader.database, query, error);
}

static void
count_task (GaungDatabase *database,
            const GError *open_error,
            GCancellable *cancellable,
            gpointer data)
{
  GTask *task = data;
  GError *error = NULL;
  gint64 n = -1;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (database == NULL)
    error = g_error_copy (open_error);
  else
    n = count (g_task_get_source_object (task), database, g_task_get_task_data (task), &error);
  if (error == NULL)
    g_task_return_pointer (task, g_memdup2 (&n, sizeof n), g_free);
  else
    g_task_return_error (task, error);
}

void
gaung_store_count_async (GaungStore *self,
                         const GaungQuery *query,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GAUNG_IS_STORE (self));
  g_return_if_fail (query != NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, gaung_store_count_async);
  g_task_set_task_data (task, gaung_query_copy (query), (GDestroyNotify) gaung_query_free);
  push_task (self, self->slow, count_task, task);
}

gint64
gaung_store_count_finish (GaungStore *self, GAsyncResult *result, GError **error)
{
  g_autofree gint64 *n = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), -1);

  n = g_task_propagate_pointer (G_TASK (result), error);
  return n != NULL ? *n : -1;
}
