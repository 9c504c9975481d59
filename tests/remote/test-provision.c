/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What gaungctl provision does, against the double and against a real server where
 * GAUNG_TEST_COUCHDB names one. */
#include "config.h"

#include <string.h>

#include "gaung-couch-admin.h"
#include "gaung-couch-documents.h"
#include "gaung-couch-server.h"
#include "gaung-double.h"
#include "gaung-json.h"
#include "gaung-provision-private.h"

#define PREFIX "gaungprovisiontest"
#define USER "gaungprovisiontest-sari"

static const char *const agencies[] = { "01", NULL };
static const char *const more_agencies[] = { "02", NULL };
static const char *const databases[] = {
  PREFIX "-directory", PREFIX "-common",    PREFIX "-identity",
  PREFIX "-agency-01", PREFIX "-agency-02", NULL,
};

typedef struct
{
  GaungDouble *server; /* NULL: a real one */
  GaungCouch *couch;
  char *address;
} Fixture;

/* The double runs no JavaScript; of the rules, provisioning asks for these two. */
static char *
refuse (const char *database,
        JsonObject *document,
        JsonObject *old,
        const char *user,
        const char *const *roles,
        gpointer data)
{
  if (strstr (database, "-provision-") != NULL)
    return g_strdup ("E_DATABASE: the name of the database is not one of ours");
  if (gaung_json_get_boolean (document, "_deleted", FALSE))
    return g_strdup ("E_DELETE: nothing is deleted here");
  return NULL;
}

static void
drop_all (Fixture *fixture)
{
  for (guint i = 0; databases[i] != NULL; i++)
    gaung_couch_delete_database_sync (fixture->couch, databases[i], NULL, NULL);
}

/* What a real server has of an earlier run. Deleting needs no more than this. */
static void
drop_user (Fixture *fixture)
{
  g_autoptr (JsonObject) user = gaung_couch_look_up_document_sync (
      fixture->couch, "_users", "org.couchdb.user:" USER, NULL, NULL);
  g_autoptr (GaungSendResult) result = NULL;

  if (user == NULL)
    return;
  json_object_set_boolean_member (user, "_deleted", TRUE);
  result = gaung_couch_put_document_sync (fixture->couch, "_users", user, NULL, NULL);
}

static gboolean
set_up (Fixture *fixture, gconstpointer data)
{
  const char *address = g_getenv ("GAUNG_TEST_COUCHDB");
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GaungCredentials) credentials = NULL;

  if (data != NULL && address == NULL)
    {
      g_test_skip ("GAUNG_TEST_COUCHDB names no server");
      return FALSE;
    }
  *fixture = (Fixture) { 0 };
  if (data == NULL)
    {
      fixture->server = gaung_double_new (NULL);
      gaung_double_set_validate (fixture->server, refuse, NULL);
      fixture->address = g_strdup (gaung_double_get_address (fixture->server));
      credentials = gaung_credentials_new_password ("admin", "secret");
    }
  else
    {
      uri = g_uri_parse (address, G_URI_FLAGS_HAS_PASSWORD, NULL);
      fixture->address
          = g_strdup_printf ("http://%s:%d", g_uri_get_host (uri), g_uri_get_port (uri));
      credentials = gaung_credentials_new_password (g_uri_get_user (uri), g_uri_get_password (uri));
    }
  fixture->couch = gaung_couch_new (fixture->address, credentials, NULL);
  drop_all (fixture);
  if (data != NULL)
    drop_user (fixture);
  return TRUE;
}

static void
tear_down (Fixture *fixture)
{
  drop_all (fixture);
  g_assert_finalize_object (fixture->couch);
  g_clear_pointer (&fixture->server, gaung_double_free);
  g_free (fixture->address);
}

static GaungProvision *
make (Fixture *fixture, const char *const *codes)
{
  g_autoptr (GError) error = NULL;
  GaungProvision *provision = gaung_provision_new (fixture->couch, "admin", PREFIX, codes, &error);

  g_assert_no_error (error);
  g_assert_true (gaung_provision_check_sync (provision, NULL, &error));
  g_assert_no_error (error);
  return provision;
}

static void
apply (GaungProvision *provision, GPtrArray *plan)
{
  for (guint i = 0; i < plan->len; i++)
    {
      g_autoptr (GError) error = NULL;

      gaung_provision_apply_sync (provision, g_ptr_array_index (plan, i), NULL, &error);
      g_assert_no_error (error);
    }
}

/* How many changes were needed. */
static guint
run (Fixture *fixture, const char *const *codes)
{
  g_autoptr (GaungProvision) provision = make (fixture, codes);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) plan = gaung_provision_plan_sync (provision, NULL, &error);

  g_assert_no_error (error);
  apply (provision, plan);
  return plan->len;
}

static char *
get_epoch (Fixture *fixture, const char *database)
{
  g_autofree char *id = g_strconcat ("database:", database, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) document
      = gaung_couch_get_document_sync (fixture->couch, PREFIX "-directory", id, NULL, NULL, &error);

  g_assert_no_error (error);
  return g_strdup (gaung_json_get_string (document, "epoch", NULL));
}

static guint
renew (Fixture *fixture, const char *database)
{
  const char *names[] = { database, NULL };
  g_autoptr (GaungProvision) provision = make (fixture, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) plan = gaung_provision_plan_epochs_sync (provision, names, NULL, &error);

  g_assert_no_error (error);
  apply (provision, plan);
  return plan->len;
}

static void
test_twice (gconstpointer data)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) security = NULL;
  g_autoptr (JsonObject) weaker = gaung_json_parse_object (
      "{\"admins\":{\"names\":[],\"roles\":[\"_admin\"]},\"members\":{\"names\":[],\"roles\":[]}}",
      -1,
      NULL);
  g_autofree char *first_epoch = NULL;
  g_autofree char *kept_epoch = NULL;
  g_autofree char *new_epoch = NULL;

  if (!set_up (&fixture, data))
    return;
  {
    g_autoptr (GaungProvision) provision = make (&fixture, agencies);

    g_assert_true (gaung_provision_try_rules_sync (provision, NULL, &error));
    g_assert_no_error (error);
  }
  /* Four databases, the rules, the readers and the entry of each, and the records. */
  g_assert_cmpuint (run (&fixture, agencies), >, 4 * 4);
  g_assert_cmpuint (run (&fixture, agencies), ==, 0);
  /* One more agency: only what is its own. The first is remembered. */
  g_assert_cmpuint (run (&fixture, more_agencies), ==, 4);
  g_assert_cmpuint (run (&fixture, NULL), ==, 0);

  security = gaung_couch_get_security_sync (fixture.couch, PREFIX "-agency-01", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (
      json_array_get_string_element (
          gaung_json_get_array (gaung_json_get_object (security, "members"), "roles"), 0),
      ==,
      "agency-01");

  /* What somebody opened is closed again, and a database that is gone comes back as another. */
  gaung_couch_put_security_sync (fixture.couch, PREFIX "-identity", weaker, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (run (&fixture, NULL), ==, 1);
  first_epoch = get_epoch (&fixture, PREFIX "-common");
  kept_epoch = get_epoch (&fixture, PREFIX "-identity");
  g_assert_cmpstr (first_epoch, !=, kept_epoch);
  gaung_couch_delete_database_sync (fixture.couch, PREFIX "-common", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (run (&fixture, NULL), ==, 4);
  new_epoch = get_epoch (&fixture, PREFIX "-common");
  g_assert_cmpstr (new_epoch, !=, first_epoch);
  g_clear_pointer (&first_epoch, g_free);
  first_epoch = get_epoch (&fixture, PREFIX "-identity");
  g_assert_cmpstr (first_epoch, ==, kept_epoch);
  {
    g_assert_cmpuint (renew (&fixture, PREFIX "-identity"), ==, 1);
  }
  g_clear_pointer (&first_epoch, g_free);
  first_epoch = get_epoch (&fixture, PREFIX "-identity");
  g_assert_cmpstr (first_epoch, !=, kept_epoch);
  g_assert_cmpuint (run (&fixture, NULL), ==, 0);
  /* Of all at once: five databases, and every one another than before. */
  g_clear_pointer (&kept_epoch, g_free);
  kept_epoch = get_epoch (&fixture, PREFIX "-identity");
  g_assert_cmpuint (renew (&fixture, "all"), ==, 5);
  g_clear_pointer (&first_epoch, g_free);
  first_epoch = get_epoch (&fixture, PREFIX "-identity");
  g_assert_cmpstr (first_epoch, !=, kept_epoch);
  tear_down (&fixture);
}

/* The list of the city's agencies comes once, and a code that is taken stays with whoever has it.
 */
static void
test_city_agencies (gconstpointer data)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  guint n_agencies;

  if (!set_up (&fixture, data))
    return;
  run (&fixture, agencies);
  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (GaungProvision) provision = make (&fixture, NULL);
      g_autoptr (GPtrArray) plan = NULL;

      gaung_provision_set_city_agencies (provision, TRUE);
      plan = gaung_provision_plan_sync (provision, NULL, &error);
      g_assert_no_error (error);
      n_agencies = plan->len;
      if (round == 0)
        {
          const GaungStep *first = g_ptr_array_index (plan, 0);

          g_assert_cmpuint (n_agencies, >, 60);
          g_assert_cmpint (first->kind, ==, GAUNG_STEP_RECORD);
          g_assert_true (
              g_str_has_prefix (gaung_json_get_string (first->body, "_id", ""), "agency:"));
        }
      else
        g_assert_cmpuint (n_agencies, ==, 0);
      apply (provision, plan);
    }
  tear_down (&fixture);
}

/* Rules that do not run stop everything before it begins, and leave nothing behind. */
static void
test_broken_rules (void)
{
  Fixture fixture;
  g_autoptr (GaungProvision) provision = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (set_up (&fixture, NULL));
  gaung_double_set_max_document_size (fixture.server, 100);
  provision = make (&fixture, agencies);
  g_assert_false (gaung_provision_try_rules_sync (provision, NULL, &error));
  g_assert_error (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_TOO_LARGE);
  g_assert_cmpuint (gaung_double_count (fixture.server, "DELETE /" PREFIX "-provision-"), ==, 1);
  g_clear_pointer (&provision, gaung_provision_free);
  tear_down (&fixture);
}

typedef GPtrArray *(*PlanUser) (GaungProvision *provision,
                                const char *name,
                                const char *password,
                                const char *const *roles,
                                GCancellable *cancellable,
                                GError **error);

/* How many steps the plan had, which is carried out; -1: refused, for @reason. */
static int
change_user (GaungProvision *provision,
             PlanUser make_plan,
             const char *name,
             const char *password,
             const char *const *roles,
             int reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) plan = make_plan (provision, name, password, roles, NULL, &error);

  if (plan == NULL)
    {
      g_assert_error (error, GAUNG_REMOTE_ERROR, reason);
      return -1;
    }
  g_assert_no_error (error);
  apply (provision, plan);
  return (int) plan->len;
}

static GPtrArray *
plan_block (GaungProvision *provision,
            const char *name,
            const char *password,
            const char *const *roles,
            GCancellable *cancellable,
            GError **error)
{
  return gaung_provision_plan_block_user_sync (provision, name, cancellable, error);
}

/* The server keeps accounts in a cache for a moment. */
static char *
get_roles (Fixture *fixture, const char *password, const char *expected)
{
  g_autofree char *roles = NULL;

  for (guint i = 0; i < 100 && g_strcmp0 (roles, expected) != 0; i++)
    {
      g_autoptr (GaungCredentials) credentials = gaung_credentials_new_password (USER, password);
      g_autoptr (GaungCouch) couch = gaung_couch_new (fixture->address, credentials, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GaungServerSession) session = NULL;

      if (i > 0)
        g_usleep (50 * 1000);
      session = gaung_couch_get_session_sync (couch, NULL, &error);
      g_clear_pointer (&roles, g_free);
      roles = session != NULL
                  ? g_strjoinv (" ", session->roles)
                  : g_strdup (error->code == GAUNG_REMOTE_ERROR_CREDENTIALS ? "refused" : "?");
    }
  return g_steal_pointer (&roles);
}

static void
assert_roles (Fixture *fixture, const char *password, const char *expected)
{
  g_autofree char *roles = get_roles (fixture, password, expected);

  g_assert_cmpstr (roles, ==, expected);
}

static void
test_people (gconstpointer data)
{
  static const char *const roles[] = { "agency-01", "staff", NULL };
  static const char *const reordered[] = { "staff", "agency-01", NULL };
  static const char *const others[] = { "agency-02", "coordinator", NULL };
  static const char *const bad_roles[][2] = {
    { "_admin", NULL }, { "agency-A/..", NULL }, { "agency-{agency}", NULL }, { "boss", NULL }
  };
  const int malformed = GAUNG_REMOTE_ERROR_MALFORMED;
  PlanUser add = gaung_provision_plan_add_user_sync;
  PlanUser change = gaung_provision_plan_change_user_sync;
  Fixture fixture;
  g_autoptr (GaungProvision) provision = NULL;
  g_autoptr (GPtrArray) users = NULL;
  gboolean is_listed = FALSE;

  if (!set_up (&fixture, data))
    return;
  provision = make (&fixture, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (bad_roles); i++)
    g_assert_cmpint (change_user (provision, add, USER, "x", bad_roles[i], malformed), ==, -1);
  g_assert_cmpint (change_user (provision, add, "gaung", "x", roles, malformed), ==, -1);
  g_assert_cmpint (change_user (provision, add, USER, "", roles, malformed), ==, -1);
  g_assert_cmpint (
      change_user (provision, change, USER, NULL, roles, GAUNG_REMOTE_ERROR_MISSING), ==, -1);
  g_assert_cmpint (
      change_user (provision, plan_block, USER, NULL, NULL, GAUNG_REMOTE_ERROR_MISSING), ==, -1);

  /* Made once; the second time nothing, and with other roles it is no longer that. */
  g_assert_cmpint (change_user (provision, add, USER, "rahasia sekali", roles, 0), ==, 1);
  g_assert_cmpint (change_user (provision, add, USER, "another", reordered, 0), ==, 0);
  g_assert_cmpint (
      change_user (provision, add, USER, "another", others, GAUNG_REMOTE_ERROR_CONFLICT), ==, -1);
  assert_roles (&fixture, "rahasia sekali", "staff agency-01");

  /* Other roles under the same password, then another password. */
  g_assert_cmpint (change_user (provision, change, USER, NULL, others, 0), ==, 1);
  g_assert_cmpint (change_user (provision, change, USER, NULL, others, 0), ==, 0);
  assert_roles (&fixture, "rahasia sekali", "staff agency-02 coordinator");
  g_assert_cmpint (change_user (provision, change, USER, "baru sekali", others, 0), ==, 1);
  assert_roles (&fixture, "baru sekali", "staff agency-02 coordinator");

  /* Blocked, and back. */
  g_assert_cmpint (change_user (provision, plan_block, USER, NULL, NULL, 0), ==, 1);
  g_assert_cmpint (change_user (provision, plan_block, USER, NULL, NULL, 0), ==, 0);
  assert_roles (&fixture, "baru sekali", "refused");
  g_assert_cmpint (change_user (provision, change, USER, "kembali lagi", roles, 0), ==, 1);
  assert_roles (&fixture, "kembali lagi", "staff agency-01");

  users = gaung_provision_list_users_sync (provision, NULL, NULL);
  g_assert_nonnull (users);
  for (guint i = 0; i < users->len; i++)
    is_listed
        |= g_strcmp0 (gaung_json_get_string (g_ptr_array_index (users, i), "name", NULL), USER)
           == 0;
  g_assert_true (is_listed);
  g_clear_pointer (&provision, gaung_provision_free);
  drop_user (&fixture);
  tear_down (&fixture);
}

/* Who is no administrator does not get so far as to see a plan. */
static void
test_no_administrator (void)
{
  g_autoptr (GaungCredentials) credentials = gaung_credentials_new_password ("budi", "x");
  g_autoptr (GaungCouch) couch = NULL;
  g_autoptr (GaungProvision) provision = NULL;
  g_autoptr (GError) error = NULL;
  Fixture fixture;

  g_assert_true (set_up (&fixture, NULL));
  gaung_double_add_user (fixture.server, "budi", "x", "staff");
  couch = gaung_couch_new (fixture.address, credentials, NULL);
  provision = gaung_provision_new (couch, "budi", PREFIX, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (gaung_provision_check_sync (provision, NULL, &error));
  g_assert_error (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_NOT_MEMBER);
  g_clear_pointer (&provision, gaung_provision_free);
  g_clear_object (&couch);
  tear_down (&fixture);
}

static void
test_names (void)
{
  static const char *const bad_codes[] = { "A", "../x", "a b", "", "a\n" };
  g_autoptr (GaungCouch) couch = gaung_couch_new ("http://127.0.0.1:1", NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bad_codes); i++)
    {
      const char *codes[] = { bad_codes[i], NULL };
      g_autoptr (GError) error = NULL;

      g_assert_null (gaung_provision_new (couch, "admin", NULL, codes, &error));
      g_assert_error (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_MALFORMED);
      g_clear_error (&error);
      g_assert_null (gaung_provision_new (couch, "admin", bad_codes[i], NULL, &error));
      g_assert_error (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_MALFORMED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_data_func ("/remote/provision/double/twice", NULL, test_twice);
  g_test_add_data_func ("/remote/provision/real/twice", "real", test_twice);
  g_test_add_func ("/remote/provision/broken-rules", test_broken_rules);
  g_test_add_data_func ("/remote/provision/double/city-agencies", NULL, test_city_agencies);
  g_test_add_data_func ("/remote/provision/real/city-agencies", "real", test_city_agencies);
  g_test_add_data_func ("/remote/provision/double/people", NULL, test_people);
  g_test_add_data_func ("/remote/provision/real/people", "real", test_people);
  g_test_add_func ("/remote/provision/no-administrator", test_no_administrator);
  g_test_add_func ("/remote/provision/names", test_names);
  return g_test_run ();
}
