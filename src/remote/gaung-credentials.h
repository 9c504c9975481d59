/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GAUNG_TYPE_CREDENTIALS (gaung_credentials_get_type ())
/* GaungCredentials: who signs in, and with what. Never changes, is never printed, and is wiped from
 * memory with its last reference. */
typedef struct _GaungCredentials GaungCredentials;

GType gaung_credentials_get_type (void);
/* Sent as Basic with every request: nothing to renew, nothing to expire. (transfer full); NULL when
 * @name is empty or has a colon or a control character, which Basic cannot carry (RFC 7617). */
GaungCredentials *gaung_credentials_new_password (const char *name, const char *password);
/* A JSON Web Token of single sign-on. (transfer full); NULL when @token has any character that a token
 * cannot have. */
GaungCredentials *gaung_credentials_new_token (const char *token);
GaungCredentials *gaung_credentials_ref (GaungCredentials *self);
void gaung_credentials_unref (GaungCredentials *self);
/* NULL for a token: the server knows the name. */
const char *gaung_credentials_get_name (GaungCredentials *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungCredentials, gaung_credentials_unref)

G_END_DECLS
