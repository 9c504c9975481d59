/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Killed in the midst of a pull, a disk that is full, two processes, and somebody who writes
 * meanwhile. */
#include "config.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "exchange-fixture.h"
#include "gaung-json.h"
#include "gaung-ulid.h"

#define N_KILLS 40
#define N_PAGES 30
#define PAGE_SIZE 60
#define ROOM (3 * 1024 * 1024)

static const char *program;

/* The same page every time: the server's answer does not depend on who asks. */
static GPtrArray *
make_page (guint number)
{
  g_autoptr (GaungActor) budi = gaung_actor_new ("budi", "Budi", "dlh", NULL);
  GPtrArray *page = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_incoming_free);

  gaung_ulid_seed_thread (number + 1);
  for (guint i = 0; i < PAGE_SIZE; i++)
    {
      g_autoptr (GaungRecord) record
          = make_complaint (budi, "Lampu padam", "new", TEST_NOW + number * PAGE_SIZE + i);

      g_ptr_array_add (page, make_incoming (record, "1-a"));
    }
  gaung_ulid_unseed_thread ();
  return page;
}

static gboolean
apply_number (GaungStore *store, guint number, GaungApplyResult *result, GError **error)
{
  g_autoptr (GPtrArray) page = make_page (number);
  g_autofree char *sequence = g_strdup_printf ("%u-x", number + 1);
  GaungCheckpoint checkpoint = { .database = (char *) HERE,
                                 .sequence = sequence,
                                 .sequence_number = number + 1,
                                 .success_at = TEST_NOW };

  return gaung_exchange_apply (store, HERE, page, &checkpoint, ACCOUNT, result, error);
}

static guint
get_position (GaungStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungCheckpoint) checkpoint = gaung_exchange_get_checkpoint (store, HERE, &error);

  g_assert_no_error (error);
  return checkpoint != NULL ? (guint) checkpoint->sequence_number : 0;
}

/* Goes on where the last one was killed; says every page, and every edit, that it has. */
static int
run_puller (const char *path)
{
  g_autoptr (GBytes) key = make_key ('k');
  g_autoptr (GaungActor) actor = gaung_actor_new (ACCOUNT, "Siti", "dlh", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungStore) store = gaung_store_open (path, key, &error);

  g_assert_no_error (error);
  for (guint number = get_position (store); number < N_PAGES; number++)
    {
      g_autoptr (GPtrArray) page = make_page (number);
      const char *id = ((GaungIncoming *) g_ptr_array_index (page, 0))->id;
      g_autofree char *title = g_strdup_printf ("Disunting %s", id);
      g_autofree char *line = NULL;
      g_autoptr (GaungRecord) record = NULL;
      g_autoptr (GaungRecord) changed = NULL;
      GaungApplyResult result;

      apply_number (store, number, &result, &error);
      g_assert_no_error (error);
      record = gaung_store_get (store, id, &error);
      g_assert_no_error (error);
      changed = change_copy (record, ACCOUNT, "title", title);
      put (store, changed, GAUNG_BATCH_NONE);
      line = g_strdup_printf ("%u %s\n", number, id);
      if (write (STDOUT_FILENO, line, strlen (line)) < 0)
        return 1;
    }
  gaung_store_close (store);
  return 0;
}

static void
test_killed (StoreFixture *fixture, gconstpointer data)
{
  GRand *random = g_rand_new_with_seed (20261124);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  GaungApplyResult result;

  for (guint i = 0; i < N_KILLS; i++)
    {
      const char *const arguments[] = { program, "--puller", fixture->path, NULL };
      guint position;

      gaung_store_close (fixture->store);
      g_clear_object (&fixture->store);
      run_and_kill (arguments, random, 60, lines);
      fixture->store = gaung_store_open (fixture->path, fixture->key, &error);
      g_assert_no_error (error);
      /* What the checkpoint says is here; what was edited is as it was edited. */
      position = get_position (fixture->store);
      g_assert_cmpint (count (fixture->store, "type:complaint"), >=, position * PAGE_SIZE);
      for (guint k = 0; k < lines->len; k++)
        {
          const char *id = strchr (g_ptr_array_index (lines, k), ' ') + 1;
          g_autofree char *title = g_strdup_printf ("Disunting %s", id);
          g_autoptr (GaungRecord) record = gaung_store_get (fixture->store, id, &error);

          g_assert_no_error (error);
          g_assert_cmpstr (gaung_record_get_title (record), ==, title);
        }
    }
  g_rand_free (random);
  /* From anywhere: everything once. */
  for (guint number = 0; number < N_PAGES; number++)
    {
      apply_number (fixture->store, number, &result, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (result.created + result.unchanged, ==, PAGE_SIZE);
    }
  g_assert_cmpint (count (fixture->store, "type:complaint"), ==, N_PAGES * PAGE_SIZE);
  g_assert_cmpint (peek_number (fixture, "SELECT count(*) FROM conflict"), ==, 0);
  g_assert_cmpuint (lines->len, >, 0);
  assert_whole (fixture);
}

/* In a child, since the limit is on a process. */
static int
run_full (const char *directory)
{
  g_autofree char *path = g_build_filename (directory, "store.db", NULL);
  g_autoptr (GBytes) key = make_key ('k');
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungStore) store = gaung_store_open (path, key, &error);
  g_autoptr (GPtrArray) problems = NULL;
  struct rlimit limit = { ROOM, RLIM_INFINITY };
  GaungApplyResult result;
  guint number = 0;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_no_error (error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  while (apply_number (store, number, &result, &error))
    g_assert_cmpuint (++number, <, 2000);
  g_assert_error (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_FULL);
  g_clear_error (&error);
  g_assert_cmpuint (number, >, 3);
  g_assert_cmpuint (get_position (store), ==, number);
  g_assert_cmpint (count (store, "type:complaint"), >=, number * PAGE_SIZE);

  /* With room again, the same page comes, over the same connection. */
  limit.rlim_cur = RLIM_INFINITY;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  apply_number (store, number, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.created + result.unchanged, ==, PAGE_SIZE);
  g_assert_cmpint (count (store, "type:complaint"), ==, (number + 1) * PAGE_SIZE);
  g_assert_true (gaung_store_check (store, &problems, NULL, &error));
  g_assert_cmpuint (problems->len, ==, 0);
  gaung_store_close (store);
  return 0;
}

static void
test_full (void)
{
  g_autofree char *directory = make_directory ();
  const char *const arguments[] = { program, "--full", directory, NULL };

  run_to_end (arguments);
  remove_directory (directory);
}

/* Sends what is in the outbox, as `gaungctl sync` does beside a window. */
static int
run_sender (const char *path)
{
  g_autoptr (GBytes) key = make_key ('k');
  g_autoptr (GError) error = NULL;
  StoreFixture fixture = { .path = (char *) path, .key = key };
  g_autoptr (GPtrArray) items = NULL;

  fixture.store = gaung_store_open (path, key, &error);
  g_assert_no_error (error);
  items = send_due (&fixture, HERE);
  for (guint i = 0; i < items->len; i++)
    settle_item (&fixture, g_ptr_array_index (items, i), GAUNG_SEND_ARRIVED, HERE, "1-a");
  gaung_store_close (fixture.store);
  g_object_unref (fixture.store);
  return 0;
}

static void
changed_cb (GaungStore *store, GaungOutboxCounts *counts)
{
  g_assert_true (gaung_outbox_count (store, counts, NULL));
}

/* Nothing of a record changes when it arrives: the outbox of this process is told all the same. */
static void
test_other_process (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  GaungOutboxCounts counts = { .waiting = 99 };

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (GaungRecord) record = make_complaint (fixture->actor, "Lampu", "new", TEST_NOW);

      put (fixture->store, record, GAUNG_BATCH_NONE);
    }
  settle ();
  g_signal_connect (fixture->store, "exchange-changed", G_CALLBACK (changed_cb), &counts);
  process = g_subprocess_new (
      G_SUBPROCESS_FLAGS_NONE, &error, program, "--sender", fixture->path, NULL);
  g_assert_no_error (error);
  wait_until (counts.waiting == 0);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

typedef struct
{
  GaungStore *store;
  GPtrArray *page;
  gint is_done; /* atomic */
} Pull;

static gpointer
pull_thread (gpointer data)
{
  Pull *pull = data;
  g_autoptr (GError) error = NULL;
  GaungApplyResult result;

  gaung_exchange_apply (pull->store, HERE, pull->page, NULL, ACCOUNT, &result, &error);
  g_assert_no_error (error);
  g_atomic_int_set (&pull->is_done, TRUE);
  return NULL;
}

/* However long a page is, what a person writes gets in between. */
static void
test_writes_get_in_between (StoreFixture *fixture, gconstpointer data)
{
  Pull pull = { .store = fixture->store,
                .page = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_incoming_free) };
  GThread *thread;
  guint n_between = 0, n_pulled;

  for (guint number = 0; number < 150; number++)
    {
      g_autoptr (GPtrArray) part = make_page (number);

      g_ptr_array_extend_and_steal (pull.page, g_steal_pointer (&part));
    }
  n_pulled = pull.page->len;
  thread = g_thread_new ("pull", pull_thread, &pull);
  while (!g_atomic_int_get (&pull.is_done))
    {
      g_autoptr (GaungRecord) record = make_complaint (fixture->actor, "Saya", "new", TEST_NOW);

      put (fixture->store, record, GAUNG_BATCH_NONE);
      n_between += !g_atomic_int_get (&pull.is_done);
    }
  g_thread_join (thread);
  g_ptr_array_unref (pull.page);
  g_assert_cmpuint (n_between, >, 2);
  g_assert_cmpint (count (fixture->store, "type:complaint lampu"), ==, n_pulled);
  g_assert_cmpint (count (fixture->store, "type:complaint saya"), >=, n_between);
}

int
main (int argc, char *argv[])
{
  static const StoreTest tests[] = {
    { "killed", test_killed },
    { "other-process", test_other_process },
    { "writes-get-in-between", test_writes_get_in_between },
  };

  if (argc == 3 && g_str_equal (argv[1], "--puller"))
    return run_puller (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--full"))
    return run_full (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--sender"))
    return run_sender (argv[2]);
  program = argv[0];
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add_store_tests ("exchange-crash", tests, G_N_ELEMENTS (tests));
  g_test_add_func ("/store/exchange-crash/full", test_full);
  return g_test_run ();
}
