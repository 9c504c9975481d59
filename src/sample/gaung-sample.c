/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample workspace: invented content in Indonesian, the same for the same seed. Complaints are
 * made in threads, each from its own stream of chance, and written in their order. */
#include "config.h"

#include "gaung-sample-private.h"
#include "gaung-sample-story-private.h"
#include "gaung-sample.h"
#include "gaung-ulid.h"

#define CHUNK 250
/* The first ones are what everybody sees first: they are always open. */
#define FIRST_SEEN 12

typedef struct
{
  GaungBatch *batch;
  GaungBatch *fresh;
  GError *error;
  gboolean is_made;
} Chunk;

typedef struct
{
  GaungSample *sample;
  Chunk *chunks;
  guint n_chunks;
  guint next; /* to be made */
  guint written;
  guint window; /* how far the threads may be ahead of the writer */
  gboolean is_stopped;
  GMutex lock;
  GCond changed;
} Work;

GaungRecord *
gaung_sample_new_record (GaungSample *self, const char *type, const char *key, GaungInstant at)
{
  g_autofree char *name = g_strconcat (type, "/", key, NULL);
  GaungSampleRandom random;
  GaungRecord *record;

  gaung_sample_random_init (&random, self->seed, g_str_hash (name));
  gaung_ulid_seed_thread (gaung_sample_random_next (&random));
  record = gaung_record_new (type, self->desk, at);
  gaung_ulid_unseed_thread ();
  gaung_record_set_boolean (record, "sample", TRUE, NULL);
  return record;
}

/* A shuffled place in time for every complaint. */
static guint *
shuffle_slots (guint n, guint64 seed)
{
  guint *slots = g_new (guint, MAX (n, 1));
  GaungSampleRandom random;

  gaung_sample_random_init (&random, seed, G_GUINT64_CONSTANT (0x736c6f7473000000));
  for (guint i = 0; i < n; i++)
    slots[i] = i;
  for (guint i = n; i > FIRST_SEEN + 1; i--)
    {
      guint other = FIRST_SEEN + gaung_sample_random_below (&random, i - FIRST_SEEN);
      guint kept = slots[i - 1];

      slots[i - 1] = slots[other];
      slots[other] = kept;
    }
  return slots;
}

/* Thanks are not left lying about: they change places with something that was closed. */
static void
close_thanks (guint *slots, guint n, guint n_open)
{
  guint other = n;

  for (guint i = FIRST_SEEN; i < MIN (n, gaung_sample_text_count ()); i++)
    {
      guint kept = slots[i];

      if (kept >= n_open || !g_str_equal (gaung_sample_text_get (i)->topic, "thanks"))
        continue;
      while (other > FIRST_SEEN
             && (slots[other - 1] < n_open
                 || (other <= gaung_sample_text_count ()
                     && g_str_equal (gaung_sample_text_get (other - 1)->topic, "thanks"))))
        other--;
      if (other <= FIRST_SEEN)
        return;
      other--;
      slots[i] = slots[other];
      slots[other] = kept;
    }
}

static GHashTable *
make_liaisons (void)
{
  GHashTable *liaisons
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) gaung_actor_free);

  for (const GaungSampleAgency *agency = gaung_sample_agencies; agency->code != NULL; agency++)
    {
      g_autofree char *role = g_strconcat ("agency-", agency->code, NULL);
      g_autofree char *id = g_strconcat ("admin-", agency->code, NULL);
      g_autofree char *name = g_strconcat ("Admin ", agency->short_name, NULL);
      const char *roles[] = { "staff", role, NULL };

      if (!g_str_equal (agency->code, "diskominfo"))
        g_hash_table_insert (
            liaisons, (gpointer) agency->code, gaung_actor_new (id, name, agency->code, roles));
    }
  return liaisons;
}

static void
file_clear (GaungSampleFile *file)
{
  g_free (file->id);
}

GaungSample *
gaung_sample_new (guint n_complaints, guint64 seed, GaungInstant now)
{
  static const char *const desk_roles[]
      = { "staff", "agency-diskominfo", "coordinator", "admin", NULL };
  static const char *const roles[] = { "staff", "agency-diskominfo", "coordinator", NULL };
  static const char *const colleagues[][2] = {
    { "wulan", "Wulan Sekarjagad (contoh)" },
    { "bagas", "Bagas Truntumsari (contoh)" },
    { "retno", "Retno Sidomukti (contoh)" },
  };
  GaungSample *self = g_new0 (GaungSample, 1);
  GaungInstant first_decree = gaung_day_get_start (gaung_day_from_ymd (2025, 1, 1));

  self->seed = seed;
  self->now = now;
  self->n_complaints = n_complaints;
  self->n_open = gaung_sample_count_open (n_complaints);
  self->slots = shuffle_slots (n_complaints, seed);
  close_thanks (self->slots, n_complaints, self->n_open);
  /* 26 a day as in January 2026; not before the first calendar, so that every clock can be
   * explained. */
  self->oldest = now - MAX (n_complaints / 26, 45) * GAUNG_DAY_LENGTH;
  if (now > first_decree + 45 * GAUNG_DAY_LENGTH)
    self->oldest = MAX (self->oldest, first_decree);
  self->founded = self->oldest - 30 * GAUNG_DAY_LENGTH;
  self->desk = gaung_actor_new ("contoh", "Anda (contoh)", "diskominfo", desk_roles);
  self->colleagues = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_actor_free);
  for (gsize i = 0; i < G_N_ELEMENTS (colleagues); i++)
    g_ptr_array_add (self->colleagues,
                     gaung_actor_new (colleagues[i][0], colleagues[i][1], "diskominfo", roles));
  self->liaisons = make_liaisons ();
  self->n_services = GAUNG_SAMPLE_ALL_SERVICES;
  self->services = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->files = g_array_new (FALSE, FALSE, sizeof (GaungSampleFile));
  g_array_set_clear_func (self->files, (GDestroyNotify) file_clear);
  return self;
}

void
gaung_sample_free (GaungSample *self)
{
  g_free (self->slots);
  gaung_actor_free (self->desk);
  g_ptr_array_unref (self->colleagues);
  g_hash_table_unref (self->liaisons);
  g_array_unref (self->files);
  g_hash_table_unref (self->services);
  g_free (self);
}

static void
make_chunk (Work *work, guint index)
{
  Chunk *chunk = &work->chunks[index];
  guint last = MIN ((index + 1) * CHUNK, work->sample->n_complaints);

  chunk->batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);
  chunk->fresh = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX | GAUNG_BATCH_FRESH);
  for (guint i = index * CHUNK; i < last; i++)
    if (!gaung_sample_put_complaint (work->sample, i, chunk->batch, chunk->fresh, &chunk->error))
      return;
}

static gpointer
make_chunks (gpointer data)
{
  Work *work = data;

  g_mutex_lock (&work->lock);
  while (!work->is_stopped && work->next < work->n_chunks)
    {
      guint index;

      if (work->next >= work->written + work->window)
        {
          g_cond_wait (&work->changed, &work->lock);
          continue;
        }
      index = work->next++;
      g_mutex_unlock (&work->lock);
      make_chunk (work, index);
      g_mutex_lock (&work->lock);
      work->chunks[index].is_made = TRUE;
      g_cond_broadcast (&work->changed);
    }
  g_mutex_unlock (&work->lock);
  return NULL;
}

static gboolean
write_chunk (Work *work, guint index, GaungStore *store, GError **error)
{
  Chunk *chunk = &work->chunks[index];
  gboolean is_written;

  g_mutex_lock (&work->lock);
  while (!chunk->is_made)
    g_cond_wait (&work->changed, &work->lock);
  g_mutex_unlock (&work->lock);

  if (chunk->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&chunk->error));
      return FALSE;
    }
  is_written = gaung_store_write (store, chunk->batch, error)
               && (gaung_batch_get_size (chunk->fresh) == 0
                   || gaung_store_write (store, chunk->fresh, error));
  g_clear_pointer (&chunk->batch, gaung_batch_unref);
  g_clear_pointer (&chunk->fresh, gaung_batch_unref);

  g_mutex_lock (&work->lock);
  work->written = index + 1;
  g_cond_broadcast (&work->changed);
  g_mutex_unlock (&work->lock);
  return is_written;
}

static void
stop_threads (Work *work, GPtrArray *threads)
{
  g_mutex_lock (&work->lock);
  work->is_stopped = TRUE;
  g_cond_broadcast (&work->changed);
  g_mutex_unlock (&work->lock);
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (g_ptr_array_index (threads, i));
}

static gboolean
write_complaints (GaungSample *sample,
                  GaungStore *store,
                  GaungSampleProgress progress,
                  gpointer progress_data,
                  GCancellable *cancellable,
                  GError **error)
{
  guint n_threads = CLAMP (g_get_num_processors (), 1, 4);
  Work work = { .sample = sample, .window = 4 * n_threads };
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();
  gboolean is_done = TRUE;

  work.n_chunks = (sample->n_complaints + CHUNK - 1) / CHUNK;
  work.chunks = g_new0 (Chunk, work.n_chunks);
  g_mutex_init (&work.lock);
  g_cond_init (&work.changed);
  for (guint i = 0; i < MIN (n_threads, work.n_chunks); i++)
    g_ptr_array_add (threads, g_thread_new ("sample", make_chunks, &work));

  for (guint i = 0; i < work.n_chunks && is_done; i++)
    {
      is_done = !g_cancellable_set_error_if_cancelled (cancellable, error)
                && write_chunk (&work, i, store, error);
      if (is_done && progress != NULL)
        progress (MIN ((i + 1) * CHUNK, sample->n_complaints), sample->n_complaints, progress_data);
    }

  stop_threads (&work, threads);
  for (guint i = 0; i < work.n_chunks; i++)
    {
      g_clear_pointer (&work.chunks[i].batch, gaung_batch_unref);
      g_clear_pointer (&work.chunks[i].fresh, gaung_batch_unref);
      g_clear_error (&work.chunks[i].error);
    }
  g_free (work.chunks);
  g_mutex_clear (&work.lock);
  g_cond_clear (&work.changed);
  return is_done;
}

static gboolean
write_surroundings (GaungSample *sample, GaungStore *store, GError **error)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);

  return gaung_sample_put_agencies (sample, batch, error)
         && gaung_sample_put_templates (sample, batch, error)
         && gaung_sample_put_files (sample, batch, error)
         && gaung_store_write (store, batch, error);
}

/**
 * gaung_sample_fill_sized:
 *
 * As gaung_sample_fill().
 */
gboolean
gaung_sample_fill_sized (GaungStore *store,
                         guint n_complaints,
                         guint n_services,
                         guint64 seed,
                         GaungInstant now,
                         GaungSampleProgress progress,
                         gpointer progress_data,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GaungSample) sample = NULL;
  g_autoptr (GError) end_error = NULL;
  gboolean is_done;

  g_return_val_if_fail (GAUNG_IS_STORE (store), FALSE);

  sample = gaung_sample_new (n_complaints, seed, now);
  sample->n_services = n_services;
  if (!gaung_store_set_actor (store, sample->desk, error) || !gaung_store_begin_bulk (store, error))
    return FALSE;
  is_done = write_surroundings (sample, store, error)
            && gaung_sample_write_services (sample, store, cancellable, error)
            && write_complaints (sample, store, progress, progress_data, cancellable, error);
  /* Also after a stop: every batch is complete in itself. */
  if (!gaung_store_end_bulk (store, &end_error))
    {
      if (is_done)
        g_propagate_error (error, g_steal_pointer (&end_error));
      return FALSE;
    }
  return is_done;
}

/**
 * gaung_sample_fill:
 * @progress: (nullable) (scope call): called now and then with the number of complaints written
 *
 * See gaung-sample.h. What was written before @cancellable was triggered is kept, complete
 * complaints only.
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED, a #GaungStoreError or a #GaungRecordError
 */
gboolean
gaung_sample_fill (GaungStore *store,
                   guint n_complaints,
                   guint64 seed,
                   GaungInstant now,
                   GaungSampleProgress progress,
                   gpointer progress_data,
                   GCancellable *cancellable,
                   GError **error)
{
  return gaung_sample_fill_sized (store,
                                  n_complaints,
                                  GAUNG_SAMPLE_ALL_SERVICES,
                                  seed,
                                  now,
                                  progress,
                                  progress_data,
                                  cancellable,
                                  error);
}
