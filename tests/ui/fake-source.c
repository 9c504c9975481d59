/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "fake-source.h"

struct _FakeSource
{
  GObject parent_instance;

  GQueue pending; /* of Load */
  guint n_asked;
};

typedef struct
{
  GTask *task;
  GaungFileProgress progress;
  gpointer progress_data;
  GSource *cancelled;
} Load;

static void
load_free (Load *load)
{
  g_source_destroy (load->cancelled);
  g_source_unref (load->cancelled);
  g_object_unref (load->task);
  g_free (load);
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  Load *load = data;
  FakeSource *self = g_task_get_source_object (load->task);

  g_queue_remove (&self->pending, load);
  g_task_return_error_if_cancelled (load->task);
  load_free (load);
  return G_SOURCE_REMOVE;
}

static void
fake_source_load_async (GaungFileSource *source,
                        const char *attachment_id,
                        GaungFileProgress progress,
                        gpointer progress_data,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  FakeSource *self = FAKE_SOURCE (source);
  Load *load = g_new0 (Load, 1);

  self->n_asked++;
  load->task = g_task_new (self, cancellable, callback, data);
  g_task_set_task_data (load->task, g_strdup (attachment_id), g_free);
  load->progress = progress;
  load->progress_data = progress_data;
  load->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (load->cancelled, G_SOURCE_FUNC (cancelled_cb), load, NULL);
  g_source_attach (load->cancelled, NULL);
  g_queue_push_tail (&self->pending, load);
}

static GBytes *
fake_source_load_finish (GaungFileSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
file_source_init (GaungFileSourceInterface *iface)
{
  iface->load_async = fake_source_load_async;
  iface->load_finish = fake_source_load_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeSource,
                               fake_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GAUNG_TYPE_FILE_SOURCE, file_source_init))

static void
fake_source_class_init (FakeSourceClass *klass)
{
}

static void
fake_source_init (FakeSource *self)
{
  g_queue_init (&self->pending);
}

FakeSource *
fake_source_new (void)
{
  return g_object_new (FAKE_TYPE_SOURCE, NULL);
}

guint
fake_source_get_n_asked (FakeSource *self)
{
  return self->n_asked;
}

guint
fake_source_get_n_pending (FakeSource *self)
{
  return self->pending.length;
}

static Load *
get_oldest (FakeSource *self)
{
  g_assert_cmpuint (self->pending.length, >, 0);
  return g_queue_peek_head (&self->pending);
}

const char *
fake_source_get_id (FakeSource *self)
{
  return g_task_get_task_data (get_oldest (self)->task);
}

void
fake_source_progress (FakeSource *self, guint percent)
{
  Load *load = get_oldest (self);

  load->progress (percent, load->progress_data);
}

void
fake_source_answer (FakeSource *self, GBytes *bytes)
{
  Load *load = get_oldest (self);

  g_queue_pop_head (&self->pending);
  g_task_return_pointer (load->task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  load_free (load);
}

void
fake_source_refuse (FakeSource *self, GIOErrorEnum code, const char *text)
{
  Load *load = get_oldest (self);

  g_queue_pop_head (&self->pending);
  g_task_return_new_error_literal (load->task, G_IO_ERROR, (int) code, text);
  load_free (load);
}
