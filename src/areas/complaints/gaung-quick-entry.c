/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungQuickEntry: a complaint that comes in by telephone or at the counter. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-complaint-row.h"
#include "gaung-draft.h"
#include "gaung-entry-form.h"
#include "gaung-enum-row.h"
#include "gaung-fold.h"
#include "gaung-format.h"
#include "gaung-json.h"
#include "gaung-place-group.h"
#include "gaung-quick-entry.h"
#include "gaung-similar.h"

#define DRAFT_KEY "new-complaint"
#define SIMILAR_DELAY_MS 400
#define MAX_SIMILAR 3
#define MAX_TITLE_CHARACTERS 80

struct _GaungQuickEntry
{
  AdwDialog parent_instance;

  GtkWidget *save_button;
  AdwBanner *banner;
  GtkTextView *text_view;
  GtkWidget *similar_box;
  GtkLabel *similar_label;
  GtkWidget *similar_list;
  GtkEditable *title_row;
  AdwComboRow *category_row;
  AdwComboRow *class_row;
  GaungPlaceGroup *place_group;
  AdwComboRow *channel_row;
  GtkEditable *received_row;
  GtkEditable *name_row;
  GtkEditable *telephone_row;
  GtkEditable *nik_row;
  AdwSwitchRow *anonymous_row;
  AdwSwitchRow *secret_row;
  GtkLabel *warning;

  GaungContext *context;
  GaungDraft *draft;
  GCancellable *cancellable;
  guint similar_source;
  gboolean is_title_own; /* typed by hand: no longer proposed from the text */
  gboolean is_filling;
  gboolean is_saving;
};

G_DEFINE_FINAL_TYPE (GaungQuickEntry, gaung_quick_entry, ADW_TYPE_DIALOG)

enum
{
  CREATED,
  SIMILAR,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
get_text (GaungQuickEntry *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static GaungEntryForm *
read_form (GaungQuickEntry *self)
{
  GaungEntryForm *form = gaung_entry_form_new ();

  form->text = get_text (self);
  form->title = g_strdup (gtk_editable_get_text (self->title_row));
  form->is_title_own = self->is_title_own;
  form->category
      = g_strdup (gaung_enum_row_get (self->category_row, gaung_complaint_categories, TRUE));
  form->class = g_strdup (gaung_enum_row_get (self->class_row, gaung_complaint_classes, FALSE));
  form->channel
      = g_strdup (gaung_enum_row_get (self->channel_row, gaung_complaint_channels, FALSE));
  form->street = g_strdup (gaung_place_group_get_street (self->place_group));
  form->district = g_strdup (gaung_place_group_get_district (self->place_group));
  form->village = g_strdup (gaung_place_group_get_village (self->place_group));
  form->received = g_strdup (gtk_editable_get_text (self->received_row));
  form->name = g_strdup (gtk_editable_get_text (self->name_row));
  form->telephone = g_strdup (gtk_editable_get_text (self->telephone_row));
  form->nik = g_strdup (gtk_editable_get_text (self->nik_row));
  form->is_anonymous = adw_switch_row_get_active (self->anonymous_row);
  form->is_secret = adw_switch_row_get_active (self->secret_row);
  return form;
}

static void
show_form (GaungQuickEntry *self, const GaungEntryForm *form)
{
  self->is_filling = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), form->text, -1);
  gtk_editable_set_text (self->title_row, form->title);
  self->is_title_own = form->is_title_own;
  gaung_enum_row_select (self->category_row, gaung_complaint_categories, TRUE, form->category);
  gaung_enum_row_select (self->class_row, gaung_complaint_classes, FALSE, form->class);
  gaung_enum_row_select (self->channel_row, gaung_complaint_channels, FALSE, form->channel);
  gaung_place_group_set (self->place_group, form->district, form->village, form->street);
  gtk_editable_set_text (self->received_row, form->received);
  gtk_editable_set_text (self->name_row, form->name);
  gtk_editable_set_text (self->telephone_row, form->telephone);
  gtk_editable_set_text (self->nik_row, form->nik);
  adw_switch_row_set_active (self->anonymous_row, form->is_anonymous);
  adw_switch_row_set_active (self->secret_row, form->is_secret);
  self->is_filling = FALSE;
}

static void
similar_clicked_cb (GtkWidget *button, GaungQuickEntry *self)
{
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (button), "id"));
  g_autoptr (GaungQuickEntry) alive = g_object_ref (self);

  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[SIMILAR], 0, id);
}

static void
add_similar (GaungQuickEntry *self, GaungComplaint *complaint)
{
  g_autofree char *meta = gaung_complaint_to_meta_line (complaint);
  g_autofree char *title
      = gaung_complaint_to_title_line (complaint, gaung_context_get_actor (self->context), 60);
  /* Translators: the title of a complaint, then "reference · category · place" */
  g_autofree char *text = g_strdup_printf (_ ("%s · %s"), title, meta);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_set_data_full (
      G_OBJECT (button), "id", g_strdup (gaung_record_get_id (GAUNG_RECORD (complaint))), g_free);
  g_signal_connect_object (
      button, "clicked", G_CALLBACK (similar_clicked_cb), self, G_CONNECT_DEFAULT);
  gtk_box_append (GTK_BOX (self->similar_list), button);
}

static void
similar_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungQuickEntry) self = data;
  g_autoptr (GPtrArray) similar = gaung_similar_find_finish (result, NULL);
  g_autofree char *text = NULL;
  GtkWidget *child;

  if (similar == NULL || self->similar_list == NULL)
    return;
  while ((child = gtk_widget_get_first_child (self->similar_list)) != NULL)
    gtk_box_remove (GTK_BOX (self->similar_list), child);
  for (guint i = 0; i < MIN (similar->len, MAX_SIMILAR); i++)
    add_similar (self, g_ptr_array_index (similar, i));
  /* Translators: complaints of the last 72 hours that are alike, e.g. "3 similar complaints" */
  text = g_strdup_printf (ngettext ("%u similar complaint", "%u similar complaints", similar->len),
                          similar->len);
  gtk_label_set_text (self->similar_label, text);
  gtk_widget_set_visible (self->similar_box, similar->len > 0);
}

static gboolean
find_similar_cb (gpointer data)
{
  GaungQuickEntry *self = data;
  g_autoptr (GaungEntryForm) form = read_form (self);
  g_autoptr (GaungRecord) subject = NULL;

  self->similar_source = 0;
  subject = gaung_entry_form_create_complaint (form, self->context, NULL, NULL);
  if (subject == NULL)
    return G_SOURCE_REMOVE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gaung_similar_find_async (gaung_context_get_store (self->context),
                            subject,
                            self->cancellable,
                            similar_cb,
                            g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
show_warnings (GaungQuickEntry *self, const GaungEntryForm *form)
{
  g_autofree char *text = gaung_entry_form_get_warnings (
      form, gaung_day_of_instant (gaung_context_get_now (self->context)));

  gtk_label_set_text (self->warning, text);
  gtk_widget_set_visible (GTK_WIDGET (self->warning), *text);
}

static void
field_changed_cb (GaungQuickEntry *self)
{
  g_autoptr (GaungEntryForm) form = NULL;
  g_autofree char *json = NULL;

  if (self->draft == NULL || self->is_filling)
    return;
  form = read_form (self);
  json = gaung_entry_form_to_text (form);
  gaung_draft_set_text (self->draft, json);
  show_warnings (self, form);
  gtk_widget_set_sensitive (self->save_button, gaung_entry_form_is_complete (form));
  if (self->similar_source == 0)
    self->similar_source = g_timeout_add (SIMILAR_DELAY_MS, find_similar_cb, self);
}

static void
title_changed_cb (GaungQuickEntry *self)
{
  if (self->is_filling)
    return;
  self->is_title_own = *gtk_editable_get_text (self->title_row) != '\0';
  field_changed_cb (self);
}

/* The first sentence says what it is about, until somebody says it better. */
static void
text_changed_cb (GaungQuickEntry *self)
{
  if (!self->is_filling && !self->is_title_own)
    {
      g_autofree char *text = get_text (self);
      g_autofree char *title = NULL;
      gsize end = strcspn (text, ".!?\n");

      text[end] = '\0';
      title = gaung_text_to_line (g_strstrip (text), MAX_TITLE_CHARACTERS);
      self->is_filling = TRUE;
      gtk_editable_set_text (self->title_row, title);
      self->is_filling = FALSE;
    }
  field_changed_cb (self);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungQuickEntry) self = data;
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (self), "created-id"));
  g_autoptr (GError) error = NULL;

  self->is_saving = FALSE;
  if (!gaung_store_write_finish (GAUNG_STORE (source), result, &error))
    {
      g_autofree char *message = gaung_error_to_user_text (error);

      adw_banner_set_title (self->banner, message);
      adw_banner_set_revealed (self->banner, TRUE);
      gtk_widget_set_sensitive (self->save_button, TRUE);
      return;
    }
  if (self->draft != NULL)
    gaung_draft_forget (self->draft);
  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[CREATED], 0, id);
}

static void
draft_failed_cb (GaungQuickEntry *self, GError *error)
{
  g_autofree char *message = gaung_error_to_user_text (error);

  adw_banner_set_title (self->banner, message);
  adw_banner_set_revealed (self->banner, TRUE);
}

static void
gaung_quick_entry_closed (AdwDialog *dialog)
{
  GaungQuickEntry *self = GAUNG_QUICK_ENTRY (dialog);

  if (self->draft != NULL)
    gaung_draft_flush (self->draft);
}

static void
gaung_quick_entry_dispose (GObject *object)
{
  GaungQuickEntry *self = GAUNG_QUICK_ENTRY (object);

  g_clear_handle_id (&self->similar_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->draft);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_QUICK_ENTRY);
  G_OBJECT_CLASS (gaung_quick_entry_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/complaints/gaung-quick-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungQuickEntry, save_button);
  gtk_widget_class_bind_template_child (widget_class, GaungQuickEntry, banner);
  gtk_widget_class_bind_template_child (widget_class, GaungQuickEntry, text_view);
  gtk_widget_class_bind_template_child (widget_class, GaungQuickEntry, similar_box);
  gtk_widget_class_bind_template_child (widget_class, GaungQuickEntry, similar_label);
  gtk_widget_class_bind_template_child (widget_class, GaungQuickEntry, similar_list);
  gtk_widget_class_bind_template_child (widget_class, GaungQuickEntry, title_row);
  gtk_widget_class_bind_template_child (widget_class, GaungQuickEntry, category_row);
  gtk_widget_class_bind_template_child (widget_class, GaungQuickEntry, class_row);
  gtk_widget_class_bind_template_child (widget_class, GaungQuickEntry, place_group);
  gtk_widget_class_bind_template_child (widget_class, GaungQuickEntry, channel_row);
  gtk_widget_class_bind_template_child (widget_class, GaungQuickEntry, received_row);
  gtk_widget_class_bind_template_child (widget_class, GaungQuickEntry, name_row);
  gtk_widget_class_bind_template_child (widget_class, GaungQuickEntry, telephone_row);
  gtk_widget_class_bind_template_child (widget_class, GaungQuickEntry, nik_row);
  gtk_widget_class_bind_template_child (widget_class, GaungQuickEntry, anonymous_row);
  gtk_widget_class_bind_template_child (widget_class, GaungQuickEntry, secret_row);
  gtk_widget_class_bind_template_child (widget_class, GaungQuickEntry, warning);
  gtk_widget_class_bind_template_callback (widget_class, field_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, title_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, gaung_quick_entry_save);
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gaung_quick_entry_save (GAUNG_QUICK_ENTRY (widget));
}

static void
gaung_quick_entry_class_init (GaungQuickEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_quick_entry_dispose;
  g_type_ensure (GAUNG_TYPE_PLACE_GROUP);
  ADW_DIALOG_CLASS (klass)->closed = gaung_quick_entry_closed;
  signals[CREATED] = g_signal_new ("created",
                                   GAUNG_TYPE_QUICK_ENTRY,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   1,
                                   G_TYPE_STRING);
  signals[SIMILAR] = g_signal_new ("similar",
                                   GAUNG_TYPE_QUICK_ENTRY,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   1,
                                   G_TYPE_STRING);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "entry.save", NULL, save_cb);
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "entry.save", NULL);
}

static void
gaung_quick_entry_init (GaungQuickEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_filling = TRUE;
  gaung_enum_row_fill (self->category_row, gaung_complaint_categories, TRUE);
  gaung_enum_row_fill (self->class_row, gaung_complaint_classes, FALSE);
  gaung_enum_row_fill (self->channel_row, gaung_complaint_channels, FALSE);
  self->is_filling = FALSE;
  g_signal_connect_swapped (
      gtk_text_view_get_buffer (self->text_view), "changed", G_CALLBACK (text_changed_cb), self);
  gtk_widget_set_sensitive (self->save_button, FALSE);
}

AdwDialog *
gaung_quick_entry_new (GaungContext *context)
{
  GaungQuickEntry *self;
  g_autoptr (GaungEntryForm) form = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (GAUNG_IS_CONTEXT (context), NULL);

  self = g_object_new (GAUNG_TYPE_QUICK_ENTRY, NULL);
  self->context = g_object_ref (context);
  self->draft = gaung_draft_new (gaung_context_get_store (context), DRAFT_KEY);
  g_signal_connect_object (
      self->draft, "failed", G_CALLBACK (draft_failed_cb), self, G_CONNECT_SWAPPED);
  text = gaung_draft_load (self->draft);
  form = gaung_entry_form_new_from_text (text, gaung_context_get_now (context));
  show_form (self, form);
  show_warnings (self, form);
  gtk_widget_set_sensitive (self->save_button, gaung_entry_form_is_complete (form));
  return ADW_DIALOG (self);
}

void
gaung_quick_entry_set (GaungQuickEntry *self, const char *field, const char *value)
{
  g_return_if_fail (GAUNG_IS_QUICK_ENTRY (self));

  if (g_str_equal (field, "text"))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), value, -1);
  else if (g_str_equal (field, "title"))
    gtk_editable_set_text (self->title_row, value);
  else if (g_str_equal (field, "place"))
    gaung_place_group_say (self->place_group, value);
  else if (g_str_equal (field, "street"))
    gaung_place_group_set_street (self->place_group, value);
  else if (g_str_equal (field, "category"))
    gaung_enum_row_select (self->category_row, gaung_complaint_categories, TRUE, value);
  else if (g_str_equal (field, "channel"))
    gaung_enum_row_select (self->channel_row, gaung_complaint_channels, FALSE, value);
  else if (g_str_equal (field, "name"))
    gtk_editable_set_text (self->name_row, value);
  else if (g_str_equal (field, "telephone"))
    gtk_editable_set_text (self->telephone_row, value);
  else if (g_str_equal (field, "nik"))
    gtk_editable_set_text (self->nik_row, value);
  else if (g_str_equal (field, "received"))
    gtk_editable_set_text (self->received_row, value);
  else
    g_return_if_reached ();
}

char *
gaung_quick_entry_get (GaungQuickEntry *self, const char *field)
{
  g_autoptr (GaungEntryForm) form = NULL;
  g_autofree char *text = NULL;
  g_autoptr (JsonObject) object = NULL;

  g_return_val_if_fail (GAUNG_IS_QUICK_ENTRY (self), NULL);

  form = read_form (self);
  text = gaung_entry_form_to_text (form);
  object = gaung_json_parse_object (text, -1, NULL);
  return g_strdup (gaung_json_get_string (object, field, ""));
}

const char *
gaung_quick_entry_get_warning (GaungQuickEntry *self)
{
  g_return_val_if_fail (GAUNG_IS_QUICK_ENTRY (self), NULL);
  return gtk_label_get_text (self->warning);
}

void
gaung_quick_entry_save (GaungQuickEntry *self)
{
  g_autoptr (GaungEntryForm) form = NULL;
  g_autoptr (GaungBatch) batch = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (GAUNG_IS_QUICK_ENTRY (self));

  form = read_form (self);
  if (self->is_saving || !gaung_entry_form_is_complete (form))
    return;
  gaung_draft_flush (self->draft);
  batch = gaung_batch_new (GAUNG_BATCH_NONE);
  id = gaung_entry_form_add_to_batch (form, self->context, batch, &error);
  if (id == NULL)
    {
      g_autofree char *message = gaung_error_to_user_text (error);

      adw_banner_set_title (self->banner, message);
      adw_banner_set_revealed (self->banner, TRUE);
      return;
    }
  gaung_batch_put_draft (batch, DRAFT_KEY, NULL);
  self->is_saving = TRUE;
  gtk_widget_set_sensitive (self->save_button, FALSE);
  g_object_set_data_full (G_OBJECT (self), "created-id", g_steal_pointer (&id), g_free);
  gaung_store_write_async (
      gaung_context_get_store (self->context), batch, NULL, written_cb, g_object_ref (self));
}
