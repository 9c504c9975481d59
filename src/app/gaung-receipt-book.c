/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A day of the receipt book, read in a thread. */

#include "config.h"

#include "gaung-receipt-book.h"

#include <glib/gi18n.h>

#include "gaung-day-page.h"
#include "gaung-format.h"
#include "gaung-line-model.h"
#include "gaung-receipt-row.h"
#include "gaung-toast.h"

#define RELOAD_DELAY_MS 200

struct _GaungReceiptBook
{
  AdwDialog parent_instance;

  AdwWindowTitle *window_title;
  GtkLabel *sum;
  GtkLabel *rest;
  GtkStack *stack;
  AdwBin *error_slot;
  GtkListView *list;

  GaungContext *context;
  GaungLineModel *model;
  GCancellable *cancellable;
  GaungDay day;
  GaungDayClose close;
  GPtrArray *receipts; /* NULL until they are read */
  guint reload_timeout;
};

G_DEFINE_FINAL_TYPE (GaungReceiptBook, gaung_receipt_book, ADW_TYPE_DIALOG)

typedef struct
{
  GaungStore *store;
  GaungDay day;
  GaungDayClose close;
  GPtrArray *receipts;
  GaungLineSet *lines; /* of them */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->store);
  g_clear_pointer (&reading->receipts, g_ptr_array_unref);
  g_clear_pointer (&reading->lines, gaung_line_set_unref);
  g_free (reading);
}

static void
setup_row_cb (GaungReceiptBook *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, gaung_receipt_row_new ());
}

static void
bind_row_cb (GaungReceiptBook *self, GtkListItem *item)
{
  GaungReceiptRow *row = GAUNG_RECEIPT_ROW (gtk_list_item_get_child (item));
  const GaungReceipt *receipt = gaung_line_get_data (gtk_list_item_get_item (item));

  gaung_receipt_row_show (row, receipt);
  gtk_list_item_set_activatable (item, receipt->title != NULL);
  gtk_list_item_set_accessible_label (item, gaung_receipt_row_get_label (row));
}

static void
show_summary (GaungReceiptBook *self)
{
  gboolean is_today = self->day == gaung_clock_get_today (gaung_context_get_clock (self->context));
  g_autofree char *sum
      = gaung_day_close_describe (&self->close, gaung_context_get_now (self->context));
  const char *rest;

  gtk_label_set_text (self->sum, sum);
  if (!gaung_context_has_server (self->context))
    rest = _ ("This workspace is not connected to a city server, so nothing is sent.");
  else if (self->close.waiting == 0 && self->close.conflicts == 0)
    rest = _ ("Everything that was written is on the server.");
  else
    rest = _ ("What waits is kept on this computer, and sent by itself.");
  gtk_label_set_text (self->rest, rest);
  gtk_widget_set_visible (GTK_WIDGET (self->rest), is_today);
}

static void
show_day (GaungReceiptBook *self)
{
  GaungDay today = gaung_clock_get_today (gaung_context_get_clock (self->context));
  g_autofree char *day = gaung_format_day_long (self->day);

  adw_window_title_set_subtitle (self->window_title, day);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "receipts.next", self->day < today);
}

/* A receipt never changes, but its record may lose its title. */
static GaungLineSet *
make_lines (GPtrArray *receipts)
{
  GaungLineSet *lines = gaung_line_set_new ();

  gaung_line_set_keep (lines, g_ptr_array_ref (receipts));
  for (guint i = 0; i < receipts->len; i++)
    {
      const GaungReceipt *receipt = g_ptr_array_index (receipts, i);
      guint64 fingerprint = gaung_fingerprint_add_number (0, receipt->number);

      gaung_line_set_add (
          lines, 0, gaung_fingerprint_add_text (fingerprint, receipt->title), receipt);
    }

  return lines;
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  GError *error = NULL;

  reading->receipts = gaung_receipt_list (reading->store,
                                          gaung_day_get_start (reading->day),
                                          gaung_day_get_start (reading->day + 1),
                                          G_MAXUINT,
                                          &error);
  if (reading->receipts != NULL)
    reading->lines = make_lines (reading->receipts);
  if (reading->lines != NULL
      && gaung_receipt_close_day (reading->store, reading->day, &reading->close, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GaungReceiptBook *self = GAUNG_RECEIPT_BOOK (source);
  Reading *reading = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean is_read = g_task_propagate_boolean (G_TASK (result), &error);

  if (self->context == NULL || reading->day != self->day
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!is_read)
    {
      adw_bin_set_child (self->error_slot, gaung_error_page_new (error));
      gtk_stack_set_visible_child_name (self->stack, "error");
      return;
    }
  g_clear_pointer (&self->receipts, g_ptr_array_unref);
  self->receipts = g_steal_pointer (&reading->receipts);
  self->close = reading->close;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "receipts.print", TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "receipts.save", TRUE);
  show_summary (self);
  gaung_line_model_set (self->model, reading->lines);
  gtk_stack_set_visible_child_name (self->stack, self->receipts->len > 0 ? "list" : "empty");
}

static void
read_day (GaungReceiptBook *self)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading = g_new0 (Reading, 1);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, read_cb, NULL);
  reading->store = g_object_ref (gaung_context_get_store (self->context));
  reading->day = self->day;
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_thread);
}

static void
reload_cb (gpointer data)
{
  GaungReceiptBook *self = data;

  self->reload_timeout = 0;
  read_day (self);
}

static void
exchange_changed_cb (GaungReceiptBook *self)
{
  if (self->reload_timeout == 0)
    self->reload_timeout = g_timeout_add_once (RELOAD_DELAY_MS, reload_cb, self);
}

static void
activate_cb (GaungReceiptBook *self, guint position)
{
  g_autoptr (GaungLine) line = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  const GaungReceipt *receipt = line != NULL ? gaung_line_get_data (line) : NULL;
  GtkWidget *parent = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_WINDOW);

  if (receipt == NULL)
    return;
  adw_dialog_close (ADW_DIALOG (self));
  if (parent != NULL)
    gtk_widget_activate_action (
        parent, "win.open-record", "s", receipt->parent != NULL ? receipt->parent : receipt->id);
}

static void
previous_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GaungReceiptBook *self = GAUNG_RECEIPT_BOOK (widget);

  gaung_receipt_book_show_day (self, self->day - 1);
}

static void
next_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GaungReceiptBook *self = GAUNG_RECEIPT_BOOK (widget);

  gaung_receipt_book_show_day (self, self->day + 1);
}

static void
print_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GaungReceiptBook *self = GAUNG_RECEIPT_BOOK (widget);
  g_autoptr (GaungDayPage) page = gaung_day_page_new (self->context, &self->close, self->receipts);

  gaung_day_page_print (page, GTK_WINDOW (gtk_widget_get_root (widget)));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungReceiptBook) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr (GaungDayPage) page = NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL || self->context == NULL || self->receipts == NULL)
    return;
  page = gaung_day_page_new (self->context, &self->close, self->receipts);
  if (gaung_day_page_write_pdf (page, path, &error))
    gaung_toast (GTK_WIDGET (self->stack), _ ("The close of the day is saved"));
  else
    gaung_show_error (GTK_WIDGET (self->stack), error);
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GaungReceiptBook *self = GAUNG_RECEIPT_BOOK (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *day = gaung_day_to_text (self->day);
  g_autofree char *name_text = g_strdup_printf ("gaung-%s.pdf", day);

  gtk_file_dialog_set_title (dialog, _ ("Save the Close of the Day"));
  gtk_file_dialog_set_initial_name (dialog, name_text);
  gtk_file_dialog_save (
      dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, chosen_cb, g_object_ref (self));
}

static void
gaung_receipt_book_dispose (GObject *object)
{
  GaungReceiptBook *self = GAUNG_RECEIPT_BOOK (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->reload_timeout, g_source_remove);
  g_clear_pointer (&self->receipts, g_ptr_array_unref);
  g_clear_object (&self->model);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_RECEIPT_BOOK);

  G_OBJECT_CLASS (gaung_receipt_book_parent_class)->dispose (object);
}

static void
gaung_receipt_book_class_init (GaungReceiptBookClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_receipt_book_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/app/gaung-receipt-book.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungReceiptBook, window_title);
  gtk_widget_class_bind_template_child (widget_class, GaungReceiptBook, sum);
  gtk_widget_class_bind_template_child (widget_class, GaungReceiptBook, rest);
  gtk_widget_class_bind_template_child (widget_class, GaungReceiptBook, stack);
  gtk_widget_class_bind_template_child (widget_class, GaungReceiptBook, error_slot);
  gtk_widget_class_bind_template_child (widget_class, GaungReceiptBook, list);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_install_action (widget_class, "receipts.previous", NULL, previous_cb);
  gtk_widget_class_install_action (widget_class, "receipts.next", NULL, next_cb);
  gtk_widget_class_install_action (widget_class, "receipts.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "receipts.save", NULL, save_cb);
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_Left, GDK_ALT_MASK, "receipts.previous", NULL);
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_Right, GDK_ALT_MASK, "receipts.next", NULL);
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "receipts.print", NULL);
}

static void
gaung_receipt_book_init (GaungReceiptBook *self)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  self->model = gaung_line_model_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "receipts.print", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "receipts.save", FALSE);
}

AdwDialog *
gaung_receipt_book_new (GaungContext *context)
{
  GaungReceiptBook *self;

  g_return_val_if_fail (GAUNG_IS_CONTEXT (context), NULL);

  self = g_object_new (GAUNG_TYPE_RECEIPT_BOOK, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (gaung_context_get_store (context),
                           "exchange-changed",
                           G_CALLBACK (exchange_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gaung_receipt_book_show_day (self, gaung_clock_get_today (gaung_context_get_clock (context)));

  return ADW_DIALOG (self);
}

void
gaung_receipt_book_show_day (GaungReceiptBook *self, GaungDay day)
{
  g_return_if_fail (GAUNG_IS_RECEIPT_BOOK (self));

  self->day = day;
  g_clear_pointer (&self->receipts, g_ptr_array_unref);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "receipts.print", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "receipts.save", FALSE);
  show_day (self);
  read_day (self);
}

gboolean
gaung_receipt_book_is_settled (GaungReceiptBook *self)
{
  g_return_val_if_fail (GAUNG_IS_RECEIPT_BOOK (self), FALSE);

  return self->receipts != NULL && self->reload_timeout == 0;
}
