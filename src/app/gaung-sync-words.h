/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-outbox.h"
#include "gaung-sync-status.h"

G_BEGIN_DECLS

/* What the synchronisation says about itself, in the user's words. Pure: no widget, no clock of its own. */

/* Of the whole: a symbolic icon, a line of two or three words ("All sent"), a dim second line
 * ("3 waiting · oldest 28 minutes ago"). */
const char *gaung_sync_words_get_icon_name (GaungSyncStatus *status);
char *gaung_sync_words_get_title (GaungSyncStatus *status);
char *gaung_sync_words_get_subtitle (GaungSyncStatus *status, GaungInstant now);
/* The same for a narrow place: "3 waiting · 28 minutes". */
char *gaung_sync_words_get_short_subtitle (GaungSyncStatus *status, GaungInstant now);
/* What it means for the user, a sentence or two. */
char *gaung_sync_words_get_explanation (GaungSyncStatus *status);

/* Of a database, as people call it ("Dishub", "Identities of reporters"). (transfer full) */
char *gaung_sync_words_get_area_name (GaungSyncArea *area, GaungStore *store);
char *gaung_sync_words_get_area_state (GaungSyncArea *area, GaungInstant now);

/* Of what is sent: "Public reply", "New complaint", "Complaint, changed". (transfer full) */
char *gaung_sync_words_get_kind (const char *type, const char *kind, gboolean is_new);
const char *gaung_sync_words_get_kind_icon_name (const char *type, const char *kind);
/* Of an outbox row: "Waits to be sent", "Held until 10.15", "Tried 3 times, again in 4 minutes". */
char *gaung_sync_words_get_state (const GaungOutboxItem *item, GaungInstant now);
/* Why it did not go, and what to do; "" where there is nothing to say. */
char *gaung_sync_words_get_reason (const char *code, const char *reason);
/* Why a record of the server cannot be read here, and what to do. @reason (nullable): of GaungQuarantined. */
char *gaung_sync_words_get_unread_reason (const char *reason);
/* "28 minutes", "3 hours", "2 days": a length of time. */
char *gaung_sync_words_get_length (gint64 milliseconds);

G_END_DECLS
