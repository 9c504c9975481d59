/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungTimeline: what happened to a record, newest last. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-entry-row.h"
#include "gaung-timeline.h"

/* A run of more system lines than this is folded to its last two. */
#define MAX_RUN 3
#define RUN_TAIL 2
/* Entries shown at first, and with every click on "Show earlier". */
#define PAGE_LENGTH 60

struct _GaungTimeline
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GListModel *entries;
  GaungStore *store;
  GaungInstant now;
  guint limit;
  gboolean is_unfolded;
  guint idle;
};

G_DEFINE_FINAL_TYPE (GaungTimeline, gaung_timeline, GTK_TYPE_WIDGET)

static void
append_button (GaungTimeline *self, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "caption-heading");
  gtk_widget_add_css_class (button, "fold");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (self->box), button);
}

/* The system lines in @first … @last - 1. */
static void
append_run (GaungTimeline *self, GPtrArray *entries, guint first, guint last)
{
  if (!self->is_unfolded && last - first > MAX_RUN)
    {
      guint n = last - first - RUN_TAIL;
      /* Translators: e.g. "Show 5 earlier events" */
      g_autofree char *label
          = g_strdup_printf (ngettext ("Show %u earlier event", "Show %u earlier events", n), n);

      append_button (self, label, "timeline.unfold");
      first = last - RUN_TAIL;
    }
  for (guint i = first; i < last; i++)
    gtk_box_append (GTK_BOX (self->box),
                    gaung_entry_row_new (g_ptr_array_index (entries, i), self->store, self->now));
}

static void
rebuild (GaungTimeline *self)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *child;
  guint n_items = self->entries != NULL ? g_list_model_get_n_items (self->entries) : 0;
  guint first = n_items > self->limit ? n_items - self->limit : 0;
  guint run = 0;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);

  for (guint i = first; i < n_items; i++)
    {
      gpointer entry = g_list_model_get_item (self->entries, i);

      if (entry != NULL)
        g_ptr_array_add (entries, entry);
    }
  if (first > 0)
    append_button (self, _ ("Show earlier"), "timeline.earlier");
  for (guint i = 0; i < entries->len; i++)
    {
      if (gaung_entry_is_system (g_ptr_array_index (entries, i)))
        continue;
      append_run (self, entries, run, i);
      gtk_box_append (GTK_BOX (self->box),
                      gaung_entry_row_new (g_ptr_array_index (entries, i), self->store, self->now));
      run = i + 1;
    }
  append_run (self, entries, run, entries->len);
}

static gboolean
rebuild_cb (gpointer data)
{
  GaungTimeline *self = data;

  self->idle = 0;
  rebuild (self);
  return G_SOURCE_REMOVE;
}

static void
queue_rebuild (GaungTimeline *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, rebuild_cb, self, NULL);
}

static void
unfold_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GaungTimeline *self = GAUNG_TIMELINE (widget);

  self->is_unfolded = TRUE;
  queue_rebuild (self);
}

static void
earlier_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GaungTimeline *self = GAUNG_TIMELINE (widget);

  self->limit += PAGE_LENGTH;
  queue_rebuild (self);
}

static void
gaung_timeline_dispose (GObject *object)
{
  GaungTimeline *self = GAUNG_TIMELINE (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  if (self->entries != NULL)
    g_signal_handlers_disconnect_by_data (self->entries, self);
  g_clear_object (&self->entries);
  g_clear_object (&self->store);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (gaung_timeline_parent_class)->dispose (object);
}

static void
gaung_timeline_class_init (GaungTimelineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_timeline_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "timeline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
  gtk_widget_class_install_action (widget_class, "timeline.unfold", NULL, unfold_cb);
  gtk_widget_class_install_action (widget_class, "timeline.earlier", NULL, earlier_cb);
}

static void
gaung_timeline_init (GaungTimeline *self)
{
  self->limit = PAGE_LENGTH;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("History"), -1);
}

GtkWidget *
gaung_timeline_new (void)
{
  return g_object_new (GAUNG_TYPE_TIMELINE, NULL);
}

void
gaung_timeline_set_entries (GaungTimeline *self, GListModel *entries, GaungStore *store)
{
  g_return_if_fail (GAUNG_IS_TIMELINE (self));

  if (self->entries == entries)
    return;
  if (self->entries != NULL)
    g_signal_handlers_disconnect_by_data (self->entries, self);
  g_set_object (&self->entries, entries);
  g_set_object (&self->store, store);
  self->limit = PAGE_LENGTH;
  self->is_unfolded = FALSE;
  if (entries != NULL)
    g_signal_connect_swapped (entries, "items-changed", G_CALLBACK (queue_rebuild), self);
  queue_rebuild (self);
}

void
gaung_timeline_set_now (GaungTimeline *self, GaungInstant now)
{
  g_return_if_fail (GAUNG_IS_TIMELINE (self));

  if (self->now == now)
    return;
  self->now = now;
  queue_rebuild (self);
}
