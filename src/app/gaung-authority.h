/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gaung-time.h"

G_BEGIN_DECLS

typedef enum
{
  GAUNG_AUTHORITY_ERROR_NONE_THERE, /* no certificate in the form PEM */
  GAUNG_AUTHORITY_ERROR_NOT_ONE,    /* a certificate that may not vouch for others */
  GAUNG_AUTHORITY_ERROR_EXPIRED,
  GAUNG_AUTHORITY_ERROR_TOO_EARLY,  /* not valid yet */
  GAUNG_AUTHORITY_ERROR_UNREADABLE,
} GaungAuthorityError;

#define GAUNG_AUTHORITY_ERROR (gaung_authority_error_quark ())
GQuark gaung_authority_error_quark (void);

/* What a file says about a certificate authority, to be compared with what IT staff tells. */
typedef struct
{
  char *subject;            /* its common name, or all of its name */
  char *fingerprint;        /* SHA-256: "4A:0F:…" */
  GaungInstant valid_from;  /* or NONE */
  GaungInstant valid_until; /* or NONE */
  guint n_more;             /* certificates in the same file */
} GaungAuthority;

void gaung_authority_free (GaungAuthority *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungAuthority, gaung_authority_free)
/* Of the first certificate in a text of one or more in the form PEM. Refused unless each of them is an authority's (RFC 5280,
 * 4.2.1.9: basic constraints with cA) that is valid at @now: all of them would be trusted. */
GaungAuthority *gaung_authority_new_from_pem (const char *pem, gssize length, GaungInstant now, GError **error);
/* The same from a file, read in a thread. */
void gaung_authority_read_async (GFile *file, GaungInstant now, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GaungAuthority *gaung_authority_read_finish (GAsyncResult *result, GError **error);
/* What is wrong with the file, and what to do. (transfer none) */
const char *gaung_authority_error_get_text (const GError *error);

G_END_DECLS
