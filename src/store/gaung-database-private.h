/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdarg.h>

#include <gio/gio.h>

G_BEGIN_DECLS

/* One connection to a SQLCipher file. To be used by one thread at a time. */
typedef struct _GaungDatabase GaungDatabase;
/* A prepared statement; the connection keeps it for the next time. */
typedef struct _GaungStatement GaungStatement;

typedef enum
{
  GAUNG_DATABASE_NONE = 0,
  GAUNG_DATABASE_CREATE = 1 << 0,  /* the file is made; it must not be there yet */
  GAUNG_DATABASE_DERIVE = 1 << 1,  /* the key is a passphrase, from which SQLCipher derives one */
  GAUNG_DATABASE_ROLLBACK = 1 << 2, /* no WAL: one small file that is written once */
} GaungDatabaseFlags;

/* Opens @path with @key (32 raw bytes, or the bytes of a passphrase) and reads its first page. Nothing
 * is written yet, unless the file is made: call gaung_database_accept before the first write. */
GaungDatabase *gaung_database_open (const char *path, GBytes *key, GaungDatabaseFlags flags, GError **error);
/* The file is one of ours: WAL, durable commits, and a checkpoint at the last close. */
gboolean gaung_database_accept (GaungDatabase *self, GError **error);
void gaung_database_close (GaungDatabase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungDatabase, gaung_database_close)

/* Statements without parameters, several at once. */
gboolean gaung_database_exec (GaungDatabase *self, const char *sql, GError **error);
/* One statement and its parameters: @types has one letter each: t (const char *, NULL is NULL),
 * i (gint64), b (GBytes *, NULL is NULL). */
gboolean gaung_database_run (GaungDatabase *self, GError **error, const char *sql, const char *types, ...);
/* The first column of the first row; @fallback when there is no row. */
gboolean gaung_database_read_integer (GaungDatabase *self, gint64 fallback, gint64 *value, GError **error, const char *sql, const char *types, ...);
/* (transfer full) (nullable): NULL without an error when there is no row. */
char *gaung_database_read_text (GaungDatabase *self, GError **error, const char *sql, const char *types, ...);

gboolean gaung_database_begin (GaungDatabase *self, GError **error); /* BEGIN IMMEDIATE */
gboolean gaung_database_commit (GaungDatabase *self, GError **error); /* rolls back when it fails */
void gaung_database_rollback (GaungDatabase *self);
gboolean gaung_database_is_in_transaction (GaungDatabase *self);
gint64 gaung_database_get_last_row (GaungDatabase *self);
int gaung_database_get_changes (GaungDatabase *self);
/* While set, a statement stops with G_IO_ERROR_CANCELLED soon after @cancellable is cancelled. */
void gaung_database_set_cancellable (GaungDatabase *self, GCancellable *cancellable);
/* @func is called after each commit with the number of pages in the WAL. */
typedef void (*GaungDatabaseWalFunc) (int pages, gpointer data);
void gaung_database_set_wal_func (GaungDatabase *self, GaungDatabaseWalFunc func, gpointer data);

/* (transfer full): to be released, not kept. */
GaungStatement *gaung_database_prepare (GaungDatabase *self, const char *sql, GError **error);
void gaung_statement_release (GaungStatement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungStatement, gaung_statement_release)
/* The same with its parameters, @types as above. */
GaungStatement *gaung_database_prepare_va (GaungDatabase *self, GError **error, const char *sql, const char *types, va_list values);
/* From parameter 1 on, @types as above. */
void gaung_statement_bind (GaungStatement *self, const char *types, ...);
void gaung_statement_bind_text (GaungStatement *self, int parameter, const char *text);
void gaung_statement_bind_integer (GaungStatement *self, int parameter, gint64 value);
/* TRUE: there is a row. FALSE without an error: no more. */
gboolean gaung_statement_step (GaungStatement *self, GError **error);
gint64 gaung_statement_get_integer (GaungStatement *self, int column);
const char *gaung_statement_get_text (GaungStatement *self, int column); /* (nullable), until the next step */
gsize gaung_statement_get_length (GaungStatement *self, int column);
gconstpointer gaung_statement_get_blob (GaungStatement *self, int column);

G_END_DECLS
