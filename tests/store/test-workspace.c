/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workspaces: made, opened, refused, deleted; and that nothing personal can be found in their
 * files. */
#include "config.h"

#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

#include "store-fixture.h"

#define PASSPHRASE "kuda lumping 7 — é"

static const char *const file_names[] = { "workspace.ini", "store.db", "store.db-wal", "key.db" };

static char *
read_file (const char *directory, const char *name, gsize *length)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  char *contents = NULL;

  g_file_get_contents (path, &contents, length, NULL);
  return contents;
}

static void
write_file (const char *directory, const char *name, const char *contents, gsize length)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);

  g_assert_true (g_file_set_contents (path, contents, length, NULL));
}

static GaungWorkspace *
make_workspace (const char *directory, const char *passphrase)
{
  g_autoptr (GError) error = NULL;
  GaungWorkspace *workspace
      = gaung_workspace_create (directory, GAUNG_WORKSPACE_LOCAL, "Meja depan", passphrase, &error);

  g_assert_no_error (error);
  return workspace;
}

static void
assert_opens (GaungWorkspace *workspace, const char *passphrase)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungStore) store = gaung_workspace_open (workspace, passphrase, &error);

  g_assert_no_error (error);
  gaung_store_close (store);
}

static void
assert_refuses (GaungWorkspace *workspace, const char *passphrase, GaungStoreError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungStore) store = gaung_workspace_open (workspace, passphrase, &error);

  g_assert_null (store);
  g_assert_error (error, GAUNG_STORE_ERROR, (int) code);
}

static void
assert_mode (const char *path, guint mode)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmphex (status.st_mode & 0777, ==, mode);
}

static void
test_passphrase (void)
{
  g_autofree char *parent = make_directory ();
  g_autofree char *directory = g_build_filename (parent, "a", "meja", NULL);
  g_autoptr (GaungWorkspace) workspace = make_workspace (directory, PASSPHRASE);
  g_autoptr (GaungWorkspace) loaded = NULL;
  g_autoptr (GaungStore) store = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  gsize length;

  g_assert_cmpstr (gaung_workspace_get_directory (workspace), ==, directory);
  assert_mode (directory, 0700);
  for (gsize i = 0; i < G_N_ELEMENTS (file_names); i++)
    {
      g_autofree char *path = g_build_filename (directory, file_names[i], NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        assert_mode (path, 0600);
    }
  loaded = gaung_workspace_load (directory, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gaung_workspace_get_id (loaded), ==, gaung_workspace_get_id (workspace));
  g_assert_cmpstr (gaung_workspace_get_name (loaded), ==, "Meja depan");
  g_assert_cmpint (gaung_workspace_get_kind (loaded), ==, GAUNG_WORKSPACE_LOCAL);
  g_assert_cmpint (gaung_workspace_get_key_method (loaded), ==, GAUNG_KEY_PASSPHRASE);

  before = read_file (directory, "store.db", &length);
  assert_refuses (loaded, "kuda lumping 8", GAUNG_STORE_ERROR_KEY);
  assert_refuses (loaded, "", GAUNG_STORE_ERROR_KEY);
  assert_refuses (loaded, NULL, GAUNG_STORE_ERROR_KEY);
  g_assert_true (gaung_workspace_check_passphrase (loaded, PASSPHRASE, NULL));
  g_assert_false (gaung_workspace_check_passphrase (loaded, "salah", &error));
  g_assert_error (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_KEY);
  g_clear_error (&error);
  {
    gsize length_after;
    g_autofree char *after = read_file (directory, "store.db", &length_after);

    g_assert_cmpmem (before, length, after, length_after);
  }

  store = gaung_workspace_open (loaded, PASSPHRASE, &error);
  g_assert_no_error (error);
  /* The built-in records are there and wait for nobody. */
  g_assert_cmpint (count (store, "type:calendar"), >=, 3);
  g_assert_cmpint (count (store, "type:scheme"), >=, 1);
  {
    GaungStoreStatistics statistics;

    g_assert_true (gaung_store_get_statistics (store, &statistics, NULL));
    g_assert_cmpint (statistics.waiting, ==, 0);
    g_assert_cmpint (statistics.oldest, ==, GAUNG_INSTANT_NONE);
  }
  gaung_store_close (store);

  g_assert_true (gaung_workspace_delete (loaded, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (directory, G_FILE_TEST_EXISTS));
  remove_directory (parent);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(GaungStore **) data = gaung_workspace_open_finish (GAUNG_WORKSPACE (source), result, &error);
  g_assert_no_error (error);
}

static void
changed_cb (GaungStore *store, GPtrArray *changes, guint *n)
{
  *n += changes->len;
}

/* Opened in a thread, it serves this one: reads, signals and lists. */
static void
test_open_async (void)
{
  g_autofree char *parent = make_directory ();
  g_autofree char *directory = g_build_filename (parent, "meja", NULL);
  g_autoptr (GaungWorkspace) workspace = make_workspace (directory, PASSPHRASE);
  g_autoptr (GaungActor) actor = gaung_actor_new ("siti", "Siti", "dlh", NULL);
  g_autoptr (GaungRecord) record = make_complaint (actor, "Lampu", "new", TEST_NOW);
  g_autoptr (GaungQuery) query = gaung_query_new ("complaint");
  g_autoptr (GaungList) list = NULL;
  GaungStore *store = NULL;
  guint n_changes = 0;

  gaung_workspace_open_async (workspace, PASSPHRASE, NULL, opened_cb, &store);
  wait_until (store != NULL);
  g_signal_connect (store, "changed", G_CALLBACK (changed_cb), &n_changes);
  list = gaung_list_new (store, query);
  put (store, record, GAUNG_BATCH_NONE);
  wait_until (n_changes == 1);
  wait_for_list (list);
  g_assert_cmpuint (gaung_list_get_n_items (list), ==, 1);
  g_clear_object (&list);
  gaung_store_close (store);
  g_assert_finalize_object (store);
  remove_directory (parent);
}

typedef struct
{
  const char *name;
  const char *file;
  int offset; /* to flip; -1: remove; -2: empty; -3: another @format */
  const char *passphrase;
  GaungStoreError expected;
  const char *format;
} HarmCase;

static const HarmCase harm_cases[] = {
  { "store-first-page", "store.db", 1000, PASSPHRASE, GAUNG_STORE_ERROR_DAMAGED },
  { "store-salt", "store.db", 3, PASSPHRASE, GAUNG_STORE_ERROR_DAMAGED },
  { "store-empty", "store.db", -2, PASSPHRASE, GAUNG_STORE_ERROR_DAMAGED },
  { "store-gone", "store.db", -1, PASSPHRASE, GAUNG_STORE_ERROR_MISSING },
  { "key-altered", "key.db", 1000, PASSPHRASE, GAUNG_STORE_ERROR_DAMAGED },
  { "key-altered-wrong-passphrase", "key.db", 1000, "x", GAUNG_STORE_ERROR_DAMAGED },
  { "key-empty", "key.db", -2, PASSPHRASE, GAUNG_STORE_ERROR_DAMAGED },
  { "key-gone", "key.db", -1, PASSPHRASE, GAUNG_STORE_ERROR_DAMAGED },
  { "ini-gone", "workspace.ini", -1, PASSPHRASE, GAUNG_STORE_ERROR_MISSING },
  { "ini-empty", "workspace.ini", -2, PASSPHRASE, GAUNG_STORE_ERROR_DAMAGED },
  { "ini-newer", "workspace.ini", -3, PASSPHRASE, GAUNG_STORE_ERROR_NEWER, "2" },
  { "ini-much-newer", "workspace.ini", -3, PASSPHRASE, GAUNG_STORE_ERROR_NEWER, "9999999999" },
  { "ini-odd", "workspace.ini", -3, PASSPHRASE, GAUNG_STORE_ERROR_DAMAGED, "x" },
  { "ini-nothing", "workspace.ini", -3, PASSPHRASE, GAUNG_STORE_ERROR_DAMAGED, "" },
};

static void
test_harm (gconstpointer data)
{
  const HarmCase *test = data;
  g_autofree char *parent = make_directory ();
  g_autofree char *directory = g_build_filename (parent, "meja", NULL);
  g_autofree char *path = g_build_filename (directory, test->file, NULL);
  g_autofree char *contents = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungWorkspace) workspace = make_workspace (directory, PASSPHRASE);
  gsize length, length_after = 0;

  contents = read_file (directory, test->file, &length);
  if (test->offset >= 0)
    contents[test->offset] ^= 1;
  else if (test->offset == -2)
    length = 0;
  if (test->offset == -1)
    g_assert_cmpint (g_unlink (path), ==, 0);
  else if (test->offset == -3)
    {
      g_autofree char *line = g_strconcat ("Format=", test->format, NULL);
      g_auto (GStrv) parts = g_strsplit (contents, "Format=1", 2);

      g_free (contents);
      contents = g_strjoinv (line, parts);
      length = strlen (contents);
    }
  if (test->offset != -1)
    write_file (directory, test->file, contents, length);

  g_clear_object (&workspace);
  workspace = gaung_workspace_load (directory, &error);
  if (workspace == NULL)
    g_assert_error (error, GAUNG_STORE_ERROR, (int) test->expected);
  else
    assert_refuses (workspace, test->passphrase, test->expected);

  after = read_file (directory, test->file, &length_after);
  if (test->offset == -1)
    g_assert_null (after);
  else
    g_assert_cmpmem (contents, length, after, length_after);
  remove_directory (parent);
}

static void
test_refused_places (void)
{
  g_autofree char *parent = make_directory ();
  g_autofree char *full = g_build_filename (parent, "full", NULL);
  g_autofree char *file = g_build_filename (full, "a", NULL);
  g_autofree char *below_file = g_build_filename (file, "meja", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n = 0;

  g_assert_cmpint (g_mkdir (full, 0700), ==, 0);
  write_file (full, "a", "x", 1);
  g_assert_null (gaung_workspace_create (full, GAUNG_WORKSPACE_LOCAL, "X", PASSPHRASE, &error));
  g_assert_error (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_null (
      gaung_workspace_create (below_file, GAUNG_WORKSPACE_LOCAL, "X", PASSPHRASE, &error));
  g_assert_error (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_null (gaung_workspace_load (parent, &error));
  g_assert_error (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_MISSING);

  /* Nothing was left behind. */
  dir = g_dir_open (parent, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    n++;
  g_assert_cmpuint (n, ==, 1);
  remove_directory (parent);
}

/* libsecret's own backend for tests: a file under a password. */
static void
test_secret_service (void)
{
  g_autofree char *parent = make_directory ();
  g_autofree char *directory = g_build_filename (parent, "meja", NULL);
  g_autofree char *keyring = g_build_filename (parent, "keyring", NULL);
  g_autoptr (GaungWorkspace) workspace = NULL;
  g_autoptr (GaungWorkspace) loaded = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 30 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      remove_directory (parent);
      return;
    }
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "rahasia", TRUE);
  g_assert_true (gaung_secret_service_is_available ());
  workspace = make_workspace (directory, NULL);
  loaded = gaung_workspace_load (directory, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gaung_workspace_get_key_method (loaded), ==, GAUNG_KEY_SECRET_SERVICE);
  assert_opens (loaded, NULL);
  {
    g_autofree char *key_file = g_build_filename (directory, "key.db", NULL);

    g_assert_false (g_file_test (key_file, G_FILE_TEST_EXISTS));
  }
  /* A workspace whose key the service does not have (any more); the store is not touched. */
  {
    gsize length;
    g_autofree char *ini = read_file (directory, "workspace.ini", &length);
    g_auto (GStrv) parts = g_strsplit (ini, gaung_workspace_get_id (workspace), 2);
    g_autofree char *other
        = g_strconcat (parts[0], "0b8f7c1e-6c2f-4a57-9d52-0d3a4b0f7a11", parts[1], NULL);
    g_autoptr (GaungWorkspace) stranger = NULL;

    write_file (directory, "workspace.ini", other, strlen (other));
    stranger = gaung_workspace_load (directory, &error);
    g_assert_no_error (error);
    assert_refuses (stranger, NULL, GAUNG_STORE_ERROR_NO_KEY);
    write_file (directory, "workspace.ini", ini, length);
  }
  assert_opens (loaded, NULL);
  g_assert_true (gaung_workspace_delete (loaded, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (directory, G_FILE_TEST_EXISTS));
  assert_refuses (workspace, NULL, GAUNG_STORE_ERROR_MISSING);
  remove_directory (parent);
}

/* No bus, no service, and no waiting for either. */
static void
test_no_secret_service (void)
{
  g_autofree char *parent = make_directory ();
  g_autofree char *directory = g_build_filename (parent, "meja", NULL);
  g_autoptr (GError) error = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 30 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      remove_directory (parent);
      return;
    }
  g_unsetenv ("SECRET_BACKEND");
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  g_assert_false (gaung_secret_service_is_available ());
  g_assert_null (gaung_workspace_create (directory, GAUNG_WORKSPACE_LOCAL, "X", NULL, &error));
  g_assert_error (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_NO_SERVICE);
  g_assert_false (g_file_test (directory, G_FILE_TEST_EXISTS));
  remove_directory (parent);
}

static void
test_list_of_workspaces (void)
{
  g_autofree char *parent = gaung_workspace_get_default_directory ();
  g_autofree char *first = g_build_filename (parent, "satu", NULL);
  g_autofree char *second = g_build_filename (parent, "dua", NULL);
  g_autofree char *broken = g_build_filename (parent, "rusak", NULL);
  g_autoptr (GPtrArray) none = gaung_workspace_list ();
  g_autoptr (GPtrArray) two = NULL;
  g_autoptr (GaungWorkspace) a = NULL;
  g_autoptr (GaungWorkspace) b = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  a = make_workspace (first, PASSPHRASE);
  b = make_workspace (second, PASSPHRASE);
  g_assert_cmpint (g_mkdir (broken, 0700), ==, 0);
  two = gaung_workspace_list ();
  g_assert_cmpuint (two->len, ==, 2);
  g_assert_true (gaung_workspace_delete (a, NULL));
  g_assert_true (gaung_workspace_delete (b, NULL));
}

static void
assert_absent (const char *directory, const char *const *secrets)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      gsize length = 0;
      g_autofree char *contents = read_file (directory, name, &length);

      for (gsize i = 0; secrets[i] != NULL; i++)
        {
          g_assert_null (memmem (contents, length, secrets[i], strlen (secrets[i])));
          g_assert_null (strstr (name, secrets[i]));
        }
    }
}

/* While it is open, with what is still in the WAL, and after it was closed. */
static void
test_nothing_in_plain (void)
{
  static const char *const secrets[] = {
    "3372045511900001", "Sukarti Wulandari", "sukarti wulandari", "tiang miring", "08122612345",
    "complaint:",       "diskominfo",        "Rahasia jabatan",   "CREATE TABLE", NULL
  };
  g_autofree char *parent = make_directory ();
  g_autofree char *directory = g_build_filename (parent, "meja", NULL);
  g_autoptr (GaungWorkspace) workspace = make_workspace (directory, PASSPHRASE);
  g_autoptr (GaungActor) actor
      = gaung_actor_new ("diskominfo", "Sukarti Wulandari", "diskominfo", NULL);
  g_autoptr (GaungStore) store = gaung_workspace_open (workspace, PASSPHRASE, NULL);
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("Rahasia jabatan", 15);
  g_autoptr (GaungQuery) query = gaung_query_parse ("sort:newest title~miring", NULL);

  g_assert_true (gaung_store_set_actor (store, actor, NULL));
  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (GaungRecord) person = gaung_record_new ("person", actor, TEST_NOW);
      g_autoptr (GaungRecord) record = make_complaint (actor, "tiang miring", "new", TEST_NOW + i);

      gaung_record_set_string (person, "name", "Sukarti Wulandari", NULL);
      gaung_record_set_string (person, "nik", "3372045511900001", NULL);
      gaung_record_set_string (person, "address", "Sukarti Wulandari 08122612345", NULL);
      gaung_batch_put (batch, person, NULL);
      gaung_batch_put (batch, record, NULL);
    }
  gaung_batch_put_draft (batch, "complaint:x/reply", "Sukarti Wulandari 08122612345");
  gaung_batch_put_setting (batch, "filter", "Sukarti Wulandari");
  gaung_batch_put_bytes (batch, "attachment:x", bytes);
  g_assert_true (gaung_store_write (store, batch, NULL));
  /* Sorting and searching leave no temporary file either. */
  g_assert_cmpint (gaung_store_count (store, query, NULL), ==, 300);
  assert_absent (directory, secrets);
  gaung_store_close (store);
  assert_absent (directory, secrets);
  /* What is not in the search index although it was written: names of people. */
  g_clear_object (&store);
  store = gaung_workspace_open (workspace, PASSPHRASE, NULL);
  g_assert_cmpint (count (store, "sukarti"), ==, 0);
  g_assert_cmpint (count (store, "miring"), ==, 300);
  gaung_store_close (store);
  remove_directory (parent);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/store/workspace/passphrase", test_passphrase);
  g_test_add_func ("/store/workspace/open-async", test_open_async);
  g_test_add_func ("/store/workspace/refused-places", test_refused_places);
  g_test_add_func ("/store/workspace/secret-service", test_secret_service);
  g_test_add_func ("/store/workspace/no-secret-service", test_no_secret_service);
  g_test_add_func ("/store/workspace/list", test_list_of_workspaces);
  g_test_add_func ("/store/workspace/nothing-in-plain", test_nothing_in_plain);
  for (gsize i = 0; i < G_N_ELEMENTS (harm_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/workspace/harm/", harm_cases[i].name, NULL);

      g_test_add_data_func (path, &harm_cases[i], test_harm);
    }
  return g_test_run ();
}
