/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One record in a short list. */

#include "config.h"

#include "gaung-record-row.h"

#include <glib/gi18n.h>

#include "gaung-agency-names.h"
#include "gaung-complaint.h"
#include "gaung-deadline-pill.h"
#include "gaung-fold.h"
#include "gaung-highlight.h"
#include "gaung-pill.h"
#include "gaung-place.h"

#define MAX_TITLE 120

struct _GaungRecordRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *title;
  GtkLabel *subtitle;
  GaungPill *pill;

  GaungContext *context;
  GaungRecord *record;
  char *target;
};

G_DEFINE_FINAL_TYPE (GaungRecordRow, gaung_record_row, GTK_TYPE_LIST_BOX_ROW)

/* Reference · category · place · agency, as in every list of complaints. */
static char *
describe (GaungRecordRow *self)
{
  g_autoptr (GString) line = g_string_new (NULL);
  GaungStore *store = gaung_context_get_store (self->context);
  const GaungActor *actor = gaung_context_get_actor (self->context);
  const char *agency = gaung_record_get_string (self->record, "agency");

  gaung_text_append_part (line, gaung_record_get_reference (self->record));
  if (GAUNG_IS_COMPLAINT (self->record))
    {
      g_autofree char *place
          = gaung_place_to_display (gaung_record_get_string (self->record, "district"),
                                    gaung_record_get_string (self->record, "village"));

      gaung_text_append_part (line,
                              gaung_complaint_get_category_label (GAUNG_COMPLAINT (self->record)));
      gaung_text_append_part (line, place);
      /* One's own agency goes without saying. */
      if (actor == NULL || g_strcmp0 (actor->agency, agency) != 0)
        gaung_text_append_part (line, gaung_agency_names_get_short (store, agency));
    }
  else
    gaung_text_append_part (line, _ (gaung_record_get_record_type (self->record)->label));

  return gaung_text_to_line (line->str, 0);
}

static void
set_text (GtkLabel *label, const char *text, const char *words)
{
  g_autoptr (PangoAttrList) attributes = gaung_highlight_new (text, words);

  gtk_label_set_label (label, text);
  gtk_label_set_attributes (label, attributes);
}

static void
name_row (GaungRecordRow *self)
{
  g_autofree char *name = g_strjoin (", ",
                                     gtk_label_get_label (self->title),
                                     gtk_label_get_label (self->subtitle),
                                     gaung_pill_get_label (self->pill),
                                     NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
gaung_record_row_dispose (GObject *object)
{
  GaungRecordRow *self = GAUNG_RECORD_ROW (object);

  g_clear_object (&self->context);
  g_clear_object (&self->record);
  g_clear_pointer (&self->target, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_RECORD_ROW);

  G_OBJECT_CLASS (gaung_record_row_parent_class)->dispose (object);
}

static void
gaung_record_row_class_init (GaungRecordRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_record_row_dispose;

  g_type_ensure (GAUNG_TYPE_PILL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/widgets/gaung-record-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungRecordRow, title);
  gtk_widget_class_bind_template_child (widget_class, GaungRecordRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, GaungRecordRow, pill);
}

static void
gaung_record_row_init (GaungRecordRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gaung_record_row_new (GaungContext *context, GaungRecord *record, const char *words)
{
  GaungRecordRow *self;
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  g_return_val_if_fail (GAUNG_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (GAUNG_IS_RECORD (record), NULL);

  self = g_object_new (GAUNG_TYPE_RECORD_ROW, NULL);
  self->context = g_object_ref (context);
  self->record = g_object_ref (record);
  title = gaung_record_row_can_read (self)
              ? gaung_text_to_line (gaung_record_get_title (record), MAX_TITLE)
              : g_strdup (_ ("Secret complaint"));
  subtitle = describe (self);
  set_text (self->title, title, words);
  set_text (self->subtitle, subtitle, words);
  if (gaung_record_get_is_new (record))
    gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  gaung_record_row_tick (self);

  return GTK_WIDGET (self);
}

gboolean
gaung_record_row_can_read (GaungRecordRow *self)
{
  g_return_val_if_fail (GAUNG_IS_RECORD_ROW (self), FALSE);

  return !GAUNG_IS_COMPLAINT (self->record)
         || gaung_complaint_can_read (GAUNG_COMPLAINT (self->record),
                                      gaung_context_get_actor (self->context));
}

GaungRecord *
gaung_record_row_get_record (GaungRecordRow *self)
{
  g_return_val_if_fail (GAUNG_IS_RECORD_ROW (self), NULL);

  return self->record;
}

void
gaung_record_row_tick (GaungRecordRow *self)
{
  g_return_if_fail (GAUNG_IS_RECORD_ROW (self));

  if (GAUNG_IS_COMPLAINT (self->record))
    gaung_pill_set_complaint (self->pill,
                              GAUNG_COMPLAINT (self->record),
                              gaung_context_get_rules (self->context),
                              gaung_context_get_now (self->context));
  name_row (self);
}

void
gaung_record_row_set_subtitle (GaungRecordRow *self, const char *subtitle)
{
  g_autofree char *line = NULL;

  g_return_if_fail (GAUNG_IS_RECORD_ROW (self));

  /* What is said about a secret complaint is as secret as it is. */
  if (!gaung_record_row_can_read (self))
    return;
  line = gaung_text_to_line (subtitle, 0);
  set_text (self->subtitle, line, NULL);
  name_row (self);
}

void
gaung_record_row_set_target (GaungRecordRow *self, const char *id)
{
  g_return_if_fail (GAUNG_IS_RECORD_ROW (self));

  g_set_str (&self->target, id);
}

const char *
gaung_record_row_get_target (GaungRecordRow *self)
{
  g_return_val_if_fail (GAUNG_IS_RECORD_ROW (self), NULL);

  return self->target ? self->target : gaung_record_get_id (self->record);
}
