/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "gaung-couch.h"

G_BEGIN_DECLS

/* What only an administrator of the server may do. Everything may be repeated. */

/* TRUE also where it is there already; @created (nullable) says which. One shard: the order of changes
 * is then that of the writes. */
gboolean gaung_couch_create_database_sync (GaungCouch *self, const char *database, gboolean *created, GCancellable *cancellable, GError **error);
/* With everything in it. Only for a database that was made to try something out. */
gboolean gaung_couch_delete_database_sync (GaungCouch *self, const char *database, GCancellable *cancellable, GError **error);
/* Who may read and who may administer a database. (transfer full) */
JsonObject *gaung_couch_get_security_sync (GaungCouch *self, const char *database, GCancellable *cancellable, GError **error);
gboolean gaung_couch_put_security_sync (GaungCouch *self, const char *database, JsonObject *security, GCancellable *cancellable, GError **error);
/* The document of a design or a user. (transfer full);
 * NULL without an error where there is none. */
JsonObject *gaung_couch_look_up_document_sync (GaungCouch *self, const char *database, const char *id, GCancellable *cancellable, GError **error);

G_END_DECLS
