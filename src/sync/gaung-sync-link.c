/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungSyncWorker: the connection: who listens, what went wrong, and what is told of it. */
#include "config.h"

#include "gaung-sync-backoff-private.h"
#include "gaung-sync-feed-private.h"
#include "gaung-sync-steps-private.h"

/* ---- Telling ---- */

static GaungSyncTrouble
find_base_trouble (GaungSyncWorker *self)
{
  GaungSync *sync = self->sync;
  GaungSyncTrouble found = GAUNG_SYNC_TROUBLE_NONE;

  for (guint i = 0; i < sync->bases->len; i++)
    {
      const GaungSyncBase *base = g_ptr_array_index (sync->bases, i);

      if (base->trouble == GAUNG_SYNC_TROUBLE_SERVER)
        return base->trouble;
      if (base->trouble != GAUNG_SYNC_TROUBLE_NONE)
        found = base->trouble;
    }
  if (found != GAUNG_SYNC_TROUBLE_NONE)
    return found;
  if (ABS (sync->skew_ms) > GAUNG_SYNC_MAX_SKEW_MS)
    return GAUNG_SYNC_TROUBLE_CLOCK;
  return sync->was_replaced ? GAUNG_SYNC_TROUBLE_REPLACED : GAUNG_SYNC_TROUBLE_NONE;
}

void
gaung_sync_worker_tell_connected (GaungSyncWorker *self, gboolean is_working)
{
  GaungSyncTrouble trouble = find_base_trouble (self);
  GaungSyncPhase phase = is_working ? GAUNG_SYNC_PHASE_WORKING : GAUNG_SYNC_PHASE_IDLE;

  if (!is_working && trouble == GAUNG_SYNC_TROUBLE_SERVER)
    phase = GAUNG_SYNC_PHASE_TROUBLE;
  gaung_sync_news_set_phase (
      self->news, phase, GAUNG_SYNC_PAUSE_NONE, trouble, NULL, GAUNG_INSTANT_NONE);
}

void
gaung_sync_worker_tell_waiting (GaungSyncWorker *self)
{
  GaungSyncPhase phase = GAUNG_SYNC_PHASE_TROUBLE;
  GaungInstant until;
  GaungSyncPause pause;
  gboolean is_signed_out;

  g_mutex_lock (&self->lock);
  pause = self->pause;
  until = self->next_try;
  is_signed_out = self->is_signed_out;
  g_mutex_unlock (&self->lock);
  if (pause != GAUNG_SYNC_PAUSE_NONE)
    phase = GAUNG_SYNC_PHASE_PAUSED;
  else if (is_signed_out && self->trouble == GAUNG_SYNC_TROUBLE_NONE)
    {
      phase = GAUNG_SYNC_PHASE_OFF;
      self->trouble = GAUNG_SYNC_TROUBLE_SIGNED_OUT;
    }
  else if (self->trouble == GAUNG_SYNC_TROUBLE_SIGNED_OUT)
    phase = GAUNG_SYNC_PHASE_OFF;
  else if (self->trouble == GAUNG_SYNC_TROUBLE_NONE)
    phase = self->is_offline ? GAUNG_SYNC_PHASE_OFFLINE : GAUNG_SYNC_PHASE_STARTING;
  gaung_sync_news_set_phase (self->news,
                             phase,
                             pause,
                             self->trouble,
                             self->trouble_detail,
                             is_signed_out ? GAUNG_INSTANT_NONE : until);
}

/* ---- Pollers ---- */

static void
deliver (GaungSyncDelivery *delivery, gpointer data)
{
  GaungSyncWorker *self = data;

  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->deliveries, delivery);
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
}

static GaungSyncPoller *
find_poller (GaungSyncWorker *self, const char *database)
{
  for (guint i = 0; i < self->pollers->len; i++)
    {
      GaungSyncPoller *poller = g_ptr_array_index (self->pollers, i);

      if (g_str_equal (gaung_sync_poller_get_database (poller), database))
        return poller;
    }
  return NULL;
}

/* One after the other over the whole time. */
static guint
find_first_wait (GaungSyncWorker *self)
{
  guint n = MAX (self->sync->bases->len, self->pollers->len + 1);

  return MAX (1, (guint) ((guint64) self->poll_milliseconds * (self->pollers->len + 1) / n));
}

/* Listens on, from where the store is. */
void
gaung_sync_worker_listen_to (GaungSyncWorker *self, const GaungSyncBase *base)
{
  GaungSyncPoller *poller = find_poller (self, base->name);

  if (base->checkpoint == NULL || base->checkpoint->sequence == NULL)
    return;
  if (poller == NULL)
    {
      poller = gaung_sync_poller_new (self->sync->couch,
                                      base->name,
                                      find_first_wait (self),
                                      self->poll_milliseconds,
                                      deliver,
                                      self);
      g_ptr_array_add (self->pollers, poller);
    }
  gaung_sync_poller_go (poller, base->checkpoint->sequence);
}

void
gaung_sync_worker_drop_poller (GaungSyncWorker *self, const char *database)
{
  GaungSyncPoller *poller = find_poller (self, database);

  if (poller != NULL)
    g_ptr_array_remove (self->pollers, poller);
}

void
gaung_sync_worker_drop_pollers (GaungSyncWorker *self)
{
  for (guint i = 0; i < self->pollers->len; i++)
    gaung_sync_poller_cancel (g_ptr_array_index (self->pollers, i));
  g_ptr_array_set_size (self->pollers, 0);
  g_mutex_lock (&self->lock);
  g_queue_clear_full (&self->deliveries, (GDestroyNotify) gaung_sync_delivery_free);
  g_mutex_unlock (&self->lock);
}

/* ---- Trouble ---- */

void
gaung_sync_worker_disconnect (GaungSyncWorker *self)
{
  gaung_sync_worker_drop_pollers (self);
  g_clear_pointer (&self->fetcher, gaung_sync_fetcher_free);
  self->is_connected = FALSE;
  for (guint i = 0; i < self->sync->bases->len; i++)
    {
      GaungSyncBase *base = g_ptr_array_index (self->sync->bases, i);

      base->is_compared = FALSE;
      base->is_behind = TRUE;
      base->retry_at = GAUNG_INSTANT_NONE;
    }
}

static gboolean
needs_person (GaungSyncTrouble trouble)
{
  return trouble == GAUNG_SYNC_TROUBLE_CREDENTIALS || trouble == GAUNG_SYNC_TROUBLE_OTHER_ACCOUNT;
}

gboolean
gaung_sync_worker_is_offline_error (const GError *error)
{
  return g_error_matches (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_OFFLINE)
         || g_error_matches (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_TIMEOUT)
         || g_error_matches (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_TRUNCATED);
}

/* The message of an error holds no content of a record; the id leads into the server's log. */
static char *
make_detail (const GError *error)
{
  const char *id = gaung_remote_error_get_request_id (error);

  return id != NULL ? g_strdup_printf ("%s (%s)", error->message, id) : g_strdup (error->message);
}

void
gaung_sync_worker_take_error (GaungSyncWorker *self, GError *taken)
{
  g_autoptr (GError) error = taken;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gaung_sync_judge (self->sync, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gaung_sync_worker_disconnect (self);
  self->failures++;
  self->trouble = gaung_sync_trouble_from_error (error);
  g_free (self->trouble_detail);
  self->trouble_detail = gaung_sync_worker_is_offline_error (error) ? NULL : make_detail (error);
  g_mutex_lock (&self->lock);
  self->is_offline = gaung_sync_worker_is_offline_error (error);
  self->next_try = gaung_instant_now ()
                   + gaung_sync_backoff_draw_delay (self->failures,
                                                    gaung_remote_error_get_retry_after (error));
  if (needs_person (self->trouble))
    self->is_signed_out = TRUE;
  g_mutex_unlock (&self->lock);
  g_debug ("Not connected: %s", error->message);
}

/* It works: the next failure is a first one again. */
void
gaung_sync_worker_note_progress (GaungSyncWorker *self)
{
  self->failures = 0;
  g_mutex_lock (&self->lock);
  self->is_offline = FALSE;
  g_mutex_unlock (&self->lock);
}
