/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A short word in a rounded box, at the right of a row. */

#include "config.h"

#include "gaung-pill.h"

struct _GaungPill
{
  AdwBin parent_instance;

  GtkLabel *label;
  GaungPillStyle style;
};

G_DEFINE_FINAL_TYPE (GaungPill, gaung_pill, ADW_TYPE_BIN)

G_DEFINE_ENUM_TYPE (GaungPillStyle,
                    gaung_pill_style,
                    G_DEFINE_ENUM_VALUE (GAUNG_PILL_CALM, "calm"),
                    G_DEFINE_ENUM_VALUE (GAUNG_PILL_SOON, "soon"),
                    G_DEFINE_ENUM_VALUE (GAUNG_PILL_LATE, "late"),
                    G_DEFINE_ENUM_VALUE (GAUNG_PILL_PAUSED, "paused"),
                    G_DEFINE_ENUM_VALUE (GAUNG_PILL_DONE, "done"))

enum
{
  PROP_LABEL = 1,
  PROP_STYLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char *const style_classes[] = { "calm", "soon", "late", "paused", "done" };

static void
gaung_pill_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GaungPill *self = GAUNG_PILL (object);

  switch (prop_id)
    {
    case PROP_LABEL:
      g_value_set_string (value, gaung_pill_get_label (self));
      break;
    case PROP_STYLE:
      g_value_set_enum (value, self->style);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gaung_pill_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  GaungPill *self = GAUNG_PILL (object);

  switch (prop_id)
    {
    case PROP_LABEL:
      gaung_pill_set (self, g_value_get_string (value), self->style);
      break;
    case PROP_STYLE:
      gaung_pill_set (self, gaung_pill_get_label (self), g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gaung_pill_class_init (GaungPillClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gaung_pill_get_property;
  object_class->set_property = gaung_pill_set_property;

  properties[PROP_LABEL]
      = g_param_spec_string ("label",
                             NULL,
                             NULL,
                             "",
                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_STYLE]
      = g_param_spec_enum ("style",
                           NULL,
                           NULL,
                           GAUNG_TYPE_PILL_STYLE,
                           GAUNG_PILL_CALM,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "pill");
}

static void
gaung_pill_init (GaungPill *self)
{
  self->label = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_single_line_mode (self->label, TRUE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->label));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), style_classes[self->style]);
}

GtkWidget *
gaung_pill_new (void)
{
  return g_object_new (GAUNG_TYPE_PILL, NULL);
}

/**
 * gaung_pill_set:
 * @label: (nullable): what it says; empty hides the pill
 */
void
gaung_pill_set (GaungPill *self, const char *label, GaungPillStyle style)
{
  g_return_if_fail (GAUNG_IS_PILL (self));
  g_return_if_fail (style < G_N_ELEMENTS (style_classes));

  if (g_strcmp0 (gaung_pill_get_label (self), label ? label : "") != 0)
    {
      gtk_label_set_label (self->label, label ? label : "");
      gtk_widget_set_visible (GTK_WIDGET (self), label != NULL && *label != '\0');
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
    }
  if (self->style != style)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self), style_classes[self->style]);
      gtk_widget_add_css_class (GTK_WIDGET (self), style_classes[style]);
      self->style = style;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STYLE]);
    }
}

const char *
gaung_pill_get_label (GaungPill *self)
{
  g_return_val_if_fail (GAUNG_IS_PILL (self), NULL);

  return gtk_label_get_label (self->label);
}

GaungPillStyle
gaung_pill_get_style (GaungPill *self)
{
  g_return_val_if_fail (GAUNG_IS_PILL (self), GAUNG_PILL_CALM);

  return self->style;
}
