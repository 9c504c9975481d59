/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-sync-fetcher-private.h"
#include "gaung-sync-poller-private.h"
#include "gaung-sync-worker-private.h"

G_BEGIN_DECLS

/* The inside of GaungSyncWorker, shared by gaung-sync-worker.c (which step is next), gaung-sync-steps.c
 * (the steps) and gaung-sync-link.c (the connection). */
struct _GaungSyncWorker
{
  GaungSync *sync; /* of the thread */
  GaungSyncNews *news;
  guint poll_milliseconds;
  GThread *thread;

  /* Of the thread alone. */
  gboolean is_connected;
  gboolean is_breathing;
  gboolean owes_push; /* within another step only documents were sent */
  gboolean has_looked_for_files;
  guint failures;
  GaungSyncTrouble trouble;
  char *trouble_detail;
  GPtrArray *pollers;
  GaungSyncFetcher *fetcher; /* (nullable): none yet since the last connection */
  GaungInstant next_due;
  GaungInstant next_retention;
  GaungInstant next_list;  /* what was withdrawn may have been given back */
  GaungInstant next_check; /* everything compared anew: what was purged shows nowhere else */

  GMutex lock; /* of what follows */
  GCond changed;
  GCancellable *cancellable; /* of the step under way */
  GQueue deliveries;
  GaungSyncPause pause;
  gboolean is_suspended;
  gboolean is_stopping;
  gboolean has_credentials;
  gboolean is_signed_out; /* none, or refused ones */
  gboolean is_offline;    /* the last try did not reach the server */
  gboolean is_kicked;
  gboolean is_frugal;
  gboolean has_outbox; /* it changed since the last push began */
  GaungInstant next_try;
  GError *lost; /* what a step within a step met */
};

/* ---- gaung-sync-link.c ---- */
void gaung_sync_worker_tell_connected (GaungSyncWorker *self, gboolean is_working);
void gaung_sync_worker_tell_waiting (GaungSyncWorker *self);
/* Listens on, from where the store is. */
void gaung_sync_worker_listen_to (GaungSyncWorker *self, const GaungSyncBase *base);
void gaung_sync_worker_drop_poller (GaungSyncWorker *self, const char *database);
void gaung_sync_worker_drop_pollers (GaungSyncWorker *self);
void gaung_sync_worker_disconnect (GaungSyncWorker *self);
gboolean gaung_sync_worker_is_offline_error (const GError *error);
/* Something that ends the connection. @error (transfer full) */
void gaung_sync_worker_take_error (GaungSyncWorker *self, GError *error);
/* It works: the next failure is a first one again. */
void gaung_sync_worker_note_progress (GaungSyncWorker *self);

/* ---- gaung-sync-steps.c ---- */
extern const GaungSyncHooks gaung_sync_worker_hooks;
gboolean gaung_sync_worker_is_lost_to_us (const GaungSyncBase *base);
/* The first database that is behind and may be asked now; (nullable). */
GaungSyncBase *gaung_sync_worker_find_behind (GaungSyncWorker *self);
void gaung_sync_worker_connect (GaungSyncWorker *self);
void gaung_sync_worker_list_again (GaungSyncWorker *self);
void gaung_sync_worker_read_base (GaungSyncWorker *self);
void gaung_sync_worker_take_one_delivery (GaungSyncWorker *self);
void gaung_sync_worker_retry_unread (GaungSyncWorker *self);
void gaung_sync_worker_push_all (GaungSyncWorker *self);
void gaung_sync_worker_carry (GaungSyncWorker *self);
void gaung_sync_worker_retain (GaungSyncWorker *self);
void gaung_sync_worker_look_for_files (GaungSyncWorker *self);

G_END_DECLS
