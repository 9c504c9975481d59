/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a file becomes an attachment. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-attachment-import.h"
#include "gaung-picture.h"

/* Enough for an A4 page at 300 dots an inch. */
#define MAX_PICTURE_SIZE 3600

typedef struct
{
  GaungStore *store;
  GaungActor *actor;
  GaungInstant now;
  GFile *file;
} Import;

static void
import_free (gpointer data)
{
  Import *import = data;

  g_object_unref (import->store);
  gaung_actor_free (import->actor);
  g_object_unref (import->file);
  g_free (import);
}

static Import *
import_new (GaungContext *context, GFile *file)
{
  Import *import = g_new0 (Import, 1);

  import->store = g_object_ref (gaung_context_get_store (context));
  import->actor = gaung_actor_copy (gaung_context_get_actor (context));
  import->now = gaung_context_get_now (context);
  import->file = g_object_ref (file);
  return import;
}

static GBytes *
load (GFile *file, GCancellable *cancellable, char **name, char **media_type, GError **error)
{
  g_autoptr (GFileInfo) info
      = g_file_query_info (file,
                           G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_CONTENT_TYPE
                                                          "," G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME
                                                          "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                           G_FILE_QUERY_INFO_NONE,
                           cancellable,
                           error);

  if (info == NULL)
    return NULL;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "not a file");
      return NULL;
    }
  if (g_file_info_get_size (info) > GAUNG_PICTURE_MAX_BYTES)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "file too large");
      return NULL;
    }
  *name = g_strdup (g_file_info_get_display_name (info));
  *media_type = g_content_type_get_mime_type (g_file_info_get_content_type (info));
  return g_file_load_bytes (file, cancellable, NULL, error);
}

static GaungAttachment *
import_sync (const Import *import, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *media_type = NULL;
  g_autoptr (GBytes) bytes = load (import->file, cancellable, &name, &media_type, error);
  g_autoptr (GaungAttachment) attachment = NULL;
  g_autoptr (GaungBatch) batch = NULL;
  g_autoptr (GaungRecord) stored = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  if (bytes == NULL)
    return NULL;
  if (gaung_picture_is_type (media_type))
    {
      const char *encoded_type;

      pixbuf = gaung_picture_decode (bytes, MAX_PICTURE_SIZE, error);
      if (pixbuf == NULL)
        return NULL;
      g_clear_pointer (&bytes, g_bytes_unref);
      bytes = gaung_picture_encode (pixbuf, &encoded_type, error);
      if (bytes == NULL)
        return NULL;
      g_set_str (&media_type, encoded_type);
    }

  attachment = gaung_attachment_new (bytes,
                                     name,
                                     media_type != NULL ? media_type : "application/octet-stream",
                                     import->actor,
                                     import->now);
  stored = gaung_store_get (import->store, gaung_record_get_id (GAUNG_RECORD (attachment)), NULL);
  if (stored != NULL)
    return GAUNG_ATTACHMENT (g_steal_pointer (&stored));
  if (pixbuf != NULL
      && (!gaung_record_set_integer (
              GAUNG_RECORD (attachment), "width", gdk_pixbuf_get_width (pixbuf), error)
          || !gaung_record_set_integer (
              GAUNG_RECORD (attachment), "height", gdk_pixbuf_get_height (pixbuf), error)))
    return NULL;

  batch = gaung_batch_new (GAUNG_BATCH_NONE);
  gaung_batch_put (batch, GAUNG_RECORD (attachment), NULL);
  gaung_batch_put_bytes (batch, gaung_record_get_id (GAUNG_RECORD (attachment)), bytes);
  if (!gaung_store_write (import->store, batch, error))
    return NULL;
  return g_steal_pointer (&attachment);
}

/* Files, one after the other; made and freed in the main thread. */
typedef struct
{
  GTask *task;
  Import *import; /* its file is the one that it is about */
  GPtrArray *files;
  GPtrArray *attachments;
  GError *error; /* the first */
  GaungAttachmentProgress progress;
  gpointer progress_data;
  int n_done; /* atomic */
} Many;

static void
many_free (Many *many)
{
  g_ptr_array_unref (many->files);
  g_clear_pointer (&many->attachments, g_ptr_array_unref);
  g_clear_error (&many->error);
  import_free (many->import);
  g_object_unref (many->task);
  g_free (many);
}

static gboolean
many_progress_cb (gpointer data)
{
  Many *many = data;

  if (many->progress != NULL)
    many->progress ((guint) g_atomic_int_get (&many->n_done), many->progress_data);
  return G_SOURCE_REMOVE;
}

static void
import_many_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Many *many = data;

  for (guint i = 0; i < many->files->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autoptr (GError) error = NULL;
      GaungAttachment *attachment;

      g_set_object (&many->import->file, g_ptr_array_index (many->files, i));
      attachment = import_sync (many->import, cancellable, &error);
      if (attachment != NULL)
        g_ptr_array_add (many->attachments, attachment);
      else if (many->error == NULL)
        many->error = g_steal_pointer (&error);
      g_atomic_int_inc (&many->n_done);
      /* Comes before the end: both are of one priority. */
      g_idle_add (many_progress_cb, many);
    }
  g_task_return_boolean (task, TRUE);
}

static void
imported_many_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Many *many = data;
  g_autoptr (GTask) task = g_object_ref (many->task);

  if (many->error != NULL)
    g_task_set_task_data (task, g_steal_pointer (&many->error), (GDestroyNotify) g_error_free);
  g_task_return_pointer (
      task, g_steal_pointer (&many->attachments), (GDestroyNotify) g_ptr_array_unref);
  many_free (many);
}

void
gaung_attachment_import_async (GaungContext *context,
                               GPtrArray *files,
                               GaungAttachmentProgress progress,
                               gpointer progress_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  g_autoptr (GTask) working = NULL;
  Many *many = g_new0 (Many, 1);

  many->task = g_task_new (context, NULL, callback, data);
  g_task_set_source_tag (many->task, gaung_attachment_import_async);
  many->import = import_new (context, g_ptr_array_index (files, 0));
  many->files = g_ptr_array_ref (files);
  many->attachments = g_ptr_array_new_with_free_func (g_object_unref);
  many->progress = progress;
  many->progress_data = progress_data;
  working = g_task_new (NULL, cancellable, imported_many_cb, many);
  /* What was attached before somebody stopped it is told all the same. */
  g_task_set_check_cancellable (working, FALSE);
  g_task_set_priority (working, G_PRIORITY_DEFAULT_IDLE);
  g_task_set_task_data (working, many, NULL);
  g_task_run_in_thread (working, import_many_thread);
}

GPtrArray *
gaung_attachment_import_finish (GAsyncResult *result, GError **error)
{
  const GError *trouble;

  g_return_val_if_fail (g_async_result_is_tagged (result, gaung_attachment_import_async), NULL);

  trouble = g_task_get_task_data (G_TASK (result));
  if (trouble != NULL)
    g_propagate_error (error, g_error_copy (trouble));
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

char *
gaung_attachment_import_error_to_text (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE))
    return g_strdup (_ ("The file is larger than 25 MB. It was not attached."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    return g_strdup (_ ("The picture has more than 120 million pixels. It was not attached."));
  if (error->domain == GDK_PIXBUF_ERROR
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    return g_strdup (_ ("The picture is damaged. It was not attached."));
  if (error->domain == GAUNG_STORE_ERROR)
    return gaung_error_to_user_text (error);
  return g_strdup (_ ("The file could not be read. It was not attached."));
}
