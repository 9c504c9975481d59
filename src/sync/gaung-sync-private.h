/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-account.h"
#include "gaung-couch-page.h"
#include "gaung-couch-server.h"
#include "gaung-engine.h"
#include "gaung-exchange.h"
#include "gaung-outbox.h"

G_BEGIN_DECLS

/* GaungSync: what a pass over a server needs to know, and what it learnt. Belongs to one thread at a
 * time: the engine's worker, or the caller of gaung_engine_run_sync(). Nothing that it holds is needed to go
 * on after a crash: all of that is in the store. */
typedef struct _GaungSync GaungSync;

typedef enum
{
  GAUNG_SYNC_DIRECTORY,
  GAUNG_SYNC_COMMON,
  GAUNG_SYNC_AGENCY,
  GAUNG_SYNC_IDENTITY,
} GaungSyncKind;

/* One database of the server, as it is known here. */
typedef struct
{
  char *name;
  GaungSyncKind kind;
  char *agency;    /* code; (nullable) */
  char *epoch;     /* as the directory has it; (nullable) */
  gboolean is_readable;
  gboolean is_compared; /* since the last connection: its cursor can be trusted */
  gboolean is_behind;   /* there is more to be read */
  gboolean is_unsaved;  /* what the cursor belongs to is not in the store yet */
  gboolean has_moved;   /* something came that a coordinator may have to carry */
  GHashTable *stuck;    /* set of ids: complaints that could not be carried, since the last connection */
  guint failures;       /* of the server with it, in a row */
  GaungInstant retry_at;
  gboolean is_failing;  /* on whole batches, in the push under way */
  guint push_failures;  /* of whole batches in a row; from the third on one by one */
  GaungSyncTrouble trouble;
  GaungInstant success_at;
  GaungCheckpoint *checkpoint; /* as it is stored, or will be with the next page; (nullable): not asked yet */
} GaungSyncBase;

/* What was applied, for whoever looks on. Called in the thread of the pass. */
typedef struct
{
  /* Something changed about a database, or NULL: about all. */
  void (*base_changed) (GaungSync *sync, GaungSyncBase *base, gpointer data);
  /* Of a first pull or a long sending; @total 0: done. */
  void (*progress) (GaungSync *sync, guint done, guint total, gpointer data);
  /* A file of an open complaint of ours arrived without its bytes. */
  void (*file_seen) (GaungSync *sync, const char *attachment, gpointer data);
  /* Between two long steps: what is more urgent may be done now. */
  void (*breathe) (GaungSync *sync, gpointer data);
} GaungSyncHooks;

struct _GaungSync
{
  GaungStore *store;
  GaungAccount *account;
  GaungCouch *couch;
  GCancellable *cancellable; /* of the pass under way; (nullable) */
  char *name;                /* of the account; (nullable): a token's, before it was asked */
  char *agency;              /* code of the account's own; (nullable) */
  GaungServerSession *session; /* (nullable): nobody asked yet */
  char *server_uuid;
  gint64 skew_ms;            /* our clock minus theirs, as far as seconds tell */
  gboolean leaves_files;     /* a push within a push: files are on their way already */
  gboolean is_list_stale;    /* the directory told something new */
  gboolean was_replaced;     /* a database had to be compared by id, since the last connection */
  GError *fault;             /* of one database, while the others went on; (nullable) */
  JsonObject *directory;     /* what the directory says of each database, by name; (nullable): not read yet */
  GPtrArray *bases;          /* of GaungSyncBase, in the order in which they are read */
  GAsyncQueue *unread;       /* what a person wants read once more; any thread */
  const GaungSyncHooks *hooks;
  gpointer hooks_data;
  GMutex lock; /* of what follows */
  GaungSyncTotals totals;
  GaungSyncObserver observer;
  gpointer observer_data;
};

GaungSync *gaung_sync_new (GaungStore *store, GaungAccount *account, GError **error);
void gaung_sync_free (GaungSync *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungSync, gaung_sync_free)

void gaung_sync_tell (GaungSync *self, const char *event, const char *database, const char *id, const char *detail);
void gaung_sync_count (GaungSync *self, guint64 *counter, guint64 n);
void gaung_sync_copy_totals (GaungSync *self, GaungSyncTotals *totals);
void gaung_sync_set_base_trouble (GaungSync *self, GaungSyncBase *base, GaungSyncTrouble trouble);
void gaung_sync_note_success (GaungSync *self, GaungSyncBase *base);
void gaung_sync_show_progress (GaungSync *self, guint done, guint total);
/* (nullable) */
GaungSyncBase *gaung_sync_find (GaungSync *self, const char *database);
GaungSyncBase *gaung_sync_find_kind (GaungSync *self, GaungSyncKind kind, const char *agency);
gboolean gaung_sync_has_role (GaungSync *self, const char *role);
gboolean gaung_sync_is_coordinator (GaungSync *self);
/* @error concerns @base alone (its rights, that it is not there, a fault of the server with it): noted there, and
 * the pass may go on with the others. FALSE: it is about the connection, the account or the store. */
gboolean gaung_sync_take_base_error (GaungSync *self, GaungSyncBase *base, GError **error);
/* Makes of a 401 or 403 what it means; consumes and replaces @error. */
void gaung_sync_judge (GaungSync *self, GError **error);
gboolean gaung_sync_is_cancelled (GaungSync *self);

/* ---- gaung-sync-directory.c ---- */
#define GAUNG_SYNC_MAX_SKEW_MS (2 * 60 * 1000)
#define GAUNG_SYNC_DATABASE_PREFIX "database:"
/* Who answers, and who we are to it. */
gboolean gaung_sync_greet (GaungSync *self, GError **error);
/* The databases that follow from the roles and from what is known of the directory. */
gboolean gaung_sync_list_databases (GaungSync *self, GError **error);
/* Keeps what a page of the directory says of databases, and takes it out of the page. TRUE: the list changed. */
gboolean gaung_sync_take_directory (GaungSync *self, GPtrArray *incoming, gboolean *is_changed, GError **error);
GaungSyncBase *gaung_sync_base_new (const char *name, GaungSyncKind kind, const char *agency);
void gaung_sync_base_free (GaungSyncBase *base);
const char *gaung_sync_kind_get_nick (GaungSyncKind kind);
/* "gaung-agency-dlh". (transfer full) */
char *gaung_sync_make_name (GaungSync *self, GaungSyncKind kind, const char *agency);

/* ---- gaung-sync-pull.c ---- */
#define GAUNG_SYNC_PAGE 500
/* From the checkpoint to the end of the feed, and what follows from it. */
gboolean gaung_sync_pull (GaungSync *self, GaungSyncBase *base, GError **error);
/* One page that a poll or the feed brought; its documents are taken out of it. */
gboolean gaung_sync_apply_page (GaungSync *self, GaungSyncBase *base, GaungCouchPage *page, GError **error);
/* Documents as the server has them now, out of the order of the feed. (element-type GaungCouchRow) */
gboolean gaung_sync_apply_rows (GaungSync *self, GaungSyncBase *base, GPtrArray *rows, GError **error);
/* (transfer full) (element-type GaungIncoming): consumes the documents of @rows, fetches conflict branches. */
GPtrArray *gaung_sync_read_rows (GaungSync *self, GaungSyncBase *base, GPtrArray *rows, GError **error);
gboolean gaung_sync_fetch_and_apply (GaungSync *self, GaungSyncBase *base, GPtrArray *ids, GError **error);

/* ---- gaung-sync-unread.c ---- */
GAsyncQueue *gaung_sync_unread_new (void);
/* Any thread. */
void gaung_sync_ask_unread (GaungSync *self, const char *database, const char *id);
gboolean gaung_sync_has_unread (GaungSync *self);
/* Fetches and takes over what was asked for. FALSE: the connection or the store; it stays asked for. */
gboolean gaung_sync_retry_unread (GaungSync *self, GError **error);

/* ---- gaung-sync-cursor.c, gaung-sync-reconcile.c ---- */

typedef enum
{
  GAUNG_SYNC_TRUSTED,
  GAUNG_SYNC_FIRST,    /* never read */
  GAUNG_SYNC_PURGED,   /* something was destroyed on purpose */
  GAUNG_SYNC_REPLACED, /* another database under the name, or an older state of it */
} GaungSyncCursor;

/* Pure: what @info says about @checkpoint. */
GaungSyncCursor gaung_sync_judge_cursor (const GaungCheckpoint *checkpoint, const GaungDatabaseInfo *info, const char *server_uuid, const char *epoch);
/* Asks the database whether the cursor still holds, and compares by id where it does not. */
gboolean gaung_sync_compare (GaungSync *self, GaungSyncBase *base, GError **error);
/* Compares by id, then moves the cursor to where @info says that the feed stands. */
gboolean gaung_sync_reconcile (GaungSync *self, GaungSyncBase *base, const GaungDatabaseInfo *info, gboolean is_purged, GError **error);

/* ---- gaung-sync-push.c ---- */
/* All that is due. FALSE: the connection, the account or the store; what was not answered stays as it is. */
gboolean gaung_sync_push (GaungSync *self, GError **error);
/* The same, but no files, nor what waits for them: while a file is on its way. */
gboolean gaung_sync_push_documents (GaungSync *self, GError **error);
/* The account has other roles than before: what was refused for want of a right is due again. */
gboolean gaung_sync_retry_rights (GaungSync *self, GError **error);

/* ---- gaung-sync-carry.c ---- */
/* Something came to @base, or was sent there: may there be something to carry now? */
void gaung_sync_note_moved (GaungSync *self, GaungSyncBase *base, const char *id, JsonObject *document);
/* Looks again at everything in @base. */
void gaung_sync_expect_moved (GaungSyncBase *base);
gboolean gaung_sync_carry (GaungSync *self, gboolean *has_carried, GError **error);
/* Pure: what stays behind of a complaint. (transfer full) */
JsonObject *gaung_sync_make_moved_complaint (JsonObject *copy, const char *account, const char *agency, GaungInstant now);
JsonObject *gaung_sync_make_moved_person (JsonObject *copy, const char *account, const char *agency, GaungInstant now);

/* ---- gaung-sync-follow.c ---- */
/* Before @incoming of @base is taken over: where something was handed over that has changes here, the copy in the
 * other database comes first, so that they are made to that and not to what was left behind. */
gboolean gaung_sync_follow_moved (GaungSync *self, GaungSyncBase *base, GPtrArray *incoming, GError **error);

/* ---- gaung-sync-claims.c ---- */
gboolean gaung_sync_settle_claims (GaungSync *self, GError **error);
/* Pure: do the copies disagree about nothing but who has it? */
gboolean gaung_sync_is_claim (const GaungConflict *conflict);

/* ---- gaung-sync-files.c ---- */
#define GAUNG_SYNC_MAX_FILE (64 * 1024 * 1024)
GBytes *gaung_sync_fetch_file (GaungSync *self, const char *attachment, GaungCouchProgress progress, gpointer data, GCancellable *cancellable, GError **error);
/* Attachments of open complaints of the own agency without their bytes, at most @limit. (element-type utf8) */
GPtrArray *gaung_sync_list_wanted_files (GaungSync *self, guint limit, GError **error);

/* ---- gaung-sync-pass.c ---- */
/* Greets, lists, compares, pulls to the end of every database. */
gboolean gaung_sync_read_all (GaungSync *self, GError **error);
/* Everything once, to its end. */
gboolean gaung_sync_run (GaungSync *self, GError **error);
/* Once a day: what was closed long ago goes here, if the workspace says so. */
gboolean gaung_sync_retain (GaungSync *self, GError **error);
GaungInstant gaung_sync_get_next_retention (GaungSync *self);

G_END_DECLS
