/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-sync-status.h"

G_BEGIN_DECLS

/* The values of an area; strings belong to whoever has it. */
typedef struct
{
  const char *kind;
  const char *agency;
  GaungInstant last_success;
  guint waiting;
  GaungInstant oldest;
  GaungSyncTrouble trouble;
  gboolean is_readable;
} GaungSyncAreaValues;

GaungSyncArea *gaung_sync_area_new (const char *database);
const char *gaung_sync_area_get_database (GaungSyncArea *self);
GaungInstant gaung_sync_area_get_last_success (GaungSyncArea *self);
gboolean gaung_sync_area_is_readable (GaungSyncArea *self);
/* Notifies what changes. */
void gaung_sync_area_update (GaungSyncArea *self, const GaungSyncAreaValues *values);

G_END_DECLS
