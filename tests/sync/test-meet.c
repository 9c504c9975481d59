/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is sent and what is read meet: a page that was fetched before something was sent is taken
 * over after it; an arrival is read before its answer, or after it. One receipt for each, and
 * nothing goes back. */
#include "config.h"

#include "gaung-json.h"
#include "gaung-sync-private.h"
#include "sync-tally.h"

typedef struct
{
  SyncWorld *world;
  SyncDesk *sari;
  SyncDesk *budi;
  GaungSync *sync; /* of sari */
  GaungSyncBase *base;
  char *id;
} Scene;

static void
set_up (Scene *scene, gboolean is_real)
{
  g_autoptr (GaungRecord) complaint = NULL;
  g_autofree char *database = NULL;
  g_autoptr (GError) error = NULL;

  *scene = (Scene) { .world = sync_world_new (is_real) };
  scene->sari = sync_desk_new (scene->world, "sari");
  scene->budi = sync_desk_new (scene->world, "budi");
  complaint = sync_desk_make_complaint (scene->sari, NULL, "Sampah");
  sync_desk_write (scene->sari, complaint, NULL, NULL);
  scene->id = g_strdup (gaung_record_get_id (complaint));
  sync_desk_run_until_quiet (scene->sari, 5);
  scene->sync = gaung_sync_new (scene->sari->store, scene->sari->account, &error);
  g_assert_no_error (error);
  gaung_sync_read_all (scene->sync, &error);
  g_assert_no_error (error);
  database = sync_world_name_database (scene->world, "agency-dlh");
  scene->base = gaung_sync_find (scene->sync, database);
  g_assert_nonnull (scene->base);
}

static void
tear_down (Scene *scene)
{
  gaung_sync_free (scene->sync);
  sync_desk_free (scene->sari);
  sync_desk_free (scene->budi);
  sync_world_free (scene->world);
  g_free (scene->id);
}

static void
write_there (Scene *scene, const char *member, const char *value)
{
  g_autoptr (JsonObject) document = sync_world_get (scene->world, "agency-dlh", scene->id);
  g_autofree char *revision = NULL;

  json_object_set_string_member (document, member, value);
  revision = sync_world_put (scene->world, "budi", "agency-dlh", document);
}

/* What the feed tells now. */
static GaungCouchPage *
fetch_page (Scene *scene)
{
  g_autoptr (GError) error = NULL;
  GaungCouchPage *page = gaung_couch_wait_for_changes_sync (scene->sync->couch,
                                                            scene->base->name,
                                                            scene->base->checkpoint->sequence,
                                                            GAUNG_SYNC_PAGE,
                                                            TRUE,
                                                            60000,
                                                            NULL,
                                                            &error);

  g_assert_no_error (error);
  g_assert_cmpuint (page->rows->len, >, 0);
  return page;
}

static void
take_page (Scene *scene, GaungCouchPage *page)
{
  g_autoptr (GError) error = NULL;

  gaung_sync_apply_page (scene->sync, scene->base, page, &error);
  g_assert_no_error (error);
}

static void
push (Scene *scene)
{
  g_autoptr (GError) error = NULL;

  gaung_sync_push (scene->sync, &error);
  g_assert_no_error (error);
}

static void
assert_here (Scene *scene, const char *member, const char *value)
{
  g_autofree char *text = sync_desk_get_text (scene->sari, scene->id, member);

  g_assert_cmpstr (text, ==, value);
}

static void
assert_there (Scene *scene, const char *member, const char *value)
{
  g_autoptr (JsonObject) document = sync_world_get (scene->world, "agency-dlh", scene->id);

  g_assert_cmpstr (gaung_json_get_string (document, member, NULL), ==, value);
}

static guint
count_receipts (Scene *scene)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) revisions = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) receipts
      = gaung_receipt_list_of (scene->sari->store, scene->id, G_MAXINT, &error);

  g_assert_no_error (error);
  /* No revision has two. */
  for (guint i = 0; i < receipts->len; i++)
    g_assert_true (
        g_hash_table_add (revisions, ((GaungReceipt *) g_ptr_array_index (receipts, i))->revision));
  return receipts->len;
}

static void
assert_at_rest (Scene *scene)
{
  g_autofree char *difference = NULL;

  sync_desk_run_until_quiet (scene->sari, 5);
  difference = sync_desk_compare (scene->sari);
  g_assert_cmpstr (difference, ==, NULL);
  g_assert_cmpuint (sync_desk_count_conflicts (scene->sari, TRUE), ==, 0);
  g_assert_cmpuint (sync_desk_count_waiting (scene->sari), ==, 0);
}

/* ---- A page that is older than what was sent since ---- */

/* @is_edited: and something waits on top of it. */
static void
run_stale (gboolean is_real, gboolean is_edited)
{
  Scene scene;
  g_autoptr (GaungCouchPage) page = NULL;

  set_up (&scene, is_real);
  g_assert_true (sync_desk_edit (scene.sari, scene.id, "street", "Jalan A"));
  write_there (&scene, "channel_detail", "nomor dua");
  page = fetch_page (&scene);
  push (&scene);
  assert_there (&scene, "street", "Jalan A");
  assert_there (&scene, "channel_detail", "nomor dua");
  g_assert_cmpuint (count_receipts (&scene), ==, 2);
  if (is_edited)
    g_assert_true (sync_desk_edit (scene.sari, scene.id, "title", "Sampah lagi"));
  take_page (&scene, page);
  assert_here (&scene, "street", "Jalan A");
  assert_here (&scene, "channel_detail", "nomor dua");
  push (&scene);
  assert_there (&scene, "title", is_edited ? "Sampah lagi" : "Sampah");
  assert_at_rest (&scene);
  g_assert_cmpuint (count_receipts (&scene), ==, is_edited ? 3 : 2);
  tear_down (&scene);
}

static void
test_stale (gboolean is_real)
{
  run_stale (is_real, FALSE);
}

static void
test_stale_edited (gboolean is_real)
{
  run_stale (is_real, TRUE);
}

/* A cluster can decide for a revision with fewer ancestors: what looks older is asked for again,
 * and what the server says then counts. */
static void
test_shorter (void)
{
  Scene scene;
  g_autofree char *body = NULL;
  g_autofree char *database = NULL;
  GaungDouble *server;

  set_up (&scene, FALSE);
  write_there (&scene, "street", "Jalan A");
  sync_desk_run_until_quiet (scene.sari, 5);
  server = sync_world_get_double (scene.world);
  database = sync_world_name_database (scene.world, "agency-dlh");
  {
    g_autoptr (JsonObject) document = sync_world_get (scene.world, "agency-dlh", scene.id);

    json_object_remove_member (document, "_rev");
    json_object_set_string_member (document, "street", "Jalan B");
    body = gaung_json_to_text (document);
  }
  gaung_double_purge (server, database, scene.id);
  g_free (gaung_double_put (server, database, scene.id, body));
  {
    g_autoptr (GaungCouchPage) page = fetch_page (&scene);

    take_page (&scene, page);
  }
  assert_here (&scene, "street", "Jalan B");
  tear_down (&scene);
}

/* ---- An arrival, seen twice ---- */

typedef enum
{
  READ_FIRST = 1 << 0,     /* the page comes before the answer */
  EDIT_BETWEEN = 1 << 1,   /* the record is changed between the two */
  EDIT_IN_FLIGHT = 1 << 2, /* it is changed before either of them comes */
} How;

static const struct
{
  const char *name;
  How how;
} arrivals[] = {
  { "answer-first", 0 },
  { "answer-first-edited", EDIT_BETWEEN },
  { "answer-first-edited-in-flight", EDIT_IN_FLIGHT },
  { "read-first", READ_FIRST },
  { "read-first-edited", READ_FIRST | EDIT_BETWEEN },
  { "read-first-edited-in-flight", READ_FIRST | EDIT_IN_FLIGHT },
};

static void
settle (Scene *scene, const GaungSendItem *item, const char *revision)
{
  g_autoptr (GArray) outcomes = g_array_new (FALSE, FALSE, sizeof (GaungSendOutcome));
  GaungSendOutcome outcome = {
    .item = item, .verdict = GAUNG_SEND_ARRIVED, .database = scene->base->name, .revision = revision
  };
  g_autoptr (GError) error = NULL;

  g_array_append_val (outcomes, outcome);
  gaung_exchange_settle (scene->sari->store, outcomes, gaung_instant_now (), &error);
  g_assert_no_error (error);
}

/* The request, step by step, as the engine sends it. */
static char *
send_item (Scene *scene, const GaungSendItem *item)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  const char *const databases[] = { scene->base->name, NULL };
  g_autoptr (JsonObject) document = gaung_json_copy (item->document);
  g_autoptr (GaungSendResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (one, (gpointer) item);
  gaung_exchange_mark_sent (scene->sari->store, one, databases, &error);
  g_assert_no_error (error);
  json_object_set_string_member (document, "_rev", item->revision);
  result = gaung_couch_put_document_sync (
      scene->sync->couch, scene->base->name, document, NULL, &error);
  g_assert_no_error (error);
  return g_strdup (result->revision);
}

static void
test_arrival (gconstpointer data)
{
  How how = *(const How *) data;
  Scene scene;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GaungCouchPage) page = NULL;
  g_autofree char *revision = NULL;
  const GaungSendItem *item;

  set_up (&scene, FALSE);
  g_assert_true (sync_desk_edit (scene.sari, scene.id, "street", "Jalan A"));
  items = gaung_exchange_list_due (scene.sari->store, gaung_instant_now (), 0, 1, G_MAXSIZE, NULL);
  item = g_ptr_array_index (items, 0);
  g_assert_cmpstr (item->id, ==, scene.id);
  revision = send_item (&scene, item);
  page = fetch_page (&scene);
  if ((how & EDIT_IN_FLIGHT) != 0)
    g_assert_true (sync_desk_edit (scene.sari, scene.id, "title", "Sampah lagi"));
  if ((how & READ_FIRST) != 0)
    take_page (&scene, page);
  else
    settle (&scene, item, revision);
  g_assert_cmpuint (count_receipts (&scene), ==, 2);
  if ((how & EDIT_BETWEEN) != 0)
    g_assert_true (sync_desk_edit (scene.sari, scene.id, "title", "Sampah lagi"));
  if ((how & READ_FIRST) != 0)
    settle (&scene, item, revision);
  else
    take_page (&scene, page);
  g_assert_cmpuint (count_receipts (&scene), ==, 2);
  assert_here (&scene, "street", "Jalan A");
  assert_at_rest (&scene);
  assert_there (&scene, "street", "Jalan A");
  assert_there (
      &scene, "title", (how & (EDIT_BETWEEN | EDIT_IN_FLIGHT)) != 0 ? "Sampah lagi" : "Sampah");
  g_assert_cmpuint (
      count_receipts (&scene), ==, (how & (EDIT_BETWEEN | EDIT_IN_FLIGHT)) != 0 ? 3 : 2);
  tear_down (&scene);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  sync_tally_add_test ("/sync/meet/stale", test_stale);
  sync_tally_add_test ("/sync/meet/stale-edited", test_stale_edited);
  g_test_add_func ("/sync/meet/shorter", test_shorter);
  for (gsize i = 0; i < G_N_ELEMENTS (arrivals); i++)
    {
      g_autofree char *path = g_strconcat ("/sync/meet/", arrivals[i].name, NULL);

      g_test_add_data_func (path, &arrivals[i].how, test_arrival);
    }
  return g_test_run ();
}
