/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Undo instead of "are you sure": everything that a person may regret is pushed here together with
 * the function that takes it back. The toast and Ctrl+Z are two ways to the same entry. */

#include "config.h"

#include "gaung-undo-stack.h"

typedef struct
{
  guint id;
  guint timeout;
  char *title;
  GaungUndoFunc undo;
  gpointer data;
  GDestroyNotify destroy;
  GaungUndoStack *stack;
} Entry;

struct _GaungUndoStack
{
  GObject parent_instance;

  GPtrArray *entries;
  guint last_id;
};

G_DEFINE_FINAL_TYPE (GaungUndoStack, gaung_undo_stack, G_TYPE_OBJECT)

enum
{
  PROP_CAN_UNDO = 1,
  PROP_TITLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_handle_id (&entry->timeout, g_source_remove);
  if (entry->destroy)
    entry->destroy (entry->data);
  g_free (entry->title);
  g_free (entry);
}

static guint
find_entry (GaungUndoStack *self, guint id)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (self->entries, i);

      if (entry->id == id)
        return i;
    }

  return G_MAXUINT;
}

static Entry *
steal_entry (GaungUndoStack *self, guint position)
{
  Entry *entry = g_ptr_array_steal_index (self->entries, position);

  g_clear_handle_id (&entry->timeout, g_source_remove);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);

  return entry;
}

static void
expire_cb (gpointer data)
{
  Entry *entry = data;
  GaungUndoStack *self = entry->stack;

  entry->timeout = 0;
  entry_free (steal_entry (self, find_entry (self, entry->id)));
}

static void
gaung_undo_stack_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GaungUndoStack *self = GAUNG_UNDO_STACK (object);

  switch (prop_id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, gaung_undo_stack_can_undo (self));
      break;
    case PROP_TITLE:
      g_value_set_string (value, gaung_undo_stack_get_title (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gaung_undo_stack_dispose (GObject *object)
{
  GaungUndoStack *self = GAUNG_UNDO_STACK (object);

  g_ptr_array_set_size (self->entries, 0);

  G_OBJECT_CLASS (gaung_undo_stack_parent_class)->dispose (object);
}

static void
gaung_undo_stack_finalize (GObject *object)
{
  GaungUndoStack *self = GAUNG_UNDO_STACK (object);

  g_clear_pointer (&self->entries, g_ptr_array_unref);

  G_OBJECT_CLASS (gaung_undo_stack_parent_class)->finalize (object);
}

static void
gaung_undo_stack_class_init (GaungUndoStackClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gaung_undo_stack_get_property;
  object_class->dispose = gaung_undo_stack_dispose;
  object_class->finalize = gaung_undo_stack_finalize;

  properties[PROP_CAN_UNDO] = g_param_spec_boolean (
      "can-undo", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE]
      = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gaung_undo_stack_init (GaungUndoStack *self)
{
  self->entries = g_ptr_array_new_with_free_func (entry_free);
}

GaungUndoStack *
gaung_undo_stack_new (void)
{
  return g_object_new (GAUNG_TYPE_UNDO_STACK, NULL);
}

guint
gaung_undo_stack_push (GaungUndoStack *self,
                       const char *title,
                       guint seconds,
                       GaungUndoFunc undo,
                       gpointer data,
                       GDestroyNotify destroy)
{
  Entry *entry;

  g_return_val_if_fail (GAUNG_IS_UNDO_STACK (self), 0);
  g_return_val_if_fail (undo != NULL, 0);

  entry = g_new0 (Entry, 1);
  entry->id = ++self->last_id;
  entry->title = g_strdup (title);
  entry->undo = undo;
  entry->data = data;
  entry->destroy = destroy;
  entry->stack = self;
  if (seconds > 0)
    entry->timeout = g_timeout_add_seconds_once (seconds, expire_cb, entry);
  g_ptr_array_add (self->entries, entry);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);

  return entry->id;
}

gboolean
gaung_undo_stack_undo (GaungUndoStack *self, guint id)
{
  guint position;
  Entry *entry;

  g_return_val_if_fail (GAUNG_IS_UNDO_STACK (self), FALSE);

  position = find_entry (self, id);
  if (position == G_MAXUINT)
    return FALSE;

  entry = steal_entry (self, position);
  entry->undo (entry->data);
  entry_free (entry);

  return TRUE;
}

gboolean
gaung_undo_stack_undo_last (GaungUndoStack *self)
{
  const Entry *entry;

  g_return_val_if_fail (GAUNG_IS_UNDO_STACK (self), FALSE);

  if (self->entries->len == 0)
    return FALSE;
  entry = g_ptr_array_index (self->entries, self->entries->len - 1);

  return gaung_undo_stack_undo (self, entry->id);
}

void
gaung_undo_stack_drop (GaungUndoStack *self, guint id)
{
  guint position;

  g_return_if_fail (GAUNG_IS_UNDO_STACK (self));

  position = find_entry (self, id);
  if (position != G_MAXUINT)
    entry_free (steal_entry (self, position));
}

gboolean
gaung_undo_stack_can_undo (GaungUndoStack *self)
{
  g_return_val_if_fail (GAUNG_IS_UNDO_STACK (self), FALSE);

  return self->entries->len > 0;
}

const char *
gaung_undo_stack_get_title (GaungUndoStack *self)
{
  g_return_val_if_fail (GAUNG_IS_UNDO_STACK (self), NULL);

  if (self->entries->len == 0)
    return NULL;

  return ((const Entry *) g_ptr_array_index (self->entries, self->entries->len - 1))->title;
}
