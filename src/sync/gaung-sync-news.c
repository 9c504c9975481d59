/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungSyncNews: from the worker to the status. Counting a full outbox takes longer than a frame,
 * so it is done in a thread that lives as long as one count. */
#include "config.h"

#include "gaung-outbox.h"
#include "gaung-sync-news-private.h"

typedef struct
{
  char *database;
  const char *kind;
  char *agency;
  GaungInstant success_at;
  GaungSyncTrouble trouble;
  gboolean is_readable;
  gboolean is_own; /* of the account's agency: what was never sent mostly goes there */
} Area;

struct _GaungSyncNews
{
  gatomicrefcount references;
  GMainContext *context;
  GSourceFunc tell;
  GaungStore *store;
  GaungSyncStatus *status; /* of the main thread; (nullable): closed, or nobody looks */
  char *account;
  char *address;
  GHashTable *shown; /* of the main thread: databases that the status has */
  GThread *counter;  /* of the main thread; (nullable): nothing is being counted */
  GMutex lock;       /* of what follows */
  gboolean is_scheduled;
  GaungSyncReport report;
  char *detail;
  GPtrArray *areas; /* of Area */
  gboolean has_areas;
  gboolean needs_count;
  gboolean is_counted; /* the counter has come to its end */
  GaungOutboxCounts counts;
  GPtrArray *shares; /* of GaungOutboxShare; (nullable): not counted yet */
};

static void
area_free (gpointer data)
{
  Area *area = data;

  g_free (area->database);
  g_free (area->agency);
  g_free (area);
}

void
gaung_sync_news_close (GaungSyncNews *self)
{
  g_clear_object (&self->status);
  if (self->counter != NULL)
    g_thread_join (g_steal_pointer (&self->counter));
  g_clear_object (&self->store);
}

GaungSyncNews *
gaung_sync_news_ref (GaungSyncNews *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
gaung_sync_news_unref (GaungSyncNews *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_clear_object (&self->status);
  g_clear_object (&self->store);
  g_main_context_unref (self->context);
  g_hash_table_unref (self->shown);
  g_ptr_array_unref (self->areas);
  g_clear_pointer (&self->shares, g_ptr_array_unref);
  g_free (self->account);
  g_free (self->address);
  g_free (self->detail);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* ---- Waking the main thread ---- */

/* With the lock held. */
static void
schedule (GaungSyncNews *self)
{
  g_autoptr (GSource) source = NULL;

  if (self->is_scheduled)
    return;
  self->is_scheduled = TRUE;
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (
      source, self->tell, gaung_sync_news_ref (self), (GDestroyNotify) gaung_sync_news_unref);
  g_source_attach (source, self->context);
}

/* ---- In the thread of the counter ---- */

static gpointer
count (gpointer data)
{
  GaungSyncNews *self = data;
  GaungOutboxCounts counts = { 0 };
  g_autoptr (GPtrArray) shares = NULL;

  if (gaung_outbox_count (self->store, &counts, NULL))
    shares = gaung_outbox_count_by_database (self->store, NULL);
  g_mutex_lock (&self->lock);
  if (shares != NULL)
    {
      self->counts = counts;
      g_clear_pointer (&self->shares, g_ptr_array_unref);
      self->shares = g_steal_pointer (&shares);
      self->has_areas = TRUE;
    }
  self->is_counted = TRUE;
  schedule (self);
  g_mutex_unlock (&self->lock);
  return NULL;
}

/* ---- In the main thread ---- */

static const GaungOutboxShare *
find_count (GPtrArray *counts, const char *database)
{
  for (guint i = 0; counts != NULL && i < counts->len; i++)
    {
      const GaungOutboxShare *count = g_ptr_array_index (counts, i);

      if (g_strcmp0 (count->database, database) == 0)
        return count;
    }
  return NULL;
}

static void
show_areas (GaungSyncNews *self, GPtrArray *areas, GPtrArray *counts)
{
  g_autoptr (GHashTable) shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer key;

  for (guint i = 0; i < areas->len; i++)
    {
      const Area *area = g_ptr_array_index (areas, i);
      const GaungOutboxShare *count = find_count (counts, area->database);
      const GaungOutboxShare *unsent = area->is_own ? find_count (counts, NULL) : NULL;
      guint waiting = (count != NULL ? count->waiting : 0) + (unsent != NULL ? unsent->waiting : 0);
      GaungInstant oldest = count != NULL ? count->oldest : GAUNG_INSTANT_NONE;

      if (unsent != NULL && (oldest == GAUNG_INSTANT_NONE || unsent->oldest < oldest))
        oldest = unsent->oldest;
      g_hash_table_remove (self->shown, area->database);
      g_hash_table_add (shown, g_strdup (area->database));
      gaung_sync_status_set_area (self->status,
                                  area->database,
                                  area->kind,
                                  area->agency,
                                  area->success_at,
                                  waiting,
                                  oldest,
                                  area->trouble,
                                  area->is_readable);
    }
  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    gaung_sync_status_remove_area (self->status, key);
  g_hash_table_unref (self->shown);
  self->shown = g_steal_pointer (&shown);
}

static GPtrArray *
copy_areas (GPtrArray *areas)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (area_free);

  for (guint i = 0; i < areas->len; i++)
    {
      Area *area = g_memdup2 (g_ptr_array_index (areas, i), sizeof (Area));

      area->database = g_strdup (area->database);
      area->agency = g_strdup (area->agency);
      g_ptr_array_add (copy, area);
    }
  return copy;
}

/* TRUE: a count is under way. What it finds is told together with all else, so that nobody is told
 * "idle" beside numbers of before. */
static gboolean
look_after_counter (GaungSyncNews *self)
{
  gboolean is_counted, needs_count;

  g_mutex_lock (&self->lock);
  self->is_scheduled = FALSE;
  is_counted = self->is_counted;
  needs_count = self->needs_count && (self->counter == NULL || is_counted);
  self->is_counted = FALSE;
  if (needs_count)
    self->needs_count = FALSE;
  g_mutex_unlock (&self->lock);
  if (is_counted)
    g_thread_join (g_steal_pointer (&self->counter));
  if (needs_count)
    self->counter = g_thread_new ("gaung-count", count, self);
  return self->counter != NULL && !is_counted;
}

static void
tell (GaungSyncNews *self)
{
  GaungSyncReport report;
  GaungOutboxCounts counts;
  g_autofree char *detail = NULL;
  g_autoptr (GPtrArray) areas = NULL;
  g_autoptr (GPtrArray) shares = NULL;

  g_mutex_lock (&self->lock);
  report = self->report;
  detail = g_strdup (self->detail);
  counts = self->counts;
  shares = self->shares != NULL ? g_ptr_array_ref (self->shares) : NULL;
  areas = self->has_areas ? copy_areas (self->areas) : NULL;
  self->has_areas = FALSE;
  g_mutex_unlock (&self->lock);

  report.trouble_detail = detail;
  report.account = self->account;
  report.address = self->address;
  if (shares != NULL)
    gaung_sync_status_set_counts (self->status,
                                  counts.waiting,
                                  counts.held,
                                  counts.parked,
                                  counts.conflicts,
                                  counts.quarantined,
                                  counts.oldest);
  if (areas != NULL)
    show_areas (self, areas, shares);
  gaung_sync_status_report (self->status, &report);
}

static gboolean
tell_cb (gpointer data)
{
  GaungSyncNews *self = data;

  if (self->status != NULL && !look_after_counter (self))
    tell (self);
  return G_SOURCE_REMOVE;
}

GaungSyncNews *
gaung_sync_news_new (GaungStore *store,
                     GaungSyncStatus *status,
                     const char *account,
                     const char *address)
{
  GaungSyncNews *self = g_new0 (GaungSyncNews, 1);

  g_atomic_ref_count_init (&self->references);
  self->tell = tell_cb;
  self->context = g_main_context_ref_thread_default ();
  self->store = g_object_ref (store);
  self->status = status != NULL ? g_object_ref (status) : NULL;
  self->account = g_strdup (account);
  self->address = g_strdup (address);
  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->areas = g_ptr_array_new_with_free_func (area_free);
  self->report.trouble_until = GAUNG_INSTANT_NONE;
  g_mutex_init (&self->lock);
  return self;
}

/* ---- In any thread ---- */

void
gaung_sync_news_set_phase (GaungSyncNews *self,
                           GaungSyncPhase phase,
                           GaungSyncPause pause,
                           GaungSyncTrouble trouble,
                           const char *detail,
                           GaungInstant until)
{
  g_mutex_lock (&self->lock);
  if (self->report.phase != phase || self->report.pause != pause || self->report.trouble != trouble
      || self->report.trouble_until != until || g_strcmp0 (self->detail, detail) != 0)
    {
      self->report.phase = phase;
      self->report.pause = pause;
      self->report.trouble = trouble;
      self->report.trouble_until = until;
      g_set_str (&self->detail, detail);
      schedule (self);
    }
  g_mutex_unlock (&self->lock);
}

void
gaung_sync_news_set_progress (GaungSyncNews *self, guint done, guint total)
{
  g_mutex_lock (&self->lock);
  self->report.done = done;
  self->report.total = total;
  schedule (self);
  g_mutex_unlock (&self->lock);
}

void
gaung_sync_news_set_bases (GaungSyncNews *self, GPtrArray *bases, const char *own_agency)
{
  g_mutex_lock (&self->lock);
  g_ptr_array_set_size (self->areas, 0);
  for (guint i = 0; i < bases->len; i++)
    {
      const GaungSyncBase *base = g_ptr_array_index (bases, i);
      Area *area = g_new0 (Area, 1);

      area->database = g_strdup (base->name);
      area->kind = gaung_sync_kind_get_nick (base->kind);
      area->agency = g_strdup (base->agency);
      area->success_at = base->success_at;
      area->trouble = base->trouble;
      area->is_readable = base->is_readable;
      area->is_own = base->kind == GAUNG_SYNC_AGENCY && g_strcmp0 (base->agency, own_agency) == 0;
      g_ptr_array_add (self->areas, area);
    }
  self->has_areas = TRUE;
  schedule (self);
  g_mutex_unlock (&self->lock);
}

void
gaung_sync_news_count (GaungSyncNews *self)
{
  g_mutex_lock (&self->lock);
  self->needs_count = TRUE;
  schedule (self);
  g_mutex_unlock (&self->lock);
}
