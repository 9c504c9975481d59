/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-store.h"

G_BEGIN_DECLS

/* Complaints that may be about the same thing: received within 72 hours before or after, alike in words,
 * village or street, and category. Runs in another thread. Of the subject's members title, text, street,
 * category, district, village and received_at count; it need not be stored. (transfer full)
 * (element-type GaungComplaint), the most alike first, at most 20. */
void gaung_similar_find_async (GaungStore *store, GaungRecord *subject, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GPtrArray *gaung_similar_find_finish (GAsyncResult *result, GError **error);

G_END_DECLS
