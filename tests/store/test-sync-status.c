/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the interface is told: only what changes notifies, and all of it at once. */
#include "config.h"

#include <string.h>

#include "gaung-sync-status.h"

#define NOW G_GINT64_CONSTANT (1795500000000)

static void
notify_cb (GObject *object, GParamSpec *pspec, GString *names)
{
  g_string_append_printf (names, "%s ", pspec->name);
}

static GaungSyncReport
make_report (void)
{
  return (GaungSyncReport) { .trouble_until = GAUNG_INSTANT_NONE };
}

static void
test_report (void)
{
  GaungSyncStatus *status = gaung_sync_status_new ();
  g_autoptr (GString) names = g_string_new (NULL);
  GaungSyncReport report = make_report ();
  g_autofree char *account = NULL;
  g_autofree char *detail = NULL;
  GaungInstant until;
  guint done, total;

  g_assert_cmpint (gaung_sync_status_get_phase (status), ==, GAUNG_SYNC_PHASE_OFF);
  g_assert_cmpint (gaung_sync_status_get_last_success (status), ==, GAUNG_INSTANT_NONE);
  g_assert_cmpint (gaung_sync_status_get_oldest (status), ==, GAUNG_INSTANT_NONE);
  g_signal_connect (status, "notify", G_CALLBACK (notify_cb), names);
  gaung_sync_status_report (status, &report);
  g_assert_cmpstr (names->str, ==, "");

  report.phase = GAUNG_SYNC_PHASE_TROUBLE;
  report.trouble = GAUNG_SYNC_TROUBLE_LOCKED;
  report.trouble_until = NOW;
  report.trouble_detail = "Account is temporarily locked";
  report.account = "siti";
  report.done = 5;
  report.total = 10;
  gaung_sync_status_report (status, &report);
  for (int again = 0; again < 2; again++)
    {
      const char *const expected[] = { "phase ", "trouble ", "trouble-detail ", "trouble-until ",
                                       "done ",  "total ",   "account " };

      for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
        g_assert_nonnull (strstr (names->str, expected[i]));
      g_assert_null (strstr (names->str, "pause"));
      g_assert_null (strstr (names->str, "address"));
      g_assert_cmpuint (names->len,
                        ==,
                        strlen ("phase trouble trouble-detail trouble-until done total account "));
      gaung_sync_status_report (status, &report);
    }
  g_object_get (status,
                "account",
                &account,
                "trouble-detail",
                &detail,
                "trouble-until",
                &until,
                "done",
                &done,
                "total",
                &total,
                NULL);
  g_assert_cmpstr (account, ==, "siti");
  g_assert_cmpstr (detail, ==, "Account is temporarily locked");
  g_assert_cmpint (until, ==, NOW);
  g_assert_cmpuint (done, ==, 5);
  g_assert_cmpuint (total, ==, 10);
  g_assert_cmpint (gaung_sync_status_get_trouble (status), ==, GAUNG_SYNC_TROUBLE_LOCKED);
  g_assert_finalize_object (status);
}

static void
test_counts (void)
{
  GaungSyncStatus *status = gaung_sync_status_new ();
  g_autoptr (GString) names = g_string_new (NULL);
  guint held, quarantined;

  g_signal_connect (status, "notify", G_CALLBACK (notify_cb), names);
  gaung_sync_status_set_counts (status, 3, 1, 0, 2, 0, NOW);
  gaung_sync_status_set_counts (status, 3, 1, 0, 2, 0, NOW);
  g_assert_cmpuint (names->len, ==, strlen ("waiting held conflicts oldest "));
  gaung_sync_status_set_counts (status, 0, 0, 1, 0, 4, GAUNG_INSTANT_NONE);
  g_object_get (status, "held", &held, "quarantined", &quarantined, NULL);
  g_assert_cmpuint (held, ==, 0);
  g_assert_cmpuint (quarantined, ==, 4);
  g_assert_cmpuint (gaung_sync_status_get_waiting (status), ==, 0);
  g_assert_cmpuint (gaung_sync_status_get_parked (status), ==, 1);
  g_assert_cmpuint (gaung_sync_status_get_conflicts (status), ==, 0);
  g_assert_cmpint (gaung_sync_status_get_oldest (status), ==, GAUNG_INSTANT_NONE);
  g_assert_finalize_object (status);
}

static void
set_area (GaungSyncStatus *status, const char *database, GaungInstant at, gboolean is_readable)
{
  gaung_sync_status_set_area (status,
                              database,
                              "agency",
                              "dlh",
                              at,
                              1,
                              NOW,
                              is_readable ? GAUNG_SYNC_TROUBLE_NONE : GAUNG_SYNC_TROUBLE_RIGHTS,
                              is_readable);
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, guint *n)
{
  (*n)++;
}

/* As true as its oldest part: one database that was never read means that not all is known. */
static void
test_areas (void)
{
  GaungSyncStatus *status = gaung_sync_status_new ();
  GListModel *areas = gaung_sync_status_get_areas (status);
  g_autoptr (GaungSyncArea) first = NULL;
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *database = NULL;
  g_autofree char *agency = NULL;
  gboolean is_readable;
  guint waiting, trouble, n = 0;

  g_signal_connect (areas, "items-changed", G_CALLBACK (items_changed_cb), &n);
  set_area (status, "a", NOW + 5, TRUE);
  set_area (status, "b", NOW, TRUE);
  g_assert_cmpint (gaung_sync_status_get_last_success (status), ==, NOW);
  set_area (status, "c", GAUNG_INSTANT_NONE, TRUE);
  g_assert_cmpint (gaung_sync_status_get_last_success (status), ==, GAUNG_INSTANT_NONE);
  /* What may not be read cannot be old. */
  set_area (status, "c", GAUNG_INSTANT_NONE, FALSE);
  g_assert_cmpint (gaung_sync_status_get_last_success (status), ==, NOW);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (areas), ==, 3);

  first = g_list_model_get_item (areas, 0);
  g_signal_connect (first, "notify", G_CALLBACK (notify_cb), names);
  set_area (status, "a", NOW + 5, TRUE);
  g_assert_cmpstr (names->str, ==, "");
  set_area (status, "a", NOW + 6, TRUE);
  g_assert_cmpstr (names->str, ==, "last-success ");
  g_object_get (first,
                "database",
                &database,
                "agency",
                &agency,
                "waiting",
                &waiting,
                "trouble",
                &trouble,
                "is-readable",
                &is_readable,
                NULL);
  g_assert_cmpstr (database, ==, "a");
  g_assert_cmpstr (agency, ==, "dlh");
  g_assert_cmpuint (waiting, ==, 1);
  g_assert_cmpuint (trouble, ==, GAUNG_SYNC_TROUBLE_NONE);
  g_assert_true (is_readable);

  gaung_sync_status_remove_area (status, "b");
  gaung_sync_status_remove_area (status, "b");
  g_assert_cmpuint (g_list_model_get_n_items (areas), ==, 2);
  g_assert_cmpint (gaung_sync_status_get_last_success (status), ==, NOW + 6);
  g_assert_finalize_object (status);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/store/sync-status/report", test_report);
  g_test_add_func ("/store/sync-status/counts", test_counts);
  g_test_add_func ("/store/sync-status/areas", test_areas);
  return g_test_run ();
}
