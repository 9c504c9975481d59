/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "gaung-couch.h"

G_BEGIN_DECLS

/* One row of a page. Where @trouble is set (a GAUNG_JSON_ERROR, or GAUNG_REMOTE_ERROR_TOO_LARGE or
 * _NOT_COUCHDB), the document was there and could not be read: put it aside, tell it, go on. */
typedef struct
{
  char *id;
  char *revision;       /* (nullable): no such document */
  char *sequence;       /* (nullable): not a row of changes */
  gboolean is_deleted;
  JsonObject *document; /* (nullable), as the server has it: with _id, _rev, _conflicts, _attachments */
  GError *trouble;      /* (nullable) */
} GaungCouchRow;

typedef struct
{
  GPtrArray *rows;     /* of GaungCouchRow; design documents are left out */
  char *last_sequence; /* from where to go on; (nullable): not a page of changes */
  gint64 pending;      /* rows that follow, as far as the server knows; -1: it does not say */
  guint n_received;    /* rows with design documents: 0 means that there is no more */
} GaungCouchPage;

void gaung_couch_row_free (GaungCouchRow *self);
void gaung_couch_page_free (GaungCouchPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungCouchRow, gaung_couch_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungCouchPage, gaung_couch_page_free)

/* The changes after @since (NULL: from the beginning), at most @limit of them, with their documents;
 * answers at once. A page that is too large or cannot be cut is asked for again by halves, down to
 * the one row that cannot be had. With @conflicts every document names its conflict branches. */
GaungCouchPage *gaung_couch_get_changes_sync (GaungCouch *self,
                                              const char *database,
                                              const char *since,
                                              guint limit,
                                              gboolean conflicts,
                                              GCancellable *cancellable,
                                              GError **error);
/* A page of changes that came and was not read yet: the next can be asked for in the meantime. */
typedef struct _GaungCouchPacket GaungCouchPacket;

GaungCouchPacket *gaung_couch_receive_changes_sync (GaungCouch *self,
                                                    const char *database,
                                                    const char *since,
                                                    guint limit,
                                                    gboolean conflicts,
                                                    GCancellable *cancellable,
                                                    GError **error);
const char *gaung_couch_packet_get_last_sequence (GaungCouchPacket *self);
/* There is nothing behind it. */
gboolean gaung_couch_packet_is_last (GaungCouchPacket *self);
/* Once. (transfer full) */
GaungCouchPage *gaung_couch_packet_read (GaungCouchPacket *self, GError **error);
void gaung_couch_packet_free (GaungCouchPacket *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungCouchPacket, gaung_couch_packet_free)

/* The same, but waits up to @milliseconds (below the timeout of gaung_couch_set_timeout) for a first
 * change; an empty page then. A database that was deleted also gives an empty page. */
GaungCouchPage *gaung_couch_wait_for_changes_sync (GaungCouch *self,
                                                   const char *database,
                                                   const char *since,
                                                   guint limit,
                                                   gboolean conflicts,
                                                   guint milliseconds,
                                                   GCancellable *cancellable,
                                                   GError **error);
/* Ids and revisions of the documents that are there, in the order of their ids, from the one after
 * @after on (NULL: the first). For comparing everything by id. */
GaungCouchPage *gaung_couch_list_documents_sync (GaungCouch *self,
                                                 const char *database,
                                                 const char *after,
                                                 guint limit,
                                                 GCancellable *cancellable,
                                                 GError **error);
/* The documents of @ids, a row for each and in their order; deleted ones without the document. Too
 * large an answer is asked for again by halves. */
GaungCouchPage *gaung_couch_fetch_documents_sync (GaungCouch *self,
                                                  const char *database,
                                                  const char *const *ids,
                                                  gboolean conflicts,
                                                  GCancellable *cancellable,
                                                  GError **error);

G_END_DECLS
