/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungSyncPoller: a thread that waits for one database. */
#include "config.h"

#include "gaung-sync-poller-private.h"

#define PAGE 500

struct _GaungSyncPoller
{
  GaungCouch *couch;
  char *database;
  guint first; /* of the poll to come; afterwards the same as milliseconds */
  guint milliseconds;
  GaungSyncDeliver deliver;
  gpointer data;
  GCancellable *cancellable;
  GThread *thread;
  GMutex lock; /* of what follows */
  GCond changed;
  char *since; /* (nullable): not told, or under way */
  gboolean is_polling;
  gboolean is_stopped;
};

void
gaung_sync_delivery_free (GaungSyncDelivery *self)
{
  g_free (self->database);
  g_clear_pointer (&self->page, gaung_couch_page_free);
  g_clear_error (&self->error);
  g_free (self);
}

/* NULL: stopped. */
static char *
wait_for_go (GaungSyncPoller *self)
{
  char *since = NULL;

  g_mutex_lock (&self->lock);
  while (self->since == NULL && !self->is_stopped)
    g_cond_wait (&self->changed, &self->lock);
  if (!self->is_stopped)
    since = g_steal_pointer (&self->since);
  self->is_polling = since != NULL;
  g_mutex_unlock (&self->lock);
  return since;
}

static void
poll (GaungSyncPoller *self, const char *since)
{
  GaungSyncDelivery *delivery = g_new0 (GaungSyncDelivery, 1);
  gint64 begun = g_get_monotonic_time ();
  guint milliseconds = self->first;

  self->first = self->milliseconds;
  delivery->database = g_strdup (self->database);
  delivery->page = gaung_couch_wait_for_changes_sync (self->couch,
                                                      self->database,
                                                      since,
                                                      PAGE,
                                                      TRUE,
                                                      milliseconds,
                                                      self->cancellable,
                                                      &delivery->error);
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      gaung_sync_delivery_free (delivery);
      return;
    }
  delivery->is_early = delivery->page != NULL && delivery->page->n_received == 0
                       && g_get_monotonic_time () - begun < (gint64) milliseconds * 1000 * 9 / 10;
  g_mutex_lock (&self->lock);
  self->is_polling = FALSE;
  g_mutex_unlock (&self->lock);
  self->deliver (delivery, self->data);
}

static gpointer
run (gpointer data)
{
  GaungSyncPoller *self = data;
  char *since;

  while ((since = wait_for_go (self)) != NULL)
    {
      poll (self, since);
      g_free (since);
    }
  return NULL;
}

GaungSyncPoller *
gaung_sync_poller_new (GaungCouch *couch,
                       const char *database,
                       guint first,
                       guint milliseconds,
                       GaungSyncDeliver deliver,
                       gpointer data)
{
  GaungSyncPoller *self = g_new0 (GaungSyncPoller, 1);

  self->couch = g_object_ref (couch);
  self->database = g_strdup (database);
  self->first = first;
  self->milliseconds = milliseconds;
  self->deliver = deliver;
  self->data = data;
  self->cancellable = g_cancellable_new ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->thread = g_thread_new ("gaung-poll", run, self);
  return self;
}

const char *
gaung_sync_poller_get_database (GaungSyncPoller *self)
{
  return self->database;
}

void
gaung_sync_poller_go (GaungSyncPoller *self, const char *since)
{
  g_mutex_lock (&self->lock);
  if (!self->is_polling)
    {
      g_set_str (&self->since, since);
      g_cond_signal (&self->changed);
    }
  g_mutex_unlock (&self->lock);
}

void
gaung_sync_poller_cancel (GaungSyncPoller *self)
{
  g_mutex_lock (&self->lock);
  self->is_stopped = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  g_cancellable_cancel (self->cancellable);
}

void
gaung_sync_poller_free (GaungSyncPoller *self)
{
  gaung_sync_poller_cancel (self);
  g_thread_join (self->thread);
  g_clear_object (&self->couch);
  g_clear_object (&self->cancellable);
  g_free (self->database);
  g_free (self->since);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self);
}
