/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens to a server and to the records on it. */
#include "config.h"

#include <string.h>

#include "gaung-double-rules.h"
#include "gaung-json.h"
#include "sync-tally.h"

typedef struct
{
  SyncWorld *world;
  SyncDesk *desks[3]; /* sari, budi, NULL */
  SyncTally tally;
  char *id; /* of a complaint that both have */
} Scene;

static void
set_up (Scene *scene, gboolean is_real)
{
  *scene = (Scene) { .world = sync_world_new (is_real) };
  scene->desks[0] = sync_desk_new (scene->world, "sari");
  scene->desks[1] = sync_desk_new (scene->world, "budi");
  sync_tally_init (&scene->tally);
  scene->id = sync_tally_write (&scene->tally, scene->desks[0], "Sampah");
  sync_desk_run_until_quiet (scene->desks[0], 5);
  sync_desk_run_until_quiet (scene->desks[1], 5);
}

static void
tear_down (Scene *scene)
{
  sync_desk_free (scene->desks[0]);
  sync_desk_free (scene->desks[1]);
  sync_world_free (scene->world);
  sync_tally_clear (&scene->tally);
  g_free (scene->id);
}

static GaungOutboxItem *
find_parked (SyncDesk *desk)
{
  g_autoptr (GPtrArray) items = gaung_outbox_list (desk->store, 100, NULL);

  for (guint i = 0; i < items->len; i++)
    {
      GaungOutboxItem *item = g_ptr_array_index (items, i);

      if (item->state == GAUNG_OUTBOX_PARKED)
        return gaung_outbox_get (desk->store, item->seq, NULL);
    }
  return NULL;
}

/* An item that the rules refuse is put aside with the rule's code, and what stands behind it goes
 * out. */
static void
test_refused (gboolean is_real)
{
  Scene scene;
  SyncDesk *sari;
  g_autoptr (GaungOutboxItem) parked = NULL;
  g_autoptr (GaungRecord) record = NULL;
  g_autoptr (JsonObject) document = NULL;
  g_autofree char *later = NULL;
  g_autofree char *before = NULL;

  set_up (&scene, is_real);
  sari = scene.desks[0];
  /* No action leads there; the store takes it, the server never. */
  record = sync_desk_get (sari, scene.id);
  before = g_strdup (gaung_record_get_change (record));
  g_assert_true (gaung_record_set_string (record, "state", "done", NULL));
  gaung_record_touch (record, sari->actor, gaung_instant_now ());
  sync_desk_write (sari, record, NULL, before);
  later = sync_tally_write (&scene.tally, sari, "Sungai bau");
  for (guint i = 0; i < 3; i++)
    {
      sync_desk_run (sari, NULL);
      sync_world_advance (scene.world, 10 * GAUNG_MINUTE);
    }
  document = sync_world_get (scene.world, "agency-dlh", later);
  g_assert_nonnull (document);
  parked = find_parked (sari);
  g_assert_nonnull (parked);
  g_assert_cmpstr (parked->id, ==, scene.id);
  g_assert_cmpstr (parked->code, ==, "E_STATE");
  g_assert_true (gaung_outbox_discard (sari->store, parked->seq, "uji", NULL));
  sync_tally_close (
      &scene.tally, scene.world, scene.desks, "an item that the server always refuses");
  tear_down (&scene);
}

typedef struct
{
  GaungDoubleRules *rules;
  char *broken; /* words in the document for which the function fails */
} BrokenRules;

static char *
check_broken (const char *database,
              JsonObject *document,
              JsonObject *old,
              const char *user,
              const char *const *roles,
              gpointer data)
{
  BrokenRules *self = data;

  if (self->broken != NULL
      && g_strcmp0 (gaung_json_get_string (document, "title", NULL), self->broken) == 0)
    return g_strdup ("!TypeError: cannot read property");
  return gaung_double_rules_check (database, document, old, user, roles, self->rules);
}

/* A 500 for one item, again and again: it is put aside after a while, the others go out at once. */
static void
test_broken (void)
{
  Scene scene;
  BrokenRules broken = { .broken = NULL };
  g_autofree char *source = NULL;
  g_autofree char *later = NULL;
  g_autoptr (GaungOutboxItem) parked = NULL;
  g_autoptr (JsonObject) document = NULL;
  SyncDesk *sari;

  set_up (&scene, FALSE);
  sari = scene.desks[0];
  g_assert_true (g_file_get_contents (VALIDATE_JS, &source, NULL, NULL));
  broken.rules = gaung_double_rules_new (source);
  broken.broken = g_strdup ("Rusak");
  gaung_double_set_validate (sync_world_get_double (scene.world), check_broken, &broken);
  sync_tally_edit (&scene.tally, sari, scene.id, "title", "Rusak");
  later = sync_tally_write (&scene.tally, sari, "Sungai bau");
  sync_desk_run (sari, NULL);
  document = sync_world_get (scene.world, "agency-dlh", later);
  g_assert_nonnull (document);
  for (guint i = 0; i < 20 && parked == NULL; i++)
    {
      sync_world_advance (scene.world, 10 * GAUNG_MINUTE);
      sync_desk_run (sari, NULL);
      parked = find_parked (sari);
    }
  g_assert_nonnull (parked);
  g_assert_cmpstr (parked->id, ==, scene.id);
  g_assert_cmpuint (parked->tries, >=, 8);
  /* The function is mended, the person tries again. */
  g_clear_pointer (&broken.broken, g_free);
  g_assert_true (gaung_outbox_release (sari->store, parked->seq, NULL));
  sync_tally_close (&scene.tally, scene.world, scene.desks, "500 for one item, again and again");
  gaung_double_set_validate (sync_world_get_double (scene.world), NULL, NULL);
  gaung_double_rules_free (broken.rules);
  tear_down (&scene);
}

/* Behind the rules' back. What was not touched here goes; what was, is kept and put before its
 * writer. */
static void
test_deleted (void)
{
  Scene scene;
  g_autoptr (JsonObject) document = NULL;
  g_autofree char *body = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GaungRecord) record = NULL;
  g_autoptr (GaungOutboxItem) parked = NULL;

  set_up (&scene, FALSE);
  sync_tally_edit (&scene.tally, scene.desks[0], scene.id, "title", "Sampah di pasar");
  document = sync_world_get (scene.world, "agency-dlh", scene.id);
  name = sync_world_name_database (scene.world, "agency-dlh");
  body = g_strdup_printf ("{\"_rev\":\"%s\",\"_deleted\":true}",
                          json_object_get_string_member (document, "_rev"));
  g_free (gaung_double_put (sync_world_get_double (scene.world), name, scene.id, body));
  sync_desk_run (scene.desks[1], NULL);
  record = sync_desk_get (scene.desks[1], scene.id);
  g_assert_null (record);
  for (guint i = 0; i < 3; i++)
    {
      sync_desk_run (scene.desks[0], NULL);
      sync_world_advance (scene.world, 10 * GAUNG_MINUTE);
    }
  record = sync_desk_get (scene.desks[0], scene.id);
  g_assert_nonnull (record);
  g_assert_cmpstr (gaung_record_get_string (record, "title"), ==, "Sampah di pasar");
  parked = find_parked (scene.desks[0]);
  g_assert_nonnull (parked);
  g_assert_cmpstr (parked->code, ==, "deleted");
  g_clear_pointer (&document, json_object_unref);
  document = sync_world_get (scene.world, "agency-dlh", scene.id);
  g_assert_null (document);
  g_test_message ("fault | record deleted on the server | 1 | 0 | 0");
  tear_down (&scene);
}

static void
test_purged (gboolean is_real)
{
  Scene scene;
  g_autoptr (GaungRecord) record = NULL;
  g_autofree char *other = NULL;

  set_up (&scene, is_real);
  other = sync_tally_write (&scene.tally, scene.desks[0], "Sungai bau");
  sync_desk_run_until_quiet (scene.desks[0], 5);
  sync_desk_run_until_quiet (scene.desks[1], 5);
  sync_world_purge (scene.world, "agency-dlh", other);
  sync_tally_edit (&scene.tally, scene.desks[1], scene.id, "title", "Sampah di pasar");
  sync_desk_restart (scene.desks[0]);
  sync_desk_restart (scene.desks[1]);
  for (guint i = 0; i < 2; i++)
    sync_desk_run_until_quiet (scene.desks[i], 8);
  for (guint i = 0; i < 2; i++)
    {
      g_clear_object (&record);
      record = sync_desk_get (scene.desks[i], other);
      g_assert_null (record);
    }
  /* What was destroyed on purpose is not expected any more. */
  for (guint i = scene.tally.expected->len; i > 0; i--)
    if (strcmp (((SyncWord *) g_ptr_array_index (scene.tally.expected, i - 1))->id, other) == 0)
      g_ptr_array_remove_index (scene.tally.expected, i - 1);
  sync_tally_close (&scene.tally, scene.world, scene.desks, "record purged on the server");
  tear_down (&scene);
}

/* Everything that the desks sent is sent again; what waited goes, too. */
static void
remake (gboolean is_real, gboolean has_new_epoch)
{
  Scene scene;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  set_up (&scene, is_real);
  second = sync_tally_write (&scene.tally, scene.desks[1], "Sungai bau");
  sync_desk_run_until_quiet (scene.desks[1], 5);
  sync_desk_run_until_quiet (scene.desks[0], 5);
  sync_tally_edit (&scene.tally, scene.desks[0], scene.id, "title", "Sampah di pasar");
  third = sync_tally_write (&scene.tally, scene.desks[1], "Pohon tumbang");
  /* CouchDB tells the instant in seconds. */
  if (is_real)
    g_usleep (1100000);
  sync_world_remake (scene.world, "agency-dlh", has_new_epoch);
  /* An entry that arrives anew has a second receipt; that is what happened. */
  for (guint turn = 0; turn < 2; turn++)
    for (guint i = 0; i < 2; i++)
      sync_desk_run_until_quiet (scene.desks[i], 10);
  sync_tally_count (&scene.tally, scene.world, (SyncDesk *[]) { NULL });
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *difference = sync_desk_compare (scene.desks[i]);

      if (difference != NULL)
        g_error ("%s", difference);
    }
  g_test_message ("fault%s | database deleted and made anew, %s | 1 | %u | %u",
                  is_real ? " on CouchDB" : "",
                  has_new_epoch ? "new epoch" : "same epoch",
                  scene.tally.lost,
                  scene.tally.twice);
  g_assert_cmpuint (scene.tally.lost + scene.tally.twice, ==, 0);
  tear_down (&scene);
}

static void
test_remade (gboolean is_real)
{
  remake (is_real, TRUE);
}

static void
test_remade_quietly (gboolean is_real)
{
  remake (is_real, FALSE);
}

/* An old copy of the file of the database is put back. */
static void
test_restored (void)
{
  Scene scene;
  g_autofree char *name = NULL;
  g_autofree char *second = NULL;
  g_autofree char *title = NULL;
  GaungDouble *server;

  set_up (&scene, FALSE);
  server = sync_world_get_double (scene.world);
  name = sync_world_name_database (scene.world, "agency-dlh");
  gaung_double_keep (server, name);
  sync_tally_edit (&scene.tally, scene.desks[0], scene.id, "title", "Sampah di pasar");
  second = sync_tally_write (&scene.tally, scene.desks[0], "Sungai bau");
  sync_desk_run_until_quiet (scene.desks[0], 5);
  sync_desk_run_until_quiet (scene.desks[1], 5);
  gaung_double_restore (server, name);
  sync_world_renew_epoch (scene.world, "agency-dlh");
  for (guint turn = 0; turn < 2; turn++)
    for (guint i = 0; i < 2; i++)
      sync_desk_run_until_quiet (scene.desks[i], 10);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *difference = sync_desk_compare (scene.desks[i]);

      if (difference != NULL)
        g_error ("%s", difference);
    }
  title = sync_desk_get_text (scene.desks[1], scene.id, "title");
  g_assert_cmpstr (title, ==, "Sampah di pasar");
  sync_tally_count (&scene.tally, scene.world, (SyncDesk *[]) { NULL });
  g_test_message (
      "fault | old copy of a database restored | 1 | %u | %u", scene.tally.lost, scene.tally.twice);
  g_assert_cmpuint (scene.tally.lost + scene.tally.twice, ==, 0);
  tear_down (&scene);
}

/* A newer server program knows categories and members that this one does not: they stay. */
static void
test_renamed (gboolean is_real)
{
  Scene scene;
  g_autoptr (JsonObject) document = NULL;
  g_autofree char *revision = NULL;

  set_up (&scene, is_real);
  document = sync_world_get (scene.world, "agency-dlh", scene.id);
  json_object_set_string_member (document, "category", "kebersihan-kota-2027");
  json_object_set_string_member (document, "ward", "33.72.99");
  revision = sync_world_put (scene.world, "budi", "agency-dlh", document);
  sync_tally_edit (&scene.tally, scene.desks[0], scene.id, "title", "Sampah di pasar");
  sync_tally_expect (&scene.tally, scene.id, "category", "kebersihan-kota-2027");
  sync_tally_expect (&scene.tally, scene.id, "ward", "33.72.99");
  sync_tally_close (
      &scene.tally, scene.world, scene.desks, "category renamed, members unknown here");
  g_assert_cmpuint (sync_desk_count_conflicts (scene.desks[0], TRUE), ==, 0);
  tear_down (&scene);
}

/* ---- A cluster ---- */

/* 202: written, but not (yet) by most nodes. It arrives all the same, and once. */
static void
test_accepted (void)
{
  Scene scene;
  g_autofree char *second = NULL;

  set_up (&scene, FALSE);
  gaung_double_set_accepted (sync_world_get_double (scene.world), TRUE);
  sync_tally_edit (&scene.tally, scene.desks[0], scene.id, "title", "Sampah di pasar");
  second = sync_tally_write (&scene.tally, scene.desks[1], "Sungai bau");
  for (guint i = 0; i < 2; i++)
    sync_desk_run_until_quiet (scene.desks[i], 8);
  gaung_double_set_accepted (sync_world_get_double (scene.world), FALSE);
  sync_tally_close (&scene.tally, scene.world, scene.desks, "202 from a cluster");
  tear_down (&scene);
}

/* Two nodes took different writes on one revision: the branches are merged, what clashes is kept,
 * and the branch, which nobody may delete, is not merged again and again. */
static void
test_branch (void)
{
  Scene scene;
  GaungDouble *server;
  g_autoptr (JsonObject) document = NULL;
  g_autofree char *name = NULL;
  g_autofree char *body = NULL;
  g_autofree char *street = NULL;
  g_autofree char *title = NULL;
  gboolean is_kept = FALSE;

  set_up (&scene, FALSE);
  server = sync_world_get_double (scene.world);
  name = sync_world_name_database (scene.world, "agency-dlh");
  document = sync_world_get (scene.world, "agency-dlh", scene.id);
  json_object_set_string_member (document, "street", "Jalan dari cabang");
  json_object_set_string_member (document, "title", "Judul dari cabang");
  json_object_set_string_member (document, "change", "6f9619ff-8b86-4011-b42d-00c04fc964ff");
  json_object_remove_member (document, "_rev");
  body = gaung_json_to_text (document);
  sync_tally_edit (&scene.tally, scene.desks[0], scene.id, "title", "Sampah di pasar");
  sync_desk_run_until_quiet (scene.desks[0], 5);
  /* A leaf beside the winner. */
  gaung_double_add_branch (server, name, scene.id, "2-00000000000000000000000000000001", body);
  for (guint turn = 0; turn < 2; turn++)
    for (guint i = 0; i < 2; i++)
      sync_desk_run_until_quiet (scene.desks[i], 8);
  street = sync_desk_get_text (scene.desks[1], scene.id, "street");
  title = sync_desk_get_text (scene.desks[1], scene.id, "title");
  g_assert_cmpstr (street, ==, "Jalan dari cabang");
  /* Of two titles one stands, the other is kept by whoever merged. */
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) open = gaung_conflict_list (scene.desks[i]->store, TRUE, 100, NULL);

      for (guint j = 0; j < open->len; j++)
        {
          GaungConflict *conflict = g_ptr_array_index (open, j);
          const char *mine = gaung_json_get_string (conflict->mine, "title", "");
          const char *theirs = gaung_json_get_string (conflict->theirs, "title", "");

          is_kept |= g_str_equal (mine, "Judul dari cabang")
                     || g_str_equal (theirs, "Judul dari cabang");
        }
    }
  g_assert_true (is_kept || g_str_equal (title, "Judul dari cabang"));
  sync_tally_expect (&scene.tally, scene.id, "title", title);
  sync_tally_close (&scene.tally, scene.world, scene.desks, "conflict branch of a cluster");
  tear_down (&scene);
}

/* ---- With the engine's own threads ---- */

static gboolean
has_title (SyncDesk *desk, const char *id, const char *title)
{
  g_autofree char *text = sync_desk_get_text (desk, id, "title");

  return g_strcmp0 (text, title) == 0;
}

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* A test that hangs is ended by meson. */
#define wait_until(condition)                                                                      \
  while (!(condition))                                                                             \
  g_main_context_iteration (NULL, TRUE)

static void
test_poll (void)
{
  Scene scene;
  GaungDouble *server;
  guint tick = g_timeout_add (20, tick_cb, NULL);

  set_up (&scene, FALSE);
  sync_desk_run_until_quiet (scene.desks[1], 5);
  /* The desks' clocks go on by themselves from here: moved while the engine's threads run, one of
   * them would take an instant of the future for the end of its wait. */
  gaung_instant_set_now (GAUNG_INSTANT_NONE);
  server = sync_world_get_double (scene.world);
  gaung_engine_start (scene.desks[0]->engine);
  /* One for each database that it reads. */
  wait_until (fault_proxy_count (scene.desks[0]->proxy, "feed=longpoll") == 3);
  gaung_double_stop (server);
  sync_tally_edit (&scene.tally, scene.desks[0], scene.id, "street", "Jalan Slamet Riyadi");
  gaung_double_start (server);
  /* The other desk writes; the first hears of it by itself, and its own edit leaves. */
  sync_tally_edit (&scene.tally, scene.desks[1], scene.id, "title", "Sampah di pasar");
  g_assert_true (sync_desk_run (scene.desks[1], NULL));
  wait_until (has_title (scene.desks[0], scene.id, "Sampah di pasar"));
  wait_until (sync_desk_count_waiting (scene.desks[0]) == 0);
  gaung_engine_stop (scene.desks[0]->engine);
  sync_desk_restart (scene.desks[0]);
  sync_tally_close (&scene.tally, scene.world, scene.desks, "server restarted during a long poll");
  g_source_remove (tick);
  tear_down (&scene);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  sync_tally_add_test ("/server/refused", test_refused);
  g_test_add_func ("/server/broken", test_broken);
  g_test_add_func ("/server/deleted", test_deleted);
  sync_tally_add_test ("/server/purged", test_purged);
  sync_tally_add_test ("/server/remade", test_remade);
  sync_tally_add_test ("/server/remade-quietly", test_remade_quietly);
  g_test_add_func ("/server/restored", test_restored);
  sync_tally_add_test ("/server/renamed", test_renamed);
  g_test_add_func ("/server/accepted", test_accepted);
  g_test_add_func ("/server/branch", test_branch);
  g_test_add_func ("/server/poll", test_poll);
  return g_test_run ();
}
