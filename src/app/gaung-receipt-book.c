/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A day of the receipt book, read in a thread. */

#include "config.h"

#include "gaung-receipt-book.h"

#include <glib/gi18n.h>

#include "gaung-day-page.h"
#include "gaung-fold.h"
#include "gaung-format.h"
#include "gaung-sync-words.h"
#include "gaung-toast.h"

/* On the screen; the sheet has all of them. */
#define MAX_ROWS 300
#define MAX_RECEIPTS 20000
#define MAX_TITLE 120
#define RELOAD_DELAY_MS 200

struct _GaungReceiptBook
{
  AdwDialog parent_instance;

  AdwWindowTitle *window_title;
  GtkLabel *sum;
  GtkLabel *rest;
  GtkStack *stack;
  AdwBin *error_slot;
  GtkListBox *list;
  GtkLabel *more;

  GaungContext *context;
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
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->store);
  g_clear_pointer (&reading->receipts, g_ptr_array_unref);
  g_free (reading);
}

static char *
describe (const GaungReceipt *receipt)
{
  g_autofree char *kind = gaung_sync_words_get_kind (receipt->type, receipt->kind, receipt->is_new);
  g_autofree char *written = NULL;
  g_autofree char *sent = gaung_format_time (receipt->sent_at);

  if (gaung_day_of_instant (receipt->written_at) == gaung_day_of_instant (receipt->sent_at))
    written = gaung_format_time (receipt->written_at);
  else
    written = gaung_format_instant (receipt->written_at, receipt->sent_at);

  /* Translators: what, when written, when sent: "Public reply · written 09.12 · sent 09.40". */
  return g_strdup_printf (_ ("%s · written %s · sent %s"), kind, written, sent);
}

static void
add_row (GaungReceiptBook *self, const GaungReceipt *receipt)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (
      gaung_sync_words_get_kind_icon_name (receipt->type, receipt->kind));
  g_autofree char *title
      = gaung_text_to_line (receipt->title != NULL ? receipt->title : "", MAX_TITLE);
  g_autofree char *subtitle = describe (receipt);
  g_autofree char *revision = g_strndup (receipt->revision, 8);
  g_autofree char *tooltip = NULL;
  GtkWidget *label = gtk_label_new (revision);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 *title != '\0' ? title : _ ("No longer here"));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), *title != '\0');
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_widget_add_css_class (label, "numeric");
  /* Translators: the number under which the server has it: "Revision 3-917fa2… in
   * gaung-agency-dishub". */
  tooltip = g_strdup_printf (_ ("Revision %s in %s"), receipt->revision, receipt->database);
  gtk_widget_set_tooltip_text (label, tooltip);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  g_object_set_data_full (G_OBJECT (row),
                          "target",
                          g_strdup (receipt->parent != NULL ? receipt->parent : receipt->id),
                          g_free);
  gtk_list_box_append (self->list, row);
}

static void
show_rows (GaungReceiptBook *self)
{
  guint n_more = self->receipts->len > MAX_ROWS ? self->receipts->len - MAX_ROWS : 0;
  g_autofree char *number = gaung_format_number (n_more);
  g_autofree char *text = NULL;

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < MIN (self->receipts->len, MAX_ROWS); i++)
    add_row (self, g_ptr_array_index (self->receipts, i));
  /* Translators: %s is a number: "… and 120 more, on the printed sheet". */
  text = g_strdup_printf (ngettext ("… and %s more, on the printed sheet",
                                    "… and %s more, on the printed sheet",
                                    n_more),
                          number);
  gtk_label_set_text (self->more, text);
  gtk_widget_set_visible (GTK_WIDGET (self->more), n_more > 0);
  gtk_stack_set_visible_child_name (self->stack, self->receipts->len > 0 ? "list" : "empty");
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

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  GError *error = NULL;

  reading->receipts = gaung_receipt_list (reading->store,
                                          gaung_day_get_start (reading->day),
                                          gaung_day_get_start (reading->day + 1),
                                          MAX_RECEIPTS,
                                          &error);
  if (reading->receipts != NULL
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
  show_rows (self);
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
row_activated_cb (GaungReceiptBook *self, GtkListBoxRow *row)
{
  g_autofree char *target = g_strdup (g_object_get_data (G_OBJECT (row), "target"));
  GtkWidget *parent = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_WINDOW);

  adw_dialog_close (ADW_DIALOG (self));
  if (parent != NULL)
    gtk_widget_activate_action (parent, "win.open-record", "s", target);
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
  gtk_widget_class_bind_template_child (widget_class, GaungReceiptBook, more);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
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
  gtk_widget_init_template (GTK_WIDGET (self));
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
