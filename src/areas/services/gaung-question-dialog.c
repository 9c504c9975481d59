/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungQuestionDialog: what somebody asks about a service, and the answer. */

#include "config.h"

#include "gaung-question-dialog.h"

#include <glib/gi18n.h>

#include "gaung-draft.h"
#include "gaung-edit-draft.h"
#include "gaung-edit-check.h"
#include "gaung-json.h"
#include "gaung-merge.h"
#include "gaung-question.h"

struct _GaungQuestionDialog
{
  AdwDialog parent_instance;

  AdwBanner *banner;
  GtkLabel *service_name;
  GtkListBox *rows;
  GtkWidget *withdraw_button;

  GaungContext *context;
  GaungRecord *base;    /* what is written is written upon this */
  JsonObject *document; /* what is written */
  GaungDraft *draft;
  GPtrArray *fields;
  gboolean is_new;
  gboolean is_saving;
  gboolean is_withdrawing;
};

G_DEFINE_FINAL_TYPE (GaungQuestionDialog, gaung_question_dialog, ADW_TYPE_DIALOG)

enum
{
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const members[] = { "question", "answer", "keywords" };

static const GaungField *
get_fields (void)
{
  return gaung_record_type_find ("question")->fields;
}

static void
show_error (GaungQuestionDialog *self, const char *message)
{
  if (message != NULL)
    adw_banner_set_title (self->banner, message);
  adw_banner_set_revealed (self->banner, message != NULL);
}

static gboolean
is_changed (GaungQuestionDialog *self)
{
  g_autoptr (GPtrArray) changes
      = gaung_record_diff (gaung_record_get_json (self->base), self->document);

  return changes->len > 0;
}

static void
update (GaungQuestionDialog *self)
{
  gtk_widget_action_set_enabled (
      GTK_WIDGET (self), "question.save", !self->is_saving && is_changed (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "question.withdraw", !self->is_saving);
  gtk_widget_set_visible (self->withdraw_button, !self->is_new);
}

static char *
create_draft (GaungQuestionDialog *self)
{
  return gaung_edit_draft_to_text (gaung_record_get_json (self->base), self->document);
}

static void
changed_cb (GaungQuestionDialog *self)
{
  g_autofree char *text = is_changed (self) ? create_draft (self) : g_strdup ("");

  gaung_draft_set_text (self->draft, text);
  show_error (self, NULL);
  update (self);
}

static void
load (GaungQuestionDialog *self, JsonObject *document)
{
  json_object_ref (document);
  g_clear_pointer (&self->document, json_object_unref);
  self->document = document;
  g_ptr_array_set_size (self->fields, 0);
  gtk_list_box_remove_all (self->rows);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      GtkWidget *field
          = gaung_edit_field_new (gaung_edit_find_field (get_fields (), members[i]), document);

      g_signal_connect_object (field, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->rows, field);
      g_ptr_array_add (self->fields, field);
    }
  update (self);
}

/* Puts what is written upon @theirs; where both changed the same, what is written stays. */
static void
rebase (GaungQuestionDialog *self, JsonObject *base, JsonObject *mine, GaungRecord *theirs)
{
  g_autoptr (JsonObject) shown
      = gaung_edit_draft_rebase (base, mine, gaung_record_get_json (theirs));
  g_autoptr (GPtrArray) news = gaung_record_diff (base, gaung_record_get_json (theirs));

  g_set_object (&self->base, theirs);
  load (self, shown);
  if (news->len > 0)
    show_error (self,
                _ ("This question was changed meanwhile. What you wrote is kept; save again to put "
                   "it in."));
}

static void
load_draft (GaungQuestionDialog *self)
{
  g_autofree char *text = gaung_draft_load (self->draft);
  g_autoptr (JsonObject) base = NULL;
  g_autoptr (JsonObject) mine = NULL;
  g_autoptr (GaungRecord) begun = NULL;
  g_autoptr (JsonObject) document = NULL;
  gboolean has_draft = gaung_edit_draft_parse (text, &base, &mine);

  if (has_draft && !self->is_new)
    {
      rebase (self, base, mine, self->base);
      return;
    }
  begun = has_draft ? gaung_record_new_from_json (base, NULL) : NULL;
  if (begun != NULL)
    g_set_object (&self->base, begun);
  document = gaung_json_copy (begun != NULL ? mine : gaung_record_get_json (self->base));
  load (self, document);
}

static void
show_conflict (GaungQuestionDialog *self, const GError *error)
{
  g_autoptr (GaungRecord) theirs = gaung_store_get (
      gaung_context_get_store (self->context), gaung_record_get_id (self->base), NULL);
  g_autoptr (JsonObject) base = gaung_json_copy (gaung_record_get_json (self->base));
  g_autoptr (JsonObject) mine = gaung_json_copy (self->document);
  g_autofree char *message = gaung_error_to_user_text (error);

  if (theirs != NULL && g_error_matches (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_CONFLICT))
    rebase (self, base, mine, theirs);
  else
    show_error (self, message);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungQuestionDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = gaung_store_write_finish (GAUNG_STORE (source), result, &error);

  self->is_saving = FALSE;
  if (self->draft == NULL)
    return;
  if (!is_done)
    {
      show_conflict (self, error);
      update (self);
      return;
    }
  gaung_draft_forget (self->draft);
  g_clear_object (&self->draft);
  g_signal_emit (self, signals[SAVED], 0, gaung_record_get_id (self->base), self->is_withdrawing);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
write_record (GaungQuestionDialog *self, GaungRecord *record)
{
  g_autoptr (GaungBatch) batch = gaung_edit_draft_create_batch (
      self->context, self->draft, self->is_new ? NULL : self->base, record);

  self->is_saving = TRUE;
  update (self);
  gaung_store_write_async (
      gaung_context_get_store (self->context), batch, NULL, written_cb, g_object_ref (self));
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gaung_question_dialog_save (GAUNG_QUESTION_DIALOG (widget));
}

static void
withdraw_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gaung_question_dialog_withdraw (GAUNG_QUESTION_DIALOG (widget));
}

static void
draft_failed_cb (GaungQuestionDialog *self, GError *error)
{
  g_autofree char *message = gaung_error_to_user_text (error);

  show_error (self, message);
}

static void
gaung_question_dialog_closed (AdwDialog *dialog)
{
  GaungQuestionDialog *self = GAUNG_QUESTION_DIALOG (dialog);

  if (self->draft != NULL)
    gaung_draft_flush (self->draft);
}

static void
gaung_question_dialog_dispose (GObject *object)
{
  GaungQuestionDialog *self = GAUNG_QUESTION_DIALOG (object);

  g_clear_object (&self->draft);
  g_clear_object (&self->base);
  g_clear_object (&self->context);
  g_clear_pointer (&self->document, json_object_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_QUESTION_DIALOG);
  G_OBJECT_CLASS (gaung_question_dialog_parent_class)->dispose (object);
}

static void
gaung_question_dialog_class_init (GaungQuestionDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_question_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = gaung_question_dialog_closed;
  signals[SAVED] = g_signal_new ("saved",
                                 G_TYPE_FROM_CLASS (klass),
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 2,
                                 G_TYPE_STRING,
                                 G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/services/gaung-question-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungQuestionDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, GaungQuestionDialog, service_name);
  gtk_widget_class_bind_template_child (widget_class, GaungQuestionDialog, rows);
  gtk_widget_class_bind_template_child (widget_class, GaungQuestionDialog, withdraw_button);
  gtk_widget_class_install_action (widget_class, "question.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "question.withdraw", NULL, withdraw_cb);
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "question.save", NULL);
}

static void
gaung_question_dialog_init (GaungQuestionDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->fields = g_ptr_array_new ();
}

static GaungRecord *
create_record (GaungContext *context, GaungRecord *service)
{
  GaungRecord *record = gaung_record_new (
      "question", gaung_context_get_actor (context), gaung_context_get_now (context));

  gaung_record_set_string (record, "service", gaung_record_get_id (service), NULL);
  gaung_record_set_string (record, "agency", gaung_record_get_string (service, "agency"), NULL);
  gaung_record_set_string (record, "state", "open", NULL);
  return record;
}

GaungQuestionDialog *
gaung_question_dialog_new (GaungContext *context, GaungRecord *service, GaungRecord *question)
{
  GaungQuestionDialog *self;
  g_autofree char *key = NULL;

  g_return_val_if_fail (GAUNG_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (GAUNG_IS_RECORD (service), NULL);

  self = g_object_new (GAUNG_TYPE_QUESTION_DIALOG, NULL);
  self->context = g_object_ref (context);
  self->is_new = question == NULL;
  self->base = self->is_new ? create_record (context, service) : gaung_record_copy (question);
  key = self->is_new ? g_strconcat (gaung_record_get_id (service), "/ask", NULL)
                     : g_strconcat (gaung_record_get_id (question), "/edit", NULL);
  self->draft = gaung_draft_new (gaung_context_get_store (context), key);
  g_signal_connect_object (
      self->draft, "failed", G_CALLBACK (draft_failed_cb), self, G_CONNECT_SWAPPED);
  if (self->is_new)
    adw_dialog_set_title (ADW_DIALOG (self), _ ("Write Down a Question"));
  gtk_label_set_text (self->service_name, gaung_record_get_title (service));
  load_draft (self);
  /* Somebody who opens an open question has the answer. */
  adw_dialog_set_focus (
      ADW_DIALOG (self),
      GTK_WIDGET (gaung_question_dialog_find_field (self, self->is_new ? "question" : "answer")));
  return self;
}

GaungEditField *
gaung_question_dialog_find_field (GaungQuestionDialog *self, const char *member)
{
  g_return_val_if_fail (GAUNG_IS_QUESTION_DIALOG (self), NULL);

  for (guint i = 0; i < self->fields->len; i++)
    if (g_str_equal (gaung_edit_field_get_field (g_ptr_array_index (self->fields, i))->member,
                     member))
      return g_ptr_array_index (self->fields, i);
  return NULL;
}

/* The answer makes the state, and whoever wrote it has looked at it today. (transfer full)
 * (nullable) */
static GaungRecord *
create_saved (GaungQuestionDialog *self)
{
  g_autoptr (JsonObject) document = gaung_json_copy (self->document);
  g_autoptr (GaungRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  gaung_edit_tidy (get_fields (), document);
  record = gaung_record_new_from_json (document, &error);
  if (record != NULL)
    {
      gboolean is_answered = gaung_record_get_string (record, "answer") != NULL;
      GaungInstant now = gaung_context_get_now (self->context);

      gaung_record_set_string (record, "state", is_answered ? "active" : "open", NULL);
      gaung_record_set_day (
          record, "checked_on", is_answered ? gaung_day_of_instant (now) : GAUNG_DAY_NONE, NULL);
      gaung_record_set_string (record,
                               "checked_by",
                               is_answered ? gaung_context_get_actor (self->context)->name : NULL,
                               NULL);
    }
  if (record == NULL || !gaung_record_validate (record, &error))
    {
      g_autofree char *message = gaung_error_to_user_text (error);

      show_error (self, message);
      return NULL;
    }
  return g_steal_pointer (&record);
}

void
gaung_question_dialog_save (GaungQuestionDialog *self)
{
  g_autoptr (GaungRecord) record = NULL;
  GaungEditPlace place;

  g_return_if_fail (GAUNG_IS_QUESTION_DIALOG (self));

  if (self->is_saving || !is_changed (self))
    return;
  if (gaung_edit_find_first_problem (get_fields (), self->document, &place))
    {
      GaungEditField *field = gaung_question_dialog_find_field (self, place.field->member);

      if (field != NULL)
        {
          gaung_edit_field_insist (field);
          gtk_widget_grab_focus (GTK_WIDGET (field));
        }
      return;
    }
  record = create_saved (self);
  self->is_withdrawing = FALSE;
  if (record != NULL)
    write_record (self, record);
}

void
gaung_question_dialog_withdraw (GaungQuestionDialog *self)
{
  g_autoptr (GaungRecord) record = NULL;

  g_return_if_fail (GAUNG_IS_QUESTION_DIALOG (self));

  if (self->is_saving || self->is_new)
    return;
  record = gaung_record_copy (self->base);
  gaung_record_set_string (record, "state", "withdrawn", NULL);
  self->is_withdrawing = TRUE;
  write_record (self, record);
}
