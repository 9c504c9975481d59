/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A local workspace gets an account: what was written under the name "local" was written by it. */
#include "config.h"

#include "gaung-exchange-private.h"

#include "gaung-json.h"

/* Documents in one transaction: about 50 ms. */
#define STEP 300

#define LOCAL "local"

/* Attachments first, then what is named, then what names it. */
static const char *const order[]
    = { "attachment", "person", "service", "question", "visit", "complaint", "entry", "template" };
/* A server has its own. */
static const char *const directory[] = { "agency", "calendar", "scheme" };

static const char *const names[] = { "created_by", "changed_by", "owner", "assignee" };
static const char *const agencies[]
    = { "agency", "disposed_from", "actor_agency", "from_agency", "to_agency", "moved_to" };

typedef struct
{
  const char *account;
  const char *from_agency;
  const char *to_agency;
  guint n_queued;
} Adoption;

static gboolean
replace_text (JsonObject *json, const char *member, const char *from, const char *to)
{
  if (to == NULL || g_strcmp0 (gaung_json_get_string (json, member, NULL), from) != 0
      || g_strcmp0 (from, to) == 0)
    return FALSE;
  json_object_set_string_member (json, member, to);
  return TRUE;
}

static gboolean
rename_people (JsonObject *json, const Adoption *adoption)
{
  gboolean is_changed = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    is_changed |= replace_text (json, names[i], LOCAL, adoption->account);
  for (gsize i = 0; adoption->from_agency != NULL && i < G_N_ELEMENTS (agencies); i++)
    is_changed |= replace_text (json, agencies[i], adoption->from_agency, adoption->to_agency);
  return is_changed;
}

/* It stays here and is not sent: the first pull brings the server's. */
static gboolean
keep_here (GaungTransaction *self, const char *id, GaungStored *stored, GError **error)
{
  GaungPut put
      = { .sync = GAUNG_SYNC_SYNCED, .is_fresh = stored->is_fresh, .base = GAUNG_BASE_SET };

  return gaung_transaction_set_state (self, stored, &put, error)
         && gaung_transaction_unqueue (self, id, error);
}

/* At the end of the outbox, waiting as long as it did before. */
static gboolean
queue_anew (
    GaungTransaction *self, const char *id, gint64 local_rev, gint64 changed, GError **error)
{
  GaungDatabase *database = self->store->writer;

  self->has_exchange = TRUE;
  return gaung_database_run (
             database,
             error,
             "INSERT OR REPLACE INTO outbox (id, local_rev, at, edited_at, hold_until, is_held)"
             " SELECT ?1, ?2, ifnull (max (at), ?3), ifnull (max (edited_at), ?3),"
             " max (hold_until), ifnull (max (is_held), 0) FROM outbox WHERE id = ?1",
             "tii",
             id,
             local_rev,
             changed)
         && gaung_database_run (database, error, "DELETE FROM sent WHERE id = ?1", "t", id);
}

static gboolean
adopt_row (GaungTransaction *self, Adoption *adoption, gint64 row, gboolean is_sent, GError **error)
{
  g_autofree char *text = gaung_transaction_read_body (self, row, error);
  g_autoptr (GaungRecord) record = NULL;
  g_auto (GaungStored) stored = { 0 };
  GaungPut put = { .sync = GAUNG_SYNC_CREATED, .base = GAUNG_BASE_SET };
  const char *id;
  gboolean is_renamed;

  if (text == NULL)
    return FALSE;
  record = gaung_record_new_from_text (text, -1, NULL);
  /* One that a newer version wrote cannot be read, and so not be sent. */
  if (record == NULL)
    return TRUE;
  id = gaung_record_get_id (record);
  if (!gaung_transaction_read_stored (self, id, &stored, error))
    return FALSE;
  if (stored.rev != NULL)
    return TRUE;
  if (!is_sent || gaung_record_get_boolean (record, "sample"))
    return keep_here (self, id, &stored, error);
  put.is_fresh = stored.is_fresh;
  is_renamed = rename_people (gaung_record_get_json (record), adoption);
  if (!gaung_record_validate (record, NULL))
    return keep_here (self, id, &stored, error);
  adoption->n_queued++;
  return (is_renamed ? gaung_transaction_put (self, &stored, record, &put, error)
                     : gaung_transaction_set_state (self, &stored, &put, error))
         && queue_anew (self, id, stored.local_rev, gaung_record_get_changed_at (record), error);
}

/* Entries are of the directory when what they belong to is. */
static GArray *
list_rows (GaungStore *store, const char *type, gboolean is_directory, GError **error)
{
  g_auto (GaungReader) reader = { 0 };
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GaungStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!gaung_store_acquire (store, &reader, error))
    return NULL;
  statement = gaung_database_prepare (
      reader.database,
      "SELECT row FROM document WHERE type = (SELECT number FROM term WHERE text = ?1)"
      " AND rev IS NULL AND (?1 <> 'entry' OR ?2 ="
      "  (substr (parent, 1, instr (parent, ':') - 1) IN ('agency', 'calendar', 'scheme')))"
      " ORDER BY at, row",
      error);
  if (statement == NULL)
    return NULL;
  gaung_statement_bind (statement, "ti", type, (gint64) is_directory);
  while (gaung_statement_step (statement, &local_error))
    {
      gint64 row = gaung_statement_get_integer (statement, 0);

      g_array_append_val (rows, row);
    }
  if (local_error == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static gboolean
adopt_type (GaungStore *store,
            Adoption *adoption,
            const char *type,
            gboolean is_sent,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GArray) rows = list_rows (store, type, !is_sent, error);
  guint i = 0;

  if (rows == NULL)
    return FALSE;
  while (i < rows->len)
    {
      GaungTransaction transaction;
      gboolean is_good = TRUE;

      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !gaung_transaction_begin (&transaction, store, error))
        return FALSE;
      for (guint n = 0; is_good && n < STEP && i < rows->len; n++)
        is_good
            = adopt_row (&transaction, adoption, g_array_index (rows, gint64, i++), is_sent, error);
      if (!gaung_transaction_end (&transaction, is_good, error))
        return FALSE;
      gaung_store_yield_writer (store);
    }
  return TRUE;
}

/**
 * gaung_exchange_adopt:
 * @from_agency: (nullable)
 * @to_agency: (nullable): in place of @from_agency
 * @n_queued: (out) (optional)
 *
 * In several transactions: after a crash or an error the next call begins anew, and ends alike.
 */
gboolean
gaung_exchange_adopt (GaungStore *store,
                      const char *account,
                      const char *from_agency,
                      const char *to_agency,
                      guint *n_queued,
                      GCancellable *cancellable,
                      GError **error)
{
  Adoption adoption = { account, from_agency, to_agency, 0 };

  g_return_val_if_fail (GAUNG_IS_STORE (store), FALSE);
  g_return_val_if_fail (account != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (directory); i++)
    if (!adopt_type (store, &adoption, directory[i], FALSE, cancellable, error))
      return FALSE;
  if (!adopt_type (store, &adoption, "entry", FALSE, cancellable, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    if (!adopt_type (store, &adoption, order[i], TRUE, cancellable, error))
      return FALSE;
  if (n_queued != NULL)
    *n_queued = adoption.n_queued;
  return TRUE;
}
