/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking the worker: the first page, then the rest. */
#include "config.h"

#include "gaung-list-private.h"
#include "gaung-store-private.h"

/* What fills any window, and comes first. Not more, because GtkListView makes a widget for each of
 * the first two hundred. */
#define FIRST_PAGE 24
/* A list that was no longer than this is asked for in the quick worker. */
#define SHORT_LIST 5000
/* An answer that is longer is not worth its memory while nobody sees it. */
#define MAX_BASE 250000

typedef struct
{
  GWeakRef list;
  GMainContext *context;
  guint generation;
  GaungSql *sql;
  guint max_hits;
  guint limit; /* one more than is wanted, to see whether there is more */
  gboolean is_first;
  GArray *keys;
  GError *error;
} Load;

static void
load_free (Load *load)
{
  g_weak_ref_clear (&load->list);
  g_main_context_unref (load->context);
  gaung_sql_free (load->sql);
  g_clear_pointer (&load->keys, g_array_unref);
  g_clear_error (&load->error);
  g_free (load);
}

/* Back to rest, and what changed after the worker had looked. */
static void
finish (GaungList *self)
{
  g_autoptr (GHashTable) rows = NULL;

  if (self->is_pending_all)
    {
      self->is_pending_all = FALSE;
      gaung_list_load (self, FALSE);
      return;
    }
  gaung_list_set_loading (self, FALSE);
  if (g_hash_table_size (self->pending) == 0)
    return;
  rows = g_steal_pointer (&self->pending);
  self->pending = g_hash_table_new (NULL, NULL);
  gaung_list_update_rows (self, rows, TRUE);
}

/* All whose objects may be older than the answer. */
static GHashTable *
take_stale (GaungList *self)
{
  GHashTable *stale = g_steal_pointer (&self->stale);
  GHashTableIter iter;
  gpointer row;

  self->stale = g_hash_table_new (NULL, NULL);
  g_hash_table_iter_init (&iter, self->pending);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    g_hash_table_add (stale, row);
  return stale;
}

static gboolean
has_more (GaungList *self, Load *load)
{
  guint limit = self->query->limit;
  guint wanted = load->is_first ? (limit > 0 ? MIN (limit, FIRST_PAGE) : FIRST_PAGE) : limit;
  gboolean is_more;

  if (self->sql->match != NULL)
    {
      is_more = load->keys->len > GAUNG_QUERY_MAX_HITS || (limit > 0 && load->keys->len > limit);
      wanted = limit > 0 ? MIN (limit, GAUNG_QUERY_MAX_HITS) : GAUNG_QUERY_MAX_HITS;
    }
  else
    is_more = wanted > 0 && load->keys->len > wanted;
  if (is_more)
    g_array_set_size (load->keys, wanted);
  return is_more;
}

static gboolean
deliver_cb (gpointer data)
{
  Load *load = data;
  g_autoptr (GaungList) self = g_weak_ref_get (&load->list);
  g_autoptr (GHashTable) stale = NULL;
  gboolean is_more, is_last;

  if (self == NULL || load->generation != self->generation)
    return G_SOURCE_REMOVE;
  if (load->error != NULL)
    {
      gaung_list_take_error (self, g_steal_pointer (&load->error));
      gaung_list_set_loading (self, FALSE);
      return G_SOURCE_REMOVE;
    }
  is_more = has_more (self, load);
  is_last = !load->is_first || !is_more || self->sql->match != NULL;
  if (is_last)
    stale = take_stale (self);
  gaung_list_take_error (self, NULL);
  gaung_list_set_truncated (self, is_more && is_last);
  gaung_list_replace (self, g_steal_pointer (&load->keys), stale);
  /* A handler may have asked for something else. */
  if (load->generation != self->generation)
    return G_SOURCE_REMOVE;
  if (is_last)
    finish (self);
  else
    gaung_list_load (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
load_job (GaungDatabase *database, const GError *error, GCancellable *cancellable, gpointer data)
{
  Load *load = data;
  g_autoptr (GSource) source = g_idle_source_new ();

  if (database == NULL)
    load->error = g_error_copy (error);
  else if (!g_cancellable_set_error_if_cancelled (cancellable, &load->error))
    load->keys = gaung_sql_collect (load->sql, database, load->max_hits, load->limit, &load->error);
  /* The rest comes after the frame that shows the first page. */
  g_source_set_priority (source,
                         load->is_first || load->sql->match != NULL ? G_PRIORITY_DEFAULT
                                                                    : G_PRIORITY_DEFAULT_IDLE);
  g_source_set_callback (source, deliver_cb, load, (GDestroyNotify) load_free);
  g_source_attach (source, load->context);
}

static guint
get_limit (GaungList *self, gboolean is_first)
{
  guint limit = self->query->limit;

  if (self->sql->match != NULL)
    return limit > 0 ? limit + 1 : 0;
  if (is_first)
    return (limit > 0 ? MIN (limit, FIRST_PAGE) : FIRST_PAGE) + 1;
  return limit > 0 ? limit + 1 : 0;
}

void
gaung_list_load (GaungList *self, gboolean is_first)
{
  Load *load;
  GaungWorker *worker;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->generation++;
  if (self->query == NULL)
    return;

  /* Compiled anew: who "me" is may have changed. */
  g_clear_pointer (&self->sql, gaung_sql_free);
  self->sql = gaung_store_compile (self->store, self->query);
  self->cancellable = g_cancellable_new ();
  gaung_list_set_loading (self, TRUE);

  load = g_new0 (Load, 1);
  g_weak_ref_init (&load->list, self);
  load->context = g_main_context_ref (self->store->context);
  load->generation = self->generation;
  load->sql = gaung_store_compile (self->store, self->query);
  load->max_hits = GAUNG_QUERY_MAX_HITS + 1;
  load->limit = get_limit (self, is_first);
  load->is_first = is_first;
  worker = is_first || self->sql->match != NULL || self->keys->len <= SHORT_LIST
               ? self->store->quick
               : self->store->slow;
  /* The rest of a first page may be anything. */
  if (!is_first && self->keys->len == FIRST_PAGE)
    worker = self->store->slow;
  if (!gaung_worker_push (worker, 0, load_job, load, NULL, self->cancellable))
    {
      GError *error = NULL;

      load_free (load);
      g_set_error_literal (
          &error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_FAILED, "The store is closed");
      gaung_list_take_error (self, error);
      gaung_list_set_loading (self, FALSE);
    }
}

void
gaung_list_drop_base (GaungList *self)
{
  g_clear_pointer (&self->base, g_array_unref);
  g_clear_pointer (&self->base_sql, gaung_sql_free);
  g_clear_pointer (&self->base_changed, g_hash_table_unref);
}

void
gaung_list_keep_base (GaungList *self)
{
  if (self->query == NULL || self->is_loading || self->error != NULL || self->sql->match != NULL
      || self->query->limit > 0 || self->is_other_order || self->keys->len > MAX_BASE)
    return;
  gaung_list_drop_base (self);
  self->base = g_array_copy (self->keys);
  self->base_sql = gaung_store_compile (self->store, self->query);
  self->base_sort = self->query->sort;
  self->base_changed = g_hash_table_new (NULL, NULL);
}

gboolean
gaung_list_restore_base (GaungList *self)
{
  g_autoptr (GaungSql) sql = NULL;
  g_autoptr (GHashTable) changed = NULL;
  g_autoptr (GHashTable) stale = NULL;
  GHashTableIter iter;
  gpointer row;

  if (self->base == NULL || self->query == NULL || self->query->sort != self->base_sort
      || self->query->limit > 0 || self->is_other_order || self->is_pending_all)
    return FALSE;
  sql = gaung_store_compile (self->store, self->query);
  if (!gaung_sql_equal (sql, self->base_sql))
    return FALSE;

  /* What is under way answers another question. */
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->generation++;
  g_clear_pointer (&self->sql, gaung_sql_free);
  self->sql = g_steal_pointer (&sql);
  changed = g_steal_pointer (&self->base_changed);
  stale = take_stale (self);
  g_hash_table_remove_all (self->pending);
  g_hash_table_iter_init (&iter, changed);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    g_hash_table_add (stale, row);
  gaung_list_take_error (self, NULL);
  gaung_list_set_truncated (self, FALSE);
  gaung_list_set_loading (self, FALSE);
  gaung_list_replace (self, g_steal_pointer (&self->base), stale);
  gaung_list_drop_base (self);
  if (g_hash_table_size (changed) > 0)
    gaung_list_update_rows (self, changed, TRUE);
  return TRUE;
}
