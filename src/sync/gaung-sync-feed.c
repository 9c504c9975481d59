/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungSyncFeed: pages of changes, fetched ahead; they are read in the thread of the caller. */
#include "config.h"

#include "gaung-sync-feed-private.h"

/* Pages that wait to be applied, as text. */
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
  GQueue packets;
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
  g_queue_init (&self->packets);
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
  g_queue_clear_full (&self->packets, (GDestroyNotify) gaung_couch_packet_free);
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

static GaungCouchPacket *
fetch (GaungSyncFeed *self, GError **error)
{
  GaungCouchPacket *packet = gaung_couch_receive_changes_sync (
      self->couch, self->database, self->since, self->limit, TRUE, self->own, error);

  if (packet != NULL)
    g_set_str (&self->since, gaung_couch_packet_get_last_sequence (packet));
  return packet;
}

static gpointer
run (gpointer data)
{
  GaungSyncFeed *self = data;
  gboolean is_last = FALSE;

  while (!is_last)
    {
      g_autoptr (GError) error = NULL;
      GaungCouchPacket *packet = fetch (self, &error);

      is_last = packet == NULL || gaung_couch_packet_is_last (packet);
      g_mutex_lock (&self->lock);
      while (!self->is_stopped && self->packets.length >= MAX_AHEAD)
        g_cond_wait (&self->changed, &self->lock);
      if (self->is_stopped)
        is_last = TRUE;
      if (packet != NULL)
        g_queue_push_tail (&self->packets, packet);
      else
        self->error = g_steal_pointer (&error);
      self->is_done = is_last;
      g_cond_broadcast (&self->changed);
      g_mutex_unlock (&self->lock);
    }
  return NULL;
}

/* The first page comes in the thread of the caller: mostly it is the only one. */
static GaungCouchPacket *
fetch_first (GaungSyncFeed *self, GError **error)
{
  GaungCouchPacket *packet = fetch (self, error);

  self->is_over = packet == NULL || gaung_couch_packet_is_last (packet);
  if (!self->is_over)
    self->thread = g_thread_new ("gaung-feed", run, self);
  return packet;
}

static GaungCouchPacket *
take_next (GaungSyncFeed *self, GError **error)
{
  GaungCouchPacket *packet;

  g_mutex_lock (&self->lock);
  while (self->packets.length == 0 && !self->is_done)
    g_cond_wait (&self->changed, &self->lock);
  packet = g_queue_pop_head (&self->packets);
  if (packet == NULL && self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  self->is_over
      = packet == NULL || (self->is_done && self->packets.length == 0 && self->error == NULL);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  return packet;
}

GaungCouchPage *
gaung_sync_feed_next (GaungSyncFeed *self, GError **error)
{
  g_autoptr (GaungCouchPacket) packet = NULL;

  if (self->is_over)
    return NULL;
  packet = self->thread == NULL ? fetch_first (self, error) : take_next (self, error);
  return packet != NULL ? gaung_couch_packet_read (packet, error) : NULL;
}
