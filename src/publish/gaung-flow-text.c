/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungFlow: text, items of a list, steps. */
#include "config.h"

#include <string.h>

#include "gaung-flow-private.h"
#include "gaung-publish-text.h"

#define LINE_SPACING 1.22
/* Of the letters beside it. */
#define ITEM_INDENT 1.75
#define DISC_SIZE 2.05
#define STEP_INDENT 2.9

typedef struct
{
  PangoLayoutLine *line;
  double x;
  double baseline; /* from the top of the strip */
  double height;
} Line;

typedef struct
{
  GaungPiece parent;
  PangoLayout *layout;
  Line *lines;
  guint n_lines;
  guint color;
} Text;

static void
draw_line (GaungPiece *piece, cairo_t *cr, guint part, double x, double y, gboolean is_first)
{
  Text *text = (Text *) piece;
  const Line *line = &text->lines[part];

  gaung_set_color (cr, text->color);
  cairo_move_to (cr, x + line->x, y + line->baseline);
  pango_cairo_show_layout_line (cr, line->line);
}

static void
free_text (GaungPiece *piece)
{
  Text *text = (Text *) piece;

  for (guint i = 0; i < text->n_lines; i++)
    pango_layout_line_unref (text->lines[i].line);
  g_free (text->lines);
  g_object_unref (text->layout);
}

typedef struct
{
  GaungPiece parent;
  PangoLayout *layout;
  guint color;
} Whole;

static void
draw_whole (GaungPiece *piece, cairo_t *cr, guint part, double x, double y, gboolean is_first)
{
  Whole *whole = (Whole *) piece;

  gaung_set_color (cr, whole->color);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, whole->layout);
}

static void
free_whole (GaungPiece *piece)
{
  g_object_unref (((Whole *) piece)->layout);
}

GaungPiece *
gaung_layout_piece_new (PangoLayout *layout, guint color, const char *tag)
{
  Whole *whole = gaung_piece_new (sizeof (Whole), draw_whole, free_whole);

  whole->layout = g_object_ref (layout);
  whole->color = color;
  whole->parent.tag = tag;
  return &whole->parent;
}

double
gaung_layout_piece_get_height (GaungPiece *self)
{
  int height;

  pango_layout_get_size (((Whole *) self)->layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

PangoLayout *
gaung_flow_create_layout (GaungFlow *self,
                          const char *text,
                          const GaungTextStyle *style,
                          double width)
{
  PangoLayout *layout = pango_layout_new (self->context);
  g_autoptr (PangoFontDescription) font
      = pango_font_description_copy (pango_context_get_font_description (self->context));
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_font_description_set_absolute_size (font, style->size * PANGO_SCALE);
  pango_font_description_set_weight (font, (PangoWeight) style->weight);
  pango_layout_set_font_description (layout, font);
  /* A hyphen that Pango adds would become part of an address or a number. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_line_spacing (layout, LINE_SPACING);
  pango_layout_set_alignment (layout, style->alignment);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static Text *
create_text (GaungFlow *self, const char *text, const GaungTextStyle *style, double width)
{
  Text *piece = gaung_piece_new (sizeof (Text), draw_line, free_text);
  PangoLayoutIter *iter;
  guint i = 0;

  piece->layout = gaung_flow_create_layout (self, text, style, width);
  piece->color = style->color;
  piece->parent.tag = style->tag != NULL ? style->tag : "P";
  piece->n_lines = (guint) pango_layout_get_line_count (piece->layout);
  piece->lines = g_new0 (Line, piece->n_lines);
  iter = pango_layout_get_iter (piece->layout);
  do
    {
      Line *line = &piece->lines[i++];
      PangoRectangle logical;
      int top;
      int bottom;

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      pango_layout_iter_get_line_yrange (iter, &top, &bottom);
      line->line = pango_layout_line_ref (pango_layout_iter_get_line_readonly (iter));
      line->x = (double) logical.x / PANGO_SCALE;
      line->baseline = (double) (pango_layout_iter_get_baseline (iter) - top) / PANGO_SCALE;
      line->height = (double) (bottom - top) / PANGO_SCALE;
      /* An empty line between paragraphs is half a line. */
      if (line->line->length == 0)
        line->height /= 2;
    }
  while (pango_layout_iter_next_line (iter) && i < piece->n_lines);
  pango_layout_iter_free (iter);
  return piece;
}

/* Strips of @text at @x. Neither the first line nor the last is left alone on a page. Returns the
 * index of the first strip, -1 for nothing. */
static int
append_text (
    GaungFlow *self, const char *text, const GaungTextStyle *style, double x, double before)
{
  g_autofree char *clean = gaung_publish_clean (text);
  int first = (int) self->strips->len;
  Text *piece;

  if (*clean == '\0')
    return -1;
  piece = create_text (self, clean, style, self->width - x);
  for (guint i = 0; i < piece->n_lines; i++)
    {
      GaungStrip *strip = gaung_flow_append (self,
                                             gaung_piece_ref (&piece->parent),
                                             i,
                                             x,
                                             i == 0 ? before : 0,
                                             piece->lines[i].height);

      strip->keeps = i + 1 < piece->n_lines ? (i == 0 || i + 2 == piece->n_lines) : style->keeps;
    }
  gaung_piece_unref (&piece->parent);
  return first;
}

double
gaung_flow_find_size (GaungFlow *self, const char *text, const GaungTextStyle *style, double least)
{
  g_autofree char *clean = gaung_publish_clean (text);
  g_autoptr (PangoLayout) layout = gaung_flow_create_layout (self, clean, style, self->width);
  PangoRectangle logical;

  pango_layout_set_width (layout, -1);
  pango_layout_get_extents (layout, NULL, &logical);
  if (logical.width <= self->width * PANGO_SCALE)
    return style->size;
  /* A little less, so that no rounding breaks the line. */
  return MAX (least, style->size * self->width * PANGO_SCALE / logical.width * 0.99);
}

void
gaung_flow_add_text (GaungFlow *self, const char *text, const GaungTextStyle *style)
{
  append_text (self, text, style, 0, style->before);
}

static GaungGutter *
create_gutter (guint color, double size)
{
  GaungGutter *gutter = g_new0 (GaungGutter, 1);

  g_ref_count_init (&gutter->ref_count);
  gutter->color = color;
  gutter->size = size;
  return gutter;
}

/* Strips from @first on belong to @gutter. */
static void
mark_strips (GaungFlow *self, guint first, GaungGutter *gutter, gboolean begins)
{
  for (guint i = first; i < self->strips->len; i++)
    {
      GaungStrip *strip = &g_array_index (self->strips, GaungStrip, i);

      strip->gutter = gutter;
      g_ref_count_inc (&gutter->ref_count);
      strip->begins_gutter = begins && i == first;
    }
}

void
gaung_flow_add_item (
    GaungFlow *self, GaungMark mark, guint color, const char *text, const GaungTextStyle *style)
{
  GaungGutter *gutter;
  int first = append_text (self, text, style, style->size * ITEM_INDENT, style->before);

  if (first < 0)
    return;
  /* A short item is not torn apart by the end of a column. */
  for (guint i = (guint) first; i + 1 < self->strips->len && self->strips->len - first <= 6; i++)
    g_array_index (self->strips, GaungStrip, i).keeps = TRUE;
  gutter = create_gutter (color, style->size);
  gutter->mark = mark;
  mark_strips (self, (guint) first, gutter, TRUE);
  gaung_gutter_unref (gutter);
}

void
gaung_flow_add_item_note (GaungFlow *self, const char *text, const GaungTextStyle *style)
{
  GaungStrip *last = self->strips->len > 0
                         ? &g_array_index (self->strips, GaungStrip, self->strips->len - 1)
                         : NULL;
  GaungGutter *gutter = last != NULL ? last->gutter : NULL;
  double x = last != NULL ? last->x : 0;
  int first = append_text (self, text, style, x, style->before);

  if (first <= 0)
    return;
  g_array_index (self->strips, GaungStrip, (guint) first - 1).keeps = TRUE;
  if (gutter != NULL)
    mark_strips (self, (guint) first, gutter, FALSE);
}

/* The steps above this one, back to the first, end in an arrow to it. */
static double
find_step_above (GaungFlow *self)
{
  GaungStrip *last = self->strips->len > 0
                         ? &g_array_index (self->strips, GaungStrip, self->strips->len - 1)
                         : NULL;
  GaungGutter *gutter = last != NULL ? last->gutter : NULL;

  if (gutter == NULL || !gutter->is_step)
    return 0;
  for (guint i = self->strips->len; i > 0; i--)
    {
      GaungStrip *strip = &g_array_index (self->strips, GaungStrip, i - 1);

      if (strip->gutter != gutter)
        break;
      strip->has_line = TRUE;
    }
  return 1;
}

void
gaung_flow_add_step (GaungFlow *self,
                     guint number,
                     guint color,
                     const char *title,
                     const char *text,
                     const char *note,
                     const GaungTextStyle styles[3])
{
  double size = styles[0].size;
  double indent = size * STEP_INDENT;
  double above = find_step_above (self) * styles[0].before;
  g_autofree char *digits = g_strdup_printf ("%u", number);
  GaungTextStyle digit_style
      = { number < 10 ? size * 1.08 : size * 0.9, PANGO_WEIGHT_BOLD, 0xffffff };
  g_autoptr (PangoLayout) layout = NULL;
  GaungGutter *gutter;
  double height = 0;
  int first = append_text (self, title, &styles[0], indent, styles[0].before);

  if (first < 0)
    first = append_text (self, digits, &styles[0], indent, styles[0].before);
  if (append_text (self, text, &styles[1], indent, styles[1].before) > first)
    g_array_index (self->strips, GaungStrip, (guint) first).keeps = TRUE;
  append_text (self, note, &styles[2], indent, styles[2].before);

  gutter = create_gutter (color, size);
  gutter->is_step = TRUE;
  gutter->above = above;
  digit_style.alignment = PANGO_ALIGN_CENTER;
  layout = gaung_flow_create_layout (self, digits, &digit_style, size * DISC_SIZE);
  gutter->disc = gaung_layout_piece_new (layout, 0xffffff, NULL);
  mark_strips (self, (guint) first, gutter, TRUE);
  gaung_gutter_unref (gutter);

  /* A short step is not torn apart by the end of a page. */
  for (guint i = (guint) first; i + 1 < self->strips->len && self->strips->len - first <= 6; i++)
    g_array_index (self->strips, GaungStrip, i).keeps = TRUE;
  /* A step of one line is as high as its disc. */
  for (guint i = (guint) first; i < self->strips->len; i++)
    height += g_array_index (self->strips, GaungStrip, i).height;
  if (height < size * DISC_SIZE)
    g_array_index (self->strips, GaungStrip, self->strips->len - 1).height
        += size * DISC_SIZE - height;
}
