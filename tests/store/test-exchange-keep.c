/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comparing by id, branches of a cluster, adoption of a local workspace, retention. */
#include "config.h"

#include "exchange-fixture.h"
#include "gaung-attachment.h"
#include "gaung-json.h"

/* ---- Comparing by id ---- */

typedef enum
{
  MINE,    /* sent from here */
  FOREIGN, /* came from the server */
  CHANGED, /* came, and was changed here */
  WAITING, /* never was there */
} Kept;

static GaungRecord *
make_kept (StoreFixture *fixture, Kept kept)
{
  g_autoptr (GaungRecord) record = make_complaint (fixture->actor, "T0", "new", TEST_NOW);

  if (kept == MINE || kept == WAITING)
    put (fixture->store, record, GAUNG_BATCH_NONE);
  if (kept == MINE)
    {
      g_autoptr (GPtrArray) items = send_due (fixture, HERE);

      settle_item (fixture, g_ptr_array_index (items, 0), GAUNG_SEND_ARRIVED, HERE, "1-a");
    }
  if (kept == FOREIGN || kept == CHANGED)
    apply_one (fixture, HERE, make_incoming (record, "1-a"));
  if (kept == CHANGED)
    {
      g_autoptr (GaungRecord) changed = edit (fixture, gaung_record_get_id (record), "title", "T1");
    }
  return g_steal_pointer (&record);
}

static void
test_missing (StoreFixture *fixture, gconstpointer data)
{
  static const struct
  {
    Kept kept;
    gboolean is_purged;
    const char *after;
    guint n_kept;
  } rows[] = {
    { MINE, FALSE, "1-1 - | T0 T0 | c0 r1", 0 },
    { FOREIGN, FALSE, "0-0 - | T0 T0 | c0 r0", 1 },
    { CHANGED, FALSE, "1-1 - | T1 T0 | c0 r0", 0 },
    { WAITING, FALSE, "1-1 - | T0 T0 | c0 r0", 0 },
    { MINE, TRUE, "none", 0 },
    { FOREIGN, TRUE, "none", 0 },
    { CHANGED, TRUE, "1-1 - | T1 T0 | c0 r0 deleted", 0 },
    { WAITING, TRUE, "1-1 - | T0 T0 | c0 r0", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GaungRecord) record = make_kept (fixture, rows[i].kept);
      const char *ids[] = { gaung_record_get_id (record), NULL };
      g_autofree char *after = NULL;
      guint n_kept = 99;

      g_assert_true (gaung_exchange_take_missing (
          fixture->store, HERE, ids, rows[i].is_purged, &n_kept, NULL));
      after = describe (fixture, ids[0]);
      g_assert_cmpstr (after, ==, rows[i].after);
      g_assert_cmpuint (n_kept, ==, rows[i].n_kept);
      /* What is kept and changed later goes there as new. */
      if (rows[i].n_kept > 0)
        {
          g_autoptr (GaungRecord) changed = edit (fixture, ids[0], "title", "T5");
          g_autoptr (GPtrArray) items
              = gaung_exchange_list_due (fixture->store, gaung_instant_now (), 0, 99, 1e6, NULL);
          GaungSendItem *item = g_ptr_array_index (items, items->len - 1);

          g_assert_cmpstr (item->id, ==, ids[0]);
          g_assert_null (item->revision);
          g_assert_cmpstr (item->database, ==, HERE);
        }
      poke (fixture, "DELETE FROM outbox");
    }
}

/* Set back: what was sent from here stands on top of what is there now. */
static void
test_older (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) record = make_complaint (fixture->actor, "T0", "new", TEST_NOW);
  const char *id = gaung_record_get_id (record);
  g_autoptr (GaungRecord) changed = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) page
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_incoming_free);
  g_autofree char *after = NULL;
  g_autofree char *base = NULL;

  apply_one (fixture, HERE, make_incoming (record, "1-a"));
  changed = edit (fixture, id, "title", "T1");
  items = send_due (fixture, HERE);
  settle_item (fixture, g_ptr_array_index (items, 0), GAUNG_SEND_ARRIVED, HERE, "2-b");
  g_ptr_array_add (page, make_incoming (record, "1-a"));
  g_assert_true (gaung_exchange_take_older (fixture->store, HERE, page, NULL));
  after = describe (fixture, id);
  g_assert_cmpstr (after, ==, "2b1 1-a | T1 T0 | c0 r1");
  base = peek (fixture, "SELECT base ->> '$.title' FROM body");
  g_assert_cmpstr (base, ==, "T0");
}

static void
test_holdings (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) mine = make_kept (fixture, MINE);
  g_autoptr (GaungRecord) foreign = make_kept (fixture, FOREIGN);
  g_autoptr (GaungRecord) changed = make_kept (fixture, CHANGED);
  g_autoptr (GaungRecord) waiting = make_kept (fixture, WAITING);
  g_autoptr (GaungRecord) twin = make_complaint (fixture->actor, "T0", "new", TEST_NOW);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_holding_free);
  g_autofree char *after = NULL;
  guint n_mine = 0, n_modified = 0;

  apply_one (fixture, HERE, make_incoming (twin, "1-a"));
  apply_one (fixture, THERE, make_incoming (twin, "1-c"));
  /* Two at a time: everything once, in order. */
  for (;;)
    {
      g_autoptr (GPtrArray) some
          = gaung_exchange_list_holdings (fixture->store, HERE, after, 2, NULL);

      if (some->len == 0)
        break;
      g_assert_cmpuint (some->len, <=, 2);
      for (guint i = 0; i < some->len; i++)
        {
          GaungHolding *holding = g_ptr_array_index (some, i);

          g_assert_cmpstr (holding->id, >, after != NULL ? after : "");
          g_set_str (&after, holding->id);
          g_assert_nonnull (holding->revision);
          n_mine += holding->is_mine;
          n_modified += holding->is_modified;
          g_assert_cmpint (
              holding->is_mine, ==, g_str_equal (holding->id, gaung_record_get_id (mine)));
          g_assert_cmpint (
              holding->is_modified, ==, g_str_equal (holding->id, gaung_record_get_id (changed)));
        }
      g_ptr_array_extend_and_steal (all, g_steal_pointer (&some));
    }
  g_assert_cmpuint (all->len, ==, 4);
  g_assert_cmpuint (n_mine, ==, 1);
  g_assert_cmpuint (n_modified, ==, 1);
}

/* ---- Branches of a cluster ---- */

static GaungIncoming *
make_split (GaungRecord *winner, const char *revision, GaungRecord *loser, const char *branch)
{
  GaungIncoming *incoming = make_incoming (winner, revision);
  JsonObject *object = gaung_json_copy (gaung_record_get_json (loser));

  json_object_set_string_member (object, "_rev", branch);
  incoming->branches = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  g_ptr_array_add (incoming->branches, object);
  return incoming;
}

static void
test_branches (StoreFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *member; /* that the loser changed */
    const char *value;
    gboolean is_known; /* what both come from was here */
    const char *after;
  } rows[] = {
    { "text", "X1", TRUE, "2b1 2-w | T9 X1 | c0 r0" },
    { "title", "T1", TRUE, "0-0 2-w | T9 X0 | c1 r0" },
    { "title", "T9", TRUE, "0-0 2-w | T9 X0 | c0 r0" },
    { "text", "X1", FALSE, "0-0 2-w | T9 X0 | c1 r0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GaungRecord) first = make_complaint (fixture->actor, "T0", "new", TEST_NOW);
      g_autoptr (GaungRecord) winner = NULL;
      g_autoptr (GaungRecord) loser = NULL;
      g_autofree char *after = NULL;

      gaung_record_set_string (first, "text", "X0", NULL);
      winner = change_copy (first, "budi", "title", "T9");
      loser = change_copy (first, "wati", rows[i].member, rows[i].value);
      if (rows[i].is_known)
        apply_one (fixture, HERE, make_incoming (first, "1-a"));
      /* A branch stays on the server: it comes every time, and counts once. */
      for (int again = 0; again < 3; again++)
        apply_one (fixture, HERE, make_split (winner, "2-w", loser, "2-l"));
      after = describe (fixture, gaung_record_get_id (first));
      g_assert_cmpstr (after, ==, rows[i].after);
    }
  assert_whole (fixture);
}

/* The desk whose own write lost sees what it had written as the other side. */
static void
test_my_write_lost (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) first = make_complaint (fixture->actor, "T0", "new", TEST_NOW);
  g_autoptr (GaungRecord) winner = change_copy (first, "budi", "title", "T9");
  g_autoptr (GaungRecord) mine = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) open = NULL;
  g_autofree char *after = NULL;
  const char *id = gaung_record_get_id (first);

  apply_one (fixture, HERE, make_incoming (first, "1-a"));
  mine = edit (fixture, id, "title", "T1");
  items = send_due (fixture, HERE);
  settle_item (fixture, g_ptr_array_index (items, 0), GAUNG_SEND_ARRIVED, HERE, "2-l");
  apply_one (fixture, HERE, make_split (winner, "2-w", mine, "2-l"));
  after = describe (fixture, id);
  g_assert_cmpstr (after, ==, "0-0 2-w | T9 T0 | c1 r1");
  open = gaung_conflict_list (fixture->store, TRUE, 10, NULL);
  g_assert_cmpstr (
      gaung_json_get_string (((GaungConflict *) g_ptr_array_index (open, 0))->mine, "title", NULL),
      ==,
      "T1");
}

/* The same, and its answer never came: one question, not two. */
static void
test_my_write_lost_unanswered (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) first = make_complaint (fixture->actor, "T0", "new", TEST_NOW);
  g_autoptr (GaungRecord) winner = change_copy (first, "budi", "title", "T9");
  g_autoptr (GaungRecord) mine = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autofree char *after = NULL;
  const char *id = gaung_record_get_id (first);

  apply_one (fixture, HERE, make_incoming (first, "1-a"));
  mine = edit (fixture, id, "title", "T1");
  items = send_due (fixture, HERE);
  apply_one (fixture, HERE, make_split (winner, "2-w", mine, "2-l"));
  after = describe (fixture, id);
  g_assert_cmpstr (after, ==, "0-0 2-w | T9 T0 | c1 r0");
}

/* A first pull long after: others have written over the branch. */
static void
test_old_branch (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) winner = make_complaint (fixture->actor, "T0", "new", TEST_NOW);
  g_autoptr (GaungRecord) loser = change_copy (winner, "budi", "title", "T9");
  g_autofree char *after = NULL;

  apply_one (fixture, HERE, make_split (winner, "5-w", loser, "2-l"));
  after = describe (fixture, gaung_record_get_id (winner));
  g_assert_cmpstr (after, ==, "0-0 5-w | T0 T0 | c0 r0");
}

/* ---- Adoption ---- */

static void
test_adopt (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungActor) local = gaung_actor_new ("local", "Siti", "lama", NULL);
  g_autoptr (GaungRecord) complaint = make_complaint (local, "T0", "new", TEST_NOW);
  g_autoptr (GaungRecord) sample = make_complaint (local, "Contoh", "new", TEST_NOW);
  g_autoptr (GaungRecord) agency = gaung_record_new ("agency", local, TEST_NOW);
  g_autoptr (GaungRecord) imported = make_complaint (local, "Impor", "new", TEST_NOW);
  g_autoptr (GaungRecord) entry = NULL;
  g_autoptr (GaungRecord) of_agency = NULL;
  g_autoptr (GaungRecord) photo = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("foto", 4);
  g_autoptr (GaungRecord) stored = NULL;
  g_autoptr (GaungRecord) stored_entry = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *order = NULL;
  guint n;

  gaung_record_set_string (complaint, "agency", "lama", NULL);
  gaung_record_set_string (complaint, "assignee", "local", NULL);
  gaung_record_set_boolean (sample, "sample", TRUE, NULL);
  gaung_record_set_string (agency, "code", "lama", NULL);
  gaung_record_set_string (agency, "name", "Dinas", NULL);
  entry = make_entry (local, complaint, "Catatan", TEST_NOW);
  of_agency = make_entry (local, agency, "Ganti nama", TEST_NOW);
  photo = GAUNG_RECORD (gaung_attachment_new (bytes, "a.jpg", "image/jpeg", local, TEST_NOW));
  gaung_instant_set_now (TEST_NOW + 1);
  put (fixture->store, entry, GAUNG_BATCH_NONE);
  gaung_instant_set_now (GAUNG_INSTANT_NONE);
  put (fixture->store, complaint, GAUNG_BATCH_NONE);
  put (fixture->store, sample, GAUNG_BATCH_NO_OUTBOX);
  put (fixture->store, imported, GAUNG_BATCH_NO_OUTBOX);
  put (fixture->store, agency, GAUNG_BATCH_NONE);
  put (fixture->store, of_agency, GAUNG_BATCH_NONE);
  put (fixture->store, photo, GAUNG_BATCH_NONE);

  /* Twice, as after a crash. */
  for (int i = 0; i < 2; i++)
    {
      gaung_exchange_adopt (fixture->store, "siti", "lama", "dlh", &n, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (n, ==, 4);
      g_assert_cmpint (peek_number (fixture, "SELECT count(*) FROM outbox"), ==, 4);
    }
  stored = gaung_store_get (fixture->store, gaung_record_get_id (complaint), NULL);
  g_assert_cmpstr (gaung_record_get_created_by (stored), ==, "siti");
  g_assert_cmpstr (gaung_record_get_changed_by (stored), ==, "siti");
  g_assert_cmpstr (gaung_record_get_string (stored, "assignee"), ==, "siti");
  g_assert_cmpstr (gaung_record_get_string (stored, "agency"), ==, "dlh");
  g_assert_cmpint (count (fixture->store, "type:complaint agency:dlh"), ==, 1);
  stored_entry = gaung_store_get (fixture->store, gaung_record_get_id (entry), NULL);
  g_assert_cmpstr (gaung_record_get_string (stored_entry, "actor_agency"), ==, "dlh");
  order = peek (fixture,
                "SELECT group_concat (substr (id, 1, 1), '') FROM (SELECT id FROM outbox"
                " ORDER BY seq)");
  g_assert_cmpstr (order, ==, "acce");
  /* It waits since it was written, not since it was adopted. */
  g_assert_cmpint (
      peek_number (fixture, "SELECT at FROM outbox WHERE id = '%s'", gaung_record_get_id (entry)),
      ==,
      TEST_NOW + 1);
  assert_whole (fixture);
}

/* ---- Retention ---- */

static GaungRecord *
make_closed (StoreFixture *fixture, GaungInstant closed_at, GaungRecord *person)
{
  GaungRecord *record = make_complaint (fixture->actor, "T0", "done", TEST_NOW);

  gaung_record_set_instant (record, "closed_at", closed_at, NULL);
  gaung_record_set_string (record, "reporter", gaung_record_get_id (person), NULL);
  apply_one (fixture, HERE, make_incoming (record, "1-a"));
  return record;
}

static gboolean
is_here (StoreFixture *fixture, GaungRecord *record)
{
  g_autoptr (GaungRecord) stored
      = gaung_store_get (fixture->store, gaung_record_get_id (record), NULL);

  return stored != NULL;
}

static void
look_at (StoreFixture *fixture)
{
  poke (fixture, "UPDATE document SET fresh = 0");
}

static void
test_forget (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) only = gaung_record_new ("person", fixture->actor, TEST_NOW);
  g_autoptr (GaungRecord) both = gaung_record_new ("person", fixture->actor, TEST_NOW);
  g_autoptr (GaungRecord) old = NULL;
  g_autoptr (GaungRecord) older = NULL;
  g_autoptr (GaungRecord) recent = NULL;
  g_autoptr (GaungRecord) changed = NULL;
  g_autoptr (GaungRecord) drafted = NULL;
  g_autoptr (GaungRecord) entry = NULL;
  g_autoptr (GaungRecord) edited = NULL;
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GPtrArray) holdings = NULL;
  g_autofree char *key = NULL;
  GaungInstant before = TEST_NOW + 10 * GAUNG_DAY_LENGTH;
  guint n;

  gaung_record_set_string (only, "name", "Slamet", NULL);
  gaung_record_set_string (both, "name", "Sri", NULL);
  apply_one (fixture, HERE, make_incoming (only, "1-a"));
  apply_one (fixture, HERE, make_incoming (both, "1-a"));
  old = make_closed (fixture, before - 1, only);
  older = make_closed (fixture, before - 2, both);
  recent = make_closed (fixture, before + 1, both);
  changed = make_closed (fixture, before - 1, both);
  drafted = make_closed (fixture, before - 1, both);
  entry = make_entry (fixture->actor, old, "Catatan", TEST_NOW);
  apply_one (fixture, HERE, make_incoming (entry, "1-a"));
  look_at (fixture);
  edited = edit (fixture, gaung_record_get_id (changed), "title", "T1");
  key = g_strconcat (gaung_record_get_id (drafted), "/reply", NULL);
  gaung_batch_put_draft (batch, key, "Belum selesai");
  g_assert_true (gaung_store_write (fixture->store, batch, NULL));

  g_assert_true (gaung_exchange_forget_closed (fixture->store, before, &n, NULL, NULL));
  g_assert_cmpuint (n, ==, 2);
  g_assert_false (is_here (fixture, old));
  g_assert_false (is_here (fixture, older));
  g_assert_false (is_here (fixture, entry));
  g_assert_false (is_here (fixture, only));
  g_assert_true (is_here (fixture, both));
  g_assert_true (is_here (fixture, recent));
  g_assert_true (is_here (fixture, changed));
  g_assert_true (is_here (fixture, drafted));
  assert_whole (fixture);

  /* A comparison by id neither misses nor fetches them; the same revision is no news. */
  holdings = gaung_exchange_list_holdings (fixture->store, HERE, NULL, 100, NULL);
  g_assert_cmpuint (holdings->len, ==, 8);
  g_assert_cmpint (
      apply_one (fixture, HERE, make_incoming (old, "1-a")), ==, GAUNG_INCOMING_UNCHANGED);
  g_assert_false (is_here (fixture, old));
  /* What changes there comes back. */
  g_assert_cmpint (
      apply_one (fixture, HERE, make_incoming (old, "2-b")), ==, GAUNG_INCOMING_CREATED);
  g_assert_true (is_here (fixture, old));
  g_assert_cmpint (peek_number (fixture,
                                "SELECT count(*) FROM forgotten WHERE id = '%s'",
                                gaung_record_get_id (old)),
                   ==,
                   0);
  /* … and so does all that belongs to it, as it was. */
  {
    g_autoptr (GPtrArray) wanted = gaung_exchange_list_wanted (fixture->store, HERE, 10, NULL);
    g_autoptr (GPtrArray) done = NULL;
    g_autoptr (GaungRecord) returned = NULL;

    g_assert_cmpuint (wanted->len, ==, 2);
    g_assert_cmpstr (g_ptr_array_index (wanted, 0), ==, gaung_record_get_id (entry));
    g_assert_cmpstr (g_ptr_array_index (wanted, 1), ==, gaung_record_get_id (only));
    g_assert_cmpint (
        apply_one (fixture, HERE, make_incoming (entry, "1-a")), ==, GAUNG_INCOMING_CREATED);
    g_assert_cmpint (
        apply_one (fixture, HERE, make_incoming (only, "1-a")), ==, GAUNG_INCOMING_CREATED);
    done = gaung_exchange_list_wanted (fixture->store, HERE, 10, NULL);
    g_assert_cmpuint (done->len, ==, 0);
    returned = gaung_store_get (fixture->store, gaung_record_get_id (entry), NULL);
    g_assert_false (gaung_record_get_is_new (returned));
  }
  /* A note on what was forgotten calls it back. */
  {
    g_autoptr (GaungRecord) note = make_entry (fixture->actor, older, "Masih gelap", TEST_NOW);
    g_autoptr (GPtrArray) wanted = NULL;

    apply_one (fixture, HERE, make_incoming (note, "1-a"));
    wanted = gaung_exchange_list_wanted (fixture->store, HERE, 10, NULL);
    g_assert_cmpuint (wanted->len, ==, 1);
    g_assert_cmpstr (g_ptr_array_index (wanted, 0), ==, gaung_record_get_id (older));
  }
}

int
main (int argc, char *argv[])
{
  static const StoreTest tests[] = {
    { "missing", test_missing },
    { "older", test_older },
    { "holdings", test_holdings },
    { "branches", test_branches },
    { "my-write-lost", test_my_write_lost },
    { "my-write-lost-unanswered", test_my_write_lost_unanswered },
    { "old-branch", test_old_branch },
    { "adopt", test_adopt },
    { "forget", test_forget },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add_store_tests ("keep", tests, G_N_ELEMENTS (tests));
  return g_test_run ();
}
