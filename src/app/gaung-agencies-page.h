/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-context.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_AGENCIES_PAGE (gaung_agencies_page_get_type ())
/* GaungAgenciesPage: which areas each agency sees, for administrators. */
G_DECLARE_FINAL_TYPE (GaungAgenciesPage, gaung_agencies_page, GAUNG, AGENCIES_PAGE, AdwPreferencesPage)

GtkWidget *gaung_agencies_page_new (GaungContext *context);

G_END_DECLS
