/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-context.h"
#include "gaung-service.h"
#include "gaung-stopwatch-bar.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_SERVICE_VIEW (gaung_service_view_get_type ())
/* GaungServiceView: the page of one service: what it costs, what to bring, the way through it, where, what
 * people ask, the health of its standard, its history.
 *
 * Signal "changed": it shows another service, or that one has changed. */
G_DECLARE_FINAL_TYPE (GaungServiceView, gaung_service_view, GAUNG, SERVICE_VIEW, AdwBin)

void gaung_service_view_set_context (GaungServiceView *self, GaungContext *context);
/* FALSE when there is no such service. */
gboolean gaung_service_view_show (GaungServiceView *self, const char *id);
GaungService *gaung_service_view_get_service (GaungServiceView *self); /* (nullable) (transfer none) */
/* Fewer buttons at the top, for 360 px; the menu and the keys do the same. */
void gaung_service_view_set_narrow (GaungServiceView *self, gboolean is_narrow);
/* FALSE: the page says who may write it. */
void gaung_service_view_set_is_writable (GaungServiceView *self, gboolean is_writable);
const char *gaung_service_view_get_id (GaungServiceView *self);        /* (nullable) */
GaungStopwatchBar *gaung_service_view_get_stopwatch_bar (GaungServiceView *self); /* (transfer none) */
/* Does the clock ask why it took longer? "changed" tells that it does, or no longer does. */
gboolean gaung_service_view_is_asking (GaungServiceView *self);

G_END_DECLS
