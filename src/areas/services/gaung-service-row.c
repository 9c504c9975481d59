/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungServiceRow: one line of the catalogue. */

#include "config.h"

#include "gaung-service-row.h"

#include <glib/gi18n.h>

#include "gaung-agency-names.h"
#include "gaung-fold.h"
#include "gaung-highlight.h"
#include "gaung-pill.h"
#include "gaung-question.h"
#include "gaung-service-group.h"
#include "gaung-service-words.h"
#include "gaung-service.h"

struct _GaungServiceRow
{
  GtkWidget parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *subtitle;
  GaungPill *pill;
  GtkLabel *count;

  GaungContext *context;
};

G_DEFINE_FINAL_TYPE (GaungServiceRow, gaung_service_row, GTK_TYPE_WIDGET)

static void
set_text (GtkLabel *label, const char *text, const char *words)
{
  g_autofree char *line = gaung_text_to_line (text != NULL ? text : "", 0);
  g_autoptr (PangoAttrList) attributes = words != NULL ? gaung_highlight_new (line, words) : NULL;

  gtk_label_set_label (label, line);
  gtk_label_set_attributes (label, attributes);
  gtk_widget_set_visible (GTK_WIDGET (label), *line != '\0');
}

/* What a clerk has to know before anything else about it; NULL when all is well. */
static const char *
find_mark (GaungServiceRow *self, GaungRecord *service, GaungPillStyle *style)
{
  GaungDay today = gaung_day_of_instant (gaung_context_get_now (self->context));
  GaungDay due = gaung_service_get_check_due (service);

  *style = GAUNG_PILL_PAUSED;
  if (gaung_service_is_closed_on (service, today))
    return C_ ("service", "Closed");
  if (g_strcmp0 (gaung_record_get_string (service, "state"), "draft") == 0)
    return C_ ("service", "Draft");
  *style = GAUNG_PILL_SOON;
  if (gaung_service_get_alert (service, today) != NULL)
    return C_ ("service", "Alert");
  *style = GAUNG_PILL_CALM;
  return due == GAUNG_DAY_NONE || due <= today ? C_ ("service", "Check") : NULL;
}

static void
show_service (GaungServiceRow *self, GaungRecord *service, const char *words, gboolean with_agency)
{
  g_autofree char *cost = gaung_service_cost_to_text (service);
  g_autofree char *length = gaung_service_time_to_text (service);
  g_autoptr (GString) line = g_string_new (NULL);
  GaungPillStyle style;
  const char *mark = find_mark (self, service, &style);

  if (with_agency)
    gaung_text_append_part (
        line,
        gaung_agency_names_get_short (gaung_context_get_store (self->context),
                                      gaung_record_get_string (service, "agency")));
  gaung_text_append_part (line, cost);
  gaung_text_append_part (line, length);
  set_text (self->title, gaung_record_get_title (service), words);
  set_text (self->subtitle, line->str, NULL);
  gaung_pill_set (self->pill, mark, style);
}

static void
show_question (GaungServiceRow *self, GaungRecord *question, const char *words)
{
  const char *answer = gaung_record_get_string (question, "answer");

  gtk_image_set_from_icon_name (self->icon, "help-faq-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->icon), TRUE);
  set_text (self->title, gaung_record_get_title (question), words);
  set_text (self->subtitle, answer, words);
  gaung_pill_set (self->pill, answer == NULL ? C_ ("question", "Open") : NULL, GAUNG_PILL_SOON);
}

static void
show_group (GaungServiceRow *self, GaungServiceGroup *group)
{
  g_autofree char *count
      = g_strdup_printf ("%" G_GINT64_FORMAT, gaung_service_group_get_count (group));

  set_text (self->title, gaung_service_group_get_title (group), NULL);
  set_text (self->subtitle, NULL, NULL);
  gaung_pill_set (self->pill, NULL, GAUNG_PILL_CALM);
  gtk_label_set_label (self->count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->count), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
}

static void
gaung_service_row_dispose (GObject *object)
{
  GaungServiceRow *self = GAUNG_SERVICE_ROW (object);

  GtkWidget *child;

  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_SERVICE_ROW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gaung_service_row_parent_class)->dispose (object);
}

static void
gaung_service_row_class_init (GaungServiceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_service_row_dispose;
  g_type_ensure (GAUNG_TYPE_PILL);
  gtk_widget_class_set_css_name (widget_class, "servicerow");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/services/gaung-service-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungServiceRow, icon);
  gtk_widget_class_bind_template_child (widget_class, GaungServiceRow, title);
  gtk_widget_class_bind_template_child (widget_class, GaungServiceRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, GaungServiceRow, pill);
  gtk_widget_class_bind_template_child (widget_class, GaungServiceRow, count);
}

static void
gaung_service_row_init (GaungServiceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gaung_service_row_new (GaungContext *context)
{
  GaungServiceRow *self = g_object_new (GAUNG_TYPE_SERVICE_ROW, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}

void
gaung_service_row_set_item (GaungServiceRow *self,
                            gpointer item,
                            const char *words,
                            gboolean with_agency)
{
  g_return_if_fail (GAUNG_IS_SERVICE_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->icon), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->count), FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->title), "heading");
  if (GAUNG_IS_SERVICE_GROUP (item))
    show_group (self, item);
  else if (GAUNG_IS_QUESTION (item))
    show_question (self, item, words);
  else if (GAUNG_IS_SERVICE (item))
    show_service (self, item, words, with_agency);
}

char *
gaung_service_row_get_sentence (GaungServiceRow *self)
{
  const char *parts[5] = { NULL };
  guint n = 0;

  g_return_val_if_fail (GAUNG_IS_SERVICE_ROW (self), NULL);
  parts[n++] = gtk_label_get_label (self->title);
  if (gtk_widget_get_visible (GTK_WIDGET (self->count)))
    parts[n++] = gtk_label_get_label (self->count);
  if (gtk_widget_get_visible (GTK_WIDGET (self->subtitle)))
    parts[n++] = gtk_label_get_label (self->subtitle);
  if (gaung_pill_get_label (self->pill) != NULL && *gaung_pill_get_label (self->pill))
    parts[n++] = gaung_pill_get_label (self->pill);
  return g_strjoinv (", ", (char **) parts);
}
