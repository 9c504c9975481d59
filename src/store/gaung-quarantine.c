/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a server has and this version cannot read. */
#include "config.h"

#include "gaung-exchange-private.h"

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

/**
 * gaung_quarantine_list:
 *
 * Returns: (transfer full) (element-type GaungQuarantined): latest first
 */
GPtrArray *
gaung_quarantine_list (GaungStore *store, guint limit, GError **error)
{
  g_auto (GaungReader) reader = { 0 };
  g_autoptr (GPtrArray) rows
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_quarantined_free);
  g_autoptr (GaungStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (GAUNG_IS_STORE (store), NULL);

  if (!gaung_store_acquire (store, &reader, error))
    return NULL;
  statement = gaung_database_prepare (
      reader.database,
      "SELECT db, id, rev, reason, at FROM quarantine ORDER BY at DESC, db, id LIMIT ?1",
      error);
  if (statement == NULL)
    return NULL;
  gaung_statement_bind (statement, "i", (gint64) limit);
  while (gaung_statement_step (statement, &local_error))
    {
      GaungQuarantined *row = g_new0 (GaungQuarantined, 1);

      row->database = g_strdup (gaung_statement_get_text (statement, 0));
      row->id = g_strdup (gaung_statement_get_text (statement, 1));
      row->revision = g_strdup (gaung_statement_get_text (statement, 2));
      row->reason = g_strdup (gaung_statement_get_text (statement, 3));
      row->at = gaung_statement_get_integer (statement, 4);
      g_ptr_array_add (rows, row);
    }
  if (local_error == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}
