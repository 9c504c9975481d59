/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sync-scene.h"

#include "gaung-complaint-actions.h"
#include "gaung-exchange.h"
#include "gaung-json.h"

typedef struct
{
  GaungStore *store;
  GaungActor *me;
  GaungActor *colleague;
  GaungInstant now;
  guint n_revisions;
} Scene;

static void
write_record (Scene *scene, GaungRecord *record, const char *expected_change)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GError) error = NULL;

  gaung_batch_put (batch, record, expected_change);
  gaung_store_write (scene->store, batch, &error);
  g_assert_no_error (error);
}

/* Now is so many minutes before the end of the scene. */
static void
set_time (Scene *scene, guint minutes_before)
{
  gaung_instant_set_now (scene->now - minutes_before * GAUNG_MINUTE);
}

static void
set_string (GaungRecord *record, const char *member, const char *value)
{
  g_autoptr (GError) error = NULL;

  gaung_record_set_string (record, member, value, &error);
  g_assert_no_error (error);
}

/* As if it had come from the server. */
static void
receive (Scene *scene, GaungRecord *record)
{
  g_autoptr (GPtrArray) page
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_incoming_free);
  GaungIncoming *incoming = g_new0 (GaungIncoming, 1);
  GaungApplyResult result = { 0 };
  g_autoptr (GError) error = NULL;

  scene->n_revisions++;
  incoming->id = g_strdup (gaung_record_get_id (record));
  incoming->revision = g_strdup_printf ("%u-%032x", scene->n_revisions, scene->n_revisions * 7919);
  incoming->document = gaung_json_copy (gaung_record_get_json (record));
  g_ptr_array_add (page, incoming);
  gaung_exchange_apply (scene->store, SCENE_DATABASE, page, NULL, SCENE_ACCOUNT, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.quarantined, ==, 0);
}

static GaungRecord *
make_complaint (Scene *scene, const char *title, const char *street, const GaungActor *assignee)
{
  GaungInstant now = gaung_instant_now ();
  GaungRecord *record = gaung_record_new ("complaint", scene->colleague, now);

  set_string (record, "title", title);
  set_string (record, "text", "Sudah tiga hari, mohon segera ditangani.");
  set_string (record, "state", "in-progress");
  set_string (record, "channel", "whatsapp");
  set_string (record, "category", "lighting");
  set_string (record, "agency", "diskominfo");
  set_string (record, "street", street);
  if (assignee != NULL)
    {
      set_string (record, "assignee", assignee->id);
      set_string (record, "assignee_name", assignee->name);
    }
  g_assert_true (gaung_record_set_instant (record, "received_at", now - GAUNG_HOUR, NULL));
  receive (scene, record);

  return record;
}

/* Something of the history, which also tells how its author is called. */
static void
receive_entry (Scene *scene, GaungRecord *complaint, const char *kind, const char *text)
{
  g_autoptr (GaungEntry) entry = gaung_entry_new (
      gaung_record_get_id (complaint), kind, scene->colleague, gaung_instant_now ());

  if (text != NULL)
    set_string (GAUNG_RECORD (entry), "text", text);
  receive (scene, GAUNG_RECORD (entry));
}

static void
write_entry (Scene *scene, GaungRecord *complaint, const char *kind, const char *text)
{
  g_autoptr (GaungEntry) entry
      = gaung_entry_new (gaung_record_get_id (complaint), kind, scene->me, gaung_instant_now ());

  set_string (GAUNG_RECORD (entry), "text", text);
  write_record (scene, GAUNG_RECORD (entry), "");
}

/* The last row of the outbox: sent, with this answer. */
static void
answer_last (Scene *scene, GaungSendVerdict verdict, const char *code)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GArray) outcomes = g_array_new (FALSE, TRUE, sizeof (GaungSendOutcome));
  g_autoptr (GError) error = NULL;
  const char *databases[] = { SCENE_DATABASE };
  GaungSendOutcome outcome = {
    .verdict = verdict,
    .database = SCENE_DATABASE,
    .revision = verdict == GAUNG_SEND_ARRIVED ? "1-917fa2381192822767f010b95b45325b" : NULL,
    .not_before = gaung_instant_now () + 4 * GAUNG_MINUTE,
    .code = code,
  };

  items = gaung_exchange_list_due (scene->store, gaung_instant_now (), 0, 1000, G_MAXSIZE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, >, 0);
  g_ptr_array_remove_range (items, 0, items->len - 1);
  outcome.item = g_ptr_array_index (items, 0);
  gaung_exchange_mark_sent (scene->store, items, databases, &error);
  g_assert_no_error (error);
  g_array_append_val (outcomes, outcome);
  gaung_exchange_settle (scene->store, outcomes, gaung_instant_now (), &error);
  g_assert_no_error (error);
}

static void
hold_last (Scene *scene)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = gaung_outbox_list (scene->store, 1000, &error);
  const GaungOutboxItem *last;

  g_assert_no_error (error);
  last = g_ptr_array_index (items, items->len - 1);
  gaung_outbox_hold (scene->store, last->seq, GAUNG_INSTANT_NONE, &error);
  g_assert_no_error (error);
}

/* Both change the promise and the street; I alone the category, they alone the village. */
static char *
play_clash (Scene *scene)
{
  g_autoptr (GaungRecord) base = NULL;
  g_autoptr (GaungRecord) mine = NULL;
  g_autoptr (GaungRecord) theirs = NULL;
  g_autofree char *change = NULL;
  GaungDay today = gaung_day_of_instant (scene->now);

  set_time (scene, 180);
  base = make_complaint (scene, "Lampu jalan mati di Jl. Samanhudi", "Jl. Samanhudi", scene->me);
  receive_entry (scene, base, "note", "Tim sudah dijadwalkan.");
  mine = gaung_record_copy (base);
  theirs = gaung_record_copy (base);
  change = g_strdup (gaung_record_get_change (base));

  set_time (scene, 29);
  g_assert_true (gaung_record_set_day (mine, "promise_on", today + 3, NULL));
  set_string (mine, "street", "Jl. Samanhudi, depan pasar, tiga titik");
  set_string (mine, "category", "roads");
  gaung_record_touch (mine, scene->me, gaung_instant_now ());
  write_record (scene, mine, change);

  set_time (scene, 10);
  g_assert_true (gaung_record_set_day (theirs, "promise_on", today + 2, NULL));
  set_string (theirs, "street", "Jl. Samanhudi No. 12; dua dari tiga titik menyala");
  set_string (theirs, "village", "33.72.01.1004");
  gaung_record_touch (theirs, scene->colleague, gaung_instant_now ());
  receive (scene, theirs);

  return g_strdup (gaung_record_get_id (base));
}

static char *
play_entry (Scene *scene,
            guint minutes_before,
            const char *title,
            const char *kind,
            const char *text,
            GaungSendVerdict verdict,
            const char *code)
{
  g_autoptr (GaungRecord) complaint = NULL;

  set_time (scene, minutes_before);
  complaint = make_complaint (scene, title, "Jl. Slamet Riyadi", scene->me);
  write_entry (scene, complaint, kind, text);
  set_time (scene, 1);
  if (verdict == GAUNG_SEND_ARRIVED || code != NULL)
    answer_last (scene, verdict, code);

  return g_strdup (gaung_record_get_id (complaint));
}

/* Settled by the engine, which leaves the row and a note. */
static char *
play_claim (Scene *scene)
{
  g_autoptr (GaungRecord) base = NULL;
  g_autoptr (GaungRecord) mine = NULL;
  g_autoptr (GaungRecord) theirs = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autofree char *change = NULL;
  g_autoptr (GError) error = NULL;
  const GaungConflict *last;

  set_time (scene, 90);
  base = make_complaint (scene, "Antrean KTP-el tidak jelas", "Jl. Jenderal Sudirman", NULL);
  mine = gaung_record_copy (base);
  theirs = gaung_record_copy (base);
  change = g_strdup (gaung_record_get_change (base));
  set_string (mine, "assignee", scene->me->id);
  set_string (mine, "assignee_name", scene->me->name);
  gaung_record_touch (mine, scene->me, gaung_instant_now ());
  write_record (scene, mine, change);
  set_time (scene, 5);
  set_string (theirs, "assignee", "rina");
  set_string (theirs, "assignee_name", "Rina Hapsari");
  gaung_record_touch (theirs, scene->colleague, gaung_instant_now ());
  receive (scene, theirs);

  conflicts = gaung_conflict_list (scene->store, TRUE, 100, &error);
  g_assert_no_error (error);
  last = g_ptr_array_index (conflicts, conflicts->len - 1);
  g_assert_cmpstr (last->id, ==, gaung_record_get_id (base));
  gaung_batch_resolve_conflict (batch, last->number, GAUNG_CONFLICT_CLAIM);
  gaung_store_write (scene->store, batch, &error);
  g_assert_no_error (error);

  return g_strdup (gaung_record_get_id (base));
}

void
sync_scene_fill (SyncScene *self, GaungStore *store, GaungInstant now)
{
  const char *const roles[] = { "staff", "agency-diskominfo", "coordinator", NULL };
  g_autoptr (GaungActor) me = gaung_actor_new (SCENE_ACCOUNT, "Sri Wahyuni", "diskominfo", roles);
  g_autoptr (GaungActor) colleague = gaung_actor_new ("agus", "Agus Widodo", "dishub", roles);
  Scene scene = { store, me, colleague, now, 0 };

  gaung_instant_set_now (now);
  g_assert_true (gaung_store_set_actor (store, me, NULL));
  self->clashing = play_clash (&scene);
  self->sent = play_entry (&scene,
                           29,
                           "Trotoar rusak depan SDN Kleco",
                           "note",
                           "Sudah ditelepon.",
                           GAUNG_SEND_ARRIVED,
                           NULL);
  self->refused = play_entry (&scene,
                              75,
                              "Sampah menumpuk di Pasar Legi",
                              "note",
                              "Menunggu armada.",
                              GAUNG_SEND_PARKED,
                              "E_STATE");
  self->held = play_entry (&scene,
                           20,
                           "Suara pengeras terlalu keras malam hari",
                           "note",
                           "Tunggu arahan pimpinan.",
                           GAUNG_SEND_LATER,
                           NULL);
  hold_last (&scene);
  self->waiting = play_entry (&scene,
                              28,
                              "Permintaan penambahan rute BST",
                              "reply",
                              "Terima kasih, usulan diteruskan ke Dishub.",
                              GAUNG_SEND_LATER,
                              NULL);
  self->claimed = play_claim (&scene);
  gaung_instant_set_now (now);
}

void
sync_scene_clear (SyncScene *self)
{
  g_clear_pointer (&self->clashing, g_free);
  g_clear_pointer (&self->refused, g_free);
  g_clear_pointer (&self->held, g_free);
  g_clear_pointer (&self->waiting, g_free);
  g_clear_pointer (&self->sent, g_free);
  g_clear_pointer (&self->claimed, g_free);
}

void
sync_scene_report (GaungSyncStatus *status, GaungStore *store, GaungInstant now)
{
  const GaungSyncReport report = {
    .phase = GAUNG_SYNC_PHASE_IDLE,
    .trouble_until = GAUNG_INSTANT_NONE,
    .account = SCENE_ACCOUNT,
    .address = "couch.surakarta.go.id",
  };
  GaungOutboxCounts counts;
  g_autoptr (GError) error = NULL;

  gaung_outbox_count (store, &counts, &error);
  g_assert_no_error (error);
  gaung_sync_status_report (status, &report);
  gaung_sync_status_set_counts (status,
                                counts.waiting,
                                counts.held,
                                counts.parked,
                                counts.conflicts,
                                counts.quarantined,
                                counts.oldest);
  gaung_sync_status_set_area (status,
                              "gaung-directory",
                              "directory",
                              NULL,
                              now - GAUNG_MINUTE,
                              0,
                              GAUNG_INSTANT_NONE,
                              GAUNG_SYNC_TROUBLE_NONE,
                              TRUE);
  gaung_sync_status_set_area (status,
                              SCENE_DATABASE,
                              "agency",
                              "diskominfo",
                              now - GAUNG_MINUTE,
                              counts.waiting,
                              counts.oldest,
                              GAUNG_SYNC_TROUBLE_NONE,
                              TRUE);
}
