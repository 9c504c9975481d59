/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a person settles a conflict: nothing of what anybody wrote is dropped. */
#include "config.h"

#include "gaung-resolution.h"

#include <glib/gi18n-lib.h>

#include "gaung-entry.h"
#include "gaung-json.h"

GPtrArray *
gaung_resolution_list_clashes (const GaungConflict *conflict)
{
  g_autoptr (GaungMerge) merge = NULL;

  g_return_val_if_fail (conflict != NULL, NULL);

  if (conflict->mine == NULL || conflict->theirs == NULL)
    return g_ptr_array_new ();
  merge = gaung_record_merge (conflict->base, conflict->mine, conflict->theirs);
  return g_ptr_array_ref (merge->clashes);
}

static JsonNode *
copy_or_null (JsonNode *node)
{
  return node != NULL ? gaung_json_copy_node (node) : json_node_new (JSON_NODE_NULL);
}

JsonObject *
gaung_resolution_take_mine (const GaungConflict *conflict)
{
  g_autoptr (GPtrArray) clashes = gaung_resolution_list_clashes (conflict);
  JsonObject *decided = json_object_new ();

  for (guint i = 0; i < clashes->len; i++)
    {
      const GaungClash *clash = g_ptr_array_index (clashes, i);

      json_object_set_member (decided, clash->member, copy_or_null (clash->mine));
    }
  return decided;
}

/* NULL: no such value */
static JsonNode *
get_decision (const GaungClash *clash, JsonObject *decided)
{
  JsonNode *node;

  if (decided == NULL || !json_object_has_member (decided, clash->member))
    return clash->theirs;
  node = json_object_get_member (decided, clash->member);
  return JSON_NODE_HOLDS_NULL (node) ? NULL : node;
}

static void
put_member (JsonObject *document, const char *member, JsonNode *node)
{
  if (node == NULL)
    json_object_remove_member (document, member);
  else
    json_object_set_member (document, member, gaung_json_copy_node (node));
}

static GaungRecord *
decide (GaungRecord *record, GPtrArray *clashes, JsonObject *decided, GError **error)
{
  JsonObject *document = gaung_json_copy (gaung_record_get_json (record));

  for (guint i = 0; i < clashes->len; i++)
    {
      const GaungClash *clash = g_ptr_array_index (clashes, i);

      put_member (document, clash->member, get_decision (clash, decided));
    }
  return gaung_record_new_take_json (document, error);
}

/* The entry that keeps what one side wrote and lost. FALSE: with an error. */
static gboolean
keep_losers (GaungBatch *batch,
             GaungRecord *after,
             GPtrArray *clashes,
             JsonObject *decided,
             gboolean is_mine,
             const GaungActor *actor,
             GError **error)
{
  JsonObject *document = gaung_json_copy (gaung_record_get_json (after));
  g_autoptr (GaungRecord) before = NULL;
  g_autoptr (GaungEntry) entry = NULL;

  for (guint i = 0; i < clashes->len; i++)
    {
      const GaungClash *clash = g_ptr_array_index (clashes, i);
      JsonNode *value = is_mine ? clash->mine : clash->theirs;

      if (!gaung_json_equal (value, get_decision (clash, decided)))
        put_member (document, clash->member, value);
    }
  before = gaung_record_new_take_json (document, error);
  if (before == NULL)
    return FALSE;
  entry = gaung_entry_new_for_change (before, after, actor, gaung_instant_now ());
  if (entry == NULL)
    return TRUE;
  if (!gaung_record_set_string (GAUNG_RECORD (entry),
                                "reason",
                                _ ("Two people changed the same; this value was not chosen."),
                                error))
    return FALSE;
  gaung_batch_put (batch, GAUNG_RECORD (entry), "");
  return TRUE;
}

static gboolean
apply (GaungStore *store, const GaungConflict *conflict, JsonObject *decided, GError **error)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GPtrArray) clashes = NULL;
  g_autoptr (GaungRecord) record = NULL;
  g_autoptr (GaungRecord) after = NULL;
  g_autoptr (GPtrArray) differences = NULL;
  const GaungActor *actor;

  actor = gaung_store_get_actor (store);
  clashes = gaung_resolution_list_clashes (conflict);
  record = gaung_store_get (store, conflict->id, error);
  after = record != NULL ? decide (record, clashes, decided, error) : NULL;
  if (after == NULL || !gaung_record_validate (after, error)
      || !keep_losers (batch, after, clashes, decided, TRUE, actor, error)
      || !keep_losers (batch, after, clashes, decided, FALSE, actor, error))
    return FALSE;
  differences = gaung_record_diff (gaung_record_get_json (record), gaung_record_get_json (after));
  if (differences->len > 0)
    {
      gaung_record_touch (after, actor, gaung_instant_now ());
      gaung_batch_put (batch, after, gaung_record_get_change (record));
    }
  gaung_batch_resolve_conflict (batch, conflict->number, GAUNG_CONFLICT_CLASH);
  return gaung_store_write (store, batch, error);
}

/**
 * gaung_resolution_apply:
 * @decided: (nullable): what stands; %NULL: theirs throughout
 *
 * Decides on top of the record as it is now, which may have changed since it was shown.
 */
gboolean
gaung_resolution_apply (GaungStore *store,
                        const GaungConflict *conflict,
                        JsonObject *decided,
                        GError **error)
{
  g_autoptr (GError) trouble = NULL;

  g_return_val_if_fail (GAUNG_IS_STORE (store), FALSE);
  g_return_val_if_fail (conflict != NULL, FALSE);

  if (apply (store, conflict, decided, &trouble))
    return TRUE;
  /* News came in between reading and writing: once more, on top of them. */
  if (g_error_matches (trouble, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_CONFLICT))
    return apply (store, conflict, decided, error);
  g_propagate_error (error, g_steal_pointer (&trouble));
  return FALSE;
}
