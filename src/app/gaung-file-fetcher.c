/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungFileFetcher: the bytes of attachments from the city server. */

#include "config.h"

#include "gaung-file-fetcher.h"

#include <glib/gi18n.h>

#include "gaung-remote-error.h"

/* The rest waits: a slow line is not quicker with ten. */
#define MAX_AT_A_TIME 2

struct _GaungFileFetcher
{
  GObject parent_instance;

  GaungEngine *engine;
  GaungSyncStatus *status;
  GThreadPool *pool;
  int is_refused; /* atomic: the server does not accept the password */
};

/* Of one file; made and freed in the main thread, so that everything it holds ends there. */
typedef struct
{
  GTask *task; /* holds the fetcher, which holds the engine */
  GaungFileFetcher *self;
  char *id;
  GaungFileProgress progress;
  gpointer progress_data;
  GBytes *bytes;
  GError *error;
  int percent; /* atomic */
  int is_told; /* atomic: a progress is on its way to the main thread */
} Job;

static void
job_free (Job *job)
{
  g_clear_pointer (&job->bytes, g_bytes_unref);
  g_clear_error (&job->error);
  g_free (job->id);
  g_object_unref (job->task);
  g_free (job);
}

static gboolean
progress_cb (gpointer data)
{
  Job *job = data;

  g_atomic_int_set (&job->is_told, FALSE);
  if (job->progress != NULL && !g_cancellable_is_cancelled (g_task_get_cancellable (job->task)))
    job->progress ((guint) g_atomic_int_get (&job->percent), job->progress_data);
  return G_SOURCE_REMOVE;
}

/* Comes before done_cb: both are of one priority. */
static void
came_cb (guint64 done, guint64 total, gpointer data)
{
  Job *job = data;
  int percent = total > 0 ? (int) (MIN (done, total) * 100 / total) : 0;

  if (g_atomic_int_exchange (&job->percent, percent) != percent
      && !g_atomic_int_exchange (&job->is_told, TRUE))
    g_idle_add (progress_cb, job);
}

static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_CREDENTIALS)
         || g_error_matches (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_LOCKED);
}

static gboolean
is_signed_in (GaungSyncStatus *status)
{
  GaungSyncTrouble trouble = gaung_sync_status_get_trouble (status);

  return trouble != GAUNG_SYNC_TROUBLE_SIGNED_OUT && trouble != GAUNG_SYNC_TROUBLE_CREDENTIALS
         && trouble != GAUNG_SYNC_TROUBLE_LOCKED && trouble != GAUNG_SYNC_TROUBLE_OTHER_ACCOUNT;
}

static gboolean
done_cb (gpointer data)
{
  Job *job = data;

  /* The engine shall hear of it at once, too. */
  if (is_refusal (job->error) && is_signed_in (job->self->status))
    gaung_engine_sync_now (job->self->engine);
  if (job->bytes != NULL)
    g_task_return_pointer (
        job->task, g_steal_pointer (&job->bytes), (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (job->task, gaung_file_fetcher_make_error (job->error));
  job_free (job);
  return G_SOURCE_REMOVE;
}

static void
fetch (gpointer data, gpointer unused)
{
  Job *job = data;
  GCancellable *cancellable = g_task_get_cancellable (job->task);

  /* A password that the server refuses is not tried again for each file: that locks the account. */
  if (g_atomic_int_get (&job->self->is_refused))
    g_set_error_literal (
        &job->error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_CREDENTIALS, "refused before");
  else if (!g_cancellable_set_error_if_cancelled (cancellable, &job->error))
    job->bytes = gaung_engine_fetch_file_sync (
        job->self->engine, job->id, came_cb, job, cancellable, &job->error);
  /* A line that broke is worth a second try. */
  if (g_error_matches (job->error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_TRUNCATED))
    {
      g_clear_error (&job->error);
      job->bytes = gaung_engine_fetch_file_sync (
          job->self->engine, job->id, came_cb, job, cancellable, &job->error);
    }
  if (is_refusal (job->error))
    g_atomic_int_set (&job->self->is_refused, TRUE);
  g_idle_add (done_cb, job);
}

/* The engine got through. */
static void
phase_changed_cb (GaungFileFetcher *self)
{
  if (gaung_sync_status_get_phase (self->status) == GAUNG_SYNC_PHASE_IDLE)
    g_atomic_int_set (&self->is_refused, FALSE);
}

static void
gaung_file_fetcher_load_async (GaungFileSource *source,
                               const char *attachment_id,
                               GaungFileProgress progress,
                               gpointer progress_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  GaungFileFetcher *self = GAUNG_FILE_FETCHER (source);
  Job *job = g_new0 (Job, 1);

  job->task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (job->task, gaung_file_fetcher_load_async);
  job->self = self;
  job->id = g_strdup (attachment_id);
  job->progress = progress;
  job->progress_data = progress_data;
  if (is_signed_in (self->status))
    g_thread_pool_push (self->pool, job, NULL);
  else
    {
      job->error = g_error_new_literal (
          GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_CREDENTIALS, "nobody is signed in");
      g_idle_add (done_cb, job);
    }
}

static GBytes *
gaung_file_fetcher_load_finish (GaungFileSource *source, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
file_source_init (GaungFileSourceInterface *iface)
{
  iface->load_async = gaung_file_fetcher_load_async;
  iface->load_finish = gaung_file_fetcher_load_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GaungFileFetcher,
                               gaung_file_fetcher,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GAUNG_TYPE_FILE_SOURCE, file_source_init))

static void
gaung_file_fetcher_dispose (GObject *object)
{
  GaungFileFetcher *self = GAUNG_FILE_FETCHER (object);

  /* Every job holds the fetcher, so there is none. */
  if (self->pool != NULL)
    g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, FALSE);
  g_clear_object (&self->engine);
  g_clear_object (&self->status);

  G_OBJECT_CLASS (gaung_file_fetcher_parent_class)->dispose (object);
}

static void
gaung_file_fetcher_class_init (GaungFileFetcherClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gaung_file_fetcher_dispose;
}

static void
gaung_file_fetcher_init (GaungFileFetcher *self)
{
  self->pool = g_thread_pool_new (fetch, NULL, MAX_AT_A_TIME, FALSE, NULL);
}

GaungFileSource *
gaung_file_fetcher_new (GaungEngine *engine, GaungSyncStatus *status)
{
  GaungFileFetcher *self;

  g_return_val_if_fail (GAUNG_IS_ENGINE (engine), NULL);
  g_return_val_if_fail (GAUNG_IS_SYNC_STATUS (status), NULL);

  self = g_object_new (GAUNG_TYPE_FILE_FETCHER, NULL);
  self->engine = g_object_ref (engine);
  self->status = g_object_ref (status);
  g_signal_connect_object (
      status, "notify::phase", G_CALLBACK (phase_changed_cb), self, G_CONNECT_SWAPPED);
  return GAUNG_FILE_SOURCE (self);
}

typedef struct
{
  int code; /* of GAUNG_REMOTE_ERROR */
  GIOErrorEnum io_code;
  const char *text; /* NULL: as everywhere */
} Meaning;

static const Meaning meanings[] = {
  { GAUNG_REMOTE_ERROR_OFFLINE, G_IO_ERROR_NOT_CONNECTED, NULL },
  { GAUNG_REMOTE_ERROR_TIMEOUT, G_IO_ERROR_TIMED_OUT, NULL },
  { GAUNG_REMOTE_ERROR_CREDENTIALS,
    G_IO_ERROR_PERMISSION_DENIED,
    N_ ("Sign in to the server first, then try again.") },
  { GAUNG_REMOTE_ERROR_LOCKED, G_IO_ERROR_PERMISSION_DENIED, NULL },
  { GAUNG_REMOTE_ERROR_NOT_MEMBER,
    G_IO_ERROR_PERMISSION_DENIED,
    N_ ("Your account may not read the files of this agency.") },
  { GAUNG_REMOTE_ERROR_NO_DATABASE,
    G_IO_ERROR_PERMISSION_DENIED,
    N_ ("Your account may not read the files of this agency.") },
  { GAUNG_REMOTE_ERROR_MISSING,
    G_IO_ERROR_NOT_FOUND,
    N_ ("The server does not have it, or not any more. Ask who attached it.") },
  { GAUNG_REMOTE_ERROR_DELETED,
    G_IO_ERROR_NOT_FOUND,
    N_ ("The server does not have it, or not any more. Ask who attached it.") },
  { GAUNG_REMOTE_ERROR_TRUNCATED,
    G_IO_ERROR_INVALID_DATA,
    N_ ("It did not arrive whole, and was thrown away. Try again.") },
  { GAUNG_REMOTE_ERROR_TOO_LARGE,
    G_IO_ERROR_MESSAGE_TOO_LARGE,
    N_ ("It is larger than Gaung fetches.") },
  { GAUNG_REMOTE_ERROR_THROTTLED,
    G_IO_ERROR_BUSY,
    N_ ("The server is busy. Wait a minute, then try again.") },
  { GAUNG_REMOTE_ERROR_SERVER,
    G_IO_ERROR_FAILED,
    N_ ("The server has a fault. Try again; if it lasts, tell your IT staff.") },
};

/**
 * gaung_file_fetcher_make_error:
 * @error: what gaung_engine_fetch_file_sync() told
 *
 * Returns: (transfer full): a %G_IO_ERROR, whose message is a sentence for the user
 */
GError *
gaung_file_fetcher_make_error (const GError *error)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);
  if (g_error_matches (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_MISSING))
    return g_error_new_literal (
        G_IO_ERROR,
        G_IO_ERROR_NOT_FOUND,
        _ ("The server does not have it, or not any more. Ask who attached it."));
  text = gaung_sync_error_to_user_text (error);
  if (error->domain == GAUNG_REMOTE_ERROR)
    for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
      if (meanings[i].code == error->code)
        return g_error_new_literal (G_IO_ERROR,
                                    (int) meanings[i].io_code,
                                    meanings[i].text != NULL ? _ (meanings[i].text) : text);
  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, text);
}
