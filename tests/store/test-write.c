/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every operation of a batch on a document in every state, and what a batch promises as a whole. */
#include "config.h"

#include <string.h>

#include "gaung-entry.h"
#include "gaung-json.h"
#include "store-fixture.h"

typedef enum
{
  ABSENT,
  SYNCED,   /* came from elsewhere */
  CREATED,  /* written here, not sent */
  MODIFIED, /* came from elsewhere and was changed here */
  N_STATES
} State;

typedef enum
{
  PUT,
  PUT_QUIET,    /* NO_OUTBOX */
  PUT_FRESH,    /* NO_OUTBOX and FRESH */
  PUT_EXPECTED, /* with the stored change */
  PUT_OUTDATED, /* with another change */
  PUT_NEW,      /* must not be there yet */
  SEE,
  N_OPERATIONS
} Operation;

/* What a document is afterwards: "sync local_rev fresh base? outbox?"; NULL: it is not there. */
typedef struct
{
  State state;
  Operation operation;
  int error; /* GaungStoreError, or -1 */
  const char *after;
} Case;

static const Case cases[] = {
  { ABSENT, PUT, -1, "1 1 0 0 1" },
  { ABSENT, PUT_QUIET, -1, "0 1 0 0 0" },
  { ABSENT, PUT_FRESH, -1, "0 1 1 0 0" },
  { ABSENT, PUT_EXPECTED, GAUNG_STORE_ERROR_CONFLICT, NULL },
  { ABSENT, PUT_OUTDATED, GAUNG_STORE_ERROR_CONFLICT, NULL },
  { ABSENT, PUT_NEW, -1, "1 1 0 0 1" },
  { ABSENT, SEE, -1, NULL },
  { SYNCED, PUT, -1, "2 2 0 1 1" },
  { SYNCED, PUT_QUIET, -1, "0 2 0 0 0" },
  { SYNCED, PUT_FRESH, -1, "0 2 1 0 0" },
  { SYNCED, PUT_EXPECTED, -1, "2 2 0 1 1" },
  { SYNCED, PUT_OUTDATED, GAUNG_STORE_ERROR_CONFLICT, "0 1 1 0 0" },
  { SYNCED, PUT_NEW, GAUNG_STORE_ERROR_EXISTS, "0 1 1 0 0" },
  { SYNCED, SEE, -1, "0 1 0 0 0" },
  { CREATED, PUT, -1, "1 2 0 0 1" },
  { CREATED, PUT_QUIET, -1, "1 2 0 0 1" },
  { CREATED, PUT_FRESH, -1, "1 2 1 0 1" },
  { CREATED, PUT_EXPECTED, -1, "1 2 0 0 1" },
  { CREATED, PUT_OUTDATED, GAUNG_STORE_ERROR_CONFLICT, "1 1 0 0 1" },
  { CREATED, PUT_NEW, GAUNG_STORE_ERROR_EXISTS, "1 1 0 0 1" },
  { CREATED, SEE, -1, "1 1 0 0 1" },
  /* It was stamped by the store, and is not the one that is stored any more. */
  { MODIFIED, PUT, GAUNG_STORE_ERROR_CONFLICT, "2 2 0 1 1" },
  { MODIFIED, PUT_QUIET, -1, "2 3 0 1 1" },
  { MODIFIED, PUT_FRESH, -1, "2 3 1 1 1" },
  { MODIFIED, PUT_EXPECTED, -1, "2 3 0 1 1" },
  { MODIFIED, PUT_OUTDATED, GAUNG_STORE_ERROR_CONFLICT, "2 2 0 1 1" },
  { MODIFIED, PUT_NEW, GAUNG_STORE_ERROR_EXISTS, "2 2 0 1 1" },
  { MODIFIED, SEE, -1, "2 2 0 1 1" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (cases) == N_STATES * N_OPERATIONS);

static void
prepare (StoreFixture *fixture, GaungRecord *record, State state)
{
  switch (state)
    {
    case SYNCED:
      put (fixture->store, record, GAUNG_BATCH_NO_OUTBOX | GAUNG_BATCH_FRESH);
      break;
    case CREATED:
      put (fixture->store, record, GAUNG_BATCH_NONE);
      break;
    case MODIFIED:
      put (fixture->store, record, GAUNG_BATCH_NO_OUTBOX);
      put (fixture->store, record, GAUNG_BATCH_NONE);
      break;
    case ABSENT:
    case N_STATES:
    default:
      break;
    }
}

static void
test_operation (StoreFixture *fixture, gconstpointer data)
{
  const Case *test = data;
  g_autoptr (GaungRecord) record = make_complaint (fixture->actor, "Lampu padam", "new", TEST_NOW);
  g_autoptr (GaungRecord) stored = NULL;
  g_autoptr (GaungBatch) batch = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = NULL;
  g_autofree char *after = NULL;
  g_autofree char *body = NULL;
  const char *id = gaung_record_get_id (record);

  prepare (fixture, record, test->state);
  stored = gaung_store_get (fixture->store, id, NULL);
  gaung_record_set_string (record, "title", "Lampu menyala", NULL);
  batch
      = gaung_batch_new (test->operation == PUT_QUIET   ? GAUNG_BATCH_NO_OUTBOX
                         : test->operation == PUT_FRESH ? GAUNG_BATCH_NO_OUTBOX | GAUNG_BATCH_FRESH
                                                        : GAUNG_BATCH_NONE);
  if (test->operation == SEE)
    gaung_batch_mark_seen (batch, id);
  else
    gaung_batch_put (batch,
                     record,
                     test->operation == PUT_EXPECTED
                         ? gaung_record_get_change (stored != NULL ? stored : record)
                     : test->operation == PUT_OUTDATED ? "00000000-0000-4000-8000-000000000000"
                     : test->operation == PUT_NEW      ? ""
                                                       : NULL);

  if (test->error >= 0)
    {
      g_assert_false (gaung_store_write (fixture->store, batch, &error));
      g_assert_error (error, GAUNG_STORE_ERROR, test->error);
      g_clear_error (&error);
    }
  else
    {
      gaung_store_write (fixture->store, batch, &error);
      g_assert_no_error (error);
    }

  sql = g_strdup_printf (
      "SELECT sync || ' ' || local_rev || ' ' || fresh || ' ' || (base IS NOT NULL)"
      " || ' ' || (SELECT count(*) FROM outbox WHERE outbox.id = document.id"
      "            AND outbox.local_rev <= document.local_rev)"
      " FROM document JOIN body USING (row) WHERE id = '%s'",
      id);
  after = peek (fixture, sql);
  g_assert_cmpstr (after, ==, test->after);

  /* Whatever was refused left the old text. */
  if (test->after != NULL)
    {
      g_autoptr (GaungRecord) now = gaung_store_get (fixture->store, id, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (gaung_record_get_title (now),
                       ==,
                       test->error >= 0 || test->operation == SEE ? "Lampu padam"
                                                                  : "Lampu menyala");
    }
}

static void
test_base_is_the_servers_copy (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) record = make_complaint (fixture->actor, "Satu", "new", TEST_NOW);
  g_autofree char *base = NULL;

  put (fixture->store, record, GAUNG_BATCH_NO_OUTBOX);
  gaung_record_set_string (record, "title", "Dua", NULL);
  put (fixture->store, record, GAUNG_BATCH_NONE);
  gaung_record_set_string (record, "title", "Tiga", NULL);
  put (fixture->store, record, GAUNG_BATCH_NONE);
  base = peek (fixture,
               "SELECT json_extract (base, '$.title') || json_extract (body, '$.title') FROM body"
               " WHERE base IS NOT NULL");
  g_assert_cmpstr (base, ==, "SatuTiga");
}

/* A write that changed nothing of the stamp gets one of its own; one that has a new stamp keeps it.
 */
static void
test_every_write_has_its_change (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) record = make_complaint (fixture->actor, "Satu", "new", TEST_NOW);
  g_autoptr (GaungRecord) first = NULL;
  g_autoptr (GaungRecord) second = NULL;
  g_autoptr (GaungRecord) third = NULL;
  g_autofree char *change = g_strdup (gaung_record_get_change (record));

  put (fixture->store, record, GAUNG_BATCH_NONE);
  first = gaung_store_get (fixture->store, gaung_record_get_id (record), NULL);
  g_assert_cmpstr (gaung_record_get_change (first), ==, change);

  put (fixture->store, record, GAUNG_BATCH_NONE);
  second = gaung_store_get (fixture->store, gaung_record_get_id (record), NULL);
  g_assert_cmpstr (gaung_record_get_change (second), !=, change);
  g_assert_cmpstr (gaung_record_get_changed_by (second), ==, "siti");

  gaung_record_touch (record, fixture->actor, TEST_NOW + 5);
  put (fixture->store, record, GAUNG_BATCH_NONE);
  third = gaung_store_get (fixture->store, gaung_record_get_id (record), NULL);
  g_assert_cmpstr (gaung_record_get_change (third), ==, gaung_record_get_change (record));
  g_assert_cmpint (gaung_record_get_changed_at (third), ==, TEST_NOW + 5);
}

static void
test_all_or_nothing (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) good = make_complaint (fixture->actor, "Baik", "new", TEST_NOW);
  g_autoptr (GaungRecord) bad = make_complaint (fixture->actor, "Buruk", "new", TEST_NOW);
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GaungBatch) again = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GError) error = NULL;
  g_autofree char *draft = NULL;
  GaungStoreStatistics statistics;

  gaung_record_set_string (good, "agency", "instansi-yang-belum-ada", NULL);
  gaung_batch_put (batch, good, NULL);
  gaung_batch_put_draft (batch, "draf", "teks");
  gaung_batch_put_setting (batch, "a", "b");
  gaung_batch_put (batch, bad, "tidak-cocok");
  g_assert_false (gaung_store_write (fixture->store, batch, &error));
  g_assert_error (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_CONFLICT);

  g_assert_cmpint (count (fixture->store, "type:complaint"), ==, 0);
  draft = gaung_store_get_draft (fixture->store, "draf");
  g_assert_null (draft);
  g_assert_null (gaung_store_get_setting (fixture->store, "a"));
  gaung_store_get_statistics (fixture->store, &statistics, NULL);
  g_assert_cmpint (statistics.waiting, ==, 0);

  /* The words that the failed write had numbered are numbered again. */
  gaung_batch_put (again, good, NULL);
  g_assert_true (gaung_store_write (fixture->store, again, NULL));
  g_assert_cmpint (count (fixture->store, "type:complaint agency:instansi-yang-belum-ada"), ==, 1);
}

static void
test_invalid_is_refused (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) record = gaung_record_new ("complaint", fixture->actor, TEST_NOW);
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GError) error = NULL;

  gaung_batch_put (batch, record, NULL);
  g_assert_false (gaung_store_write (fixture->store, batch, &error));
  g_assert_error (error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_REQUIRED);
  g_assert_cmpint (count (fixture->store, "type:complaint"), ==, 0);
}

/* Who read before somebody else wrote, says nothing of what was read, and stamps, would take back
 * what the other wrote. */
static void
test_blind_write (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) record = make_complaint (fixture->actor, "Satu", "new", TEST_NOW);
  g_autoptr (GaungRecord) early = NULL;
  g_autoptr (GaungRecord) now = NULL;
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GError) error = NULL;
  const char *id = gaung_record_get_id (record);
  GaungStoreStatistics statistics;

  put (fixture->store, record, GAUNG_BATCH_NO_OUTBOX);
  early = gaung_store_get (fixture->store, id, NULL);
  gaung_record_touch (record, fixture->actor, TEST_NOW + 1);
  gaung_record_set_string (record, "title", "Dua", NULL);
  put (fixture->store, record, GAUNG_BATCH_NO_OUTBOX);

  gaung_record_set_string (early, "text", "Ditulis dari yang lama", NULL);
  gaung_record_touch (early, fixture->actor, TEST_NOW + 2);
  gaung_batch_put (batch, early, NULL);
  g_assert_false (gaung_store_write (fixture->store, batch, &error));
  g_assert_error (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_CONFLICT);
  now = gaung_store_get (fixture->store, id, NULL);
  g_assert_cmpstr (gaung_record_get_title (now), ==, "Dua");
  gaung_store_get_statistics (fixture->store, &statistics, NULL);
  g_assert_cmpint (statistics.waiting, ==, 0);
}

static void
test_batch_keeps_a_copy (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) record = make_complaint (fixture->actor, "Sebelum", "new", TEST_NOW);
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GaungRecord) stored = NULL;

  gaung_batch_put (batch, record, NULL);
  gaung_record_set_string (record, "title", "Sesudah", NULL);
  g_assert_true (gaung_store_write (fixture->store, batch, NULL));
  stored = gaung_store_get (fixture->store, gaung_record_get_id (record), NULL);
  g_assert_cmpstr (gaung_record_get_title (stored), ==, "Sebelum");
}

static void
test_drafts_and_settings (StoreFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *key;
    const char *text;
  } drafts[] = { { "complaint:A/reply", "satu" },
                 { "complaint:A/note", "dua \xe2\x80\xae<b>&\n" },
                 { "complaint:AB/reply", "tiga" },
                 { "complaint:%/reply", "empat" } };
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GaungBatch) removal = gaung_batch_new (GAUNG_BATCH_NONE);
  g_auto (GStrv) of_a = NULL;
  g_auto (GStrv) of_percent = NULL;
  g_autofree char *setting = NULL;
  GaungStoreStatistics statistics;

  for (gsize i = 0; i < G_N_ELEMENTS (drafts); i++)
    gaung_batch_put_draft (batch, drafts[i].key, drafts[i].text);
  gaung_batch_put_setting (batch, "filter", "state:new");
  g_assert_true (gaung_store_write (fixture->store, batch, NULL));
  store_fixture_reopen (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (drafts); i++)
    {
      g_autofree char *text = gaung_store_get_draft (fixture->store, drafts[i].key);

      g_assert_cmpstr (text, ==, drafts[i].text);
    }
  of_a = gaung_store_list_drafts (fixture->store, "complaint:A/");
  g_assert_cmpuint (g_strv_length (of_a), ==, 2);
  of_percent = gaung_store_list_drafts (fixture->store, "complaint:%");
  g_assert_cmpuint (g_strv_length (of_percent), ==, 1);
  setting = gaung_store_get_setting (fixture->store, "filter");
  g_assert_cmpstr (setting, ==, "state:new");

  gaung_batch_put_draft (removal, "complaint:A/reply", "");
  gaung_batch_put_draft (removal, "complaint:A/note", NULL);
  gaung_batch_put_setting (removal, "filter", NULL);
  g_assert_true (gaung_store_write (fixture->store, removal, NULL));
  g_assert_null (gaung_store_get_draft (fixture->store, "complaint:A/reply"));
  g_assert_null (gaung_store_get_draft (fixture->store, "complaint:A/note"));
  g_assert_null (gaung_store_get_setting (fixture->store, "filter"));
  gaung_store_get_statistics (fixture->store, &statistics, NULL);
  g_assert_cmpint (statistics.waiting, ==, 0);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  guint *n = data;

  gaung_store_write_finish (GAUNG_STORE (source), result, &error);
  g_assert_no_error (error);
  (*n)++;
}

/* A letter typed before "send" must not bring the draft back after it. */
static void
test_order_of_writes (StoreFixture *fixture, gconstpointer data)
{
  guint n_written = 0;
  g_autoptr (GaungBatch) removal = gaung_batch_new (GAUNG_BATCH_NONE);

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
      g_autofree char *text = g_strnfill (i + 1, 'x');

      gaung_batch_put_draft (batch, "a/reply", text);
      gaung_store_write_async (fixture->store, batch, NULL, written_cb, &n_written);
    }
  gaung_batch_put_draft (removal, "a/reply", NULL);
  g_assert_true (gaung_store_write (fixture->store, removal, NULL));
  wait_until (n_written == 50);
  g_assert_null (gaung_store_get_draft (fixture->store, "a/reply"));
}

static void
cancelled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (gaung_store_write_finish (GAUNG_STORE (source), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *(gboolean *) data = TRUE;
}

static void
test_cancelled_write (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  gboolean is_done = FALSE;

  gaung_batch_put_setting (batch, "a", "b");
  g_cancellable_cancel (cancellable);
  gaung_store_write_async (fixture->store, batch, cancellable, cancelled_cb, &is_done);
  wait_until (is_done);
  g_assert_null (gaung_store_get_setting (fixture->store, "a"));
}

static void
test_attachments (StoreFixture *fixture, gconstpointer data)
{
  static const gsize sizes[] = { 0, 1, 262143, 262144, 262145, 1000000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *memory = g_malloc (MAX (sizes[i], 1));
      g_autofree char *id = g_strdup_printf ("attachment:%064zx", i);
      g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GBytes) stored = NULL;

      for (gsize k = 0; k < sizes[i]; k++)
        memory[k] = (char) (k * 31 + i);
      bytes = g_bytes_new (memory, sizes[i]);
      gaung_batch_put_bytes (batch, id, bytes);
      /* Twice: a file that two complaints share. */
      gaung_batch_put_bytes (batch, id, bytes);
      g_assert_true (gaung_store_write (fixture->store, batch, NULL));
      stored = gaung_store_get_bytes (fixture->store, id, NULL);
      g_assert_true (g_bytes_equal (stored, bytes));
    }
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (gaung_store_get_bytes (fixture->store, "attachment:none", &error));
    g_assert_error (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_MISSING);
  }
}

static void
got_bytes_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(GBytes **) data = gaung_store_get_bytes_finish (GAUNG_STORE (source), result, &error);
  g_assert_no_error (error);
}

/* Sent before the record that names it, whatever the order in the batch. */
static void
test_attachment_leaves_first (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) complaint = make_complaint (fixture->actor, "Satu", "new", TEST_NOW);
  g_autoptr (GaungRecord) attachment = NULL;
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("isi", 3);
  g_autoptr (GBytes) stored = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *text = g_strdup_printf (
      "{\"_id\":\"attachment:%s\",\"type\":\"attachment\",\"schema\":1,\"created_at\":\"2026-11-"
      "24T06:40:00.000Z\","
      "\"created_by\":\"siti\",\"changed_at\":\"2026-11-24T06:40:00.000Z\",\"changed_by\":\"siti\","
      "\"change\":\"0b8f7c1e-6c2f-4a57-9d52-0d3a4b0f7a11\",\"name\":\"foto.jpg\",\"media_type\":"
      "\"image/jpeg\","
      "\"size\":3,\"sha256\":\"%s\"}",
      hash,
      hash);

  attachment = gaung_record_new_from_text (text, -1, &error);
  g_assert_no_error (error);
  gaung_batch_put (batch, complaint, NULL);
  gaung_batch_put (batch, attachment, NULL);
  gaung_batch_put_bytes (batch, gaung_record_get_id (attachment), bytes);
  gaung_store_write (fixture->store, batch, &error);
  g_assert_no_error (error);
  first = peek (fixture, "SELECT id FROM outbox ORDER BY seq LIMIT 1");
  g_assert_cmpstr (first, ==, gaung_record_get_id (attachment));

  gaung_store_get_bytes_async (
      fixture->store, gaung_record_get_id (attachment), NULL, got_bytes_cb, &stored);
  wait_until (stored != NULL);
  g_assert_true (g_bytes_equal (stored, bytes));
}

static void
test_actor (StoreFixture *fixture, gconstpointer data)
{
  static const char *const roles[] = { "staff", "coordinator", NULL };
  g_autoptr (GaungActor) actor = gaung_actor_new ("budi", "Budi S", "diskominfo", roles);
  const GaungActor *before = gaung_store_get_actor (fixture->store);

  g_assert_cmpstr (before->id, ==, "siti");
  g_assert_true (gaung_store_set_actor (fixture->store, actor, NULL));
  g_assert_cmpstr (gaung_store_get_actor (fixture->store)->id, ==, "budi");
  /* What was given out lives on. */
  g_assert_cmpstr (before->id, ==, "siti");
  store_fixture_reopen (fixture);
  g_assert_cmpstr (gaung_store_get_actor (fixture->store)->agency, ==, "diskominfo");
  g_assert_true (gaung_actor_has_role (gaung_store_get_actor (fixture->store), "coordinator"));
}

static void
test_closed (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GaungQuery) query = gaung_query_new (NULL);
  g_autoptr (GError) error = NULL;
  GaungStoreStatistics statistics;

  gaung_batch_put_setting (batch, "a", "b");
  gaung_store_close (fixture->store);
  g_assert_false (gaung_store_write (fixture->store, batch, &error));
  g_assert_error (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_null (gaung_store_get (fixture->store, "complaint:x", &error));
  g_assert_error (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_cmpint (gaung_store_count (fixture->store, query, &error), ==, -1);
  g_assert_error (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (gaung_store_get_statistics (fixture->store, &statistics, &error));
  g_assert_error (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_FAILED);
}

int
main (int argc, char *argv[])
{
  static const StoreTest tests[] = {
    { "base", test_base_is_the_servers_copy },
    { "change", test_every_write_has_its_change },
    { "all-or-nothing", test_all_or_nothing },
    { "invalid", test_invalid_is_refused },
    { "blind", test_blind_write },
    { "copy", test_batch_keeps_a_copy },
    { "drafts-and-settings", test_drafts_and_settings },
    { "order", test_order_of_writes },
    { "cancelled", test_cancelled_write },
    { "attachments", test_attachments },
    { "attachment-first", test_attachment_leaves_first },
    { "actor", test_actor },
    { "closed", test_closed },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name
          = g_strdup_printf ("state-%d/operation-%d", cases[i].state, cases[i].operation);

      add_store_case ("write", name, &cases[i], test_operation);
    }
  add_store_tests ("write", tests, G_N_ELEMENTS (tests));
  return g_test_run ();
}
