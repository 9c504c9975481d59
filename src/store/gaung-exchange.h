/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "gaung-store.h"

G_BEGIN_DECLS

/* What the synchronisation asks of the store, and nobody else. Everything blocks, may be called from any
 * thread, is one transaction unless it says otherwise, and holds none when it returns. Errors are GAUNG_STORE_ERROR. */

/* ---- Sending ---- */

/* One outbox row and what is to be sent for it. */
typedef struct
{
  gint64 seq;
  char *id;
  char *type;
  char *database;       /* where its last copy is; (nullable): it was never sent, the sender decides */
  char *revision;       /* of that copy; (nullable): new on the server */
  gint64 local_rev;
  GaungInstant written_at; /* when it was put into the outbox */
  guint tries;
  JsonObject *document; /* as it is now, without _rev */
  gboolean is_overtaken; /* gaung_exchange_mark_sent(): it is not to be sent */
} GaungSendItem;

void gaung_send_item_free (GaungSendItem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungSendItem, gaung_send_item_free)

/* What is due at @now, in the order of the outbox, after @after_seq (0: from the first), at most @limit items
 * and about @max_bytes of them (but at least one). Held, parked and backed-off rows are left out.
 * (transfer full) (element-type GaungSendItem) */
GPtrArray *gaung_exchange_list_due (GaungStore *store, GaungInstant now, gint64 after_seq, guint limit, gsize max_bytes, GError **error);
/* When the next held or backed-off row becomes due; GAUNG_INSTANT_NONE: nothing waits for a time. */
GaungInstant gaung_exchange_get_next_due (GaungStore *store, GError **error);
/* Before the request leaves: remembers for every item what is under way (its `change`) and to which
 * database, so that a lost answer, a crash or an edit meanwhile can be told from somebody else's write.
 * @databases: one for every item; what never was on a server belongs there from now on. What left, was given up,
 * held, parked or merged since it was listed gets is_overtaken, and nothing is remembered of it. */
gboolean gaung_exchange_mark_sent (GaungStore *store, GPtrArray *items, const char *const *databases, GError **error);

typedef enum
{
  GAUNG_SEND_ARRIVED,  /* the server named a revision, or has our `change`: a receipt is written */
  GAUNG_SEND_LATER,    /* try again at not_before; nothing is wrong with the item */
  GAUNG_SEND_PARKED,   /* refused for a reason that a person must see; stays until edited, retried or deleted */
} GaungSendVerdict;

typedef struct
{
  const GaungSendItem *item;
  GaungSendVerdict verdict;
  const char *database;
  const char *revision;     /* ARRIVED */
  GaungInstant not_before;  /* LATER */
  const char *code;         /* PARKED, LATER: a stable word: "E_STATE", "too-large", "deleted", "no-right", "offline" … (nullable) */
  const char *reason;       /* PARKED, LATER: the server's own words, without content of the record (nullable) */
} GaungSendOutcome;

/* After the answer: receipts, revisions and outbox rows. What was edited since it was sent stays in the
 * outbox, with what was sent as its new base. @outcomes of GaungSendOutcome. */
gboolean gaung_exchange_settle (GaungStore *store, GArray *outcomes, GaungInstant now, GError **error);

/* ---- Receiving ---- */

typedef enum
{
  GAUNG_INCOMING_UNCHANGED, /* we had that revision; or, of something changed here, it was deleted there: it is parked */
  GAUNG_INCOMING_CREATED,
  GAUNG_INCOMING_CHANGED,
  GAUNG_INCOMING_ARRIVED,
  GAUNG_INCOMING_MERGED,
  GAUNG_INCOMING_CLASHED,
  GAUNG_INCOMING_REMOVED,
  GAUNG_INCOMING_QUARANTINED,
  GAUNG_INCOMING_STALE,     /* of a feed, and older than what is here: left alone; ask for it by its id */
} GaungIncomingOutcome;

/* One document as a server has it now. */
typedef struct
{
  char *id;
  char *revision;         /* (nullable) */
  gboolean is_deleted;    /* a tombstone, or purged */
  JsonObject *document;   /* (nullable): apply drops from it what begins with _ (but _id) and known members that are null */
  GPtrArray *branches;    /* (nullable) (element-type JsonObject): losing conflict branches of a cluster, whole, with _rev */
  char *trouble;          /* (nullable): why it cannot be read; goes to the quarantine */
  GaungIncomingOutcome outcome; /* what apply made of it */
} GaungIncoming;

void gaung_incoming_free (GaungIncoming *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungIncoming, gaung_incoming_free)

/* How far a database was read, and what tells that the cursor can still be trusted. */
typedef struct
{
  char *database;
  char *sequence;           /* (nullable): from the beginning */
  guint64 sequence_number;
  char *server_uuid;        /* (nullable) */
  char *instance_start_time;/* (nullable) */
  char *purge_sequence;     /* (nullable) */
  char *epoch;              /* (nullable) */
  GaungInstant success_at;  /* the last real success, or NONE */
} GaungCheckpoint;

void gaung_checkpoint_free (GaungCheckpoint *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungCheckpoint, gaung_checkpoint_free)
GaungCheckpoint *gaung_checkpoint_copy (const GaungCheckpoint *self);

/* What became of a page. */
typedef struct
{
  guint created;
  guint changed;
  guint arrived;     /* was ours, sent before, its answer lost */
  guint merged;      /* local and foreign changes, disjoint */
  guint clashed;     /* a conflict row was written */
  guint removed;
  guint quarantined;
  guint unchanged;   /* we had that revision */
} GaungApplyResult;

/* Takes over a page of @database and its @checkpoint (nullable; without one the stored one stays), in short transactions of
 * which the last has the checkpoint:
 *  - with a @checkpoint (a page of a feed) and of an earlier generation than what is here: stale. The page was fetched before
 *    something was sent; without one it is taken as what the server has now;
 *  - not here: stored, fresh unless this account wrote it;
 *  - here without local changes: replaced;
 *  - here with local changes: theirs is what we sent (by `change`) → arrived, what was edited since stays
 *    modified on top of it; else merged member by member (base, mine, theirs): disjoint changes are taken
 *    silently and sent on under a new `change`; where members clash, theirs stands in the record and all three
 *    copies go into a conflict row, which is only ever added to;
 *  - the same id in two databases (a complaint that was handed over): the copy that has not moved away is the
 *    record, the other is kept as its twin (revision, `change`); local changes follow the record;
 *  - deleted: removed if nothing local was changed, else parked ("deleted"): sent again, it is a new document;
 *  - branches: merged in the same way, as if somebody else had written them; the merge is put into the outbox. Each
 *    branch once; a desk that never had the document leaves those that others have written over;
 *  - cannot be read: quarantined; what was changed here is parked ("unreadable");
 *  - an agency, calendar or scheme takes the place of one with the same key that never left this workspace.
 * @account: created_by and changed_by of what is ours. */
gboolean gaung_exchange_apply (GaungStore *store, const char *database, GPtrArray *incoming, const GaungCheckpoint *checkpoint, const char *account, GaungApplyResult *result, GError **error);

/* (transfer full); NULL without an error: never read */
GaungCheckpoint *gaung_exchange_get_checkpoint (GaungStore *store, const char *database, GError **error);
GPtrArray *gaung_exchange_list_checkpoints (GaungStore *store, GError **error); /* (element-type GaungCheckpoint) */
gboolean gaung_exchange_set_checkpoint (GaungStore *store, const GaungCheckpoint *checkpoint, GError **error);

/* ---- Comparing by id ---- */

typedef struct
{
  char *id;
  char *revision;       /* (nullable): never was on the server */
  gboolean is_modified; /* has local changes */
  gboolean is_mine;     /* a receipt says that this workspace sent its last revision */
} GaungHolding;

void gaung_holding_free (GaungHolding *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungHolding, gaung_holding_free)

/* What is held of @database (twins included, and what was forgotten here, but is there), in the order of ids (as bytes),
 * after @after (nullable). */
GPtrArray *gaung_exchange_list_holdings (GaungStore *store, const char *database, const char *after, guint limit, GError **error);
/* What the server no longer has of @database. @is_purged: destroyed on purpose, so it goes here, too, unless it
 * was changed here (then it is parked). Otherwise the database was replaced or set back: what this workspace
 * sent is put into the outbox again as new, the rest is kept and counted in @n_kept. */
gboolean gaung_exchange_take_missing (GaungStore *store, const char *database, const char *const *ids, gboolean is_purged, guint *n_kept, GError **error);
/* The server went back to an older revision of what this workspace had sent: ours stands as a local change on
 * top of it. */
gboolean gaung_exchange_take_older (GaungStore *store, const char *database, GPtrArray *incoming, GError **error);

/* ---- Databases, hand-over, retention ---- */

/* Where a record is on the server; NULL: not there yet. (transfer full) */
char *gaung_exchange_get_database (GaungStore *store, const char *id, GError **error);
/* The records whose copy is in @database (twins included) that belong to a complaint: itself, its reporter, its
 * entries and attachments. (transfer full) (element-type utf8) */
GPtrArray *gaung_exchange_list_family (GaungStore *store, const char *database, const char *complaint, GError **error);
/* Complaints in an agency's database that belong elsewhere: `agency` is another one and the state not
 * "moved", or entries came after they had moved. Ids, for the coordinator's client to carry. */
GPtrArray *gaung_exchange_list_misplaced (GaungStore *store, const char *database, const char *agency, guint limit, GError **error);
/* Whether a complaint other than @except (nullable) whose copy in @database has not moved away names @person as its reporter.
 * Reads all complaints of @database. */
gboolean gaung_exchange_is_named (GaungStore *store, const char *database, const char *person, const char *except, gboolean *is_named, GError **error);
/* The server's last copy of @id in @database, with "_rev"; NULL without an error: none. (transfer full) */
JsonObject *gaung_exchange_get_copy (GaungStore *store, const char *database, const char *id, GError **error);

/* Are there changes of the record that were not sent yet, made on top of the copy in @database? */
gboolean gaung_exchange_is_modified (GaungStore *store, const char *database, const char *id, gboolean *is_modified, GError **error);
/* What two people wrote, and what cannot be put together, becomes an open conflict at this desk: @mine is what is not in the
 * record. @base (nullable). Repeatable: one row for every `change` of @mine. @is_new (out): it was not there yet. */
gboolean gaung_exchange_keep_clash (GaungStore *store, JsonObject *base, JsonObject *mine, JsonObject *theirs, gboolean *is_new, GError **error);

/* Before a local workspace sends for the first time: "local" becomes @account in created_by, changed_by, owners
 * and assignees, the agency code @from becomes @to (nullable: no change), and everything that a server can take is put
 * into the outbox, parents before children, attachments first. Sample records and what belongs in the
 * directory stay. Repeatable. @n_queued (out) (nullable). */
gboolean gaung_exchange_adopt (GaungStore *store, const char *account, const char *from_agency, const char *to_agency, guint *n_queued, GCancellable *cancellable, GError **error);
/* Forgets here what was closed before @before, with its entries, persons and attachments, if all of it is on the
 * server. Remembered, so that a comparison by id does not fetch it again. */
gboolean gaung_exchange_forget_closed (GaungStore *store, GaungInstant before, guint *n_forgotten, GCancellable *cancellable, GError **error);
/* What was forgotten of @database and is needed again, since something that came since names it or belongs to it: ids, to be
 * fetched and applied; then ask again. To be asked after a pull. (transfer full) (element-type utf8) */
GPtrArray *gaung_exchange_list_wanted (GaungStore *store, const char *database, guint limit, GError **error);

G_END_DECLS
