/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The outbox. All of it is read in a thread; what did not change is not drawn anew, and keeps the
 * focus. */

#include "config.h"

#include "gaung-outbox-dialog.h"

#include <glib/gi18n.h>

#include "gaung-discard.h"
#include "gaung-format.h"
#include "gaung-outbox-lines.h"
#include "gaung-outbox-row.h"
#include "gaung-rescue.h"
#include "gaung-sync-words.h"
#include "gaung-toast.h"

#define SPINNER_DELAY_MS 200
#define RELOAD_DELAY_MS 100
/* While something arrives every moment, reading takes a fifth of one core at most. */
#define REST_FACTOR 4

struct _GaungOutboxDialog
{
  AdwDialog parent_instance;

  AdwWindowTitle *window_title;
  AdwBanner *banner;
  GtkStack *stack;
  AdwStatusPage *empty_page;
  AdwBin *error_slot;
  GtkWidget *filter_bar;
  GtkEditable *search_entry;
  GtkDropDown *state_drop_down;
  GtkListView *list;

  GaungLineModel *model;
  GaungContext *context;
  GCancellable *cancellable;
  gint64 began_at; /* the reading that runs, by the monotonic clock */
  guint reload_timeout;
  guint reload_delay;
  guint spinner_timeout;
  gboolean is_loading;
  gboolean is_loaded;
};

G_DEFINE_FINAL_TYPE (GaungOutboxDialog, gaung_outbox_dialog, ADW_TYPE_DIALOG)

static GaungStore *
get_store (GaungOutboxDialog *self)
{
  return gaung_context_get_store (self->context);
}

static void
open_record (GaungOutboxDialog *self, const char *id)
{
  g_autofree char *target = g_strdup (id);
  GtkWidget *parent = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_WINDOW);

  adw_dialog_close (ADW_DIALOG (self));
  if (parent != NULL)
    gtk_widget_activate_action (parent, "win.open-record", "s", target);
}

/* What the choice of states shows, in the order of the blueprint. */
static const guint choices[] = {
  (1u << GAUNG_OUTBOX_SECTION_N) - 1,
  1u << GAUNG_OUTBOX_SECTION_PARKED,
  1u << GAUNG_OUTBOX_SECTION_HELD | 1u << GAUNG_OUTBOX_SECTION_UNSENT,
  1u << GAUNG_OUTBOX_SECTION_WAITING,
};

static void
setup_row_cb (GaungOutboxDialog *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, gaung_outbox_row_new ());
}

static void
bind_row_cb (GaungOutboxDialog *self, GtkListItem *item)
{
  GaungOutboxRow *row = GAUNG_OUTBOX_ROW (gtk_list_item_get_child (item));
  GaungLine *line = gtk_list_item_get_item (item);
  GaungInstant now = gaung_context_get_now (self->context);

  if (gaung_line_get_section (line) == GAUNG_OUTBOX_SECTION_UNSENT)
    gaung_outbox_row_show_held (row, gaung_line_get_data (line), now);
  else
    gaung_outbox_row_show (row, gaung_line_get_data (line), now);
  gtk_list_item_set_accessible_label (item, gaung_outbox_row_get_label (row));
}

static void
setup_header_cb (GaungOutboxDialog *self, GtkListHeader *header)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_list_header_set_child (header, label);
}

static void
bind_header_cb (GaungOutboxDialog *self, GtkListHeader *header)
{
  GaungLine *line = gtk_list_header_get_item (header);

  gtk_label_set_text (GTK_LABEL (gtk_list_header_get_child (header)),
                      gaung_outbox_section_get_title (gaung_line_get_section (line)));
}

static void
activate_cb (GaungOutboxDialog *self, guint position)
{
  g_autoptr (GaungLine) line = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  if (line == NULL)
    return;
  if (gaung_line_get_section (line) == GAUNG_OUTBOX_SECTION_UNSENT)
    {
      const GaungHeldItem *held = gaung_line_get_data (line);

      open_record (self, held->complaint);
    }
  else
    {
      const GaungOutboxItem *item = gaung_line_get_data (line);

      open_record (self, item->parent != NULL ? item->parent : item->id);
    }
}

static void
show_empty (GaungOutboxDialog *self)
{
  GaungSyncStatus *status = gaung_context_get_status (self->context);
  g_autofree char *subtitle
      = gaung_sync_words_get_subtitle (status, gaung_context_get_now (self->context));
  g_autofree char *escaped = g_markup_escape_text (subtitle, -1);

  if (gaung_context_has_server (self->context))
    adw_status_page_set_description (self->empty_page, escaped);
  else
    {
      adw_status_page_set_title (self->empty_page, _ ("Nothing Waits"));
      adw_status_page_set_description (self->empty_page,
                                       _ ("This workspace is not connected to a city server."));
    }
}

static void
show_title (GaungOutboxDialog *self, const GaungOutboxPage *page)
{
  GaungInstant now = gaung_context_get_now (self->context);
  g_autofree char *number = gaung_format_number (page->counts.waiting);
  g_autofree char *age = page->counts.oldest != GAUNG_INSTANT_NONE
                             ? gaung_format_span (page->counts.oldest, now)
                             : NULL;
  g_autofree char *subtitle = NULL;

  if (page->counts.waiting > 0 && age != NULL)
    /* Translators: how many changes wait and how old the oldest is:
       "3 waiting · oldest 28 minutes ago". */
    subtitle = g_strdup_printf (
        ngettext ("%s waiting · oldest %s", "%s waiting · oldest %s", page->counts.waiting),
        number,
        age);
  adw_window_title_set_subtitle (self->window_title, subtitle ? subtitle : "");
  gtk_widget_action_set_enabled (
      GTK_WIDGET (self), "outbox.rescue", page->counts.waiting + page->n_unsent > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "outbox.retry-all", page->counts.waiting > 0);
}

static void
show_page (GaungOutboxDialog *self, const GaungOutboxPage *page)
{
  gboolean is_empty = page->counts.waiting + page->n_unsent == 0;

  show_title (self, page);
  gaung_line_model_set (self->model, page->lines);
  gtk_widget_set_visible (self->filter_bar, !is_empty);
  if (is_empty)
    show_empty (self);
  gtk_stack_set_visible_child_name (self->stack,
                                    is_empty                                     ? "empty"
                                    : gaung_line_set_get_size (page->lines) == 0 ? "none"
                                                                                 : "list");
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungOutboxDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungOutboxPage) page = gaung_outbox_page_read_finish (result, &error);

  self->is_loading = FALSE;
  if (self->context == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->reload_delay = MAX (
      RELOAD_DELAY_MS, (guint) (REST_FACTOR * (g_get_monotonic_time () - self->began_at) / 1000));
  g_clear_handle_id (&self->spinner_timeout, g_source_remove);
  self->is_loaded = TRUE;
  if (page != NULL)
    {
      show_page (self, page);
      return;
    }
  adw_bin_set_child (self->error_slot, gaung_error_page_new (error));
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
load (GaungOutboxDialog *self)
{
  self->is_loading = TRUE;
  self->began_at = g_get_monotonic_time ();
  gaung_outbox_page_read_async (get_store (self),
                                choices[gtk_drop_down_get_selected (self->state_drop_down)],
                                gtk_editable_get_text (self->search_entry),
                                gaung_context_get_now (self->context),
                                self->cancellable,
                                loaded_cb,
                                g_object_ref (self));
}

static gboolean
reload_cb (gpointer data)
{
  GaungOutboxDialog *self = data;

  if (self->is_loading)
    return G_SOURCE_CONTINUE;
  self->reload_timeout = 0;
  load (self);

  return G_SOURCE_REMOVE;
}

static void
queue_reload (GaungOutboxDialog *self)
{
  if (self->reload_timeout == 0)
    self->reload_timeout = g_timeout_add (self->reload_delay, reload_cb, self);
}

/* Somebody waits for it. */
static void
filter_changed_cb (GaungOutboxDialog *self)
{
  if (self->context == NULL)
    return;
  g_clear_handle_id (&self->reload_timeout, g_source_remove);
  self->reload_timeout = g_idle_add (reload_cb, self);
}

/* Escape: what is searched for goes first, then the dialog. */
static void
stop_search_cb (GaungOutboxDialog *self)
{
  if (*gtk_editable_get_text (self->search_entry) != '\0')
    gtk_editable_set_text (self->search_entry, "");
  else
    adw_dialog_close (ADW_DIALOG (self));
}

static void
show_spinner_cb (gpointer data)
{
  GaungOutboxDialog *self = data;

  self->spinner_timeout = 0;
  gtk_stack_set_visible_child_name (self->stack, "loading");
}

/* Why nothing moves, where nothing moves. */
static void
show_banner (GaungOutboxDialog *self)
{
  GaungSyncStatus *status = gaung_context_get_status (self->context);
  g_autofree char *text = gaung_sync_words_get_explanation (status);

  if (!gaung_context_has_server (self->context))
    {
      gboolean is_sample = gaung_context_is_sample (self->context);

      adw_banner_set_title (self->banner,
                            _ ("What is written here is kept until the workspace is connected to a "
                               "city server."));
      adw_banner_set_button_label (self->banner, _ ("_Connect…"));
      adw_banner_set_revealed (self->banner, !is_sample);
      return;
    }
  adw_banner_set_title (self->banner, text);
  adw_banner_set_button_label (self->banner, *text != '\0' ? _ ("_Try Now") : NULL);
  adw_banner_set_revealed (self->banner, *text != '\0');
}

static void
banner_clicked_cb (GaungOutboxDialog *self)
{
  if (gaung_context_has_server (self->context))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.sync-now", NULL);
      return;
    }
  gtk_widget_activate_action (GTK_WIDGET (self), "win.connect", NULL);
}

static void
finish (GaungOutboxDialog *self, gboolean is_done, const GError *error)
{
  /* It may have left in the meantime, which is what everybody wants. */
  if (!is_done && !g_error_matches (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_MISSING))
    {
      if (g_error_matches (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_CONFLICT))
        gaung_toast (GTK_WIDGET (self->stack), _ ("It is being sent at this moment"));
      else
        gaung_show_error (GTK_WIDGET (self), error);
    }
  queue_reload (self);
}

static void
hold_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GaungOutboxDialog *self = GAUNG_OUTBOX_DIALOG (widget);
  g_autoptr (GError) error = NULL;
  gboolean is_done = gaung_outbox_hold (
      get_store (self), g_variant_get_int64 (parameter), GAUNG_INSTANT_NONE, &error);

  finish (self, is_done, error);
}

static void
release_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GaungOutboxDialog *self = GAUNG_OUTBOX_DIALOG (widget);
  g_autoptr (GError) error = NULL;
  gboolean is_done
      = gaung_outbox_release (get_store (self), g_variant_get_int64 (parameter), &error);

  finish (self, is_done, error);
  if (is_done)
    gtk_widget_activate_action (widget, "win.sync-now", NULL);
}

static void
retry_all_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GaungOutboxDialog *self = GAUNG_OUTBOX_DIALOG (widget);
  g_autoptr (GError) error = NULL;
  guint n_released = 0;
  gboolean is_done = gaung_outbox_release_all (get_store (self), &n_released, &error);

  finish (self, is_done, error);
  if (is_done)
    gtk_widget_activate_action (widget, "win.sync-now", NULL);
}

static void
edit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GaungOutboxDialog *self = GAUNG_OUTBOX_DIALOG (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungOutboxItem) item
      = gaung_outbox_get (get_store (self), g_variant_get_int64 (parameter), &error);

  if (item == NULL)
    finish (self, FALSE, error);
  else
    open_record (self, item->parent != NULL ? item->parent : item->id);
}

static void
discarded_cb (GtkWidget *widget, const GError *error)
{
  GaungOutboxDialog *self = GAUNG_OUTBOX_DIALOG (widget);

  if (self->context == NULL)
    return;
  finish (self, error == NULL, error);
  if (error == NULL)
    gaung_toast (GTK_WIDGET (self->stack), _ ("Deleted. A copy is kept on this computer."));
}

static void
discard_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_discard_ask (widget,
                     get_store (GAUNG_OUTBOX_DIALOG (widget)),
                     g_variant_get_int64 (parameter),
                     discarded_cb);
}

static void
export_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GaungOutboxDialog *self = GAUNG_OUTBOX_DIALOG (widget);

  gaung_rescue_ask (widget, self->context, g_variant_get_int64 (parameter));
}

static void
rescue_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_rescue_ask (widget, GAUNG_OUTBOX_DIALOG (widget)->context, 0);
}

static void
receipts_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.receipts", NULL);
}

static void
take_back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GaungOutboxDialog *self = GAUNG_OUTBOX_DIALOG (widget);
  GtkWidget *parent = gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW);

  adw_dialog_close (ADW_DIALOG (self));
  if (parent != NULL)
    gtk_widget_activate_action_variant (parent, "win.take-back", parameter);
}

static void
gaung_outbox_dialog_dispose (GObject *object)
{
  GaungOutboxDialog *self = GAUNG_OUTBOX_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->reload_timeout, g_source_remove);
  g_clear_handle_id (&self->spinner_timeout, g_source_remove);
  g_clear_object (&self->model);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_OUTBOX_DIALOG);

  G_OBJECT_CLASS (gaung_outbox_dialog_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "outbox.hold", "x", hold_cb);
  gtk_widget_class_install_action (widget_class, "outbox.release", "x", release_cb);
  gtk_widget_class_install_action (widget_class, "outbox.edit", "x", edit_cb);
  gtk_widget_class_install_action (widget_class, "outbox.discard", "x", discard_cb);
  gtk_widget_class_install_action (widget_class, "outbox.export", "x", export_cb);
  gtk_widget_class_install_action (widget_class, "outbox.take-back", "s", take_back_cb);
  gtk_widget_class_install_action (widget_class, "outbox.retry-all", NULL, retry_all_cb);
  gtk_widget_class_install_action (widget_class, "outbox.rescue", NULL, rescue_cb);
  gtk_widget_class_install_action (widget_class, "outbox.receipts", NULL, receipts_cb);
}

static void
gaung_outbox_dialog_class_init (GaungOutboxDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_outbox_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/app/gaung-outbox-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungOutboxDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, GaungOutboxDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, GaungOutboxDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, GaungOutboxDialog, empty_page);
  gtk_widget_class_bind_template_child (widget_class, GaungOutboxDialog, error_slot);
  gtk_widget_class_bind_template_child (widget_class, GaungOutboxDialog, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, GaungOutboxDialog, search_entry);
  gtk_widget_class_bind_template_child (widget_class, GaungOutboxDialog, state_drop_down);
  gtk_widget_class_bind_template_child (widget_class, GaungOutboxDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_header_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_header_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, banner_clicked_cb);
  install_actions (widget_class);
}

static void
gaung_outbox_dialog_init (GaungOutboxDialog *self)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  self->cancellable = g_cancellable_new ();
  self->reload_delay = RELOAD_DELAY_MS;
  self->model = gaung_line_model_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  gtk_stack_set_visible_child_name (self->stack, "list");
}

AdwDialog *
gaung_outbox_dialog_new (GaungContext *context)
{
  GaungOutboxDialog *self;

  g_return_val_if_fail (GAUNG_IS_CONTEXT (context), NULL);

  self = g_object_new (GAUNG_TYPE_OUTBOX_DIALOG, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (
      get_store (self), "exchange-changed", G_CALLBACK (queue_reload), self, G_CONNECT_SWAPPED);
  /* Held replies are drafts, which nobody announces; they become entries, which is announced. */
  g_signal_connect_object (
      get_store (self), "changed", G_CALLBACK (queue_reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gaung_context_get_status (context),
                           "notify",
                           G_CALLBACK (show_banner),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gaung_context_get_clock (context),
                           "tick",
                           G_CALLBACK (queue_reload),
                           self,
                           G_CONNECT_SWAPPED);
  self->spinner_timeout = g_timeout_add_once (SPINNER_DELAY_MS, show_spinner_cb, self);
  show_banner (self);
  load (self);

  return ADW_DIALOG (self);
}

gboolean
gaung_outbox_dialog_is_settled (GaungOutboxDialog *self)
{
  g_return_val_if_fail (GAUNG_IS_OUTBOX_DIALOG (self), FALSE);

  return self->is_loaded && !self->is_loading && self->reload_timeout == 0;
}
