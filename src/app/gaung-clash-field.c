/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One clashing member. The result follows the choice until somebody types. */

#include "config.h"

#include "gaung-clash-field.h"

#include <glib/gi18n.h>

#include "gaung-json.h"

struct _GaungClashField
{
  GtkBox parent_instance;

  GtkLabel *title;
  GtkBox *columns;
  GtkLabel *warning;
  GtkWidget *result;
  GtkTextView *text;

  GtkCheckButton *sides[GAUNG_CLASH_N];
  JsonNode *nodes[GAUNG_CLASH_N]; /* NULL: absent */
  char *texts[GAUNG_CLASH_N];     /* as shown */
  char *member;
  const GaungField *field; /* (nullable) */
  gboolean is_filling;
  gboolean is_edited;
};

G_DEFINE_FINAL_TYPE (GaungClashField, gaung_clash_field, GTK_TYPE_BOX)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const side_titles[] = {
  N_ ("As you opened it"),
  N_ ("Yours"),
  N_ ("Theirs"),
};

/* Text that can be typed is edited freely; everything else is one of the three. */
static gboolean
is_typed (const GaungField *field)
{
  return field != NULL && (field->flags & GAUNG_FIELD_PLACE) == 0
         && (field->kind == GAUNG_FIELD_STRING || field->kind == GAUNG_FIELD_TEXT
             || field->kind == GAUNG_FIELD_DATE || field->kind == GAUNG_FIELD_INTEGER
             || field->kind == GAUNG_FIELD_MONEY);
}

static GtkTextBuffer *
get_buffer (GaungClashField *self)
{
  return gtk_text_view_get_buffer (self->text);
}

static void
show_result (GaungClashField *self)
{
  if (!is_typed (self->field))
    return;
  self->is_filling = TRUE;
  gtk_text_buffer_set_text (
      get_buffer (self), self->texts[gaung_clash_field_get_choice (self)], -1);
  self->is_filling = FALSE;
  self->is_edited = FALSE;
}

static void
toggled_cb (GaungClashField *self, GParamSpec *pspec, GtkCheckButton *side)
{
  GtkWidget *card = gtk_widget_get_parent (GTK_WIDGET (side));

  if (!gtk_check_button_get_active (side))
    {
      gtk_widget_remove_css_class (card, "chosen");
      return;
    }
  gtk_widget_add_css_class (card, "chosen");
  show_result (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
text_changed_cb (GaungClashField *self)
{
  if (self->is_filling)
    return;
  self->is_edited = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
create_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    {
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, css_class);
    }

  return label;
}

static GtkWidget *
create_side (GaungClashField *self, GaungClashSide side, const char *note, gboolean can_choose)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *key = g_strdup_printf ("%d", (int) side + 1);
  g_autofree char *name = NULL;
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *head_label = create_label (_ (side_titles[side]), "dimmed");
  GtkWidget *keycap = gtk_label_new (key);
  const char *value = *self->texts[side] != '\0' ? self->texts[side] : _ ("nothing");

  gtk_widget_set_hexpand (head_label, TRUE);
  gtk_widget_add_css_class (keycap, "keycap");
  gtk_widget_set_valign (keycap, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (head), head_label);
  gtk_box_append (GTK_BOX (head), keycap);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), create_label (value, NULL));
  if (note != NULL && *note != '\0')
    gtk_box_append (GTK_BOX (box), create_label (note, "dimmed"));
  gtk_widget_set_hexpand (box, TRUE);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), box);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_sensitive (button, can_choose);
  gtk_widget_add_css_class (card, "clash-side");
  gtk_box_append (GTK_BOX (card), button);
  if (side > GAUNG_CLASH_BASE)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), self->sides[GAUNG_CLASH_BASE]);
  self->sides[side] = GTK_CHECK_BUTTON (button);
  /* Translators: for screen readers: column, value, who and when: "Yours: Friday 27/11/2026. You,
   * 09.12". */
  name = g_strdup_printf (_ ("%s: %s. %s"), _ (side_titles[side]), value, note ? note : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return card;
}

static void
gaung_clash_field_dispose (GObject *object)
{
  GaungClashField *self = GAUNG_CLASH_FIELD (object);

  for (guint i = 0; i < GAUNG_CLASH_N; i++)
    {
      self->sides[i] = NULL;
      g_clear_pointer (&self->nodes[i], json_node_unref);
      g_clear_pointer (&self->texts[i], g_free);
    }
  g_clear_pointer (&self->member, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_CLASH_FIELD);

  G_OBJECT_CLASS (gaung_clash_field_parent_class)->dispose (object);
}

static void
gaung_clash_field_class_init (GaungClashFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_clash_field_dispose;

  signals[CHANGED] = g_signal_new (
      "changed", GAUNG_TYPE_CLASH_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/app/gaung-clash-field.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungClashField, title);
  gtk_widget_class_bind_template_child (widget_class, GaungClashField, columns);
  gtk_widget_class_bind_template_child (widget_class, GaungClashField, warning);
  gtk_widget_class_bind_template_child (widget_class, GaungClashField, result);
  gtk_widget_class_bind_template_child (widget_class, GaungClashField, text);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
gaung_clash_field_init (GaungClashField *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (
      get_buffer (self), "changed", G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
gaung_clash_field_new (const GaungClash *clash,
                       const GaungClashNotes *notes,
                       const gboolean can_choose[GAUNG_CLASH_N],
                       const char *warning,
                       char *(*to_display) (const char *member, JsonNode *node, gpointer data),
                       gpointer data)
{
  GaungClashField *self = g_object_new (GAUNG_TYPE_CLASH_FIELD, NULL);
  JsonNode *const nodes[] = { clash->base, clash->mine, clash->theirs };
  const char *title = clash->field != NULL ? _ (clash->field->label) : clash->member;

  self->member = g_strdup (clash->member);
  self->field = clash->field;
  gtk_label_set_text (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  for (guint i = 0; i < GAUNG_CLASH_N; i++)
    {
      self->nodes[i] = nodes[i] != NULL ? gaung_json_copy_node (nodes[i]) : NULL;
      self->texts[i] = to_display (clash->member, nodes[i], data);
      gtk_box_append (self->columns, create_side (self, i, notes->notes[i], can_choose[i]));
      g_signal_connect_object (
          self->sides[i], "notify::active", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_label_set_text (self->warning, warning != NULL ? warning : "");
  gtk_widget_set_visible (GTK_WIDGET (self->warning), warning != NULL);
  gtk_widget_set_visible (self->result, is_typed (self->field));
  gtk_check_button_set_active (self->sides[GAUNG_CLASH_THEIRS], TRUE);

  return GTK_WIDGET (self);
}

const char *
gaung_clash_field_get_member (GaungClashField *self)
{
  g_return_val_if_fail (GAUNG_IS_CLASH_FIELD (self), NULL);

  return self->member;
}

GaungClashSide
gaung_clash_field_get_choice (GaungClashField *self)
{
  g_return_val_if_fail (GAUNG_IS_CLASH_FIELD (self), GAUNG_CLASH_THEIRS);

  for (guint i = 0; i < GAUNG_CLASH_N; i++)
    if (self->sides[i] != NULL && gtk_check_button_get_active (self->sides[i]))
      return (GaungClashSide) i;

  return GAUNG_CLASH_THEIRS;
}

gboolean
gaung_clash_field_choose (GaungClashField *self, GaungClashSide side)
{
  g_return_val_if_fail (GAUNG_IS_CLASH_FIELD (self), FALSE);
  g_return_val_if_fail (side < GAUNG_CLASH_N, FALSE);

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->sides[side])))
    return FALSE;
  gtk_check_button_set_active (self->sides[side], TRUE);

  return TRUE;
}

gboolean
gaung_clash_field_is_edited (GaungClashField *self)
{
  g_return_val_if_fail (GAUNG_IS_CLASH_FIELD (self), FALSE);

  return self->is_edited;
}

JsonNode *
gaung_clash_field_get_value (GaungClashField *self, GError **error)
{
  g_autofree char *text = NULL;
  GtkTextIter start, end;
  JsonNode *node;

  g_return_val_if_fail (GAUNG_IS_CLASH_FIELD (self), NULL);

  if (!self->is_edited)
    {
      node = self->nodes[gaung_clash_field_get_choice (self)];
      return node != NULL ? gaung_json_copy_node (node) : json_node_new (JSON_NODE_NULL);
    }
  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  text = gtk_text_buffer_get_text (get_buffer (self), &start, &end, FALSE);

  return gaung_field_from_text (self->field, g_strstrip (text), error);
}

void
gaung_clash_field_set_text (GaungClashField *self, const char *text)
{
  g_return_if_fail (GAUNG_IS_CLASH_FIELD (self));
  g_return_if_fail (is_typed (self->field));

  gtk_text_buffer_set_text (get_buffer (self), text, -1);
}

void
gaung_clash_field_set_narrow (GaungClashField *self, gboolean is_narrow)
{
  g_return_if_fail (GAUNG_IS_CLASH_FIELD (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                  is_narrow ? GTK_ORIENTATION_VERTICAL
                                            : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (self->columns, !is_narrow);
}
