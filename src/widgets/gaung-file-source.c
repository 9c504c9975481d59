/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungFileSource: where the bytes of an attachment come from that are not on this computer. */

#include "config.h"

#include "gaung-file-source.h"

G_DEFINE_INTERFACE (GaungFileSource, gaung_file_source, G_TYPE_OBJECT)

static void
gaung_file_source_default_init (GaungFileSourceInterface *iface)
{
}

void
gaung_file_source_load_async (GaungFileSource *self,
                              const char *attachment_id,
                              GaungFileProgress progress,
                              gpointer progress_data,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  g_return_if_fail (GAUNG_IS_FILE_SOURCE (self));
  g_return_if_fail (attachment_id != NULL);

  GAUNG_FILE_SOURCE_GET_IFACE (self)->load_async (
      self, attachment_id, progress, progress_data, cancellable, callback, data);
}

GBytes *
gaung_file_source_load_finish (GaungFileSource *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (GAUNG_IS_FILE_SOURCE (self), NULL);

  return GAUNG_FILE_SOURCE_GET_IFACE (self)->load_finish (self, result, error);
}
