/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-sample-private.h"

G_BEGIN_DECLS

/* The services as they are written down in the folder services: the members of the record, and besides them
 *   key        what the id is made of, and what complaints and visits name it by
 *   channels   an element that is a string stands for a channel of shared.json
 *   checked    days since somebody checked it; absent: never
 *   fill       how many of the components that only the office sees are there, as texts of shared.json
 *   questions  each {question, answer, keywords}; "state": "open" where nobody has an answer yet
 *   closed_from, closed_until, alert_days: days from now */
typedef struct _GaungSampleCatalogue GaungSampleCatalogue;

GaungSampleCatalogue *gaung_sample_catalogue_new (GError **error);
void gaung_sample_catalogue_free (GaungSampleCatalogue *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungSampleCatalogue, gaung_sample_catalogue_free)

guint gaung_sample_catalogue_get_size (GaungSampleCatalogue *self);
/* (transfer none) */
JsonObject *gaung_sample_catalogue_get (GaungSampleCatalogue *self, guint position);
/* Service number @position; those beyond the catalogue are the same services at other agencies.
 * (transfer full) */
GaungRecord *gaung_sample_catalogue_make_service (GaungSampleCatalogue *self, GaungSample *sample, guint position, GError **error);
/* What people ask about it; @service is the record of @position. */
gboolean gaung_sample_catalogue_put_questions (GaungSampleCatalogue *self, GaungSample *sample, guint position, GaungRecord *service, GaungBatch *batch, GError **error);

/* A month of visits at the counters of some of the services. */
gboolean gaung_sample_put_visits (GaungSample *sample, const char *key, GaungRecord *service, GaungBatch *batch, GError **error);

G_END_DECLS
