/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes of attachments: they do not come with the feed, but when somebody looks, or in quiet
 * moments for what the desk has to work on. */
#include "config.h"

#include <string.h>

#include "gaung-couch-files.h"
#include "gaung-sync-private.h"

GBytes *
gaung_sync_fetch_file (GaungSync *self,
                       const char *attachment,
                       GaungCouchProgress progress,
                       gpointer data,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GBytes) bytes = gaung_store_get_bytes (self->store, attachment, NULL);
  g_autofree char *database = NULL;
  g_autoptr (GaungBatch) batch = NULL;
  const char *hash = strchr (attachment, ':');

  if (bytes != NULL)
    return g_steal_pointer (&bytes);
  database = gaung_exchange_get_database (self->store, attachment, error);
  if (database == NULL || hash == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error,
                             GAUNG_STORE_ERROR,
                             GAUNG_STORE_ERROR_MISSING,
                             "The file is neither here nor on the server");
      return NULL;
    }
  /* Its hash is compared: what comes is the file, or nothing. */
  bytes = gaung_couch_get_file_sync (
      self->couch, database, hash + 1, GAUNG_SYNC_MAX_FILE, progress, data, cancellable, error);
  if (bytes == NULL)
    return NULL;
  batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);
  gaung_batch_put_bytes (batch, attachment, bytes);
  /* A full disk does not keep anybody from looking at it. */
  if (!gaung_store_write (self->store, batch, NULL))
    g_message ("A file could not be kept");
  return g_steal_pointer (&bytes);
}

typedef struct
{
  GaungSync *sync;
  GPtrArray *files;
  guint limit;
} Search;

static gboolean
collect_cb (GaungRecord *record, gpointer data)
{
  Search *search = data;
  g_auto (GStrv) files = gaung_record_get_strings (record, "attachments");

  for (char **file = files; *file != NULL; file++)
    {
      g_autofree char *database = gaung_exchange_get_database (search->sync->store, *file, NULL);
      g_autoptr (GBytes) bytes
          = database != NULL ? gaung_store_get_bytes (search->sync->store, *file, NULL) : NULL;

      if (database != NULL && bytes == NULL)
        g_ptr_array_add (search->files, g_strdup (*file));
    }
  return search->files->len < search->limit && !gaung_sync_is_cancelled (search->sync);
}

GPtrArray *
gaung_sync_list_wanted_files (GaungSync *self, guint limit, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GaungQuery) query = NULL;
  Search search = { self, files, limit };
  const char *const conditions[] = { "open", "attached", NULL };
  g_autofree char *text = NULL;

  if (self->agency == NULL)
    return g_steal_pointer (&files);
  text = g_strjoinv ("+", (char **) conditions);
  query = gaung_query_new ("complaint");
  gaung_query_set_one (query, "agency", self->agency);
  gaung_query_set_one (query, "is", text);
  if (!gaung_store_foreach (self->store, query, collect_cb, &search, self->cancellable, error))
    return NULL;
  return g_steal_pointer (&files);
}
