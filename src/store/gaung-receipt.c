/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The receipt book: what arrived on the server, and when. */
#include "config.h"

#include "gaung-exchange-private.h"
#include "gaung-rows-private.h"

void
gaung_receipt_free (GaungReceipt *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->type);
  g_free (self->parent);
  g_free (self->title);
  g_free (self->kind);
  g_free (self->database);
  g_free (self->revision);
  g_free (self);
}

#define COLUMNS                                                                                    \
  "SELECT r.number, r.id, r.type, r.parent,"                                                       \
  " (SELECT coalesce (b.body ->> '$.title', b.body ->> '$.name', b.body ->> '$.ref') FROM body b"  \
  "  WHERE b.row = ifnull ((SELECT row FROM document WHERE id = r.parent),"                        \
  "                        (SELECT row FROM document WHERE id = r.id))),"                          \
  " r.kind, r.is_new, r.db, r.rev, ifnull (r.written_at, r.sent_at), r.sent_at FROM receipt r"

static gpointer
read_receipt (GaungStatement *statement)
{
  GaungReceipt *receipt = g_new0 (GaungReceipt, 1);

  receipt->number = gaung_statement_get_integer (statement, 0);
  receipt->id = g_strdup (gaung_statement_get_text (statement, 1));
  receipt->type = g_strdup (gaung_statement_get_text (statement, 2));
  receipt->parent = g_strdup (gaung_statement_get_text (statement, 3));
  receipt->title = g_strdup (gaung_statement_get_text (statement, 4));
  receipt->kind = g_strdup (gaung_statement_get_text (statement, 5));
  receipt->is_new = gaung_statement_get_integer (statement, 6) != 0;
  receipt->database = g_strdup (gaung_statement_get_text (statement, 7));
  receipt->revision = g_strdup (gaung_statement_get_text (statement, 8));
  receipt->written_at = gaung_statement_get_integer (statement, 9);
  receipt->sent_at = gaung_statement_get_integer (statement, 10);
  return receipt;
}

/**
 * gaung_receipt_list:
 *
 * Returns: (transfer full) (element-type GaungReceipt): latest first
 */
GPtrArray *
gaung_receipt_list (
    GaungStore *store, GaungInstant from, GaungInstant until, guint limit, GError **error)
{
  g_return_val_if_fail (GAUNG_IS_STORE (store), NULL);

  return gaung_store_read_rows (store,
                                read_receipt,
                                (GDestroyNotify) gaung_receipt_free,
                                error,
                                COLUMNS " WHERE r.sent_at >= ?1 AND r.sent_at < ?2"
                                        " ORDER BY r.sent_at DESC, r.number DESC LIMIT ?3",
                                "iii",
                                from,
                                until,
                                (gint64) limit);
}

/**
 * gaung_receipt_list_of:
 *
 * Returns: (transfer full) (element-type GaungReceipt): of one record, latest first
 */
GPtrArray *
gaung_receipt_list_of (GaungStore *store, const char *id, guint limit, GError **error)
{
  g_return_val_if_fail (GAUNG_IS_STORE (store), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return gaung_store_read_rows (store,
                                read_receipt,
                                (GDestroyNotify) gaung_receipt_free,
                                error,
                                COLUMNS " WHERE r.id = ?1 ORDER BY r.number DESC LIMIT ?2",
                                "ti",
                                id,
                                (gint64) limit);
}

static gpointer
read_close (GaungStatement *statement)
{
  GaungDayClose *close = g_new0 (GaungDayClose, 1);

  close->sent = (guint) gaung_statement_get_integer (statement, 0);
  close->longest_ms = MAX (0, gaung_statement_get_integer (statement, 1));
  close->waiting = (guint) gaung_statement_get_integer (statement, 2);
  close->parked = (guint) gaung_statement_get_integer (statement, 3);
  close->conflicts = (guint) gaung_statement_get_integer (statement, 4);
  close->oldest = gaung_statement_get_integer (statement, 5);
  return close;
}

/**
 * gaung_receipt_close_day:
 * @close: (out): what was sent on @day (in WIB); what waits does so now, whichever day it is
 */
gboolean
gaung_receipt_close_day (GaungStore *store, GaungDay day, GaungDayClose *close, GError **error)
{
  g_autofree GaungDayClose *row = NULL;

  g_return_val_if_fail (GAUNG_IS_STORE (store), FALSE);
  g_return_val_if_fail (close != NULL, FALSE);

  row = gaung_store_read_row (
      store,
      read_close,
      error,
      "SELECT count(*), ifnull (max (sent_at - ifnull (written_at, sent_at)), 0),"
      " (SELECT count(*) FROM outbox), (SELECT count(*) FROM outbox WHERE is_parked),"
      " (SELECT count(*) FROM conflict WHERE resolved_at IS NULL),"
      " ifnull ((SELECT min (at) FROM outbox), -9223372036854775807 - 1)"
      " FROM receipt WHERE sent_at >= ?1 AND sent_at < ?2",
      "ii",
      gaung_day_get_start (day),
      gaung_day_get_start (day) + GAUNG_DAY_LENGTH);
  if (row == NULL)
    return FALSE;
  *close = *row;
  close->day = day;
  return TRUE;
}
