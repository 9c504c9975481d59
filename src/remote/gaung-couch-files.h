/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "gaung-couch-documents.h"

G_BEGIN_DECLS

/* What the bytes of an attachment record are called on the server; data/server/validate.js knows it. */
#define GAUNG_COUCH_FILE "file"

/* Stores a file with its record (`attachment:<sha256>`, with "sha256", "size" and "media_type"), both or
 * none. Where it is there already, with the same size, that is a success: the id is the hash, so the
 * repeat of a lost answer is harmless. GAUNG_REMOTE_ERROR_MALFORMED: @bytes are not what the record says. */
GaungSendResult *gaung_couch_put_file_sync (GaungCouch *self,
                                            const char *database,
                                            JsonObject *document,
                                            GBytes *bytes,
                                            GaungCouchProgress progress,
                                            gpointer data,
                                            GCancellable *cancellable,
                                            GError **error);
/* The bytes of `attachment:<sha256>`, at most @limit of them, with their hash compared: what does not
 * fit is refused (GAUNG_REMOTE_ERROR_TRUNCATED, or _NOT_COUCHDB where a web page came in its place). */
GBytes *gaung_couch_get_file_sync (GaungCouch *self,
                                   const char *database,
                                   const char *sha256,
                                   gsize limit,
                                   GaungCouchProgress progress,
                                   gpointer data,
                                   GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
