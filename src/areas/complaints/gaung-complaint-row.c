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

  GtkWidget *box;
  GtkWidget *dot;
  GtkLabel *title;
  GaungPill *pill;
  GtkLabel *meta;
  GtkLabel *agency;

  GaungContext *context;
  GaungComplaint *complaint;
};

G_DEFINE_FINAL_TYPE (GaungComplaintRow, gaung_complaint_row, GTK_TYPE_WIDGET)

static void
append_part (GString *line, const char *text)
{
  g_autofree char *part = NULL;

  if (text == NULL || *text == '\0')
    return;
  part = gaung_text_to_line (text, 60);
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append (line, part);
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

/* Nobody was told to deal with it: verified at most, and no agency has it from a disposition. */
static gboolean
lacks_disposition (GaungComplaint *complaint)
{
  switch (gaung_complaint_get_state (complaint))
    {
    case GAUNG_COMPLAINT_STATE_NEW:
    case GAUNG_COMPLAINT_STATE_INCOMPLETE:
    case GAUNG_COMPLAINT_STATE_VERIFIED:
      return gaung_record_get_instant (GAUNG_RECORD (complaint), "disposed_at")
             == GAUNG_INSTANT_NONE;
    case GAUNG_COMPLAINT_STATE_DRAFT:
    case GAUNG_COMPLAINT_STATE_NOT_OURS:
    case GAUNG_COMPLAINT_STATE_ARCHIVED:
    case GAUNG_COMPLAINT_STATE_DISPOSED:
    case GAUNG_COMPLAINT_STATE_IN_PROGRESS:
    case GAUNG_COMPLAINT_STATE_ANSWERED:
    case GAUNG_COMPLAINT_STATE_DONE:
    case GAUNG_COMPLAINT_STATE_REOPENED:
    case GAUNG_COMPLAINT_STATE_MOVED:
    default:
      return FALSE;
    }
}

static void
show_agency (GaungComplaintRow *self)
{
  const char *code = gaung_record_get_string (GAUNG_RECORD (self->complaint), "agency");

  if (lacks_disposition (self->complaint))
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

static void
gaung_complaint_row_dispose (GObject *object)
{
  GaungComplaintRow *self = GAUNG_COMPLAINT_ROW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->complaint);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (gaung_complaint_row_parent_class)->dispose (object);
}

static void
gaung_complaint_row_class_init (GaungComplaintRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_complaint_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "complaintrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
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
gaung_complaint_row_init (GaungComplaintRow *self)
{
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *bottom = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
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
}

GtkWidget *
gaung_complaint_row_new (GaungContext *context)
{
  GaungComplaintRow *self = g_object_new (GAUNG_TYPE_COMPLAINT_ROW, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}

void
gaung_complaint_row_set_complaint (GaungComplaintRow *self,
                                   GaungComplaint *complaint,
                                   const char *words)
{
  gboolean is_new;
  g_autofree char *title = NULL;
  g_autofree char *meta = NULL;
  g_autoptr (PangoAttrList) hits = NULL;

  g_return_if_fail (GAUNG_IS_COMPLAINT_ROW (self));

  g_set_object (&self->complaint, complaint);
  if (complaint == NULL)
    return;

  is_new = gaung_record_get_is_new (GAUNG_RECORD (complaint));
  if (gaung_complaint_can_read (complaint, gaung_context_get_actor (self->context)))
    title = gaung_text_to_line (gaung_record_get_title (GAUNG_RECORD (complaint)), 120);
  else
    title = g_strdup (_ ("Secret complaint"));
  if (words != NULL && *words)
    hits = gaung_highlight_new (title, words);
  gtk_widget_set_visible (self->dot, is_new);
  gtk_label_set_text (self->title, title);
  gtk_label_set_attributes (self->title, hits);
  if (is_new)
    gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->title), "heading");

  meta = gaung_complaint_to_meta_line (complaint);
  gtk_label_set_text (self->meta, meta);
  show_agency (self);
  gaung_complaint_row_update_time (self);
}

void
gaung_complaint_row_update_time (GaungComplaintRow *self)
{
  g_return_if_fail (GAUNG_IS_COMPLAINT_ROW (self));

  if (self->complaint != NULL)
    gaung_pill_set_complaint (self->pill,
                              self->complaint,
                              gaung_context_get_rules (self->context),
                              gaung_context_get_now (self->context));
}

char *
gaung_complaint_row_get_sentence (GaungComplaintRow *self)
{
  g_return_val_if_fail (GAUNG_IS_COMPLAINT_ROW (self), NULL);

  if (gtk_widget_get_visible (self->dot))
    /* Translators: title, deadline, "reference · category · place", agency:
     * "New: Lampu jalan mati, late by 3 hours, 7K4A-9XQT · Penerangan · Sondakan, Laweyan, Dishub"
     */
    return g_strdup_printf (_ ("New: %s, %s, %s, %s"),
                            gtk_label_get_text (self->title),
                            gaung_pill_get_label (self->pill),
                            gtk_label_get_text (self->meta),
                            gtk_label_get_text (self->agency));
  /* Translators: title, deadline, "reference · category · place", agency:
   * "Lampu jalan mati, late by 3 hours, 7K4A-9XQT · Penerangan · Sondakan, Laweyan, Dishub" */
  return g_strdup_printf (_ ("%s, %s, %s, %s"),
                          gtk_label_get_text (self->title),
                          gaung_pill_get_label (self->pill),
                          gtk_label_get_text (self->meta),
                          gtk_label_get_text (self->agency));
}

GaungComplaint *
gaung_complaint_row_get_complaint (GaungComplaintRow *self)
{
  g_return_val_if_fail (GAUNG_IS_COMPLAINT_ROW (self), NULL);
  return self->complaint;
}
