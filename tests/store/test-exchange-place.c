/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hand-over between agencies: the same id in two databases. */
#include "config.h"

#include "exchange-fixture.h"
#include "gaung-attachment.h"
#include "gaung-entry.h"
#include "gaung-json.h"

static GaungRecord *
make_handed_over (StoreFixture *fixture)
{
  GaungRecord *record = make_complaint (fixture->actor, "T0", "disposed", TEST_NOW);

  gaung_record_set_string (record, "agency", "dpupr", NULL);
  gaung_record_set_string (record, "disposed_from", "dlh", NULL);
  return record;
}

static GaungRecord *
make_carried (GaungRecord *record)
{
  GaungRecord *copy = gaung_record_copy (record);

  json_object_set_string_member (gaung_record_get_json (copy), "carried_by", "koord");
  return copy;
}

static GaungRecord *
make_stub (GaungRecord *record)
{
  GaungRecord *stub = change_copy (record, "koord", "state", "moved");

  gaung_record_set_string (stub, "moved_to", "dpupr", NULL);
  json_object_remove_member (gaung_record_get_json (stub), "text");
  return stub;
}

static char *
describe_places (StoreFixture *fixture, const char *id)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT (SELECT text FROM term WHERE number = d.db) || ' ' || ifnull (rev, '-') || ' '"
      " || (body ->> '$.state') || ' ' || (body ->> '$.title') || ' |'"
      " || ifnull ((SELECT group_concat (' ' || (SELECT text FROM term WHERE number = t.db) || ' '"
      "   || t.rev || CASE WHEN t.is_moved THEN ' moved' ELSE '' END, ';')"
      "   FROM twin t WHERE t.id = d.id), '')"
      " FROM document d JOIN body USING (row) WHERE d.id = '%s'",
      id);

  return peek (fixture, sql);
}

/* The steps of a hand-over in every order in which they may be seen. */
static void
test_hand_over (StoreFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *order; /* w: whole in the first database, c: carried, s: stub */
    const char *after;
  } rows[] = {
    { "w", HERE " 1-a disposed T0 |" },
    { "wc", THERE " 1-c disposed T0 | " HERE " 1-a" },
    { "wcs", THERE " 1-c disposed T0 | " HERE " 2-s moved" },
    { "wsc", THERE " 1-c disposed T0 | " HERE " 2-s moved" },
    { "csw", THERE " 1-c disposed T0 | " HERE " 1-a" },
    { "sc", THERE " 1-c disposed T0 | " HERE " 2-s moved" },
    { "cs", THERE " 1-c disposed T0 | " HERE " 2-s moved" },
    { "ws", HERE " 2-s moved T0 |" },
    { "cw", THERE " 1-c disposed T0 | " HERE " 1-a" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GaungRecord) whole = make_handed_over (fixture);
      g_autoptr (GaungRecord) carried = make_carried (whole);
      g_autoptr (GaungRecord) stub = make_stub (whole);
      g_autofree char *after = NULL;

      /* Twice: every step may come again. */
      for (const char *step = rows[i].order; *step != '\0'; step++)
        for (int again = 0; again < 2; again++)
          if (*step == 'w')
            apply_one (fixture, HERE, make_incoming (whole, "1-a"));
          else if (*step == 'c')
            apply_one (fixture, THERE, make_incoming (carried, "1-c"));
          else
            apply_one (fixture, HERE, make_incoming (stub, "2-s"));
      after = describe_places (fixture, gaung_record_get_id (whole));
      g_assert_cmpstr (after, ==, rows[i].after);
    }
  g_assert_cmpint (peek_number (fixture, "SELECT count(*) FROM quarantine"), ==, 0);
  assert_whole (fixture);
}

/* What was changed here follows the record to its new place, whichever step was seen first. */
static void
test_local_change_follows (StoreFixture *fixture, gconstpointer data)
{
  static const char *const orders[] = { "cs", "sc" };

  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autoptr (GaungRecord) whole = make_handed_over (fixture);
      g_autoptr (GaungRecord) carried = make_carried (whole);
      g_autoptr (GaungRecord) stub = make_stub (whole);
      g_autoptr (GaungRecord) mine = NULL;
      g_autoptr (GaungRecord) stored = NULL;
      g_autoptr (GPtrArray) items = NULL;
      g_autofree char *after = NULL;
      const char *id = gaung_record_get_id (whole);
      GaungSendItem *item = NULL;

      apply_one (fixture, HERE, make_incoming (whole, "1-a"));
      mine = edit (fixture, id, "street", "Jalan Slamet Riyadi");
      for (const char *step = orders[i]; *step != '\0'; step++)
        if (*step == 'c')
          apply_one (fixture, THERE, make_incoming (carried, "1-c"));
        else
          apply_one (fixture, HERE, make_incoming (stub, "2-s"));
      after = describe_places (fixture, id);
      g_assert_cmpstr (after, ==, THERE " 1-c disposed T0 | " HERE " 2-s moved");
      stored = gaung_store_get (fixture->store, id, NULL);
      g_assert_cmpstr (gaung_record_get_string (stored, "street"), ==, "Jalan Slamet Riyadi");
      g_assert_cmpstr (
          gaung_json_get_string (gaung_record_get_json (stored), "carried_by", NULL), ==, "koord");

      /* It goes to the new place, on top of what is there. */
      items = send_due (fixture, THERE);
      item = g_ptr_array_index (items, items->len - 1);
      g_assert_cmpstr (item->id, ==, id);
      g_assert_cmpstr (item->database, ==, THERE);
      g_assert_cmpstr (item->revision, ==, "1-c");
      settle_item (fixture, item, GAUNG_SEND_ARRIVED, THERE, "2-d");
    }
}

/* Handed back: the first copy is whole again, the other a stub. */
static void
test_back_again (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) whole = make_handed_over (fixture);
  g_autoptr (GaungRecord) carried = make_carried (whole);
  g_autoptr (GaungRecord) stub = make_stub (whole);
  g_autoptr (GaungRecord) back = change_copy (whole, "koord", "agency", "dlh");
  g_autoptr (GaungRecord) left = make_stub (carried);
  g_autofree char *between = NULL;
  g_autofree char *after = NULL;
  const char *id = gaung_record_get_id (whole);

  apply_one (fixture, HERE, make_incoming (whole, "1-a"));
  apply_one (fixture, THERE, make_incoming (carried, "1-c"));
  apply_one (fixture, HERE, make_incoming (stub, "2-s"));
  gaung_record_set_string (left, "moved_to", "dlh", NULL);
  apply_one (fixture, HERE, make_incoming (back, "3-b"));
  apply_one (fixture, THERE, make_incoming (left, "2-l"));
  after = describe_places (fixture, id);
  g_assert_cmpstr (after, ==, HERE " 3-b disposed T0 | " THERE " 2-l moved");
}

/* The copy of one database goes: the other is the record. */
static void
test_twin_takes_over (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) whole = make_handed_over (fixture);
  g_autoptr (GaungRecord) carried = make_carried (whole);
  const char *id = gaung_record_get_id (whole);
  g_autofree char *after = NULL;

  apply_one (fixture, HERE, make_incoming (whole, "1-a"));
  apply_one (fixture, THERE, make_incoming (carried, "1-c"));
  apply_one (fixture, THERE, make_deletion (id, "2-d"));
  after = describe_places (fixture, id);
  g_assert_cmpstr (after, ==, HERE " 1-a disposed T0 |");
  apply_one (fixture, HERE, make_deletion (id, "2-d"));
  g_assert_cmpint (count (fixture->store, "type:complaint"), ==, 0);
  assert_whole (fixture);
}

/* A person who was carried leaves a stub without a single personal member. */
static void
test_person_stub (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) person = gaung_record_new ("person", fixture->actor, TEST_NOW);
  g_autoptr (GaungRecord) stub = NULL;
  g_autoptr (GaungRecord) stored = NULL;
  const char *id = gaung_record_get_id (person);

  gaung_record_set_string (person, "name", "Slamet", NULL);
  apply_one (fixture, HERE, make_incoming (person, "1-a"));
  apply_one (fixture, THERE, make_incoming (person, "1-c"));
  stub = gaung_record_copy (person);
  json_object_remove_member (gaung_record_get_json (stub), "name");
  json_object_set_string_member (gaung_record_get_json (stub), "moved_to", "dpupr");
  gaung_record_touch (stub, fixture->actor, TEST_NOW + 1);
  g_assert_cmpint (
      apply_one (fixture, HERE, make_incoming (stub, "2-s")), !=, GAUNG_INCOMING_QUARANTINED);
  stored = gaung_store_get (fixture->store, id, NULL);
  g_assert_cmpstr (gaung_record_get_title (stored), ==, "Slamet");
  assert_whole (fixture);
}

static void
assert_ids (GPtrArray *ids, guint n, ...)
{
  va_list values;

  g_assert_nonnull (ids);
  g_assert_cmpuint (ids->len, ==, n);
  va_start (values, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpstr (
        g_ptr_array_index (ids, i), ==, gaung_record_get_id (va_arg (values, GaungRecord *)));
  va_end (values);
}

/* What a coordinator's desk asks while it carries. */
static void
test_carrying (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) whole = make_handed_over (fixture);
  g_autoptr (GaungRecord) other = make_complaint (fixture->actor, "T0", "new", TEST_NOW);
  g_autoptr (GaungRecord) person = gaung_record_new ("person", fixture->actor, TEST_NOW);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("foto", 4);
  g_autoptr (GaungRecord) photo = GAUNG_RECORD (
      gaung_attachment_new (bytes, "foto.jpg", "image/jpeg", fixture->actor, TEST_NOW));
  const char *names[] = { gaung_record_get_id (photo), NULL };
  g_autoptr (GaungRecord) entry = NULL;
  g_autoptr (GaungRecord) late = NULL;
  g_autoptr (GaungRecord) carried = NULL;
  g_autoptr (GaungRecord) stub = NULL;
  g_autoptr (JsonObject) copy = NULL;
  const char *id = gaung_record_get_id (whole);
  gboolean is_named;

  gaung_record_set_string (person, "name", "Slamet", NULL);
  gaung_record_set_string (whole, "reporter", gaung_record_get_id (person), NULL);
  gaung_record_set_string (other, "agency", "dlh", NULL);
  gaung_record_set_string (other, "reporter", gaung_record_get_id (person), NULL);
  entry = make_entry (fixture->actor, whole, "Catatan", TEST_NOW);
  late = make_entry (fixture->actor, whole, "Terlambat", TEST_NOW + 1);
  gaung_record_set_strings (entry, "attachments", names, NULL);
  apply_one (fixture, HERE, make_incoming (whole, "1-a"));
  apply_one (fixture, HERE, make_incoming (other, "1-a"));
  apply_one (fixture, HERE, make_incoming (person, "1-a"));
  apply_one (fixture, HERE, make_incoming (entry, "1-a"));
  apply_one (fixture, HERE, make_incoming (photo, "1-a"));
  {
    g_autoptr (GPtrArray) misplaced
        = gaung_exchange_list_misplaced (fixture->store, HERE, "dlh", 10, NULL);
    g_autoptr (GPtrArray) family = gaung_exchange_list_family (fixture->store, HERE, id, NULL);
    g_autoptr (GPtrArray) none = gaung_exchange_list_family (fixture->store, THERE, id, NULL);

    assert_ids (misplaced, 1, whole);
    assert_ids (family, 4, person, photo, whole, entry);
    assert_ids (none, 0);
  }

  /* Carried, but not yet a stub: still to do. */
  carried = make_carried (whole);
  apply_one (fixture, THERE, make_incoming (carried, "1-c"));
  apply_one (fixture, THERE, make_incoming (entry, "1-c"));
  apply_one (fixture, THERE, make_incoming (person, "1-c"));
  {
    g_autoptr (GPtrArray) misplaced
        = gaung_exchange_list_misplaced (fixture->store, HERE, "dlh", 10, NULL);
    g_autoptr (GPtrArray) there
        = gaung_exchange_list_misplaced (fixture->store, THERE, "dpupr", 10, NULL);
    g_autoptr (GPtrArray) family = gaung_exchange_list_family (fixture->store, HERE, id, NULL);
    g_autoptr (GPtrArray) family_there
        = gaung_exchange_list_family (fixture->store, THERE, id, NULL);

    assert_ids (misplaced, 1, whole);
    assert_ids (there, 0);
    assert_ids (family, 4, person, photo, whole, entry);
    assert_ids (family_there, 3, person, whole, entry);
  }
  copy = gaung_exchange_get_copy (fixture->store, HERE, id, NULL);
  g_assert_cmpstr (gaung_json_get_string (copy, "_rev", NULL), ==, "1-a");

  /* Done. The person is needed by the other complaint. */
  stub = make_stub (whole);
  json_object_remove_member (gaung_record_get_json (stub), "reporter");
  apply_one (fixture, HERE, make_incoming (stub, "2-s"));
  g_assert_true (gaung_exchange_is_named (
      fixture->store, HERE, gaung_record_get_id (person), id, &is_named, NULL));
  g_assert_true (is_named);
  g_assert_true (gaung_exchange_is_named (fixture->store,
                                          HERE,
                                          gaung_record_get_id (person),
                                          gaung_record_get_id (other),
                                          &is_named,
                                          NULL));
  g_assert_false (is_named);
  {
    g_autoptr (GPtrArray) misplaced
        = gaung_exchange_list_misplaced (fixture->store, HERE, "dlh", 10, NULL);

    assert_ids (misplaced, 0);
  }
  /* A note that was written there without a network comes after it. */
  apply_one (fixture, HERE, make_incoming (late, "1-a"));
  {
    g_autoptr (GPtrArray) misplaced
        = gaung_exchange_list_misplaced (fixture->store, HERE, "dlh", 10, NULL);

    assert_ids (misplaced, 1, whole);
  }
  apply_one (fixture, THERE, make_incoming (late, "1-c"));
  {
    g_autoptr (GPtrArray) misplaced
        = gaung_exchange_list_misplaced (fixture->store, HERE, "dlh", 10, NULL);

    assert_ids (misplaced, 0);
  }
}

int
main (int argc, char *argv[])
{
  static const StoreTest tests[] = {
    { "hand-over", test_hand_over },     { "local-change-follows", test_local_change_follows },
    { "back-again", test_back_again },   { "twin-takes-over", test_twin_takes_over },
    { "person-stub", test_person_stub }, { "carrying", test_carrying },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add_store_tests ("place", tests, G_N_ELEMENTS (tests));
  return g_test_run ();
}
