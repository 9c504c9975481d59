/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An entry keeps values as they are stored; people read them in words. */

#include "config.h"

#include "gaung-entry-changes.h"

#include <glib/gi18n.h>

#include "gaung-fold.h"
#include "gaung-json.h"

#define MAX_VALUE 160

static const GaungField *
find_field (const char *type_name, const char *member)
{
  const GaungRecordType *type = gaung_record_type_find (type_name);

  for (const GaungField *field = type != NULL ? type->fields : NULL;
       field != NULL && field->name != NULL;
       field++)
    if (g_strcmp0 (field->member, member) == 0)
      return field;

  return NULL;
}

/* As gaung_entry_new_for_change() writes it: text as it is, everything else as JSON. */
static JsonNode *
parse_value (const GaungField *field, const char *value)
{
  switch (field->kind)
    {
    case GAUNG_FIELD_INTEGER:
    case GAUNG_FIELD_MONEY:
    case GAUNG_FIELD_BOOLEAN:
    case GAUNG_FIELD_STRINGS:
    case GAUNG_FIELD_RECORDS:
    case GAUNG_FIELD_LOCALIZED:
      return json_from_string (value, NULL);
    case GAUNG_FIELD_STRING:
    case GAUNG_FIELD_TEXT:
    case GAUNG_FIELD_DATE:
    case GAUNG_FIELD_INSTANT:
    case GAUNG_FIELD_ENUM:
    case GAUNG_FIELD_REFERENCE:
    default:
      return json_node_init_string (json_node_alloc (), value);
    }
}

static char *
display (const GaungField *field, const char *value)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  if (value == NULL || *value == '\0')
    return g_strdup (_ ("nothing"));
  node = field != NULL ? parse_value (field, value) : NULL;
  /* What an older or a newer version wrote may be of another form. */
  if (node != NULL && gaung_field_check (field, node, NULL))
    text = gaung_field_to_display (field, node, TRUE);
  else
    text = g_strdup (value);

  return gaung_text_to_line (text, MAX_VALUE);
}

static void
append_change (GString *lines, const char *type, JsonObject *change)
{
  const char *member = gaung_json_get_string (change, "member", "");
  const char *before = gaung_json_get_string (change, "before", NULL);
  const char *after = gaung_json_get_string (change, "after", NULL);
  const GaungField *field = find_field (type, member);
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;

  if (before == NULL && after == NULL)
    return;
  old = display (field, before);
  new = display (field, after);
  if (lines->len > 0)
    g_string_append_c (lines, '\n');
  /* Translators: a member, its value before and after: "Category: Lighting → Roads". */
  g_string_append_printf (
      lines, _ ("%s: %s → %s"), field != NULL ? _ (field->label) : member, old, new);
}

char *
gaung_entry_describe_changes (GaungEntry *entry)
{
  const char *parent;
  JsonNode *node;
  JsonArray *changes;
  g_autoptr (GString) lines = g_string_new (NULL);
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (GAUNG_IS_ENTRY (entry), NULL);

  parent = gaung_record_get_string (GAUNG_RECORD (entry), "parent");
  parts = g_strsplit (parent != NULL ? parent : "", ":", 2);
  node = gaung_record_get_node (GAUNG_RECORD (entry), "changes");
  changes = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  for (guint i = 0; changes != NULL && i < json_array_get_length (changes); i++)
    {
      JsonObject *change = gaung_json_get_element_object (changes, i);

      if (change != NULL)
        append_change (lines, parts[0] != NULL ? parts[0] : "", change);
    }

  return lines->len > 0 ? g_string_free_and_steal (g_steal_pointer (&lines)) : NULL;
}
