/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was changed here follows a record that was handed over meanwhile. */
#include "config.h"

#include "gaung-json.h"
#include "gaung-sync-moving-private.h"
#include "gaung-sync-private.h"

/* From agency to agency; more than these is no accident. */
#define MAX_HOPS 8

/* It is closed to this account, or is not there: what was changed here is put beside what was left
 * behind, and kept. */
static gboolean
is_no_way (const GError *error)
{
  return g_error_matches (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_NOT_MEMBER)
         || g_error_matches (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_NO_DATABASE)
         || g_error_matches (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_MISSING);
}

static gboolean
follow (GaungSync *self, const char *id, const char *agency, GError **error)
{
  const char *const ids[] = { id, NULL };
  g_autofree char *next = g_strdup (agency);

  for (guint i = 0; i < MAX_HOPS; i++)
    {
      GaungSyncBase *base = gaung_sync_find_kind (self, GAUNG_SYNC_AGENCY, next);
      g_autoptr (GaungCouchPage) page = NULL;
      g_autoptr (GError) trouble = NULL;
      const GaungCouchRow *row;

      /* It may come in the order of databases, and not have been asked yet. */
      if (base == NULL || base->trouble == GAUNG_SYNC_TROUBLE_RIGHTS)
        return TRUE;
      page = gaung_couch_fetch_documents_sync (
          self->couch, base->name, ids, TRUE, self->cancellable, &trouble);
      if (page == NULL && is_no_way (trouble))
        return TRUE;
      if (page == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&trouble));
          return FALSE;
        }
      row = page->rows->len > 0 ? g_ptr_array_index (page->rows, 0) : NULL;
      if (row == NULL || row->document == NULL)
        return TRUE;
      if (!gaung_sync_is_moved (row->document))
        return gaung_sync_apply_rows (self, base, page->rows, error);
      g_set_str (&next, gaung_json_get_string (row->document, "moved_to", ""));
    }
  return TRUE;
}

gboolean
gaung_sync_follow_moved (GaungSync *self, GaungSyncBase *base, GPtrArray *incoming, GError **error)
{
  if (base->kind != GAUNG_SYNC_AGENCY)
    return TRUE;
  for (guint i = 0; i < incoming->len; i++)
    {
      const GaungIncoming *one = g_ptr_array_index (incoming, i);
      gboolean is_modified = FALSE;

      if (one->document == NULL || !gaung_sync_is_moved (one->document))
        continue;
      if (!gaung_exchange_is_modified (self->store, base->name, one->id, &is_modified, error))
        return FALSE;
      if (is_modified
          && !follow (self, one->id, gaung_json_get_string (one->document, "moved_to", ""), error))
        return FALSE;
    }
  return TRUE;
}
