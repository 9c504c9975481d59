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

/* @bytes: the file of a year, as gaung_calendar_import() reads it. Says what became of it. */
void gaung_deadlines_page_import (GaungDeadlinesPage *self, GBytes *bytes);

G_END_DECLS
