/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same file in complaints of several agencies: one record here, a copy in each of their
 * databases, since nobody can read those of the others. */
#include "config.h"

#include "gaung-json.h"
#include "gaung-sync-moving-private.h"
#include "gaung-sync-push-private.h"
#include "gaung-ulid.h"

/* Under the name that the rules let this account write. */
static JsonObject *
make_copy (GaungSync *self, GaungSyncBase *base, const GaungSyncBase *origin, JsonObject *document)
{
  const char *author = gaung_json_get_string (document, "created_by", "");
  JsonObject *copy;

  if (!g_str_equal (author, self->name) && base->kind == GAUNG_SYNC_AGENCY
      && gaung_sync_is_coordinator (self))
    return gaung_sync_make_carried (
        document, origin->agency != NULL ? origin->agency : "", self->name);
  copy = gaung_json_copy (document);
  json_object_remove_member (copy, "_rev");
  json_object_remove_member (copy, "carried_by");
  if (!g_str_equal (author, self->name))
    {
      g_autofree char *change = gaung_uuid_new ();

      json_object_set_string_member (copy, "created_by", self->name);
      json_object_set_string_member (copy, "change", change);
    }
  json_object_set_string_member (copy, "changed_by", self->name);
  return copy;
}

/* What the rules refuse, or is not to be had any more, holds nobody up: what names it goes without.
 */
static gboolean
is_passable (const GError *error)
{
  return error->domain == GAUNG_STORE_ERROR
         || g_error_matches (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_RULE)
         || g_error_matches (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_MISSING)
         || g_error_matches (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_DELETED)
         || g_error_matches (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_CONFLICT)
         || g_error_matches (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_TOO_LARGE)
         || g_error_matches (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_MALFORMED);
}

static gboolean
bring (GaungSync *self, GaungSyncBase *base, const char *file, JsonObject *document, GError **error)
{
  g_autoptr (GBytes) bytes
      = gaung_sync_fetch_file (self, file, NULL, NULL, self->cancellable, error);
  g_autoptr (GaungSendResult) result = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  if (bytes == NULL)
    return FALSE;
  result = gaung_sync_upload (self, base->name, document, bytes, error);
  if (result == NULL)
    return FALSE;
  /* So that it is known here at once, and not brought twice. */
  g_ptr_array_add (ids, (gpointer) file);
  return gaung_sync_fetch_and_apply (self, base, ids, error);
}

/* Where it is, if it was ever sent and is not in @base. (transfer full) (nullable) */
static JsonObject *
find_elsewhere (GaungSync *self, GaungSyncBase *base, const char *file, GaungSyncBase **origin)
{
  g_autofree char *database = gaung_exchange_get_database (self->store, file, NULL);
  g_autoptr (JsonObject) here = NULL;

  *origin = gaung_sync_find (self, database);
  if (*origin == NULL || *origin == base)
    return NULL;
  here = gaung_exchange_get_copy (self->store, base->name, file, NULL);
  return here == NULL ? gaung_exchange_get_copy (self->store, database, file, NULL) : NULL;
}

gboolean
gaung_sync_spread_files (GaungSync *self,
                         GaungSyncBase *base,
                         JsonObject *document,
                         gboolean *is_missing,
                         GError **error)
{
  g_autoptr (GPtrArray) files = gaung_sync_plan_list_files (document);

  *is_missing = FALSE;
  for (guint i = 0; i < files->len; i++)
    {
      const char *file = g_ptr_array_index (files, i);
      GaungSyncBase *origin;
      g_autoptr (JsonObject) there = find_elsewhere (self, base, file, &origin);
      g_autoptr (JsonObject) copy = NULL;
      g_autoptr (GError) trouble = NULL;

      if (there == NULL)
        continue;
      *is_missing = self->leaves_files;
      if (*is_missing)
        return TRUE;
      copy = make_copy (self, base, origin, there);
      if (bring (self, base, file, copy, &trouble))
        continue;
      if (!is_passable (trouble))
        {
          g_propagate_error (error, g_steal_pointer (&trouble));
          return FALSE;
        }
      g_message ("%s: a file could not be brought there: %s", base->name, trouble->message);
    }
  return TRUE;
}
