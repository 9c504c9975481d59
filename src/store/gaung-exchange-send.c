/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What leaves: which outbox rows are due, what is under way, what became of it. */
#include "config.h"

#include "gaung-exchange-private.h"

#include "gaung-json.h"

void
gaung_send_item_free (GaungSendItem *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->type);
  g_free (self->database);
  g_free (self->revision);
  g_clear_pointer (&self->document, json_object_unref);
  g_free (self);
}

guint64
gaung_revision_get_generation (const char *revision)
{
  return revision != NULL ? g_ascii_strtoull (revision, NULL, 10) : 0;
}

/* "complaint" of "complaint:01…". */
static char *
get_type_of_id (const char *id)
{
  const char *colon = strchr (id, ':');

  return colon != NULL ? g_strndup (id, colon - id) : g_strdup ("");
}

static GaungSendItem *
read_item (GaungStatement *statement)
{
  g_autoptr (GError) error = NULL;
  GaungSendItem *item = g_new0 (GaungSendItem, 1);

  item->seq = gaung_statement_get_integer (statement, 0);
  item->id = g_strdup (gaung_statement_get_text (statement, 1));
  item->type = get_type_of_id (item->id);
  item->written_at = gaung_statement_get_integer (statement, 2);
  item->tries = (guint) gaung_statement_get_integer (statement, 3);
  item->database = g_strdup (gaung_statement_get_text (statement, 4));
  item->revision = g_strdup (gaung_statement_get_text (statement, 5));
  item->local_rev = gaung_statement_get_integer (statement, 6);
  item->document = gaung_json_parse_object (
      gaung_statement_get_text (statement, 7), gaung_statement_get_length (statement, 7), &error);
  if (item->document != NULL)
    return item;
  g_warning ("%s in the outbox cannot be read: code %d", item->id, error->code);
  gaung_send_item_free (item);
  return NULL;
}

/**
 * gaung_exchange_list_due:
 * @after_seq: 0, or the last one of the answer before
 *
 * Returns: (transfer full) (element-type GaungSendItem): in the order of the outbox
 */
GPtrArray *
gaung_exchange_list_due (GaungStore *store,
                         GaungInstant now,
                         gint64 after_seq,
                         guint limit,
                         gsize max_bytes,
                         GError **error)
{
  g_auto (GaungReader) reader = { 0 };
  g_autoptr (GPtrArray) items
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_send_item_free);
  g_autoptr (GaungStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;
  gsize bytes = 0;

  g_return_val_if_fail (GAUNG_IS_STORE (store), NULL);

  if (!gaung_store_acquire (store, &reader, error))
    return NULL;
  statement = gaung_database_prepare (
      reader.database,
      "SELECT o.seq, o.id, o.at, o.tries, (SELECT text FROM term WHERE number = d.db), d.rev,"
      " d.local_rev, b.body FROM outbox o CROSS JOIN document d ON d.id = o.id"
      " CROSS JOIN body b ON b.row = d.row"
      " WHERE o.seq > ?1 AND NOT o.is_held AND NOT o.is_parked"
      " AND ifnull (o.hold_until, ?2) <= ?2 AND ifnull (o.not_before, ?2) <= ?2"
      " ORDER BY o.seq LIMIT ?3",
      error);
  if (statement == NULL)
    return NULL;
  gaung_statement_bind (statement, "iii", after_seq, now, (gint64) limit);
  while (gaung_statement_step (statement, &local_error))
    {
      GaungSendItem *item;

      bytes += gaung_statement_get_length (statement, 7);
      if (bytes > max_bytes && items->len > 0)
        break;
      item = read_item (statement);
      if (item != NULL)
        g_ptr_array_add (items, item);
    }
  if (local_error == NULL)
    return g_steal_pointer (&items);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

GaungInstant
gaung_exchange_get_next_due (GaungStore *store, GError **error)
{
  g_auto (GaungReader) reader = { 0 };
  gint64 due;

  g_return_val_if_fail (GAUNG_IS_STORE (store), GAUNG_INSTANT_NONE);

  if (!gaung_store_acquire (store, &reader, error)
      || !gaung_database_read_integer (
          reader.database,
          GAUNG_INSTANT_NONE,
          &due,
          error,
          "SELECT max (ifnull (hold_until, 0), ifnull (not_before, 0)) AS due FROM outbox"
          " WHERE (hold_until IS NOT NULL OR not_before IS NOT NULL)"
          " AND NOT is_held AND NOT is_parked ORDER BY due LIMIT 1",
          ""))
    return GAUNG_INSTANT_NONE;
  return due;
}

/* Between listing and sending lie the answers to others, and minutes where files are large. */
static gboolean
is_still_due (GaungTransaction *self, const GaungSendItem *item, gboolean *result, GError **error)
{
  gint64 n;

  if (!gaung_database_read_integer (self->store->writer,
                                    0,
                                    &n,
                                    error,
                                    "SELECT count(*) FROM outbox o JOIN document d ON d.id = o.id"
                                    " WHERE o.seq = ?1 AND o.id = ?2 AND NOT o.is_held"
                                    " AND NOT o.is_parked AND d.rev IS ?3",
                                    "itt",
                                    item->seq,
                                    item->id,
                                    item->revision))
    return FALSE;
  *result = n > 0;
  return TRUE;
}

static gboolean
mark_one (GaungTransaction *self,
          GaungSendItem *item,
          const char *database,
          GaungInstant now,
          GError **error)
{
  const char *change = gaung_json_get_string (item->document, "change", "");
  g_auto (GaungStored) stored = { 0 };
  g_autofree char *text = NULL;
  gboolean is_due;

  if (!is_still_due (self, item, &is_due, error))
    return FALSE;
  item->is_overtaken = !is_due;
  if (!is_due)
    return TRUE;
  if (!gaung_transaction_read_stored (self, item->id, &stored, error))
    return FALSE;
  /* Edited since it was listed: what leaves is no longer what is stored. */
  if (g_strcmp0 (stored.change, change) != 0)
    text = gaung_json_to_text (item->document);
  if (stored.row != 0 && stored.rev == NULL)
    {
      gint64 db = gaung_store_intern (self->store, database, error);

      if (db < 0
          || !gaung_database_run (self->store->writer,
                                  error,
                                  "UPDATE document SET db = ?2 WHERE row = ?1 AND db <> ?2",
                                  "ii",
                                  stored.row,
                                  db))
        return FALSE;
    }
  return gaung_database_run (self->store->writer,
                             error,
                             "UPDATE outbox SET is_under_way = 1, hold_until = NULL,"
                             " not_before = NULL WHERE id = ?1",
                             "t",
                             item->id)
         && gaung_database_run (self->store->writer,
                                error,
                                "INSERT INTO sent (id, change, db, at, body)"
                                " VALUES (?1, ?2, ?3, ?4, ?5)"
                                " ON CONFLICT (id, change) DO UPDATE SET db = excluded.db,"
                                " at = excluded.at, body = ifnull (body, excluded.body)",
                                "tttit",
                                item->id,
                                change,
                                database,
                                now,
                                text);
}

/**
 * gaung_exchange_mark_sent:
 * @items: (element-type GaungSendItem)
 * @databases: (array): one for every item
 *
 * Every version that leaves is remembered until it is known what became of it.
 */
gboolean
gaung_exchange_mark_sent (GaungStore *store,
                          GPtrArray *items,
                          const char *const *databases,
                          GError **error)
{
  GaungTransaction transaction;
  GaungInstant now = gaung_instant_now ();
  gboolean is_good = TRUE;

  g_return_val_if_fail (GAUNG_IS_STORE (store), FALSE);
  g_return_val_if_fail (items != NULL && databases != NULL, FALSE);

  if (!gaung_transaction_begin (&transaction, store, error))
    return FALSE;
  transaction.has_exchange = TRUE;
  for (guint i = 0; is_good && i < items->len; i++)
    is_good = mark_one (&transaction, g_ptr_array_index (items, i), databases[i], now, error);
  return gaung_transaction_end (&transaction, is_good, error);
}

gboolean
gaung_exchange_add_receipt (GaungTransaction *self,
                            const char *id,
                            const char *database,
                            const char *revision,
                            const char *change,
                            GaungInstant sent_at,
                            gboolean is_new,
                            GError **error)
{
  self->has_exchange = TRUE;
  return gaung_database_run (
      self->store->writer,
      error,
      "INSERT INTO receipt (id, local_rev, db, rev, change, sent_at, type, parent, kind, is_new,"
      " written_at) SELECT d.id, d.local_rev, ?2, ?3, ?4, ?5,"
      " substr (d.id, 1, instr (d.id, ':') - 1), d.parent,"
      " CASE WHEN d.parent IS NOT NULL THEN (SELECT text FROM term WHERE number = d.category) END,"
      " ?6, ifnull ((SELECT at FROM outbox o WHERE o.id = d.id), ?5)"
      " FROM document d WHERE d.id = ?1",
      "ttttii",
      id,
      database,
      revision,
      change,
      sent_at,
      (gint64) is_new);
}

gboolean
gaung_exchange_requeue (GaungTransaction *self, const char *id, const char *change, GError **error)
{
  self->has_exchange = TRUE;
  return gaung_database_run (
             self->store->writer,
             error,
             "UPDATE outbox SET at = ifnull (edited_at, at), is_under_way = 0, tries = 0,"
             " not_before = NULL WHERE id = ?1",
             "t",
             id)
         && gaung_database_run (
             self->store->writer,
             error,
             "DELETE FROM sent WHERE id = ?1 AND number <="
             " ifnull ((SELECT number FROM sent WHERE id = ?1 AND change = ?2), 0)",
             "tt",
             id,
             change);
}

gboolean
gaung_exchange_park (
    GaungTransaction *self, const char *id, const char *code, const char *reason, GError **error)
{
  self->has_exchange = TRUE;
  return gaung_database_run (self->store->writer,
                             error,
                             "UPDATE outbox SET is_parked = 1, is_under_way = 0, tries = tries + 1,"
                             " not_before = NULL, code = ?2, reason = ?3 WHERE id = ?1",
                             "ttt",
                             id,
                             code,
                             reason);
}

/* One receipt for each arrival: a pull may have seen it first. */
static gboolean
note_arrival (GaungTransaction *self,
              const GaungSendOutcome *outcome,
              const char *change,
              GaungInstant now,
              GError **error)
{
  const char *id = outcome->item->id;
  gint64 n_receipts;

  if (!gaung_database_read_integer (self->store->writer,
                                    0,
                                    &n_receipts,
                                    error,
                                    "SELECT count(*) FROM receipt WHERE id = ?1 AND change = ?2",
                                    "tt",
                                    id,
                                    change))
    return FALSE;
  return n_receipts > 0
         || gaung_exchange_add_receipt (self,
                                        id,
                                        outcome->database,
                                        outcome->revision,
                                        change,
                                        now,
                                        outcome->item->revision == NULL,
                                        error);
}

static gboolean
settle_arrived (GaungTransaction *self,
                const GaungSendOutcome *outcome,
                GaungInstant now,
                GError **error)
{
  const char *id = outcome->item->id;
  const char *change = gaung_json_get_string (outcome->item->document, "change", "");
  g_auto (GaungStored) stored = { 0 };
  GaungPut put = { .rev = outcome->revision, .base = GAUNG_BASE_SET };
  gint64 n_sent;

  if (!gaung_transaction_read_stored (self, id, &stored, error)
      || !note_arrival (self, outcome, change, now, error))
    return FALSE;
  if (stored.row == 0 || stored.sync == GAUNG_SYNC_SYNCED)
    return TRUE;
  /* Overtaken by what was read meanwhile: a merge, or a deletion. */
  if (!gaung_database_read_integer (self->store->writer,
                                    0,
                                    &n_sent,
                                    error,
                                    "SELECT count(*) FROM sent WHERE id = ?1 AND change = ?2",
                                    "tt",
                                    id,
                                    change))
    return FALSE;
  if (n_sent == 0)
    return gaung_database_run (
        self->store->writer, error, "UPDATE outbox SET is_under_way = 0 WHERE id = ?1", "t", id);
  put.is_fresh = stored.is_fresh;
  put.db = gaung_store_intern (self->store, outcome->database, error);
  if (put.db < 0)
    return FALSE;
  /* Read meanwhile: somebody wrote on top of it, or it was handed over. */
  if (stored.rev != NULL
      && (stored.db != put.db
          || gaung_revision_get_generation (stored.rev)
                 > gaung_revision_get_generation (outcome->revision)))
    return gaung_exchange_requeue (self, id, change, error);

  if (g_strcmp0 (stored.change, change) == 0)
    {
      put.sync = GAUNG_SYNC_SYNCED;
      return gaung_transaction_set_state (self, &stored, &put, error)
             && gaung_transaction_unqueue (self, id, error);
    }
  g_autofree char *text = gaung_json_to_text (outcome->item->document);

  put.sync = GAUNG_SYNC_MODIFIED;
  put.base_text = text;
  return gaung_transaction_set_state (self, &stored, &put, error)
         && gaung_exchange_requeue (self, id, change, error);
}

static gboolean
settle_later (GaungTransaction *self, const GaungSendOutcome *outcome, GError **error)
{
  const char *sql = "UPDATE outbox SET is_under_way = 0, tries = tries + 1, code = ?2, reason = ?3,"
                    " not_before = nullif (?4, -9223372036854775807 - 1) WHERE id = ?1";

  return gaung_database_run (self->store->writer,
                             error,
                             sql,
                             "ttti",
                             outcome->item->id,
                             outcome->code,
                             outcome->reason,
                             outcome->not_before);
}

static gboolean
settle_parked (GaungTransaction *self, const GaungSendOutcome *outcome, GError **error)
{
  const char *id = outcome->item->id;
  const char *change = gaung_json_get_string (outcome->item->document, "change", "");
  g_auto (GaungStored) stored = { 0 };

  if (!gaung_transaction_read_stored (self, id, &stored, error))
    return FALSE;
  /* What was refused has been edited since: that may have cured it. */
  if (g_strcmp0 (stored.change, change) != 0)
    return gaung_database_run (
        self->store->writer, error, "UPDATE outbox SET is_under_way = 0 WHERE id = ?1", "t", id);
  return gaung_exchange_park (self, id, outcome->code, outcome->reason, error);
}

/**
 * gaung_exchange_settle:
 * @outcomes: (element-type GaungSendOutcome)
 */
gboolean
gaung_exchange_settle (GaungStore *store, GArray *outcomes, GaungInstant now, GError **error)
{
  GaungTransaction transaction;
  gboolean is_good = TRUE;

  g_return_val_if_fail (GAUNG_IS_STORE (store), FALSE);
  g_return_val_if_fail (outcomes != NULL, FALSE);

  if (!gaung_transaction_begin (&transaction, store, error))
    return FALSE;
  transaction.has_exchange = TRUE;
  for (guint i = 0; is_good && i < outcomes->len; i++)
    {
      const GaungSendOutcome *outcome = &g_array_index (outcomes, GaungSendOutcome, i);

      switch (outcome->verdict)
        {
        case GAUNG_SEND_ARRIVED:
          is_good = settle_arrived (&transaction, outcome, now, error);
          break;
        case GAUNG_SEND_LATER:
          is_good = settle_later (&transaction, outcome, error);
          break;
        case GAUNG_SEND_PARKED:
          is_good = settle_parked (&transaction, outcome, error);
          break;
        default:
          g_assert_not_reached ();
        }
    }
  return gaung_transaction_end (&transaction, is_good, error);
}
