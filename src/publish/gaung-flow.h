/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib-object.h>
#include <pango/pango.h>

G_BEGIN_DECLS

#define GAUNG_TYPE_FLOW (gaung_flow_get_type ())
/* GaungFlow: what stands on paper, one block beneath another, as wide as it was made and as long as it
 * becomes. All sheets, leaflets and posters are made of it. Lengths are points (1/72 inch), colours 0xRRGGBB.
 *
 * A flow is a row of strips: a line of text, a row of a table, a drawing. Pages break between strips and
 * nowhere else, so nothing is ever cut; a strip can be kept with the one that follows. Text is data: it
 * is laid out as it is, never read as markup. Not thread-safe; make one per thread. */
G_DECLARE_FINAL_TYPE (GaungFlow, gaung_flow, GAUNG, FLOW, GObject)

typedef struct
{
  double size;   /* of the letters */
  int weight;    /* PANGO_WEIGHT_NORMAL, … */
  guint color;
  double before; /* space above; none at the top of a page */
  PangoAlignment alignment;
  const char *tag; /* structure of the PDF: "H1", "H2", "P"; NULL: "P" */
  gboolean keeps;  /* its last line stays with what follows */
} GaungTextStyle;

/* What stands at the left of an item. */
typedef enum
{
  GAUNG_MARK_BULLET,
  GAUNG_MARK_BOX,    /* to be ticked with a pen */
  GAUNG_MARK_TICK,
} GaungMark;

/* A coloured ground behind blocks. */
typedef struct
{
  guint fill;
  guint bar;      /* a bar at the left in this colour; 0: none */
  double padding;
  double radius;
  double before;
} GaungBoxStyle;

typedef struct
{
  GaungFlow *content; /* (transfer full): as wide as gaung_flow_get_card_width() says, or some narrower and others wider */
  GaungBoxStyle style;
} GaungCard;

typedef struct
{
  double width;
  PangoAlignment alignment;
} GaungFlowColumn;

/* Draws into a square or rectangle whose top left corner is 0, 0. */
typedef void (*GaungFlowDraw) (cairo_t *cr, double width, double height, gpointer data);

GaungFlow *gaung_flow_new (double width, const char *language);
/* For a box, a column or a card of @self: the same fonts. (transfer full) */
GaungFlow *gaung_flow_new_inner (GaungFlow *self, double width);
double gaung_flow_get_width (GaungFlow *self);
gboolean gaung_flow_is_empty (GaungFlow *self);
/* On one endless page. */
double gaung_flow_get_height (GaungFlow *self);

/* @text (nullable): nothing is added where there is nothing to say. */
void gaung_flow_add_text (GaungFlow *self, const char *text, const GaungTextStyle *style);
/* The size up to @style's in which each line of @text fits the width, but not less than @least. */
double gaung_flow_find_size (GaungFlow *self, const char *text, const GaungTextStyle *style, double least);
/* @color of the mark. */
void gaung_flow_add_item (GaungFlow *self, GaungMark mark, guint color, const char *text, const GaungTextStyle *style);
/* A line of a second kind beneath an item or a step, at the same indent. */
void gaung_flow_add_item_note (GaungFlow *self, const char *text, const GaungTextStyle *style);
/* A step of a flow diagram that runs downwards: its number in a disc, and an arrow from the step above.
 * @styles: of @title, @text and @note, the last two (nullable). */
void gaung_flow_add_step (GaungFlow *self, guint number, guint color, const char *title, const char *text, const char *note, const GaungTextStyle styles[3]);
void gaung_flow_add_rule (GaungFlow *self, guint color, double thickness, double before);
void gaung_flow_add_space (GaungFlow *self, double height);
/* @data is freed with @destroy when the flow goes. */
void gaung_flow_add_drawing (GaungFlow *self, double width, double height, PangoAlignment alignment, double before, GaungFlowDraw draw, gpointer data, GDestroyNotify destroy);
/* Takes the blocks of @inner (transfer full), made for the width less the padding. Breaks over pages. */
void gaung_flow_add_box (GaungFlow *self, GaungFlow *inner, const GaungBoxStyle *style);
/* Cards side by side, of the same height, with arrows between them if @has_arrows; a row is not broken.
 * FALSE and nothing added (the contents are freed) where it would be higher than @max_height. @is_continued: an
 * arrow comes from the end of the row above. */
gboolean gaung_flow_add_cards (GaungFlow *self, GaungCard *cards, guint n_cards, double gap, double max_height, gboolean has_arrows, gboolean is_continued, guint arrow_color);
double gaung_flow_get_card_width (GaungFlow *self, guint n_cards, double gap, double padding);
/* Flows side by side, read one after the other, each going on over pages. (transfer full) @is_whole: they begin on a
 * page on which all of them fit, if there is one. */
void gaung_flow_add_columns (GaungFlow *self, GaungFlow **columns, guint n_columns, double gap, double before, gboolean is_whole);
/* One flow in columns of the same length. @inner (transfer full): of the width of a column. */
void gaung_flow_add_balanced (GaungFlow *self, GaungFlow *inner, guint n_columns, double gap, double before);
/* A row of a table. @is_head: repeated on every page on which the table goes on. @fill behind the row, 0: none. */
void gaung_flow_add_row (GaungFlow *self, const GaungFlowColumn *columns, guint n_columns, const char *const *cells, const GaungTextStyle *style, guint fill, gboolean is_head);
/* All blocks of @other, which is of the same width and is empty after it, with @before above them. No columns. */
void gaung_flow_append_flow (GaungFlow *self, GaungFlow *other, double before);
/* The last strip stays with what follows. */
void gaung_flow_keep (GaungFlow *self);

G_END_DECLS
