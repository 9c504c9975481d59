/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungSyncWorker: chooses the next step and takes it. Every step is short or can be cancelled, and
 * each can be repeated, so that the thread may end between any two of them or within. */
#include "config.h"

#include "gaung-sync-steps-private.h"

/* No sleep is longer: a clock that was set is noticed within this time. */
#define MAX_SLEEP_MS (60 * 1000)

typedef enum
{
  STEP_STOP,
  STEP_WAIT,
  STEP_DISCONNECT,
  STEP_CONNECT,
  STEP_LOSE,    /* a poll told that the connection is lost */
  STEP_DELIVER, /* what a poll brought */
  STEP_LIST,    /* other roles, or other databases */
  STEP_UNREAD,  /* a person asked for it */
  STEP_PUSH,
  STEP_READ,
  STEP_CARRY,
  STEP_RETAIN,
  STEP_FILES, /* looks which files are wanted */
} Step;

/* ---- Choosing ---- */

static gboolean
has_moved (GaungSyncWorker *self)
{
  if (!gaung_sync_is_coordinator (self->sync))
    return FALSE;
  for (guint i = 0; i < self->sync->bases->len; i++)
    {
      const GaungSyncBase *base = g_ptr_array_index (self->sync->bases, i);

      if (base->kind == GAUNG_SYNC_AGENCY && base->is_readable && base->has_moved)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_lost (GaungSyncWorker *self)
{
  for (guint i = 0; i < self->sync->bases->len; i++)
    if (gaung_sync_worker_is_lost_to_us (g_ptr_array_index (self->sync->bases, i)))
      return TRUE;
  return FALSE;
}

static gboolean
is_due (GaungInstant instant, GaungInstant now)
{
  return instant != GAUNG_INSTANT_NONE && instant <= now;
}

/* With the lock held. */
static Step
choose_unconnected (GaungSyncWorker *self, GaungInstant now)
{
  if (self->is_signed_out)
    return STEP_WAIT;
  if (self->is_kicked || self->next_try == GAUNG_INSTANT_NONE || self->next_try <= now)
    {
      self->is_kicked = FALSE;
      return STEP_CONNECT;
    }
  return STEP_WAIT;
}

/* With the lock held. What a person waits for comes first. */
static Step
choose_connected (GaungSyncWorker *self, GaungInstant now)
{
  if (self->lost != NULL)
    return STEP_LOSE;
  if (self->is_kicked || self->is_signed_out || is_due (self->next_check, now))
    return STEP_DISCONNECT;
  if (self->deliveries.length > 0)
    return STEP_DELIVER;
  if (self->sync->is_list_stale || (is_due (self->next_list, now) && has_lost (self)))
    return STEP_LIST;
  /* Once all was read: what is sent rests on it. */
  if (gaung_sync_worker_find_behind (self) != NULL)
    return STEP_READ;
  if (gaung_sync_has_unread (self->sync))
    return STEP_UNREAD;
  if (self->has_outbox || self->owes_push || is_due (self->next_due, now))
    return STEP_PUSH;
  if (has_moved (self))
    return STEP_CARRY;
  if (is_due (self->next_retention, now))
    return STEP_RETAIN;
  return !self->is_frugal && !self->has_looked_for_files ? STEP_FILES : STEP_WAIT;
}

static Step
choose (GaungSyncWorker *self)
{
  GaungInstant now = gaung_instant_now ();
  Step step;

  g_mutex_lock (&self->lock);
  if (self->is_stopping)
    step = STEP_STOP;
  else if (self->pause != GAUNG_SYNC_PAUSE_NONE || self->is_suspended)
    step = self->is_connected ? STEP_DISCONNECT : STEP_WAIT;
  else
    step = self->is_connected ? choose_connected (self, now) : choose_unconnected (self, now);
  /* A step that was cancelled is over; the next is not. */
  if (step != STEP_STOP && g_cancellable_is_cancelled (self->cancellable))
    {
      g_object_unref (self->cancellable);
      self->cancellable = g_cancellable_new ();
      g_set_object (&self->sync->cancellable, self->cancellable);
    }
  g_mutex_unlock (&self->lock);
  return step;
}

static GaungInstant
earlier (GaungInstant a, GaungInstant b)
{
  if (a == GAUNG_INSTANT_NONE)
    return b;
  return b == GAUNG_INSTANT_NONE ? a : MIN (a, b);
}

static GaungInstant
find_next (GaungSyncWorker *self)
{
  GaungInstant next = earlier (self->next_due, self->next_retention);
  GaungInstant now = gaung_instant_now ();

  if (!self->is_connected)
    return self->is_signed_out ? GAUNG_INSTANT_NONE : self->next_try;
  for (guint i = 0; i < self->sync->bases->len; i++)
    {
      const GaungSyncBase *base = g_ptr_array_index (self->sync->bases, i);

      if (base->retry_at > now)
        next = earlier (next, base->retry_at);
    }
  return next;
}

/* TRUE: something was told since the last choice. With the lock held. */
static gboolean
has_reason (GaungSyncWorker *self)
{
  if (self->is_stopping)
    return TRUE;
  if (self->pause != GAUNG_SYNC_PAUSE_NONE || self->is_suspended)
    return self->is_connected;
  if (!self->is_connected)
    return !self->is_signed_out && (self->is_kicked || self->next_try == GAUNG_INSTANT_NONE);
  return self->is_kicked || self->has_outbox || self->is_signed_out || self->lost != NULL
         || self->deliveries.length > 0 || gaung_sync_has_unread (self->sync);
}

static void
wait_for_reason (GaungSyncWorker *self)
{
  GaungInstant next;
  gint64 delay = MAX_SLEEP_MS;

  if (self->is_connected)
    gaung_sync_worker_tell_connected (self, FALSE);
  else
    gaung_sync_worker_tell_waiting (self);
  g_mutex_lock (&self->lock);
  next = find_next (self);
  if (next != GAUNG_INSTANT_NONE)
    delay = CLAMP (next - gaung_instant_now (), 1, MAX_SLEEP_MS);
  if (!has_reason (self))
    g_cond_wait_until (
        &self->changed, &self->lock, g_get_monotonic_time () + delay * G_TIME_SPAN_MILLISECOND);
  g_mutex_unlock (&self->lock);
}

static void
lose (GaungSyncWorker *self)
{
  GError *error;

  g_mutex_lock (&self->lock);
  error = g_steal_pointer (&self->lost);
  g_mutex_unlock (&self->lock);
  gaung_sync_worker_take_error (self, error);
}

static void
take_step (GaungSyncWorker *self, Step step)
{
  if (step == STEP_READ || step == STEP_UNREAD || step == STEP_PUSH || step == STEP_CARRY)
    gaung_sync_worker_tell_connected (self, TRUE);
  switch (step)
    {
    case STEP_WAIT:
      wait_for_reason (self);
      break;
    case STEP_DISCONNECT:
      gaung_sync_worker_disconnect (self);
      break;
    case STEP_CONNECT:
      gaung_sync_worker_connect (self);
      break;
    case STEP_LOSE:
      lose (self);
      break;
    case STEP_DELIVER:
      gaung_sync_worker_take_one_delivery (self);
      break;
    case STEP_LIST:
      gaung_sync_worker_list_again (self);
      break;
    case STEP_READ:
      gaung_sync_worker_read_base (self);
      break;
    case STEP_UNREAD:
      gaung_sync_worker_retry_unread (self);
      break;
    case STEP_PUSH:
      gaung_sync_worker_push_all (self);
      break;
    case STEP_CARRY:
      gaung_sync_worker_carry (self);
      break;
    case STEP_RETAIN:
      gaung_sync_worker_retain (self);
      break;
    case STEP_FILES:
      gaung_sync_worker_look_for_files (self);
      break;
    case STEP_STOP:
    default:
      g_assert_not_reached ();
    }
}

static gpointer
run (gpointer data)
{
  GaungSyncWorker *self = data;
  Step step;

  while ((step = choose (self)) != STEP_STOP)
    take_step (self, step);
  gaung_sync_worker_disconnect (self);
  return NULL;
}

/* ---- From the main thread ---- */

GaungSyncWorker *
gaung_sync_worker_new (GaungSync *sync, GaungSyncNews *news, guint poll_milliseconds)
{
  GaungSyncWorker *self = g_new0 (GaungSyncWorker, 1);

  self->sync = sync;
  self->news = gaung_sync_news_ref (news);
  self->poll_milliseconds = poll_milliseconds;
  self->pollers = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_sync_poller_free);
  self->next_due = self->next_retention = self->next_try = GAUNG_INSTANT_NONE;
  self->next_list = self->next_check = GAUNG_INSTANT_NONE;
  g_queue_init (&self->deliveries);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->cancellable = g_cancellable_new ();
  g_set_object (&sync->cancellable, self->cancellable);
  sync->hooks = &gaung_sync_worker_hooks;
  sync->hooks_data = self;
  return self;
}

void
gaung_sync_worker_start (GaungSyncWorker *self)
{
  self->thread = g_thread_new ("gaung-sync", run, self);
}

void
gaung_sync_worker_free (GaungSyncWorker *self)
{
  g_mutex_lock (&self->lock);
  self->is_stopping = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  if (self->thread != NULL)
    g_thread_join (self->thread);
  self->sync->hooks = NULL;
  g_clear_object (&self->sync->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->lost);
  g_ptr_array_unref (self->pollers);
  g_queue_clear_full (&self->deliveries, (GDestroyNotify) gaung_sync_delivery_free);
  gaung_sync_news_unref (self->news);
  g_free (self->trouble_detail);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
gaung_sync_worker_push (GaungSyncWorker *self)
{
  g_mutex_lock (&self->lock);
  self->has_outbox = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
}

void
gaung_sync_worker_kick (GaungSyncWorker *self)
{
  g_mutex_lock (&self->lock);
  self->is_kicked = TRUE;
  self->is_signed_out = !self->has_credentials;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
}

void
gaung_sync_worker_wake (GaungSyncWorker *self)
{
  g_mutex_lock (&self->lock);
  if (self->next_try != GAUNG_INSTANT_NONE && self->is_offline)
    self->next_try = GAUNG_INSTANT_NONE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
}

void
gaung_sync_worker_sign_in (GaungSyncWorker *self, gboolean has_credentials)
{
  g_mutex_lock (&self->lock);
  self->has_credentials = has_credentials;
  self->is_signed_out = !has_credentials;
  self->is_kicked = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
}

static void
halt (GaungSyncWorker *self)
{
  g_cancellable_cancel (self->cancellable);
  g_cond_signal (&self->changed);
}

void
gaung_sync_worker_set_pause (GaungSyncWorker *self, GaungSyncPause pause)
{
  g_mutex_lock (&self->lock);
  if (self->pause != pause)
    {
      self->pause = pause;
      self->next_try = GAUNG_INSTANT_NONE;
      halt (self);
    }
  g_mutex_unlock (&self->lock);
}

void
gaung_sync_worker_set_suspended (GaungSyncWorker *self, gboolean is_suspended)
{
  g_mutex_lock (&self->lock);
  if (self->is_suspended != is_suspended)
    {
      self->is_suspended = is_suspended;
      self->next_try = GAUNG_INSTANT_NONE;
      halt (self);
    }
  g_mutex_unlock (&self->lock);
}

void
gaung_sync_worker_set_frugal (GaungSyncWorker *self, gboolean is_frugal)
{
  g_mutex_lock (&self->lock);
  self->is_frugal = is_frugal;
  g_mutex_unlock (&self->lock);
}
