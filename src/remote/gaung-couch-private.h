/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "gaung-couch.h"

G_BEGIN_DECLS

/* No answer but a file is read beyond this, unless gaung_couch_set_max_answer says otherwise. */
#define GAUNG_COUCH_MAX_ANSWER (16 * 1024 * 1024)
/* CouchDB's default for one document, attachments not counted. */
#define GAUNG_COUCH_MAX_DOCUMENT 8000000

typedef struct
{
  const char *method;
  const char *path;         /* below the address, escaped, with its query */
  const char *content_type; /* NULL: application/json */
  GBytes *body;             /* (nullable) */
  gsize limit;              /* of the answer; 0: that of gaung_couch_set_max_answer */
  gboolean is_poll;         /* on the session of the long polls */
  gboolean is_file;         /* the answer is no JSON */
  GaungCouchProgress progress;
  gpointer data;
} GaungRequest;

typedef struct
{
  guint status;
  GBytes *body;
  char *request_id; /* (nullable) */
  char *media_type; /* (nullable) */
  gint64 date;      /* the server's clock, seconds since 1970; -1 where it does not say */
} GaungAnswer;

void gaung_answer_free (GaungAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungAnswer, gaung_answer_free)

/* (transfer full): a success (200, 201, 202), or NULL. */
GaungAnswer *gaung_couch_send_sync (GaungCouch *self, const GaungRequest *request, GCancellable *cancellable, GError **error);
/* The answer as one JSON object. (transfer full) */
JsonObject *gaung_couch_fetch_object_sync (GaungCouch *self,
                                           const GaungRequest *request,
                                           guint *status,
                                           GCancellable *cancellable,
                                           GError **error);
JsonObject *gaung_couch_parse_answer (const GaungAnswer *answer, GError **error);
/* An answer whose shape is not CouchDB's. */
void gaung_couch_set_shape_error (GError **error, const char *request_id, const char *what);
/* Remembers that the server refused the credentials. */
void gaung_couch_refuse (GaungCouch *self, GaungCredentials *credentials);
GaungCredentials *gaung_couch_dup_credentials (GaungCouch *self); /* (nullable) */
/* "database/id[/tail]", escaped; NULL with GAUNG_REMOTE_ERROR_MALFORMED for a name that no path can
 * carry. @id and @tail (nullable); a @tail is appended as it is. */
char *gaung_couch_make_path (const char *database, const char *id, const char *tail, GError **error);
/* What stands before the "-" of a sequence. */
guint64 gaung_couch_read_sequence_prefix (const char *sequence);
/* "1-967a…": no control characters, of a sane length. */
gboolean gaung_couch_is_revision (const char *text);
const char *gaung_credentials_get_header (GaungCredentials *self);

G_END_DECLS
