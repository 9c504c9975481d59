/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungQrPicture: a QR code on the screen. */

#include "config.h"

#include "gaung-qr-picture.h"

#include "gaung-qr.h"

struct _GaungQrPicture
{
  GtkWidget parent_instance;

  GaungQr *qr;
  int side;
};

G_DEFINE_FINAL_TYPE (GaungQrPicture, gaung_qr_picture, GTK_TYPE_WIDGET)

static void
gaung_qr_picture_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  *minimum = *natural = GAUNG_QR_PICTURE (widget)->side;
}

static void
gaung_qr_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GaungQrPicture *self = GAUNG_QR_PICTURE (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  int side = MIN (width, height);
  cairo_t *cr;

  if (self->qr == NULL)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gaung_qr_draw (self->qr, cr, (width - side) / 2.0, (height - side) / 2.0, side);
  cairo_destroy (cr);
}

static void
gaung_qr_picture_finalize (GObject *object)
{
  g_clear_pointer (&GAUNG_QR_PICTURE (object)->qr, gaung_qr_unref);
  G_OBJECT_CLASS (gaung_qr_picture_parent_class)->finalize (object);
}

static void
gaung_qr_picture_class_init (GaungQrPictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gaung_qr_picture_finalize;
  widget_class->measure = gaung_qr_picture_measure;
  widget_class->snapshot = gaung_qr_picture_snapshot;
  gtk_widget_class_set_css_name (widget_class, "qrpicture");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
gaung_qr_picture_init (GaungQrPicture *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
gaung_qr_picture_new (int side)
{
  GaungQrPicture *self = g_object_new (GAUNG_TYPE_QR_PICTURE, NULL);

  self->side = side;
  return GTK_WIDGET (self);
}

void
gaung_qr_picture_set_text (GaungQrPicture *self, const char *text, const char *label)
{
  g_return_if_fail (GAUNG_IS_QR_PICTURE (self));

  g_clear_pointer (&self->qr, gaung_qr_unref);
  if (text != NULL)
    self->qr = gaung_qr_new (text, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), self->qr != NULL);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label != NULL ? label : "", -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
