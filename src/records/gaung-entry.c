/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungEntry: history is append-only, so that it never conflicts. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gaung-entry.h"
#include "gaung-index.h"
#include "gaung-json.h"
#include "gaung-record-private.h"

/* Of a value before or after: an entry is read by people. */
#define MAX_VALUE_BYTES 4096

struct _GaungEntry
{
  GaungRecord parent_instance;
};

#define CONTEXT "kind of entry"

const GaungEnumValue gaung_entry_kinds[] = {
  { "created", NC_ ("kind of entry", "Taken in"), CONTEXT },
  { "state", NC_ ("kind of entry", "State"), CONTEXT },
  { "disposition", NC_ ("kind of entry", "Handed over"), CONTEXT },
  { "return", NC_ ("kind of entry", "Handed back"), CONTEXT },
  { "postpone", NC_ ("kind of entry", "Postponed"), CONTEXT },
  { "resume", NC_ ("kind of entry", "Taken up again"), CONTEXT },
  { "assignment", NC_ ("kind of entry", "Assigned"), CONTEXT },
  { "reply", NC_ ("kind of entry", "Public reply"), CONTEXT },
  { "note", NC_ ("kind of entry", "Internal note"), CONTEXT },
  { "question", NC_ ("kind of entry", "Question to the reporter"), CONTEXT },
  { "change", NC_ ("kind of entry", "Changed"), CONTEXT },
  { "reveal", NC_ ("kind of entry", "Personal data shown"), CONTEXT },
  { "promise", NC_ ("kind of entry", "Promise"), CONTEXT },
  { "print", NC_ ("kind of entry", "Printed"), CONTEXT },
  { "export", NC_ ("kind of entry", "Exported"), CONTEXT },
  { "import", NC_ ("kind of entry", "Imported"), CONTEXT },
  { "reopen", NC_ ("kind of entry", "Opened again"), CONTEXT },
  { NULL },
};

static const GaungField change_fields[] = {
  { "member",
    "member",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_REQUIRED | GAUNG_FIELD_UNIQUE_KEY,
    N_ ("Member") },
  { "before", "before", GAUNG_FIELD_TEXT, GAUNG_FIELD_FLAG_NONE, N_ ("Before") },
  { "after", "after", GAUNG_FIELD_TEXT, GAUNG_FIELD_FLAG_NONE, N_ ("After") },
  { NULL },
};

const GaungField gaung_entry_fields[] = {
  { "parent", "parent", GAUNG_FIELD_REFERENCE, GAUNG_FIELD_REQUIRED, N_ ("Belongs to") },
  { "kind",
    "kind",
    GAUNG_FIELD_ENUM,
    GAUNG_FIELD_REQUIRED | GAUNG_FIELD_COLUMN,
    N_ ("Kind"),
    .enumeration = gaung_entry_kinds },
  { "text", "text", GAUNG_FIELD_TEXT, GAUNG_FIELD_SEARCH | GAUNG_FIELD_COLUMN, N_ ("Text") },
  { "actor-name", "actor_name", GAUNG_FIELD_STRING, GAUNG_FIELD_COLUMN, N_ ("By") },
  { "actor-agency",
    "actor_agency",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_COLUMN,
    N_ ("Agency"),
    .max_bytes = 64 },
  { "from-state",
    "from_state",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("State before"),
    .max_bytes = 64 },
  { "to-state",
    "to_state",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("State after"),
    .max_bytes = 64 },
  { "from-agency",
    "from_agency",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Agency before"),
    .max_bytes = 64 },
  { "to-agency",
    "to_agency",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Agency after"),
    .max_bytes = 64 },
  { "assignee", "assignee", GAUNG_FIELD_STRING, GAUNG_FIELD_FLAG_NONE, N_ ("Assigned to") },
  { "assignee-name",
    "assignee_name",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Assigned to") },
  { "reason", "reason", GAUNG_FIELD_TEXT, GAUNG_FIELD_SEARCH, N_ ("Reason") },
  { "until", "until", GAUNG_FIELD_DATE, GAUNG_FIELD_FLAG_NONE, N_ ("Until") },
  { "members", "members", GAUNG_FIELD_STRINGS, GAUNG_FIELD_FLAG_NONE, N_ ("Members") },
  { "changes",
    "changes",
    GAUNG_FIELD_RECORDS,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Changes"),
    .fields = change_fields },
  { "attachments",
    "attachments",
    GAUNG_FIELD_STRINGS,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Attachments"),
    .target = "attachment" },
  { NULL },
};

G_DEFINE_FINAL_TYPE (GaungEntry, gaung_entry, GAUNG_TYPE_RECORD)

/* As stored: text as it is, everything else as compact JSON. NULL where there is nothing to say. */
static char *
describe_value (JsonNode *node)
{
  g_autofree char *text = NULL;

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    text = g_strdup (json_node_get_string (node));
  else
    text = gaung_json_node_to_text (node);

  if (strlen (text) > MAX_VALUE_BYTES)
    {
      const char *end = g_utf8_find_prev_char (text, text + MAX_VALUE_BYTES - 4);

      return g_strdup_printf ("%.*s…", (int) (end - text), text);
    }
  return g_steal_pointer (&text);
}

static void
add_change (JsonArray *changes, GaungChange *change)
{
  JsonObject *row = json_object_new ();
  gboolean is_personal
      = change->field != NULL && (change->field->flags & GAUNG_FIELD_PERSONAL) != 0;

  json_object_set_string_member (row, "member", change->member);
  if (!is_personal)
    {
      g_autofree char *before = describe_value (change->before);
      g_autofree char *after = describe_value (change->after);

      if (before != NULL)
        json_object_set_string_member (row, "before", before);
      if (after != NULL)
        json_object_set_string_member (row, "after", after);
    }
  json_array_add_object_element (changes, row);
}

static void
gaung_entry_index (GaungRecord *record, GaungRules *rules, GaungIndex *index)
{
  GAUNG_RECORD_CLASS (gaung_entry_parent_class)->index (record, rules, index);
  index->parent = gaung_record_get_string (record, "parent");
  index->category = gaung_record_get_string (record, "kind");
  index->agency = gaung_record_get_string (record, "actor_agency");
  if (json_object_has_member (gaung_record_get_json (record), "attachments"))
    index->flags |= GAUNG_INDEX_ATTACHED;
}

static void
gaung_entry_class_init (GaungEntryClass *klass)
{
  GaungRecordClass *record_class = GAUNG_RECORD_CLASS (klass);

  record_class->index = gaung_entry_index;
  gaung_record_class_install (record_class, gaung_record_type_find ("entry"));
}

static void
gaung_entry_init (GaungEntry *self)
{
}

GaungEntry *
gaung_entry_new (const char *parent, const char *kind, const GaungActor *actor, GaungInstant now)
{
  g_autoptr (GaungRecord) self = gaung_record_new ("entry", actor, now);
  g_autoptr (GError) error = NULL;

  if (!gaung_record_set_string (self, "parent", parent, &error)
      || !gaung_record_set_string (self, "kind", kind, &error))
    {
      g_critical ("No such entry: %s", error->message);
      return NULL;
    }
  if (actor != NULL)
    {
      gaung_record_set_string (self, "actor_name", actor->name, NULL);
      gaung_record_set_string (self, "actor_agency", actor->agency, NULL);
    }
  return GAUNG_ENTRY (g_steal_pointer (&self));
}

GaungEntry *
gaung_entry_new_for_change (GaungRecord *before,
                            GaungRecord *after,
                            const GaungActor *actor,
                            GaungInstant now)
{
  g_autoptr (GPtrArray) differences = NULL;
  g_autoptr (JsonArray) changes = json_array_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GStrvBuilder) members = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  GaungEntry *self;

  differences = gaung_record_diff (gaung_record_get_json (before), gaung_record_get_json (after));
  if (differences->len == 0)
    return NULL;

  self = gaung_entry_new (gaung_record_get_id (after), "change", actor, now);
  for (guint i = 0; i < differences->len; i++)
    {
      GaungChange *change = g_ptr_array_index (differences, i);

      g_strv_builder_add (members, change->member);
      add_change (changes, change);
    }
  names = g_strv_builder_end (members);
  node = json_node_init_array (json_node_alloc (), changes);
  gaung_record_set_strings (GAUNG_RECORD (self), "members", (const char *const *) names, NULL);
  gaung_record_set_node (GAUNG_RECORD (self), "changes", node, NULL);
  return self;
}

gboolean
gaung_entry_is_public (GaungEntry *self)
{
  const char *kind = gaung_record_get_string (GAUNG_RECORD (self), "kind");

  return g_strcmp0 (kind, "reply") == 0 || g_strcmp0 (kind, "question") == 0;
}
