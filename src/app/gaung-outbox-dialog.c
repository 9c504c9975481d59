/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The outbox. It is read in a thread and shown as a whole; what is under the focus keeps it. */

#include "config.h"

#include "gaung-outbox-dialog.h"

#include <glib/gi18n.h>

#include "gaung-format.h"
#include "gaung-outbox-held.h"
#include "gaung-outbox-row.h"
#include "gaung-rescue.h"
#include "gaung-sync-words.h"
#include "gaung-toast.h"

/* More than anybody reads; the rest is counted, and is in the rescue file. */
#define MAX_ITEMS 200
#define SPINNER_DELAY_MS 200
#define RELOAD_DELAY_MS 100

struct _GaungOutboxDialog
{
  AdwDialog parent_instance;

  AdwWindowTitle *window_title;
  AdwBanner *banner;
  GtkStack *stack;
  AdwStatusPage *empty_page;
  AdwBin *error_slot;
  GtkBox *sections;

  GaungContext *context;
  GCancellable *cancellable;
  guint reload_timeout;
  guint spinner_timeout;
  gboolean is_loading;
  gboolean is_loaded;
};

G_DEFINE_FINAL_TYPE (GaungOutboxDialog, gaung_outbox_dialog, ADW_TYPE_DIALOG)

typedef struct
{
  GPtrArray *items; /* (element-type GaungOutboxItem) */
  GPtrArray *held;  /* (element-type GaungHeldItem) */
  GaungOutboxCounts counts;
} Outbox;

static void
outbox_free (gpointer data)
{
  Outbox *outbox = data;

  g_clear_pointer (&outbox->items, g_ptr_array_unref);
  g_clear_pointer (&outbox->held, g_ptr_array_unref);
  g_free (outbox);
}

static GaungStore *
get_store (GaungOutboxDialog *self)
{
  return gaung_context_get_store (self->context);
}

static const char *
get_group_title (GaungOutboxState state)
{
  switch (state)
    {
    case GAUNG_OUTBOX_PARKED:
      return _ ("Needs you");
    case GAUNG_OUTBOX_HELD:
      return _ ("Held back");
    case GAUNG_OUTBOX_LATER:
    case GAUNG_OUTBOX_UNDER_WAY:
    case GAUNG_OUTBOX_WAITING:
    default:
      return _ ("Goes out by itself");
    }
}

static GtkListBox *
add_section (GaungOutboxDialog *self, const char *title)
{
  GtkWidget *group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = gtk_label_new (title);
  GtkWidget *list = gtk_list_box_new ();

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (group), heading);
  gtk_box_append (GTK_BOX (group), list);
  gtk_box_append (self->sections, group);

  return GTK_LIST_BOX (list);
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

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, GaungOutboxDialog *self)
{
  if (GAUNG_IS_OUTBOX_ROW (row))
    open_record (self, gaung_outbox_row_get_target (GAUNG_OUTBOX_ROW (row)));
}

/* Refused, held, then what needs nobody. */
static const guint groups[] = {
  1 << GAUNG_OUTBOX_PARKED,
  1 << GAUNG_OUTBOX_HELD,
  1 << GAUNG_OUTBOX_UNDER_WAY | 1 << GAUNG_OUTBOX_LATER | 1 << GAUNG_OUTBOX_WAITING,
};

static void
show_group (GaungOutboxDialog *self, const Outbox *outbox, guint states)
{
  GaungInstant now = gaung_context_get_now (self->context);
  GtkListBox *list = NULL;

  for (guint i = 0; i < outbox->items->len; i++)
    {
      const GaungOutboxItem *item = g_ptr_array_index (outbox->items, i);

      if ((states & (1u << item->state)) == 0)
        continue;
      if (list == NULL)
        {
          list = add_section (self, get_group_title (item->state));
          g_signal_connect_object (
              list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_DEFAULT);
        }
      gtk_list_box_append (list, gaung_outbox_row_new (item, now));
    }
}

static void
show_held (GaungOutboxDialog *self, const Outbox *outbox)
{
  GaungInstant now = gaung_context_get_now (self->context);
  GtkListBox *list = NULL;

  for (guint i = 0; i < outbox->held->len; i++)
    {
      if (list == NULL)
        list = add_section (self, _ ("Can still be taken back"));
      gtk_list_box_append (list, gaung_held_row_new (g_ptr_array_index (outbox->held, i), now));
    }
}

static void
show_rest (GaungOutboxDialog *self, const Outbox *outbox)
{
  guint n = outbox->counts.waiting > outbox->items->len
                ? outbox->counts.waiting - outbox->items->len
                : 0;
  g_autofree char *number = gaung_format_number (n);
  g_autofree char *text = NULL;
  GtkWidget *label;

  if (n == 0)
    return;
  /* Translators: %s is a number: "… and 9.800 more". */
  text = g_strdup_printf (ngettext ("… and %s more", "… and %s more", n), number);
  label = gtk_label_new (text);
  gtk_widget_add_css_class (label, "dimmed");
  gtk_box_append (self->sections, label);
}

static gint64
find_focus (GaungOutboxDialog *self)
{
  GtkWidget *focus = adw_dialog_get_focus (ADW_DIALOG (self));
  GtkWidget *row = focus ? gtk_widget_get_ancestor (focus, GAUNG_TYPE_OUTBOX_ROW) : NULL;

  return row != NULL ? gaung_outbox_row_get_seq (GAUNG_OUTBOX_ROW (row)) : 0;
}

static void
restore_focus (GaungOutboxDialog *self, gint64 seq)
{
  for (GtkWidget *group = gtk_widget_get_first_child (GTK_WIDGET (self->sections));
       seq != 0 && group != NULL;
       group = gtk_widget_get_next_sibling (group))
    {
      GtkWidget *list = gtk_widget_get_last_child (group);

      for (GtkWidget *row = list ? gtk_widget_get_first_child (list) : NULL; row != NULL;
           row = gtk_widget_get_next_sibling (row))
        if (GAUNG_IS_OUTBOX_ROW (row) && gaung_outbox_row_get_seq (GAUNG_OUTBOX_ROW (row)) == seq)
          {
            gtk_widget_grab_focus (row);
            return;
          }
    }
}

static void
show_list (GaungOutboxDialog *self, const Outbox *outbox)
{
  gint64 focus = find_focus (self);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->sections))) != NULL)
    gtk_box_remove (self->sections, child);
  show_group (self, outbox, groups[0]);
  show_held (self, outbox);
  for (guint i = 1; i < G_N_ELEMENTS (groups); i++)
    show_group (self, outbox, groups[i]);
  show_rest (self, outbox);
  restore_focus (self, focus);
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
show_title (GaungOutboxDialog *self, const Outbox *outbox)
{
  GaungInstant now = gaung_context_get_now (self->context);
  g_autofree char *number = gaung_format_number (outbox->counts.waiting);
  g_autofree char *age = outbox->counts.oldest != GAUNG_INSTANT_NONE
                             ? gaung_format_span (outbox->counts.oldest, now)
                             : NULL;
  g_autofree char *subtitle = NULL;

  if (outbox->counts.waiting > 0 && age != NULL)
    /* Translators: how many changes wait and how old the oldest is:
       "3 waiting · oldest 28 minutes ago". */
    subtitle = g_strdup_printf (
        ngettext ("%s waiting · oldest %s", "%s waiting · oldest %s", outbox->counts.waiting),
        number,
        age);
  adw_window_title_set_subtitle (self->window_title, subtitle ? subtitle : "");
  gtk_widget_action_set_enabled (
      GTK_WIDGET (self), "outbox.rescue", outbox->counts.waiting + outbox->held->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "outbox.retry-all", outbox->counts.waiting > 0);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GaungOutboxDialog *self = GAUNG_OUTBOX_DIALOG (source);
  g_autoptr (GError) error = NULL;
  Outbox *outbox = g_task_propagate_pointer (G_TASK (result), &error);

  self->is_loading = FALSE;
  if (self->context == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_pointer (&outbox, outbox_free);
      return;
    }
  g_clear_handle_id (&self->spinner_timeout, g_source_remove);
  self->is_loaded = TRUE;
  if (outbox == NULL)
    {
      adw_bin_set_child (self->error_slot, gaung_error_page_new (error));
      gtk_stack_set_visible_child_name (self->stack, "error");
      return;
    }
  show_title (self, outbox);
  if (outbox->items->len + outbox->held->len > 0)
    {
      show_list (self, outbox);
      gtk_stack_set_visible_child_name (self->stack, "list");
    }
  else
    {
      show_empty (self);
      gtk_stack_set_visible_child_name (self->stack, "empty");
    }
  outbox_free (outbox);
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Outbox *outbox = g_new0 (Outbox, 1);
  GError *error = NULL;

  outbox->items = gaung_outbox_list (data, MAX_ITEMS, &error);
  if (outbox->items != NULL && gaung_outbox_count (data, &outbox->counts, &error))
    {
      outbox->held = gaung_held_items_list (data);
      g_task_return_pointer (task, outbox, outbox_free);
      return;
    }
  outbox_free (outbox);
  g_task_return_error (task, error);
}

static void
load (GaungOutboxDialog *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, loaded_cb, NULL);

  self->is_loading = TRUE;
  g_task_set_task_data (task, g_object_ref (get_store (self)), g_object_unref);
  g_task_run_in_thread (task, load_thread);
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
    self->reload_timeout = g_timeout_add (RELOAD_DELAY_MS, reload_cb, self);
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
discarded_cb (GaungOutboxDialog *self, const char *reason, gint64 seq)
{
  g_autoptr (GError) error = NULL;
  gboolean is_done = gaung_outbox_discard (get_store (self), seq, reason, &error);

  finish (self, is_done, error);
  if (is_done)
    gaung_toast (GTK_WIDGET (self->stack), _ ("Deleted. A copy is kept on this computer."));
}

typedef struct
{
  GaungOutboxDialog *dialog;
  GtkEditable *reason;
  gint64 seq;
} Discard;

static void
discard_free (gpointer data, GClosure *closure)
{
  Discard *discard = data;

  g_object_unref (discard->dialog);
  g_free (discard);
}

static void
discard_response_cb (AdwAlertDialog *alert, const char *response, gpointer data)
{
  Discard *discard = data;

  if (g_str_equal (response, "delete") && discard->dialog->context != NULL)
    discarded_cb (discard->dialog, gtk_editable_get_text (discard->reason), discard->seq);
}

static void
reason_changed_cb (GtkEditable *editable, AdwAlertDialog *alert)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (editable)));

  adw_alert_dialog_set_response_enabled (alert, "delete", *reason != '\0');
}

static void
discard_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AdwDialog *alert = adw_alert_dialog_new (
      _ ("Delete What Was Not Sent?"),
      _ ("The server never gets it. If it is a change, the copy of the server stands again. What "
         "you give up is kept on this computer, with your reason."));
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *reason = adw_entry_row_new ();
  Discard *discard = g_new0 (Discard, 1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (reason), _ ("Reason"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), reason);
  discard->dialog = g_object_ref (GAUNG_OUTBOX_DIALOG (widget));
  discard->reason = GTK_EDITABLE (reason);
  discard->seq = g_variant_get_int64 (parameter);
  adw_alert_dialog_add_responses (
      ADW_ALERT_DIALOG (alert), "keep", _ ("_Keep"), "delete", _ ("_Delete"), NULL);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (alert), "keep");
  adw_alert_dialog_set_response_appearance (
      ADW_ALERT_DIALOG (alert), "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (alert), "delete", FALSE);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (alert), group);
  g_signal_connect_object (
      reason, "changed", G_CALLBACK (reason_changed_cb), alert, G_CONNECT_DEFAULT);
  g_signal_connect_data (alert,
                         "response",
                         G_CALLBACK (discard_response_cb),
                         discard,
                         discard_free,
                         G_CONNECT_DEFAULT);
  adw_dialog_present (alert, widget);
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
  gtk_widget_class_bind_template_child (widget_class, GaungOutboxDialog, sections);
  gtk_widget_class_bind_template_callback (widget_class, banner_clicked_cb);
  install_actions (widget_class);
}

static void
gaung_outbox_dialog_init (GaungOutboxDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
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
