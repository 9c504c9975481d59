/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Somebody writes while a complaint is carried to another agency: between any two of its steps,
 * from any desk, also when the desk that carries is switched off at that moment. */
#include "config.h"

#include <string.h>

#include "gaung-attachment.h"
#include "gaung-couch-files.h"
#include "gaung-json.h"
#include "sync-tally.h"

#define COPYING "agency-dpupr/complaint"
#define EMPTYING "agency-dlh/complaint"
#define COPYING_PERSON "agency-dpupr/person"
#define EMPTYING_PERSON "agency-dlh/person"

typedef struct
{
  SyncWorld *world;
  SyncDesk *sari; /* dlh */
  SyncDesk *wati; /* dpupr */
  SyncDesk *rini; /* coordinator */
  char *id;
  char *person;
  gint is_spent; /* (atomic) what happens at that moment has happened */
} Scene;

static void
set_up (Scene *scene, gboolean is_real)
{
  GaungComplaintArguments arguments = { .agency = "dpupr", .until = GAUNG_DAY_NONE };
  g_autoptr (GaungRecord) complaint = NULL;
  g_autoptr (GaungRecord) person = NULL;

  *scene = (Scene) { .world = sync_world_new (is_real) };
  scene->sari = sync_desk_new (scene->world, "sari");
  scene->wati = sync_desk_new (scene->world, "wati");
  scene->rini = sync_desk_new (scene->world, "rini");
  complaint = sync_desk_make_complaint (scene->sari, "dlh", "Jalan berlubang");
  person = gaung_record_new ("person", scene->sari->actor, gaung_instant_now ());
  g_assert_true (gaung_record_set_string (person, "name", "Ayu Wulandari", NULL));
  /* There already: what is emptied of it has changed it, too. */
  g_assert_true (gaung_record_set_string (person, "telephone", "+6281225060000", NULL));
  g_assert_true (gaung_record_set_string (complaint, "street", "Jalan Lama", NULL));
  g_assert_true (gaung_record_set_string (complaint, "channel_detail", "nomor satu", NULL));
  g_assert_true (
      gaung_record_set_string (complaint, "reporter", gaung_record_get_id (person), NULL));
  sync_desk_write (scene->sari, complaint, person, NULL);
  scene->id = g_strdup (gaung_record_get_id (complaint));
  scene->person = g_strdup (gaung_record_get_id (person));
  sync_desk_run_until_quiet (scene->sari, 5);
  sync_desk_run_until_quiet (scene->rini, 5);
  sync_desk_act (scene->sari, scene->id, GAUNG_COMPLAINT_VERIFY, &arguments, NULL);
  g_assert_true (sync_desk_act (scene->sari, scene->id, GAUNG_COMPLAINT_DISPOSE, &arguments, NULL));
  sync_desk_run_until_quiet (scene->sari, 8);
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
}

static void
rest (Scene *scene)
{
  sync_desk_run_until_quiet (scene->rini, 8);
  sync_desk_run_until_quiet (scene->wati, 8);
  sync_desk_run_until_quiet (scene->sari, 8);
  sync_desk_run_until_quiet (scene->rini, 8);
}

/* As another program that has read it just now. FALSE: it has moved away already. */
static gboolean
write_there (Scene *scene,
             const char *who,
             const char *database,
             const char *id,
             const char *member,
             const char *value)
{
  g_autoptr (JsonObject) document = sync_world_get (scene->world, database, id);
  g_autofree char *revision = NULL;

  g_assert_nonnull (document);
  if (json_object_has_member (document, "moved_to"))
    return FALSE;
  json_object_set_string_member (document, member, value);
  revision = sync_world_put (scene->world, who, database, document);
  return TRUE;
}

static void
assert_text (
    Scene *scene, const char *database, const char *id, const char *member, const char *value)
{
  g_autoptr (JsonObject) document = sync_world_get (scene->world, database, id);

  g_assert_nonnull (document);
  g_assert_cmpstr (gaung_json_get_string (document, member, NULL), ==, value);
}

static void
assert_handed_over (Scene *scene)
{
  g_autofree char *difference = NULL;

  assert_text (scene, "agency-dlh", scene->id, "moved_to", "dpupr");
  assert_text (scene, "agency-dlh", scene->id, "state", "moved");
  assert_text (scene, "agency-dlh", scene->person, "moved_to", "dpupr");
  assert_text (scene, "agency-dpupr", scene->id, "moved_to", NULL);
  assert_text (scene, "agency-dpupr", scene->id, "text", "Jalan berlubang");
  assert_text (scene, "agency-dpupr", scene->person, "name", "Ayu Wulandari");
  g_assert_cmpuint (sync_desk_count_waiting (scene->rini), ==, 0);
  difference = sync_desk_compare (scene->rini);
  g_assert_cmpstr (difference, ==, NULL);
  g_clear_pointer (&difference, g_free);
  difference = sync_desk_compare (scene->wati);
  g_assert_cmpstr (difference, ==, NULL);
}

/* ---- At one moment ---- */

typedef enum
{
  BY_OTHER = 1 << 0,   /* another coordinator's desk, in the first database */
  BY_SELF = 1 << 1,    /* at the desk that carries */
  OF_PERSON = 1 << 2,  /* the first agency, about the reporter */
  BY_TARGET = 1 << 3,  /* the agency that has it now, another member */
  WITH_CRASH = 1 << 4, /* and the request does not leave any more */
} What;

typedef struct
{
  const char *name;
  const char *moment; /* of the request that is about to leave */
  What what;
} Case;

static const Case cases[] = {
  { "before-copying/other", COPYING, BY_OTHER },
  { "before-copying/self", COPYING, BY_SELF },
  { "before-emptying/other", EMPTYING, BY_OTHER },
  { "before-emptying/self", EMPTYING, BY_SELF },
  { "before-emptying/both", EMPTYING, BY_OTHER | BY_SELF },
  { "before-emptying/all", EMPTYING, BY_OTHER | BY_SELF | BY_TARGET },
  { "before-emptying/target", EMPTYING, BY_TARGET },
  { "before-copying/person", COPYING_PERSON, OF_PERSON },
  { "before-emptying/person", EMPTYING_PERSON, OF_PERSON },
  { "crash/other", EMPTYING, BY_OTHER | WITH_CRASH },
  { "crash/self", EMPTYING, BY_SELF | WITH_CRASH },
  { "crash/both", EMPTYING, BY_OTHER | BY_SELF | WITH_CRASH },
  { "crash/all", EMPTYING, BY_OTHER | BY_SELF | BY_TARGET | WITH_CRASH },
  { "crash/person", EMPTYING_PERSON, OF_PERSON | WITH_CRASH },
};

typedef struct
{
  Scene *scene;
  const Case *one;
} Moment;

static void
meanwhile_cb (const char *request, gpointer data)
{
  Moment *moment = data;
  Scene *scene = moment->scene;
  What what = moment->one->what;

  if (!g_str_has_prefix (request, "PUT ") || strstr (request, moment->one->moment) == NULL
      || !g_atomic_int_compare_and_exchange (&scene->is_spent, 0, 1))
    return;
  if ((what & BY_OTHER) != 0)
    g_assert_true (
        write_there (scene, "rini", "agency-dlh", scene->id, "street", "Jalan Slamet Riyadi"));
  if ((what & OF_PERSON) != 0)
    g_assert_true (
        write_there (scene, "sari", "agency-dlh", scene->person, "telephone", "+6281225067171"));
  if ((what & BY_TARGET) != 0)
    g_assert_true (
        write_there (scene, "wati", "agency-dpupr", scene->id, "external_number", "DPUPR-7"));
  if ((what & BY_SELF) != 0)
    g_assert_true (sync_desk_edit (scene->rini, scene->id, "channel_detail", "nomor kedua"));
  if ((what & WITH_CRASH) != 0)
    fault_proxy_expect (scene->rini->proxy, FAULT_CUT_BEFORE, "", G_MAXINT);
}

static void
run_case (const Case *one, gboolean is_real)
{
  Scene scene;
  Moment moment = { &scene, one };

  set_up (&scene, is_real);
  fault_proxy_set_hook (scene.rini->proxy, meanwhile_cb, &moment);
  sync_desk_run (scene.rini, NULL);
  fault_proxy_set_hook (scene.rini->proxy, NULL, NULL);
  g_assert_cmpint (g_atomic_int_get (&scene.is_spent), ==, 1);
  if ((one->what & WITH_CRASH) != 0)
    {
      fault_proxy_forget (scene.rini->proxy);
      sync_desk_restart (scene.rini);
    }
  rest (&scene);
  assert_handed_over (&scene);
  if ((one->what & BY_OTHER) != 0)
    assert_text (&scene, "agency-dpupr", scene.id, "street", "Jalan Slamet Riyadi");
  if ((one->what & BY_SELF) != 0)
    assert_text (&scene, "agency-dpupr", scene.id, "channel_detail", "nomor kedua");
  if ((one->what & OF_PERSON) != 0)
    assert_text (&scene, "agency-dpupr", scene.person, "telephone", "+6281225067171");
  if ((one->what & BY_TARGET) != 0)
    assert_text (&scene, "agency-dpupr", scene.id, "external_number", "DPUPR-7");
  /* Nobody disagrees, so nobody is asked. */
  g_assert_cmpuint (sync_desk_count_conflicts (scene.rini, TRUE), ==, 0);
  tear_down (&scene);
}

static void
test_double (gconstpointer data)
{
  run_case (data, FALSE);
}

static void
test_real (gconstpointer data)
{
  if (sync_world_can_be_real ())
    run_case (data, TRUE);
}

/* ---- Both wrote the same member ---- */

static void
clash_cb (const char *request, gpointer data)
{
  Scene *scene = data;

  if (!g_str_has_prefix (request, "PUT ") || strstr (request, EMPTYING) == NULL
      || !g_atomic_int_compare_and_exchange (&scene->is_spent, 0, 1))
    return;
  g_assert_true (write_there (scene, "rini", "agency-dlh", scene->id, "street", "Jalan A"));
  g_assert_true (write_there (scene, "wati", "agency-dpupr", scene->id, "street", "Jalan B"));
}

static void
assert_kept (SyncDesk *desk, const char *id, const char *member, const char *mine)
{
  g_autoptr (GPtrArray) conflicts = gaung_conflict_list (desk->store, TRUE, G_MAXUINT, NULL);
  const GaungConflict *conflict;

  g_assert_cmpuint (conflicts->len, ==, 1);
  conflict = g_ptr_array_index (conflicts, 0);
  g_assert_cmpstr (conflict->id, ==, id);
  g_assert_cmpstr (gaung_json_get_string (conflict->mine, member, NULL), ==, mine);
}

static void
test_clash (gboolean is_real)
{
  Scene scene;

  set_up (&scene, is_real);
  fault_proxy_set_hook (scene.rini->proxy, clash_cb, &scene);
  sync_desk_run (scene.rini, NULL);
  fault_proxy_set_hook (scene.rini->proxy, NULL, NULL);
  g_assert_cmpint (g_atomic_int_get (&scene.is_spent), ==, 1);
  rest (&scene);
  assert_handed_over (&scene);
  assert_text (&scene, "agency-dpupr", scene.id, "street", "Jalan B");
  assert_kept (scene.rini, scene.id, "street", "Jalan A");
  tear_down (&scene);
}

/* What was carried before the crash is no longer to be had: every difference is shown. */
static void
test_compacted (void)
{
  Scene scene;
  g_autofree char *database = NULL;

  set_up (&scene, FALSE);
  database = sync_world_name_database (scene.world, "agency-dlh");
  fault_proxy_expect (scene.rini->proxy, FAULT_CUT_BEFORE, EMPTYING, G_MAXINT);
  g_assert_false (sync_desk_run (scene.rini, NULL));
  fault_proxy_forget (scene.rini->proxy);
  g_assert_true (write_there (&scene, "rini", "agency-dlh", scene.id, "street", "Jalan A"));
  gaung_double_compact (sync_world_get_double (scene.world), database);
  sync_desk_restart (scene.rini);
  rest (&scene);
  assert_handed_over (&scene);
  assert_kept (scene.rini, scene.id, "street", "Jalan A");
  tear_down (&scene);
}

/* ---- Not sent yet ---- */

/* Another desk has changed it in its old place, and hears of the hand-over only when it sends. */
static void
test_follows (gboolean is_real)
{
  Scene scene;
  g_autoptr (SyncDesk) other = NULL;
  g_autofree char *difference = NULL;

  set_up (&scene, is_real);
  other = sync_desk_new (scene.world, "rini");
  fault_proxy_expect (scene.rini->proxy, FAULT_CUT_BEFORE, COPYING, G_MAXINT);
  fault_proxy_expect (other->proxy, FAULT_CUT_BEFORE, COPYING, G_MAXINT);
  sync_desk_run (other, NULL);
  fault_proxy_forget (scene.rini->proxy);
  fault_proxy_forget (other->proxy);
  g_assert_true (sync_desk_edit (other, scene.id, "street", "Jalan A"));
  g_assert_true (sync_desk_edit (other, scene.person, "telephone", "+6281225067171"));
  rest (&scene);
  assert_handed_over (&scene);
  sync_desk_run_until_quiet (other, 8);
  assert_text (&scene, "agency-dpupr", scene.id, "street", "Jalan A");
  assert_text (&scene, "agency-dpupr", scene.person, "telephone", "+6281225067171");
  g_assert_cmpuint (sync_desk_count_conflicts (other, TRUE), ==, 0);
  g_assert_cmpuint (sync_desk_count_waiting (other), ==, 0);
  difference = sync_desk_compare (other);
  g_assert_cmpstr (difference, ==, NULL);
  g_clear_pointer (&other, sync_desk_free);
  tear_down (&scene);
}

/* What somebody holds back keeps no hand-over waiting, and goes to the new place later. */
static void
test_held (gboolean is_real)
{
  Scene scene;
  g_autoptr (GPtrArray) items = NULL;

  set_up (&scene, is_real);
  g_assert_true (sync_desk_edit (scene.rini, scene.id, "street", "Jalan A"));
  items = gaung_outbox_list (scene.rini->store, 10, NULL);
  for (guint i = 0; i < items->len; i++)
    g_assert_true (gaung_outbox_hold (scene.rini->store,
                                      ((GaungOutboxItem *) g_ptr_array_index (items, i))->seq,
                                      GAUNG_INSTANT_NONE,
                                      NULL));
  sync_desk_run_until_quiet (scene.rini, 8);
  assert_text (&scene, "agency-dlh", scene.id, "state", "moved");
  g_assert_true (gaung_outbox_release_all (scene.rini->store, NULL, NULL));
  rest (&scene);
  assert_handed_over (&scene);
  assert_text (&scene, "agency-dpupr", scene.id, "street", "Jalan A");
  g_assert_cmpuint (sync_desk_count_conflicts (scene.rini, TRUE), ==, 0);
  tear_down (&scene);
}

/* As another program: first the bytes, then what names them. */
static void
attach_there (Scene *scene)
{
  SyncDesk *rini = scene->rini;
  g_autofree char *database = sync_world_name_database (scene->world, "agency-dlh");
  g_autoptr (GaungCredentials) credentials
      = gaung_credentials_new_password (rini->actor->id, rini->password);
  g_autoptr (GaungCouch) couch
      = gaung_couch_new (sync_world_get_address (scene->world), credentials, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("foto jalan", 10);
  g_autoptr (GaungAttachment) file
      = gaung_attachment_new (bytes, "jalan.jpg", "image/jpeg", rini->actor, gaung_instant_now ());
  g_autoptr (JsonObject) document = sync_world_get (scene->world, "agency-dlh", scene->id);
  g_autoptr (GaungSendResult) result = NULL;
  g_autofree char *revision = NULL;
  g_autoptr (GError) error = NULL;
  JsonArray *files = json_array_new ();

  result = gaung_couch_put_file_sync (couch,
                                      database,
                                      gaung_record_get_json (GAUNG_RECORD (file)),
                                      bytes,
                                      NULL,
                                      NULL,
                                      NULL,
                                      &error);
  g_assert_no_error (error);
  json_array_add_string_element (files, gaung_record_get_id (GAUNG_RECORD (file)));
  json_object_set_array_member (document, "attachments", files);
  revision = sync_world_put (scene->world, "rini", "agency-dlh", document);
}

static void
attach_cb (const char *request, gpointer data)
{
  Scene *scene = data;

  if (g_str_has_prefix (request, "PUT ") && strstr (request, EMPTYING) != NULL
      && g_atomic_int_compare_and_exchange (&scene->is_spent, 0, 1))
    attach_there (scene);
}

/* A file that came to it while it was carried goes along. */
static void
test_file (gboolean is_real)
{
  Scene scene;
  g_autoptr (JsonObject) complaint = NULL;
  g_autoptr (JsonObject) file = NULL;
  JsonArray *files;

  set_up (&scene, is_real);
  fault_proxy_set_hook (scene.rini->proxy, attach_cb, &scene);
  sync_desk_run (scene.rini, NULL);
  fault_proxy_set_hook (scene.rini->proxy, NULL, NULL);
  g_assert_cmpint (g_atomic_int_get (&scene.is_spent), ==, 1);
  rest (&scene);
  assert_handed_over (&scene);
  complaint = sync_world_get (scene.world, "agency-dpupr", scene.id);
  files = gaung_json_get_array (complaint, "attachments");
  g_assert_nonnull (files);
  file = sync_world_get (scene.world, "agency-dpupr", json_array_get_string_element (files, 0));
  g_assert_nonnull (file);
  tear_down (&scene);
}

/* ---- Two who carry ---- */

typedef struct
{
  Scene *scene;
  SyncDesk *other;
  const char *moment;
} Rival;

static void
carry_cb (const char *request, gpointer data)
{
  Rival *rival = data;

  if (g_str_has_prefix (request, "PUT ") && strstr (request, rival->moment) != NULL
      && g_atomic_int_compare_and_exchange (&rival->scene->is_spent, 0, 1))
    g_assert_true (gaung_engine_run_sync (rival->other->engine, NULL, NULL, NULL));
}

/* The other desk, which has changed something as well, comes between and is done first. */
static void
test_rivals (gboolean is_real)
{
  static const char *const moments[] = { COPYING_PERSON, COPYING, EMPTYING_PERSON, EMPTYING };

  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      Scene scene;
      Rival rival = { &scene, NULL, moments[i] };

      set_up (&scene, is_real);
      rival.other = sync_desk_new (scene.world, "rini");
      fault_proxy_expect (rival.other->proxy, FAULT_CUT_BEFORE, "agency-dpupr/", G_MAXINT);
      sync_desk_run (rival.other, NULL);
      fault_proxy_forget (rival.other->proxy);
      g_assert_true (sync_desk_edit (rival.other, scene.id, "street", "Jalan A"));
      fault_proxy_set_hook (scene.rini->proxy, carry_cb, &rival);
      sync_desk_run (scene.rini, NULL);
      fault_proxy_set_hook (scene.rini->proxy, NULL, NULL);
      g_assert_cmpint (g_atomic_int_get (&scene.is_spent), ==, 1);
      sync_desk_run_until_quiet (rival.other, 8);
      rest (&scene);
      assert_handed_over (&scene);
      assert_text (&scene, "agency-dpupr", scene.id, "street", "Jalan A");
      g_assert_cmpuint (sync_desk_count_conflicts (scene.rini, TRUE), ==, 0);
      g_assert_cmpuint (sync_desk_count_conflicts (rival.other, TRUE), ==, 0);
      sync_desk_free (rival.other);
      tear_down (&scene);
    }
}

/* ---- At every moment ---- */

typedef struct
{
  Scene *scene;
  gint left; /* requests that still come through */
} Fuse;

static void
burn_cb (const char *request, gpointer data)
{
  Fuse *fuse = data;
  Scene *scene = fuse->scene;
  g_autoptr (JsonObject) there = NULL;

  if (fuse->left-- != 0)
    return;
  scene->is_spent
      = write_there (scene, "rini", "agency-dlh", scene->id, "street", "Jalan A")
        && write_there (scene, "sari", "agency-dlh", scene->person, "telephone", "+6281225067171");
  there = sync_world_get (scene->world, "agency-dpupr", scene->id);
  if (there != NULL)
    write_there (scene, "wati", "agency-dpupr", scene->id, "external_number", "DPUPR-7");
  fault_proxy_expect (scene->rini->proxy, FAULT_CUT_BEFORE, "", G_MAXINT);
}

/* Switched off before every request of a hand-over, and others write at that moment. */
static void
test_every_moment (gboolean is_real)
{
  guint step = is_real ? 5 : 1;
  gboolean is_over = FALSE;

  for (guint n = 0; !is_over; n += step)
    {
      Scene scene;
      Fuse fuse;

      set_up (&scene, is_real);
      fuse = (Fuse) { &scene, n };
      fault_proxy_set_hook (scene.rini->proxy, burn_cb, &fuse);
      is_over = sync_desk_run (scene.rini, NULL);
      fault_proxy_set_hook (scene.rini->proxy, NULL, NULL);
      fault_proxy_forget (scene.rini->proxy);
      sync_desk_restart (scene.rini);
      rest (&scene);
      assert_handed_over (&scene);
      if (!is_over && scene.is_spent)
        {
          assert_text (&scene, "agency-dpupr", scene.id, "street", "Jalan A");
          assert_text (&scene, "agency-dpupr", scene.person, "telephone", "+6281225067171");
        }
      g_assert_cmpuint (sync_desk_count_conflicts (scene.rini, TRUE), ==, 0);
      tear_down (&scene);
      g_assert_cmpuint (n, <, 100);
      g_assert_true (!is_over || n > 20);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sync/carry-race/", cases[i].name, "/double", NULL);
      g_autofree char *real = g_strconcat ("/sync/carry-race/", cases[i].name, "/couchdb", NULL);

      g_test_add_data_func (path, &cases[i], test_double);
      g_test_add_data_func (real, &cases[i], test_real);
    }
  sync_tally_add_test ("/sync/carry-race/clash", test_clash);
  g_test_add_func ("/sync/carry-race/compacted", test_compacted);
  sync_tally_add_test ("/sync/carry-race/follows", test_follows);
  sync_tally_add_test ("/sync/carry-race/held", test_held);
  sync_tally_add_test ("/sync/carry-race/file", test_file);
  sync_tally_add_test ("/sync/carry-race/rivals", test_rivals);
  sync_tally_add_test ("/sync/carry-race/every-moment", test_every_moment);
  return g_test_run ();
}
