/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungFilterBar: the conditions of the complaints list as chips. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-complaint.h"
#include "gaung-filter-bar.h"
#include "gaung-filter-chip.h"
#include "gaung-period-chip.h"
#include "gaung-place.h"

struct _GaungFilterBar
{
  AdwBin parent_instance;

  GtkWidget *box;
  GPtrArray *chips; /* (element-type GaungFilterChip), not owned */
  GaungPeriodChip *period;
  GPtrArray *toggles; /* (element-type GtkToggleButton), not owned */
  GtkWidget *clear_button;
  gboolean is_loading;
};

G_DEFINE_FINAL_TYPE (GaungFilterBar, gaung_filter_bar, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct
{
  const char *value; /* of the column `is` */
  const char *label;
} marks[] = {
  { "new", N_ ("New") },
  { "postponed", NC_ ("filter", "Postponed") },
  { "anonymous", N_ ("Anonymous") },
  { "secret", N_ ("Secret") },
};

static void
changed_cb (GaungFilterBar *self)
{
  gtk_widget_set_visible (self->clear_button, gaung_filter_bar_is_active (self));
  if (!self->is_loading)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
toggled_cb (GtkToggleButton *toggle, GParamSpec *pspec, GaungFilterBar *self)
{
  changed_cb (self);
}

static void
clear_cb (GaungFilterBar *self)
{
  gaung_filter_bar_clear (self);
  changed_cb (self);
}

static GaungFilterChip *
add_chip (GaungFilterBar *self, const char *column, const char *title)
{
  GtkWidget *chip = gaung_filter_chip_new (column, title, FALSE);

  g_signal_connect_object (chip, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_wrap_box_append (ADW_WRAP_BOX (self->box), chip);
  g_ptr_array_add (self->chips, chip);
  return GAUNG_FILTER_CHIP (chip);
}

static void
add_enum_chip (GaungFilterBar *self,
               const char *column,
               const char *title,
               const GaungEnumValue *values)
{
  GaungFilterChip *chip = add_chip (self, column, title);

  for (const GaungEnumValue *value = values; value->nick != NULL; value++)
    gaung_filter_chip_add_choice (chip, value->nick, gaung_enum_get_label (values, value->nick));
}

static void
add_marks (GaungFilterBar *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *label
          = i == 1 ? g_dpgettext2 (NULL, "filter", marks[i].label) : _ (marks[i].label);
      GtkWidget *toggle = gtk_toggle_button_new_with_label (label);

      gtk_widget_add_css_class (toggle, "chip");
      g_signal_connect_object (
          toggle, "notify::active", G_CALLBACK (toggled_cb), self, G_CONNECT_DEFAULT);
      adw_wrap_box_append (ADW_WRAP_BOX (self->box), toggle);
      g_ptr_array_add (self->toggles, toggle);
    }
}

static void
gaung_filter_bar_finalize (GObject *object)
{
  GaungFilterBar *self = GAUNG_FILTER_BAR (object);

  g_ptr_array_unref (self->chips);
  g_ptr_array_unref (self->toggles);
  G_OBJECT_CLASS (gaung_filter_bar_parent_class)->finalize (object);
}

static void
gaung_filter_bar_class_init (GaungFilterBarClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gaung_filter_bar_finalize;

  signals[CHANGED] = g_signal_new (
      "changed", GAUNG_TYPE_FILTER_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gaung_filter_bar_init (GaungFilterBar *self)
{
  GaungFilterChip *districts;
  const GaungPlace *places;
  guint n;

  self->chips = g_ptr_array_new ();
  self->toggles = g_ptr_array_new ();
  self->box = adw_wrap_box_new ();
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (self->box), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (self->box), 6);
  adw_bin_set_child (ADW_BIN (self), self->box);

  add_enum_chip (self, "state", _ ("State"), gaung_complaint_states);
  add_enum_chip (self, "category", _ ("Category"), gaung_complaint_categories);
  districts = add_chip (self, "district", _ ("District"));
  places = gaung_places_get_districts (&n);
  for (guint i = 0; i < n; i++)
    gaung_filter_chip_add_choice (districts, places[i].code, places[i].name);
  add_enum_chip (self, "channel", _ ("Channel"), gaung_complaint_channels);
  self->period = GAUNG_PERIOD_CHIP (gaung_period_chip_new ());
  g_signal_connect_object (
      self->period, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_wrap_box_append (ADW_WRAP_BOX (self->box), GTK_WIDGET (self->period));
  add_marks (self);

  self->clear_button = gtk_button_new_with_label (_ ("Clear Filters"));
  gtk_widget_add_css_class (self->clear_button, "flat");
  gtk_widget_add_css_class (self->clear_button, "chip");
  gtk_widget_set_visible (self->clear_button, FALSE);
  g_signal_connect_object (
      self->clear_button, "clicked", G_CALLBACK (clear_cb), self, G_CONNECT_SWAPPED);
  adw_wrap_box_append (ADW_WRAP_BOX (self->box), self->clear_button);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Filters"), -1);
}

GtkWidget *
gaung_filter_bar_new (void)
{
  return g_object_new (GAUNG_TYPE_FILTER_BAR, NULL);
}

void
gaung_filter_bar_set_context (GaungFilterBar *self, GaungContext *context)
{
  g_return_if_fail (GAUNG_IS_FILTER_BAR (self));
  gaung_period_chip_set_context (self->period, context);
}

void
gaung_filter_bar_apply (GaungFilterBar *self, GaungQuery *query)
{
  g_autoptr (GString) is = g_string_new (NULL);
  g_auto (GStrv) period = NULL;

  g_return_if_fail (GAUNG_IS_FILTER_BAR (self));

  for (guint i = 0; i < self->chips->len; i++)
    {
      GaungFilterChip *chip = g_ptr_array_index (self->chips, i);
      g_auto (GStrv) values = gaung_filter_chip_get_values (chip);

      gaung_query_set (query, gaung_filter_chip_get_column (chip), (const char *const *) values);
    }
  /* Alternatives are separate values; "a+b" asks for both at once. */
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (gtk_toggle_button_get_active (g_ptr_array_index (self->toggles, i)))
      g_string_append_printf (is, "%s%s", is->len > 0 ? "+" : "", marks[i].value);
  gaung_query_set (query, "is", NULL);
  if (is->len > 0)
    gaung_query_set_one (query, "is", is->str);
  period = gaung_period_chip_get_values (self->period);
  gaung_query_set (query, "at", (const char *const *) period);
}

void
gaung_filter_bar_load (GaungFilterBar *self, const GaungQuery *query)
{
  g_auto (GStrv) is = gaung_query_get (query, "is");
  g_auto (GStrv) period = gaung_query_get (query, "at");
  g_auto (GStrv) names = g_strsplit (is[0] != NULL ? is[0] : "", "+", -1);

  g_return_if_fail (GAUNG_IS_FILTER_BAR (self));

  self->is_loading = TRUE;
  for (guint i = 0; i < self->chips->len; i++)
    {
      GaungFilterChip *chip = g_ptr_array_index (self->chips, i);
      g_auto (GStrv) values = gaung_query_get (query, gaung_filter_chip_get_column (chip));

      gaung_filter_chip_set_values (chip, (const char *const *) values);
    }
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    gtk_toggle_button_set_active (g_ptr_array_index (self->toggles, i),
                                  g_strv_contains ((const char *const *) names, marks[i].value));
  gaung_period_chip_set_values (self->period, (const char *const *) period);
  changed_cb (self);
  self->is_loading = FALSE;
}

gboolean
gaung_filter_bar_is_active (GaungFilterBar *self)
{
  g_auto (GStrv) period = NULL;

  g_return_val_if_fail (GAUNG_IS_FILTER_BAR (self), FALSE);

  for (guint i = 0; i < self->chips->len; i++)
    {
      g_auto (GStrv) values = gaung_filter_chip_get_values (g_ptr_array_index (self->chips, i));

      if (values[0] != NULL)
        return TRUE;
    }
  for (guint i = 0; i < self->toggles->len; i++)
    if (gtk_toggle_button_get_active (g_ptr_array_index (self->toggles, i)))
      return TRUE;
  period = gaung_period_chip_get_values (self->period);
  return period[0] != NULL;
}

void
gaung_filter_bar_clear (GaungFilterBar *self)
{
  g_autoptr (GaungQuery) query = gaung_query_new ("complaint");

  g_return_if_fail (GAUNG_IS_FILTER_BAR (self));
  gaung_filter_bar_load (self, query);
}

gboolean
gaung_filter_bar_has_filters (const GaungQuery *query)
{
  g_autoptr (GaungQuery) rest = gaung_query_copy (query);
  g_autoptr (GaungQuery) bare = gaung_query_new ("complaint");
  g_auto (GStrv) assignee = gaung_query_get (query, "assignee");
  g_auto (GStrv) agency = gaung_query_get (query, "agency");

  if (g_strcmp0 (assignee[0], "me") == 0)
    gaung_query_set (rest, "assignee", NULL);
  if (g_strcmp0 (agency[0], "me") == 0)
    gaung_query_set (rest, "agency", NULL);
  gaung_query_set_words (rest, NULL);
  gaung_query_set_sort (bare, gaung_query_get_sort (rest));
  return !gaung_query_equal (rest, bare);
}
