/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungQr: what libqrencode makes of a text, and how it is drawn. */
#include "config.h"

#include <errno.h>
#include <qrencode.h>

#include "gaung-publish-text.h"
#include "gaung-qr.h"

struct _GaungQr
{
  gatomicrefcount ref_count;
  QRcode *code;
};

G_DEFINE_BOXED_TYPE (GaungQr, gaung_qr, gaung_qr_ref, gaung_qr_unref)

GaungQr *
gaung_qr_new (const char *text, GError **error)
{
  GaungQr *self;
  QRcode *code;

  if (text == NULL || *text == '\0')
    {
      g_set_error_literal (
          error, GAUNG_PUBLISH_ERROR, GAUNG_PUBLISH_ERROR_VALUE, "a QR code of nothing");
      return NULL;
    }
  errno = 0;
  code = QRcode_encodeString (text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  if (code == NULL)
    {
      if (errno == ENOMEM)
        g_error ("no memory for a QR code");
      g_set_error_literal (
          error, GAUNG_PUBLISH_ERROR, GAUNG_PUBLISH_ERROR_SIZE, "more than a QR code holds");
      return NULL;
    }
  self = g_new0 (GaungQr, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->code = code;
  return self;
}

GaungQr *
gaung_qr_ref (GaungQr *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
gaung_qr_unref (GaungQr *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  QRcode_free (self->code);
  g_free (self);
}

guint
gaung_qr_get_size (GaungQr *self)
{
  return (guint) self->code->width + 2 * GAUNG_QR_QUIET;
}

gboolean
gaung_qr_is_dark (GaungQr *self, guint x, guint y)
{
  guint width = (guint) self->code->width;

  if (x < GAUNG_QR_QUIET || y < GAUNG_QR_QUIET || x >= width + GAUNG_QR_QUIET
      || y >= width + GAUNG_QR_QUIET)
    return FALSE;
  return (self->code->data[(y - GAUNG_QR_QUIET) * width + x - GAUNG_QR_QUIET] & 1) != 0;
}

void
gaung_qr_draw (GaungQr *self, cairo_t *cr, double x, double y, double side)
{
  guint size = gaung_qr_get_size (self);

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, side / size, side / size);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, 0, 0, size, size);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  /* No smoothing: between two modules that touch it would leave a grey seam. */
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  for (guint row = 0; row < size; row++)
    for (guint column = 0; column < size; column++)
      {
        guint end = column;

        while (end < size && gaung_qr_is_dark (self, end, row))
          end++;
        if (end > column)
          cairo_rectangle (cr, column, row, end - column, 1);
        column = end;
      }
  cairo_fill (cr);
  cairo_restore (cr);
}
