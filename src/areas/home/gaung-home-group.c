/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One short list of "my day". However long the whole is, only a handful of rows is ever read. */

#include "config.h"

#include "gaung-home-group.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "gaung-format.h"
#include "gaung-record-row.h"

#define MAX_ROWS 5
#define COUNT_DELAY 200

struct _GaungHomeGroup
{
  GtkBox parent_instance;

  GtkLabel *title;
  GtkButton *all;
  GtkListBox *list;

  GaungContext *context;
  GaungList *records;
  GtkSliceListModel *slice;
  GaungQuery *query;
  GCancellable *cancellable;
  char *title_text;
  guint total;
  guint n_rows;
  guint count_timeout;
  gboolean is_loaded;
};

G_DEFINE_FINAL_TYPE (GaungHomeGroup, gaung_home_group, GTK_TYPE_BOX)

enum
{
  PROP_TITLE = 1,
  PROP_IS_EMPTY,
  PROP_IS_LOADED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
show_title (GaungHomeGroup *self)
{
  guint total = gaung_home_group_get_total (self);
  g_autofree char *number = gaung_format_number (total);
  g_autofree char *title = NULL;
  g_autofree char *all = NULL;

  /* Translators: title of a short list and how many there are in all: "Due today · 12". */
  title = g_strdup_printf (_ ("%s · %s"), self->title_text ? self->title_text : "", number);
  gtk_label_set_label (self->title, title);
  /* Translators: a button, %s is a number: "Show all 12". */
  all = g_strdup_printf (_ ("Show all %s"), number);
  gtk_button_set_label (self->all, all);
  gtk_widget_set_visible (GTK_WIDGET (self->all), total > self->n_rows);
}

static void
update (GaungHomeGroup *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), self->n_rows > 0);
  show_title (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_EMPTY]);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 count = gaung_store_count_finish (GAUNG_STORE (source), result, &error);
  GaungHomeGroup *self = data;

  if (count < 0)
    return;
  self->total = MIN (count, G_MAXINT);
  update (self);
}

static void
count_cb (gpointer data)
{
  GaungHomeGroup *self = data;

  self->count_timeout = 0;
  self->cancellable = g_cancellable_new ();
  gaung_store_count_async (
      gaung_context_get_store (self->context), self->query, self->cancellable, counted_cb, self);
}

/* The number is only asked for when there are more than the rows tell, and not before the other
 * groups have their rows. */
static void
queue_count (GaungHomeGroup *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->count_timeout, g_source_remove);
  self->total = 0;
  if (self->n_rows == MAX_ROWS)
    self->count_timeout = g_timeout_add_once (COUNT_DELAY, count_cb, self);
}

static void
items_changed_cb (GaungHomeGroup *self)
{
  self->n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->slice));
  queue_count (self);
  update (self);
}

static void
loading_cb (GaungHomeGroup *self)
{
  if (self->is_loaded || gaung_list_is_loading (self->records))
    return;
  self->is_loaded = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LOADED]);
}

static GtkWidget *
create_row_cb (gpointer item, gpointer data)
{
  GaungHomeGroup *self = data;

  return gaung_record_row_new (self->context, GAUNG_RECORD (item), NULL);
}

static void
row_activated_cb (GaungHomeGroup *self, GtkListBoxRow *row)
{
  /* Others have an action of their own. */
  if (!GAUNG_IS_RECORD_ROW (row))
    return;
  gtk_widget_activate_action (GTK_WIDGET (self),
                              "win.open-record",
                              "s",
                              gaung_record_row_get_target (GAUNG_RECORD_ROW (row)));
}

static void
gaung_home_group_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GaungHomeGroup *self = GAUNG_HOME_GROUP (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title_text);
      break;
    case PROP_IS_EMPTY:
      g_value_set_boolean (value, gaung_home_group_is_empty (self));
      break;
    case PROP_IS_LOADED:
      g_value_set_boolean (value, self->is_loaded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gaung_home_group_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  GaungHomeGroup *self = GAUNG_HOME_GROUP (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_set_str (&self->title_text, g_value_get_string (value));
      show_title (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gaung_home_group_dispose (GObject *object)
{
  GaungHomeGroup *self = GAUNG_HOME_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->count_timeout, g_source_remove);
  if (self->list && self->slice)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->slice);
  g_clear_object (&self->records);
  g_clear_object (&self->context);
  g_clear_pointer (&self->query, gaung_query_free);
  g_clear_pointer (&self->title_text, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_HOME_GROUP);

  G_OBJECT_CLASS (gaung_home_group_parent_class)->dispose (object);
}

static void
gaung_home_group_class_init (GaungHomeGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gaung_home_group_get_property;
  object_class->set_property = gaung_home_group_set_property;
  object_class->dispose = gaung_home_group_dispose;

  properties[PROP_TITLE]
      = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_EMPTY] = g_param_spec_boolean (
      "is-empty", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_LOADED] = g_param_spec_boolean (
      "is-loaded", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/home/gaung-home-group.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungHomeGroup, title);
  gtk_widget_class_bind_template_child (widget_class, GaungHomeGroup, all);
  gtk_widget_class_bind_template_child (widget_class, GaungHomeGroup, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
gaung_home_group_init (GaungHomeGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
gaung_home_group_set_query (GaungHomeGroup *self, GaungContext *context, const GaungQuery *query)
{
  g_autoptr (GaungQuery) limited = NULL;

  g_return_if_fail (GAUNG_IS_HOME_GROUP (self));
  g_return_if_fail (query != NULL);

  g_set_object (&self->context, context);
  g_clear_pointer (&self->query, gaung_query_free);
  self->query = gaung_query_copy (query);
  limited = gaung_query_copy (query);
  gaung_query_set_limit (limited, MAX_ROWS);

  if (self->records)
    {
      gaung_list_set_query (self->records, limited);
      return;
    }
  self->records = gaung_list_new (gaung_context_get_store (context), limited);
  self->slice = gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->records)), 0, MAX_ROWS);
  g_signal_connect_object (
      self->records, "notify::is-loading", G_CALLBACK (loading_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->slice), create_row_cb, self, NULL);
  g_signal_connect_object (
      self->slice, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  items_changed_cb (self);
  loading_cb (self);
}

void
gaung_home_group_set_rows (GaungHomeGroup *self, GPtrArray *rows)
{
  g_return_if_fail (GAUNG_IS_HOME_GROUP (self));

  gtk_list_box_remove_all (self->list);
  self->n_rows = MIN (rows->len, MAX_ROWS);
  self->total = rows->len;
  for (guint i = 0; i < rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (rows, i);

      if (i < MAX_ROWS)
        gtk_list_box_append (self->list, row);
      else
        g_object_unref (g_object_ref_sink (row));
    }
  g_ptr_array_unref (rows);
  self->is_loaded = TRUE;
  update (self);
}

gboolean
gaung_home_group_is_empty (GaungHomeGroup *self)
{
  g_return_val_if_fail (GAUNG_IS_HOME_GROUP (self), TRUE);

  return self->n_rows == 0;
}

gboolean
gaung_home_group_is_loaded (GaungHomeGroup *self)
{
  g_return_val_if_fail (GAUNG_IS_HOME_GROUP (self), FALSE);

  return self->is_loaded;
}

guint
gaung_home_group_get_total (GaungHomeGroup *self)
{
  g_return_val_if_fail (GAUNG_IS_HOME_GROUP (self), 0);

  return MAX (self->total, self->n_rows);
}

void
gaung_home_group_tick (GaungHomeGroup *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (GAUNG_IS_HOME_GROUP (self));

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (GAUNG_IS_RECORD_ROW (row))
      gaung_record_row_tick (GAUNG_RECORD_ROW (row));
}
