/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same workspace in two processes: what one writes the other hears of, and neither loses
 * anything. */
#include "config.h"

#include <string.h>

#include "store-fixture.h"

#define N_WRITES 40

static const char *program;

static int
run_writer (const char *path, const char *name)
{
  g_autoptr (GBytes) key = make_key ('k');
  g_autoptr (GaungActor) actor = gaung_actor_new (name, name, "dlh", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungStore) store = gaung_store_open (path, key, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < N_WRITES; i++)
    {
      g_autoptr (GaungRecord) record = make_complaint (actor, name, "new", TEST_NOW + i);

      gaung_record_set_string (record, "agency", name, NULL);
      put (store, record, GAUNG_BATCH_NONE);
    }
  gaung_store_close (store);
  return 0;
}

static GSubprocess *
start_writer (StoreFixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_new (
      G_SUBPROCESS_FLAGS_NONE, &error, program, "--writer", fixture->path, name, NULL);

  g_assert_no_error (error);
  return process;
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, &error);
  g_assert_no_error (error);
  (*(guint *) data)++;
}

typedef struct
{
  GHashTable *ids;
  guint n_resets;
} Heard;

static void
changed_cb (GaungStore *store, GPtrArray *changes, Heard *heard)
{
  heard->n_resets += changes->len == 0;
  for (guint i = 0; i < changes->len; i++)
    {
      const GaungStoreChange *change = g_ptr_array_index (changes, i);

      g_hash_table_add (heard->ids, g_strdup (change->id));
    }
}

static void
test_hears_of_the_other (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungQuery) query = gaung_query_parse ("type:complaint sort:newest", NULL);
  g_autoptr (GSubprocess) process = NULL;
  Heard heard = { g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), 0 };
  GaungList *list = gaung_list_new (fixture->store, query);
  guint n_ended = 0;

  wait_for_list (list);
  g_signal_connect (fixture->store, "changed", G_CALLBACK (changed_cb), &heard);
  process = start_writer (fixture, "dpu");
  g_subprocess_wait_check_async (process, NULL, ended_cb, &n_ended);
  wait_until (n_ended == 1 && g_hash_table_size (heard.ids) == N_WRITES);
  wait_for_list (list);
  g_assert_cmpuint (gaung_list_get_n_items (list), ==, N_WRITES);
  g_assert_cmpuint (heard.n_resets, ==, 0);
  /* A word that the other process numbered is the same here. */
  g_assert_cmpint (count (fixture->store, "type:complaint agency:dpu"), ==, N_WRITES);
  g_assert_finalize_object (list);
  g_signal_handlers_disconnect_by_data (fixture->store, &heard);
  g_hash_table_unref (heard.ids);
}

/* Three writers at once, this process among them. */
static void
test_writes_at_once (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GSubprocess) first = NULL;
  g_autoptr (GSubprocess) second = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  Heard heard = { g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), 0 };
  guint n_ended = 0;

  /* A new actor is told without names, and what comes with it, too. */
  settle ();
  first = start_writer (fixture, "dpu");
  second = start_writer (fixture, "dishub");
  g_signal_connect (fixture->store, "changed", G_CALLBACK (changed_cb), &heard);
  g_subprocess_wait_check_async (first, NULL, ended_cb, &n_ended);
  g_subprocess_wait_check_async (second, NULL, ended_cb, &n_ended);
  for (guint i = 0; i < N_WRITES; i++)
    {
      g_autoptr (GaungRecord) record = make_complaint (fixture->actor, "dlh", "new", TEST_NOW + i);

      gaung_record_set_string (record, "agency", "dlh", NULL);
      put (fixture->store, record, GAUNG_BATCH_NONE);
      settle ();
    }
  wait_until (n_ended == 2 && g_hash_table_size (heard.ids) == 3 * N_WRITES);
  g_assert_cmpint (count (fixture->store, "type:complaint agency:dpu"), ==, N_WRITES);
  g_assert_cmpint (count (fixture->store, "type:complaint agency:dishub"), ==, N_WRITES);
  g_assert_cmpint (count (fixture->store, "type:complaint agency:dlh"), ==, N_WRITES);
  g_assert_true (gaung_store_check (fixture->store, &problems, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  g_signal_handlers_disconnect_by_data (fixture->store, &heard);
  g_hash_table_unref (heard.ids);
}

/* Functions without _async may be called from any thread. */
static gpointer
read_thread (gpointer data)
{
  StoreFixture *fixture = data;

  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (GaungRecord) record
          = make_complaint (fixture->actor, "benang", "new", TEST_NOW + i);
      g_autoptr (GaungRecord) stored = NULL;

      put (fixture->store, record, GAUNG_BATCH_NONE);
      stored = gaung_store_get (fixture->store, gaung_record_get_id (record), NULL);
      g_assert_nonnull (stored);
      g_assert_cmpint (count (fixture->store, "type:complaint benang"), >, i);
    }
  return NULL;
}

static void
test_threads (StoreFixture *fixture, gconstpointer data)
{
  GThread *threads[4];
  g_autoptr (GaungQuery) query = gaung_query_new ("complaint");
  GaungList *list = gaung_list_new (fixture->store, query);

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", read_thread, fixture);
  for (guint i = 0; i < 50; i++)
    {
      settle ();
      count (fixture->store, "type:complaint is:open");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  settle ();
  wait_for_list (list);
  g_assert_cmpuint (gaung_list_get_n_items (list), ==, 400);
  g_assert_finalize_object (list);
}

int
main (int argc, char *argv[])
{
  static const StoreTest tests[] = {
    { "hears-of-the-other", test_hears_of_the_other },
    { "writes-at-once", test_writes_at_once },
    { "threads", test_threads },
  };

  if (argc == 4 && g_str_equal (argv[1], "--writer"))
    return run_writer (argv[2], argv[3]);
  program = argv[0];
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add_store_tests ("processes", tests, G_N_ELEMENTS (tests));
  return g_test_run ();
}
