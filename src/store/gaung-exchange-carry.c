/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a hand-over asks of the store while others write at the same time. */
#include "config.h"

#include "gaung-exchange-private.h"

#include "gaung-json.h"

/**
 * gaung_exchange_is_modified:
 * @is_modified: (out)
 */
gboolean
gaung_exchange_is_modified (
    GaungStore *store, const char *database, const char *id, gboolean *is_modified, GError **error)
{
  g_auto (GaungReader) reader = { 0 };
  gint64 n;

  g_return_val_if_fail (GAUNG_IS_STORE (store), FALSE);
  g_return_val_if_fail (database != NULL && id != NULL && is_modified != NULL, FALSE);

  if (!gaung_store_acquire (store, &reader, error)
      || !gaung_database_read_integer (reader.database,
                                       0,
                                       &n,
                                       error,
                                       "SELECT count(*) FROM document WHERE id = ?1 AND sync <> 0"
                                       " AND db = (SELECT number FROM term WHERE text = ?2)",
                                       "tt",
                                       id,
                                       database))
    return FALSE;
  *is_modified = n > 0;
  return TRUE;
}

/* Without what is the transport's, as every copy is kept. (transfer full) */
static char *
write_copy (JsonObject *document)
{
  g_autoptr (GaungRecord) record = gaung_record_new_from_json (document, NULL);

  return record != NULL ? gaung_record_to_text (record) : gaung_json_to_text (document);
}

/**
 * gaung_exchange_keep_clash:
 * @base: (nullable): what both were made of, where that is known
 * @is_new: (out)
 */
gboolean
gaung_exchange_keep_clash (GaungStore *store,
                           JsonObject *base,
                           JsonObject *mine,
                           JsonObject *theirs,
                           gboolean *is_new,
                           GError **error)
{
  GaungTransaction transaction;
  g_autofree char *base_text = base != NULL ? write_copy (base) : NULL;
  g_autofree char *mine_text = NULL;
  g_autofree char *theirs_text = NULL;
  gboolean is_good;
  gint64 n = 0;

  g_return_val_if_fail (GAUNG_IS_STORE (store), FALSE);
  g_return_val_if_fail (mine != NULL && theirs != NULL && is_new != NULL, FALSE);

  mine_text = write_copy (mine);
  theirs_text = write_copy (theirs);
  if (!gaung_transaction_begin (&transaction, store, error))
    return FALSE;
  is_good = gaung_database_read_integer (
      store->writer,
      0,
      &n,
      error,
      "SELECT count(*) FROM conflict WHERE id = ?1 AND mine ->> '$.change' = ?2",
      "tt",
      gaung_json_get_string (mine, "_id", ""),
      gaung_json_get_string (mine, "change", ""));
  *is_new = is_good && n == 0;
  if (*is_new)
    is_good = gaung_exchange_add_conflict (&transaction,
                                           gaung_json_get_string (mine, "_id", ""),
                                           GAUNG_CONFLICT_CLASH,
                                           gaung_json_get_string (theirs, "_rev", NULL),
                                           base_text,
                                           mine_text,
                                           theirs_text,
                                           NULL,
                                           error);
  return gaung_transaction_end (&transaction, is_good, error);
}
