/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where records are: their databases, and what of a complaint has to be carried to another. */
#include "config.h"

#include "gaung-exchange-private.h"

#include "gaung-json.h"
#include "gaung-rows-private.h"

char *
gaung_exchange_get_database (GaungStore *store, const char *id, GError **error)
{
  g_auto (GaungReader) reader = { 0 };

  g_return_val_if_fail (GAUNG_IS_STORE (store), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  if (!gaung_store_acquire (store, &reader, error))
    return NULL;
  return gaung_database_read_text (
      reader.database,
      error,
      "SELECT text FROM term WHERE number = (SELECT db FROM document WHERE id = ?1)",
      "t",
      id);
}

/* The copy in a database: of the record itself what the server had last, else its twin. */
#define COPY                                                                                       \
  "SELECT CASE WHEN d.sync = 2 THEN b.base ELSE b.body END, d.rev FROM document d"                 \
  " JOIN body b USING (row) WHERE d.id = ?1 AND d.rev IS NOT NULL"                                 \
  " AND d.db = (SELECT number FROM term WHERE text = ?2)"                                          \
  " UNION ALL SELECT t.body, t.rev FROM twin t WHERE t.id = ?1"                                    \
  " AND t.db = (SELECT number FROM term WHERE text = ?2) LIMIT 1"

static JsonObject *
read_copy (GaungDatabase *database, const char *name, const char *id, GError **error)
{
  g_autoptr (GaungStatement) statement = gaung_database_prepare (database, COPY, error);
  JsonObject *copy = NULL;

  if (statement == NULL)
    return NULL;
  gaung_statement_bind (statement, "tt", id, name);
  if (!gaung_statement_step (statement, error))
    return NULL;
  copy = gaung_json_parse_object (
      gaung_statement_get_text (statement, 0), gaung_statement_get_length (statement, 0), error);
  if (copy != NULL)
    json_object_set_string_member (copy, "_rev", gaung_statement_get_text (statement, 1));
  return copy;
}

JsonObject *
gaung_exchange_get_copy (GaungStore *store, const char *database, const char *id, GError **error)
{
  g_auto (GaungReader) reader = { 0 };

  g_return_val_if_fail (GAUNG_IS_STORE (store), NULL);
  g_return_val_if_fail (database != NULL && id != NULL, NULL);

  if (!gaung_store_acquire (store, &reader, error))
    return NULL;
  return read_copy (reader.database, database, id, error);
}

typedef struct
{
  GaungDatabase *database;
  const char *name;
  GHashTable *seen;
  GPtrArray *ids;
} Family;

/* Adds @id if it has a copy in the database. */
static void
add_member (Family *self, const char *id)
{
  gint64 n = 0;

  if (id == NULL || g_hash_table_contains (self->seen, id)
      || !gaung_database_read_integer (self->database,
                                       0,
                                       &n,
                                       NULL,
                                       "SELECT (SELECT count(*) FROM document WHERE id = ?1"
                                       " AND rev IS NOT NULL"
                                       " AND db = (SELECT number FROM term WHERE text = ?2))"
                                       " + (SELECT count(*) FROM twin WHERE id = ?1"
                                       " AND db = (SELECT number FROM term WHERE text = ?2))",
                                       "tt",
                                       id,
                                       self->name)
      || n == 0)
    return;
  g_ptr_array_add (self->ids, g_strdup (id));
  g_hash_table_add (self->seen, g_ptr_array_index (self->ids, self->ids->len - 1));
}

static void
add_attachments (Family *self, JsonObject *document)
{
  JsonArray *names = gaung_json_get_array (document, "attachments");

  for (guint i = 0; names != NULL && i < json_array_get_length (names); i++)
    {
      JsonNode *node = json_array_get_element (names, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        add_member (self, json_node_get_string (node));
    }
}

/* All copies of the complaint: what was left behind no longer says whose it was. */
static gboolean
add_named_by (Family *self,
              const char *sql,
              const char *id,
              gboolean is_entry,
              GPtrArray *entries,
              GError **error)
{
  g_autoptr (GaungStatement) statement = gaung_database_prepare (self->database, sql, error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  gaung_statement_bind (statement, "t", id);
  while (gaung_statement_step (statement, &local_error))
    {
      g_autoptr (JsonObject) document = gaung_json_parse_object (
          gaung_statement_get_text (statement, 1), gaung_statement_get_length (statement, 1), NULL);

      if (is_entry)
        g_ptr_array_add (entries, g_strdup (gaung_statement_get_text (statement, 0)));
      if (document == NULL)
        continue;
      add_attachments (self, document);
      if (!is_entry)
        add_member (self, gaung_json_get_string (document, "reporter", NULL));
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * gaung_exchange_list_family:
 *
 * Returns: (transfer full) (element-type utf8): what is named before what names it: attachments and
 * reporter, the complaint, its entries
 */
GPtrArray *
gaung_exchange_list_family (GaungStore *store,
                            const char *database,
                            const char *complaint,
                            GError **error)
{
  g_auto (GaungReader) reader = { 0 };
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  Family family;

  g_return_val_if_fail (GAUNG_IS_STORE (store), NULL);
  g_return_val_if_fail (database != NULL && complaint != NULL, NULL);

  if (!gaung_store_acquire (store, &reader, error))
    return NULL;
  family = (Family) { reader.database, database, seen, ids };
  if (!add_named_by (&family,
                     "SELECT d.id, b.body FROM document d JOIN body b USING (row) WHERE d.id = ?1"
                     " UNION ALL SELECT id, body FROM twin WHERE id = ?1",
                     complaint,
                     FALSE,
                     entries,
                     error)
      || !add_named_by (&family,
                        "SELECT d.id, b.body FROM document d JOIN body b USING (row)"
                        " WHERE d.parent = ?1 ORDER BY d.at, d.row",
                        complaint,
                        TRUE,
                        entries,
                        error))
    return NULL;
  add_member (&family, complaint);
  for (guint i = 0; i < entries->len; i++)
    add_member (&family, g_ptr_array_index (entries, i));
  return g_steal_pointer (&ids);
}

#define PLACE "(SELECT number FROM term WHERE text = ?1)"
#define AGENCY "ifnull ((SELECT number FROM term WHERE text = ?2), -1)"
#define MOVED "ifnull ((SELECT number FROM term WHERE text = 'moved'), -1)"
#define COMPLAINTS "BETWEEN 'complaint:' AND 'complaint:~'"
/* @id: a complaint whose copy in the database has moved away. An entry that has a copy elsewhere
 * was carried. */
#define HAS_LEFT_BEHIND(id)                                                                        \
  "EXISTS (SELECT 1 FROM document e WHERE e.parent = " id " AND e.db = " PLACE                     \
  " AND e.rev IS NOT NULL AND NOT EXISTS (SELECT 1 FROM twin x WHERE x.id = e.id AND x.db <> "     \
  "e.db))"

/**
 * gaung_exchange_list_misplaced:
 * @agency: the code of the agency that @database belongs to
 *
 * Returns: (transfer full) (element-type utf8)
 */
GPtrArray *
gaung_exchange_list_misplaced (
    GaungStore *store, const char *database, const char *agency, guint limit, GError **error)
{
  g_return_val_if_fail (GAUNG_IS_STORE (store), NULL);
  g_return_val_if_fail (database != NULL && agency != NULL, NULL);

  return gaung_store_read_rows (
      store,
      gaung_row_read_text,
      g_free,
      error,
      "SELECT d.id FROM document d WHERE d.db = " PLACE " AND d.db <> 0 AND d.id " COMPLAINTS
      " AND d.agency <> " AGENCY " AND d.agency <> 0 AND d.state <> " MOVED
      " AND d.rev IS NOT NULL AND (d.sync = 0 OR EXISTS (SELECT 1 FROM outbox o"
      " WHERE o.id = d.id AND (o.is_parked OR o.is_held)))"
      " UNION SELECT t.id FROM twin t WHERE t.db = " PLACE " AND t.id " COMPLAINTS
      " AND NOT t.is_moved AND ifnull (t.agency, ?2) <> ?2"
      " UNION SELECT t.id FROM twin t WHERE t.db = " PLACE " AND t.id " COMPLAINTS
      " AND t.is_moved AND " HAS_LEFT_BEHIND ("t.id") " ORDER BY 1 LIMIT ?3",
      "tti",
      database,
      agency,
      (gint64) limit);
}

/**
 * gaung_exchange_is_named:
 * @except: (nullable): a complaint that does not count
 * @is_named: (out)
 */
gboolean
gaung_exchange_is_named (GaungStore *store,
                         const char *database,
                         const char *person,
                         const char *except,
                         gboolean *is_named,
                         GError **error)
{
  g_auto (GaungReader) reader = { 0 };
  gint64 n;

  g_return_val_if_fail (GAUNG_IS_STORE (store), FALSE);
  g_return_val_if_fail (database != NULL && person != NULL && is_named != NULL, FALSE);

  if (!gaung_store_acquire (store, &reader, error)
      || !gaung_database_read_integer (
          reader.database,
          0,
          &n,
          error,
          "SELECT EXISTS (SELECT 1 FROM document d JOIN body b USING (row) WHERE d.db = " PLACE
          " AND d.db <> 0 AND d.id " COMPLAINTS " AND d.id <> ifnull (?3, '') AND d.state <> " MOVED
          " AND b.body ->> '$.reporter' = ?2)"
          " OR EXISTS (SELECT 1 FROM twin t WHERE t.db = " PLACE " AND t.id " COMPLAINTS
          " AND t.id <> ifnull (?3, '') AND NOT t.is_moved AND t.body ->> '$.reporter' = ?2)",
          "ttt",
          database,
          person,
          except))
    return FALSE;
  *is_named = n != 0;
  return TRUE;
}
