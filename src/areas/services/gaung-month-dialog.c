/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungMonthDialog: what the clock at the counter measured in a month. */

#include "config.h"

#include "gaung-month-dialog.h"

#include <glib/gi18n.h>

#include "gaung-format.h"
#include "gaung-month.h"
#include "gaung-toast.h"

struct _GaungMonthDialog
{
  AdwDialog parent_instance;

  GtkLabel *heading;
  GtkWidget *next;
  GtkStack *stack;
  GtkListBox *list;
  AdwBin *error_slot;
  GtkWidget *save_table;
  GtkWidget *save_sheet;

  GaungContext *context;
  int months;        /* since the year 0 */
  GaungMonth *month; /* NULL while it is read */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (GaungMonthDialog, gaung_month_dialog, ADW_TYPE_DIALOG)

static int
get_this_month (GaungMonthDialog *self)
{
  GaungDay today = gaung_day_of_instant (gaung_context_get_now (self->context));
  int year, month, day;

  gaung_day_to_ymd (today, &year, &month, &day);
  return year * 12 + month - 1;
}

static void
append_row (GaungMonthDialog *self, const GaungMonthRow *row)
{
  AdwActionRow *widget = ADW_ACTION_ROW (adw_action_row_new ());
  g_autofree char *numbers = gaung_month_row_to_text (row);
  g_autofree char *reasons = gaung_month_row_reasons_to_text (row);
  g_autofree char *text
      = *reasons != '\0' ? g_strconcat (numbers, "\n", reasons, NULL) : g_strdup (numbers);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (widget), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), row->name);
  adw_action_row_set_subtitle (widget, text);
  if (row->summary.n_overruns > 0)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

      gtk_widget_add_css_class (icon, "warning");
      gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
      adw_action_row_add_suffix (widget, icon);
    }
  gtk_list_box_append (self->list, GTK_WIDGET (widget));
}

static void
show_month (GaungMonthDialog *self)
{
  gboolean has_rows = self->month != NULL && self->month->rows->len > 0;

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; has_rows && i < self->month->rows->len; i++)
    append_row (self, &g_array_index (self->month->rows, GaungMonthRow, i));
  gtk_stack_set_visible_child_name (self->stack,
                                    self->month == NULL ? "loading"
                                    : has_rows          ? "rows"
                                                        : "empty");
  gtk_widget_set_sensitive (self->save_table, has_rows);
  gtk_widget_set_sensitive (self->save_sheet, has_rows);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungMonthDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungMonth) month = gaung_month_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (month == NULL)
    {
      adw_bin_set_child (self->error_slot, gaung_error_page_new (error));
      gtk_stack_set_visible_child_name (self->stack, "error");
      return;
    }
  self->month = g_steal_pointer (&month);
  show_month (self);
}

static void
load (GaungMonthDialog *self)
{
  int year = self->months / 12;
  int month = self->months % 12 + 1;
  g_autofree char *heading = NULL;

  /* Translators: a month and its year, e.g. "November 2026" */
  heading = g_strdup_printf (_ ("%1$s %2$d"), gaung_format_month_name (month), year);
  gtk_label_set_label (self->heading, heading);
  gtk_widget_set_sensitive (self->next, self->months < get_this_month (self));
  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->month, gaung_month_free);
  show_month (self);
  gaung_month_load_async (gaung_context_get_store (self->context),
                          year,
                          month,
                          self->cancellable,
                          loaded_cb,
                          g_object_ref (self));
}

static void
previous_cb (GaungMonthDialog *self)
{
  gaung_month_dialog_step (self, -1);
}

static void
next_cb (GaungMonthDialog *self)
{
  gaung_month_dialog_step (self, 1);
}

/* ---- Files ---- */

typedef struct
{
  GFile *file;
  GBytes *bytes;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_object_unref (saving->file);
  g_bytes_unref (saving->bytes);
  g_free (saving);
}

static void
save_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Saving *saving = data;
  g_autoptr (GError) error = NULL;

  if (gaung_publish_replace (saving->file, saving->bytes, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    gaung_toast (GTK_WIDGET (source), _ ("Saved"));
  else
    gaung_show_error (GTK_WIDGET (source), error);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungMonthDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);
  gboolean is_table = g_object_get_data (G_OBJECT (source), "is-table") != NULL;

  if (file != NULL)
    gaung_month_dialog_save (self, file, is_table);
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    gaung_show_error (GTK_WIDGET (self), error);
}

static void
choose_file (GaungMonthDialog *self, gboolean is_table)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = NULL;

  /* Translators: the name of a file without its ending: year and month, e.g. "Service times
   * 2026-11" */
  name
      = g_strdup_printf (_ ("Service times %1$d-%2$02d"), self->months / 12, self->months % 12 + 1);
  if (is_table)
    {
      g_autofree char *file_name = g_strconcat (name, ".csv", NULL);

      gtk_file_dialog_set_initial_name (dialog, file_name);
      g_object_set_data (G_OBJECT (dialog), "is-table", dialog);
    }
  else
    {
      g_autofree char *file_name = g_strconcat (name, ".pdf", NULL);

      gtk_file_dialog_set_initial_name (dialog, file_name);
    }
  gtk_file_dialog_save (dialog,
                        GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                        NULL,
                        chosen_cb,
                        g_object_ref (self));
}

static void
table_cb (GaungMonthDialog *self)
{
  choose_file (self, TRUE);
}

static void
sheet_cb (GaungMonthDialog *self)
{
  choose_file (self, FALSE);
}

static void
gaung_month_dialog_dispose (GObject *object)
{
  GaungMonthDialog *self = GAUNG_MONTH_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->month, gaung_month_free);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_MONTH_DIALOG);
  G_OBJECT_CLASS (gaung_month_dialog_parent_class)->dispose (object);
}

static void
gaung_month_dialog_class_init (GaungMonthDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_month_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/services/gaung-month-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungMonthDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, GaungMonthDialog, next);
  gtk_widget_class_bind_template_child (widget_class, GaungMonthDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, GaungMonthDialog, list);
  gtk_widget_class_bind_template_child (widget_class, GaungMonthDialog, error_slot);
  gtk_widget_class_bind_template_child (widget_class, GaungMonthDialog, save_table);
  gtk_widget_class_bind_template_child (widget_class, GaungMonthDialog, save_sheet);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, table_cb);
  gtk_widget_class_bind_template_callback (widget_class, sheet_cb);
}

static void
gaung_month_dialog_init (GaungMonthDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GaungMonthDialog *
gaung_month_dialog_new (GaungContext *context)
{
  GaungMonthDialog *self = g_object_new (GAUNG_TYPE_MONTH_DIALOG, NULL);

  self->context = g_object_ref (context);
  self->months = get_this_month (self);
  load (self);
  return self;
}

void
gaung_month_dialog_step (GaungMonthDialog *self, int months)
{
  g_return_if_fail (GAUNG_IS_MONTH_DIALOG (self));

  self->months = MIN (self->months + months, get_this_month (self));
  load (self);
}

gboolean
gaung_month_dialog_is_loading (GaungMonthDialog *self)
{
  g_return_val_if_fail (GAUNG_IS_MONTH_DIALOG (self), FALSE);
  return g_str_equal (gtk_stack_get_visible_child_name (self->stack), "loading");
}

guint
gaung_month_dialog_get_n_services (GaungMonthDialog *self)
{
  g_return_val_if_fail (GAUNG_IS_MONTH_DIALOG (self), 0);
  return self->month != NULL ? self->month->rows->len : 0;
}

void
gaung_month_dialog_save (GaungMonthDialog *self, GFile *file, gboolean is_table)
{
  const GaungActor *actor;
  g_autoptr (GaungRecord) agency = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;
  Saving *saving;

  g_return_if_fail (GAUNG_IS_MONTH_DIALOG (self));
  if (self->month == NULL)
    return;
  actor = gaung_context_get_actor (self->context);
  if (actor != NULL && actor->agency != NULL)
    agency
        = gaung_store_get_by_key (gaung_context_get_store (self->context), "agency", actor->agency);
  bytes = is_table ? gaung_month_to_csv (self->month)
                   : gaung_month_to_pdf (
                         self->month, agency, gaung_context_get_now (self->context), &error);
  if (bytes == NULL)
    {
      gaung_show_error (GTK_WIDGET (self), error);
      return;
    }
  saving = g_new (Saving, 1);
  *saving = (Saving) { g_object_ref (file), g_steal_pointer (&bytes) };
  task = g_task_new (self, NULL, saved_cb, NULL);
  g_task_set_task_data (task, saving, saving_free);
  g_task_run_in_thread (task, save_thread);
}
