/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Public replies in their first seconds, shown among what waits. */

#include "config.h"

#include "gaung-outbox-held.h"

#include <string.h>

#include "gaung-json.h"

#define PREFIX "held/"

void
gaung_held_item_free (GaungHeldItem *self)
{
  g_free (self->complaint);
  g_free (self->title);
  g_free (self);
}

static GaungHeldItem *
load_item (GaungStore *store, const char *key)
{
  g_autofree char *text = gaung_store_get_draft (store, key);
  g_autoptr (JsonObject) object = text != NULL ? gaung_json_parse_object (text, -1, NULL) : NULL;
  g_autoptr (GaungRecord) record = NULL;
  GaungHeldItem *item;

  if (object == NULL)
    return NULL;
  item = g_new0 (GaungHeldItem, 1);
  item->complaint = g_strdup (key + strlen (PREFIX));
  item->due_at = gaung_json_get_integer (object, "due_at", 0);
  record = gaung_store_get (store, item->complaint, NULL);
  item->title = g_strdup (record != NULL ? gaung_record_get_title (record) : "");

  return item;
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const GaungHeldItem *first = *(GaungHeldItem *const *) a;
  const GaungHeldItem *second = *(GaungHeldItem *const *) b;

  return (first->due_at > second->due_at) - (first->due_at < second->due_at);
}

GPtrArray *
gaung_held_items_list (GaungStore *store)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_held_item_free);
  g_auto (GStrv) keys = gaung_store_list_drafts (store, PREFIX);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      GaungHeldItem *item = load_item (store, keys[i]);

      if (item != NULL)
        g_ptr_array_add (items, item);
    }
  g_ptr_array_sort (items, compare_items);

  return items;
}
