/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "gaung-couch.h"

G_BEGIN_DECLS

/* What became of one document that was sent. */
typedef struct
{
  char *id;
  char *revision;      /* (nullable): not stored */
  gboolean is_settled; /* FALSE with a revision: stored, but not (yet) by most of a cluster (202);
                        * look at it again, with its conflicts */
  GError *error;       /* (nullable) */
} GaungSendResult;

void gaung_send_result_free (GaungSendResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungSendResult, gaung_send_result_free)

/* The newest revision, or the given one while the server still has it; with _conflicts where it has
 * any. (transfer full); GAUNG_REMOTE_ERROR_MISSING, _DELETED, _NO_DATABASE. */
JsonObject *gaung_couch_get_document_sync (GaungCouch *self,
                                           const char *database,
                                           const char *id,
                                           const char *revision,
                                           GCancellable *cancellable,
                                           GError **error);
/* Stores one document (its "_id", and "_rev" unless it is new). */
GaungSendResult *gaung_couch_put_document_sync (GaungCouch *self,
                                                const char *database,
                                                JsonObject *document,
                                                GCancellable *cancellable,
                                                GError **error);
/* Sends @documents (of JsonObject, each with "_id") and judges each by itself: a result for every one,
 * in their order. Where the server refuses the whole for the sake of one, it is sent again by halves,
 * so that only the bad one has an error. What could not be asked any more has the error that stopped
 * it. NULL: nothing was answered at all. (transfer full) (element-type GaungSendResult) */
GPtrArray *gaung_couch_send_documents_sync (GaungCouch *self,
                                            const char *database,
                                            GPtrArray *documents,
                                            GCancellable *cancellable,
                                            GError **error);

G_END_DECLS
