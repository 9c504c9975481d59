/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-store.h"

G_BEGIN_DECLS

typedef enum
{
  GAUNG_WORKSPACE_SAMPLE, /* invented content, marked as such */
  GAUNG_WORKSPACE_LOCAL,  /* this computer only */
  GAUNG_WORKSPACE_SERVER, /* an account on a city server */
} GaungWorkspaceKind;

typedef enum
{
  GAUNG_KEY_SECRET_SERVICE,
  GAUNG_KEY_PASSPHRASE,
} GaungKeyMethod;

#define GAUNG_TYPE_WORKSPACE (gaung_workspace_get_type ())
/* GaungWorkspace: a directory with workspace.ini (kind, name, id, key method: nothing personal), store.db
 * (SQLCipher, raw random key) and, for a passphrase, key.db (SQLCipher under the passphrase, holds the key). */
G_DECLARE_FINAL_TYPE (GaungWorkspace, gaung_workspace, GAUNG, WORKSPACE, GObject)

/* $XDG_DATA_HOME/gaung/workspaces, and the workspaces in it. */
char *gaung_workspace_get_default_directory (void);
GPtrArray *gaung_workspace_list (void); /* (element-type GaungWorkspace) */

/* Makes the directory, the key and an empty store with the built-in records. @passphrase NULL: the key
 * goes into the Secret Service. On failure nothing is left behind. Blocking. */
GaungWorkspace *gaung_workspace_create (const char *directory, GaungWorkspaceKind kind, const char *name, const char *passphrase, GError **error);
GaungWorkspace *gaung_workspace_load (const char *directory, GError **error);

const char *gaung_workspace_get_directory (GaungWorkspace *self);
const char *gaung_workspace_get_id (GaungWorkspace *self);
const char *gaung_workspace_get_name (GaungWorkspace *self);
GaungWorkspaceKind gaung_workspace_get_kind (GaungWorkspace *self);
GaungKeyMethod gaung_workspace_get_key_method (GaungWorkspace *self);

/* Opens the store. @passphrase is for GAUNG_KEY_PASSPHRASE. Blocking (D-Bus, key derivation): the
 * application calls the async pair. (transfer full) */
GaungStore *gaung_workspace_open (GaungWorkspace *self, const char *passphrase, GError **error);
void gaung_workspace_open_async (GaungWorkspace *self, const char *passphrase, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GaungStore *gaung_workspace_open_finish (GaungWorkspace *self, GAsyncResult *result, GError **error);
/* Is @passphrase the right one? For the screen lock. Blocking. */
gboolean gaung_workspace_check_passphrase (GaungWorkspace *self, const char *passphrase, GError **error);
/* A workspace of this computer becomes one of a server. Blocking. GAUNG_STORE_ERROR_CONFLICT: a sample never
 * does, and no workspace leaves its server. */
gboolean gaung_workspace_set_server (GaungWorkspace *self, GError **error);
/* The secret of its account, in the Secret Service under the workspace's id; nothing of ours knows what it
 * means. GAUNG_STORE_ERROR_NO_SERVICE: there is no (open) Secret Service: keep it in memory. Blocking. */
gboolean gaung_workspace_save_secret (GaungWorkspace *self, const char *secret, GError **error);
/* NULL without an error: none is kept. To be freed with gaung_secret_free(). */
char *gaung_workspace_get_secret (GaungWorkspace *self, GError **error);
gboolean gaung_workspace_forget_secret (GaungWorkspace *self, GError **error);
void gaung_secret_free (char *secret);
/* g_autoptr (GaungSecret): a text that is wiped when it goes out of scope. */
typedef char GaungSecret;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungSecret, gaung_secret_free)
/* A PEM file with the authorities that the server's certificate is checked against in place of the system's.
 * @pem NULL removes it. */
gboolean gaung_workspace_set_authority (GaungWorkspace *self, const char *pem, GError **error);
char *gaung_workspace_get_authority (GaungWorkspace *self); /* (transfer full) (nullable): a path */

/* Wipes the store, the key, the account's secret and the directory. */
gboolean gaung_workspace_delete (GaungWorkspace *self, GError **error);
/* Is there a Secret Service that can keep a key? Blocking, at most 2 s. */
gboolean gaung_secret_service_is_available (void);

G_END_DECLS
