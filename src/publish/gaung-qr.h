/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib-object.h>

G_BEGIN_DECLS

#define GAUNG_TYPE_QR (gaung_qr_get_type ())
/* GaungQr: a QR code (ISO/IEC 18004), error correction level M, as the smallest symbol that holds its text. */
typedef struct _GaungQr GaungQr;

/* Modules of white around the symbol, as the standard wants it. */
#define GAUNG_QR_QUIET 4

GType gaung_qr_get_type (void);
/* @text: any UTF-8, not empty. GAUNG_PUBLISH_ERROR_SIZE: more than the largest symbol holds (2,331 bytes);
 * GAUNG_PUBLISH_ERROR_VALUE: nothing to hold. */
GaungQr *gaung_qr_new (const char *text, GError **error);
GaungQr *gaung_qr_ref (GaungQr *self);
void gaung_qr_unref (GaungQr *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungQr, gaung_qr_unref)

/* Modules a side, with the quiet zone. */
guint gaung_qr_get_size (GaungQr *self);
/* Dark? Counted with the quiet zone, from the top left. */
gboolean gaung_qr_is_dark (GaungQr *self, guint x, guint y);
/* Black on white with the quiet zone, in a square of @side units; one path, no picture. */
void gaung_qr_draw (GaungQr *self, cairo_t *cr, double x, double y, double side);

G_END_DECLS
