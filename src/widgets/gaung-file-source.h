/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How much of a file has come, 0 to 100. In the main thread. */
typedef void (*GaungFileProgress) (guint percent, gpointer data);

#define GAUNG_TYPE_FILE_SOURCE (gaung_file_source_get_type ())
/* GaungFileSource: where the bytes of an attachment come from that are not on this computer. Views know only this; what
 * a server is, the program knows. Errors are of G_IO_ERROR, with a sentence for the user as their message:
 * NOT_CONNECTED and TIMED_OUT (no way to it now; try again when there is one), NOT_FOUND (not there any more),
 * PERMISSION_DENIED (not allowed, or nobody has signed in), INVALID_DATA (arrived damaged), CANCELLED, and others. */
G_DECLARE_INTERFACE (GaungFileSource, gaung_file_source, GAUNG, FILE_SOURCE, GObject)

struct _GaungFileSourceInterface
{
  GTypeInterface parent_interface;

  void (*load_async) (GaungFileSource *self, const char *attachment_id, GaungFileProgress progress, gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
  GBytes *(*load_finish) (GaungFileSource *self, GAsyncResult *result, GError **error);
};

/* In the main thread. @progress (nullable) is not called after the callback was; the callback is never called from within
 * this function or within g_cancellable_cancel(). */
void gaung_file_source_load_async (GaungFileSource *self, const char *attachment_id, GaungFileProgress progress, gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GBytes *gaung_file_source_load_finish (GaungFileSource *self, GAsyncResult *result, GError **error); /* (transfer full) */

G_END_DECLS
