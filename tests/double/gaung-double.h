/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* GaungDouble: a CouchDB in memory, in a thread of this process, on a port of the loopback. It answers
 * as CouchDB 3.5 was measured to answer, for what Gaung uses; tests/remote/test-contract.c runs the
 * same table against it and against a real server, so that it cannot drift. Every function below may be
 * called from any thread. */
typedef struct _GaungDouble GaungDouble;

/* What goes wrong with one request. */
typedef enum
{
  GAUNG_DOUBLE_FAULT_NONE,
  GAUNG_DOUBLE_FAULT_DROP_BEFORE,  /* cut off, nothing done */
  GAUNG_DOUBLE_FAULT_DROP_AFTER,   /* done, but the answer is lost */
  GAUNG_DOUBLE_FAULT_ERROR_BEFORE, /* 500, nothing done */
  GAUNG_DOUBLE_FAULT_ERROR_AFTER,  /* done, but 500 */
  GAUNG_DOUBLE_FAULT_BUSY,         /* 503 with Retry-After: 7, nothing done */
  GAUNG_DOUBLE_FAULT_PORTAL,       /* 200 with a page in HTML, nothing done */
  GAUNG_DOUBLE_FAULT_LOGIN,        /* 302 to a sign-in page, nothing done */
  GAUNG_DOUBLE_FAULT_ERROR_AS_OK,  /* 200 with an error as the body, nothing done */
  GAUNG_DOUBLE_FAULT_STALL,        /* no answer until the client goes away; nothing done */
} GaungDoubleFault;

/* Decides before each request; called in the thread of the server. @path is escaped, with its query. */
typedef GaungDoubleFault (*GaungDoubleHook) (const char *method, const char *path, gpointer data);
/* The validation function: NULL, or the reason of a refusal ("E_STATE: …", transfer full; one that begins with
 * "!" is a mistake of the function itself, which CouchDB tells as 500). @old NULL: new.
 * Called in the thread of the server, for all but design documents; for administrators, too. */
typedef char *(*GaungDoubleValidate) (const char *database, JsonObject *document, JsonObject *old, const char *user, const char *const *roles, gpointer data);

/* With one administrator, "admin" with the password "secret". @certificate NULL: plain http. */
GaungDouble *gaung_double_new (GTlsCertificate *certificate);
void gaung_double_free (GaungDouble *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungDouble, gaung_double_free)
/* "http://127.0.0.1:40123/" */
const char *gaung_double_get_address (GaungDouble *self);
guint gaung_double_get_port (GaungDouble *self);

/* The world around it. */
void gaung_double_set_hook (GaungDouble *self, GaungDoubleHook hook, gpointer data);
void gaung_double_set_validate (GaungDouble *self, GaungDoubleValidate validate, gpointer data);
/* Cuts every connection and listens no more; the data stay. */
void gaung_double_stop (GaungDouble *self);
void gaung_double_start (GaungDouble *self);
/* Between the two: what it shows from then on; NULL: plain http, on the same port. */
void gaung_double_set_certificate (GaungDouble *self, GTlsCertificate *certificate);
/* Writes are answered 202: not stored by most of a cluster yet. */
void gaung_double_set_accepted (GaungDouble *self, gboolean is_accepted);
void gaung_double_set_max_document_size (GaungDouble *self, gsize bytes);
void gaung_double_set_version (GaungDouble *self, const char *version);
/* Seconds that its clock is ahead. */
void gaung_double_set_clock_offset (GaungDouble *self, int seconds);
/* Requests so far whose "METHOD path" begins with @prefix. */
guint gaung_double_count (GaungDouble *self, const char *prefix);

/* Accounts. @roles: "staff agency-01", separated by spaces. */
void gaung_double_add_user (GaungDouble *self, const char *name, const char *password, const char *roles);
void gaung_double_remove_user (GaungDouble *self, const char *name);
void gaung_double_add_token (GaungDouble *self, const char *token, const char *name, const char *roles);
void gaung_double_unlock (GaungDouble *self);

/* Databases. @members: roles that may read it, separated by spaces; "" anybody. */
void gaung_double_add_database (GaungDouble *self, const char *name, const char *members);
void gaung_double_remove_database (GaungDouble *self, const char *name);
/* Keeps the state of a database, and goes back to it: what restoring an old copy of the file does. */
void gaung_double_keep (GaungDouble *self, const char *database);
void gaung_double_restore (GaungDouble *self, const char *database);
/* As an administrator: no validation. @body is JSON with or without "_rev"; kept as it is, so it may be
 * what no parser takes. Returns the revision, NULL on a conflict. (transfer full) */
char *gaung_double_put (GaungDouble *self, const char *database, const char *id, const char *body);
/* A branch beside what is there, as replication or a cluster makes it. */
void gaung_double_add_branch (GaungDouble *self, const char *database, const char *id, const char *revision, const char *body);
void gaung_double_purge (GaungDouble *self, const char *database, const char *id);
/* Old revisions can no longer be read. */
void gaung_double_compact (GaungDouble *self, const char *database);
/* The winning revision as JSON with _id and _rev; NULL: missing or deleted. (transfer full) */
char *gaung_double_get (GaungDouble *self, const char *database, const char *id);
/* How many documents are there, design documents and deleted ones not counted. */
guint gaung_double_count_documents (GaungDouble *self, const char *database);

G_END_DECLS
