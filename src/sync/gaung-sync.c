/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all parts of a pass share: the server, the databases, the sums. */
#include "config.h"

#include "gaung-sync-backoff-private.h"
#include "gaung-sync-private.h"

GaungSync *
gaung_sync_new (GaungStore *store, GaungAccount *account, GError **error)
{
  g_autoptr (GaungCouch) couch = gaung_account_make_couch (account, error);
  GaungSync *self;

  if (couch == NULL)
    return NULL;
  self = g_new0 (GaungSync, 1);
  g_mutex_init (&self->lock);
  self->store = g_object_ref (store);
  self->account = g_object_ref (account);
  self->couch = g_steal_pointer (&couch);
  self->name = g_strdup (gaung_account_get_name (account));
  self->bases = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_sync_base_free);
  self->unread = gaung_sync_unread_new ();
  return self;
}

void
gaung_sync_free (GaungSync *self)
{
  g_clear_object (&self->store);
  g_clear_object (&self->account);
  g_clear_object (&self->couch);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->agency, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->session, gaung_server_session_free);
  g_clear_pointer (&self->server_uuid, g_free);
  g_clear_pointer (&self->directory, json_object_unref);
  g_clear_pointer (&self->bases, g_ptr_array_unref);
  g_clear_pointer (&self->unread, g_async_queue_unref);
  g_clear_error (&self->fault);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
gaung_sync_tell (
    GaungSync *self, const char *event, const char *database, const char *id, const char *detail)
{
  GaungSyncObserver observer;
  gpointer data;

  g_mutex_lock (&self->lock);
  observer = self->observer;
  data = self->observer_data;
  g_mutex_unlock (&self->lock);
  if (observer != NULL)
    observer (event, database, id, detail, data);
}

/* @counter is one of self->totals, which others read at any time. */
void
gaung_sync_count (GaungSync *self, guint64 *counter, guint64 n)
{
  g_mutex_lock (&self->lock);
  *counter += n;
  g_mutex_unlock (&self->lock);
}

void
gaung_sync_copy_totals (GaungSync *self, GaungSyncTotals *totals)
{
  GaungOutboxCounts counts = { 0 };
  gboolean is_counted = gaung_outbox_count (self->store, &counts, NULL);

  g_mutex_lock (&self->lock);
  if (is_counted)
    {
      self->totals.waiting = counts.waiting;
      self->totals.parked = counts.parked;
    }
  self->totals.requests = gaung_couch_get_n_requests (self->couch);
  *totals = self->totals;
  g_mutex_unlock (&self->lock);
}

void
gaung_sync_set_base_trouble (GaungSync *self, GaungSyncBase *base, GaungSyncTrouble trouble)
{
  base->trouble = trouble;
  if (self->hooks != NULL)
    self->hooks->base_changed (self, base, self->hooks_data);
}

void
gaung_sync_note_success (GaungSync *self, GaungSyncBase *base)
{
  base->success_at = gaung_instant_now ();
  base->failures = 0;
  base->retry_at = GAUNG_INSTANT_NONE;
  gaung_sync_set_base_trouble (self, base, GAUNG_SYNC_TROUBLE_NONE);
}

void
gaung_sync_show_progress (GaungSync *self, guint done, guint total)
{
  if (self->hooks != NULL)
    self->hooks->progress (self, done, total, self->hooks_data);
}

GaungSyncBase *
gaung_sync_find (GaungSync *self, const char *database)
{
  for (guint i = 0; database != NULL && i < self->bases->len; i++)
    {
      GaungSyncBase *base = g_ptr_array_index (self->bases, i);

      if (g_str_equal (base->name, database))
        return base;
    }
  return NULL;
}

GaungSyncBase *
gaung_sync_find_kind (GaungSync *self, GaungSyncKind kind, const char *agency)
{
  for (guint i = 0; i < self->bases->len; i++)
    {
      GaungSyncBase *base = g_ptr_array_index (self->bases, i);

      if (base->kind == kind && g_strcmp0 (base->agency, agency) == 0)
        return base;
    }
  return NULL;
}

gboolean
gaung_sync_has_role (GaungSync *self, const char *role)
{
  return self->session != NULL && gaung_server_session_has_role (self->session, role);
}

gboolean
gaung_sync_is_coordinator (GaungSync *self)
{
  return gaung_sync_has_role (self, "coordinator");
}

void
gaung_sync_judge (GaungSync *self, GError **error)
{
  GError *verdict = gaung_couch_judge_refusal_sync (self->couch, *error, self->cancellable);

  g_error_free (*error);
  *error = verdict;
}

gboolean
gaung_sync_take_base_error (GaungSync *self, GaungSyncBase *base, GError **error)
{
  gaung_sync_judge (self, error);
  if (g_error_matches (*error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_NOT_MEMBER)
      || g_error_matches (*error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_NO_DATABASE))
    {
      base->is_readable = FALSE;
      base->is_compared = FALSE;
      gaung_sync_set_base_trouble (self, base, GAUNG_SYNC_TROUBLE_RIGHTS);
      g_clear_error (error);
      return TRUE;
    }
  if (g_error_matches (*error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_SERVER))
    {
      base->is_compared = FALSE;
      base->failures++;
      base->retry_at = gaung_instant_now ()
                       + gaung_sync_backoff_draw_delay (
                           base->failures, gaung_remote_error_get_retry_after (*error));
      gaung_sync_set_base_trouble (self, base, GAUNG_SYNC_TROUBLE_SERVER);
      if (self->fault == NULL)
        self->fault = g_steal_pointer (error);
      g_clear_error (error);
      return TRUE;
    }
  return FALSE;
}

gboolean
gaung_sync_is_cancelled (GaungSync *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}
