/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-batch-private.h"
#include "gaung-database-private.h"
#include "gaung-query-private.h"
#include "gaung-store.h"
#include "gaung-worker-private.h"

G_BEGIN_DECLS

/* More changes than this are not named one by one. */
#define GAUNG_STORE_MAX_CHANGES 1000

struct _GaungStore
{
  GObject parent_instance;

  char *path;
  GBytes *key;
  GMainContext *context;
  GThread *owner;
  gint is_closing; /* atomic */
  gint is_closed;  /* atomic */

  /* Held for a whole bulk load; recursive, since the loading thread writes batches meanwhile. */
  GRecMutex writer_lock;
  GaungDatabase *writer;
  GHashTable *terms; /* text → number; under writer_lock */
  gboolean is_bulk;
  gboolean is_bulk_broken;
  gboolean has_dropped_indexes;
  gboolean has_bulk_rules;
  gboolean has_bulk_actor;
  gint64 bulk_first_seq;
  gint64 bulk_seq;
  guint n_bulk;
  GThread *bulk_thread;
  gint n_waiting; /* atomic: threads that wait for writer_lock */
  gboolean has_large_cache;

  GRecMutex reader_lock; /* the owner's */
  GaungDatabase *reader;
  GRecMutex side_lock; /* all other threads' */
  GaungDatabase *side;

  GaungWorker *writes; /* async writes, in the order of the calls */
  GaungWorker *quick;  /* what somebody waits for */
  GaungWorker *slow;   /* whole lists, checks, ranks, checkpoints */

  GMutex changes_lock;
  GPtrArray *changes; /* (element-type GaungStoreChange): not emitted yet */
  GSource *emission;
  gboolean is_reset;
  gboolean is_exchange_changed;
  gint64 data_version; /* of the owner's reader, at the last look */
  gint64 seen_seq; /* everything up to here has been told */

  GMutex state_lock;
  guint generation; /* of rules and actor */
  GaungRules *rules;
  GaungActor *actor;
  GPtrArray *retired_rules; /* given out as (transfer none): kept until the end */
  GPtrArray *retired_actors;

  GFileMonitor *monitor;
  GSource *debounce;
  GSource *refresh;
  gint is_checkpoint_due; /* atomic */
};

/* gaung-store.c */
/* Opens it here for another thread, whose point reads and signals it serves. */
GaungStore *gaung_store_open_for (const char *path, GBytes *key, GMainContext *context, GThread *owner, GError **error);
void gaung_store_schedule_checkpoint (GaungStore *self);
void gaung_store_lock_writer (GaungStore *self);
/* Between two transactions of a long work, without the lock: whoever waits for it comes first. */
void gaung_store_yield_writer (GaungStore *self);

/* gaung-store-change.c */
GaungStoreChange *gaung_store_change_new (gint64 row, const char *id, const char *type, const char *parent, GaungChangeKind kind);
void gaung_store_change_free (GaungStoreChange *self);
/* Takes @changes (element-type GaungStoreChange); @first_seq … @last_seq are those of the commit. */
void gaung_store_announce (GaungStore *self, GPtrArray *changes, gint64 first_seq, gint64 last_seq);
void gaung_store_announce_reset (GaungStore *self);
/* Outbox, receipts, conflicts, quarantine. Any thread. */
void gaung_store_announce_exchange (GaungStore *self);
/* What was written with @after < seq ≤ @until; NULL when it is too much. */
GPtrArray *gaung_store_read_changes (GaungDatabase *database, gint64 after, gint64 until);
void gaung_store_start_watching (GaungStore *self);
void gaung_store_stop_watching (GaungStore *self);
/* Looks for what other processes wrote. In the owner's thread. */
void gaung_store_look (GaungStore *self);

/* gaung-store-read.c: a connection for this thread, locked until released. */
typedef struct
{
  GaungDatabase *database;
  GRecMutex *lock;
} GaungReader;

gboolean gaung_store_acquire (GaungStore *self, GaungReader *reader, GError **error);
void gaung_reader_release (GaungReader *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GaungReader, gaung_reader_release)
gboolean gaung_store_check_open (GaungStore *self, GError **error);
GaungSql *gaung_store_compile (GaungStore *self, const GaungQuery *query);
/* Frees @task in the store's main context: it may hold the last reference of the store. */
void gaung_store_release_task (GTask *task);

/* gaung-store-columns.c: what `document` says of a record. */
typedef struct
{
  gint64 type, agency, assignee, state, category, channel, district, village;
  gint64 rank, at, changed, flags;
  const char *parent, *key;
} GaungColumns;

gint64 gaung_store_intern (GaungStore *self, const char *text, GError **error); /* 0 for NULL, -1 on error */
gboolean gaung_store_compute_columns (GaungStore *self, GaungRecord *record, GaungRules *rules, GaungColumns *columns, GError **error);
gboolean gaung_record_is_searchable (GaungRecord *record);
/* The types of which rules are made. */
gboolean gaung_store_is_rule_type (const char *type);

/* The last number that a document has, or had before it was removed. */
#define GAUNG_STORE_LAST_SEQ \
  "SELECT max (ifnull ((SELECT max (seq) FROM document), 0), (SELECT seq FROM floor))"

/* gaung-store-write.c; with the writer's lock held. */
gboolean gaung_store_put_search (GaungStore *self, gint64 row, GaungRecord *record, gboolean is_new, GError **error);
gboolean gaung_store_next_seq (GaungStore *self, gint64 *seq, GError **error);

/* gaung-store-rules.c */
void gaung_store_load_state (GaungStore *self);
void gaung_store_drop_rules (GaungStore *self);
void gaung_store_drop_actor (GaungStore *self);
/* Ranks of what is open, anew, in the worker. */
void gaung_store_start_ranking (GaungStore *self);

G_END_DECLS
