/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-record.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_COMPLAINT (gaung_complaint_get_type ())
/* GaungComplaint: one complaint, question or suggestion of a citizen (domain.md §b).
 *
 * Members: title!, text!, state!, class, category, agency (code of who holds it), disposed_from (code of
 * who handed it over: a return goes there), assignee (account), assignee_name, channel!, channel_detail,
 * external_number, received_at!, happened_on, complete_at, verified_at, disposed_at, first_reply_at,
 * answered_at, closed_at, street, district, village, reporter (person), anonymous, secret,
 * pauses [{from!, until, planned, reason}], archive_reason, promise_on, component (which of the 14
 * failed), service, tags, attachments (ids), moved_to.
 *
 * An open pause has no `until`; `planned` is the day on which it shall end, and from the first instant of
 * that day the clocks run again, whether or not somebody has said so. */
G_DECLARE_FINAL_TYPE (GaungComplaint, gaung_complaint, GAUNG, COMPLAINT, GaungRecord)

/* domain.md §b.1, "proposed minimal state set". Overdue and postponed are no states: the first follows
 * from the clocks, the second from an open pause. */
typedef enum
{
  GAUNG_COMPLAINT_STATE_DRAFT,
  GAUNG_COMPLAINT_STATE_NEW,
  GAUNG_COMPLAINT_STATE_INCOMPLETE,
  GAUNG_COMPLAINT_STATE_VERIFIED,
  GAUNG_COMPLAINT_STATE_NOT_OURS,
  GAUNG_COMPLAINT_STATE_ARCHIVED,
  GAUNG_COMPLAINT_STATE_DISPOSED,
  GAUNG_COMPLAINT_STATE_IN_PROGRESS,
  GAUNG_COMPLAINT_STATE_ANSWERED,
  GAUNG_COMPLAINT_STATE_DONE,
  GAUNG_COMPLAINT_STATE_REOPENED,
  GAUNG_COMPLAINT_STATE_MOVED,
} GaungComplaintState;

extern const GaungEnumValue gaung_complaint_states[];     /* draft new incomplete verified not-ours archived disposed in-progress answered done reopened moved */
extern const GaungEnumValue gaung_complaint_classes[];    /* complaint supervisory information aspiration */
extern const GaungEnumValue gaung_complaint_channels[];   /* whatsapp web app phone walk-in festival lapor social email letter */
extern const GaungEnumValue gaung_complaint_archive_reasons[]; /* wrong-format too-general not-government duplicate fake out-of-scope other */
extern const GaungEnumValue gaung_complaint_categories[]; /* the names seen at ULAS and LAPOR!; other text is allowed and shown as it is */

GaungComplaintState gaung_complaint_get_state (GaungComplaint *self);
const char *gaung_complaint_state_get_nick (GaungComplaintState state);
const char *gaung_complaint_get_category_label (GaungComplaint *self); /* "" if none (transfer none) */
gboolean gaung_complaint_is_open (GaungComplaint *self);
/* Its clocks stand still: a pause is open, and the day on which it shall end has not come. */
gboolean gaung_complaint_is_postponed (GaungComplaint *self);
gboolean gaung_complaint_is_postponed_at (GaungComplaint *self, GaungInstant now);
/* Secret content may be read by coordinators and by the agency that holds it. */
gboolean gaung_complaint_can_read (GaungComplaint *self, const GaungActor *actor);

G_END_DECLS
