/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The error domain of servers: a code, and what the answer told besides. */
#include "config.h"

#include "gaung-remote-error-private.h"

typedef struct
{
  guint status;
  int retry_after;
  char *rule;
  char *request_id;
  GTlsCertificateFlags certificate;
} GaungRemoteErrorPrivate;

static void
gaung_remote_error_private_init (GaungRemoteErrorPrivate *private)
{
  private->retry_after = -1;
}

static void
gaung_remote_error_private_copy (const GaungRemoteErrorPrivate *source,
                                 GaungRemoteErrorPrivate *target)
{
  target->status = source->status;
  target->retry_after = source->retry_after;
  target->rule = g_strdup (source->rule);
  target->request_id = g_strdup (source->request_id);
  target->certificate = source->certificate;
}

static void
gaung_remote_error_private_clear (GaungRemoteErrorPrivate *private)
{
  g_clear_pointer (&private->rule, g_free);
  g_clear_pointer (&private->request_id, g_free);
}

/* clang-format off */
G_DEFINE_EXTENDED_ERROR (GaungRemoteError, gaung_remote_error)
/* clang-format on */

static const GaungRemoteErrorPrivate *
look_inside (const GError *error)
{
  if (error == NULL || error->domain != GAUNG_REMOTE_ERROR)
    return NULL;
  return gaung_remote_error_get_private (error);
}

void
gaung_remote_set_error (
    GError **error, GaungRemoteError code, const char *request_id, const char *format, ...)
{
  GError *made;
  va_list arguments;

  va_start (arguments, format);
  made = g_error_new_valist (GAUNG_REMOTE_ERROR, code, format, arguments);
  va_end (arguments);
  g_set_str (&gaung_remote_error_get_private (made)->request_id, request_id);
  g_propagate_error (error, made);
}

void
gaung_remote_error_fill (
    GError *error, guint status, int retry_after, const char *rule, const char *request_id)
{
  GaungRemoteErrorPrivate *private = gaung_remote_error_get_private (error);

  private->status = status;
  private->retry_after = retry_after;
  g_set_str (&private->rule, rule);
  g_set_str (&private->request_id, request_id);
}

void
gaung_remote_error_fill_certificate (GError *error, GTlsCertificateFlags certificate)
{
  gaung_remote_error_get_private (error)->certificate = certificate;
}

guint
gaung_remote_error_get_status (const GError *error)
{
  const GaungRemoteErrorPrivate *private = look_inside (error);

  return private != NULL ? private->status : 0;
}

int
gaung_remote_error_get_retry_after (const GError *error)
{
  const GaungRemoteErrorPrivate *private = look_inside (error);

  return private != NULL ? private->retry_after : -1;
}

const char *
gaung_remote_error_get_rule (const GError *error)
{
  const GaungRemoteErrorPrivate *private = look_inside (error);

  return private != NULL ? private->rule : NULL;
}

const char *
gaung_remote_error_get_request_id (const GError *error)
{
  const GaungRemoteErrorPrivate *private = look_inside (error);

  return private != NULL ? private->request_id : NULL;
}

GTlsCertificateFlags
gaung_remote_error_get_certificate (const GError *error)
{
  const GaungRemoteErrorPrivate *private = look_inside (error);

  return private != NULL ? private->certificate : G_TLS_CERTIFICATE_NO_FLAGS;
}

/**
 * gaung_remote_error_is_open:
 * @error: an error of a request that wrote
 *
 * Whether the server may have done what was asked although no answer says so. A connection that
 * breaks can break after the server stored; so can a timeout, a fault of the server, and anything
 * that a proxy says in its place.
 */
gboolean
gaung_remote_error_is_open (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return TRUE;
  if (error == NULL || error->domain != GAUNG_REMOTE_ERROR)
    return FALSE;
  return error->code == GAUNG_REMOTE_ERROR_OFFLINE || error->code == GAUNG_REMOTE_ERROR_TIMEOUT
         || error->code == GAUNG_REMOTE_ERROR_SERVER || error->code == GAUNG_REMOTE_ERROR_THROTTLED
         || error->code == GAUNG_REMOTE_ERROR_NOT_COUCHDB
         || error->code == GAUNG_REMOTE_ERROR_TRUNCATED;
}
