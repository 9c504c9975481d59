/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-store.h"

G_BEGIN_DECLS

/* By what the catalogue is laid out. */
typedef enum
{
  GAUNG_GROUPING_AGENCY,
  GAUNG_GROUPING_LIFE_EVENT,
  GAUNG_GROUPING_CHANNEL,
} GaungGrouping;

/* "agency", "life-event", "channel": also what is remembered. An unknown name is the first. */
const char *gaung_grouping_get_name (GaungGrouping grouping);
GaungGrouping gaung_grouping_from_name (const char *name);

#define GAUNG_TYPE_SERVICE_GROUP (gaung_service_group_get_type ())
/* GaungServiceGroup: the services of one agency, life event or channel: a heading with a number, and the
 * services when it is opened. */
G_DECLARE_FINAL_TYPE (GaungServiceGroup, gaung_service_group, GAUNG, SERVICE_GROUP, GObject)

GaungServiceGroup *gaung_service_group_new (GaungGrouping grouping, const char *value, const char *title, gint64 count);
const char *gaung_service_group_get_value (GaungServiceGroup *self);
const char *gaung_service_group_get_title (GaungServiceGroup *self);
gint64 gaung_service_group_get_count (GaungServiceGroup *self);
gboolean gaung_service_group_equal (GaungServiceGroup *a, GaungServiceGroup *b);
/* The services in it, by name. (transfer full) */
GListModel *gaung_service_group_create_model (GaungServiceGroup *self, GaungStore *store);

/* The groups that have services, counted in a thread of their own: @mine (nullable) is the agency that
 * comes first, the others follow by name, life events and channels as in their tables.
 * finish: (transfer full) (element-type GaungServiceGroup), or NULL with GAUNG_STORE_ERROR. */
void gaung_service_groups_load_async (GaungStore *store, GaungGrouping grouping, const char *mine, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GPtrArray *gaung_service_groups_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
