/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-couch-page.h"

G_BEGIN_DECLS

/* GaungSyncFeed: the pages of one database's changes from a sequence to their end. While one page is being
 * read and applied the next is being fetched in a thread of its own, so that neither the server nor we wait
 * for the other; a feed of a single page needs no thread. */
typedef struct _GaungSyncFeed GaungSyncFeed;

GaungSyncFeed *gaung_sync_feed_new (GaungCouch *couch, const char *database, const char *since, guint limit, GCancellable *cancellable);
/* Ends the thread; what it fetched ahead is forgotten. */
void gaung_sync_feed_free (GaungSyncFeed *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungSyncFeed, gaung_sync_feed_free)
/* The next page, (transfer full); the last one has no rows pending. NULL with an error, or without one after the
 * last. */
GaungCouchPage *gaung_sync_feed_next (GaungSyncFeed *self, GError **error);
/* There is nothing behind @page. */
gboolean gaung_sync_page_is_last (const GaungCouchPage *page);

G_END_DECLS
