/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungSheetPicture: a page as it will be on paper. */

#include "config.h"

#include "gaung-sheet-picture.h"

#define LEAST 120   /* px wide */
#define NATURAL 380 /* px wide */

struct _GaungSheetPicture
{
  GtkWidget parent_instance;

  GaungSheet *sheet;
  guint page;
};

G_DEFINE_FINAL_TYPE (GaungSheetPicture, gaung_sheet_picture, GTK_TYPE_WIDGET)

static double
get_ratio (GaungSheetPicture *self)
{
  const GaungPaper *paper = self->sheet != NULL ? gaung_sheet_get_paper (self->sheet) : NULL;

  return paper != NULL ? (double) paper->height / paper->width : G_SQRT2;
}

static GtkSizeRequestMode
gaung_sheet_picture_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
gaung_sheet_picture_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  double ratio = get_ratio (GAUNG_SHEET_PICTURE (widget));
  int width = for_size >= 0 ? MIN (for_size, NATURAL) : NATURAL;

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? LEAST : (int) (LEAST * ratio);
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL : (int) (width * ratio);
  *natural = MAX (*minimum, *natural);
  /* A view that scrolls gives no more height than the least. */
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    *minimum = *natural;
}

static void
gaung_sheet_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GaungSheetPicture *self = GAUNG_SHEET_PICTURE (widget);
  const GaungPaper *paper;
  double ratio = get_ratio (self);
  double width = MIN (gtk_widget_get_width (widget), gtk_widget_get_height (widget) / ratio);
  double height = width * ratio;
  double scale;
  cairo_t *cr;

  if (self->sheet == NULL || width < 1)
    return;
  paper = gaung_sheet_get_paper (self->sheet);
  scale = width / (paper->width * GAUNG_POINTS_PER_MM);
  cr = gtk_snapshot_append_cairo (
      snapshot,
      &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget)));
  cairo_translate (cr,
                   (gtk_widget_get_width (widget) - width) / 2,
                   (gtk_widget_get_height (widget) - height) / 2);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill_preserve (cr);
  cairo_clip (cr);
  cairo_scale (cr, scale, scale);
  gaung_sheet_draw_page (self->sheet, cr, self->page);
  cairo_destroy (cr);
}

static void
gaung_sheet_picture_dispose (GObject *object)
{
  g_clear_object (&GAUNG_SHEET_PICTURE (object)->sheet);
  G_OBJECT_CLASS (gaung_sheet_picture_parent_class)->dispose (object);
}

static void
gaung_sheet_picture_class_init (GaungSheetPictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_sheet_picture_dispose;
  widget_class->get_request_mode = gaung_sheet_picture_get_request_mode;
  widget_class->measure = gaung_sheet_picture_measure;
  widget_class->snapshot = gaung_sheet_picture_snapshot;
  gtk_widget_class_set_css_name (widget_class, "sheetpicture");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
gaung_sheet_picture_init (GaungSheetPicture *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

void
gaung_sheet_picture_set_page (GaungSheetPicture *self,
                              GaungSheet *sheet,
                              guint page,
                              const char *label)
{
  g_return_if_fail (GAUNG_IS_SHEET_PICTURE (self));

  g_set_object (&self->sheet, sheet);
  self->page = page;
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label != NULL ? label : "", -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
