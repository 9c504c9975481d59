/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-complaint.h"
#include "gaung-composer.h"
#include "gaung-complaint-facts.h"
#include "gaung-context.h"
#include "gaung-deadline-strip.h"
#include "gaung-held-replies.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_COMPLAINT_VIEW (gaung_complaint_view_get_type ())
/* GaungComplaintView: the page of one complaint, made once and filled anew for each. It follows the store:
 * a change by somebody else is shown at once, and what is being typed stays.
 *
 * Signals: "reveal" (GStrv members), "send" (boolean and_next), "attach", "changed": the complaint that is
 * shown is another or was changed. */
G_DECLARE_FINAL_TYPE (GaungComplaintView, gaung_complaint_view, GAUNG, COMPLAINT_VIEW, AdwBin)

void gaung_complaint_view_set_context (GaungComplaintView *self, GaungContext *context);
/* NULL shows none. FALSE if there is no such complaint. */
gboolean gaung_complaint_view_show (GaungComplaintView *self, const char *id);
/* It was the program that showed it, not the person: it stays new. */
void gaung_complaint_view_leave_unseen (GaungComplaintView *self);
const char *gaung_complaint_view_get_id (GaungComplaintView *self);
GaungComplaint *gaung_complaint_view_get_complaint (GaungComplaintView *self); /* (nullable) */
/* No list beside it: its header leads back to it. */
void gaung_complaint_view_set_alone (GaungComplaintView *self, gboolean is_alone);
GaungComposer *gaung_complaint_view_get_composer (GaungComplaintView *self);
GaungComplaintFacts *gaung_complaint_view_get_facts (GaungComplaintView *self);
GaungDeadlineStrip *gaung_complaint_view_get_strip (GaungComplaintView *self);
/* @complaint (nullable): to it, or to another one, a reply leaves in @seconds and can still be taken back. */
void gaung_complaint_view_set_held (GaungComplaintView *self, const char *complaint, guint seconds);
/* What went wrong, above the text that is kept. NULL hides it. */
void gaung_complaint_view_set_error (GaungComplaintView *self, const char *message);

G_END_DECLS
