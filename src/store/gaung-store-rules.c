/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules and actor, as stored, and the ranks that follow from the rules. */
#include "config.h"

#include "gaung-store-private.h"

#include "gaung-deadline.h"

/* Documents ranked in one transaction: other writes get in between. */
#define RANK_STEP 500

static gboolean
collect_cb (GaungRecord *record, gpointer data)
{
  g_ptr_array_add (data, g_object_ref (record));
  return TRUE;
}

/* Called without the lock held: it reads. */
static GaungRules *
load_rules (GaungStore *self)
{
  static const char *const types[] = { "calendar", "scheme" };
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GaungQuery) query = gaung_query_new (types[i]);

      gaung_store_foreach (self, query, collect_cb, records, NULL, NULL);
    }
  return records->len > 0 ? gaung_rules_new_from_records (records) : gaung_rules_new_builtin ();
}

static GaungActor *
load_actor (GaungStore *self)
{
  g_autofree char *id = gaung_store_get_setting (self, "actor.id");
  g_autofree char *name = gaung_store_get_setting (self, "actor.name");
  g_autofree char *agency = gaung_store_get_setting (self, "actor.agency");
  g_autofree char *role_text = gaung_store_get_setting (self, "actor.roles");
  g_auto (GStrv) roles = g_strsplit (role_text != NULL ? role_text : "staff", ",", -1);

  return gaung_actor_new (id != NULL ? id : "local",
                          name != NULL ? name : "",
                          agency != NULL ? agency : "",
                          (const char *const *) roles);
}

GaungRules *
gaung_store_get_rules (GaungStore *self)
{
  GaungRules *rules;
  guint generation;

  g_return_val_if_fail (GAUNG_IS_STORE (self), NULL);

  g_mutex_lock (&self->state_lock);
  rules = self->rules;
  generation = self->generation;
  g_mutex_unlock (&self->state_lock);
  if (rules != NULL)
    return rules;

  rules = load_rules (self);
  g_mutex_lock (&self->state_lock);
  g_ptr_array_add (self->retired_rules, rules);
  /* Not when it was written while this was read. */
  if (self->rules == NULL && self->generation == generation)
    self->rules = rules;
  g_mutex_unlock (&self->state_lock);
  return rules;
}

const GaungActor *
gaung_store_get_actor (GaungStore *self)
{
  GaungActor *actor;
  guint generation;

  g_return_val_if_fail (GAUNG_IS_STORE (self), NULL);

  g_mutex_lock (&self->state_lock);
  actor = self->actor;
  generation = self->generation;
  g_mutex_unlock (&self->state_lock);
  if (actor != NULL)
    return actor;

  actor = load_actor (self);
  g_mutex_lock (&self->state_lock);
  g_ptr_array_add (self->retired_actors, actor);
  /* Not when it was written while this was read. */
  if (self->actor == NULL && self->generation == generation)
    self->actor = actor;
  g_mutex_unlock (&self->state_lock);
  return actor;
}

void
gaung_store_drop_rules (GaungStore *self)
{
  g_mutex_lock (&self->state_lock);
  self->rules = NULL;
  self->generation++;
  g_mutex_unlock (&self->state_lock);
}

void
gaung_store_drop_actor (GaungStore *self)
{
  g_mutex_lock (&self->state_lock);
  self->actor = NULL;
  self->generation++;
  g_mutex_unlock (&self->state_lock);
  /* What is "mine" and "my agency's" is something else now. */
  gaung_store_announce_reset (self);
}

gboolean
gaung_store_set_actor (GaungStore *self, const GaungActor *actor, GError **error)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);
  g_autofree char *roles = NULL;

  g_return_val_if_fail (GAUNG_IS_STORE (self), FALSE);
  g_return_val_if_fail (actor != NULL, FALSE);

  roles = actor->roles != NULL ? g_strjoinv (",", actor->roles) : g_strdup ("");
  gaung_batch_put_setting (batch, "actor.id", actor->id);
  gaung_batch_put_setting (batch, "actor.name", actor->name);
  gaung_batch_put_setting (batch, "actor.agency", actor->agency);
  gaung_batch_put_setting (batch, "actor.roles", roles);
  return gaung_store_write (self, batch, error);
}

/* Only what is open has a rank that rules or the day decide: see GAUNG_RANK_CLOSED. @before: only
 * what is postponed until then. */
static GArray *
list_open (GaungDatabase *database, GaungInstant before)
{
  gboolean is_all = before == GAUNG_INSTANT_NONE;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GaungStatement) statement
      = gaung_database_prepare (database,
                                "SELECT row FROM document"
                                " WHERE (flags & 1) AND rank >= ?1 AND rank <= ?2",
                                NULL);

  if (statement == NULL)
    return g_steal_pointer (&rows);
  gaung_statement_bind (statement,
                        "ii",
                        is_all ? G_MININT64 : GAUNG_RANK_POSTPONED,
                        is_all ? G_MAXINT64 : GAUNG_RANK_POSTPONED + before);
  while (gaung_statement_step (statement, NULL))
    {
      gint64 row = gaung_statement_get_integer (statement, 0);

      g_array_append_val (rows, row);
    }
  return g_steal_pointer (&rows);
}

static gboolean
rank_row (GaungStore *self, gint64 row, GaungRules *rules, gint64 *seq)
{
  g_autoptr (GaungRecord) record = NULL;
  g_autofree char *body = gaung_database_read_text (
      self->writer, NULL, "SELECT body FROM body WHERE row = ?1", "i", row);
  GaungIndex index = { 0 };

  if (body == NULL)
    return FALSE;
  record = gaung_record_new_from_text (body, -1, NULL);
  if (record == NULL)
    return TRUE;
  gaung_record_index (record, rules, &index);
  if (!gaung_database_run (self->writer,
                           NULL,
                           "UPDATE document SET rank = ?2, flags = ?3, seq = ?4"
                           " WHERE row = ?1 AND (rank <> ?2 OR flags <> ?3)",
                           "iiii",
                           row,
                           index.rank,
                           (gint64) index.flags,
                           *seq + 1))
    return FALSE;
  *seq += gaung_database_get_changes (self->writer) > 0;
  return TRUE;
}

/* With the writer's lock held. @is_last: nothing is owed any more. */
static gboolean
rank_some (GaungStore *self, const gint64 *rows, guint n, GaungRules *rules, gboolean is_last)
{
  gint64 first_seq, seq;

  if (self->is_bulk || !gaung_database_begin (self->writer, NULL))
    return FALSE;
  if (!gaung_store_next_seq (self, &first_seq, NULL))
    goto failed;
  seq = first_seq;
  for (guint i = 0; i < n; i++)
    if (!rank_row (self, rows[i], rules, &seq))
      goto failed;
  if (is_last
      && !gaung_database_run (
          self->writer, NULL, "DELETE FROM setting WHERE key = 'store.ranking'", ""))
    goto failed;
  if (!gaung_database_commit (self->writer, NULL))
    return FALSE;
  if (seq > first_seq)
    gaung_store_announce (
        self, gaung_store_read_changes (self->writer, first_seq, seq), first_seq + 1, seq);
  return TRUE;

failed:
  gaung_database_rollback (self->writer);
  return FALSE;
}

/* What is left when the store closes, or the disk is full, is done at the next open. */
static void
rank_rows (GaungStore *self, GArray *rows, gboolean is_owed)
{
  GaungRules *rules = gaung_store_get_rules (self);
  gboolean is_done = TRUE;
  guint from = 0;

  if (rows->len == 0 && !is_owed)
    return;
  do
    {
      guint n = MIN (RANK_STEP, rows->len - from);
      gboolean is_last = from + n == rows->len;

      g_rec_mutex_lock (&self->writer_lock);
      is_done
          = rank_some (self, (gint64 *) (void *) rows->data + from, n, rules, is_last && is_owed);
      g_rec_mutex_unlock (&self->writer_lock);
      from += n;
    }
  while (is_done && from < rows->len && !g_atomic_int_get (&self->is_closing));
}

static void
rank_cb (GaungDatabase *database, const GError *error, GCancellable *cancellable, gpointer data)
{
  GaungStore *self = data;
  g_autoptr (GArray) rows = NULL;

  if (database == NULL)
    return;
  rows = list_open (database, GAUNG_INSTANT_NONE);
  rank_rows (self, rows, TRUE);
}

static void
refresh_cb (GaungDatabase *database, const GError *error, GCancellable *cancellable, gpointer data)
{
  GaungStore *self = data;
  g_autoptr (GArray) rows = NULL;

  if (database == NULL)
    return;
  rows = list_open (database, gaung_instant_now ());
  rank_rows (self, rows, FALSE);
}

void
gaung_store_start_ranking (GaungStore *self)
{
  gaung_worker_push (self->slow, 1, rank_cb, self, NULL, NULL);
}

void
gaung_store_refresh_ranks (GaungStore *self)
{
  g_return_if_fail (GAUNG_IS_STORE (self));

  gaung_worker_push (self->slow, 1, refresh_cb, self, NULL, NULL);
}

/* A computation of ranks that was interrupted is made up for. */
void
gaung_store_load_state (GaungStore *self)
{
  g_autofree char *ranking = gaung_store_get_setting (self, "store.ranking");

  if (ranking != NULL)
    gaung_store_start_ranking (self);
}
