/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was set aside. Read in a thread; what did not change is not drawn anew, and keeps the
 * focus. */

#include "config.h"

#include "gaung-aside-dialog.h"

#include <glib/gi18n.h>

#include "gaung-aside-export.h"
#include "gaung-aside-lines.h"
#include "gaung-aside-row.h"
#include "gaung-discard.h"
#include "gaung-rescue.h"
#include "gaung-toast.h"

#define SPINNER_DELAY_MS 200
#define RELOAD_DELAY_MS 100

struct _GaungAsideDialog
{
  AdwDialog parent_instance;

  GtkStack *stack;
  AdwBin *error_slot;
  GtkListView *list;

  GaungLineModel *model;
  GaungContext *context;
  GaungSyncService *service; /* (nullable) */
  GCancellable *cancellable;
  GPtrArray *items;  /* (nullable): not read yet */
  GHashTable *asked; /* "database id" → when it had been tried last (gint64 *) */
  guint reload_timeout;
  guint spinner_timeout;
  gboolean is_loading;
};

G_DEFINE_FINAL_TYPE (GaungAsideDialog, gaung_aside_dialog, ADW_TYPE_DIALOG)

static void
setup_row_cb (GaungAsideDialog *self, GtkListItem *item)
{
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, gaung_aside_row_new ());
}

static void
bind_row_cb (GaungAsideDialog *self, GtkListItem *item)
{
  GaungAsideRow *row = GAUNG_ASIDE_ROW (gtk_list_item_get_child (item));

  gaung_aside_row_show (row, gaung_line_get_data (gtk_list_item_get_item (item)), self->context);
  gtk_list_item_set_accessible_label (item, gaung_aside_row_get_label (row));
}

static void
setup_header_cb (GaungAsideDialog *self, GtkListHeader *header)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_list_header_set_child (header, label);
}

static void
bind_header_cb (GaungAsideDialog *self, GtkListHeader *header)
{
  GaungLine *line = gtk_list_header_get_item (header);

  gtk_label_set_text (GTK_LABEL (gtk_list_header_get_child (header)),
                      gaung_aside_section_get_title (gaung_line_get_section (line)));
}

/* ---- Reading ---- */

static char *
make_key (const char *database, const char *id)
{
  return g_strdup_printf ("%s %s", database, id);
}

static const GaungAsideItem *
find_unread (GaungAsideDialog *self, const char *key)
{
  for (guint i = 0; self->items != NULL && i < self->items->len; i++)
    {
      const GaungAsideItem *item = g_ptr_array_index (self->items, i);
      g_autofree char *other = NULL;

      if (item->section != GAUNG_ASIDE_UNREAD)
        continue;
      other = make_key (item->database, item->id);
      if (g_str_equal (other, key))
        return item;
    }

  return NULL;
}

/* What became of what was asked for. */
static void
tell_answers (GaungAsideDialog *self)
{
  GHashTableIter iter;
  gpointer key, before;

  g_hash_table_iter_init (&iter, self->asked);
  while (g_hash_table_iter_next (&iter, &key, &before))
    {
      const GaungAsideItem *item = find_unread (self, key);

      if (item != NULL && item->at == *(gint64 *) before)
        continue;
      gaung_toast (GTK_WIDGET (self->stack),
                   item == NULL ? _ ("It can be read now") : _ ("It still cannot be read"));
      g_hash_table_iter_remove (&iter);
    }
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungAsideDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GaungLineSet) lines = gaung_aside_read_finish (result, &items, &error);

  self->is_loading = FALSE;
  if (self->context == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_handle_id (&self->spinner_timeout, g_source_remove);
  if (lines == NULL)
    {
      adw_bin_set_child (self->error_slot, gaung_error_page_new (error));
      gtk_stack_set_visible_child_name (self->stack, "error");
      return;
    }
  gaung_line_model_set (self->model, lines);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  self->items = g_steal_pointer (&items);
  gtk_stack_set_visible_child_name (self->stack, self->items->len == 0 ? "empty" : "list");
  tell_answers (self);
}

static void
load (GaungAsideDialog *self)
{
  self->is_loading = TRUE;
  gaung_aside_read_async (gaung_context_get_store (self->context),
                          gaung_context_get_now (self->context),
                          self->cancellable,
                          loaded_cb,
                          g_object_ref (self));
}

static gboolean
reload_cb (gpointer data)
{
  GaungAsideDialog *self = data;

  if (self->is_loading)
    return G_SOURCE_CONTINUE;
  self->reload_timeout = 0;
  load (self);

  return G_SOURCE_REMOVE;
}

static void
queue_reload (GaungAsideDialog *self)
{
  if (self->reload_timeout == 0)
    self->reload_timeout = g_timeout_add (RELOAD_DELAY_MS, reload_cb, self);
}

static void
show_spinner_cb (gpointer data)
{
  GaungAsideDialog *self = data;

  self->spinner_timeout = 0;
  gtk_stack_set_visible_child_name (self->stack, "loading");
}

/* ---- Actions ---- */

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *id = g_variant_dup_string (parameter, NULL);
  GtkWidget *window = gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW);

  adw_dialog_close (ADW_DIALOG (widget));
  if (window != NULL)
    gtk_widget_activate_action (window, "win.open-record", "s", id);
}

static void
release_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (gaung_outbox_release (source, *(gint64 *) data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* What has left in the meantime is what everybody wants. */
static void
released_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungAsideDialog) self = data;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error)
      && !g_error_matches (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_MISSING))
    {
      if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
        gaung_show_error (GTK_WIDGET (self), error);
      return;
    }
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.sync-now", NULL);
}

static void
retry_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GaungAsideDialog *self = GAUNG_ASIDE_DIALOG (widget);
  gint64 seq = g_variant_get_int64 (parameter);
  g_autoptr (GTask) task = g_task_new (
      gaung_context_get_store (self->context), NULL, released_cb, g_object_ref (self));

  g_task_set_task_data (task, g_memdup2 (&seq, sizeof seq), g_free);
  g_task_run_in_thread (task, release_thread);
}

static void
export_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_rescue_ask (widget, GAUNG_ASIDE_DIALOG (widget)->context, g_variant_get_int64 (parameter));
}

static void
dropped_cb (GtkWidget *widget, const GError *error)
{
  GaungAsideDialog *self = GAUNG_ASIDE_DIALOG (widget);

  if (error == NULL)
    gaung_toast (GTK_WIDGET (self->stack), _ ("Deleted. A copy is kept on this computer."));
  else if (g_error_matches (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_CONFLICT))
    gaung_toast (GTK_WIDGET (self->stack), _ ("It is being sent at this moment"));
  else if (!g_error_matches (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_MISSING))
    gaung_show_error (widget, error);
}

static void
drop_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_discard_ask (widget,
                     gaung_context_get_store (GAUNG_ASIDE_DIALOG (widget)->context),
                     g_variant_get_int64 (parameter),
                     dropped_cb);
}

static void
retry_unread_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GaungAsideDialog *self = GAUNG_ASIDE_DIALOG (widget);
  GaungEngine *engine
      = self->service != NULL ? gaung_sync_service_get_engine (self->service) : NULL;
  GaungSyncPhase phase = gaung_sync_status_get_phase (gaung_context_get_status (self->context));
  const GaungAsideItem *item;
  const char *database, *id;
  char *key;

  g_variant_get (parameter, "(&s&s)", &database, &id);
  if (engine == NULL)
    {
      gaung_toast (GTK_WIDGET (self->stack), _ ("Sign in first: it lies on the server"));
      return;
    }
  key = make_key (database, id);
  item = find_unread (self, key);
  if (item == NULL)
    {
      g_free (key);
      return;
    }
  g_hash_table_replace (self->asked, key, g_memdup2 (&item->at, sizeof item->at));
  gaung_engine_retry_unread (engine, database, id);
  if (phase != GAUNG_SYNC_PHASE_IDLE && phase != GAUNG_SYNC_PHASE_WORKING)
    gaung_toast (GTK_WIDGET (self->stack),
                 _ ("It is tried again as soon as the server is reached"));
}

/* Where it lies and what is wrong with it: nothing of what it says. */
static void
export_unread_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (JsonObject) content = json_object_new ();
  g_autofree char *key = NULL;
  g_autofree char *at = NULL;
  const GaungAsideItem *item;
  const char *database, *id;

  g_variant_get (parameter, "(&s&s)", &database, &id);
  key = make_key (database, id);
  item = find_unread (GAUNG_ASIDE_DIALOG (widget), key);
  if (item == NULL)
    return;
  at = gaung_instant_to_text (item->at);
  json_object_set_string_member (content, "database", item->database);
  json_object_set_string_member (content, "id", item->id);
  json_object_set_string_member (content, "revision", item->revision);
  json_object_set_string_member (content, "reason", item->reason);
  json_object_set_string_member (content, "tried_at", at);
  json_object_set_string_member (content, "version", PACKAGE_VERSION);
  gaung_aside_export_ask (widget, content, FALSE);
}

static void
export_dropped_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GaungAsideDialog *self = GAUNG_ASIDE_DIALOG (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungConflict) conflict = gaung_conflict_get (
      gaung_context_get_store (self->context), g_variant_get_int64 (parameter), &error);
  g_autoptr (JsonObject) content = json_object_new ();

  if (conflict == NULL)
    {
      gaung_show_error (widget, error);
      return;
    }
  json_object_set_string_member (content, "reason", conflict->reason);
  if (conflict->mine != NULL)
    json_object_set_object_member (content, "document", json_object_ref (conflict->mine));
  if (conflict->base != NULL)
    json_object_set_object_member (content, "before", json_object_ref (conflict->base));
  gaung_aside_export_ask (widget, content, TRUE);
}

/* ---- Type ---- */

static void
gaung_aside_dialog_dispose (GObject *object)
{
  GaungAsideDialog *self = GAUNG_ASIDE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->reload_timeout, g_source_remove);
  g_clear_handle_id (&self->spinner_timeout, g_source_remove);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->asked, g_hash_table_unref);
  g_clear_object (&self->model);
  g_clear_object (&self->service);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_ASIDE_DIALOG);

  G_OBJECT_CLASS (gaung_aside_dialog_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "aside.open", "s", open_cb);
  gtk_widget_class_install_action (widget_class, "aside.retry", "x", retry_cb);
  gtk_widget_class_install_action (widget_class, "aside.export", "x", export_cb);
  gtk_widget_class_install_action (widget_class, "aside.drop", "x", drop_cb);
  gtk_widget_class_install_action (widget_class, "aside.retry-unread", "(ss)", retry_unread_cb);
  gtk_widget_class_install_action (widget_class, "aside.export-unread", "(ss)", export_unread_cb);
  gtk_widget_class_install_action (widget_class, "aside.export-dropped", "x", export_dropped_cb);
}

static void
gaung_aside_dialog_class_init (GaungAsideDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_aside_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/app/gaung-aside-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungAsideDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, GaungAsideDialog, error_slot);
  gtk_widget_class_bind_template_child (widget_class, GaungAsideDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_header_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_header_cb);
  install_actions (widget_class);
}

static void
gaung_aside_dialog_init (GaungAsideDialog *self)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  self->cancellable = g_cancellable_new ();
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->model = gaung_line_model_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  gtk_stack_set_visible_child_name (self->stack, "list");
}

AdwDialog *
gaung_aside_dialog_new (GaungContext *context, GaungSyncService *service)
{
  GaungAsideDialog *self;

  g_return_val_if_fail (GAUNG_IS_CONTEXT (context), NULL);

  self = g_object_new (GAUNG_TYPE_ASIDE_DIALOG, NULL);
  self->context = g_object_ref (context);
  g_set_object (&self->service, service);
  g_signal_connect_object (gaung_context_get_store (context),
                           "exchange-changed",
                           G_CALLBACK (queue_reload),
                           self,
                           G_CONNECT_SWAPPED);
  self->spinner_timeout = g_timeout_add_once (SPINNER_DELAY_MS, show_spinner_cb, self);
  load (self);

  return ADW_DIALOG (self);
}

gboolean
gaung_aside_dialog_is_settled (GaungAsideDialog *self)
{
  g_return_val_if_fail (GAUNG_IS_ASIDE_DIALOG (self), FALSE);

  return !self->is_loading && self->reload_timeout == 0;
}
