/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hostile content, bulk loads, checks, indexes made anew, and ranks that follow the rules. */
#include "config.h"

#include <string.h>

#include "gaung-deadline.h"
#include "gaung-index.h"
#include "gaung-json.h"
#include "store-fixture.h"

typedef struct
{
  const char *name;
  const char *text;
} Hostile;

static const Hostile hostile[] = {
  { "markup", "<b>&amp;<script>alert(1)</script>" },
  { "quotes", "'; DROP TABLE document; -- \" ` \\" },
  { "right-to-left",
    "\xe2\x80\xae"
    "txt.exe\xe2\x80\xac \xd8\xb3\xd9\x84\xd8\xa7\xd9\x85" },
  { "newlines", "satu\ndua\r\ntiga\tempat" },
  { "controls", "\x01\x02\x1b[31mmerah\x7f" },
  { "emoji", "👩‍👩‍👧‍👦 🏳️‍🌈 e\xcc\x81\xcc\x81\xcc\x81" },
  { "noncharacters", "\xef\xbf\xbe\xef\xbf\xbf\xf4\x8f\xbf\xbf" },
  { "fts", "\" OR NEAR(x) * ^ - + : { } ( )" },
  { "percent", "%s%n%d %_ ?1 :a @b $c" },
  { "empty-looking", "\xc2\xa0\xe2\x80\x8b\xef\xbb\xbf" },
  { "new-letters", "\xf0\x9e\xa4\x80\xf0\x9e\xa4\x81 \xe1\xb2\x80 \xf0\x96\xb5\x80" },
};

static void
test_hostile_text (StoreFixture *fixture, gconstpointer data)
{
  const Hostile *test = data;
  g_autoptr (GaungRecord) record = make_complaint (fixture->actor, "Judul", "new", TEST_NOW);
  g_autoptr (GaungRecord) stored = NULL;
  g_autoptr (GaungQuery) words = gaung_query_new ("complaint");
  g_autoptr (GaungQuery) member = gaung_query_new ("complaint");
  g_autoptr (GaungQuery) columns = gaung_query_new ("complaint");
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_assert_true (gaung_record_set_string (record, "text", test->text, NULL));
  /* One line fields may refuse it, with a reason; what they take comes back. */
  if (!gaung_record_set_string (record, "category", test->text, &error))
    g_assert_error (error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_VALUE);
  g_clear_error (&error);
  before = gaung_record_to_text (record);
  put (fixture->store, record, GAUNG_BATCH_NONE);
  store_fixture_reopen (fixture);
  stored = gaung_store_get (fixture->store, gaung_record_get_id (record), &error);
  g_assert_no_error (error);
  after = gaung_record_to_text (stored);
  g_assert_cmpstr (after, ==, before);

  /* It is found by itself, and asking for it never is an error. */
  gaung_query_set_words (words, test->text);
  g_assert_cmpint (gaung_store_count (fixture->store, words, &error), ==, 1);
  g_assert_no_error (error);
  gaung_query_add (member, "text", "=", test->text);
  g_assert_cmpint (gaung_store_count (fixture->store, member, &error), ==, 1);
  g_assert_no_error (error);
  if (gaung_record_get_string (stored, "category") != NULL)
    {
      gaung_query_set_one (columns, "category", test->text);
      g_assert_cmpint (gaung_store_count (fixture->store, columns, &error), ==, 1);
      g_assert_no_error (error);
    }
  g_assert_true (gaung_store_check (fixture->store, &problems, NULL, &error));
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
test_large (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *draft = g_strnfill (1024 * 1024, 'd');
  g_autofree char *stored_draft = NULL;
  g_autofree char *text = g_strnfill (60 * 1024, 'x');
  g_autoptr (GaungRecord) record = make_complaint (fixture->actor, "Panjang", "new", TEST_NOW);
  g_autoptr (GaungRecord) stored = NULL;
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);

  g_assert_true (gaung_record_set_string (record, "text", text, NULL));
  gaung_batch_put (batch, record, NULL);
  gaung_batch_put_draft (batch, "besar", draft);
  g_assert_true (gaung_store_write (fixture->store, batch, NULL));
  stored = gaung_store_get (fixture->store, gaung_record_get_id (record), NULL);
  g_assert_cmpstr (gaung_record_get_string (stored, "text"), ==, text);
  stored_draft = gaung_store_get_draft (fixture->store, "besar");
  g_assert_cmpstr (stored_draft, ==, draft);
}

/* Members that this version does not know stay, numbers stay exact. */
static void
test_unknown_members (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) record = make_complaint (fixture->actor, "Satu", "new", TEST_NOW);
  g_autofree char *text = gaung_record_to_text (record);
  g_autofree char *extended = NULL;
  g_autoptr (GaungRecord) with_more = NULL;
  g_autoptr (GaungRecord) stored = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *object;

  text[strlen (text) - 1] = '\0';
  extended = g_strconcat (
      text, ",\"x_new\":{\"a\":[1,2.5,null,true,\"\\u202e\"]},\"x_big\":9007199254740992}", NULL);
  with_more = gaung_record_new_from_text (extended, -1, &error);
  g_assert_no_error (error);
  put (fixture->store, with_more, GAUNG_BATCH_NONE);
  stored = gaung_store_get (fixture->store, gaung_record_get_id (record), &error);
  g_assert_no_error (error);
  object = gaung_record_get_json (stored);
  g_assert_cmpint (gaung_json_get_integer (object, "x_big", 0), ==, 9007199254740992);
  g_assert_true (
      gaung_json_equal (json_object_get_member (object, "x_new"),
                        json_object_get_member (gaung_record_get_json (with_more), "x_new")));
}

static void
fill (StoreFixture *fixture, guint n, GaungBatchFlags flags)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (flags);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *title = g_strdup_printf ("Lampu %u padam", i);
      g_autoptr (GaungRecord) record = make_complaint (fixture->actor, title, "new", TEST_NOW - i);
      g_autoptr (GaungRecord) entry = make_entry (fixture->actor, record, "Catatan", TEST_NOW);

      gaung_batch_put (batch, record, NULL);
      gaung_batch_put (batch, entry, NULL);
    }
  g_assert_true (gaung_store_write (fixture->store, batch, NULL));
}

static void
changed_cb (GaungStore *store, GPtrArray *changes, guint *n_resets)
{
  *n_resets += changes->len == 0;
}

static void
test_bulk (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) record = make_complaint (fixture->actor, "Satu", "new", TEST_NOW);
  g_autoptr (GaungRecord) seen = NULL;
  g_autoptr (GaungBatch) bad = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GaungQuery) query = gaung_query_new ("complaint");
  g_autoptr (GError) error = NULL;
  GaungList *list = gaung_list_new (fixture->store, query);
  guint n_resets = 0;

  wait_for_list (list);
  g_signal_connect (fixture->store, "changed", G_CALLBACK (changed_cb), &n_resets);
  g_assert_true (gaung_store_begin_bulk (fixture->store, &error));
  for (guint i = 0; i < 12; i++)
    fill (fixture, 250, GAUNG_BATCH_NO_OUTBOX);
  put (fixture->store, record, GAUNG_BATCH_NO_OUTBOX);
  /* The loading thread sees what it wrote; a refused batch leaves the others. */
  seen = gaung_store_get (fixture->store, gaung_record_get_id (record), &error);
  g_assert_no_error (error);
  gaung_batch_put_setting (bad, "a", "b");
  gaung_batch_put (bad, record, "");
  g_assert_false (gaung_store_write (fixture->store, bad, &error));
  g_assert_error (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  settle ();
  g_assert_cmpuint (gaung_list_get_n_items (list), ==, 0);
  g_assert_true (gaung_store_end_bulk (fixture->store, &error));
  g_assert_no_error (error);

  settle ();
  wait_for_list (list);
  g_assert_cmpuint (n_resets, >=, 1);
  g_assert_cmpuint (gaung_list_get_n_items (list), ==, 3001);
  g_assert_null (gaung_store_get_setting (fixture->store, "a"));
  g_assert_cmpint (count (fixture->store, "type:complaint lampu"), ==, 3000);
  g_assert_true (gaung_store_check (fixture->store, &problems, NULL, &error));
  g_assert_cmpuint (problems->len, ==, 0);
  g_signal_handlers_disconnect_by_data (fixture->store, &n_resets);
  g_assert_finalize_object (list);

  /* One that never ends is undone, and the indexes are those of before. */
  g_assert_true (gaung_store_begin_bulk (fixture->store, &error));
  fill (fixture, 10, GAUNG_BATCH_NO_OUTBOX);
  store_fixture_reopen (fixture);
  g_assert_cmpint (count (fixture->store, "type:complaint"), ==, 3001);
}

/* What only a fault of the program or a damaged file can do, done behind its back. */
typedef struct
{
  const char *name;
  const char *sql;
  gboolean is_mended; /* by gaung_store_reindex */
} Fault;

static const Fault faults[] = {
  { "rank", "UPDATE document SET rank = 7 WHERE row = (SELECT max(row) - 1 FROM document)", TRUE },
  { "state", "UPDATE document SET state = 0 WHERE flags & 1", TRUE },
  { "search-less", "DELETE FROM search WHERE rowid = (SELECT max(row) - 1 FROM document)", TRUE },
  { "search-more", "INSERT INTO search (rowid, text) VALUES (99999, 'hantu')", TRUE },
  { "parent",
    "DELETE FROM document WHERE row = (SELECT min(row) FROM document WHERE parent IS NULL AND "
    "flags & 1)",
    FALSE },
  { "body-gone", "DELETE FROM body WHERE row = (SELECT max(row) FROM body)", FALSE },
  { "body-unreadable",
    "UPDATE body SET body = '{' WHERE row = (SELECT max(row) FROM body)",
    FALSE },
};

static void
test_check_finds (StoreFixture *fixture, gconstpointer data)
{
  const Fault *fault = data;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) some = NULL;
  g_autoptr (GPtrArray) rest = NULL;
  g_autoptr (GError) error = NULL;

  fill (fixture, 30, GAUNG_BATCH_NONE);
  g_assert_true (gaung_store_check (fixture->store, &none, NULL, &error));
  g_assert_cmpuint (none->len, ==, 0);
  gaung_store_close (fixture->store);
  g_clear_object (&fixture->store);
  poke (fixture, fault->sql);
  fixture->store = gaung_store_open (fixture->path, fixture->key, &error);
  g_assert_no_error (error);
  g_assert_true (gaung_store_check (fixture->store, &some, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (some->len, >, 0);
  for (guint i = 0; i < some->len; i++)
    g_assert_null (strstr (g_ptr_array_index (some, i), "Lampu"));
  if (!fault->is_mended)
    return;
  g_assert_true (gaung_store_reindex (fixture->store, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (gaung_store_check (fixture->store, &rest, NULL, &error));
  g_assert_cmpuint (rest->len, ==, 0);
  g_assert_cmpint (count (fixture->store, "type:complaint lampu is:open"), ==, 30);
}

static void
test_cancelled (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;

  fill (fixture, 30, GAUNG_BATCH_NONE);
  g_cancellable_cancel (cancellable);
  g_assert_false (gaung_store_check (fixture->store, &problems, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (gaung_store_reindex (fixture->store, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (count (fixture->store, "type:complaint lampu"), ==, 30);
}

static gint64
get_rank (StoreFixture *fixture, const char *id)
{
  g_autofree char *sql = g_strdup_printf ("SELECT rank FROM document WHERE id = '%s'", id);
  g_autofree char *text = peek (fixture, sql);

  return g_ascii_strtoll (text, NULL, 10);
}

/* An administrator changes an amount in the scheme: every open complaint moves, and lists follow.
 */
static void
test_ranks_follow_rules (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) records = gaung_builtin_records ();
  g_autoptr (GaungBatch) builtin = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);
  g_autoptr (GaungRecord) complaint = make_complaint (fixture->actor, "Satu", "new", TEST_NOW);
  g_autoptr (GaungRecord) scheme = NULL;
  g_autoptr (GaungQuery) query = gaung_query_new ("complaint");
  g_autofree char *text = NULL;
  g_autofree char *changed_text = NULL;
  g_autoptr (GRegex) regex = g_regex_new ("\"amount\":[0-9]+", 0, 0, NULL);
  g_autoptr (GError) error = NULL;
  GaungIndex index;
  GaungList *list;
  GaungRules *rules;
  gint64 before;

  for (guint i = 0; i < records->len; i++)
    gaung_batch_put (builtin, g_ptr_array_index (records, i), NULL);
  g_assert_true (gaung_store_write (fixture->store, builtin, &error));
  put (fixture->store, complaint, GAUNG_BATCH_NONE);
  rules = gaung_store_get_rules (fixture->store);
  gaung_record_index (complaint, rules, &index);
  before = get_rank (fixture, gaung_record_get_id (complaint));
  g_assert_cmpint (before, ==, index.rank);
  g_assert_cmpint (before, <, GAUNG_RANK_NO_DUE);
  list = gaung_list_new (fixture->store, query);
  wait_for_list (list);

  for (guint i = 0; i < records->len && scheme == NULL; i++)
    if (g_str_has_prefix (gaung_record_get_id (g_ptr_array_index (records, i)), "scheme:"))
      scheme = g_object_ref (g_ptr_array_index (records, i));
  text = gaung_record_to_text (scheme);
  changed_text = g_regex_replace_literal (regex, text, -1, 0, "\"amount\":9", 0, NULL);
  g_clear_object (&scheme);
  scheme = gaung_record_new_from_text (changed_text, -1, &error);
  g_assert_no_error (error);
  put (fixture->store, scheme, GAUNG_BATCH_NO_OUTBOX);

  wait_until (gaung_list_get_sort_key (list, 0) != before);
  g_assert_true (gaung_store_get_rules (fixture->store) != rules);
  gaung_record_index (complaint, gaung_store_get_rules (fixture->store), &index);
  g_assert_cmpint (gaung_list_get_sort_key (list, 0), ==, index.rank);
  g_assert_cmpint (get_rank (fixture, gaung_record_get_id (complaint)), ==, index.rank);
  g_assert_finalize_object (list);
}

static GaungRecord *
make_postponed (StoreFixture *fixture)
{
  g_autoptr (GaungRecord) record
      = make_complaint (fixture->actor, "Tunda", "new", TEST_NOW - GAUNG_HOUR);
  g_autofree char *text = gaung_record_to_text (record);
  g_autofree char *with_pause = NULL;
  g_autoptr (GError) error = NULL;
  GaungRecord *postponed;

  text[strlen (text) - 1] = '\0';
  with_pause = g_strconcat (
      text,
      ",\"pauses\":[{\"from\":\"2026-11-24T05:30:00.000Z\",\"planned\":\"2026-11-27\"}]}",
      NULL);
  postponed = gaung_record_new_from_text (with_pause, -1, &error);
  g_assert_no_error (error);
  return postponed;
}

/* On the day on which it shall end, the complaint comes back to its place by itself. */
static void
test_postponement_runs_out (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) postponed = make_postponed (fixture);
  g_autoptr (GaungRecord) other = make_complaint (fixture->actor, "Lain", "new", TEST_NOW);
  g_autoptr (GaungQuery) query = gaung_query_parse ("type:complaint is:open", NULL);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  GaungList *list;

  gaung_instant_set_now (TEST_NOW);
  put (fixture->store, postponed, GAUNG_BATCH_NONE);
  put (fixture->store, other, GAUNG_BATCH_NONE);
  list = gaung_list_new (fixture->store, query);
  wait_for_list (list);
  g_assert_cmpuint (gaung_list_find (list, gaung_record_get_id (postponed)), ==, 1);
  g_assert_cmpint (count (fixture->store, "type:complaint is:postponed"), ==, 1);
  g_assert_cmpint (gaung_list_get_sort_key (list, 1), >=, GAUNG_RANK_POSTPONED);

  /* The day before nothing moves; on the day it does. */
  gaung_instant_set_now (gaung_day_get_start (gaung_day_from_ymd (2026, 11, 27)) - 1);
  gaung_store_refresh_ranks (fixture->store);
  gaung_instant_set_now (gaung_day_get_start (gaung_day_from_ymd (2026, 11, 27)));
  g_assert_true (gaung_store_check (fixture->store, &problems, NULL, &error));
  g_assert_cmpuint (problems->len, ==, 0);
  gaung_store_refresh_ranks (fixture->store);
  wait_until (gaung_list_get_sort_key (list, 1) < GAUNG_RANK_NO_DUE);
  g_assert_cmpint (count (fixture->store, "type:complaint is:postponed"), ==, 0);
  g_assert_cmpuint (gaung_list_get_n_items (list), ==, 2);
  g_assert_finalize_object (list);
  gaung_instant_set_now (GAUNG_INSTANT_NONE);
}

/* A computation that was cut short is made up for at the next open. */
static void
test_interrupted_ranking (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) complaint = make_complaint (fixture->actor, "Satu", "new", TEST_NOW);
  g_autoptr (GError) error = NULL;
  g_autofree char *pending = NULL;
  GaungIndex index;

  put (fixture->store, complaint, GAUNG_BATCH_NONE);
  gaung_store_close (fixture->store);
  g_clear_object (&fixture->store);
  poke (fixture, "UPDATE document SET rank = 5 WHERE flags & 1");
  poke (fixture, "INSERT INTO setting VALUES ('store.ranking', '1')");
  fixture->store = gaung_store_open (fixture->path, fixture->key, &error);
  g_assert_no_error (error);
  /* Closing waits for the worker. */
  store_fixture_reopen (fixture);
  gaung_record_index (complaint, gaung_store_get_rules (fixture->store), &index);
  g_assert_cmpint (get_rank (fixture, gaung_record_get_id (complaint)), ==, index.rank);
  pending = gaung_store_get_setting (fixture->store, "store.ranking");
  g_assert_null (pending);
}

static void
test_user_texts (void)
{
  static const struct
  {
    GQuark (*domain) (void);
    int last;
  } domains[] = { { gaung_store_error_quark, GAUNG_STORE_ERROR_FAILED },
                  { gaung_record_error_quark, GAUNG_RECORD_ERROR_RIGHT },
                  { gaung_json_error_quark, GAUNG_JSON_ERROR_SIZE } };
  g_autoptr (GError) unknown = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_BADF, "rahasia");
  g_autofree char *fallback = gaung_error_to_user_text (unknown);
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = 0;

  g_assert_null (strstr (fallback, "rahasia"));
  for (gsize i = 0; i < G_N_ELEMENTS (domains); i++)
    for (int code = 0; code <= domains[i].last; code++, n++)
      {
        g_autoptr (GError) error = g_error_new_literal (domains[i].domain (), code, "rincian");
        char *text = gaung_error_to_user_text (error);

        g_assert_cmpstr (text, !=, fallback);
        g_hash_table_add (texts, text);
      }
  /* Each has a text of its own. */
  g_assert_cmpuint (g_hash_table_size (texts), ==, n);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++)
    add_store_case ("hostile", hostile[i].name, &hostile[i], test_hostile_text);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    add_store_case ("check", faults[i].name, &faults[i], test_check_finds);
  add_store_case ("hostile", "large", NULL, test_large);
  add_store_case ("hostile", "unknown-members", NULL, test_unknown_members);
  add_store_case ("bulk", "load", NULL, test_bulk);
  add_store_case ("check", "cancelled", NULL, test_cancelled);
  add_store_case ("ranks", "follow-rules", NULL, test_ranks_follow_rules);
  add_store_case ("ranks", "postponement", NULL, test_postponement_runs_out);
  add_store_case ("ranks", "interrupted", NULL, test_interrupted_ranking);
  g_test_add_func ("/store/user-texts", test_user_texts);
  return g_test_run ();
}
