/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A writer that is killed at any moment, and a disk that is full. The writer is this program again,
 * as a child that acknowledges each write through a pipe once gaung_store_write() has returned. */
#include "config.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "store-fixture.h"

#define N_KILLS 200
#define ROOM (3 * 1024 * 1024)
#define FILLER (1024 * 1024)

static const char *program;

/* In each batch a complaint, its entry and a draft: all three or none. */
static GaungBatch *
make_batch (const GaungActor *actor, guint n, GaungRecord **record)
{
  GaungBatch *batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autofree char *title = g_strdup_printf ("Lampu %u padam", n);
  g_autofree char *key = NULL;
  g_autoptr (GaungRecord) entry = NULL;

  *record = make_complaint (actor, title, "new", gaung_instant_now ());
  entry = make_entry (actor, *record, "Catatan", gaung_instant_now ());
  key = g_strconcat (gaung_record_get_id (*record), "/reply", NULL);
  gaung_batch_put (batch, *record, NULL);
  gaung_batch_put (batch, entry, NULL);
  gaung_batch_put_draft (batch, key, title);
  return batch;
}

static int
run_writer (const char *path)
{
  g_autoptr (GBytes) key = make_key ('k');
  g_autoptr (GaungActor) actor = gaung_actor_new ("siti", "Siti", "dlh", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungStore) store = gaung_store_open (path, key, &error);

  if (store == NULL)
    g_error ("%s", error->message);
  for (guint n = 0;; n++)
    {
      g_autoptr (GaungRecord) record = NULL;
      g_autoptr (GaungBatch) batch = make_batch (actor, n, &record);
      g_autofree char *line = NULL;

      if (!gaung_store_write (store, batch, &error))
        g_error ("%s", error->message);
      line = g_strdup_printf ("%s\n", gaung_record_get_id (record));
      if (write (STDOUT_FILENO, line, strlen (line)) < 0)
        return 1;
    }
}

static void
check_acknowledged (GaungStore *store, GPtrArray *acknowledged, guint from)
{
  for (guint i = from; i < acknowledged->len; i++)
    {
      const char *id = g_ptr_array_index (acknowledged, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (GaungRecord) record = gaung_store_get (store, id, &error);
      g_autofree char *query = g_strdup_printf ("type:entry parent:%s", id);
      g_autofree char *key = g_strconcat (id, "/reply", NULL);
      g_autofree char *draft = gaung_store_get_draft (store, key);

      g_assert_no_error (error);
      g_assert_cmpint (count (store, query), ==, 1);
      g_assert_cmpstr (draft, ==, gaung_record_get_title (record));
    }
}

static void
test_killed (StoreFixture *fixture, gconstpointer data)
{
  GRand *random = g_rand_new_with_seed (20261124);
  g_autoptr (GPtrArray) acknowledged = g_ptr_array_new_with_free_func (g_free);
  guint n_with_work = 0;

  for (guint i = 0; i < N_KILLS; i++)
    {
      g_autoptr (GError) error = NULL;
      const char *const arguments[] = { program, "--writer", fixture->path, NULL };
      guint before = acknowledged->len;
      gint64 n_complaints;
      GaungStoreStatistics statistics;

      gaung_store_close (fixture->store);
      g_clear_object (&fixture->store);
      /* From its first steps to the midst of its work: the moment is any. */
      run_and_kill (arguments, random, 120, acknowledged);
      n_with_work += acknowledged->len > before;

      fixture->store = gaung_store_open (fixture->path, fixture->key, &error);
      g_assert_no_error (error);
      check_acknowledged (fixture->store, acknowledged, before);
      /* No batch is there by half. */
      n_complaints = count (fixture->store, "type:complaint");
      g_assert_cmpint (n_complaints, >=, acknowledged->len);
      g_assert_cmpint (count (fixture->store, "type:entry"), ==, n_complaints);
      g_assert_cmpint (count (fixture->store, "type:complaint lampu"), ==, n_complaints);
      g_assert_true (gaung_store_get_statistics (fixture->store, &statistics, NULL));
      g_assert_cmpint (statistics.waiting, ==, 2 * n_complaints);
    }
  /* If the moments were never in the midst of work, nothing was tested. */
  g_assert_cmpuint (n_with_work, >, N_KILLS / 10);
  {
    g_autoptr (GPtrArray) problems = NULL;

    check_acknowledged (fixture->store, acknowledged, 0);
    g_assert_true (gaung_store_check (fixture->store, &problems, NULL, NULL));
    g_assert_cmpuint (problems->len, ==, 0);
  }
  g_test_message (
      "%u writes acknowledged, %u of %d killed at work", acknowledged->len, n_with_work, N_KILLS);
  g_rand_free (random);
}

/* Writes until there is no room; makes room; goes on. In a child, since the limit is on a process.
 */
static int
run_full (const char *directory, const char *way)
{
  gboolean is_limit = g_str_equal (way, "limit");
  g_autofree char *path = g_build_filename (directory, "store.db", NULL);
  g_autofree char *filler = g_build_filename (directory, "filler", NULL);
  g_autoptr (GBytes) key = make_key ('k');
  g_autoptr (GaungActor) actor = gaung_actor_new ("siti", "Siti", "dlh", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungStore) store = NULL;
  g_autoptr (GaungRecord) record = NULL;
  g_autoptr (GaungBatch) batch = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autofree char *bytes = g_strnfill (FILLER, 'f');
  g_autofree char *draft = NULL;
  g_autofree char *user_text = NULL;
  struct rlimit limit = { ROOM, RLIM_INFINITY };
  gint64 n_written = 0, n_found;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_true (g_file_set_contents (filler, bytes, FILLER, NULL));
  store = gaung_store_open (path, key, &error);
  g_assert_no_error (error);
  batch = gaung_batch_new (GAUNG_BATCH_NONE);
  gaung_batch_put_draft (batch, "tulisan", "Yang sedang ditulis");
  g_assert_true (gaung_store_write (store, batch, &error));
  if (is_limit)
    g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);

  for (guint n = 0; error == NULL; n++)
    {
      g_clear_object (&record);
      g_clear_pointer (&batch, gaung_batch_unref);
      batch = make_batch (actor, n, &record);
      if (gaung_store_write (store, batch, &error))
        n_written++;
      g_assert_cmpuint (n, <, 100000);
    }
  g_assert_error (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_FULL);
  user_text = gaung_error_to_user_text (error);
  g_assert_nonnull (strstr (user_text, "saved"));
  g_clear_error (&error);

  /* Nothing of the last is there, all of the others is, and so is the draft. */
  g_assert_cmpint (n_written, >, 10);
  n_found = count (store, "type:complaint");
  g_assert_cmpint (n_found, ==, n_written);
  g_assert_cmpint (count (store, "type:entry"), ==, n_written);
  g_assert_null (gaung_store_get (store, gaung_record_get_id (record), NULL));
  draft = gaung_store_get_draft (store, "tulisan");
  g_assert_cmpstr (draft, ==, "Yang sedang ditulis");

  /* With room again, the same batch goes in over the same connection. */
  limit.rlim_cur = RLIM_INFINITY;
  if (is_limit)
    g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  else
    g_assert_cmpint (g_unlink (filler), ==, 0);
  gaung_store_write (store, batch, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (store, "type:complaint"), ==, n_written + 1);
  g_assert_true (gaung_store_check (store, &problems, NULL, &error));
  g_assert_cmpuint (problems->len, ==, 0);
  gaung_store_close (store);
  return 0;
}

static void
test_full_limit (void)
{
  g_autofree char *directory = make_directory ();
  const char *const arguments[] = { program, "--full", directory, "limit", NULL };

  run_to_end (arguments);
  remove_directory (directory);
}

/* A file system of five megabytes, in name spaces of its own. */
static void
test_full_disk (void)
{
  g_autofree char *directory = make_directory ();
  g_autofree char *script = g_strdup_printf ("mount -t tmpfs -o size=5m tmpfs '%s' || exit 77\n"
                                             "exec '%s' --full '%s' disk",
                                             directory,
                                             program,
                                             directory);
  const char *const arguments[]
      = { "unshare", "--map-root-user", "--mount", "sh", "-c", script, NULL };
  g_autoptr (GError) error = NULL;
  int status = 0;
  gboolean is_run = g_spawn_sync (NULL,
                                  (char **) arguments,
                                  NULL,
                                  G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
                                  NULL,
                                  NULL,
                                  NULL,
                                  NULL,
                                  &status,
                                  &error);

  remove_directory (directory);
  /* 1: unshare itself may not; 77: mount may not. The child's own failures abort. */
  if (!is_run || (WIFEXITED (status) && (WEXITSTATUS (status) == 77 || WEXITSTATUS (status) == 1)))
    {
      g_test_skip (
          "No file system can be mounted here; full-limit tests the same with RLIMIT_FSIZE");
      return;
    }
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--writer"))
    return run_writer (argv[2]);
  if (argc == 4 && g_str_equal (argv[1], "--full"))
    return run_full (argv[2], argv[3]);
  program = argv[0];
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add_store_case ("crash", "killed", NULL, test_killed);
  g_test_add_func ("/store/crash/full-limit", test_full_limit);
  g_test_add_func ("/store/crash/full-disk", test_full_disk);
  return g_test_run ();
}
