/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-context.h"
#include "gaung-sync-service.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_ASIDE_DIALOG (gaung_aside_dialog_get_type ())
/* GaungAsideDialog: what the server refused, what cannot be read here, and what somebody gave up: each with why and what
 * to do. Actions: aside.open (s: id), aside.retry, aside.export, aside.drop (x: number in the outbox), aside.retry-unread,
 * aside.export-unread ((ss): database and id), aside.export-dropped (x: number of the conflict). */
G_DECLARE_FINAL_TYPE (GaungAsideDialog, gaung_aside_dialog, GAUNG, ASIDE_DIALOG, AdwDialog)

/* @service (nullable): a workspace without a server. */
AdwDialog *gaung_aside_dialog_new (GaungContext *context, GaungSyncService *service);
/* For tests: nothing is being read, nothing is about to be. */
gboolean gaung_aside_dialog_is_settled (GaungAsideDialog *self);

G_END_DECLS
