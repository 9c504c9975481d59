/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-context.h"
#include "gaung-list.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_COMPLAINT_LIST (gaung_complaint_list_get_type ())
/* GaungComplaintList: the middle column of the complaints desk: whose complaints, search, filters, the
 * list in sections by deadline, and a bar for many.
 *
 * Signals: "opened" (string id, boolean activated): a row was selected, or entered; "selected": others are; "filled": there are
 * rows, or it is known that there are none; "counted" (uint): what waits for me. */
G_DECLARE_FINAL_TYPE (GaungComplaintList, gaung_complaint_list, GAUNG, COMPLAINT_LIST, AdwBin)

void gaung_complaint_list_set_context (GaungComplaintList *self, GaungContext *context);
/* The list and a page take turns: a click opens. */
void gaung_complaint_list_set_narrow (GaungComplaintList *self, gboolean is_narrow);

const char *gaung_complaint_list_get_scope (GaungComplaintList *self); /* "mine", "agency", "all" */
void gaung_complaint_list_set_scope (GaungComplaintList *self, const char *scope);
void gaung_complaint_list_set_search (GaungComplaintList *self, const char *words);
void gaung_complaint_list_focus_search (GaungComplaintList *self);
void gaung_complaint_list_clear_filters (GaungComplaintList *self);
/* Filters, sort and words of a query text; the scope becomes "all" unless the text says otherwise. */
void gaung_complaint_list_apply_query (GaungComplaintList *self, const char *text);

GaungList *gaung_complaint_list_get_list (GaungComplaintList *self);
/* Marks the row of @id, if it is in the list. */
void gaung_complaint_list_set_current (GaungComplaintList *self, const char *id);
/* The same without moving the list: what was opened by itself. */
void gaung_complaint_list_mark_current (GaungComplaintList *self, const char *id);
gboolean gaung_complaint_list_focus_rows (GaungComplaintList *self);
/* Goes @steps rows on from the current one; FALSE at the end of the list. */
gboolean gaung_complaint_list_step (GaungComplaintList *self, int steps);
GStrv gaung_complaint_list_get_selected (GaungComplaintList *self); /* (transfer full) */
guint gaung_complaint_list_get_n_selected (GaungComplaintList *self);
void gaung_complaint_list_unselect (GaungComplaintList *self);

/* Scope, sort and filters, without the words of the search. (transfer full) */
char *gaung_complaint_list_save_state (GaungComplaintList *self);
void gaung_complaint_list_restore_state (GaungComplaintList *self, const char *state);

G_END_DECLS
