/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungSyncFetcher: a thread that fetches files. */
#include "config.h"

#include "gaung-sync-fetcher-private.h"

#define MAX_FILES 1000

struct _GaungSyncFetcher
{
  GaungSync *sync;
  GCancellable *cancellable;
  GThread *thread;
  GMutex lock; /* of what follows */
  GCond changed;
  GQueue files; /* ids */
  gboolean is_stopped;
};

/* NULL: stopped. */
static char *
wait_for_file (GaungSyncFetcher *self)
{
  char *file = NULL;

  g_mutex_lock (&self->lock);
  while (self->files.length == 0 && !self->is_stopped)
    g_cond_wait (&self->changed, &self->lock);
  if (!self->is_stopped)
    file = g_queue_pop_head (&self->files);
  g_mutex_unlock (&self->lock);
  return file;
}

/* No way to the server: the others would fare no better. */
static void
give_up (GaungSyncFetcher *self)
{
  g_mutex_lock (&self->lock);
  g_queue_clear_full (&self->files, g_free);
  g_mutex_unlock (&self->lock);
}

static gpointer
run (gpointer data)
{
  GaungSyncFetcher *self = data;
  char *file;

  while ((file = wait_for_file (self)) != NULL)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes
          = gaung_sync_fetch_file (self->sync, file, NULL, NULL, self->cancellable, &error);

      if (bytes == NULL && error->domain == GAUNG_REMOTE_ERROR
          && error->code != GAUNG_REMOTE_ERROR_MISSING)
        give_up (self);
      g_free (file);
    }
  return NULL;
}

GaungSyncFetcher *
gaung_sync_fetcher_new (GaungSync *sync)
{
  GaungSyncFetcher *self = g_new0 (GaungSyncFetcher, 1);

  self->sync = sync;
  self->cancellable = g_cancellable_new ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  g_queue_init (&self->files);
  self->thread = g_thread_new ("gaung-files", run, self);
  return self;
}

void
gaung_sync_fetcher_add (GaungSyncFetcher *self, const char *attachment)
{
  g_mutex_lock (&self->lock);
  if (self->files.length < MAX_FILES)
    g_queue_push_tail (&self->files, g_strdup (attachment));
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
}

void
gaung_sync_fetcher_free (GaungSyncFetcher *self)
{
  g_mutex_lock (&self->lock);
  self->is_stopped = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  g_cancellable_cancel (self->cancellable);
  g_thread_join (self->thread);
  g_queue_clear_full (&self->files, g_free);
  g_clear_object (&self->cancellable);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self);
}
