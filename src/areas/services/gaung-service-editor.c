/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungServiceEditor: writes a service, with how people will see it beside. */

#include "config.h"

#include "gaung-service-editor.h"

#include <glib/gi18n.h>

#include "gaung-draft.h"
#include "gaung-edit-draft.h"
#include "gaung-json.h"
#include "gaung-merge.h"
#include "gaung-service-preview.h"
#include "gaung-service.h"
#include "gaung-toast.h"

#define KEY_NEW "service:new/edit"
#define SUFFIX "/edit"
#define PREVIEW_DELAY 120 /* milliseconds: not at each letter */

struct _GaungServiceEditor
{
  AdwDialog parent_instance;

  AdwBanner *banner;
  GtkToggleButton *preview_button;
  GtkWidget *form_side;
  GtkWidget *separator;
  GtkWidget *preview_side;
  GtkWidget *notice_box;
  GtkLabel *notice;
  GaungServiceForm *form;
  GaungServicePreview *preview;
  GtkWidget *discard_button;

  GaungContext *context;
  GaungRecord *base; /* what is written is written upon this; a new service: as it was made */
  GaungDraft *draft;
  guint preview_timeout;
  gboolean is_new;
  gboolean is_narrow;
  gboolean is_saving;
};

G_DEFINE_FINAL_TYPE (GaungServiceEditor, gaung_service_editor, ADW_TYPE_DIALOG)

enum
{
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const GaungField *
get_fields (void)
{
  return gaung_record_type_find ("service")->fields;
}

static void
show_error (GaungServiceEditor *self, const char *message)
{
  if (message != NULL)
    adw_banner_set_title (self->banner, message);
  adw_banner_set_revealed (self->banner, message != NULL);
}

static void
update (GaungServiceEditor *self)
{
  gboolean is_changed = gaung_service_editor_is_changed (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.save", is_changed && !self->is_saving);
  gtk_widget_action_set_enabled (
      GTK_WIDGET (self), "editor.discard", is_changed && !self->is_saving);
  gtk_widget_set_visible (self->discard_button, is_changed);
}

/* ---- The two sides ---- */

static void
show_preview (GaungServiceEditor *self)
{
  g_autoptr (JsonObject) document
      = gaung_edit_drop_problems (get_fields (), gaung_service_form_get_document (self->form));
  g_autoptr (GaungRecord) record = gaung_record_new_from_json (document, NULL);

  if (record != NULL)
    gaung_service_preview_set_service (self->preview, record);
}

static void
preview_cb (gpointer data)
{
  GaungServiceEditor *self = data;

  self->preview_timeout = 0;
  show_preview (self);
}

static void
show_sides (GaungServiceEditor *self)
{
  gboolean is_preview = gtk_toggle_button_get_active (self->preview_button);

  gtk_widget_set_visible (GTK_WIDGET (self->preview_button), self->is_narrow);
  gtk_widget_set_visible (self->form_side, !self->is_narrow || !is_preview);
  gtk_widget_set_visible (self->separator, !self->is_narrow);
  gtk_widget_set_visible (self->preview_side, !self->is_narrow || is_preview);
}

static void
narrow_cb (GaungServiceEditor *self)
{
  self->is_narrow = TRUE;
  show_sides (self);
}

static void
wide_cb (GaungServiceEditor *self)
{
  self->is_narrow = FALSE;
  show_sides (self);
}

static void
preview_toggled_cb (GtkToggleButton *button, GParamSpec *pspec, gpointer data)
{
  GtkWidget *self = gtk_widget_get_ancestor (GTK_WIDGET (button), GAUNG_TYPE_SERVICE_EDITOR);

  if (self != NULL)
    show_sides (GAUNG_SERVICE_EDITOR (self));
}

/* ---- The draft ---- */

/* What is written, and upon what: so that it can be told apart later from what others changed. */
static char *
create_draft (GaungServiceEditor *self)
{
  return gaung_edit_draft_to_text (gaung_record_get_json (self->base),
                                   gaung_service_form_get_document (self->form));
}

static void
form_changed_cb (GaungServiceEditor *self)
{
  g_autofree char *text = NULL;

  if (self->draft == NULL)
    return;
  text = gaung_service_editor_is_changed (self) ? create_draft (self) : g_strdup ("");
  gaung_draft_set_text (self->draft, text);
  show_error (self, NULL);
  update (self);
  if (self->preview_timeout == 0)
    self->preview_timeout = g_timeout_add_once (PREVIEW_DELAY, preview_cb, self);
}

static void
load_form (GaungServiceEditor *self, JsonObject *document)
{
  gaung_service_form_load (self->form, document);
  show_preview (self);
  update (self);
}

/* ---- What others changed meanwhile ---- */

static char *
describe (const GaungChange *change)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (change->field->kind == GAUNG_FIELD_RECORDS)
    return g_strdup (gettext (change->field->label));
  before = gaung_field_to_display (change->field, change->before, FALSE);
  after = gaung_field_to_display (change->field, change->after, FALSE);
  /* Translators: a member of a service, what it was, what it is now: "Audience: Everybody →
   * Citizens" */
  return g_strdup_printf (_ ("%s: %s → %s"),
                          gettext (change->field->label),
                          *before ? before : "–",
                          *after ? after : "–");
}

static void
show_notice (GaungServiceEditor *self, JsonObject *before, JsonObject *after)
{
  g_autoptr (GPtrArray) changes = gaung_record_diff (before, after);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      const GaungChange *change = g_ptr_array_index (changes, i);
      g_autofree char *line = change->field != NULL ? describe (change) : NULL;

      if (line != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
    }
  gtk_label_set_text (self->notice, text->str);
  gtk_widget_set_visible (self->notice_box, text->len > 0);
}

/* Puts what is written upon @theirs: where both changed the same, what is written stays and the
 * notice says what they wrote. */
static void
rebase (GaungServiceEditor *self, JsonObject *base, JsonObject *mine, GaungRecord *theirs)
{
  g_autoptr (JsonObject) shown
      = gaung_edit_draft_rebase (base, mine, gaung_record_get_json (theirs));

  show_notice (self, base, gaung_record_get_json (theirs));
  g_set_object (&self->base, theirs);
  load_form (self, shown);
}

/* What was written the last time, upon what the service is now. */
static void
load_draft (GaungServiceEditor *self)
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
  /* It keeps the id that it was begun with. */
  begun = has_draft ? gaung_record_new_from_json (base, NULL) : NULL;
  if (begun != NULL)
    g_set_object (&self->base, begun);
  document = gaung_json_copy (begun != NULL ? mine : gaung_record_get_json (self->base));
  load_form (self, document);
}

/* ---- Saving ---- */

static void
show_conflict (GaungServiceEditor *self, const GError *error)
{
  g_autoptr (GaungRecord) theirs = gaung_store_get (
      gaung_context_get_store (self->context), gaung_record_get_id (self->base), NULL);
  g_autoptr (JsonObject) base = gaung_json_copy (gaung_record_get_json (self->base));
  g_autoptr (JsonObject) mine = gaung_json_copy (gaung_service_form_get_document (self->form));
  g_autofree char *message = gaung_error_to_user_text (error);

  if (theirs != NULL && g_error_matches (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_CONFLICT))
    rebase (self, base, mine, theirs);
  else
    show_error (self, message);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungServiceEditor) self = data;
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
  g_signal_emit (self, signals[SAVED], 0, gaung_record_get_id (self->base));
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
write_record (GaungServiceEditor *self, GaungRecord *record)
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
  gaung_service_editor_save (GAUNG_SERVICE_EDITOR (widget));
}

/* ---- Discarding ---- */

/* How the draft comes back. */
typedef struct
{
  GaungStore *store;
  char *key;
  char *text;
} Discarded;

static void
discarded_free (gpointer data)
{
  Discarded *discarded = data;

  g_object_unref (discarded->store);
  g_free (discarded->key);
  g_free (discarded->text);
  g_free (discarded);
}

static void
bring_back_cb (gpointer data)
{
  Discarded *discarded = data;
  g_autoptr (GaungDraft) draft = gaung_draft_new (discarded->store, discarded->key);

  gaung_draft_set_text (draft, discarded->text);
  gaung_draft_flush (draft);
}

static void
discard_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gaung_service_editor_discard (GAUNG_SERVICE_EDITOR (widget));
}

static void
draft_failed_cb (GaungServiceEditor *self, GError *error)
{
  g_autofree char *message = gaung_error_to_user_text (error);

  show_error (self, message);
}

static void
gaung_service_editor_closed (AdwDialog *dialog)
{
  GaungServiceEditor *self = GAUNG_SERVICE_EDITOR (dialog);

  if (self->draft != NULL)
    gaung_draft_flush (self->draft);
}

static void
gaung_service_editor_dispose (GObject *object)
{
  GaungServiceEditor *self = GAUNG_SERVICE_EDITOR (object);

  g_clear_handle_id (&self->preview_timeout, g_source_remove);
  g_clear_object (&self->draft);
  g_clear_object (&self->base);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_SERVICE_EDITOR);
  G_OBJECT_CLASS (gaung_service_editor_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/services/gaung-service-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungServiceEditor, banner);
  gtk_widget_class_bind_template_child (widget_class, GaungServiceEditor, preview_button);
  gtk_widget_class_bind_template_child (widget_class, GaungServiceEditor, form_side);
  gtk_widget_class_bind_template_child (widget_class, GaungServiceEditor, separator);
  gtk_widget_class_bind_template_child (widget_class, GaungServiceEditor, preview_side);
  gtk_widget_class_bind_template_child (widget_class, GaungServiceEditor, notice_box);
  gtk_widget_class_bind_template_child (widget_class, GaungServiceEditor, notice);
  gtk_widget_class_bind_template_child (widget_class, GaungServiceEditor, form);
  gtk_widget_class_bind_template_child (widget_class, GaungServiceEditor, preview);
  gtk_widget_class_bind_template_child (widget_class, GaungServiceEditor, discard_button);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, wide_cb);
  gtk_widget_class_bind_template_callback (widget_class, preview_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
}

static void
gaung_service_editor_class_init (GaungServiceEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_service_editor_dispose;
  ADW_DIALOG_CLASS (klass)->closed = gaung_service_editor_closed;
  signals[SAVED] = g_signal_new ("saved",
                                 G_TYPE_FROM_CLASS (klass),
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 1,
                                 G_TYPE_STRING);

  g_type_ensure (GAUNG_TYPE_SERVICE_FORM);
  g_type_ensure (GAUNG_TYPE_SERVICE_PREVIEW);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "editor.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "editor.discard", NULL, discard_cb);
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "editor.save", NULL);
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "editor.save", NULL);
}

static void
gaung_service_editor_init (GaungServiceEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* For the own agency, and offered only when somebody says so. */
static GaungRecord *
create_record (GaungContext *context)
{
  const GaungActor *actor = gaung_context_get_actor (context);
  GaungRecord *record = gaung_record_new ("service", actor, gaung_context_get_now (context));

  gaung_record_set_string (record, "agency", actor->agency, NULL);
  gaung_record_set_string (record, "state", "draft", NULL);
  return record;
}

GaungServiceEditor *
gaung_service_editor_new (GaungContext *context, GaungRecord *service)
{
  GaungServiceEditor *self;
  g_autofree char *key = NULL;

  g_return_val_if_fail (GAUNG_IS_CONTEXT (context), NULL);

  self = g_object_new (GAUNG_TYPE_SERVICE_EDITOR, NULL);
  self->context = g_object_ref (context);
  self->is_new = service == NULL;
  self->base = service != NULL ? gaung_record_copy (service) : create_record (context);
  key = self->is_new ? g_strdup (KEY_NEW)
                     : g_strconcat (gaung_record_get_id (service), SUFFIX, NULL);
  if (self->is_new)
    adw_dialog_set_title (ADW_DIALOG (self), _ ("New Service"));
  gaung_service_form_set_context (self->form, context);
  gaung_service_preview_set_context (self->preview, context);
  self->draft = gaung_draft_new (gaung_context_get_store (context), key);
  g_signal_connect_object (
      self->draft, "failed", G_CALLBACK (draft_failed_cb), self, G_CONNECT_SWAPPED);
  load_draft (self);
  adw_dialog_set_focus (ADW_DIALOG (self),
                        GTK_WIDGET (gaung_service_form_find_field (self->form, "name")));
  return self;
}

GaungServiceForm *
gaung_service_editor_get_form (GaungServiceEditor *self)
{
  g_return_val_if_fail (GAUNG_IS_SERVICE_EDITOR (self), NULL);
  return self->form;
}

void
gaung_service_editor_save (GaungServiceEditor *self)
{
  g_autoptr (JsonObject) document = NULL;
  g_autoptr (GaungRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (GAUNG_IS_SERVICE_EDITOR (self));

  if (self->is_saving || !gaung_service_editor_is_changed (self))
    return;
  gtk_toggle_button_set_active (self->preview_button, FALSE);
  if (!gaung_service_form_check (self->form))
    {
      show_error (self, _ ("Something is not right yet. What you wrote is kept."));
      return;
    }
  document = gaung_json_copy (gaung_service_form_get_document (self->form));
  gaung_edit_tidy (get_fields (), document);
  record = gaung_record_new_from_json (document, &error);
  if (record == NULL || !gaung_record_validate (record, &error))
    {
      g_autofree char *message = gaung_error_to_user_text (error);

      show_error (self, message);
      return;
    }
  show_error (self, NULL);
  write_record (self, record);
}

void
gaung_service_editor_discard (GaungServiceEditor *self)
{
  Discarded *discarded;

  g_return_if_fail (GAUNG_IS_SERVICE_EDITOR (self));

  if (self->is_saving || !gaung_service_editor_is_changed (self))
    return;
  discarded = g_new0 (Discarded, 1);
  discarded->store = g_object_ref (gaung_context_get_store (self->context));
  discarded->key = g_strdup (gaung_draft_get_key (self->draft));
  discarded->text = create_draft (self);
  gaung_draft_set_text (self->draft, "");
  gaung_draft_flush (self->draft);
  gaung_toast_undo (GTK_WIDGET (self),
                    self->context,
                    _ ("Draft discarded"),
                    bring_back_cb,
                    discarded,
                    discarded_free);
  adw_dialog_force_close (ADW_DIALOG (self));
}

const char *
gaung_service_editor_get_notice (GaungServiceEditor *self)
{
  g_return_val_if_fail (GAUNG_IS_SERVICE_EDITOR (self), NULL);
  return gtk_label_get_text (self->notice);
}

gboolean
gaung_service_editor_is_changed (GaungServiceEditor *self)
{
  JsonObject *document;
  g_autoptr (GPtrArray) changes = NULL;

  g_return_val_if_fail (GAUNG_IS_SERVICE_EDITOR (self), FALSE);

  document = gaung_service_form_get_document (self->form);
  if (document == NULL)
    return FALSE;
  changes = gaung_record_diff (gaung_record_get_json (self->base), document);
  return changes->len > 0;
}
