/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every fault of a network, at every kind of request, once and several times in a row: afterwards
 * all that was written is on the server and at the other desk, and nothing is there twice. Prints a
 * row of docs/reliability.md for each fault. */
#include "config.h"

#include <string.h>

#include "gaung-engine-private.h"
#include "sync-tally.h"

/* What the faults meet. The server knows "file" only in a PUT of an attachment. */
static const char *const requests[] = {
  "GET /_session", "/_changes", "POST ", "PUT ", "-agency-dlh", "-directory",
};
static const guint repetitions[] = { 1, 3 };

static gboolean
run_case (SyncWorld *world, Fault fault, const char *request, guint n, SyncTally *tally)
{
  g_autoptr (SyncDesk) sari = sync_desk_new (world, "sari");
  g_autoptr (SyncDesk) budi = sync_desk_new (world, "budi");
  SyncDesk *desks[] = { sari, budi, NULL };
  g_auto (SyncTally) here = { 0 };
  g_autofree char *words = g_strdup_printf ("Foto %s %u %d", request, n, fault);
  g_autoptr (GBytes) bytes = g_bytes_new (words, strlen (words));
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *file = NULL;

  sync_tally_init (&here);
  gaung_engine_set_timeout (sari->engine, 1);
  gaung_engine_set_timeout (budi->engine, 1);
  first = sync_tally_write (&here, sari, "Lampu padam");
  sync_desk_run_until_quiet (sari, 5);
  sync_desk_run_until_quiet (budi, 5);

  /* Something to be changed, something new, a file; and something to be received and merged. */
  sync_tally_edit (&here, budi, first, "street", "Jalan Slamet Riyadi");
  sync_desk_run_until_quiet (budi, 5);
  sync_tally_edit (&here, sari, first, "title", "Lampu jalan padam");
  second = sync_tally_write (&here, sari, "Sampah menumpuk");
  file = sync_desk_attach (sari, second, "foto.jpg", bytes);
  sync_tally_expect (&here, file, NULL, NULL);
  fault_proxy_expect (sari->proxy, fault, request, n);
  for (guint i = 0; i < 2 * n; i++)
    {
      g_autoptr (GError) error = NULL;

      sync_desk_run (sari, &error);
      sync_world_advance (world, 10 * GAUNG_MINUTE);
    }
  fault_proxy_forget (sari->proxy);

  for (guint i = 0; desks[i] != NULL; i++)
    sync_desk_run_until_quiet (desks[i], 8);
  for (guint i = 0; desks[i] != NULL; i++)
    {
      g_autofree char *difference = sync_desk_compare (desks[i]);

      if (difference != NULL)
        {
          g_autofree char *trace = fault_proxy_get_trace (desks[i]->proxy, 60);

          g_error ("%s, %u x at %s: %s\n%s", fault_get_name (fault), n, request, difference, trace);
        }
    }
  sync_tally_count (&here, world, desks);
  tally->lost += here.lost;
  tally->twice += here.twice;
  return fault_proxy_count_faults (sari->proxy, fault) > 0;
}

static void
test_fault (gconstpointer data)
{
  Fault fault = GPOINTER_TO_UINT (data);
  SyncTally tally = { 0 };
  guint n_runs = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (repetitions); j++)
      {
        g_autoptr (SyncWorld) world = sync_world_new (FALSE);

        g_assert_true (run_case (world, fault, requests[i], repetitions[j], &tally));
        n_runs++;
      }
  g_test_message (
      "fault | %s | %u | %u | %u", fault_get_name (fault), n_runs, tally.lost, tally.twice);
  g_assert_cmpuint (tally.lost, ==, 0);
  g_assert_cmpuint (tally.twice, ==, 0);
}

/* The same in front of a real server: once each, where it hurts most. */
static void
test_real (void)
{
  if (!sync_world_can_be_real ())
    return;
  for (guint fault = FAULT_NONE + 1; fault < FAULT_N; fault++)
    {
      g_autoptr (SyncWorld) world = sync_world_new (TRUE);
      SyncTally tally = { 0 };

      g_assert_true (run_case (world, fault, "POST ", 1, &tally));
      g_test_message (
          "fault on CouchDB | %s | 1 | %u | %u", fault_get_name (fault), tally.lost, tally.twice);
      g_assert_cmpuint (tally.lost + tally.twice, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint fault = FAULT_NONE + 1; fault < FAULT_N; fault++)
    {
      g_autofree char *path = g_strdup_printf ("/network/%s", fault_get_name (fault));

      g_test_add_data_func (path, GUINT_TO_POINTER (fault), test_fault);
    }
  g_test_add_func ("/network/real", test_real);
  return g_test_run ();
}
