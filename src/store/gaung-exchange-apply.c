/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of what a server has, taken over. */
#include "config.h"

#include "gaung-exchange-private.h"

#include "gaung-json.h"

/* A first pull touches many pages of the file; in a small cache each is written several times. */
#define MANY_DOCUMENTS 200
#define CACHE_LARGE "PRAGMA cache_size = -12288;"
#define CACHE_NORMAL "PRAGMA cache_size = -2048; PRAGMA shrink_memory;"

/* A page is taken in pieces of about this time, so that whoever writes here hardly waits; but a
 * commit has its price, and on a busy machine very small pieces would make it busier. */
#define PIECE_MICROSECONDS 40000
#define PIECE_DOCUMENTS 100

void
gaung_incoming_free (GaungIncoming *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->revision);
  g_clear_pointer (&self->document, json_object_unref);
  g_clear_pointer (&self->branches, g_ptr_array_unref);
  g_free (self->trouble);
  g_free (self);
}

static gboolean
has_rows (GaungTransaction *self, const char *sql, gint64 db, gboolean *result, GError **error)
{
  gint64 one;

  if (!gaung_database_read_integer (self->store->writer, 0, &one, error, sql, "i", db))
    return FALSE;
  *result = one != 0;
  return TRUE;
}

static void
choose_cache (GaungStore *store, guint n_documents)
{
  gboolean is_large = n_documents >= MANY_DOCUMENTS;

  if (store->has_large_cache == is_large)
    return;
  gaung_database_exec (store->writer, is_large ? CACHE_LARGE : CACHE_NORMAL, NULL);
  store->has_large_cache = is_large;
}

/* Most pages need none of these tables: one look instead of one for every document. */
static gboolean
begin_piece (GaungPage *self, GaungStore *store, GError **error)
{
  GaungTransaction *transaction = &self->transaction;

  if (!gaung_transaction_begin (transaction, store, error))
    return FALSE;
  self->db = gaung_store_intern (store, self->database, error);
  if (self->db >= 0
      && has_rows (transaction,
                   "SELECT EXISTS (SELECT 1 FROM forgotten WHERE ?1)",
                   1,
                   &self->has_forgotten,
                   error)
      && has_rows (transaction,
                   "SELECT EXISTS (SELECT 1 FROM quarantine WHERE ?1)",
                   1,
                   &self->has_quarantine,
                   error)
      && has_rows (
          transaction, "SELECT EXISTS (SELECT 1 FROM twin WHERE ?1)", 1, &self->has_twins, error))
    return TRUE;
  gaung_transaction_end (transaction, FALSE, NULL);
  return FALSE;
}

static gboolean
quarantine (GaungPage *self, const GaungIncoming *incoming, const char *reason, GError **error)
{
  GaungTransaction *transaction = &self->transaction;
  g_auto (GaungStored) stored = { 0 };

  transaction->has_exchange = TRUE;
  if (!gaung_database_run (transaction->store->writer,
                           error,
                           "INSERT OR REPLACE INTO quarantine (db, id, rev, reason, at)"
                           " VALUES (?1, ?2, ?3, ?4, ?5)",
                           "tttti",
                           self->database,
                           incoming->id,
                           incoming->revision,
                           reason,
                           gaung_instant_now ()))
    return FALSE;
  if (!gaung_transaction_read_stored (transaction, incoming->id, &stored, error))
    return FALSE;
  /* It cannot be merged with what cannot be read, and would be refused for ever. */
  if (stored.row != 0 && stored.db == self->db && stored.sync != GAUNG_SYNC_SYNCED)
    return gaung_exchange_park (transaction, incoming->id, "unreadable", reason, error);
  return TRUE;
}

static gboolean
take_twin (
    GaungPage *self, GaungStored *stored, const GaungTwin *twin, GaungTaken *taken, GError **error)
{
  return gaung_page_take (
             self, stored, twin->record, twin->db, twin->database, twin->revision, taken, error)
         && gaung_exchange_drop_twin (
             &self->transaction, gaung_record_get_id (twin->record), twin->db, error);
}

gboolean
gaung_page_take_deletion (
    GaungPage *self, const char *id, gboolean *is_removed, gboolean *is_parked, GError **error)
{
  GaungTransaction *transaction = &self->transaction;
  GaungDatabase *database = transaction->store->writer;
  g_auto (GaungStored) stored = { 0 };
  g_auto (GaungTwin) twin = { 0 };
  GaungPut put = { .sync = GAUNG_SYNC_CREATED, .db = self->db, .base = GAUNG_BASE_SET };
  GaungTaken taken;

  if (!gaung_exchange_drop_twin (transaction, id, self->db, error)
      || !gaung_database_run (
          database, error, "DELETE FROM forgotten WHERE db = ?1 AND id = ?2", "it", self->db, id)
      || !gaung_transaction_read_stored (transaction, id, &stored, error))
    return FALSE;
  if (stored.row == 0 || stored.db != self->db)
    return TRUE;
  if (!gaung_exchange_find_twin (transaction, id, FALSE, &twin, error))
    return FALSE;
  if (twin.record != NULL)
    return take_twin (self, &stored, &twin, &taken, error);
  if (stored.sync == GAUNG_SYNC_SYNCED)
    {
      *is_removed = TRUE;
      return gaung_transaction_remove (transaction, id, stored.row, error);
    }
  /* Sent again, it is a new document. */
  *is_parked = TRUE;
  put.is_fresh = stored.is_fresh;
  return gaung_transaction_set_state (transaction, &stored, &put, error)
         && gaung_database_run (database, error, "DELETE FROM sent WHERE id = ?1", "t", id)
         && gaung_exchange_park (transaction, id, "deleted", NULL, error);
}

/* The last copy of the server that the record was made of. */
static GaungRecord *
read_server_copy (GaungTransaction *self, const GaungStored *stored, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *text = NULL;

  if (stored->sync == GAUNG_SYNC_MODIFIED)
    text = gaung_transaction_read_base (self, stored->row, &local_error);
  if (text == NULL && local_error == NULL)
    text = gaung_transaction_read_body (self, stored->row, &local_error);
  if (local_error == NULL)
    return gaung_record_new_from_text (text, -1, error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/* @incoming is in this page's database, @stored in another. */
static gboolean
is_the_record (GaungPage *self, GaungRecord *incoming, GaungRecord *stored, const char *database)
{
  gboolean is_moved = gaung_record_is_moved (incoming);
  const char *agency = gaung_record_get_string (incoming, "agency");

  if (is_moved != gaung_record_is_moved (stored))
    return !is_moved;
  return !is_moved && g_str_has_prefix (gaung_record_get_id (incoming), "complaint:")
         && gaung_database_is_of_agency (self->database, agency)
         && !gaung_database_is_of_agency (database, gaung_record_get_string (stored, "agency"));
}

static gboolean
apply_beside (GaungPage *self,
              GaungStored *stored,
              GaungRecord *record,
              const char *revision,
              GaungTaken *taken,
              gboolean *is_unchanged,
              GError **error)
{
  GaungTransaction *transaction = &self->transaction;
  g_autoptr (GaungRecord) copy = NULL;
  g_autofree char *database = NULL;
  const char *id = gaung_record_get_id (record);

  copy = read_server_copy (transaction, stored, error);
  if (copy == NULL)
    return FALSE;
  database = gaung_database_read_text (
      transaction->store->writer, NULL, "SELECT text FROM term WHERE number = ?1", "i", stored->db);
  self->has_twins = TRUE;
  if (!is_the_record (self, record, copy, database != NULL ? database : ""))
    {
      *is_unchanged = TRUE;
      return gaung_exchange_put_twin (transaction, self->db, revision, record, error);
    }
  return gaung_exchange_put_twin (transaction, stored->db, stored->rev, copy, error)
         && gaung_exchange_drop_twin (transaction, id, self->db, error)
         && gaung_page_take (
             self, stored, record, self->db, self->database, revision, taken, error);
}

static gboolean
apply_here (GaungPage *self,
            GaungStored *stored,
            GaungRecord *record,
            const char *revision,
            GaungTaken *taken,
            GError **error)
{
  GaungTransaction *transaction = &self->transaction;
  const char *id = gaung_record_get_id (record);
  g_auto (GaungTwin) twin = { 0 };

  if (self->has_twins && gaung_record_is_moved (record)
      && !gaung_exchange_find_twin (transaction, id, TRUE, &twin, error))
    return FALSE;
  if (twin.record != NULL && twin.db != self->db)
    return gaung_exchange_put_twin (transaction, self->db, revision, record, error)
           && take_twin (self, stored, &twin, taken, error);
  return gaung_page_take (self, stored, record, self->db, self->database, revision, taken, error);
}

static gboolean
is_known_branch (
    GaungPage *self, const char *id, const char *revision, gboolean *is_known, GError **error)
{
  GaungDatabase *database = self->transaction.store->writer;

  if (!gaung_database_run (database,
                           error,
                           "INSERT OR IGNORE INTO branch (id, rev) VALUES (?1, ?2)",
                           "tt",
                           id,
                           revision))
    return FALSE;
  *is_known = gaung_database_get_changes (database) == 0;
  return TRUE;
}

/* What both sides of a split come from is known when the copy that was here before is older than
 * either. A desk that never saw the document leaves a branch that others have written over: those
 * who had it see to it. */
static gboolean
apply_branches (
    GaungPage *self, GaungIncoming *incoming, const char *before, JsonObject *base, GError **error)
{
  guint64 winner = gaung_revision_get_generation (incoming->revision);

  for (guint i = 0; i < incoming->branches->len; i++)
    {
      JsonObject *branch = g_ptr_array_index (incoming->branches, i);
      const char *revision = gaung_json_get_string (branch, "_rev", NULL);
      guint64 generation = gaung_revision_get_generation (revision);
      guint64 known = gaung_revision_get_generation (before);
      gboolean is_known = FALSE, has_clash = FALSE, is_merged = FALSE;
      g_autoptr (GaungRecord) record = NULL;

      if (revision == NULL || !is_known_branch (self, incoming->id, revision, &is_known, error))
        return revision == NULL;
      record = is_known || (known == 0 && winner > generation)
                   ? NULL
                   : gaung_record_new_from_json (branch, NULL);
      if (record == NULL)
        continue;
      if (!gaung_page_take_branch (self,
                                   incoming->id,
                                   gaung_record_get_json (record),
                                   known < generation && known < winner ? base : NULL,
                                   &has_clash,
                                   &is_merged,
                                   error))
        return FALSE;
      if (has_clash)
        incoming->outcome = GAUNG_INCOMING_CLASHED;
      else if (is_merged && incoming->outcome != GAUNG_INCOMING_CLASHED)
        incoming->outcome = GAUNG_INCOMING_MERGED;
    }
  return TRUE;
}

static gboolean
is_same_twin (
    GaungPage *self, const char *id, const char *revision, gboolean *is_same, GError **error)
{
  gint64 n;

  if (!gaung_database_read_integer (
          self->transaction.store->writer,
          0,
          &n,
          error,
          "SELECT count(*) FROM twin WHERE id = ?1 AND db = ?2 AND rev = ?3",
          "tit",
          id,
          self->db,
          revision))
    return FALSE;
  *is_same = n > 0;
  return TRUE;
}

static GaungIncomingOutcome
get_outcome (gboolean is_new, GaungTaken taken)
{
  switch (taken)
    {
    case GAUNG_TAKEN_REPLACED:
      return is_new ? GAUNG_INCOMING_CREATED : GAUNG_INCOMING_CHANGED;
    case GAUNG_TAKEN_ARRIVED:
      return GAUNG_INCOMING_ARRIVED;
    case GAUNG_TAKEN_MERGED:
      return GAUNG_INCOMING_MERGED;
    case GAUNG_TAKEN_CLASHED:
      return GAUNG_INCOMING_CLASHED;
    default:
      g_assert_not_reached ();
    }
}

/* The directory of a server and a local workspace may bring the same agency under two ids. */
static gboolean
replace_local (GaungPage *self, const char *id, GError **error)
{
  static const char *const types[] = { "agency:", "calendar:", "scheme:" };
  GaungTransaction *transaction = &self->transaction;
  g_autofree char *local = NULL;
  g_autofree char *text = NULL;
  g_auto (GaungStored) stored = { 0 };
  g_autoptr (GError) local_error = NULL;
  gboolean is_such = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    is_such = is_such || g_str_has_prefix (id, types[i]);
  if (!is_such)
    return TRUE;
  local = gaung_database_read_text (transaction->store->writer,
                                    &local_error,
                                    "SELECT o.id FROM document d JOIN document o"
                                    " ON o.type = d.type AND o.key = d.key AND o.db = 0"
                                    " WHERE d.id = ?1 AND o.row <> d.row LIMIT 1",
                                    "t",
                                    id);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (local == NULL)
    return TRUE;
  if (!gaung_transaction_read_stored (transaction, local, &stored, error))
    return FALSE;
  if (stored.sync == GAUNG_SYNC_CREATED)
    {
      text = gaung_transaction_read_body (transaction, stored.row, error);
      if (text == NULL
          || !gaung_exchange_add_conflict (transaction,
                                           local,
                                           GAUNG_CONFLICT_DISCARDED,
                                           NULL,
                                           NULL,
                                           text,
                                           NULL,
                                           "replaced",
                                           error))
        return FALSE;
    }
  return gaung_transaction_remove (transaction, local, stored.row, error);
}

/* A document that can be read. */
static gboolean
apply_record (GaungPage *self, GaungIncoming *incoming, GaungRecord *record, GError **error)
{
  GaungTransaction *transaction = &self->transaction;
  const char *id = gaung_record_get_id (record);
  const char *revision = incoming->revision;
  g_auto (GaungStored) stored = { 0 };
  g_autoptr (GaungRecord) before = NULL;
  g_autofree char *before_revision = NULL;
  gboolean is_same = FALSE, is_new;
  GaungTaken taken = GAUNG_TAKEN_REPLACED;

  self->is_returning = FALSE;
  if (self->has_forgotten && !gaung_page_recall (self, id, revision, &is_same, error))
    return FALSE;
  if (!is_same && !gaung_transaction_read_stored (transaction, id, &stored, error))
    return FALSE;
  is_new = stored.row == 0;
  if (!is_same && !is_new && self->is_feed && stored.db == self->db
      && gaung_revision_get_generation (stored.rev) > gaung_revision_get_generation (revision))
    {
      incoming->outcome = GAUNG_INCOMING_STALE;
      return TRUE;
    }
  if (incoming->branches != NULL && !is_new)
    {
      before = read_server_copy (transaction, &stored, NULL);
      before_revision = g_strdup (stored.rev);
    }

  if (!is_same && !is_new && stored.db == self->db)
    is_same = stored.rev != NULL && g_strcmp0 (stored.rev, revision) == 0;
  else if (!is_same && !is_new && self->has_twins
           && !is_same_twin (self, id, revision, &is_same, error))
    return FALSE;
  if (!is_same)
    {
      if (!is_new && stored.db != 0 && stored.db != self->db && stored.rev != NULL
              ? !apply_beside (self, &stored, record, revision, &taken, &is_same, error)
              : !apply_here (self, &stored, record, revision, &taken, error))
        return FALSE;
    }
  if (self->has_forgotten && !is_same && !gaung_exchange_want_kin (transaction, record, error))
    return FALSE;
  incoming->outcome = is_same ? GAUNG_INCOMING_UNCHANGED : get_outcome (is_new, taken);
  if (incoming->outcome == GAUNG_INCOMING_CREATED
      && !replace_local (self, gaung_record_get_id (record), error))
    return FALSE;
  if (incoming->branches == NULL || incoming->branches->len == 0 || (is_new && is_same))
    return TRUE;
  return apply_branches (self,
                         incoming,
                         before_revision,
                         before != NULL ? gaung_record_get_json (before) : NULL,
                         error);
}

static gboolean
apply_one (GaungPage *self, GaungIncoming *incoming, GError **error)
{
  g_autoptr (GaungRecord) record = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean is_removed = FALSE, is_parked = FALSE;
  const char *trouble = incoming->trouble;

  if (trouble == NULL && !incoming->is_deleted && incoming->document == NULL)
    trouble = "no document";
  if (trouble == NULL && !incoming->is_deleted)
    {
      record = gaung_record_new_take_json (json_object_ref (incoming->document), &local_error);
      if (record == NULL)
        trouble = local_error->message;
      else if (g_strcmp0 (gaung_record_get_id (record), incoming->id) != 0)
        trouble = "_id: not the id that was asked for";
    }
  if (trouble != NULL)
    {
      incoming->outcome = GAUNG_INCOMING_QUARANTINED;
      return quarantine (self, incoming, trouble, error);
    }
  if (self->has_quarantine
      && !gaung_database_run (self->transaction.store->writer,
                              error,
                              "DELETE FROM quarantine WHERE db = ?1 AND id = ?2",
                              "tt",
                              self->database,
                              incoming->id))
    return FALSE;
  self->transaction.has_exchange = self->transaction.has_exchange || self->has_quarantine;
  if (record != NULL)
    return apply_record (self, incoming, record, error);
  if (!gaung_page_take_deletion (self, incoming->id, &is_removed, &is_parked, error))
    return FALSE;
  incoming->outcome = is_removed ? GAUNG_INCOMING_REMOVED : GAUNG_INCOMING_UNCHANGED;
  return TRUE;
}

static void
count_outcomes (GaungApplyResult *result, GPtrArray *incoming, guint from, guint until)
{
  guint *const counters[] = {
    [GAUNG_INCOMING_UNCHANGED] = &result->unchanged,
    [GAUNG_INCOMING_CREATED] = &result->created,
    [GAUNG_INCOMING_CHANGED] = &result->changed,
    [GAUNG_INCOMING_ARRIVED] = &result->arrived,
    [GAUNG_INCOMING_MERGED] = &result->merged,
    [GAUNG_INCOMING_CLASHED] = &result->clashed,
    [GAUNG_INCOMING_REMOVED] = &result->removed,
    [GAUNG_INCOMING_QUARANTINED] = &result->quarantined,
    [GAUNG_INCOMING_STALE] = &result->unchanged,
  };

  for (guint i = from; i < until; i++)
    (*counters[((GaungIncoming *) g_ptr_array_index (incoming, i))->outcome])++;
}

/**
 * gaung_exchange_apply:
 * @incoming: (element-type GaungIncoming): gets its outcomes
 * @checkpoint: (nullable): written in the last transaction
 * @account: (nullable): whose own writes are not marked as new
 * @result: (out): also after an error: what is in the store
 *
 * Taken in several short transactions when it is much, so that other writes get in between; the
 * checkpoint is in the last. What was taken before a crash or an error is found unchanged when the
 * same page comes again.
 */
gboolean
gaung_exchange_apply (GaungStore *store,
                      const char *database,
                      GPtrArray *incoming,
                      const GaungCheckpoint *checkpoint,
                      const char *account,
                      GaungApplyResult *result,
                      GError **error)
{
  GaungPage page = { .database = database, .account = account, .is_feed = checkpoint != NULL };
  gboolean is_good = TRUE;
  guint i = 0;

  g_return_val_if_fail (GAUNG_IS_STORE (store), FALSE);
  g_return_val_if_fail (database != NULL && incoming != NULL && result != NULL, FALSE);

  *result = (GaungApplyResult) { 0 };
  do
    {
      guint from = i;
      gint64 until = g_get_monotonic_time () + PIECE_MICROSECONDS;

      if (!begin_piece (&page, store, error))
        return FALSE;
      choose_cache (store, incoming->len);
      while (is_good && i < incoming->len)
        {
          is_good = apply_one (&page, g_ptr_array_index (incoming, i++), error);
          if (i - from >= PIECE_DOCUMENTS && g_get_monotonic_time () > until)
            break;
        }
      if (is_good && i == incoming->len && checkpoint != NULL)
        is_good = gaung_checkpoint_write (&page.transaction, checkpoint, error);
      is_good = gaung_transaction_end (&page.transaction, is_good, error);
      if (is_good)
        count_outcomes (result, incoming, from, i);
      if (is_good && i < incoming->len)
        gaung_store_yield_writer (store);
    }
  while (is_good && i < incoming->len);
  return is_good;
}
