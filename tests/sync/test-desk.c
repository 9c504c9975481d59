/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens at a desk: a wrong clock, a bad line, writing on while something is sent, a full
 * disk. */
#include "config.h"

#include <string.h>

#include "gaung-engine-private.h"
#include "gaung-json.h"
#include "sync-child.h"
#include "sync-tally.h"

static const char *program;

/* One clock a day ahead, one a day behind, and a server between them. */
static void
test_clock (gboolean is_real)
{
  g_autoptr (SyncWorld) world = sync_world_new (is_real);
  g_autoptr (SyncDesk) sari = sync_desk_new (world, "sari");
  g_autoptr (SyncDesk) budi = sync_desk_new (world, "budi");
  SyncDesk *desks[] = { sari, budi, NULL };
  GaungInstant real = gaung_instant_now ();
  g_auto (SyncTally) tally = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  sync_tally_init (&tally);
  gaung_instant_set_now (real + GAUNG_DAY_LENGTH);
  first = sync_tally_write (&tally, sari, "Sampah");
  g_assert_true (sync_desk_run (sari, NULL));
  gaung_instant_set_now (real - GAUNG_DAY_LENGTH);
  second = sync_tally_write (&tally, budi, "Sungai bau");
  g_assert_true (sync_desk_run (budi, NULL));
  /* The one from the past changes what the one from the future wrote, and both change it at once.
   */
  sync_tally_edit (&tally, budi, first, "street", "Jalan Slamet Riyadi");
  gaung_instant_set_now (real + GAUNG_DAY_LENGTH);
  sync_tally_edit (&tally, sari, first, "title", "Sampah di pasar");
  g_assert_true (sync_desk_run (sari, NULL));
  gaung_instant_set_now (real - GAUNG_DAY_LENGTH);
  g_assert_true (sync_desk_run (budi, NULL));
  gaung_instant_set_now (real);
  sync_tally_close (&tally, world, desks, "clocks wrong by a day, one ahead, one behind");
  g_assert_cmpuint (sync_desk_count_conflicts (sari, FALSE), ==, 0);
  g_assert_cmpuint (sync_desk_count_conflicts (budi, FALSE), ==, 0);
}

static GBytes *
make_photo (guint number, gsize size)
{
  GRand *random = g_rand_new_with_seed (number);
  guint32 *bytes = g_new (guint32, size / sizeof (guint32));

  for (gsize i = 0; i < size / sizeof (guint32); i++)
    bytes[i] = g_rand_int (random);
  g_rand_free (random);
  return g_bytes_new_take (bytes, size);
}

/* Three photos of 2 MiB over a slow line that is cut in the midst of each, before and after it
 * arrived. */
static void
test_photos (gboolean is_real)
{
  static const Fault faults[] = { FAULT_CUT_UPLOAD, FAULT_CUT_AFTER, FAULT_GATEWAY_AFTER };
  g_autoptr (SyncWorld) world = sync_world_new (is_real);
  g_autoptr (SyncDesk) sari = sync_desk_new (world, "sari");
  g_autoptr (SyncDesk) budi = sync_desk_new (world, "budi");
  SyncDesk *desks[] = { sari, budi, NULL };
  g_auto (SyncTally) tally = { 0 };
  g_autofree char *id = NULL;

  sync_tally_init (&tally);
  id = sync_tally_write (&tally, sari, "Pohon tumbang");
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GBytes) photo = make_photo (i, 2 * 1024 * 1024);
      g_autofree char *file = sync_desk_attach (sari, id, "foto.jpg", photo);

      sync_tally_expect (&tally, file, NULL, NULL);
      fault_proxy_expect (sari->proxy, faults[i], "/attachment", 1);
    }
  fault_proxy_set_rate (sari->proxy, 4 * 1024 * 1024);
  gaung_engine_set_timeout (sari->engine, 20);
  for (guint i = 0; i < 8; i++)
    {
      sync_desk_run (sari, NULL);
      sync_world_advance (world, 10 * GAUNG_MINUTE);
    }
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    g_assert_cmpuint (fault_proxy_count_faults (sari->proxy, faults[i]), ==, 1);
  sync_tally_close (&tally, world, desks, "three photos over a bad line");
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GBytes) photo = make_photo (i, 2 * 1024 * 1024);
      g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, photo);
      g_autofree char *file = g_strconcat ("attachment:", sum, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) got
          = gaung_engine_fetch_file_sync (budi->engine, file, NULL, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (got, photo));
    }
}

/* ---- Writing on ---- */

typedef struct
{
  SyncDesk *desk;
  SyncTally *tally;
  const char *id;
  const char *pattern;
  guint n;
} Writing;

static void
write_cb (const char *request, gpointer data)
{
  Writing *self = data;
  g_autofree char *words = NULL;

  if (self->n >= 3 || strstr (request, self->pattern) == NULL)
    return;
  words = g_strdup_printf ("Sementara dikirim %u %s", ++self->n, self->pattern);
  sync_tally_edit (self->tally, self->desk, self->id, "title", words);
}

static void
test_meanwhile (gboolean is_real)
{
  static const char *const patterns[] = { "_bulk_docs", "_changes", "_session", "PUT " };

  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    for (Fault fault = FAULT_NONE; fault <= FAULT_CUT_AFTER; fault += FAULT_CUT_AFTER)
      {
        g_autoptr (SyncWorld) world = sync_world_new (is_real);
        g_autoptr (SyncDesk) sari = sync_desk_new (world, "sari");
        g_autoptr (SyncDesk) budi = sync_desk_new (world, "budi");
        SyncDesk *desks[] = { sari, budi, NULL };
        g_auto (SyncTally) tally = { 0 };
        g_autofree char *id = NULL;
        g_autofree char *file = NULL;
        g_autoptr (GBytes) bytes = g_bytes_new_static ("foto", 4);
        Writing writing;

        sync_tally_init (&tally);
        id = sync_tally_write (&tally, sari, "Sampah");
        file = sync_desk_attach (sari, id, "foto.jpg", bytes);
        sync_tally_expect (&tally, file, NULL, NULL);
        writing = (Writing) { sari, &tally, id, patterns[i], 0 };
        fault_proxy_set_hook (sari->proxy, write_cb, &writing);
        if (fault != FAULT_NONE)
          fault_proxy_expect (sari->proxy, fault, patterns[i], 2);
        for (guint turn = 0; turn < 4; turn++)
          {
            sync_desk_run (sari, NULL);
            sync_world_advance (world, 10 * GAUNG_MINUTE);
          }
        g_assert_cmpuint (writing.n, >, 0);
        fault_proxy_set_hook (sari->proxy, NULL, NULL);
        fault_proxy_forget (sari->proxy);
        sync_tally_close (&tally,
                          world,
                          desks,
                          fault == FAULT_NONE ? "edit while sending"
                                              : "edit while sending, answer lost");
        g_assert_cmpuint (sync_desk_count_conflicts (sari, FALSE), ==, 0);
        g_assert_cmpuint (sync_desk_count_conflicts (sari, TRUE), ==, 0);
      }
}

/* In the midst of a pull; with room again, all of it comes. */
static void
test_full (void)
{
  g_autoptr (SyncWorld) world = sync_world_new (FALSE);
  g_autoptr (SyncDesk) sari = sync_desk_new (world, "sari");
  g_autoptr (SyncDesk) budi = sync_desk_new (world, "budi");
  SyncDesk *desks[] = { sari, budi, NULL };
  g_auto (SyncTally) tally = { 0 };
  g_autofree char *mine = NULL;
  GPid pid;

  sync_tally_init (&tally);
  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *words = g_strdup_printf ("Sampah di pasar nomor %u", i);

      g_free (sync_tally_write (&tally, sari, words));
    }
  sync_desk_run_until_quiet (sari, 8);
  mine = sync_tally_write (&tally, budi, "Sungai bau");
  sync_desk_close (budi);
  pid = sync_child_spawn (program, budi, "full");
  g_assert_cmpint (sync_child_wait (pid), ==, 0);
  sync_desk_open (budi);
  sync_tally_close (&tally, world, desks, "disk full in the midst of a pull");
}

int
main (int argc, char **argv)
{
  int status;

  if (sync_child_is_meant (argc, argv, &status))
    return status;
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  sync_tally_add_test ("/desk/clock", test_clock);
  sync_tally_add_test ("/desk/photos", test_photos);
  sync_tally_add_test ("/desk/meanwhile", test_meanwhile);
  g_test_add_func ("/desk/full", test_full);
  return g_test_run ();
}
