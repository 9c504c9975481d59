/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comparing by id: after a database was replaced, set back or purged. Nothing is ever wiped here
 * because a server does not know it. */
#include "config.h"

#include "gaung-exchange-private.h"
#include "gaung-rows-private.h"

#include "gaung-json.h"

void
gaung_holding_free (GaungHolding *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->revision);
  g_free (self);
}

#define IS_MINE "EXISTS (SELECT 1 FROM receipt r WHERE r.id = d.id AND r.rev = d.rev)"

static gpointer
read_holding (GaungStatement *statement)
{
  GaungHolding *holding = g_new0 (GaungHolding, 1);

  holding->id = g_strdup (gaung_statement_get_text (statement, 0));
  holding->revision = g_strdup (gaung_statement_get_text (statement, 1));
  holding->is_modified = gaung_statement_get_integer (statement, 2) != 0;
  holding->is_mine = gaung_statement_get_integer (statement, 3) != 0;
  return holding;
}

/**
 * gaung_exchange_list_holdings:
 * @after: (nullable): the last id of the answer before
 *
 * Returns: (transfer full) (element-type GaungHolding)
 */
GPtrArray *
gaung_exchange_list_holdings (
    GaungStore *store, const char *database, const char *after, guint limit, GError **error)
{
  g_return_val_if_fail (GAUNG_IS_STORE (store), NULL);
  g_return_val_if_fail (database != NULL, NULL);

  return gaung_store_read_rows (
      store,
      read_holding,
      (GDestroyNotify) gaung_holding_free,
      error,
      "WITH place AS (SELECT number FROM term WHERE text = ?1)"
      " SELECT * FROM (SELECT d.id, d.rev, d.sync <> 0, " IS_MINE " FROM document d"
      "  WHERE d.db = (SELECT number FROM place) AND d.db <> 0 AND d.id > ?2 ORDER BY d.id LIMIT "
      "?3)"
      " UNION ALL SELECT * FROM (SELECT id, rev, 0, 0 FROM twin"
      "  WHERE db = (SELECT number FROM place) AND id > ?2 ORDER BY id LIMIT ?3)"
      " UNION ALL SELECT * FROM (SELECT id, rev, 0, 0 FROM forgotten"
      "  WHERE db = (SELECT number FROM place) AND id > ?2 ORDER BY id LIMIT ?3)"
      " ORDER BY 1 LIMIT ?3",
      "tti",
      database,
      after != NULL ? after : "",
      (gint64) limit);
}

static gboolean
is_mine (
    GaungTransaction *self, const char *id, const char *revision, gboolean *result, GError **error)
{
  gint64 n;

  if (!gaung_database_read_integer (self->store->writer,
                                    0,
                                    &n,
                                    error,
                                    "SELECT count(*) FROM receipt WHERE id = ?1 AND rev = ?2",
                                    "tt",
                                    id,
                                    revision))
    return FALSE;
  *result = n > 0;
  return TRUE;
}

/* The server lost it: as new into the outbox, if it is for us to send, else kept as it is, to be
 * sent as new should somebody change it here. */
static gboolean
take_lost (GaungPage *self, const char *id, guint *n_kept, GError **error)
{
  GaungTransaction *transaction = &self->transaction;
  GaungDatabase *database = transaction->store->writer;
  g_auto (GaungStored) stored = { 0 };
  GaungPut put = { .db = self->db, .base = GAUNG_BASE_SET };
  gboolean is_ours = FALSE;

  if (!gaung_exchange_drop_twin (transaction, id, self->db, error)
      || !gaung_database_run (
          database, error, "DELETE FROM forgotten WHERE db = ?1 AND id = ?2", "it", self->db, id)
      || !gaung_transaction_read_stored (transaction, id, &stored, error))
    return FALSE;
  if (stored.row == 0 || stored.db != self->db
      || (stored.rev == NULL && stored.sync != GAUNG_SYNC_SYNCED))
    return TRUE;
  if (stored.rev != NULL && !is_mine (transaction, id, stored.rev, &is_ours, error))
    return FALSE;
  is_ours = is_ours || stored.sync != GAUNG_SYNC_SYNCED;
  put.sync = is_ours ? GAUNG_SYNC_CREATED : GAUNG_SYNC_SYNCED;
  put.is_fresh = stored.is_fresh;
  *n_kept += !is_ours;
  return gaung_transaction_set_state (transaction, &stored, &put, error)
         && (!is_ours
             || gaung_transaction_queue (
                 transaction, id, stored.local_rev, gaung_instant_now (), error));
}

/**
 * gaung_exchange_take_missing:
 * @ids: (array zero-terminated=1)
 * @n_kept: (out) (optional)
 */
gboolean
gaung_exchange_take_missing (GaungStore *store,
                             const char *database,
                             const char *const *ids,
                             gboolean is_purged,
                             guint *n_kept,
                             GError **error)
{
  GaungPage page = { .database = database };
  gboolean is_good, is_removed = FALSE, is_parked = FALSE;
  guint kept = 0;

  g_return_val_if_fail (GAUNG_IS_STORE (store), FALSE);
  g_return_val_if_fail (database != NULL && ids != NULL, FALSE);

  if (!gaung_transaction_begin (&page.transaction, store, error))
    return FALSE;
  page.transaction.has_exchange = TRUE;
  page.db = gaung_store_intern (store, database, error);
  is_good = page.db > 0;
  for (gsize i = 0; is_good && ids[i] != NULL; i++)
    if (is_purged)
      is_good = gaung_page_take_deletion (&page, ids[i], &is_removed, &is_parked, error);
    else
      is_good = take_lost (&page, ids[i], &kept, error);
  is_good = gaung_transaction_end (&page.transaction, is_good, error);
  if (is_good && n_kept != NULL)
    *n_kept = kept;
  return is_good;
}

static gboolean
take_older (GaungPage *self, const GaungIncoming *incoming, GError **error)
{
  GaungTransaction *transaction = &self->transaction;
  g_auto (GaungStored) stored = { 0 };
  g_autoptr (GaungRecord) theirs = NULL;
  g_autofree char *text = NULL;
  GaungPut put = {
    .sync = GAUNG_SYNC_MODIFIED, .db = self->db, .rev = incoming->revision, .base = GAUNG_BASE_SET
  };

  if (incoming->document == NULL)
    return TRUE;
  theirs = gaung_record_new_from_json (incoming->document, NULL);
  if (theirs == NULL)
    return TRUE;
  if (!gaung_transaction_read_stored (transaction, incoming->id, &stored, error))
    return FALSE;
  if (stored.row == 0 || stored.db != self->db)
    return TRUE;
  text = gaung_record_to_text (theirs);
  put.is_fresh = stored.is_fresh;
  put.base_text = text;
  return gaung_transaction_set_state (transaction, &stored, &put, error)
         && gaung_transaction_queue (
             transaction, incoming->id, stored.local_rev, gaung_instant_now (), error);
}

/**
 * gaung_exchange_take_older:
 * @incoming: (element-type GaungIncoming): one that cannot be read, or is not here, is passed over
 */
gboolean
gaung_exchange_take_older (GaungStore *store,
                           const char *database,
                           GPtrArray *incoming,
                           GError **error)
{
  GaungPage page = { .database = database };
  gboolean is_good;

  g_return_val_if_fail (GAUNG_IS_STORE (store), FALSE);
  g_return_val_if_fail (database != NULL && incoming != NULL, FALSE);

  if (!gaung_transaction_begin (&page.transaction, store, error))
    return FALSE;
  page.db = gaung_store_intern (store, database, error);
  is_good = page.db > 0;
  for (guint i = 0; is_good && i < incoming->len; i++)
    is_good = take_older (&page, g_ptr_array_index (incoming, i), error);
  return gaung_transaction_end (&page.transaction, is_good, error);
}
