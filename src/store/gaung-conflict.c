/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conflicts: what two people wrote at once, and local changes that were given up. Only ever added
 * to. */
#include "config.h"

#include "gaung-batch-private.h"
#include "gaung-exchange-private.h"
#include "gaung-json.h"
#include "gaung-rows-private.h"

static const char *const kinds[] = {
  [GAUNG_CONFLICT_CLASH] = "clash",
  [GAUNG_CONFLICT_CLAIM] = "claim",
  [GAUNG_CONFLICT_DISCARDED] = "discarded",
};

const char *
gaung_conflict_kind_get_nick (GaungConflictKind kind)
{
  return kinds[kind];
}

static GaungConflictKind
get_kind (const char *nick)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i], nick) == 0)
      return i;
  return GAUNG_CONFLICT_CLASH;
}

gboolean
gaung_exchange_add_conflict (GaungTransaction *self,
                             const char *id,
                             GaungConflictKind kind,
                             const char *revision,
                             const char *base,
                             const char *mine,
                             const char *theirs,
                             const char *reason,
                             GError **error)
{
  GaungInstant now = gaung_instant_now ();

  self->has_exchange = TRUE;
  return gaung_database_run (
      self->store->writer,
      error,
      "INSERT INTO conflict (id, kind, at, resolved_at, rev, reason, base, mine, theirs)"
      " VALUES (?1, ?2, ?3, CASE ?2 WHEN 'discarded' THEN ?3 END, ?4, ?5, ?6, ?7, ?8)",
      "ttittttt",
      id,
      kinds[kind],
      now,
      revision,
      reason,
      base,
      mine,
      theirs);
}

void
gaung_conflict_free (GaungConflict *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->reason);
  g_clear_pointer (&self->base, json_object_unref);
  g_clear_pointer (&self->mine, json_object_unref);
  g_clear_pointer (&self->theirs, json_object_unref);
  g_free (self);
}

static JsonObject *
parse (GaungStatement *statement, int column)
{
  const char *text = gaung_statement_get_text (statement, column);

  if (text == NULL)
    return NULL;
  return gaung_json_parse_object (text, gaung_statement_get_length (statement, column), NULL);
}

static gpointer
read_conflict (GaungStatement *statement)
{
  GaungConflict *conflict = g_new0 (GaungConflict, 1);

  conflict->number = gaung_statement_get_integer (statement, 0);
  conflict->id = g_strdup (gaung_statement_get_text (statement, 1));
  conflict->kind = get_kind (gaung_statement_get_text (statement, 2));
  conflict->at = gaung_statement_get_integer (statement, 3);
  conflict->resolved_at = gaung_statement_get_integer (statement, 4);
  conflict->reason = g_strdup (gaung_statement_get_text (statement, 5));
  conflict->base = parse (statement, 6);
  conflict->mine = parse (statement, 7);
  conflict->theirs = parse (statement, 8);
  return conflict;
}

#define COLUMNS                                                                                    \
  "SELECT number, id, kind, at, ifnull (resolved_at, -9223372036854775807 - 1), reason, base,"     \
  " mine, theirs FROM conflict"

/**
 * gaung_conflict_list:
 * @is_open: those that wait for a person, oldest first; else those that are settled, latest first
 *
 * Returns: (transfer full) (element-type GaungConflict)
 */
GPtrArray *
gaung_conflict_list (GaungStore *store, gboolean is_open, guint limit, GError **error)
{
  g_return_val_if_fail (GAUNG_IS_STORE (store), NULL);

  return gaung_store_read_rows (
      store,
      read_conflict,
      (GDestroyNotify) gaung_conflict_free,
      error,
      is_open ? COLUMNS " WHERE resolved_at IS NULL ORDER BY number LIMIT ?1"
              : COLUMNS " WHERE resolved_at IS NOT NULL ORDER BY number DESC LIMIT ?1",
      "i",
      (gint64) limit);
}

/**
 * gaung_conflict_get:
 *
 * Returns: (transfer full): open or settled; %NULL with %GAUNG_STORE_ERROR_MISSING
 */
GaungConflict *
gaung_conflict_get (GaungStore *store, gint64 number, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  GaungConflict *conflict;

  g_return_val_if_fail (GAUNG_IS_STORE (store), NULL);

  conflict = gaung_store_read_row (
      store, read_conflict, &local_error, COLUMNS " WHERE number = ?1", "i", number);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (conflict == NULL)
    g_set_error_literal (
        error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_MISSING, "There is no such conflict");
  return conflict;
}
