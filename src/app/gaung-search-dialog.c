/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One field over everything. Records are asked for in the store's worker; actions and preferences
 * are few and looked through at once. The field keeps the focus: the arrow keys move the selection
 * below. */

#include "config.h"

#include "gaung-search-dialog.h"

#include <glib/gi18n.h>

#include "gaung-list.h"
#include "gaung-search-sources.h"

/* How many of one kind are shown; more is what an area's own search is for. */
#define MAX_ROWS 6

struct _GaungSearchDialog
{
  AdwDialog parent_instance;

  GtkEditable *entry;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkListBox *list;
  AdwStatusPage *empty;

  GaungContext *context;
  GPtrArray *lists; /* (element-type GaungList), one per record source */
  char *words;
  guint fill_idle;
};

G_DEFINE_FINAL_TYPE (GaungSearchDialog, gaung_search_dialog, ADW_TYPE_DIALOG)

static gboolean
is_loading (GaungSearchDialog *self)
{
  for (guint i = 0; i < self->lists->len; i++)
    if (gaung_list_is_loading (g_ptr_array_index (self->lists, i)))
      return TRUE;

  return FALSE;
}

static void
append_row (GaungSearchDialog *self, GtkWidget *row, const char *group)
{
  g_object_set_data (G_OBJECT (row), "group", (gpointer) group);
  gtk_list_box_append (self->list, row);
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const char *group = g_object_get_data (G_OBJECT (row), "group");
  const char *group_before = before ? g_object_get_data (G_OBJECT (before), "group") : NULL;
  GtkWidget *label;

  if (group == group_before)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  if (gtk_list_box_row_get_header (row) != NULL)
    return;
  label = gtk_label_new (group);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "list-section");
  gtk_list_box_row_set_header (row, label);
}

static void
show_empty (GaungSearchDialog *self)
{
  gboolean is_blank = self->words == NULL || *self->words == '\0';

  adw_status_page_set_title (self->empty,
                             is_blank ? _ ("What Are You Looking For?") : _ ("Nothing Found"));
  adw_status_page_set_description (
      self->empty,
      is_blank ? _ ("A number, a few words, a street, a telephone number, or what you want to do.")
               : _ ("All words must occur. Beginnings of words are enough."));
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
select_row (GaungSearchDialog *self, GtkListBoxRow *row)
{
  gtk_list_box_select_row (self->list, row);
  if (row)
    gtk_accessible_update_relation (
        GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
  else
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->entry),
                                   GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
}

static void
append_records (GaungSearchDialog *self, guint source)
{
  GListModel *model = g_ptr_array_index (self->lists, source);
  guint n_items = MIN (g_list_model_get_n_items (model), MAX_ROWS);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (GaungRecord) record = g_list_model_get_item (model, i);
      GtkWidget *row = gaung_search_source_make_row (source, self->context, record, self->words);

      if (row)
        append_row (self, row, gaung_search_source_get_title (source));
    }
}

static void
append_hints (GaungSearchDialog *self)
{
  g_autoptr (GPtrArray) actions = gaung_search_make_action_rows (self->context, self->words);
  g_autoptr (GPtrArray) preferences
      = gaung_search_make_preference_rows (self->context, self->words);

  for (guint i = 0; i < MIN (actions->len, MAX_ROWS); i++)
    append_row (self, g_ptr_array_index (actions, i), _ ("Actions"));
  for (guint i = 0; i < MIN (preferences->len, MAX_ROWS); i++)
    append_row (self, g_ptr_array_index (preferences, i), _ ("Preferences"));
}

static void
fill_cb (gpointer data)
{
  GaungSearchDialog *self = data;
  GtkListBoxRow *first;

  self->fill_idle = 0;
  if (self->words == NULL || *self->words == '\0')
    {
      gtk_list_box_remove_all (self->list);
      show_empty (self);
      return;
    }
  /* What is there stays until all answers to the new words are: nothing flickers while typing. */
  if (is_loading (self))
    return;

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < self->lists->len; i++)
    append_records (self, i);
  append_hints (self);

  first = gtk_list_box_get_row_at_index (self->list, 0);
  select_row (self, first);
  if (first == NULL)
    {
      show_empty (self);
      return;
    }
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  gtk_stack_set_visible_child_name (self->stack, "results");
}

static void
queue_fill (GaungSearchDialog *self)
{
  if (self->fill_idle == 0)
    self->fill_idle = g_idle_add_once (fill_cb, self);
}

static void
ask (GaungSearchDialog *self)
{
  for (guint i = 0; i < gaung_search_source_get_n (); i++)
    {
      g_autoptr (GaungQuery) query
          = gaung_search_source_make_query (i, self->context, self->words, MAX_ROWS);

      if (i == self->lists->len)
        {
          GaungList *list = gaung_list_new (gaung_context_get_store (self->context), query);

          g_ptr_array_add (self->lists, list);
          g_signal_connect_object (
              list, "items-changed", G_CALLBACK (queue_fill), self, G_CONNECT_SWAPPED);
          g_signal_connect_object (
              list, "notify::is-loading", G_CALLBACK (queue_fill), self, G_CONNECT_SWAPPED);
        }
      else
        gaung_list_set_query (g_ptr_array_index (self->lists, i), query);
    }
}

static void
search_changed_cb (GaungSearchDialog *self)
{
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));

  if (self->context == NULL || g_strcmp0 (words, self->words) == 0)
    return;
  g_set_str (&self->words, words);
  if (*self->words != '\0')
    ask (self);
  queue_fill (self);
}

static void
row_activated_cb (GaungSearchDialog *self, GtkListBoxRow *row)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GtkListBoxRow) kept = g_object_ref (row);

  adw_dialog_close (ADW_DIALOG (self));
  gaung_search_activate_row (GTK_WIDGET (kept), GTK_WIDGET (root));
}

static void
entry_activated_cb (GaungSearchDialog *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL && self->words != NULL && *self->words != '\0')
    row_activated_cb (self, row);
}

static void
stop_search_cb (GaungSearchDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
move_selection (GaungSearchDialog *self, int step)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  int index = selected ? gtk_list_box_row_get_index (selected) + step : 0;
  GtkListBoxRow *row = index >= 0 ? gtk_list_box_get_row_at_index (self->list, index) : NULL;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  graphene_rect_t bounds;

  if (row == NULL)
    return;
  select_row (self, row);
  if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static gboolean
key_pressed_cb (GaungSearchDialog *self, guint keyval, guint keycode, GdkModifierType state)
{
  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move_selection (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_selection (self, -1);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
gaung_search_dialog_dispose (GObject *object)
{
  GaungSearchDialog *self = GAUNG_SEARCH_DIALOG (object);

  g_clear_handle_id (&self->fill_idle, g_source_remove);
  g_clear_object (&self->context);
  g_clear_pointer (&self->lists, g_ptr_array_unref);
  g_clear_pointer (&self->words, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_SEARCH_DIALOG);

  G_OBJECT_CLASS (gaung_search_dialog_parent_class)->dispose (object);
}

static void
gaung_search_dialog_class_init (GaungSearchDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_search_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/app/gaung-search-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungSearchDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, GaungSearchDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, GaungSearchDialog, scroller);
  gtk_widget_class_bind_template_child (widget_class, GaungSearchDialog, list);
  gtk_widget_class_bind_template_child (widget_class, GaungSearchDialog, empty);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
gaung_search_dialog_init (GaungSearchDialog *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  self->lists = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  show_empty (self);
}

AdwDialog *
gaung_search_dialog_new (GaungContext *context)
{
  GaungSearchDialog *self;

  g_return_val_if_fail (GAUNG_IS_CONTEXT (context), NULL);

  self = g_object_new (GAUNG_TYPE_SEARCH_DIALOG, NULL);
  self->context = g_object_ref (context);

  return ADW_DIALOG (self);
}

void
gaung_search_dialog_set_words (GaungSearchDialog *self, const char *words)
{
  g_return_if_fail (GAUNG_IS_SEARCH_DIALOG (self));

  gtk_editable_set_text (self->entry, words);
  search_changed_cb (self);
}
