/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "gaung-clock.h"
#include "gaung-file-source.h"
#include "gaung-store.h"
#include "gaung-sync-marks.h"
#include "gaung-sync-status.h"
#include "gaung-undo-stack.h"
#include "gaung-workspace.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_CONTEXT (gaung_context_get_type ())
/* GaungContext: what every view is given at construction; there is no global.
 *
 * Signal "file-source-changed". */
G_DECLARE_FINAL_TYPE (GaungContext, gaung_context, GAUNG, CONTEXT, GObject)

GaungContext *gaung_context_new (GaungWorkspace *workspace, GaungStore *store, GSettings *settings, GaungClock *clock);
GaungWorkspace *gaung_context_get_workspace (GaungContext *self);
GaungStore *gaung_context_get_store (GaungContext *self);
GSettings *gaung_context_get_settings (GaungContext *self);
GaungClock *gaung_context_get_clock (GaungContext *self);
GaungUndoStack *gaung_context_get_undo (GaungContext *self);
/* What is known of the synchronisation: OFF for ever in a local or a sample workspace. (transfer none) */
GaungSyncStatus *gaung_context_get_status (GaungContext *self);
/* Which records wait, are refused or clash. Made when it is first asked for. (transfer none) */
GaungSyncMarks *gaung_context_get_marks (GaungContext *self);
/* Where bytes come from that are not here. (nullable): no server, or not connected to it. When it is taken away, what is
 * under way ends with G_IO_ERROR_NOT_CONNECTED, and nothing of it holds the source any longer than its own callback. */
void gaung_context_set_file_source (GaungContext *self, GaungFileSource *source);
GaungFileSource *gaung_context_get_file_source (GaungContext *self);
/* The bytes of an attachment whose record is here, from the source: compared with the hash in the record, then kept in the
 * store, if its disk can take them. Errors: those of GaungFileSource. Views use GaungRemoteFile. */
void gaung_context_load_file_async (GaungContext *self, const char *attachment_id, GaungFileProgress progress, gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GBytes *gaung_context_load_file_finish (GaungContext *self, GAsyncResult *result, GError **error); /* (transfer full) */
/* Shorthands. */
GaungInstant gaung_context_get_now (GaungContext *self);
const GaungActor *gaung_context_get_actor (GaungContext *self);
GaungRules *gaung_context_get_rules (GaungContext *self);
gboolean gaung_context_is_sample (GaungContext *self);
/* Belongs to a city server, whether or not somebody is signed in. */
gboolean gaung_context_has_server (GaungContext *self);

G_END_DECLS
