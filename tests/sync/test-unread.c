/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was put aside because it could not be read, asked for once more. */
#include "config.h"

#include "gaung-engine-private.h"
#include "sync-tally.h"

typedef struct
{
  SyncWorld *world;
  SyncDesk *sari;
  SyncDesk *budi;
  char *database; /* of their agency, with its prefix */
  char *id;       /* a complaint of Budi's, which Sari's copy of Gaung could not read */
} Scene;

/* As a version of Gaung did it that knew less. */
static void
put_aside (SyncDesk *desk, const char *database, const char *id)
{
  g_autoptr (GPtrArray) page
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_incoming_free);
  GaungIncoming *incoming = g_new0 (GaungIncoming, 1);
  GaungApplyResult result = { 0 };
  g_autoptr (GError) error = NULL;

  incoming->id = g_strdup (id);
  incoming->revision = g_strdup ("1-0");
  incoming->trouble = g_strdup ("schema: newer than this version");
  g_ptr_array_add (page, incoming);
  gaung_exchange_apply (desk->store, database, page, NULL, "sari", &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.quarantined, ==, 1);
}

/* Sari has read everything up to here, so that the feed never names it again. */
static void
set_up (Scene *scene, gboolean is_real)
{
  g_autoptr (GaungRecord) complaint = NULL;

  scene->world = sync_world_new (is_real);
  scene->sari = sync_desk_new (scene->world, "sari");
  scene->budi = sync_desk_new (scene->world, "budi");
  scene->database = sync_world_name_database (scene->world, "agency-dlh");
  complaint = sync_desk_make_complaint (scene->budi, NULL, "Sampah di selokan");
  sync_desk_write (scene->budi, complaint, NULL, NULL);
  scene->id = g_strdup (gaung_record_get_id (complaint));
  sync_desk_run_until_quiet (scene->sari, 8);
  sync_desk_run_until_quiet (scene->budi, 8);
  sync_desk_run_until_quiet (scene->sari, 8);
  put_aside (scene->sari, scene->database, scene->id);
}

static void
tear_down (Scene *scene)
{
  sync_desk_free (scene->sari);
  sync_desk_free (scene->budi);
  sync_world_free (scene->world);
  g_free (scene->database);
  g_free (scene->id);
}

static GPtrArray *
list (Scene *scene)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = gaung_quarantine_list (scene->sari->store, 10, &error);

  g_assert_no_error (error);
  return rows;
}

static guint
count (Scene *scene)
{
  g_autoptr (GPtrArray) rows = list (scene);

  return rows->len;
}

/* The feed alone does not bring it back; asking does. */
static void
test_readable (gboolean is_real)
{
  Scene scene;
  g_autofree char *title = NULL;

  set_up (&scene, is_real);
  sync_desk_run_until_quiet (scene.sari, 4);
  g_assert_cmpuint (count (&scene), ==, 1);
  gaung_engine_retry_unread (scene.sari->engine, scene.database, scene.id);
  sync_desk_run_until_quiet (scene.sari, 4);
  g_assert_cmpuint (count (&scene), ==, 0);
  title = sync_desk_get_text (scene.sari, scene.id, "title");
  g_assert_cmpstr (title, ==, "Sampah di selokan");
  tear_down (&scene);
}

/* Nothing is known of it but its id, and the server has it no longer. */
static void
test_purged (gboolean is_real)
{
  Scene scene;

  set_up (&scene, is_real);
  put_aside (scene.sari, scene.database, "complaint:01JD0000000000000000000000");
  g_assert_cmpuint (count (&scene), ==, 2);
  gaung_engine_retry_unread (
      scene.sari->engine, scene.database, "complaint:01JD0000000000000000000000");
  sync_desk_run_until_quiet (scene.sari, 4);
  g_assert_cmpuint (count (&scene), ==, 1);
  tear_down (&scene);
}

/* It stays what it was, and tells when it was tried last. */
static void
test_still_unreadable (gboolean is_real)
{
  Scene scene;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  const GaungQuarantined *row;
  char *revision;

  /* A real server keeps such a thing out. */
  if (is_real)
    {
      g_test_skip ("only the double takes it");
      return;
    }
  set_up (&scene, is_real);
  revision = gaung_double_put (sync_world_get_double (scene.world),
                               scene.database,
                               "complaint:01JD0000000000000000000001",
                               "{\"type\":\"complaint\",\"title\":42}");
  g_free (revision);
  sync_desk_run_until_quiet (scene.sari, 4);
  before = list (&scene);
  g_assert_cmpuint (before->len, ==, 2);
  sync_world_advance (scene.world, GAUNG_HOUR);
  gaung_engine_retry_unread (
      scene.sari->engine, scene.database, "complaint:01JD0000000000000000000001");
  sync_desk_run_until_quiet (scene.sari, 4);
  after = list (&scene);
  g_assert_cmpuint (after->len, ==, 2);
  row = g_ptr_array_index (after, 0);
  g_assert_cmpstr (row->id, ==, "complaint:01JD0000000000000000000001");
  g_assert_cmpint (
      row->at, >=, ((GaungQuarantined *) g_ptr_array_index (before, 0))->at + GAUNG_HOUR);
  tear_down (&scene);
}

/* A database that is none of ours is not asked, and nothing else waits for it. */
static void
test_unknown_database (gboolean is_real)
{
  Scene scene;

  set_up (&scene, is_real);
  gaung_engine_retry_unread (scene.sari->engine, "gaung-agency-elsewhere", scene.id);
  gaung_engine_retry_unread (scene.sari->engine, scene.database, scene.id);
  sync_desk_run_until_quiet (scene.sari, 4);
  g_assert_cmpuint (count (&scene), ==, 0);
  tear_down (&scene);
}

/* While the line is down it stays asked for. */
static void
test_offline (gboolean is_real)
{
  Scene scene;
  g_autoptr (GError) error = NULL;

  set_up (&scene, is_real);
  gaung_engine_retry_unread (scene.sari->engine, scene.database, scene.id);
  fault_proxy_set_down (scene.sari->proxy, TRUE);
  g_assert_false (sync_desk_run (scene.sari, &error));
  g_assert_cmpuint (count (&scene), ==, 1);
  fault_proxy_set_down (scene.sari->proxy, FALSE);
  sync_desk_run_until_quiet (scene.sari, 4);
  g_assert_cmpuint (count (&scene), ==, 0);
  tear_down (&scene);
}

/* With the threads of the engine, which sleep in their polls. */
static void
test_live (gboolean is_real)
{
  Scene scene;
  GaungSyncStatus *status = gaung_sync_status_new ();

  set_up (&scene, is_real);
  g_assert_finalize_object (scene.sari->engine);
  scene.sari->engine = gaung_engine_new (scene.sari->store, scene.sari->account, status);
  gaung_engine_set_timeout (scene.sari->engine, 5);
  gaung_engine_start (scene.sari->engine);
  while (gaung_sync_status_get_phase (status) != GAUNG_SYNC_PHASE_IDLE)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count (&scene), ==, 1);
  gaung_engine_retry_unread (scene.sari->engine, scene.database, scene.id);
  while (count (&scene) > 0)
    g_main_context_iteration (NULL, TRUE);
  tear_down (&scene);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (status);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  sync_tally_add_test ("/sync/unread/readable", test_readable);
  sync_tally_add_test ("/sync/unread/purged", test_purged);
  sync_tally_add_test ("/sync/unread/still-unreadable", test_still_unreadable);
  sync_tally_add_test ("/sync/unread/unknown-database", test_unknown_database);
  sync_tally_add_test ("/sync/unread/offline", test_offline);
  sync_tally_add_test ("/sync/unread/live", test_live);
  return g_test_run ();
}
