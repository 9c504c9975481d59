/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungCheckpoint: how far a database was read. */
#include "config.h"

#include "gaung-exchange-private.h"
#include "gaung-rows-private.h"

void
gaung_checkpoint_free (GaungCheckpoint *self)
{
  if (self == NULL)
    return;
  g_free (self->database);
  g_free (self->sequence);
  g_free (self->server_uuid);
  g_free (self->instance_start_time);
  g_free (self->purge_sequence);
  g_free (self->epoch);
  g_free (self);
}

GaungCheckpoint *
gaung_checkpoint_copy (const GaungCheckpoint *self)
{
  GaungCheckpoint *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (GaungCheckpoint, 1);
  *copy = *self;
  copy->database = g_strdup (self->database);
  copy->sequence = g_strdup (self->sequence);
  copy->server_uuid = g_strdup (self->server_uuid);
  copy->instance_start_time = g_strdup (self->instance_start_time);
  copy->purge_sequence = g_strdup (self->purge_sequence);
  copy->epoch = g_strdup (self->epoch);
  return copy;
}

gboolean
gaung_checkpoint_write (GaungTransaction *self, const GaungCheckpoint *checkpoint, GError **error)
{
  return gaung_database_run (
      self->store->writer,
      error,
      "INSERT OR REPLACE INTO checkpoint (db, seq, seq_number, server_uuid, instance_start_time,"
      " purge_seq, epoch, success_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,"
      " nullif (?8, -9223372036854775807 - 1))",
      "ttitttti",
      checkpoint->database,
      checkpoint->sequence,
      (gint64) checkpoint->sequence_number,
      checkpoint->server_uuid,
      checkpoint->instance_start_time,
      checkpoint->purge_sequence,
      checkpoint->epoch,
      checkpoint->success_at);
}

static gpointer
read_checkpoint (GaungStatement *statement)
{
  GaungCheckpoint *checkpoint = g_new0 (GaungCheckpoint, 1);

  checkpoint->database = g_strdup (gaung_statement_get_text (statement, 0));
  checkpoint->sequence = g_strdup (gaung_statement_get_text (statement, 1));
  checkpoint->sequence_number = (guint64) gaung_statement_get_integer (statement, 2);
  checkpoint->server_uuid = g_strdup (gaung_statement_get_text (statement, 3));
  checkpoint->instance_start_time = g_strdup (gaung_statement_get_text (statement, 4));
  checkpoint->purge_sequence = g_strdup (gaung_statement_get_text (statement, 5));
  checkpoint->epoch = g_strdup (gaung_statement_get_text (statement, 6));
  checkpoint->success_at = gaung_statement_get_integer (statement, 7);
  return checkpoint;
}

#define COLUMNS                                                                                    \
  "SELECT db, seq, seq_number, server_uuid, instance_start_time, purge_seq, epoch,"                \
  " ifnull (success_at, -9223372036854775807 - 1) FROM checkpoint"

/**
 * gaung_exchange_list_checkpoints:
 *
 * Returns: (transfer full) (element-type GaungCheckpoint): by the names of the databases
 */
GPtrArray *
gaung_exchange_list_checkpoints (GaungStore *store, GError **error)
{
  g_return_val_if_fail (GAUNG_IS_STORE (store), NULL);

  return gaung_store_read_rows (store,
                                read_checkpoint,
                                (GDestroyNotify) gaung_checkpoint_free,
                                error,
                                COLUMNS " ORDER BY db",
                                "");
}

/**
 * gaung_exchange_get_checkpoint:
 *
 * Returns: (transfer full) (nullable): %NULL without an error when nothing was read of @database
 * yet
 */
GaungCheckpoint *
gaung_exchange_get_checkpoint (GaungStore *store, const char *database, GError **error)
{
  g_return_val_if_fail (GAUNG_IS_STORE (store), NULL);
  g_return_val_if_fail (database != NULL, NULL);

  return gaung_store_read_row (
      store, read_checkpoint, error, COLUMNS " WHERE db = ?1", "t", database);
}

gboolean
gaung_exchange_set_checkpoint (GaungStore *store, const GaungCheckpoint *checkpoint, GError **error)
{
  GaungTransaction transaction;
  gboolean is_good;

  g_return_val_if_fail (GAUNG_IS_STORE (store), FALSE);
  g_return_val_if_fail (checkpoint != NULL && checkpoint->database != NULL, FALSE);

  if (!gaung_transaction_begin (&transaction, store, error))
    return FALSE;
  is_good = gaung_checkpoint_write (&transaction, checkpoint, error);
  return gaung_transaction_end (&transaction, is_good, error);
}
