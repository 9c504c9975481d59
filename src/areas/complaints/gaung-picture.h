/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Pictures from anywhere, read with limits: a file of a few kilobytes can claim to be a picture of many
 * gigabytes. May be called in any thread. */
#define GAUNG_PICTURE_MAX_BYTES (25 * 1024 * 1024)
/* Above what telephones make (108 million); half a gigabyte while it is read. */
#define GAUNG_PICTURE_MAX_PIXELS (120 * 1000 * 1000)

/* A raster picture that is shown and re-encoded? Vector pictures are not: they can refer to elsewhere. */
gboolean gaung_picture_is_type (const char *media_type);
/* Decodes, turned upright, at most @max_size pixels at each side. (transfer full); NULL with an error: one that claims more than
 * GAUNG_PICTURE_MAX_PIXELS is not read (G_IO_ERROR_NOT_SUPPORTED). */
GdkPixbuf *gaung_picture_decode (GBytes *bytes, int max_size, GError **error);
GdkTexture *gaung_picture_to_texture (GdkPixbuf *pixbuf); /* (transfer full) */
/* Encoded anew, so without EXIF, comments, thumbnails and places. @media_type (out) (transfer none) */
GBytes *gaung_picture_encode (GdkPixbuf *pixbuf, const char **media_type, GError **error);

G_END_DECLS
