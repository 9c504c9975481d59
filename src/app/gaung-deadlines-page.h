/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-context.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_DEADLINES_PAGE (gaung_deadlines_page_get_type ())
/* GaungDeadlinesPage: the clock rules with source and mark, the calendars with their decree, and the
 * import of a year. */
G_DECLARE_FINAL_TYPE (GaungDeadlinesPage, gaung_deadlines_page, GAUNG, DEADLINES_PAGE, AdwPreferencesPage)

GtkWidget *gaung_deadlines_page_new (GaungContext *context);

G_END_DECLS
