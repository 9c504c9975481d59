/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungEditField: one member of a document as a row of a form. */

#include "config.h"

#include "gaung-edit-field.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gaung-edit-check.h"
#include "gaung-format.h"
#include "gaung-json.h"

#define TEXT_HEIGHT 74 /* px: three lines, more as it grows */

struct _GaungEditField
{
  AdwPreferencesRow parent_instance;

  const GaungField *field;
  JsonObject *object;
  GtkWidget *editor; /* GtkEntry, GtkTextView, GtkDropDown or GtkCheckButton */
  GtkLabel *note;
  GStrv values; /* of a choice; the first is "" where there may be none */
  gboolean is_filling;
  gboolean is_insisting;
};

G_DEFINE_FINAL_TYPE (GaungEditField, gaung_edit_field, ADW_TYPE_PREFERENCES_ROW)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_wrong (GaungEditField *self, const char *problem)
{
  JsonNode *node = json_object_get_member (self->object, self->field->member);

  return problem != NULL && (self->is_insisting || (node != NULL && !JSON_NODE_HOLDS_NULL (node)));
}

static void
show_note (GaungEditField *self)
{
  g_autofree char *problem = gaung_edit_find_problem (self->field, self->object);
  g_autofree char *hint = gaung_edit_get_hint (self->field, self->object);
  gboolean wrong = is_wrong (self, problem);
  const char *text = wrong ? problem : hint;

  gtk_label_set_text (self->note, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), text != NULL);
  gtk_widget_set_css_classes (GTK_WIDGET (self->note),
                              (const char *[]) { "caption", wrong ? "error" : "dimmed", NULL });
  if (wrong)
    gtk_widget_add_css_class (self->editor, "error");
  else
    gtk_widget_remove_css_class (self->editor, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->editor),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
store_node (GaungEditField *self, JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    {
      json_object_remove_member (self->object, self->field->member);
      g_clear_pointer (&node, json_node_unref);
    }
  else
    json_object_set_member (self->object, self->field->member, node);
}

/* What cannot be read stays as the text that it is. */
static JsonNode *
read_text (GaungEditField *self, const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  JsonNode *node;

  if (*text == '\0')
    return NULL;
  if (self->field->kind == GAUNG_FIELD_STRING || self->field->kind == GAUNG_FIELD_TEXT)
    return json_node_init_string (json_node_alloc (), text);
  node = gaung_field_from_text (self->field, stripped, NULL);
  return node != NULL ? node : json_node_init_string (json_node_alloc (), text);
}

static char *
get_text (GaungEditField *self)
{
  GtkTextIter start, end;
  GtkTextBuffer *buffer;

  if (GTK_IS_EDITABLE (self->editor))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->editor)));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
changed (GaungEditField *self, JsonNode *node)
{
  store_node (self, node);
  show_note (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
text_changed_cb (GaungEditField *self)
{
  g_autofree char *text = NULL;

  if (self->is_filling)
    return;
  text = get_text (self);
  changed (self, read_text (self, text));
}

static void
chosen_cb (GaungEditField *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->editor));
  const char *value;

  if (self->is_filling || selected >= g_strv_length (self->values))
    return;
  value = self->values[selected];
  changed (self, *value != '\0' ? json_node_init_string (json_node_alloc (), value) : NULL);
}

static void
toggled_cb (GaungEditField *self)
{
  gboolean is_on = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->editor));

  if (!self->is_filling)
    changed (self, is_on ? json_node_init_boolean (json_node_alloc (), TRUE) : NULL);
}

/* ---- What is shown ---- */

static char *
join (JsonArray *array)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *separator = ", ";

  for (guint i = 0; i < json_array_get_length (array); i++)
    if (strchr (json_array_get_string_element (array, i), ',') != NULL)
      separator = "; ";
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_string_append_printf (
        text, "%s%s", i > 0 ? separator : "", json_array_get_string_element (array, i));
  /* One that has a comma is still one. */
  if (json_array_get_length (array) == 1 && *separator == ';')
    g_string_append (text, ";");
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
node_to_text (GaungEditField *self, JsonNode *node)
{
  GaungDay day;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("");
  if (JSON_NODE_HOLDS_ARRAY (node))
    return join (json_node_get_array (node));
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return g_strdup ("");
  if (self->field->kind == GAUNG_FIELD_DATE && gaung_day_parse (json_node_get_string (node), &day))
    return gaung_format_day_short (day);
  return json_node_dup_string (node);
}

static void
show_choice (GaungEditField *self, const char *value)
{
  guint selected = *self->values[0] == '\0' && value == NULL ? 0 : GTK_INVALID_LIST_POSITION;

  for (guint i = 0; value != NULL && self->values[i] != NULL; i++)
    if (g_str_equal (self->values[i], value))
      selected = i;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->editor), selected);
}

static void
show_value (GaungEditField *self)
{
  JsonNode *node = json_object_get_member (self->object, self->field->member);

  self->is_filling = TRUE;
  if (GTK_IS_DROP_DOWN (self->editor))
    show_choice (self, gaung_json_get_string (self->object, self->field->member, NULL));
  else if (GTK_IS_CHECK_BUTTON (self->editor))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->editor),
                                 gaung_json_get_boolean (self->object, self->field->member, FALSE));
  else
    {
      g_autofree char *text = node_to_text (self, node);

      if (GTK_IS_EDITABLE (self->editor))
        gtk_editable_set_text (GTK_EDITABLE (self->editor), text);
      else
        gtk_text_buffer_set_text (
            gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor)), text, -1);
    }
  self->is_filling = FALSE;
  show_note (self);
}

/* ---- The widgets ---- */

static GtkWidget *
create_entry (GaungEditField *self)
{
  GtkWidget *entry = gtk_entry_new ();

  if (self->field->kind == GAUNG_FIELD_INTEGER || self->field->kind == GAUNG_FIELD_MONEY)
    gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_NUMBER);
  g_signal_connect_object (entry, "changed", G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
  return entry;
}

static GtkWidget *
create_text (GaungEditField *self)
{
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 8);
  gtk_widget_set_size_request (view, -1, TEXT_HEIGHT);
  gtk_widget_add_css_class (view, "inline");
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)),
                           "changed",
                           G_CALLBACK (text_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  return view;
}

static GtkWidget *
create_choice (GaungEditField *self, const char *const *labels)
{
  GtkWidget *choice = gtk_drop_down_new_from_strings (labels);
  g_autoptr (GtkExpression) string
      = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  gtk_drop_down_set_expression (GTK_DROP_DOWN (choice), string);
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (choice), g_strv_length (self->values) > 12);
  g_signal_connect_object (
      choice, "notify::selected", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  return choice;
}

static GtkWidget *
create_enum (GaungEditField *self)
{
  const GaungEnumValue *values = self->field->enumeration;
  g_autoptr (GStrvBuilder) nicks = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  if ((self->field->flags & GAUNG_FIELD_REQUIRED) == 0)
    {
      g_strv_builder_add (nicks, "");
      g_strv_builder_add (labels, C_ ("choice", "Nothing said"));
    }
  for (guint i = 0; values[i].nick != NULL; i++)
    {
      g_strv_builder_add (nicks, values[i].nick);
      g_strv_builder_add (labels, gaung_enum_get_label (values, values[i].nick));
    }
  self->values = g_strv_builder_end (nicks);
  names = g_strv_builder_end (labels);
  return create_choice (self, (const char *const *) names);
}

static GtkWidget *
create_switch (GaungEditField *self)
{
  GtkWidget *button = gtk_check_button_new_with_label (gettext (self->field->label));

  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
create_editor (GaungEditField *self)
{
  if (self->field->kind == GAUNG_FIELD_TEXT)
    return create_text (self);
  if (self->field->kind == GAUNG_FIELD_ENUM)
    return create_enum (self);
  return self->field->kind == GAUNG_FIELD_BOOLEAN ? create_switch (self) : create_entry (self);
}

static void
put_together (GaungEditField *self)
{
  const char *title = gettext (self->field->label);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *caption = gtk_label_new (title);

  gtk_widget_add_css_class (box, "edit-field");
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_label_set_wrap (GTK_LABEL (caption), TRUE);
  gtk_widget_add_css_class (caption, "caption-heading");
  if (!GTK_IS_CHECK_BUTTON (self->editor))
    gtk_box_append (GTK_BOX (box), caption);
  else
    g_object_unref (g_object_ref_sink (caption));
  gtk_box_append (GTK_BOX (box), self->editor);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->note));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->editor), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_relation (
      GTK_ACCESSIBLE (self->editor), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->note, NULL, -1);
  if ((self->field->flags & GAUNG_FIELD_REQUIRED) != 0)
    gtk_accessible_update_property (
        GTK_ACCESSIBLE (self->editor), GTK_ACCESSIBLE_PROPERTY_REQUIRED, TRUE, -1);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  show_value (self);
}

static gboolean
gaung_edit_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GAUNG_EDIT_FIELD (widget)->editor);
}

static void
gaung_edit_field_finalize (GObject *object)
{
  GaungEditField *self = GAUNG_EDIT_FIELD (object);

  g_clear_pointer (&self->object, json_object_unref);
  g_clear_pointer (&self->values, g_strfreev);
  G_OBJECT_CLASS (gaung_edit_field_parent_class)->finalize (object);
}

static void
gaung_edit_field_class_init (GaungEditFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gaung_edit_field_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = gaung_edit_field_grab_focus;
  signals[CHANGED] = g_signal_new (
      "changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gaung_edit_field_init (GaungEditField *self)
{
  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->note, 0);
  gtk_label_set_wrap (self->note, TRUE);
  gtk_label_set_wrap_mode (self->note, PANGO_WRAP_WORD_CHAR);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), FALSE);
  /* What is inside takes the focus. */
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}

GtkWidget *
gaung_edit_field_new (const GaungField *field, JsonObject *object)
{
  GaungEditField *self = g_object_new (GAUNG_TYPE_EDIT_FIELD, NULL);

  self->field = field;
  self->object = json_object_ref (object);
  self->editor = create_editor (self);
  put_together (self);
  return GTK_WIDGET (self);
}

GtkWidget *
gaung_edit_field_new_choice (const GaungField *field,
                             JsonObject *object,
                             const char *const *values,
                             const char *const *labels)
{
  GaungEditField *self = g_object_new (GAUNG_TYPE_EDIT_FIELD, NULL);

  self->field = field;
  self->object = json_object_ref (object);
  self->values = g_strdupv ((GStrv) values);
  self->editor = create_choice (self, labels);
  put_together (self);
  return GTK_WIDGET (self);
}

const GaungField *
gaung_edit_field_get_field (GaungEditField *self)
{
  g_return_val_if_fail (GAUNG_IS_EDIT_FIELD (self), NULL);
  return self->field;
}

void
gaung_edit_field_insist (GaungEditField *self)
{
  g_return_if_fail (GAUNG_IS_EDIT_FIELD (self));
  self->is_insisting = TRUE;
  show_note (self);
}

void
gaung_edit_field_review (GaungEditField *self)
{
  g_return_if_fail (GAUNG_IS_EDIT_FIELD (self));
  show_note (self);
}

char *
gaung_edit_field_get_note (GaungEditField *self)
{
  g_return_val_if_fail (GAUNG_IS_EDIT_FIELD (self), NULL);
  return g_strdup (gtk_label_get_text (self->note));
}

gboolean
gaung_edit_field_is_wrong (GaungEditField *self)
{
  g_autofree char *problem = NULL;

  g_return_val_if_fail (GAUNG_IS_EDIT_FIELD (self), FALSE);
  problem = gaung_edit_find_problem (self->field, self->object);
  return is_wrong (self, problem);
}

void
gaung_edit_field_enter (GaungEditField *self, const char *text)
{
  g_return_if_fail (GAUNG_IS_EDIT_FIELD (self));

  if (GTK_IS_EDITABLE (self->editor))
    gtk_editable_set_text (GTK_EDITABLE (self->editor), text);
  else if (GTK_IS_TEXT_VIEW (self->editor))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor)), text, -1);
  else if (GTK_IS_CHECK_BUTTON (self->editor))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->editor), g_str_equal (text, "true"));
  else
    for (guint i = 0; self->values[i] != NULL; i++)
      if (g_str_equal (self->values[i], text))
        gtk_drop_down_set_selected (GTK_DROP_DOWN (self->editor), i);
}
