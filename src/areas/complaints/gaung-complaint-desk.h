/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-complaint-job.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_COMPLAINT_DESK (gaung_complaint_desk_get_type ())
/* GaungComplaintDesk: carries out what the page's actions say, on one complaint or many: asks what must be
 * asked, says before what will happen, runs the job, and offers the way back.
 *
 * Signals: "done" (GaungComplaintJob); "refused" (string): said to the user; "failed" (GError). */
G_DECLARE_FINAL_TYPE (GaungComplaintDesk, gaung_complaint_desk, GAUNG, COMPLAINT_DESK, GObject)

/* @widget: over which dialogs and toasts appear; not kept alive */
GaungComplaintDesk *gaung_complaint_desk_new (GaungContext *context, GtkWidget *widget);
/* Opens the dialog that @action needs, or runs it at once if it needs none. Returns the dialog, if any
 * (transfer none) (nullable). */
AdwDialog *gaung_complaint_desk_start (GaungComplaintDesk *self, const char *const *ids, GaungComplaintAction action);
/* Opens what corrects the complaint's details. (transfer none) (nullable): NULL if there is none */
AdwDialog *gaung_complaint_desk_edit (GaungComplaintDesk *self, const char *id);
/* @draft_keys: (element-type utf8) (nullable): become what is written. */
void gaung_complaint_desk_run (GaungComplaintDesk *self, const char *const *ids, GaungComplaintAction action, const GaungComplaintArguments *arguments, GPtrArray *draft_keys);
void gaung_complaint_desk_mark_seen (GaungComplaintDesk *self, const char *const *ids);

G_END_DECLS
