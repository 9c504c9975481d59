/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungAccount: who a workspace is on which server. What is not secret is in the encrypted store,
 * the secret in the Secret Service or in memory. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gaung-account-private.h"

#define PREFIX "gaung"
#define TOKEN_MARK "token:"
#define PASSWORD_MARK "password:"

struct _GaungAccount
{
  GObject parent_instance;
  char *address;
  char *prefix;
  GMutex lock; /* of what follows */
  char *name;  /* (nullable): set once */
  GaungCredentials *credentials;
  GTlsDatabase *trust;
  char *authority; /* (nullable): PEM */
};

G_DEFINE_FINAL_TYPE (GaungAccount, gaung_account, G_TYPE_OBJECT)

/* clang-format off */
G_DEFINE_QUARK (gaung-account-error-quark, gaung_account_error)
/* clang-format on */

static const struct
{
  GaungAccountError code;
  const char *text;
} texts[] = {
  { GAUNG_ACCOUNT_ERROR_SAMPLE,
    N_ ("A sample workspace holds invented records and is never connected to a server. Make a new "
        "workspace instead.") },
  { GAUNG_ACCOUNT_ERROR_OTHER_ACCOUNT,
    N_ ("This workspace belongs to another account. Nothing was changed. Every account has a "
        "workspace of its own: make a new one for yours.") },
  { GAUNG_ACCOUNT_ERROR_OTHER_SERVER,
    N_ ("This workspace belongs to another server. Nothing was changed. Make a new workspace for "
        "this server.") },
  { GAUNG_ACCOUNT_ERROR_AGENCY,
    N_ ("Your account does not belong to this agency. Choose another one, or ask your IT staff for "
        "its role.") },
  { GAUNG_ACCOUNT_ERROR_NOT_TRIED,
    N_ ("The connection was not tried out with success, so nothing was changed.") },
  { GAUNG_ACCOUNT_ERROR_AUTHORITY,
    N_ ("This file holds no certificate of an authority. It must be in the form PEM.") },
};

static void
gaung_account_finalize (GObject *object)
{
  GaungAccount *self = GAUNG_ACCOUNT (object);

  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->prefix, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->credentials, gaung_credentials_unref);
  g_clear_object (&self->trust);
  g_clear_pointer (&self->authority, g_free);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (gaung_account_parent_class)->finalize (object);
}

static void
gaung_account_class_init (GaungAccountClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gaung_account_finalize;
}

static void
gaung_account_init (GaungAccount *self)
{
  g_mutex_init (&self->lock);
}

/**
 * gaung_sync_error_to_user_text:
 * @error: an error of any domain up to sync
 *
 * Returns: (transfer full): what happened, what was kept and what to do, translated
 */
char *
gaung_sync_error_to_user_text (const GError *error)
{
  char *text;

  g_return_val_if_fail (error != NULL, NULL);

  for (gsize i = 0; error->domain == GAUNG_ACCOUNT_ERROR && i < G_N_ELEMENTS (texts); i++)
    if ((int) texts[i].code == error->code)
      return g_strdup (_ (texts[i].text));
  text = gaung_remote_error_to_user_text (error);
  return text != NULL ? text : gaung_error_to_user_text (error);
}

/* People leave out the scheme, and copy the address of CouchDB's own pages. */
static char *
complete_address (const char *typed)
{
  g_autofree char *text = g_strstrip (g_strdup (typed));
  char *pages = strstr (text, "/_utils");

  if (pages != NULL)
    *pages = '\0';
  if (strstr (text, "://") != NULL || *text == '\0')
    return g_steal_pointer (&text);
  return g_strconcat ("https://", text, NULL);
}

/**
 * gaung_account_new:
 * @address: where the server is, as people type it
 * @prefix: (nullable): what the names of the databases begin with
 * @name: (nullable): the name of the account, %NULL where only a token knows it
 * @credentials: (nullable): of the account
 *
 * Nothing is sent yet.
 */
GaungAccount *
gaung_account_new (const char *address,
                   const char *prefix,
                   const char *name,
                   GaungCredentials *credentials,
                   GError **error)
{
  g_autofree char *complete = NULL;
  g_autoptr (GaungCouch) couch = NULL;
  g_autoptr (GaungAccount) self = NULL;

  g_return_val_if_fail (address != NULL, NULL);

  complete = complete_address (address);
  couch = gaung_couch_new (complete, NULL, error);
  if (couch == NULL)
    return NULL;
  if (prefix == NULL || *prefix == '\0')
    prefix = PREFIX;
  if (!g_regex_match_simple ("^[a-z][a-z0-9]{0,31}$", prefix, G_REGEX_DOLLAR_ENDONLY, 0)
      || (name != NULL && (*name == '\0' || strchr (name, ':') != NULL)))
    {
      g_set_error_literal (error,
                           GAUNG_REMOTE_ERROR,
                           GAUNG_REMOTE_ERROR_MALFORMED,
                           "not a prefix or a name of an account");
      return NULL;
    }
  self = g_object_new (GAUNG_TYPE_ACCOUNT, NULL);
  self->address = g_strdup (gaung_couch_get_address (couch));
  self->prefix = g_strdup (prefix);
  self->name = g_strdup (name);
  gaung_account_set_credentials (self, credentials);
  return g_steal_pointer (&self);
}

static GaungCredentials *
make_credentials (const char *name, const char *secret, gboolean is_token)
{
  return is_token ? gaung_credentials_new_token (secret)
                  : gaung_credentials_new_password (name, secret);
}

/* No secret is no failure: somebody signs in again. */
static void
load_credentials (GaungAccount *self, GaungWorkspace *workspace)
{
  g_autoptr (GError) trouble = NULL;
  char *secret = gaung_workspace_get_secret (workspace, &trouble);

  if (secret != NULL && g_str_has_prefix (secret, TOKEN_MARK))
    self->credentials = make_credentials (NULL, secret + strlen (TOKEN_MARK), TRUE);
  else if (secret != NULL && g_str_has_prefix (secret, PASSWORD_MARK))
    self->credentials = make_credentials (self->name, secret + strlen (PASSWORD_MARK), FALSE);
  if (trouble != NULL)
    g_debug ("No secret of the account: %s", trouble->message);
  gaung_secret_free (secret);
}

/**
 * gaung_account_load:
 * @workspace: (nullable): whose secret is looked for
 *
 * Returns: (transfer full) (nullable): the account, or %NULL without an error where there is none
 */
GaungAccount *
gaung_account_load (GaungWorkspace *workspace, GaungStore *store, GError **error)
{
  g_autoptr (GaungAccount) self = NULL;
  g_autofree char *state = NULL;
  g_autofree char *address = NULL;
  g_autofree char *prefix = NULL;
  g_autofree char *name = NULL;
  g_autofree char *authority = NULL;

  g_return_val_if_fail (GAUNG_IS_STORE (store), NULL);

  state = gaung_store_get_setting (store, GAUNG_SETTING_STATE);
  address = gaung_store_get_setting (store, GAUNG_SETTING_ADDRESS);
  prefix = gaung_store_get_setting (store, GAUNG_SETTING_PREFIX);
  name = gaung_store_get_setting (store, GAUNG_SETTING_NAME);
  if (g_strcmp0 (state, GAUNG_STATE_CONNECTED) != 0 || address == NULL || name == NULL)
    return NULL;
  self = gaung_account_new (address, prefix, name, NULL, error);
  if (self == NULL || workspace == NULL)
    return g_steal_pointer (&self);
  authority = gaung_workspace_get_authority (workspace);
  if (authority != NULL && !gaung_account_set_authority (self, authority, error))
    return NULL;
  load_credentials (self, workspace);
  return g_steal_pointer (&self);
}

const char *
gaung_account_get_address (GaungAccount *self)
{
  g_return_val_if_fail (GAUNG_IS_ACCOUNT (self), NULL);
  return self->address;
}

const char *
gaung_account_get_prefix (GaungAccount *self)
{
  g_return_val_if_fail (GAUNG_IS_ACCOUNT (self), NULL);
  return self->prefix;
}

const char *
gaung_account_get_name (GaungAccount *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (GAUNG_IS_ACCOUNT (self), NULL);

  locker = g_mutex_locker_new (&self->lock);
  return self->name;
}

void
gaung_account_learn_name (GaungAccount *self, const char *name)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->name == NULL)
    self->name = g_strdup (name);
}

GaungCredentials *
gaung_account_dup_credentials (GaungAccount *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (GAUNG_IS_ACCOUNT (self), NULL);

  locker = g_mutex_locker_new (&self->lock);
  return self->credentials != NULL ? gaung_credentials_ref (self->credentials) : NULL;
}

void
gaung_account_set_credentials (GaungAccount *self, GaungCredentials *credentials)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (GAUNG_IS_ACCOUNT (self));

  locker = g_mutex_locker_new (&self->lock);
  if (credentials != NULL)
    gaung_credentials_ref (credentials);
  g_clear_pointer (&self->credentials, gaung_credentials_unref);
  self->credentials = credentials;
}

void
gaung_account_set_trust (GaungAccount *self, GTlsDatabase *trust)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (GAUNG_IS_ACCOUNT (self));

  locker = g_mutex_locker_new (&self->lock);
  g_set_object (&self->trust, trust);
}

GTlsDatabase *
gaung_account_get_trust (GaungAccount *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (GAUNG_IS_ACCOUNT (self), NULL);

  locker = g_mutex_locker_new (&self->lock);
  return self->trust;
}

/**
 * gaung_account_set_authority:
 * @path: a PEM file; it must stay where it is as long as the account is used
 */
gboolean
gaung_account_set_authority (GaungAccount *self, const char *path, GError **error)
{
  g_autofree char *absolute = NULL;
  g_autofree char *contents = NULL;
  g_autolist (GTlsCertificate) certificates = NULL;
  g_autoptr (GTlsDatabase) trust = NULL;

  g_return_val_if_fail (GAUNG_IS_ACCOUNT (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  /* An empty file would be taken as well, and trust nobody without a word. */
  absolute = g_canonicalize_filename (path, NULL);
  certificates = g_tls_certificate_list_new_from_file (absolute, NULL);
  if (certificates != NULL && g_file_get_contents (absolute, &contents, NULL, NULL))
    trust = g_tls_file_database_new (absolute, NULL);
  if (trust == NULL)
    {
      g_set_error_literal (error,
                           GAUNG_ACCOUNT_ERROR,
                           GAUNG_ACCOUNT_ERROR_AUTHORITY,
                           "not a file with certificates");
      return FALSE;
    }
  gaung_account_set_trust (self, trust);
  g_set_str (&self->authority, contents);
  return TRUE;
}

const char *
gaung_account_get_authority (GaungAccount *self)
{
  return self->authority;
}

/**
 * gaung_account_save_secret:
 *
 * Returns: whether it will be there after the program has ended; %FALSE without a Secret Service,
 *   which is no reason to stop: the credentials of @self are used until then
 */
gboolean
gaung_account_save_secret (GaungAccount *self,
                           GaungWorkspace *workspace,
                           const char *secret,
                           gboolean is_token,
                           GError **error)
{
  g_autoptr (GaungCredentials) credentials = NULL;
  const char *name;
  char *marked;
  gboolean is_saved;

  g_return_val_if_fail (GAUNG_IS_ACCOUNT (self), FALSE);
  g_return_val_if_fail (secret != NULL, FALSE);

  name = gaung_account_get_name (self);
  if (name != NULL || is_token)
    credentials = make_credentials (name, secret, is_token);
  if (credentials == NULL)
    {
      g_set_error_literal (error,
                           GAUNG_REMOTE_ERROR,
                           GAUNG_REMOTE_ERROR_CREDENTIALS,
                           "not a password or token that can be sent");
      return FALSE;
    }
  gaung_account_set_credentials (self, credentials);
  marked = g_strconcat (is_token ? TOKEN_MARK : PASSWORD_MARK, secret, NULL);
  is_saved = gaung_workspace_save_secret (workspace, marked, error);
  explicit_bzero (marked, strlen (marked));
  g_free (marked);
  return is_saved;
}

void
gaung_account_forget_secret (GaungWorkspace *workspace)
{
  g_autoptr (GError) trouble = NULL;

  if (!gaung_workspace_forget_secret (workspace, &trouble))
    g_debug ("No secret to forget: %s", trouble->message);
}

GaungCouch *
gaung_account_make_couch (GaungAccount *self, GError **error)
{
  g_autoptr (GaungCredentials) credentials = NULL;
  GTlsDatabase *trust;
  GaungCouch *couch;

  g_return_val_if_fail (GAUNG_IS_ACCOUNT (self), NULL);

  credentials = gaung_account_dup_credentials (self);
  couch = gaung_couch_new (self->address, credentials, error);
  trust = gaung_account_get_trust (self);
  if (couch != NULL && trust != NULL)
    gaung_couch_set_trust (couch, trust);
  return couch;
}
