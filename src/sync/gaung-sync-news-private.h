/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-sync-private.h"

G_BEGIN_DECLS

/* GaungSyncNews: carries what the worker learns to the status, in the main thread; many changes arrive as
 * one. Everything but _new and _close may be called from any thread. */
typedef struct _GaungSyncNews GaungSyncNews;

/* In the main thread. @status (nullable) */
GaungSyncNews *gaung_sync_news_new (GaungStore *store, GaungSyncStatus *status, const char *account, const char *address);
/* In the main thread: nothing more is told. */
void gaung_sync_news_close (GaungSyncNews *self);
GaungSyncNews *gaung_sync_news_ref (GaungSyncNews *self);
void gaung_sync_news_unref (GaungSyncNews *self);

void gaung_sync_news_set_phase (GaungSyncNews *self, GaungSyncPhase phase, GaungSyncPause pause, GaungSyncTrouble trouble, const char *detail, GaungInstant until);
void gaung_sync_news_set_progress (GaungSyncNews *self, guint done, guint total);
void gaung_sync_news_set_bases (GaungSyncNews *self, GPtrArray *bases, const char *own_agency);
/* The outbox, the conflicts or the quarantine changed. */
void gaung_sync_news_count (GaungSyncNews *self);

G_END_DECLS
