/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-complaint-actions.h"
#include "gaung-context.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_COMPLAINT_JOB (gaung_complaint_job_get_type ())
/* GaungComplaintJob: one action on one or many complaints, as one transaction, in another thread: what
 * the state and the right allow is done, the rest is skipped with its reason. It can be reverted as a
 * whole: history is append-only, so that is a change of its own. */
G_DECLARE_FINAL_TYPE (GaungComplaintJob, gaung_complaint_job, GAUNG, COMPLAINT_JOB, GObject)

/* @arguments may be NULL; it is copied. */
GaungComplaintJob *gaung_complaint_job_new (GaungContext *context, const char *const *ids, GaungComplaintAction action, const GaungComplaintArguments *arguments);
/* A correction: @before as it was read, @after as it shall be. Unlike an action it is not tried anew when
 * somebody else has written meanwhile: GAUNG_STORE_ERROR_CONFLICT. */
GaungComplaintJob *gaung_complaint_job_new_edit (GaungContext *context, GaungRecord *before, GaungRecord *after);
/* Those who may act on it may correct it, in whatever state. */
gboolean gaung_complaint_job_can_edit (GaungComplaint *complaint, const GaungActor *actor);
/* Drafts that become what is written here: they go in the same transaction. */
void gaung_complaint_job_add_draft (GaungComplaintJob *self, const char *key);

/* Says what would be done, and writes nothing. */
void gaung_complaint_job_preview_async (GaungComplaintJob *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
void gaung_complaint_job_run_async (GaungComplaintJob *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/* For all three; errors are the store's. When nothing could be done, that is no error: see the counts. */
gboolean gaung_complaint_job_finish (GaungComplaintJob *self, GAsyncResult *result, GError **error);
/* When the program closes and there is no later. */
gboolean gaung_complaint_job_run_sync (GaungComplaintJob *self, GError **error);
/* Members that somebody changed since then stay as they are. */
void gaung_complaint_job_revert_async (GaungComplaintJob *self, GAsyncReadyCallback callback, gpointer data);

/* GAUNG_COMPLAINT_N_ACTIONS for a correction */
GaungComplaintAction gaung_complaint_job_get_action (GaungComplaintJob *self);
guint gaung_complaint_job_get_n_done (GaungComplaintJob *self);
guint gaung_complaint_job_get_n_skipped (GaungComplaintJob *self);
/* Why, a line each, at most @max_lines and how many more. (transfer full), "" if none */
char *gaung_complaint_job_get_skipped_text (GaungComplaintJob *self, guint max_lines);
/* Can it be taken back? Notes and reveals cannot: they only add to the history. */
gboolean gaung_complaint_job_can_revert (GaungComplaintJob *self);
/* What was done, as a toast says it: "Verified", "12 complaints postponed". (transfer full) */
char *gaung_complaint_job_get_title (GaungComplaintJob *self);
/* Why nothing could be done to the only complaint; NULL if it was. (transfer none) */
const GError *gaung_complaint_job_get_refusal (GaungComplaintJob *self);

G_END_DECLS
