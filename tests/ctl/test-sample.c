/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample's parts, and the identifiers that it draws. */
#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "gaung-city-agencies.h"
#include "gaung-identity.h"
#include "gaung-line-reader.h"
#include "gaung-place.h"
#include "gaung-sample-private.h"
#include "gaung-sample-story-private.h"
#include "gaung-ulid.h"

#define NOW (G_GINT64_CONSTANT (1795488600000)) /* 2026-11-24 09:50 WIB */

static void
test_seeded_ulids (void)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *again = NULL;
  g_autofree char *uuid = NULL;
  g_autofree char *uuid_again = NULL;
  g_autofree char *free_one = NULL;

  gaung_ulid_seed_thread (5);
  first = gaung_ulid_new (NOW);
  second = gaung_ulid_new (NOW);
  uuid = gaung_uuid_new ();
  gaung_ulid_seed_thread (5);
  again = gaung_ulid_new (NOW);
  g_free (gaung_ulid_new (NOW));
  uuid_again = gaung_uuid_new ();
  gaung_ulid_unseed_thread ();
  free_one = gaung_ulid_new (NOW);

  g_assert_true (gaung_ulid_is_valid (first));
  g_assert_cmpstr (first, !=, second);
  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (uuid, ==, uuid_again);
  g_assert_true (g_uuid_string_is_valid (uuid));
  g_assert_cmpint (uuid[14], ==, '4');
  g_assert_cmpint (gaung_ulid_get_instant (first), ==, NOW);
  g_assert_cmpstr (free_one, !=, first);
}

static void
test_texts (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (gaung_sample_text_count (), ==, 100);
  for (guint i = 0; i < gaung_sample_text_count (); i++)
    {
      const GaungSampleText *text = gaung_sample_text_get (i);

      g_assert_nonnull (gaung_sample_topic_find (text->topic));
      g_assert_true (g_hash_table_add (seen, (gpointer) text->title));
      g_assert_true (g_utf8_validate (text->text, -1, NULL));
      if (text->village != NULL && gaung_place_match (text->village, FALSE) == NULL)
        g_error ("No such kelurahan: %s", text->village);
    }
}

static void
check_list (const GaungSampleTopic *topic, const char *const *list, GaungSampleWords *words)
{
  g_assert_nonnull (list);
  g_assert_nonnull (list[0]);
  for (gsize i = 0; list[i] != NULL; i++)
    {
      g_autofree char *filled = gaung_sample_words_fill (words, list[i]);

      if (strchr (filled, '{') != NULL)
        g_error ("A fact without a name in %s: %s", topic->key, filled);
    }
}

/* Every part of every topic can be filled, and names only agencies that exist. */
static void
test_topics (void)
{
  const GaungSampleTopic *const tables[]
      = { gaung_sample_topics_streets, gaung_sample_topics_offices, gaung_sample_topics_living };
  GaungSampleRandom random;
  GaungSampleWords words;

  gaung_sample_random_init (&random, 1, 1);
  gaung_sample_words_draw (&words, &random, 5000, "web");
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const GaungSampleTopic *topic = tables[i]; topic->key != NULL; topic++)
      {
        g_auto (GStrv) agencies = g_strsplit (topic->agencies, " ", -1);

        for (gsize j = 0; agencies[j] != NULL; j++)
          g_assert_nonnull (gaung_sample_agency_find (agencies[j]));
        g_assert_cmpuint (
            g_strv_length ((char **) topic->titles), ==, g_strv_length ((char **) topic->problems));
        check_list (topic, topic->titles, &words);
        check_list (topic, topic->problems, &words);
        check_list (topic, topic->details, &words);
        check_list (topic, topic->requests, &words);
        check_list (topic, topic->answers, &words);
        check_list (topic, topic->notes, &words);
        if (topic->first_replies != NULL)
          check_list (topic, topic->first_replies, &words);
      }
  gaung_sample_words_clear (&words);
}

static void
test_streets (void)
{
  GaungSampleRandom random;

  gaung_sample_random_init (&random, 1, 2);
  for (guint i = 0; i < 2000; i++)
    g_assert_nonnull (gaung_place_match (gaung_sample_street_draw (&random)->village, FALSE));
}

static void
test_persons (void)
{
  g_autoptr (GaungSample) sample = gaung_sample_new (100, 1, NOW);
  GaungSampleRandom random;
  guint n_niks = 0;

  gaung_sample_random_init (&random, 1, 3);
  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GaungRecord) person
          = gaung_sample_new_person (&random, sample->desk, NOW, "33.72.04.1011", &error);
      const char *telephone;
      g_autofree char *normal = NULL;

      g_assert_no_error (error);
      telephone = gaung_record_get_string (person, "telephone");
      normal = gaung_telephone_normalize (telephone, NULL);
      g_assert_cmpstr (normal, ==, telephone);
      /* In the block of zeros, where nobody lives. */
      g_assert_nonnull (strstr (telephone, "0000"));
      if (gaung_record_get_string (person, "nik") != NULL)
        {
          GaungIdentityProblem problem = gaung_nik_check (gaung_record_get_string (person, "nik"),
                                                          gaung_day_of_instant (NOW),
                                                          gaung_record_get_day (person, "birth_on"),
                                                          gaung_record_get_string (person, "sex"));

          g_assert_true (problem == GAUNG_IDENTITY_FINE || problem == GAUNG_IDENTITY_OUT_OF_TOWN);
          n_niks++;
        }
    }
  g_assert_cmpuint (n_niks, >, 300);
}

/* Every plan can be lived through, with every seed, by the rules of the desk. */
static void
test_stories (void)
{
  for (guint64 seed = 1; seed <= 25; seed++)
    {
      g_autoptr (GaungSample) sample = gaung_sample_new (300, seed, NOW);

      for (guint i = 0; i < 300; i++)
        {
          g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);
          g_autoptr (GaungBatch) fresh
              = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX | GAUNG_BATCH_FRESH);
          g_autoptr (GError) error = NULL;

          gaung_sample_put_complaint (sample, i, batch, fresh, &error);
          g_assert_no_error (error);
        }
    }
}

/* Also on New Year's Eve, at midnight, and in a year that has no calendar. */
static void
test_moments (void)
{
  static const char *const moments[] = { "2026-12-31T16:59:59.000Z",
                                         "2026-12-31T17:00:00.000Z",
                                         "2031-06-01T03:00:00.000Z",
                                         "2025-01-10T01:00:00.000Z",
                                         "2024-02-29T12:00:00.000Z" };

  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      GaungInstant now;
      g_autoptr (GaungSample) sample = NULL;

      g_assert_true (gaung_instant_parse (moments[i], &now));
      sample = gaung_sample_new (100, 1, now);
      for (guint j = 0; j < 100; j++)
        {
          g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);
          g_autoptr (GError) error = NULL;

          gaung_sample_put_complaint (sample, j, batch, batch, &error);
          g_assert_no_error (error);
        }
    }
}

/* Codes name roles and databases: each is there once, and written as they are. */
static void
test_city_agencies (void)
{
  g_autoptr (GPtrArray) list = gaung_city_agencies_list ();
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_districts = 0;
  guint n_villages = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const GaungCityAgency *agency = g_ptr_array_index (list, i);

      g_assert_true (g_hash_table_add (codes, agency->code));
      for (const char *c = agency->code; *c != '\0'; c++)
        g_assert_true (g_ascii_islower (*c) || g_ascii_isdigit (*c) || *c == '-');
      n_districts += g_str_equal (agency->kind, "district");
      n_villages += g_str_equal (agency->kind, "village");
    }
  for (guint i = 0; i < list->len; i++)
    {
      const GaungCityAgency *agency = g_ptr_array_index (list, i);

      if (agency->parent_code != NULL)
        g_assert_true (g_hash_table_contains (codes, agency->parent_code));
    }
  g_assert_cmpuint (n_districts, ==, 5);
  g_assert_cmpuint (n_villages, ==, 54);
}

typedef struct
{
  const char *typed;
  const char *expected;
} FindCase;

static const FindCase find_cases[] = {
  { "Diskominfo SP", "diskominfo" },
  { "dinas perhubungan", "dishub" },
  { "Perhubungan", "dishub" },
  { "PAM", NULL },
  { "Kelurahan Jebres", "kel-jebres" },
  { "Kec. Jebres", "kec-jebres" },
  { "kel-pasar-kliwon", "kel-pasar-kliwon" },
  { "", NULL },
};

static void
test_find_city_agency (gconstpointer data)
{
  const FindCase *test = data;
  g_autofree char *code = gaung_city_agencies_find (test->typed);

  g_assert_cmpstr (code, ==, test->expected);
}

static void
test_line_reader (void)
{
  static const char text[] = "one\r\n\ntwo\n0123456789ABCDEF\nlast";
  static const char *const expected[] = { "one", "", "two", "", "last" };
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, strlen (text), NULL);
  g_autoptr (GaungLineReader) reader = gaung_line_reader_new (stream, 10);
  gsize length;
  guint64 number;
  gboolean is_too_long;

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_assert_cmpstr (gaung_line_reader_next (reader, &length, &number, &is_too_long, NULL, NULL),
                       ==,
                       expected[i]);
      g_assert_cmpuint (number, ==, i + 1);
      g_assert_cmpint (is_too_long, ==, i == 3);
    }
  g_assert_null (gaung_line_reader_next (reader, &length, &number, &is_too_long, NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/sample/seeded-ulids", test_seeded_ulids);
  g_test_add_func ("/sample/texts", test_texts);
  g_test_add_func ("/sample/topics", test_topics);
  g_test_add_func ("/sample/streets", test_streets);
  g_test_add_func ("/sample/persons", test_persons);
  g_test_add_func ("/sample/stories", test_stories);
  g_test_add_func ("/sample/moments", test_moments);
  g_test_add_func ("/sample/city-agencies/list", test_city_agencies);
  for (guint i = 0; i < G_N_ELEMENTS (find_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sample/city-agencies/find/%u", i);

      g_test_add_data_func (path, &find_cases[i], test_find_city_agency);
    }
  g_test_add_func ("/line-reader/lines", test_line_reader);
  return g_test_run ();
}
