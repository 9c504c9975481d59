/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-page.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_HOME_PAGE (gaung_home_page_get_type ())
/* GaungHomePage: my day (interface.md, "Beranda"): what is overdue and due today, drafts that wait, what
 * is assigned to me, what changed since I looked. Each leads into its area. */
G_DECLARE_FINAL_TYPE (GaungHomePage, gaung_home_page, GAUNG, HOME_PAGE, GaungPage)

G_END_DECLS
