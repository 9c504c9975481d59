/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the place where a feed was left can still be trusted. A server that was set back answers
 * an old cursor with silence, and nothing of it ever shows in the feed. In a cluster the copies of
 * a database count each for itself, and so may its nodes, so that a smaller number says nothing:
 * there the operator's epoch is what tells. */
#include "config.h"

#include "gaung-sync-private.h"

/* A thing that is known on both sides and differs. */
static gboolean
differs (const char *stored, const char *told)
{
  return stored != NULL && told != NULL && g_strcmp0 (stored, told) != 0;
}

static guint64
read_prefix (const char *sequence)
{
  return sequence != NULL ? g_ascii_strtoull (sequence, NULL, 10) : 0;
}

GaungSyncCursor
gaung_sync_judge_cursor (const GaungCheckpoint *checkpoint,
                         const GaungDatabaseInfo *info,
                         const char *server_uuid,
                         const char *epoch)
{
  if (checkpoint == NULL || checkpoint->sequence == NULL)
    return GAUNG_SYNC_FIRST;
  if (differs (checkpoint->epoch, epoch)
      || differs (checkpoint->instance_start_time, info->instance_start_time))
    return GAUNG_SYNC_REPLACED;
  if (info->n_copies == 1
      && (differs (checkpoint->server_uuid, server_uuid)
          || info->update_prefix < checkpoint->sequence_number
          || info->purge_prefix < read_prefix (checkpoint->purge_sequence)))
    return GAUNG_SYNC_REPLACED;
  if (info->purge_prefix > read_prefix (checkpoint->purge_sequence))
    return GAUNG_SYNC_PURGED;
  return GAUNG_SYNC_TRUSTED;
}

/* What the next page is stored with. */
static void
remember (GaungSync *self, GaungSyncBase *base, const GaungDatabaseInfo *info)
{
  GaungCheckpoint *checkpoint = base->checkpoint;

  if (checkpoint == NULL)
    {
      checkpoint = base->checkpoint = g_new0 (GaungCheckpoint, 1);
      checkpoint->database = g_strdup (base->name);
      checkpoint->success_at = GAUNG_INSTANT_NONE;
    }
  g_set_str (&checkpoint->server_uuid, self->server_uuid);
  g_set_str (&checkpoint->instance_start_time, info->instance_start_time);
  if (info->n_copies == 1 || info->purge_prefix >= read_prefix (checkpoint->purge_sequence))
    g_set_str (&checkpoint->purge_sequence, info->purge_sequence);
  if (base->epoch != NULL)
    g_set_str (&checkpoint->epoch, base->epoch);
}

gboolean
gaung_sync_compare (GaungSync *self, GaungSyncBase *base, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  g_autoptr (GaungDatabaseInfo) info
      = gaung_couch_get_database_info_sync (self->couch, base->name, self->cancellable, error);
  g_autoptr (GaungCheckpoint) stored = NULL;
  GaungSyncCursor cursor;

  if (info == NULL)
    return FALSE;
  stored = gaung_exchange_get_checkpoint (self->store, base->name, &trouble);
  if (trouble != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&trouble));
      return FALSE;
    }
  cursor = gaung_sync_judge_cursor (stored, info, self->server_uuid, base->epoch);
  g_clear_pointer (&base->checkpoint, gaung_checkpoint_free);
  base->checkpoint = stored != NULL ? gaung_checkpoint_copy (stored) : NULL;
  if (stored != NULL && base->success_at == GAUNG_INSTANT_NONE)
    base->success_at = stored->success_at;
  remember (self, base, info);
  base->is_readable = TRUE;
  base->is_behind = TRUE;
  base->is_unsaved = TRUE;
  if ((cursor == GAUNG_SYNC_PURGED || cursor == GAUNG_SYNC_REPLACED)
      && !gaung_sync_reconcile (self, base, info, cursor == GAUNG_SYNC_PURGED, error))
    return FALSE;
  base->is_compared = TRUE;
  return TRUE;
}
