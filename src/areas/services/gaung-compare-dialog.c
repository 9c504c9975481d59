/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungCompareDialog: two versions of a service side by side. */

#include "config.h"

#include "gaung-compare-dialog.h"

#include <glib/gi18n.h>

#include "gaung-edit-check.h"
#include "gaung-edit-list.h"
#include "gaung-format.h"
#include "gaung-json.h"
#include "gaung-word-difference.h"

struct _GaungCompareDialog
{
  AdwDialog parent_instance;

  GtkDropDown *from_choice;
  GtkDropDown *to_choice;
  GtkStack *stack;
  GtkListBox *rows;

  GPtrArray *entries; /* of the kind "change", oldest first: version i is what was after the i-th */
  gboolean is_narrow;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (GaungCompareDialog, gaung_compare_dialog, ADW_TYPE_DIALOG)

/* ---- What differs ---- */

/* As the entry has it; NULL: there was nothing. */
typedef struct
{
  const char *before;
  const char *after;
} Difference;

/* The first value before, and the last after. (element-type utf8 Difference), by member */
static GHashTable *
collect (GaungCompareDialog *self, guint from, guint to)
{
  GHashTable *members = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = from; i < to; i++)
    {
      JsonObject *entry = gaung_record_get_json (g_ptr_array_index (self->entries, i));
      JsonArray *changes = gaung_json_get_array (entry, "changes");

      for (guint k = 0; changes != NULL && k < json_array_get_length (changes); k++)
        {
          JsonObject *change = gaung_json_get_element_object (changes, k);
          const char *member = gaung_json_get_string (change, "member", "");
          Difference *difference = g_hash_table_lookup (members, member);

          if (difference == NULL)
            {
              difference = g_new0 (Difference, 1);
              difference->before = gaung_json_get_string (change, "before", NULL);
              g_hash_table_insert (members, (gpointer) member, difference);
            }
          difference->after = gaung_json_get_string (change, "after", NULL);
        }
    }
  return members;
}

/* A line for each document, step, channel or cost. */
static char *
list_to_text (const GaungField *field, JsonArray *array)
{
  const GaungEditListKind *kind = gaung_edit_list_kind_find (field->member);
  GString *text = g_string_new (NULL);

  for (guint i = 0; kind != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = gaung_json_get_element_object (array, i);
      g_autofree char *line = object != NULL ? kind->describe (object) : NULL;

      if (line != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
    }
  return g_string_free_and_steal (text);
}

static char *
to_text (const GaungField *field, const char *stored)
{
  g_autoptr (JsonNode) node = NULL;
  gboolean is_json = field->kind != GAUNG_FIELD_STRING && field->kind != GAUNG_FIELD_TEXT
                     && field->kind != GAUNG_FIELD_DATE && field->kind != GAUNG_FIELD_ENUM
                     && field->kind != GAUNG_FIELD_REFERENCE;

  if (stored == NULL || *stored == '\0')
    return g_strdup ("");
  node = is_json ? json_from_string (stored, NULL)
                 : json_node_init_string (json_node_alloc (), stored);
  /* The history keeps only the beginning of what is very long. */
  if (node == NULL)
    return g_strdup (_ ("(too long for the history)"));
  if (field->kind == GAUNG_FIELD_RECORDS && JSON_NODE_HOLDS_ARRAY (node))
    return list_to_text (field, json_node_get_array (node));
  return gaung_field_check (field, node, NULL) ? gaung_field_to_display (field, node, TRUE)
                                               : g_strdup (stored);
}

/* ---- Rows ---- */

static GtkWidget *
create_text (const char *text, PangoAttrList *attributes, const char *name)
{
  GtkWidget *label = gtk_label_new (*text != '\0' ? text : "–");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_focusable (label, FALSE);
  if (*text != '\0')
    gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, name, -1);
  return label;
}

static void
append_row (GaungCompareDialog *self,
            const GaungField *field,
            const char *before,
            const char *after)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *sides
      = gtk_box_new (self->is_narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *caption = gtk_label_new (gettext (field->label));
  GtkWidget *row = gtk_list_box_row_new ();
  g_autoptr (PangoAttrList) old = NULL;
  g_autoptr (PangoAttrList) new = NULL;

  gaung_word_difference (before, after, &old, &new);
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_add_css_class (caption, "caption-heading");
  gtk_widget_add_css_class (box, "edit-field");
  gtk_box_set_homogeneous (GTK_BOX (sides), !self->is_narrow);
  gtk_box_append (GTK_BOX (sides), create_text (before, old, _ ("The earlier version")));
  gtk_box_append (GTK_BOX (sides), create_text (after, new, _ ("The later version")));
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), sides);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, gettext (field->label), -1);
  gtk_list_box_append (self->rows, row);
}

static void
show_differences (GaungCompareDialog *self)
{
  guint first = gtk_drop_down_get_selected (self->from_choice);
  guint second = gtk_drop_down_get_selected (self->to_choice);
  g_autoptr (GHashTable) members = NULL;

  gtk_list_box_remove_all (self->rows);
  if (first != GTK_INVALID_LIST_POSITION && second != GTK_INVALID_LIST_POSITION)
    members = collect (self, MIN (first, second), MAX (first, second));
  for (const GaungField *field = gaung_record_type_find ("service")->fields;
       members != NULL && field->name != NULL;
       field++)
    {
      const Difference *difference = g_hash_table_lookup (members, field->member);
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;

      if (difference == NULL || g_strcmp0 (difference->before, difference->after) == 0)
        continue;
      before = to_text (field, difference->before);
      after = to_text (field, difference->after);
      append_row (self, field, before, after);
    }
  gtk_stack_set_visible_child_name (
      self->stack, gaung_compare_dialog_get_n_differences (self) > 0 ? "rows" : "same");
}

static void
chosen_cb (GtkDropDown *choice, GParamSpec *pspec, gpointer data)
{
  GtkWidget *self = gtk_widget_get_ancestor (GTK_WIDGET (choice), GAUNG_TYPE_COMPARE_DIALOG);

  if (self != NULL && !GAUNG_COMPARE_DIALOG (self)->is_filling)
    show_differences (GAUNG_COMPARE_DIALOG (self));
}

static void
narrow_cb (GaungCompareDialog *self)
{
  self->is_narrow = TRUE;
  show_differences (self);
}

static void
wide_cb (GaungCompareDialog *self)
{
  self->is_narrow = FALSE;
  show_differences (self);
}

/* ---- Versions ---- */

static gboolean
add_entry_cb (GaungRecord *entry, gpointer data)
{
  if (g_strcmp0 (gaung_record_get_string (entry, "kind"), "change") == 0)
    g_ptr_array_add (data, g_object_ref (entry));
  return TRUE;
}

static void
load_entries (GaungCompareDialog *self, GaungContext *context, GaungRecord *service)
{
  g_autoptr (GaungQuery) query = gaung_query_new ("entry");

  gaung_query_set_one (query, "parent", gaung_record_get_id (service));
  gaung_query_set_sort (query, GAUNG_SORT_OLDEST);
  gaung_store_foreach (
      gaung_context_get_store (context), query, add_entry_cb, self->entries, NULL, NULL);
}

static void
fill_choices (GaungCompareDialog *self, GaungContext *context)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("The first version"));
  for (guint i = 0; i < self->entries->len; i++)
    {
      GaungRecord *entry = g_ptr_array_index (self->entries, i);
      const char *name = gaung_record_get_string (entry, "actor_name");
      g_autofree char *when = gaung_format_instant (gaung_record_get_created_at (entry),
                                                    gaung_context_get_now (context));
      g_autofree char *label = NULL;

      /* Translators: a version by when and by whom it was made, e.g. "yesterday 09.12, Sri" */
      label = g_strdup_printf (_ ("%s, %s"), when, name != NULL ? name : "–");
      gtk_string_list_append (names, label);
    }
  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->from_choice, G_LIST_MODEL (names));
  gtk_drop_down_set_model (self->to_choice, G_LIST_MODEL (names));
  self->is_filling = FALSE;
}

static void
gaung_compare_dialog_dispose (GObject *object)
{
  GaungCompareDialog *self = GAUNG_COMPARE_DIALOG (object);

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_COMPARE_DIALOG);
  G_OBJECT_CLASS (gaung_compare_dialog_parent_class)->dispose (object);
}

static void
gaung_compare_dialog_class_init (GaungCompareDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_compare_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/services/gaung-compare-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungCompareDialog, from_choice);
  gtk_widget_class_bind_template_child (widget_class, GaungCompareDialog, to_choice);
  gtk_widget_class_bind_template_child (widget_class, GaungCompareDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, GaungCompareDialog, rows);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, wide_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
gaung_compare_dialog_init (GaungCompareDialog *self)
{
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GaungCompareDialog *
gaung_compare_dialog_new (GaungContext *context, GaungRecord *service)
{
  GaungCompareDialog *self;

  g_return_val_if_fail (GAUNG_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (GAUNG_IS_RECORD (service), NULL);

  self = g_object_new (GAUNG_TYPE_COMPARE_DIALOG, NULL);
  load_entries (self, context, service);
  fill_choices (self, context);
  /* What was changed last. */
  gaung_compare_dialog_set_versions (
      self, self->entries->len > 0 ? self->entries->len - 1 : 0, self->entries->len);
  return self;
}

guint
gaung_compare_dialog_get_n_versions (GaungCompareDialog *self)
{
  g_return_val_if_fail (GAUNG_IS_COMPARE_DIALOG (self), 0);
  return self->entries->len + 1;
}

void
gaung_compare_dialog_set_versions (GaungCompareDialog *self, guint from, guint to)
{
  g_return_if_fail (GAUNG_IS_COMPARE_DIALOG (self));

  self->is_filling = TRUE;
  gtk_drop_down_set_selected (self->from_choice, MIN (from, to));
  gtk_drop_down_set_selected (self->to_choice, MAX (from, to));
  self->is_filling = FALSE;
  show_differences (self);
}

guint
gaung_compare_dialog_get_n_differences (GaungCompareDialog *self)
{
  guint n = 0;

  g_return_val_if_fail (GAUNG_IS_COMPARE_DIALOG (self), 0);
  while (gtk_list_box_get_row_at_index (self->rows, (int) n) != NULL)
    n++;
  return n;
}
