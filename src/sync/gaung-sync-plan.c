/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungSyncPlan: finds the way of each item. Persons and files do not say what they belong to; what
 * names them does, and mostly lies beside them in the outbox. */
#include "config.h"

#include <string.h>

#include "gaung-json.h"
#include "gaung-sync-push-private.h"

#define SCAN_PAGE 500
#define SCAN_BYTES (4 * 1024 * 1024)
#define MAX_PENDING 20000
/* An entry of a complaint; a file of that entry. */
#define MAX_STEPS 4

static void
free_route (gpointer data)
{
  gaung_route_clear (data);
  g_free (data);
}

GaungSyncPlan *
gaung_sync_plan_new (GaungSync *sync)
{
  static const char *const no_roles[] = { NULL };
  GaungSyncPlan *self = g_new0 (GaungSyncPlan, 1);

  self->sync = sync;
  self->sender.account = sync->name;
  self->sender.agency = sync->agency;
  self->sender.roles
      = sync->session != NULL ? (const char *const *) sync->session->roles : no_roles;
  self->documents
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_object_unref);
  self->owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->routes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_route);
  return self;
}

void
gaung_sync_plan_free (GaungSyncPlan *self)
{
  g_hash_table_unref (self->documents);
  g_hash_table_unref (self->owners);
  g_hash_table_unref (self->routes);
  g_clear_pointer (&self->pending, g_hash_table_unref);
  g_free (self);
}

GPtrArray *
gaung_sync_plan_list_files (JsonObject *document)
{
  JsonArray *array = gaung_json_get_array (document, "attachments");
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_ptr_array_add (files, g_strdup (json_node_get_string (node)));
    }
  return files;
}

static gboolean
list_pending (GaungSyncPlan *self, GError **error)
{
  g_autoptr (GPtrArray) items = gaung_outbox_list (self->sync->store, MAX_PENDING, error);

  if (items == NULL)
    return FALSE;
  self->pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < items->len; i++)
    {
      const GaungOutboxItem *item = g_ptr_array_index (items, i);

      if (g_strcmp0 (item->type, "attachment") == 0 && item->state != GAUNG_OUTBOX_PARKED)
        g_hash_table_add (self->pending, g_strdup (item->id));
    }
  return TRUE;
}

gboolean
gaung_sync_plan_is_pending (GaungSyncPlan *self,
                            const char *file,
                            gboolean *is_pending,
                            GError **error)
{
  *is_pending = FALSE;
  if (self->pending == NULL && !list_pending (self, error))
    return FALSE;
  *is_pending = g_hash_table_contains (self->pending, file);
  return TRUE;
}

/* What the document names belongs to it. The complaint counts, not the entry that names it as well.
 */
static void
note_owner (GaungSyncPlan *self, const char *id, JsonObject *document)
{
  const char *reporter = gaung_json_get_string (document, "reporter", NULL);
  g_autoptr (GPtrArray) files = gaung_sync_plan_list_files (document);
  gboolean is_complaint = g_str_has_prefix (id, "complaint:");

  if (reporter != NULL && is_complaint)
    g_hash_table_replace (self->owners, g_strdup (reporter), g_strdup (id));
  for (guint i = 0; i < files->len; i++)
    if (is_complaint || !g_hash_table_contains (self->owners, g_ptr_array_index (files, i)))
      g_hash_table_replace (self->owners, g_strdup (g_ptr_array_index (files, i)), g_strdup (id));
}

void
gaung_sync_plan_add (GaungSyncPlan *self, GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      const GaungSendItem *item = g_ptr_array_index (items, i);

      g_hash_table_replace (self->documents, g_strdup (item->id), json_object_ref (item->document));
      note_owner (self, item->id, item->document);
    }
}

/* The owner may have been edited since, and lie further behind. Held ones are not seen: then the
 * account's own agency has it. */
static gboolean
scan_outbox (GaungSyncPlan *self, GError **error)
{
  gint64 after = 0;

  for (self->is_scanned = TRUE;;)
    {
      g_autoptr (GPtrArray) items = gaung_exchange_list_due (
          self->sync->store, gaung_instant_now (), after, SCAN_PAGE, SCAN_BYTES, error);

      if (items == NULL)
        return FALSE;
      if (items->len == 0)
        return TRUE;
      for (guint i = 0; i < items->len; i++)
        {
          const GaungSendItem *item = g_ptr_array_index (items, i);

          after = item->seq;
          note_owner (self, item->id, item->document);
        }
    }
}

static gboolean
find_owner (
    GaungSyncPlan *self, const char *id, JsonObject *document, const char **owner, GError **error)
{
  const char *type = gaung_json_get_string (document, "type", "");

  *owner = NULL;
  if (g_str_equal (type, "entry"))
    {
      *owner = gaung_json_get_string (document, "parent", NULL);
      return TRUE;
    }
  if (!g_str_equal (type, "person") && !g_str_equal (type, "attachment"))
    return TRUE;
  *owner = g_hash_table_lookup (self->owners, id);
  if (*owner == NULL && !self->is_scanned)
    {
      if (!scan_outbox (self, error))
        return FALSE;
      *owner = g_hash_table_lookup (self->owners, id);
    }
  return TRUE;
}

/* (transfer full) (nullable): not here (then it never will be sent, and says nothing). */
static JsonObject *
get_document (GaungSyncPlan *self, const char *id)
{
  JsonObject *document = g_hash_table_lookup (self->documents, id);
  g_autoptr (GaungRecord) record = NULL;

  if (document != NULL)
    return json_object_ref (document);
  record = gaung_store_get (self->sync->store, id, NULL);
  return record != NULL ? json_object_ref (gaung_record_get_json (record)) : NULL;
}

static gboolean
read_route (GaungSyncPlan *self, const char *database, GaungRoute *route)
{
  const GaungSyncBase *base = gaung_sync_find (self->sync, database);

  if (base == NULL)
    return FALSE;
  *route = (GaungRoute) { base->kind, g_strdup (base->agency) };
  return TRUE;
}

/* FALSE: no way, or with an error the store. */
static gboolean
find_route (GaungSyncPlan *self,
            const char *id,
            JsonObject *document,
            const char *database,
            guint step,
            GaungRoute *route,
            GError **error)
{
  const GaungRoute *known = g_hash_table_lookup (self->routes, id);
  g_autoptr (JsonObject) owner = NULL;
  g_auto (GaungRoute) owner_route = { 0 };
  g_autoptr (GError) trouble = NULL;
  const char *owner_id = NULL;
  gboolean has_owner_route = FALSE;

  *route = (GaungRoute) { 0 };
  if (known != NULL)
    {
      *route = (GaungRoute) { known->kind, g_strdup (known->agency) };
      return TRUE;
    }
  /* Where it is already, it stays. */
  if (read_route (self, database, route))
    return TRUE;
  if (!find_owner (self, id, document, &owner_id, error))
    return FALSE;
  if (owner_id != NULL && step < MAX_STEPS)
    {
      g_autofree char *owner_database
          = gaung_exchange_get_database (self->sync->store, owner_id, &trouble);

      owner = trouble == NULL ? get_document (self, owner_id) : NULL;
      if (owner != NULL)
        has_owner_route
            = find_route (self, owner_id, owner, owner_database, step + 1, &owner_route, &trouble);
      else if (trouble == NULL)
        has_owner_route = read_route (self, owner_database, &owner_route);
    }
  if (trouble != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&trouble));
      return FALSE;
    }
  if (!gaung_route_find (
          &self->sender, document, owner, has_owner_route ? &owner_route : NULL, route))
    return FALSE;
  {
    GaungRoute *kept = g_new0 (GaungRoute, 1);

    *kept = (GaungRoute) { route->kind, g_strdup (route->agency) };
    g_hash_table_replace (self->routes, g_strdup (id), kept);
  }
  return TRUE;
}

char *
gaung_sync_plan_find (GaungSyncPlan *self,
                      const GaungSendItem *item,
                      gboolean *is_open,
                      GError **error)
{
  g_auto (GaungRoute) route = { 0 };

  *is_open = FALSE;
  if (!find_route (self, item->id, item->document, item->database, 0, &route, error))
    return NULL;
  *is_open = gaung_route_is_open (&self->sender, &route, item->document);
  return gaung_sync_make_name (self->sync, route.kind, route.agency);
}
