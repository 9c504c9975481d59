/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* GaungSyncConditions: whether the network costs by the byte, and whether the computer saves power. Belongs
 * to the main thread. */
typedef struct _GaungSyncConditions GaungSyncConditions;

/* @changed: one of them is another now; @has_network: also, a network has come. */
typedef void (*GaungSyncConditionsChanged) (gboolean has_network, gpointer data);

GaungSyncConditions *gaung_sync_conditions_new (GaungSyncConditionsChanged changed, gpointer data);
void gaung_sync_conditions_free (GaungSyncConditions *self);
gboolean gaung_sync_conditions_is_metered (GaungSyncConditions *self);
gboolean gaung_sync_conditions_is_saving (GaungSyncConditions *self);

G_END_DECLS
