/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures from anywhere, read with limits and written without their metadata. */

#include "config.h"

#include "gaung-picture.h"

#define JPEG_QUALITY "88"
#define PIECE_BYTES ((gsize) 8192)

gboolean
gaung_picture_is_type (const char *media_type)
{
  static const char *const types[]
      = { "image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp", "image/tiff", NULL };

  return media_type != NULL && g_strv_contains (types, media_type);
}

typedef struct
{
  int max_size;
  gboolean is_too_large;
} Limits;

/* The loader asks before it allocates. Most kinds are read whole and only then made smaller, so a
 * claim that is too large ends it here. */
static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, Limits *limits)
{
  double scale;

  if ((gint64) width * height > GAUNG_PICTURE_MAX_PIXELS)
    {
      limits->is_too_large = TRUE;
      gdk_pixbuf_loader_set_size (loader, 0, 0);
      return;
    }
  if (width <= limits->max_size && height <= limits->max_size)
    return;
  scale = MIN ((double) limits->max_size / width, (double) limits->max_size / height);
  gdk_pixbuf_loader_set_size (
      loader, MAX (1, (int) (width * scale)), MAX (1, (int) (height * scale)));
}

/* In pieces: after the claim nothing more is read. */
static gboolean
feed (GdkPixbufLoader *loader, GBytes *bytes, const Limits *limits, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize offset = 0; offset < size && !limits->is_too_large; offset += PIECE_BYTES)
    if (!gdk_pixbuf_loader_write (loader, data + offset, MIN (PIECE_BYTES, size - offset), error))
      return FALSE;
  return TRUE;
}

GdkPixbuf *
gaung_picture_decode (GBytes *bytes, int max_size, GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GError) trouble = NULL;
  Limits limits = { max_size, FALSE };
  GdkPixbuf *pixbuf;
  gboolean is_fed;

  if (g_bytes_get_size (bytes) > GAUNG_PICTURE_MAX_BYTES)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "picture too large");
      return NULL;
    }
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &limits);
  is_fed = feed (loader, bytes, &limits, &trouble);
  /* It must be closed even after an error; then that first error is the one to tell. */
  if (!gdk_pixbuf_loader_close (loader, is_fed ? &trouble : NULL))
    is_fed = FALSE;
  if (limits.is_too_large)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "too many pixels");
      return NULL;
    }
  pixbuf = is_fed ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  if (pixbuf != NULL)
    return gdk_pixbuf_apply_embedded_orientation (pixbuf);
  if (trouble != NULL)
    g_propagate_error (error, g_steal_pointer (&trouble));
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "no picture in it");
  return NULL;
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
