/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trying an account out, connecting a workspace to it, and where its secret goes. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "gaung-account.h"
#include "gaung-couch-server.h"
#include "gaung-double.h"

#define PASSPHRASE "kata sandi yang panjang"

/* A server with what the probe asks for. */
static GaungDouble *
make_server (const char *fixture)
{
  g_autofree char *path
      = fixture != NULL ? g_build_filename (g_getenv ("GAUNG_FIXTURES"), fixture, NULL) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate
      = path != NULL ? g_tls_certificate_new_from_file (path, &error) : NULL;
  GaungDouble *server = gaung_double_new (certificate);

  g_assert_no_error (error);
  gaung_double_add_database (server, "gaung-directory", "staff");
  gaung_double_add_database (server, "gaung-common", "staff");
  gaung_double_add_database (server, "gaung-identity", "coordinator");
  gaung_double_add_database (server, "gaung-agency-dlh", "agency-dlh coordinator");
  g_free (gaung_double_put (server, "gaung-directory", "database:gaung-agency-dlh", "{}"));
  gaung_double_add_user (server, "sari", "rahasia", "staff agency-dlh");
  gaung_double_add_user (server, "budi", "rahasia", "staff agency-dlh");
  gaung_double_add_user (server, "wati", "rahasia", "staff agency-dpupr");
  gaung_double_add_user (server, "rini", "rahasia", "staff coordinator");
  gaung_double_add_user (server, "tamu", "rahasia", "agency-dlh");
  gaung_double_add_token (server, "token.sari", "sari", "staff agency-dlh");
  return server;
}

static GaungAccount *
make_account (GaungDouble *server, const char *name, const char *password)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungCredentials) credentials = gaung_credentials_new_password (name, password);
  GaungAccount *account
      = gaung_account_new (gaung_double_get_address (server), NULL, name, credentials, &error);

  g_assert_no_error (error);
  return account;
}

/* ---- The probe ---- */

static void
set_old_version (GaungDouble *server)
{
  gaung_double_set_version (server, "3.2.3");
}

static void
set_wrong_clock (GaungDouble *server)
{
  gaung_double_set_clock_offset (server, 7 * 3600);
}

static void
remove_directory (GaungDouble *server)
{
  gaung_double_remove_database (server, "gaung-directory");
}

static void
lock_account (GaungDouble *server)
{
  g_autoptr (GaungCredentials) wrong = gaung_credentials_new_password ("sari", "salah");

  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (GaungCouch) couch
          = gaung_couch_new (gaung_double_get_address (server), wrong, NULL);
      g_autoptr (GaungServerSession) session = gaung_couch_get_session_sync (couch, NULL, NULL);

      g_assert_null (session);
    }
}

static void
stop (GaungDouble *server)
{
  gaung_double_stop (server);
}

static GaungDoubleFault
show_portal (const char *method, const char *path, gpointer data)
{
  return GAUNG_DOUBLE_FAULT_PORTAL;
}

static void
set_portal (GaungDouble *server)
{
  gaung_double_set_hook (server, show_portal, NULL);
}

typedef struct
{
  const char *name;
  const char *user;
  const char *password;
  void (*prepare) (GaungDouble *server);
  GaungProbeStep step; /* the first that is not simply good; N: none */
  GaungProbeState state;
  int code; /* of GAUNG_REMOTE_ERROR, for a failure */
  const char *says;
} Trial;

/* clang-format off */
static const Trial trials[] = {
  { "good", "sari", "rahasia", NULL, GAUNG_PROBE_N, GAUNG_PROBE_PASSED, 0, NULL },
  { "coordinator", "rini", "rahasia", NULL, GAUNG_PROBE_N, GAUNG_PROBE_PASSED, 0, NULL },
  { "offline", "sari", "rahasia", stop, GAUNG_PROBE_SERVER, GAUNG_PROBE_FAILED,
    GAUNG_REMOTE_ERROR_OFFLINE, "spelling" },
  { "portal", "sari", "rahasia", set_portal, GAUNG_PROBE_VERSION, GAUNG_PROBE_FAILED,
    GAUNG_REMOTE_ERROR_NOT_COUCHDB, "open a web page" },
  { "old", "sari", "rahasia", set_old_version, GAUNG_PROBE_VERSION, GAUNG_PROBE_FAILED,
    GAUNG_REMOTE_ERROR_TOO_OLD, "3.3" },
  { "wrong-password", "sari", "salah", NULL, GAUNG_PROBE_SIGN_IN, GAUNG_PROBE_FAILED,
    GAUNG_REMOTE_ERROR_CREDENTIALS, "upper and lower case" },
  { "locked", "sari", "rahasia", lock_account, GAUNG_PROBE_SIGN_IN, GAUNG_PROBE_FAILED,
    GAUNG_REMOTE_ERROR_LOCKED, "Wait 5 minutes" },
  { "no-staff", "tamu", "rahasia", NULL, GAUNG_PROBE_RIGHTS, GAUNG_PROBE_FAILED,
    GAUNG_REMOTE_ERROR_NOT_MEMBER, "tamu" },
  { "no-database", "wati", "rahasia", NULL, GAUNG_PROBE_RIGHTS, GAUNG_PROBE_FAILED,
    GAUNG_REMOTE_ERROR_NO_DATABASE, "gaung-agency-dpupr" },
  { "not-prepared", "rini", "rahasia", remove_directory, GAUNG_PROBE_RIGHTS, GAUNG_PROBE_FAILED,
    GAUNG_REMOTE_ERROR_NO_DATABASE, "gaung-directory" },
  { "clock", "sari", "rahasia", set_wrong_clock, GAUNG_PROBE_CLOCK, GAUNG_PROBE_WARNED, 0,
    "hours slow" },
};
/* clang-format on */

static void
count_cb (const GaungProbe *probe, gpointer data)
{
  guint *n_calls = data;

  g_assert_nonnull (probe);
  (*n_calls)++;
}

static void
test_probe (gconstpointer data)
{
  const Trial *trial = data;
  g_autoptr (GaungDouble) server = make_server (NULL);
  g_autoptr (GaungAccount) account = make_account (server, trial->user, trial->password);
  g_autoptr (GaungProbe) probe = NULL;
  guint n_calls = 0;

  if (trial->prepare != NULL)
    trial->prepare (server);
  probe = gaung_account_probe_sync (account, count_cb, &n_calls, NULL);
  g_assert_cmpuint (n_calls, >=, 2);
  for (guint i = 0; i < GAUNG_PROBE_N && i < trial->step; i++)
    {
      g_assert_cmpint (probe->lines[i].state, ==, GAUNG_PROBE_PASSED);
      g_assert_nonnull (probe->lines[i].text);
    }
  g_assert_true (gaung_probe_is_passed (probe) == (trial->state != GAUNG_PROBE_FAILED));
  if (trial->step == GAUNG_PROBE_N)
    {
      g_assert_cmpstr (probe->name, ==, trial->user);
      g_assert_no_error (probe->error);
      return;
    }
  g_assert_cmpint (probe->lines[trial->step].state, ==, trial->state);
  g_assert_nonnull (strstr (probe->lines[trial->step].text, trial->says));
  g_assert_null (strstr (probe->lines[trial->step].text, trial->password));
  if (trial->state == GAUNG_PROBE_FAILED)
    {
      g_assert_error (probe->error, GAUNG_REMOTE_ERROR, trial->code);
      for (guint i = trial->step + 1; i < GAUNG_PROBE_N; i++)
        g_assert_cmpint (probe->lines[i].state, ==, GAUNG_PROBE_WAITING);
    }
  /* It only looks. */
  g_assert_cmpuint (gaung_double_count (server, "PUT"), ==, 0);
  g_assert_cmpuint (gaung_double_count (server, "DELETE"), ==, 0);
}

static void
test_probe_token (void)
{
  g_autoptr (GaungDouble) server = make_server (NULL);
  g_autoptr (GaungCredentials) credentials = gaung_credentials_new_token ("token.sari");
  g_autoptr (GaungAccount) account = NULL;
  g_autoptr (GaungAccount) other = NULL;
  g_autoptr (GaungProbe) probe = NULL;
  g_autoptr (GError) error = NULL;

  account = gaung_account_new (gaung_double_get_address (server), NULL, NULL, credentials, &error);
  g_assert_no_error (error);
  probe = gaung_account_probe_sync (account, NULL, NULL, NULL);
  g_assert_true (gaung_probe_is_passed (probe));
  g_assert_cmpstr (probe->name, ==, "sari");
  g_assert_cmpstr (probe->agencies[0], ==, "dlh");
  g_assert_null (probe->agencies[1]);
  g_clear_pointer (&probe, gaung_probe_free);

  /* A name that is not the token's. */
  other = gaung_account_new (gaung_double_get_address (server), NULL, "budi", credentials, &error);
  g_assert_no_error (error);
  probe = gaung_account_probe_sync (other, NULL, NULL, NULL);
  g_assert_error (probe->error, GAUNG_ACCOUNT_ERROR, GAUNG_ACCOUNT_ERROR_OTHER_ACCOUNT);
  g_assert_cmpint (probe->lines[GAUNG_PROBE_SIGN_IN].state, ==, GAUNG_PROBE_FAILED);
}

typedef struct
{
  const char *file;
  gboolean is_trusted;
  const char *says; /* NULL: fine */
} Certificate;

static const Certificate certificates[] = {
  { "good.pem", TRUE, NULL },
  { "good.pem", FALSE, "does not know" },
  { "expired.pem", TRUE, "has expired" },
  { "future.pem", TRUE, "not valid yet" },
  { "other-host.pem", TRUE, "another name" },
};

static void
test_certificate (gconstpointer data)
{
  const Certificate *row = data;
  g_autofree char *authority
      = g_build_filename (g_getenv ("GAUNG_FIXTURES"), "authority.pem", NULL);
  g_autoptr (GaungDouble) server = make_server (row->file);
  g_autoptr (GaungAccount) account = make_account (server, "sari", "rahasia");
  g_autoptr (GaungProbe) probe = NULL;
  g_autoptr (GError) error = NULL;

  if (row->is_trusted)
    g_assert_true (gaung_account_set_authority (account, authority, &error));
  g_assert_no_error (error);
  probe = gaung_account_probe_sync (account, NULL, NULL, NULL);
  g_assert_true (gaung_probe_is_passed (probe) == (row->says == NULL));
  if (row->says == NULL)
    return;
  g_assert_error (probe->error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_CERTIFICATE);
  g_assert_cmpint (probe->lines[GAUNG_PROBE_SERVER].state, ==, GAUNG_PROBE_FAILED);
  g_assert_nonnull (strstr (probe->lines[GAUNG_PROBE_SERVER].text, row->says));
  g_assert_cmpuint (gaung_double_count (server, ""), ==, 0);
}

static void
test_cancelled (void)
{
  g_autoptr (GaungDouble) server = make_server (NULL);
  g_autoptr (GaungAccount) account = make_account (server, "sari", "rahasia");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GaungProbe) probe = NULL;

  g_cancellable_cancel (cancellable);
  probe = gaung_account_probe_sync (account, NULL, NULL, cancellable);
  g_assert_error (probe->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (gaung_probe_is_passed (probe));
}

/* ---- Addresses ---- */

static const struct
{
  const char *typed;
  const char *address; /* NULL: refused */
  int code;
} addresses[] = {
  { "https://gaung.surakarta.go.id", "https://gaung.surakarta.go.id/", 0 },
  { " gaung.surakarta.go.id ", "https://gaung.surakarta.go.id/", 0 },
  { "gaung.surakarta.go.id:6984", "https://gaung.surakarta.go.id:6984/", 0 },
  { "https://gaung.surakarta.go.id/db/", "https://gaung.surakarta.go.id/db/", 0 },
  { "https://gaung.surakarta.go.id/_utils/#login", "https://gaung.surakarta.go.id/", 0 },
  { "http://127.0.0.1:5984", "http://127.0.0.1:5984/", 0 },
  { "http://gaung.surakarta.go.id", NULL, GAUNG_REMOTE_ERROR_INSECURE },
  { "https://sari:rahasia@gaung.surakarta.go.id", NULL, GAUNG_REMOTE_ERROR_ADDRESS },
  { "ftp://gaung.surakarta.go.id", NULL, GAUNG_REMOTE_ERROR_ADDRESS },
  { "", NULL, GAUNG_REMOTE_ERROR_ADDRESS },
};

static void
test_addresses (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GaungAccount) account
          = gaung_account_new (addresses[i].typed, NULL, "sari", NULL, &error);

      if (addresses[i].address == NULL)
        {
          g_assert_error (error, GAUNG_REMOTE_ERROR, addresses[i].code);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (gaung_account_get_address (account), ==, addresses[i].address);
    }
}

/* ---- Connecting ---- */

typedef struct
{
  char *parent;
  GaungWorkspace *workspace;
  GaungStore *store;
} Desk;

static void
desk_open (Desk *desk, GaungWorkspaceKind kind, const char *passphrase)
{
  g_autofree char *directory = NULL;
  g_autoptr (GError) error = NULL;

  desk->parent = g_dir_make_tmp ("gaung-connect-XXXXXX", &error);
  g_assert_no_error (error);
  directory = g_build_filename (desk->parent, "meja", NULL);
  desk->workspace = gaung_workspace_create (directory, kind, "Meja", passphrase, &error);
  g_assert_no_error (error);
  desk->store = gaung_workspace_open (desk->workspace, passphrase, &error);
  g_assert_no_error (error);
}

static void
desk_close (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  gaung_store_close (desk->store);
  g_assert_finalize_object (desk->store);
  g_assert_true (gaung_workspace_delete (desk->workspace, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (desk->workspace);
  g_assert_cmpint (g_rmdir (desk->parent), ==, 0);
  g_free (desk->parent);
}

/* 0, or the code of GAUNG_ACCOUNT_ERROR plus one. @uuid: of the installation; NULL: as it says */
static int
connect_to (Desk *desk, GaungDouble *server, const char *name, const char *agency, const char *uuid)
{
  g_autoptr (GaungAccount) account = make_account (server, name, "rahasia");
  g_autoptr (GaungProbe) probe = gaung_account_probe_sync (account, NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;

  if (uuid != NULL)
    g_set_str (&probe->server_uuid, uuid);
  if (gaung_account_connect (account,
                             desk->workspace,
                             desk->store,
                             probe,
                             "Sari Lestari",
                             agency,
                             "rahasia",
                             FALSE,
                             NULL,
                             NULL,
                             &error))
    return 0;
  g_assert_cmpuint (error->domain, ==, GAUNG_ACCOUNT_ERROR);
  return error->code + 1;
}

static int
connect_as (Desk *desk, GaungDouble *server, const char *name, const char *agency)
{
  return connect_to (desk, server, name, agency, NULL);
}

static void
test_connect (void)
{
  g_autoptr (GaungDouble) server = make_server (NULL);
  g_autoptr (GaungDouble) elsewhere = make_server (NULL);
  g_autoptr (GaungAccount) account = NULL;
  g_autoptr (GError) error = NULL;
  Desk desk;

  desk_open (&desk, GAUNG_WORKSPACE_LOCAL, PASSPHRASE);
  g_assert_null (gaung_account_load (desk.workspace, desk.store, &error));
  g_assert_no_error (error);
  g_assert_cmpint (connect_as (&desk, server, "sari", "dpupr"), ==, GAUNG_ACCOUNT_ERROR_AGENCY + 1);
  g_assert_cmpint (connect_as (&desk, server, "tamu", NULL), ==, GAUNG_ACCOUNT_ERROR_NOT_TRIED + 1);
  g_assert_null (gaung_account_load (NULL, desk.store, &error));
  g_assert_cmpint (gaung_workspace_get_kind (desk.workspace), ==, GAUNG_WORKSPACE_LOCAL);

  g_assert_cmpint (connect_as (&desk, server, "sari", NULL), ==, 0);
  g_assert_cmpint (gaung_workspace_get_kind (desk.workspace), ==, GAUNG_WORKSPACE_SERVER);
  g_assert_cmpstr (gaung_store_get_actor (desk.store)->id, ==, "sari");
  g_assert_cmpstr (gaung_store_get_actor (desk.store)->name, ==, "Sari Lestari");
  g_assert_cmpstr (gaung_store_get_actor (desk.store)->agency, ==, "dlh");
  account = gaung_account_load (NULL, desk.store, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gaung_account_get_name (account), ==, "sari");
  g_assert_cmpstr (gaung_account_get_address (account), ==, gaung_double_get_address (server));
  g_assert_cmpstr (gaung_account_get_prefix (account), ==, "gaung");

  /* The same again; another account; the same name on another server. */
  g_assert_cmpint (connect_as (&desk, server, "sari", NULL), ==, 0);
  g_assert_cmpint (
      connect_as (&desk, server, "budi", NULL), ==, GAUNG_ACCOUNT_ERROR_OTHER_ACCOUNT + 1);
  g_assert_cmpstr (gaung_store_get_actor (desk.store)->id, ==, "sari");
  g_assert_cmpint (connect_to (&desk, elsewhere, "sari", NULL, "another-installation"),
                   ==,
                   GAUNG_ACCOUNT_ERROR_OTHER_SERVER + 1);
  /* The same installation under a new address. */
  g_assert_cmpint (connect_as (&desk, elsewhere, "sari", NULL), ==, 0);
  g_clear_object (&account);
  account = gaung_account_load (NULL, desk.store, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gaung_account_get_address (account), ==, gaung_double_get_address (elsewhere));
  desk_close (&desk);
}

static void
test_sample (void)
{
  g_autoptr (GaungDouble) server = make_server (NULL);
  g_autoptr (GError) error = NULL;
  Desk desk;

  desk_open (&desk, GAUNG_WORKSPACE_SAMPLE, PASSPHRASE);
  g_assert_cmpint (connect_as (&desk, server, "sari", NULL), ==, GAUNG_ACCOUNT_ERROR_SAMPLE + 1);
  g_assert_false (gaung_workspace_set_server (desk.workspace, &error));
  g_assert_error (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_CONFLICT);
  desk_close (&desk);
}

/* A copy of the authority goes with the workspace, and away with it. */
static void
test_authority (void)
{
  g_autofree char *source = g_build_filename (g_getenv ("GAUNG_FIXTURES"), "authority.pem", NULL);
  g_autofree char *kept = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GaungDouble) server = make_server ("good.pem");
  g_autoptr (GaungAccount) account = make_account (server, "sari", "rahasia");
  g_autoptr (GaungAccount) loaded = NULL;
  g_autoptr (GaungCredentials) credentials = NULL;
  g_autoptr (GaungProbe) probe = NULL;
  g_autoptr (GError) error = NULL;
  Desk desk;

  desk_open (&desk, GAUNG_WORKSPACE_SERVER, PASSPHRASE);
  g_assert_true (gaung_account_set_authority (account, source, &error));
  probe = gaung_account_probe_sync (account, NULL, NULL, NULL);
  g_assert_true (gaung_account_connect (
      account, desk.workspace, desk.store, probe, "", NULL, "rahasia", FALSE, NULL, NULL, &error));
  g_assert_no_error (error);
  kept = gaung_workspace_get_authority (desk.workspace);
  g_assert_true (g_file_get_contents (source, &before, NULL, NULL));
  g_assert_true (g_file_get_contents (kept, &after, NULL, NULL));
  g_assert_cmpstr (before, ==, after);

  loaded = gaung_account_load (desk.workspace, desk.store, &error);
  g_assert_no_error (error);
  g_assert_nonnull (gaung_account_get_trust (loaded));
  g_clear_pointer (&probe, gaung_probe_free);
  credentials = gaung_account_dup_credentials (account);
  gaung_account_set_credentials (loaded, credentials);
  probe = gaung_account_probe_sync (loaded, NULL, NULL, NULL);
  g_assert_true (gaung_probe_is_passed (probe));
  desk_close (&desk);
  g_assert_false (g_file_test (kept, G_FILE_TEST_EXISTS));
}

/* ---- The secret ---- */

static void
assert_secret (Desk *desk, const char *user)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungAccount) account = gaung_account_load (desk->workspace, desk->store, &error);
  g_autoptr (GaungCredentials) credentials = NULL;

  g_assert_no_error (error);
  credentials = gaung_account_dup_credentials (account);
  if (user == NULL)
    {
      g_assert_null (credentials);
      return;
    }
  g_assert_nonnull (credentials);
  g_assert_cmpstr (gaung_credentials_get_name (credentials), ==, user);
}

/* Two accounts, two workspaces, one Secret Service (libsecret's own for tests: a file). */
static void
test_secret (void)
{
  g_autofree char *keyring = NULL;
  g_autoptr (GaungDouble) server = NULL;
  g_autoptr (GaungAccount) account = NULL;
  g_autoptr (GError) error = NULL;
  Desk sari;
  Desk budi;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 60 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }
  keyring = g_build_filename (g_get_user_runtime_dir (), "keyring", NULL);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "rahasia", TRUE);
  server = make_server (NULL);
  desk_open (&sari, GAUNG_WORKSPACE_SERVER, NULL);
  desk_open (&budi, GAUNG_WORKSPACE_SERVER, NULL);
  g_assert_cmpint (connect_as (&sari, server, "sari", NULL), ==, 0);
  g_assert_cmpint (connect_as (&budi, server, "budi", NULL), ==, 0);
  assert_secret (&sari, "sari");
  assert_secret (&budi, "budi");

  /* Signed out, the key is still there and the other account, too. */
  account = gaung_account_load (sari.workspace, sari.store, &error);
  g_assert_true (gaung_account_sign_out (account, sari.workspace, sari.store, &error));
  g_assert_no_error (error);
  g_assert_null (gaung_account_dup_credentials (account));
  assert_secret (&sari, NULL);
  assert_secret (&budi, "budi");
  {
    g_autoptr (GaungStore) again = gaung_workspace_open (sari.workspace, NULL, &error);

    g_assert_no_error (error);
    gaung_store_close (again);
  }
  g_assert_true (gaung_account_save_secret (account, sari.workspace, "token.sari", TRUE, &error));
  g_assert_no_error (error);
  {
    g_autoptr (GaungAccount) loaded = gaung_account_load (sari.workspace, sari.store, &error);
    g_autoptr (GaungCredentials) credentials = gaung_account_dup_credentials (loaded);

    g_assert_nonnull (credentials);
    g_assert_null (gaung_credentials_get_name (credentials));
  }
  desk_close (&sari);
  assert_secret (&budi, "budi");
  desk_close (&budi);
}

/* Without one the secret is in memory only. */
static void
test_no_secret_service (void)
{
  g_autoptr (GaungDouble) server = make_server (NULL);
  g_autoptr (GaungAccount) account = make_account (server, "sari", "lama");
  g_autoptr (GaungCredentials) before = gaung_account_dup_credentials (account);
  g_autoptr (GaungCredentials) after = NULL;
  g_autoptr (GError) error = NULL;
  Desk desk;

  desk_open (&desk, GAUNG_WORKSPACE_SERVER, PASSPHRASE);
  g_assert_false (gaung_secret_service_is_available ());
  g_assert_cmpint (connect_as (&desk, server, "sari", NULL), ==, 0);
  assert_secret (&desk, NULL);
  g_assert_false (gaung_account_save_secret (account, desk.workspace, "rahasia", FALSE, &error));
  g_assert_error (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_NO_SERVICE);
  g_clear_error (&error);
  after = gaung_account_dup_credentials (account);
  g_assert_true (after != before);
  g_assert_true (gaung_account_sign_out (account, desk.workspace, desk.store, &error));
  g_assert_no_error (error);
  desk_close (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  /* The session's own key ring is none of this test's business. */
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  for (gsize i = 0; i < G_N_ELEMENTS (trials); i++)
    {
      g_autofree char *path = g_strconcat ("/connect/probe/", trials[i].name, NULL);

      g_test_add_data_func (path, &trials[i], test_probe);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (certificates); i++)
    {
      g_autofree char *path = g_strdup_printf ("/connect/certificate/%s%s",
                                               certificates[i].file,
                                               certificates[i].is_trusted ? "" : "-unknown");

      g_test_add_data_func (path, &certificates[i], test_certificate);
    }
  g_test_add_func ("/connect/probe/token", test_probe_token);
  g_test_add_func ("/connect/probe/cancelled", test_cancelled);
  g_test_add_func ("/connect/addresses", test_addresses);
  g_test_add_func ("/connect/connect", test_connect);
  g_test_add_func ("/connect/sample", test_sample);
  g_test_add_func ("/connect/authority", test_authority);
  g_test_add_func ("/connect/secret", test_secret);
  g_test_add_func ("/connect/no-secret-service", test_no_secret_service);
  return g_test_run ();
}
