/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The source of files against a server: what comes, what does not, and what is said of it. */

#include "config.h"

#include <glib/gstdio.h>

#include "city.h"
#include "gaung-attachment.h"
#include "gaung-couch-files.h"
#include "gaung-file-fetcher.h"
#include "gaung-remote-error.h"

#define DATABASE "gaung-agency-diskominfo"
#define FILES "GET /" DATABASE "/attachment"

/* A desk that has the record of a file, and not its bytes. */
typedef struct
{
  GaungDouble *server;
  char *directory;
  GaungStore *store;
  GaungAccount *account;
  GaungSyncStatus *status;
  GaungEngine *engine;
  GaungFileSource *source;
  GBytes *bytes;
  char *id;
  int fault; /* atomic, of GaungDoubleFault, for files */
} Scene;

static GaungDoubleFault
hook_cb (const char *method, const char *path, gpointer data)
{
  Scene *self = data;

  if (g_strcmp0 (method, "GET") == 0 && strstr (path, "/attachment") != NULL)
    return (GaungDoubleFault) g_atomic_int_get (&self->fault);
  return GAUNG_DOUBLE_FAULT_NONE;
}

static void
upload (Scene *self, GaungCredentials *credentials)
{
  static const char *const roles[] = { "staff", "agency-diskominfo", NULL };
  g_autoptr (GaungActor) actor = gaung_actor_new (CITY_ACCOUNT, "Sri", "diskominfo", roles);
  g_autoptr (GaungAttachment) record = gaung_attachment_new (
      self->bytes, "surat.pdf", "application/pdf", actor, gaung_instant_now ());
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungCouch) couch
      = gaung_couch_new (gaung_double_get_address (self->server), credentials, &error);

  g_assert_no_error (error);
  gaung_send_result_free (gaung_couch_put_file_sync (couch,
                                                     DATABASE,
                                                     gaung_record_get_json (GAUNG_RECORD (record)),
                                                     self->bytes,
                                                     NULL,
                                                     NULL,
                                                     NULL,
                                                     &error));
  g_assert_no_error (error);
  self->id = g_strdup (gaung_record_get_id (GAUNG_RECORD (record)));
}

static Scene *
scene_new (void)
{
  Scene *self = g_new0 (Scene, 1);
  g_autoptr (GaungCredentials) credentials
      = gaung_credentials_new_password (CITY_ACCOUNT, CITY_PASSWORD);
  g_autoptr (GBytes) key = g_bytes_new_static ("0123456789abcdef0123456789abcdef", 32);
  g_autofree char *path = NULL;
  GaungSyncTotals totals = { 0 };
  g_autoptr (GError) error = NULL;

  self->server = city_new (NULL, "gaung");
  self->directory = g_dir_make_tmp ("gaung-fetch-XXXXXX", NULL);
  path = g_build_filename (self->directory, "store.db", NULL);
  self->store = gaung_store_open (path, key, &error);
  g_assert_no_error (error);
  self->account = gaung_account_new (
      gaung_double_get_address (self->server), "gaung", CITY_ACCOUNT, credentials, &error);
  g_assert_no_error (error);
  self->bytes = g_bytes_new_take (g_strnfill (300 * 1024, 'x'), 300 * 1024);
  upload (self, credentials);
  self->status = gaung_sync_status_new ();
  self->engine = gaung_engine_new (self->store, self->account, self->status);
  gaung_engine_run_sync (self->engine, &totals, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (gaung_store_has_bytes (self->store, self->id));
  self->source = gaung_file_fetcher_new (self->engine, self->status);
  gaung_double_set_hook (self->server, hook_cb, self);
  return self;
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Asserts that nothing holds the engine, in whatever thread its last file ended. */
static void
scene_free (Scene *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->directory, 0, NULL);
  const char *name;

  settle ();
  g_assert_finalize_object (self->source);
  settle ();
  g_assert_finalize_object (self->engine);
  g_object_unref (self->status);
  g_object_unref (self->account);
  gaung_store_close (self->store);
  g_object_unref (self->store);
  gaung_double_free (self->server);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->directory, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->directory);
  g_free (self->directory);
  g_bytes_unref (self->bytes);
  g_free (self->id);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scene, scene_free)

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
progress_cb (guint percent, gpointer data)
{
  guint *last = data;

  g_assert_cmpuint (percent, >=, *last);
  g_assert_cmpuint (percent, <=, 100);
  *last = percent;
}

static GBytes *
finish (Scene *self, GAsyncResult **result, GError **error)
{
  g_autoptr (GAsyncResult) held = NULL;

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  held = g_steal_pointer (result);
  return gaung_file_source_load_finish (self->source, held, error);
}

static GBytes *
load (Scene *self, guint *percent, GError **error)
{
  GAsyncResult *result = NULL;

  gaung_file_source_load_async (
      self->source, self->id, progress_cb, percent, NULL, loaded_cb, &result);
  return finish (self, &result, error);
}

static void
test_comes (void)
{
  g_autoptr (Scene) scene = scene_new ();
  g_autoptr (GError) error = NULL;
  guint percent = 0;
  g_autoptr (GBytes) bytes = load (scene, &percent, &error);
  g_autoptr (GBytes) again = NULL;

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (bytes, scene->bytes));
  g_assert_cmpuint (percent, ==, 100);
  g_assert_true (gaung_store_has_bytes (scene->store, scene->id));
  gaung_double_stop (scene->server);
  percent = 0;
  again = load (scene, &percent, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (again, scene->bytes));
  g_assert_cmpuint (gaung_double_count (scene->server, FILES), ==, 1);
}

typedef struct
{
  const char *name;
  GaungDoubleFault fault;
  GIOErrorEnum code;
} Trouble;

static const Trouble troubles[] = {
  { "fault", GAUNG_DOUBLE_FAULT_ERROR_BEFORE, G_IO_ERROR_FAILED },
  { "busy", GAUNG_DOUBLE_FAULT_BUSY, G_IO_ERROR_BUSY },
  { "portal", GAUNG_DOUBLE_FAULT_PORTAL, G_IO_ERROR_FAILED },
  { "login", GAUNG_DOUBLE_FAULT_LOGIN, G_IO_ERROR_FAILED },
};

/* Said in a sentence; nothing of it is kept; the next time it comes. */
static void
test_trouble (gconstpointer data)
{
  const Trouble *trouble = data;
  g_autoptr (Scene) scene = scene_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  guint percent = 0;

  g_atomic_int_set (&scene->fault, (int) trouble->fault);
  g_assert_null (load (scene, &percent, &error));
  g_assert_error (error, G_IO_ERROR, (int) trouble->code);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_false (gaung_store_has_bytes (scene->store, scene->id));
  g_clear_error (&error);
  g_atomic_int_set (&scene->fault, (int) GAUNG_DOUBLE_FAULT_NONE);
  percent = 0;
  bytes = load (scene, &percent, &error);
  g_assert_no_error (error);
}

static void
test_offline (void)
{
  g_autoptr (Scene) scene = scene_new ();
  g_autoptr (GError) error = NULL;
  guint percent = 0;

  gaung_double_stop (scene->server);
  g_assert_null (load (scene, &percent, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_CONNECTED);
}

static void
test_gone (void)
{
  g_autoptr (Scene) scene = scene_new ();
  g_autoptr (GError) error = NULL;
  guint percent = 0;

  gaung_double_purge (scene->server, DATABASE, scene->id);
  g_assert_null (load (scene, &percent, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* Of many files, a refused password is tried with as many as go at a time, and no more. */
static void
test_refused (void)
{
  g_autoptr (Scene) scene = scene_new ();
  g_autoptr (GaungCredentials) wrong = gaung_credentials_new_password (CITY_ACCOUNT, "salah");
  GAsyncResult *results[6] = { NULL };

  gaung_engine_set_credentials (scene->engine, wrong);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    gaung_file_source_load_async (
        scene->source, scene->id, NULL, NULL, NULL, loaded_cb, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (finish (scene, &results[i], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
    }
  g_assert_cmpuint (gaung_double_count (scene->server, FILES), >=, 1);
  g_assert_cmpuint (gaung_double_count (scene->server, FILES), <=, 2);
}

/* Nobody is signed in: nothing is sent at all. */
static void
test_signed_out (void)
{
  g_autoptr (Scene) scene = scene_new ();
  const GaungSyncReport report = { .phase = GAUNG_SYNC_PHASE_TROUBLE,
                                   .trouble = GAUNG_SYNC_TROUBLE_CREDENTIALS,
                                   .trouble_until = GAUNG_INSTANT_NONE };
  g_autoptr (GError) error = NULL;
  guint percent = 0;

  gaung_sync_status_report (scene->status, &report);
  g_assert_null (load (scene, &percent, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_cmpuint (gaung_double_count (scene->server, FILES), ==, 0);
}

static void
test_cancelled (void)
{
  g_autoptr (Scene) scene = scene_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  g_atomic_int_set (&scene->fault, (int) GAUNG_DOUBLE_FAULT_STALL);
  gaung_file_source_load_async (
      scene->source, scene->id, NULL, NULL, cancellable, loaded_cb, &result);
  while (gaung_double_count (scene->server, FILES) == 0)
    g_usleep (1000);
  gaung_engine_stop (scene->engine);
  g_cancellable_cancel (cancellable);
  g_assert_null (finish (scene, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/file-fetcher/comes", test_comes);
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    {
      g_autofree char *path = g_strdup_printf ("/file-fetcher/trouble/%s", troubles[i].name);

      g_test_add_data_func (path, &troubles[i], test_trouble);
    }
  g_test_add_func ("/file-fetcher/offline", test_offline);
  g_test_add_func ("/file-fetcher/gone", test_gone);
  g_test_add_func ("/file-fetcher/refused", test_refused);
  g_test_add_func ("/file-fetcher/signed-out", test_signed_out);
  g_test_add_func ("/file-fetcher/cancelled", test_cancelled);

  return g_test_run ();
}
