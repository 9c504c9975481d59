/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people may do about the outbox and about conflicts, and what is kept of it. */
#include "config.h"

#include "exchange-fixture.h"
#include "gaung-attachment.h"
#include "gaung-json.h"

static gint64
find_seq (StoreFixture *fixture, const char *id)
{
  return peek_number (fixture, "SELECT seq FROM outbox WHERE id = '%s'", id);
}

static GaungRecord *
put_attachment (StoreFixture *fixture, GaungBatch *batch, const char *content)
{
  g_autoptr (GBytes) bytes = g_bytes_new (content, strlen (content));
  GaungRecord *record = GAUNG_RECORD (
      gaung_attachment_new (bytes, "foto.jpg", "image/jpeg", fixture->actor, TEST_NOW));

  gaung_batch_put (batch, record, NULL);
  gaung_batch_put_bytes (batch, gaung_record_get_id (record), bytes);
  return record;
}

static void
set_names (GaungRecord *record, GaungRecord *first, GaungRecord *second)
{
  const char *ids[]
      = { gaung_record_get_id (first), second != NULL ? gaung_record_get_id (second) : NULL, NULL };

  g_assert_true (gaung_record_set_strings (record, "attachments", ids, NULL));
}

/* A complaint with a person, an entry and two photos, one of which another complaint names. */
typedef struct
{
  GaungRecord *complaint;
  GaungRecord *other;
  GaungRecord *person;
  GaungRecord *entry;
  GaungRecord *own;
  GaungRecord *shared;
} Family;

static void
make_family (StoreFixture *fixture, Family *family)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GError) error = NULL;

  family->complaint = make_complaint (fixture->actor, "Lampu padam", "new", TEST_NOW);
  family->other = make_complaint (fixture->actor, "Lubang", "new", TEST_NOW);
  family->person = gaung_record_new ("person", fixture->actor, TEST_NOW);
  gaung_record_set_string (family->person, "name", "Slamet", NULL);
  family->own = put_attachment (fixture, batch, "satu");
  family->shared = put_attachment (fixture, batch, "dua");
  gaung_record_set_string (
      family->complaint, "reporter", gaung_record_get_id (family->person), NULL);
  set_names (family->complaint, family->own, family->shared);
  set_names (family->other, family->shared, NULL);
  family->entry = make_entry (fixture->actor, family->complaint, "Catatan", TEST_NOW);
  gaung_batch_put (batch, family->person, NULL);
  gaung_batch_put (batch, family->complaint, NULL);
  gaung_batch_put (batch, family->other, NULL);
  gaung_batch_put (batch, family->entry, NULL);
  gaung_store_write (fixture->store, batch, &error);
  g_assert_no_error (error);
}

static void
clear_family (Family *family)
{
  g_object_unref (family->complaint);
  g_object_unref (family->other);
  g_object_unref (family->person);
  g_object_unref (family->entry);
  g_object_unref (family->own);
  g_object_unref (family->shared);
}

static gboolean
is_here (StoreFixture *fixture, GaungRecord *record)
{
  return peek_number (
             fixture, "SELECT count(*) FROM document WHERE id = '%s'", gaung_record_get_id (record))
         == 1;
}

static void
test_discard_new (StoreFixture *fixture, gconstpointer data)
{
  Family family;
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GError) error = NULL;
  gint64 seq;

  make_family (fixture, &family);
  seq = find_seq (fixture, gaung_record_get_id (family.complaint));
  g_assert_true (gaung_outbox_discard (fixture->store, seq, "salah ketik", &error));
  g_assert_no_error (error);
  g_assert_false (is_here (fixture, family.complaint));
  g_assert_false (is_here (fixture, family.entry));
  g_assert_false (is_here (fixture, family.person));
  g_assert_false (is_here (fixture, family.own));
  g_assert_true (is_here (fixture, family.shared));
  g_assert_true (is_here (fixture, family.other));
  g_assert_cmpint (peek_number (fixture, "SELECT count(*) FROM outbox"), ==, 2);
  g_assert_cmpint (count (fixture->store, "type:complaint lampu"), ==, 0);
  assert_whole (fixture);

  /* All of it can be looked at. */
  kept = gaung_conflict_list (fixture->store, FALSE, 10, NULL);
  g_assert_cmpuint (kept->len, ==, 4);
  for (guint i = 0; i < kept->len; i++)
    {
      GaungConflict *conflict = g_ptr_array_index (kept, i);

      g_assert_cmpint (conflict->kind, ==, GAUNG_CONFLICT_DISCARDED);
      g_assert_cmpstr (conflict->reason, ==, "salah ketik");
      g_assert_nonnull (conflict->mine);
      g_assert_null (conflict->theirs);
      g_assert_cmpint (conflict->resolved_at, !=, GAUNG_INSTANT_NONE);
    }
  g_assert_false (gaung_outbox_discard (fixture->store, seq, NULL, &error));
  g_assert_error (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_MISSING);
  clear_family (&family);
}

static void
test_discard_change (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) record = make_complaint (fixture->actor, "T0", "new", TEST_NOW);
  const char *id = gaung_record_get_id (record);
  g_autoptr (GaungRecord) changed = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  g_autofree char *after = NULL;
  GaungConflict *conflict;

  apply_one (fixture, HERE, make_incoming (record, "1-a"));
  changed = edit (fixture, id, "title", "T1");
  g_assert_true (gaung_outbox_discard (fixture->store, find_seq (fixture, id), NULL, NULL));
  after = describe (fixture, id);
  g_assert_cmpstr (after, ==, "0-0 1-a | T0 T0 | c0 r0");
  kept = gaung_conflict_list (fixture->store, FALSE, 10, NULL);
  conflict = g_ptr_array_index (kept, 0);
  g_assert_cmpstr (gaung_json_get_string (conflict->mine, "title", NULL), ==, "T1");
  g_assert_cmpstr (gaung_json_get_string (conflict->theirs, "title", NULL), ==, "T0");
  assert_whole (fixture);
}

/* What is under way can be neither held nor given up: it may have arrived. */
static void
test_under_way (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) record = make_complaint (fixture->actor, "T0", "new", TEST_NOW);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  gint64 seq;

  put (fixture->store, record, GAUNG_BATCH_NONE);
  items = send_due (fixture, HERE);
  seq = ((GaungSendItem *) g_ptr_array_index (items, 0))->seq;
  g_assert_false (gaung_outbox_discard (fixture->store, seq, NULL, &error));
  g_assert_error (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (gaung_outbox_hold (fixture->store, seq, GAUNG_INSTANT_NONE, &error));
  g_assert_error (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (gaung_outbox_hold (fixture->store, seq + 100, GAUNG_INSTANT_NONE, &error));
  g_assert_error (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_false (gaung_outbox_release (fixture->store, seq + 100, &error));
  g_assert_error (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_MISSING);
}

static void
test_hold_and_release (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GaungOutboxCounts counts;
  guint n;

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GaungRecord) record = make_complaint (fixture->actor, "T0", "new", TEST_NOW);

      put (fixture->store, record, GAUNG_BATCH_NONE);
    }
  {
    g_autoptr (GPtrArray) items = gaung_outbox_list (fixture->store, 10, &error);
    gint64 seqs[4];

    g_assert_cmpuint (items->len, ==, 4);
    for (guint i = 0; i < 4; i++)
      seqs[i] = ((GaungOutboxItem *) g_ptr_array_index (items, i))->seq;
    g_assert_true (gaung_outbox_hold (fixture->store, seqs[0], GAUNG_INSTANT_NONE, &error));
    g_assert_true (
        gaung_outbox_hold (fixture->store, seqs[1], gaung_instant_now () + 60000, &error));
    poke (fixture, "UPDATE outbox SET is_parked = 1, code = 'E_X' WHERE seq = 3");
    g_assert_true (gaung_outbox_count (fixture->store, &counts, &error));
    g_assert_cmpuint (counts.waiting, ==, 4);
    g_assert_cmpuint (counts.held, ==, 2);
    g_assert_cmpuint (counts.parked, ==, 1);
    g_assert_true (gaung_outbox_release (fixture->store, seqs[0], &error));
    g_assert_true (gaung_outbox_release_all (fixture->store, &n, &error));
    g_assert_cmpuint (n, ==, 2);
    g_assert_true (gaung_outbox_count (fixture->store, &counts, &error));
    g_assert_cmpuint (counts.waiting, ==, 4);
    g_assert_cmpuint (counts.held + counts.parked, ==, 0);
  }
}

/* A held item that is edited stays held; a refused one goes again. */
static void
test_edited (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) record = make_complaint (fixture->actor, "T0", "new", TEST_NOW);
  const char *id = gaung_record_get_id (record);
  g_autoptr (GaungRecord) first = NULL;
  g_autoptr (GaungRecord) second = NULL;
  g_autoptr (GaungOutboxItem) held = NULL;
  g_autoptr (GaungOutboxItem) parked = NULL;
  gint64 seq;

  put (fixture->store, record, GAUNG_BATCH_NONE);
  seq = find_seq (fixture, id);
  g_assert_true (gaung_outbox_hold (fixture->store, seq, GAUNG_INSTANT_NONE, NULL));
  first = edit (fixture, id, "title", "T1");
  held = gaung_outbox_get (fixture->store, seq, NULL);
  g_assert_cmpint (held->state, ==, GAUNG_OUTBOX_HELD);
  g_assert_cmpstr (held->title, ==, "T1");
  g_assert_true (gaung_outbox_release (fixture->store, seq, NULL));
  poke (fixture, "UPDATE outbox SET is_parked = 1, code = 'E_X'");
  second = edit (fixture, id, "title", "T2");
  parked = gaung_outbox_get (fixture->store, seq, NULL);
  g_assert_cmpint (parked->state, ==, GAUNG_OUTBOX_WAITING);
  g_assert_null (parked->code);
}

/* What the server deleted while it was changed here: sent again as new, or given up. */
static void
test_deleted_there (StoreFixture *fixture, gconstpointer data)
{
  for (int is_given_up = 0; is_given_up < 2; is_given_up++)
    {
      g_autoptr (GaungRecord) record = make_complaint (fixture->actor, "T0", "new", TEST_NOW);
      const char *id = gaung_record_get_id (record);
      g_autoptr (GaungRecord) changed = NULL;
      gint64 seq;

      apply_one (fixture, HERE, make_incoming (record, "1-a"));
      changed = edit (fixture, id, "title", "T1");
      apply_one (fixture, HERE, make_deletion (id, "2-d"));
      seq = find_seq (fixture, id);
      if (is_given_up)
        {
          g_assert_true (gaung_outbox_discard (fixture->store, seq, NULL, NULL));
          g_assert_false (is_here (fixture, record));
        }
      else
        {
          g_autoptr (GPtrArray) items = NULL;

          g_assert_true (gaung_outbox_release (fixture->store, seq, NULL));
          items = send_due (fixture, HERE);
          g_assert_cmpuint (items->len, ==, 1);
          g_assert_null (((GaungSendItem *) g_ptr_array_index (items, 0))->revision);
          settle_item (fixture, g_ptr_array_index (items, 0), GAUNG_SEND_ARRIVED, HERE, "3-e");
        }
      g_assert_cmpint (peek_number (fixture, "SELECT count(*) FROM outbox"), ==, 0);
    }
  assert_whole (fixture);
}

static void
test_export (StoreFixture *fixture, gconstpointer data)
{
  Family family;
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) one = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *text = NULL;
  gboolean has_bytes = FALSE;
  guint n;

  make_family (fixture, &family);
  g_assert_true (gaung_outbox_export (fixture->store, 0, stream, &n, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 6);
  text = g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)));
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 7);
  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (JsonObject) line = gaung_json_parse_object (lines[i], -1, &error);
      const char *bytes;
      g_autoptr (GaungRecord) record = NULL;

      g_assert_no_error (error);
      g_assert_cmpstr (gaung_json_get_string (line, "state", NULL), ==, "waiting");
      record = gaung_record_new_from_json (gaung_json_get_object (line, "document"), &error);
      g_assert_no_error (error);
      bytes = gaung_json_get_string (line, "bytes", NULL);
      has_bytes = has_bytes || g_strcmp0 (bytes, "c2F0dQ==") == 0;
    }
  g_assert_true (has_bytes);
  g_assert_true (gaung_outbox_export (
      fixture->store, find_seq (fixture, gaung_record_get_id (family.entry)), one, &n, NULL, NULL));
  g_assert_cmpuint (n, ==, 1);
  clear_family (&family);
}

/* ---- Conflicts ---- */

static gint64
make_clash (StoreFixture *fixture, GaungRecord **record)
{
  g_autoptr (GaungRecord) theirs = NULL;
  g_autoptr (GaungRecord) mine = NULL;
  g_autoptr (GPtrArray) open = NULL;

  *record = make_complaint (fixture->actor, "T0", "new", TEST_NOW);
  apply_one (fixture, HERE, make_incoming (*record, "1-a"));
  mine = edit (fixture, gaung_record_get_id (*record), "title", "T1");
  theirs = change_copy (*record, "budi", "title", "T9");
  apply_one (fixture, HERE, make_incoming (theirs, "2-b"));
  open = gaung_conflict_list (fixture->store, TRUE, 10, NULL);
  g_assert_cmpuint (open->len, >=, 1);
  return ((GaungConflict *) g_ptr_array_index (open, open->len - 1))->number;
}

static void
test_resolve (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) record = NULL;
  g_autoptr (GaungRecord) stored = NULL;
  g_autoptr (GaungRecord) decided = NULL;
  g_autoptr (GaungRecord) entry = NULL;
  gint64 number = make_clash (fixture, &record);
  g_autoptr (GaungConflict) conflict = gaung_conflict_get (fixture->store, number, NULL);
  g_autoptr (GaungConflict) settled = NULL;
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GaungBatch) again = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;

  g_assert_cmpstr (gaung_json_get_string (conflict->base, "title", NULL), ==, "T0");
  g_assert_cmpstr (gaung_json_get_string (conflict->mine, "title", NULL), ==, "T1");
  g_assert_cmpstr (gaung_json_get_string (conflict->theirs, "title", NULL), ==, "T9");
  g_assert_cmpint (conflict->resolved_at, ==, GAUNG_INSTANT_NONE);

  stored = gaung_store_get (fixture->store, conflict->id, NULL);
  decided = change_copy (stored, ACCOUNT, "title", "T1");
  entry = make_entry (fixture->actor, record, "T9", TEST_NOW);
  gaung_batch_put (batch, decided, gaung_record_get_change (stored));
  gaung_batch_put (batch, entry, NULL);
  gaung_batch_resolve_conflict (batch, number, GAUNG_CONFLICT_CLASH);
  gaung_store_write (fixture->store, batch, &error);
  g_assert_no_error (error);
  after = describe (fixture, conflict->id);
  g_assert_cmpstr (after, ==, "2b1 2-b | T1 T0 | c0 r0");
  settled = gaung_conflict_get (fixture->store, number, NULL);
  g_assert_cmpint (settled->resolved_at, !=, GAUNG_INSTANT_NONE);

  /* Settled at another desk's window meanwhile: nothing of the batch is written. */
  gaung_batch_put_draft (again, "draf", "teks");
  gaung_batch_resolve_conflict (again, number, GAUNG_CONFLICT_CLAIM);
  g_assert_false (gaung_store_write (fixture->store, again, &error));
  g_assert_error (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_MISSING);
  g_assert_null (gaung_store_get_draft (fixture->store, "draf"));
}

/* Several of one record are kept side by side; the kinds can be told. */
static void
test_list_conflicts (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) record = NULL;
  g_autoptr (GaungRecord) mine = NULL;
  g_autoptr (GaungRecord) theirs = NULL;
  g_autoptr (GaungRecord) stored = NULL;
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GPtrArray) settled = NULL;
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  gint64 number = make_clash (fixture, &record);
  const char *id = gaung_record_get_id (record);
  GaungStoreStatistics statistics;

  mine = edit (fixture, id, "title", "T3");
  stored = gaung_store_get (fixture->store, id, NULL);
  theirs = change_copy (stored, "budi", "title", "T8");
  apply_one (fixture, HERE, make_incoming (theirs, "3-c"));
  open = gaung_conflict_list (fixture->store, TRUE, 10, NULL);
  g_assert_cmpuint (open->len, ==, 2);
  g_assert_cmpint (((GaungConflict *) g_ptr_array_index (open, 0))->number, ==, number);
  gaung_batch_resolve_conflict (batch, number, GAUNG_CONFLICT_CLAIM);
  g_assert_true (gaung_store_write (fixture->store, batch, NULL));
  settled = gaung_conflict_list (fixture->store, FALSE, 10, NULL);
  g_assert_cmpuint (settled->len, ==, 1);
  g_assert_cmpint (
      ((GaungConflict *) g_ptr_array_index (settled, 0))->kind, ==, GAUNG_CONFLICT_CLAIM);
  g_assert_true (gaung_store_get_statistics (fixture->store, &statistics, NULL));
  g_assert_cmpint (statistics.conflicts, ==, 1);
}

int
main (int argc, char *argv[])
{
  static const StoreTest tests[] = {
    { "discard-new", test_discard_new },
    { "discard-change", test_discard_change },
    { "under-way", test_under_way },
    { "hold-and-release", test_hold_and_release },
    { "edited", test_edited },
    { "deleted-there", test_deleted_there },
    { "export", test_export },
    { "resolve", test_resolve },
    { "list-conflicts", test_list_conflicts },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add_store_tests ("outbox", tests, G_N_ELEMENTS (tests));
  return g_test_run ();
}
