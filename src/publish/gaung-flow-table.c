/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungFlow: rows of a table. */
#include "config.h"

#include "gaung-flow-private.h"
#include "gaung-publish-text.h"

/* Of the letters. */
#define ROW_PADDING 0.45
#define CELL_PADDING 0.4

typedef struct
{
  GaungPiece parent;
  PangoLayout **cells;
  double *lefts;
  guint n_cells;
  double width;
  double height;
  double padding;
  guint color;
  guint fill;
} Row;

static void
draw_row (GaungPiece *piece, cairo_t *cr, guint part, double x, double y, gboolean is_first)
{
  Row *row = (Row *) piece;

  if (row->fill != 0)
    {
      gaung_set_color (cr, row->fill);
      cairo_rectangle (cr, x, y, row->width, row->height);
      cairo_fill (cr);
    }
  gaung_set_color (cr, row->color);
  for (guint i = 0; i < row->n_cells; i++)
    {
      cairo_move_to (cr, x + row->lefts[i], y + row->padding);
      pango_cairo_show_layout (cr, row->cells[i]);
    }
}

static void
free_row (GaungPiece *piece)
{
  Row *row = (Row *) piece;

  for (guint i = 0; i < row->n_cells; i++)
    g_object_unref (row->cells[i]);
  g_free (row->cells);
  g_free (row->lefts);
}

void
gaung_flow_add_row (GaungFlow *self,
                    const GaungFlowColumn *columns,
                    guint n_columns,
                    const char *const *cells,
                    const GaungTextStyle *style,
                    guint fill,
                    gboolean is_head)
{
  Row *row = gaung_piece_new (sizeof (Row), draw_row, free_row);
  double left = 0;
  GaungStrip *strip;

  row->parent.tag = "P";
  row->cells = g_new0 (PangoLayout *, n_columns);
  row->lefts = g_new0 (double, n_columns);
  row->n_cells = n_columns;
  row->width = self->width;
  row->padding = style->size * ROW_PADDING;
  row->color = style->color;
  row->fill = fill;
  for (guint i = 0; i < n_columns; i++)
    {
      g_autofree char *clean = gaung_publish_clean (cells[i]);
      GaungTextStyle cell = *style;
      int height;

      cell.alignment = columns[i].alignment;
      row->lefts[i] = left + style->size * CELL_PADDING;
      row->cells[i] = gaung_flow_create_layout (
          self, clean, &cell, columns[i].width - 2 * style->size * CELL_PADDING);
      pango_layout_set_line_spacing (row->cells[i], 1);
      pango_layout_get_size (row->cells[i], NULL, &height);
      row->height = MAX (row->height, (double) height / PANGO_SCALE);
      left += columns[i].width;
    }
  row->height += 2 * row->padding;
  if (is_head)
    {
      g_clear_pointer (&self->table_head, gaung_piece_unref);
      self->table_head = gaung_piece_ref (&row->parent);
      self->table_head_height = row->height;
    }
  strip = gaung_flow_append (self, &row->parent, 0, 0, style->before, row->height);
  strip->keeps = is_head;
  if (self->table_head != NULL)
    {
      strip->head = gaung_piece_ref (self->table_head);
      strip->head_height = self->table_head_height;
    }
}
