/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the server has, on top of what was changed here. */
#include "config.h"

#include "gaung-exchange-private.h"

#include "gaung-json.h"
#include "gaung-merge.h"
#include "gaung-ulid.h"

/* A version that left from here, of which it was not known whether it arrived. */
typedef struct
{
  gboolean is_mine;
  GaungInstant at;
} Sent;

static gboolean
find_sent (GaungTransaction *self, const char *id, const char *change, Sent *sent, GError **error)
{
  g_autoptr (GaungStatement) statement = gaung_database_prepare (
      self->store->writer, "SELECT at FROM sent WHERE id = ?1 AND change = ?2", error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  gaung_statement_bind (statement, "tt", id, change);
  if (gaung_statement_step (statement, &local_error))
    {
      sent->is_mine = TRUE;
      sent->at = gaung_statement_get_integer (statement, 0);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
take_arrival (GaungPage *self,
              GaungStored *stored,
              GaungRecord *theirs,
              const GaungPut *place,
              const char *database,
              const Sent *sent,
              GError **error)
{
  GaungTransaction *transaction = &self->transaction;
  const char *id = gaung_record_get_id (theirs);
  const char *change = gaung_record_get_change (theirs);
  GaungPut put = *place;

  if (!gaung_exchange_add_receipt (
          transaction, id, database, place->rev, change, sent->at, stored->rev == NULL, error))
    return FALSE;
  put.is_fresh = stored->is_fresh;
  put.base = GAUNG_BASE_SET;
  if (g_strcmp0 (stored->change, change) == 0)
    {
      put.sync = GAUNG_SYNC_SYNCED;
      return gaung_transaction_set_state (transaction, stored, &put, error)
             && gaung_transaction_unqueue (transaction, id, error);
    }
  g_autofree char *text = gaung_record_to_text (theirs);

  put.sync = GAUNG_SYNC_MODIFIED;
  put.base_text = text;
  return gaung_transaction_set_state (transaction, stored, &put, error)
         && gaung_exchange_requeue (transaction, id, change, error);
}

/* A write of mine, made by the machine: it keeps when it was decided, and has a `change` of its
 * own. */
static void
stamp (JsonObject *merged, JsonObject *mine, const char *account)
{
  g_autofree char *change = gaung_uuid_new ();
  const char *changed_at = gaung_json_get_string (mine, "changed_at", NULL);
  const char *changed_by
      = account != NULL ? account : gaung_json_get_string (mine, "changed_by", NULL);

  json_object_set_string_member (merged, "change", change);
  if (changed_at != NULL)
    json_object_set_string_member (merged, "changed_at", changed_at);
  if (changed_by != NULL)
    json_object_set_string_member (merged, "changed_by", changed_by);
}

/* Nothing of mine is left to be sent. */
static gboolean
take_theirs (GaungPage *self,
             GaungStored *stored,
             GaungRecord *theirs,
             const GaungPut *place,
             const char *database,
             gboolean has_clash,
             GError **error)
{
  GaungTransaction *transaction = &self->transaction;
  const char *id = gaung_record_get_id (theirs);
  GaungPut put = *place;

  put.sync = GAUNG_SYNC_SYNCED;
  put.base = GAUNG_BASE_SET;
  /* What I wrote is there, by somebody else's hand. */
  if (!has_clash
      && !gaung_exchange_add_receipt (transaction,
                                      id,
                                      database,
                                      place->rev,
                                      stored->change,
                                      gaung_instant_now (),
                                      FALSE,
                                      error))
    return FALSE;
  return gaung_transaction_put (transaction, stored, theirs, &put, error)
         && gaung_transaction_unqueue (transaction, id, error);
}

static gboolean
take_merged (GaungPage *self,
             GaungStored *stored,
             GaungRecord *merged,
             const char *theirs_text,
             const GaungPut *place,
             GError **error)
{
  GaungTransaction *transaction = &self->transaction;
  const char *id = gaung_record_get_id (merged);
  GaungPut put = *place;
  GaungInstant now = gaung_instant_now ();

  put.sync = GAUNG_SYNC_MODIFIED;
  put.base = GAUNG_BASE_SET;
  put.base_text = theirs_text;
  return gaung_transaction_put (transaction, stored, merged, &put, error)
         && gaung_transaction_queue (transaction, id, stored->local_rev, now, error)
         /* Whatever of mine was under way has been overtaken. */
         && gaung_database_run (transaction->store->writer,
                                error,
                                "UPDATE outbox SET is_under_way = 0 WHERE id = ?1",
                                "t",
                                id)
         && gaung_database_run (
             transaction->store->writer, error, "DELETE FROM sent WHERE id = ?1", "t", id);
}

/* The copy of the server that mine was made of. A record that was made here, and left in one
 * version only, is on the server as that version, with what others wrote on top: which of several
 * is there cannot be known. *@base NULL without an error: there is none. */
static gboolean
find_base (
    GaungTransaction *self, const char *id, const GaungStored *stored, char **base, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  *base = gaung_transaction_read_base (self, stored->row, &local_error);
  if (*base == NULL && local_error == NULL && stored->sync == GAUNG_SYNC_CREATED)
    *base = gaung_database_read_text (
        self->store->writer,
        &local_error,
        "SELECT ifnull (max (body), (SELECT body FROM body WHERE row = ?2)) FROM sent"
        " WHERE id = ?1 GROUP BY id HAVING count(*) = 1",
        "ti",
        id,
        stored->row);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* With one more server copy: the three texts are kept where members clash. */
static gboolean
merge_local (GaungPage *self,
             GaungStored *stored,
             GaungRecord *theirs,
             const GaungPut *place,
             const char *database,
             GaungTaken *taken,
             GError **error)
{
  GaungTransaction *transaction = &self->transaction;
  g_autofree char *mine_text = gaung_transaction_read_body (transaction, stored->row, error);
  g_autofree char *theirs_text = gaung_record_to_text (theirs);
  g_autofree char *base_text = NULL;
  g_autoptr (GaungMerge) merge = NULL;
  g_autoptr (JsonObject) mine = NULL;
  g_autoptr (JsonObject) base = NULL;
  g_autoptr (GaungRecord) merged = NULL;
  g_autoptr (GPtrArray) differences = NULL;
  gboolean has_clash;

  if (mine_text == NULL || (mine = gaung_json_parse_object (mine_text, -1, error)) == NULL)
    return FALSE;
  if (!find_base (transaction, gaung_record_get_id (theirs), stored, &base_text, error))
    return FALSE;
  base = base_text != NULL ? gaung_json_parse_object (base_text, -1, NULL) : NULL;
  merge = gaung_record_merge (base, mine, gaung_record_get_json (theirs));
  has_clash = merge->clashes->len > 0;
  differences = gaung_record_diff (gaung_record_get_json (theirs), merge->merged);
  if (differences->len > 0)
    {
      stamp (merge->merged, mine, self->account);
      merged = gaung_record_new_take_json (json_object_ref (merge->merged), NULL);
      /* Two lists that were short enough may be too long as one. */
      has_clash = has_clash || merged == NULL;
    }
  *taken = has_clash ? GAUNG_TAKEN_CLASHED : GAUNG_TAKEN_MERGED;
  if (has_clash
      && !gaung_exchange_add_conflict (transaction,
                                       gaung_record_get_id (theirs),
                                       GAUNG_CONFLICT_CLASH,
                                       place->rev,
                                       base_text,
                                       mine_text,
                                       theirs_text,
                                       NULL,
                                       error))
    return FALSE;
  if (merged != NULL)
    return take_merged (self, stored, merged, theirs_text, place, error);
  return take_theirs (self, stored, theirs, place, database, has_clash, error);
}

gboolean
gaung_page_take (GaungPage *self,
                 GaungStored *stored,
                 GaungRecord *theirs,
                 gint64 db,
                 const char *database,
                 const char *revision,
                 GaungTaken *taken,
                 GError **error)
{
  const char *id = gaung_record_get_id (theirs);
  const char *change = gaung_record_get_change (theirs);
  const char *author = gaung_record_get_changed_by (theirs);
  gboolean is_by_me = self->account != NULL && g_strcmp0 (author, self->account) == 0;
  GaungPut put = { .sync = GAUNG_SYNC_SYNCED,
                   .is_fresh = !is_by_me && !self->is_returning,
                   .db = db,
                   .rev = revision };
  Sent sent = { .at = gaung_instant_now () };

  *taken = GAUNG_TAKEN_REPLACED;
  if (stored->row == 0 || stored->sync == GAUNG_SYNC_SYNCED)
    return gaung_transaction_put (&self->transaction, stored, theirs, &put, error);

  if (change != NULL && !find_sent (&self->transaction, id, change, &sent, error))
    return FALSE;
  if (sent.is_mine || (change != NULL && g_strcmp0 (change, stored->change) == 0))
    {
      *taken = GAUNG_TAKEN_ARRIVED;
      return take_arrival (self, stored, theirs, &put, database, &sent, error);
    }
  if (g_str_has_prefix (id, "attachment:"))
    {
      /* The same bytes, brought by two people: their names are no matter to ask about. */
      *taken = GAUNG_TAKEN_MERGED;
      return take_theirs (self, stored, theirs, &put, database, FALSE, error);
    }
  return merge_local (self, stored, theirs, &put, database, taken, error);
}

/* It lost against the same copy before: as a local change, whose answer never came. */
static gboolean
is_in_conflict (
    GaungTransaction *self, const char *id, JsonObject *branch, gboolean *result, GError **error)
{
  gint64 n;

  if (!gaung_database_read_integer (
          self->store->writer,
          0,
          &n,
          error,
          "SELECT count(*) FROM conflict WHERE id = ?1 AND mine ->> '$.change' = ?2",
          "tt",
          id,
          gaung_json_get_string (branch, "change", "")))
    return FALSE;
  *result = n > 0;
  return TRUE;
}

static gboolean
put_branch (GaungPage *self, GaungStored *stored, GaungRecord *merged, GError **error)
{
  GaungTransaction *transaction = &self->transaction;
  GaungPut put = { .sync = stored->sync, .is_fresh = TRUE, .db = stored->db, .rev = stored->rev };

  if (stored->sync == GAUNG_SYNC_SYNCED)
    {
      put.sync = GAUNG_SYNC_MODIFIED;
      put.base = GAUNG_BASE_FROM_BODY;
    }
  return gaung_transaction_put (transaction, stored, merged, &put, error)
         && gaung_transaction_queue (transaction,
                                     gaung_record_get_id (merged),
                                     stored->local_rev,
                                     gaung_instant_now (),
                                     error);
}

gboolean
gaung_page_take_branch (GaungPage *self,
                        const char *id,
                        JsonObject *branch,
                        JsonObject *base,
                        gboolean *has_clash,
                        gboolean *is_merged,
                        GError **error)
{
  GaungTransaction *transaction = &self->transaction;
  g_auto (GaungStored) stored = { 0 };
  g_autofree char *text = NULL;
  g_autoptr (JsonObject) current = NULL;
  g_autoptr (GaungMerge) merge = NULL;
  g_autoptr (GPtrArray) differences = NULL;
  g_autoptr (GaungRecord) merged = NULL;
  gboolean is_known;

  if (!gaung_transaction_read_stored (transaction, id, &stored, error)
      || !is_in_conflict (transaction, id, branch, &is_known, error))
    return FALSE;
  /* The record may have become one of another database. */
  if (is_known || stored.row == 0 || stored.db != self->db)
    return TRUE;
  text = gaung_transaction_read_body (transaction, stored.row, error);
  if (text == NULL || (current = gaung_json_parse_object (text, -1, error)) == NULL)
    return FALSE;
  merge = gaung_record_merge (base, branch, current);
  differences = gaung_record_diff (current, merge->merged);
  if (differences->len > 0)
    {
      stamp (merge->merged, branch, self->account);
      merged = gaung_record_new_take_json (json_object_ref (merge->merged), NULL);
    }
  *is_merged = merged != NULL;
  *has_clash = merge->clashes->len > 0 || (differences->len > 0 && merged == NULL);
  if (*has_clash)
    {
      g_autofree char *base_text = base != NULL ? gaung_json_to_text (base) : NULL;
      g_autofree char *branch_text = gaung_json_to_text (branch);

      if (!gaung_exchange_add_conflict (transaction,
                                        id,
                                        GAUNG_CONFLICT_CLASH,
                                        stored.rev,
                                        base_text,
                                        branch_text,
                                        text,
                                        NULL,
                                        error))
        return FALSE;
    }
  return merged == NULL || put_branch (self, &stored, merged, error);
}
