/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What every view is given at construction instead of a global: the open store, where it lies, the
 * settings and the time of day. */

#include "config.h"

#include "gaung-context.h"

#include <glib/gi18n.h>

struct _GaungContext
{
  GObject parent_instance;

  GaungWorkspace *workspace;
  GaungStore *store;
  GSettings *settings;
  GaungClock *clock;
  GaungUndoStack *undo;
  GaungSyncStatus *status;
  GaungSyncMarks *marks;        /* NULL until it is asked for */
  GaungFileSource *file_source; /* (nullable) */
  GPtrArray *loads;             /* of Load, under way */
};

G_DEFINE_FINAL_TYPE (GaungContext, gaung_context, G_TYPE_OBJECT)

enum
{
  FILE_SOURCE_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* One file on its way. */
typedef struct
{
  GTask *task;
  char *id;
  GCancellable *cancellable; /* of the source: ends with the caller's and with the source */
  gulong cancelled_id;
  GBytes *bytes;
  gboolean is_cut;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_cancellable_disconnect (g_task_get_cancellable (load->task), load->cancelled_id);
  g_clear_pointer (&load->bytes, g_bytes_unref);
  g_clear_object (&load->cancellable);
  g_clear_object (&load->task);
  g_free (load->id);
  g_free (load);
}

/* What comes is the file that the record names, or nothing. */
static gboolean
check_bytes (GaungRecord *record, GBytes *bytes, GError **error)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  if (g_strcmp0 (hash, gaung_record_get_string (record, "sha256")) == 0)
    return TRUE;
  g_set_error_literal (
      error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("It arrived damaged and was thrown away."));
  return FALSE;
}

static void
keep_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Load *load = data;
  GaungStore *store = GAUNG_CONTEXT (g_task_get_source_object (load->task))->store;
  g_autoptr (GaungRecord) record = gaung_store_get (store, load->id, NULL);
  g_autoptr (GaungBatch) batch = NULL;
  GError *error = NULL;

  /* Retention may have removed it meanwhile: then its bytes do not stay behind either. */
  if (record == NULL)
    {
      g_task_return_new_error (task,
                               G_IO_ERROR,
                               G_IO_ERROR_NOT_FOUND,
                               "%s",
                               _ ("The complaint is not on this computer any more."));
      return;
    }
  if (!check_bytes (record, load->bytes, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);
  gaung_batch_put_bytes (batch, load->id, load->bytes);
  /* A full disk does not keep anybody from looking at it. */
  if (!gaung_store_write (store, batch, NULL))
    g_message ("A file could not be kept");
  g_task_return_boolean (task, TRUE);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Load *load = data;
  g_autoptr (GTask) task = g_object_ref (load->task);
  g_autoptr (GBytes) bytes = g_steal_pointer (&load->bytes);
  GError *error = NULL;
  gboolean is_kept = g_task_propagate_boolean (G_TASK (result), &error);

  load_free (load);
  if (is_kept)
    g_task_return_pointer (task, g_steal_pointer (&bytes), (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Load *load = data;
  GaungContext *self = g_task_get_source_object (load->task);
  g_autoptr (GTask) keeping = NULL;
  GError *error = NULL;

  load->bytes = gaung_file_source_load_finish (GAUNG_FILE_SOURCE (source), result, &error);
  g_ptr_array_remove_fast (self->loads, load);
  if (load->bytes == NULL)
    {
      g_autoptr (GTask) task = g_object_ref (load->task);

      if (load->is_cut && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        error->code = G_IO_ERROR_NOT_CONNECTED;
      load_free (load);
      g_task_return_error (task, error);
      return;
    }
  /* Without a source: this thread is never the last to hold the context. */
  keeping = g_task_new (NULL, NULL, kept_cb, load);
  g_task_set_task_data (keeping, load, NULL);
  g_task_run_in_thread (keeping, keep_thread);
}

static void
outer_cancelled_cb (GCancellable *outer, GCancellable *inner)
{
  g_cancellable_cancel (inner);
}

static void
gaung_context_dispose (GObject *object)
{
  GaungContext *self = GAUNG_CONTEXT (object);

  /* Whoever loads holds the context, so nothing is under way. */
  g_clear_object (&self->file_source);
  g_clear_object (&self->workspace);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);
  g_clear_object (&self->clock);
  g_clear_object (&self->undo);
  g_clear_object (&self->marks);
  g_clear_object (&self->status);

  G_OBJECT_CLASS (gaung_context_parent_class)->dispose (object);
}

static void
gaung_context_finalize (GObject *object)
{
  GaungContext *self = GAUNG_CONTEXT (object);

  g_ptr_array_unref (self->loads);

  G_OBJECT_CLASS (gaung_context_parent_class)->finalize (object);
}

static void
gaung_context_class_init (GaungContextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gaung_context_dispose;
  object_class->finalize = gaung_context_finalize;

  signals[FILE_SOURCE_CHANGED] = g_signal_new ("file-source-changed",
                                               G_TYPE_FROM_CLASS (klass),
                                               G_SIGNAL_RUN_LAST,
                                               0,
                                               NULL,
                                               NULL,
                                               NULL,
                                               G_TYPE_NONE,
                                               0);
}

static void
gaung_context_init (GaungContext *self)
{
  self->undo = gaung_undo_stack_new ();
  self->status = gaung_sync_status_new ();
  self->loads = g_ptr_array_new ();
}

/**
 * gaung_context_new:
 * @workspace: (nullable): where the store lies; %NULL only in tests
 * @store: the open store
 * @settings: (nullable): the settings of this computer; %NULL only in tests
 * @clock: (nullable): the time of day; %NULL for the system's
 *
 * Returns: (transfer full): a new context
 */
GaungContext *
gaung_context_new (GaungWorkspace *workspace,
                   GaungStore *store,
                   GSettings *settings,
                   GaungClock *clock)
{
  GaungContext *self;

  g_return_val_if_fail (GAUNG_IS_STORE (store), NULL);

  self = g_object_new (GAUNG_TYPE_CONTEXT, NULL);
  g_set_object (&self->workspace, workspace);
  g_set_object (&self->store, store);
  g_set_object (&self->settings, settings);
  self->clock = clock ? g_object_ref (clock) : gaung_clock_new ();

  return self;
}

GaungWorkspace *
gaung_context_get_workspace (GaungContext *self)
{
  g_return_val_if_fail (GAUNG_IS_CONTEXT (self), NULL);

  return self->workspace;
}

GaungStore *
gaung_context_get_store (GaungContext *self)
{
  g_return_val_if_fail (GAUNG_IS_CONTEXT (self), NULL);

  return self->store;
}

GSettings *
gaung_context_get_settings (GaungContext *self)
{
  g_return_val_if_fail (GAUNG_IS_CONTEXT (self), NULL);

  return self->settings;
}

GaungClock *
gaung_context_get_clock (GaungContext *self)
{
  g_return_val_if_fail (GAUNG_IS_CONTEXT (self), NULL);

  return self->clock;
}

/**
 * gaung_context_get_undo:
 *
 * Returns: (transfer none): what can be undone in this window, latest last
 */
GaungUndoStack *
gaung_context_get_undo (GaungContext *self)
{
  g_return_val_if_fail (GAUNG_IS_CONTEXT (self), NULL);

  return self->undo;
}

GaungSyncStatus *
gaung_context_get_status (GaungContext *self)
{
  g_return_val_if_fail (GAUNG_IS_CONTEXT (self), NULL);

  return self->status;
}

GaungSyncMarks *
gaung_context_get_marks (GaungContext *self)
{
  g_return_val_if_fail (GAUNG_IS_CONTEXT (self), NULL);

  if (self->marks == NULL)
    self->marks = gaung_sync_marks_new (gaung_context_has_server (self) ? self->store : NULL);

  return self->marks;
}

/**
 * gaung_context_set_file_source:
 * @source: (nullable): where bytes come from that are not on this computer
 *
 * What is under way from the source before is given up.
 */
void
gaung_context_set_file_source (GaungContext *self, GaungFileSource *source)
{
  g_autoptr (GPtrArray) cancellables = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (GAUNG_IS_CONTEXT (self));
  g_return_if_fail (source == NULL || GAUNG_IS_FILE_SOURCE (source));

  if (!g_set_object (&self->file_source, source))
    return;
  for (guint i = 0; i < self->loads->len; i++)
    {
      Load *load = g_ptr_array_index (self->loads, i);

      load->is_cut = TRUE;
      g_ptr_array_add (cancellables, g_object_ref (load->cancellable));
    }
  for (guint i = 0; i < cancellables->len; i++)
    g_cancellable_cancel (g_ptr_array_index (cancellables, i));
  g_signal_emit (self, signals[FILE_SOURCE_CHANGED], 0);
}

GaungFileSource *
gaung_context_get_file_source (GaungContext *self)
{
  g_return_val_if_fail (GAUNG_IS_CONTEXT (self), NULL);

  return self->file_source;
}

void
gaung_context_load_file_async (GaungContext *self,
                               const char *attachment_id,
                               GaungFileProgress progress,
                               gpointer progress_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  g_autoptr (GTask) task = NULL;
  Load *load;

  g_return_if_fail (GAUNG_IS_CONTEXT (self));
  g_return_if_fail (attachment_id != NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, gaung_context_load_file_async);
  if (self->file_source == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_CONNECTED, "not connected");
      return;
    }
  load = g_new0 (Load, 1);
  load->task = g_object_ref (task);
  load->id = g_strdup (attachment_id);
  load->cancellable = g_cancellable_new ();
  g_ptr_array_add (self->loads, load);
  if (cancellable != NULL)
    load->cancelled_id = g_cancellable_connect (cancellable,
                                                G_CALLBACK (outer_cancelled_cb),
                                                g_object_ref (load->cancellable),
                                                g_object_unref);
  gaung_file_source_load_async (self->file_source,
                                attachment_id,
                                progress,
                                progress_data,
                                load->cancellable,
                                loaded_cb,
                                load);
}

GBytes *
gaung_context_load_file_finish (GaungContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

GaungInstant
gaung_context_get_now (GaungContext *self)
{
  g_return_val_if_fail (GAUNG_IS_CONTEXT (self), GAUNG_INSTANT_NONE);

  return gaung_clock_get_now (self->clock);
}

const GaungActor *
gaung_context_get_actor (GaungContext *self)
{
  g_return_val_if_fail (GAUNG_IS_CONTEXT (self), NULL);

  return gaung_store_get_actor (self->store);
}

GaungRules *
gaung_context_get_rules (GaungContext *self)
{
  g_return_val_if_fail (GAUNG_IS_CONTEXT (self), NULL);

  return gaung_store_get_rules (self->store);
}

/**
 * gaung_context_is_sample:
 *
 * Returns: whether the content is invented, which the interface must never hide
 */
gboolean
gaung_context_is_sample (GaungContext *self)
{
  g_return_val_if_fail (GAUNG_IS_CONTEXT (self), FALSE);

  return self->workspace != NULL
         && gaung_workspace_get_kind (self->workspace) == GAUNG_WORKSPACE_SAMPLE;
}

/**
 * gaung_context_has_server:
 *
 * Returns: whether what is written here is to be sent
 */
gboolean
gaung_context_has_server (GaungContext *self)
{
  g_return_val_if_fail (GAUNG_IS_CONTEXT (self), FALSE);

  return self->workspace != NULL
         && gaung_workspace_get_kind (self->workspace) == GAUNG_WORKSPACE_SERVER;
}
