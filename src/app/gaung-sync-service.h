/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-context.h"
#include "gaung-engine.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_SYNC_SERVICE (gaung_sync_service_get_type ())
/* GaungSyncService: keeps an open workspace of a city server in step: finds its account, runs the engine on
 * the context's status, stops it while the computer sleeps, and obeys what the user allows (settings
 * "sync-metered", "sync-power-saver"; "paused" is kept with the workspace).
 *
 * Properties "is-paused" (by the user), "is-ready" (the account was looked for). */
G_DECLARE_FINAL_TYPE (GaungSyncService, gaung_sync_service, GAUNG, SYNC_SERVICE, GObject)

/* Starts by itself a moment later, after the first list is on the screen. */
GaungSyncService *gaung_sync_service_new (GaungContext *context);
/* Waits for what is under way (well under a second); for the end of the session. */
void gaung_sync_service_stop (GaungSyncService *self);

void gaung_sync_service_sync_now (GaungSyncService *self);
gboolean gaung_sync_service_is_paused (GaungSyncService *self);
void gaung_sync_service_set_paused (GaungSyncService *self, gboolean is_paused);
/* (nullable) (transfer none): not before it is ready */
GaungEngine *gaung_sync_service_get_engine (GaungSyncService *self);
GaungAccount *gaung_sync_service_get_account (GaungSyncService *self);

/* Tries @secret out on the server; when it is accepted, it is kept and the engine goes on with it. The errors are those of
 * the probe (GAUNG_REMOTE_ERROR …). */
void gaung_sync_service_sign_in_async (GaungSyncService *self, const char *secret, gboolean is_token, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean gaung_sync_service_sign_in_finish (GaungSyncService *self, GAsyncResult *result, GError **error);

G_END_DECLS
