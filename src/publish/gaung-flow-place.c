/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungFlow: which strips stand on a page, and how they are drawn there. */
#include "config.h"

#include <string.h>

#include "gaung-flow-private.h"

/* Of the letters beside it. */
#define DISC_SIZE 2.05

static const GaungStrip *
get_strip (GaungFlow *self, guint at)
{
  return &g_array_index (self->strips, GaungStrip, at);
}

gboolean
gaung_flow_is_done (GaungFlow *self, const GaungFlowCursor *cursor)
{
  return cursor->at >= self->strips->len;
}

static double measure_chain (GaungFlow *self, guint at);

/* What the columns need at least on a page: the first strips of each that is not done. */
static double
measure_least (const GaungColumns *columns, const guint *inner)
{
  gboolean is_begun = FALSE;
  double least = 0;

  for (guint i = 0; i < columns->flows->len; i++)
    is_begun = is_begun || inner[i] > 0;
  if (!is_begun && columns->whole > 0)
    return columns->whole;
  for (guint i = 0; i < columns->flows->len; i++)
    {
      GaungFlow *flow = g_ptr_array_index (columns->flows, i);

      if (inner[i] < flow->strips->len)
        least = MAX (least, measure_chain (flow, inner[i]));
    }
  return least;
}

/* The strip at @at and those that must stand on the same page beneath it. */
static double
measure_chain (GaungFlow *self, guint at)
{
  static const guint start[GAUNG_MAX_COLUMNS] = { 0 };
  double height = 0;

  for (guint i = at; i < self->strips->len; i++)
    {
      const GaungStrip *strip = get_strip (self, i);

      if (i > at)
        height += strip->before;
      if (strip->columns != NULL)
        return height + measure_least (strip->columns, start);
      height += strip->height;
      if (strip->box != NULL)
        height += (strip->begins_box ? strip->box->style.padding : 0)
                  + (strip->ends_box ? strip->box->style.padding : 0);
      if (!strip->keeps)
        return height + (strip->box != NULL && !strip->ends_box ? strip->box->style.padding : 0);
    }
  return height;
}

static void
add_placed (GArray *placed,
            const GaungStrip *strip,
            GaungPiece *head,
            double x,
            double y,
            gboolean is_first)
{
  GaungPlaced item = { .strip = strip, .head = head, .x = x, .y = y, .is_first = is_first };

  if (placed != NULL)
    g_array_append_val (placed, item);
}

/* Strips until the height is used or columns begin. */
static double
place_strips (GaungFlow *self,
              guint *at,
              double x,
              double y,
              double used,
              double height,
              gboolean *is_full,
              GArray *placed)
{
  *is_full = FALSE;
  for (; *at < self->strips->len; (*at)++)
    {
      const GaungStrip *strip = get_strip (self, *at);
      gboolean is_first = used == 0;
      double padding = strip->box != NULL ? strip->box->style.padding : 0;
      double top = (is_first ? 0 : strip->before)
                   + (strip->begins_box || (is_first && padding > 0) ? padding : 0);

      if (strip->columns != NULL)
        break;
      if (!is_first && used + strip->before + measure_chain (self, *at) > height + 0.01)
        {
          *is_full = TRUE;
          break;
        }
      if (is_first && strip->height == 0 && strip->piece == NULL)
        continue;
      if (is_first && strip->head != NULL && *at > 0 && strip->piece != strip->head)
        {
          add_placed (placed, strip, strip->head, x, y + used, TRUE);
          top += strip->head_height;
        }
      add_placed (placed, strip, NULL, x, y + used + top, is_first);
      used += top + strip->height + (strip->ends_box ? padding : 0);
    }
  return used;
}

/* One flow, filled column after column to @height; is all of it placed? */
static gboolean
place_balanced (const GaungColumns *columns,
                guint *at,
                double x,
                double y,
                double height,
                double *used,
                GArray *placed)
{
  GaungFlow *flow = g_ptr_array_index (columns->flows, 0);

  *used = 0;
  for (guint i = 0; i < columns->n_columns && *at < flow->strips->len; i++)
    {
      gboolean is_full;
      double column = place_strips (
          flow, at, x + i * (flow->width + columns->gap), y, 0, height, &is_full, placed);

      *used = MAX (*used, column);
    }
  return *at >= flow->strips->len;
}

/* The least height at which all of it fits, or @height. */
static double
find_balance (const GaungColumns *columns, guint at, double height)
{
  GaungFlow *flow = g_ptr_array_index (columns->flows, 0);
  double low = 0;
  double high = 0;
  double used;
  guint end = at;

  for (guint i = at; i < flow->strips->len; i++)
    {
      high += get_strip (flow, i)->height + get_strip (flow, i)->before;
      /* Lines that stay together do so in a column, too. */
      low = MAX (low, measure_chain (flow, i));
    }
  high = MIN (high, height);
  low = MIN (low, high);
  if (place_balanced (columns, &end, 0, 0, low, &used, NULL) && used <= low)
    return low;
  end = at;
  if (!place_balanced (columns, &end, 0, 0, high, &used, NULL))
    return high;
  for (guint i = 0; i < 14; i++)
    {
      double middle = (low + high) / 2;

      end = at;
      if (place_balanced (columns, &end, 0, 0, middle, &used, NULL) && used <= middle)
        high = middle;
      else
        low = middle;
    }
  return high;
}

static gboolean
place_columns (const GaungColumns *columns,
               guint *inner,
               double x,
               double y,
               double height,
               double *used,
               GArray *placed)
{
  gboolean is_done = TRUE;
  double left = x;

  *used = 0;
  if (columns->flows->len == 1)
    return place_balanced (
        columns, inner, x, y, find_balance (columns, *inner, height), used, placed);
  for (guint i = 0; i < columns->flows->len; i++)
    {
      GaungFlow *flow = g_ptr_array_index (columns->flows, i);
      gboolean is_full;
      double column = place_strips (flow, &inner[i], left, y, 0, height, &is_full, placed);

      *used = MAX (*used, column);
      is_done = is_done && inner[i] >= flow->strips->len;
      left += flow->width + columns->gap;
    }
  return is_done;
}

double
gaung_flow_place (
    GaungFlow *self, GaungFlowCursor *cursor, double x, double y, double height, GArray *placed)
{
  double used = 0;

  while (!gaung_flow_is_done (self, cursor))
    {
      const GaungStrip *strip;
      gboolean is_full;
      double before;
      double taken;

      used = place_strips (self, &cursor->at, x, y, used, height, &is_full, placed);
      if (is_full || gaung_flow_is_done (self, cursor))
        break;
      strip = get_strip (self, cursor->at);
      before = used == 0 ? 0 : strip->before;
      if (used > 0 && used + before + measure_least (strip->columns, cursor->inner) > height)
        break;
      is_full = !place_columns (strip->columns,
                                cursor->inner,
                                x,
                                y + used + before,
                                height - used - before,
                                &taken,
                                placed);
      used += before + taken;
      if (is_full)
        break;
      cursor->at++;
      memset (cursor->inner, 0, sizeof cursor->inner);
    }
  return used;
}

static void
draw_mark (const GaungGutter *gutter, cairo_t *cr, double x, double y, double line_height)
{
  double size = gutter->size * (gutter->mark == GAUNG_MARK_BULLET ? 0.34 : 0.86);
  double left = x + gutter->x + gutter->size * 0.12;
  double top = y + (line_height - size) / 2;

  gaung_set_color (cr, gutter->color);
  cairo_set_line_width (cr, gutter->size * 0.1);
  switch (gutter->mark)
    {
    case GAUNG_MARK_BOX:
      gaung_rounded_rectangle (cr, left, top, size, size, size * 0.18);
      cairo_stroke (cr);
      break;
    case GAUNG_MARK_TICK:
      cairo_set_line_width (cr, gutter->size * 0.15);
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      cairo_move_to (cr, left + size * 0.08, top + size * 0.55);
      cairo_line_to (cr, left + size * 0.38, top + size * 0.85);
      cairo_line_to (cr, left + size * 0.95, top + size * 0.2);
      cairo_stroke (cr);
      break;
    case GAUNG_MARK_BULLET:
    default:
      cairo_arc (cr, left + size / 2, top + size / 2, size / 2, 0, 2 * G_PI);
      cairo_fill (cr);
      break;
    }
}

/* The disc of a step, the arrow that comes from the step above, and the line to the one below. */
static void
draw_step (const GaungPlaced *placed, cairo_t *cr)
{
  const GaungStrip *strip = placed->strip;
  const GaungGutter *gutter = strip->gutter;
  double size = gutter->size * DISC_SIZE;
  double middle = placed->x + gutter->x + size / 2;

  gaung_set_color (cr, gutter->color);
  cairo_set_line_width (cr, gutter->size * 0.14);
  if (strip->has_line)
    {
      cairo_move_to (cr,
                     middle,
                     placed->y
                         + (strip->begins_gutter ? size / 2
                            : placed->is_first   ? 0
                                                 : -strip->before));
      cairo_line_to (cr, middle, placed->y + strip->height);
      cairo_stroke (cr);
    }
  if (!strip->begins_gutter)
    return;
  if (gutter->above > 0 && !placed->is_first)
    {
      double head = gutter->size * 0.55;

      cairo_move_to (cr, middle, placed->y - strip->before);
      cairo_line_to (cr, middle, placed->y - head);
      cairo_stroke (cr);
      gaung_arrow_head (cr, middle, placed->y - gutter->size * 0.1, G_PI_2, head);
    }
  cairo_arc (cr, middle, placed->y + size / 2, size / 2, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
draw_disc_number (const GaungPlaced *placed, cairo_t *cr)
{
  const GaungGutter *gutter = placed->strip->gutter;
  double size = gutter->size * DISC_SIZE;

  gutter->disc->draw (gutter->disc,
                      cr,
                      0,
                      placed->x + gutter->x,
                      placed->y + (size - gaung_layout_piece_get_height (gutter->disc)) / 2,
                      placed->is_first);
}

static void
draw_grounds (GArray *placed, cairo_t *cr)
{
  for (guint i = 0; i < placed->len; i++)
    {
      const GaungPlaced *item = &g_array_index (placed, GaungPlaced, i);
      const GaungBox *box = item->strip->box;
      const GaungPlaced *last = item;

      if (box == NULL)
        continue;
      while (i + 1 < placed->len && g_array_index (placed, GaungPlaced, i + 1).strip->box == box
             && g_array_index (placed, GaungPlaced, i + 1).x == item->x)
        last = &g_array_index (placed, GaungPlaced, ++i);
      gaung_box_draw (box,
                      cr,
                      item->x,
                      item->y - box->style.padding,
                      last->y + last->strip->height + box->style.padding);
    }
}

static void
draw_strip (const GaungPlaced *item, cairo_t *cr)
{
  const GaungStrip *strip = item->strip;
  const GaungGutter *gutter = strip->gutter;
  GaungPiece *piece = item->head != NULL ? item->head : strip->piece;

  if (gutter != NULL && gutter->is_step && strip->begins_gutter)
    draw_disc_number (item, cr);
  if (piece != NULL)
    piece->draw (piece, cr, strip->part, item->x + strip->x, item->y, item->is_first);
}

static void
draw_gutters (GArray *placed, cairo_t *cr)
{
  for (guint i = 0; i < placed->len; i++)
    {
      const GaungPlaced *item = &g_array_index (placed, GaungPlaced, i);
      const GaungGutter *gutter = item->strip->gutter;

      if (gutter == NULL || item->head != NULL)
        continue;
      if (gutter->is_step)
        draw_step (item, cr);
      else if (item->strip->begins_gutter)
        draw_mark (gutter, cr, item->x, item->y, item->strip->height);
    }
}

void
gaung_placed_draw (GArray *placed, cairo_t *cr)
{
  const GaungPiece *open = NULL;

  draw_grounds (placed, cr);
  draw_gutters (placed, cr);
  for (guint i = 0; i < placed->len; i++)
    {
      const GaungPlaced *item = &g_array_index (placed, GaungPlaced, i);
      const GaungPiece *piece = item->head != NULL ? item->head : item->strip->piece;

      if (open != NULL && piece != open)
        {
          cairo_tag_end (cr, open->tag);
          open = NULL;
        }
      if (piece != NULL && piece->tag != NULL && piece != open)
        {
          cairo_tag_begin (cr, piece->tag, NULL);
          open = piece;
        }
      draw_strip (item, cr);
    }
  if (open != NULL)
    cairo_tag_end (cr, open->tag);
}
