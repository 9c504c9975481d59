/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungServiceFlow: the way through a service, drawn. */

#include "config.h"

#include "gaung-service-flow.h"

#include <glib/gi18n.h>

#include "gaung-fold.h"
#include "gaung-json.h"
#include "gaung-service-words.h"

#define CARD_WIDTH 150 /* px at least, before the text is scaled */
#define GAP 26         /* px between cards, in which the arrow lies */
#define ARROW 5        /* px, half of its head */

struct _GaungServiceFlow
{
  GtkWidget parent_instance;

  guint n_cards;
};

G_DEFINE_FINAL_TYPE (GaungServiceFlow, gaung_service_flow, GTK_TYPE_WIDGET)

static int
get_card_width (GtkWidget *widget)
{
  int width = CARD_WIDTH;

  for (GtkWidget *card = gtk_widget_get_first_child (widget); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    {
      int minimum;

      gtk_widget_measure (card, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      width = MAX (width, minimum);
    }
  return width;
}

/* As many as fit, but rows of like length: five cards in a room for four are 3 + 2. */
static guint
get_columns (GaungServiceFlow *self, int width)
{
  int card = get_card_width (GTK_WIDGET (self));
  guint most = MAX (1, (width + GAP) / (card + GAP));
  guint rows = (self->n_cards + most - 1) / MAX (most, 1);

  return rows > 0 ? (self->n_cards + rows - 1) / rows : 1;
}

static int
get_column_width (guint columns, int width)
{
  return (width - GAP * ((int) columns - 1)) / (int) columns;
}

/* The height of the row that begins with @first. */
static int
get_row_height (GtkWidget *first, guint columns, int card_width)
{
  int height = 0;
  guint i = 0;

  for (GtkWidget *card = first; card != NULL && i < columns;
       card = gtk_widget_get_next_sibling (card), i++)
    {
      int natural;

      gtk_widget_measure (card, GTK_ORIENTATION_VERTICAL, card_width, NULL, &natural, NULL, NULL);
      height = MAX (height, natural);
    }
  return height;
}

static GtkWidget *
skip (GtkWidget *card, guint n)
{
  while (card != NULL && n-- > 0)
    card = gtk_widget_get_next_sibling (card);
  return card;
}

static GtkSizeRequestMode
gaung_service_flow_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
gaung_service_flow_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  GaungServiceFlow *self = GAUNG_SERVICE_FLOW (widget);
  int card = get_card_width (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = card;
      *natural = (int) self->n_cards * (card + GAP) - GAP;
      *natural = MAX (*natural, card);
    }
  else
    {
      guint columns = get_columns (self, for_size < 0 ? card : for_size);
      int width = for_size < 0 ? card : get_column_width (columns, for_size);
      int height = 0;

      for (GtkWidget *first = gtk_widget_get_first_child (widget); first != NULL;
           first = skip (first, columns))
        height += (height > 0 ? GAP : 0) + get_row_height (first, columns, width);
      *minimum = *natural = height;
    }
}

static void
gaung_service_flow_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GaungServiceFlow *self = GAUNG_SERVICE_FLOW (widget);
  guint columns = get_columns (self, width);
  int card_width = get_column_width (columns, width);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int y = 0;

  for (GtkWidget *first = gtk_widget_get_first_child (widget); first != NULL;
       first = skip (first, columns))
    {
      int row_height = get_row_height (first, columns, card_width);
      GtkWidget *card = first;

      for (guint i = 0; i < columns && card != NULL; i++, card = gtk_widget_get_next_sibling (card))
        {
          int x = (int) (is_rtl ? columns - 1 - i : i) * (card_width + GAP);

          gtk_widget_size_allocate (card, &(GtkAllocation) { x, y, card_width, row_height }, -1);
        }
      y += row_height + GAP;
    }
}

static void
append_arrow (
    GtkSnapshot *snapshot, const GdkRGBA *color, float x, float y, gboolean is_down, int sign)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;
  g_autoptr (GskStroke) stroke = gsk_stroke_new (2);
  float half = GAP / 2.0f - 5;
  float dx = is_down ? 0 : sign;
  float dy = is_down ? 1 : 0;

  gsk_path_builder_move_to (builder, x - half * dx, y - half * dy);
  gsk_path_builder_line_to (builder, x + half * dx, y + half * dy);
  gsk_path_builder_move_to (
      builder, x + (half - ARROW) * dx - ARROW * dy, y + (half - ARROW) * dy - ARROW * dx);
  gsk_path_builder_line_to (builder, x + half * dx, y + half * dy);
  gsk_path_builder_line_to (
      builder, x + (half - ARROW) * dx + ARROW * dy, y + (half - ARROW) * dy + ARROW * dx);
  path = gsk_path_builder_to_path (builder);
  gsk_stroke_set_line_cap (stroke, GSK_LINE_CAP_ROUND);
  gsk_stroke_set_line_join (stroke, GSK_LINE_JOIN_ROUND);
  gtk_snapshot_append_stroke (snapshot, path, stroke, color);
}

/* From each card to the next: beside it, or below where the row ends. */
static void
gaung_service_flow_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  int sign = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? -1 : 1;
  GdkRGBA color;

  GTK_WIDGET_CLASS (gaung_service_flow_parent_class)->snapshot (widget, snapshot);
  gtk_widget_get_color (widget, &color);
  color.alpha *= 0.55f;
  for (GtkWidget *card = gtk_widget_get_first_child (widget); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    {
      GtkWidget *next = gtk_widget_get_next_sibling (card);
      graphene_rect_t from, to;

      if (next == NULL || !gtk_widget_compute_bounds (card, widget, &from)
          || !gtk_widget_compute_bounds (next, widget, &to))
        continue;
      if (to.origin.y > from.origin.y)
        append_arrow (snapshot,
                      &color,
                      to.origin.x + MIN (to.size.width / 2, 24),
                      to.origin.y - GAP / 2.0f,
                      TRUE,
                      sign);
      else
        append_arrow (snapshot,
                      &color,
                      (sign > 0 ? to.origin.x : from.origin.x) - GAP / 2.0f,
                      from.origin.y + from.size.height / 2,
                      FALSE,
                      sign);
    }
}

static GtkWidget *
create_label (const char *text, const char *style)
{
  g_autofree char *line = gaung_text_to_line (text, 0);
  GtkWidget *label = gtk_label_new (line);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
create_card (JsonObject *step, guint number)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  const char *title = gaung_json_get_string (step, "title", "");
  const char *text = gaung_json_get_string (step, "text", "");
  g_autofree char *note = gaung_service_step_note (step);
  g_autofree char *digits = g_strdup_printf ("%u", number);

  gtk_widget_add_css_class (card, "step");
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (card), create_label (digits, "step-number"));
  gtk_box_append (GTK_BOX (card), create_label (title, "heading"));
  if (*text != '\0')
    gtk_box_append (GTK_BOX (card), create_label (text, "caption"));
  if (*note != '\0')
    {
      GtkWidget *label = create_label (note, "caption");

      gtk_widget_add_css_class (label, "dimmed");
      gtk_box_append (GTK_BOX (card), label);
    }
  return card;
}

static void
remove_cards (GaungServiceFlow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->n_cards = 0;
}

static void
gaung_service_flow_dispose (GObject *object)
{
  remove_cards (GAUNG_SERVICE_FLOW (object));
  G_OBJECT_CLASS (gaung_service_flow_parent_class)->dispose (object);
}

static void
gaung_service_flow_class_init (GaungServiceFlowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_service_flow_dispose;
  widget_class->get_request_mode = gaung_service_flow_get_request_mode;
  widget_class->measure = gaung_service_flow_measure;
  widget_class->size_allocate = gaung_service_flow_size_allocate;
  widget_class->snapshot = gaung_service_flow_snapshot;
  gtk_widget_class_set_css_name (widget_class, "serviceflow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
gaung_service_flow_init (GaungServiceFlow *self)
{
}

GtkWidget *
gaung_service_flow_new (void)
{
  return g_object_new (GAUNG_TYPE_SERVICE_FLOW, NULL);
}

void
gaung_service_flow_set_service (GaungServiceFlow *self, GaungRecord *service)
{
  JsonArray *steps = NULL;

  g_return_if_fail (GAUNG_IS_SERVICE_FLOW (self));
  remove_cards (self);
  if (service != NULL)
    steps = gaung_json_get_array (gaung_record_get_json (service), "steps");
  for (guint i = 0; steps != NULL && i < json_array_get_length (steps); i++)
    {
      JsonObject *step = gaung_json_get_element_object (steps, i);

      if (step == NULL)
        continue;
      gtk_widget_set_parent (create_card (step, ++self->n_cards), GTK_WIDGET (self));
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->n_cards > 0);
}
