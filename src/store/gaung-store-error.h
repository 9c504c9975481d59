/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  GAUNG_STORE_ERROR_KEY,       /* wrong passphrase, or not a store of ours */
  GAUNG_STORE_ERROR_NO_KEY,    /* the Secret Service does not have the key (any more) */
  GAUNG_STORE_ERROR_NO_SERVICE,/* no Secret Service: a passphrase is needed */
  GAUNG_STORE_ERROR_DAMAGED,   /* a page fails its check */
  GAUNG_STORE_ERROR_NEWER,     /* written by a newer version; nothing is touched */
  GAUNG_STORE_ERROR_FULL,      /* no room on the disk; nothing was written */
  GAUNG_STORE_ERROR_READ_ONLY,
  GAUNG_STORE_ERROR_BUSY,      /* another process holds it for too long */
  GAUNG_STORE_ERROR_MISSING,   /* no such workspace, document, file */
  GAUNG_STORE_ERROR_EXISTS,
  GAUNG_STORE_ERROR_CONFLICT,  /* the record was changed since it was read */
  GAUNG_STORE_ERROR_QUERY,     /* a query that cannot be read; the message says where */
  GAUNG_STORE_ERROR_FAILED,
} GaungStoreError;

#define GAUNG_STORE_ERROR (gaung_store_error_quark ())
GQuark gaung_store_error_quark (void);
/* What happened, what was kept, what to do, in the user's language: the interface shows this, the
 * error's own message is for the log. Works for every GAUNG_*_ERROR domain up to the store. (transfer full) */
char *gaung_error_to_user_text (const GError *error);

G_END_DECLS
