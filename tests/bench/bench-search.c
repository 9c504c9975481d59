/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-search WORKSPACE PLAIN-FILE: types words letter by letter into a list of complaints and
 * prints, for each letter, "key <letters> <hits> <gaung µs> <plain µs>".
 *
 * Ours is from setting the query to the filled list with the objects of the first twenty rows, with
 * the main loop turning as it does in the program. Beside it, right after, the same question to an
 * SQLite file of the same texts that is not encrypted, asked without any list, thread or object. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "gaung-fold.h"
#include "gaung-list.h"
#include "gaung-workspace.h"

#define VISIBLE_ROWS 20

static const char *const phrases[] = {
  "lampu jalan padam", "parkir liar",     "sampah menumpuk", "jalan berlubang",
  "slamet riyadi",     "banjir laweyan",  "air mati",        "trotoar rusak",
  "ktp elektronik",    "halte bst",       "saluran mampet",  "pungutan",
  "bantuan sekolah",   "antrean",         "pohon tumbang",   "jebres",
  "rumah sakit",       "lubang di jalan", "bising malam",    "xyzzy",
};

typedef struct
{
  sqlite3 *db;
  sqlite3_stmt *insert;
  sqlite3_stmt *insert_text;
  sqlite3_stmt *search;
} Plain;

static void
must (gboolean is_right, const char *what)
{
  if (!is_right)
    g_error ("%s", what);
}

static void
run (Plain *plain, const char *sql)
{
  must (sqlite3_exec (plain->db, sql, NULL, NULL, NULL) == SQLITE_OK, sqlite3_errmsg (plain->db));
}

static sqlite3_stmt *
prepare (Plain *plain, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  must (sqlite3_prepare_v2 (plain->db, sql, -1, &statement, NULL) == SQLITE_OK,
        sqlite3_errmsg (plain->db));
  return statement;
}

static gboolean
copy_record_cb (GaungRecord *record, gpointer data)
{
  Plain *plain = data;
  g_autofree char *text = gaung_record_get_search_text (record);

  sqlite3_bind_int64 (plain->insert, 1, gaung_record_get_created_at (record));
  must (sqlite3_step (plain->insert) == SQLITE_DONE, sqlite3_errmsg (plain->db));
  sqlite3_reset (plain->insert);
  sqlite3_bind_int64 (plain->insert_text, 1, sqlite3_last_insert_rowid (plain->db));
  sqlite3_bind_text (plain->insert_text, 2, text, -1, SQLITE_TRANSIENT);
  must (sqlite3_step (plain->insert_text) == SQLITE_DONE, sqlite3_errmsg (plain->db));
  sqlite3_reset (plain->insert_text);
  return TRUE;
}

/* The file is kept for the next run. */
static void
open_plain (Plain *plain, const char *path, GaungStore *store)
{
  g_autoptr (GaungQuery) query = gaung_query_new ("complaint");
  g_autoptr (GError) error = NULL;
  gboolean is_there = g_file_test (path, G_FILE_TEST_EXISTS);

  must (sqlite3_open (path, &plain->db) == SQLITE_OK, "The plain file does not open");
  if (!is_there)
    {
      run (plain, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN");
      run (plain, "CREATE TABLE document (row INTEGER PRIMARY KEY, at INTEGER NOT NULL)");
      run (plain,
           "CREATE VIRTUAL TABLE search USING fts5 (text, content='', detail=none, prefix='2 3')");
      plain->insert = prepare (plain, "INSERT INTO document (at) VALUES (?1)");
      plain->insert_text = prepare (plain, "INSERT INTO search (rowid, text) VALUES (?1, ?2)");
      gaung_query_set (query, "is", (const char *const[]) { "any", NULL });
      must (gaung_store_foreach (store, query, copy_record_cb, plain, NULL, &error),
            "The complaints cannot be read");
      run (plain, "COMMIT");
    }
  plain->search
      = prepare (plain,
                 "SELECT document.row, at FROM (SELECT rowid FROM search WHERE search MATCH "
                 "?1 ORDER BY rowid DESC LIMIT 1000) AS hit JOIN document ON document.row "
                 "= hit.rowid ORDER BY at DESC");
}

/* Each word a prefix, all of them there. */
static char *
make_match (const char *words)
{
  g_autofree char *folded = gaung_fold (words);
  g_auto (GStrv) parts = g_strsplit (folded, " ", -1);
  GString *match = g_string_new (NULL);

  for (gsize i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_string_append_printf (match, "%s\"%s\" *", match->len > 0 ? " AND " : "", parts[i]);
  return g_string_free_and_steal (match);
}

static gint64
ask_plain (Plain *plain, const char *words)
{
  gint64 start = g_get_monotonic_time ();
  g_autofree char *match = make_match (words);

  sqlite3_bind_text (plain->search, 1, match, -1, SQLITE_STATIC);
  while (sqlite3_step (plain->search) == SQLITE_ROW)
    continue;
  sqlite3_reset (plain->search);
  return g_get_monotonic_time () - start;
}

static void
wait_until_complete (GaungList *list)
{
  while (gaung_list_is_loading (list))
    g_main_context_iteration (NULL, TRUE);
  must (gaung_list_get_error (list) == NULL, "The list has an error");
}

static void
items_changed_cb (
    GListModel *model, guint position, guint removed, guint added, gboolean *is_filled)
{
  *is_filled = TRUE;
}

/* An answer that is the one before changes nothing, and is filled when the loading ends. */
static void
wait_until_filled (GaungList *list, gboolean *is_filled)
{
  while (!*is_filled && gaung_list_is_loading (list))
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < VISIBLE_ROWS; i++)
    {
      g_autoptr (GObject) record = g_list_model_get_item (G_LIST_MODEL (list), i);

      if (record == NULL)
        break;
    }
}

static void
ask_gaung (GaungList *list, GaungQuery *query, const char *words, gint64 *filled, gint64 *complete)
{
  gint64 start = g_get_monotonic_time ();
  gboolean is_filled = FALSE;
  gulong handler
      = g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &is_filled);

  gaung_query_set_words (query, words);
  gaung_list_set_query (list, query);
  wait_until_filled (list, &is_filled);
  *filled = g_get_monotonic_time () - start;
  wait_until_complete (list);
  *complete = g_get_monotonic_time () - start;
  g_signal_handler_disconnect (list, handler);
}

int
main (int argc, char **argv)
{
  g_autoptr (GaungWorkspace) workspace = NULL;
  g_autoptr (GaungStore) store = NULL;
  g_autoptr (GaungQuery) query = gaung_query_new ("complaint");
  g_autoptr (GaungList) list = NULL;
  g_autoptr (GError) error = NULL;
  Plain plain = { 0 };

  must (argc == 3, "usage: bench-search WORKSPACE PLAIN-FILE");
  workspace = gaung_workspace_load (argv[1], &error);
  must (workspace != NULL, "There is no such workspace");
  store = gaung_workspace_open (workspace, NULL, &error);
  must (store != NULL, "The workspace does not open");
  open_plain (&plain, argv[2], store);

  list = gaung_list_new (store, query);
  wait_until_complete (list);
  for (gsize i = 0; i < G_N_ELEMENTS (phrases); i++)
    for (gsize length = 1; length <= strlen (phrases[i]); length++)
      {
        g_autofree char *words = g_strndup (phrases[i], length);
        gint64 filled, complete;

        if (words[length - 1] == ' ')
          continue;
        ask_gaung (list, query, words, &filled, &complete);
        printf ("key %" G_GSIZE_FORMAT " %u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                " %" G_GINT64_FORMAT "\n",
                length,
                g_list_model_get_n_items (G_LIST_MODEL (list)),
                filled,
                complete,
                ask_plain (&plain, words));
      }
  sqlite3_finalize (plain.insert);
  sqlite3_finalize (plain.insert_text);
  sqlite3_finalize (plain.search);
  sqlite3_close (plain.db);
  g_clear_object (&list);
  gaung_store_close (store);
  return 0;
}
