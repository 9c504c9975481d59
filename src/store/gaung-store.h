/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "gaung-batch.h"
#include "gaung-index.h"
#include "gaung-query.h"
#include "gaung-record.h"
#include "gaung-store-error.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_STORE (gaung_store_get_type ())
/* GaungStore: the encrypted record store of one workspace.
 *
 * One writer connection behind a mutex, one reader connection for the thread that made the store (point
 * reads), and a worker thread with a connection of its own for queries. Writes are durable when they
 * return (WAL, synchronous=FULL). Functions without _async may be called from any thread.
 *
 * Signal "changed" (GPtrArray *changes, element-type GaungStoreChange): after every commit, in the main
 * context in which the store was made; also for what another process wrote to the same workspace. Several
 * commits may come as one signal. An empty array: too much to name (a bulk load, new ranks, something was removed):
 * ask again.
 *
 * Signal "exchange-changed": as "changed", for what gaung-outbox.h reads. */
G_DECLARE_FINAL_TYPE (GaungStore, gaung_store, GAUNG, STORE, GObject)

typedef enum
{
  GAUNG_CHANGE_CREATED,
  GAUNG_CHANGE_CHANGED,
  GAUNG_CHANGE_SEEN, /* only the "new" mark went */
} GaungChangeKind;

typedef struct
{
  gint64 row;
  char *id;
  char *type;
  char *parent; /* (nullable) */
  GaungChangeKind kind;
} GaungStoreChange;

/* Did records of @type change, more than their "new" mark? Of an empty array: maybe. */
gboolean gaung_store_changes_have_type (GPtrArray *changes, const char *type);

/* Opens the file with a raw 32-byte key, makes or migrates the schema. GAUNG_STORE_ERROR_KEY, DAMAGED,
 * NEWER, FULL, READ_ONLY: then the file is as it was. Most callers use gaung_workspace_open. */
GaungStore *gaung_store_open (const char *path, GBytes *key, GError **error);
/* Waits for the worker, checkpoints and closes; later calls fail with GAUNG_STORE_ERROR_FAILED. */
void gaung_store_close (GaungStore *self);

gboolean gaung_store_write (GaungStore *self, GaungBatch *batch, GError **error);
void gaung_store_write_async (GaungStore *self, GaungBatch *batch, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean gaung_store_write_finish (GaungStore *self, GAsyncResult *result, GError **error);

/* Point reads: well under a frame. (transfer full); NULL with GAUNG_STORE_ERROR_MISSING */
GaungRecord *gaung_store_get (GaungStore *self, const char *id, GError **error);
GaungRecord *gaung_store_get_by_row (GaungStore *self, gint64 row, GError **error);
/* By a type's natural key (agency code, calendar year …). NULL without an error if there is none. */
GaungRecord *gaung_store_get_by_key (GaungStore *self, const char *type, const char *key);
/* Attachment bytes; off the main thread for anything large. */
GBytes *gaung_store_get_bytes (GaungStore *self, const char *attachment_id, GError **error);
gboolean gaung_store_has_bytes (GaungStore *self, const char *attachment_id);
void gaung_store_get_bytes_async (GaungStore *self, const char *attachment_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GBytes *gaung_store_get_bytes_finish (GaungStore *self, GAsyncResult *result, GError **error);
char *gaung_store_get_draft (GaungStore *self, const char *key); /* (transfer full) (nullable) */
/* Keys of drafts that begin with @prefix. */
GStrv gaung_store_list_drafts (GaungStore *self, const char *prefix);
char *gaung_store_get_setting (GaungStore *self, const char *key);

/* Calendar and deadline rules as stored, rebuilt when such a record changes (and then every rank is
 * computed anew, in the worker). (transfer none) */
GaungRules *gaung_store_get_rules (GaungStore *self);
/* Who works here: the settings "actor.*". (transfer none) */
const GaungActor *gaung_store_get_actor (GaungStore *self);
gboolean gaung_store_set_actor (GaungStore *self, const GaungActor *actor, GError **error);

/* All matching records, blocking, in order; @callback returns FALSE to stop. For gaungctl, exports and
 * worker threads. */
typedef gboolean (*GaungStoreFunc) (GaungRecord *record, gpointer data);
gboolean gaung_store_foreach (GaungStore *self, const GaungQuery *query, GaungStoreFunc func, gpointer data, GCancellable *cancellable, GError **error);
gint64 gaung_store_count (GaungStore *self, const GaungQuery *query, GError **error); /* -1 on error */
void gaung_store_count_async (GaungStore *self, const GaungQuery *query, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gint64 gaung_store_count_finish (GaungStore *self, GAsyncResult *result, GError **error);

/* Outbox and sizes, for the foot of the sidebar, gaungctl check and tests. */
typedef struct
{
  gint64 documents;
  gint64 waiting;        /* outbox rows */
  GaungInstant oldest;   /* the oldest of them, or NONE */
  gint64 conflicts;
  int schema;            /* user_version */
  gint64 bytes;          /* of the file and its WAL */
} GaungStoreStatistics;
gboolean gaung_store_get_statistics (GaungStore *self, GaungStoreStatistics *statistics, GError **error);
/* cipher_integrity_check, integrity_check, search index against documents, dangling parents, records that
 * cannot be read. @problems: (element-type utf8) (out). FALSE with an error only when it could not be done. */
gboolean gaung_store_check (GaungStore *self, GPtrArray **problems, GCancellable *cancellable, GError **error);
/* Makes the full-text index and all columns anew from the documents. */
gboolean gaung_store_reindex (GaungStore *self, GCancellable *cancellable, GError **error);
/* Ranks anew, in the worker, what was postponed until a day that has come. The store does it a moment
 * after it was opened; the application when the day changes. */
void gaung_store_refresh_ranks (GaungStore *self);
/* Bulk load (sample, first pull): one transaction until end; faster settings, durable at end. */
gboolean gaung_store_begin_bulk (GaungStore *self, GError **error);
gboolean gaung_store_end_bulk (GaungStore *self, GError **error);

G_END_DECLS
