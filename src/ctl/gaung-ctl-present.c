/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records as cells and documents: masked unless somebody asks, and then with an entry that says so.
 */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gaung-complaint-actions.h"
#include "gaung-ctl-present-private.h"
#include "gaung-deadline.h"
#include "gaung-fold.h"
#include "gaung-identity.h"
#include "gaung-json.h"
#include "gaung-table.h"

/* What the header of every document has, and what is computed. */
static const struct
{
  const char *name;
  const char *label;
} headers[] = {
  { "id", N_ ("Id") },
  { "ref", N_ ("Reference") },
  { "type", N_ ("Type") },
  { "due", N_ ("Due") },
  { "created_at", N_ ("Created at") },
  { "created_by", N_ ("Created by") },
  { "changed_at", N_ ("Changed at") },
  { "changed_by", N_ ("Changed by") },
  { "sample", N_ ("Invented") },
};

/* What a secret complaint must not tell: domain.md §b.1. */
static const char *const secret_members[]
    = { "title",          "text",   "street",  "tags", "external_number",
        "channel_detail", "reason", "changes", NULL };

const GaungField *
gaung_ctl_find_field (const GaungRecordType *type, const char *member)
{
  for (const GaungField *field = type->fields; field->member != NULL; field++)
    if (strcmp (field->member, member) == 0)
      return field;
  return NULL;
}

static gboolean
is_header (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    if (strcmp (headers[i].name, name) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_column (const char *type, const char *name)
{
  const GaungRecordType *const *types = gaung_record_types ();

  if (is_header (name))
    return TRUE;
  for (gsize i = 0; types[i] != NULL; i++)
    if ((type == NULL || strcmp (types[i]->name, type) == 0)
        && gaung_ctl_find_field (types[i], name) != NULL)
      return TRUE;
  return FALSE;
}

static const char *
get_usual_columns (const char *type)
{
  if (type == NULL)
    return "ref,type,changed_at,id";
  if (strcmp (type, "complaint") == 0)
    return "ref,state,due,agency,category,village,title";
  if (strcmp (type, "entry") == 0)
    return "created_at,kind,actor_name,text,parent";
  return NULL;
}

GStrv
gaung_ctl_columns (const char *type, const char *spec, char **bad)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const GaungRecordType *record_type = type != NULL ? gaung_record_type_find (type) : NULL;
  g_auto (GStrv) columns = NULL;

  if (spec == NULL)
    spec = get_usual_columns (type);
  if (spec != NULL)
    {
      columns = g_strsplit (spec, ",", -1);
      for (gsize i = 0; columns[i] != NULL; i++)
        if (!is_column (type, g_strstrip (columns[i])))
          {
            *bad = g_strdup (columns[i]);
            return NULL;
          }
      return g_steal_pointer (&columns);
    }
  g_strv_builder_add (builder, "ref");
  for (const GaungField *field = record_type != NULL ? record_type->fields : NULL;
       field != NULL && field->member != NULL;
       field++)
    if ((field->flags & GAUNG_FIELD_COLUMN) != 0)
      g_strv_builder_add (builder, field->member);
  return g_strv_builder_end (builder);
}

GStrv
gaung_ctl_all_columns (const char *type)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const GaungRecordType *record_type = gaung_record_type_find (type);

  g_strv_builder_add (builder, "id");
  g_strv_builder_add (builder, "ref");
  for (const GaungField *field = record_type->fields; field->member != NULL; field++)
    g_strv_builder_add (builder, field->member);
  return g_strv_builder_end (builder);
}

char *
gaung_ctl_column_label (const char *type, const char *column)
{
  const GaungRecordType *record_type = type != NULL ? gaung_record_type_find (type) : NULL;
  const GaungField *field = record_type != NULL ? gaung_ctl_find_field (record_type, column) : NULL;

  if (field != NULL)
    return g_strdup (_ (field->label));
  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    if (strcmp (headers[i].name, column) == 0)
      return g_strdup (_ (headers[i].label));
  return g_strdup (column);
}

/* What happened to a secret complaint is as secret as what it says. */
static gboolean
can_read_parent (GaungCtl *ctl, GaungRecord *entry, const GaungActor *actor)
{
  g_autoptr (GaungRecord) parent = NULL;
  const char *id = gaung_record_get_string (entry, "parent");

  if (gaung_actor_has_role (actor, "coordinator") || id == NULL
      || !g_str_has_prefix (id, "complaint:"))
    return TRUE;
  parent = gaung_store_get (ctl->store, id, NULL);
  return parent == NULL || gaung_complaint_can_read (GAUNG_COMPLAINT (parent), actor);
}

gboolean
gaung_ctl_can_read (GaungCtl *ctl, GaungRecord *record)
{
  const GaungActor *actor = gaung_store_get_actor (ctl->store);

  if (GAUNG_IS_COMPLAINT (record))
    return gaung_complaint_can_read (GAUNG_COMPLAINT (record), actor);
  return !GAUNG_IS_ENTRY (record) || can_read_parent (ctl, record, actor);
}

static gboolean
is_masked (const GaungField *field, gboolean can_read, GaungCtlPresentFlags flags)
{
  if (!can_read && g_strv_contains (secret_members, field->member))
    return TRUE;
  return (field->flags & GAUNG_FIELD_PERSONAL) != 0 && (flags & GAUNG_CTL_REVEALED) == 0;
}

/* @can_read FALSE: a secret that is no personal field, so its own mask would not hide it. */
static char *
mask (const GaungField *field, JsonNode *node)
{
  if ((field->flags & GAUNG_FIELD_PERSONAL) != 0)
    return gaung_field_to_display (field, node, TRUE);
  return gaung_mask_text ("x");
}

static char *
describe_due (GaungCtl *ctl, GaungRecord *record)
{
  GaungRules *rules = gaung_store_get_rules (ctl->store);
  GaungInstant now = gaung_instant_now ();
  g_autoptr (GPtrArray) deadlines = NULL;
  GaungDeadline *nearest;

  if (!GAUNG_IS_COMPLAINT (record) || !gaung_complaint_is_open (GAUNG_COMPLAINT (record)))
    return g_strdup ("");
  deadlines = gaung_complaint_get_deadlines (GAUNG_COMPLAINT (record), rules, now);
  nearest = gaung_deadlines_get_nearest (deadlines);
  return nearest != NULL ? gaung_deadline_to_pill (nearest, rules, now) : g_strdup ("");
}

static char *
get_header (GaungCtl *ctl, GaungRecord *record, const char *column, GaungCtlPresentFlags flags)
{
  const GaungField instant = { .name = column, .member = column, .kind = GAUNG_FIELD_INSTANT };
  JsonNode *node;

  if (strcmp (column, "id") == 0)
    return g_strdup (gaung_record_get_id (record));
  if (strcmp (column, "ref") == 0)
    return g_strdup (gaung_record_get_reference (record));
  if (strcmp (column, "due") == 0)
    return describe_due (ctl, record);
  node = gaung_record_get_node (record, column);
  if (node == NULL)
    return g_strdup ("");
  if (g_str_has_suffix (column, "_at") && (flags & GAUNG_CTL_STORED) == 0)
    return gaung_field_to_display (&instant, node, FALSE);
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "true" : "false");
  return g_strdup (json_node_get_string (node));
}

/* As gaung_field_from_text() takes it back. */
static char *
get_stored (const GaungField *field, JsonNode *node)
{
  if (JSON_NODE_HOLDS_VALUE (node))
    {
      if (json_node_get_value_type (node) == G_TYPE_STRING)
        return g_strdup (json_node_get_string (node));
      if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
        return g_strdup (json_node_get_boolean (node) ? "true" : "false");
      return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
    }
  if (field->kind == GAUNG_FIELD_STRINGS)
    return gaung_field_to_display (field, node, FALSE);
  return json_to_string (node, FALSE);
}

char *
gaung_ctl_cell (GaungCtl *ctl, GaungRecord *record, const char *column, GaungCtlPresentFlags flags)
{
  const GaungField *field = gaung_ctl_find_field (gaung_record_get_record_type (record), column);
  JsonNode *node;

  if (field == NULL)
    return is_header (column) ? get_header (ctl, record, column, flags) : g_strdup ("");
  node = gaung_record_get_node (record, column);
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("");
  if (is_masked (field, gaung_ctl_can_read (ctl, record), flags))
    return mask (field, node);
  if ((flags & GAUNG_CTL_LISTS) != 0
      && (field->kind == GAUNG_FIELD_RECORDS || field->kind == GAUNG_FIELD_STRINGS))
    return gaung_table_list_to_cell (field, node);
  return (flags & GAUNG_CTL_STORED) != 0 ? get_stored (field, node)
                                         : gaung_field_to_display (field, node, FALSE);
}

static void
copy_member (JsonObject *document,
             GaungRecord *record,
             const char *member,
             gboolean can_read,
             GaungCtlPresentFlags flags)
{
  const GaungField *field = gaung_ctl_find_field (gaung_record_get_record_type (record), member);
  JsonNode *node = json_object_get_member (gaung_record_get_json (record), member);

  if (node == NULL)
    return;
  if (field != NULL && is_masked (field, can_read, flags))
    {
      g_autofree char *text = mask (field, node);

      json_object_set_string_member (document, member, text);
    }
  else
    json_object_set_member (document, member, json_node_copy (node));
}

JsonObject *
gaung_ctl_document (GaungCtl *ctl,
                    GaungRecord *record,
                    const char *const *columns,
                    GaungCtlPresentFlags flags)
{
  gboolean can_read = gaung_ctl_can_read (ctl, record);
  g_autoptr (JsonObject) document = json_object_new ();
  JsonObjectIter iter;
  const char *member;

  if (columns == NULL)
    {
      json_object_iter_init_ordered (&iter, gaung_record_get_json (record));
      while (json_object_iter_next_ordered (&iter, &member, NULL))
        copy_member (document, record, member, can_read, flags);
      return g_steal_pointer (&document);
    }
  for (gsize i = 0; columns[i] != NULL; i++)
    {
      if (strcmp (columns[i], "id") == 0)
        copy_member (document, record, "_id", can_read, flags);
      else if (strcmp (columns[i], "due") == 0 || strcmp (columns[i], "ref") == 0)
        {
          g_autofree char *text = get_header (ctl, record, columns[i], flags);

          json_object_set_string_member (document, columns[i], text);
        }
      else
        copy_member (document, record, columns[i], can_read, flags);
    }
  return g_steal_pointer (&document);
}

GStrv
gaung_ctl_get_personal (GaungCtl *ctl, GaungRecord *record, const char *const *columns)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const GaungRecordType *type = gaung_record_get_record_type (record);

  for (const GaungField *field = type->fields; field->member != NULL; field++)
    if ((field->flags & GAUNG_FIELD_PERSONAL) != 0
        && gaung_record_get_node (record, field->member) != NULL
        && (columns == NULL || g_strv_contains (columns, field->member)))
      g_strv_builder_add (builder, field->member);
  return g_strv_builder_end (builder);
}

gboolean
gaung_ctl_add_reveal (GaungCtl *ctl,
                      GaungBatch *batch,
                      GaungRecord *record,
                      const char *kind,
                      const char *const *columns,
                      GError **error)
{
  g_auto (GStrv) members = gaung_ctl_get_personal (ctl, record, columns);
  g_autoptr (GaungEntry) entry = NULL;

  if (members[0] == NULL)
    return TRUE;
  entry = gaung_entry_new (
      gaung_record_get_id (record), kind, gaung_store_get_actor (ctl->store), gaung_instant_now ());
  if (!gaung_record_set_strings (
          GAUNG_RECORD (entry), "members", (const char *const *) members, error))
    return FALSE;
  gaung_batch_put (batch, GAUNG_RECORD (entry), NULL);
  return TRUE;
}
