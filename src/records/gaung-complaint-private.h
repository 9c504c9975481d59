/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-complaint.h"

G_BEGIN_DECLS

/* The pause that is open, or NULL; and where it lies. */
JsonObject *gaung_complaint_get_open_pause (GaungComplaint *self, guint *position);
gboolean gaung_complaint_state_is_open (GaungComplaintState state);
/* When it was closed: closed_at, answered_at, or the last change. */
GaungInstant gaung_complaint_get_closed_at (GaungComplaint *self);
/* Staff of the agency that holds it, or a coordinator. */
gboolean gaung_complaint_is_held_by (GaungComplaint *self, const GaungActor *actor);

G_END_DECLS
