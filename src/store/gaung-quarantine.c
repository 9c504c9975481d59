/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a server has and this version cannot read. */
#include "config.h"

#include "gaung-exchange-private.h"
#include "gaung-rows-private.h"

void
gaung_quarantined_free (GaungQuarantined *self)
{
  if (self == NULL)
    return;
  g_free (self->database);
  g_free (self->id);
  g_free (self->revision);
  g_free (self->reason);
  g_free (self);
}

static gpointer
read_quarantined (GaungStatement *statement)
{
  GaungQuarantined *row = g_new0 (GaungQuarantined, 1);

  row->database = g_strdup (gaung_statement_get_text (statement, 0));
  row->id = g_strdup (gaung_statement_get_text (statement, 1));
  row->revision = g_strdup (gaung_statement_get_text (statement, 2));
  row->reason = g_strdup (gaung_statement_get_text (statement, 3));
  row->at = gaung_statement_get_integer (statement, 4);
  return row;
}

/**
 * gaung_quarantine_list:
 *
 * Returns: (transfer full) (element-type GaungQuarantined): latest first
 */
GPtrArray *
gaung_quarantine_list (GaungStore *store, guint limit, GError **error)
{
  g_return_val_if_fail (GAUNG_IS_STORE (store), NULL);

  return gaung_store_read_rows (
      store,
      read_quarantined,
      (GDestroyNotify) gaung_quarantined_free,
      error,
      "SELECT db, id, rev, reason, at FROM quarantine ORDER BY at DESC, db, id LIMIT ?1",
      "i",
      (gint64) limit);
}

gboolean
gaung_quarantine_drop (GaungStore *store, const char *database, const char *id, GError **error)
{
  GaungTransaction transaction;
  gboolean is_good;

  g_return_val_if_fail (GAUNG_IS_STORE (store), FALSE);
  g_return_val_if_fail (database != NULL && id != NULL, FALSE);

  if (!gaung_transaction_begin (&transaction, store, error))
    return FALSE;
  transaction.has_exchange = TRUE;
  is_good = gaung_database_run (
      store->writer, error, "DELETE FROM quarantine WHERE db = ?1 AND id = ?2", "tt", database, id);
  return gaung_transaction_end (&transaction, is_good, error);
}
