/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungWorkspace: a directory with a store and what opens it. */
#include "config.h"

#include "gaung-workspace.h"

#include <errno.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "gaung-deadline.h"
#include "gaung-keyring-private.h"
#include "gaung-store-private.h"

#define FILE_INI "workspace.ini"
#define FILE_STORE "store.db"
#define FILE_KEY "key.db"
#define FILE_AUTHORITY "authority.pem"
#define GROUP "Workspace"
#define FORMAT 1

struct _GaungWorkspace
{
  GObject parent_instance;

  char *directory;
  char *id;
  char *name;
  char *key_check;  /* what the key's fingerprint must be: tells damage from a wrong key */
  char *file_check; /* SHA-256 of key.db */
  GaungWorkspaceKind kind;
  GaungKeyMethod key_method;
};

G_DEFINE_FINAL_TYPE (GaungWorkspace, gaung_workspace, G_TYPE_OBJECT)

static const char *const kind_names[] = { "sample", "local", "server" };
static const char *const method_names[] = { "secret-service", "passphrase" };
/* Everything that a workspace consists of: nothing else is ever removed. */
static const char *const file_names[]
    = { FILE_INI, FILE_STORE,          FILE_STORE "-wal", FILE_STORE "-shm",
        FILE_KEY, FILE_KEY "-journal", FILE_AUTHORITY };

static gboolean
find_name (const char *const *names, gsize n, const char *name, guint *value)
{
  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (names[i], name) == 0)
      {
        *value = (guint) i;
        return TRUE;
      }
  return FALSE;
}

/* 64 bits of a keyed digest of a random 256-bit key: enough to recognise it, useless to find it. */
static char *
get_key_check (GBytes *key)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (key, &length);
  char *digest
      = g_compute_hmac_for_string (G_CHECKSUM_SHA256, bytes, length, "gaung key check", -1);

  digest[16] = '\0';
  return digest;
}

static char *
get_file_check (const char *path)
{
  g_autofree char *contents = NULL;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, NULL))
    return NULL;
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) contents, length);
}

static void
set_file_error (GError **error, int code, const char *what)
{
  g_set_error (error,
               GAUNG_STORE_ERROR,
               code == ENOSPC || code == EDQUOT || code == EFBIG ? GAUNG_STORE_ERROR_FULL
               : code == EEXIST                                  ? GAUNG_STORE_ERROR_EXISTS
               : code == ENOENT                                  ? GAUNG_STORE_ERROR_MISSING
                                                                 : GAUNG_STORE_ERROR_READ_ONLY,
               "%s: %s",
               what,
               g_strerror (code));
}

static void
remove_files (const char *directory)
{
  for (gsize i = 0; i < G_N_ELEMENTS (file_names); i++)
    {
      g_autofree char *path = g_build_filename (directory, file_names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (directory);
}

static gboolean
save (GaungWorkspace *self, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = g_build_filename (self->directory, FILE_INI, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) local_error = NULL;
  gsize length;

  g_key_file_set_integer (file, GROUP, "Format", FORMAT);
  g_key_file_set_string (file, GROUP, "Id", self->id);
  g_key_file_set_string (file, GROUP, "Name", self->name);
  g_key_file_set_string (file, GROUP, "Kind", kind_names[self->kind]);
  g_key_file_set_string (file, GROUP, "Key", method_names[self->key_method]);
  g_key_file_set_string (file, GROUP, "KeyCheck", self->key_check);
  if (self->file_check != NULL)
    g_key_file_set_string (file, GROUP, "KeyFileCheck", self->file_check);
  text = g_key_file_to_data (file, &length, NULL);
  if (g_file_set_contents_full (path,
                                text,
                                length,
                                G_FILE_SET_CONTENTS_DURABLE | G_FILE_SET_CONTENTS_CONSISTENT,
                                0600,
                                &local_error))
    return TRUE;
  set_file_error (error,
                  g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? ENOSPC : EACCES,
                  "workspace.ini cannot be written");
  return FALSE;
}

static void
gaung_workspace_finalize (GObject *object)
{
  GaungWorkspace *self = GAUNG_WORKSPACE (object);

  g_free (self->directory);
  g_free (self->id);
  g_free (self->name);
  g_free (self->key_check);
  g_free (self->file_check);
  G_OBJECT_CLASS (gaung_workspace_parent_class)->finalize (object);
}

static void
gaung_workspace_class_init (GaungWorkspaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gaung_workspace_finalize;
}

static void
gaung_workspace_init (GaungWorkspace *self)
{
}

char *
gaung_workspace_get_default_directory (void)
{
  return g_build_filename (g_get_user_data_dir (), "gaung", "workspaces", NULL);
}

/**
 * gaung_workspace_load:
 *
 * Reads workspace.ini; needs no key.
 *
 * Returns: (transfer full): the workspace, or %NULL with MISSING, NEWER or DAMAGED
 */
GaungWorkspace *
gaung_workspace_load (const char *directory, GError **error)
{
  g_autoptr (GaungWorkspace) self = g_object_new (GAUNG_TYPE_WORKSPACE, NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = NULL;
  g_autofree char *kind = NULL;
  g_autofree char *method = NULL;
  g_autofree char *format = NULL;
  g_autoptr (GError) local_error = NULL;
  guint64 number;
  guint value;

  g_return_val_if_fail (directory != NULL, NULL);

  path = g_build_filename (directory, FILE_INI, NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (
          error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_MISSING, "There is no workspace.ini");
      return NULL;
    }
  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &local_error))
    goto damaged;
  format = g_key_file_get_string (file, GROUP, "Format", NULL);
  if (format == NULL || !g_ascii_string_to_unsigned (format, 10, 1, G_MAXUINT64, &number, NULL))
    goto damaged;
  if (number > FORMAT)
    {
      g_set_error_literal (
          error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_NEWER, "workspace.ini is newer");
      return NULL;
    }
  self->directory = g_canonicalize_filename (directory, NULL);
  self->id = g_key_file_get_string (file, GROUP, "Id", NULL);
  self->name = g_key_file_get_string (file, GROUP, "Name", NULL);
  self->key_check = g_key_file_get_string (file, GROUP, "KeyCheck", NULL);
  self->file_check = g_key_file_get_string (file, GROUP, "KeyFileCheck", NULL);
  kind = g_key_file_get_string (file, GROUP, "Kind", NULL);
  method = g_key_file_get_string (file, GROUP, "Key", NULL);
  if (self->id == NULL || self->name == NULL
      || !find_name (kind_names, G_N_ELEMENTS (kind_names), kind, &value))
    goto damaged;
  self->kind = value;
  if (!find_name (method_names, G_N_ELEMENTS (method_names), method, &value))
    goto damaged;
  self->key_method = value;
  return g_steal_pointer (&self);

damaged:
  g_set_error_literal (
      error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_DAMAGED, "workspace.ini cannot be read");
  return NULL;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate ((*(GaungWorkspace *const *) a)->name,
                         (*(GaungWorkspace *const *) b)->name);
}

GPtrArray *
gaung_workspace_list (void)
{
  g_autofree char *parent = gaung_workspace_get_default_directory ();
  g_autoptr (GPtrArray) workspaces = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GDir) directory = g_dir_open (parent, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (parent, name, NULL);
      /* One that is being made has a name that begins with a dot. */
      GaungWorkspace *workspace = name[0] != '.' ? gaung_workspace_load (path, NULL) : NULL;

      if (workspace != NULL)
        g_ptr_array_add (workspaces, workspace);
    }
  g_ptr_array_sort (workspaces, compare_names);
  return g_steal_pointer (&workspaces);
}

static gboolean
fill_store (GaungWorkspace *self, GBytes *key, GError **error)
{
  g_autofree char *path = g_build_filename (self->directory, FILE_STORE, NULL);
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GaungStore) store = NULL;
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);
  g_autoptr (GPtrArray) records = gaung_builtin_records ();

  store = gaung_store_open_for (path, key, context, g_thread_self (), error);
  if (store == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    gaung_batch_put (batch, g_ptr_array_index (records, i), NULL);
  if (!gaung_store_write (store, batch, error))
    return FALSE;
  gaung_store_close (store);
  return TRUE;
}

static gboolean
make (GaungWorkspace *self, const char *passphrase, GBytes *key, GError **error)
{
  g_autofree char *path = g_build_filename (self->directory, FILE_KEY, NULL);

  if (!fill_store (self, key, error))
    return FALSE;
  self->key_check = get_key_check (key);
  if (passphrase != NULL)
    {
      if (!gaung_key_file_create (path, passphrase, key, error))
        return FALSE;
      self->file_check = get_file_check (path);
    }
  else
    {
      /* Translators: the name of a key in the password manager, e.g. "Gaung workspace Diskominfo".
       */
      g_autofree char *label = g_strdup_printf (_ ("Gaung workspace %s"), self->name);

      if (!gaung_keyring_store (self->id, label, key, error))
        return FALSE;
    }
  return save (self, error);
}

/**
 * gaung_workspace_create:
 * @directory: must not exist, or be empty; its parents are made
 * @passphrase: (nullable): %NULL keeps the key in the Secret Service
 *
 * The directory is made beside its place and moved there when it is complete.
 *
 * Returns: (transfer full): the workspace, or %NULL with a #GaungStoreError and nothing left behind
 */
GaungWorkspace *
gaung_workspace_create (const char *directory,
                        GaungWorkspaceKind kind,
                        const char *name,
                        const char *passphrase,
                        GError **error)
{
  g_autoptr (GaungWorkspace) self = NULL;
  g_autoptr (GBytes) key = NULL;
  g_autofree char *target = NULL;
  g_autofree char *parent = NULL;
  g_autofree char *template = NULL;

  g_return_val_if_fail (directory != NULL && name != NULL, NULL);

  if (passphrase == NULL && !gaung_secret_service_is_available ())
    {
      g_set_error_literal (
          error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_NO_SERVICE, "There is no Secret Service");
      return NULL;
    }
  target = g_canonicalize_filename (directory, NULL);
  parent = g_path_get_dirname (target);
  if (g_file_test (target, G_FILE_TEST_EXISTS) && g_rmdir (target) != 0)
    {
      set_file_error (error, EEXIST, "The directory is there and not empty");
      return NULL;
    }
  template = g_build_filename (parent, ".gaung-XXXXXX", NULL);
  if (g_mkdir_with_parents (parent, 0700) != 0 || g_mkdtemp_full (template, 0700) == NULL)
    {
      set_file_error (error, errno, "The directory cannot be made");
      return NULL;
    }

  self = g_object_new (GAUNG_TYPE_WORKSPACE, NULL);
  self->directory = g_strdup (template);
  self->id = g_uuid_string_random ();
  self->name = g_strdup (name);
  self->kind = kind;
  self->key_method = passphrase != NULL ? GAUNG_KEY_PASSPHRASE : GAUNG_KEY_SECRET_SERVICE;
  key = gaung_key_new ();
  if (make (self, passphrase, key, error))
    {
      if (g_rename (template, target) == 0)
        {
          g_set_str (&self->directory, target);
          return g_steal_pointer (&self);
        }
      set_file_error (error, errno, "The directory cannot be moved to its place");
    }
  if (passphrase == NULL)
    gaung_keyring_clear (self->id, NULL);
  remove_files (template);
  return NULL;
}

const char *
gaung_workspace_get_directory (GaungWorkspace *self)
{
  g_return_val_if_fail (GAUNG_IS_WORKSPACE (self), NULL);

  return self->directory;
}

const char *
gaung_workspace_get_id (GaungWorkspace *self)
{
  g_return_val_if_fail (GAUNG_IS_WORKSPACE (self), NULL);

  return self->id;
}

const char *
gaung_workspace_get_name (GaungWorkspace *self)
{
  g_return_val_if_fail (GAUNG_IS_WORKSPACE (self), NULL);

  return self->name;
}

GaungWorkspaceKind
gaung_workspace_get_kind (GaungWorkspace *self)
{
  g_return_val_if_fail (GAUNG_IS_WORKSPACE (self), GAUNG_WORKSPACE_LOCAL);

  return self->kind;
}

GaungKeyMethod
gaung_workspace_get_key_method (GaungWorkspace *self)
{
  g_return_val_if_fail (GAUNG_IS_WORKSPACE (self), GAUNG_KEY_SECRET_SERVICE);

  return self->key_method;
}

/* A wrong passphrase and a damaged key file look alike to SQLCipher; the file's digest tells. */
static GBytes *
read_key_file (GaungWorkspace *self, const char *passphrase, GError **error)
{
  g_autofree char *path = g_build_filename (self->directory, FILE_KEY, NULL);
  g_autofree char *digest = get_file_check (path);

  if (digest == NULL)
    {
      g_set_error_literal (
          error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_DAMAGED, "The key file is not there");
      return NULL;
    }
  if (self->file_check != NULL && !g_str_equal (digest, self->file_check))
    {
      g_set_error_literal (
          error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_DAMAGED, "The key file was altered");
      return NULL;
    }
  if (passphrase == NULL || *passphrase == '\0')
    {
      g_set_error_literal (
          error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_KEY, "A passphrase is needed");
      return NULL;
    }
  return gaung_key_file_read (path, passphrase, error);
}

static GBytes *
get_key (GaungWorkspace *self, const char *passphrase, GError **error)
{
  if (self->key_method == GAUNG_KEY_PASSPHRASE)
    return read_key_file (self, passphrase, error);
  return gaung_keyring_lookup (self->id, error);
}

static GaungStore *
open_for (GaungWorkspace *self,
          const char *passphrase,
          GMainContext *context,
          GThread *owner,
          GError **error)
{
  g_autofree char *path = g_build_filename (self->directory, FILE_STORE, NULL);
  g_autofree char *key_check = NULL;
  g_autoptr (GBytes) key = NULL;
  g_autoptr (GaungStore) store = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (
          error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_MISSING, "There is no store.db");
      return NULL;
    }
  key = get_key (self, passphrase, error);
  if (key == NULL)
    return NULL;
  store = gaung_store_open_for (path, key, context, owner, &local_error);
  if (store != NULL)
    return g_steal_pointer (&store);

  /* The key is the right one, so it is the first page that is not. */
  key_check = get_key_check (key);
  if (g_error_matches (local_error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_KEY)
      && g_strcmp0 (key_check, self->key_check) == 0)
    local_error->code = GAUNG_STORE_ERROR_DAMAGED;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

GaungStore *
gaung_workspace_open (GaungWorkspace *self, const char *passphrase, GError **error)
{
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();

  g_return_val_if_fail (GAUNG_IS_WORKSPACE (self), NULL);

  return open_for (self, passphrase, context, g_thread_self (), error);
}

typedef struct
{
  char *passphrase;
  GThread *owner;
} OpenData;

static void
open_data_free (OpenData *data)
{
  if (data->passphrase != NULL)
    explicit_bzero (data->passphrase, strlen (data->passphrase));
  g_free (data->passphrase);
  g_free (data);
}

static void
open_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  OpenData *data = task_data;
  GError *error = NULL;
  GaungStore *store
      = open_for (source, data->passphrase, g_task_get_context (task), data->owner, &error);

  if (store != NULL)
    g_task_return_pointer (task, store, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
gaung_workspace_open_async (GaungWorkspace *self,
                            const char *passphrase,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_autoptr (GTask) task = NULL;
  OpenData *open_data;

  g_return_if_fail (GAUNG_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, gaung_workspace_open_async);
  open_data = g_new0 (OpenData, 1);
  open_data->passphrase = g_strdup (passphrase);
  open_data->owner = g_thread_self ();
  g_task_set_task_data (task, open_data, (GDestroyNotify) open_data_free);
  g_task_run_in_thread (task, open_thread);
}

GaungStore *
gaung_workspace_open_finish (GaungWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
gaung_workspace_check_passphrase (GaungWorkspace *self, const char *passphrase, GError **error)
{
  g_autoptr (GBytes) key = NULL;

  g_return_val_if_fail (GAUNG_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (self->key_method == GAUNG_KEY_PASSPHRASE, FALSE);

  key = read_key_file (self, passphrase, error);
  return key != NULL;
}

/**
 * gaung_workspace_set_server:
 *
 * Returns: whether it is one of a server now, also when it was before
 */
gboolean
gaung_workspace_set_server (GaungWorkspace *self, GError **error)
{
  GaungWorkspaceKind kind;

  g_return_val_if_fail (GAUNG_IS_WORKSPACE (self), FALSE);

  kind = self->kind;
  if (kind == GAUNG_WORKSPACE_SAMPLE)
    {
      g_set_error_literal (
          error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_CONFLICT, "A sample workspace has no server");
      return FALSE;
    }
  self->kind = GAUNG_WORKSPACE_SERVER;
  if (kind == GAUNG_WORKSPACE_SERVER || save (self, error))
    return TRUE;
  self->kind = kind;
  return FALSE;
}

gboolean
gaung_workspace_save_secret (GaungWorkspace *self, const char *secret, GError **error)
{
  g_autofree char *label = NULL;

  g_return_val_if_fail (GAUNG_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (secret != NULL, FALSE);

  /* Translators: the name of a password in the password manager, e.g. "Gaung account of
   * Diskominfo". %s is the name of a workspace. */
  label = g_strdup_printf (_ ("Gaung account of %s"), self->name);
  return gaung_keyring_store_account (self->id, label, secret, error);
}

char *
gaung_workspace_get_secret (GaungWorkspace *self, GError **error)
{
  g_return_val_if_fail (GAUNG_IS_WORKSPACE (self), NULL);

  return gaung_keyring_lookup_account (self->id, error);
}

gboolean
gaung_workspace_forget_secret (GaungWorkspace *self, GError **error)
{
  g_return_val_if_fail (GAUNG_IS_WORKSPACE (self), FALSE);

  return gaung_keyring_clear_account (self->id, error);
}

gboolean
gaung_workspace_set_authority (GaungWorkspace *self, const char *pem, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) trouble = NULL;

  g_return_val_if_fail (GAUNG_IS_WORKSPACE (self), FALSE);

  path = g_build_filename (self->directory, FILE_AUTHORITY, NULL);
  if (pem == NULL)
    {
      g_unlink (path);
      return TRUE;
    }
  if (g_file_set_contents_full (path, pem, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &trouble))
    return TRUE;
  set_file_error (error,
                  g_error_matches (trouble, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? ENOSPC : EACCES,
                  "authority.pem cannot be written");
  return FALSE;
}

char *
gaung_workspace_get_authority (GaungWorkspace *self)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (GAUNG_IS_WORKSPACE (self), NULL);

  path = g_build_filename (self->directory, FILE_AUTHORITY, NULL);
  return g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

/**
 * gaung_workspace_delete:
 *
 * The key goes first: without it, what a disk may still hold of the files cannot be read.
 */
gboolean
gaung_workspace_delete (GaungWorkspace *self, GError **error)
{
  g_return_val_if_fail (GAUNG_IS_WORKSPACE (self), FALSE);

  if (self->key_method == GAUNG_KEY_SECRET_SERVICE && !gaung_keyring_clear (self->id, error))
    return FALSE;
  /* Where there is no Secret Service, there is no secret in it either. */
  if (self->kind == GAUNG_WORKSPACE_SERVER)
    gaung_keyring_clear_account (self->id, NULL);
  remove_files (self->directory);
  if (!g_file_test (self->directory, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error_literal (
      error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_READ_ONLY, "The directory could not be removed");
  return FALSE;
}
