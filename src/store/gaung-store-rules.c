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

/* Only what is open has a rank that rules decide: see GAUNG_RANK_CLOSED. */
static GArray *
list_open (GaungDatabase *database)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GaungStatement) statement
      = gaung_database_prepare (database, "SELECT row FROM document WHERE (flags & 1)", NULL);

  while (statement != NULL && gaung_statement_step (statement, NULL))
    {
      gint64 row = gaung_statement_get_integer (statement, 0);

      g_array_append_val (rows, row);
    }
  return g_steal_pointer (&rows);
}

static gboolean
rank_row (GaungStore *self, gint64 row, GaungRules *rules, gint64 *seq, GError **error)
{
  g_autoptr (GaungRecord) record = NULL;
  g_autofree char *body = gaung_database_read_text (
      self->writer, error, "SELECT body FROM body WHERE row = ?1", "i", row);
  GaungIndex index = { 0 };

  if (body == NULL)
    return FALSE;
  record = gaung_record_new_from_text (body, -1, NULL);
  if (record == NULL)
    return TRUE;
  gaung_record_index (record, rules, &index);
  if (!gaung_database_run (self->writer,
                           error,
                           "UPDATE document SET rank = ?2, seq = ?3 WHERE row = ?1 AND rank <> ?2",
                           "iii",
                           row,
                           index.rank,
                           *seq + 1))
    return FALSE;
  *seq += gaung_database_get_changes (self->writer) > 0;
  return TRUE;
}

/* With the writer's lock held. */
static gboolean
rank_some (
    GaungStore *self, GArray *rows, guint from, guint to, GaungRules *rules, gint64 *n_changed)
{
  gint64 first_seq, seq;

  if (self->is_bulk || !gaung_database_begin (self->writer, NULL))
    return FALSE;
  if (!gaung_store_next_seq (self, &first_seq, NULL))
    goto failed;
  seq = first_seq;
  for (guint i = from; i < to; i++)
    if (!rank_row (self, g_array_index (rows, gint64, i), rules, &seq, NULL))
      goto failed;
  if (to == rows->len
      && !gaung_database_run (
          self->writer, NULL, "DELETE FROM setting WHERE key = 'store.ranking'", ""))
    goto failed;
  if (!gaung_database_commit (self->writer, NULL))
    return FALSE;
  if (seq > first_seq)
    gaung_store_announce (self, NULL, first_seq + 1, seq);
  *n_changed += seq - first_seq;
  return TRUE;

failed:
  gaung_database_rollback (self->writer);
  return FALSE;
}

static void
rank_cb (GaungDatabase *database, const GError *error, GCancellable *cancellable, gpointer data)
{
  GaungStore *self = data;
  g_autoptr (GArray) rows = NULL;
  GaungRules *rules;
  gint64 n_changed = 0;
  gboolean is_done = database != NULL;
  guint from = 0;

  if (database == NULL || g_atomic_int_get (&self->is_closed))
    return;
  rules = gaung_store_get_rules (self);
  rows = list_open (database);
  do
    {
      guint to = MIN (from + RANK_STEP, rows->len);

      g_rec_mutex_lock (&self->writer_lock);
      is_done = rank_some (self, rows, from, to, rules, &n_changed);
      g_rec_mutex_unlock (&self->writer_lock);
      from = to;
    }
  /* What is left when the store closes, or the disk is full, is done at the next open. */
  while (is_done && from < rows->len && !g_atomic_int_get (&self->is_closing));
  g_debug ("%" G_GINT64_FORMAT " ranks changed", n_changed);
}

void
gaung_store_start_ranking (GaungStore *self)
{
  gaung_worker_push (self->slow, 1, rank_cb, self, NULL, NULL);
}

/* A computation of ranks that was interrupted is made up for. */
void
gaung_store_load_state (GaungStore *self)
{
  g_autofree char *ranking = gaung_store_get_setting (self, "store.ranking");

  if (ranking != NULL)
    gaung_store_start_ranking (self);
}
