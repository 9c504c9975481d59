/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-context.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_SERVICE_PREVIEW (gaung_service_preview_get_type ())
/* GaungServicePreview: how people will see a service that is being written. */
G_DECLARE_FINAL_TYPE (GaungServicePreview, gaung_service_preview, GAUNG, SERVICE_PREVIEW, AdwBin)

void gaung_service_preview_set_context (GaungServicePreview *self, GaungContext *context);
/* @service need not be complete. */
void gaung_service_preview_set_service (GaungServicePreview *self, GaungRecord *service);

G_END_DECLS
