/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungFlow: the blocks that are no text, and what all blocks share. */
#include "config.h"

#include <math.h>
#include <string.h>

#include "gaung-flow-private.h"

/* The letters of the desktop where it has them, else the system's. */
#define FONT_FAMILY "Adwaita Sans, Inter, Noto Sans, Sans"

G_DEFINE_FINAL_TYPE (GaungFlow, gaung_flow, G_TYPE_OBJECT)

gpointer
gaung_piece_new (gsize size,
                 void (*draw) (GaungPiece *, cairo_t *, guint, double, double, gboolean),
                 void (*free_piece) (GaungPiece *))
{
  GaungPiece *self = g_malloc0 (size);

  g_ref_count_init (&self->ref_count);
  self->draw = draw;
  self->free = free_piece;
  return self;
}

GaungPiece *
gaung_piece_ref (GaungPiece *self)
{
  g_ref_count_inc (&self->ref_count);
  return self;
}

void
gaung_piece_unref (GaungPiece *self)
{
  if (!g_ref_count_dec (&self->ref_count))
    return;
  if (self->free != NULL)
    self->free (self);
  g_free (self);
}

void
gaung_box_unref (GaungBox *self)
{
  if (g_ref_count_dec (&self->ref_count))
    g_free (self);
}

void
gaung_gutter_unref (GaungGutter *self)
{
  if (!g_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->disc, gaung_piece_unref);
  g_free (self);
}

static void
clear_strip (gpointer data)
{
  GaungStrip *strip = data;

  g_clear_pointer (&strip->piece, gaung_piece_unref);
  g_clear_pointer (&strip->head, gaung_piece_unref);
  g_clear_pointer (&strip->gutter, gaung_gutter_unref);
  g_clear_pointer (&strip->box, gaung_box_unref);
  if (strip->columns != NULL)
    g_ptr_array_unref (strip->columns->flows);
  g_clear_pointer (&strip->columns, g_free);
}

void
gaung_set_color (cairo_t *cr, guint color)
{
  cairo_set_source_rgb (
      cr, (color >> 16 & 0xff) / 255.0, (color >> 8 & 0xff) / 255.0, (color & 0xff) / 255.0);
}

void
gaung_rounded_rectangle (
    cairo_t *cr, double x, double y, double width, double height, double radius)
{
  double r = MIN (radius, MIN (width, height) / 2);

  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - r, y + r, r, -G_PI_2, 0);
  cairo_arc (cr, x + width - r, y + height - r, r, 0, G_PI_2);
  cairo_arc (cr, x + r, y + height - r, r, G_PI_2, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

void
gaung_arrow_head (cairo_t *cr, double x, double y, double angle, double size)
{
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_rotate (cr, angle);
  cairo_move_to (cr, 0, 0);
  cairo_line_to (cr, -size, -size * 0.62);
  cairo_line_to (cr, -size, size * 0.62);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_restore (cr);
}

void
gaung_box_draw (const GaungBox *self, cairo_t *cr, double x, double top, double bottom)
{
  cairo_save (cr);
  gaung_rounded_rectangle (cr, x + self->x, top, self->width, bottom - top, self->style.radius);
  gaung_set_color (cr, self->style.fill);
  if (self->style.bar != 0)
    {
      cairo_clip (cr);
      cairo_paint (cr);
      gaung_set_color (cr, self->style.bar);
      cairo_rectangle (cr, x + self->x, top, self->style.padding * 0.4, bottom - top);
    }
  cairo_fill (cr);
  cairo_restore (cr);
}

GaungStrip *
gaung_flow_append (
    GaungFlow *self, GaungPiece *piece, guint part, double x, double before, double height)
{
  GaungStrip strip = { .piece = piece, .part = part, .x = x, .before = before, .height = height };

  g_array_append_val (self->strips, strip);
  return &g_array_index (self->strips, GaungStrip, self->strips->len - 1);
}

typedef struct
{
  GaungPiece parent;
  GaungFlowDraw draw;
  gpointer data;
  GDestroyNotify destroy;
  double width;
  double height;
} Drawing;

static void
draw_drawing (GaungPiece *piece, cairo_t *cr, guint part, double x, double y, gboolean is_first)
{
  Drawing *drawing = (Drawing *) piece;

  cairo_save (cr);
  cairo_translate (cr, x, y);
  drawing->draw (cr, drawing->width, drawing->height, drawing->data);
  cairo_restore (cr);
}

static void
free_drawing (GaungPiece *piece)
{
  Drawing *drawing = (Drawing *) piece;

  if (drawing->destroy != NULL)
    drawing->destroy (drawing->data);
}

static void
draw_rule (cairo_t *cr, double width, double height, gpointer data)
{
  gaung_set_color (cr, GPOINTER_TO_UINT (data));
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
}

static void
gaung_flow_finalize (GObject *object)
{
  GaungFlow *self = GAUNG_FLOW (object);

  g_clear_pointer (&self->strips, g_array_unref);
  g_clear_pointer (&self->table_head, gaung_piece_unref);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (gaung_flow_parent_class)->finalize (object);
}

static void
gaung_flow_class_init (GaungFlowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gaung_flow_finalize;
}

static void
gaung_flow_init (GaungFlow *self)
{
  self->strips = g_array_new (FALSE, FALSE, sizeof (GaungStrip));
  g_array_set_clear_func (self->strips, clear_strip);
}

/* Lengths do not depend on a screen: no hinting, and a unit is a point. */
static PangoContext *
create_context (const char *language)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (FONT_FAMILY);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_font_description (context, font);
  pango_context_set_language (context, pango_language_from_string (language));
  pango_context_set_base_dir (context, PANGO_DIRECTION_LTR);
  return context;
}

GaungFlow *
gaung_flow_new (double width, const char *language)
{
  GaungFlow *self = g_object_new (GAUNG_TYPE_FLOW, NULL);

  self->width = width;
  self->context = create_context (language);
  return self;
}

GaungFlow *
gaung_flow_new_inner (GaungFlow *self, double width)
{
  GaungFlow *inner = g_object_new (GAUNG_TYPE_FLOW, NULL);

  inner->width = width;
  inner->context = g_object_ref (self->context);
  return inner;
}

double
gaung_flow_get_width (GaungFlow *self)
{
  return self->width;
}

gboolean
gaung_flow_is_empty (GaungFlow *self)
{
  return self->strips->len == 0;
}

double
gaung_flow_get_height (GaungFlow *self)
{
  GaungFlowCursor cursor = { 0 };

  return gaung_flow_place (self, &cursor, 0, 0, G_MAXDOUBLE, NULL);
}

void
gaung_flow_keep (GaungFlow *self)
{
  if (self->strips->len > 0)
    g_array_index (self->strips, GaungStrip, self->strips->len - 1).keeps = TRUE;
}

void
gaung_flow_add_drawing (GaungFlow *self,
                        double width,
                        double height,
                        PangoAlignment alignment,
                        double before,
                        GaungFlowDraw draw,
                        gpointer data,
                        GDestroyNotify destroy)
{
  Drawing *drawing = gaung_piece_new (sizeof (Drawing), draw_drawing, free_drawing);
  double room = self->width - width;

  drawing->draw = draw;
  drawing->data = data;
  drawing->destroy = destroy;
  drawing->width = width;
  drawing->height = height;
  gaung_flow_append (self,
                     &drawing->parent,
                     0,
                     alignment == PANGO_ALIGN_LEFT     ? 0
                     : alignment == PANGO_ALIGN_CENTER ? room / 2
                                                       : room,
                     before,
                     height);
}

void
gaung_flow_add_rule (GaungFlow *self, guint color, double thickness, double before)
{
  gaung_flow_add_drawing (self,
                          self->width,
                          thickness,
                          PANGO_ALIGN_LEFT,
                          before,
                          draw_rule,
                          GUINT_TO_POINTER (color),
                          NULL);
}

void
gaung_flow_add_space (GaungFlow *self, double height)
{
  gaung_flow_append (self, NULL, 0, 0, height, 0);
}

void
gaung_flow_append_flow (GaungFlow *self, GaungFlow *other, double before)
{
  guint first = self->strips->len;

  if (other->strips->len == 0)
    return;
  g_array_append_vals (self->strips, other->strips->data, other->strips->len);
  /* What they hold belongs to this flow now. */
  g_array_set_clear_func (other->strips, NULL);
  g_array_set_size (other->strips, 0);
  g_array_set_clear_func (other->strips, clear_strip);
  g_array_index (self->strips, GaungStrip, first).before = before;
}

void
gaung_flow_add_box (GaungFlow *self, GaungFlow *inner, const GaungBoxStyle *style)
{
  guint n = inner->strips->len;
  guint first = self->strips->len;
  GaungBox *box;

  gaung_flow_append_flow (self, inner, style->before);
  g_object_unref (inner);
  if (n == 0)
    return;
  box = g_new0 (GaungBox, 1);
  g_ref_count_init (&box->ref_count);
  box->style = *style;
  box->width = self->width;
  for (guint i = first; i < first + n; i++)
    {
      GaungStrip *strip = &g_array_index (self->strips, GaungStrip, i);

      g_assert (strip->box == NULL && strip->columns == NULL);
      strip->box = box;
      g_ref_count_inc (&box->ref_count);
      strip->x += style->padding;
      if (strip->gutter != NULL && strip->begins_gutter)
        strip->gutter->x += style->padding;
      strip->begins_box = i == first;
      strip->ends_box = i == first + n - 1;
    }
  gaung_box_unref (box);
}

/* Columns within columns would need a cursor for each. */
static gboolean
has_columns (GaungFlow *self)
{
  for (guint i = 0; i < self->strips->len; i++)
    if (g_array_index (self->strips, GaungStrip, i).columns != NULL)
      return TRUE;
  return FALSE;
}

static void
add_columns (GaungFlow *self, GPtrArray *flows, guint n_columns, double gap, double before)
{
  GaungStrip *strip = gaung_flow_append (self, NULL, 0, 0, before, 0);

  for (guint i = 0; i < flows->len; i++)
    g_assert (!has_columns (g_ptr_array_index (flows, i)));
  strip->columns = g_new0 (GaungColumns, 1);
  strip->columns->flows = flows;
  strip->columns->n_columns = n_columns;
  strip->columns->gap = gap;
}

void
gaung_flow_add_columns (GaungFlow *self,
                        GaungFlow **columns,
                        guint n_columns,
                        double gap,
                        double before,
                        gboolean is_whole)
{
  GPtrArray *flows = g_ptr_array_new_with_free_func (g_object_unref);
  double whole = 0;

  g_assert (n_columns > 0 && n_columns <= GAUNG_MAX_COLUMNS);
  for (guint i = 0; i < n_columns; i++)
    {
      g_ptr_array_add (flows, columns[i]);
      if (is_whole)
        whole = MAX (whole, gaung_flow_get_height (columns[i]));
    }
  add_columns (self, flows, n_columns, gap, before);
  g_array_index (self->strips, GaungStrip, self->strips->len - 1).columns->whole = whole;
}

void
gaung_flow_add_balanced (
    GaungFlow *self, GaungFlow *inner, guint n_columns, double gap, double before)
{
  GPtrArray *flows = g_ptr_array_new_with_free_func (g_object_unref);

  g_assert (n_columns > 0 && n_columns <= GAUNG_MAX_COLUMNS);
  g_ptr_array_add (flows, inner);
  add_columns (self, flows, n_columns, gap, before);
}
