/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every key there is, from the tables that make the keys work. */

#include "config.h"

#include "gaung-shortcuts-dialog.h"

#include <glib/gi18n.h>

#include "gaung-area-table.h"
#include "gaung-fold.h"
#include "gaung-shell-actions.h"

struct _GaungShortcutsDialog
{
  AdwDialog parent_instance;

  GtkEditable *search;
  GtkBox *sections;

  GHashTable *groups; /* section title → AdwPreferencesGroup, unowned */
  GPtrArray *rows;    /* unowned AdwActionRow */
};

G_DEFINE_FINAL_TYPE (GaungShortcutsDialog, gaung_shortcuts_dialog, ADW_TYPE_DIALOG)

static AdwPreferencesGroup *
ensure_group (GaungShortcutsDialog *self, const char *section)
{
  GtkWidget *group = g_hash_table_lookup (self->groups, section);

  if (group == NULL)
    {
      group = adw_preferences_group_new ();
      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ (section));
      gtk_box_append (self->sections, group);
      g_hash_table_insert (self->groups, (gpointer) section, group);
    }

  return ADW_PREFERENCES_GROUP (group);
}

static void
append_keys (AdwWrapBox *box, GString *names, const char *accelerator)
{
  guint keyval;
  GdkModifierType modifiers;
  g_autofree char *label = NULL;
  g_auto (GStrv) parts = NULL;

  if (!gtk_accelerator_parse (accelerator, &keyval, &modifiers))
    return;
  label = gtk_accelerator_get_label (keyval, modifiers);
  if (names->len > 0)
    g_string_append (names, ", ");
  g_string_append (names, label);

  parts = g_strsplit (label, "+", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      /* The plus key itself gives two empty parts. */
      GtkWidget *cap = gtk_label_new (*parts[i] ? parts[i] : "+");

      gtk_widget_add_css_class (cap, "keycap");
      gtk_widget_set_valign (cap, GTK_ALIGN_CENTER);
      adw_wrap_box_append (box, cap);
    }
}

static void
add_row (GaungShortcutsDialog *self,
         const char *section,
         const char *title,
         const char *const *keys,
         guint n_keys)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *box = adw_wrap_box_new ();
  g_autoptr (GString) names = g_string_new (NULL);

  /* In a narrow dialog long keys take two lines. */
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (box), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (box), 3);
  adw_wrap_box_set_align (ADW_WRAP_BOX (box), 1);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  for (guint i = 0; i < n_keys && keys[i] != NULL; i++)
    {
      /* The same key on the number pad goes without saying. */
      if (strstr (keys[i], "KP_") != NULL)
        continue;
      if (i > 0)
        {
          /* Translators: between two keys that do the same: "? or Ctrl+?". */
          GtkWidget *or_label = gtk_label_new (C_ ("keys", "or"));

          gtk_widget_add_css_class (or_label, "dimmed");
          adw_wrap_box_append (ADW_WRAP_BOX (box), or_label);
        }
      append_keys (ADW_WRAP_BOX (box), names, keys[i]);
    }
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), box);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, names->str, -1);
  g_object_set_data_full (
      G_OBJECT (row), "keys", g_string_free (g_steal_pointer (&names), FALSE), g_free);
  adw_preferences_group_add (ensure_group (self, section), row);
  g_ptr_array_add (self->rows, row);
}

static void
fill (GaungShortcutsDialog *self)
{
  for (const GaungActionRow *const *table = gaung_action_tables (); *table != NULL; table++)
    for (const GaungActionRow *row = *table; row->name != NULL; row++)
      if (row->keys[0] != NULL && !(row->flags & GAUNG_ACTION_HIDDEN))
        add_row (self, row->section, _ (row->title), row->keys, G_N_ELEMENTS (row->keys));
  for (const GaungArea *area = gaung_areas (); area->id != NULL; area++)
    if (area->key)
      add_row (self, N_ ("Areas"), gaung_area_get_title (area), &area->key, 1);
}

/* Shows the rows that have the searched words in their title or keys, and the sections that have
 * such rows. */
static void
search_changed_cb (GaungShortcutsDialog *self)
{
  g_autofree char *words = gaung_fold (gtk_editable_get_text (self->search));
  GHashTableIter iter;
  gpointer group;

  g_hash_table_iter_init (&iter, self->groups);
  while (g_hash_table_iter_next (&iter, NULL, &group))
    gtk_widget_set_visible (group, FALSE);
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      g_autofree char *title
          = gaung_fold (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
      g_autofree char *keys = gaung_fold (g_object_get_data (G_OBJECT (row), "keys"));
      gboolean is_hit = strstr (title, words) != NULL || strstr (keys, words) != NULL;

      gtk_widget_set_visible (row, is_hit);
      if (is_hit)
        gtk_widget_set_visible (gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP), TRUE);
    }
}

static void
stop_search_cb (GaungShortcutsDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
gaung_shortcuts_dialog_dispose (GObject *object)
{
  GaungShortcutsDialog *self = GAUNG_SHORTCUTS_DIALOG (object);

  g_clear_pointer (&self->groups, g_hash_table_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_SHORTCUTS_DIALOG);

  G_OBJECT_CLASS (gaung_shortcuts_dialog_parent_class)->dispose (object);
}

static void
gaung_shortcuts_dialog_class_init (GaungShortcutsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_shortcuts_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/app/gaung-shortcuts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungShortcutsDialog, search);
  gtk_widget_class_bind_template_child (widget_class, GaungShortcutsDialog, sections);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
}

static void
gaung_shortcuts_dialog_init (GaungShortcutsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->groups = g_hash_table_new (g_str_hash, g_str_equal);
  self->rows = g_ptr_array_new ();
  fill (self);
}

AdwDialog *
gaung_shortcuts_dialog_new (void)
{
  return g_object_new (GAUNG_TYPE_SHORTCUTS_DIALOG, NULL);
}
