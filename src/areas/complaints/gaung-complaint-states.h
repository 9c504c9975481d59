/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-list.h"

G_BEGIN_DECLS

typedef enum
{
  GAUNG_EMPTY_SEARCH_SCOPE, /* no hit here, but there is an "All" */
  GAUNG_EMPTY_SEARCH,
  GAUNG_EMPTY_FILTER,
  GAUNG_EMPTY_MINE,
  GAUNG_EMPTY_AGENCY,
  GAUNG_EMPTY_ALL,
} GaungEmptyKind;

#define GAUNG_TYPE_COMPLAINT_STATES (gaung_complaint_states_get_type ())
/* GaungComplaintStates: the rows of the complaints list, or what is shown in their place: rows without
 * content for a wait that is long enough to notice, why there is none and the one thing to do, or what
 * went wrong. The rows are the property "rows"; the rest is made when it is needed. */
G_DECLARE_FINAL_TYPE (GaungComplaintStates, gaung_complaint_states, GAUNG, COMPLAINT_STATES, AdwBin)

/* Shows what @list asks for; @kind says why it may be empty. FALSE as long as it is not known what
 * there is. */
gboolean gaung_complaint_states_update (GaungComplaintStates *self, GaungList *list, GaungEmptyKind kind);

G_END_DECLS
