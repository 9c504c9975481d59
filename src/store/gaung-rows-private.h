/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-store-private.h"

G_BEGIN_DECLS

/* Makes something of the row on which @statement stands: (transfer full), never NULL. */
typedef gpointer (*GaungRowFunc) (GaungStatement *statement);

/* A GaungRowFunc: the text of the first column. */
gpointer gaung_row_read_text (GaungStatement *statement);

/* All rows of one statement, in its order; @types as for gaung_database_run. @free frees what @read makes. NULL on an
 * error, also when it came after some rows: half an answer is none. */
GPtrArray *gaung_database_read_rows (GaungDatabase *self, GaungRowFunc read, GDestroyNotify free, GError **error, const char *sql, const char *types, ...);
/* The same with the connection of this thread. */
GPtrArray *gaung_store_read_rows (GaungStore *store, GaungRowFunc read, GDestroyNotify free, GError **error, const char *sql, const char *types, ...);
/* The first row; NULL without an error when there is none. */
gpointer gaung_store_read_row (GaungStore *store, GaungRowFunc read, GError **error, const char *sql, const char *types, ...);

G_END_DECLS
