/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-couch.h"

G_BEGIN_DECLS

typedef struct
{
  char *version; /* "3.5.2" */
  char *uuid;    /* of this installation; (nullable) */
  gint64 date;   /* its clock, seconds since 1970; -1 where it does not say */
} GaungServerInfo;

typedef struct
{
  char *name;   /* (nullable): nobody */
  char **roles; /* NULL-terminated */
} GaungServerSession;

/* What tells whether a cursor can still be trusted: when the prefix of the sequence or of
 * @purge_sequence, or @instance_start_time is not what it was, compare everything by id. With several copies
 * the prefixes are those of the copy that answered, and go back without anything having happened. */
typedef struct
{
  char *name;
  char *update_sequence;
  guint64 update_prefix;
  char *purge_sequence;
  guint64 purge_prefix;
  char *instance_start_time;
  gint64 n_documents;
  gint64 n_deleted;
  guint n_copies; /* of each shard, on as many nodes; 1 where the server does not say */
} GaungDatabaseInfo;

void gaung_server_info_free (GaungServerInfo *self);
void gaung_server_session_free (GaungServerSession *self);
gboolean gaung_server_session_has_role (const GaungServerSession *self, const char *role);
void gaung_database_info_free (GaungDatabaseInfo *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungServerInfo, gaung_server_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungServerSession, gaung_server_session_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungDatabaseInfo, gaung_database_info_free)

/* Whether a CouchDB answers that we can work with: GAUNG_REMOTE_ERROR_NOT_COUCHDB, _TOO_OLD. */
GaungServerInfo *gaung_couch_get_server_info_sync (GaungCouch *self, GCancellable *cancellable, GError **error);
/* Who we are to the server, nobody included. The one way to learn whether we are signed in. */
GaungServerSession *gaung_couch_get_session_sync (GaungCouch *self, GCancellable *cancellable, GError **error);
GaungDatabaseInfo *gaung_couch_get_database_info_sync (GaungCouch *self, const char *database, GCancellable *cancellable, GError **error);
/* What a 401 or 403 meant. @refusal is the error of the request; errors of other kinds come back as a
 * copy. Asks for the session where the answer leaves it open; where even that fails, says why. (transfer full) */
GError *gaung_couch_judge_refusal_sync (GaungCouch *self, const GError *refusal, GCancellable *cancellable);

G_END_DECLS
