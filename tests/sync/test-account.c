/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens to an account while its desk has something to send. */
#include "config.h"

#include <string.h>

#include "gaung-json.h"
#include "sync-tally.h"

static void
assert_trouble (SyncDesk *desk, GaungSyncTrouble trouble)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sync_desk_run (desk, &error));
  g_assert_cmpint (gaung_sync_trouble_from_error (error), ==, trouble);
}

static void
set_password (SyncDesk *desk, const char *who, const char *password)
{
  g_autofree char *name = sync_world_name_account (desk->world, who);
  g_autoptr (GaungCredentials) credentials = gaung_credentials_new_password (name, password);

  g_set_str (&desk->password, password);
  gaung_engine_set_credentials (desk->engine, credentials);
}

/* The outbox of one person never goes out in the name of another, and nobody's store gets what is
 * not theirs.
 */
static void
test_two_accounts (gboolean is_real)
{
  g_autoptr (SyncWorld) world = sync_world_new (is_real);
  g_autoptr (SyncDesk) sari = sync_desk_new (world, "sari");
  g_autoptr (SyncDesk) wati = sync_desk_new (world, "wati");
  SyncDesk *desks[] = { sari, wati, NULL };
  g_auto (SyncTally) tally = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (JsonObject) document = NULL;
  g_autoptr (GaungRecord) record = NULL;

  sync_tally_init (&tally);
  first = sync_tally_write (&tally, sari, "Sampah");
  second = sync_tally_write (&tally, wati, "Jalan berlubang");
  /* Wati signs in where Sari's store is open. */
  set_password (sari, "wati", "rahasia-1945");
  assert_trouble (sari, GAUNG_SYNC_TROUBLE_OTHER_ACCOUNT);
  document = sync_world_get (world, "agency-dlh", first);
  g_assert_null (document);
  g_assert_cmpuint (sync_desk_count_waiting (sari), ==, 2);

  set_password (sari, "sari", "rahasia-1945");
  sync_tally_close (&tally, world, desks, "two accounts on one computer");
  record = sync_desk_get (wati, first);
  g_assert_null (record);
  g_clear_object (&record);
  record = sync_desk_get (sari, second);
  g_assert_null (record);
  g_clear_pointer (&document, json_object_unref);
  document = sync_world_get (world, "agency-dlh", first);
  g_assert_true (g_str_has_suffix (gaung_json_get_string (document, "created_by", ""), "-sari"));
}

/* One attempt with the old password, whatever happens; the rest waits for the new one. */
static void
test_password (gboolean is_real)
{
  g_autoptr (SyncWorld) world = sync_world_new (is_real);
  g_autoptr (SyncDesk) sari = sync_desk_new (world, "sari");
  g_autoptr (SyncDesk) budi = sync_desk_new (world, "budi");
  SyncDesk *desks[] = { sari, budi, NULL };
  g_auto (SyncTally) tally = { 0 };
  g_autofree char *id = NULL;
  guint before;

  sync_tally_init (&tally);
  id = sync_tally_write (&tally, sari, "Sampah");
  sync_desk_run_until_quiet (sari, 5);
  sync_tally_edit (&tally, sari, id, "title", "Sampah di pasar");
  sync_world_set_password (world, "sari", "baru-2026");
  before = fault_proxy_count (sari->proxy, "");
  for (guint i = 0; i < 10; i++)
    {
      assert_trouble (sari, GAUNG_SYNC_TROUBLE_CREDENTIALS);
      sync_world_advance (world, 10 * GAUNG_MINUTE);
    }
  /* Five would lock the account. */
  g_assert_cmpuint (fault_proxy_count (sari->proxy, "") - before, <, 4);
  g_assert_cmpuint (sync_desk_count_waiting (sari), >, 0);
  set_password (sari, "sari", "baru-2026");
  sync_tally_close (&tally, world, desks, "password changed while offline");
}

static void
test_rights (gboolean is_real)
{
  g_autoptr (SyncWorld) world = sync_world_new (is_real);
  g_autoptr (SyncDesk) sari = sync_desk_new (world, "sari");
  g_autoptr (SyncDesk) budi = sync_desk_new (world, "budi");
  SyncDesk *desks[] = { sari, budi, NULL };
  g_auto (SyncTally) tally = { 0 };
  g_autofree char *id = NULL;
  g_autofree char *more = NULL;
  g_autofree char *title = NULL;

  sync_tally_init (&tally);
  id = sync_tally_write (&tally, sari, "Sampah");
  sync_desk_run_until_quiet (sari, 5);
  sync_tally_edit (&tally, sari, id, "title", "Sampah di pasar");
  more = sync_tally_write (&tally, sari, "Sungai bau");
  sync_world_set_roles (world, "sari", "staff");
  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (GError) error = NULL;

      sync_desk_run (sari, &error);
      sync_world_advance (world, 10 * GAUNG_MINUTE);
    }
  g_assert_cmpuint (sync_desk_count_waiting (sari), >=, 4);
  title = sync_desk_get_text (sari, id, "title");
  g_assert_cmpstr (title, ==, "Sampah di pasar");

  sync_world_set_roles (world, "sari", NULL);
  g_assert_true (gaung_outbox_release_all (sari->store, NULL, NULL));
  sync_tally_close (&tally, world, desks, "rights withdrawn while offline");
}

/* Nothing is sent to a server that cannot prove who it is, and nothing is lost by that. */
static void
test_certificate (void)
{
  g_autoptr (SyncWorld) world = sync_world_new (FALSE);
  g_autoptr (SyncDesk) sari = sync_desk_new (world, "sari");
  SyncDesk *desks[] = { sari, NULL };
  const char *fixtures = g_getenv ("GAUNG_FIXTURES");
  g_autofree char *authority = g_build_filename (fixtures, "authority.pem", NULL);
  g_autofree char *expired = g_build_filename (fixtures, "expired.pem", NULL);
  g_autofree char *good = g_build_filename (fixtures, "good.pem", NULL);
  g_autoptr (GError) error = NULL;
  g_auto (SyncTally) tally = { 0 };
  g_autofree char *id = NULL;

  sync_tally_init (&tally);
  sync_desk_close (sari);
  sari->address = g_strdup_printf ("https://127.0.0.1:%u/",
                                   gaung_double_get_port (sync_world_get_double (world)));
  sari->trust = g_tls_file_database_new (authority, &error);
  g_assert_no_error (error);
  sync_desk_open (sari);
  id = sync_tally_write (&tally, sari, "Sampah");

  sync_world_set_certificate (world, expired);
  for (guint i = 0; i < 3; i++)
    assert_trouble (sari, GAUNG_SYNC_TROUBLE_CERTIFICATE);
  g_assert_cmpuint (sync_desk_count_waiting (sari), ==, 2);
  g_assert_cmpuint (gaung_double_count (sync_world_get_double (world), "POST"), ==, 0);
  sync_world_set_certificate (world, good);
  sync_desk_run_until_quiet (sari, 5);
  /* The tests' own look at the server goes without TLS. */
  sync_world_set_certificate (world, NULL);
  sync_desk_close (sari);
  g_clear_pointer (&sari->address, g_free);
  sync_desk_open (sari);
  sync_tally_close (&tally, world, desks, "certificate expired");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  sync_tally_add_test ("/account/two", test_two_accounts);
  sync_tally_add_test ("/account/password", test_password);
  sync_tally_add_test ("/account/rights", test_rights);
  g_test_add_func ("/account/certificate", test_certificate);
  return g_test_run ();
}
