/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungPeriodChip: when a complaint was received. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-format.h"
#include "gaung-period-chip.h"

struct _GaungPeriodChip
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkLabel *label;
  GtkWidget *popover;
  GtkEditable *from_entry;
  GtkEditable *to_entry;

  GaungContext *context;
  GaungDay from;
  GaungDay to;
};

G_DEFINE_FINAL_TYPE (GaungPeriodChip, gaung_period_chip, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_label (GaungPeriodChip *self)
{
  g_autofree char *from = self->from != GAUNG_DAY_NONE ? gaung_format_day_short (self->from) : NULL;
  g_autofree char *to = self->to != GAUNG_DAY_NONE ? gaung_format_day_short (self->to) : NULL;
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  if (from != NULL && to != NULL)
    /* Translators: two days: "01/11/2026 – 24/11/2026" */
    text = g_strdup_printf (_ ("%s – %s"), from, to);
  else if (from != NULL)
    /* Translators: a day: "since 01/11/2026" */
    text = g_strdup_printf (_ ("since %s"), from);
  else if (to != NULL)
    /* Translators: a day: "until 24/11/2026" */
    text = g_strdup_printf (_ ("until %s"), to);

  gtk_label_set_text (self->label, text != NULL ? text : _ ("Received"));
  if (text != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "active");
      /* Translators: a period: "Received since 01/11/2026" */
      name = g_strdup_printf (_ ("Received %s"), text);
    }
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "active");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name != NULL ? name : _ ("Filter by time of receipt"),
                                  -1);
}

static void
set_period (GaungPeriodChip *self, GaungDay from, GaungDay to)
{
  self->from = from;
  self->to = to;
  show_label (self);
}

static void
period_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GaungPeriodChip *self = GAUNG_PERIOD_CHIP (widget);
  GaungDay today = gaung_day_of_instant (gaung_context_get_now (self->context));
  int days = g_variant_get_int32 (parameter);
  int year;

  gaung_day_to_ymd (today, &year, NULL, NULL);
  if (days == 0)
    set_period (self, GAUNG_DAY_NONE, GAUNG_DAY_NONE);
  else if (days < 0)
    set_period (self, gaung_day_from_ymd (year, 1, 1), GAUNG_DAY_NONE);
  else
    set_period (self, today - (days - 1), GAUNG_DAY_NONE);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit (self, signals[CHANGED], 0);
}

static GaungDay
read_day (GtkEditable *entry)
{
  GaungDay day = GAUNG_DAY_NONE;
  const char *text = gtk_editable_get_text (entry);

  if (*text == '\0' || gaung_parse_day (text, &day))
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  return day;
}

static void
apply_days_cb (GaungPeriodChip *self)
{
  GaungDay from = read_day (self->from_entry);
  GaungDay to = read_day (self->to_entry);

  if (gtk_widget_has_css_class (GTK_WIDGET (self->from_entry), "error")
      || gtk_widget_has_css_class (GTK_WIDGET (self->to_entry), "error"))
    return;
  set_period (self, from, to);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkEditable *
create_entry (GaungPeriodChip *self, GtkWidget *box, const char *label)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), label);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (entry, "activate", G_CALLBACK (apply_days_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), entry);
  return GTK_EDITABLE (entry);
}

static void
create_popover (GaungPeriodChip *self)
{
  static const struct
  {
    const char *label;
    int days; /* -1: this year, 0: any time */
  } periods[] = {
    { N_ ("Today"), 1 },      { N_ ("Last 7 days"), 7 }, { N_ ("Last 30 days"), 30 },
    { N_ ("This year"), -1 }, { N_ ("Any time"), 0 },
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *apply = gtk_button_new_with_label (_ ("Show"));

  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    {
      GtkWidget *button = gtk_button_new_with_label (_ (periods[i].label));

      gtk_widget_add_css_class (button, "flat");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "period.set");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "i", periods[i].days);
      gtk_box_append (GTK_BOX (box), button);
    }
  self->from_entry = create_entry (self, box, _ ("From, e.g. 01/11/2026"));
  self->to_entry = create_entry (self, box, _ ("To, e.g. 30/11/2026"));
  g_signal_connect_object (apply, "clicked", G_CALLBACK (apply_days_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), apply);
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
}

static void
gaung_period_chip_dispose (GObject *object)
{
  g_clear_object (&GAUNG_PERIOD_CHIP (object)->context);
  G_OBJECT_CLASS (gaung_period_chip_parent_class)->dispose (object);
}

static void
gaung_period_chip_class_init (GaungPeriodChipClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gaung_period_chip_dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "period.set", "i", period_cb);

  signals[CHANGED] = g_signal_new (
      "changed", GAUNG_TYPE_PERIOD_CHIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gaung_period_chip_init (GaungPeriodChip *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *label = gtk_label_new (NULL);

  self->from = GAUNG_DAY_NONE;
  self->to = GAUNG_DAY_NONE;
  self->label = GTK_LABEL (label);
  self->button = GTK_MENU_BUTTON (button);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  gtk_menu_button_set_child (self->button, box);
  self->popover = gtk_popover_new ();
  gtk_menu_button_set_popover (self->button, self->popover);
  adw_bin_set_child (ADW_BIN (self), button);
  gtk_widget_add_css_class (GTK_WIDGET (self), "chip");
  create_popover (self);
  show_label (self);
}

GtkWidget *
gaung_period_chip_new (void)
{
  return g_object_new (GAUNG_TYPE_PERIOD_CHIP, NULL);
}

void
gaung_period_chip_set_context (GaungPeriodChip *self, GaungContext *context)
{
  g_return_if_fail (GAUNG_IS_PERIOD_CHIP (self));
  g_set_object (&self->context, context);
}

GStrv
gaung_period_chip_get_values (GaungPeriodChip *self)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();

  g_return_val_if_fail (GAUNG_IS_PERIOD_CHIP (self), NULL);

  if (self->from != GAUNG_DAY_NONE)
    {
      g_autofree char *day = gaung_day_to_text (self->from);

      g_strv_builder_take (values, g_strconcat (">=", day, NULL));
    }
  if (self->to != GAUNG_DAY_NONE)
    {
      g_autofree char *day = gaung_day_to_text (self->to);

      g_strv_builder_take (values, g_strconcat ("<=", day, NULL));
    }
  return g_strv_builder_end (values);
}

void
gaung_period_chip_set_values (GaungPeriodChip *self, const char *const *values)
{
  GaungDay from = GAUNG_DAY_NONE, to = GAUNG_DAY_NONE;

  g_return_if_fail (GAUNG_IS_PERIOD_CHIP (self));

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    {
      if (g_str_has_prefix (values[i], ">="))
        gaung_day_parse (values[i] + 2, &from);
      else if (g_str_has_prefix (values[i], "<="))
        gaung_day_parse (values[i] + 2, &to);
    }
  set_period (self, from, to);
}
