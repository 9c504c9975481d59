/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-complaint-actions.h"
#include "gaung-complaint-list.h"
#include "gaung-complaint-view.h"
#include "gaung-complaints-page.h"

G_BEGIN_DECLS

/* The parts of the page; for its tests. */
GaungComplaintList *gaung_complaints_page_get_list (GaungComplaintsPage *self);
/* NULL until a complaint was opened */
GaungComplaintView *gaung_complaints_page_get_view (GaungComplaintsPage *self);
/* The dialog that the last action opened, if it is still there (transfer none) (nullable) */
AdwDialog *gaung_complaints_page_get_dialog (GaungComplaintsPage *self);

/* What the actions do; in gaung-complaints-actions.c they are tied to names and keys. */
void gaung_complaints_page_start (GaungComplaintsPage *self, GaungComplaintAction action);
void gaung_complaints_page_edit (GaungComplaintsPage *self);
void gaung_complaints_page_assign_to_me (GaungComplaintsPage *self);
void gaung_complaints_page_open_voice (GaungComplaintsPage *self, GaungVoice voice);
void gaung_complaints_page_send (GaungComplaintsPage *self, gboolean and_next);
void gaung_complaints_page_unsend (GaungComplaintsPage *self);
/* Says it above the text that is kept. */
void gaung_complaints_page_show_failure (GaungComplaintsPage *self, const GError *error);
void gaung_complaints_page_attach (GaungComplaintsPage *self, gboolean to_complaint);
void gaung_complaints_page_attach_files (GaungComplaintsPage *self, GPtrArray *files, gboolean to_complaint);
/* Files that are dropped on a complaint are attached. */
void gaung_complaints_page_accept_drops (GaungComplaintsPage *self);
void gaung_complaints_page_mark_seen (GaungComplaintsPage *self);
void gaung_complaints_page_step (GaungComplaintsPage *self, int steps);

G_END_DECLS
