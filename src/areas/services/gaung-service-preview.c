/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungServicePreview: how people will see a service that is being written. */

#include "config.h"

#include "gaung-service-preview.h"

#include <glib/gi18n.h>

#include "gaung-service-parts.h"
#include "gaung-service-words.h"
#include "gaung-service.h"

struct _GaungServicePreview
{
  AdwBin parent_instance;

  GtkBox *box;
  GaungContext *context;
};

G_DEFINE_FINAL_TYPE (GaungServicePreview, gaung_service_preview, ADW_TYPE_BIN)

static void
append_label (GaungServicePreview *self, const char *text, const char *style)
{
  GtkWidget *label;

  if (text == NULL || *text == '\0')
    return;
  label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (self->box, label);
}

static void
append_promise (GtkWidget *line, const char *text, gboolean is_free)
{
  GtkWidget *label;

  if (*text == '\0')
    return;
  label = gtk_label_new (text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "promise");
  if (is_free)
    gtk_widget_add_css_class (label, "free");
  adw_wrap_box_append (ADW_WRAP_BOX (line), label);
}

static void
append_promises (GaungServicePreview *self, GaungRecord *service)
{
  g_autofree char *cost = gaung_service_cost_to_text (service);
  g_autofree char *length = gaung_service_time_to_text (service);
  GtkWidget *line = adw_wrap_box_new ();

  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (line), 8);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (line), 6);
  append_promise (line, cost, gaung_service_is_free (service));
  append_promise (line, length, FALSE);
  gtk_box_append (self->box, line);
}

static void
append_part (GaungServicePreview *self, const char *heading, GtkWidget *part)
{
  if (part == NULL)
    return;
  append_label (self, heading, "heading");
  /* It is looked at, not used. */
  gtk_widget_set_can_focus (part, FALSE);
  gtk_widget_set_can_target (part, FALSE);
  gtk_box_append (self->box, part);
}

static void
gaung_service_preview_dispose (GObject *object)
{
  g_clear_object (&GAUNG_SERVICE_PREVIEW (object)->context);
  G_OBJECT_CLASS (gaung_service_preview_parent_class)->dispose (object);
}

static void
gaung_service_preview_class_init (GaungServicePreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gaung_service_preview_dispose;
}

static void
gaung_service_preview_init (GaungServicePreview *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 10));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

void
gaung_service_preview_set_context (GaungServicePreview *self, GaungContext *context)
{
  g_return_if_fail (GAUNG_IS_SERVICE_PREVIEW (self));
  g_set_object (&self->context, context);
}

void
gaung_service_preview_set_service (GaungServicePreview *self, GaungRecord *service)
{
  const char *name;
  GtkWidget *child;

  g_return_if_fail (GAUNG_IS_SERVICE_PREVIEW (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  name = gaung_record_get_string (service, "name");
  append_label (
      self, name != NULL && *name != '\0' ? name : _ ("A service without a name"), "title-2");
  append_label (self, gaung_record_get_string (service, "audience"), "dimmed");
  append_label (self, gaung_record_get_string (service, "alert"), "warning");
  append_promises (self, service);
  append_label (self, gaung_record_get_string (service, "summary"), NULL);
  append_part (self, _ ("What to Bring"), gaung_service_part_documents (service));
  append_part (self, _ ("The Way Through"), gaung_service_part_flow (service));
  append_part (self, _ ("Costs"), gaung_service_part_costs (service));
  append_part (self, _ ("Where"), gaung_service_part_channels (service, self->context));
  if (gaung_record_get_string (service, "output") != NULL)
    append_label (self, _ ("What People Get"), "heading");
  append_label (self, gaung_record_get_string (service, "output"), NULL);
}
