/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which complaints may be about the same thing. */

#include "config.h"

#include "gaung-complaint.h"
#include "gaung-fold.h"
#include "gaung-similar.h"

#define WINDOW (72 * GAUNG_HOUR)
#define MAX_RESULTS 20
/* Shorter words are "yang", "dan", "di": they say nothing. */
#define MIN_WORD_LENGTH 5
/* Points from which two complaints count as alike: three words; or one and the village; … */
#define THRESHOLD 6

typedef struct
{
  char *id;
  char *category;
  char *district;
  char *village;
  char *street;
  GHashTable *words;
  GaungInstant at;
  GPtrArray *hits; /* (element-type Hit) */
} Search;

typedef struct
{
  GaungRecord *record;
  int points;
} Hit;

static void
hit_free (gpointer data)
{
  Hit *hit = data;

  g_object_unref (hit->record);
  g_free (hit);
}

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->id);
  g_free (search->category);
  g_free (search->district);
  g_free (search->village);
  g_free (search->street);
  g_hash_table_unref (search->words);
  g_ptr_array_unref (search->hits);
  g_free (search);
}

static GHashTable *
split_words (const char *text)
{
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *folded = gaung_fold (text != NULL ? text : "");
  g_auto (GStrv) parts = g_strsplit (folded, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_utf8_strlen (parts[i], -1) >= MIN_WORD_LENGTH)
      g_hash_table_add (words, g_strdup (parts[i]));
  return words;
}

static GHashTable *
get_words (GaungRecord *record)
{
  const char *title = gaung_record_get_string (record, "title");
  const char *text = gaung_record_get_string (record, "text");
  g_autofree char *both
      = g_strconcat (title != NULL ? title : "", " ", text != NULL ? text : "", NULL);

  return split_words (both);
}

static gboolean
is_same (GaungRecord *record, const char *member, const char *value)
{
  const char *other = gaung_record_get_string (record, member);

  return value != NULL && *value && g_strcmp0 (other, value) == 0;
}

static int
rate (const Search *search, GaungRecord *record)
{
  g_autoptr (GHashTable) words = get_words (record);
  const char *street = gaung_record_get_string (record, "street");
  GHashTableIter iter;
  gpointer word;
  int points = 0;

  g_hash_table_iter_init (&iter, search->words);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    points += g_hash_table_contains (words, word) ? 2 : 0;
  if (points == 0)
    return 0;
  if (is_same (record, "village", search->village))
    points += 3;
  else if (is_same (record, "district", search->district))
    points += 1;
  if (is_same (record, "category", search->category))
    points += 2;
  if (search->street != NULL && street != NULL)
    {
      g_autofree char *key = gaung_fold_key (street);

      points += *key && g_str_equal (key, search->street) ? 4 : 0;
    }
  return points;
}

static gboolean
consider_cb (GaungRecord *record, gpointer data)
{
  Search *search = data;
  int points;
  Hit *hit;

  if (g_strcmp0 (gaung_record_get_id (record), search->id) == 0)
    return TRUE;
  points = rate (search, record);
  if (points < THRESHOLD)
    return TRUE;
  hit = g_new0 (Hit, 1);
  hit->record = g_object_ref (record);
  hit->points = points;
  g_ptr_array_add (search->hits, hit);
  return TRUE;
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const Hit *hit_a = *(Hit *const *) a;
  const Hit *hit_b = *(Hit *const *) b;

  return hit_b->points - hit_a->points;
}

static void
find_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Search *search = data;
  g_autoptr (GaungQuery) query = gaung_query_new ("complaint");
  g_autofree char *from = gaung_instant_to_text (search->at - WINDOW);
  g_autofree char *to = gaung_instant_to_text (search->at + WINDOW);
  GPtrArray *result;
  GError *error = NULL;

  gaung_query_add (query, "at", ">=", from);
  gaung_query_add (query, "at", "<=", to);
  if (!gaung_store_foreach (source, query, consider_cb, search, cancellable, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_ptr_array_sort (search->hits, compare_hits);
  result = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < MIN (search->hits->len, MAX_RESULTS); i++)
    g_ptr_array_add (result, g_object_ref (((Hit *) g_ptr_array_index (search->hits, i))->record));
  g_ptr_array_set_size (search->hits, 0);
  g_task_return_pointer (task, result, (GDestroyNotify) g_ptr_array_unref);
}

void
gaung_similar_find_async (GaungStore *store,
                          GaungRecord *subject,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, data);
  Search *search = g_new0 (Search, 1);
  const char *street;

  g_return_if_fail (GAUNG_IS_STORE (store));
  g_return_if_fail (GAUNG_IS_RECORD (subject));

  /* A record belongs to one thread: what is needed of it is copied. */
  street = gaung_record_get_string (subject, "street");
  search->id = g_strdup (gaung_record_get_id (subject));
  search->category = g_strdup (gaung_record_get_string (subject, "category"));
  search->district = g_strdup (gaung_record_get_string (subject, "district"));
  search->village = g_strdup (gaung_record_get_string (subject, "village"));
  search->street = street != NULL ? gaung_fold_key (street) : NULL;
  search->words = get_words (subject);
  search->at = gaung_record_get_instant (subject, "received_at");
  if (search->at == GAUNG_INSTANT_NONE)
    search->at = gaung_record_get_created_at (subject);
  search->hits = g_ptr_array_new_with_free_func (hit_free);
  g_task_set_source_tag (task, gaung_similar_find_async);
  g_task_set_task_data (task, search, search_free);
  g_task_run_in_thread (task, find_thread);
}

GPtrArray *
gaung_similar_find_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, gaung_similar_find_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
