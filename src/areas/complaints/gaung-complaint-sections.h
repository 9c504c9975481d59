/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-section-list.h"

G_BEGIN_DECLS

/* Overdue, due today, this week, later, postponed, done: the borders as of @now. They are borders of the
 * rank (gaung-index.h), so when time passes only they move, and no record is touched. */
void gaung_complaint_sections_update (GaungSectionList *list, GaungInstant now);

G_END_DECLS
