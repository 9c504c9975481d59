/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-context.h"
#include "gaung-record.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_SERVICE_ROW (gaung_service_row_get_type ())
/* GaungServiceRow: one line of the catalogue: a service with what it costs and how long it takes, a
 * question with its answer, or a heading with its number. */
G_DECLARE_FINAL_TYPE (GaungServiceRow, gaung_service_row, GAUNG, SERVICE_ROW, GtkWidget)

GtkWidget *gaung_service_row_new (GaungContext *context);
/* @item: a GaungService, GaungQuestion or GaungServiceGroup, or NULL. @words (nullable): hits are shown.
 * @with_agency: name the agency, where no heading does. */
void gaung_service_row_set_item (GaungServiceRow *self, gpointer item, const char *words, gboolean with_agency);
/* All of it as a sentence, for screen readers. (transfer full) */
char *gaung_service_row_get_sentence (GaungServiceRow *self);

G_END_DECLS
