/* SPDX-License-Identifier: GPL-3.0-or-later */

/* sync-stage DIRECTORY: a workspace of a city server after a morning, for pictures and for the
 * tests from outside. The server is not reached from it: everything is as it is when the line is
 * down. The key is in the key ring. */

#include "config.h"

#include "gaung-sample.h"
#include "gaung-ulid.h"
#include "gaung-workspace.h"
#include "sync-scene.h"

#define N_COMPLAINTS 60
#define SEED 7
/* Nobody listens there. */
#define ADDRESS "http://127.0.0.1:1/"

static void
put_account (GaungStore *store)
{
  static const char *const settings[][2] = {
    { "server.address", ADDRESS },
    { "server.prefix", "gaung" },
    { "account.name", SCENE_ACCOUNT },
    { "account.agency", "diskominfo" },
    { "account.roles", "staff,agency-diskominfo,coordinator" },
    { "account.state", "connected" },
    /* Nothing comes up over the pictures. */
    { "sync.claims-told", "1000" },
  };
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    gaung_batch_put_setting (batch, settings[i][0], settings[i][1]);
  gaung_store_write (store, batch, &error);
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GaungWorkspace) workspace = NULL;
  g_autoptr (GaungStore) store = NULL;
  g_autoptr (GError) error = NULL;
  SyncScene scene = { NULL };
  GaungInstant now = gaung_instant_now ();

  g_assert_cmpint (argc, ==, 2);
  /* The same ids and references every time. */
  gaung_ulid_seed_thread (SEED);
  workspace = gaung_workspace_create (
      argv[1], GAUNG_WORKSPACE_SERVER, "couch.surakarta.go.id", NULL, &error);
  g_assert_no_error (error);
  store = gaung_workspace_open (workspace, NULL, &error);
  g_assert_no_error (error);
  gaung_sample_fill (store, N_COMPLAINTS, SEED, now, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  sync_scene_fill (&scene, store, now);
  put_account (store);
  gaung_workspace_save_secret (workspace, "password:rahasia", &error);
  g_assert_no_error (error);
  /* One line each, for whoever wants to open them. */
  g_print ("%s\n%s\n%s\n", scene.clashing, scene.refused, scene.waiting);
  sync_scene_clear (&scene);
  gaung_store_close (store);

  return 0;
}
