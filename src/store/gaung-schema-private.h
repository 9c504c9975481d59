/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-database-private.h"
#include "gaung-index.h"

G_BEGIN_DECLS

/* What `document.sync` says. */
typedef enum
{
  GAUNG_SYNC_SYNCED = 0,
  GAUNG_SYNC_CREATED = 1,  /* here only */
  GAUNG_SYNC_MODIFIED = 2, /* `body.base` has the last copy of the server */
} GaungSyncState;

int gaung_schema_get_version (void);
/* Makes the tables, or brings them to this version. NEWER before anything is written. */
gboolean gaung_schema_check_version (GaungDatabase *database, int *version, GError **error);
gboolean gaung_schema_migrate (GaungDatabase *database, GError **error);
/* The indexes that a bulk load into an empty store drops and makes anew at its end. */
gboolean gaung_schema_drop_indexes (GaungDatabase *database, GError **error);
gboolean gaung_schema_make_indexes (GaungDatabase *database, GError **error);

G_END_DECLS
