/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungHandOutDialog: a service on paper or as a text. */

#include "config.h"

#include "gaung-hand-out-dialog.h"

#include <glib/gi18n.h>

#include "gaung-entry.h"
#include "gaung-format.h"
#include "gaung-json.h"
#include "gaung-service-words.h"
#include "gaung-sheet-picture.h"
#include "gaung-toast.h"

struct _GaungHandOutDialog
{
  AdwDialog parent_instance;

  GtkListBox *kinds;
  GtkWidget *missing_title;
  GtkListBox *missing;
  GtkWidget *until_list;
  GtkWidget *until_row;
  GaungSheetPicture *picture;
  GtkLabel *pages;
  GtkLabel *text;
  GtkWidget *hint;
  GtkWidget *copy;
  GtkWidget *save;
  GtkWidget *print;

  GaungContext *context;
  GaungHandOut *hand_out;
  GPtrArray *slots;                               /* (element-type GaungServiceSlot) */
  GPtrArray *checks;                              /* (element-type GtkCheckButton): one a slot */
  GtkCheckButton *radios[GAUNG_HAND_OUT_N_KINDS]; /* in the order of the kinds */
  GaungSheet *sheet;                              /* (nullable) */
};

G_DEFINE_FINAL_TYPE (GaungHandOutDialog, gaung_hand_out_dialog, ADW_TYPE_DIALOG)

/* ---- What it will look like ---- */

static void
show_pages (GaungHandOutDialog *self)
{
  guint n = self->sheet != NULL ? gaung_sheet_get_n_pages (self->sheet) : 0;
  g_autofree char *text = NULL;

  /* Translators: how long a hand-out is, under the picture of its first page */
  text = g_strdup_printf (ngettext ("%u page", "%u pages", n), n);
  gtk_label_set_label (self->pages, text);
  gtk_widget_set_visible (GTK_WIDGET (self->pages), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->picture), n > 0);
  if (n > 0)
    gaung_sheet_picture_set_page (
        self->picture, self->sheet, 0, gaung_hand_out_kind_get_label (self->hand_out->kind));
}

static void
update_missing (GaungHandOutDialog *self)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();

  for (guint i = 0; i < self->checks->len; i++)
    {
      const GaungServiceSlot *slot = g_ptr_array_index (self->slots, i);
      JsonObject *document = g_ptr_array_index (slot->documents, 0);
      const char *key = gaung_json_get_string (document, "key", NULL);

      if (key != NULL && gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
        g_strv_builder_add (keys, key);
    }
  g_strfreev (self->hand_out->missing);
  self->hand_out->missing = g_strv_builder_end (keys);
}

static gboolean
is_complete (GaungHandOutDialog *self)
{
  return self->hand_out->kind != GAUNG_HAND_OUT_SLIP || self->hand_out->missing[0] != NULL;
}

static void
update (GaungHandOutDialog *self)
{
  gboolean is_slip = self->hand_out->kind == GAUNG_HAND_OUT_SLIP;
  gboolean is_message = self->hand_out->kind == GAUNG_HAND_OUT_MESSAGE;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  update_missing (self);
  g_clear_object (&self->sheet);
  if (is_message)
    text = gaung_hand_out_create_text (self->hand_out, &error);
  else if (is_complete (self))
    self->sheet = gaung_hand_out_create_sheet (self->hand_out, &error);
  if (error != NULL)
    gaung_show_error (GTK_WIDGET (self), error);
  show_pages (self);
  gtk_label_set_label (self->text, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->text), text != NULL);
  gtk_widget_set_visible (self->missing_title, is_slip);
  gtk_widget_set_visible (GTK_WIDGET (self->missing), is_slip);
  gtk_widget_set_visible (self->until_list, is_slip);
  gtk_widget_set_visible (self->hint, is_slip && !is_complete (self));
  gtk_widget_set_visible (self->save, !is_message);
  gtk_widget_set_visible (self->print, !is_message);
  gtk_widget_set_sensitive (self->save, self->sheet != NULL);
  gtk_widget_set_sensitive (self->print, self->sheet != NULL);
  gtk_widget_set_visible (self->copy, is_message || is_slip);
  gtk_widget_set_sensitive (self->copy, text != NULL || self->sheet != NULL);
}

/* ---- What was done ---- */

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) dialog = data;
  g_autoptr (GError) error = NULL;

  if (!gaung_store_write_finish (GAUNG_STORE (source), result, &error))
    gaung_show_error (dialog, error);
}

/* A line in the history of the service. */
static void
note (GaungHandOutDialog *self, const char *kind, GaungHandOutKind what)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GaungEntry) entry = NULL;

  if (self->context == NULL) /* closed meanwhile, and its page with it */
    return;
  entry = gaung_entry_new (gaung_record_get_id (self->hand_out->service),
                           kind,
                           gaung_context_get_actor (self->context),
                           gaung_context_get_now (self->context));

  gaung_record_set_string (
      GAUNG_RECORD (entry), "text", gaung_hand_out_kind_get_label (what), NULL);
  gaung_batch_put (batch, GAUNG_RECORD (entry), NULL);
  gaung_store_write_async (
      gaung_context_get_store (self->context), batch, NULL, noted_cb, g_object_ref (self));
}

static GaungHandOut *
copy_hand_out (GaungHandOutDialog *self)
{
  GaungHandOut *copy = gaung_hand_out_new (
      self->hand_out->kind, self->hand_out->service, self->hand_out->agency, self->hand_out->now);

  copy->missing = g_strdupv (self->hand_out->missing);
  copy->until = self->hand_out->until;
  return copy;
}

/* ---- A file ---- */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungHandOutDialog) self = data;
  g_autoptr (GError) error = NULL;
  GaungHandOutKind kind;

  if (self->hand_out != NULL)
    gtk_widget_set_sensitive (self->save, self->sheet != NULL);
  if (!gaung_hand_out_save_finish (result, &kind, &error))
    {
      gaung_show_error (GTK_WIDGET (self), error);
      return;
    }
  note (self, "export", kind);
  gaung_toast (GTK_WIDGET (self), _ ("Saved"));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungHandOutDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    gaung_hand_out_dialog_save (self, file);
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    gaung_show_error (GTK_WIDGET (self), error);
}

static void
save_cb (GaungHandOutDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = gaung_hand_out_get_file_name (self->hand_out);

  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog,
                        GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                        NULL,
                        chosen_cb,
                        g_object_ref (self));
}

/* ---- A printer ---- */

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, gpointer data)
{
  gaung_sheet_draw_page (data, gtk_print_context_get_cairo_context (context), (guint) page);
}

static void
printed_cb (GaungHandOutDialog *self, GtkPrintOperationResult result, GtkPrintOperation *operation)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    {
      note (self, "print", GPOINTER_TO_INT (g_object_get_data (G_OBJECT (operation), "kind")));
      gaung_toast (GTK_WIDGET (self), _ ("Sent to the printer"));
    }
  else if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      gtk_print_operation_get_error (operation, &error);
      gaung_show_error (GTK_WIDGET (self), error);
    }
}

/* The paper of the sheet, to its edges: the sheet has margins of its own. */
static GtkPageSetup *
create_page_setup (GaungSheet *sheet)
{
  const GaungPaper *paper = gaung_sheet_get_paper (sheet);
  g_autofree char *name = g_ascii_strdown (paper->name, -1);
  g_autofree char *iso = g_strconcat ("iso_", name, NULL);
  GtkPaperSize *size = gtk_paper_size_new (iso);
  GtkPageSetup *setup = gtk_page_setup_new ();

  gtk_page_setup_set_paper_size_and_default_margins (setup, size);
  gtk_paper_size_free (size);
  return setup;
}

static void
print_cb (GaungHandOutDialog *self)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = NULL;
  g_autofree char *name = NULL;

  if (self->sheet == NULL)
    return;
  setup = create_page_setup (self->sheet);
  name = gaung_hand_out_get_file_name (self->hand_out);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_n_pages (operation, (int) gaung_sheet_get_n_pages (self->sheet));
  g_object_set_data (G_OBJECT (operation), "kind", GINT_TO_POINTER (self->hand_out->kind));
  /* The sheet lives as long as the operation: the choice may change while it prints. */
  g_signal_connect_data (operation,
                         "draw-page",
                         G_CALLBACK (draw_page_cb),
                         g_object_ref (self->sheet),
                         (GClosureNotify) (GCallback) g_object_unref,
                         0);
  g_signal_connect_object (operation, "done", G_CALLBACK (printed_cb), self, G_CONNECT_SWAPPED);
  /* Errors come with "done". */
  gtk_print_operation_run (operation,
                           GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                           NULL);
}

/* ---- Choices ---- */

static void
toggled_cb (GaungHandOutDialog *self)
{
  for (guint i = 0; i < GAUNG_HAND_OUT_N_KINDS; i++)
    if (gtk_check_button_get_active (self->radios[i]))
      self->hand_out->kind = (GaungHandOutKind) i;
  update (self);
}

static void
kind_toggled_cb (GaungHandOutDialog *self, GtkCheckButton *radio)
{
  /* Of two that change, the one that is chosen. */
  if (gtk_check_button_get_active (radio))
    toggled_cb (self);
}

static void
until_changed_cb (GaungHandOutDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->until_row));
  GaungDay day = GAUNG_DAY_NONE;

  if (self->hand_out == NULL)
    return;
  if (*text != '\0' && !gaung_parse_day (text, &day))
    {
      gtk_widget_add_css_class (self->until_row, "error");
      return;
    }
  gtk_widget_remove_css_class (self->until_row, "error");
  self->hand_out->until = day;
  update (self);
}

static GtkCheckButton *
append_choice (GtkListBox *list, const char *title)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_prefix (row, check);
  adw_action_row_set_activatable_widget (row, check);
  gtk_list_box_append (list, GTK_WIDGET (row));
  return GTK_CHECK_BUTTON (check);
}

static void
fill_choices (GaungHandOutDialog *self)
{
  for (guint i = 0; i < GAUNG_HAND_OUT_N_KINDS; i++)
    {
      self->radios[i]
          = append_choice (self->kinds, gaung_hand_out_kind_get_label ((GaungHandOutKind) i));
      if (i > 0)
        gtk_check_button_set_group (self->radios[i], self->radios[0]);
    }
  gtk_check_button_set_active (self->radios[0], TRUE);
  for (guint i = 0; i < GAUNG_HAND_OUT_N_KINDS; i++)
    g_signal_connect_swapped (self->radios[i], "toggled", G_CALLBACK (kind_toggled_cb), self);
  /* Without documents nobody can lack one. */
  if (self->slots->len == 0)
    gtk_widget_set_visible (
        GTK_WIDGET (gtk_list_box_get_row_at_index (self->kinds, GAUNG_HAND_OUT_SLIP)), FALSE);
  for (guint i = 0; i < self->slots->len; i++)
    {
      g_autofree char *text = gaung_service_slot_to_text (g_ptr_array_index (self->slots, i));
      GtkCheckButton *check = append_choice (self->missing, text);

      g_signal_connect_swapped (check, "toggled", G_CALLBACK (toggled_cb), self);
      g_ptr_array_add (self->checks, g_object_ref (check));
    }
}

static void
gaung_hand_out_dialog_dispose (GObject *object)
{
  GaungHandOutDialog *self = GAUNG_HAND_OUT_DIALOG (object);

  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_clear_pointer (&self->slots, g_ptr_array_unref);
  g_clear_object (&self->sheet);
  g_clear_pointer (&self->hand_out, gaung_hand_out_free);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_HAND_OUT_DIALOG);
  G_OBJECT_CLASS (gaung_hand_out_dialog_parent_class)->dispose (object);
}

static void
gaung_hand_out_dialog_class_init (GaungHandOutDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_hand_out_dialog_dispose;
  g_type_ensure (GAUNG_TYPE_SHEET_PICTURE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/services/gaung-hand-out-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungHandOutDialog, kinds);
  gtk_widget_class_bind_template_child (widget_class, GaungHandOutDialog, missing_title);
  gtk_widget_class_bind_template_child (widget_class, GaungHandOutDialog, missing);
  gtk_widget_class_bind_template_child (widget_class, GaungHandOutDialog, until_list);
  gtk_widget_class_bind_template_child (widget_class, GaungHandOutDialog, until_row);
  gtk_widget_class_bind_template_child (widget_class, GaungHandOutDialog, picture);
  gtk_widget_class_bind_template_child (widget_class, GaungHandOutDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, GaungHandOutDialog, text);
  gtk_widget_class_bind_template_child (widget_class, GaungHandOutDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, GaungHandOutDialog, copy);
  gtk_widget_class_bind_template_child (widget_class, GaungHandOutDialog, save);
  gtk_widget_class_bind_template_child (widget_class, GaungHandOutDialog, print);
  gtk_widget_class_bind_template_callback (widget_class, until_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, gaung_hand_out_dialog_copy);
}

static void
gaung_hand_out_dialog_init (GaungHandOutDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->checks = g_ptr_array_new_with_free_func (g_object_unref);
}

GaungHandOutDialog *
gaung_hand_out_dialog_new (GaungContext *context, GaungRecord *service)
{
  GaungHandOutDialog *self = g_object_new (GAUNG_TYPE_HAND_OUT_DIALOG, NULL);
  g_autoptr (GaungRecord) agency = gaung_store_get_by_key (
      gaung_context_get_store (context), "agency", gaung_record_get_string (service, "agency"));

  self->context = g_object_ref (context);
  self->hand_out = gaung_hand_out_new (
      GAUNG_HAND_OUT_LEAFLET, service, agency, gaung_context_get_now (context));
  self->slots = gaung_service_get_slots (self->hand_out->service);
  fill_choices (self);
  update (self);
  return self;
}

void
gaung_hand_out_dialog_set_kind (GaungHandOutDialog *self, GaungHandOutKind kind)
{
  g_return_if_fail (GAUNG_IS_HAND_OUT_DIALOG (self));
  g_return_if_fail (kind < GAUNG_HAND_OUT_N_KINDS);

  gtk_check_button_set_active (self->radios[kind], TRUE);
}

void
gaung_hand_out_dialog_set_missing (GaungHandOutDialog *self, guint slot, gboolean is_missing)
{
  g_return_if_fail (GAUNG_IS_HAND_OUT_DIALOG (self));
  g_return_if_fail (slot < self->checks->len);

  gtk_check_button_set_active (g_ptr_array_index (self->checks, slot), is_missing);
}

GaungSheet *
gaung_hand_out_dialog_get_sheet (GaungHandOutDialog *self)
{
  g_return_val_if_fail (GAUNG_IS_HAND_OUT_DIALOG (self), NULL);
  return self->sheet;
}

void
gaung_hand_out_dialog_save (GaungHandOutDialog *self, GFile *file)
{
  g_return_if_fail (GAUNG_IS_HAND_OUT_DIALOG (self));

  if (self->sheet == NULL)
    return;
  gtk_widget_set_sensitive (self->save, FALSE);
  gaung_hand_out_save_async (copy_hand_out (self), file, NULL, saved_cb, g_object_ref (self));
}

void
gaung_hand_out_dialog_copy (GaungHandOutDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (GAUNG_IS_HAND_OUT_DIALOG (self));
  text = gaung_hand_out_create_text (self->hand_out, &error);
  if (text == NULL)
    {
      gaung_show_error (GTK_WIDGET (self), error);
      return;
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  gaung_toast (GTK_WIDGET (self), _ ("Copied: paste it into WhatsApp"));
}
