/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GaungRemoteError:
 * @GAUNG_REMOTE_ERROR_OFFLINE: no route, no such host, refused, or cut before an answer began
 * @GAUNG_REMOTE_ERROR_TIMEOUT: connected, but no answer in time; the request may have been done
 * @GAUNG_REMOTE_ERROR_CERTIFICATE: the server could not prove who it is; the message says why
 * @GAUNG_REMOTE_ERROR_ADDRESS: not the address of a server (also: it holds a password)
 * @GAUNG_REMOTE_ERROR_INSECURE: plain http to something that is not this computer
 * @GAUNG_REMOTE_ERROR_CREDENTIALS: wrong name or password, or a token that is not (any more) valid
 * @GAUNG_REMOTE_ERROR_LOCKED: too many wrong passwords; locked for the seconds of retry-after
 * @GAUNG_REMOTE_ERROR_NOT_MEMBER: signed in, but not allowed this
 * @GAUNG_REMOTE_ERROR_RULE: the server's rules refuse this document; see the rule's code
 * @GAUNG_REMOTE_ERROR_MISSING: no such document
 * @GAUNG_REMOTE_ERROR_DELETED: the document was deleted
 * @GAUNG_REMOTE_ERROR_NO_DATABASE: no such database
 * @GAUNG_REMOTE_ERROR_CONFLICT: the document was changed since, or exists already
 * @GAUNG_REMOTE_ERROR_TOO_LARGE: more than the server takes, or than we take from it
 * @GAUNG_REMOTE_ERROR_MALFORMED: the server does not understand it: bad data, or our fault
 * @GAUNG_REMOTE_ERROR_THROTTLED: busy; come back after the seconds of retry-after
 * @GAUNG_REMOTE_ERROR_SERVER: a fault of the server
 * @GAUNG_REMOTE_ERROR_NO_SPACE: the server's disk is full
 * @GAUNG_REMOTE_ERROR_NOT_COUCHDB: something else answers (a sign-in page of a network, a redirect)
 * @GAUNG_REMOTE_ERROR_TRUNCATED: the answer ended in its middle; the request may have been done
 * @GAUNG_REMOTE_ERROR_TOO_OLD: a CouchDB older than 3.3
 *
 * Every trouble between us and a server, by what can be done about it. Cancellation stays
 * %G_IO_ERROR_CANCELLED; a document that cannot be taken over is a #GaungJsonError.
 */
typedef enum
{
  GAUNG_REMOTE_ERROR_OFFLINE,
  GAUNG_REMOTE_ERROR_TIMEOUT,
  GAUNG_REMOTE_ERROR_CERTIFICATE,
  GAUNG_REMOTE_ERROR_ADDRESS,
  GAUNG_REMOTE_ERROR_INSECURE,
  GAUNG_REMOTE_ERROR_CREDENTIALS,
  GAUNG_REMOTE_ERROR_LOCKED,
  GAUNG_REMOTE_ERROR_NOT_MEMBER,
  GAUNG_REMOTE_ERROR_RULE,
  GAUNG_REMOTE_ERROR_MISSING,
  GAUNG_REMOTE_ERROR_DELETED,
  GAUNG_REMOTE_ERROR_NO_DATABASE,
  GAUNG_REMOTE_ERROR_CONFLICT,
  GAUNG_REMOTE_ERROR_TOO_LARGE,
  GAUNG_REMOTE_ERROR_MALFORMED,
  GAUNG_REMOTE_ERROR_THROTTLED,
  GAUNG_REMOTE_ERROR_SERVER,
  GAUNG_REMOTE_ERROR_NO_SPACE,
  GAUNG_REMOTE_ERROR_NOT_COUCHDB,
  GAUNG_REMOTE_ERROR_TRUNCATED,
  GAUNG_REMOTE_ERROR_TOO_OLD,
} GaungRemoteError;

#define GAUNG_REMOTE_ERROR (gaung_remote_error_quark ())
GQuark gaung_remote_error_quark (void);

/* What an error knows besides its code; every getter also takes errors of other domains. */
/* The HTTP status, 0 where there was no answer. */
guint gaung_remote_error_get_status (const GError *error);
/* Seconds that the server asks to wait, -1 where it does not say. */
int gaung_remote_error_get_retry_after (const GError *error);
/* "E_STATE" of a refusal by rule. (nullable) */
const char *gaung_remote_error_get_rule (const GError *error);
/* The X-Couch-Request-ID, under which the server's log tells more. (nullable) */
const char *gaung_remote_error_get_request_id (const GError *error);
/* What is wrong with a certificate; 0 of every other error, and where no secure connection came about at
 * all. */
GTlsCertificateFlags gaung_remote_error_get_certificate (const GError *error);
/* It is not known whether the server did what was asked: ask again, a repeat is harmless. */
gboolean gaung_remote_error_is_open (const GError *error);
/* What happened, what was kept, what to do, in the user's language. (transfer full); (nullable) for
 * errors of other domains than GAUNG_REMOTE_ERROR. */
char *gaung_remote_error_to_user_text (const GError *error);

G_END_DECLS
