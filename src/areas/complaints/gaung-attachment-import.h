/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-attachment.h"
#include "gaung-context.h"

G_BEGIN_DECLS

/* Reads a file, encodes a picture anew without its metadata, and puts it into the store as an attachment
 * with the hash of its bytes as id. A file that is there already is the same attachment. Not for files
 * over 25 MB: G_IO_ERROR_MESSAGE_TOO_LARGE. All of it in another thread. */
void gaung_attachment_import_async (GaungContext *context, GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/* (transfer full) */
GaungAttachment *gaung_attachment_import_finish (GAsyncResult *result, GError **error);
/* What to tell of an error of the above. (transfer full) */
char *gaung_attachment_import_error_to_text (const GError *error);

G_END_DECLS
