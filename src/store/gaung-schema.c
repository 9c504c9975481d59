/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of a store, and how older stores become newer ones.
 *
 * `document` is narrow and its indexes cover every column that a list sorts or filters by, so that
 * no list reads a body. Words that repeat (types, agencies, states …) are numbers of `term`, which
 * makes an index entry of a complaint about 60 bytes. `search` is contentless: it holds tokens
 * only. Its text is folded already and has nothing but letters, digits and spaces, so the `ascii`
 * tokenizer, which takes every other character as a letter, splits exactly where gaung_fold() did,
 * whatever Unicode version SQLite knows. */
#include "config.h"

#include "gaung-schema-private.h"

#include "gaung-store-error.h"

#define FILTERS "flags, fresh, agency, assignee, state, category, channel, district, village"

/* Never edit one that was released: add the next, and a fixture of the one before to tests/store.
 */
static const char *const migrations[] = {
  "CREATE TABLE term (number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);"
  "CREATE TABLE document ("
  "  row INTEGER PRIMARY KEY,"
  "  id TEXT NOT NULL UNIQUE,"
  "  type INTEGER NOT NULL,"
  "  db INTEGER NOT NULL DEFAULT 0,"
  "  rev TEXT,"
  "  change TEXT,"
  "  sync INTEGER NOT NULL DEFAULT 0,"
  "  local_rev INTEGER NOT NULL DEFAULT 1,"
  "  seq INTEGER NOT NULL,"
  "  rank INTEGER NOT NULL,"
  "  at INTEGER NOT NULL,"
  "  changed INTEGER NOT NULL,"
  "  flags INTEGER NOT NULL,"
  "  fresh INTEGER NOT NULL DEFAULT 0,"
  "  agency INTEGER NOT NULL,"
  "  assignee INTEGER NOT NULL,"
  "  state INTEGER NOT NULL,"
  "  category INTEGER NOT NULL,"
  "  channel INTEGER NOT NULL,"
  "  district INTEGER NOT NULL,"
  "  village INTEGER NOT NULL,"
  "  parent TEXT,"
  "  key TEXT);"
  "CREATE TABLE body (row INTEGER PRIMARY KEY, body TEXT NOT NULL, base TEXT);"
  "CREATE TABLE outbox ("
  "  seq INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  id TEXT NOT NULL UNIQUE,"
  "  local_rev INTEGER NOT NULL,"
  "  at INTEGER NOT NULL,"
  "  hold_until INTEGER,"
  "  tries INTEGER NOT NULL DEFAULT 0,"
  "  not_before INTEGER,"
  "  last_error TEXT);"
  "CREATE TABLE receipt ("
  "  number INTEGER PRIMARY KEY,"
  "  id TEXT NOT NULL,"
  "  local_rev INTEGER NOT NULL,"
  "  db TEXT NOT NULL,"
  "  rev TEXT NOT NULL,"
  "  change TEXT,"
  "  sent_at INTEGER NOT NULL);"
  "CREATE INDEX receipt_id ON receipt (id);"
  "CREATE TABLE conflict ("
  "  id TEXT PRIMARY KEY,"
  "  at INTEGER NOT NULL,"
  "  rev TEXT,"
  "  base TEXT,"
  "  mine TEXT NOT NULL,"
  "  theirs TEXT NOT NULL);"
  "CREATE TABLE checkpoint ("
  "  db TEXT PRIMARY KEY,"
  "  seq TEXT,"
  "  seq_number INTEGER,"
  "  server_uuid TEXT,"
  "  instance_start_time TEXT,"
  "  purge_seq TEXT,"
  "  epoch TEXT,"
  "  success_at INTEGER);"
  "CREATE TABLE quarantine ("
  "  db TEXT NOT NULL,"
  "  id TEXT NOT NULL,"
  "  rev TEXT,"
  "  reason TEXT NOT NULL,"
  "  at INTEGER NOT NULL,"
  "  PRIMARY KEY (db, id));"
  "CREATE TABLE attachment ("
  "  id TEXT NOT NULL,"
  "  chunk INTEGER NOT NULL,"
  "  bytes BLOB NOT NULL,"
  "  UNIQUE (id, chunk));"
  "CREATE TABLE draft (key TEXT PRIMARY KEY, text TEXT NOT NULL, at INTEGER NOT NULL);"
  "CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL);"
  "CREATE VIRTUAL TABLE search USING fts5 ("
  "  text, content='', contentless_delete=1, detail=none, prefix='2 3', tokenize='ascii');",

  /* Synchronisation. `sent` has every version that left and whose arrival is not known, with its
     text once the document has another. `floor` is the last number that a removed document had. */
  "ALTER TABLE conflict RENAME TO conflict_1;"
  "CREATE TABLE conflict ("
  "  number INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  id TEXT NOT NULL,"
  "  kind TEXT NOT NULL DEFAULT 'clash',"
  "  at INTEGER NOT NULL,"
  "  resolved_at INTEGER,"
  "  rev TEXT,"
  "  reason TEXT,"
  "  base TEXT,"
  "  mine TEXT NOT NULL,"
  "  theirs TEXT);"
  "INSERT INTO conflict (id, at, rev, base, mine, theirs)"
  "  SELECT id, at, rev, base, mine, theirs FROM conflict_1 ORDER BY at;"
  "DROP TABLE conflict_1;"
  "CREATE INDEX conflict_id ON conflict (id);"
  "CREATE INDEX conflict_open ON conflict (number) WHERE resolved_at IS NULL;"
  "ALTER TABLE outbox ADD COLUMN edited_at INTEGER;"
  "ALTER TABLE outbox ADD COLUMN is_held INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE outbox ADD COLUMN is_parked INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE outbox ADD COLUMN is_under_way INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE outbox ADD COLUMN code TEXT;"
  "ALTER TABLE outbox ADD COLUMN reason TEXT;"
  "ALTER TABLE outbox DROP COLUMN last_error;"
  "CREATE TABLE sent ("
  "  number INTEGER PRIMARY KEY,"
  "  id TEXT NOT NULL,"
  "  change TEXT NOT NULL,"
  "  db TEXT NOT NULL,"
  "  at INTEGER NOT NULL,"
  "  body TEXT,"
  "  UNIQUE (id, change));"
  "ALTER TABLE receipt ADD COLUMN type TEXT;"
  "ALTER TABLE receipt ADD COLUMN parent TEXT;"
  "ALTER TABLE receipt ADD COLUMN kind TEXT;"
  "ALTER TABLE receipt ADD COLUMN is_new INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE receipt ADD COLUMN written_at INTEGER;"
  "CREATE INDEX receipt_sent ON receipt (sent_at, number);"
  "CREATE TABLE twin ("
  "  id TEXT NOT NULL,"
  "  db INTEGER NOT NULL,"
  "  rev TEXT,"
  "  change TEXT,"
  "  agency TEXT,"
  "  is_moved INTEGER NOT NULL,"
  "  body TEXT NOT NULL,"
  "  PRIMARY KEY (id, db));"
  "CREATE INDEX twin_db ON twin (db, id, is_moved);"
  "CREATE TABLE forgotten ("
  "  db INTEGER NOT NULL, id TEXT NOT NULL, rev TEXT, complaint TEXT,"
  "  is_wanted INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (db, id)) WITHOUT ROWID;"
  "CREATE INDEX forgotten_id ON forgotten (id);"
  "CREATE INDEX forgotten_complaint ON forgotten (complaint);"
  "CREATE TABLE branch ("
  "  id TEXT NOT NULL, rev TEXT NOT NULL, PRIMARY KEY (id, rev)) WITHOUT ROWID;"
  "CREATE TABLE floor (seq INTEGER NOT NULL);"
  "INSERT INTO floor VALUES (0);",
};

/* The row comes right after the sort key, so that the order is total without a sorter. document_row
 * has what is searched close together: among its entries a complaint is alone on its page. */
static const char indexes[]
    = "CREATE INDEX IF NOT EXISTS document_seq ON document (seq);"
      "CREATE INDEX IF NOT EXISTS document_rank ON document (type, rank, row, " FILTERS
      ", at, changed);"
      "CREATE INDEX IF NOT EXISTS document_at ON document (type, at, row, " FILTERS
      ", rank, changed);"
      "CREATE INDEX IF NOT EXISTS document_changed ON document (type, changed, row, " FILTERS
      ", rank, at);"
      "CREATE INDEX IF NOT EXISTS document_open ON document (type, rank, row, " FILTERS
      ", at, changed) WHERE (flags & 1);"
      "CREATE INDEX IF NOT EXISTS document_row ON document (row, type, " FILTERS
      ", rank, at, changed) WHERE parent IS NULL;"
      "CREATE INDEX IF NOT EXISTS document_parent ON document (parent, at, row) WHERE parent IS "
      "NOT NULL;"
      "CREATE INDEX IF NOT EXISTS document_db ON document (db, id, agency, state) WHERE db <> 0;"
      "CREATE INDEX IF NOT EXISTS document_key ON document (type, key) WHERE key IS NOT NULL;";

int
gaung_schema_get_version (void)
{
  return G_N_ELEMENTS (migrations);
}

gboolean
gaung_schema_check_version (GaungDatabase *database, int *version, GError **error)
{
  gint64 stored;

  if (!gaung_database_read_integer (database, 0, &stored, error, "PRAGMA user_version", ""))
    return FALSE;
  if (stored > gaung_schema_get_version ())
    {
      g_set_error (error,
                   GAUNG_STORE_ERROR,
                   GAUNG_STORE_ERROR_NEWER,
                   "Schema %" G_GINT64_FORMAT " is newer than %d",
                   stored,
                   gaung_schema_get_version ());
      return FALSE;
    }
  *version = (int) stored;
  return TRUE;
}

gboolean
gaung_schema_migrate (GaungDatabase *database, GError **error)
{
  g_autofree char *set_version
      = g_strdup_printf ("PRAGMA user_version = %d;", gaung_schema_get_version ());
  int version;

  if (!gaung_schema_check_version (database, &version, error))
    return FALSE;
  if (version == gaung_schema_get_version ())
    return TRUE;
  if (!gaung_database_begin (database, error))
    return FALSE;
  /* Another process may have been first. */
  if (!gaung_schema_check_version (database, &version, error))
    goto failed;
  for (int i = version; i < gaung_schema_get_version (); i++)
    if (!gaung_database_exec (database, migrations[i], error))
      goto failed;
  if (!gaung_schema_make_indexes (database, error)
      || !gaung_database_exec (database, set_version, error))
    goto failed;
  return gaung_database_commit (database, error);

failed:
  gaung_database_rollback (database);
  return FALSE;
}

gboolean
gaung_schema_drop_indexes (GaungDatabase *database, GError **error)
{
  return gaung_database_exec (database,
                              "DROP INDEX document_seq; DROP INDEX document_rank;"
                              "DROP INDEX document_at; DROP INDEX document_changed;"
                              "DROP INDEX document_open; DROP INDEX document_parent;"
                              "DROP INDEX document_row; DROP INDEX document_db;"
                              "DROP INDEX document_key;",
                              error);
}

gboolean
gaung_schema_make_indexes (GaungDatabase *database, GError **error)
{
  return gaung_database_exec (database, indexes, error);
}
