/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-context.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_SYNC_PANEL (gaung_sync_panel_get_type ())
/* GaungSyncPanel: what a click on the foot of the sidebar shows in a workspace of a city server: what is going on, for each
 * area when it was last in step and what waits, and what can be done about it. */
G_DECLARE_FINAL_TYPE (GaungSyncPanel, gaung_sync_panel, GAUNG, SYNC_PANEL, GtkBox)

GtkWidget *gaung_sync_panel_new (GaungContext *context);

G_END_DECLS
