/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outbox as people see it: what waits, why, and what they may do about it. */
#include "config.h"

#include "gaung-exchange-private.h"

#include "gaung-rows-private.h"

void
gaung_outbox_item_free (GaungOutboxItem *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->type);
  g_free (self->parent);
  g_free (self->database);
  g_free (self->title);
  g_free (self->kind);
  g_free (self->code);
  g_free (self->reason);
  g_free (self);
}

void
gaung_outbox_share_free (GaungOutboxShare *self)
{
  if (self == NULL)
    return;
  g_free (self->database);
  g_free (self);
}

/* Of the record, or of the complaint that it belongs to. */
#define TITLE                                                                                      \
  "(SELECT coalesce (t.body ->> '$.title', t.body ->> '$.name', t.body ->> '$.ref') FROM body t"   \
  " WHERE t.row = ifnull ((SELECT p.row FROM document p WHERE p.id = d.parent), d.row))"

#define COLUMNS                                                                                    \
  "SELECT o.seq, o.id, substr (o.id, 1, instr (o.id, ':') - 1), d.parent, " TITLE ","              \
  " CASE WHEN d.parent IS NOT NULL THEN (SELECT text FROM term WHERE number = d.category) END,"    \
  " d.rev IS NULL, o.at, ifnull (o.hold_until, -9223372036854775807 - 1),"                         \
  " ifnull (o.not_before, -9223372036854775807 - 1), o.tries, o.code, o.reason,"                   \
  " length (CAST (b.body AS BLOB)) + CASE WHEN o.id LIKE 'attachment:%'"                           \
  "   THEN ifnull (b.body ->> '$.size', 0) ELSE 0 END,"                                            \
  " o.is_parked, o.is_under_way, o.is_held,"                                                       \
  " (SELECT text FROM term WHERE number = d.db)"                                                   \
  " FROM outbox o CROSS JOIN document d ON d.id = o.id CROSS JOIN body b ON b.row = d.row"

static GaungOutboxState
get_state (GaungStatement *statement, GaungInstant now)
{
  if (gaung_statement_get_integer (statement, 14) != 0)
    return GAUNG_OUTBOX_PARKED;
  if (gaung_statement_get_integer (statement, 15) != 0)
    return GAUNG_OUTBOX_UNDER_WAY;
  if (gaung_statement_get_integer (statement, 16) != 0
      || gaung_statement_get_integer (statement, 8) > now)
    return GAUNG_OUTBOX_HELD;
  return gaung_statement_get_integer (statement, 9) > now ? GAUNG_OUTBOX_LATER
                                                          : GAUNG_OUTBOX_WAITING;
}

static gpointer
read_item (GaungStatement *statement)
{
  GaungOutboxItem *item = g_new0 (GaungOutboxItem, 1);

  item->seq = gaung_statement_get_integer (statement, 0);
  item->id = g_strdup (gaung_statement_get_text (statement, 1));
  item->type = g_strdup (gaung_statement_get_text (statement, 2));
  item->parent = g_strdup (gaung_statement_get_text (statement, 3));
  item->title = g_strdup (gaung_statement_get_text (statement, 4));
  item->kind = g_strdup (gaung_statement_get_text (statement, 5));
  item->is_new = gaung_statement_get_integer (statement, 6) != 0;
  item->state = get_state (statement, gaung_instant_now ());
  item->written_at = gaung_statement_get_integer (statement, 7);
  item->hold_until = gaung_statement_get_integer (statement, 8);
  item->not_before = gaung_statement_get_integer (statement, 9);
  item->tries = (guint) gaung_statement_get_integer (statement, 10);
  item->code = g_strdup (gaung_statement_get_text (statement, 11));
  item->reason = g_strdup (gaung_statement_get_text (statement, 12));
  item->bytes = gaung_statement_get_integer (statement, 13);
  item->database = g_strdup (gaung_statement_get_text (statement, 17));
  return item;
}

/**
 * gaung_outbox_list:
 *
 * Returns: (transfer full) (element-type GaungOutboxItem): in the order in which they are sent
 */
GPtrArray *
gaung_outbox_list (GaungStore *store, guint limit, GError **error)
{
  g_return_val_if_fail (GAUNG_IS_STORE (store), NULL);

  return gaung_store_read_rows (store,
                                read_item,
                                (GDestroyNotify) gaung_outbox_item_free,
                                error,
                                COLUMNS " ORDER BY o.seq LIMIT ?1",
                                "i",
                                (gint64) limit);
}

static void
set_missing (GError **error)
{
  g_set_error_literal (
      error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_MISSING, "It is no longer in the outbox");
}

/**
 * gaung_outbox_get:
 *
 * Returns: (transfer full): the item; %NULL with %GAUNG_STORE_ERROR_MISSING when it has left
 */
GaungOutboxItem *
gaung_outbox_get (GaungStore *store, gint64 seq, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  GaungOutboxItem *item;

  g_return_val_if_fail (GAUNG_IS_STORE (store), NULL);

  item = gaung_store_read_row (
      store, read_item, &local_error, COLUMNS " WHERE o.seq = ?1", "i", seq);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (item == NULL)
    set_missing (error);
  return item;
}

static gpointer
read_counts (GaungStatement *statement)
{
  GaungOutboxCounts *counts = g_new0 (GaungOutboxCounts, 1);

  counts->waiting = (guint) gaung_statement_get_integer (statement, 0);
  counts->held = (guint) gaung_statement_get_integer (statement, 1);
  counts->parked = (guint) gaung_statement_get_integer (statement, 2);
  counts->oldest = gaung_statement_get_integer (statement, 3);
  counts->conflicts = (guint) gaung_statement_get_integer (statement, 4);
  counts->quarantined = (guint) gaung_statement_get_integer (statement, 5);
  return counts;
}

/**
 * gaung_outbox_count:
 * @counts: (out)
 */
gboolean
gaung_outbox_count (GaungStore *store, GaungOutboxCounts *counts, GError **error)
{
  g_autofree GaungOutboxCounts *row = NULL;

  g_return_val_if_fail (GAUNG_IS_STORE (store), FALSE);
  g_return_val_if_fail (counts != NULL, FALSE);

  row = gaung_store_read_row (
      store,
      read_counts,
      error,
      "SELECT count(*),"
      " ifnull (sum (NOT is_parked AND (is_held OR ifnull (hold_until, 0) > ?1)), 0),"
      " ifnull (sum (is_parked), 0), ifnull (min (at), -9223372036854775807 - 1),"
      " (SELECT count(*) FROM conflict WHERE resolved_at IS NULL),"
      " (SELECT count(*) FROM quarantine) FROM outbox",
      "i",
      gaung_instant_now ());
  if (row == NULL)
    return FALSE;
  *counts = *row;
  return TRUE;
}

static gpointer
read_share (GaungStatement *statement)
{
  GaungOutboxShare *share = g_new0 (GaungOutboxShare, 1);

  share->database = g_strdup (gaung_statement_get_text (statement, 0));
  share->waiting = (guint) gaung_statement_get_integer (statement, 1);
  share->oldest = gaung_statement_get_integer (statement, 2);
  return share;
}

/**
 * gaung_outbox_count_by_database:
 *
 * Returns: (transfer full) (element-type GaungOutboxShare)
 */
GPtrArray *
gaung_outbox_count_by_database (GaungStore *store, GError **error)
{
  g_return_val_if_fail (GAUNG_IS_STORE (store), NULL);

  return gaung_store_read_rows (
      store,
      read_share,
      (GDestroyNotify) gaung_outbox_share_free,
      error,
      "SELECT (SELECT text FROM term WHERE number = d.db), count(*), min (o.at)"
      " FROM outbox o CROSS JOIN document d ON d.id = o.id GROUP BY d.db",
      "");
}

/* One update of one row, in a transaction of its own. @sql has ?1 for the place and ?2. */
static gboolean
update_row (GaungStore *store, const char *sql, gint64 seq, gint64 value, guint *n, GError **error)
{
  GaungTransaction transaction;
  gboolean is_good;

  if (!gaung_transaction_begin (&transaction, store, error))
    return FALSE;
  transaction.has_exchange = TRUE;
  is_good = gaung_database_run (store->writer, error, sql, "ii", seq, value);
  *n = is_good ? (guint) gaung_database_get_changes (store->writer) : 0;
  return gaung_transaction_end (&transaction, is_good, error);
}

/* What is not there has left; what did not change is under way. */
static gboolean
explain (GaungStore *store, gint64 seq, GError **error)
{
  g_autoptr (GaungOutboxItem) item = gaung_outbox_get (store, seq, error);

  if (item != NULL)
    g_set_error_literal (
        error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_CONFLICT, "It is under way already");
  return FALSE;
}

gboolean
gaung_outbox_hold (GaungStore *store, gint64 seq, GaungInstant until, GError **error)
{
  guint n;

  g_return_val_if_fail (GAUNG_IS_STORE (store), FALSE);

  if (!update_row (store,
                   "UPDATE outbox SET is_held = (?2 = -9223372036854775807 - 1),"
                   " hold_until = nullif (?2, -9223372036854775807 - 1)"
                   " WHERE seq = ?1 AND NOT is_under_way",
                   seq,
                   until,
                   &n,
                   error))
    return FALSE;
  return n > 0 || explain (store, seq, error);
}

#define RELEASE                                                                                    \
  "UPDATE outbox SET is_held = 0, hold_until = NULL, not_before = NULL, is_parked = 0,"            \
  " tries = 0, code = NULL, reason = NULL WHERE "

gboolean
gaung_outbox_release (GaungStore *store, gint64 seq, GError **error)
{
  guint n;

  g_return_val_if_fail (GAUNG_IS_STORE (store), FALSE);

  if (!update_row (store, RELEASE "seq = ?1 AND ?2", seq, 1, &n, error))
    return FALSE;
  if (n == 0)
    set_missing (error);
  return n > 0;
}

/**
 * gaung_outbox_release_all:
 * @n_released: (out) (optional): those that would not have gone with the next request
 */
gboolean
gaung_outbox_release_all (GaungStore *store, guint *n_released, GError **error)
{
  guint n;

  g_return_val_if_fail (GAUNG_IS_STORE (store), FALSE);

  if (!update_row (store,
                   RELEASE "(is_held OR is_parked OR hold_until > ?2 OR not_before > ?2) AND ?1",
                   1,
                   gaung_instant_now (),
                   &n,
                   error))
    return FALSE;
  if (n_released != NULL)
    *n_released = n;
  return TRUE;
}
