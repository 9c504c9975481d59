/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-handout.h"

G_BEGIN_DECLS

/* "What you still need": the documents that are missing, and until when. A5 by itself. It names nobody.
 *
 * @missing: keys of documents of @service, NULL at the end; one document of several alternatives stands for
 * all of them. GAUNG_PUBLISH_ERROR_VALUE for a key that the service does not have, or for none. @until:
 * GAUNG_DAY_NONE: no day is told. (transfer full) */
GaungSheet *gaung_slip_new (GaungRecord *service, const char *const *missing, GaungDay until, const GaungHandoutOptions *options, GError **error);
gboolean gaung_slip_write (GaungRecord *service, const char *const *missing, GaungDay until, const GaungHandoutOptions *options, GOutputStream *stream, GCancellable *cancellable, GError **error);
/* The lines of the checklist that are missing. (transfer full) (element-type GaungServiceSlot) (nullable) */
GPtrArray *gaung_slip_find_slots (GaungRecord *service, const char *const *missing, GError **error);

G_END_DECLS
