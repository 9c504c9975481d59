/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungDraft: keeps a text in the store while it is being written. */

#include "config.h"

#include "gaung-draft.h"

#define DELAY_MS 250

struct _GaungDraft
{
  GObject parent_instance;

  GaungStore *store;
  char *key;
  guint source;

  GMutex write_lock; /* held for a whole transaction: writes never overtake each other */
  GMutex text_lock;  /* held for a moment: the main thread never waits for the disk */
  char *text;
  gboolean is_dirty;
};

G_DEFINE_FINAL_TYPE (GaungDraft, gaung_draft, G_TYPE_OBJECT)

enum
{
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
write_latest (GaungDraft *self, GError **error)
{
  g_autoptr (GMutexLocker) writing = g_mutex_locker_new (&self->write_lock);
  g_autoptr (GaungBatch) batch = NULL;
  g_autofree char *text = NULL;

  g_mutex_lock (&self->text_lock);
  if (!self->is_dirty)
    {
      g_mutex_unlock (&self->text_lock);
      return TRUE;
    }
  text = g_strdup (self->text);
  self->is_dirty = FALSE;
  g_mutex_unlock (&self->text_lock);

  batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);
  gaung_batch_put_draft (batch, self->key, text);
  if (gaung_store_write (self->store, batch, error))
    return TRUE;

  g_mutex_lock (&self->text_lock);
  self->is_dirty = TRUE;
  g_mutex_unlock (&self->text_lock);
  return FALSE;
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (write_latest (source, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_warning ("A draft could not be written: %s", error->message);
      g_signal_emit (source, signals[FAILED], 0, error);
    }
}

static gboolean
due_cb (gpointer data)
{
  GaungDraft *self = data;
  g_autoptr (GTask) task = g_task_new (self, NULL, written_cb, NULL);

  self->source = 0;
  g_task_run_in_thread (task, write_thread);
  return G_SOURCE_REMOVE;
}

static void
gaung_draft_dispose (GObject *object)
{
  GaungDraft *self = GAUNG_DRAFT (object);

  if (self->store != NULL)
    gaung_draft_flush (self);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (gaung_draft_parent_class)->dispose (object);
}

static void
gaung_draft_finalize (GObject *object)
{
  GaungDraft *self = GAUNG_DRAFT (object);

  g_free (self->key);
  g_free (self->text);
  g_mutex_clear (&self->write_lock);
  g_mutex_clear (&self->text_lock);
  G_OBJECT_CLASS (gaung_draft_parent_class)->finalize (object);
}

static void
gaung_draft_class_init (GaungDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gaung_draft_dispose;
  object_class->finalize = gaung_draft_finalize;

  signals[FAILED] = g_signal_new ("failed",
                                  GAUNG_TYPE_DRAFT,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_ERROR);
}

static void
gaung_draft_init (GaungDraft *self)
{
  g_mutex_init (&self->write_lock);
  g_mutex_init (&self->text_lock);
}

GaungDraft *
gaung_draft_new (GaungStore *store, const char *key)
{
  GaungDraft *self;

  g_return_val_if_fail (GAUNG_IS_STORE (store), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  self = g_object_new (GAUNG_TYPE_DRAFT, NULL);
  self->store = g_object_ref (store);
  self->key = g_strdup (key);
  return self;
}

const char *
gaung_draft_get_key (GaungDraft *self)
{
  g_return_val_if_fail (GAUNG_IS_DRAFT (self), NULL);
  return self->key;
}

char *
gaung_draft_load (GaungDraft *self)
{
  g_return_val_if_fail (GAUNG_IS_DRAFT (self), NULL);
  return gaung_store_get_draft (self->store, self->key);
}

void
gaung_draft_set_text (GaungDraft *self, const char *text)
{
  g_return_if_fail (GAUNG_IS_DRAFT (self));

  g_mutex_lock (&self->text_lock);
  self->is_dirty |= g_set_str (&self->text, text);
  g_mutex_unlock (&self->text_lock);

  if (self->source == 0)
    self->source = g_timeout_add (DELAY_MS, due_cb, self);
}

gboolean
gaung_draft_flush (GaungDraft *self)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (GAUNG_IS_DRAFT (self), FALSE);

  g_clear_handle_id (&self->source, g_source_remove);
  if (write_latest (self, &error))
    return TRUE;
  g_warning ("A draft could not be written: %s", error->message);
  g_signal_emit (self, signals[FAILED], 0, error);
  return FALSE;
}

void
gaung_draft_forget (GaungDraft *self)
{
  g_return_if_fail (GAUNG_IS_DRAFT (self));

  g_clear_handle_id (&self->source, g_source_remove);
  /* A write on its way in the other thread would bring the text back after it was consumed. */
  g_mutex_lock (&self->write_lock);
  g_mutex_lock (&self->text_lock);
  g_clear_pointer (&self->text, g_free);
  self->is_dirty = FALSE;
  g_mutex_unlock (&self->text_lock);
  g_mutex_unlock (&self->write_lock);
}
