/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-store.h"

G_BEGIN_DECLS

/* An account that has done something lately. */
typedef struct
{
  char *id;
  char *name;
  char *agency;
} GaungColleague;

void gaung_colleague_free (GaungColleague *self);

/* Accounts known from the latest entries, those of @agency first, then by name. Until accounts come from
 * a server, the history is the only place that knows them. Runs in another thread. (transfer full)
 * (element-type GaungColleague) */
void gaung_colleagues_find_async (GaungStore *store, const char *agency, GAsyncReadyCallback callback, gpointer data);
GPtrArray *gaung_colleagues_find_finish (GAsyncResult *result, GError **error);

G_END_DECLS
