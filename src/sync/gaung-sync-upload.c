/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sends one file. Over a bad line that takes minutes: it is done in a thread of its own, and
 * whoever waits for it takes and sends meanwhile what is small. */
#include "config.h"

#include "gaung-couch-files.h"
#include "gaung-sync-push-private.h"

#define BREATH_MS 20

typedef struct
{
  GaungSync *sync;
  const char *database;
  JsonObject *document;
  GBytes *bytes;
  GCancellable *cancellable; /* (nullable) */
  GaungSendResult *result;
  GError *error;
  GMutex lock;
  GCond changed;
  gboolean is_done;
} Upload;

static gpointer
run (gpointer data)
{
  Upload *self = data;

  self->result = gaung_couch_put_file_sync (self->sync->couch,
                                            self->database,
                                            self->document,
                                            self->bytes,
                                            NULL,
                                            NULL,
                                            self->cancellable,
                                            &self->error);
  g_mutex_lock (&self->lock);
  self->is_done = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  return NULL;
}

/* TRUE: done; FALSE: a breath is due. */
static gboolean
wait_a_moment (Upload *self)
{
  gint64 end = g_get_monotonic_time () + BREATH_MS * G_TIME_SPAN_MILLISECOND;
  gboolean is_done;

  g_mutex_lock (&self->lock);
  while (!self->is_done && g_cond_wait_until (&self->changed, &self->lock, end))
    continue;
  is_done = self->is_done;
  g_mutex_unlock (&self->lock);
  return is_done;
}

GaungSendResult *
gaung_sync_upload (
    GaungSync *self, const char *database, JsonObject *document, GBytes *bytes, GError **error)
{
  Upload upload = { .sync = self,
                    .database = database,
                    .document = document,
                    .bytes = bytes,
                    .cancellable = self->cancellable };

  g_mutex_init (&upload.lock);
  g_cond_init (&upload.changed);
  if (self->hooks == NULL)
    run (&upload);
  else
    {
      GThread *thread = g_thread_new ("gaung-upload", run, &upload);

      while (!wait_a_moment (&upload))
        self->hooks->breathe (self, self->hooks_data);
      g_thread_join (thread);
    }
  g_cond_clear (&upload.changed);
  g_mutex_clear (&upload.lock);
  if (upload.error != NULL)
    g_propagate_error (error, upload.error);
  return upload.result;
}
