/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the key of a workspace is kept: the Secret Service, or a file under a passphrase. */
#include "config.h"

#include "gaung-keyring-private.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#include <glib/gstdio.h>
#include <libsecret/secret.h>

#include "gaung-database-private.h"
#include "gaung-workspace.h"

#define TIMEOUT_MILLISECONDS 2000

static const SecretSchema *
get_schema (void)
{
  static const SecretSchema schema
      = { .name = "id.go.surakarta.Gaung.Workspace",
          .flags = SECRET_SCHEMA_NONE,
          .attributes = { { "workspace", SECRET_SCHEMA_ATTRIBUTE_STRING } } };

  return &schema;
}

/* Apart from the key: libsecret's file backend does not look at the name of the schema when it
 * clears, so the attribute is another one. */
static const SecretSchema *
get_account_schema (void)
{
  static const SecretSchema schema
      = { .name = "id.go.surakarta.Gaung.Account",
          .flags = SECRET_SCHEMA_NONE,
          .attributes = { { "account-of", SECRET_SCHEMA_ATTRIBUTE_STRING } } };

  return &schema;
}

typedef struct
{
  guint8 bytes[GAUNG_KEY_BYTES];
} KeyMemory;

static void
key_memory_free (KeyMemory *memory)
{
  explicit_bzero (memory, sizeof *memory);
  g_free (memory);
}

static GBytes *
take_memory (KeyMemory *memory)
{
  return g_bytes_new_with_free_func (
      memory->bytes, GAUNG_KEY_BYTES, (GDestroyNotify) key_memory_free, memory);
}

GBytes *
gaung_key_new (void)
{
  KeyMemory *memory = g_new0 (KeyMemory, 1);

  if (getrandom (memory->bytes, GAUNG_KEY_BYTES, 0) != GAUNG_KEY_BYTES)
    g_error ("The kernel gives no random bytes: %s", g_strerror (errno));
  return take_memory (memory);
}

static GBytes *
key_from_base64 (const char *text)
{
  KeyMemory *memory;
  gsize length;
  g_autofree guint8 *bytes = g_base64_decode (text, &length);

  if (length != GAUNG_KEY_BYTES)
    return NULL;
  memory = g_new0 (KeyMemory, 1);
  memcpy (memory->bytes, bytes, GAUNG_KEY_BYTES);
  explicit_bzero (bytes, length);
  return take_memory (memory);
}

/* Without the service's own words, which nobody has looked through for secrets. */
static void
set_service_error (GError **error, const GError *trouble, const char *what)
{
  g_set_error (error,
               GAUNG_STORE_ERROR,
               GAUNG_STORE_ERROR_NO_SERVICE,
               "The Secret Service %s (%s, code %d)",
               what,
               g_quark_to_string (trouble->domain),
               trouble->code);
}

gboolean
gaung_keyring_store (const char *workspace_id, const char *label, GBytes *key, GError **error)
{
  gsize length;
  gconstpointer bytes = g_bytes_get_data (key, &length);
  char *text = g_base64_encode (bytes, length);
  g_autoptr (GError) local_error = NULL;
  gboolean is_stored;

  is_stored = secret_password_store_sync (get_schema (),
                                          SECRET_COLLECTION_DEFAULT,
                                          label,
                                          text,
                                          NULL,
                                          &local_error,
                                          "workspace",
                                          workspace_id,
                                          NULL);
  secret_password_free (text);
  if (is_stored)
    return TRUE;
  set_service_error (error, local_error, "did not take the key");
  return FALSE;
}

GBytes *
gaung_keyring_lookup (const char *workspace_id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  char *text = secret_password_lookup_nonpageable_sync (
      get_schema (), NULL, &local_error, "workspace", workspace_id, NULL);
  GBytes *key = text != NULL ? key_from_base64 (text) : NULL;

  secret_password_free (text);
  if (key != NULL)
    return key;
  if (local_error != NULL)
    set_service_error (error, local_error, "does not answer");
  else
    g_set_error_literal (error,
                         GAUNG_STORE_ERROR,
                         GAUNG_STORE_ERROR_NO_KEY,
                         "The Secret Service does not have the key");
  return NULL;
}

gboolean
gaung_keyring_clear (const char *workspace_id, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  secret_password_clear_sync (get_schema (), NULL, &local_error, "workspace", workspace_id, NULL);
  if (local_error == NULL)
    return TRUE;
  set_service_error (error, local_error, "does not answer");
  return FALSE;
}

static GBytes *
get_passphrase_bytes (const char *passphrase)
{
  return g_bytes_new_static (passphrase, strlen (passphrase));
}

gboolean
gaung_key_file_create (const char *path, const char *passphrase, GBytes *key, GError **error)
{
  g_autoptr (GBytes) bytes = get_passphrase_bytes (passphrase);
  g_autoptr (GaungDatabase) database = NULL;

  database = gaung_database_open (
      path, bytes, GAUNG_DATABASE_CREATE | GAUNG_DATABASE_DERIVE | GAUNG_DATABASE_ROLLBACK, error);
  return database != NULL && gaung_database_accept (database, error)
         && gaung_database_exec (
             database, "CREATE TABLE key (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL);", error)
         && gaung_database_run (
             database, error, "INSERT INTO key (number, bytes) VALUES (1, ?1)", "b", key);
}

GBytes *
gaung_key_file_read (const char *path, const char *passphrase, GError **error)
{
  g_autoptr (GBytes) bytes = get_passphrase_bytes (passphrase);
  g_autoptr (GaungDatabase) database = NULL;
  g_autoptr (GaungStatement) statement = NULL;
  KeyMemory *memory;

  database
      = gaung_database_open (path, bytes, GAUNG_DATABASE_DERIVE | GAUNG_DATABASE_ROLLBACK, error);
  if (database == NULL)
    return NULL;
  statement = gaung_database_prepare (database, "SELECT bytes FROM key WHERE number = 1", NULL);
  if (statement == NULL || !gaung_statement_step (statement, NULL)
      || gaung_statement_get_length (statement, 0) != GAUNG_KEY_BYTES)
    {
      g_set_error_literal (
          error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_DAMAGED, "The key file does not hold a key");
      return NULL;
    }
  memory = g_new0 (KeyMemory, 1);
  memcpy (memory->bytes, gaung_statement_get_blob (statement, 0), GAUNG_KEY_BYTES);
  return take_memory (memory);
}

static GVariant *
call (GDBusConnection *bus,
      const char *name,
      const char *path,
      const char *interface,
      const char *method,
      GVariant *parameters)
{
  return g_dbus_connection_call_sync (bus,
                                      name,
                                      path,
                                      interface,
                                      method,
                                      parameters,
                                      NULL,
                                      G_DBUS_CALL_FLAGS_NONE,
                                      TIMEOUT_MILLISECONDS,
                                      NULL,
                                      NULL);
}

/* g_bus_get_sync() starts a bus when there is none, which may hang and leaves a process behind. */
static gboolean
has_bus (void)
{
  g_autofree char *socket = g_build_filename (g_get_user_runtime_dir (), "bus", NULL);

  return g_getenv ("DBUS_SESSION_BUS_ADDRESS") != NULL || g_file_test (socket, G_FILE_TEST_EXISTS);
}

/* Storing into a collection that is missing or locked would ask the user with a window of its own.
 */
static gboolean
is_collection_open (GDBusConnection *bus)
{
  g_autoptr (GVariant) alias = call (bus,
                                     "org.freedesktop.secrets",
                                     "/org/freedesktop/secrets",
                                     "org.freedesktop.Secret.Service",
                                     "ReadAlias",
                                     g_variant_new ("(s)", "default"));
  g_autoptr (GVariant) property = NULL;
  g_autoptr (GVariant) locked = NULL;
  const char *path;

  if (alias == NULL || !g_variant_is_of_type (alias, G_VARIANT_TYPE ("(o)")))
    return FALSE;
  g_variant_get (alias, "(&o)", &path);
  if (g_str_equal (path, "/"))
    return FALSE;
  property = call (bus,
                   "org.freedesktop.secrets",
                   path,
                   "org.freedesktop.DBus.Properties",
                   "Get",
                   g_variant_new ("(ss)", "org.freedesktop.Secret.Collection", "Locked"));
  if (property == NULL || !g_variant_is_of_type (property, G_VARIANT_TYPE ("(v)")))
    return FALSE;
  g_variant_get (property, "(v)", &locked);
  return g_variant_is_of_type (locked, G_VARIANT_TYPE_BOOLEAN) && !g_variant_get_boolean (locked);
}

/* In a sandbox libsecret keeps secrets in a file of the application, under a key of the portal. */
static gboolean
has_portal (GDBusConnection *bus)
{
  g_autoptr (GVariant) version
      = call (bus,
              "org.freedesktop.portal.Desktop",
              "/org/freedesktop/portal/desktop",
              "org.freedesktop.DBus.Properties",
              "Get",
              g_variant_new ("(ss)", "org.freedesktop.portal.Secret", "version"));

  return version != NULL;
}

/**
 * gaung_secret_service_is_available:
 *
 * Returns: whether a key can be kept without asking the user anything
 */
gboolean
gaung_secret_service_is_available (void)
{
  g_autoptr (GDBusConnection) bus = NULL;

  if (g_strcmp0 (g_getenv ("SECRET_BACKEND"), "file") == 0
      && g_getenv ("SECRET_FILE_TEST_PASSWORD") != NULL)
    return TRUE;
  if (!has_bus ())
    return FALSE;
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  if (bus == NULL)
    return FALSE;
  if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) && has_portal (bus))
    return TRUE;
  return is_collection_open (bus);
}

static gboolean
require_service (GError **error)
{
  if (gaung_secret_service_is_available ())
    return TRUE;
  g_set_error_literal (
      error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_NO_SERVICE, "There is no Secret Service");
  return FALSE;
}

gboolean
gaung_keyring_store_account (const char *workspace_id,
                             const char *label,
                             const char *secret,
                             GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (!require_service (error))
    return FALSE;
  if (secret_password_store_sync (get_account_schema (),
                                  SECRET_COLLECTION_DEFAULT,
                                  label,
                                  secret,
                                  NULL,
                                  &local_error,
                                  "account-of",
                                  workspace_id,
                                  NULL))
    return TRUE;
  set_service_error (error, local_error, "did not take the secret");
  return FALSE;
}

char *
gaung_keyring_lookup_account (const char *workspace_id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  char *secret;

  if (!require_service (error))
    return NULL;
  secret = secret_password_lookup_nonpageable_sync (
      get_account_schema (), NULL, &local_error, "account-of", workspace_id, NULL);
  if (local_error != NULL)
    set_service_error (error, local_error, "does not answer");
  return secret;
}

/* Is there anything that a secret could be in, open or locked? */
static gboolean
has_service (void)
{
  g_autoptr (GDBusConnection) bus
      = has_bus () ? g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL) : NULL;
  g_autoptr (GVariant) alias = NULL;

  if (bus != NULL)
    alias = call (bus,
                  "org.freedesktop.secrets",
                  "/org/freedesktop/secrets",
                  "org.freedesktop.Secret.Service",
                  "ReadAlias",
                  g_variant_new ("(s)", "default"));
  return alias != NULL;
}

/* Where there is no service there is no secret; one that is locked may have it still. */
gboolean
gaung_keyring_clear_account (const char *workspace_id, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (!require_service (error))
    {
      if (has_service ())
        return FALSE;
      g_clear_error (error);
      return TRUE;
    }
  secret_password_clear_sync (
      get_account_schema (), NULL, &local_error, "account-of", workspace_id, NULL);
  if (local_error == NULL)
    return TRUE;
  set_service_error (error, local_error, "does not answer");
  return FALSE;
}

/**
 * gaung_secret_free:
 * @secret: (nullable) (transfer full): from gaung_workspace_get_secret(), or any text of GLib's
 *
 * Wipes it and gives its memory back.
 */
void
gaung_secret_free (char *secret)
{
  secret_password_free (secret);
}
