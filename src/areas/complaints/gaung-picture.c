/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures from anywhere, read with limits and written without their metadata. */

#include "config.h"

#include "gaung-picture.h"

#define JPEG_QUALITY "88"

gboolean
gaung_picture_is_type (const char *media_type)
{
  static const char *const types[]
      = { "image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp", "image/tiff", NULL };

  return media_type != NULL && g_strv_contains (types, media_type);
}

/* The loader asks before it allocates. */
static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  int max_size = GPOINTER_TO_INT (data);
  double scale;

  if (width <= max_size && height <= max_size)
    return;
  scale = MIN ((double) max_size / width, (double) max_size / height);
  gdk_pixbuf_loader_set_size (
      loader, MAX (1, (int) (width * scale)), MAX (1, (int) (height * scale)));
}

GdkPixbuf *
gaung_picture_decode (GBytes *bytes, int max_size, GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  GdkPixbuf *pixbuf;
  gboolean is_written;

  if (g_bytes_get_size (bytes) > GAUNG_PICTURE_MAX_BYTES)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "picture too large");
      return NULL;
    }
  g_signal_connect (
      loader, "size-prepared", G_CALLBACK (size_prepared_cb), GINT_TO_POINTER (max_size));
  is_written = gdk_pixbuf_loader_write_bytes (loader, bytes, error);
  /* It must be closed even after an error; then that first error is the one to tell. */
  if (!gdk_pixbuf_loader_close (loader, is_written ? error : NULL) || !is_written)
    return NULL;
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (pixbuf == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "no picture in it");
      return NULL;
    }
  return gdk_pixbuf_apply_embedded_orientation (pixbuf);
}

GdkTexture *
gaung_picture_to_texture (GdkPixbuf *pixbuf)
{
  g_autoptr (GBytes) bytes = gdk_pixbuf_read_pixel_bytes (pixbuf);

  return gdk_memory_texture_new (gdk_pixbuf_get_width (pixbuf),
                                 gdk_pixbuf_get_height (pixbuf),
                                 gdk_pixbuf_get_has_alpha (pixbuf) ? GDK_MEMORY_R8G8B8A8
                                                                   : GDK_MEMORY_R8G8B8,
                                 bytes,
                                 gdk_pixbuf_get_rowstride (pixbuf));
}

GBytes *
gaung_picture_encode (GdkPixbuf *pixbuf, const char **media_type, GError **error)
{
  char *data;
  gsize size;

  if (gdk_pixbuf_get_has_alpha (pixbuf))
    {
      if (!gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "png", error, NULL))
        return NULL;
      *media_type = "image/png";
    }
  else
    {
      if (!gdk_pixbuf_save_to_buffer (
              pixbuf, &data, &size, "jpeg", error, "quality", JPEG_QUALITY, NULL))
        return NULL;
      *media_type = "image/jpeg";
    }
  return g_bytes_new_take (data, size);
}
