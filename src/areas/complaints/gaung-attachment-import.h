/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-attachment.h"
#include "gaung-context.h"

G_BEGIN_DECLS

/* How many are done. In the main thread. */
typedef void (*GaungAttachmentProgress) (guint done, gpointer data);
/* Reads files one after the other, encodes pictures anew without their metadata, and puts each into the store as an
 * attachment with the hash of its bytes as id. A file that is there already is the same attachment. Not for files over
 * 25 MB: G_IO_ERROR_MESSAGE_TOO_LARGE. All of it in another thread. @files: (element-type GFile), not empty. */
void gaung_attachment_import_async (GaungContext *context, GPtrArray *files, GaungAttachmentProgress progress, gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/* What was attached, in order, also when it was stopped: (element-type GaungAttachment) (transfer full). @error (out): why
 * the first of the others was not; also beside a result. */
GPtrArray *gaung_attachment_import_finish (GAsyncResult *result, GError **error);
/* What to tell of an error of the above. (transfer full) */
char *gaung_attachment_import_error_to_text (const GError *error);

G_END_DECLS
