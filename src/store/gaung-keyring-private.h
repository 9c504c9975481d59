/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GAUNG_KEY_BYTES 32

/* 32 bytes of the kernel's random source; wiped when freed. */
GBytes *gaung_key_new (void);

/* In the Secret Service, under the workspace's id and nothing else. */
gboolean gaung_keyring_store (const char *workspace_id, const char *label, GBytes *key, GError **error);
GBytes *gaung_keyring_lookup (const char *workspace_id, GError **error);
gboolean gaung_keyring_clear (const char *workspace_id, GError **error);

/* The secret of the workspace's account on a server, beside the key. The text is to be freed with
 * gaung_secret_free(). A lookup that finds nothing gives NULL without an error. Nothing asks the user. */
gboolean gaung_keyring_store_account (const char *workspace_id, const char *label, const char *secret, GError **error);
char *gaung_keyring_lookup_account (const char *workspace_id, GError **error);
gboolean gaung_keyring_clear_account (const char *workspace_id, GError **error);

/* In a small SQLCipher file whose key is derived from a passphrase. */
gboolean gaung_key_file_create (const char *path, const char *passphrase, GBytes *key, GError **error);
GBytes *gaung_key_file_read (const char *path, const char *passphrase, GError **error);

G_END_DECLS
