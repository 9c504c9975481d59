/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-couch-documents.h"
#include "gaung-sync-route-private.h"

G_BEGIN_DECLS

/* Sends one file with its record; breathes meanwhile. (transfer full) */
GaungSendResult *gaung_sync_upload (GaungSync *self, const char *database, JsonObject *document, GBytes *bytes, GError **error);

/* Brings to @base what @document names and what is only in another database. Within another step nothing is uploaded, and
 * @is_missing (out) tells that something would be. */
gboolean gaung_sync_spread_files (GaungSync *self, GaungSyncBase *base, JsonObject *document, gboolean *is_missing, GError **error);

/* GaungSyncPlan: where each of a number of outbox items goes, and what must go before it. */
typedef struct
{
  GaungSync *sync;
  GaungRouteSender sender;
  GHashTable *documents; /* id → JsonObject: what is due, as far as it was looked at */
  GHashTable *owners;    /* id of a person or file → id of what names it */
  GHashTable *routes;    /* id → GaungRoute */
  GHashTable *pending;   /* set of ids: files in the outbox that are not refused; (nullable): not asked */
  gboolean is_scanned;   /* the whole outbox was looked at for owners */
} GaungSyncPlan;

GaungSyncPlan *gaung_sync_plan_new (GaungSync *sync);
void gaung_sync_plan_free (GaungSyncPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungSyncPlan, gaung_sync_plan_free)

/* Takes notice of @items (of GaungSendItem), which must live as long as the plan. */
void gaung_sync_plan_add (GaungSyncPlan *self, GPtrArray *items);
/* The name of the database that @item goes to, whether it is there or not; (nullable): nowhere. (transfer full) NULL
 * with an error: the store. @is_open: the account may write it there. */
char *gaung_sync_plan_find (GaungSyncPlan *self, const GaungSendItem *item, gboolean *is_open, GError **error);
/* Is @file in the outbox, and not refused? */
gboolean gaung_sync_plan_is_pending (GaungSyncPlan *self, const char *file, gboolean *is_pending, GError **error);
/* Ids of the files that @document names. (transfer full) */
GPtrArray *gaung_sync_plan_list_files (JsonObject *document);

G_END_DECLS
