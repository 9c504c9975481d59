/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which records wait to be sent, were refused, or clash. Lists ask for every row they draw, so it
 * is one look into a table; the table is made in a thread. */

#include "config.h"

#include "gaung-sync-marks.h"

#include <glib/gi18n.h>

#include "gaung-outbox.h"

#define MAX_ITEMS 2000
#define MAX_CLASHES 1000
#define REST_MILLISECONDS 300

struct _GaungSyncMarks
{
  GObject parent_instance;

  GaungStore *store; /* (nullable) */
  GHashTable *marks; /* id → GaungSyncMark; NULL until it was read */
  guint timeout;     /* rests until then */
  gboolean is_reading;
};

G_DEFINE_FINAL_TYPE (GaungSyncMarks, gaung_sync_marks, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
add_mark (GHashTable *marks, const char *id, GaungSyncMark mark)
{
  if (id != NULL && GPOINTER_TO_INT (g_hash_table_lookup (marks, id)) < (int) mark)
    g_hash_table_insert (marks, g_strdup (id), GINT_TO_POINTER (mark));
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GaungStore *store = data;
  g_autoptr (GHashTable) marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  GError *error = NULL;

  items = gaung_outbox_list (store, MAX_ITEMS, &error);
  if (items != NULL)
    conflicts = gaung_conflict_list (store, TRUE, MAX_CLASHES, &error);
  if (conflicts == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < items->len; i++)
    {
      const GaungOutboxItem *item = g_ptr_array_index (items, i);
      GaungSyncMark mark
          = item->state == GAUNG_OUTBOX_PARKED ? GAUNG_SYNC_MARK_PARKED : GAUNG_SYNC_MARK_WAITING;

      add_mark (marks, item->id, mark);
      add_mark (marks, item->parent, mark);
    }
  for (guint i = 0; i < conflicts->len; i++)
    add_mark (
        marks, ((GaungConflict *) g_ptr_array_index (conflicts, i))->id, GAUNG_SYNC_MARK_CLASH);
  g_task_return_pointer (task, g_steal_pointer (&marks), (GDestroyNotify) g_hash_table_unref);
}

static gboolean
is_same (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer id, mark;

  if (a == NULL || g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &id, &mark))
    if (g_hash_table_lookup (b, id) != mark)
      return FALSE;

  return TRUE;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GaungSyncMarks *self = GAUNG_SYNC_MARKS (source);
  g_autoptr (GHashTable) marks = g_task_propagate_pointer (G_TASK (result), NULL);

  self->is_reading = FALSE;
  if (self->store == NULL)
    return;
  if (marks == NULL || is_same (self->marks, marks))
    return;
  g_clear_pointer (&self->marks, g_hash_table_unref);
  self->marks = g_steal_pointer (&marks);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
read_marks (GaungSyncMarks *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, read_cb, NULL);

  self->is_reading = TRUE;
  g_task_set_task_data (task, g_object_ref (self->store), g_object_unref);
  g_task_run_in_thread (task, read_thread);
}

static gboolean
rested_cb (gpointer data)
{
  GaungSyncMarks *self = data;

  if (self->is_reading)
    return G_SOURCE_CONTINUE;
  self->timeout = 0;
  read_marks (self);

  return G_SOURCE_REMOVE;
}

/* A long sending changes the outbox many times a second. */
static void
exchange_changed_cb (GaungSyncMarks *self)
{
  if (self->timeout == 0)
    self->timeout = g_timeout_add (REST_MILLISECONDS, rested_cb, self);
}

static void
gaung_sync_marks_dispose (GObject *object)
{
  GaungSyncMarks *self = GAUNG_SYNC_MARKS (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_object (&self->store);
  g_clear_pointer (&self->marks, g_hash_table_unref);

  G_OBJECT_CLASS (gaung_sync_marks_parent_class)->dispose (object);
}

static void
gaung_sync_marks_class_init (GaungSyncMarksClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gaung_sync_marks_dispose;

  signals[CHANGED] = g_signal_new (
      "changed", GAUNG_TYPE_SYNC_MARKS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gaung_sync_marks_init (GaungSyncMarks *self)
{
}

GaungSyncMarks *
gaung_sync_marks_new (GaungStore *store)
{
  GaungSyncMarks *self = g_object_new (GAUNG_TYPE_SYNC_MARKS, NULL);

  if (store == NULL)
    return self;
  self->store = g_object_ref (store);
  g_signal_connect_object (
      store, "exchange-changed", G_CALLBACK (exchange_changed_cb), self, G_CONNECT_SWAPPED);
  read_marks (self);

  return self;
}

GaungSyncMark
gaung_sync_marks_get (GaungSyncMarks *self, const char *id)
{
  g_return_val_if_fail (GAUNG_IS_SYNC_MARKS (self), GAUNG_SYNC_MARK_NONE);

  if (self->marks == NULL || id == NULL)
    return GAUNG_SYNC_MARK_NONE;

  return GPOINTER_TO_INT (g_hash_table_lookup (self->marks, id));
}

const char *
gaung_sync_mark_get_icon_name (GaungSyncMark mark)
{
  switch (mark)
    {
    case GAUNG_SYNC_MARK_WAITING:
      return "document-send-symbolic";
    case GAUNG_SYNC_MARK_PARKED:
    case GAUNG_SYNC_MARK_CLASH:
      return "dialog-warning-symbolic";
    case GAUNG_SYNC_MARK_NONE:
    default:
      return NULL;
    }
}

const char *
gaung_sync_mark_get_label (GaungSyncMark mark)
{
  switch (mark)
    {
    case GAUNG_SYNC_MARK_WAITING:
      return _ ("Not sent yet");
    case GAUNG_SYNC_MARK_PARKED:
      return _ ("The server refused a change");
    case GAUNG_SYNC_MARK_CLASH:
      return _ ("You and somebody else changed the same");
    case GAUNG_SYNC_MARK_NONE:
    default:
      return NULL;
    }
}
