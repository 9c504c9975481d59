/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The conflict desk: a decision at a time, with everything that is needed for it in sight. */

#include "config.h"

#include "gaung-clash-desk.h"

#include <glib/gi18n.h>

#include "gaung-action-table.h"
#include "gaung-clash-words.h"
#include "gaung-entry.h"
#include "gaung-format.h"
#include "gaung-json.h"
#include "gaung-resolution.h"
#include "gaung-toast.h"
#include "gaung-window.h"

#define MAX_CONFLICTS 1000

struct _GaungClashDesk
{
  AdwDialog parent_instance;

  AdwWindowTitle *window_title;
  GtkStack *stack;
  AdwBin *error_slot;
  GtkScrolledWindow *scrolled;
  GtkLabel *heading;
  GtkLabel *subject;
  GtkWidget *reveal_button;
  GtkBox *fields;
  GtkWidget *silent_list;
  AdwExpanderRow *silent_row;

  GaungContext *context;
  GPtrArray *conflicts;   /* (element-type GaungConflict), NULL until they are read */
  GPtrArray *field_rows;  /* (element-type GaungClashField), not owned */
  GPtrArray *silent_rows; /* (element-type GtkWidget), not owned */
  char *first_id;
  guint position;
  gboolean is_revealed;
  gboolean is_narrow;
};

G_DEFINE_FINAL_TYPE (GaungClashDesk, gaung_clash_desk, ADW_TYPE_DIALOG)

enum
{
  PROP_IS_NARROW = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GaungStore *
get_store (GaungClashDesk *self)
{
  return gaung_context_get_store (self->context);
}

static GaungConflict *
get_conflict (GaungClashDesk *self)
{
  return self->conflicts != NULL && self->position < self->conflicts->len
             ? g_ptr_array_index (self->conflicts, self->position)
             : NULL;
}

typedef struct
{
  GaungClashDesk *desk;
  GaungConflict *conflict;
  JsonObject *documents[GAUNG_CLASH_N];
  guint side; /* the next that is asked for */
} Display;

/* A field asks for its three values in the order of the columns. */
static char *
to_display (const char *member, JsonNode *node, gpointer data)
{
  Display *display = data;
  JsonObject *document = display->documents[display->side++ % GAUNG_CLASH_N];

  if (document == NULL)
    return g_strdup ("");

  return gaung_clash_value_to_display (
      get_store (display->desk), document, member, node, !display->desk->is_revealed);
}

static void
remove_all (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

/* The name goes with the account. */
static gboolean
is_shown (GPtrArray *clashes, const GaungClash *clash)
{
  if (g_strcmp0 (clash->member, "assignee_name") != 0)
    return TRUE;
  for (guint i = 0; i < clashes->len; i++)
    if (g_strcmp0 (((GaungClash *) g_ptr_array_index (clashes, i))->member, "assignee") == 0)
      return FALSE;

  return TRUE;
}

static void
add_field (GaungClashDesk *self, GaungConflict *conflict, const GaungClash *clash)
{
  GaungInstant now = gaung_context_get_now (self->context);
  const char *type = gaung_json_get_string (conflict->mine, "type", "");
  g_autofree char *base
      = gaung_clash_describe_side (get_store (self), conflict, GAUNG_CLASH_BASE, now);
  g_autofree char *mine
      = gaung_clash_describe_side (get_store (self), conflict, GAUNG_CLASH_MINE, now);
  g_autofree char *theirs
      = gaung_clash_describe_side (get_store (self), conflict, GAUNG_CLASH_THEIRS, now);
  const GaungClashNotes notes = { { base, mine, theirs } };
  Display display = { self, conflict, { conflict->base, conflict->mine, conflict->theirs }, 0 };
  gboolean can_choose[GAUNG_CLASH_N];
  GtkWidget *field;

  for (guint i = 0; i < GAUNG_CLASH_N; i++)
    can_choose[i] = gaung_clash_can_choose (clash, type, i);
  field = gaung_clash_field_new (clash,
                                 &notes,
                                 can_choose,
                                 can_choose[GAUNG_CLASH_MINE]
                                     ? NULL
                                     : _ ("From the state in which it is now, no step leads to "
                                          "yours. Save, open it and decide "
                                          "anew."),
                                 to_display,
                                 &display);
  gaung_clash_field_set_narrow (GAUNG_CLASH_FIELD (field), self->is_narrow);
  gtk_box_append (self->fields, field);
  g_ptr_array_add (self->field_rows, field);
}

static void
add_silent (GaungClashDesk *self,
            GaungConflict *conflict,
            const GaungChange *change,
            gboolean is_mine)
{
  GtkWidget *row = adw_action_row_new ();
  gboolean mask = !self->is_revealed;
  const char *label = change->field != NULL ? _ (change->field->label) : change->member;
  g_autofree char *before
      = conflict->base != NULL
            ? gaung_clash_value_to_display (
                  get_store (self), conflict->base, change->member, change->before, mask)
            : g_strdup ("");
  g_autofree char *after
      = gaung_clash_value_to_display (get_store (self),
                                      is_mine ? conflict->mine : conflict->theirs,
                                      change->member,
                                      change->after,
                                      mask);
  g_autofree char *text = NULL;
  GtkWidget *who;

  /* Translators: a value before and after: "Lighting → Roads". */
  text = g_strdup_printf (_ ("%s → %s"),
                          *before != '\0' ? before : _ ("nothing"),
                          *after != '\0' ? after : _ ("nothing"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  who = gtk_label_new (is_mine ? _ ("Yours") : _ ("Theirs"));
  gtk_widget_add_css_class (who, "caption");
  gtk_widget_add_css_class (who, "dimmed");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), who);
  adw_expander_row_add_row (self->silent_row, row);
  g_ptr_array_add (self->silent_rows, row);
}

static gboolean
is_clashing (const GaungMerge *merge, const char *member)
{
  for (guint i = 0; i < merge->clashes->len; i++)
    if (g_strcmp0 (((GaungClash *) g_ptr_array_index (merge->clashes, i))->member, member) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_bookkeeping (const GaungChange *change)
{
  return change->field == NULL || (change->field->flags & GAUNG_FIELD_BOOKKEEPING) != 0;
}

/* What only one of the two changed. */
static void
show_silent (GaungClashDesk *self, GaungConflict *conflict)
{
  g_autoptr (GaungMerge) merge
      = gaung_record_merge (conflict->base, conflict->mine, conflict->theirs);
  g_autoptr (GPtrArray) theirs
      = conflict->base != NULL ? gaung_record_diff (conflict->base, conflict->theirs) : NULL;
  g_autofree char *number = NULL;
  g_autofree char *title = NULL;

  for (guint i = 0; i < self->silent_rows->len; i++)
    adw_expander_row_remove (self->silent_row, g_ptr_array_index (self->silent_rows, i));
  g_ptr_array_set_size (self->silent_rows, 0);
  for (guint i = 0; i < merge->silent->len; i++)
    if (!is_bookkeeping (g_ptr_array_index (merge->silent, i)))
      add_silent (self, conflict, g_ptr_array_index (merge->silent, i), TRUE);
  for (guint i = 0; theirs != NULL && i < theirs->len; i++)
    {
      const GaungChange *change = g_ptr_array_index (theirs, i);

      if (!is_clashing (merge, change->member) && !is_bookkeeping (change))
        add_silent (self, conflict, change, FALSE);
    }
  number = gaung_format_number (self->silent_rows->len);
  title = g_strdup_printf (
      /* Translators: %s is a number: "4 changes were merged by themselves". */
      ngettext ("%s change was merged by itself",
                "%s changes were merged by themselves",
                self->silent_rows->len),
      number);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->silent_row), title);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->silent_row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_expander_row_set_subtitle (self->silent_row, _ ("They do not clash: both stand."));
  adw_expander_row_set_expanded (self->silent_row, FALSE);
  gtk_widget_set_visible (self->silent_list, self->silent_rows->len > 0);
}

static void
show_heading (GaungClashDesk *self, GaungConflict *conflict)
{
  g_autofree char *heading = gaung_clash_describe (get_store (self), conflict);
  g_autofree char *subject = gaung_clash_describe_subject (get_store (self), conflict);
  g_autofree char *position = gaung_format_number (self->position + 1);
  g_autofree char *total = gaung_format_number (self->conflicts->len);
  g_autofree char *subtitle = NULL;

  gtk_label_set_text (self->heading, heading);
  gtk_label_set_text (self->subject, subject);
  /* Translators: which of how many: "1 of 3". */
  subtitle = g_strdup_printf (_ ("%s of %s"), position, total);
  adw_window_title_set_subtitle (self->window_title, subtitle);
}

static void
show_conflict (GaungClashDesk *self)
{
  GaungConflict *conflict = get_conflict (self);
  g_autoptr (GPtrArray) clashes = NULL;
  gboolean is_personal = FALSE;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "clash.save", conflict != NULL);
  g_ptr_array_set_size (self->field_rows, 0);
  remove_all (self->fields);
  if (conflict == NULL)
    {
      adw_window_title_set_subtitle (self->window_title, "");
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }
  clashes = gaung_resolution_list_clashes (conflict);
  show_heading (self, conflict);
  for (guint i = 0; i < clashes->len; i++)
    {
      const GaungClash *clash = g_ptr_array_index (clashes, i);

      is_personal |= clash->field != NULL && (clash->field->flags & GAUNG_FIELD_PERSONAL) != 0;
      if (is_shown (clashes, clash))
        add_field (self, conflict, clash);
    }
  show_silent (self, conflict);
  gtk_widget_set_visible (self->reveal_button, is_personal && !self->is_revealed);
  gtk_stack_set_visible_child_name (self->stack, "desk");
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
  if (self->field_rows->len > 0)
    gtk_widget_child_focus (g_ptr_array_index (self->field_rows, 0), GTK_DIR_TAB_FORWARD);
}

static void
take_conflicts (GaungClashDesk *self, GPtrArray *conflicts)
{
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  self->conflicts = conflicts;
  self->position = 0;
  for (guint i = 0; self->first_id != NULL && i < conflicts->len; i++)
    if (g_strcmp0 (((GaungConflict *) g_ptr_array_index (conflicts, i))->id, self->first_id) == 0)
      {
        self->position = i;
        break;
      }
  show_conflict (self);
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *conflicts = gaung_conflict_list (data, TRUE, MAX_CONFLICTS, &error);

  if (conflicts == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, conflicts, (GDestroyNotify) g_ptr_array_unref);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GaungClashDesk *self = GAUNG_CLASH_DESK (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->context == NULL)
    return;
  if (conflicts != NULL)
    take_conflicts (self, g_steal_pointer (&conflicts));
  else
    {
      adw_bin_set_child (self->error_slot, gaung_error_page_new (error));
      gtk_stack_set_visible_child_name (self->stack, "error");
    }
}

/* NULL, and the user knows which field does not fit. */
static JsonObject *
collect_decision (GaungClashDesk *self, GaungConflict *conflict)
{
  g_autoptr (JsonObject) decided = json_object_new ();
  JsonObject *const documents[] = { conflict->base, conflict->mine, conflict->theirs };

  for (guint i = 0; i < self->field_rows->len; i++)
    {
      GaungClashField *field = g_ptr_array_index (self->field_rows, i);
      const char *member = gaung_clash_field_get_member (field);
      JsonObject *document = documents[gaung_clash_field_get_choice (field)];
      g_autoptr (GError) error = NULL;
      JsonNode *value = gaung_clash_field_get_value (field, &error);

      if (value == NULL)
        {
          gtk_widget_child_focus (GTK_WIDGET (field), GTK_DIR_TAB_FORWARD);
          gaung_show_error (GTK_WIDGET (self->stack), error);
          return NULL;
        }
      json_object_set_member (decided, member, value);
      if (g_strcmp0 (member, "assignee") == 0)
        {
          const char *name
              = document ? gaung_json_get_string (document, "assignee_name", NULL) : NULL;

          if (name != NULL)
            json_object_set_string_member (decided, "assignee_name", name);
          else
            json_object_set_null_member (decided, "assignee_name");
        }
    }

  return g_steal_pointer (&decided);
}

static void
go_on (GaungClashDesk *self)
{
  GtkWidget *parent;

  g_ptr_array_remove_index (self->conflicts, self->position);
  if (self->conflicts->len > 0)
    {
      self->position = self->position % self->conflicts->len;
      show_conflict (self);
      return;
    }
  parent = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_WINDOW);
  adw_dialog_close (ADW_DIALOG (self));
  if (GAUNG_IS_WINDOW (parent))
    gaung_window_add_toast (GAUNG_WINDOW (parent), _ ("Decided: nothing clashes any more"));
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GaungClashDesk *self = GAUNG_CLASH_DESK (widget);
  GaungConflict *conflict = get_conflict (self);
  g_autoptr (JsonObject) decided = conflict != NULL ? collect_decision (self, conflict) : NULL;
  g_autoptr (GError) error = NULL;

  if (decided == NULL)
    return;
  if (gaung_resolution_apply (get_store (self), conflict, decided, &error)
      || g_error_matches (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_MISSING))
    {
      self->is_revealed = FALSE;
      go_on (self);
      return;
    }
  gaung_show_error (GTK_WIDGET (self->stack), error);
}

static void
step (GaungClashDesk *self, int steps)
{
  int n = self->conflicts != NULL ? (int) self->conflicts->len : 0;

  if (n < 2)
    return;
  self->position = (guint) (((int) self->position + steps + n) % n);
  self->is_revealed = FALSE;
  show_conflict (self);
}

static void
next_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (GAUNG_CLASH_DESK (widget), 1);
}

static void
previous_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (GAUNG_CLASH_DESK (widget), -1);
}

/* Whoever looks at personal data leaves a line in the history, here as everywhere. */
static void
reveal_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GaungClashDesk *self = GAUNG_CLASH_DESK (widget);
  GaungConflict *conflict = get_conflict (self);
  g_autoptr (GPtrArray) clashes = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) members = NULL;
  g_autoptr (GaungEntry) entry = NULL;
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GError) error = NULL;

  if (conflict == NULL)
    return;
  clashes = gaung_resolution_list_clashes (conflict);
  for (guint i = 0; i < clashes->len; i++)
    {
      const GaungClash *clash = g_ptr_array_index (clashes, i);

      if (clash->field != NULL && (clash->field->flags & GAUNG_FIELD_PERSONAL) != 0)
        g_strv_builder_add (builder, clash->member);
    }
  members = g_strv_builder_end (builder);
  entry = gaung_entry_new (conflict->id,
                           "reveal",
                           gaung_context_get_actor (self->context),
                           gaung_context_get_now (self->context));
  gaung_record_set_strings (GAUNG_RECORD (entry), "members", (const char *const *) members, NULL);
  gaung_batch_put (batch, GAUNG_RECORD (entry), "");
  if (!gaung_store_write (get_store (self), batch, &error))
    {
      gaung_show_error (GTK_WIDGET (self->stack), error);
      return;
    }
  self->is_revealed = TRUE;
  show_conflict (self);
}

static GaungClashField *
find_current (GaungClashDesk *self, guint *position)
{
  GtkWidget *focus = adw_dialog_get_focus (ADW_DIALOG (self));
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  if (focus == NULL && root != NULL)
    focus = gtk_root_get_focus (GTK_ROOT (root));
  for (guint i = 0; i < self->field_rows->len; i++)
    if (focus != NULL && gtk_widget_is_ancestor (focus, g_ptr_array_index (self->field_rows, i)))
      {
        *position = i;
        return g_ptr_array_index (self->field_rows, i);
      }
  *position = 0;

  return self->field_rows->len > 0 ? g_ptr_array_index (self->field_rows, 0) : NULL;
}

/* The key chooses and goes on to the next member. */
static gboolean
choose_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  GaungClashDesk *self = GAUNG_CLASH_DESK (widget);
  guint position;
  GaungClashField *field = find_current (self, &position);

  if (field == NULL || gaung_focus_is_text (gtk_widget_get_root (widget)))
    return GDK_EVENT_PROPAGATE;
  if (!gaung_clash_field_choose (field, (GaungClashSide) GPOINTER_TO_INT (data)))
    {
      gtk_widget_error_bell (widget);
      return GDK_EVENT_STOP;
    }
  if (position + 1 < self->field_rows->len)
    gtk_widget_child_focus (g_ptr_array_index (self->field_rows, position + 1),
                            GTK_DIR_TAB_FORWARD);

  return GDK_EVENT_STOP;
}

static void
set_narrow (GaungClashDesk *self, gboolean is_narrow)
{
  self->is_narrow = is_narrow;
  for (guint i = 0; self->field_rows != NULL && i < self->field_rows->len; i++)
    gaung_clash_field_set_narrow (g_ptr_array_index (self->field_rows, i), is_narrow);
}

static void
gaung_clash_desk_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_IS_NARROW:
      g_value_set_boolean (value, GAUNG_CLASH_DESK (object)->is_narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gaung_clash_desk_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_IS_NARROW:
      set_narrow (GAUNG_CLASH_DESK (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gaung_clash_desk_dispose (GObject *object)
{
  GaungClashDesk *self = GAUNG_CLASH_DESK (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  g_clear_pointer (&self->field_rows, g_ptr_array_unref);
  g_clear_pointer (&self->silent_rows, g_ptr_array_unref);
  g_clear_pointer (&self->first_id, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_CLASH_DESK);

  G_OBJECT_CLASS (gaung_clash_desk_parent_class)->dispose (object);
}

static void
install_keys (GtkWidgetClass *widget_class)
{
  static const guint keys[][2] = {
    { GDK_KEY_1, GDK_KEY_KP_1 },
    { GDK_KEY_2, GDK_KEY_KP_2 },
    { GDK_KEY_3, GDK_KEY_KP_3 },
  };

  gtk_widget_class_install_action (widget_class, "clash.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "clash.next", NULL, next_cb);
  gtk_widget_class_install_action (widget_class, "clash.previous", NULL, previous_cb);
  gtk_widget_class_install_action (widget_class, "clash.reveal", NULL, reveal_cb);
  for (guint i = 0; i < GAUNG_CLASH_N; i++)
    for (guint k = 0; k < G_N_ELEMENTS (keys[i]); k++)
      {
        GtkShortcutAction *action
            = gtk_callback_action_new (choose_cb, GINT_TO_POINTER ((int) i), NULL);
        g_autoptr (GtkShortcut) shortcut
            = gtk_shortcut_new (gtk_keyval_trigger_new (keys[i][k], 0), action);

        gtk_widget_class_add_shortcut (widget_class, shortcut);
      }
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "clash.save", NULL);
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "clash.save", NULL);
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_Down, GDK_ALT_MASK, "clash.next", NULL);
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_Up, GDK_ALT_MASK, "clash.previous", NULL);
}

static void
gaung_clash_desk_class_init (GaungClashDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gaung_clash_desk_get_property;
  object_class->set_property = gaung_clash_desk_set_property;
  object_class->dispose = gaung_clash_desk_dispose;

  properties[PROP_IS_NARROW] = g_param_spec_boolean (
      "is-narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/app/gaung-clash-desk.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungClashDesk, window_title);
  gtk_widget_class_bind_template_child (widget_class, GaungClashDesk, stack);
  gtk_widget_class_bind_template_child (widget_class, GaungClashDesk, error_slot);
  gtk_widget_class_bind_template_child (widget_class, GaungClashDesk, scrolled);
  gtk_widget_class_bind_template_child (widget_class, GaungClashDesk, heading);
  gtk_widget_class_bind_template_child (widget_class, GaungClashDesk, subject);
  gtk_widget_class_bind_template_child (widget_class, GaungClashDesk, reveal_button);
  gtk_widget_class_bind_template_child (widget_class, GaungClashDesk, fields);
  gtk_widget_class_bind_template_child (widget_class, GaungClashDesk, silent_list);
  gtk_widget_class_bind_template_child (widget_class, GaungClashDesk, silent_row);
  install_keys (widget_class);
}

static void
gaung_clash_desk_init (GaungClashDesk *self)
{
  self->field_rows = g_ptr_array_new ();
  self->silent_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->silent_row), FALSE);
}

AdwDialog *
gaung_clash_desk_new (GaungContext *context, const char *id)
{
  GaungClashDesk *self;
  g_autoptr (GTask) task = NULL;

  g_return_val_if_fail (GAUNG_IS_CONTEXT (context), NULL);

  self = g_object_new (GAUNG_TYPE_CLASH_DESK, NULL);
  self->context = g_object_ref (context);
  self->first_id = id != NULL && *id != '\0' ? g_strdup (id) : NULL;
  task = g_task_new (self, NULL, loaded_cb, NULL);
  g_task_set_task_data (task, g_object_ref (get_store (self)), g_object_unref);
  g_task_run_in_thread (task, load_thread);

  return ADW_DIALOG (self);
}

GaungClashField *
gaung_clash_desk_get_field (GaungClashDesk *self, guint n)
{
  g_return_val_if_fail (GAUNG_IS_CLASH_DESK (self), NULL);

  return n < self->field_rows->len ? g_ptr_array_index (self->field_rows, n) : NULL;
}

gboolean
gaung_clash_desk_is_settled (GaungClashDesk *self)
{
  g_return_val_if_fail (GAUNG_IS_CLASH_DESK (self), FALSE);

  return self->conflicts != NULL;
}
