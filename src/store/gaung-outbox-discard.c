/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Giving up what was not sent: nothing of it is lost, it is kept as a settled conflict. */
#include "config.h"

#include "gaung-exchange-private.h"

#include "gaung-json.h"
#include "gaung-rows-private.h"

typedef struct
{
  char *id;
  gboolean is_under_way;
} Row;

static void
row_clear (Row *self)
{
  g_clear_pointer (&self->id, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Row, row_clear)

static gboolean
read_row (GaungTransaction *self, gint64 seq, Row *row, GError **error)
{
  g_autoptr (GaungStatement) statement = gaung_database_prepare (
      self->store->writer, "SELECT id, is_under_way FROM outbox WHERE seq = ?1", error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  gaung_statement_bind (statement, "i", seq);
  if (gaung_statement_step (statement, &local_error))
    {
      row->id = g_strdup (gaung_statement_get_text (statement, 0));
      row->is_under_way = gaung_statement_get_integer (statement, 1) != 0;
      return TRUE;
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error_literal (
        error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_MISSING, "It is no longer in the outbox");
  return FALSE;
}

static gboolean
keep (GaungTransaction *self,
      const char *id,
      const char *base,
      const char *mine,
      const char *reason,
      GError **error)
{
  return gaung_exchange_add_conflict (
      self, id, GAUNG_CONFLICT_DISCARDED, NULL, base, mine, base, reason, error);
}

/* The copy of the server stands again. */
static gboolean
restore (
    GaungTransaction *self, const char *id, GaungStored *stored, const char *reason, GError **error)
{
  g_autofree char *mine = gaung_transaction_read_body (self, stored->row, error);
  g_autofree char *base = NULL;
  g_autoptr (GaungRecord) record = NULL;
  GaungPut put = { .sync = GAUNG_SYNC_SYNCED,
                   .is_fresh = stored->is_fresh,
                   .db = stored->db,
                   .rev = stored->rev,
                   .base = GAUNG_BASE_SET };

  if (mine == NULL)
    return FALSE;
  base = gaung_transaction_read_base (self, stored->row, error);
  if (base == NULL)
    return FALSE;
  record = gaung_record_new_from_text (base, -1, error);
  return record != NULL && keep (self, id, base, mine, reason, error)
         && gaung_transaction_put (self, stored, record, &put, error)
         && gaung_transaction_unqueue (self, id, error);
}

static GPtrArray *
list_texts (GaungTransaction *self, const char *sql, const char *id, GError **error)
{
  return gaung_database_read_rows (
      self->store->writer, gaung_row_read_text, g_free, error, sql, "t", id);
}

static gboolean
list_attachments (const char *text, GPtrArray *ids)
{
  g_autoptr (JsonObject) document = gaung_json_parse_object (text, -1, NULL);
  JsonArray *names = document != NULL ? gaung_json_get_array (document, "attachments") : NULL;

  for (guint i = 0; names != NULL && i < json_array_get_length (names); i++)
    {
      JsonNode *node = json_array_get_element (names, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_ptr_array_add (ids, g_strdup (json_node_get_string (node)));
    }
  return TRUE;
}

/* What never was on a server. An attachment or a person only when nothing else that waits names it:
 * what is on a server cannot. */
static gboolean
remove_created (
    GaungTransaction *self, const char *id, const char *reason, GPtrArray *named, GError **error)
{
  g_auto (GaungStored) stored = { 0 };
  g_autofree char *mine = NULL;

  if (!gaung_transaction_read_stored (self, id, &stored, error))
    return FALSE;
  if (stored.row == 0 || stored.sync != GAUNG_SYNC_CREATED)
    return TRUE;
  mine = gaung_transaction_read_body (self, stored.row, error);
  return mine != NULL && list_attachments (mine, named)
         && keep (self, id, NULL, mine, reason, error)
         && gaung_transaction_remove (self, id, stored.row, error);
}

static gboolean
is_still_named (GaungTransaction *self, const char *id, gboolean *result, GError **error)
{
  gint64 n;

  if (!gaung_database_read_integer (
          self->store->writer,
          0,
          &n,
          error,
          "SELECT EXISTS (SELECT 1 FROM outbox o CROSS JOIN document d ON d.id = o.id"
          " CROSS JOIN body b ON b.row = d.row WHERE o.id <> ?1 AND instr (b.body, ?1) > 0)",
          "t",
          id))
    return FALSE;
  *result = n != 0;
  return TRUE;
}

static gboolean
remove_family (GaungTransaction *self, const char *id, const char *reason, GError **error)
{
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GPtrArray) named = NULL;

  named = list_texts (self,
                      "SELECT b.body ->> '$.reporter' FROM document d JOIN body b USING (row)"
                      " WHERE d.id = ?1 AND b.body ->> '$.reporter' IS NOT NULL",
                      id,
                      error);
  ids = named != NULL ? list_texts (self, "SELECT id FROM document WHERE parent = ?1", id, error)
                      : NULL;
  if (ids == NULL)
    return FALSE;
  g_ptr_array_add (ids, g_strdup (id));
  for (guint i = 0; i < ids->len; i++)
    if (!remove_created (self, g_ptr_array_index (ids, i), reason, named, error))
      return FALSE;
  for (guint i = 0; i < named->len; i++)
    {
      gboolean is_named;

      if (!is_still_named (self, g_ptr_array_index (named, i), &is_named, error)
          || (!is_named
              && !remove_created (self, g_ptr_array_index (named, i), reason, named, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
discard (GaungTransaction *self, gint64 seq, const char *reason, GError **error)
{
  g_auto (Row) row = { 0 };
  g_auto (GaungStored) stored = { 0 };

  if (!read_row (self, seq, &row, error))
    return FALSE;
  if (row.is_under_way)
    {
      g_set_error_literal (
          error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_CONFLICT, "It is under way already");
      return FALSE;
    }
  if (!gaung_transaction_read_stored (self, row.id, &stored, error))
    return FALSE;
  if (stored.sync == GAUNG_SYNC_MODIFIED)
    return restore (self, row.id, &stored, reason, error);
  return remove_family (self, row.id, reason, error);
}

/**
 * gaung_outbox_discard:
 * @reason: (nullable): kept with what is given up
 *
 * A record that never was sent goes with its entries, and with the attachments and the person that
 * nothing else names.
 */
gboolean
gaung_outbox_discard (GaungStore *store, gint64 seq, const char *reason, GError **error)
{
  GaungTransaction transaction;
  gboolean is_good;

  g_return_val_if_fail (GAUNG_IS_STORE (store), FALSE);

  if (!gaung_transaction_begin (&transaction, store, error))
    return FALSE;
  is_good = discard (&transaction, seq, reason, error);
  return gaung_transaction_end (&transaction, is_good, error);
}
