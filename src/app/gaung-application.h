/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GAUNG_TYPE_APPLICATION (gaung_application_get_type ())
/* GaungApplication: options, the session, and the one window. */
G_DECLARE_FINAL_TYPE (GaungApplication, gaung_application, GAUNG, APPLICATION, AdwApplication)

/* Before there are threads: GTK shall not read the style sheet that libadwaita replaces. */
void gaung_application_leave_out_theme (void);

GaungApplication *gaung_application_new (void);

G_END_DECLS
