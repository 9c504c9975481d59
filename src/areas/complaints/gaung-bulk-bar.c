/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungBulkBar: made when several complaints are selected for the first time. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-bulk-bar.h"
#include "gaung-format.h"

struct _GaungBulkBar
{
  AdwBin parent_instance;

  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (GaungBulkBar, gaung_bulk_bar, ADW_TYPE_BIN)

static void
gaung_bulk_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GAUNG_TYPE_BULK_BAR);
  G_OBJECT_CLASS (gaung_bulk_bar_parent_class)->dispose (object);
}

static void
gaung_bulk_bar_class_init (GaungBulkBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_bulk_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/complaints/gaung-bulk-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungBulkBar, label);
}

static void
gaung_bulk_bar_init (GaungBulkBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gaung_bulk_bar_new (void)
{
  return g_object_new (GAUNG_TYPE_BULK_BAR, NULL);
}

void
gaung_bulk_bar_set_count (GaungBulkBar *self, guint count)
{
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (GAUNG_IS_BULK_BAR (self));

  number = gaung_format_number (count);
  /* Translators: how many rows are selected: "12 selected" */
  text = g_strdup_printf (ngettext ("%s selected", "%s selected", count), number);
  gtk_label_set_text (self->label, text);
}
