/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-handout.h"

G_BEGIN_DECLS

/* Leaflet about a service. A5 by itself: for the hand, one page where it fits.
 * @service: a GaungService. GAUNG_PUBLISH_ERROR. (transfer full) */
GaungSheet *gaung_leaflet_new (GaungRecord *service, const GaungHandoutOptions *options, GError **error);
/* The same as a PDF into @stream, which stays open. */
gboolean gaung_leaflet_write (GaungRecord *service, const GaungHandoutOptions *options, GOutputStream *stream, GCancellable *cancellable, GError **error);

G_END_DECLS
