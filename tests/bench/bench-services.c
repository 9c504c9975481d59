/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-services FEW MANY: opens the catalogue's list in two workspaces, one with few and one
 * with many services, by turns, and prints for each turn "page <few µs> <many µs> <rows>".
 *
 * From a new list to the objects of the first twenty rows, with the main loop turning as it does in
 * the program; the stores are open already. */
#include "config.h"

#include <stdio.h>

#include "gaung-list.h"
#include "gaung-workspace.h"

#define VISIBLE_ROWS 20
#define N_TURNS 200

static void
must (gboolean is_right, const char *what)
{
  if (!is_right)
    g_error ("%s", what);
}

static GaungStore *
open_store (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungWorkspace) workspace = gaung_workspace_load (folder, &error);
  GaungStore *store;

  must (workspace != NULL, "There is no such workspace");
  store = gaung_workspace_open (workspace, NULL, &error);
  must (store != NULL, "The workspace does not open");
  return store;
}

static void
items_changed_cb (
    GListModel *model, guint position, guint removed, guint added, gboolean *is_filled)
{
  *is_filled = TRUE;
}

/* Microseconds until the first page is there; what comes after it is waited for, but not counted.
 */
static gint64
open_page (GaungStore *store, guint *n_rows)
{
  gint64 start = g_get_monotonic_time ();
  gint64 filled;
  g_autoptr (GaungQuery) query = gaung_query_new ("service");
  g_autoptr (GaungList) list = gaung_list_new (store, query);
  gboolean is_filled = g_list_model_get_n_items (G_LIST_MODEL (list)) > 0;

  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &is_filled);
  while (!is_filled && gaung_list_is_loading (list))
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < VISIBLE_ROWS; i++)
    {
      g_autoptr (GObject) record = g_list_model_get_item (G_LIST_MODEL (list), i);

      must (record != NULL, "The first page is not full");
    }
  filled = g_get_monotonic_time () - start;
  while (gaung_list_is_loading (list))
    g_main_context_iteration (NULL, TRUE);
  must (gaung_list_get_error (list) == NULL, "The list has an error");
  *n_rows = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_signal_handlers_disconnect_by_data (list, &is_filled);
  return filled;
}

int
main (int argc, char **argv)
{
  g_autoptr (GaungStore) few = NULL;
  g_autoptr (GaungStore) many = NULL;

  must (argc == 3, "usage: bench-services FEW MANY");
  few = open_store (argv[1]);
  many = open_store (argv[2]);
  for (guint turn = 0; turn < N_TURNS; turn++)
    {
      guint n_few, n_many;
      gint64 of_few = open_page (few, &n_few);
      gint64 of_many = open_page (many, &n_many);

      printf (
          "page %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %u %u\n", of_few, of_many, n_few, n_many);
    }
  gaung_store_close (few);
  gaung_store_close (many);
  return 0;
}
