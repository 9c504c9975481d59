/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three desks, each at another node of a cluster, write on the same records at the same moment:
 * nodes take several writes on one revision, answer 202, and leave branches. All converge, nothing
 * is lost.
 *
 * GAUNG_TEST_CLUSTER="http://admin:password@127.0.0.1:15984 http://127.0.0.1:25984
 * http://127.0.0.1:35984" */
#include "config.h"

#include <string.h>

#include "gaung-couch-page.h"
#include "sync-story.h"

#define N_ROUNDS 30
#define N_RESTS 5

static gpointer
run_pass (gpointer data)
{
  SyncDesk *desk = data;

  gaung_engine_run_sync (desk->engine, NULL, NULL, NULL);
  return NULL;
}

static void
run_all_at_once (SyncStory *story)
{
  GThread *threads[G_N_ELEMENTS (story->desks)];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("pass", run_pass, story->desks[i]);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

static guint
count_branches (SyncStory *story)
{
  g_autoptr (GHashTable) documents = sync_world_list (story->world, "agency-dlh");
  GHashTableIter all;
  gpointer document;
  guint n = 0;

  g_hash_table_iter_init (&all, documents);
  while (g_hash_table_iter_next (&all, NULL, &document))
    n += json_object_has_member (document, "_conflicts");
  return n;
}

static void
test_cluster (void)
{
  const char *cluster = g_getenv ("GAUNG_TEST_CLUSTER");
  g_auto (GStrv) nodes = NULL;
  g_autoptr (SyncStory) story = NULL;
  g_autofree char *trouble = NULL;

  if (cluster == NULL)
    {
      g_test_skip ("GAUNG_TEST_CLUSTER names no nodes");
      return;
    }
  nodes = g_strsplit (cluster, " ", 3);
  g_assert_cmpuint (g_strv_length (nodes), ==, 3);
  g_setenv ("GAUNG_TEST_COUCHDB", nodes[0], TRUE);
  story = sync_story_new (2, TRUE);
  /* Real threads, real time. */
  gaung_instant_set_now (GAUNG_INSTANT_NONE);
  for (guint i = 0; i < G_N_ELEMENTS (story->desks); i++)
    {
      g_autoptr (GUri) uri = g_uri_parse (nodes[i], G_URI_FLAGS_HAS_PASSWORD, NULL);

      sync_desk_close (story->desks[i]);
      story->desks[i]->address = g_strdup_printf ("http://127.0.0.1:%d/", g_uri_get_port (uri));
      sync_desk_open (story->desks[i]);
    }
  sync_story_create (story, story->desks[0]);
  sync_story_create (story, story->desks[1]);
  for (guint i = 0; i < 2; i++)
    run_all_at_once (story);
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (story->desks); i++)
        sync_story_edit (story, story->desks[i], g_ptr_array_index (story->complaints, round % 2));
      run_all_at_once (story);
    }
  g_test_message ("%u records with branches before the rest", count_branches (story));
  /* The nodes tell each other in their own time. */
  for (guint turn = 0; turn < N_RESTS; turn++)
    {
      g_free (trouble);
      g_usleep (G_USEC_PER_SEC);
      trouble = sync_story_rest (story);
      if (trouble != NULL)
        g_test_message ("rest %u: %.150s", turn, trouble);
    }
  if (trouble != NULL)
    {
      g_autofree char *trace = sync_story_get_trace (story);

      g_error ("%s\n%s", trouble, trace);
    }
  g_test_message (
      "fault on CouchDB | three desks at three nodes of a cluster, at once | %d | 0 | 0", N_ROUNDS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cluster/at-once", test_cluster);
  return g_test_run ();
}
