/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-handout.h"

G_BEGIN_DECLS

/* Wall sheet about a service. A4 by itself, or A3: for the wall, read from two metres.
 * @service: a GaungService. GAUNG_PUBLISH_ERROR. (transfer full) */
GaungSheet *gaung_wall_sheet_new (GaungRecord *service, const GaungHandoutOptions *options, GError **error);
/* The same as a PDF into @stream, which stays open. */
gboolean gaung_wall_sheet_write (GaungRecord *service, const GaungHandoutOptions *options, GOutputStream *stream, GCancellable *cancellable, GError **error);

G_END_DECLS
