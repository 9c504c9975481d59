/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungWorker: see the header. */
#include "config.h"

#include "gaung-worker-private.h"

#include "gaung-store-error.h"

typedef struct
{
  int priority;
  GaungWorkerFunc func;
  gpointer data;
  GDestroyNotify destroy;
  GCancellable *cancellable;
} Job;

struct _GaungWorker
{
  char *name;
  char *path;
  GBytes *key;
  GMutex lock;
  GCond cond;
  GThread *thread; /* made with the first job */
  GQueue jobs;
  gboolean is_busy;
  gboolean is_stopped;
};

static void
job_free (Job *job)
{
  if (job->destroy != NULL)
    job->destroy (job->data);
  g_clear_object (&job->cancellable);
  g_free (job);
}

static int
compare_jobs (gconstpointer a, gconstpointer b, gpointer data)
{
  /* Never 0 or above for an equal one: it goes behind. */
  return ((const Job *) a)->priority > ((const Job *) b)->priority ? 1 : -1;
}

static Job *
take_job (GaungWorker *self)
{
  Job *job;

  g_mutex_lock (&self->lock);
  self->is_busy = FALSE;
  while (g_queue_is_empty (&self->jobs) && !self->is_stopped)
    {
      g_cond_broadcast (&self->cond);
      g_cond_wait (&self->cond, &self->lock);
    }
  job = g_queue_pop_head (&self->jobs);
  self->is_busy = job != NULL;
  g_mutex_unlock (&self->lock);
  return job;
}

static gpointer
run (gpointer data)
{
  GaungWorker *self = data;
  g_autoptr (GaungDatabase) database = NULL;
  Job *job;

  while ((job = take_job (self)) != NULL)
    {
      g_autoptr (GError) error = NULL;

      if (self->path != NULL && database == NULL)
        {
          database = gaung_database_open (self->path, self->key, GAUNG_DATABASE_NONE, &error);
          if (database != NULL && !gaung_database_accept (database, &error))
            g_clear_pointer (&database, gaung_database_close);
        }
      if (database != NULL)
        gaung_database_set_cancellable (database, job->cancellable);
      job->func (database, error, job->cancellable, job->data);
      if (database != NULL)
        gaung_database_set_cancellable (database, NULL);
      job_free (job);
    }
  return NULL;
}

GaungWorker *
gaung_worker_new (const char *name, const char *path, GBytes *key)
{
  GaungWorker *self = g_new0 (GaungWorker, 1);

  self->name = g_strdup (name);
  self->path = g_strdup (path);
  if (key != NULL)
    self->key = g_bytes_ref (key);
  g_mutex_init (&self->lock);
  g_cond_init (&self->cond);
  return self;
}

gboolean
gaung_worker_push (GaungWorker *self,
                   int priority,
                   GaungWorkerFunc func,
                   gpointer data,
                   GDestroyNotify destroy,
                   GCancellable *cancellable)
{
  Job *job = g_new0 (Job, 1);
  gboolean is_stopped;

  job->priority = priority;
  job->func = func;
  job->data = data;
  job->destroy = destroy;
  g_set_object (&job->cancellable, cancellable);

  g_mutex_lock (&self->lock);
  is_stopped = self->is_stopped;
  if (!is_stopped)
    {
      g_queue_insert_sorted (&self->jobs, job, compare_jobs, NULL);
      if (self->thread == NULL)
        self->thread = g_thread_new (self->name, run, self);
      g_cond_broadcast (&self->cond);
    }
  g_mutex_unlock (&self->lock);
  if (is_stopped)
    job_free (job);
  return !is_stopped;
}

gboolean
gaung_worker_is_idle (GaungWorker *self)
{
  gboolean is_idle;

  g_mutex_lock (&self->lock);
  is_idle = !self->is_busy && g_queue_is_empty (&self->jobs);
  g_mutex_unlock (&self->lock);
  return is_idle;
}

gboolean
gaung_worker_is_current_thread (GaungWorker *self)
{
  return self->thread == g_thread_self ();
}

void
gaung_worker_stop (GaungWorker *self)
{
  GThread *thread;

  g_mutex_lock (&self->lock);
  self->is_stopped = TRUE;
  thread = g_steal_pointer (&self->thread);
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->lock);
  if (thread != NULL)
    g_thread_join (thread);
}

void
gaung_worker_free (GaungWorker *self)
{
  if (self == NULL)
    return;
  gaung_worker_stop (self);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->cond);
  g_clear_pointer (&self->key, g_bytes_unref);
  g_free (self->path);
  g_free (self->name);
  g_free (self);
}
