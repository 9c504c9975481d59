/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the bytes of a file become a picture on the screen. */

#include "config.h"

#include "gaung-attachment-decode.h"
#include "gaung-picture.h"

typedef struct
{
  GaungStore *store;
  char *id;
  GBytes *held; /* (nullable) */
  int max_size;
} Decoding;

static void
decoding_free (gpointer data)
{
  Decoding *decoding = data;

  g_object_unref (decoding->store);
  g_clear_pointer (&decoding->held, g_bytes_unref);
  g_free (decoding->id);
  g_free (decoding);
}

static void
decode_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Decoding *decoding = data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = decoding->held != NULL
                                 ? g_bytes_ref (decoding->held)
                                 : gaung_store_get_bytes (decoding->store, decoding->id, &error);
  g_autoptr (GdkPixbuf) pixbuf
      = bytes != NULL ? gaung_picture_decode (bytes, decoding->max_size, &error) : NULL;

  if (pixbuf != NULL)
    g_task_return_pointer (task, gaung_picture_to_texture (pixbuf), g_object_unref);
  else
    g_task_return_error (task, error);
}

void
gaung_attachment_decode_async (GaungContext *context,
                               GaungRemoteFile *file,
                               int max_size,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  /* Without a source: the thread is never the last to hold a widget. */
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  GBytes *held = gaung_remote_file_get_held (file);
  Decoding *decoding = g_new0 (Decoding, 1);

  decoding->store = g_object_ref (gaung_context_get_store (context));
  decoding->id = g_strdup (gaung_record_get_id (gaung_remote_file_get_record (file)));
  decoding->held = held != NULL ? g_bytes_ref (held) : NULL;
  decoding->max_size = max_size;
  g_task_set_source_tag (task, gaung_attachment_decode_async);
  g_task_set_task_data (task, decoding, decoding_free);
  g_task_run_in_thread (task, decode_thread);
}

GdkTexture *
gaung_attachment_decode_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, gaung_attachment_decode_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
