/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-section-list.h"

G_BEGIN_DECLS

/* "deadline", "newest", "oldest", "changed"; anything else is "deadline". */
GaungSort gaung_complaint_sort_from_name (const char *name);
const char *gaung_complaint_sort_get_name (GaungSort sort);

/* By deadline: overdue, due today, this week, later, postponed, done, with the borders as of @now. They are
 * borders of the rank (gaung-index.h), so when time passes only they move, and no record is touched. In
 * any other order there is one section, which says the order. */
void gaung_complaint_sections_update (GaungSectionList *list, GaungSort sort, GaungInstant now);

G_END_DECLS
