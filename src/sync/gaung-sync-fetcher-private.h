/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-sync-private.h"

G_BEGIN_DECLS

/* GaungSyncFetcher: fetches files ahead, one after another, in a thread of its own, so that nothing waits for a
 * large one. What it does not get is fetched when somebody looks. */
typedef struct _GaungSyncFetcher GaungSyncFetcher;

/* @sync: only what may be used from any thread is. */
GaungSyncFetcher *gaung_sync_fetcher_new (GaungSync *sync);
void gaung_sync_fetcher_add (GaungSyncFetcher *self, const char *attachment);
/* Gives up what is under way. */
void gaung_sync_fetcher_free (GaungSyncFetcher *self);

G_END_DECLS
