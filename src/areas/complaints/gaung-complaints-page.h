/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-action-table.h"
#include "gaung-page.h"

G_BEGIN_DECLS

/* What can be done at the complaints desk, and its keys; ends with a row without name. */
extern const GaungActionRow gaung_complaint_action_rows[];

#define GAUNG_TYPE_COMPLAINTS_PAGE (gaung_complaints_page_get_type ())
/* GaungComplaintsPage: the complaints desk: the list, and beside it the page of one complaint. */
G_DECLARE_FINAL_TYPE (GaungComplaintsPage, gaung_complaints_page, GAUNG, COMPLAINTS_PAGE, GaungPage)

G_END_DECLS
