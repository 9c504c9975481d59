/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the store share. */
#include "config.h"

#include "store-fixture.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define SQLITE_HAS_CODEC 1
#include <glib/gstdio.h>
#include <sqlite3.h>

#include "gaung-entry.h"

GBytes *
make_key (char letter)
{
  char *bytes = g_malloc (32);

  memset (bytes, letter, 32);
  return g_bytes_new_take (bytes, 32);
}

char *
make_directory (void)
{
  g_autoptr (GError) error = NULL;
  char *directory = g_dir_make_tmp ("gaung-store-XXXXXX", &error);

  g_assert_no_error (error);
  return directory;
}

void
remove_directory (const char *directory)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_directory (path);
      else
        g_unlink (path);
    }
  g_rmdir (directory);
}

void
store_fixture_set_up (StoreFixture *self, gconstpointer data)
{
  static const char *const roles[] = { "staff", "agency-dlh", NULL };
  g_autoptr (GError) error = NULL;

  self->directory = make_directory ();
  self->path = g_build_filename (self->directory, "store.db", NULL);
  self->key = make_key ('k');
  self->actor = gaung_actor_new ("siti", "Siti", "dlh", roles);
  self->store = gaung_store_open (self->path, self->key, &error);
  g_assert_no_error (error);
  gaung_store_set_actor (self->store, self->actor, &error);
  g_assert_no_error (error);
}

void
store_fixture_tear_down (StoreFixture *self, gconstpointer data)
{
  if (self->store != NULL)
    gaung_store_close (self->store);
  settle ();
  if (self->store != NULL)
    g_assert_finalize_object (self->store);
  remove_directory (self->directory);
  g_free (self->directory);
  g_free (self->path);
  g_bytes_unref (self->key);
  gaung_actor_free (self->actor);
}

void
store_fixture_reopen (StoreFixture *self)
{
  g_autoptr (GError) error = NULL;

  gaung_store_close (self->store);
  g_clear_object (&self->store);
  self->store = gaung_store_open (self->path, self->key, &error);
  g_assert_no_error (error);
}

void
add_store_case (const char *group, const char *name, gconstpointer data, StoreFunc func)
{
  g_autofree char *path = g_strdup_printf ("/store/%s/%s", group, name);

  g_test_add (path, StoreFixture, data, store_fixture_set_up, func, store_fixture_tear_down);
}

void
add_store_tests (const char *group, const StoreTest *tests, gsize n_tests)
{
  for (gsize i = 0; i < n_tests; i++)
    add_store_case (group, tests[i].name, NULL, tests[i].func);
}

void
run_and_kill (const char *const *arguments, GRand *random, int milliseconds, GPtrArray *lines)
{
  g_autoptr (GString) output = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) parts = NULL;
  char buffer[4096];
  gssize n;
  int descriptor;
  GPid pid;

  g_spawn_async_with_pipes (NULL,
                            (char **) arguments,
                            NULL,
                            G_SPAWN_DO_NOT_REAP_CHILD,
                            NULL,
                            NULL,
                            &pid,
                            NULL,
                            &descriptor,
                            NULL,
                            &error);
  g_assert_no_error (error);
  g_usleep (g_rand_int_range (random, 0, 1000 * milliseconds));
  kill (pid, SIGKILL);
  while ((n = read (descriptor, buffer, sizeof buffer)) > 0)
    g_string_append_len (output, buffer, n);
  close (descriptor);
  waitpid (pid, NULL, 0);
  g_spawn_close_pid (pid);

  parts = g_strsplit (output->str, "\n", -1);
  /* What stands behind the last line end may be half a line. */
  for (gsize i = 0; parts[i] != NULL && parts[i + 1] != NULL; i++)
    g_ptr_array_add (lines, g_strdup (parts[i]));
}

void
run_to_end (const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) arguments, NULL, 0, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
}

GaungRecord *
make_complaint (const GaungActor *actor, const char *title, const char *state, GaungInstant at)
{
  GaungRecord *record = gaung_record_new ("complaint", actor, at);

  g_assert_true (gaung_record_set_string (record, "title", title, NULL));
  g_assert_true (gaung_record_set_string (record, "text", title, NULL));
  g_assert_true (gaung_record_set_string (record, "state", state, NULL));
  g_assert_true (gaung_record_set_string (record, "channel", "web", NULL));
  g_assert_true (gaung_record_set_instant (record, "received_at", at, NULL));
  return record;
}

GaungRecord *
make_entry (const GaungActor *actor, GaungRecord *parent, const char *text, GaungInstant at)
{
  GaungEntry *entry = gaung_entry_new (gaung_record_get_id (parent), "note", actor, at);

  g_assert_true (gaung_record_set_string (GAUNG_RECORD (entry), "text", text, NULL));
  return GAUNG_RECORD (entry);
}

void
put (GaungStore *store, GaungRecord *record, GaungBatchFlags flags)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (flags);
  g_autoptr (GaungRecord) stored = gaung_store_get (store, gaung_record_get_id (record), NULL);
  g_autoptr (GError) error = NULL;

  gaung_batch_put (batch, record, stored != NULL ? gaung_record_get_change (stored) : "");
  gaung_store_write (store, batch, &error);
  g_assert_no_error (error);
}

gint64
count (GaungStore *store, const char *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungQuery) parsed = gaung_query_parse (query, &error);
  gint64 n;

  g_assert_no_error (error);
  n = gaung_store_count (store, parsed, &error);
  g_assert_no_error (error);
  return n;
}

void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

void
wait_for_list (GaungList *list)
{
  do
    {
      wait_until (!gaung_list_is_loading (list));
      settle ();
    }
  while (gaung_list_is_loading (list));
}

static sqlite3 *
open_plainly (StoreFixture *self)
{
  g_autoptr (GString) key = g_string_new ("x'");
  const guint8 *bytes = g_bytes_get_data (self->key, NULL);
  sqlite3 *handle;

  for (int i = 0; i < 32; i++)
    g_string_append_printf (key, "%02x", bytes[i]);
  g_string_append_c (key, '\'');
  g_assert_cmpint (sqlite3_open (self->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_key_v2 (handle, "main", key->str, (int) key->len), ==, SQLITE_OK);
  sqlite3_busy_timeout (handle, 5000);
  return handle;
}

char *
peek (StoreFixture *self, const char *sql)
{
  sqlite3 *handle = open_plainly (self);
  sqlite3_stmt *statement;
  char *text = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  if (sqlite3_step (statement) == SQLITE_ROW)
    text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
  return text;
}

void
poke (StoreFixture *self, const char *sql)
{
  sqlite3 *handle = open_plainly (self);

  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}
