/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungSavedFilters: named filters of the complaints list. */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gaung-format.h"
#include "gaung-saved-filters.h"
#include "gaung-toast.h"

#define SETTING "filters.complaints"
/* A file of filters is a few lines; anything larger is something else. */
#define MAX_FILE_BYTES (256 * 1024)

struct _GaungSavedFilters
{
  GtkPopover parent_instance;

  GtkListBox *list;
  GtkEditable *name_entry;
  GtkWidget *save_button;

  GaungContext *context;
  GaungQuery *query;
  GCancellable *cancellable;
  char *text; /* (nullable): what is being written */
  guint n_writing;
};

G_DEFINE_FINAL_TYPE (GaungSavedFilters, gaung_saved_filters, GTK_TYPE_POPOVER)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
load (GaungSavedFilters *self)
{
  char *text;

  if (self->text != NULL)
    return g_strdup (self->text);
  text = gaung_store_get_setting (gaung_context_get_store (self->context), SETTING);

  return text != NULL ? text : g_strdup ("");
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungSavedFilters) self = data;
  g_autoptr (GError) error = NULL;
  gboolean is_stored = gaung_store_write_finish (GAUNG_STORE (source), result, &error);

  self->n_writing--;
  /* The store knows it now, or never will. */
  if (self->n_writing == 0)
    g_clear_pointer (&self->text, g_free);
  if (!is_stored && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    gaung_show_error (GTK_WIDGET (self), error);
}

/* The store may be busy with a page of the server: nobody waits for it here. */
static void
store (GaungSavedFilters *self, const char *text)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);

  gaung_batch_put_setting (batch, SETTING, *text ? text : NULL);
  g_set_str (&self->text, text);
  self->n_writing++;
  gaung_store_write_async (
      gaung_context_get_store (self->context), batch, NULL, stored_cb, g_object_ref (self));
}

/* @text without the line of @name, and with one for @query unless that is NULL. */
static char *
replace_line (const char *text, const char *name, const char *query)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) result = g_string_new (NULL);
  g_autofree char *prefix = g_strconcat (name, "\t", NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] && !g_str_has_prefix (lines[i], prefix))
      g_string_append_printf (result, "%s\n", lines[i]);
  if (query != NULL)
    g_string_append_printf (result, "%s\t%s\n", name, query);
  return g_string_free (g_steal_pointer (&result), FALSE);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkLabel) label = data;
  gint64 count = gaung_store_count_finish (GAUNG_STORE (source), result, NULL);
  g_autofree char *text = count >= 0 ? gaung_format_number (count) : NULL;

  if (text != NULL)
    gtk_label_set_text (label, text);
}

static GtkWidget *
create_row (GaungSavedFilters *self, const char *name, const char *text)
{
  g_autoptr (GaungQuery) query = gaung_query_parse (text, NULL);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *count = gtk_label_new (NULL);
  GtkWidget *remove = gtk_button_new_from_icon_name ("edit-delete-symbolic");
  /* Translators: the name of a saved filter: "Delete the filter Trotoar Laweyan" */
  g_autofree char *remove_name = g_strdup_printf (_ ("Delete the filter %s"), name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (count, "dimmed");
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, remove_name);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, remove_name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (remove), "filters.delete");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (remove), "s", name);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  gtk_box_append (GTK_BOX (box), remove);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), "gaung-query", g_strdup (text), g_free);
  if (query != NULL)
    gaung_store_count_async (gaung_context_get_store (self->context),
                             query,
                             self->cancellable,
                             counted_cb,
                             g_object_ref (count));
  return row;
}

static void
fill (GaungSavedFilters *self)
{
  GtkListBoxRow *row;
  g_autofree char *text = load (self);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  /* Not remove_all: that takes the placeholder along. */
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "\t", 2);

      if (parts[0] != NULL && parts[1] != NULL)
        gtk_list_box_append (self->list, create_row (self, parts[0], parts[1]));
    }
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, GaungSavedFilters *self)
{
  g_autofree char *query = g_strdup (g_object_get_data (G_OBJECT (row), "gaung-query"));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, query);
}

static void
name_changed_cb (GaungSavedFilters *self)
{
  gtk_widget_set_sensitive (self->save_button, *gtk_editable_get_text (self->name_entry));
}

static void
save_cb (GaungSavedFilters *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (self->name_entry));
  g_autofree char *query = self->query != NULL ? gaung_query_to_text (self->query) : NULL;

  g_strstrip (g_strdelimit (name, "\t\n", ' '));
  if (*name == '\0' || query == NULL)
    return;
  gaung_saved_filters_save (self, name, query);
  gtk_editable_set_text (self->name_entry, "");
  fill (self);
}

static void
delete_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GaungSavedFilters *self = GAUNG_SAVED_FILTERS (widget);
  g_autofree char *text = load (self);
  g_autofree char *rest = replace_line (text, g_variant_get_string (parameter, NULL), NULL);

  store (self, rest);
  fill (self);
}

static void
import_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungSavedFilters) self = data;
  g_autofree char *text = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;

  if (!g_file_load_contents_finish (G_FILE (source), result, &text, &length, NULL, &error))
    gaung_show_error (GTK_WIDGET (self), error);
  else if (length > MAX_FILE_BYTES || !g_utf8_validate (text, length, NULL)
           || gaung_saved_filters_import (self, text) == 0)
    gaung_toast (GTK_WIDGET (self), _ ("There is no filter in this file"));
  else
    gaung_toast (GTK_WIDGET (self), _ ("Filters imported"));
}

static void
import_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungSavedFilters) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    g_file_load_contents_async (file, NULL, import_loaded_cb, g_object_ref (self));
}

static void
import_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Import Filters"));
  gtk_file_dialog_open (dialog,
                        GTK_WINDOW (gtk_widget_get_root (widget)),
                        NULL,
                        import_chosen_cb,
                        g_object_ref (widget));
  gtk_popover_popdown (GTK_POPOVER (widget));
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungSavedFilters) self = data;
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    gaung_show_error (GTK_WIDGET (self), error);
}

static void
export_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungSavedFilters) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (file == NULL)
    return;
  text = gaung_saved_filters_export (self);
  bytes = g_bytes_new (text, strlen (text));
  g_file_replace_contents_bytes_async (
      file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL, exported_cb, g_object_ref (self));
}

static void
export_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Export Filters"));
  /* Translators: the proposed name of a file with saved filters */
  gtk_file_dialog_set_initial_name (dialog, _ ("complaint-filters.txt"));
  gtk_file_dialog_save (dialog,
                        GTK_WINDOW (gtk_widget_get_root (widget)),
                        NULL,
                        export_chosen_cb,
                        g_object_ref (widget));
  gtk_popover_popdown (GTK_POPOVER (widget));
}

static void
gaung_saved_filters_dispose (GObject *object)
{
  GaungSavedFilters *self = GAUNG_SAVED_FILTERS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_pointer (&self->query, gaung_query_free);
  g_clear_pointer (&self->text, g_free);
  G_OBJECT_CLASS (gaung_saved_filters_parent_class)->dispose (object);
}

static void
gaung_saved_filters_class_init (GaungSavedFiltersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_saved_filters_dispose;
  gtk_widget_class_install_action (widget_class, "filters.delete", "s", delete_cb);
  gtk_widget_class_install_action (widget_class, "filters.import", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "filters.export", NULL, export_cb);

  signals[CHOSEN] = g_signal_new ("chosen",
                                  GAUNG_TYPE_SAVED_FILTERS,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_STRING);
}

static GtkWidget *
create_save_row (GaungSavedFilters *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Name for the current filter"));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name for the current filter"), -1);
  gtk_widget_set_hexpand (entry, TRUE);
  self->name_entry = GTK_EDITABLE (entry);
  self->save_button = gtk_button_new_with_label (_ ("Save"));
  gtk_widget_set_sensitive (self->save_button, FALSE);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (name_changed_cb), self);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (save_cb), self);
  g_signal_connect_swapped (self->save_button, "clicked", G_CALLBACK (save_cb), self);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), self->save_button);
  return box;
}

static void
gaung_saved_filters_init (GaungSavedFilters *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *files = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *empty = gtk_label_new (_ ("No saved filters yet"));
  GtkWidget *button;

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "saved-filters");
  gtk_widget_add_css_class (empty, "dimmed");
  gtk_list_box_set_placeholder (self->list, empty);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Saved filters"), -1);
  g_signal_connect_object (
      self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_DEFAULT);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), create_save_row (self));

  button = gtk_button_new_with_label (_ ("Import…"));
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "filters.import");
  gtk_box_append (GTK_BOX (files), button);
  button = gtk_button_new_with_label (_ ("Export…"));
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "filters.export");
  gtk_box_append (GTK_BOX (files), button);
  gtk_box_set_homogeneous (GTK_BOX (files), TRUE);
  gtk_box_append (GTK_BOX (box), files);
  gtk_widget_set_size_request (box, 280, -1);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  g_signal_connect (self, "map", G_CALLBACK (fill), NULL);
}

GtkWidget *
gaung_saved_filters_new (GaungContext *context)
{
  GaungSavedFilters *self = g_object_new (GAUNG_TYPE_SAVED_FILTERS, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}

void
gaung_saved_filters_set_query (GaungSavedFilters *self, const GaungQuery *query)
{
  g_return_if_fail (GAUNG_IS_SAVED_FILTERS (self));

  g_clear_pointer (&self->query, gaung_query_free);
  self->query = gaung_query_copy (query);
}

void
gaung_saved_filters_save (GaungSavedFilters *self, const char *name, const char *query)
{
  g_autofree char *text = NULL;
  g_autofree char *result = NULL;

  g_return_if_fail (GAUNG_IS_SAVED_FILTERS (self));

  text = load (self);
  result = replace_line (text, name, query);
  store (self, result);
}

guint
gaung_saved_filters_import (GaungSavedFilters *self, const char *text)
{
  g_autofree char *result = load (self);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = 0;

  g_return_val_if_fail (GAUNG_IS_SAVED_FILTERS (self), 0);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (g_strchomp (lines[i]), "\t", 2);
      g_autoptr (GaungQuery) query
          = parts[0] != NULL && parts[1] != NULL ? gaung_query_parse (parts[1], NULL) : NULL;
      char *next;

      if (query == NULL || *parts[0] == '\0')
        continue;
      next = replace_line (result, parts[0], parts[1]);
      g_free (result);
      result = next;
      n++;
    }
  if (n > 0)
    store (self, result);

  return n;
}

char *
gaung_saved_filters_export (GaungSavedFilters *self)
{
  g_return_val_if_fail (GAUNG_IS_SAVED_FILTERS (self), NULL);
  return load (self);
}
