/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A key that does not fit, files that are damaged, cut off, newer or something else: it is said
 * plainly, and not a byte is changed. */
#include "config.h"

#include <string.h>

#include <glib/gstdio.h>
#include <sys/fsuid.h>
#include <unistd.h>

#include "gaung-outbox.h"
#include "store-fixture.h"

#define PAGE 4096

typedef enum
{
  WRONG_KEY,
  FLIP_FIRST_PAGE,
  FLIP_SCHEMA_ROOT,
  CUT_HALF,
  CUT_IN_PAGE,
  CUT_TO_NOTHING,
  GARBAGE,
  PLAIN_DATABASE,
  NEWER,
} Harm;

typedef struct
{
  const char *name;
  Harm harm;
  GaungStoreError expected;
} Case;

static const Case cases[] = {
  { "wrong-key", WRONG_KEY, GAUNG_STORE_ERROR_KEY },
  /* With nothing but a key, a first page that fails its check looks as if the key were wrong; a
   * workspace knows better (see test-workspace.c). */
  { "first-page", FLIP_FIRST_PAGE, GAUNG_STORE_ERROR_KEY },
  { "root-page", FLIP_SCHEMA_ROOT, GAUNG_STORE_ERROR_DAMAGED },
  { "cut-half", CUT_HALF, GAUNG_STORE_ERROR_DAMAGED },
  { "cut-in-page", CUT_IN_PAGE, GAUNG_STORE_ERROR_DAMAGED },
  { "cut-to-nothing", CUT_TO_NOTHING, GAUNG_STORE_ERROR_DAMAGED },
  { "garbage", GARBAGE, GAUNG_STORE_ERROR_KEY },
  { "plain-database", PLAIN_DATABASE, GAUNG_STORE_ERROR_KEY },
  { "newer", NEWER, GAUNG_STORE_ERROR_NEWER },
};

static void
fill (StoreFixture *fixture, guint n)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *title = g_strdup_printf ("Lampu %u padam di depan pasar", i);
      g_autoptr (GaungRecord) record = make_complaint (fixture->actor, title, "new", TEST_NOW + i);

      gaung_batch_put (batch, record, NULL);
    }
  g_assert_true (gaung_store_write (fixture->store, batch, NULL));
}

static void
close_store (StoreFixture *fixture)
{
  gaung_store_close (fixture->store);
  g_clear_object (&fixture->store);
}

static void
flip (char *contents, gsize offset)
{
  contents[offset] ^= 0x20;
}

static void
harm_file (StoreFixture *fixture, Harm harm)
{
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  g_assert_cmpuint (length, >, 20 * PAGE);
  switch (harm)
    {
    case FLIP_FIRST_PAGE:
      flip (contents, 1000);
      break;
    case FLIP_SCHEMA_ROOT:
      /* The tables' roots are the first pages of the file. */
      for (gsize page = 1; page < 12; page++)
        flip (contents, page * PAGE + 100);
      break;
    case CUT_HALF:
      length = length / 2 / PAGE * PAGE;
      break;
    case CUT_IN_PAGE:
      length -= 1000;
      break;
    case CUT_TO_NOTHING:
      length = 0;
      break;
    case GARBAGE:
      memset (contents, 'x', length);
      break;
    case PLAIN_DATABASE:
      memcpy (contents, "SQLite format 3", 16);
      break;
    case WRONG_KEY:
    case NEWER:
    default:
      return;
    }
  g_assert_true (g_file_set_contents (fixture->path, contents, length, NULL));
}

static void
test_open (StoreFixture *fixture, gconstpointer data)
{
  const Case *test = data;
  g_autoptr (GBytes) key = make_key (test->harm == WRONG_KEY ? 'w' : 'k');
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *text = NULL;
  gsize length_before, length_after;

  fill (fixture, 200);
  if (test->harm == NEWER)
    {
      close_store (fixture);
      poke (fixture, "PRAGMA user_version = 4000");
    }
  else
    close_store (fixture);
  harm_file (fixture, test->harm);
  g_assert_true (g_file_get_contents (fixture->path, &before, &length_before, NULL));

  /* Twice: the first attempt must not have prepared anything for the second. */
  for (int i = 0; i < 2; i++)
    {
      g_clear_error (&error);
      g_assert_null (gaung_store_open (fixture->path, key, &error));
      g_assert_error (error, GAUNG_STORE_ERROR, (int) test->expected);
    }
  text = gaung_error_to_user_text (error);
  g_assert_cmpuint (strlen (text), >, 40);

  g_assert_true (g_file_get_contents (fixture->path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
}

/* Damage behind the roots is met while reading: that is an error of its own, and the rest goes on.
 */
static void
test_damaged_body (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GaungQuery) query = gaung_query_new ("complaint");
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *ids = NULL;
  guint n_damaged = 0, n_fine = 0;
  gsize length;

  fill (fixture, 2000);
  ids = peek (fixture,
              "SELECT group_concat(id) FROM document WHERE type ="
              " (SELECT number FROM term WHERE text = 'complaint')");
  close_store (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  for (gsize page = 60; page < length / PAGE; page += 9)
    flip (contents, page * PAGE + 500);
  g_assert_true (g_file_set_contents (fixture->path, contents, length, NULL));

  fixture->store = gaung_store_open (fixture->path, fixture->key, &error);
  g_assert_no_error (error);
  {
    g_auto (GStrv) list = g_strsplit (ids, ",", -1);

    for (gsize i = 0; list[i] != NULL; i++)
      {
        g_autoptr (GError) read_error = NULL;
        g_autoptr (GaungRecord) record = gaung_store_get (fixture->store, list[i], &read_error);

        if (record == NULL)
          g_assert_error (read_error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_DAMAGED);
        n_damaged += record == NULL;
        n_fine += record != NULL;
      }
  }
  g_assert_cmpuint (n_damaged, >, 0);
  g_assert_cmpuint (n_fine, >, 0);

  g_assert_true (gaung_store_check (fixture->store, &problems, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, >, 0);
}

/* A list over damaged pages says so, or shows a row that can still be counted: it never breaks. */
static void
test_damaged_list (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungQuery) query = gaung_query_new ("complaint");
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize length;

  fill (fixture, 2000);
  close_store (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  /* The few pages that an open reads must be whole: where they are depends on the schema. */
  for (gsize first = 60; fixture->store == NULL; first++)
    {
      g_autofree char *damaged = g_memdup2 (contents, length);

      g_assert_cmpuint (first, <, 63);
      for (gsize page = first; page < length / PAGE; page += 3)
        flip (damaged, page * PAGE + 500);
      g_assert_true (g_file_set_contents (fixture->path, damaged, length, NULL));
      fixture->store = gaung_store_open (fixture->path, fixture->key, NULL);
    }
  {
    GaungList *list = gaung_list_new (fixture->store, query);

    wait_for_list (list);
    for (guint i = 0; i < gaung_list_get_n_items (list); i++)
      {
        g_autoptr (GaungRecord) record = g_list_model_get_item (G_LIST_MODEL (list), i);

        g_assert_true (GAUNG_IS_RECORD (record));
      }
    g_assert_error (gaung_list_get_error (list), GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_DAMAGED);
    g_assert_finalize_object (list);
  }
}

/* The first released schema opens, and all of it is there. */
static void
test_fixture_of_schema_1 (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *source = g_build_filename (g_getenv ("GAUNG_FIXTURES"), "schema-1.db", NULL);
  g_autofree char *contents = NULL;
  g_autofree char *draft = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  GaungStoreStatistics statistics;
  gsize length;

  close_store (fixture);
  g_assert_true (g_file_get_contents (source, &contents, &length, NULL));
  g_assert_true (g_file_set_contents (fixture->path, contents, length, NULL));
  fixture->store = gaung_store_open (fixture->path, fixture->key, &error);
  g_assert_no_error (error);
  g_assert_true (gaung_store_get_statistics (fixture->store, &statistics, &error));
  g_assert_cmpint (statistics.schema, >=, 1);
  g_assert_cmpint (statistics.documents, ==, 26);
  g_assert_cmpint (statistics.waiting, ==, 25);
  g_assert_cmpint (count (fixture->store, "type:complaint lampu"), ==, 20);
  g_assert_cmpint (count (fixture->store, "type:complaint is:new"), ==, 1);
  g_assert_cmpint (count (fixture->store, "type:entry"), ==, 5);
  draft = gaung_store_get_draft (fixture->store, "complaint:x/reply");
  g_assert_cmpstr (draft, ==, "Terima kasih");
  bytes = gaung_store_get_bytes (fixture->store, "attachment:1", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 1000);
  g_assert_true (gaung_store_check (fixture->store, &problems, NULL, &error));
  g_assert_cmpuint (problems->len, ==, 0);
}

/* What the synchronisation needs came with schema 2: all that there was before goes on. */
static void
test_outbox_of_schema_1 (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *source = g_build_filename (g_getenv ("GAUNG_FIXTURES"), "schema-1.db", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GPtrArray) receipts = NULL;
  g_autoptr (GError) error = NULL;
  GaungConflict *conflict;
  GaungStoreStatistics statistics;
  gsize length;

  close_store (fixture);
  g_assert_true (g_file_get_contents (source, &contents, &length, NULL));
  g_assert_true (g_file_set_contents (fixture->path, contents, length, NULL));
  poke (fixture,
        "INSERT INTO conflict (id, at, rev, base, mine, theirs) VALUES"
        " ('complaint:b', 2, '2-b', NULL, '{\"a\":1}', '{\"a\":2}'),"
        " ('complaint:a', 1, '2-a', '{}', '{\"a\":3}', '{\"a\":4}');"
        "INSERT INTO receipt (id, local_rev, db, rev, change, sent_at)"
        " VALUES ('complaint:a', 1, 'gaung-agency-dlh', '1-a', 'c', 5);"
        "UPDATE outbox SET last_error = 'x', hold_until = 9000000000000000 WHERE seq = 1");
  fixture->store = gaung_store_open (fixture->path, fixture->key, &error);
  g_assert_no_error (error);
  g_assert_true (gaung_store_get_statistics (fixture->store, &statistics, &error));
  g_assert_cmpint (statistics.schema, ==, 2);
  items = gaung_outbox_list (fixture->store, 100, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 25);
  for (guint i = 0; i < items->len; i++)
    {
      GaungOutboxItem *item = g_ptr_array_index (items, i);

      g_assert_cmpint (item->state, ==, i == 0 ? GAUNG_OUTBOX_HELD : GAUNG_OUTBOX_WAITING);
      g_assert_cmpstr (item->title, ==, "Lampu padam");
    }
  conflicts = gaung_conflict_list (fixture->store, TRUE, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (conflicts->len, ==, 2);
  conflict = g_ptr_array_index (conflicts, 0);
  g_assert_cmpstr (conflict->id, ==, "complaint:a");
  g_assert_cmpint (conflict->kind, ==, GAUNG_CONFLICT_CLASH);
  g_assert_nonnull (conflict->base);
  receipts = gaung_receipt_list_of (fixture->store, "complaint:a", 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (receipts->len, ==, 1);
  g_assert_cmpint (((GaungReceipt *) g_ptr_array_index (receipts, 0))->written_at, ==, 5);
}

/* `test-store-damage --make-fixture FILE`: how the fixture was made. */
static void
make_fixture (const char *path)
{
  g_autoptr (GBytes) key = make_key ('k');
  g_autoptr (GaungActor) actor = gaung_actor_new ("siti", "Siti", "dlh", NULL);
  g_autoptr (GaungStore) store = gaung_store_open (path, key, NULL);
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autofree char *memory = g_strnfill (1000, 'b');
  g_autoptr (GBytes) bytes = g_bytes_new (memory, 1000);
  g_autoptr (GaungRecord) fresh = make_complaint (actor, "Baru", "new", TEST_NOW);

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GaungRecord) record = make_complaint (actor, "Lampu padam", "new", TEST_NOW + i);

      gaung_batch_put (batch, record, NULL);
      if (i < 5)
        {
          g_autoptr (GaungRecord) entry = make_entry (actor, record, "Catatan", TEST_NOW + i);

          gaung_batch_put (batch, entry, NULL);
        }
    }
  gaung_batch_put_draft (batch, "complaint:x/reply", "Terima kasih");
  gaung_batch_put_bytes (batch, "attachment:1", bytes);
  g_assert_true (gaung_store_write (store, batch, NULL));
  put (store, fresh, GAUNG_BATCH_NO_OUTBOX | GAUNG_BATCH_FRESH);
  gaung_store_close (store);
}

/* The file is taken away while it is open: what is written then must not seem to be kept. */
static void
test_removed (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);
  g_autoptr (GError) error = NULL;
  g_autofree char *elsewhere = g_strconcat (fixture->path, ".moved", NULL);

  gaung_batch_put_draft (batch, "complaint:x/reply", "Terima kasih");
  g_assert_cmpint (g_rename (fixture->path, elsewhere), ==, 0);
  g_assert_false (gaung_store_write (fixture->store, batch, &error));
  g_assert_error (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);

  g_assert_cmpint (g_rename (elsewhere, fixture->path), ==, 0);
  g_assert_true (gaung_store_write (fixture->store, batch, &error));
  g_assert_no_error (error);
}

/* A file that may only be read, of which nothing lies beside it: it is there, and that is said. */
static void
test_read_only (StoreFixture *fixture, gconstpointer data)
{
  const uid_t nobody = 65534;
  g_autoptr (GError) error = NULL;
  GaungStore *store;

  close_store (fixture);
  g_assert_cmpint (g_chmod (fixture->path, 0444), ==, 0);
  g_assert_cmpint (g_chmod (fixture->directory, 0555), ==, 0);
  /* Root may write all the same: as far as files go, this thread is somebody else for a moment. */
  if (geteuid () == 0)
    setfsuid (nobody);
  store = gaung_store_open (fixture->path, fixture->key, &error);
  if (geteuid () == 0)
    setfsuid (0);
  g_chmod (fixture->directory, 0755);
  g_assert_null (store);
  g_assert_error (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_READ_ONLY);
}

int
main (int argc, char *argv[])
{
  static const StoreTest tests[] = {
    { "body", test_damaged_body },
    { "list", test_damaged_list },
    { "read-only", test_read_only },
    { "removed", test_removed },
    { "schema-1", test_fixture_of_schema_1 },
    { "schema-1-outbox", test_outbox_of_schema_1 },
  };

  if (argc == 3 && g_str_equal (argv[1], "--make-fixture"))
    {
      make_fixture (argv[2]);
      return 0;
    }
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    add_store_case ("damage", cases[i].name, &cases[i], test_open);
  add_store_tests ("damage", tests, G_N_ELEMENTS (tests));
  return g_test_run ();
}
