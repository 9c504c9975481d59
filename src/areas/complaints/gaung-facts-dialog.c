/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungFactsDialog: corrects what a complaint says of itself. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-draft.h"
#include "gaung-enum-row.h"
#include "gaung-facts-dialog.h"
#include "gaung-format.h"
#include "gaung-json.h"
#include "gaung-merge.h"
#include "gaung-place.h"
#include "gaung-place-group.h"

/* Not below the complaint's own id: there lie the drafts of texts. */
#define DRAFT_PREFIX "facts:"

struct _GaungFactsDialog
{
  AdwDialog parent_instance;

  GtkWidget *save_button;
  AdwBanner *banner;
  GtkWidget *notice_box;
  GtkLabel *notice;
  GtkEditable *title_row;
  AdwComboRow *category_row;
  AdwComboRow *class_row;
  GtkEditable *happened_row;
  GaungPlaceGroup *place_group;
  AdwComboRow *channel_row;
  GtkEditable *detail_row;
  GtkEditable *number_row;
  AdwSwitchRow *anonymous_row;
  AdwSwitchRow *secret_row;

  GaungContext *context;
  GaungRecord *base; /* what is typed is typed upon this */
  GaungDraft *draft;
  gboolean is_filling;
  gboolean is_saving;
};

G_DEFINE_FINAL_TYPE (GaungFactsDialog, gaung_facts_dialog, ADW_TYPE_DIALOG)

enum
{
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const members[]
    = { "title",     "category", "class",   "happened_on",    "street",
        "district",  "village",  "channel", "channel_detail", "external_number",
        "anonymous", "secret",   NULL };

static void
show_record (GaungFactsDialog *self, GaungRecord *record)
{
  GaungDay happened = gaung_record_get_day (record, "happened_on");
  g_autofree char *day = happened != GAUNG_DAY_NONE ? gaung_format_day_short (happened) : NULL;
  const char *title = gaung_record_get_string (record, "title");
  const char *detail = gaung_record_get_string (record, "channel_detail");
  const char *number = gaung_record_get_string (record, "external_number");

  self->is_filling = TRUE;
  gtk_editable_set_text (self->title_row, title != NULL ? title : "");
  gaung_enum_row_select (self->category_row,
                         gaung_complaint_categories,
                         TRUE,
                         gaung_record_get_string (record, "category"));
  gaung_enum_row_select (
      self->class_row, gaung_complaint_classes, TRUE, gaung_record_get_string (record, "class"));
  gtk_editable_set_text (self->happened_row, day != NULL ? day : "");
  gaung_place_group_set (self->place_group,
                         gaung_record_get_string (record, "district"),
                         gaung_record_get_string (record, "village"),
                         gaung_record_get_string (record, "street"));
  gaung_enum_row_select (self->channel_row,
                         gaung_complaint_channels,
                         FALSE,
                         gaung_record_get_string (record, "channel"));
  gtk_editable_set_text (self->detail_row, detail != NULL ? detail : "");
  gtk_editable_set_text (self->number_row, number != NULL ? number : "");
  adw_switch_row_set_active (self->anonymous_row, gaung_record_get_boolean (record, "anonymous"));
  adw_switch_row_set_active (self->secret_row, gaung_record_get_boolean (record, "secret"));
  self->is_filling = FALSE;
}

/* A text that is only spaces is none. */
static gboolean
set_text (GaungRecord *record, const char *member, const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  if (g_strcmp0 (gaung_record_get_string (record, member), text) == 0)
    return TRUE;
  return gaung_record_set_string (record, member, *stripped ? stripped : NULL, NULL);
}

/* What no list offers stays until something of the list is chosen. */
static gboolean
set_choice (GaungRecord *record, const char *member, const char *code, gboolean is_listed)
{
  const char *before = gaung_record_get_string (record, member);

  if ((code == NULL && before != NULL && !is_listed) || g_strcmp0 (before, code) == 0)
    return TRUE;
  return gaung_record_set_string (record, member, code, NULL);
}

static gboolean
is_listed (const GaungEnumValue *values, const char *nick)
{
  for (guint i = 0; nick != NULL && values[i].nick != NULL; i++)
    if (g_str_equal (values[i].nick, nick))
      return TRUE;
  return FALSE;
}

static gboolean
set_enum (GaungRecord *record, const char *member, AdwComboRow *row, const GaungEnumValue *values)
{
  return set_choice (record,
                     member,
                     gaung_enum_row_get (row, values, TRUE),
                     is_listed (values, gaung_record_get_string (record, member)));
}

static gboolean
set_place (GaungRecord *record, const char *member, const char *code)
{
  const char *before = gaung_record_get_string (record, member);

  return set_choice (record, member, code, before != NULL && gaung_place_find (before) != NULL);
}

static gboolean
set_flag (GaungRecord *record, const char *member, gboolean value)
{
  return gaung_record_get_boolean (record, member) == value
         || gaung_record_set_boolean (record, member, value, NULL);
}

static gboolean
set_happened (GaungFactsDialog *self, GaungRecord *record)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->happened_row)));
  GaungDay day = GAUNG_DAY_NONE;
  gboolean is_read = *text == '\0' || gaung_parse_day (text, &day);

  if (is_read)
    gtk_widget_remove_css_class (GTK_WIDGET (self->happened_row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->happened_row), "error");
  if (!is_read)
    return FALSE;
  return gaung_record_get_day (record, "happened_on") == day
         || gaung_record_set_day (record, "happened_on", day, NULL);
}

GaungRecord *
gaung_facts_dialog_get_record (GaungFactsDialog *self)
{
  g_autoptr (GaungRecord) record = NULL;

  g_return_val_if_fail (GAUNG_IS_FACTS_DIALOG (self), NULL);

  record = gaung_record_copy (self->base);
  if (!set_happened (self, record)
      || !set_text (record, "title", gtk_editable_get_text (self->title_row))
      || !set_enum (record, "category", self->category_row, gaung_complaint_categories)
      || !set_enum (record, "class", self->class_row, gaung_complaint_classes)
      || !set_place (record, "district", gaung_place_group_get_district (self->place_group))
      || !set_place (record, "village", gaung_place_group_get_village (self->place_group))
      || !set_text (record, "street", gaung_place_group_get_street (self->place_group))
      || !set_choice (record,
                      "channel",
                      gaung_enum_row_get (self->channel_row, gaung_complaint_channels, FALSE),
                      TRUE)
      || !set_text (record, "channel_detail", gtk_editable_get_text (self->detail_row))
      || !set_text (record, "external_number", gtk_editable_get_text (self->number_row))
      || !set_flag (record, "anonymous", adw_switch_row_get_active (self->anonymous_row))
      || !set_flag (record, "secret", adw_switch_row_get_active (self->secret_row))
      || !gaung_record_validate (record, NULL))
    return NULL;
  return g_steal_pointer (&record);
}

static gboolean
is_changed (GaungFactsDialog *self, GaungRecord *record)
{
  g_autoptr (GPtrArray) changes
      = gaung_record_diff (gaung_record_get_json (self->base), gaung_record_get_json (record));

  return changes->len > 0;
}

static void
copy_members (JsonObject *to, JsonObject *from)
{
  for (guint i = 0; members[i] != NULL; i++)
    {
      JsonNode *node = json_object_get_member (from, members[i]);

      if (node != NULL)
        json_object_set_member (to, members[i], gaung_json_copy_node (node));
      else if (json_object_has_member (to, members[i]))
        json_object_remove_member (to, members[i]);
    }
}

/* What is typed, and upon what: so that it can be told apart later from what others changed. */
static char *
create_draft (GaungFactsDialog *self, GaungRecord *record)
{
  g_autoptr (JsonObject) draft = json_object_new ();
  JsonObject *base = json_object_new ();
  JsonObject *mine = json_object_new ();

  copy_members (base, gaung_record_get_json (self->base));
  copy_members (mine, gaung_record_get_json (record));
  json_object_set_object_member (draft, "base", base);
  json_object_set_object_member (draft, "mine", mine);
  return gaung_json_to_text (draft);
}

static void
update (GaungFactsDialog *self)
{
  g_autoptr (GaungRecord) record = gaung_facts_dialog_get_record (self);

  gtk_widget_set_sensitive (self->save_button,
                            !self->is_saving && record != NULL && is_changed (self, record));
}

static void
field_changed_cb (GaungFactsDialog *self)
{
  g_autoptr (GaungRecord) record = NULL;
  g_autofree char *text = NULL;

  if (self->base == NULL || self->is_filling)
    return;
  record = gaung_facts_dialog_get_record (self);
  update (self);
  /* A day or a title that is half typed is not worth more than the last whole one. */
  if (record == NULL)
    return;
  text = is_changed (self, record) ? create_draft (self, record) : g_strdup ("");
  gaung_draft_set_text (self->draft, text);
}

static char *
describe (const GaungChange *change)
{
  g_autofree char *before = gaung_field_to_display (change->field, change->before, FALSE);
  g_autofree char *after = gaung_field_to_display (change->field, change->after, FALSE);

  /* Translators: a member of a complaint, what it was, what it is now: "Category: Roads → Lighting"
   */
  return g_strdup_printf (_ ("%s: %s → %s"),
                          gettext (change->field->label),
                          *before ? before : "–",
                          *after ? after : "–");
}

static void
show_notice (GaungFactsDialog *self, JsonObject *before, JsonObject *after)
{
  g_autoptr (GPtrArray) changes = gaung_record_diff (before, after);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      const GaungChange *change = g_ptr_array_index (changes, i);
      g_autofree char *line = NULL;

      if (change->field == NULL || !g_strv_contains (members, change->member))
        continue;
      line = describe (change);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
    }
  gtk_label_set_text (self->notice, text->str);
  gtk_widget_set_visible (self->notice_box, text->len > 0);
}

/* Puts what is typed upon @theirs: what is typed stays, also where they changed the same. */
static void
rebase (GaungFactsDialog *self, JsonObject *base, JsonObject *mine, GaungRecord *theirs)
{
  g_autoptr (GaungMerge) merge = gaung_record_merge (base, mine, gaung_record_get_json (theirs));
  g_autoptr (JsonObject) shown = gaung_json_copy (merge->merged);
  g_autoptr (GaungRecord) record = NULL;

  for (guint i = 0; i < merge->clashes->len; i++)
    {
      const GaungClash *clash = g_ptr_array_index (merge->clashes, i);

      if (clash->mine != NULL)
        json_object_set_member (shown, clash->member, gaung_json_copy_node (clash->mine));
      else
        json_object_remove_member (shown, clash->member);
    }
  show_notice (self, base, gaung_record_get_json (theirs));
  g_set_object (&self->base, theirs);
  record = gaung_record_new_from_json (shown, NULL);
  if (record != NULL)
    show_record (self, record);
  field_changed_cb (self);
}

static void
show_error (GaungFactsDialog *self, const char *message)
{
  if (message != NULL)
    adw_banner_set_title (self->banner, message);
  adw_banner_set_revealed (self->banner, message != NULL);
}

static void
show_conflict (GaungFactsDialog *self, const GError *error)
{
  g_autoptr (GaungRecord) theirs = gaung_store_get (
      gaung_context_get_store (self->context), gaung_record_get_id (self->base), NULL);
  g_autoptr (GaungRecord) mine = gaung_facts_dialog_get_record (self);
  g_autoptr (JsonObject) base = gaung_json_copy (gaung_record_get_json (self->base));
  g_autofree char *message = gaung_error_to_user_text (error);

  if (theirs != NULL && mine != NULL
      && g_error_matches (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_CONFLICT))
    rebase (self, base, gaung_record_get_json (mine), theirs);
  else
    show_error (self, message);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungFactsDialog) self = data;
  GaungComplaintJob *job = GAUNG_COMPLAINT_JOB (source);
  g_autoptr (GError) error = NULL;
  gboolean is_done = gaung_complaint_job_finish (job, result, &error);

  self->is_saving = FALSE;
  if (self->draft == NULL)
    return;
  if (!is_done)
    show_conflict (self, error);
  else if (gaung_complaint_job_get_n_done (job) == 0)
    show_error (self, _ ("Others decide on this complaint now. What you typed is kept."));
  if (!is_done || gaung_complaint_job_get_n_done (job) == 0)
    {
      update (self);
      return;
    }
  gaung_draft_forget (self->draft);
  g_signal_emit (self, signals[SAVED], 0, job);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
draft_failed_cb (GaungFactsDialog *self, GError *error)
{
  g_autofree char *message = gaung_error_to_user_text (error);

  show_error (self, message);
}

static void
gaung_facts_dialog_closed (AdwDialog *dialog)
{
  GaungFactsDialog *self = GAUNG_FACTS_DIALOG (dialog);

  if (self->draft != NULL)
    gaung_draft_flush (self->draft);
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gaung_facts_dialog_save (GAUNG_FACTS_DIALOG (widget));
}

static void
gaung_facts_dialog_dispose (GObject *object)
{
  GaungFactsDialog *self = GAUNG_FACTS_DIALOG (object);

  g_clear_object (&self->draft);
  g_clear_object (&self->base);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_FACTS_DIALOG);
  G_OBJECT_CLASS (gaung_facts_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/complaints/gaung-facts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungFactsDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, GaungFactsDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, GaungFactsDialog, notice_box);
  gtk_widget_class_bind_template_child (widget_class, GaungFactsDialog, notice);
  gtk_widget_class_bind_template_child (widget_class, GaungFactsDialog, title_row);
  gtk_widget_class_bind_template_child (widget_class, GaungFactsDialog, category_row);
  gtk_widget_class_bind_template_child (widget_class, GaungFactsDialog, class_row);
  gtk_widget_class_bind_template_child (widget_class, GaungFactsDialog, happened_row);
  gtk_widget_class_bind_template_child (widget_class, GaungFactsDialog, place_group);
  gtk_widget_class_bind_template_child (widget_class, GaungFactsDialog, channel_row);
  gtk_widget_class_bind_template_child (widget_class, GaungFactsDialog, detail_row);
  gtk_widget_class_bind_template_child (widget_class, GaungFactsDialog, number_row);
  gtk_widget_class_bind_template_child (widget_class, GaungFactsDialog, anonymous_row);
  gtk_widget_class_bind_template_child (widget_class, GaungFactsDialog, secret_row);
  gtk_widget_class_bind_template_callback (widget_class, field_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, gaung_facts_dialog_save);
}

static void
gaung_facts_dialog_class_init (GaungFactsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_facts_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = gaung_facts_dialog_closed;
  g_type_ensure (GAUNG_TYPE_PLACE_GROUP);
  signals[SAVED] = g_signal_new ("saved",
                                 GAUNG_TYPE_FACTS_DIALOG,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 1,
                                 GAUNG_TYPE_COMPLAINT_JOB);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "facts.save", NULL, save_cb);
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "facts.save", NULL);
}

static void
gaung_facts_dialog_init (GaungFactsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_filling = TRUE;
  gaung_enum_row_fill (self->category_row, gaung_complaint_categories, TRUE);
  gaung_enum_row_fill (self->class_row, gaung_complaint_classes, TRUE);
  gaung_enum_row_fill (self->channel_row, gaung_complaint_channels, FALSE);
  self->is_filling = FALSE;
}

/* What was typed the last time, upon what the complaint is now. */
static void
load_draft (GaungFactsDialog *self)
{
  g_autofree char *text = gaung_draft_load (self->draft);
  g_autoptr (JsonObject) draft = NULL;
  g_autoptr (JsonObject) base = NULL;
  g_autoptr (JsonObject) mine = NULL;
  g_autoptr (GaungRecord) theirs = g_object_ref (self->base);

  if (text == NULL || *text == '\0')
    return;
  draft = gaung_json_parse_object (text, -1, NULL);
  if (draft == NULL || gaung_json_get_object (draft, "base") == NULL
      || gaung_json_get_object (draft, "mine") == NULL)
    return;
  base = gaung_json_copy (gaung_record_get_json (theirs));
  mine = gaung_json_copy (gaung_record_get_json (theirs));
  copy_members (base, gaung_json_get_object (draft, "base"));
  copy_members (mine, gaung_json_get_object (draft, "mine"));
  rebase (self, base, mine, theirs);
}

GaungFactsDialog *
gaung_facts_dialog_new (GaungContext *context, GaungComplaint *complaint)
{
  GaungFactsDialog *self;
  g_autofree char *key = NULL;

  g_return_val_if_fail (GAUNG_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (GAUNG_IS_COMPLAINT (complaint), NULL);

  self = g_object_new (GAUNG_TYPE_FACTS_DIALOG, NULL);
  self->context = g_object_ref (context);
  self->base = gaung_record_copy (GAUNG_RECORD (complaint));
  key = g_strconcat (DRAFT_PREFIX, gaung_record_get_id (self->base), NULL);
  self->draft = gaung_draft_new (gaung_context_get_store (context), key);
  g_signal_connect_object (
      self->draft, "failed", G_CALLBACK (draft_failed_cb), self, G_CONNECT_SWAPPED);
  show_record (self, self->base);
  load_draft (self);
  update (self);
  return self;
}

void
gaung_facts_dialog_save (GaungFactsDialog *self)
{
  g_autoptr (GaungRecord) record = NULL;
  g_autoptr (GaungComplaintJob) job = NULL;

  g_return_if_fail (GAUNG_IS_FACTS_DIALOG (self));

  record = self->is_saving ? NULL : gaung_facts_dialog_get_record (self);
  if (record == NULL || !is_changed (self, record))
    return;
  gaung_draft_flush (self->draft);
  show_error (self, NULL);
  job = gaung_complaint_job_new_edit (self->context, self->base, record);
  gaung_complaint_job_add_draft (job, gaung_draft_get_key (self->draft));
  self->is_saving = TRUE;
  gtk_widget_set_sensitive (self->save_button, FALSE);
  gaung_complaint_job_run_async (job, NULL, saved_cb, g_object_ref (self));
}

void
gaung_facts_dialog_enter (GaungFactsDialog *self, const char *member, const char *value)
{
  g_return_if_fail (GAUNG_IS_FACTS_DIALOG (self));

  if (g_str_equal (member, "title"))
    gtk_editable_set_text (self->title_row, value);
  else if (g_str_equal (member, "category"))
    gaung_enum_row_select (self->category_row, gaung_complaint_categories, TRUE, value);
  else if (g_str_equal (member, "class"))
    gaung_enum_row_select (self->class_row, gaung_complaint_classes, TRUE, value);
  else if (g_str_equal (member, "happened_on"))
    gtk_editable_set_text (self->happened_row, value);
  else if (g_str_equal (member, "place"))
    gaung_place_group_say (self->place_group, value);
  else if (g_str_equal (member, "street"))
    gaung_place_group_set_street (self->place_group, value);
  else if (g_str_equal (member, "channel"))
    gaung_enum_row_select (self->channel_row, gaung_complaint_channels, FALSE, value);
  else if (g_str_equal (member, "channel_detail"))
    gtk_editable_set_text (self->detail_row, value);
  else if (g_str_equal (member, "external_number"))
    gtk_editable_set_text (self->number_row, value);
  else if (g_str_equal (member, "anonymous"))
    adw_switch_row_set_active (self->anonymous_row, g_str_equal (value, "true"));
  else if (g_str_equal (member, "secret"))
    adw_switch_row_set_active (self->secret_row, g_str_equal (value, "true"));
  else
    g_return_if_reached ();
}

const char *
gaung_facts_dialog_get_notice (GaungFactsDialog *self)
{
  g_return_val_if_fail (GAUNG_IS_FACTS_DIALOG (self), NULL);
  return gtk_label_get_text (self->notice);
}
