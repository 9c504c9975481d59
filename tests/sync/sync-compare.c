/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a desk and its server say the same. */
#include "config.h"

#include <string.h>

#include "sync-world.h"

#include "gaung-json.h"

/* All databases, with the roles that read them. */
static const struct
{
  const char *name;
  const char *agency; /* (nullable) */
  const char *role;
} readable[] = {
  { "common", NULL, "staff" },
  { "identity", NULL, "coordinator" },
  { "agency-dlh", "dlh", "agency-dlh" },
  { "agency-dpupr", "dpupr", "agency-dpupr" },
  { "agency-diskominfo", "diskominfo", "agency-diskominfo" },
};

typedef struct
{
  const char *database;
  const char *agency;
  JsonObject *document; /* (unowned) */
} Copy;

static gboolean
has_gone (const Copy *copy)
{
  return strcmp (gaung_json_get_string (copy->document, "state", ""), "moved") == 0
         || gaung_json_get_string (copy->document, "moved_to", NULL) != NULL;
}

/* Of two copies, the one that has not moved away; else the one in the database of its agency. */
static gboolean
is_better (const Copy *copy, const Copy *other)
{
  if (has_gone (copy) != has_gone (other))
    return !has_gone (copy);
  return g_strcmp0 (gaung_json_get_string (copy->document, "agency", NULL), copy->agency) == 0
         && g_strcmp0 (gaung_json_get_string (other->document, "agency", NULL), other->agency) != 0;
}

/* Without what is the transport's. (transfer full) */
static JsonObject *
strip (JsonObject *document)
{
  JsonObject *bare = gaung_json_copy (document);
  g_autoptr (GList) names = json_object_get_members (bare);

  for (GList *at = names; at != NULL; at = at->next)
    if (*(const char *) at->data == '_' && strcmp (at->data, "_id") != 0)
      {
        g_autofree char *name = g_strdup (at->data);

        json_object_remove_member (bare, name);
      }
  return bare;
}

static gboolean
is_equal (JsonObject *a, JsonObject *b)
{
  g_autoptr (JsonNode) first = json_node_init_object (json_node_alloc (), a);
  g_autoptr (JsonNode) second = json_node_init_object (json_node_alloc (), b);

  return gaung_json_equal (first, second);
}

static char *
compare_copy (SyncDesk *self, const char *id, const Copy *copy, gboolean is_twin)
{
  g_autoptr (GaungRecord) record = gaung_store_get (self->store, id, NULL);
  g_autoptr (JsonObject) theirs = strip (copy->document);
  g_autoptr (JsonObject) mine = NULL;
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;

  if (record == NULL)
    return g_strdup_printf ("%s of %s is not at %s", id, copy->database, self->who);
  mine = strip (gaung_record_get_json (record));
  /* Entries and files are the same in both; only who carried them differs. */
  if (is_twin)
    {
      json_object_remove_member (mine, "carried_by");
      json_object_remove_member (theirs, "carried_by");
    }
  if (is_equal (mine, theirs))
    return NULL;
  here = gaung_json_to_text (mine);
  there = gaung_json_to_text (theirs);
  return g_strdup_printf (
      "%s of %s differs at %s\nhere  %s\nthere %s", id, copy->database, self->who, here, there);
}

static char *
compare_all (SyncDesk *self, GHashTable *best, GHashTable *twins)
{
  GHashTableIter copies;
  gpointer id;
  gpointer copy;

  g_hash_table_iter_init (&copies, best);
  while (g_hash_table_iter_next (&copies, &id, &copy))
    {
      char *difference = compare_copy (self, id, copy, g_hash_table_contains (twins, id));

      if (difference != NULL)
        return difference;
    }
  return NULL;
}

/* Records here that no database has. */
typedef struct
{
  GHashTable *best;
  char *difference;
  const char *who;
} Search;

static gboolean
look_up (GaungRecord *record, gpointer data)
{
  Search *search = data;
  const char *id = gaung_record_get_id (record);

  if (!g_hash_table_contains (search->best, id))
    search->difference = g_strdup_printf ("%s is at %s and on no server", id, search->who);
  return search->difference == NULL;
}

static char *
look_for_more (SyncDesk *self, GHashTable *best)
{
  static const char *const queries[]
      = { "type:complaint is:any", "type:entry", "type:person", "type:attachment" };
  Search search = { .best = best, .who = self->who };

  for (gsize i = 0; i < G_N_ELEMENTS (queries) && search.difference == NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GaungQuery) query = gaung_query_parse (queries[i], &error);

      g_assert_no_error (error);
      gaung_store_foreach (self->store, query, look_up, &search, NULL, &error);
      g_assert_no_error (error);
    }
  return search.difference;
}

static char *
tell_waiting (SyncDesk *self)
{
  g_autoptr (GPtrArray) items = gaung_outbox_list (self->store, 20, NULL);
  g_autofree char *now = gaung_instant_to_text (gaung_instant_now ());
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "at %s, %u still wait (it is %s)", self->who, items->len, now);
  for (guint i = 0; i < items->len; i++)
    {
      const GaungOutboxItem *item = g_ptr_array_index (items, i);
      g_autofree char *later = item->not_before != GAUNG_INSTANT_NONE
                                   ? gaung_instant_to_text (item->not_before)
                                   : NULL;

      g_string_append_printf (text,
                              "\n%s state %d tries %u until %s: %s %s",
                              item->id,
                              item->state,
                              item->tries,
                              later != NULL ? later : "-",
                              item->code != NULL ? item->code : "-",
                              item->reason != NULL ? item->reason : "-");
    }
  return g_string_free_and_steal (text);
}

char *
sync_desk_compare (SyncDesk *self)
{
  g_autoptr (GPtrArray) tables
      = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  g_autoptr (GHashTable) best = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GHashTable) twins = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean is_coordinator = gaung_actor_has_role (self->actor, "coordinator");
  guint waiting = sync_desk_count_waiting (self);
  char *difference;

  if (waiting > 0)
    return tell_waiting (self);
  for (gsize i = 0; i < G_N_ELEMENTS (readable); i++)
    {
      GHashTable *documents;
      GHashTableIter all;
      gpointer id;
      gpointer document;

      if (!gaung_actor_has_role (self->actor, readable[i].role)
          && !(is_coordinator && readable[i].agency != NULL))
        continue;
      documents = sync_world_list (self->world, readable[i].name);
      g_ptr_array_add (tables, documents);
      g_hash_table_iter_init (&all, documents);
      while (g_hash_table_iter_next (&all, &id, &document))
        {
          Copy copy = { readable[i].name, readable[i].agency, document };
          const Copy *other = g_hash_table_lookup (best, id);

          if (other != NULL)
            g_hash_table_add (twins, id);
          if (other == NULL || is_better (&copy, other))
            g_hash_table_replace (best, id, g_memdup2 (&copy, sizeof copy));
        }
    }
  difference = compare_all (self, best, twins);
  return difference != NULL ? difference : look_for_more (self, best);
}
