/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GAUNG_TYPE_QR_PICTURE (gaung_qr_picture_get_type ())
/* GaungQrPicture: a QR code, black on white in any colour scheme, so that every telephone reads it. */
G_DECLARE_FINAL_TYPE (GaungQrPicture, gaung_qr_picture, GAUNG, QR_PICTURE, GtkWidget)

GtkWidget *gaung_qr_picture_new (int side);
/* Property-less: @text NULL, or longer than a code holds, hides it. @label says what it leads to. */
void gaung_qr_picture_set_text (GaungQrPicture *self, const char *text, const char *label);

G_END_DECLS
