/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungFilterChip: one condition of a list. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-filter-chip.h"

typedef struct
{
  char *value;
  char *label;
  gboolean is_chosen;
} Choice;

struct _GaungFilterChip
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkLabel *label;
  GtkWidget *popover;
  GtkWidget *list; /* made when first opened */

  char *column;
  char *title;
  gboolean is_exclusive;
  GPtrArray *choices;
};

G_DEFINE_FINAL_TYPE (GaungFilterChip, gaung_filter_chip, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_free (choice->value);
  g_free (choice->label);
  g_free (choice);
}

static void
show_label (GaungFilterChip *self)
{
  guint n = 0;
  const char *first = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->choices->len; i++)
    {
      const Choice *choice = g_ptr_array_index (self->choices, i);

      if (!choice->is_chosen)
        continue;
      if (n++ == 0)
        first = choice->label;
    }
  if (n == 0)
    text = g_strdup (self->title);
  else if (n == 1)
    text = g_strdup (first);
  else
    /* Translators: a kind of filter and how many values are chosen: "State: 3" */
    text = g_strdup_printf (_ ("%s: %u"), self->title, n);
  gtk_label_set_text (self->label, text);
  if (n > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), "active");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "active");
  if (n > 0)
    {
      g_free (text);
      /* Translators: a kind of filter, then what is chosen: "Filter by state: New" */
      text
          = g_strdup_printf (_ ("Filter by %s: %s"), self->title, gtk_label_get_text (self->label));
    }
  else
    {
      g_free (text);
      /* Translators: a kind of filter: "Filter by state" */
      text = g_strdup_printf (_ ("Filter by %s"), self->title);
    }
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
toggled_cb (GtkCheckButton *button, GParamSpec *pspec, GaungFilterChip *self)
{
  Choice *choice = g_object_get_data (G_OBJECT (button), "gaung-choice");
  gboolean is_active = gtk_check_button_get_active (button);

  if (choice->is_chosen == is_active)
    return;
  choice->is_chosen = is_active;
  show_label (self);
  /* Of a group, the one that goes off is followed by the one that goes on. */
  if (!self->is_exclusive || is_active)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
clear_cb (GtkWidget *button, GaungFilterChip *self)
{
  gaung_filter_chip_set_values (self, NULL);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
fill (GaungFilterChip *self)
{
  GtkWidget *child;
  GtkWidget *first = NULL;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
  for (guint i = 0; i < self->choices->len; i++)
    {
      Choice *choice = g_ptr_array_index (self->choices, i);
      GtkWidget *check = gtk_check_button_new_with_label (choice->label);

      if (self->is_exclusive && first != NULL)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (check), GTK_CHECK_BUTTON (first));
      else
        first = check;
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), choice->is_chosen);
      g_object_set_data (G_OBJECT (check), "gaung-choice", choice);
      g_signal_connect_object (
          check, "notify::active", G_CALLBACK (toggled_cb), self, G_CONNECT_DEFAULT);
      gtk_box_append (GTK_BOX (self->list), check);
    }
  child = gtk_button_new_with_label (_ ("Any"));
  gtk_widget_add_css_class (child, "flat");
  g_signal_connect_object (child, "clicked", G_CALLBACK (clear_cb), self, G_CONNECT_DEFAULT);
  gtk_box_append (GTK_BOX (self->list), child);
}

static void
map_cb (GtkWidget *popover, GaungFilterChip *self)
{
  GtkWidget *scrolled;

  if (self->list == NULL)
    {
      scrolled = gtk_scrolled_window_new ();
      self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
      gtk_scrolled_window_set_policy (
          GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
      gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
      gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
      gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 360);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
      gtk_popover_set_child (GTK_POPOVER (self->popover), scrolled);
    }
  fill (self);
}

static void
gaung_filter_chip_finalize (GObject *object)
{
  GaungFilterChip *self = GAUNG_FILTER_CHIP (object);

  g_free (self->column);
  g_free (self->title);
  g_ptr_array_unref (self->choices);
  G_OBJECT_CLASS (gaung_filter_chip_parent_class)->finalize (object);
}

static void
gaung_filter_chip_class_init (GaungFilterChipClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gaung_filter_chip_finalize;

  signals[CHANGED] = g_signal_new (
      "changed", GAUNG_TYPE_FILTER_CHIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gaung_filter_chip_init (GaungFilterChip *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *label = gtk_label_new (NULL);

  self->choices = g_ptr_array_new_with_free_func (choice_free);
  self->label = GTK_LABEL (label);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (self->label, 24);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  self->button = GTK_MENU_BUTTON (button);
  gtk_menu_button_set_child (self->button, box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "chip");
  self->popover = gtk_popover_new ();
  gtk_menu_button_set_popover (self->button, self->popover);
  g_signal_connect_object (self->popover, "map", G_CALLBACK (map_cb), self, G_CONNECT_DEFAULT);
  adw_bin_set_child (ADW_BIN (self), button);
}

GtkWidget *
gaung_filter_chip_new (const char *column, const char *title, gboolean is_exclusive)
{
  GaungFilterChip *self = g_object_new (GAUNG_TYPE_FILTER_CHIP, NULL);

  self->column = g_strdup (column);
  self->title = g_strdup (title);
  self->is_exclusive = is_exclusive;
  show_label (self);
  return GTK_WIDGET (self);
}

const char *
gaung_filter_chip_get_column (GaungFilterChip *self)
{
  g_return_val_if_fail (GAUNG_IS_FILTER_CHIP (self), NULL);
  return self->column;
}

void
gaung_filter_chip_add_choice (GaungFilterChip *self, const char *value, const char *label)
{
  Choice *choice;

  g_return_if_fail (GAUNG_IS_FILTER_CHIP (self));

  choice = g_new0 (Choice, 1);
  choice->value = g_strdup (value);
  choice->label = g_strdup (label);
  g_ptr_array_add (self->choices, choice);
}

GStrv
gaung_filter_chip_get_values (GaungFilterChip *self)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();

  g_return_val_if_fail (GAUNG_IS_FILTER_CHIP (self), NULL);

  for (guint i = 0; i < self->choices->len; i++)
    {
      const Choice *choice = g_ptr_array_index (self->choices, i);

      if (choice->is_chosen)
        g_strv_builder_add (values, choice->value);
    }
  return g_strv_builder_end (values);
}

void
gaung_filter_chip_set_values (GaungFilterChip *self, const char *const *values)
{
  g_return_if_fail (GAUNG_IS_FILTER_CHIP (self));

  for (guint i = 0; i < self->choices->len; i++)
    {
      Choice *choice = g_ptr_array_index (self->choices, i);

      choice->is_chosen = values != NULL && g_strv_contains (values, choice->value);
    }
  for (guint v = 0; values != NULL && values[v] != NULL; v++)
    {
      gboolean is_known = FALSE;

      for (guint i = 0; i < self->choices->len; i++)
        is_known
            |= g_str_equal (((Choice *) g_ptr_array_index (self->choices, i))->value, values[v]);
      if (!is_known)
        {
          gaung_filter_chip_add_choice (self, values[v], values[v]);
          ((Choice *) g_ptr_array_index (self->choices, self->choices->len - 1))->is_chosen = TRUE;
        }
    }
  show_label (self);
}
