/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungEngine: the synchronisation, as the main thread sees it. */
#include "config.h"

#include "gaung-engine-private.h"
#include "gaung-sync-conditions-private.h"
#include "gaung-sync-worker-private.h"

/* CouchDB waits no longer. Without a heartbeat, which would switch the timeout off. */
#define POLL_MS 60000
/* Silence that ends a poll: the server answers at POLL_MS at the latest. */
#define POLL_TIMEOUT_SECONDS 90
#define TIMEOUT_SECONDS 60

struct _GaungEngine
{
  GObject parent_instance;

  GaungStore *store;
  GaungAccount *account;
  GaungSyncStatus *status; /* (nullable) */
  GaungSync *sync;         /* (nullable): the address is none */
  GError *address_error;   /* then; (nullable) */
  GaungSyncNews *news;
  GaungSyncWorker *worker; /* (nullable): not started */
  GaungSyncConditions *conditions;
  gulong exchange_id;
  guint poll_milliseconds;
  gboolean is_paused;
  gboolean is_metered_allowed;
  gboolean is_power_saver_allowed;
  gboolean is_suspended;
};

G_DEFINE_FINAL_TYPE (GaungEngine, gaung_engine, G_TYPE_OBJECT)

static GaungSyncPause
find_pause (GaungEngine *self)
{
  if (self->is_paused)
    return GAUNG_SYNC_PAUSE_USER;
  if (!self->is_metered_allowed && gaung_sync_conditions_is_metered (self->conditions))
    return GAUNG_SYNC_PAUSE_METERED;
  if (!self->is_power_saver_allowed && gaung_sync_conditions_is_saving (self->conditions))
    return GAUNG_SYNC_PAUSE_POWER;
  return GAUNG_SYNC_PAUSE_NONE;
}

static void
tell_conditions (GaungEngine *self)
{
  if (self->worker == NULL)
    return;
  gaung_sync_worker_set_frugal (self->worker,
                                gaung_sync_conditions_is_metered (self->conditions)
                                    || gaung_sync_conditions_is_saving (self->conditions));
  gaung_sync_worker_set_pause (self->worker, find_pause (self));
  gaung_sync_worker_set_suspended (self->worker, self->is_suspended);
}

static void
conditions_changed_cb (gboolean has_network, gpointer data)
{
  GaungEngine *self = data;

  tell_conditions (self);
  if (has_network && self->worker != NULL)
    gaung_sync_worker_wake (self->worker);
}

/* What was written leaves at once. */
static void
exchange_changed_cb (GaungStore *store, GaungEngine *self)
{
  gaung_sync_news_count (self->news);
  if (self->worker != NULL)
    gaung_sync_worker_push (self->worker);
}

static void
gaung_engine_dispose (GObject *object)
{
  GaungEngine *self = GAUNG_ENGINE (object);

  gaung_engine_stop (self);
  if (self->store != NULL)
    g_clear_signal_handler (&self->exchange_id, self->store);
  if (self->news != NULL)
    gaung_sync_news_close (self->news);
  g_clear_pointer (&self->news, gaung_sync_news_unref);
  g_clear_pointer (&self->sync, gaung_sync_free);
  g_clear_object (&self->status);
  g_clear_object (&self->account);
  g_clear_object (&self->store);
  g_clear_error (&self->address_error);

  G_OBJECT_CLASS (gaung_engine_parent_class)->dispose (object);
}

static void
gaung_engine_class_init (GaungEngineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gaung_engine_dispose;
}

static void
gaung_engine_init (GaungEngine *self)
{
  self->poll_milliseconds = POLL_MS;
}

/**
 * gaung_engine_new:
 * @store: (transfer none): what is kept alike with the server
 * @account: (transfer none): who on which server
 * @status: (transfer none) (nullable): where to tell what is learnt
 *
 * Nothing is sent before gaung_engine_start() or gaung_engine_run_sync(). In the main thread.
 *
 * Returns: (transfer full): an engine
 */
GaungEngine *
gaung_engine_new (GaungStore *store, GaungAccount *account, GaungSyncStatus *status)
{
  GaungEngine *self;

  g_return_val_if_fail (GAUNG_IS_STORE (store), NULL);
  g_return_val_if_fail (GAUNG_IS_ACCOUNT (account), NULL);

  self = g_object_new (GAUNG_TYPE_ENGINE, NULL);
  self->store = g_object_ref (store);
  self->account = g_object_ref (account);
  self->status = status != NULL ? g_object_ref (status) : NULL;
  self->sync = gaung_sync_new (store, account, &self->address_error);
  if (self->sync != NULL)
    gaung_engine_set_timeout (self, TIMEOUT_SECONDS);
  self->news = gaung_sync_news_new (
      store, status, gaung_account_get_name (account), gaung_account_get_address (account));
  self->exchange_id
      = g_signal_connect (store, "exchange-changed", G_CALLBACK (exchange_changed_cb), self);
  gaung_sync_news_count (self->news);
  return self;
}

static gboolean
has_credentials (GaungEngine *self)
{
  g_autoptr (GaungCredentials) credentials = gaung_account_dup_credentials (self->account);

  return credentials != NULL;
}

void
gaung_engine_start (GaungEngine *self)
{
  g_return_if_fail (GAUNG_IS_ENGINE (self));

  if (self->worker != NULL)
    return;
  if (self->sync == NULL)
    {
      gaung_sync_news_set_phase (self->news,
                                 GAUNG_SYNC_PHASE_TROUBLE,
                                 GAUNG_SYNC_PAUSE_NONE,
                                 gaung_sync_trouble_from_error (self->address_error),
                                 self->address_error->message,
                                 GAUNG_INSTANT_NONE);
      return;
    }
  self->conditions = gaung_sync_conditions_new (conditions_changed_cb, self);
  self->worker = gaung_sync_worker_new (self->sync, self->news, self->poll_milliseconds);
  gaung_sync_worker_sign_in (self->worker, has_credentials (self));
  tell_conditions (self);
  gaung_sync_worker_start (self->worker);
}

void
gaung_engine_stop (GaungEngine *self)
{
  g_return_if_fail (GAUNG_IS_ENGINE (self));

  g_clear_pointer (&self->conditions, gaung_sync_conditions_free);
  g_clear_pointer (&self->worker, gaung_sync_worker_free);
  if (self->news != NULL)
    gaung_sync_news_set_phase (self->news,
                               GAUNG_SYNC_PHASE_OFF,
                               GAUNG_SYNC_PAUSE_NONE,
                               GAUNG_SYNC_TROUBLE_NONE,
                               NULL,
                               GAUNG_INSTANT_NONE);
}

void
gaung_engine_sync_now (GaungEngine *self)
{
  g_return_if_fail (GAUNG_IS_ENGINE (self));

  if (self->worker != NULL)
    gaung_sync_worker_kick (self->worker);
}

void
gaung_engine_retry_unread (GaungEngine *self, const char *database, const char *id)
{
  g_return_if_fail (GAUNG_IS_ENGINE (self));
  g_return_if_fail (database != NULL && id != NULL);

  if (self->sync == NULL)
    return;
  gaung_sync_ask_unread (self->sync, database, id);
  if (self->worker != NULL)
    gaung_sync_worker_wake (self->worker);
}

/**
 * gaung_engine_set_credentials:
 * @credentials: (transfer none) (nullable): who signs in; %NULL: nobody, nothing is sent any more
 */
void
gaung_engine_set_credentials (GaungEngine *self, GaungCredentials *credentials)
{
  g_return_if_fail (GAUNG_IS_ENGINE (self));

  gaung_account_set_credentials (self->account, credentials);
  if (self->sync != NULL)
    gaung_couch_set_credentials (self->sync->couch, credentials);
  if (self->worker != NULL)
    gaung_sync_worker_sign_in (self->worker, credentials != NULL);
}

void
gaung_engine_set_paused (GaungEngine *self, gboolean is_paused)
{
  g_return_if_fail (GAUNG_IS_ENGINE (self));

  self->is_paused = is_paused;
  tell_conditions (self);
}

void
gaung_engine_set_allow_metered (GaungEngine *self, gboolean is_allowed)
{
  g_return_if_fail (GAUNG_IS_ENGINE (self));

  self->is_metered_allowed = is_allowed;
  tell_conditions (self);
}

void
gaung_engine_set_allow_power_saver (GaungEngine *self, gboolean is_allowed)
{
  g_return_if_fail (GAUNG_IS_ENGINE (self));

  self->is_power_saver_allowed = is_allowed;
  tell_conditions (self);
}

void
gaung_engine_set_suspended (GaungEngine *self, gboolean is_suspended)
{
  g_return_if_fail (GAUNG_IS_ENGINE (self));

  self->is_suspended = is_suspended;
  tell_conditions (self);
}

void
gaung_engine_set_observer (GaungEngine *self, GaungSyncObserver observer, gpointer data)
{
  g_return_if_fail (GAUNG_IS_ENGINE (self));

  if (self->sync == NULL)
    return;
  g_mutex_lock (&self->sync->lock);
  self->sync->observer = observer;
  self->sync->observer_data = data;
  g_mutex_unlock (&self->sync->lock);
}

void
gaung_engine_get_totals (GaungEngine *self, GaungSyncTotals *totals)
{
  g_return_if_fail (GAUNG_IS_ENGINE (self));
  g_return_if_fail (totals != NULL);

  *totals = (GaungSyncTotals) { 0 };
  if (self->sync != NULL)
    gaung_sync_copy_totals (self->sync, totals);
}

void
gaung_engine_set_timeout (GaungEngine *self, guint seconds)
{
  g_return_if_fail (GAUNG_IS_ENGINE (self));

  if (self->sync == NULL)
    return;
  gaung_couch_set_timeout (self->sync->couch, seconds);
  gaung_couch_set_poll_timeout (self->sync->couch, POLL_TIMEOUT_SECONDS);
}

void
gaung_engine_set_poll_time (GaungEngine *self, guint milliseconds)
{
  g_return_if_fail (GAUNG_IS_ENGINE (self));
  g_return_if_fail (self->worker == NULL);

  self->poll_milliseconds = milliseconds;
}

/**
 * gaung_engine_fetch_file_sync:
 * @attachment_id: "attachment:<sha256>"
 * @progress: (nullable) (scope call): how much of it has come; in the caller's thread
 * @data: of @progress
 * @error: %GAUNG_REMOTE_ERROR; %GAUNG_STORE_ERROR_MISSING where it is neither here nor there
 *
 * The bytes of a file, from here if they are here, else from the server; then they are kept.
 *
 * Returns: (transfer full): the bytes, whose hash was compared
 */
GBytes *
gaung_engine_fetch_file_sync (GaungEngine *self,
                              const char *attachment_id,
                              GaungCouchProgress progress,
                              gpointer data,
                              GCancellable *cancellable,
                              GError **error)
{
  g_return_val_if_fail (GAUNG_IS_ENGINE (self), NULL);
  g_return_val_if_fail (attachment_id != NULL, NULL);

  if (self->sync != NULL)
    return gaung_sync_fetch_file (self->sync, attachment_id, progress, data, cancellable, error);
  g_propagate_error (error, g_error_copy (self->address_error));
  return NULL;
}

static gboolean
check_sender (GaungEngine *self, GError **error)
{
  if (self->sync == NULL)
    {
      g_propagate_error (error, g_error_copy (self->address_error));
      return FALSE;
    }
  if (has_credentials (self))
    return TRUE;
  g_set_error_literal (
      error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_CREDENTIALS, "nobody has signed in");
  return FALSE;
}

gboolean
gaung_engine_run_sync (GaungEngine *self,
                       GaungSyncTotals *totals,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GError) trouble = NULL;
  guint64 requests;

  g_return_val_if_fail (GAUNG_IS_ENGINE (self), FALSE);
  g_return_val_if_fail (self->worker == NULL, FALSE);

  if (totals != NULL)
    *totals = (GaungSyncTotals) { 0 };
  if (!check_sender (self, error))
    return FALSE;
  requests = gaung_couch_get_n_requests (self->sync->couch);
  self->sync->totals = (GaungSyncTotals) { 0 };
  g_set_object (&self->sync->cancellable, cancellable);
  if (!gaung_sync_run (self->sync, &trouble))
    gaung_sync_judge (self->sync, &trouble);
  g_clear_object (&self->sync->cancellable);
  if (totals != NULL)
    {
      gaung_sync_copy_totals (self->sync, totals);
      totals->requests -= requests;
    }
  if (trouble == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&trouble));
  return FALSE;
}
