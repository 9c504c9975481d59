/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What could not be read is fetched anew when a person asks for it: this version may be newer than
 * the one that put it aside, or somebody has mended it where no feed tells. */
#include "config.h"

#include "gaung-couch-documents.h"
#include "gaung-sync-private.h"

typedef struct
{
  char *database;
  char *id;
} Unread;

static void
unread_free (gpointer data)
{
  Unread *unread = data;

  g_free (unread->database);
  g_free (unread->id);
  g_free (unread);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Unread, unread_free)

GAsyncQueue *
gaung_sync_unread_new (void)
{
  return g_async_queue_new_full (unread_free);
}

void
gaung_sync_ask_unread (GaungSync *self, const char *database, const char *id)
{
  Unread *unread = g_new0 (Unread, 1);

  unread->database = g_strdup (database);
  unread->id = g_strdup (id);
  g_async_queue_push (self->unread, unread);
}

gboolean
gaung_sync_has_unread (GaungSync *self)
{
  return g_async_queue_length (self->unread) > 0;
}

static gboolean
fetch (GaungSync *self, GaungSyncBase *base, const Unread *unread, GError **error)
{
  const char *const ids[] = { unread->id, NULL };
  const GaungCouchRow *row;
  g_autoptr (GaungCouchPage) page = gaung_couch_fetch_documents_sync (
      self->couch, base->name, ids, TRUE, self->cancellable, error);

  if (page == NULL)
    return FALSE;
  row = page->rows->len > 0 ? g_ptr_array_index (page->rows, 0) : NULL;
  /* It was destroyed on the server: there is nothing left to be read. */
  if (row == NULL || (row->revision == NULL && row->trouble == NULL))
    return gaung_quarantine_drop (self->store, unread->database, unread->id, error);
  return gaung_sync_apply_rows (self, base, page->rows, error);
}

gboolean
gaung_sync_retry_unread (GaungSync *self, GError **error)
{
  for (;;)
    {
      g_autoptr (Unread) unread = g_async_queue_try_pop (self->unread);
      g_autoptr (GError) trouble = NULL;
      GaungSyncBase *base;

      if (unread == NULL)
        return TRUE;
      base = gaung_sync_find (self, unread->database);
      if (base == NULL || fetch (self, base, unread, &trouble)
          || gaung_sync_take_base_error (self, base, &trouble))
        continue;
      /* The connection: it is asked for again with the next. */
      g_async_queue_push_front (self->unread, g_steal_pointer (&unread));
      g_propagate_error (error, g_steal_pointer (&trouble));
      return FALSE;
    }
}
