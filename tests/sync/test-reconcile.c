/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A cursor that cannot be trusted, and what a comparison by id does. */
#include "config.h"

#include "gaung-sync-private.h"
#include "sync-tally.h"

/* ---- When ---- */

typedef struct
{
  const char *name;
  const char *sequence; /* of the checkpoint; NULL: never read */
  const char *uuid;
  const char *start;
  const char *purge;
  const char *epoch;
  /* What the server says now. */
  const char *now_sequence;
  const char *now_uuid;
  const char *now_start;
  const char *now_purge;
  const char *now_epoch;
  GaungSyncCursor expected;
  guint n_copies; /* 0: one */
} Case;

static const Case cases[] = {
  { "never", NULL, NULL, NULL, NULL, NULL, "9-a", "u", "1", "0-a", "e", GAUNG_SYNC_FIRST },
  { "same", "9-a", "u", "1", "0-a", "e", "9-a", "u", "1", "0-a", "e", GAUNG_SYNC_TRUSTED },
  { "same-under-another-name",
    "9-a",
    "u",
    "1",
    "0-a",
    "e",
    "9-b",
    "u",
    "1",
    "0-b",
    "e",
    GAUNG_SYNC_TRUSTED },
  { "gone-on", "9-a", "u", "1", "0-a", "e", "12-a", "u", "1", "0-a", "e", GAUNG_SYNC_TRUSTED },
  { "set-back", "9-a", "u", "1", "0-a", "e", "8-a", "u", "1", "0-a", "e", GAUNG_SYNC_REPLACED },
  { "made-anew", "9-a", "u", "1", "0-a", "e", "12-a", "u", "2", "0-a", "e", GAUNG_SYNC_REPLACED },
  { "another-server",
    "9-a",
    "u",
    "1",
    "0-a",
    "e",
    "12-a",
    "v",
    "1",
    "0-a",
    "e",
    GAUNG_SYNC_REPLACED },
  { "new-epoch", "9-a", "u", "1", "0-a", "e", "12-a", "u", "1", "0-a", "f", GAUNG_SYNC_REPLACED },
  { "first-epoch", "9-a", "u", "1", "0-a", NULL, "12-a", "u", "1", "0-a", "f", GAUNG_SYNC_TRUSTED },
  { "epoch-not-told",
    "9-a",
    "u",
    "1",
    "0-a",
    "e",
    "12-a",
    "u",
    "1",
    "0-a",
    NULL,
    GAUNG_SYNC_TRUSTED },
  { "no-uuid", "9-a", "u", "1", "0-a", "e", "12-a", NULL, "1", "0-a", "e", GAUNG_SYNC_TRUSTED },
  { "purged", "9-a", "u", "1", "0-a", "e", "12-a", "u", "1", "3-a", "e", GAUNG_SYNC_PURGED },
  { "purged-and-made-anew",
    "9-a",
    "u",
    "1",
    "0-a",
    "e",
    "12-a",
    "u",
    "2",
    "3-a",
    "e",
    GAUNG_SYNC_REPLACED },
  { "purge-set-back",
    "9-a",
    "u",
    "1",
    "3-a",
    "e",
    "12-a",
    "u",
    "1",
    "2-a",
    "e",
    GAUNG_SYNC_REPLACED },
  { "numbers", "9", NULL, NULL, NULL, NULL, "8", NULL, NULL, NULL, NULL, GAUNG_SYNC_REPLACED },
  { "set-back-in-a-cluster",
    "9-a",
    "u",
    "1",
    "3-a",
    "e",
    "8-a",
    "v",
    "1",
    "2-a",
    "e",
    GAUNG_SYNC_TRUSTED,
    3 },
  { "made-anew-in-a-cluster",
    "9-a",
    "u",
    "1",
    "0-a",
    "e",
    "8-a",
    "u",
    "2",
    "0-a",
    "e",
    GAUNG_SYNC_REPLACED,
    3 },
  { "purged-in-a-cluster",
    "9-a",
    "u",
    "1",
    "0-a",
    "e",
    "8-a",
    "u",
    "1",
    "1-a",
    "e",
    GAUNG_SYNC_PURGED,
    3 },
  { "new-epoch-in-a-cluster",
    "9-a",
    "u",
    "1",
    "0-a",
    "e",
    "8-a",
    "u",
    "1",
    "0-a",
    "f",
    GAUNG_SYNC_REPLACED,
    3 },
};

static void
test_cursor (gconstpointer data)
{
  const Case *test = data;
  GaungCheckpoint checkpoint = { .database = (char *) "gaung-common",
                                 .sequence = (char *) test->sequence,
                                 .server_uuid = (char *) test->uuid,
                                 .instance_start_time = (char *) test->start,
                                 .purge_sequence = (char *) test->purge,
                                 .epoch = (char *) test->epoch };
  GaungDatabaseInfo info = { .update_sequence = (char *) test->now_sequence,
                             .purge_sequence = (char *) test->now_purge,
                             .instance_start_time = (char *) test->now_start,
                             .n_copies = MAX (test->n_copies, 1) };

  checkpoint.sequence_number
      = test->sequence != NULL ? g_ascii_strtoull (test->sequence, NULL, 10) : 0;
  info.update_prefix = g_ascii_strtoull (test->now_sequence, NULL, 10);
  info.purge_prefix = test->now_purge != NULL ? g_ascii_strtoull (test->now_purge, NULL, 10) : 0;
  g_assert_cmpint (gaung_sync_judge_cursor (&checkpoint, &info, test->now_uuid, test->now_epoch),
                   ==,
                   test->expected);
  g_assert_cmpint (
      gaung_sync_judge_cursor (NULL, &info, test->now_uuid, test->now_epoch), ==, GAUNG_SYNC_FIRST);
}

/* ---- What then ---- */

typedef struct
{
  SyncWorld *world;
  SyncDesk *sari;
  SyncDesk *budi;
  SyncTally tally;
} Scene;

static void
set_up (Scene *scene, gboolean is_real)
{
  scene->world = sync_world_new (is_real);
  scene->sari = sync_desk_new (scene->world, "sari");
  scene->budi = sync_desk_new (scene->world, "budi");
  sync_tally_init (&scene->tally);
}

static void
tear_down (Scene *scene)
{
  sync_tally_clear (&scene->tally);
  sync_desk_free (scene->sari);
  sync_desk_free (scene->budi);
  sync_world_free (scene->world);
}

static void
rest (Scene *scene)
{
  sync_desk_run_until_quiet (scene->sari, 8);
  sync_desk_run_until_quiet (scene->budi, 8);
  sync_desk_run_until_quiet (scene->sari, 8);
}

/* An older copy of the file was put back, as after a broken disk: what was written since then is
 * only at the desks, and the feed would never tell of it. */
static void
test_restored (void)
{
  Scene scene;
  GaungDouble *server;
  g_autofree char *database = NULL;
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;
  g_autofree char *street = NULL;
  g_autoptr (GaungRecord) written = NULL;
  SyncDesk *desks[3] = { NULL };

  set_up (&scene, FALSE);
  server = sync_world_get_double (scene.world);
  database = sync_world_name_database (scene.world, "agency-dlh");
  desks[0] = scene.sari;
  desks[1] = scene.budi;
  old = sync_tally_write (&scene.tally, scene.sari, "Sampah");
  rest (&scene);
  gaung_double_keep (server, database);
  sync_tally_edit (&scene.tally, scene.sari, old, "street", "Jalan Slamet Riyadi");
  new = sync_tally_write (&scene.tally, scene.budi, "Sungai bau");
  rest (&scene);
  gaung_double_restore (server, database);

  sync_tally_close (&scene.tally, scene.world, desks, "server set back to an older copy");
  /* Each brought back what it had sent, and has what the other had. */
  street = sync_desk_get_text (scene.budi, old, "street");
  g_assert_cmpstr (street, ==, "Jalan Slamet Riyadi");
  written = sync_desk_get (scene.sari, new);
  g_assert_nonnull (written);
  tear_down (&scene);
}

/* The same copy, but so much was written since that the numbers have passed those of before: only
 * the operator's epoch tells. */
static void
test_epoch (void)
{
  Scene scene;
  GaungDouble *server;
  g_autofree char *database = NULL;
  g_autofree char *lost = NULL;
  SyncDesk *desks[3] = { NULL };

  set_up (&scene, FALSE);
  server = sync_world_get_double (scene.world);
  database = sync_world_name_database (scene.world, "agency-dlh");
  desks[0] = scene.sari;
  desks[1] = scene.budi;
  rest (&scene);
  gaung_double_keep (server, database);
  lost = sync_tally_write (&scene.tally, scene.sari, "Sampah");
  rest (&scene);
  gaung_double_restore (server, database);
  /* By a third desk, which knows nothing of what was before. */
  {
    g_autoptr (SyncDesk) other = sync_desk_new (scene.world, "budi");

    for (guint i = 0; i < 5; i++)
      g_free (sync_tally_write (&scene.tally, other, "Lampu mati"));
    sync_desk_run_until_quiet (other, 8);
  }
  sync_world_renew_epoch (scene.world, "agency-dlh");
  sync_tally_close (&scene.tally, scene.world, desks, "server set back, found by its epoch");
  tear_down (&scene);
}

/* What the law wants destroyed goes here, too; what somebody is working on does not go unseen. */
static void
test_purged (gboolean is_real)
{
  Scene scene;
  g_autofree char *gone = NULL;
  g_autofree char *worked_on = NULL;
  g_autofree char *stays = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GaungRecord) kept = NULL;
  g_autoptr (GaungRecord) edited = NULL;

  set_up (&scene, is_real);
  gone = sync_tally_write (&scene.tally, scene.sari, "Sampah");
  worked_on = sync_tally_write (&scene.tally, scene.sari, "Sungai bau");
  stays = sync_tally_write (&scene.tally, scene.sari, "Lampu mati");
  rest (&scene);
  sync_world_purge (scene.world, "agency-dlh", gone);
  sync_world_purge (scene.world, "agency-dlh", worked_on);
  g_assert_true (sync_desk_edit (scene.budi, worked_on, "street", "Jalan A"));
  sync_desk_run (scene.sari, NULL);
  sync_desk_run (scene.budi, NULL);

  g_assert_null (sync_desk_get (scene.sari, gone));
  g_assert_null (sync_desk_get (scene.sari, worked_on));
  kept = sync_desk_get (scene.sari, stays);
  g_assert_nonnull (kept);
  g_assert_null (sync_desk_get (scene.budi, gone));
  edited = sync_desk_get (scene.budi, worked_on);
  g_assert_nonnull (edited);
  items = gaung_outbox_list (scene.budi->store, 10, NULL);
  for (guint i = 0; i < items->len; i++)
    {
      const GaungOutboxItem *item = g_ptr_array_index (items, i);

      if (g_str_equal (item->id, worked_on))
        g_assert_cmpint (item->state, ==, GAUNG_OUTBOX_PARKED);
    }
  g_assert_null (sync_world_get (scene.world, "agency-dlh", worked_on));
  tear_down (&scene);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sync/reconcile/cursor/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_cursor);
    }
  g_test_add_func ("/sync/reconcile/restored", test_restored);
  g_test_add_func ("/sync/reconcile/epoch", test_epoch);
  sync_tally_add_test ("/sync/reconcile/purged", test_purged);
  return g_test_run ();
}
