/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which state allows which action, who may do it, and which one comes next. */
#include "config.h"

#include "gaung-complaint-actions.h"
#include "gaung-complaint-private.h"

#define BIT(state) (1u << GAUNG_COMPLAINT_STATE_##state)

/* Taken in, and not yet answered or put away. */
#define OPEN                                                                                       \
  (BIT (NEW) | BIT (INCOMPLETE) | BIT (VERIFIED) | BIT (DISPOSED) | BIT (IN_PROGRESS)              \
   | BIT (REOPENED))
#define CLOSED (BIT (NOT_OURS) | BIT (ARCHIVED) | BIT (ANSWERED) | BIT (DONE))
#define ANY (OPEN | CLOSED | BIT (DRAFT) | BIT (MOVED))
#define STAYS GAUNG_COMPLAINT_STATE_MOVED + 1

/* One row per action: from which states, into which one. */
static const struct
{
  guint from;
  guint to;
} transitions[GAUNG_COMPLAINT_N_ACTIONS] = {
  [GAUNG_COMPLAINT_VERIFY]
  = { BIT (NEW) | BIT (INCOMPLETE) | BIT (REOPENED), GAUNG_COMPLAINT_STATE_VERIFIED },
  [GAUNG_COMPLAINT_DISPOSE] = { OPEN, GAUNG_COMPLAINT_STATE_DISPOSED },
  [GAUNG_COMPLAINT_POSTPONE] = { OPEN, STAYS },
  [GAUNG_COMPLAINT_ARCHIVE] = { OPEN, GAUNG_COMPLAINT_STATE_ARCHIVED },
  [GAUNG_COMPLAINT_RESUME] = { OPEN, STAYS },
  [GAUNG_COMPLAINT_RETURN] = { BIT (DISPOSED) | BIT (IN_PROGRESS), GAUNG_COMPLAINT_STATE_VERIFIED },
  [GAUNG_COMPLAINT_START]
  = { BIT (VERIFIED) | BIT (DISPOSED) | BIT (REOPENED), GAUNG_COMPLAINT_STATE_IN_PROGRESS },
  [GAUNG_COMPLAINT_ASK_MORE] = { OPEN, GAUNG_COMPLAINT_STATE_INCOMPLETE },
  [GAUNG_COMPLAINT_REPLY] = { OPEN | CLOSED, GAUNG_COMPLAINT_STATE_ANSWERED },
  [GAUNG_COMPLAINT_NOTE] = { ANY, STAYS },
  [GAUNG_COMPLAINT_CLOSE] = { BIT (ANSWERED), GAUNG_COMPLAINT_STATE_DONE },
  [GAUNG_COMPLAINT_REOPEN] = { CLOSED, GAUNG_COMPLAINT_STATE_REOPENED },
  [GAUNG_COMPLAINT_ASSIGN] = { OPEN | BIT (ANSWERED), STAYS },
  [GAUNG_COMPLAINT_REVEAL] = { ANY, STAYS },
  [GAUNG_COMPLAINT_PROMISE] = { OPEN | BIT (ANSWERED), STAYS },
};

static gboolean
fail (GError **error, GaungRecordError code, const char *reason)
{
  g_set_error_literal (error, GAUNG_RECORD_ERROR, code, reason);
  return FALSE;
}

static gboolean
has_right (GaungComplaint *complaint, GaungComplaintAction action, const GaungActor *actor)
{
  /* Colleagues of other agencies can help with a note, if they may read at all. */
  if (action == GAUNG_COMPLAINT_NOTE && gaung_actor_has_role (actor, "staff"))
    return gaung_complaint_can_read (complaint, actor);
  return gaung_complaint_is_held_by (complaint, actor);
}

/**
 * gaung_complaint_transition:
 * @next: (out) (optional): the state after @action; @state itself where the action does not change
 * it. For a reply: the state after one that answers the complaint
 */
gboolean
gaung_complaint_transition (GaungComplaintState state,
                            GaungComplaintAction action,
                            GaungComplaintState *next)
{
  g_return_val_if_fail (action < GAUNG_COMPLAINT_N_ACTIONS, FALSE);

  if ((transitions[action].from & (1u << state)) == 0)
    return FALSE;
  if (next == NULL)
    return TRUE;
  *next = transitions[action].to == STAYS ? state : (GaungComplaintState) transitions[action].to;
  /* A word after the end does not undo it. */
  if (action == GAUNG_COMPLAINT_REPLY && ((1u << state) & CLOSED) != 0)
    *next = state;
  return TRUE;
}

gboolean
gaung_complaint_can (GaungComplaint *complaint,
                     GaungComplaintAction action,
                     const GaungActor *actor,
                     GError **error)
{
  return gaung_complaint_can_at (complaint, action, actor, gaung_instant_now (), error);
}

/**
 * gaung_complaint_can_at:
 * @now: decides whether a postponement has run out
 */
gboolean
gaung_complaint_can_at (GaungComplaint *complaint,
                        GaungComplaintAction action,
                        const GaungActor *actor,
                        GaungInstant now,
                        GError **error)
{
  gboolean is_postponed;

  g_return_val_if_fail (GAUNG_IS_COMPLAINT (complaint), FALSE);

  if (!has_right (complaint, action, actor))
    return fail (error, GAUNG_RECORD_ERROR_RIGHT, "not the agency that holds it");
  if (!gaung_complaint_transition (gaung_complaint_get_state (complaint), action, NULL))
    return fail (error, GAUNG_RECORD_ERROR_TRANSITION, "the state does not allow this");

  is_postponed = gaung_complaint_is_postponed_at (complaint, now);
  if (action == GAUNG_COMPLAINT_POSTPONE && is_postponed)
    return fail (error, GAUNG_RECORD_ERROR_TRANSITION, "already postponed");
  if (action == GAUNG_COMPLAINT_RESUME && !is_postponed)
    return fail (error, GAUNG_RECORD_ERROR_TRANSITION, "not postponed");
  return TRUE;
}

GaungComplaintAction
gaung_complaint_suggest (GaungComplaint *complaint, const GaungActor *actor)
{
  GaungComplaintState state = gaung_complaint_get_state (complaint);

  if (!gaung_complaint_is_held_by (complaint, actor))
    return GAUNG_COMPLAINT_NOTE;
  if (gaung_complaint_is_postponed (complaint))
    return GAUNG_COMPLAINT_RESUME;

  switch (state)
    {
    case GAUNG_COMPLAINT_STATE_NEW:
    case GAUNG_COMPLAINT_STATE_INCOMPLETE:
      return GAUNG_COMPLAINT_VERIFY;
    case GAUNG_COMPLAINT_STATE_VERIFIED:
      return GAUNG_COMPLAINT_DISPOSE;
    case GAUNG_COMPLAINT_STATE_DISPOSED:
    case GAUNG_COMPLAINT_STATE_REOPENED:
      return GAUNG_COMPLAINT_START;
    case GAUNG_COMPLAINT_STATE_IN_PROGRESS:
      return GAUNG_COMPLAINT_REPLY;
    case GAUNG_COMPLAINT_STATE_ANSWERED:
      return GAUNG_COMPLAINT_CLOSE;
    case GAUNG_COMPLAINT_STATE_ARCHIVED:
    case GAUNG_COMPLAINT_STATE_NOT_OURS:
    case GAUNG_COMPLAINT_STATE_DONE:
      return GAUNG_COMPLAINT_REOPEN;
    case GAUNG_COMPLAINT_STATE_DRAFT:
    case GAUNG_COMPLAINT_STATE_MOVED:
    default:
      return GAUNG_COMPLAINT_NOTE;
    }
}
