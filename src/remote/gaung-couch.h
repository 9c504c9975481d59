/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gaung-credentials.h"
#include "gaung-remote-error.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_COUCH (gaung_couch_get_type ())
/* GaungCouch: one CouchDB, spoken to as one account. Every _sync function blocks until it is done,
 * failed or cancelled, may be called from any thread, and reports %GAUNG_REMOTE_ERROR,
 * %GAUNG_JSON_ERROR (a document that cannot be taken over) or %G_IO_ERROR_CANCELLED.
 *
 * No redirect is followed, so no password reaches another host. After a definite refusal of the
 * credentials nothing more is sent until gaung_couch_set_credentials(): the server locks an account
 * after five wrong passwords. */
G_DECLARE_FINAL_TYPE (GaungCouch, gaung_couch, GAUNG, COUCH, GObject)

/* Bytes so far, of @total (0: not known). Called in the thread of the request. */
typedef void (*GaungCouchProgress) (guint64 done, guint64 total, gpointer data);

/* @address: "https://host[:port][/path]"; http only to this computer itself. @credentials NULL:
 * nobody. (transfer full); NULL with GAUNG_REMOTE_ERROR_ADDRESS or _INSECURE. */
GaungCouch *gaung_couch_new (const char *address, GaungCredentials *credentials, GError **error);
/* As it is told to people: ends with a slash, holds no secret. */
const char *gaung_couch_get_address (GaungCouch *self);
void gaung_couch_set_credentials (GaungCouch *self, GaungCredentials *credentials);
/* The credentials were refused, and nothing is sent. */
gboolean gaung_couch_is_refused (GaungCouch *self);
/* Authorities to trust in place of those of the system; set before the first request. */
void gaung_couch_set_trust (GaungCouch *self, GTlsDatabase *trust);
/* Seconds of silence that end a request; 60 at the start. */
void gaung_couch_set_timeout (GaungCouch *self, guint seconds);
/* The same for long polls alone, which are silent by their nature; call it after gaung_couch_set_timeout(). */
void gaung_couch_set_poll_timeout (GaungCouch *self, guint seconds);
/* Requests sent so far. */
guint64 gaung_couch_get_n_requests (GaungCouch *self);
/* Bytes beyond which no answer but a file is read; 16 MiB at the start, which holds every document
 * that CouchDB takes. Pages are asked for in smaller pieces then. */
void gaung_couch_set_max_answer (GaungCouch *self, gsize bytes);
/* Sends bodies over 1 KiB as gzip (CouchDB understands it, other servers need not). */
void gaung_couch_set_compress (GaungCouch *self, gboolean compress);

G_END_DECLS
