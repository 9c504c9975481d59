/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungDatabase: the only file that calls SQLite. Keys, prepared statements, and what a result code
 * means to people. Messages of errors never contain values, only codes. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>

#define SQLITE_HAS_CODEC 1
#include <glib/gstdio.h>
#include <sqlite3.h>

#include "gaung-database-private.h"
#include "gaung-fold.h"
#include "gaung-store-error.h"

/* Statements kept per connection: the fixed ones are about 120, the rest are lists' queries. */
#define MAX_STATEMENTS 192
#define BUSY_MILLISECONDS 10000
/* Virtual machine steps between two looks at the cancellable: about 0.1 ms. */
#define PROGRESS_STEPS 2000

struct _GaungStatement
{
  GaungDatabase *database;
  sqlite3_stmt *statement;
  gboolean is_cached;
  gboolean is_used;
};

struct _GaungDatabase
{
  sqlite3 *handle;
  GaungDatabaseFlags flags;
  GHashTable *statements; /* SQL → GaungStatement */
  GCancellable *cancellable;
  GaungDatabaseWalFunc wal_func;
  gpointer wal_data;
};

static void
statement_free (GaungStatement *statement)
{
  sqlite3_finalize (statement->statement);
  g_free (statement);
}

static gboolean
is_out_of_room (int system_errno)
{
  return system_errno == ENOSPC || system_errno == EDQUOT || system_errno == EFBIG;
}

/* SQLCipher reports a page that fails its check in several ways, by where it was read. */
static int
classify (int code, int extended, int system_errno)
{
  switch (code)
    {
    case SQLITE_NOTADB:
      return GAUNG_STORE_ERROR_KEY;
    case SQLITE_CORRUPT:
      return GAUNG_STORE_ERROR_DAMAGED;
    case SQLITE_FULL:
      return GAUNG_STORE_ERROR_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return GAUNG_STORE_ERROR_READ_ONLY;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return GAUNG_STORE_ERROR_BUSY;
    case SQLITE_CANTOPEN:
      return system_errno == ENOENT          ? GAUNG_STORE_ERROR_MISSING
             : is_out_of_room (system_errno) ? GAUNG_STORE_ERROR_FULL
                                             : GAUNG_STORE_ERROR_READ_ONLY;
    case SQLITE_IOERR:
      if (extended == SQLITE_IOERR_SHORT_READ || extended == SQLITE_IOERR_CORRUPTFS)
        return GAUNG_STORE_ERROR_DAMAGED;
      if (extended == SQLITE_IOERR_SHMSIZE || is_out_of_room (system_errno))
        return GAUNG_STORE_ERROR_FULL;
      return GAUNG_STORE_ERROR_FAILED;
    default:
      return GAUNG_STORE_ERROR_FAILED;
    }
}

static void
set_error (GaungDatabase *self, int result, GError **error)
{
  int extended = sqlite3_extended_errcode (self->handle);
  int code = result & 0xff;

  if (code == SQLITE_INTERRUPT)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The query was cancelled");
      return;
    }
  g_set_error (error,
               GAUNG_STORE_ERROR,
               classify (code, extended, sqlite3_system_errno (self->handle)),
               "SQLite result %d (%s)",
               extended,
               sqlite3_errstr (extended));
}

static void
fold_function (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);

  if (text != NULL)
    sqlite3_result_text (context, gaung_fold (text), -1, g_free);
}

static int
progress_cb (gpointer data)
{
  GaungDatabase *self = data;

  return self->cancellable != NULL && g_cancellable_is_cancelled (self->cancellable);
}

static int
wal_cb (gpointer data, sqlite3 *handle, const char *name, int pages)
{
  GaungDatabase *self = data;

  self->wal_func (pages, self->wal_data);
  return SQLITE_OK;
}

/* The raw key is given as a blob literal: then SQLCipher derives nothing from it. */
static int
set_key (GaungDatabase *self, GBytes *key)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (key, &length);
  char literal[3 + 64 + 1];
  int result;

  if (self->flags & GAUNG_DATABASE_DERIVE)
    return sqlite3_key_v2 (self->handle, "main", bytes, (int) length);

  g_assert (length == 32);
  literal[0] = 'x';
  literal[1] = '\'';
  for (gsize i = 0; i < length; i++)
    {
      literal[2 + 2 * i] = "0123456789abcdef"[bytes[i] >> 4];
      literal[3 + 2 * i] = "0123456789abcdef"[bytes[i] & 15];
    }
  literal[66] = '\'';
  result = sqlite3_key_v2 (self->handle, "main", literal, 67);
  explicit_bzero (literal, sizeof literal);
  return result;
}

static gboolean
check (GaungDatabase *self, int result, GError **error)
{
  if (result == SQLITE_OK)
    return TRUE;
  set_error (self, result, error);
  return FALSE;
}

static void
bind_values (GaungStatement *self, const char *types, va_list values)
{
  for (int i = 0; types[i] != '\0'; i++)
    {
      GBytes *bytes;

      switch (types[i])
        {
        case 't':
          gaung_statement_bind_text (self, i + 1, va_arg (values, const char *));
          break;
        case 'i':
          gaung_statement_bind_integer (self, i + 1, va_arg (values, gint64));
          break;
        case 'b':
          bytes = va_arg (values, GBytes *);
          if (bytes != NULL && g_bytes_get_size (bytes) == 0)
            sqlite3_bind_zeroblob (self->statement, i + 1, 0);
          else if (bytes != NULL)
            sqlite3_bind_blob64 (self->statement,
                                 i + 1,
                                 g_bytes_get_data (bytes, NULL),
                                 g_bytes_get_size (bytes),
                                 SQLITE_TRANSIENT);
          else
            sqlite3_bind_null (self->statement, i + 1);
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

/* SQLite would make it readable for all; WAL and shared memory take over the mode of the file. */
static gboolean
create_file (const char *path, GError **error)
{
  int descriptor = g_open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);

  if (descriptor >= 0)
    return g_close (descriptor, error);
  g_set_error (error,
               GAUNG_STORE_ERROR,
               errno == EEXIST          ? GAUNG_STORE_ERROR_EXISTS
               : is_out_of_room (errno) ? GAUNG_STORE_ERROR_FULL
               : errno == ENOENT        ? GAUNG_STORE_ERROR_MISSING
                                        : GAUNG_STORE_ERROR_READ_ONLY,
               "The file cannot be made: %s",
               g_strerror (errno));
  return FALSE;
}

static gboolean
is_unused (gpointer key, gpointer value, gpointer data)
{
  return !((GaungStatement *) value)->is_used;
}

GaungDatabase *
gaung_database_open (const char *path, GBytes *key, GaungDatabaseFlags flags, GError **error)
{
  g_autoptr (GaungDatabase) self = g_new0 (GaungDatabase, 1);
  int open_flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
  gint64 version;

  self->flags = flags;
  self->statements
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) statement_free);
  if ((flags & GAUNG_DATABASE_CREATE) && !create_file (path, error))
    return NULL;
  if (!check (self, sqlite3_open_v2 (path, &self->handle, open_flags, NULL), error))
    return NULL;
  /* SQLite is content with a file that it may only read; the first thing it then misses is a file
   * beside it, which would be reported as a workspace that is not there. */
  if (sqlite3_db_readonly (self->handle, "main") == 1)
    {
      g_set_error_literal (
          error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_READ_ONLY, "The file may only be read");
      return NULL;
    }

  /* Until the file is accepted, closing must not move a WAL into it. */
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_timeout (self->handle, BUSY_MILLISECONDS);
  sqlite3_progress_handler (self->handle, PROGRESS_STEPS, progress_cb, self);
  sqlite3_create_function (self->handle,
                           "gaung_fold",
                           1,
                           SQLITE_UTF8 | SQLITE_DETERMINISTIC,
                           NULL,
                           fold_function,
                           NULL,
                           NULL);
  /* A wrong passphrase is no matter for standard error: it is reported as what it is. */
  if (!gaung_database_exec (self, "PRAGMA cipher_log_level = NONE;", error)
      || !check (self, set_key (self, key), error)
      /* Again: SQLCipher, set to work by its first key, goes back to what it was built to tell. */
      || !gaung_database_exec (self, "PRAGMA cipher_log_level = NONE;", error)
      || !gaung_database_exec (self, "PRAGMA cipher_memory_security = OFF;", error)
      /* Sorting may spill: never in plain to the disk. */
      || !gaung_database_exec (self, "PRAGMA temp_store = MEMORY;", error)
      || !gaung_database_exec (self, "PRAGMA cache_size = -2048;", error))
    return NULL;
  /* The first read: the key is right and the first page is whole. */
  if (!gaung_database_read_integer (
          self, 0, &version, error, "SELECT count(*) FROM sqlite_schema", ""))
    return NULL;
  return g_steal_pointer (&self);
}

gboolean
gaung_database_accept (GaungDatabase *self, GError **error)
{
  gboolean is_wal = (self->flags & GAUNG_DATABASE_ROLLBACK) == 0;

  if (is_wal && !gaung_database_exec (self, "PRAGMA journal_mode = WAL;", error))
    return FALSE;
  if (!gaung_database_exec (self, "PRAGMA synchronous = FULL;", error)
      || !gaung_database_exec (self, "PRAGMA journal_size_limit = 16777216;", error))
    return FALSE;
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  return TRUE;
}

void
gaung_database_close (GaungDatabase *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->statements, g_hash_table_unref);
  sqlite3_close_v2 (self->handle);
  g_clear_object (&self->cancellable);
  g_free (self);
}

gboolean
gaung_database_exec (GaungDatabase *self, const char *sql, GError **error)
{
  return check (self, sqlite3_exec (self->handle, sql, NULL, NULL, NULL), error);
}

GaungStatement *
gaung_database_prepare (GaungDatabase *self, const char *sql, GError **error)
{
  GaungStatement *statement = g_hash_table_lookup (self->statements, sql);
  sqlite3_stmt *handle;
  gboolean is_first;

  if (statement != NULL && !statement->is_used)
    {
      statement->is_used = TRUE;
      return statement;
    }
  if (!check (self,
              sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL),
              error))
    return NULL;

  /* One that runs already (a callback that asks the same) is made a second time and not kept. */
  is_first = statement == NULL;
  statement = g_new0 (GaungStatement, 1);
  statement->database = self;
  statement->statement = handle;
  statement->is_cached = is_first;
  statement->is_used = TRUE;
  if (is_first && g_hash_table_size (self->statements) >= MAX_STATEMENTS)
    g_hash_table_foreach_remove (self->statements, is_unused, NULL);
  if (is_first)
    g_hash_table_insert (self->statements, g_strdup (sql), statement);
  return statement;
}

void
gaung_statement_release (GaungStatement *self)
{
  if (self == NULL)
    return;
  if (!self->is_cached)
    {
      statement_free (self);
      return;
    }
  sqlite3_reset (self->statement);
  sqlite3_clear_bindings (self->statement);
  self->is_used = FALSE;
}

GaungStatement *
gaung_database_prepare_va (
    GaungDatabase *self, GError **error, const char *sql, const char *types, va_list values)
{
  GaungStatement *statement = gaung_database_prepare (self, sql, error);

  if (statement != NULL)
    bind_values (statement, types, values);
  return statement;
}

gboolean
gaung_database_run (GaungDatabase *self, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (GaungStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;
  va_list values;

  va_start (values, types);
  statement = gaung_database_prepare_va (self, error, sql, types, values);
  va_end (values);
  if (statement == NULL)
    return FALSE;
  while (gaung_statement_step (statement, &local_error))
    continue;
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
gaung_database_read_integer (GaungDatabase *self,
                             gint64 fallback,
                             gint64 *value,
                             GError **error,
                             const char *sql,
                             const char *types,
                             ...)
{
  g_autoptr (GaungStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;
  va_list values;

  va_start (values, types);
  statement = gaung_database_prepare_va (self, error, sql, types, values);
  va_end (values);
  if (statement == NULL)
    return FALSE;
  *value = fallback;
  if (gaung_statement_step (statement, &local_error))
    *value = gaung_statement_get_integer (statement, 0);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

char *
gaung_database_read_text (
    GaungDatabase *self, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (GaungStatement) statement = NULL;
  va_list values;

  va_start (values, types);
  statement = gaung_database_prepare_va (self, error, sql, types, values);
  va_end (values);
  if (statement == NULL || !gaung_statement_step (statement, error))
    return NULL;
  return g_strdup (gaung_statement_get_text (statement, 0));
}

gboolean
gaung_database_begin (GaungDatabase *self, GError **error)
{
  int has_moved = 0;

  /* SQLite would go on writing into a file that nobody can open again. */
  if (sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_HAS_MOVED, &has_moved) == SQLITE_OK
      && has_moved)
    {
      g_set_error_literal (error,
                           GAUNG_STORE_ERROR,
                           GAUNG_STORE_ERROR_READ_ONLY,
                           "The file has been moved or removed");
      return FALSE;
    }
  return gaung_database_run (self, error, "BEGIN IMMEDIATE", "");
}

gboolean
gaung_database_commit (GaungDatabase *self, GError **error)
{
  if (gaung_database_run (self, error, "COMMIT", ""))
    return TRUE;
  gaung_database_rollback (self);
  return FALSE;
}

void
gaung_database_rollback (GaungDatabase *self)
{
  /* SQLite has rolled back by itself after some errors (no room, I/O). */
  if (gaung_database_is_in_transaction (self))
    gaung_database_run (self, NULL, "ROLLBACK", "");
}

gboolean
gaung_database_is_in_transaction (GaungDatabase *self)
{
  return !sqlite3_get_autocommit (self->handle);
}

gint64
gaung_database_get_last_row (GaungDatabase *self)
{
  return sqlite3_last_insert_rowid (self->handle);
}

int
gaung_database_get_changes (GaungDatabase *self)
{
  return sqlite3_changes (self->handle);
}

void
gaung_database_set_cancellable (GaungDatabase *self, GCancellable *cancellable)
{
  g_set_object (&self->cancellable, cancellable);
}

void
gaung_database_set_wal_func (GaungDatabase *self, GaungDatabaseWalFunc func, gpointer data)
{
  self->wal_func = func;
  self->wal_data = data;
  sqlite3_wal_hook (self->handle, func != NULL ? wal_cb : NULL, self);
}

void
gaung_statement_bind (GaungStatement *self, const char *types, ...)
{
  va_list values;

  va_start (values, types);
  bind_values (self, types, values);
  va_end (values);
}

void
gaung_statement_bind_text (GaungStatement *self, int parameter, const char *text)
{
  sqlite3_bind_text (self->statement, parameter, text, -1, SQLITE_TRANSIENT);
}

void
gaung_statement_bind_integer (GaungStatement *self, int parameter, gint64 value)
{
  sqlite3_bind_int64 (self->statement, parameter, value);
}

gboolean
gaung_statement_step (GaungStatement *self, GError **error)
{
  int result = sqlite3_step (self->statement);

  if (result == SQLITE_ROW)
    return TRUE;
  if (result != SQLITE_DONE)
    set_error (self->database, result, error);
  return FALSE;
}

gint64
gaung_statement_get_integer (GaungStatement *self, int column)
{
  return sqlite3_column_int64 (self->statement, column);
}

const char *
gaung_statement_get_text (GaungStatement *self, int column)
{
  return (const char *) sqlite3_column_text (self->statement, column);
}

gsize
gaung_statement_get_length (GaungStatement *self, int column)
{
  return sqlite3_column_bytes (self->statement, column);
}

gconstpointer
gaung_statement_get_blob (GaungStatement *self, int column)
{
  return sqlite3_column_blob (self->statement, column);
}
