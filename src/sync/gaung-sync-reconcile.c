/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comparing a database with what is held of it, id by id, when its cursor cannot be trusted.
 * Nothing is ever wiped: what is missing there and was sent from here goes out again, what others
 * sent is kept. The cursor moves only when all is done, so a crash means to begin anew. */
#include "config.h"

#include <string.h>

#include "gaung-couch-documents.h"
#include "gaung-sync-private.h"

#define LIST_PAGE 1000
#define HOLDINGS_PAGE 1000
#define MISSING_SLICE 500

typedef struct
{
  GaungSync *sync;
  GaungSyncBase *base;
  gboolean is_purged;
  /* What is held, in the order of ids. */
  GPtrArray *holdings;
  guint position;
  gboolean is_last;
  GPtrArray *missing; /* ids that are held and not there */
  GPtrArray *other;   /* ids that are there as another revision, or not held */
  GHashTable *older;  /* of these: sent from here, and set back there */
  guint n_kept;
} Comparison;

/* The generation of a revision: "12-ab…" is the twelfth. */
static guint64
get_generation (const char *revision)
{
  return revision != NULL ? g_ascii_strtoull (revision, NULL, 10) : 0;
}

/* ---- What is held ---- */

/* (nullable): no more. */
static const GaungHolding *
peek_holding (Comparison *self, GError **error)
{
  while (self->holdings == NULL || self->position >= self->holdings->len)
    {
      g_autofree char *after = NULL;

      if (self->is_last)
        return NULL;
      if (self->holdings != NULL && self->holdings->len > 0)
        after = g_strdup (
            ((GaungHolding *) g_ptr_array_index (self->holdings, self->holdings->len - 1))->id);
      g_clear_pointer (&self->holdings, g_ptr_array_unref);
      self->position = 0;
      self->holdings = gaung_exchange_list_holdings (
          self->sync->store, self->base->name, after, HOLDINGS_PAGE, error);
      if (self->holdings == NULL)
        return NULL;
      self->is_last = self->holdings->len < HOLDINGS_PAGE;
    }
  return g_ptr_array_index (self->holdings, self->position);
}

/* ---- What follows ---- */

/* Deleted by hand is another thing than lost: the server still names those. */
static gboolean
take_missing (Comparison *self, guint from, guint n, GError **error)
{
  GaungSync *sync = self->sync;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_null_terminated (n, NULL, TRUE);
  g_autoptr (GPtrArray) gone = g_ptr_array_new_null_terminated (n, NULL, TRUE);
  g_autoptr (GaungCouchPage) page = NULL;
  guint n_kept = 0;

  for (guint i = from; i < from + n; i++)
    g_ptr_array_add (ids, g_ptr_array_index (self->missing, i));
  page = gaung_couch_fetch_documents_sync (sync->couch,
                                           self->base->name,
                                           (const char *const *) ids->pdata,
                                           TRUE,
                                           sync->cancellable,
                                           error);
  if (page == NULL)
    return FALSE;
  for (guint i = 0; i < page->rows->len; i++)
    if (((GaungCouchRow *) g_ptr_array_index (page->rows, i))->revision == NULL)
      g_ptr_array_add (gone, g_ptr_array_index (ids, i));
  if (!gaung_sync_apply_rows (sync, self->base, page->rows, error))
    return FALSE;
  if (gone->len == 0)
    return TRUE;
  if (!gaung_exchange_take_missing (sync->store,
                                    self->base->name,
                                    (const char *const *) gone->pdata,
                                    self->is_purged,
                                    &n_kept,
                                    error))
    return FALSE;
  self->n_kept += n_kept;
  if (self->is_purged)
    {
      gaung_sync_count (sync, &sync->totals.removed, gone->len - n_kept);
      for (guint i = 0; i < gone->len; i++)
        gaung_sync_tell (sync, "removed", self->base->name, g_ptr_array_index (gone, i), NULL);
    }
  return TRUE;
}

/* The server's copies of what differs: those that went back under ours, the others as they are. */
static gboolean
take_other (Comparison *self, guint from, guint n, GError **error)
{
  GaungSync *sync = self->sync;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_null_terminated (n, NULL, TRUE);
  g_autoptr (GPtrArray) back
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_incoming_free);
  g_autoptr (GaungCouchPage) page = NULL;
  g_autoptr (GPtrArray) older
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_couch_row_free);

  for (guint i = from; i < from + n; i++)
    g_ptr_array_add (ids, g_ptr_array_index (self->other, i));
  page = gaung_couch_fetch_documents_sync (sync->couch,
                                           self->base->name,
                                           (const char *const *) ids->pdata,
                                           TRUE,
                                           sync->cancellable,
                                           error);
  if (page == NULL)
    return FALSE;
  for (guint i = 0; i < page->rows->len;)
    {
      GaungCouchRow *row = g_ptr_array_index (page->rows, i);

      if (row->document != NULL && g_hash_table_contains (self->older, row->id))
        g_ptr_array_add (older, g_ptr_array_steal_index (page->rows, i));
      else
        i++;
    }
  if (older->len > 0)
    {
      g_ptr_array_unref (back);
      back = gaung_sync_read_rows (sync, self->base, older, error);
      if (back == NULL || !gaung_exchange_take_older (sync->store, self->base->name, back, error))
        return FALSE;
    }
  return gaung_sync_apply_rows (sync, self->base, page->rows, error);
}

static gboolean
flush (Comparison *self, guint threshold, GError **error)
{
  if (self->missing->len > threshold)
    {
      if (!take_missing (self, 0, self->missing->len, error))
        return FALSE;
      g_ptr_array_set_size (self->missing, 0);
    }
  if (self->other->len > threshold)
    {
      if (!take_other (self, 0, self->other->len, error))
        return FALSE;
      g_ptr_array_set_size (self->other, 0);
      g_hash_table_remove_all (self->older);
    }
  return TRUE;
}

/* ---- Side by side ---- */

static void
note_missing (Comparison *self, const GaungHolding *holding)
{
  if (holding->revision != NULL)
    g_ptr_array_add (self->missing, g_strdup (holding->id));
}

static void
note_other (Comparison *self, const GaungHolding *holding, const GaungCouchRow *row)
{
  char *id = g_strdup (row->id);

  g_ptr_array_add (self->other, id);
  if (holding != NULL && holding->is_mine
      && get_generation (row->revision) < get_generation (holding->revision))
    g_hash_table_add (self->older, id);
}

static gboolean
compare_row (Comparison *self, const GaungCouchRow *row, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  const GaungHolding *holding;

  while ((holding = peek_holding (self, &trouble)) != NULL && strcmp (holding->id, row->id) < 0)
    {
      note_missing (self, holding);
      self->position++;
    }
  if (trouble != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&trouble));
      return FALSE;
    }
  if (holding != NULL && strcmp (holding->id, row->id) == 0)
    {
      self->position++;
      /* Never sent, or its answer was lost: then the copy says which. */
      if (g_strcmp0 (holding->revision, row->revision) != 0)
        note_other (self, holding, row);
    }
  else
    note_other (self, NULL, row);
  return flush (self, MISSING_SLICE - 1, error);
}

static gboolean
compare_rest (Comparison *self, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  const GaungHolding *holding;

  while ((holding = peek_holding (self, &trouble)) != NULL)
    {
      note_missing (self, holding);
      self->position++;
      if (!flush (self, MISSING_SLICE - 1, error))
        return FALSE;
    }
  if (trouble != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&trouble));
      return FALSE;
    }
  return flush (self, 0, error);
}

static gboolean
compare_all (Comparison *self, GError **error)
{
  g_autofree char *after = NULL;

  for (;;)
    {
      g_autoptr (GaungCouchPage) page = gaung_couch_list_documents_sync (
          self->sync->couch, self->base->name, after, LIST_PAGE, self->sync->cancellable, error);

      if (page == NULL)
        return FALSE;
      for (guint i = 0; i < page->rows->len; i++)
        {
          const GaungCouchRow *row = g_ptr_array_index (page->rows, i);

          if (after != NULL && strcmp (row->id, after) <= 0)
            {
              g_set_error_literal (error,
                                   GAUNG_REMOTE_ERROR,
                                   GAUNG_REMOTE_ERROR_NOT_COUCHDB,
                                   "documents that are not in the order of their ids");
              return FALSE;
            }
          g_set_str (&after, row->id);
          if (!g_str_has_prefix (row->id, GAUNG_SYNC_DATABASE_PREFIX)
              && !compare_row (self, row, error))
            return FALSE;
        }
      if (page->n_received < LIST_PAGE)
        return compare_rest (self, error);
    }
}

/* The feed is read on from where it stood before the comparison: what came meanwhile is in both. */
static gboolean
move_cursor (GaungSync *self, GaungSyncBase *base, const GaungDatabaseInfo *info, GError **error)
{
  g_autoptr (GaungCheckpoint) next = gaung_checkpoint_copy (base->checkpoint);

  /* The directory is small, and what it says of databases is not compared: all of it again. */
  g_set_str (&next->sequence, base->kind == GAUNG_SYNC_DIRECTORY ? NULL : info->update_sequence);
  next->sequence_number = base->kind == GAUNG_SYNC_DIRECTORY ? 0 : info->update_prefix;
  if (!gaung_exchange_set_checkpoint (self->store, next, error))
    return FALSE;
  g_clear_pointer (&base->checkpoint, gaung_checkpoint_free);
  base->checkpoint = g_steal_pointer (&next);
  return TRUE;
}

gboolean
gaung_sync_reconcile (GaungSync *self,
                      GaungSyncBase *base,
                      const GaungDatabaseInfo *info,
                      gboolean is_purged,
                      GError **error)
{
  Comparison comparison = { .sync = self, .base = base, .is_purged = is_purged };
  gboolean is_done;

  g_message ("%s: %s; comparing it by id",
             base->name,
             is_purged ? "something was destroyed on purpose" : "replaced, or set back");
  comparison.missing = g_ptr_array_new_with_free_func (g_free);
  comparison.other = g_ptr_array_new_with_free_func (g_free);
  comparison.older = g_hash_table_new (g_str_hash, g_str_equal);
  is_done = compare_all (&comparison, error);
  g_clear_pointer (&comparison.holdings, g_ptr_array_unref);
  g_hash_table_unref (comparison.older);
  g_ptr_array_unref (comparison.missing);
  g_ptr_array_unref (comparison.other);
  if (!is_done || !move_cursor (self, base, info, error))
    return FALSE;
  if (!is_purged)
    self->was_replaced = TRUE;
  return TRUE;
}
