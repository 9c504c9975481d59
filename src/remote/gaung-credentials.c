/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungCredentials: who signs in, as the header that says so. */
#include "config.h"

#include <string.h>

#include "gaung-couch-private.h"
#include "gaung-credentials.h"

struct _GaungCredentials
{
  gatomicrefcount references;
  char *name;
  char *header;
};

/* clang-format off */
G_DEFINE_BOXED_TYPE (GaungCredentials, gaung_credentials, gaung_credentials_ref, gaung_credentials_unref)
/* clang-format on */

static void
wipe (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

static gboolean
has_control_character (const char *text)
{
  for (; *text != '\0'; text++)
    if (g_ascii_iscntrl (*text))
      return TRUE;
  return FALSE;
}

static GaungCredentials *
make (const char *name, char *header)
{
  GaungCredentials *self = g_new0 (GaungCredentials, 1);

  g_atomic_ref_count_init (&self->references);
  self->name = g_strdup (name);
  self->header = header;
  return self;
}

GaungCredentials *
gaung_credentials_new_password (const char *name, const char *password)
{
  char *pair;
  char *coded;
  char *header;

  g_return_val_if_fail (name != NULL && password != NULL, NULL);

  if (*name == '\0' || strchr (name, ':') != NULL || has_control_character (name)
      || has_control_character (password))
    return NULL;
  pair = g_strconcat (name, ":", password, NULL);
  coded = g_base64_encode ((const guchar *) pair, strlen (pair));
  header = g_strconcat ("Basic ", coded, NULL);
  wipe (pair);
  wipe (coded);
  return make (name, header);
}

GaungCredentials *
gaung_credentials_new_token (const char *token)
{
  g_return_val_if_fail (token != NULL, NULL);

  for (const char *at = token; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && strchr ("-._~+/=", *at) == NULL)
      return NULL;
  return *token != '\0' ? make (NULL, g_strconcat ("Bearer ", token, NULL)) : NULL;
}

GaungCredentials *
gaung_credentials_ref (GaungCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
gaung_credentials_unref (GaungCredentials *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;
  wipe (self->header);
  g_free (self->name);
  g_free (self);
}

const char *
gaung_credentials_get_name (GaungCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->name;
}

const char *
gaung_credentials_get_header (GaungCredentials *self)
{
  return self->header;
}
