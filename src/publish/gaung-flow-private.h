/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "gaung-flow.h"

G_BEGIN_DECLS

/* What a strip shows. A text has one piece with a part for every line. */
typedef struct _GaungPiece GaungPiece;
struct _GaungPiece
{
  grefcount ref_count;
  const char *tag; /* (nullable): of the PDF's structure; NULL: decoration */
  void (*draw) (GaungPiece *self, cairo_t *cr, guint part, double x, double y, gboolean is_first);
  void (*free) (GaungPiece *self);
};

gpointer gaung_piece_new (gsize size, void (*draw) (GaungPiece *, cairo_t *, guint, double, double, gboolean), void (*free_piece) (GaungPiece *));
GaungPiece *gaung_piece_ref (GaungPiece *self);
void gaung_piece_unref (GaungPiece *self);

/* A ground that several strips share. */
typedef struct
{
  grefcount ref_count;
  GaungBoxStyle style;
  double x;
  double width;
} GaungBox;

void gaung_box_unref (GaungBox *self);
void gaung_box_draw (const GaungBox *self, cairo_t *cr, double x, double top, double bottom);

/* What stands left of strips that belong together: a mark, or a numbered disc with its line. */
typedef struct
{
  grefcount ref_count;
  gboolean is_step;
  GaungMark mark;
  guint color;
  double size;     /* of the letters beside it */
  double x;
  double above;    /* step: from the end of the step before to this one; 0: it is the first */
  GaungPiece *disc; /* step: its number */
} GaungGutter;

void gaung_gutter_unref (GaungGutter *self);

typedef struct
{
  GPtrArray *flows;   /* several: side by side; one: balanced over n columns */
  guint n_columns;
  double gap;
  double whole;       /* the height that they need together; 0: they may be torn apart */
} GaungColumns;

typedef struct
{
  GaungPiece *piece; /* NULL: empty space, or columns */
  guint part;
  double x;
  double before;
  double height;
  gboolean keeps;
  GaungGutter *gutter;
  gboolean begins_gutter;
  gboolean has_line;     /* a later step follows: the line of the diagram runs beside it */
  GaungBox *box;
  gboolean begins_box;
  gboolean ends_box;
  GaungPiece *head;      /* drawn again where this strip is the first of a page */
  double head_height;
  GaungColumns *columns;
} GaungStrip;

struct _GaungFlow
{
  GObject parent_instance;
  PangoContext *context;
  double width;
  GArray *strips; /* (element-type GaungStrip) */
  GaungPiece *table_head;
  double table_head_height;
};

/* A strip in its place. */
typedef struct
{
  const GaungStrip *strip;
  GaungPiece *head; /* instead of the strip */
  double x;         /* of the flow */
  double y;         /* of the strip's top */
  gboolean is_first;
} GaungPlaced;

/* Where the next page goes on. */
#define GAUNG_MAX_COLUMNS 6
typedef struct
{
  guint at;
  guint inner[GAUNG_MAX_COLUMNS]; /* of the columns at `at` */
} GaungFlowCursor;

GaungStrip *gaung_flow_append (GaungFlow *self, GaungPiece *piece, guint part, double x, double before, double height);
PangoLayout *gaung_flow_create_layout (GaungFlow *self, const char *text, const GaungTextStyle *style, double width);
/* A piece of the whole layout, drawn at once. */
GaungPiece *gaung_layout_piece_new (PangoLayout *layout, guint color, const char *tag);
double gaung_layout_piece_get_height (GaungPiece *self);

gboolean gaung_flow_is_done (GaungFlow *self, const GaungFlowCursor *cursor);
/* Puts what fits into @height from @cursor on; at least one strip. @placed (nullable) (element-type
 * GaungPlaced). Returns how much of the height was used. */
double gaung_flow_place (GaungFlow *self, GaungFlowCursor *cursor, double x, double y, double height, GArray *placed);
void gaung_placed_draw (GArray *placed, cairo_t *cr);

void gaung_set_color (cairo_t *cr, guint color);
void gaung_rounded_rectangle (cairo_t *cr, double x, double y, double width, double height, double radius);
/* An arrow head whose tip is at 0, 0 and that points the way of the angle. */
void gaung_arrow_head (cairo_t *cr, double x, double y, double angle, double size);

G_END_DECLS
