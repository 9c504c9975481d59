/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "sync-story.h"

#include "gaung-json.h"
#include "gaung-resolution.h"
#include "gaung-ulid.h"

#define N_ROUNDS 40
#define MOST_PASSES 24
/* 2026-11-24T06:00:00Z: a story does not depend on the day on which it is told. */
#define BEGINNING G_GINT64_CONSTANT (1795500000000)

static const char *const members[] = { "title", "text", "street", "channel_detail", NULL };

/* Somebody at a desk: two of one agency and the coordinator; or one person at two computers. */
static const char *const casts[][3] = {
  { "sari", "budi", "rini" },
  { "sari", "sari", "rini" },
  { "sari", "wati", "rini" },
};

static void
sync_edit_free (SyncEdit *edit)
{
  g_free (edit->id);
  g_free (edit->member);
  g_free (edit->before);
  g_free (edit->value);
  g_free (edit);
}

static void G_GNUC_PRINTF (2, 3) tell (SyncStory *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_string_append_vprintf (self->trace, format, arguments);
  va_end (arguments);
  g_string_append_c (self->trace, '\n');
}

static guint
pick (SyncStory *self, guint n)
{
  return g_rand_int_range (self->random, 0, n);
}

static gboolean
chance (SyncStory *self, guint per_cent)
{
  return pick (self, 100) < per_cent;
}

static const char *
pick_complaint (SyncStory *self)
{
  /* Mostly the latest few, so that people meet. */
  guint most = chance (self, 70) ? 3 : G_MAXUINT;
  guint n = MIN (self->complaints->len, most);

  return n > 0 ? g_ptr_array_index (self->complaints, self->complaints->len - 1 - pick (self, n))
               : NULL;
}

/* Words that nobody else writes. */
static char *
make_words (SyncStory *self, SyncDesk *desk)
{
  return g_strdup_printf (
      "kata %u %s %" G_GUINT64_FORMAT, ++self->n_written, desk->who, self->seed);
}

void
sync_story_remember (SyncStory *self,
                     SyncDesk *desk,
                     const char *id,
                     const char *member,
                     const char *before,
                     const char *value)
{
  SyncEdit *edit = g_new0 (SyncEdit, 1);

  edit->number = self->edits->len;
  edit->turn = self->turn;
  edit->desk = desk;
  edit->who = desk->who;
  edit->id = g_strdup (id);
  edit->member = g_strdup (member);
  edit->before = g_strdup (before);
  edit->value = g_strdup (value);
  g_ptr_array_add (self->edits, edit);
}

/* ---- What people do ---- */

void
sync_story_create (SyncStory *self, SyncDesk *desk)
{
  gboolean is_coordinator = gaung_actor_has_role (desk->actor, "coordinator");
  const char *agency = is_coordinator ? (chance (self, 70) ? "dlh" : "dpupr") : NULL;
  g_autofree char *words = make_words (self, desk);
  g_autoptr (GaungRecord) complaint = sync_desk_make_complaint (desk, agency, words);
  g_autoptr (GaungRecord) person = NULL;

  if (chance (self, 30))
    {
      person = gaung_record_new ("person", desk->actor, gaung_instant_now ());
      g_assert_true (gaung_record_set_string (person, "name", words, NULL));
      g_assert_true (
          gaung_record_set_string (complaint, "reporter", gaung_record_get_id (person), NULL));
      sync_story_remember (self, desk, gaung_record_get_id (person), NULL, NULL, words);
    }
  if (is_coordinator && chance (self, 15))
    g_assert_true (gaung_record_set_boolean (complaint, "secret", TRUE, NULL));
  sync_desk_write (desk, complaint, person, "");
  g_ptr_array_add (self->complaints, g_strdup (gaung_record_get_id (complaint)));
  sync_story_remember (self, desk, gaung_record_get_id (complaint), NULL, NULL, words);
  tell (self, "%s creates %s", desk->who, gaung_record_get_id (complaint));
}

void
sync_story_edit (SyncStory *self, SyncDesk *desk, const char *id)
{
  const char *member = members[pick (self, G_N_ELEMENTS (members) - 1)];
  g_autofree char *words = make_words (self, desk);
  g_autofree char *before = NULL;

  if (!sync_desk_replace (desk, id, member, words, &before))
    return;
  sync_story_remember (self, desk, id, member, before, words);
  tell (self, "%s edits %s of %s: %s", desk->who, member, id, words);
}

static void
act (SyncStory *self, SyncDesk *desk, const char *id)
{
  GaungComplaintAction action = pick (self, GAUNG_COMPLAINT_N_ACTIONS);
  g_autofree char *words = make_words (self, desk);
  g_autofree char *entry = NULL;
  GaungComplaintArguments arguments = {
    .text = words,
    .agency = chance (self, 50) ? "dlh" : "dpupr",
    .reason = action == GAUNG_COMPLAINT_ARCHIVE ? "duplicate" : words,
    .assignee = desk->actor->id,
    .assignee_name = desk->actor->name,
    .until = gaung_day_of_instant (gaung_instant_now ()) + 10,
    .is_final = chance (self, 50),
  };

  if (action == GAUNG_COMPLAINT_REVEAL)
    return;
  if (action == GAUNG_COMPLAINT_ASSIGN && chance (self, 50))
    {
      g_autofree char *key = g_strconcat (id, "/reply", NULL);
      g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);

      gaung_batch_put_draft (batch, key, words);
      g_assert_true (gaung_store_write (desk->store, batch, NULL));
      tell (self, "%s drafts for %s: %s", desk->who, id, words);
      arguments.text = NULL;
    }
  if (!sync_desk_act (desk, id, action, &arguments, &entry))
    return;
  sync_story_remember (self, desk, entry, NULL, NULL, words);
  tell (self, "%s acts %d on %s: %s", desk->who, action, id, entry);
}

static void
attach (SyncStory *self, SyncDesk *desk, const char *id)
{
  g_autofree char *words = make_words (self, desk);
  g_autoptr (GBytes) bytes = g_bytes_new (words, strlen (words));
  g_autoptr (GaungRecord) record = sync_desk_get (desk, id);
  g_autofree char *attachment = NULL;

  if (record == NULL || g_strcmp0 (gaung_record_get_string (record, "state"), "moved") == 0)
    return;
  attachment = sync_desk_attach (desk, id, "foto.jpg", bytes);
  if (attachment == NULL)
    return;
  sync_story_remember (self, desk, attachment, NULL, NULL, words);
  tell (self, "%s attaches %s to %s", desk->who, attachment, id);
}

/* Holds, releases, retries in the outbox. */
static void
handle_outbox (SyncStory *self, SyncDesk *desk)
{
  g_autoptr (GPtrArray) items = gaung_outbox_list (desk->store, 20, NULL);
  GaungOutboxItem *item;

  if (items == NULL || items->len == 0)
    return;
  item = g_ptr_array_index (items, pick (self, items->len));
  if (chance (self, 50))
    {
      g_autoptr (GError) error = NULL;

      if (!gaung_outbox_hold (
              desk->store, item->seq, gaung_instant_now () + 5 * GAUNG_MINUTE, &error))
        /* It has just left, or is about to. */
        g_assert_true (g_error_matches (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_CONFLICT)
                       || g_error_matches (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_MISSING));
    }
  else
    g_assert_true (gaung_outbox_release_all (desk->store, NULL, NULL));
  tell (self, "%s handles the outbox", desk->who);
}

void
sync_story_do_something (SyncStory *self, SyncDesk *desk)
{
  const char *id = pick_complaint (self);
  guint what = pick (self, 100);

  if (id == NULL || (what < 18 && self->complaints->len < 8))
    sync_story_create (self, desk);
  else if (what < 58)
    sync_story_edit (self, desk, id);
  else if (what < 84)
    act (self, desk, id);
  else if (what < 91)
    attach (self, desk, id);
  else if (what < 96)
    handle_outbox (self, desk);
  else
    {
      sync_desk_restart (desk);
      tell (self, "%s restarts", desk->who);
    }
}

/* ---- What the network does ---- */

/* While a desk waits for an answer, its person writes on. */
static void
interrupt_cb (const char *request, gpointer data)
{
  SyncStory *self = data;
  const char *id;

  g_mutex_lock (&self->lock);
  if (self->interruptions > 0 && strstr (request, "_bulk_docs") != NULL)
    {
      self->interruptions--;
      gaung_ulid_seed_thread (self->seed * 1000 + self->n_written);
      id = pick_complaint (self);
      if (id != NULL)
        {
          tell (self, "(while it sends)");
          sync_story_edit (self, self->interrupted, id);
        }
      gaung_ulid_unseed_thread ();
    }
  g_mutex_unlock (&self->lock);
}

static void
run_pass (SyncStory *self, SyncDesk *desk, gboolean has_faults)
{
  g_autoptr (GError) error = NULL;
  guint per_mille = has_faults ? 50 + pick (self, 250) : 0;

  fault_proxy_set_chance (desk->proxy, self->seed * 1000 + self->n_written, per_mille, FAULT_QUICK);
  self->interrupted = desk;
  self->interruptions = has_faults && chance (self, 25) ? 1 : 0;
  fault_proxy_set_hook (desk->proxy, self->interruptions > 0 ? interrupt_cb : NULL, self);
  sync_desk_run (desk, &error);
  fault_proxy_set_hook (desk->proxy, NULL, NULL);
  tell (self, "%s runs: %s", desk->who, error != NULL ? error->message : "well");
}

/* ---- How it comes to rest ---- */

/* Of what people write here. The interface asks about what clashes, and about nothing else. */
static gboolean
is_asked (const GaungClash *clash)
{
  return g_strv_contains (members, clash->member);
}

/* A person decides a conflict: mine, or theirs. */
static void
decide (SyncStory *self, SyncDesk *desk, GaungConflict *conflict)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GaungRecord) record = sync_desk_get (desk, conflict->id);
  g_autoptr (GPtrArray) clashes = gaung_resolution_list_clashes (conflict);
  gboolean is_mine = chance (self, 50);
  g_autofree char *before = NULL;
  g_autoptr (GError) error = NULL;

  /* What was handed over meanwhile is not theirs to change any more. */
  if (record != NULL && g_strcmp0 (gaung_record_get_string (record, "state"), "moved") == 0)
    is_mine = FALSE;
  if (record != NULL && is_mine)
    {
      before = g_strdup (gaung_record_get_change (record));
      for (guint i = 0; i < clashes->len; i++)
        {
          const GaungClash *clash = g_ptr_array_index (clashes, i);
          const char *mine = gaung_json_get_string (conflict->mine, clash->member, NULL);
          g_autofree char *now = g_strdup (gaung_record_get_string (record, clash->member));

          if (!is_asked (clash) || mine == NULL || g_strcmp0 (mine, now) == 0)
            continue;
          g_assert_true (gaung_record_set_string (record, clash->member, mine, NULL));
          sync_story_remember (self, desk, conflict->id, clash->member, now, mine);
        }
      gaung_record_touch (record, desk->actor, gaung_instant_now ());
      gaung_batch_put (batch, record, before);
    }
  gaung_batch_resolve_conflict (batch, conflict->number, GAUNG_CONFLICT_CLASH);
  gaung_store_write (desk->store, batch, &error);
  if (error != NULL && self->trouble == NULL)
    self->trouble = g_strdup_printf (
        "STUCK: %s cannot be written at %s: %s", conflict->id, desk->who, error->message);
  self->n_conflicts++;
  tell (self, "%s decides for %s on %s", desk->who, is_mine ? "mine" : "theirs", conflict->id);
}

/* Conflicts are decided, what was refused is given up. TRUE: there was something. */
static gboolean
decide_all (SyncStory *self, SyncDesk *desk)
{
  g_autoptr (GPtrArray) conflicts = gaung_conflict_list (desk->store, TRUE, G_MAXINT, NULL);
  g_autoptr (GPtrArray) items = gaung_outbox_list (desk->store, G_MAXINT, NULL);
  gboolean is_any = conflicts->len > 0;

  for (guint i = 0; i < conflicts->len; i++)
    decide (self, desk, g_ptr_array_index (conflicts, i));
  for (guint i = 0; i < items->len; i++)
    {
      GaungOutboxItem *item = g_ptr_array_index (items, i);
      g_autoptr (GError) error = NULL;

      if (item->state != GAUNG_OUTBOX_PARKED)
        continue;
      tell (self, "%s gives up %s: %s %s", desk->who, item->id, item->code, item->reason);
      /* It may have gone with the one before. */
      if (!gaung_outbox_discard (desk->store, item->seq, "uji", &error))
        g_assert_error (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_MISSING);
      self->n_parked++;
      is_any = TRUE;
    }
  return is_any;
}

static char *
come_to_rest (SyncStory *self)
{
  for (guint turn = 0; turn < MOST_PASSES; turn++)
    {
      gboolean is_busy = FALSE;

      self->turn++;
      sync_world_advance (self->world, 10 * GAUNG_MINUTE);
      for (guint i = 0; i < G_N_ELEMENTS (self->desks); i++)
        {
          SyncDesk *desk = self->desks[i];
          g_autoptr (GError) error = NULL;
          GaungSyncTotals totals = { 0 };

          fault_proxy_set_chance (desk->proxy, 0, 0, 0);
          if (!gaung_engine_run_sync (desk->engine, &totals, NULL, &error))
            return g_strdup_printf (
                "without faults, %s still fails: %s", desk->who, error->message);
          while (g_main_context_iteration (NULL, FALSE))
            continue;
          tell (self,
                "%s rests: %" G_GUINT64_FORMAT " sent, %" G_GUINT64_FORMAT " received, %u wait",
                desk->who,
                totals.sent,
                totals.received,
                totals.waiting);
          is_busy |= totals.sent + totals.received + totals.merged + totals.clashed + totals.carried
                         + totals.removed
                     > 0;
          is_busy |= totals.waiting > totals.parked;
        }
      if (is_busy)
        continue;
      for (guint i = 0; i < G_N_ELEMENTS (self->desks); i++)
        is_busy |= decide_all (self, self->desks[i]);
      if (!is_busy || self->trouble != NULL)
        return g_strdup (self->trouble);
    }
  return g_strdup_printf ("not at rest after %d passes without faults", MOST_PASSES);
}

char *
sync_story_rest (SyncStory *self)
{
  char *trouble = come_to_rest (self);

  for (guint i = 0; i < G_N_ELEMENTS (self->desks) && trouble == NULL; i++)
    trouble = sync_desk_compare (self->desks[i]);
  return trouble != NULL ? trouble : sync_story_check (self);
}

char *
sync_story_run (SyncStory *self)
{
  char *trouble;

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      SyncDesk *desk = self->desks[pick (self, G_N_ELEMENTS (self->desks))];
      guint n = pick (self, 5);

      for (guint i = 0; i < n; i++)
        sync_story_do_something (self, desk);
      if (chance (self, 45))
        run_pass (self, desk, chance (self, 80));
      if (chance (self, 50))
        sync_world_advance (self->world, pick (self, 20) * GAUNG_MINUTE);
    }
  trouble = sync_story_rest (self);
  for (guint i = 0; i < G_N_ELEMENTS (self->desks); i++)
    for (guint fault = FAULT_NONE + 1; fault < FAULT_N; fault++)
      self->n_faults += fault_proxy_count_faults (self->desks[i]->proxy, fault);
  return trouble;
}

SyncStory *
sync_story_new (guint64 seed, gboolean is_real)
{
  SyncStory *self = g_new0 (SyncStory, 1);
  const char *const *cast = casts[seed % 5 == 0 ? 1 : seed % 5 == 1 ? 2 : 0];

  g_random_set_seed (seed);
  gaung_ulid_seed_thread (seed);
  self->seed = seed;
  self->random = g_rand_new_with_seed (seed);
  self->world = sync_world_new (is_real);
  gaung_instant_set_now (BEGINNING);
  for (guint i = 0; i < G_N_ELEMENTS (self->desks); i++)
    self->desks[i] = sync_desk_new (self->world, cast[i]);
  self->complaints = g_ptr_array_new_with_free_func (g_free);
  self->edits = g_ptr_array_new_with_free_func ((GDestroyNotify) sync_edit_free);
  self->trace = g_string_new (NULL);
  g_mutex_init (&self->lock);
  return self;
}

void
sync_story_free (SyncStory *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->desks); i++)
    sync_desk_free (self->desks[i]);
  sync_world_free (self->world);
  g_rand_free (self->random);
  g_ptr_array_unref (self->complaints);
  g_ptr_array_unref (self->edits);
  g_string_free (self->trace, TRUE);
  g_free (self->trouble);
  g_mutex_clear (&self->lock);
  gaung_ulid_unseed_thread ();
  g_free (self);
}

char *
sync_story_get_trace (SyncStory *self)
{
  GString *text = g_string_new (self->trace->str);

  for (guint i = 0; i < G_N_ELEMENTS (self->desks); i++)
    {
      g_autofree char *requests = fault_proxy_get_trace (self->desks[i]->proxy, 400);

      g_string_append_printf (text, "---- requests of %s\n%s", self->desks[i]->who, requests);
    }
  return g_string_free_and_steal (text);
}
