/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Services, questions and visits between desks: all staff read them, the agency's own write them.
 */
#include "config.h"

#include "gaung-entry.h"
#include "gaung-json.h"
#include "sync-world.h"

typedef struct
{
  SyncWorld *world;
  SyncDesk *sari; /* dlh */
  SyncDesk *budi; /* dlh */
  SyncDesk *wati; /* dpupr */
  char *service;
} Scene;

static void
set_steps (GaungRecord *service, const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  g_autoptr (GError) error = NULL;

  gaung_record_set_node (service, "steps", node, &error);
  g_assert_no_error (error);
}

static GaungRecord *
make_record (SyncDesk *desk, const char *type)
{
  GaungRecord *record = gaung_record_new (type, desk->actor, gaung_instant_now ());

  g_assert_true (gaung_record_set_string (record, "agency", desk->actor->agency, NULL));
  return record;
}

static void
set_up (Scene *scene, gboolean is_real)
{
  g_autoptr (GaungRecord) service = NULL;

  scene->world = sync_world_new (is_real);
  scene->sari = sync_desk_new (scene->world, "sari");
  scene->budi = sync_desk_new (scene->world, "budi");
  scene->wati = sync_desk_new (scene->world, "wati");
  service = make_record (scene->sari, "service");
  g_assert_true (gaung_record_set_string (service, "name", "Pemangkasan pohon", NULL));
  g_assert_true (gaung_record_set_string (service, "state", "active", NULL));
  set_steps (service, "[{'key':'a','title':'Lapor'},{'key':'b','title':'Pangkas'}]");
  g_assert_true (sync_desk_write (scene->sari, service, NULL, NULL));
  scene->service = g_strdup (gaung_record_get_id (service));
}

static void
tear_down (Scene *scene)
{
  sync_desk_free (scene->sari);
  sync_desk_free (scene->budi);
  sync_desk_free (scene->wati);
  sync_world_free (scene->world);
  g_free (scene->service);
}

static void
run (SyncDesk *desk)
{
  sync_desk_run_until_quiet (desk, 10);
}

static void
assert_kept (Scene *scene, const char *id)
{
  g_autoptr (JsonObject) document = sync_world_get (scene->world, "common", id);
  g_autoptr (JsonObject) elsewhere = sync_world_get (scene->world, "agency-dlh", id);
  g_autoptr (GaungRecord) there = sync_desk_get (scene->wati, id);

  g_assert_nonnull (document);
  g_assert_null (elsewhere);
  g_assert_nonnull (there);
}

static GaungRecord *
make_visit (Scene *scene)
{
  GaungRecord *visit = make_record (scene->sari, "visit");
  GaungInstant now = gaung_instant_now ();

  gaung_record_set_string (visit, "service", scene->service, NULL);
  gaung_record_set_instant (visit, "started_at", now - 10 * GAUNG_MINUTE, NULL);
  gaung_record_set_instant (visit, "ended_at", now, NULL);
  gaung_record_set_integer (visit, "promised_seconds", 300, NULL);
  gaung_record_set_string (visit, "reason", "network", NULL);
  return visit;
}

/* With its question, a visit and what was printed: everybody has them, in the common database. */
static void
test_shared (gboolean is_real)
{
  Scene scene;
  g_autoptr (GaungRecord) question = NULL;
  g_autoptr (GaungRecord) visit = NULL;
  g_autoptr (GaungEntry) entry = NULL;
  g_autofree char *difference = NULL;

  set_up (&scene, is_real);
  question = make_record (scene.sari, "question");
  gaung_record_set_string (question, "question", "Apakah bayar?", NULL);
  gaung_record_set_string (question, "state", "open", NULL);
  gaung_record_set_string (question, "service", scene.service, NULL);
  visit = make_visit (&scene);
  entry = gaung_entry_new (scene.service, "print", scene.sari->actor, gaung_instant_now ());
  g_assert_true (sync_desk_write (scene.sari, question, visit, NULL));
  g_assert_true (sync_desk_write (scene.sari, GAUNG_RECORD (entry), NULL, NULL));
  run (scene.sari);
  g_assert_cmpuint (sync_desk_count_waiting (scene.sari), ==, 0);
  run (scene.wati);
  assert_kept (&scene, scene.service);
  assert_kept (&scene, gaung_record_get_id (question));
  assert_kept (&scene, gaung_record_get_id (visit));
  assert_kept (&scene, gaung_record_get_id (GAUNG_RECORD (entry)));
  difference = sync_desk_compare (scene.wati);
  g_assert_cmpstr (difference, ==, NULL);
  tear_down (&scene);
}

/* Another agency's staff cannot send what they wrote into it; it stays with them, and theirs goes
 * on. */
static void
test_foreign (gboolean is_real)
{
  Scene scene;
  g_autoptr (JsonObject) document = NULL;
  g_autoptr (GaungRecord) own = NULL;
  g_autoptr (JsonObject) sent = NULL;

  set_up (&scene, is_real);
  run (scene.sari);
  run (scene.wati);
  g_assert_true (sync_desk_edit (scene.wati, scene.service, "summary", "Bukan milik saya."));
  own = make_record (scene.wati, "service");
  gaung_record_set_string (own, "name", "Izin galian", NULL);
  gaung_record_set_string (own, "state", "active", NULL);
  g_assert_true (sync_desk_write (scene.wati, own, NULL, NULL));
  run (scene.wati);
  document = sync_world_get (scene.world, "common", scene.service);
  g_assert_null (gaung_json_get_string (document, "summary", NULL));
  sent = sync_world_get (scene.world, "common", gaung_record_get_id (own));
  g_assert_nonnull (sent);
  g_assert_cmpuint (sync_desk_count_waiting (scene.wati), >=, 1);
  tear_down (&scene);
}

static void
edit_steps (SyncDesk *desk, const char *id, const char *steps)
{
  g_autoptr (GaungRecord) service = sync_desk_get (desk, id);
  g_autofree char *before = g_strdup (gaung_record_get_change (service));

  set_steps (service, steps);
  gaung_record_touch (service, desk->actor, gaung_instant_now ());
  g_assert_true (sync_desk_write (desk, service, NULL, before));
}

static char *
list_steps (SyncDesk *desk, const char *id)
{
  g_autoptr (GaungRecord) service = sync_desk_get (desk, id);
  JsonArray *steps = gaung_json_get_array (gaung_record_get_json (service), "steps");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (steps); i++)
    g_string_append_printf (
        text, "%s;", gaung_json_get_string (gaung_json_get_element_object (steps, i), "title", ""));
  return g_string_free (text, FALSE);
}

/* Two colleagues put a step in and move the others: both see the same in the end, and nothing is
 * asked. */
static void
test_two_editors (gboolean is_real)
{
  Scene scene;
  g_autofree char *at_sari = NULL;
  g_autofree char *at_budi = NULL;

  set_up (&scene, is_real);
  run (scene.sari);
  run (scene.budi);
  edit_steps (
      scene.sari,
      scene.service,
      "[{'key':'a','title':'Lapor'},{'key':'s','title':'Survei'},{'key':'b','title':'Pangkas'}]");
  edit_steps (scene.budi,
              scene.service,
              "[{'key':'b','title':'Pangkas'},{'key':'a','title':'Lapor lewat ULAS'}]");
  run (scene.sari);
  run (scene.budi);
  run (scene.sari);
  at_sari = list_steps (scene.sari, scene.service);
  at_budi = list_steps (scene.budi, scene.service);
  g_assert_cmpstr (at_sari, ==, "Pangkas;Lapor lewat ULAS;Survei;");
  g_assert_cmpstr (at_budi, ==, at_sari);
  g_assert_cmpuint (sync_desk_count_conflicts (scene.budi, TRUE), ==, 0);
  tear_down (&scene);
}

/* A visit that somebody altered after all is put aside, as E_APPEND says; the next one goes. */
static void
test_visit_is_final (gboolean is_real)
{
  Scene scene;
  g_autoptr (GaungRecord) visit = NULL;
  g_autoptr (GaungRecord) next = NULL;
  g_autoptr (JsonObject) document = NULL;
  g_autoptr (JsonObject) sent = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autofree char *before = NULL;
  const GaungOutboxItem *item;

  set_up (&scene, is_real);
  visit = make_visit (&scene);
  g_assert_true (sync_desk_write (scene.sari, visit, NULL, NULL));
  run (scene.sari);
  before = g_strdup (gaung_record_get_change (visit));
  gaung_record_set_string (visit, "reason", "queue", NULL);
  gaung_record_touch (visit, scene.sari->actor, gaung_instant_now ());
  g_assert_true (sync_desk_write (scene.sari, visit, NULL, before));
  next = make_visit (&scene);
  g_assert_true (sync_desk_write (scene.sari, next, NULL, NULL));
  run (scene.sari);
  document = sync_world_get (scene.world, "common", gaung_record_get_id (visit));
  g_assert_cmpstr (gaung_json_get_string (document, "reason", NULL), ==, "network");
  sent = sync_world_get (scene.world, "common", gaung_record_get_id (next));
  g_assert_nonnull (sent);
  items = gaung_outbox_list (scene.sari->store, 10, NULL);
  g_assert_cmpuint (items->len, ==, 1);
  item = g_ptr_array_index (items, 0);
  g_assert_cmpint (item->state, ==, GAUNG_OUTBOX_PARKED);
  g_assert_cmpstr (item->code, ==, "E_APPEND");
  tear_down (&scene);
}

static const struct
{
  const char *name;
  void (*function) (gboolean is_real);
} stories[] = {
  { "shared", test_shared },
  { "foreign", test_foreign },
  { "two-editors", test_two_editors },
  { "visit-is-final", test_visit_is_final },
};

static void
test_double (gconstpointer data)
{
  stories[GPOINTER_TO_SIZE (data)].function (FALSE);
}

static void
test_real (gconstpointer data)
{
  if (sync_world_can_be_real ())
    stories[GPOINTER_TO_SIZE (data)].function (TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (stories); i++)
    {
      g_autofree char *path = g_strconcat ("/sync/services/", stories[i].name, NULL);
      g_autofree char *real = g_strconcat ("/sync/services/couchdb/", stories[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_double);
      g_test_add_data_func (real, GSIZE_TO_POINTER (i), test_real);
    }
  return g_test_run ();
}
