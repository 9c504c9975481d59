/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-remote-file.h"

G_BEGIN_DECLS

/* The picture that is in a file, which is HERE, at most @max_size pixels at each side; in another thread. */
void gaung_attachment_decode_async (GaungContext *context, GaungRemoteFile *file, int max_size, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/* (transfer full); NULL with an error where it cannot be read */
GdkTexture *gaung_attachment_decode_finish (GAsyncResult *result, GError **error);

G_END_DECLS
