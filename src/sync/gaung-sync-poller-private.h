/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-couch-page.h"

G_BEGIN_DECLS

/* What a poll came to: a page, or an error. */
typedef struct
{
  char *database;
  GaungCouchPage *page; /* (nullable) */
  GError *error;        /* (nullable) */
  gboolean is_early;    /* empty, long before its time: the database may be gone */
} GaungSyncDelivery;

void gaung_sync_delivery_free (GaungSyncDelivery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungSyncDelivery, gaung_sync_delivery_free)

/* In the thread of the poller. @delivery (transfer full) */
typedef void (*GaungSyncDeliver) (GaungSyncDelivery *delivery, gpointer data);

/* GaungSyncPoller: waits for the changes of one database, in a thread of its own. One poll at a time: the next
 * begins when the answer of the last was stored and gaung_sync_poller_go() says from where. */
typedef struct _GaungSyncPoller GaungSyncPoller;

/* Every poll waits @milliseconds, the first one @first: pollers that begin together do not end together, so that a password
 * that was changed elsewhere is refused once and not by each of them at the same moment. */
GaungSyncPoller *gaung_sync_poller_new (GaungCouch *couch, const char *database, guint first, guint milliseconds, GaungSyncDeliver deliver, gpointer data);
const char *gaung_sync_poller_get_database (GaungSyncPoller *self);
/* Harmless while a poll is under way. */
void gaung_sync_poller_go (GaungSyncPoller *self, const char *since);
/* Gives the poll up; gaung_sync_poller_free() waits for the thread. Many are cancelled first and then freed, so that none
 * waits for another. */
void gaung_sync_poller_cancel (GaungSyncPoller *self);
void gaung_sync_poller_free (GaungSyncPoller *self);

G_END_DECLS
