/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-context.h"
#include "gaung-service.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_EXPLAIN_WINDOW (gaung_explain_window_get_type ())
/* GaungExplainWindow: a service for the screen that is turned to the visitor: full screen, large letters, one
 * thought at a time. Keys: arrows, Space, Page Up and Down, Home, End walk; + − 0 the size of the text, which
 * is remembered; F11; Escape leaves. While it is shown the computer does not go to sleep. */
G_DECLARE_FINAL_TYPE (GaungExplainWindow, gaung_explain_window, GAUNG, EXPLAIN_WINDOW, AdwWindow)

/* The service as it is now; later changes are not shown. Full screen over @parent (nullable) once presented. */
GtkWindow *gaung_explain_window_new (GaungContext *context, GaungService *service, GtkWindow *parent);
guint gaung_explain_window_get_n_screens (GaungExplainWindow *self);
guint gaung_explain_window_get_screen (GaungExplainWindow *self); /* from 0 */
/* Beyond the ends: the first, the last. */
void gaung_explain_window_set_screen (GaungExplainWindow *self, int screen);
/* In percent, 100 … 200, in steps of 25. */
guint gaung_explain_window_get_text_size (GaungExplainWindow *self);
void gaung_explain_window_set_text_size (GaungExplainWindow *self, guint percent);

G_END_DECLS
