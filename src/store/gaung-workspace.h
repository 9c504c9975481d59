/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-store.h"

G_BEGIN_DECLS

typedef enum
{
  GAUNG_WORKSPACE_SAMPLE, /* invented content, marked as such */
  GAUNG_WORKSPACE_LOCAL,  /* this computer only */
  GAUNG_WORKSPACE_SERVER, /* an account on a city server (from the next issue on) */
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
/* Wipes the store, the key and the directory. */
gboolean gaung_workspace_delete (GaungWorkspace *self, GError **error);
/* Is there a Secret Service that can keep a key? Blocking, at most 2 s. */
gboolean gaung_secret_service_is_available (void);

G_END_DECLS
