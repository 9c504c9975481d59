/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungStore: opening, closing, and what holds the parts together. */
#include "config.h"

#include <glib/gstdio.h>

#include "gaung-schema-private.h"
#include "gaung-store-private.h"

/* Pages in the WAL from which on the worker moves them into the file: 4 MiB. */
#define CHECKPOINT_PAGES 1000

#define YIELD_STEPS 100
#define YIELD_MICROSECONDS 100

G_DEFINE_FINAL_TYPE (GaungStore, gaung_store, G_TYPE_OBJECT)

enum
{
  CHANGED,
  EXCHANGE_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
checkpoint_cb (GaungDatabase *database,
               const GError *error,
               GCancellable *cancellable,
               gpointer data)
{
  GaungStore *self = data;

  g_atomic_int_set (&self->is_checkpoint_due, FALSE);
  if (database != NULL)
    gaung_database_exec (database, "PRAGMA wal_checkpoint (PASSIVE);", NULL);
}

void
gaung_store_schedule_checkpoint (GaungStore *self)
{
  if (g_atomic_int_compare_and_exchange (&self->is_checkpoint_due, FALSE, TRUE)
      && !gaung_worker_push (self->slow, 2, checkpoint_cb, self, NULL, NULL))
    g_atomic_int_set (&self->is_checkpoint_due, FALSE);
}

void
gaung_store_lock_writer (GaungStore *self)
{
  g_atomic_int_inc (&self->n_waiting);
  g_rec_mutex_lock (&self->writer_lock);
  g_atomic_int_add (&self->n_waiting, -1);
}

/* The mutex is not fair: who gives it back and asks for it again at once would mostly get it. */
void
gaung_store_yield_writer (GaungStore *self)
{
  for (guint i = 0; i < YIELD_STEPS && g_atomic_int_get (&self->n_waiting) > 0; i++)
    g_usleep (YIELD_MICROSECONDS);
}

static void
wal_grown_cb (int pages, gpointer data)
{
  GaungStore *self = data;

  /* The end of a bulk load does it itself. */
  if (pages >= CHECKPOINT_PAGES && !self->is_bulk)
    gaung_store_schedule_checkpoint (self);
}

/* One entry of each table and index: damage of their roots shows now, not in the midst of work. */
static gboolean
check_roots (GaungDatabase *database, GError **error)
{
  static const char *const tables[]
      = { "term",       "document",   "body",  "outbox",  "receipt",       "conflict",
          "checkpoint", "attachment", "draft", "setting", "search_config", "search_data" };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM %s LIMIT 1", tables[i]);
      gint64 one;

      if (!gaung_database_read_integer (database, 0, &one, error, sql, ""))
        return FALSE;
    }
  return TRUE;
}

/* Nothing is written before it is known that the file is one of ours, whole, and not newer. */
static GaungDatabase *
open_writer (const char *path, GBytes *key, GError **error)
{
  g_autoptr (GaungDatabase) database = NULL;
  gboolean is_new = !g_file_test (path, G_FILE_TEST_EXISTS);
  GStatBuf status;
  int version;

  if (!is_new && g_stat (path, &status) == 0 && (status.st_size == 0 || status.st_size % 4096 != 0))
    {
      g_set_error_literal (
          error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_DAMAGED, "The file has been cut off");
      return NULL;
    }
  database = gaung_database_open (
      path, key, is_new ? GAUNG_DATABASE_CREATE : GAUNG_DATABASE_NONE, error);
  if (database == NULL || !gaung_schema_check_version (database, &version, error)
      || (version > 0 && !check_roots (database, error)) || !gaung_database_accept (database, error)
      || !gaung_schema_migrate (database, error))
    {
      g_clear_pointer (&database, gaung_database_close);
      if (is_new
          && !(error != NULL
               && g_error_matches (*error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_EXISTS)))
        g_unlink (path);
      return NULL;
    }
  /* The worker does it, so that no write waits for it. */
  gaung_database_exec (database, "PRAGMA wal_autocheckpoint = 0;", NULL);
  return g_steal_pointer (&database);
}

static void
gaung_store_dispose (GObject *object)
{
  GaungStore *self = GAUNG_STORE (object);

  if (self->path != NULL)
    gaung_store_close (self);
  G_OBJECT_CLASS (gaung_store_parent_class)->dispose (object);
}

static void
gaung_store_finalize (GObject *object)
{
  GaungStore *self = GAUNG_STORE (object);

  g_clear_pointer (&self->writes, gaung_worker_free);
  g_clear_pointer (&self->quick, gaung_worker_free);
  g_clear_pointer (&self->slow, gaung_worker_free);
  g_clear_pointer (&self->terms, g_hash_table_unref);
  g_clear_pointer (&self->retired_rules, g_ptr_array_unref);
  g_clear_pointer (&self->retired_actors, g_ptr_array_unref);
  g_clear_pointer (&self->key, g_bytes_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self->path);
  g_rec_mutex_clear (&self->writer_lock);
  g_rec_mutex_clear (&self->reader_lock);
  g_rec_mutex_clear (&self->side_lock);
  g_mutex_clear (&self->changes_lock);
  g_mutex_clear (&self->state_lock);

  G_OBJECT_CLASS (gaung_store_parent_class)->finalize (object);
}

static void
gaung_store_class_init (GaungStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gaung_store_dispose;
  object_class->finalize = gaung_store_finalize;

  /**
   * GaungStore::changed:
   * @changes: (element-type GaungStoreChange): what changed; empty: too much to name
   */
  signals[CHANGED] = g_signal_new ("changed",
                                   GAUNG_TYPE_STORE,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   1,
                                   G_TYPE_PTR_ARRAY);
  /**
   * GaungStore::exchange-changed:
   *
   * Outbox, receipts, conflicts or quarantine may have changed, here or by another process.
   */
  signals[EXCHANGE_CHANGED] = g_signal_new (
      "exchange-changed", GAUNG_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gaung_store_init (GaungStore *self)
{
  g_rec_mutex_init (&self->writer_lock);
  g_rec_mutex_init (&self->reader_lock);
  g_rec_mutex_init (&self->side_lock);
  g_mutex_init (&self->changes_lock);
  g_mutex_init (&self->state_lock);
  self->terms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->retired_rules = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_rules_unref);
  self->retired_actors = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_actor_free);
}

GaungStore *
gaung_store_open_for (
    const char *path, GBytes *key, GMainContext *context, GThread *owner, GError **error)
{
  g_autoptr (GaungStore) self = NULL;
  g_autoptr (GaungDatabase) writer = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (key != NULL && g_bytes_get_size (key) == 32, NULL);

  writer = open_writer (path, key, &local_error);
  if (writer == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  self = g_object_new (GAUNG_TYPE_STORE, NULL);
  self->context = g_main_context_ref (context);
  self->owner = owner;
  self->path = g_strdup (path);
  self->key = g_bytes_ref (key);
  self->writer = g_steal_pointer (&writer);
  self->writes = gaung_worker_new ("gaung-write", NULL, NULL);
  self->quick = gaung_worker_new ("gaung-quick", path, key);
  self->slow = gaung_worker_new ("gaung-slow", path, key);
  if (!gaung_store_next_seq (self, &self->seen_seq, error))
    return NULL;
  gaung_database_set_wal_func (self->writer, wal_grown_cb, self);
  gaung_store_start_watching (self);
  gaung_store_load_state (self);
  return g_steal_pointer (&self);
}

/**
 * gaung_store_open:
 * @path: the file; made with mode 0600 when it is not there
 * @key: 32 random bytes
 *
 * Returns: (transfer full): the store, or %NULL with a #GaungStoreError and the file as it was
 */
GaungStore *
gaung_store_open (const char *path, GBytes *key, GError **error)
{
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();

  return gaung_store_open_for (path, key, context, g_thread_self (), error);
}

/**
 * gaung_store_close:
 *
 * Whatever was asked for is finished first; ranks go on at the next open. A bulk load of this
 * thread that has not ended is undone.
 */
void
gaung_store_close (GaungStore *self)
{
  g_return_if_fail (GAUNG_IS_STORE (self));

  if (!g_atomic_int_compare_and_exchange (&self->is_closing, FALSE, TRUE))
    return;
  gaung_store_stop_watching (self);
  gaung_worker_stop (self->writes);
  gaung_worker_stop (self->quick);
  gaung_worker_stop (self->slow);
  /* They may have told something last. */
  gaung_store_stop_watching (self);

  g_rec_mutex_lock (&self->writer_lock);
  g_rec_mutex_lock (&self->reader_lock);
  g_rec_mutex_lock (&self->side_lock);
  g_atomic_int_set (&self->is_closed, TRUE);
  g_clear_pointer (&self->reader, gaung_database_close);
  g_clear_pointer (&self->side, gaung_database_close);
  if (self->writer != NULL)
    {
      gaung_database_rollback (self->writer);
      gaung_database_exec (self->writer, "PRAGMA wal_checkpoint (TRUNCATE);", NULL);
    }
  g_clear_pointer (&self->writer, gaung_database_close);
  g_rec_mutex_unlock (&self->side_lock);
  g_rec_mutex_unlock (&self->reader_lock);
  if (self->bulk_thread == g_thread_self ())
    g_rec_mutex_unlock (&self->writer_lock);
  g_rec_mutex_unlock (&self->writer_lock);
}
