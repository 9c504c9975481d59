/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungSyncFeed: pages of changes, fetched ahead. */
#include "config.h"

#include "gaung-sync-feed-private.h"

/* Pages that wait to be applied; each may take a few megabytes. */
#define MAX_AHEAD 2

struct _GaungSyncFeed
{
  GaungCouch *couch;
  char *database;
  char *since; /* of the thread, once it runs */
  guint limit;
  gboolean is_over;
  GCancellable *cancellable; /* of the caller (nullable) */
  gulong cancelled_id;
  GCancellable *own;
  GThread *thread;
  GMutex lock; /* of what follows */
  GCond changed;
  GQueue pages;
  GError *error;
  gboolean is_stopped;
  gboolean is_done;
};

gboolean
gaung_sync_page_is_last (const GaungCouchPage *page)
{
  return page->pending == 0 || page->n_received == 0;
}

static void
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  g_cancellable_cancel (data);
}

GaungSyncFeed *
gaung_sync_feed_new (GaungCouch *couch,
                     const char *database,
                     const char *since,
                     guint limit,
                     GCancellable *cancellable)
{
  GaungSyncFeed *self = g_new0 (GaungSyncFeed, 1);

  self->couch = g_object_ref (couch);
  self->database = g_strdup (database);
  self->since = g_strdup (since);
  self->limit = limit;
  self->own = g_cancellable_new ();
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  if (cancellable != NULL)
    self->cancelled_id = g_cancellable_connect (
        cancellable, G_CALLBACK (cancelled_cb), g_object_ref (self->own), g_object_unref);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  g_queue_init (&self->pages);
  return self;
}

void
gaung_sync_feed_free (GaungSyncFeed *self)
{
  if (self->cancellable != NULL)
    g_cancellable_disconnect (self->cancellable, self->cancelled_id);
  if (self->thread != NULL)
    {
      g_mutex_lock (&self->lock);
      self->is_stopped = TRUE;
      g_cond_broadcast (&self->changed);
      g_mutex_unlock (&self->lock);
      g_cancellable_cancel (self->own);
      g_thread_join (self->thread);
    }
  g_queue_clear_full (&self->pages, (GDestroyNotify) gaung_couch_page_free);
  g_clear_error (&self->error);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->own);
  g_clear_object (&self->couch);
  g_free (self->database);
  g_free (self->since);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static GaungCouchPage *
fetch (GaungSyncFeed *self, GError **error)
{
  GaungCouchPage *page = gaung_couch_get_changes_sync (
      self->couch, self->database, self->since, self->limit, TRUE, self->own, error);

  if (page != NULL)
    g_set_str (&self->since, page->last_sequence);
  return page;
}

static gpointer
run (gpointer data)
{
  GaungSyncFeed *self = data;
  gboolean is_last = FALSE;

  while (!is_last)
    {
      g_autoptr (GError) error = NULL;
      GaungCouchPage *page = fetch (self, &error);

      is_last = page == NULL || gaung_sync_page_is_last (page);
      g_mutex_lock (&self->lock);
      while (!self->is_stopped && self->pages.length >= MAX_AHEAD)
        g_cond_wait (&self->changed, &self->lock);
      if (self->is_stopped)
        is_last = TRUE;
      if (page != NULL)
        g_queue_push_tail (&self->pages, page);
      else
        self->error = g_steal_pointer (&error);
      self->is_done = is_last;
      g_cond_broadcast (&self->changed);
      g_mutex_unlock (&self->lock);
    }
  return NULL;
}

/* The first page comes in the thread of the caller: mostly it is the only one. */
static GaungCouchPage *
fetch_first (GaungSyncFeed *self, GError **error)
{
  GaungCouchPage *page = fetch (self, error);

  self->is_over = page == NULL || gaung_sync_page_is_last (page);
  if (!self->is_over)
    self->thread = g_thread_new ("gaung-feed", run, self);
  return page;
}

GaungCouchPage *
gaung_sync_feed_next (GaungSyncFeed *self, GError **error)
{
  GaungCouchPage *page;

  if (self->is_over)
    return NULL;
  if (self->thread == NULL)
    return fetch_first (self, error);

  g_mutex_lock (&self->lock);
  while (self->pages.length == 0 && !self->is_done)
    g_cond_wait (&self->changed, &self->lock);
  page = g_queue_pop_head (&self->pages);
  if (page == NULL && self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  self->is_over = page == NULL || (self->is_done && self->pages.length == 0 && self->error == NULL);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  return page;
}
