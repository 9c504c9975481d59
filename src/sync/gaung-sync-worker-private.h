/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-sync-news-private.h"
#include "gaung-sync-private.h"

G_BEGIN_DECLS

/* GaungSyncWorker: the one thread that does everything, one step after another: connects, reads what is
 * behind, takes what the polls bring, sends what is due. What it may do is told from the main thread. */
typedef struct _GaungSyncWorker GaungSyncWorker;

/* @sync (transfer none): belongs to the worker until it is freed. */
GaungSyncWorker *gaung_sync_worker_new (GaungSync *sync, GaungSyncNews *news, guint poll_milliseconds);
void gaung_sync_worker_start (GaungSyncWorker *self);
/* Cancels what is under way and waits for the threads. */
void gaung_sync_worker_free (GaungSyncWorker *self);
/* Something may be due in the outbox. */
void gaung_sync_worker_push (GaungSyncWorker *self);
/* At once, whatever the back-off says, and everything compared anew. */
void gaung_sync_worker_kick (GaungSyncWorker *self);
/* A network has come: ends a back-off, and nothing else. */
void gaung_sync_worker_wake (GaungSyncWorker *self);
/* Other credentials than those that were refused. */
void gaung_sync_worker_sign_in (GaungSyncWorker *self, gboolean has_credentials);
void gaung_sync_worker_set_pause (GaungSyncWorker *self, GaungSyncPause pause);
void gaung_sync_worker_set_suspended (GaungSyncWorker *self, gboolean is_suspended);
/* Files are fetched ahead only where that costs nothing. */
void gaung_sync_worker_set_frugal (GaungSyncWorker *self, gboolean is_frugal);

G_END_DECLS
