/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-complaint.h"
#include "gaung-entry.h"

G_BEGIN_DECLS

/* Everything that a desk does to a complaint. The interface, gaungctl and the sample generator all go
 * through here. Each function checks state and right, changes @complaint, and returns the entry that
 * records it; the caller writes both in one transaction. NULL with GAUNG_RECORD_ERROR (TRANSITION,
 * RIGHT, VALUE, REQUIRED) and @complaint untouched. (transfer full) */
typedef enum
{
  GAUNG_COMPLAINT_VERIFY,     /* new, incomplete, reopened → verified */
  GAUNG_COMPLAINT_DISPOSE,    /* → disposed, to a named agency */
  GAUNG_COMPLAINT_POSTPONE,   /* opens a pause; the state stays */
  GAUNG_COMPLAINT_ARCHIVE,    /* → archived, with a reason */
  GAUNG_COMPLAINT_RESUME,     /* closes the pause */
  GAUNG_COMPLAINT_RETURN,     /* disposed, in-progress → verified at the agency it came from, with a reason */
  GAUNG_COMPLAINT_START,      /* → in-progress */
  GAUNG_COMPLAINT_ASK_MORE,   /* → incomplete, with the question (a public reply) */
  GAUNG_COMPLAINT_REPLY,      /* public reply; → answered when told so */
  GAUNG_COMPLAINT_NOTE,       /* internal note */
  GAUNG_COMPLAINT_CLOSE,      /* answered → done */
  GAUNG_COMPLAINT_REOPEN,     /* answered, done, archived, not-ours → reopened; the time between counts for no clock */
  GAUNG_COMPLAINT_ASSIGN,     /* to an account, or to nobody */
  GAUNG_COMPLAINT_REVEAL,     /* masked members were shown: only an entry */
  GAUNG_COMPLAINT_PROMISE,    /* promise_on, with its text */
  GAUNG_COMPLAINT_N_ACTIONS
} GaungComplaintAction;

typedef struct
{
  const char *text;          /* reply, note, question, or remark */
  const char *agency;        /* DISPOSE: code of the agency */
  const char *reason;        /* POSTPONE, RETURN, REOPEN: text; ARCHIVE: nick of the reason */
  const char *assignee;      /* ASSIGN: account, NULL for nobody */
  const char *assignee_name;
  GaungDay until;            /* POSTPONE (planned end) and PROMISE */
  gboolean is_final;         /* REPLY: this answers the complaint */
  const char *const *members; /* REVEAL: which members were shown */
  const char *const *attachments; /* REPLY, NOTE: attachment ids */
} GaungComplaintArguments;

gboolean gaung_complaint_can (GaungComplaint *complaint, GaungComplaintAction action, const GaungActor *actor, GError **error);
gboolean gaung_complaint_can_at (GaungComplaint *complaint, GaungComplaintAction action, const GaungActor *actor, GaungInstant now, GError **error);
GaungEntry *gaung_complaint_perform (GaungComplaint *complaint,
                                     GaungComplaintAction action,
                                     const GaungComplaintArguments *arguments,
                                     const GaungActor *actor,
                                     GaungInstant now,
                                     GError **error);
/* The one action that the page suggests, chosen by the state (interface.md, principle 1). */
GaungComplaintAction gaung_complaint_suggest (GaungComplaint *complaint, const GaungActor *actor);
/* Pure: may @state go to @next by @action? For the table test and the server's validation. */
gboolean gaung_complaint_transition (GaungComplaintState state, GaungComplaintAction action, GaungComplaintState *next);

G_END_DECLS
