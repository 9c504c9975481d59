/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungPlaceGroup: district, village and street, by list or as people say it. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-place.h"
#include "gaung-place-group.h"

struct _GaungPlaceGroup
{
  AdwPreferencesGroup parent_instance;

  GtkEditable *place_row;
  AdwComboRow *district_row;
  AdwComboRow *village_row;
  GtkEditable *street_row;

  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (GaungPlaceGroup, gaung_place_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
fill_places (AdwComboRow *row, const GaungPlace *places, guint n)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Not known"));
  for (guint i = 0; i < n; i++)
    gtk_string_list_append (names, places[i].name);
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
}

static void
fill_villages (GaungPlaceGroup *self)
{
  const char *district = gaung_place_group_get_district (self);
  guint n = 0;
  const GaungPlace *places = district != NULL ? gaung_places_get_villages (district, &n) : NULL;

  fill_places (self->village_row, places, n);
  gtk_widget_set_sensitive (GTK_WIDGET (self->village_row), district != NULL);
}

static void
select_code (AdwComboRow *row, const GaungPlace *places, guint n, const char *code)
{
  adw_combo_row_set_selected (row, 0);
  for (guint i = 0; code != NULL && i < n; i++)
    if (g_str_equal (places[i].code, code))
      adw_combo_row_set_selected (row, i + 1);
}

static void
select_place (GaungPlaceGroup *self, const char *district, const char *village)
{
  guint n = 0;
  const GaungPlace *places = gaung_places_get_districts (&n);

  select_code (self->district_row, places, n, district);
  fill_villages (self);
  if (district == NULL)
    return;
  places = gaung_places_get_villages (district, &n);
  select_code (self->village_row, places, n, village);
}

static void
changed_cb (GaungPlaceGroup *self)
{
  if (!self->is_filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
place_changed_cb (GaungPlaceGroup *self)
{
  const char *text = gtk_editable_get_text (self->place_row);
  const GaungPlace *place;

  if (self->is_filling || *text == '\0')
    return;
  place = gaung_place_match (text, FALSE);
  if (place == NULL)
    return;
  self->is_filling = TRUE;
  if (place->district == NULL)
    select_place (self, place->code, NULL);
  else
    select_place (self, place->district, place->code);
  self->is_filling = FALSE;
  changed_cb (self);
}

static void
district_selected_cb (GaungPlaceGroup *self)
{
  if (self->is_filling)
    return;
  self->is_filling = TRUE;
  fill_villages (self);
  self->is_filling = FALSE;
  changed_cb (self);
}

static void
gaung_place_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GAUNG_TYPE_PLACE_GROUP);
  G_OBJECT_CLASS (gaung_place_group_parent_class)->dispose (object);
}

static void
gaung_place_group_class_init (GaungPlaceGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_place_group_dispose;
  signals[CHANGED] = g_signal_new (
      "changed", GAUNG_TYPE_PLACE_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/complaints/gaung-place-group.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungPlaceGroup, place_row);
  gtk_widget_class_bind_template_child (widget_class, GaungPlaceGroup, district_row);
  gtk_widget_class_bind_template_child (widget_class, GaungPlaceGroup, village_row);
  gtk_widget_class_bind_template_child (widget_class, GaungPlaceGroup, street_row);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, district_selected_cb);
}

static void
gaung_place_group_init (GaungPlaceGroup *self)
{
  g_autoptr (GtkExpression) string
      = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  const GaungPlace *places;
  guint n;

  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  places = gaung_places_get_districts (&n);
  fill_places (self->district_row, places, n);
  fill_villages (self);
  adw_combo_row_set_expression (self->village_row, string);
  self->is_filling = FALSE;
}

void
gaung_place_group_set (GaungPlaceGroup *self,
                       const char *district,
                       const char *village,
                       const char *street)
{
  g_return_if_fail (GAUNG_IS_PLACE_GROUP (self));

  self->is_filling = TRUE;
  select_place (self, district, village);
  gtk_editable_set_text (self->street_row, street != NULL ? street : "");
  self->is_filling = FALSE;
}

void
gaung_place_group_say (GaungPlaceGroup *self, const char *name)
{
  g_return_if_fail (GAUNG_IS_PLACE_GROUP (self));
  gtk_editable_set_text (self->place_row, name);
}

void
gaung_place_group_set_street (GaungPlaceGroup *self, const char *street)
{
  g_return_if_fail (GAUNG_IS_PLACE_GROUP (self));
  gtk_editable_set_text (self->street_row, street);
}

const char *
gaung_place_group_get_district (GaungPlaceGroup *self)
{
  guint selected;
  guint n;
  const GaungPlace *places = gaung_places_get_districts (&n);

  g_return_val_if_fail (GAUNG_IS_PLACE_GROUP (self), NULL);

  selected = adw_combo_row_get_selected (self->district_row);
  return selected > 0 && selected <= n ? places[selected - 1].code : NULL;
}

const char *
gaung_place_group_get_village (GaungPlaceGroup *self)
{
  const char *district;
  guint selected;
  guint n = 0;
  const GaungPlace *places;

  g_return_val_if_fail (GAUNG_IS_PLACE_GROUP (self), NULL);

  district = gaung_place_group_get_district (self);
  selected = adw_combo_row_get_selected (self->village_row);
  places = district != NULL ? gaung_places_get_villages (district, &n) : NULL;
  return selected > 0 && selected <= n ? places[selected - 1].code : NULL;
}

const char *
gaung_place_group_get_street (GaungPlaceGroup *self)
{
  g_return_val_if_fail (GAUNG_IS_PLACE_GROUP (self), NULL);
  return gtk_editable_get_text (self->street_row);
}
