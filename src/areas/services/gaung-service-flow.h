/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-record.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_SERVICE_FLOW (gaung_service_flow_get_type ())
/* GaungServiceFlow: the steps of a service as a diagram: numbered cards with arrows between them, in as many
 * columns as there is room for; each says what happens, who does it and how long it takes. */
G_DECLARE_FINAL_TYPE (GaungServiceFlow, gaung_service_flow, GAUNG, SERVICE_FLOW, GtkWidget)

GtkWidget *gaung_service_flow_new (void);
/* @service (nullable). Without steps it hides itself. */
void gaung_service_flow_set_service (GaungServiceFlow *self, GaungRecord *service);

G_END_DECLS
