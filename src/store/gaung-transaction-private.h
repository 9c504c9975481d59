/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-schema-private.h"
#include "gaung-store-private.h"

G_BEGIN_DECLS

/* One transaction of the writer: what batches, and what the synchronisation does, are made of. */
typedef struct
{
  GaungStore *store;
  /* Read before the writer's lock is taken: reading takes other locks. */
  GaungRules *rules;
  const GaungActor *actor;
  gint64 first_seq;
  gint64 seq;
  GPtrArray *changes; /* NULL when nobody will be told one by one */
  gboolean has_rules;
  gboolean has_actor;
  gboolean has_exchange; /* outbox, receipts, conflicts or quarantine changed */
} GaungTransaction;

/* What a stored document is, before it is replaced. */
typedef struct
{
  gint64 row; /* 0: there is none */
  gint64 db;  /* number of its name in `term`; 0: never was on a server */
  char *rev;
  char *change;
  GaungSyncState sync;
  gint64 local_rev;
  gboolean is_fresh;
} GaungStored;

void gaung_stored_clear (GaungStored *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GaungStored, gaung_stored_clear)

typedef enum
{
  GAUNG_BASE_KEEP,
  GAUNG_BASE_FROM_BODY, /* the last copy of the server is what is replaced now */
  GAUNG_BASE_SET,       /* to base_text */
} GaungBasePolicy;

typedef struct
{
  GaungSyncState sync;
  gboolean is_fresh;
  gint64 db;
  const char *rev; /* (nullable) */
  GaungBasePolicy base;
  const char *base_text; /* (nullable) */
} GaungPut;

/* Takes the writer's lock and begins. Fails without the lock held. */
gboolean gaung_transaction_begin (GaungTransaction *self, GaungStore *store, GError **error);
/* Commits when @is_good, else undoes; gives the lock back and tells what changed. Returns whether it is
 * committed. */
gboolean gaung_transaction_end (GaungTransaction *self, gboolean is_good, GError **error);
/* Nobody is told one by one: ask again. */
void gaung_transaction_forget_changes (GaungTransaction *self);

gboolean gaung_transaction_read_stored (GaungTransaction *self, const char *id, GaungStored *stored, GError **error);
/* Makes or replaces the document, its columns and its words; @stored gets its row. */
gboolean gaung_transaction_put (GaungTransaction *self, GaungStored *stored, GaungRecord *record, const GaungPut *put, GError **error);
/* Says another state of what is stored, whose text stays as it is. */
gboolean gaung_transaction_set_state (GaungTransaction *self, const GaungStored *stored, const GaungPut *put, GError **error);
/* With its words, bytes, outbox row and what was sent of it. */
gboolean gaung_transaction_remove (GaungTransaction *self, const char *id, gint64 row, GError **error);
/* (transfer full) (nullable): with an error when it is not there */
char *gaung_transaction_read_body (GaungTransaction *self, gint64 row, GError **error);
char *gaung_transaction_read_base (GaungTransaction *self, gint64 row, GError **error);

/* Puts @id into the outbox, or notes there that it was edited: a new edit may cure an old refusal. The
 * place of a row stays, and so does the instant since which it waits. */
gboolean gaung_transaction_queue (GaungTransaction *self, const char *id, gint64 local_rev, GaungInstant at, GError **error);
gboolean gaung_transaction_unqueue (GaungTransaction *self, const char *id, GError **error);

G_END_DECLS
