/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program that is killed at any moment of a pull or a push: nothing is lost, nothing is there
 * twice. Half of the kills come at a random time, half when a request is with the server or its
 * answer has just left.
 *
 *   test-sync-kill [--kills N] [--seed N] [--real] */
#include "config.h"

#include <signal.h>
#include <string.h>

#include "sync-child.h"
#include "sync-tally.h"

/* Kills before everything begins anew. */
#define SCENE 50

static const char *program;
static guint n_kills = 60;
static guint32 seed = 20261124;
static gboolean is_real;

typedef struct
{
  SyncWorld *world;
  SyncDesk *writer;
  SyncDesk *reader;
  SyncTally tally;
  GRand *random;
  GPtrArray *ids;
  guint n_written;
  guint n_at_work; /* kills after the first request and before the end */
} Scene;

/* When the child is to be killed: at the nth request from now. */
typedef struct
{
  GMutex lock;
  GCond reached;
  guint countdown;
  GPid pid;
  gboolean is_reached;
} Trap;

static void
trap_cb (const char *request, gpointer data)
{
  Trap *trap = data;

  g_mutex_lock (&trap->lock);
  if (trap->countdown > 0 && --trap->countdown == 0)
    {
      trap->is_reached = TRUE;
      g_cond_signal (&trap->reached);
    }
  g_mutex_unlock (&trap->lock);
}

/* How many requests and how long a whole run takes. */
static void
measure (Scene *scene, SyncDesk *desk, guint *requests, gint64 *length)
{
  guint before = fault_proxy_count (desk->proxy, "");
  gint64 start = g_get_monotonic_time ();
  GPid pid = sync_child_spawn (program, desk, "run");

  g_assert_cmpint (sync_child_wait (pid), ==, 0);
  *length = g_get_monotonic_time () - start;
  *requests = fault_proxy_count (desk->proxy, "") - before;
}

static void
kill_at_time (Scene *scene, SyncDesk *desk, gint64 length)
{
  GPid pid = sync_child_spawn (program, desk, "run");

  g_usleep (g_rand_int_range (scene->random, 0, length));
  kill (pid, SIGKILL);
  sync_child_wait (pid);
}

static void
kill_at_request (Scene *scene, SyncDesk *desk, guint requests)
{
  Trap trap = { .countdown = 1 + g_rand_int_range (scene->random, 0, requests) };
  gint64 deadline = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  g_mutex_init (&trap.lock);
  g_cond_init (&trap.reached);
  fault_proxy_set_hook (desk->proxy, trap_cb, &trap);
  trap.pid = sync_child_spawn (program, desk, "run");
  g_mutex_lock (&trap.lock);
  while (!trap.is_reached && g_cond_wait_until (&trap.reached, &trap.lock, deadline))
    continue;
  g_mutex_unlock (&trap.lock);
  /* At once, or while the answer is taken in. */
  if (g_rand_boolean (scene->random))
    g_usleep (g_rand_int_range (scene->random, 0, 8000));
  kill (trap.pid, SIGKILL);
  sync_child_wait (trap.pid);
  fault_proxy_set_hook (desk->proxy, NULL, NULL);
  g_mutex_clear (&trap.lock);
  g_cond_clear (&trap.reached);
}

static void
write_some (Scene *scene)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *words = g_strdup_printf ("Kata %u", ++scene->n_written);

      g_ptr_array_add (scene->ids, sync_tally_write (&scene->tally, scene->writer, words));
    }
  for (guint i = 0; i < 3; i++)
    {
      const char *id
          = g_ptr_array_index (scene->ids, g_rand_int_range (scene->random, 0, scene->ids->len));
      g_autofree char *words = g_strdup_printf ("Kata %u", ++scene->n_written);

      sync_tally_edit (&scene->tally, scene->writer, id, i == 0 ? "title" : "street", words);
    }
  if (g_rand_int_range (scene->random, 0, 4) == 0)
    {
      g_autofree char *words = g_strdup_printf ("Berkas %u", ++scene->n_written);
      g_autoptr (GBytes) bytes = g_bytes_new (words, strlen (words));
      g_autofree char *id
          = sync_desk_attach (scene->writer, g_ptr_array_index (scene->ids, 0), "foto.jpg", bytes);

      sync_tally_expect (&scene->tally, id, NULL, NULL);
    }
}

/* Both desks and the server agree, and what was written is there once. */
static void
come_to_rest (Scene *scene)
{
  SyncDesk *desks[] = { scene->writer, scene->reader, NULL };

  for (guint i = 0; desks[i] != NULL; i++)
    sync_desk_run_until_quiet (desks[i], 8);
  for (guint i = 0; desks[i] != NULL; i++)
    {
      g_autofree char *difference = sync_desk_compare (desks[i]);

      if (difference != NULL)
        g_error ("%s", difference);
    }
  scene->tally.lost = 0;
  scene->tally.twice = 0;
  sync_tally_count (&scene->tally, scene->world, desks);
  g_assert_cmpuint (scene->tally.lost, ==, 0);
  g_assert_cmpuint (scene->tally.twice, ==, 0);
}

/* @is_pull: the reader is killed rather than the writer. */
static void
play (gboolean is_pull, guint kills, guint32 scene_seed, SyncTally *sum, guint *n_at_work)
{
  Scene scene = { .world = sync_world_new (is_real) };
  SyncDesk *killed;
  guint requests;
  gint64 length;

  scene.random = g_rand_new_with_seed (scene_seed + is_pull);
  scene.writer = sync_desk_new (scene.world, "sari");
  scene.reader = sync_desk_new (scene.world, "budi");
  scene.ids = g_ptr_array_new_with_free_func (g_free);
  sync_tally_init (&scene.tally);
  killed = is_pull ? scene.reader : scene.writer;
  come_to_rest (&scene);
  write_some (&scene);
  if (is_pull)
    sync_desk_run_until_quiet (scene.writer, 8);
  sync_desk_close (killed);
  measure (&scene, killed, &requests, &length);
  sync_desk_open (killed);

  for (guint i = 0; i < kills; i++)
    {
      guint before = fault_proxy_count (killed->proxy, "");
      guint n;

      write_some (&scene);
      if (is_pull)
        sync_desk_run_until_quiet (scene.writer, 8);
      sync_desk_close (killed);
      if (i % 2 == 0)
        kill_at_time (&scene, killed, length);
      else
        kill_at_request (&scene, killed, requests);
      n = fault_proxy_count (killed->proxy, "") - before;
      scene.n_at_work += n > 0 && n < requests;
      sync_desk_open (killed);
      /* Now and then the next kill meets what the last one left. */
      if (g_rand_int_range (scene.random, 0, 3) > 0)
        come_to_rest (&scene);
    }
  come_to_rest (&scene);
  {
    g_autoptr (GPtrArray) problems = NULL;

    g_assert_true (gaung_store_check (killed->store, &problems, NULL, NULL));
    g_assert_cmpuint (problems->len, ==, 0);
  }
  sum->lost += scene.tally.lost;
  sum->twice += scene.tally.twice;
  *n_at_work += scene.n_at_work;
  sync_desk_free (scene.writer);
  sync_desk_free (scene.reader);
  sync_world_free (scene.world);
  sync_tally_clear (&scene.tally);
  g_ptr_array_unref (scene.ids);
  g_rand_free (scene.random);
}

static void
test_killed (gconstpointer data)
{
  gboolean is_pull = GPOINTER_TO_INT (data);
  SyncTally sum = { 0 };
  guint n_at_work = 0;

  for (guint done = 0; done < n_kills; done += SCENE)
    play (is_pull, MIN (SCENE, n_kills - done), seed + 2 * done, &sum, &n_at_work);
  g_test_message ("fault%s | killed at any moment of a %s | %u | %u | %u",
                  is_real ? " on CouchDB" : "",
                  is_pull ? "pull" : "push",
                  n_kills,
                  sum.lost,
                  sum.twice);
  g_test_message ("%u of %u kills while requests were under way", n_at_work, n_kills);
  g_assert_cmpuint (n_at_work, >, n_kills / 4);
}

int
main (int argc, char **argv)
{
  int status;

  if (sync_child_is_meant (argc, argv, &status))
    return status;
  program = argv[0];
  for (int i = 1; i < argc; i++)
    {
      if (strcmp (argv[i], "--real") == 0)
        is_real = TRUE;
      else if (strcmp (argv[i], "--kills") == 0 && i + 1 < argc)
        n_kills = (guint) g_ascii_strtoull (argv[++i], NULL, 10);
      else if (strcmp (argv[i], "--seed") == 0 && i + 1 < argc)
        seed = (guint32) g_ascii_strtoull (argv[++i], NULL, 10);
    }
  argc = 1;
  argv[1] = NULL;
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/kill/push", GINT_TO_POINTER (FALSE), test_killed);
  g_test_add_data_func ("/kill/pull", GINT_TO_POINTER (TRUE), test_killed);
  return g_test_run ();
}
