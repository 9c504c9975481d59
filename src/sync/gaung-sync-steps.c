/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungSyncWorker: the steps. Each is short or can be cancelled, and each can be repeated. */
#include "config.h"

#include "gaung-sync-backoff-private.h"
#include "gaung-sync-feed-private.h"
#include "gaung-sync-steps-private.h"

#define MAX_FILES 1000
#define LIST_MINUTES 30
#define CHECK_HOURS 6

/* ---- Steps ---- */

void
gaung_sync_worker_connect (GaungSyncWorker *self)
{
  GaungSync *sync = self->sync;
  GError *error = NULL;

  if (!self->is_offline && self->trouble == GAUNG_SYNC_TROUBLE_NONE)
    gaung_sync_news_set_phase (self->news,
                               GAUNG_SYNC_PHASE_STARTING,
                               GAUNG_SYNC_PAUSE_NONE,
                               GAUNG_SYNC_TROUBLE_NONE,
                               NULL,
                               GAUNG_INSTANT_NONE);
  sync->was_replaced = FALSE;
  if (!gaung_sync_greet (sync, &error) || !gaung_sync_list_databases (sync, &error)
      || !gaung_sync_settle_claims (sync, &error))
    {
      gaung_sync_worker_take_error (self, error);
      return;
    }
  self->is_connected = TRUE;
  self->has_looked_for_files = FALSE;
  self->trouble = GAUNG_SYNC_TROUBLE_NONE;
  g_clear_pointer (&self->trouble_detail, g_free);
  self->next_retention = gaung_sync_get_next_retention (sync);
  self->next_list = gaung_instant_now () + LIST_MINUTES * GAUNG_MINUTE;
  self->next_check = gaung_instant_now () + CHECK_HOURS * GAUNG_HOUR;
  for (guint i = 0; i < sync->bases->len; i++)
    {
      GaungSyncBase *base = g_ptr_array_index (sync->bases, i);

      base->is_compared = FALSE;
      base->is_behind = TRUE;
      gaung_sync_expect_moved (base);
      base->retry_at = GAUNG_INSTANT_NONE;
    }
  g_mutex_lock (&self->lock);
  self->has_outbox = TRUE;
  g_mutex_unlock (&self->lock);
}

gboolean
gaung_sync_worker_is_lost_to_us (const GaungSyncBase *base)
{
  return base->trouble == GAUNG_SYNC_TROUBLE_RIGHTS && !base->is_readable;
}

void
gaung_sync_worker_list_again (GaungSyncWorker *self)
{
  GaungSync *sync = self->sync;
  GError *error = NULL;

  sync->is_list_stale = FALSE;
  self->next_list = gaung_instant_now () + LIST_MINUTES * GAUNG_MINUTE;
  if (!gaung_sync_greet (sync, &error) || !gaung_sync_list_databases (sync, &error))
    {
      gaung_sync_worker_take_error (self, error);
      return;
    }
  for (guint i = 0; i < self->pollers->len;)
    {
      GaungSyncPoller *poller = g_ptr_array_index (self->pollers, i);
      const GaungSyncBase *base = gaung_sync_find (sync, gaung_sync_poller_get_database (poller));

      if (base == NULL || gaung_sync_worker_is_lost_to_us (base))
        g_ptr_array_remove_index (self->pollers, i);
      else
        i++;
    }
  gaung_sync_worker_push (self);
}

/* Of the rights, or the server's own with this database. FALSE: of the connection. */
static gboolean
take_base_error (GaungSyncWorker *self, GaungSyncBase *base, GError **error)
{
  if (!gaung_sync_take_base_error (self->sync, base, error))
    return FALSE;
  g_clear_error (&self->sync->fault);
  gaung_sync_worker_drop_poller (self, base->name);
  return TRUE;
}

static gboolean
needs_reading (const GaungSyncBase *base, GaungInstant now)
{
  return !gaung_sync_worker_is_lost_to_us (base) && (!base->is_compared || base->is_behind)
         && (base->retry_at == GAUNG_INSTANT_NONE || base->retry_at <= now);
}

GaungSyncBase *
gaung_sync_worker_find_behind (GaungSyncWorker *self)
{
  GaungInstant now = gaung_instant_now ();

  for (guint i = 0; i < self->sync->bases->len; i++)
    {
      GaungSyncBase *base = g_ptr_array_index (self->sync->bases, i);

      if (needs_reading (base, now))
        return base;
    }
  return NULL;
}

void
gaung_sync_worker_read_base (GaungSyncWorker *self)
{
  GaungSync *sync = self->sync;
  GaungSyncBase *base = gaung_sync_worker_find_behind (self);
  gboolean had_trouble = base->trouble != GAUNG_SYNC_TROUBLE_NONE;
  GError *error = NULL;

  if ((!base->is_compared && !gaung_sync_compare (sync, base, &error))
      || !gaung_sync_pull (sync, base, &error))
    {
      if (!take_base_error (self, base, &error))
        gaung_sync_worker_take_error (self, error);
      return;
    }
  gaung_sync_worker_note_progress (self);
  gaung_sync_worker_listen_to (self, base);
  if (!had_trouble)
    return;
  /* What waited for this database. */
  gaung_sync_worker_push (self);
  for (guint i = 0; i < sync->bases->len; i++)
    gaung_sync_expect_moved (g_ptr_array_index (sync->bases, i));
}

static GaungSyncDelivery *
pop_delivery (GaungSyncWorker *self)
{
  GaungSyncDelivery *delivery;

  g_mutex_lock (&self->lock);
  delivery = g_queue_pop_head (&self->deliveries);
  g_mutex_unlock (&self->lock);
  return delivery;
}

/* FALSE with an error of the connection or the store. */
static gboolean
take_delivery (GaungSyncWorker *self, GaungSyncDelivery *delivery, GError **error)
{
  GaungSyncBase *base = gaung_sync_find (self->sync, delivery->database);
  g_autoptr (GError) trouble = NULL;

  if (base == NULL || base->checkpoint == NULL)
    return TRUE;
  if (delivery->error == NULL && delivery->is_early)
    {
      base->is_compared = FALSE;
      return TRUE;
    }
  if (delivery->error == NULL && gaung_sync_apply_page (self->sync, base, delivery->page, &trouble))
    {
      gaung_sync_worker_note_progress (self);
      base->is_behind = !gaung_sync_page_is_last (delivery->page);
      if (!base->is_behind)
        gaung_sync_worker_listen_to (self, base);
      return TRUE;
    }
  if (trouble == NULL)
    trouble = g_steal_pointer (&delivery->error);
  /* The server does not know the cursor: a comparison tells why. */
  if (g_error_matches (trouble, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_MALFORMED))
    {
      base->is_compared = FALSE;
      base->is_behind = TRUE;
      return TRUE;
    }
  if (take_base_error (self, base, &trouble))
    {
      /* Perhaps the roles are others: asked once, since the database is no longer read. */
      self->sync->is_list_stale
          = self->sync->is_list_stale || gaung_sync_worker_is_lost_to_us (base);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&trouble));
  return FALSE;
}

void
gaung_sync_worker_take_one_delivery (GaungSyncWorker *self)
{
  g_autoptr (GaungSyncDelivery) delivery = pop_delivery (self);
  GError *error = NULL;

  if (delivery != NULL && !take_delivery (self, delivery, &error))
    gaung_sync_worker_take_error (self, error);
}

void
gaung_sync_worker_retry_unread (GaungSyncWorker *self)
{
  GError *error = NULL;

  if (gaung_sync_retry_unread (self->sync, &error))
    gaung_sync_worker_note_progress (self);
  else
    gaung_sync_worker_take_error (self, error);
}

static gboolean
take_outbox (GaungSyncWorker *self)
{
  gboolean has_outbox;

  g_mutex_lock (&self->lock);
  has_outbox = self->has_outbox;
  self->has_outbox = FALSE;
  g_mutex_unlock (&self->lock);
  return has_outbox;
}

static gboolean
push (GaungSyncWorker *self, GError **error)
{
  GaungSync *sync = self->sync;

  take_outbox (self);
  self->owes_push = FALSE;
  if (!gaung_sync_push (sync, error))
    return FALSE;
  g_clear_error (&sync->fault);
  self->next_due = gaung_exchange_get_next_due (sync->store, NULL);
  gaung_sync_worker_note_progress (self);
  return TRUE;
}

void
gaung_sync_worker_push_all (GaungSyncWorker *self)
{
  GError *error = NULL;

  if (!push (self, &error))
    gaung_sync_worker_take_error (self, error);
}

void
gaung_sync_worker_carry (GaungSyncWorker *self)
{
  gboolean has_carried;
  GError *error = NULL;

  if (!gaung_sync_carry (self->sync, &has_carried, &error))
    gaung_sync_worker_take_error (self, error);
}

void
gaung_sync_worker_retain (GaungSyncWorker *self)
{
  GError *error = NULL;

  if (!gaung_sync_retain (self->sync, &error))
    gaung_sync_worker_take_error (self, error);
  self->next_retention = gaung_sync_get_next_retention (self->sync);
}

void
gaung_sync_worker_look_for_files (GaungSyncWorker *self)
{
  g_autoptr (GPtrArray) files = gaung_sync_list_wanted_files (self->sync, MAX_FILES, NULL);

  self->has_looked_for_files = TRUE;
  if (self->fetcher == NULL)
    self->fetcher = gaung_sync_fetcher_new (self->sync);
  for (guint i = 0; files != NULL && i < files->len; i++)
    gaung_sync_fetcher_add (self->fetcher, g_ptr_array_index (files, i));
}

/* ---- What others tell within a step ---- */

static void
base_changed_cb (GaungSync *sync, GaungSyncBase *base, gpointer data)
{
  GaungSyncWorker *self = data;

  gaung_sync_news_set_bases (self->news, sync->bases, sync->agency);
}

static void
progress_cb (GaungSync *sync, guint done, guint total, gpointer data)
{
  GaungSyncWorker *self = data;

  gaung_sync_news_set_progress (self->news, done, total);
}

static void
file_seen_cb (GaungSync *sync, const char *attachment, gpointer data)
{
  GaungSyncWorker *self = data;

  if (self->fetcher != NULL)
    gaung_sync_fetcher_add (self->fetcher, attachment);
}

/* A long pull or push does not keep what was written a moment ago. */
static void
breathe_cb (GaungSync *sync, gpointer data)
{
  GaungSyncWorker *self = data;
  g_autoptr (GaungSyncDelivery) delivery = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_fine = TRUE;

  if (self->is_breathing || gaung_sync_is_cancelled (sync))
    return;
  self->is_breathing = TRUE;
  delivery = pop_delivery (self);
  if (delivery != NULL)
    is_fine = take_delivery (self, delivery, &error);
  if (is_fine && take_outbox (self))
    {
      /* No files: one of them could take minutes. */
      self->owes_push = TRUE;
      is_fine = gaung_sync_push_documents (sync, &error);
    }
  self->is_breathing = FALSE;
  if (!is_fine)
    {
      g_mutex_lock (&self->lock);
      if (self->lost == NULL)
        self->lost = g_steal_pointer (&error);
      g_cancellable_cancel (self->cancellable);
      g_mutex_unlock (&self->lock);
    }
}

const GaungSyncHooks gaung_sync_worker_hooks
    = { base_changed_cb, progress_cb, file_seen_cb, breathe_cb };
