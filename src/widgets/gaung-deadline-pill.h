/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-deadline.h"
#include "gaung-pill.h"

G_BEGIN_DECLS

/* What a pill says of one deadline: how near it is, or how it ended. */
void gaung_pill_set_deadline (GaungPill *self, const GaungDeadline *deadline, GaungRules *rules, GaungInstant now);
/* What a list says of @complaint: its nearest deadline, or its state when nothing runs. */
void gaung_pill_set_complaint (GaungPill *self, GaungComplaint *complaint, GaungRules *rules, GaungInstant now);

G_END_DECLS
