/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the feed of changes into the store: a page and its cursor in one transaction, none of which
 * is held across the network. */
#include "config.h"

#include <string.h>

#include "gaung-couch-documents.h"
#include "gaung-json.h"
#include "gaung-sync-feed-private.h"
#include "gaung-sync-private.h"

/* Revisions of one document that a cluster could not decide between; more than these is no
 * accident. */
#define MAX_BRANCHES 16

static const char *const outcome_events[] = {
  [GAUNG_INCOMING_UNCHANGED] = NULL,     [GAUNG_INCOMING_CREATED] = "received",
  [GAUNG_INCOMING_CHANGED] = "received", [GAUNG_INCOMING_ARRIVED] = "sent",
  [GAUNG_INCOMING_MERGED] = "merged",    [GAUNG_INCOMING_CLASHED] = "clashed",
  [GAUNG_INCOMING_REMOVED] = "removed",  [GAUNG_INCOMING_QUARANTINED] = "quarantined",
  [GAUNG_INCOMING_STALE] = NULL,
};

/* ---- Rows ---- */

static gboolean
fetch_branches (GaungSync *self,
                GaungSyncBase *base,
                GaungIncoming *incoming,
                JsonArray *revisions,
                GError **error)
{
  guint n = MIN (json_array_get_length (revisions), MAX_BRANCHES);

  incoming->branches = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (revisions, i);
      g_autoptr (GError) trouble = NULL;
      JsonObject *branch;

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        continue;
      branch = gaung_couch_get_document_sync (self->couch,
                                              base->name,
                                              incoming->id,
                                              json_node_get_string (node),
                                              self->cancellable,
                                              &trouble);
      if (branch != NULL)
        g_ptr_array_add (incoming->branches, branch);
      else if (trouble->domain == G_IO_ERROR
               || (trouble->domain == GAUNG_REMOTE_ERROR
                   && trouble->code != GAUNG_REMOTE_ERROR_MISSING
                   && trouble->code != GAUNG_REMOTE_ERROR_DELETED))
        {
          g_propagate_error (error, g_steal_pointer (&trouble));
          return FALSE;
        }
    }
  return TRUE;
}

static GaungIncoming *
read_row (GaungCouchRow *row)
{
  GaungIncoming *incoming = g_new0 (GaungIncoming, 1);

  incoming->id = g_strdup (row->id);
  incoming->revision = g_strdup (row->revision);
  incoming->is_deleted = row->is_deleted;
  incoming->document = g_steal_pointer (&row->document);
  if (row->trouble != NULL)
    incoming->trouble = g_strdup (row->trouble->message);
  else if (incoming->document == NULL && !row->is_deleted)
    incoming->trouble = g_strdup ("the server names it, but does not give it");
  return incoming;
}

GPtrArray *
gaung_sync_read_rows (GaungSync *self, GaungSyncBase *base, GPtrArray *rows, GError **error)
{
  g_autoptr (GPtrArray) all
      = g_ptr_array_new_full (rows->len, (GDestroyNotify) gaung_incoming_free);

  for (guint i = 0; i < rows->len; i++)
    {
      GaungCouchRow *row = g_ptr_array_index (rows, i);
      JsonArray *conflicts;
      GaungIncoming *incoming;

      /* Asked for by id, and not there. */
      if (row->revision == NULL && row->trouble == NULL)
        continue;
      incoming = read_row (row);
      g_ptr_array_add (all, incoming);
      conflicts = incoming->document != NULL
                      ? gaung_json_get_array (incoming->document, "_conflicts")
                      : NULL;
      if (conflicts != NULL && !fetch_branches (self, base, incoming, conflicts, error))
        return NULL;
    }
  return g_steal_pointer (&all);
}

/* ---- Applying ---- */

static void
tell_outcomes (GaungSync *self, GaungSyncBase *base, GPtrArray *incoming)
{
  for (guint i = 0; i < incoming->len; i++)
    {
      const GaungIncoming *one = g_ptr_array_index (incoming, i);
      const char *event = outcome_events[one->outcome];

      if (one->document != NULL && one->outcome != GAUNG_INCOMING_UNCHANGED
          && one->outcome != GAUNG_INCOMING_STALE)
        gaung_sync_note_moved (self, base, one->id, one->document);
      if (event != NULL)
        gaung_sync_tell (self,
                         event,
                         base->name,
                         one->id,
                         one->outcome == GAUNG_INCOMING_QUARANTINED ? one->trouble : one->revision);
      if (self->hooks != NULL && one->outcome == GAUNG_INCOMING_CREATED
          && base->kind == GAUNG_SYNC_AGENCY && g_strcmp0 (base->agency, self->agency) == 0
          && g_str_has_prefix (one->id, "attachment:"))
        self->hooks->file_seen (self, one->id, self->hooks_data);
    }
}

static void
count_result (GaungSync *self, const GaungApplyResult *result)
{
  g_mutex_lock (&self->lock);
  self->totals.received += result->created + result->changed;
  self->totals.sent += result->arrived;
  self->totals.merged += result->merged;
  self->totals.clashed += result->clashed;
  self->totals.removed += result->removed;
  self->totals.quarantined += result->quarantined;
  g_mutex_unlock (&self->lock);
}

/* Fetched before what was sent since; or a cluster has decided for another branch. What the server
 * has now counts. Mostly there is none. */
static gboolean
ask_for_stale (GaungSync *self, GaungSyncBase *base, GPtrArray *incoming, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < incoming->len; i++)
    {
      const GaungIncoming *one = g_ptr_array_index (incoming, i);

      if (one->outcome == GAUNG_INCOMING_STALE)
        g_ptr_array_add (ids, one->id);
    }
  return ids->len == 0 || gaung_sync_fetch_and_apply (self, base, ids, error);
}

/* @checkpoint (nullable): where the feed stands after these. */
static gboolean
apply (GaungSync *self,
       GaungSyncBase *base,
       GPtrArray *incoming,
       const GaungCheckpoint *checkpoint,
       GError **error)
{
  GaungApplyResult result = { 0 };
  gboolean is_listed = FALSE;

  if (base->kind == GAUNG_SYNC_DIRECTORY
      && !gaung_sync_take_directory (self, incoming, &is_listed, error))
    return FALSE;
  if (!gaung_sync_follow_moved (self, base, incoming, error))
    return FALSE;
  if (incoming->len > 0)
    {
      if (!gaung_exchange_apply (
              self->store, base->name, incoming, checkpoint, self->name, &result, error))
        return FALSE;
    }
  else if (checkpoint != NULL && !gaung_exchange_set_checkpoint (self->store, checkpoint, error))
    return FALSE;
  count_result (self, &result);
  tell_outcomes (self, base, incoming);
  if (is_listed)
    self->is_list_stale = TRUE;
  return (result.clashed == 0 || gaung_sync_settle_claims (self, error))
         && ask_for_stale (self, base, incoming, error);
}

static gboolean
is_same_place (const GaungCheckpoint *checkpoint, const char *sequence)
{
  return g_strcmp0 (checkpoint->sequence, sequence) == 0;
}

/* How old the last success on the disk may become while nothing else is to be written. */
#define SAVE_MINUTES 10

static gboolean
apply_at (GaungSync *self,
          GaungSyncBase *base,
          GPtrArray *incoming,
          const char *sequence,
          gboolean is_end,
          GError **error)
{
  g_autoptr (GaungCheckpoint) next = gaung_checkpoint_copy (base->checkpoint);
  GaungInstant now = gaung_instant_now ();

  if (is_end && !base->is_unsaved && incoming->len == 0 && is_same_place (next, sequence)
      && next->success_at != GAUNG_INSTANT_NONE && now >= next->success_at
      && now - next->success_at < SAVE_MINUTES * GAUNG_MINUTE)
    return TRUE;
  g_set_str (&next->sequence, sequence);
  next->sequence_number = g_ascii_strtoull (sequence, NULL, 10);
  if (is_end)
    next->success_at = now;
  if (!apply (self, base, incoming, next, error))
    return FALSE;
  base->is_unsaved = FALSE;
  g_clear_pointer (&base->checkpoint, gaung_checkpoint_free);
  base->checkpoint = g_steal_pointer (&next);
  return TRUE;
}

gboolean
gaung_sync_apply_rows (GaungSync *self, GaungSyncBase *base, GPtrArray *rows, GError **error)
{
  g_autoptr (GPtrArray) incoming = gaung_sync_read_rows (self, base, rows, error);

  return incoming != NULL && apply (self, base, incoming, NULL, error);
}

gboolean
gaung_sync_fetch_and_apply (GaungSync *self, GaungSyncBase *base, GPtrArray *ids, GError **error)
{
  for (guint from = 0; from < ids->len; from += GAUNG_SYNC_PAGE)
    {
      guint n = MIN (GAUNG_SYNC_PAGE, ids->len - from);
      g_autoptr (GPtrArray) slice = g_ptr_array_new_null_terminated (n, NULL, TRUE);
      g_autoptr (GaungCouchPage) page = NULL;

      for (guint i = from; i < from + n; i++)
        g_ptr_array_add (slice, g_ptr_array_index (ids, i));
      page = gaung_couch_fetch_documents_sync (self->couch,
                                               base->name,
                                               (const char *const *) slice->pdata,
                                               TRUE,
                                               self->cancellable,
                                               error);
      if (page == NULL || !gaung_sync_apply_rows (self, base, page->rows, error))
        return FALSE;
    }
  return TRUE;
}

/* What retention forgot and is needed again. What the server does not have (any more) stays wanted,
 * and is not asked for twice in a row. */
static gboolean
fetch_wanted (GaungSync *self, GaungSyncBase *base, GError **error)
{
  g_autofree char *before = NULL;

  for (;;)
    {
      g_autoptr (GPtrArray) ids
          = gaung_exchange_list_wanted (self->store, base->name, GAUNG_SYNC_PAGE, error);

      if (ids == NULL)
        return FALSE;
      if (ids->len == 0 || g_strcmp0 (before, g_ptr_array_index (ids, 0)) == 0)
        return TRUE;
      g_set_str (&before, g_ptr_array_index (ids, 0));
      if (!gaung_sync_fetch_and_apply (self, base, ids, error))
        return FALSE;
    }
}

gboolean
gaung_sync_apply_page (GaungSync *self, GaungSyncBase *base, GaungCouchPage *page, GError **error)
{
  g_autoptr (GPtrArray) incoming = gaung_sync_read_rows (self, base, page->rows, error);
  gboolean is_end = gaung_sync_page_is_last (page);

  if (incoming == NULL || !apply_at (self, base, incoming, page->last_sequence, is_end, error))
    return FALSE;
  if (!is_end)
    return TRUE;
  base->is_behind = FALSE;
  gaung_sync_note_success (self, base);
  return page->rows->len == 0 || fetch_wanted (self, base, error);
}

/* ---- To the end ---- */

static gboolean
pull_feed (GaungSync *self, GaungSyncBase *base, GError **error)
{
  g_autoptr (GaungSyncFeed) feed = gaung_sync_feed_new (
      self->couch, base->name, base->checkpoint->sequence, GAUNG_SYNC_PAGE, self->cancellable);
  g_autoptr (GError) trouble = NULL;
  guint done = 0;
  gboolean is_long = FALSE;

  for (;;)
    {
      g_autoptr (GaungCouchPage) page = gaung_sync_feed_next (feed, &trouble);

      if (page == NULL)
        break;
      if (!gaung_sync_apply_page (self, base, page, error))
        return FALSE;
      done += page->n_received;
      is_long = is_long || page->pending > 0;
      if (is_long)
        gaung_sync_show_progress (self, done, done + (guint) MAX (page->pending, 0));
      if (self->hooks != NULL)
        self->hooks->breathe (self, self->hooks_data);
    }
  if (is_long)
    gaung_sync_show_progress (self, 0, 0);
  if (trouble == NULL)
    return fetch_wanted (self, base, error);
  g_propagate_error (error, g_steal_pointer (&trouble));
  return FALSE;
}

gboolean
gaung_sync_pull (GaungSync *self, GaungSyncBase *base, GError **error)
{
  g_autoptr (GError) trouble = NULL;

  if (pull_feed (self, base, &trouble))
    return TRUE;
  /* A cursor that this server never gave. */
  if (g_error_matches (trouble, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_MALFORMED)
      && base->checkpoint->sequence != NULL)
    {
      g_autoptr (GaungDatabaseInfo) info
          = gaung_couch_get_database_info_sync (self->couch, base->name, self->cancellable, error);

      return info != NULL && gaung_sync_reconcile (self, base, info, FALSE, error)
             && pull_feed (self, base, error);
    }
  g_propagate_error (error, g_steal_pointer (&trouble));
  return FALSE;
}
