/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-standard.h"
#include "gaung-store.h"

G_BEGIN_DECLS

/* What lies around a service in the store. */
typedef struct
{
  GPtrArray *questions;                           /* (element-type GaungRecord), by number of their making */
  gint64 complaints[GAUNG_STANDARD_N_COMPONENTS]; /* open ones that name this service, by component */
} GaungServiceSurroundings;

void gaung_service_surroundings_free (GaungServiceSurroundings *self);
/* The same questions in the same versions, and as many complaints? */
gboolean gaung_service_surroundings_equal (const GaungServiceSurroundings *a, const GaungServiceSurroundings *b);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungServiceSurroundings, gaung_service_surroundings_free)

/* In a thread of its own. finish: (transfer full), or NULL with GAUNG_STORE_ERROR or G_IO_ERROR_CANCELLED. */
void gaung_service_surroundings_load_async (GaungStore *store, const char *service, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GaungServiceSurroundings *gaung_service_surroundings_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
