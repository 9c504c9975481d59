/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungChooserDialog: one of many by name. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-chooser-dialog.h"
#include "gaung-fold.h"

struct _GaungChooserDialog
{
  AdwDialog parent_instance;

  GtkLabel *preview;
  GtkWidget *search_entry;
  GtkListBox *list;
  GtkWidget *remark_row;
  GtkWidget *confirm_button;
  char *words;
};

G_DEFINE_FINAL_TYPE (GaungChooserDialog, gaung_chooser_dialog, ADW_TYPE_DIALOG)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GtkListBoxRow *
find_first (GaungChooserDialog *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      return row;
  return NULL;
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer data)
{
  GaungChooserDialog *self = data;
  const char *search = g_object_get_data (G_OBJECT (row), "search");
  g_auto (GStrv) words = NULL;

  if (self->words == NULL || *self->words == '\0')
    return TRUE;
  words = g_strsplit (self->words, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (search, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static void
search_changed_cb (GaungChooserDialog *self)
{
  GtkListBoxRow *first;

  g_clear_pointer (&self->words, g_free);
  self->words = gaung_fold (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  gtk_list_box_invalidate_filter (self->list);
  first = find_first (self);
  gtk_list_box_select_row (self->list, *self->words ? first : NULL);
  gtk_widget_set_sensitive (self->confirm_button,
                            gtk_list_box_get_selected_row (self->list) != NULL);
}

static void
selected_cb (GaungChooserDialog *self)
{
  /* The list empties itself when the dialog goes. */
  if (self->list == NULL)
    return;
  gtk_widget_set_sensitive (self->confirm_button,
                            gtk_list_box_get_selected_row (self->list) != NULL);
}

static void
stop_search_cb (GaungChooserDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                GaungChooserDialog *self)
{
  GtkListBoxRow *row;

  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  row = gtk_list_box_get_selected_row (self->list);
  if (row == NULL)
    row = find_first (self);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  return GDK_EVENT_STOP;
}

static void
gaung_chooser_dialog_finalize (GObject *object)
{
  g_free (GAUNG_CHOOSER_DIALOG (object)->words);
  G_OBJECT_CLASS (gaung_chooser_dialog_parent_class)->finalize (object);
}

static void
gaung_chooser_dialog_class_init (GaungChooserDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gaung_chooser_dialog_finalize;
  signals[CHOSEN] = g_signal_new ("chosen",
                                  GAUNG_TYPE_CHOOSER_DIALOG,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  3,
                                  G_TYPE_STRING,
                                  G_TYPE_STRING,
                                  G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/complaints/gaung-chooser-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungChooserDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, GaungChooserDialog, search_entry);
  gtk_widget_class_bind_template_child (widget_class, GaungChooserDialog, list);
  gtk_widget_class_bind_template_child (widget_class, GaungChooserDialog, remark_row);
  gtk_widget_class_bind_template_child (widget_class, GaungChooserDialog, confirm_button);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, gaung_chooser_dialog_confirm);
}

static void
gaung_chooser_dialog_init (GaungChooserDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
}

GaungChooserDialog *
gaung_chooser_dialog_new (const char *title,
                          const char *action_label,
                          const char *search_hint,
                          const char *remark_label)
{
  GaungChooserDialog *self = g_object_new (GAUNG_TYPE_CHOOSER_DIALOG, "title", title, NULL);

  gtk_button_set_label (GTK_BUTTON (self->confirm_button), action_label);
  g_object_set (self->search_entry, "placeholder-text", search_hint, NULL);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->search_entry), GTK_ACCESSIBLE_PROPERTY_LABEL, search_hint, -1);
  if (remark_label != NULL)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->remark_row), remark_label);
  gtk_widget_set_visible (gtk_widget_get_ancestor (self->remark_row, GTK_TYPE_LIST_BOX),
                          remark_label != NULL);
  return self;
}

void
gaung_chooser_dialog_add (GaungChooserDialog *self,
                          const char *key,
                          const char *label,
                          const char *detail,
                          const char *search)
{
  GtkWidget *row;
  g_autofree char *all = NULL;

  g_return_if_fail (GAUNG_IS_CHOOSER_DIALOG (self));

  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), detail != NULL ? detail : "");
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  all = g_strjoin (" ", label, detail != NULL ? detail : "", search != NULL ? search : "", NULL);
  g_object_set_data_full (G_OBJECT (row), "search", gaung_fold (all), g_free);
  g_object_set_data_full (G_OBJECT (row), "key", g_strdup (key), g_free);
  gtk_list_box_append (self->list, row);
}

void
gaung_chooser_dialog_set_preview (GaungChooserDialog *self, const char *text)
{
  g_return_if_fail (GAUNG_IS_CHOOSER_DIALOG (self));

  gtk_label_set_text (self->preview, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->preview), text != NULL && *text);
}

void
gaung_chooser_dialog_set_search (GaungChooserDialog *self, const char *text)
{
  g_return_if_fail (GAUNG_IS_CHOOSER_DIALOG (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), text);
  search_changed_cb (self);
}

void
gaung_chooser_dialog_confirm (GaungChooserDialog *self)
{
  g_autoptr (GaungChooserDialog) alive = NULL;
  GtkListBoxRow *row;
  g_autofree char *key = NULL;
  g_autofree char *label = NULL;
  g_autofree char *remark = NULL;

  g_return_if_fail (GAUNG_IS_CHOOSER_DIALOG (self));

  row = gtk_list_box_get_selected_row (self->list);
  if (row == NULL)
    return;
  alive = g_object_ref (self);
  key = g_strdup (g_object_get_data (G_OBJECT (row), "key"));
  label = g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  remark = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->remark_row)));
  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[CHOSEN], 0, key, label, *remark ? remark : NULL);
}
