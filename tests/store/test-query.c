/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text form of queries, and what they find. */
#include "config.h"

#include <string.h>

#include "store-fixture.h"

typedef struct
{
  const char *name;
  const char *text;
  const char *canonical; /* NULL: must fail */
  int place;             /* of the fault, from 1 */
} ParseCase;

static const ParseCase parse_cases[] = {
  { "empty", "", "", 0 },
  { "spaces", "  \t\n ", "", 0 },
  { "type", "type:complaint", "type:complaint", 0 },
  { "order-of-columns",
    "state:new type:complaint agency:dlh",
    "type:complaint agency:dlh state:new",
    0 },
  { "values", "state:new,verified", "state:new,verified", 0 },
  { "values-again", "state:new state:verified", "state:new,verified", 0 },
  { "negative", "-state:done", "state:-done", 0 },
  { "negative-inside", "state:-done", "state:-done", 0 },
  { "mixed", "state:new,-done", "state:new,-done", 0 },
  { "equals-is-colon", "agency=dlh", "agency:dlh", 0 },
  { "unequal", "agency!=dlh", "agency:-dlh", 0 },
  { "quoted-value", "category:\"a b,c\"", "category:\"a b,c\"", 0 },
  { "quoted-quote", "category:\"a\\\"b\\\\c\"", "category:\"a\\\"b\\\\c\"", 0 },
  { "is", "is:open,new", "is:open,new", 0 },
  { "is-and", "is:open is:new", "is:open+new", 0 },
  { "is-and-alternatives", "is:open,postponed is:new", "is:open+new,postponed+new", 0 },
  { "is-negative", "-is:open is:new", "is:-open,new", 0 },
  { "range", "at>=2026-11-01 at<2026-12-01", "at>=2026-11-01 at<2026-12-01", 0 },
  { "due", "due<2026-11-25", "due<2026-11-25", 0 },
  { "due-excluded", "-due<2026-11-25", "-due<2026-11-25", 0 },
  { "time-colon", "changed:2026-11-24", "changed=2026-11-24", 0 },
  { "instant", "at>2026-11-24T04:00:00.000Z", "at>2026-11-24T04:00:00.000Z", 0 },
  { "member", "tags:air,listrik", "tags:air,listrik", 0 },
  { "member-operators", "title~lampu title!=x size>=10", "title~lampu title!=x size>=10", 0 },
  { "sort-and-limit", "limit:50 sort:newest", "sort:newest limit:50", 0 },
  { "sort-rank", "sort:rank", "", 0 },
  { "words", "  lampu   jalan ", "lampu jalan", 0 },
  { "words-and-columns", "lampu state:new jalan", "state:new lampu jalan", 0 },
  { "quoted-words", "\"lampu jalan\" padam", "lampu jalan padam", 0 },
  { "quoted-condition", "\"state:new\"", "\"state:new\"", 0 },
  { "address", "http://surakarta.go.id", "\"http://surakarta.go.id\"", 0 },
  { "time-of-day", "10:30", "\"10:30\"", 0 },
  { "minus-word", "-lampu", "-lampu", 0 },
  { "not-ascii", "assignee:sékar 漢字", "assignee:sékar 漢字", 0 },
  { "no-value", "state:", NULL, 7 },
  { "no-value-behind-comma", "state:new,", NULL, 11 },
  { "open-quote", "title=\"abc", NULL, 7 },
  { "unknown-is", "is:hungry", NULL, 4 },
  { "too-many-alternatives",
    "is:open,new is:open,new is:open,new is:open,new is:open,new is:open,new is:open,new",
    NULL,
    76 },
  { "unknown-is-behind", "lampu is:open+hungry", NULL, 10 },
  { "no-day", "at>=kemarin", NULL, 5 },
  { "no-such-day", "at>=2026-02-30", NULL, 5 },
  { "day-unequal", "at!=2026-11-24", NULL, 5 },
  { "minus-comparison", "-size>10", "\"-size>10\"", 0 },
  { "column-compared", "agency>dlh", NULL, 8 },
  { "sort-unknown", "sort:biggest", NULL, 6 },
  { "limit-zero", "limit:0", NULL, 7 },
  { "limit-word", "limit:many", NULL, 7 },
  { "place-in-characters", "ééé sort:x", NULL, 10 },
  { "not-utf8", "\xff\xfe", NULL, 1 },
};

static void
test_parse (gconstpointer data)
{
  const ParseCase *test = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungQuery) query = gaung_query_parse (test->text, &error);
  g_autoptr (GaungQuery) again = NULL;
  g_autoptr (GaungQuery) copy = NULL;
  g_autofree char *text = NULL;

  if (test->canonical == NULL)
    {
      g_autofree char *place = g_strdup_printf ("character %d:", test->place);
      g_autofree char *shown = NULL;

      g_assert_null (query);
      g_assert_error (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_QUERY);
      g_assert_true (g_str_has_prefix (error->message, place));
      shown = gaung_error_to_user_text (error);
      g_assert_nonnull (strstr (shown, place));
      return;
    }
  g_assert_no_error (error);
  text = gaung_query_to_text (query);
  g_assert_cmpstr (text, ==, test->canonical);
  again = gaung_query_parse (text, &error);
  g_assert_no_error (error);
  g_assert_true (gaung_query_equal (query, again));
  copy = gaung_query_copy (query);
  g_assert_true (gaung_query_equal (query, copy));
  gaung_query_set_limit (copy, 7);
  g_assert_false (gaung_query_equal (query, copy));
}

/* Whatever bytes come, it is an error or it reads its own text again. */
static void
test_parse_anything (void)
{
  static const char alphabet[] = "a1:=<>!~,\"\\ -is:at>=type+\xc3\xa9\t";
  GRand *random = g_rand_new_with_seed (42);

  for (guint n = 0; n < 20000; n++)
    {
      char text[24] = { 0 };
      g_autoptr (GaungQuery) query = NULL;

      for (gsize i = 0; i < sizeof text - 1; i++)
        text[i] = alphabet[g_rand_int_range (random, 0, sizeof alphabet)];
      query = gaung_query_parse (text, NULL);
      if (query != NULL)
        {
          g_autoptr (GError) error = NULL;
          g_autofree char *canonical = gaung_query_to_text (query);
          g_autoptr (GaungQuery) again = gaung_query_parse (canonical, &error);

          g_assert_no_error (error);
          g_test_message ("%s → %s", text, canonical);
          g_assert_true (gaung_query_equal (query, again));
        }
    }
  g_rand_free (random);
}

static void
test_set_and_get (void)
{
  static const char *const states[] = { "new", "-done", NULL };
  static const char *const range[] = { ">=2026-11-01", "<2026-12-01", NULL };
  g_autoptr (GaungQuery) query = gaung_query_new ("complaint");
  g_auto (GStrv) got = NULL;
  g_auto (GStrv) got_range = NULL;
  g_auto (GStrv) nothing = NULL;
  g_autofree char *text = NULL;

  gaung_query_set (query, "state", states);
  gaung_query_set_one (query, "agency", "dlh");
  gaung_query_set_one (query, "agency", "dpu");
  gaung_query_set (query, "at", range);
  gaung_query_set_words (query, "state:new");
  got = gaung_query_get (query, "state");
  g_assert_cmpstrv (got, states);
  got_range = gaung_query_get (query, "at");
  g_assert_cmpstrv (got_range, range);
  nothing = gaung_query_get (query, "village");
  g_assert_cmpuint (g_strv_length (nothing), ==, 0);
  text = gaung_query_to_text (query);
  g_assert_cmpstr (
      text,
      ==,
      "type:complaint agency:dpu state:new,-done at>=2026-11-01 at<2026-12-01 \"state:new\"");
  gaung_query_set (query, "state", NULL);
  gaung_query_set_one (query, "agency", NULL);
  gaung_query_set (query, "at", NULL);
  gaung_query_set_words (query, NULL);
  g_free (text);
  text = gaung_query_to_text (query);
  g_assert_cmpstr (text, ==, "type:complaint");
  g_assert_cmpstr (gaung_query_get_words (query), ==, "");
}

/* Five complaints and what each query finds of them, by the first letter of their titles. */
typedef struct
{
  const char *query;
  const char *expected;
} FindCase;

static const FindCase find_cases[] = {
  { "type:complaint", "ABCD" },
  { "type:complaint is:any", "ABCDE" },
  { "type:complaint is:inactive", "E" },
  { "type:complaint state:moved", "E" },
  { "type:complaint -state:done", "ABC" },
  { "type:complaint state:new", "A" },
  { "type:complaint state:new,verified", "AB" },
  { "type:complaint state:unheard-of", "" },
  { "type:complaint -state:unheard-of", "ABCD" },
  { "type:complaint state:unheard-of,new", "A" },
  { "type:complaint agency:dlh", "AB" },
  { "type:complaint agency:me", "AB" },
  { "type:complaint agency!=dlh", "CD" },
  { "type:complaint agency:none", "D" },
  { "type:complaint -agency:none", "ABC" },
  { "type:complaint assignee:me", "A" },
  { "type:complaint assignee:none", "CD" },
  { "type:complaint assignee:me,none", "ACD" },
  { "type:complaint district:33.72.04", "B" },
  { "type:complaint village:33.72.04.1001", "B" },
  { "type:complaint channel:festival", "C" },
  { "type:complaint is:open", "ABC" },
  { "type:complaint -is:open", "D" },
  { "type:complaint is:new", "CD" },
  { "type:complaint is:open is:new", "C" },
  { "type:complaint is:open -is:new", "AB" },
  { "type:complaint is:anonymous", "A" },
  { "type:complaint is:anonymous,secret", "AB" },
  { "type:complaint is:secret+anonymous", "" },
  { "type:complaint at>=2026-11-22", "AB" },
  { "type:complaint at=2026-11-22", "B" },
  { "type:complaint at<=2026-11-22", "BCD" },
  { "type:complaint at>2026-11-22", "A" },
  { "type:complaint at<2026-11-22", "CD" },
  { "type:complaint at>=2026-11-20 at<2026-11-22", "CD" },
  { "type:complaint -at<2026-11-22", "AB" },
  { "type:complaint due<2099-01-01", "ABC" },
  { "type:complaint -due<2099-01-01", "D" },
  { "type:complaint is:open -due<2020-01-01", "ABC" },
  { "type:complaint title=\"B sampah\"", "B" },
  { "type:complaint title!=\"B sampah\"", "ACD" },
  { "type:complaint title~SAMPAH", "BC" },
  { "type:complaint title~\"  SAM!pah \"", "" },
  { "type:complaint tags:air", "AD" },
  { "type:complaint tags:air,api", "ABD" },
  { "type:complaint -tags:air", "BC" },
  { "type:complaint anonymous:true", "A" },
  { "type:complaint anonymous!=true", "BCD" },
  { "type:complaint unknown_member:x", "" },
  { "type:complaint unknown_member!=x", "ABCD" },
  { "type:complaint lampu", "A" },
  { "type:complaint sampah", "BC" },
  { "type:complaint samp", "BC" },
  { "type:complaint SAMPAH. pas", "C" },
  { "type:complaint ampah", "" },
  { "type:complaint s", "ABCD" },
  { "type:complaint lampu s", "A" },
  { "type:complaint 12345", "D" },
  { "type:complaint sampah state:verified", "B" },
  { "type:complaint café", "D" },
  { "type:complaint cafe", "D" },
  { "type:complaint \"' OR 1=1 --\"", "" },
  { "type:complaint \"\\\" OR *\"", "" },
  { "type:complaint \"NEAR(a b)\"", "" },
  { "type:complaint sampah sort:oldest limit:1", "C" },
  { "type:complaint limit:2 sort:newest", "AB" },
  { "lampu", "A" },
  { "title~lampu", "A" },
  { "is:anonymous", "A" },
  { "type:person", "" },
  { "type:nonsense", "" },
};

static void
make_five (StoreFixture *fixture)
{
  static const char *const air[] = { "air", "hujan", NULL };
  static const char *const api[] = { "api", NULL };
  static const char *const only_air[] = { "air", NULL };
  GaungRecord *a = make_complaint (fixture->actor, "A lampu padam", "new", TEST_NOW);
  GaungRecord *b
      = make_complaint (fixture->actor, "B sampah", "verified", TEST_NOW - 2 * GAUNG_DAY_LENGTH);
  GaungRecord *c = make_complaint (
      fixture->actor, "C sampah pasar", "in-progress", TEST_NOW - 4 * GAUNG_DAY_LENGTH);
  GaungRecord *d
      = make_complaint (fixture->actor, "D Café 12345", "done", TEST_NOW - 3 * GAUNG_DAY_LENGTH);
  GaungRecord *e
      = make_complaint (fixture->actor, "E pindah", "moved", TEST_NOW - 5 * GAUNG_DAY_LENGTH);

  gaung_record_set_string (a, "agency", "dlh", NULL);
  gaung_record_set_string (a, "assignee", "siti", NULL);
  gaung_record_set_boolean (a, "anonymous", TRUE, NULL);
  gaung_record_set_strings (a, "tags", air, NULL);
  gaung_record_set_string (b, "agency", "dlh", NULL);
  gaung_record_set_string (b, "assignee", "budi", NULL);
  gaung_record_set_string (b, "district", "33.72.04", NULL);
  gaung_record_set_string (b, "village", "33.72.04.1001", NULL);
  gaung_record_set_boolean (b, "secret", TRUE, NULL);
  gaung_record_set_strings (b, "tags", api, NULL);
  gaung_record_set_string (c, "agency", "dpu", NULL);
  gaung_record_set_string (c, "channel", "festival", NULL);
  gaung_record_set_strings (d, "tags", only_air, NULL);
  put (fixture->store, a, GAUNG_BATCH_NONE);
  put (fixture->store, b, GAUNG_BATCH_NONE);
  put (fixture->store, c, GAUNG_BATCH_FRESH);
  put (fixture->store, d, GAUNG_BATCH_FRESH);
  put (fixture->store, e, GAUNG_BATCH_NONE);
  g_object_unref (a);
  g_object_unref (b);
  g_object_unref (c);
  g_object_unref (d);
  g_object_unref (e);
}

static gboolean
collect_cb (GaungRecord *record, gpointer data)
{
  g_string_append_c (data, gaung_record_get_title (record)[0]);
  return TRUE;
}

static int
compare_letters (gconstpointer a, gconstpointer b)
{
  return *(const char *) a - *(const char *) b;
}

static void
test_find (StoreFixture *fixture, gconstpointer data)
{
  make_five (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (find_cases); i++)
    {
      const FindCase *test = &find_cases[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (GaungQuery) query = gaung_query_parse (test->query, &error);
      g_autoptr (GString) found = g_string_new (NULL);
      g_autoptr (GaungList) list = NULL;

      g_test_message ("%s", test->query);
      g_assert_no_error (error);
      gaung_store_foreach (fixture->store, query, collect_cb, found, NULL, &error);
      g_assert_no_error (error);
      qsort (found->str, found->len, 1, compare_letters);
      g_assert_cmpstr (found->str, ==, test->expected);
      g_assert_cmpint (
          gaung_store_count (fixture->store, query, &error), ==, strlen (test->expected));
      g_assert_no_error (error);

      list = gaung_list_new (fixture->store, query);
      wait_for_list (list);
      g_assert_no_error (gaung_list_get_error (list));
      g_assert_cmpuint (gaung_list_get_n_items (list), ==, strlen (test->expected));
    }
}

/* However it is spelt, and only that one. */
static void
test_reference (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) record = NULL;
  const char *reference;

  make_five (fixture);
  record = make_complaint (fixture->actor, "F", "new", TEST_NOW);
  put (fixture->store, record, GAUNG_BATCH_NONE);
  reference = gaung_record_get_reference (record);
  {
    g_autofree char *lower = g_ascii_strdown (reference, -1);
    g_auto (GStrv) parts = g_strsplit (reference, "-", -1);
    g_autofree char *joined = g_strjoinv ("", parts);
    g_autofree char *spaced = g_strjoinv (" ", parts);
    const char *const spellings[] = { reference, lower, joined, spaced };

    for (gsize i = 0; i < G_N_ELEMENTS (spellings); i++)
      {
        g_autofree char *text = g_strdup_printf ("type:complaint \"%s\"", spellings[i]);
        g_autofree char *everywhere = g_strdup_printf ("\"%s\"", spellings[i]);

        g_assert_cmpint (count (fixture->store, text), ==, 1);
        g_assert_cmpint (count (fixture->store, everywhere), ==, 1);
      }
  }
}

/* That something was found tells what is written there. */
static void
test_secret (StoreFixture *fixture, gconstpointer data)
{
  static const char *const coordinator[] = { "staff", "coordinator", NULL };
  static const char *const holder[] = { "staff", "agency-dpu", NULL };
  static const char *const reader[] = { "agency-dpu", NULL }; /* no staff */
  static const char *const queries[] = {
    "type:complaint suap",       "suap",
    "type:entry tertangkap",     "tertangkap",
    "type:complaint title~suap", "type:complaint reporter=person:01JDTSTV1E9ZK2M4W0AQ8X7RBN",
  };
  const struct
  {
    const char *const *roles;
    gint64 expected;
  } actors[] = { { NULL, 0 }, { reader, 0 }, { holder, 1 }, { coordinator, 1 } };
  g_autoptr (GaungRecord) record = make_complaint (fixture->actor, "Suap", "new", TEST_NOW);
  g_autoptr (GaungRecord) entry = make_entry (fixture->actor, record, "Tertangkap", TEST_NOW);
  g_autofree char *reference
      = g_strdup_printf ("type:complaint \"%s\"", gaung_record_get_reference (record));

  gaung_record_set_string (record, "agency", "dpu", NULL);
  gaung_record_set_string (record, "reporter", "person:01JDTSTV1E9ZK2M4W0AQ8X7RBN", NULL);
  gaung_record_set_boolean (record, "secret", TRUE, NULL);
  put (fixture->store, record, GAUNG_BATCH_NONE);
  put (fixture->store, entry, GAUNG_BATCH_NONE);
  for (gsize i = 0; i < G_N_ELEMENTS (actors); i++)
    {
      g_autoptr (GaungActor) actor = gaung_actor_new ("rina", "Rina", "dlh", actors[i].roles);

      g_assert_true (gaung_store_set_actor (fixture->store, actor, NULL));
      for (gsize j = 0; j < G_N_ELEMENTS (queries); j++)
        {
          g_test_message ("%" G_GSIZE_FORMAT ": %s", i, queries[j]);
          g_assert_cmpint (count (fixture->store, queries[j]), ==, actors[i].expected);
        }
      /* In the list it stands for all, as what it is. */
      g_assert_cmpint (count (fixture->store, "type:complaint agency:dpu is:secret"), ==, 1);
      g_assert_cmpint (count (fixture->store, reference), ==, 1);
    }
}

static void
test_entries_of_a_record (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) one = make_complaint (fixture->actor, "A", "new", TEST_NOW);
  g_autoptr (GaungRecord) two = make_complaint (fixture->actor, "B", "new", TEST_NOW);
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GaungQuery) query = gaung_query_new ("entry");

  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *text = g_strdup_printf ("%c", 'a' + i);
      g_autoptr (GaungRecord) entry
          = make_entry (fixture->actor, i % 2 ? one : two, text, TEST_NOW - i * GAUNG_MINUTE);

      put (fixture->store, entry, GAUNG_BATCH_NONE);
    }
  gaung_query_set_one (query, "parent", gaung_record_get_id (one));
  gaung_query_set_sort (query, GAUNG_SORT_OLDEST);
  g_assert_cmpint (gaung_store_count (fixture->store, query, NULL), ==, 3);
  gaung_query_set_words (query, "catatan");
  g_assert_cmpint (gaung_store_count (fixture->store, query, NULL), ==, 0);
}

static void
test_by_key (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) agency = gaung_record_new ("agency", fixture->actor, TEST_NOW);
  g_autoptr (GaungRecord) found = NULL;

  gaung_record_set_string (agency, "code", "dlh", NULL);
  gaung_record_set_string (agency, "name", "Dinas Lingkungan Hidup", NULL);
  gaung_record_set_string (agency, "kind", "office", NULL);
  put (fixture->store, agency, GAUNG_BATCH_NONE);
  found = gaung_store_get_by_key (fixture->store, "agency", "dlh");
  g_assert_nonnull (found);
  g_assert_cmpstr (gaung_record_get_id (found), ==, gaung_record_get_id (agency));
  g_assert_null (gaung_store_get_by_key (fixture->store, "agency", "DLH'"));
  g_assert_null (gaung_store_get_by_key (fixture->store, "calendar", "dlh"));
  g_assert_cmpint (count (fixture->store, "type:agency key:dlh"), ==, 1);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(gint64 *) data = gaung_store_count_finish (GAUNG_STORE (source), result, &error);
  if (error != NULL)
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      *(gint64 *) data = -2;
    }
}

static void
test_count_async (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungQuery) query = gaung_query_parse ("type:complaint is:open", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gint64 n = -3, cancelled = -3;

  make_five (fixture);
  gaung_store_count_async (fixture->store, query, NULL, counted_cb, &n);
  g_cancellable_cancel (cancellable);
  gaung_store_count_async (fixture->store, query, cancellable, counted_cb, &cancelled);
  wait_until (n != -3 && cancelled != -3);
  g_assert_cmpint (n, ==, 3);
  g_assert_cmpint (cancelled, ==, -2);
}

int
main (int argc, char *argv[])
{
  static const StoreTest tests[] = {
    { "find", test_find },     { "reference", test_reference },
    { "secret", test_secret }, { "entries", test_entries_of_a_record },
    { "by-key", test_by_key }, { "count-async", test_count_async },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (parse_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/query/parse/", parse_cases[i].name, NULL);

      g_test_add_data_func (path, &parse_cases[i], test_parse);
    }
  g_test_add_func ("/store/query/parse-anything", test_parse_anything);
  g_test_add_func ("/store/query/set-and-get", test_set_and_get);
  add_store_tests ("query", tests, G_N_ELEMENTS (tests));
  return g_test_run ();
}
