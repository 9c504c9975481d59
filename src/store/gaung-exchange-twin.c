/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same id in two databases: a complaint that was handed over. One copy is the record, the other
 * is its twin: kept for what the coordinator's desk carries, and to be found again. */
#include "config.h"

#include "gaung-exchange-private.h"

gboolean
gaung_record_is_moved (GaungRecord *record)
{
  const char *type = gaung_record_get_record_type (record)->name;
  const char *moved_to;

  if (g_str_equal (type, "complaint"))
    return g_strcmp0 (gaung_record_get_string (record, "state"), "moved") == 0;
  if (!g_str_equal (type, "person"))
    return FALSE;
  moved_to = gaung_record_get_string (record, "moved_to");
  return moved_to != NULL && *moved_to != '\0';
}

gboolean
gaung_database_is_of_agency (const char *database, const char *agency)
{
  g_autofree char *suffix = NULL;

  if (agency == NULL || *agency == '\0')
    return FALSE;
  suffix = g_strconcat ("-agency-", agency, NULL);
  return g_str_has_suffix (database, suffix);
}

gboolean
gaung_exchange_put_twin (
    GaungTransaction *self, gint64 db, const char *revision, GaungRecord *record, GError **error)
{
  g_autofree char *text = gaung_record_to_text (record);

  return gaung_database_run (
      self->store->writer,
      error,
      "INSERT OR REPLACE INTO twin (id, db, rev, change, agency, is_moved, body)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
      "titttit",
      gaung_record_get_id (record),
      db,
      revision,
      gaung_record_get_change (record),
      gaung_record_get_string (record, "agency"),
      (gint64) gaung_record_is_moved (record),
      text);
}

gboolean
gaung_exchange_drop_twin (GaungTransaction *self, const char *id, gint64 db, GError **error)
{
  return gaung_database_run (
      self->store->writer, error, "DELETE FROM twin WHERE id = ?1 AND db = ?2", "ti", id, db);
}

void
gaung_twin_clear (GaungTwin *self)
{
  g_clear_pointer (&self->database, g_free);
  g_clear_pointer (&self->revision, g_free);
  g_clear_object (&self->record);
}

gboolean
gaung_exchange_find_twin (
    GaungTransaction *self, const char *id, gboolean is_whole, GaungTwin *twin, GError **error)
{
  g_autoptr (GaungStatement) statement = gaung_database_prepare (
      self->store->writer,
      "SELECT db, (SELECT text FROM term WHERE number = db), rev, body FROM twin"
      " WHERE id = ?1 AND (NOT ?2 OR NOT is_moved) ORDER BY is_moved, db LIMIT 1",
      error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  gaung_statement_bind (statement, "ti", id, (gint64) is_whole);
  if (gaung_statement_step (statement, &local_error))
    {
      twin->record = gaung_record_new_from_text (
          gaung_statement_get_text (statement, 3), gaung_statement_get_length (statement, 3), NULL);
      twin->db = gaung_statement_get_integer (statement, 0);
      twin->database = g_strdup (gaung_statement_get_text (statement, 1));
      twin->revision = g_strdup (gaung_statement_get_text (statement, 2));
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
