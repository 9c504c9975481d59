/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-exchange.h"
#include "gaung-outbox.h"
#include "gaung-transaction-private.h"

G_BEGIN_DECLS

/* gaung-exchange-send.c */
/* The number in front of a revision; 0 when it is none. */
guint64 gaung_revision_get_generation (const char *revision);
/* Of what arrived, whose outbox row is still there. @is_new: it was never on a server before. */
gboolean gaung_exchange_add_receipt (GaungTransaction *self, const char *id, const char *database, const char *revision, const char *change, GaungInstant sent_at, gboolean is_new, GError **error);
/* The outbox row after one version arrived and a later one waits. */
gboolean gaung_exchange_requeue (GaungTransaction *self, const char *id, const char *change, GError **error);
gboolean gaung_exchange_park (GaungTransaction *self, const char *id, const char *code, const char *reason, GError **error);

/* gaung-conflict.c */
const char *gaung_conflict_kind_get_nick (GaungConflictKind kind);
/* Texts of documents; @base, @theirs and @reason (nullable). DISCARDED is settled at once. */
gboolean gaung_exchange_add_conflict (GaungTransaction *self, const char *id, GaungConflictKind kind, const char *revision, const char *base, const char *mine, const char *theirs, const char *reason, GError **error);

/* gaung-exchange-merge.c */
typedef enum
{
  GAUNG_TAKEN_REPLACED, /* nothing of mine was to be merged */
  GAUNG_TAKEN_ARRIVED,
  GAUNG_TAKEN_MERGED,
  GAUNG_TAKEN_CLASHED,
} GaungTaken;

/* A page on its way into the store. */
typedef struct
{
  GaungTransaction transaction;
  const char *database;
  gint64 db; /* its number; changes with the transaction */
  const char *account;
  gboolean has_forgotten;
  gboolean has_quarantine;
  gboolean has_twins;
  gboolean is_feed;      /* its documents may be older than what was sent since */
  gboolean is_returning; /* what is taken now was forgotten here, and has not changed since */
} GaungPage;

/* @theirs (with its @revision in database number @db, called @database) takes the place of what is stored. */
gboolean gaung_page_take (GaungPage *self, GaungStored *stored, GaungRecord *theirs, gint64 db, const char *database, const char *revision, GaungTaken *taken, GError **error);
/* A losing branch of what is stored. @base (nullable): what both come from. @is_merged: the record changed. */
gboolean gaung_page_take_branch (GaungPage *self, const char *id, JsonObject *branch, JsonObject *base, gboolean *has_clash, gboolean *is_merged, GError **error);

/* gaung-exchange-twin.c */
/* A complaint or a person that was handed over and has left next to nothing here. */
gboolean gaung_record_is_moved (GaungRecord *record);
/* The database is the one of the agency that holds @record. */
gboolean gaung_database_is_of_agency (const char *database, const char *agency);
gboolean gaung_exchange_put_twin (GaungTransaction *self, gint64 db, const char *revision, GaungRecord *record, GError **error);
gboolean gaung_exchange_drop_twin (GaungTransaction *self, const char *id, gint64 db, GError **error);

typedef struct
{
  gint64 db;
  char *database;
  char *revision;
  GaungRecord *record;
} GaungTwin;

void gaung_twin_clear (GaungTwin *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GaungTwin, gaung_twin_clear)
/* One that has not moved away, or, unless @is_whole, any. TRUE with no record: there is none. */
gboolean gaung_exchange_find_twin (GaungTransaction *self, const char *id, gboolean is_whole, GaungTwin *twin, GError **error);

/* gaung-exchange-forget.c */
/* What @record names or belongs to, and what belongs to it, is wanted here again. */
gboolean gaung_exchange_want_kin (GaungTransaction *self, GaungRecord *record, GError **error);
/* Sets *@is_unwanted when @id was forgotten at this @revision and nobody wants it; otherwise it is no longer
 * forgotten. */
gboolean gaung_page_recall (GaungPage *self, const char *id, const char *revision, gboolean *is_unwanted, GError **error);

/* gaung-checkpoint.c */
gboolean gaung_checkpoint_write (GaungTransaction *self, const GaungCheckpoint *checkpoint, GError **error);

/* gaung-exchange-apply.c */
/* A document that the server no longer has. Sets *@is_parked when it was changed here, and so stays. */
gboolean gaung_page_take_deletion (GaungPage *self, const char *id, gboolean *is_removed, gboolean *is_parked, GError **error);

G_END_DECLS
