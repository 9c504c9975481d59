/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A complaint goes from one agency to another and back: by a coordinator's desk, whatever moment
 * that desk is switched off in. */
#include "config.h"

#include "gaung-json.h"
#include "gaung-sync-private.h"
#include "sync-tally.h"

/* ---- What stays behind ---- */

static JsonObject *
parse (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  JsonObject *object = gaung_json_parse_object (json, -1, &error);

  g_assert_no_error (error);
  return object;
}

static void
test_moved_complaint (void)
{
  static const char *const gone[]
      = { "text", "street", "reporter", "external_number", "channel_detail", "attachments" };
  g_autoptr (JsonObject) copy = parse (
      "{'_id':'complaint:1','_rev':'3-a','type':'complaint','title':'Sampah','text':'isi',"
      "'street':'Jalan A','reporter':'person:1','external_number':'7','channel_detail':'x',"
      "'attachments':['attachment:1'],'state':'disposed','agency':'dpupr','created_by':'sari',"
      "'changed_by':'sari','change':'old','disposed_at':'2026-11-24T00:00:00.000Z','future':1}");
  g_autoptr (JsonObject) moved = gaung_sync_make_moved_complaint (copy, "rini", "dpupr", 0);

  for (gsize i = 0; i < G_N_ELEMENTS (gone); i++)
    g_assert_false (json_object_has_member (moved, gone[i]));
  g_assert_cmpstr (gaung_json_get_string (moved, "_rev", NULL), ==, "3-a");
  g_assert_cmpstr (gaung_json_get_string (moved, "state", NULL), ==, "moved");
  g_assert_cmpstr (gaung_json_get_string (moved, "moved_to", NULL), ==, "dpupr");
  g_assert_cmpstr (gaung_json_get_string (moved, "title", NULL), ==, "Sampah");
  g_assert_cmpstr (gaung_json_get_string (moved, "created_by", NULL), ==, "sari");
  g_assert_cmpstr (gaung_json_get_string (moved, "changed_by", NULL), ==, "rini");
  g_assert_cmpstr (gaung_json_get_string (moved, "change", NULL), !=, "old");
  g_assert_cmpint (gaung_json_get_integer (moved, "future", 0), ==, 1);
  /* What it was made of is as it was. */
  g_assert_cmpstr (gaung_json_get_string (copy, "text", NULL), ==, "isi");
}

static void
test_moved_person (void)
{
  static const char *const kept[]
      = { "_id", "_rev", "type", "created_by", "moved_to", "changed_by" };
  g_autoptr (JsonObject) copy = parse (
      "{'_id':'person:1','_rev':'1-a','type':'person','name':'Ayu','nik':'3372','note':'x',"
      "'future':'a secret','created_by':'sari','changed_by':'sari','change':'old'}");
  g_autoptr (JsonObject) moved = gaung_sync_make_moved_person (copy, "rini", "dpupr", 0);

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    g_assert_true (json_object_has_member (moved, kept[i]));
  g_assert_false (json_object_has_member (moved, "name"));
  g_assert_false (json_object_has_member (moved, "nik"));
  g_assert_false (json_object_has_member (moved, "note"));
  /* Not even what this version does not know. */
  g_assert_false (json_object_has_member (moved, "future"));
}

/* ---- Between two agencies ---- */

typedef struct
{
  SyncWorld *world;
  SyncDesk *sari; /* dlh */
  SyncDesk *wati; /* dpupr */
  SyncDesk *rini; /* coordinator */
  char *id;
  char *person;
  char *file;
} Scene;

static void
write_complaint (Scene *scene, gboolean is_anonymous)
{
  SyncDesk *sari = scene->sari;
  g_autoptr (GaungRecord) complaint = sync_desk_make_complaint (sari, "dlh", "Jalan berlubang");
  g_autoptr (GaungRecord) person = gaung_record_new ("person", sari->actor, gaung_instant_now ());
  g_autoptr (GBytes) bytes = g_bytes_new_static ("foto jalan", 10);

  g_assert_true (gaung_record_set_string (person, "name", "Ayu Wulandari", NULL));
  g_assert_true (gaung_record_set_string (person, "telephone", "+6281225067171", NULL));
  g_assert_true (
      gaung_record_set_string (complaint, "reporter", gaung_record_get_id (person), NULL));
  g_assert_true (gaung_record_set_boolean (complaint, "anonymous", is_anonymous, NULL));
  sync_desk_write (sari, complaint, person, NULL);
  scene->id = g_strdup (gaung_record_get_id (complaint));
  scene->person = g_strdup (gaung_record_get_id (person));
  scene->file = sync_desk_attach (sari, scene->id, "jalan.jpg", bytes);
}

static void
set_up (Scene *scene, gboolean is_real, gboolean is_anonymous)
{
  *scene = (Scene) { .world = sync_world_new (is_real) };
  scene->sari = sync_desk_new (scene->world, "sari");
  scene->wati = sync_desk_new (scene->world, "wati");
  scene->rini = sync_desk_new (scene->world, "rini");
  write_complaint (scene, is_anonymous);
  sync_desk_run_until_quiet (scene->sari, 5);
  sync_desk_run_until_quiet (scene->rini, 5);
}

static void
tear_down (Scene *scene)
{
  sync_desk_free (scene->sari);
  sync_desk_free (scene->wati);
  sync_desk_free (scene->rini);
  sync_world_free (scene->world);
  g_free (scene->id);
  g_free (scene->person);
  g_free (scene->file);
}

static void
pass_on (SyncDesk *desk, const char *id, const char *agency)
{
  GaungComplaintArguments arguments = { .agency = agency, .until = GAUNG_DAY_NONE };

  /* What came back is verified already. */
  sync_desk_act (desk, id, GAUNG_COMPLAINT_VERIFY, &arguments, NULL);
  g_assert_true (sync_desk_act (desk, id, GAUNG_COMPLAINT_DISPOSE, &arguments, NULL));
}

static void
rest (Scene *scene)
{
  sync_desk_run_until_quiet (scene->sari, 8);
  sync_desk_run_until_quiet (scene->rini, 8);
  sync_desk_run_until_quiet (scene->wati, 8);
  sync_desk_run_until_quiet (scene->sari, 8);
}

static const char *
get_state (JsonObject *document)
{
  return gaung_json_get_string (document, "state", "");
}

/* @whole: where the complaint is; @empty: where only its shell is. */
static void
assert_place (Scene *scene, const char *whole, const char *empty)
{
  g_autoptr (JsonObject) here = sync_world_get (scene->world, whole, scene->id);
  g_autoptr (JsonObject) there = sync_world_get (scene->world, empty, scene->id);

  g_assert_nonnull (here);
  g_assert_cmpstr (get_state (here), !=, "moved");
  g_assert_false (json_object_has_member (here, "moved_to"));
  g_assert_nonnull (gaung_json_get_string (here, "text", NULL));
  g_assert_nonnull (there);
  g_assert_cmpstr (get_state (there), ==, "moved");
  g_assert_false (json_object_has_member (there, "text"));
  g_assert_false (json_object_has_member (there, "reporter"));
}

static void
assert_person (Scene *scene, const char *database, gboolean is_whole)
{
  g_autoptr (JsonObject) person = sync_world_get (scene->world, database, scene->person);

  g_assert_nonnull (person);
  g_assert_true ((gaung_json_get_string (person, "name", NULL) != NULL) == is_whole);
  g_assert_true ((gaung_json_get_string (person, "moved_to", NULL) == NULL) == is_whole);
}

static gboolean
count_cb (GaungRecord *record, gpointer data)
{
  (*(guint *) data)++;
  return TRUE;
}

static guint
count_entries (SyncDesk *desk, const char *id)
{
  g_autoptr (GaungQuery) query = gaung_query_new ("entry");
  guint n = 0;

  gaung_query_set_one (query, "parent", id);
  g_assert_true (gaung_store_foreach (desk->store, query, count_cb, &n, NULL, NULL));
  return n;
}

static void
assert_alike (SyncDesk *desk)
{
  g_autofree char *difference = sync_desk_compare (desk);

  g_assert_cmpstr (difference, ==, NULL);
}

static void
assert_arrived (Scene *scene)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = sync_desk_get_text (scene->wati, scene->id, "text");
  g_autofree char *name = sync_desk_get_text (scene->wati, scene->person, "name");
  g_autofree char *left = sync_desk_get_text (scene->sari, scene->id, "text");
  g_autofree char *forgotten = sync_desk_get_text (scene->sari, scene->person, "name");

  assert_place (scene, "agency-dpupr", "agency-dlh");
  assert_person (scene, "agency-dpupr", TRUE);
  assert_person (scene, "agency-dlh", FALSE);
  g_assert_nonnull (text);
  g_assert_cmpstr (name, ==, "Ayu Wulandari");
  g_assert_null (left);
  g_assert_null (forgotten);
  g_assert_cmpuint (
      count_entries (scene->wati, scene->id), ==, count_entries (scene->sari, scene->id));
  bytes = gaung_engine_fetch_file_sync (scene->wati->engine, scene->file, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 10);
  assert_alike (scene->wati);
  assert_alike (scene->sari);
  assert_alike (scene->rini);
}

static void
test_there (gboolean is_real)
{
  Scene scene;

  set_up (&scene, is_real, FALSE);
  pass_on (scene.sari, scene.id, "dpupr");
  rest (&scene);
  assert_arrived (&scene);
  tear_down (&scene);
}

/* Who reported anonymously is not told to another agency. */
static void
test_anonymous (gboolean is_real)
{
  Scene scene;
  g_autoptr (JsonObject) person = NULL;

  set_up (&scene, is_real, TRUE);
  pass_on (scene.sari, scene.id, "dpupr");
  rest (&scene);
  assert_place (&scene, "agency-dpupr", "agency-dlh");
  person = sync_world_get (scene.world, "agency-dpupr", scene.person);
  g_assert_null (person);
  assert_person (&scene, "agency-dlh", TRUE);
  tear_down (&scene);
}

static void
test_back (gboolean is_real)
{
  Scene scene;
  GaungComplaintArguments arguments = { .reason = "Bukan jalan kota.", .until = GAUNG_DAY_NONE };
  g_autofree char *text = NULL;

  set_up (&scene, is_real, FALSE);
  pass_on (scene.sari, scene.id, "dpupr");
  rest (&scene);
  g_assert_true (sync_desk_act (scene.wati, scene.id, GAUNG_COMPLAINT_RETURN, &arguments, NULL));
  sync_desk_run_until_quiet (scene.wati, 8);
  rest (&scene);
  assert_place (&scene, "agency-dlh", "agency-dpupr");
  assert_person (&scene, "agency-dlh", TRUE);
  assert_person (&scene, "agency-dpupr", FALSE);
  text = sync_desk_get_text (scene.sari, scene.id, "text");
  g_assert_nonnull (text);
  /* And there once more. */
  pass_on (scene.sari, scene.id, "dpupr");
  rest (&scene);
  assert_arrived (&scene);
  tear_down (&scene);
}

/* Written by somebody who had not heard of the hand-over. */
static void
test_late_entry (gboolean is_real)
{
  Scene scene;
  GaungComplaintArguments arguments = { .text = "Sudah ditelepon.", .until = GAUNG_DAY_NONE };
  g_autofree char *entry = NULL;
  g_autoptr (JsonObject) carried = NULL;
  g_autoptr (SyncDesk) budi = NULL;

  set_up (&scene, is_real, FALSE);
  budi = sync_desk_new (scene.world, "budi");
  sync_desk_run_until_quiet (budi, 5);
  pass_on (scene.sari, scene.id, "dpupr");
  rest (&scene);
  g_assert_true (sync_desk_act (budi, scene.id, GAUNG_COMPLAINT_NOTE, &arguments, &entry));
  sync_desk_run (budi, NULL);
  sync_desk_run_until_quiet (scene.rini, 8);
  carried = sync_world_get (scene.world, "agency-dpupr", entry);
  g_assert_nonnull (carried);
  tear_down (&scene);
}

/* ---- Switched off ---- */

typedef struct
{
  FaultProxy *proxy;
  gint left; /* requests that still come through */
} Fuse;

static void
burn_cb (const char *request, gpointer data)
{
  Fuse *fuse = data;

  if (fuse->left-- == 0)
    fault_proxy_expect (fuse->proxy, FAULT_CUT_BEFORE, "", G_MAXINT);
}

/* Before every request of a hand-over. */
static void
test_crash (gboolean is_real)
{
  /* A real server takes its time, and the moments are the same. */
  guint step = is_real ? 5 : 1;
  gboolean is_over = FALSE;

  for (guint n = 0; !is_over; n += step)
    {
      Scene scene;
      Fuse fuse;

      set_up (&scene, is_real, FALSE);
      pass_on (scene.sari, scene.id, "dpupr");
      sync_desk_run_until_quiet (scene.sari, 8);
      fuse = (Fuse) { scene.rini->proxy, n };
      fault_proxy_set_hook (scene.rini->proxy, burn_cb, &fuse);
      is_over = sync_desk_run (scene.rini, NULL);
      fault_proxy_set_hook (scene.rini->proxy, NULL, NULL);
      fault_proxy_forget (scene.rini->proxy);
      sync_desk_restart (scene.rini);
      rest (&scene);
      assert_arrived (&scene);
      tear_down (&scene);
      g_assert_cmpuint (n, <, 100);
      g_assert_true (!is_over || n > 20);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/sync/carry/moved-complaint", test_moved_complaint);
  g_test_add_func ("/sync/carry/moved-person", test_moved_person);
  sync_tally_add_test ("/sync/carry/there", test_there);
  sync_tally_add_test ("/sync/carry/anonymous", test_anonymous);
  sync_tally_add_test ("/sync/carry/back", test_back);
  sync_tally_add_test ("/sync/carry/late-entry", test_late_entry);
  sync_tally_add_test ("/sync/carry/crash", test_crash);
  return g_test_run ();
}
