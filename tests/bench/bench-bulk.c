/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-bulk WORKSPACE DIRECTORY: takes complaints out of a workspace and writes them into a new
 * store in DIRECTORY, and into a plain SQLite file: the same texts, an index by id and a full-text
 * index, one transaction, nothing encrypted. In turns; prints "bulk <records> <gaung µs> <plain
 * µs>" for each, and "read <records> <µs>" for one reading of all of them. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "gaung-workspace.h"

#define N_RECORDS 20000
#define N_TURNS 3
#define BATCH_SIZE 500

static void
must (gboolean is_right, const char *what)
{
  if (!is_right)
    g_error ("%s", what);
}

static gboolean
take_record_cb (GaungRecord *record, gpointer data)
{
  GPtrArray *records = data;

  g_ptr_array_add (records, g_object_ref (record));
  return TRUE;
}

static void
remove_store (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

      g_unlink (name);
    }
}

static gint64
write_gaung (GPtrArray *records, const char *path)
{
  static const guint8 key[32] = { 1 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (key, sizeof key);
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungStore) store = NULL;
  gint64 start;

  remove_store (path);
  store = gaung_store_open (path, bytes, &error);
  must (store != NULL, "The new store does not open");
  start = g_get_monotonic_time ();
  must (gaung_store_begin_bulk (store, &error), "No bulk load");
  for (guint i = 0; i < records->len; i += BATCH_SIZE)
    {
      g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);

      for (guint k = i; k < MIN (i + BATCH_SIZE, records->len); k++)
        gaung_batch_put (batch, g_ptr_array_index (records, k), NULL);
      must (gaung_store_write (store, batch, &error), "A batch is not written");
    }
  must (gaung_store_end_bulk (store, &error), "The bulk load does not end");
  start = g_get_monotonic_time () - start;
  gaung_store_close (store);
  return start;
}

static sqlite3_stmt *
prepare (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  must (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK, sqlite3_errmsg (db));
  return statement;
}

static void
run (sqlite3 *db, const char *sql)
{
  must (sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK, sqlite3_errmsg (db));
}

static void
step (sqlite3 *db, sqlite3_stmt *statement)
{
  must (sqlite3_step (statement) == SQLITE_DONE, sqlite3_errmsg (db));
  sqlite3_reset (statement);
}

static gint64
write_plain (GPtrArray *records, const char *path)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *insert;
  sqlite3_stmt *insert_text;
  gint64 start;

  remove_store (path);
  must (sqlite3_open (path, &db) == SQLITE_OK, "The plain file does not open");
  run (db, "CREATE TABLE document (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT)");
  run (db, "CREATE VIRTUAL TABLE search USING fts5 (text, content='', detail=none, prefix='2 3')");
  insert = prepare (db, "INSERT INTO document (id, body) VALUES (?1, ?2)");
  insert_text = prepare (db, "INSERT INTO search (rowid, text) VALUES (?1, ?2)");
  start = g_get_monotonic_time ();
  run (db, "BEGIN");
  for (guint i = 0; i < records->len; i++)
    {
      GaungRecord *record = g_ptr_array_index (records, i);
      g_autofree char *body = gaung_record_to_text (record);
      g_autofree char *text = gaung_record_get_search_text (record);

      sqlite3_bind_text (insert, 1, gaung_record_get_id (record), -1, SQLITE_STATIC);
      sqlite3_bind_text (insert, 2, body, -1, SQLITE_STATIC);
      step (db, insert);
      sqlite3_bind_int64 (insert_text, 1, sqlite3_last_insert_rowid (db));
      sqlite3_bind_text (insert_text, 2, text, -1, SQLITE_STATIC);
      step (db, insert_text);
    }
  run (db, "COMMIT");
  start = g_get_monotonic_time () - start;
  sqlite3_finalize (insert);
  sqlite3_finalize (insert_text);
  sqlite3_close (db);
  return start;
}

static GPtrArray *
read_records (const char *directory)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungWorkspace) workspace = gaung_workspace_load (directory, &error);
  g_autoptr (GaungQuery) query = gaung_query_new ("complaint");
  g_autoptr (GaungStore) store = NULL;
  gint64 start;

  must (workspace != NULL, "There is no such workspace");
  store = gaung_workspace_open (workspace, NULL, &error);
  must (store != NULL, "The workspace does not open");
  gaung_query_set_sort (query, GAUNG_SORT_NEWEST);
  gaung_query_set_limit (query, N_RECORDS);
  start = g_get_monotonic_time ();
  must (gaung_store_foreach (store, query, take_record_cb, records, NULL, &error),
        "The complaints cannot be read");
  printf ("read %u %" G_GINT64_FORMAT "\n", records->len, g_get_monotonic_time () - start);
  gaung_store_close (store);
  return g_steal_pointer (&records);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *ours = NULL;
  g_autofree char *plain = NULL;

  must (argc == 3, "usage: bench-bulk WORKSPACE DIRECTORY");
  records = read_records (argv[1]);
  ours = g_build_filename (argv[2], "bulk.db", NULL);
  plain = g_build_filename (argv[2], "bulk-plain.db", NULL);
  for (int i = 0; i < N_TURNS; i++)
    {
      gint64 time = write_gaung (records, ours);

      printf ("bulk %u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
              records->len,
              time,
              write_plain (records, plain));
    }
  remove_store (ours);
  remove_store (plain);
  return 0;
}
