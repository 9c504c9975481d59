/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-account.h"
#include "gaung-store.h"
#include "gaung-sync-status.h"

G_BEGIN_DECLS

/* What one pass, or everything since the start, came to. */
typedef struct
{
  guint64 sent;        /* arrived on the server */
  guint64 received;    /* created or changed here */
  guint64 merged;
  guint64 clashed;
  guint64 carried;     /* handed over to another agency's database */
  guint64 removed;
  guint64 quarantined;
  guint64 requests;    /* to the server */
  guint parked;        /* in the outbox now */
  guint waiting;       /* in the outbox now, parked ones included */
} GaungSyncTotals;

/* Item by item, for gaungctl; called in the engine's thread. @event: "sent", "received", "merged", "clashed", "parked",
 * "carried", "removed", "quarantined". @detail: the new revision, or the code of a refusal (nullable). */
typedef void (*GaungSyncObserver) (const char *event, const char *database, const char *id, const char *detail, gpointer data);

#define GAUNG_TYPE_ENGINE (gaung_engine_get_type ())
/* GaungEngine: keeps one store and one account's part of a record server alike. One ordered worker thread does everything in
 * straight lines; a thread per database waits in long polls. Made and used in the main thread; what it learns it reports
 * to @status there. Listens to the store, so that what was written leaves at once. */
G_DECLARE_FINAL_TYPE (GaungEngine, gaung_engine, GAUNG, ENGINE, GObject)

/* @account (transfer none): with its credentials, or without: then it waits for gaung_engine_set_credentials. @status
 * (nullable) for programs without a screen. */
GaungEngine *gaung_engine_new (GaungStore *store, GaungAccount *account, GaungSyncStatus *status);
void gaung_engine_start (GaungEngine *self);
/* Cancels what is under way and waits for the threads (well under a second; nothing is lost, since every step can be
 * repeated). Also done by dispose. */
void gaung_engine_stop (GaungEngine *self);
/* At once, whatever the back-off says; also counts as an answer to a lock-out or a trouble. */
void gaung_engine_sync_now (GaungEngine *self);
/* What could not be read (gaung_quarantine_list) is fetched anew as soon as the server is reached: then it is here, or
 * it stands in the list again, with the time of this try. */
void gaung_engine_retry_unread (GaungEngine *self, const char *database, const char *id);
void gaung_engine_set_credentials (GaungEngine *self, GaungCredentials *credentials);
/* By the user; metered networks and the power saver pause by themselves unless allowed. */
void gaung_engine_set_paused (GaungEngine *self, gboolean is_paused);
void gaung_engine_set_allow_metered (GaungEngine *self, gboolean is_allowed);
void gaung_engine_set_allow_power_saver (GaungEngine *self, gboolean is_allowed);
/* The computer goes to sleep, or wakes: polls are given up and begun anew. */
void gaung_engine_set_suspended (GaungEngine *self, gboolean is_suspended);
void gaung_engine_set_observer (GaungEngine *self, GaungSyncObserver observer, gpointer data);
void gaung_engine_get_totals (GaungEngine *self, GaungSyncTotals *totals);
/* Attachment bytes that are not here yet: fetched, checked, stored. Any thread; blocks. @progress (nullable) is called in it. */
GBytes *gaung_engine_fetch_file_sync (GaungEngine *self, const char *attachment_id, GaungCouchProgress progress, gpointer data, GCancellable *cancellable, GError **error);

/* One full pass in the caller's thread, without threads or polls: who am I, pull every database to its end, merge, send all that is due,
 * carry, pull again what that brought. For gaungctl and tests; not beside gaung_engine_start(). FALSE with the GAUNG_REMOTE_ERROR
 * or GAUNG_STORE_ERROR that ended it; @totals are filled in any case. */
gboolean gaung_engine_run_sync (GaungEngine *self, GaungSyncTotals *totals, GCancellable *cancellable, GError **error);

/* Names the trouble that an error is. */
GaungSyncTrouble gaung_sync_trouble_from_error (const GError *error);
/* "Sign in again", and what happened, what was kept and what to do. (transfer full) */
char *gaung_sync_trouble_get_title (GaungSyncTrouble trouble);
char *gaung_sync_trouble_get_text (GaungSyncTrouble trouble, GaungInstant until, guint n_waiting);

G_END_DECLS
