/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungTemplateMenu: texts to reuse, those that fit first and only those. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-fold.h"
#include "gaung-list.h"
#include "gaung-template-menu.h"

struct _GaungTemplateMenu
{
  GtkPopover parent_instance;

  GtkListBox *list;
  GaungContext *context;
  GaungList *templates; /* made when first opened */
  char *kind;
  char *state;
  char *category;
  GHashTable *placeholders;
};

G_DEFINE_FINAL_TYPE (GaungTemplateMenu, gaung_template_menu, GTK_TYPE_POPOVER)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
fits_list (GaungRecord *template, const char *member, const char *value)
{
  g_auto (GStrv) values = gaung_record_get_strings (template, member);

  return values[0] == NULL
         || (value != NULL && g_strv_contains ((const char *const *) values, value));
}

static gboolean
fits_one (GaungRecord *template, const char *member, const char *value)
{
  const char *wanted = gaung_record_get_string (template, member);

  return wanted == NULL || *wanted == '\0' || g_strcmp0 (wanted, value) == 0;
}

static gboolean
fits (GaungTemplateMenu *self, GaungRecord *template)
{
  const GaungActor *actor = gaung_context_get_actor (self->context);

  return g_strcmp0 (gaung_record_get_string (template, "kind"), self->kind) == 0
         && fits_list (template, "states", self->state)
         && fits_list (template, "categories", self->category)
         && fits_one (template, "agency", actor->agency) && fits_one (template, "owner", actor->id);
}

static GtkWidget *
create_row (GaungRecord *template)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *title = gaung_text_to_line (gaung_record_get_title (template), 60);
  g_autofree char *text = gaung_text_to_line (gaung_record_get_string (template, "text"), 80);
  GtkWidget *name = gtk_label_new (title);
  GtkWidget *preview = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_xalign (GTK_LABEL (preview), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (preview), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (preview, "caption");
  gtk_widget_add_css_class (preview, "dimmed");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), preview);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data_full (
      G_OBJECT (row), "gaung-template", g_object_ref (template), g_object_unref);
  return row;
}

static void
fill (GaungTemplateMenu *self)
{
  GtkListBoxRow *row;
  guint n = self->templates != NULL ? gaung_list_get_n_items (self->templates) : 0;

  /* Not remove_all: that takes the placeholder along. */
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GaungRecord) template = g_list_model_get_item (G_LIST_MODEL (self->templates), i);

      if (template != NULL && fits (self, template))
        gtk_list_box_append (self->list, create_row (template));
    }
}

static void
map_cb (GaungTemplateMenu *self)
{
  if (self->templates == NULL)
    {
      g_autoptr (GaungQuery) query = gaung_query_new ("template");

      self->templates = gaung_list_new (gaung_context_get_store (self->context), query);
      g_signal_connect_object (
          self->templates, "items-changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
    }
  fill (self);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, GaungTemplateMenu *self)
{
  GaungRecord *template = g_object_get_data (G_OBJECT (row), "gaung-template");
  g_autofree char *text
      = gaung_template_menu_fill (self, gaung_record_get_string (template, "text"));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, text);
}

static void
gaung_template_menu_dispose (GObject *object)
{
  GaungTemplateMenu *self = GAUNG_TEMPLATE_MENU (object);

  g_clear_object (&self->templates);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (gaung_template_menu_parent_class)->dispose (object);
}

static void
gaung_template_menu_finalize (GObject *object)
{
  GaungTemplateMenu *self = GAUNG_TEMPLATE_MENU (object);

  g_free (self->kind);
  g_free (self->state);
  g_free (self->category);
  g_hash_table_unref (self->placeholders);
  G_OBJECT_CLASS (gaung_template_menu_parent_class)->finalize (object);
}

static void
gaung_template_menu_class_init (GaungTemplateMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gaung_template_menu_dispose;
  G_OBJECT_CLASS (klass)->finalize = gaung_template_menu_finalize;

  signals[CHOSEN] = g_signal_new ("chosen",
                                  GAUNG_TYPE_TEMPLATE_MENU,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_STRING);
}

static void
gaung_template_menu_init (GaungTemplateMenu *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *empty = gtk_label_new (_ ("No template fits here"));

  self->placeholders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (empty, "dimmed");
  gtk_widget_set_margin_top (empty, 12);
  gtk_widget_set_margin_bottom (empty, 12);
  gtk_list_box_set_placeholder (self->list, empty);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Templates"), -1);
  g_signal_connect_object (
      self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_DEFAULT);
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_size_request (scrolled, 300, -1);
  gtk_popover_set_child (GTK_POPOVER (self), scrolled);
  gtk_widget_add_css_class (GTK_WIDGET (self), "menu");
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
}

GtkWidget *
gaung_template_menu_new (GaungContext *context)
{
  GaungTemplateMenu *self = g_object_new (GAUNG_TYPE_TEMPLATE_MENU, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}

void
gaung_template_menu_set_kind (GaungTemplateMenu *self, const char *kind)
{
  g_return_if_fail (GAUNG_IS_TEMPLATE_MENU (self));
  g_set_str (&self->kind, kind);
}

void
gaung_template_menu_set_subject (GaungTemplateMenu *self, const char *state, const char *category)
{
  g_return_if_fail (GAUNG_IS_TEMPLATE_MENU (self));
  g_set_str (&self->state, state);
  g_set_str (&self->category, category);
}

void
gaung_template_menu_set_placeholder (GaungTemplateMenu *self, const char *name, const char *value)
{
  g_return_if_fail (GAUNG_IS_TEMPLATE_MENU (self));

  if (value != NULL)
    g_hash_table_insert (self->placeholders, g_strdup (name), g_strdup (value));
  else
    g_hash_table_remove (self->placeholders, name);
}

char *
gaung_template_menu_fill (GaungTemplateMenu *self, const char *text)
{
  g_autoptr (GString) filled = g_string_new (NULL);
  const char *rest = text != NULL ? text : "";

  g_return_val_if_fail (GAUNG_IS_TEMPLATE_MENU (self), NULL);

  while (*rest)
    {
      const char *open = strchr (rest, '{');
      const char *close = open != NULL ? strchr (open, '}') : NULL;
      g_autofree char *name = NULL;
      const char *value;

      if (close == NULL)
        {
          g_string_append (filled, rest);
          break;
        }
      name = g_strndup (open + 1, close - open - 1);
      value = g_hash_table_lookup (self->placeholders, name);
      g_string_append_len (filled, rest, open - rest);
      if (value != NULL)
        g_string_append (filled, value);
      else
        g_string_append_len (filled, open, close + 1 - open);
      rest = close + 1;
    }
  return g_string_free (g_steal_pointer (&filled), FALSE);
}
