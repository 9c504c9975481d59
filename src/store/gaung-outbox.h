/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "gaung-store.h"

G_BEGIN_DECLS

/* What people see of the synchronisation: what waits, what was sent, where two people disagree, what could
 * not be read. All reads are short (an index, at most @limit rows) and may be called from any thread. After
 * each change of any of them the store emits "exchange-changed" in its main context (many as one). */

typedef enum
{
  GAUNG_OUTBOX_WAITING,   /* goes with the next request */
  GAUNG_OUTBOX_UNDER_WAY, /* sent, the answer is not here yet (or was lost) */
  GAUNG_OUTBOX_HELD,      /* until hold_until, or by somebody (hold_until NONE) */
  GAUNG_OUTBOX_LATER,     /* tried, comes again at not_before */
  GAUNG_OUTBOX_PARKED,    /* refused; waits for a person */
} GaungOutboxState;

typedef struct
{
  gint64 seq;
  char *id;
  char *type;
  char *parent;            /* (nullable) */
  char *database;          /* where it is on the server; (nullable): nowhere yet */
  char *title;             /* of the record, or of the complaint it belongs to; to be shown, never logged */
  char *kind;              /* of an entry: "reply", "note" …; (nullable) */
  gboolean is_new;         /* created here; else a change */
  GaungOutboxState state;
  GaungInstant written_at;
  GaungInstant hold_until;
  GaungInstant not_before;
  guint tries;
  char *code;              /* stable word of the refusal (nullable) */
  char *reason;            /* the server's words (nullable) */
  gint64 bytes;            /* of the document, and of the file of an attachment */
} GaungOutboxItem;

void gaung_outbox_item_free (GaungOutboxItem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungOutboxItem, gaung_outbox_item_free)

GPtrArray *gaung_outbox_list (GaungStore *store, guint limit, GError **error); /* in sending order */
GaungOutboxItem *gaung_outbox_get (GaungStore *store, gint64 seq, GError **error); /* GAUNG_STORE_ERROR_MISSING: it left */

typedef struct
{
  guint waiting;  /* all rows, whatever their state */
  guint held;
  guint parked;
  guint conflicts;
  guint quarantined;
  GaungInstant oldest; /* written_at of the oldest row, or NONE */
} GaungOutboxCounts;
gboolean gaung_outbox_count (GaungStore *store, GaungOutboxCounts *counts, GError **error);

/* The same by database, in no order. */
typedef struct
{
  char *database; /* (nullable): of what never was sent, and whose place the sender decides */
  guint waiting;
  GaungInstant oldest;
} GaungOutboxShare;

void gaung_outbox_share_free (GaungOutboxShare *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungOutboxShare, gaung_outbox_share_free)
GPtrArray *gaung_outbox_count_by_database (GaungStore *store, GError **error); /* (element-type GaungOutboxShare) */

/* Keeps an item here until it is released (@until NONE) or until an instant. GAUNG_STORE_ERROR_CONFLICT: it is
 * under way already. */
gboolean gaung_outbox_hold (GaungStore *store, gint64 seq, GaungInstant until, GError **error);
/* Sends a held, later or parked item again with the next request. */
gboolean gaung_outbox_release (GaungStore *store, gint64 seq, GError **error);
gboolean gaung_outbox_release_all (GaungStore *store, guint *n_released, GError **error);
/* Gives up a local change: the server's copy stands again, or, if the record was never sent, it goes with what
 * belongs to it. What is given up is kept as a resolved conflict row ("mine"), so that it can be looked at. Not for what
 * is under way (CONFLICT). */
gboolean gaung_outbox_discard (GaungStore *store, gint64 seq, const char *reason, GError **error);
/* Writes everything unsent to @stream as JSON lines (document, state, reason, bytes of attachments in
 * base64): the rescue file. Personal data go into it: the caller says so and asks for a passphrase where it is
 * to be kept. @seq 0: all. */
gboolean gaung_outbox_export (GaungStore *store, gint64 seq, GOutputStream *stream, guint *n_items, GCancellable *cancellable, GError **error);

/* ---- Receipts ---- */

typedef struct
{
  gint64 number;
  char *id;
  char *type;
  char *parent;             /* (nullable) */
  char *title;              /* as above; NULL when the record is no longer here */
  char *kind;               /* (nullable) */
  gboolean is_new;
  char *database;
  char *revision;
  GaungInstant written_at;
  GaungInstant sent_at;
} GaungReceipt;

void gaung_receipt_free (GaungReceipt *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungReceipt, gaung_receipt_free)
/* What was sent from @from (inclusive) until @until (exclusive), latest first. */
GPtrArray *gaung_receipt_list (GaungStore *store, GaungInstant from, GaungInstant until, guint limit, GError **error);
GPtrArray *gaung_receipt_list_of (GaungStore *store, const char *id, guint limit, GError **error);

/* The page that closes a day: what was sent on it, what still waits. */
typedef struct
{
  GaungDay day;
  guint sent;
  guint waiting;
  guint parked;
  guint conflicts;
  GaungInstant oldest;      /* of what waits, or NONE */
  gint64 longest_ms;        /* the longest that something sent that day had waited; 0: nothing was sent */
} GaungDayClose;
gboolean gaung_receipt_close_day (GaungStore *store, GaungDay day, GaungDayClose *close, GError **error);

/* ---- Conflicts ---- */

typedef enum
{
  GAUNG_CONFLICT_CLASH,     /* waits for a person */
  GAUNG_CONFLICT_CLAIM,     /* two took the same complaint; the first on the server has it (settled by itself) */
  GAUNG_CONFLICT_DISCARDED, /* a local change that somebody gave up */
} GaungConflictKind;

typedef struct
{
  gint64 number;
  char *id;
  GaungConflictKind kind;
  GaungInstant at;
  GaungInstant resolved_at; /* NONE: open */
  char *reason;             /* of DISCARDED (nullable) */
  JsonObject *base;         /* (nullable): as it was opened */
  JsonObject *mine;
  JsonObject *theirs;       /* (nullable): DISCARDED of what was never sent */
} GaungConflict;

void gaung_conflict_free (GaungConflict *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungConflict, gaung_conflict_free)
/* Those that are open, oldest first, or those that are settled, latest first. */
GPtrArray *gaung_conflict_list (GaungStore *store, gboolean is_open, guint limit, GError **error);
GaungConflict *gaung_conflict_get (GaungStore *store, gint64 number, GError **error);
/* In a batch with the record as decided and the entry that keeps the losing values (the caller makes both):
 * the conflict is settled. GAUNG_STORE_ERROR_MISSING when it was settled elsewhere. */
void gaung_batch_resolve_conflict (GaungBatch *batch, gint64 number, GaungConflictKind kind);

/* ---- What could not be read ---- */

typedef struct
{
  char *database;
  char *id;
  char *revision; /* (nullable) */
  char *reason;
  GaungInstant at;
} GaungQuarantined;

void gaung_quarantined_free (GaungQuarantined *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungQuarantined, gaung_quarantined_free)
GPtrArray *gaung_quarantine_list (GaungStore *store, guint limit, GError **error);
/* It is not on the server any more. */
gboolean gaung_quarantine_drop (GaungStore *store, const char *database, const char *id, GError **error);

G_END_DECLS
