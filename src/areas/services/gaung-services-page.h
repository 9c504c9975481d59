/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-action-table.h"
#include "gaung-page.h"
#include "gaung-service-catalog.h"
#include "gaung-service-view.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_SERVICES_PAGE (gaung_services_page_get_type ())
/* GaungServicesPage: the catalogue of services, and the page of one. */
G_DECLARE_FINAL_TYPE (GaungServicesPage, gaung_services_page, GAUNG, SERVICES_PAGE, GaungPage)

extern const GaungActionRow gaung_service_action_rows[];

GaungServiceCatalog *gaung_services_page_get_catalog (GaungServicesPage *self);
/* NULL until a service was opened. */
GaungServiceView *gaung_services_page_get_view (GaungServicesPage *self);

G_END_DECLS
