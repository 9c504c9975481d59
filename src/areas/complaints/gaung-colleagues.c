/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who else works here, as far as the history knows. */

#include "config.h"

#include "gaung-colleagues.h"

#define MAX_ENTRIES 5000

typedef struct
{
  char *agency;
  GHashTable *found; /* id → GaungColleague */
} Search;

void
gaung_colleague_free (GaungColleague *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->agency);
  g_free (self);
}

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->agency);
  g_hash_table_unref (search->found);
  g_free (search);
}

static gboolean
consider_cb (GaungRecord *record, gpointer data)
{
  Search *search = data;
  const char *id = gaung_record_get_created_by (record);
  const char *name = gaung_record_get_string (record, "actor_name");
  GaungColleague *colleague;

  if (id == NULL || *id == '\0' || name == NULL || g_hash_table_contains (search->found, id))
    return TRUE;
  colleague = g_new0 (GaungColleague, 1);
  colleague->id = g_strdup (id);
  colleague->name = g_strdup (name);
  colleague->agency = g_strdup (gaung_record_get_string (record, "actor_agency"));
  g_hash_table_insert (search->found, colleague->id, colleague);
  return TRUE;
}

static int
compare_colleagues (gconstpointer a, gconstpointer b, gpointer data)
{
  const GaungColleague *first = *(GaungColleague *const *) a;
  const GaungColleague *second = *(GaungColleague *const *) b;
  gboolean is_first_mine = g_strcmp0 (first->agency, data) == 0;
  gboolean is_second_mine = g_strcmp0 (second->agency, data) == 0;

  if (is_first_mine != is_second_mine)
    return is_second_mine - is_first_mine;
  return g_utf8_collate (first->name, second->name);
}

static void
find_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Search *search = data;
  g_autoptr (GaungQuery) query = gaung_query_new ("entry");
  GPtrArray *result;
  GError *error = NULL;

  gaung_query_set_sort (query, GAUNG_SORT_NEWEST);
  gaung_query_set_limit (query, MAX_ENTRIES);
  if (!gaung_store_foreach (source, query, consider_cb, search, cancellable, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  result = g_hash_table_steal_all_values (search->found);
  g_ptr_array_set_free_func (result, (GDestroyNotify) gaung_colleague_free);
  g_ptr_array_sort_with_data (result, compare_colleagues, search->agency);
  g_task_return_pointer (task, result, (GDestroyNotify) g_ptr_array_unref);
}

void
gaung_colleagues_find_async (GaungStore *store,
                             const char *agency,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  g_autoptr (GTask) task = g_task_new (store, NULL, callback, data);
  Search *search = g_new0 (Search, 1);

  search->agency = g_strdup (agency);
  search->found = g_hash_table_new_full (
      g_str_hash, g_str_equal, NULL, (GDestroyNotify) gaung_colleague_free);
  g_task_set_source_tag (task, gaung_colleagues_find_async);
  g_task_set_task_data (task, search, search_free);
  g_task_run_in_thread (task, find_thread);
}

GPtrArray *
gaung_colleagues_find_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, gaung_colleagues_find_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
