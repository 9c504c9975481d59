/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungEditList: a list of sub-records in a form. */

#include "config.h"

#include "gaung-edit-list.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gaung-edit-check.h"
#include "gaung-fold.h"
#include "gaung-json.h"
#include "gaung-service-words.h"
#include "gaung-service.h"

struct _GaungEditList
{
  GtkBox parent_instance;

  const GaungField *field;
  const GaungEditListKind *kind;
  JsonObject *document;
  GtkListBox *rows; /* of AdwExpanderRow */
};

G_DEFINE_FINAL_TYPE (GaungEditList, gaung_edit_list, GTK_TYPE_BOX)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define KEY_OBJECT "gaung-object"
#define KEY_FIELDS "gaung-fields" /* GPtrArray of GaungEditField, once it was opened */
#define KEY_UP "gaung-up"
#define KEY_DOWN "gaung-down"

static char *
describe_document (JsonObject *object)
{
  return gaung_service_document_to_text (object);
}

static char *
describe_step (JsonObject *object)
{
  return g_strdup (gaung_json_get_string (object, "title", ""));
}

static char *
describe_channel (JsonObject *object)
{
  return gaung_service_channel_to_text (object);
}

static char *
describe_cost (JsonObject *object)
{
  JsonNode *amount = json_object_get_member (object, "amount");

  /* Half a number is not worth a line. */
  if (amount == NULL || json_node_get_value_type (amount) != G_TYPE_INT64)
    return g_strdup (gaung_json_get_string (object, "label", ""));
  return gaung_service_cost_option_to_text (object);
}

/* clang-format off */
const GaungEditListKind gaung_edit_list_kinds[] = {
  { "documents", N_ ("Add a Document"), N_ ("New document"), { "key" }, describe_document },
  { "steps", N_ ("Add a Step"), N_ ("New step"), { "key", "channel" }, describe_step },
  { "channels", N_ ("Add a Channel"), N_ ("New channel"), { "key" }, describe_channel },
  { "costs", N_ ("Add a Cost"), N_ ("New cost"), { "key" }, describe_cost },
  { NULL },
};
/* clang-format on */

const GaungEditListKind *
gaung_edit_list_kind_find (const char *member)
{
  for (const GaungEditListKind *kind = gaung_edit_list_kinds; kind->member != NULL; kind++)
    if (g_str_equal (kind->member, member))
      return kind;
  return NULL;
}

static GtkListBoxRow *
get_row (GaungEditList *self, guint position)
{
  return gtk_list_box_get_row_at_index (self->rows, (int) position);
}

static JsonObject *
get_object (gpointer row)
{
  return g_object_get_data (row, KEY_OBJECT);
}

/* The rows are what counts; the array is made after them. */
static void
write_array (GaungEditList *self)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; get_row (self, i) != NULL; i++)
    json_array_add_object_element (array, json_object_ref (get_object (get_row (self, i))));
  if (json_array_get_length (array) > 0)
    json_object_set_array_member (self->document, self->field->member, array);
  else
    {
      json_array_unref (array);
      json_object_remove_member (self->document, self->field->member);
    }
}

static void
show_title (GaungEditList *self, AdwExpanderRow *row)
{
  g_autofree char *text = self->kind->describe (get_object (row));
  g_autofree char *line = gaung_text_to_line (text, 160);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 *line != '\0' ? line : _ (self->kind->unnamed));
}

static void
update_buttons (GaungEditList *self)
{
  guint n = gaung_edit_list_get_length (self);

  for (guint i = 0; i < n; i++)
    {
      GObject *row = G_OBJECT (get_row (self, i));

      gtk_widget_set_sensitive (g_object_get_data (row, KEY_UP), i > 0);
      gtk_widget_set_sensitive (g_object_get_data (row, KEY_DOWN), i + 1 < n);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->rows), n > 0);
}

static void
changed (GaungEditList *self)
{
  write_array (self);
  update_buttons (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static GaungEditList *
get_list (gpointer child)
{
  return GAUNG_EDIT_LIST (gtk_widget_get_ancestor (child, GAUNG_TYPE_EDIT_LIST));
}

static guint
get_position (gpointer row)
{
  return (guint) gtk_list_box_row_get_index (row);
}

static void
field_changed_cb (GaungEditField *field, AdwExpanderRow *row)
{
  GaungEditList *self = get_list (row);

  show_title (self, row);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
remove_cb (GtkWidget *button, AdwExpanderRow *row)
{
  gaung_edit_list_remove (get_list (row), get_position (row));
}

static void
move (AdwExpanderRow *row, int steps)
{
  GaungEditList *self = get_list (row);
  guint from = get_position (row);
  const char *key = steps < 0 ? KEY_UP : KEY_DOWN;

  gaung_edit_list_move (self, from, from + steps);
  /* The button that was pressed may be at an end now. */
  if (!gtk_widget_get_sensitive (g_object_get_data (G_OBJECT (row), key)))
    key = steps < 0 ? KEY_DOWN : KEY_UP;
  gtk_widget_grab_focus (g_object_get_data (G_OBJECT (row), key));
}

static void
up_cb (GtkWidget *button, AdwExpanderRow *row)
{
  move (row, -1);
}

static void
down_cb (GtkWidget *button, AdwExpanderRow *row)
{
  move (row, 1);
}

/* ---- A row ---- */

static GtkWidget *
create_remove_row (AdwExpanderRow *row)
{
  GtkWidget *button = adw_button_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (button), _ ("Remove"));
  gtk_widget_add_css_class (button, "destructive-action");
  g_signal_connect_object (button, "activated", G_CALLBACK (remove_cb), row, G_CONNECT_DEFAULT);
  return button;
}

/* A service has many rows, and few of them are opened. */
static GPtrArray *
ensure_fields (GaungEditList *self, AdwExpanderRow *row)
{
  GPtrArray *fields = g_object_get_data (G_OBJECT (row), KEY_FIELDS);

  if (fields != NULL)
    return fields;
  fields = g_ptr_array_new ();
  g_object_set_data_full (G_OBJECT (row), KEY_FIELDS, fields, (GDestroyNotify) g_ptr_array_unref);
  for (const GaungField *inner = self->field->fields; inner->name != NULL; inner++)
    {
      GtkWidget *field;

      if (g_strv_contains (self->kind->hidden, inner->member))
        continue;
      field = gaung_edit_field_new (inner, get_object (row));
      g_signal_connect_object (
          field, "changed", G_CALLBACK (field_changed_cb), row, G_CONNECT_DEFAULT);
      adw_expander_row_add_row (row, field);
      g_ptr_array_add (fields, field);
    }
  adw_expander_row_add_row (row, create_remove_row (row));
  return fields;
}

static void
expanded_cb (AdwExpanderRow *row)
{
  if (adw_expander_row_get_expanded (row))
    ensure_fields (get_list (row), row);
}

static GtkWidget *
create_button (AdwExpanderRow *row, const char *icon_name, const char *title, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, title);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (button, "clicked", callback, row, G_CONNECT_DEFAULT);
  return button;
}

static GdkContentProvider *
prepare_drag_cb (GtkDragSource *source, double x, double y, AdwExpanderRow *row)
{
  return gdk_content_provider_new_typed (ADW_TYPE_EXPANDER_ROW, row);
}

static void
begin_drag_cb (GtkDragSource *source, GdkDrag *drag, AdwExpanderRow *row)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (row));

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, AdwExpanderRow *row)
{
  gpointer dragged = g_value_get_object (value);

  /* A row of another list is none of this one. */
  if (dragged == NULL || dragged == row || get_list (dragged) != get_list (row))
    return FALSE;
  gaung_edit_list_move (get_list (row), get_position (dragged), get_position (row));
  return TRUE;
}

static GtkWidget *
create_handle (AdwExpanderRow *row)
{
  GtkWidget *handle = gtk_image_new_from_icon_name ("open-menu-symbolic");
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (ADW_TYPE_EXPANDER_ROW, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_drag_cb), row, G_CONNECT_DEFAULT);
  g_signal_connect_object (
      source, "drag-begin", G_CALLBACK (begin_drag_cb), row, G_CONNECT_DEFAULT);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), row, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (handle, GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (target));
  gtk_widget_set_cursor_from_name (handle, "grab");
  gtk_widget_add_css_class (handle, "dimmed");
  /* The buttons say and do the same. */
  gtk_accessible_update_state (GTK_ACCESSIBLE (handle), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  return handle;
}

static AdwExpanderRow *
append_row (GaungEditList *self, JsonObject *object)
{
  AdwExpanderRow *row = ADW_EXPANDER_ROW (adw_expander_row_new ());
  GtkWidget *up = create_button (row, "go-up-symbolic", _ ("Move Up"), G_CALLBACK (up_cb));
  GtkWidget *down = create_button (row, "go-down-symbolic", _ ("Move Down"), G_CALLBACK (down_cb));

  g_object_set_data_full (
      G_OBJECT (row), KEY_OBJECT, json_object_ref (object), (GDestroyNotify) json_object_unref);
  g_object_set_data (G_OBJECT (row), KEY_UP, up);
  g_object_set_data (G_OBJECT (row), KEY_DOWN, down);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_expander_row_set_title_lines (row, 3);
  adw_expander_row_add_prefix (row, create_handle (row));
  /* Suffixes go to the front. */
  adw_expander_row_add_suffix (row, down);
  adw_expander_row_add_suffix (row, up);
  g_signal_connect (row, "notify::expanded", G_CALLBACK (expanded_cb), NULL);
  gtk_list_box_append (self->rows, GTK_WIDGET (row));
  show_title (self, row);
  return row;
}

static void
gaung_edit_list_finalize (GObject *object)
{
  g_clear_pointer (&GAUNG_EDIT_LIST (object)->document, json_object_unref);
  G_OBJECT_CLASS (gaung_edit_list_parent_class)->finalize (object);
}

static void
gaung_edit_list_class_init (GaungEditListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gaung_edit_list_finalize;
  signals[CHANGED] = g_signal_new (
      "changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gaung_edit_list_init (GaungEditList *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->rows = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->rows, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "boxed-list");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->rows));
}

static void
add_clicked_cb (GaungEditList *self)
{
  gaung_edit_list_add (self);
}

GtkWidget *
gaung_edit_list_new (const GaungField *field, JsonObject *document)
{
  GaungEditList *self;
  JsonArray *array = gaung_json_get_array (document, field->member);
  GtkWidget *button;

  self = g_object_new (GAUNG_TYPE_EDIT_LIST, NULL);
  self->field = field;
  self->kind = gaung_edit_list_kind_find (field->member);
  self->document = json_object_ref (document);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL, gettext (field->label), -1);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    append_row (self, gaung_json_get_element_object (array, i));
  button = gtk_button_new_with_label (_ (self->kind->add));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), button);
  update_buttons (self);
  return GTK_WIDGET (self);
}

const GaungField *
gaung_edit_list_get_field (GaungEditList *self)
{
  g_return_val_if_fail (GAUNG_IS_EDIT_LIST (self), NULL);
  return self->field;
}

guint
gaung_edit_list_get_length (GaungEditList *self)
{
  guint n = 0;

  g_return_val_if_fail (GAUNG_IS_EDIT_LIST (self), 0);
  while (get_row (self, n) != NULL)
    n++;
  return n;
}

void
gaung_edit_list_add (GaungEditList *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *key = gaung_service_new_key ();
  AdwExpanderRow *row;
  GPtrArray *fields;

  g_return_if_fail (GAUNG_IS_EDIT_LIST (self));

  json_object_set_string_member (object, "key", key);
  if (gaung_edit_find_field (self->field->fields, "kind") != NULL)
    json_object_set_string_member (object, "kind", "counter");
  row = append_row (self, object);
  fields = ensure_fields (self, row);
  adw_expander_row_set_expanded (row, TRUE);
  changed (self);
  gtk_widget_grab_focus (g_ptr_array_index (fields, 0));
}

void
gaung_edit_list_remove (GaungEditList *self, guint position)
{
  GtkListBoxRow *row;
  GtkListBoxRow *next;

  g_return_if_fail (GAUNG_IS_EDIT_LIST (self));
  row = get_row (self, position);
  g_return_if_fail (row != NULL);

  next = get_row (self, position + 1) != NULL ? get_row (self, position + 1)
         : position > 0                       ? get_row (self, position - 1)
                                              : NULL;
  /* What is unparented while the focus is inside stays to the end of the program. */
  gtk_widget_grab_focus (next != NULL ? GTK_WIDGET (next)
                                      : gtk_widget_get_last_child (GTK_WIDGET (self)));
  gtk_list_box_remove (self->rows, GTK_WIDGET (row));
  changed (self);
}

void
gaung_edit_list_move (GaungEditList *self, guint from, guint to)
{
  g_autoptr (GtkWidget) row = NULL;
  guint n;

  g_return_if_fail (GAUNG_IS_EDIT_LIST (self));
  n = gaung_edit_list_get_length (self);
  if (from >= n || to >= n || from == to)
    return;

  row = g_object_ref (GTK_WIDGET (get_row (self, from)));
  /* As above; whoever moved it gives it the focus again. */
  gtk_widget_grab_focus (gtk_widget_get_last_child (GTK_WIDGET (self)));
  gtk_list_box_remove (self->rows, row);
  gtk_list_box_insert (self->rows, row, (int) to);
  changed (self);
}

GaungEditField *
gaung_edit_list_open (GaungEditList *self, guint position, const char *member)
{
  GtkListBoxRow *row;
  GPtrArray *fields;

  g_return_val_if_fail (GAUNG_IS_EDIT_LIST (self), NULL);
  row = get_row (self, position);
  if (row == NULL)
    return NULL;
  fields = ensure_fields (self, ADW_EXPANDER_ROW (row));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  for (guint i = 0; i < fields->len; i++)
    if (g_str_equal (gaung_edit_field_get_field (g_ptr_array_index (fields, i))->member, member))
      return g_ptr_array_index (fields, i);
  return NULL;
}
