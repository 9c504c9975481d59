/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-context.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_SERVICE_CATALOG (gaung_service_catalog_get_type ())
/* GaungServiceCatalog: the middle column of the services: by agency, life event or channel, what is due to
 * be checked, and a search that also finds by what people ask.
 *
 * Signals: "opened" (string id of a service or question, boolean activated); "filled": there are rows, or
 * it is known that there are none; "counted" (uint): services of my agency that are due to be checked. */
G_DECLARE_FINAL_TYPE (GaungServiceCatalog, gaung_service_catalog, GAUNG, SERVICE_CATALOG, AdwBin)

void gaung_service_catalog_set_context (GaungServiceCatalog *self, GaungContext *context);
/* The list and a page take turns: a click opens. */
void gaung_service_catalog_set_narrow (GaungServiceCatalog *self, gboolean is_narrow);
void gaung_service_catalog_set_search (GaungServiceCatalog *self, const char *words);
void gaung_service_catalog_focus_search (GaungServiceCatalog *self);
gboolean gaung_service_catalog_focus_rows (GaungServiceCatalog *self);
/* Only what is due to be checked. */
void gaung_service_catalog_set_due (GaungServiceCatalog *self, gboolean is_due);
gboolean gaung_service_catalog_get_due (GaungServiceCatalog *self);
/* Goes @steps records on from the one marked; FALSE at the end of the list. */
gboolean gaung_service_catalog_step (GaungServiceCatalog *self, int steps);
/* The grouping, and whether only what is due is shown; no words of a search. (transfer full) */
char *gaung_service_catalog_save_state (GaungServiceCatalog *self);
void gaung_service_catalog_restore_state (GaungServiceCatalog *self, const char *state);
/* What is listed now, for tests: GtkTreeListRow of a heading or a service, or the hits themselves. */
GListModel *gaung_service_catalog_get_model (GaungServiceCatalog *self);

G_END_DECLS
