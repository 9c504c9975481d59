/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungFlow: cards side by side, with the arrows of a flow diagram. */
#include "config.h"

#include "gaung-flow-private.h"

typedef struct
{
  GaungFlow *content;
  GArray *placed;
  GaungBoxStyle style;
  double x;
  double width;
} Card;

typedef struct
{
  GaungPiece parent;
  Card *cards;
  guint n_cards;
  double row_width;
  double height;
  double gap;
  gboolean has_arrows;
  gboolean is_continued;
  guint arrow_color;
} Cards;

static void
draw_arrows (Cards *self, cairo_t *cr, double x, double y, gboolean is_first)
{
  double size = MIN (self->gap * 0.55, 9);
  double middle = y + self->height / 2;
  double first = x + self->cards[0].width / 2;
  double last = x + self->row_width - self->cards[0].width / 2;

  gaung_set_color (cr, self->arrow_color);
  cairo_set_line_width (cr, size * 0.28);
  for (guint i = 1; i < self->n_cards; i++)
    {
      double left = x + self->cards[i].x - self->gap;

      cairo_move_to (cr, left + self->gap * 0.08, middle);
      cairo_line_to (cr, left + self->gap * 0.92 - size * 0.8, middle);
      cairo_stroke (cr);
      gaung_arrow_head (cr, left + self->gap * 0.92, middle, 0, size);
    }
  if (!self->is_continued || is_first)
    return;

  /* From beneath the last card of the row above, round to the first of this one. */
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_move_to (cr, last, y - self->gap);
  cairo_line_to (cr, last, y - self->gap * 0.6);
  cairo_line_to (cr, first, y - self->gap * 0.6);
  cairo_line_to (cr, first, y - size * 0.8);
  cairo_stroke (cr);
  gaung_arrow_head (cr, first, y - self->gap * 0.06, G_PI_2, size);
}

static void
draw_cards (GaungPiece *piece, cairo_t *cr, guint part, double x, double y, gboolean is_first)
{
  Cards *self = (Cards *) piece;

  if (self->has_arrows)
    draw_arrows (self, cr, x, y, is_first);
  for (guint i = 0; i < self->n_cards; i++)
    {
      const Card *card = &self->cards[i];
      GaungBox box = { .style = card->style, .width = card->width };
      double left = x + card->x;

      gaung_box_draw (&box, cr, left, y, y + self->height);
      cairo_save (cr);
      cairo_translate (cr, left + card->style.padding, y + card->style.padding);
      gaung_placed_draw (card->placed, cr);
      cairo_restore (cr);
    }
}

static void
free_cards (GaungPiece *piece)
{
  Cards *self = (Cards *) piece;

  for (guint i = 0; i < self->n_cards; i++)
    {
      g_array_unref (self->cards[i].placed);
      g_object_unref (self->cards[i].content);
    }
  g_free (self->cards);
}

double
gaung_flow_get_card_width (GaungFlow *self, guint n_cards, double gap, double padding)
{
  return (self->width - (n_cards - 1) * gap) / n_cards - 2 * padding;
}

gboolean
gaung_flow_add_cards (GaungFlow *self,
                      GaungCard *cards,
                      guint n_cards,
                      double gap,
                      double max_height,
                      gboolean has_arrows,
                      gboolean is_continued,
                      guint arrow_color)
{
  Cards *row = gaung_piece_new (sizeof (Cards), draw_cards, free_cards);
  double left = 0;

  row->cards = g_new0 (Card, n_cards);
  row->n_cards = n_cards;
  row->gap = gap;
  row->row_width = self->width;
  row->has_arrows = has_arrows;
  row->is_continued = is_continued;
  row->arrow_color = arrow_color;
  for (guint i = 0; i < n_cards; i++)
    {
      Card *card = &row->cards[i];
      GaungFlowCursor cursor = { 0 };
      double height;

      card->content = cards[i].content;
      card->style = cards[i].style;
      card->placed = g_array_new (FALSE, FALSE, sizeof (GaungPlaced));
      height = gaung_flow_place (card->content, &cursor, 0, 0, G_MAXDOUBLE, card->placed);
      card->x = left;
      card->width = card->content->width + 2 * card->style.padding;
      left += card->width + gap;
      row->height = MAX (row->height, height + 2 * card->style.padding);
    }
  if (row->height > max_height)
    {
      gaung_piece_unref (&row->parent);
      return FALSE;
    }
  gaung_flow_append (
      self, &row->parent, 0, 0, is_continued ? gap : cards[0].style.before, row->height);
  return TRUE;
}
