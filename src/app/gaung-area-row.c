/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One area in the sidebar: icon, title, and how much waits for me. */

#include "config.h"

#include "gaung-area-row.h"

#include <glib/gi18n.h>

#include "gaung-format.h"

struct _GaungAreaRow
{
  GtkListBoxRow parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *count;

  const GaungArea *area;
  guint waiting_count;
};

G_DEFINE_FINAL_TYPE (GaungAreaRow, gaung_area_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  PROP_WAITING_COUNT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
gaung_area_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_WAITING_COUNT:
      g_value_set_uint (value, GAUNG_AREA_ROW (object)->waiting_count);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gaung_area_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_WAITING_COUNT:
      gaung_area_row_set_waiting_count (GAUNG_AREA_ROW (object), g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gaung_area_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GAUNG_TYPE_AREA_ROW);

  G_OBJECT_CLASS (gaung_area_row_parent_class)->dispose (object);
}

static void
gaung_area_row_class_init (GaungAreaRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gaung_area_row_get_property;
  object_class->set_property = gaung_area_row_set_property;
  object_class->dispose = gaung_area_row_dispose;

  properties[PROP_WAITING_COUNT]
      = g_param_spec_uint ("waiting-count",
                           NULL,
                           NULL,
                           0,
                           G_MAXUINT,
                           0,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/app/gaung-area-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungAreaRow, icon);
  gtk_widget_class_bind_template_child (widget_class, GaungAreaRow, title);
  gtk_widget_class_bind_template_child (widget_class, GaungAreaRow, count);
}

static void
gaung_area_row_init (GaungAreaRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gaung_area_row_new (const GaungArea *area)
{
  GaungAreaRow *self = g_object_new (GAUNG_TYPE_AREA_ROW, NULL);
  guint keyval;
  GdkModifierType modifiers;

  self->area = area;
  gtk_image_set_from_icon_name (self->icon, area->icon_name);
  gtk_label_set_label (self->title, gaung_area_get_title (area));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, gaung_area_get_title (area), -1);
  if (area->key && gtk_accelerator_parse (area->key, &keyval, &modifiers))
    {
      g_autofree char *key = gtk_accelerator_get_label (keyval, modifiers);

      /* The tooltip of what is visible asks the display where the pointer is, and waits. */
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self), key);
      gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
      gtk_accessible_update_property (
          GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, key, -1);
    }

  return GTK_WIDGET (self);
}

const GaungArea *
gaung_area_row_get_area (GaungAreaRow *self)
{
  g_return_val_if_fail (GAUNG_IS_AREA_ROW (self), NULL);

  return self->area;
}

guint
gaung_area_row_get_waiting_count (GaungAreaRow *self)
{
  g_return_val_if_fail (GAUNG_IS_AREA_ROW (self), 0);

  return self->waiting_count;
}

void
gaung_area_row_set_waiting_count (GaungAreaRow *self, guint count)
{
  g_autofree char *number = NULL;
  g_autofree char *sentence = NULL;

  g_return_if_fail (GAUNG_IS_AREA_ROW (self));

  if (self->waiting_count == count)
    return;
  self->waiting_count = count;

  number = gaung_format_number (count);
  gtk_label_set_label (self->count, number);
  gtk_widget_set_visible (GTK_WIDGET (self->count), count > 0);
  /* Translators: read aloud after the name of an area: "Complaints, 7 are waiting for you". */
  sentence = g_strdup_printf (ngettext ("%s is waiting for you", "%s are waiting for you", count),
                              number);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, count > 0 ? sentence : "", -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAITING_COUNT]);
}
