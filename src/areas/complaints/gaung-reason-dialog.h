/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-complaint-actions.h"
#include "gaung-context.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_REASON_DIALOG (gaung_reason_dialog_get_type ())
/* GaungReasonDialog: what an action needs to know before it is done: why (return, reopen), why of a list
 * (archive), until when and why (postpone, with what that does to the deadline), by when and
 * what (promise), or what to ask.
 * What is typed is a draft of the complaint.
 *
 * Signal "confirmed": read it with gaung_reason_dialog_get_*. */
G_DECLARE_FINAL_TYPE (GaungReasonDialog, gaung_reason_dialog, GAUNG, REASON_DIALOG, AdwDialog)

/* @action is POSTPONE, ARCHIVE, RETURN, REOPEN, ASK_MORE or PROMISE. @complaint is the one it is about, NULL for
 * many. */
GaungReasonDialog *gaung_reason_dialog_new (GaungContext *context, GaungComplaintAction action, GaungComplaint *complaint);
void gaung_reason_dialog_set_preview (GaungReasonDialog *self, const char *text);
/* For tests, and for what is known beforehand. */
void gaung_reason_dialog_set_text (GaungReasonDialog *self, const char *text);
void gaung_reason_dialog_set_until (GaungReasonDialog *self, GaungDay until);
void gaung_reason_dialog_choose (GaungReasonDialog *self, const char *archive_reason);
void gaung_reason_dialog_confirm (GaungReasonDialog *self);

char *gaung_reason_dialog_get_text (GaungReasonDialog *self); /* (transfer full) */
GaungDay gaung_reason_dialog_get_until (GaungReasonDialog *self);
const char *gaung_reason_dialog_get_archive_reason (GaungReasonDialog *self);
/* "Then due Friday 27/11 11.50"; for tests */
const char *gaung_reason_dialog_get_effect (GaungReasonDialog *self);
/* The key of its draft, to be removed with the action; NULL for many. (transfer none) */
const char *gaung_reason_dialog_get_draft_key (GaungReasonDialog *self);

G_END_DECLS
