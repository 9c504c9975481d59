/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sizes, integrity, indexes made anew, bulk loads. */
#include "config.h"

#include <malloc.h>
#include <stdarg.h>
#include <string.h>

#include <glib/gstdio.h>

#include "gaung-schema-private.h"
#include "gaung-store-private.h"

#include "gaung-fold.h"

/* Below this many documents a bulk load makes the indexes at its end, which is faster. */
#define FEW_DOCUMENTS 2000
/* From this many writes on, the search index is worth tidying after a load. */
#define MANY_WRITES 10000
#define CACHE_NORMAL "PRAGMA cache_size = -2048;"
#define CACHE_BULK "PRAGMA cache_size = -196608;"

static gint64
get_file_size (const char *path, const char *suffix)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL);
  GStatBuf status;

  return g_stat (name, &status) == 0 ? status.st_size : 0;
}

gboolean
gaung_store_get_statistics (GaungStore *self, GaungStoreStatistics *statistics, GError **error)
{
  g_auto (GaungReader) reader = { 0 };
  gint64 schema;

  g_return_val_if_fail (GAUNG_IS_STORE (self), FALSE);
  g_return_val_if_fail (statistics != NULL, FALSE);

  const struct
  {
    gint64 *value;
    const char *sql;
  } rows[] = {
    { &statistics->documents, "SELECT count(*) FROM document" },
    { &statistics->waiting, "SELECT count(*) FROM outbox" },
    { &statistics->oldest, "SELECT ifnull (min (at), -9223372036854775807 - 1) FROM outbox" },
    { &statistics->conflicts, "SELECT count(*) FROM conflict WHERE resolved_at IS NULL" },
    { &schema, "PRAGMA user_version" },
  };
  if (!gaung_store_acquire (self, &reader, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (!gaung_database_read_integer (reader.database, 0, rows[i].value, error, rows[i].sql, ""))
      return FALSE;
  statistics->schema = (int) schema;
  statistics->bytes = get_file_size (self->path, "") + get_file_size (self->path, "-wal");
  return TRUE;
}

static void report (GPtrArray *problems, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
report (GPtrArray *problems, const char *format, ...)
{
  va_list values;

  va_start (values, format);
  g_ptr_array_add (problems, g_strdup_vprintf (format, values));
  va_end (values);
}

static gboolean
check_pragma (GaungDatabase *database,
              const char *pragma,
              const char *fine,
              GPtrArray *problems,
              GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA %s", pragma);
  g_autoptr (GaungStatement) statement = gaung_database_prepare (database, sql, error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  while (gaung_statement_step (statement, &local_error))
    {
      const char *text = gaung_statement_get_text (statement, 0);

      if (g_strcmp0 (text, fine) != 0)
        report (problems, "%s: %s", pragma, text);
    }
  if (local_error == NULL)
    return TRUE;
  /* Damage is what is looked for: it is a finding, not a failure. */
  if (g_error_matches (local_error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_DAMAGED)
      || g_error_matches (local_error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_FAILED))
    {
      report (problems, "%s: %s", pragma, local_error->message);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
check_parents (GaungDatabase *database, GPtrArray *problems, GError **error)
{
  g_autoptr (GaungStatement) statement = gaung_database_prepare (
      database,
      "SELECT child.id, child.parent FROM document AS child WHERE child.parent IS NOT NULL"
      " AND NOT EXISTS (SELECT 1 FROM document WHERE id = child.parent)",
      error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  while (gaung_statement_step (statement, &local_error))
    report (problems,
            "%s: its parent %s is not here",
            gaung_statement_get_text (statement, 0),
            gaung_statement_get_text (statement, 1));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* The longest words of a record must lead back to it. */
static gboolean
is_found (
    GaungDatabase *database, gint64 row, GaungRecord *record, gboolean *is_fine, GError **error)
{
  g_autofree char *text = gaung_record_get_search_text (record);
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  const char *longest = NULL;
  g_autofree char *match = NULL;
  gint64 n;

  for (gsize i = 0; words[i] != NULL; i++)
    if (longest == NULL || strlen (words[i]) > strlen (longest))
      longest = words[i];
  match = g_strdup_printf ("\"%s\"", longest != NULL ? longest : "");
  if (!gaung_database_read_integer (
          database,
          0,
          &n,
          error,
          longest != NULL && *longest != '\0'
              ? "SELECT count(*) FROM search WHERE search MATCH ?2 AND rowid = ?1"
              : "SELECT count(*) FROM search_docsize WHERE id = ?1",
          longest != NULL && *longest != '\0' ? "it" : "i",
          row,
          match))
    return FALSE;
  *is_fine = n == 1;
  return TRUE;
}

/* A postponement that runs out changes rank and mark with the day, not with a write. */
static gboolean
check_columns (GaungStore *self, GaungStatement *statement, GaungRecord *record, GaungRules *rules)
{
  GaungIndex index = { 0 };
  guint flags = (guint) gaung_statement_get_integer (statement, 6);
  gboolean has_run_out;

  gaung_record_index (record, rules, &index);
  has_run_out = ((flags ^ index.flags) & GAUNG_INDEX_POSTPONED) != 0;
  return g_strcmp0 (gaung_statement_get_text (statement, 3),
                    gaung_record_get_record_type (record)->name)
             == 0
         && (has_run_out || gaung_statement_get_integer (statement, 4) == index.rank)
         && gaung_statement_get_integer (statement, 5) == index.at
         && ((flags ^ index.flags) & ~(guint) GAUNG_INDEX_POSTPONED) == 0
         && g_strcmp0 (gaung_statement_get_text (statement, 7), index.agency) == 0
         && g_strcmp0 (gaung_statement_get_text (statement, 8), index.assignee) == 0
         && g_strcmp0 (gaung_statement_get_text (statement, 9), index.state) == 0
         && g_strcmp0 (gaung_statement_get_text (statement, 10), index.parent) == 0
         && g_strcmp0 (gaung_statement_get_text (statement, 11), index.key) == 0;
}

#define WORD(column) "(SELECT text FROM term WHERE number = document." column ")"

static gboolean
check_documents (GaungStore *self,
                 GaungDatabase *database,
                 GPtrArray *problems,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GaungStatement) statement = gaung_database_prepare (
      database,
      "SELECT document.row, document.id, body.body, " WORD (
          "type") ", document.rank, document.at,"
                  " document.flags, " WORD ("agency") ", " WORD ("assignee") ", " WORD (
                      "state") ","
                               " document.parent, document.key FROM document LEFT JOIN body USING "
                               "(row) ORDER BY document.row",
      error);
  GaungRules *rules = gaung_store_get_rules (self);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  while (gaung_statement_step (statement, &local_error))
    {
      const char *id = gaung_statement_get_text (statement, 1);
      const char *body = gaung_statement_get_text (statement, 2);
      g_autoptr (GError) record_error = NULL;
      g_autoptr (GaungRecord) record = NULL;
      gboolean is_fine = TRUE;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (body == NULL)
        {
          report (problems, "%s: its document is missing", id);
          continue;
        }
      record = gaung_record_new_from_text (
          body, gaung_statement_get_length (statement, 2), &record_error);
      if (record == NULL)
        {
          report (problems,
                  "%s: cannot be read (%s, code %d)",
                  id,
                  g_quark_to_string (record_error->domain),
                  record_error->code);
          continue;
        }
      if (g_strcmp0 (gaung_record_get_id (record), id) != 0)
        report (problems, "%s: its document has another id", id);
      if (!check_columns (self, statement, record, rules))
        report (problems, "%s: its columns do not fit its document", id);
      if (gaung_record_is_searchable (record)
          && !is_found (
              database, gaung_statement_get_integer (statement, 0), record, &is_fine, error))
        return FALSE;
      if (!is_fine)
        report (problems, "%s: is not in the search index", id);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* What the index has too much. */
static gboolean
check_search (GaungDatabase *database, GPtrArray *problems, GError **error)
{
  gint64 n;

  if (!gaung_database_read_integer (
          database,
          0,
          &n,
          error,
          "SELECT count(*) FROM search_docsize"
          " WHERE NOT EXISTS (SELECT 1 FROM document WHERE row = search_docsize.id)",
          ""))
    return FALSE;
  if (n > 0)
    report (problems, "The search index has %" G_GINT64_FORMAT " entries too many", n);
  return TRUE;
}

/**
 * gaung_store_check:
 * @problems: (out): one line each, without personal data; empty when all is well
 *
 * Reads everything: about a minute for a million documents.
 */
gboolean
gaung_store_check (GaungStore *self,
                   GPtrArray **problems,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GaungDatabase) database = NULL;
  gboolean is_whole;

  g_return_val_if_fail (GAUNG_IS_STORE (self), FALSE);
  g_return_val_if_fail (problems != NULL, FALSE);

  if (!gaung_store_check_open (self, error))
    return FALSE;
  database = gaung_database_open (self->path, self->key, GAUNG_DATABASE_NONE, error);
  if (database == NULL || !gaung_database_accept (database, error))
    return FALSE;
  gaung_database_set_cancellable (database, cancellable);
  if (!check_pragma (database, "cipher_integrity_check", NULL, found, error))
    return FALSE;
  is_whole = found->len == 0;
  if (!check_pragma (database, "integrity_check", "ok", found, error))
    return FALSE;
  /* The rest reads through the damage, and would only say so again. */
  if (is_whole
      && (!check_documents (self, database, found, cancellable, error)
          || !check_parents (database, found, error) || !check_search (database, found, error)))
    return FALSE;
  *problems = g_steal_pointer (&found);
  return TRUE;
}

static gboolean
reindex_row (GaungStore *self, gint64 row, GaungRules *rules, gint64 *seq, GError **error)
{
  g_autofree char *body = gaung_database_read_text (
      self->writer, error, "SELECT body FROM body WHERE row = ?1", "i", row);
  g_autoptr (GaungRecord) record = NULL;
  GaungColumns columns;

  if (body == NULL)
    return FALSE;
  /* One that cannot be read keeps its columns and is not found. */
  record = gaung_record_new_from_text (body, -1, NULL);
  if (record == NULL)
    return TRUE;
  return gaung_store_compute_columns (self, record, rules, &columns, error)
         && gaung_database_run (
             self->writer,
             error,
             "UPDATE document SET seq = ?2, type = ?3, rank = ?4, at = ?5, changed = ?6,"
             " flags = ?7, agency = ?8, assignee = ?9, state = ?10, category = ?11,"
             " channel = ?12, district = ?13, village = ?14, parent = ?15, key = ?16"
             " WHERE row = ?1",
             "iiiiiiiiiiiiiitt",
             row,
             ++*seq,
             columns.type,
             columns.rank,
             columns.at,
             columns.changed,
             columns.flags,
             columns.agency,
             columns.assignee,
             columns.state,
             columns.category,
             columns.channel,
             columns.district,
             columns.village,
             columns.parent,
             columns.key)
         && gaung_store_put_search (self, row, record, TRUE, error);
}

static GArray *
list_rows (GaungDatabase *database, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GaungStatement) statement
      = gaung_database_prepare (database, "SELECT row FROM body ORDER BY row", error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return NULL;
  while (gaung_statement_step (statement, &local_error))
    {
      gint64 row = gaung_statement_get_integer (statement, 0);

      g_array_append_val (rows, row);
    }
  if (local_error == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/* With the writer's lock held. */
static gboolean
reindex (GaungStore *self, GaungRules *rules, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) rows = NULL;
  gint64 first_seq, seq;

  if (!gaung_database_begin (self->writer, error))
    return FALSE;
  rows = list_rows (self->writer, error);
  if (rows == NULL || !gaung_store_next_seq (self, &first_seq, error)
      || !gaung_database_run (self->writer, error, "DELETE FROM search", ""))
    goto failed;
  seq = first_seq;
  for (guint i = 0; i < rows->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !reindex_row (self, g_array_index (rows, gint64, i), rules, &seq, error))
      goto failed;
  if (!gaung_database_run (
          self->writer, error, "DELETE FROM setting WHERE key = 'store.ranking'", "")
      || !gaung_database_commit (self->writer, error))
    goto failed;
  gaung_store_announce (self, NULL, first_seq + 1, seq);
  return TRUE;

failed:
  gaung_database_rollback (self->writer);
  g_hash_table_remove_all (self->terms);
  return FALSE;
}

gboolean
gaung_store_reindex (GaungStore *self, GCancellable *cancellable, GError **error)
{
  GaungRules *rules;
  gboolean is_done = FALSE;

  g_return_val_if_fail (GAUNG_IS_STORE (self), FALSE);

  rules = gaung_store_get_rules (self);
  g_rec_mutex_lock (&self->writer_lock);
  if (self->is_bulk)
    g_set_error_literal (
        error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_BUSY, "A bulk load is under way");
  else if (gaung_store_check_open (self, error))
    is_done = reindex (self, rules, cancellable, error);
  g_rec_mutex_unlock (&self->writer_lock);
  return is_done;
}

/**
 * gaung_store_begin_bulk:
 *
 * Until gaung_store_end_bulk(), which the same thread must call, batches of this thread go into one
 * transaction and other threads' writes wait.
 */
gboolean
gaung_store_begin_bulk (GaungStore *self, GError **error)
{
  gint64 n_documents;

  g_return_val_if_fail (GAUNG_IS_STORE (self), FALSE);

  g_return_val_if_fail (self->bulk_thread != g_thread_self (), FALSE);

  gaung_store_lock_writer (self);
  if (!gaung_store_check_open (self, error)
      || !gaung_database_exec (self->writer, "PRAGMA synchronous = NORMAL;" CACHE_BULK, error)
      || !gaung_database_begin (self->writer, error))
    goto failed;
  if (!gaung_store_next_seq (self, &self->bulk_seq, error)
      || !gaung_database_read_integer (
          self->writer, 0, &n_documents, error, "SELECT count(*) FROM document", ""))
    goto failed;
  self->has_dropped_indexes = n_documents < FEW_DOCUMENTS;
  if (self->has_dropped_indexes && !gaung_schema_drop_indexes (self->writer, error))
    goto failed;
  self->is_bulk = TRUE;
  self->is_bulk_broken = FALSE;
  self->has_bulk_rules = self->has_bulk_actor = FALSE;
  self->n_bulk = 0;
  self->bulk_first_seq = self->bulk_seq;
  self->bulk_thread = g_thread_self ();
  return TRUE;

failed:
  gaung_database_rollback (self->writer);
  gaung_database_exec (self->writer, "PRAGMA synchronous = FULL;" CACHE_NORMAL, NULL);
  g_rec_mutex_unlock (&self->writer_lock);
  return FALSE;
}

static gboolean
finish_bulk (GaungStore *self, GError **error)
{
  GaungDatabase *database = self->writer;

  if (self->is_bulk_broken)
    {
      g_set_error_literal (
          error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_FAILED, "The bulk load failed before");
      return FALSE;
    }
  if (self->n_bulk >= MANY_WRITES
      && !gaung_database_run (
          database, error, "INSERT INTO search (search) VALUES ('optimize')", ""))
    return FALSE;
  if (self->has_dropped_indexes && !gaung_schema_make_indexes (database, error))
    return FALSE;
  if (self->has_bulk_rules
      && !gaung_database_run (
          database,
          error,
          "INSERT OR REPLACE INTO setting (key, value) VALUES ('store.ranking', '1')",
          ""))
    return FALSE;
  /* A full commit after this one puts it on the disk, too. */
  return gaung_database_commit (database, error)
         && gaung_database_exec (database, "PRAGMA synchronous = FULL;", error)
         && gaung_database_run (database,
                                error,
                                "INSERT INTO setting (key, value) VALUES ('store.bulk', ?1)"
                                " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                                "i",
                                self->bulk_seq);
}

gboolean
gaung_store_end_bulk (GaungStore *self, GError **error)
{
  gboolean is_done;

  g_return_val_if_fail (GAUNG_IS_STORE (self), FALSE);
  g_return_val_if_fail (self->bulk_thread == g_thread_self (), FALSE);

  is_done = finish_bulk (self, error);
  if (!is_done)
    {
      gaung_database_rollback (self->writer);
      g_hash_table_remove_all (self->terms);
    }
  /* The whole load lies in the WAL: into the file with it, while the caller expects to wait. */
  if (is_done)
    gaung_database_exec (self->writer, "PRAGMA wal_checkpoint (TRUNCATE);", NULL);
  gaung_database_exec (self->writer, "PRAGMA synchronous = FULL;" CACHE_NORMAL, NULL);
  gaung_database_exec (self->writer, "PRAGMA shrink_memory;", NULL);
  malloc_trim (0);
  self->is_bulk = FALSE;
  self->bulk_thread = NULL;
  if (self->has_bulk_actor || !is_done)
    gaung_store_drop_actor (self);
  if (self->has_bulk_rules || !is_done)
    gaung_store_drop_rules (self);
  if (is_done)
    {
      gaung_store_announce (self, NULL, self->bulk_first_seq + 1, self->bulk_seq);
      gaung_store_announce_exchange (self);
      if (self->has_bulk_rules)
        gaung_store_start_ranking (self);
    }
  g_rec_mutex_unlock (&self->writer_lock);
  return is_done;
}
