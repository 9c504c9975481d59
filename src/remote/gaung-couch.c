/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungCouch: the address, the account, and the two sessions. Long polls have a session of their
 * own: two of them on a session with the usual two connections would block everything else. */
#include "config.h"

#include <libsoup/soup.h>
#include <string.h>

#include "gaung-couch-private.h"
#include "gaung-couch-session-private.h"
#include "gaung-remote-error-private.h"

#define TIMEOUT_SECONDS 60
#define MAX_CONNECTIONS 8
/* Connections that were silent for longer are not used again: what lies between may have forgotten
 * them. */
#define MAX_SILENCE_SECONDS 50
/* One for each database that is watched, and some to spare. */
#define MAX_POLLS 512

/* Of one session. */
typedef struct
{
  guint n_running;
  gint64
      silent_since; /* by the clock, in microseconds: while the computer sleeps, no other goes on */
} Traffic;

struct _GaungCouch
{
  GObject parent_instance;
  char *address;
  SoupSession *session;
  SoupSession *poll_session;
  GMutex traffic_lock; /* of what follows */
  Traffic traffic[2];  /* of the session, and of that for polls */
  gboolean can_compress;
  gsize max_answer;
  GMutex lock; /* of what follows */
  guint64 n_requests;
  GaungCredentials *credentials;
  gboolean is_refused;
};

G_DEFINE_FINAL_TYPE (GaungCouch, gaung_couch, G_TYPE_OBJECT)

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;
  address = g_inet_address_new_from_string (host);
  return address != NULL && g_inet_address_get_is_loopback (address);
}

/* The address in its one form, with a slash at the end. */
static char *
read_address (const char *text, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "";
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  g_autofree char *plain = NULL;

  if ((strcmp (scheme, "https") != 0 && strcmp (scheme, "http") != 0) || host == NULL
      || *host == '\0' || g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL
      || g_uri_get_fragment (uri) != NULL)
    {
      gaung_remote_set_error (
          error, GAUNG_REMOTE_ERROR_ADDRESS, NULL, "not the address of a server");
      return NULL;
    }
  if (strcmp (scheme, "http") == 0 && !is_loopback (host))
    {
      gaung_remote_set_error (
          error, GAUNG_REMOTE_ERROR_INSECURE, NULL, "http beyond this computer");
      return NULL;
    }
  plain = g_uri_to_string (uri);
  return g_strconcat (plain, g_str_has_suffix (plain, "/") ? "" : "/", NULL);
}

/* No cookies, no cache of passwords: both would send what we did not decide to send. No idle
 * timeout: libsoup's timer runs in the thread that made the session, and closes a connection which
 * another thread has just begun to use (seen: critical messages of GIO, crashes, a lock held for
 * ever). */
static SoupSession *
make_session (int max_connections)
{
  SoupSession *session = soup_session_new_with_options ("max-conns",
                                                        max_connections,
                                                        "max-conns-per-host",
                                                        max_connections,
                                                        "timeout",
                                                        TIMEOUT_SECONDS,
                                                        "idle-timeout",
                                                        0,
                                                        "user-agent",
                                                        "Gaung/" PACKAGE_VERSION,
                                                        NULL);

  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  return session;
}

static void
gaung_couch_finalize (GObject *object)
{
  GaungCouch *self = GAUNG_COUCH (object);

  soup_session_abort (self->session);
  soup_session_abort (self->poll_session);
  g_clear_object (&self->session);
  g_clear_object (&self->poll_session);
  g_clear_pointer (&self->credentials, gaung_credentials_unref);
  g_clear_pointer (&self->address, g_free);
  g_mutex_clear (&self->lock);
  g_mutex_clear (&self->traffic_lock);

  G_OBJECT_CLASS (gaung_couch_parent_class)->finalize (object);
}

static void
gaung_couch_class_init (GaungCouchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = gaung_couch_finalize;
}

static void
gaung_couch_init (GaungCouch *self)
{
  g_mutex_init (&self->lock);
  g_mutex_init (&self->traffic_lock);
  self->max_answer = GAUNG_COUCH_MAX_ANSWER;
  self->session = make_session (MAX_CONNECTIONS);
  self->poll_session = make_session (MAX_POLLS);
}

/**
 * gaung_couch_new:
 * @address: where the server is; a path is allowed, a name or password is not
 * @credentials: (nullable): who signs in
 * @error: %GAUNG_REMOTE_ERROR_ADDRESS or %GAUNG_REMOTE_ERROR_INSECURE
 *
 * Nothing is sent yet.
 */
GaungCouch *
gaung_couch_new (const char *address, GaungCredentials *credentials, GError **error)
{
  g_autofree char *read = NULL;
  GaungCouch *self;

  g_return_val_if_fail (address != NULL, NULL);

  read = read_address (address, error);
  if (read == NULL)
    return NULL;
  self = g_object_new (GAUNG_TYPE_COUCH, NULL);
  self->address = g_steal_pointer (&read);
  gaung_couch_set_credentials (self, credentials);
  return self;
}

const char *
gaung_couch_get_address (GaungCouch *self)
{
  g_return_val_if_fail (GAUNG_IS_COUCH (self), NULL);
  return self->address;
}

void
gaung_couch_set_credentials (GaungCouch *self, GaungCredentials *credentials)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (GAUNG_IS_COUCH (self));

  locker = g_mutex_locker_new (&self->lock);
  if (credentials != NULL)
    gaung_credentials_ref (credentials);
  g_clear_pointer (&self->credentials, gaung_credentials_unref);
  self->credentials = credentials;
  self->is_refused = FALSE;
}

GaungCredentials *
gaung_couch_dup_credentials (GaungCouch *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->credentials != NULL ? gaung_credentials_ref (self->credentials) : NULL;
}

void
gaung_couch_refuse (GaungCouch *self, GaungCredentials *credentials)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  /* Others may have been set while the request was on its way. */
  if (self->credentials == credentials && credentials != NULL)
    self->is_refused = TRUE;
}

gboolean
gaung_couch_is_refused (GaungCouch *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (GAUNG_IS_COUCH (self), FALSE);

  locker = g_mutex_locker_new (&self->lock);
  return self->is_refused;
}

void
gaung_couch_set_trust (GaungCouch *self, GTlsDatabase *trust)
{
  g_return_if_fail (GAUNG_IS_COUCH (self));
  g_return_if_fail (G_IS_TLS_DATABASE (trust));

  soup_session_set_tls_database (self->session, trust);
  soup_session_set_tls_database (self->poll_session, trust);
}

void
gaung_couch_set_timeout (GaungCouch *self, guint seconds)
{
  g_return_if_fail (GAUNG_IS_COUCH (self));

  soup_session_set_timeout (self->session, seconds);
  soup_session_set_timeout (self->poll_session, seconds);
}

void
gaung_couch_set_poll_timeout (GaungCouch *self, guint seconds)
{
  g_return_if_fail (GAUNG_IS_COUCH (self));

  soup_session_set_timeout (self->poll_session, seconds);
}

SoupSession *
gaung_couch_get_session (GaungCouch *self, gboolean is_poll)
{
  return is_poll ? self->poll_session : self->session;
}

/* Old connections are closed while no thread is in the session. */
static void
join_traffic (GaungCouch *self, gboolean is_poll)
{
  Traffic *traffic = &self->traffic[is_poll ? 1 : 0];
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->traffic_lock);

  if (traffic->n_running == 0 && traffic->silent_since != 0
      && ABS (g_get_real_time () - traffic->silent_since) > MAX_SILENCE_SECONDS * G_USEC_PER_SEC)
    soup_session_abort (gaung_couch_get_session (self, is_poll));
  traffic->n_running++;
}

gboolean
gaung_couch_begin_request (GaungCouch *self, gboolean is_poll, GaungCredentials **credentials)
{
  gboolean is_refused;

  g_mutex_lock (&self->lock);
  is_refused = self->is_refused;
  *credentials
      = !is_refused && self->credentials != NULL ? gaung_credentials_ref (self->credentials) : NULL;
  if (!is_refused)
    self->n_requests++;
  g_mutex_unlock (&self->lock);
  if (is_refused)
    return FALSE;
  join_traffic (self, is_poll);
  return TRUE;
}

void
gaung_couch_end_request (GaungCouch *self, gboolean is_poll)
{
  Traffic *traffic = &self->traffic[is_poll ? 1 : 0];
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->traffic_lock);

  traffic->n_running--;
  traffic->silent_since = g_get_real_time ();
}

gboolean
gaung_couch_is_accepted (GaungCouch *self, GaungCredentials *credentials)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return !self->is_refused && self->credentials == credentials;
}

guint64
gaung_couch_get_n_requests (GaungCouch *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (GAUNG_IS_COUCH (self), 0);

  locker = g_mutex_locker_new (&self->lock);
  return self->n_requests;
}

void
gaung_couch_set_compress (GaungCouch *self, gboolean compress)
{
  g_return_if_fail (GAUNG_IS_COUCH (self));
  self->can_compress = compress;
}

void
gaung_couch_set_max_answer (GaungCouch *self, gsize bytes)
{
  g_return_if_fail (GAUNG_IS_COUCH (self));
  g_return_if_fail (bytes > 0);
  self->max_answer = bytes;
}

gsize
gaung_couch_get_max_answer (GaungCouch *self)
{
  return self->max_answer;
}

gboolean
gaung_couch_can_compress (GaungCouch *self)
{
  return self->can_compress;
}
