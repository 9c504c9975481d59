/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What differs between two documents, and three-way merge, both member by member. */
#include "config.h"

#include <string.h>

#include "gaung-json.h"
#include "gaung-merge.h"
#include "gaung-record-private.h"

/* Of one member, or of one element or language of it. Nodes are NULL where there is none. */
typedef struct
{
  JsonNode *base;
  JsonNode *mine;
  JsonNode *theirs;
} Triple;

static JsonNode *
copy_node (JsonNode *node)
{
  return node != NULL ? gaung_json_copy_node (node) : NULL;
}

static GaungChange *
make_change (const char *member, const GaungField *field, JsonNode *before, JsonNode *after)
{
  GaungChange *change = g_new0 (GaungChange, 1);

  change->member = g_strdup (member);
  change->field = field;
  change->before = copy_node (before);
  change->after = copy_node (after);
  return change;
}

static void
free_clash (gpointer data)
{
  GaungClash *clash = data;

  g_free (clash->member);
  g_clear_pointer (&clash->base, json_node_unref);
  g_clear_pointer (&clash->mine, json_node_unref);
  g_clear_pointer (&clash->theirs, json_node_unref);
  g_free (clash);
}

static void
add_clash (GaungMerge *merge, const char *member, const GaungField *field, const Triple *triple)
{
  GaungClash *clash = g_new0 (GaungClash, 1);

  clash->member = g_strdup (member);
  clash->field = field;
  clash->base = copy_node (triple->base);
  clash->mine = copy_node (triple->mine);
  clash->theirs = copy_node (triple->theirs);
  g_ptr_array_add (merge->clashes, clash);
}

/* Not the transport's, and no stamp. */
static gboolean
is_content (const char *member)
{
  return member[0] != '_' && !gaung_member_is_stamp (member);
}

static void
add_members (GPtrArray *names, GHashTable *seen, JsonObject *object)
{
  JsonObjectIter iter;
  const char *member;

  if (object == NULL)
    return;
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &member, NULL))
    if (is_content (member) && g_hash_table_add (seen, (gpointer) member))
      g_ptr_array_add (names, (gpointer) member);
}

/* Members of any of the documents, those of the table first and in its order. The names belong to
 * the documents or the table. */
static GPtrArray *
list_members (const GaungRecordType *type, JsonObject *a, JsonObject *b, JsonObject *c)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *names = g_ptr_array_new ();

  for (const GaungField *field = type != NULL ? type->fields : NULL;
       field != NULL && field->member != NULL;
       field++)
    if (json_object_has_member (a, field->member) || json_object_has_member (b, field->member)
        || (c != NULL && json_object_has_member (c, field->member)))
      {
        g_hash_table_add (seen, (gpointer) field->member);
        g_ptr_array_add (names, (gpointer) field->member);
      }
  add_members (names, seen, a);
  add_members (names, seen, b);
  add_members (names, seen, c);
  return names;
}

/* What one side did is taken. FALSE when both changed it in different ways. */
static gboolean
resolve (const Triple *triple, JsonNode **result)
{
  if (gaung_json_equal (triple->mine, triple->theirs)
      || gaung_json_equal (triple->base, triple->mine))
    *result = triple->theirs;
  else if (gaung_json_equal (triple->base, triple->theirs))
    *result = triple->mine;
  else
    return FALSE;
  return TRUE;
}

static JsonArray *
get_array (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonObject *
get_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
is_array_or_absent (JsonNode *node)
{
  return node == NULL || JSON_NODE_HOLDS_ARRAY (node);
}

static guint
get_length (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}

static gboolean
holds_strings_only (JsonNode *node)
{
  JsonArray *array = get_array (node);

  if (!is_array_or_absent (node))
    return FALSE;
  for (guint i = 0; i < get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (element) || json_node_get_value_type (element) != G_TYPE_STRING)
        return FALSE;
    }
  return TRUE;
}

static gboolean
array_has (JsonArray *array, const char *string)
{
  for (guint i = 0; i < get_length (array); i++)
    if (strcmp (json_array_get_string_element (array, i), string) == 0)
      return TRUE;
  return FALSE;
}

/* NULL for an empty list: an absent member and an empty one say the same. */
static JsonNode *
take_array (JsonArray *array)
{
  JsonNode *node;

  if (json_array_get_length (array) == 0)
    {
      json_array_unref (array);
      return NULL;
    }
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, array);
  return node;
}

/* A set has no clash: what I took out goes, what I put in comes. */
static JsonNode *
merge_strings (const Triple *triple)
{
  JsonArray *base = get_array (triple->base);
  JsonArray *mine = get_array (triple->mine);
  JsonArray *theirs = get_array (triple->theirs);
  JsonArray *merged = json_array_new ();

  for (guint i = 0; i < get_length (theirs); i++)
    {
      const char *string = json_array_get_string_element (theirs, i);

      if (!array_has (base, string) || array_has (mine, string))
        json_array_add_string_element (merged, string);
    }
  for (guint i = 0; i < get_length (mine); i++)
    {
      const char *string = json_array_get_string_element (mine, i);

      if (!array_has (base, string) && !array_has (merged, string))
        json_array_add_string_element (merged, string);
    }
  return take_array (merged);
}

/* Object by object, member by member; theirs where both changed the same. */
static JsonNode *
merge_objects (const Triple *triple, gboolean *has_clash)
{
  JsonObject *base = get_object (triple->base);
  JsonObject *mine = get_object (triple->mine);
  JsonObject *theirs = get_object (triple->theirs);
  JsonObject *merged = json_object_new ();
  g_autoptr (GPtrArray) members = list_members (NULL, theirs, mine, base);
  JsonNode *node;

  for (guint i = 0; i < members->len; i++)
    {
      const char *member = g_ptr_array_index (members, i);
      Triple part = {
        base != NULL ? json_object_get_member (base, member) : NULL,
        json_object_get_member (mine, member),
        json_object_get_member (theirs, member),
      };
      JsonNode *result;

      if (!resolve (&part, &result))
        {
          *has_clash = TRUE;
          result = part.theirs;
        }
      if (result != NULL)
        json_object_set_member (merged, member, gaung_json_copy_node (result));
    }
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, merged);
  return node;
}

static const char *
get_key_member (const GaungField *field)
{
  for (const GaungField *part = field->fields; part->member != NULL; part++)
    if ((part->flags & GAUNG_FIELD_UNIQUE_KEY) != 0)
      return part->member;
  return NULL;
}

static JsonNode *
find_element (JsonArray *array, const char *key_member, JsonNode *key)
{
  for (guint i = 0; i < get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonObject *object = get_object (element);

      if (object != NULL && gaung_json_equal (json_object_get_member (object, key_member), key))
        return element;
    }
  return NULL;
}

/* Every element is an object with a key of its own. */
static gboolean
has_unique_keys (JsonNode *node, const char *key_member)
{
  JsonArray *array = get_array (node);

  if (!is_array_or_absent (node))
    return FALSE;
  for (guint i = 0; i < get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonObject *object = get_object (element);
      JsonNode *key = object != NULL ? json_object_get_member (object, key_member) : NULL;

      if (key == NULL || find_element (array, key_member, key) != element)
        return FALSE;
    }
  return TRUE;
}

static void
merge_element (const Triple *triple, JsonArray *merged, gboolean *has_clash)
{
  JsonNode *result;

  if (resolve (triple, &result))
    {
      if (result != NULL)
        json_array_add_element (merged, gaung_json_copy_node (result));
    }
  else if (triple->mine != NULL && triple->theirs != NULL)
    json_array_add_element (merged, merge_objects (triple, has_clash));
  else
    {
      /* Changed here, taken out there. */
      *has_clash = TRUE;
      if (triple->theirs != NULL)
        json_array_add_element (merged, gaung_json_copy_node (triple->theirs));
    }
}

static JsonNode *
get_key (JsonArray *array, guint position, const char *key_member)
{
  return json_object_get_member (json_array_get_object_element (array, position), key_member);
}

static int
find_position (JsonArray *array, const char *key_member, JsonNode *key)
{
  for (guint i = 0; i < get_length (array); i++)
    if (gaung_json_equal (get_key (array, i, key_member), key))
      return (int) i;
  return -1;
}

/* Whether what @side has in common with @before and @other stands in the order of @before. */
static gboolean
keeps_order (JsonArray *side, JsonArray *before, JsonArray *other, const char *key_member)
{
  int last = -1;

  for (guint i = 0; i < get_length (side); i++)
    {
      JsonNode *key = get_key (side, i, key_member);
      int position = find_position (before, key_member, key);

      if (position < 0 || find_position (other, key_member, key) < 0)
        continue;
      if (position < last)
        return FALSE;
      last = position;
    }
  return TRUE;
}

/* Where an element that only @side has comes to stand: behind the one that it follows there, and
 * behind what the other side put in at the same place. */
static guint
find_place (GPtrArray *ordered, JsonArray *side, guint position, const char *key_member)
{
  guint place = 0;

  for (guint i = position; i > 0 && place == 0; i--)
    for (guint j = 0; j < ordered->len; j++)
      if (gaung_json_equal (json_object_get_member (g_ptr_array_index (ordered, j), key_member),
                            get_key (side, i - 1, key_member)))
        place = j + 1;
  while (place < ordered->len
         && find_position (side,
                           key_member,
                           json_object_get_member (g_ptr_array_index (ordered, place), key_member))
                < 0)
    place++;
  return place;
}

/* The elements of @merged as they follow one another in @first, with what only @second has in
 * between. */
static JsonArray *
order_elements (JsonArray *merged, JsonArray *first, JsonArray *second, const char *key_member)
{
  g_autoptr (GPtrArray) ordered = g_ptr_array_new ();
  JsonArray *result = json_array_sized_new (get_length (merged));

  for (guint i = 0; i < get_length (first); i++)
    {
      int position = find_position (merged, key_member, get_key (first, i, key_member));

      if (position >= 0)
        g_ptr_array_add (ordered, json_array_get_object_element (merged, (guint) position));
    }
  for (guint i = 0; i < get_length (second); i++)
    {
      JsonNode *key = get_key (second, i, key_member);
      int position = find_position (merged, key_member, key);

      if (position >= 0 && find_position (first, key_member, key) < 0)
        g_ptr_array_insert (ordered,
                            (int) find_place (ordered, second, i, key_member),
                            json_array_get_object_element (merged, (guint) position));
    }
  for (guint i = 0; i < ordered->len; i++)
    json_array_add_object_element (result, json_object_ref (g_ptr_array_index (ordered, i)));
  return result;
}

/* Steps have an order: who moved one is followed; when both did, in different ways, somebody
 * decides. */
static JsonArray *
order_merged (JsonArray *merged, const Triple *triple, const char *key_member, gboolean *has_clash)
{
  JsonArray *base = get_array (triple->base);
  JsonArray *mine = get_array (triple->mine);
  JsonArray *theirs = get_array (triple->theirs);
  gboolean is_moved_here = !keeps_order (mine, base, theirs, key_member);
  gboolean is_moved_there = !keeps_order (theirs, base, mine, key_member);

  if (is_moved_here && !is_moved_there)
    return order_elements (merged, mine, theirs, key_member);
  if (is_moved_here && !keeps_order (mine, theirs, base, key_member))
    *has_clash = TRUE;
  return order_elements (merged, theirs, mine, key_member);
}

static JsonNode *
merge_records (const Triple *triple, const char *key_member, gboolean *has_clash)
{
  JsonArray *base = get_array (triple->base);
  JsonArray *mine = get_array (triple->mine);
  JsonArray *theirs = get_array (triple->theirs);
  g_autoptr (JsonArray) merged = json_array_new ();

  for (guint i = 0; i < get_length (theirs); i++)
    {
      JsonNode *element = json_array_get_element (theirs, i);
      JsonNode *key = get_key (theirs, i, key_member);

      merge_element (&(Triple) { find_element (base, key_member, key),
                                 find_element (mine, key_member, key),
                                 element },
                     merged,
                     has_clash);
    }
  for (guint i = 0; i < get_length (mine); i++)
    {
      JsonNode *element = json_array_get_element (mine, i);
      JsonNode *key = get_key (mine, i, key_member);

      if (find_element (theirs, key_member, key) == NULL)
        merge_element (
            &(Triple) { find_element (base, key_member, key), element, NULL }, merged, has_clash);
    }
  return take_array (order_merged (merged, triple, key_member, has_clash));
}

/* When both sides changed a member differently: what can be put together from the parts. NULL and
 * *@has_clash when nothing can: then it is theirs as a whole. */
static JsonNode *
merge_parts (const GaungField *field, const Triple *triple, gboolean *has_clash)
{
  const char *key_member;

  if ((field == NULL || field->kind == GAUNG_FIELD_STRINGS) && holds_strings_only (triple->base)
      && holds_strings_only (triple->mine) && holds_strings_only (triple->theirs))
    return merge_strings (triple);

  if (field != NULL && field->kind == GAUNG_FIELD_RECORDS)
    {
      key_member = get_key_member (field);
      if (key_member != NULL && has_unique_keys (triple->base, key_member)
          && has_unique_keys (triple->mine, key_member)
          && has_unique_keys (triple->theirs, key_member))
        return merge_records (triple, key_member, has_clash);
    }

  if (field != NULL && field->kind == GAUNG_FIELD_LOCALIZED && get_object (triple->mine) != NULL
      && get_object (triple->theirs) != NULL)
    return merge_objects (triple, has_clash);

  *has_clash = TRUE;
  return copy_node (triple->theirs);
}

static void
set_or_remove (JsonObject *object, const char *member, JsonNode *node)
{
  if (node != NULL)
    json_object_set_member (object, member, node);
  else
    json_object_remove_member (object, member);
}

static void
merge_member (GaungMerge *merge,
              const char *member,
              const GaungField *field,
              const Triple *triple,
              gboolean has_base)
{
  g_autoptr (JsonNode) node = NULL;
  JsonNode *result;
  gboolean has_clash = FALSE;

  if (gaung_json_equal (triple->mine, triple->theirs) || gaung_member_is_fixed (member))
    return;
  /* When both did the same step, the instants differ and nobody disagrees. */
  if (field != NULL && (field->flags & GAUNG_FIELD_BOOKKEEPING) != 0
      && (!has_base || !gaung_json_equal (triple->base, triple->theirs)))
    return;
  if (!has_base)
    {
      add_clash (merge, member, field, triple);
      return;
    }

  if (resolve (triple, &result))
    node = copy_node (result);
  else
    node = merge_parts (field, triple, &has_clash);

  if (has_clash)
    add_clash (merge, member, field, triple);
  else if (!gaung_json_equal (node, triple->theirs))
    g_ptr_array_add (merge->silent, make_change (member, field, triple->theirs, node));
  set_or_remove (merge->merged, member, g_steal_pointer (&node));
}

static gboolean
is_valid (JsonObject *document)
{
  g_autoptr (GaungRecord) record = gaung_record_new_from_json (document, NULL);

  return record != NULL && gaung_record_validate (record, NULL);
}

/* What I changed in silence is not taken after all, and becomes a clash. @is_joined: only where
 * they changed the same member, and both were put together. */
static void
give_back (
    GaungMerge *merge, JsonObject *base, JsonObject *mine, JsonObject *theirs, gboolean is_joined)
{
  for (guint i = merge->silent->len; i > 0; i--)
    {
      GaungChange *change = g_ptr_array_index (merge->silent, i - 1);
      Triple triple = {
        base != NULL ? json_object_get_member (base, change->member) : NULL,
        json_object_get_member (mine, change->member),
        json_object_get_member (theirs, change->member),
      };

      if (is_joined && gaung_json_equal (triple.base, triple.theirs))
        continue;
      add_clash (merge, change->member, change->field, &triple);
      set_or_remove (merge->merged, change->member, copy_node (triple.theirs));
      g_ptr_array_remove_index (merge->silent, i - 1);
    }
}

/* Two changes that are right each for itself may not be so together: two people postpone one
 * complaint. Then a person decides; a document that breaks the rules could never be written again.
 */
static void
keep_rules (GaungMerge *merge, JsonObject *base, JsonObject *mine, JsonObject *theirs)
{
  if (is_valid (merge->merged) || !is_valid (theirs))
    return;
  /* A member that clashes in one part may have got others of mine. */
  for (guint i = 0; i < merge->clashes->len; i++)
    {
      GaungClash *clash = g_ptr_array_index (merge->clashes, i);

      set_or_remove (merge->merged, clash->member, copy_node (clash->theirs));
    }
  for (int is_joined = 1; is_joined >= 0 && !is_valid (merge->merged); is_joined--)
    give_back (merge, base, mine, theirs, is_joined);
}

void
gaung_change_free (GaungChange *self)
{
  if (self == NULL)
    return;
  g_free (self->member);
  g_clear_pointer (&self->before, json_node_unref);
  g_clear_pointer (&self->after, json_node_unref);
  g_free (self);
}

GPtrArray *
gaung_record_diff (JsonObject *before, JsonObject *after)
{
  const GaungRecordType *type
      = gaung_record_type_find (gaung_json_get_string (after, "type", NULL));
  g_autoptr (GPtrArray) members = list_members (type, before, after, NULL);
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_change_free);

  for (guint i = 0; i < members->len; i++)
    {
      const char *member = g_ptr_array_index (members, i);
      JsonNode *a = json_object_get_member (before, member);
      JsonNode *b = json_object_get_member (after, member);

      if (!gaung_json_equal (a, b))
        g_ptr_array_add (changes,
                         make_change (member, gaung_record_type_find_field (type, member), a, b));
    }
  return changes;
}

GaungMerge *
gaung_record_merge (JsonObject *base, JsonObject *mine, JsonObject *theirs)
{
  const GaungRecordType *type
      = gaung_record_type_find (gaung_json_get_string (theirs, "type", NULL));
  g_autoptr (GPtrArray) members = NULL;
  GaungMerge *self = g_new0 (GaungMerge, 1);

  g_return_val_if_fail (mine != NULL && theirs != NULL, NULL);

  /* Theirs as it is, stamps and order of members included; then what has to be different. */
  self->merged = gaung_json_copy (theirs);
  self->clashes = g_ptr_array_new_with_free_func (free_clash);
  self->silent = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_change_free);

  members = list_members (type, theirs, mine, base);
  for (guint i = 0; i < members->len; i++)
    {
      const char *member = g_ptr_array_index (members, i);
      Triple triple = {
        base != NULL ? json_object_get_member (base, member) : NULL,
        json_object_get_member (mine, member),
        json_object_get_member (theirs, member),
      };

      merge_member (
          self, member, gaung_record_type_find_field (type, member), &triple, base != NULL);
    }
  if (type != NULL && (self->silent->len > 0 || self->clashes->len > 0))
    keep_rules (self, base, mine, theirs);
  return self;
}

void
gaung_merge_free (GaungMerge *self)
{
  if (self == NULL)
    return;
  json_object_unref (self->merged);
  g_ptr_array_unref (self->clashes);
  g_ptr_array_unref (self->silent);
  g_free (self);
}
