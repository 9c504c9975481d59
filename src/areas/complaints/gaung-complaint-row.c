/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungComplaintRow: a complaint in the list. Made once and bound again and again while the list
 * scrolls, so it is a handful of labels and nothing more. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-agency-names.h"
#include "gaung-complaint-row.h"
#include "gaung-deadline-pill.h"
#include "gaung-fold.h"
#include "gaung-highlight.h"
#include "gaung-place.h"

struct _GaungComplaintRow
{
  GtkWidget parent_instance;

  GtkWidget *box; /* NULL until it is filled for the first time, as all below */
  GtkWidget *dot;
  GtkLabel *title;
  GaungPill *pill;
  GtkLabel *meta;
  GtkImage *mark; /* NULL until there is something to mark */
  GtkLabel *agency;

  GaungContext *context;
  GaungComplaintRowFunc find;
  gpointer find_data;
  GaungComplaint *complaint; /* NULL until it is filled */
  char *words;
  gboolean is_filled;
};

G_DEFINE_FINAL_TYPE (GaungComplaintRow, gaung_complaint_row, GTK_TYPE_WIDGET)

enum
{
  FILLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Of the row that was measured last, by orientation. */
static struct
{
  int minimum;
  int natural;
} sizes[2];

static void
append_part (GString *line, const char *text)
{
  g_autofree char *part = NULL;

  if (text == NULL || *text == '\0')
    return;
  part = gaung_text_to_line (text, 60);
  gaung_text_append_part (line, part);
}

char *
gaung_complaint_to_meta_line (GaungComplaint *complaint)
{
  GaungRecord *record = GAUNG_RECORD (complaint);
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *place = gaung_place_to_display (gaung_record_get_string (record, "district"),
                                                   gaung_record_get_string (record, "village"));

  append_part (line, gaung_record_get_reference (record));
  append_part (line, gaung_complaint_get_category_label (complaint));
  append_part (line, place);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/* It is known to be a complaint, and nobody has been told to deal with it: handing over is what
 * comes next. Before that its state says enough. */
static gboolean
lacks_disposition (GaungComplaint *complaint, GaungInstant now)
{
  return gaung_complaint_get_state (complaint) == GAUNG_COMPLAINT_STATE_VERIFIED
         && !gaung_complaint_is_postponed_at (complaint, now);
}

static void
show_agency (GaungComplaintRow *self)
{
  const char *code = gaung_record_get_string (GAUNG_RECORD (self->complaint), "agency");

  if (lacks_disposition (self->complaint, gaung_context_get_now (self->context)))
    {
      gtk_label_set_text (self->agency, _ ("No disposition yet"));
      gtk_widget_remove_css_class (GTK_WIDGET (self->agency), "dimmed");
      gtk_widget_add_css_class (GTK_WIDGET (self->agency), "missing");
    }
  else
    {
      gtk_label_set_text (
          self->agency,
          gaung_agency_names_get_short (gaung_context_get_store (self->context), code));
      gtk_widget_remove_css_class (GTK_WIDGET (self->agency), "missing");
      gtk_widget_add_css_class (GTK_WIDGET (self->agency), "dimmed");
    }
}

static GtkLabel *
create_label (GtkWidget *box, gboolean expands)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), expands ? 0 : 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, expands);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
create_children (GaungComplaintRow *self)
{
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *bottom = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_box_append (GTK_BOX (self->box), top);
  gtk_box_append (GTK_BOX (self->box), bottom);

  self->dot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_valign (self->dot, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->dot, "new-dot");
  gtk_box_append (GTK_BOX (top), self->dot);
  self->title = create_label (top, TRUE);
  self->pill = GAUNG_PILL (gaung_pill_new ());
  gtk_box_append (GTK_BOX (top), GTK_WIDGET (self->pill));

  self->meta = create_label (bottom, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->meta), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->meta), "dimmed");
  self->agency = create_label (bottom, FALSE);
  gtk_label_set_ellipsize (self->agency, PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->agency), "caption");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

static void
show_title (GaungComplaintRow *self)
{
  GaungRecord *record = GAUNG_RECORD (self->complaint);
  gboolean is_new = gaung_record_get_is_new (record);
  g_autofree char *title = NULL;
  g_autoptr (PangoAttrList) hits = NULL;

  if (gaung_complaint_can_read (self->complaint, gaung_context_get_actor (self->context)))
    title = gaung_text_to_line (gaung_record_get_title (record), 120);
  else
    title = g_strdup (_ ("Secret complaint"));
  if (self->words != NULL && *self->words)
    hits = gaung_highlight_new (title, self->words);
  gtk_widget_set_visible (self->dot, is_new);
  gtk_label_set_text (self->title, title);
  gtk_label_set_attributes (self->title, hits);
  if (is_new)
    gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->title), "heading");
}

/* Whether something of it is not on the server yet, was refused, or clashes. */
static void
show_mark (GaungComplaintRow *self)
{
  GaungSyncMark mark = gaung_sync_marks_get (gaung_context_get_marks (self->context),
                                             gaung_record_get_id (GAUNG_RECORD (self->complaint)));
  gboolean needs_somebody = mark == GAUNG_SYNC_MARK_PARKED || mark == GAUNG_SYNC_MARK_CLASH;
  GtkWidget *widget;

  if (self->mark == NULL)
    {
      if (mark == GAUNG_SYNC_MARK_NONE)
        return;
      self->mark = GTK_IMAGE (gtk_image_new ());
      gtk_image_set_pixel_size (self->mark, 12);
      gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (self->meta))),
                                  GTK_WIDGET (self->mark),
                                  GTK_WIDGET (self->meta));
    }
  widget = GTK_WIDGET (self->mark);
  gtk_widget_set_visible (widget, mark != GAUNG_SYNC_MARK_NONE);
  if (mark == GAUNG_SYNC_MARK_NONE)
    return;
  gtk_image_set_from_icon_name (self->mark, gaung_sync_mark_get_icon_name (mark));
  gtk_widget_set_tooltip_text (widget, gaung_sync_mark_get_label (mark));
  gtk_widget_remove_css_class (widget, needs_somebody ? "dimmed" : "warning");
  gtk_widget_add_css_class (widget, needs_somebody ? "warning" : "dimmed");
}

static void
show_time (GaungComplaintRow *self)
{
  gaung_pill_set_complaint (self->pill,
                            self->complaint,
                            gaung_context_get_rules (self->context),
                            gaung_context_get_now (self->context));
  g_signal_emit (self, signals[FILLED], 0);
}

/* The list keeps the object when only the mark goes. */
static void
seen_cb (GaungComplaintRow *self)
{
  if (!self->is_filled)
    return;
  show_title (self);
  g_signal_emit (self, signals[FILLED], 0);
}

static void
take_complaint (GaungComplaintRow *self, GaungComplaint *complaint)
{
  if (self->complaint != NULL)
    g_signal_handlers_disconnect_by_func (self->complaint, seen_cb, self);
  g_clear_object (&self->complaint);
  self->complaint = complaint;
  if (complaint != NULL)
    g_signal_connect_object (
        complaint, "notify::is-new", G_CALLBACK (seen_cb), self, G_CONNECT_SWAPPED);
}

static void
fill (GaungComplaintRow *self)
{
  g_autofree char *meta = NULL;

  if (self->is_filled)
    return;
  if (self->box == NULL)
    create_children (self);
  if (self->complaint == NULL)
    take_complaint (self, self->find (self->find_data));
  if (self->complaint == NULL)
    return;
  self->is_filled = TRUE;
  show_title (self);
  meta = gaung_complaint_to_meta_line (self->complaint);
  gtk_label_set_text (self->meta, meta);
  show_agency (self);
  show_mark (self);
  show_time (self);
}

static void
gaung_complaint_row_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  GaungComplaintRow *self = GAUNG_COMPLAINT_ROW (widget);

  if (sizes[orientation].natural == 0)
    fill (self);
  if (self->is_filled)
    gtk_widget_measure (self->box,
                        orientation,
                        for_size,
                        &sizes[orientation].minimum,
                        &sizes[orientation].natural,
                        NULL,
                        NULL);
  *minimum = sizes[orientation].minimum;
  *natural = sizes[orientation].natural;
}

/* A list maps all of its rows before it knows its own size. @margin: also what is less than so many
 * pages away. */
static gboolean
is_in_sight (GtkWidget *widget, guint margin)
{
  GtkWidget *item = gtk_widget_get_parent (widget);
  GtkWidget *list = item != NULL ? gtk_widget_get_parent (item) : NULL;
  graphene_rect_t bounds;

  return gtk_widget_get_mapped (widget) && list != NULL
         && gtk_widget_compute_bounds (item, list, &bounds)
         && bounds.origin.y < (1.0 + margin) * gtk_widget_get_height (list)
         && bounds.origin.y + bounds.size.height > -1.0 * margin * gtk_widget_get_height (list);
}

static void
gaung_complaint_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GaungComplaintRow *self = GAUNG_COMPLAINT_ROW (widget);

  if (!self->is_filled && is_in_sight (widget, 0))
    fill (self);
  if (self->is_filled)
    gtk_widget_allocate (self->box, width, height, baseline, NULL);
}

static void
gaung_complaint_row_map (GtkWidget *widget)
{
  if (gtk_widget_get_height (widget) > 0)
    {
      fill (GAUNG_COMPLAINT_ROW (widget));
      /* Its size has not changed, but the children have none yet. */
      gtk_widget_queue_allocate (widget);
    }
  GTK_WIDGET_CLASS (gaung_complaint_row_parent_class)->map (widget);
}

static void
gaung_complaint_row_dispose (GObject *object)
{
  GaungComplaintRow *self = GAUNG_COMPLAINT_ROW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  self->mark = NULL;
  self->is_filled = FALSE;
  take_complaint (self, NULL);
  g_clear_object (&self->context);
  g_clear_pointer (&self->words, g_free);
  G_OBJECT_CLASS (gaung_complaint_row_parent_class)->dispose (object);
}

static void
gaung_complaint_row_class_init (GaungComplaintRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_complaint_row_dispose;
  widget_class->measure = gaung_complaint_row_measure;
  widget_class->size_allocate = gaung_complaint_row_size_allocate;
  widget_class->map = gaung_complaint_row_map;
  gtk_widget_class_set_css_name (widget_class, "complaintrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);

  signals[FILLED] = g_signal_new (
      "filled", GAUNG_TYPE_COMPLAINT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gaung_complaint_row_init (GaungComplaintRow *self)
{
}

GtkWidget *
gaung_complaint_row_new (GaungContext *context, GaungComplaintRowFunc find, gpointer data)
{
  GaungComplaintRow *self = g_object_new (GAUNG_TYPE_COMPLAINT_ROW, NULL);

  self->context = g_object_ref (context);
  self->find = find;
  self->find_data = data;
  return GTK_WIDGET (self);
}

void
gaung_complaint_row_reset (GaungComplaintRow *self, const char *words)
{
  g_return_if_fail (GAUNG_IS_COMPLAINT_ROW (self));

  take_complaint (self, NULL);
  g_set_str (&self->words, words);
  self->is_filled = FALSE;
  /* Whether it is in sight is known when it is allocated. */
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
gaung_complaint_row_fill_near (GaungComplaintRow *self, guint margin)
{
  g_return_if_fail (GAUNG_IS_COMPLAINT_ROW (self));

  if (self->is_filled || !is_in_sight (GTK_WIDGET (self), margin))
    return;
  fill (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
gaung_complaint_row_update_mark (GaungComplaintRow *self)
{
  g_return_if_fail (GAUNG_IS_COMPLAINT_ROW (self));

  if (!self->is_filled)
    return;
  show_mark (self);
  g_signal_emit (self, signals[FILLED], 0);
}

void
gaung_complaint_row_update_time (GaungComplaintRow *self)
{
  g_return_if_fail (GAUNG_IS_COMPLAINT_ROW (self));

  if (self->is_filled)
    show_time (self);
}

static char *
describe_agency (GaungComplaintRow *self)
{
  const char *agency = gtk_label_get_text (self->agency);

  if (self->mark == NULL || !gtk_widget_get_visible (GTK_WIDGET (self->mark)))
    return g_strdup (agency);

  /* Translators: for screen readers: an agency, then the mark of a row: "Dishub, not sent yet". */
  return g_strdup_printf (
      _ ("%s, %s"), agency, gtk_widget_get_tooltip_text (GTK_WIDGET (self->mark)));
}

char *
gaung_complaint_row_get_sentence (GaungComplaintRow *self)
{
  g_autofree char *agency = NULL;

  g_return_val_if_fail (GAUNG_IS_COMPLAINT_ROW (self), NULL);

  fill (self);
  agency = describe_agency (self);
  if (gtk_widget_get_visible (self->dot))
    /* Translators: title, deadline, "reference · category · place", agency:
     * "New: Lampu jalan mati, late by 3 hours, 7K4A-9XQT · Penerangan · Sondakan, Laweyan, Dishub"
     */
    return g_strdup_printf (_ ("New: %s, %s, %s, %s"),
                            gtk_label_get_text (self->title),
                            gaung_pill_get_label (self->pill),
                            gtk_label_get_text (self->meta),
                            agency);
  /* Translators: title, deadline, "reference · category · place", agency:
   * "Lampu jalan mati, late by 3 hours, 7K4A-9XQT · Penerangan · Sondakan, Laweyan, Dishub" */
  return g_strdup_printf (_ ("%s, %s, %s, %s"),
                          gtk_label_get_text (self->title),
                          gaung_pill_get_label (self->pill),
                          gtk_label_get_text (self->meta),
                          agency);
}

GaungComplaint *
gaung_complaint_row_get_complaint (GaungComplaintRow *self)
{
  g_return_val_if_fail (GAUNG_IS_COMPLAINT_ROW (self), NULL);

  fill (self);
  return self->complaint;
}

char *
gaung_complaint_to_title_line (GaungComplaint *complaint,
                               const GaungActor *actor,
                               gsize max_characters)
{
  return gaung_complaint_can_read (complaint, actor)
             ? gaung_text_to_line (gaung_record_get_title (GAUNG_RECORD (complaint)),
                                   max_characters)
             : g_strdup (_ ("Secret complaint"));
}
