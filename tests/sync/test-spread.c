/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same file in complaints of two agencies: each of them can read it. */
#include "config.h"

#include "gaung-attachment.h"
#include "sync-tally.h"

typedef struct
{
  SyncWorld *world;
  SyncDesk *sari; /* dlh */
  SyncDesk *wati; /* dpupr */
  SyncDesk *rini; /* coordinator */
  GBytes *bytes;
} Scene;

static void
set_up (Scene *scene, gboolean is_real)
{
  *scene = (Scene) { .world = sync_world_new (is_real) };
  scene->sari = sync_desk_new (scene->world, "sari");
  scene->wati = sync_desk_new (scene->world, "wati");
  scene->rini = sync_desk_new (scene->world, "rini");
  scene->bytes = g_bytes_new_static ("foto yang sama", 14);
}

static void
tear_down (Scene *scene)
{
  sync_desk_free (scene->sari);
  sync_desk_free (scene->wati);
  sync_desk_free (scene->rini);
  sync_world_free (scene->world);
  g_bytes_unref (scene->bytes);
}

static char *
write_complaint (SyncDesk *desk, const char *agency)
{
  g_autoptr (GaungRecord) complaint = sync_desk_make_complaint (desk, agency, "Jalan berlubang");

  sync_desk_write (desk, complaint, NULL, NULL);
  return g_strdup (gaung_record_get_id (complaint));
}

/* One that is here already. */
static void
name_file (SyncDesk *desk, const char *id, const char *file)
{
  const char *const files[] = { file, NULL };
  g_autoptr (GaungRecord) record = sync_desk_get (desk, id);
  g_autofree char *before = g_strdup (gaung_record_get_change (record));

  g_assert_true (gaung_record_set_strings (record, "attachments", files, NULL));
  gaung_record_touch (record, desk->actor, gaung_instant_now ());
  g_assert_true (sync_desk_write (desk, record, NULL, before));
}

static void
assert_readable (SyncDesk *desk, const char *id, const char *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungRecord) complaint = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_auto (GStrv) files = NULL;

  sync_desk_run_until_quiet (desk, 8);
  complaint = sync_desk_get (desk, id);
  g_assert_nonnull (complaint);
  files = gaung_record_get_strings (complaint, "attachments");
  g_assert_true (g_strv_contains ((const char *const *) files, file));
  bytes = gaung_engine_fetch_file_sync (desk->engine, file, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 14);
}

static void
assert_both (Scene *scene, const char *here, const char *there, const char *file)
{
  g_autofree char *difference = NULL;

  sync_desk_run_until_quiet (scene->rini, 8);
  assert_readable (scene->sari, here, file);
  assert_readable (scene->wati, there, file);
  g_assert_cmpuint (sync_desk_count_waiting (scene->rini), ==, 0);
  difference = sync_desk_compare (scene->rini);
  g_assert_cmpstr (difference, ==, NULL);
}

/* Somebody else's, sent long ago, whose bytes are not even here. */
static void
test_known (gboolean is_real)
{
  Scene scene;
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;
  g_autofree char *file = NULL;

  set_up (&scene, is_real);
  here = write_complaint (scene.sari, NULL);
  file = sync_desk_attach (scene.sari, here, "jalan.jpg", scene.bytes);
  sync_desk_run_until_quiet (scene.sari, 8);
  sync_desk_run_until_quiet (scene.rini, 8);
  there = write_complaint (scene.rini, "dpupr");
  name_file (scene.rini, there, file);
  assert_both (&scene, here, there, file);
  tear_down (&scene);
}

/* Neither was sent yet. */
static void
test_new (gboolean is_real)
{
  Scene scene;
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;
  g_autofree char *file = NULL;

  set_up (&scene, is_real);
  here = write_complaint (scene.rini, "dlh");
  there = write_complaint (scene.rini, "dpupr");
  file = sync_desk_attach (scene.rini, here, "jalan.jpg", scene.bytes);
  name_file (scene.rini, there, file);
  assert_both (&scene, here, there, file);
  tear_down (&scene);
}

/* The line fails before the bytes are over: then neither are the words that name them. */
static void
test_cut (gboolean is_real)
{
  Scene scene;
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;
  g_autofree char *file = NULL;
  g_autoptr (JsonObject) complaint = NULL;

  set_up (&scene, is_real);
  here = write_complaint (scene.sari, NULL);
  file = sync_desk_attach (scene.sari, here, "jalan.jpg", scene.bytes);
  sync_desk_run_until_quiet (scene.sari, 8);
  sync_desk_run_until_quiet (scene.rini, 8);
  there = write_complaint (scene.rini, "dpupr");
  name_file (scene.rini, there, file);
  fault_proxy_expect (scene.rini->proxy, FAULT_CUT_BEFORE, "agency-dpupr/attachment", G_MAXINT);
  sync_desk_run (scene.rini, NULL);
  complaint = sync_world_get (scene.world, "agency-dpupr", there);
  g_assert_null (complaint);
  fault_proxy_forget (scene.rini->proxy);
  sync_desk_restart (scene.rini);
  assert_both (&scene, here, there, file);
  tear_down (&scene);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  sync_tally_add_test ("/sync/spread/known", test_known);
  sync_tally_add_test ("/sync/spread/new", test_new);
  sync_tally_add_test ("/sync/spread/cut", test_cut);
  return g_test_run ();
}
