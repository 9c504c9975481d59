/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GAUNG_TYPE_COMPLAINT_SELECTION (gaung_complaint_selection_get_type ())
/* GaungComplaintSelection: which rows of a list of records are selected. A GtkMultiSelection forgets a row
 * whose record changed (that is a removal and an addition); this one knows records by their ids, so that
 * a row stays selected while its record is edited, and follows it when it moves. Passes sections on. */
G_DECLARE_FINAL_TYPE (GaungComplaintSelection, gaung_complaint_selection, GAUNG, COMPLAINT_SELECTION, GObject)

GaungComplaintSelection *gaung_complaint_selection_new (GListModel *model);
guint gaung_complaint_selection_get_size (GaungComplaintSelection *self);
/* Ids in the order of the list. (transfer full) */
GStrv gaung_complaint_selection_get_ids (GaungComplaintSelection *self);

G_END_DECLS
