/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The members of a record: by name, as properties, checked. */
#include "config.h"

#include <string.h>

#include "gaung-json.h"
#include "gaung-record-private.h"

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  /* The class that installed the property, not a later one. */
  GaungRecordClass *klass = g_type_class_peek (pspec->owner_type);

  gaung_record_get_field_value (GAUNG_RECORD (object), &klass->record_type->fields[id - 1], value);
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GaungRecordClass *klass = g_type_class_peek (pspec->owner_type);

  gaung_record_set_field_value (GAUNG_RECORD (object), &klass->record_type->fields[id - 1], value);
}

static GParamSpec *
make_pspec (const GaungField *field)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  switch (field->kind)
    {
    case GAUNG_FIELD_INTEGER:
    case GAUNG_FIELD_MONEY:
      return g_param_spec_int64 (field->name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
    case GAUNG_FIELD_INSTANT:
      return g_param_spec_int64 (
          field->name, NULL, NULL, G_MININT64, G_MAXINT64, GAUNG_INSTANT_NONE, flags);
    case GAUNG_FIELD_BOOLEAN:
      return g_param_spec_boolean (field->name, NULL, NULL, FALSE, flags);
    case GAUNG_FIELD_DATE:
      return g_param_spec_int (field->name, NULL, NULL, G_MININT, G_MAXINT, GAUNG_DAY_NONE, flags);
    case GAUNG_FIELD_STRINGS:
      return g_param_spec_boxed (field->name, NULL, NULL, G_TYPE_STRV, flags);
    case GAUNG_FIELD_RECORDS:
      return g_param_spec_boxed (field->name, NULL, NULL, JSON_TYPE_ARRAY, flags);
    case GAUNG_FIELD_LOCALIZED:
      return g_param_spec_boxed (field->name, NULL, NULL, JSON_TYPE_OBJECT, flags);
    case GAUNG_FIELD_STRING:
    case GAUNG_FIELD_TEXT:
    case GAUNG_FIELD_ENUM:
    case GAUNG_FIELD_REFERENCE:
    default:
      return g_param_spec_string (field->name, NULL, NULL, NULL, flags);
    }
}

static JsonNode *
make_string_node (const char *text)
{
  JsonNode *node;

  if (text == NULL)
    return NULL;
  node = json_node_new (JSON_NODE_VALUE);
  json_node_set_string (node, text);
  return node;
}

static JsonNode *
make_integer_node (gint64 value)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  json_node_set_int (node, value);
  return node;
}

/* Takes @node. */
static gboolean
take_node (GaungRecord *self, const char *member, JsonNode *node, GError **error)
{
  g_autoptr (JsonNode) owned = node;
  const GaungRecordType *type = gaung_record_get_record_type (self);
  const GaungField *field = gaung_record_type_find_field (type, member);
  JsonObject *json = gaung_record_get_json (self);

  if (field == NULL)
    {
      g_set_error (error,
                   GAUNG_RECORD_ERROR,
                   GAUNG_RECORD_ERROR_VALUE,
                   "%s: no such member of %s",
                   member,
                   type->name);
      return FALSE;
    }
  if (node != NULL && JSON_NODE_HOLDS_NULL (node))
    node = NULL;
  if (!gaung_field_check (field, node, error))
    return FALSE;
  if (gaung_json_equal (json_object_get_member (json, member), node))
    return TRUE;

  if (node == NULL)
    json_object_remove_member (json, member);
  else
    json_object_set_member (json, member, g_steal_pointer (&owned));
  gaung_record_notify_member (self, member);
  return TRUE;
}

void
gaung_record_class_install (GaungRecordClass *klass, const GaungRecordType *type)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  g_return_if_fail (type != NULL);

  klass->record_type = type;
  object_class->get_property = get_property;
  object_class->set_property = set_property;
  for (guint i = 0; type->fields[i].member != NULL; i++)
    g_object_class_install_property (object_class, i + 1, make_pspec (&type->fields[i]));
}

void
gaung_record_notify_member (GaungRecord *self, const char *member)
{
  const GaungField *field
      = gaung_record_type_find_field (gaung_record_get_record_type (self), member);

  if (field == NULL
      || g_object_class_find_property (G_OBJECT_GET_CLASS (self), field->name) == NULL)
    return;
  g_object_notify (G_OBJECT (self), field->name);
  if ((field->flags & GAUNG_FIELD_TITLE) != 0 && strcmp (field->name, "title") != 0)
    g_object_notify (G_OBJECT (self), "title");
}

void
gaung_record_get_field_value (GaungRecord *self, const GaungField *field, GValue *value)
{
  JsonObject *json = gaung_record_get_json (self);

  switch (field->kind)
    {
    case GAUNG_FIELD_INTEGER:
    case GAUNG_FIELD_MONEY:
      g_value_set_int64 (value, gaung_record_get_integer (self, field->member));
      break;
    case GAUNG_FIELD_INSTANT:
      g_value_set_int64 (value, gaung_record_get_instant (self, field->member));
      break;
    case GAUNG_FIELD_BOOLEAN:
      g_value_set_boolean (value, gaung_record_get_boolean (self, field->member));
      break;
    case GAUNG_FIELD_DATE:
      g_value_set_int (value, gaung_record_get_day (self, field->member));
      break;
    case GAUNG_FIELD_STRINGS:
      g_value_take_boxed (value, gaung_record_get_strings (self, field->member));
      break;
    case GAUNG_FIELD_RECORDS:
      g_value_set_boxed (value, gaung_json_get_array (json, field->member));
      break;
    case GAUNG_FIELD_LOCALIZED:
      g_value_set_boxed (value, gaung_json_get_object (json, field->member));
      break;
    case GAUNG_FIELD_STRING:
    case GAUNG_FIELD_TEXT:
    case GAUNG_FIELD_ENUM:
    case GAUNG_FIELD_REFERENCE:
    default:
      g_value_set_string (value, gaung_record_get_string (self, field->member));
      break;
    }
}

static gboolean
set_boxed (GaungRecord *self, const GaungField *field, const GValue *value, GError **error)
{
  gpointer boxed = g_value_get_boxed (value);
  JsonNode *node = NULL;

  if (boxed != NULL && field->kind == GAUNG_FIELD_RECORDS)
    {
      g_autoptr (JsonNode) shared = json_node_init_array (json_node_alloc (), boxed);

      node = gaung_json_copy_node (shared);
    }
  else if (boxed != NULL)
    {
      node = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (node, gaung_json_copy (boxed));
    }
  return take_node (self, field->member, node, error);
}

/* A property cannot report that it refuses a value: it stays as it was. */
void
gaung_record_set_field_value (GaungRecord *self, const GaungField *field, const GValue *value)
{
  g_autoptr (GError) error = NULL;
  const char *member = field->member;
  gboolean is_set;

  switch (field->kind)
    {
    case GAUNG_FIELD_INTEGER:
    case GAUNG_FIELD_MONEY:
      is_set = gaung_record_set_integer (self, member, g_value_get_int64 (value), &error);
      break;
    case GAUNG_FIELD_INSTANT:
      is_set = gaung_record_set_instant (self, member, g_value_get_int64 (value), &error);
      break;
    case GAUNG_FIELD_BOOLEAN:
      is_set = gaung_record_set_boolean (self, member, g_value_get_boolean (value), &error);
      break;
    case GAUNG_FIELD_DATE:
      is_set = gaung_record_set_day (self, member, g_value_get_int (value), &error);
      break;
    case GAUNG_FIELD_STRINGS:
      is_set = gaung_record_set_strings (self, member, g_value_get_boxed (value), &error);
      break;
    case GAUNG_FIELD_RECORDS:
    case GAUNG_FIELD_LOCALIZED:
      is_set = set_boxed (self, field, value, &error);
      break;
    case GAUNG_FIELD_STRING:
    case GAUNG_FIELD_TEXT:
    case GAUNG_FIELD_ENUM:
    case GAUNG_FIELD_REFERENCE:
    default:
      is_set = gaung_record_set_string (self, member, g_value_get_string (value), &error);
      break;
    }
  if (!is_set)
    g_debug ("Refused by a record: %s", error->message);
}

JsonNode *
gaung_record_get_node (GaungRecord *self, const char *member)
{
  return json_object_get_member (gaung_record_get_json (self), member);
}

const char *
gaung_record_get_string (GaungRecord *self, const char *member)
{
  return gaung_json_get_string (gaung_record_get_json (self), member, NULL);
}

gint64
gaung_record_get_integer (GaungRecord *self, const char *member)
{
  return gaung_json_get_integer (gaung_record_get_json (self), member, 0);
}

gboolean
gaung_record_get_boolean (GaungRecord *self, const char *member)
{
  return gaung_json_get_boolean (gaung_record_get_json (self), member, FALSE);
}

GaungInstant
gaung_record_get_instant (GaungRecord *self, const char *member)
{
  GaungInstant instant = GAUNG_INSTANT_NONE;

  gaung_instant_parse (gaung_record_get_string (self, member), &instant);
  return instant;
}

GaungDay
gaung_record_get_day (GaungRecord *self, const char *member)
{
  GaungDay day = GAUNG_DAY_NONE;

  gaung_day_parse (gaung_record_get_string (self, member), &day);
  return day;
}

GStrv
gaung_record_get_strings (GaungRecord *self, const char *member)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = gaung_json_get_array (gaung_record_get_json (self), member);
  guint length = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < length; i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (node));
    }
  return g_strv_builder_end (builder);
}

gboolean
gaung_record_set_node (GaungRecord *self, const char *member, JsonNode *node, GError **error)
{
  g_return_val_if_fail (GAUNG_IS_RECORD (self), FALSE);

  return take_node (self, member, node != NULL ? gaung_json_copy_node (node) : NULL, error);
}

/**
 * gaung_record_set_string:
 *
 * The empty string removes a member that is not required; of a required one it is kept, and refused
 * by gaung_record_validate().
 */
gboolean
gaung_record_set_string (GaungRecord *self, const char *member, const char *value, GError **error)
{
  const GaungField *field;

  g_return_val_if_fail (GAUNG_IS_RECORD (self), FALSE);

  field = gaung_record_type_find_field (gaung_record_get_record_type (self), member);
  if (value != NULL && *value == '\0' && field != NULL
      && (field->flags & GAUNG_FIELD_REQUIRED) == 0)
    value = NULL;
  return take_node (self, member, make_string_node (value), error);
}

gboolean
gaung_record_set_integer (GaungRecord *self, const char *member, gint64 value, GError **error)
{
  g_return_val_if_fail (GAUNG_IS_RECORD (self), FALSE);

  return take_node (self, member, make_integer_node (value), error);
}

gboolean
gaung_record_set_boolean (GaungRecord *self, const char *member, gboolean value, GError **error)
{
  JsonNode *node;

  g_return_val_if_fail (GAUNG_IS_RECORD (self), FALSE);

  node = json_node_new (JSON_NODE_VALUE);
  json_node_set_boolean (node, !!value);
  return take_node (self, member, node, error);
}

gboolean
gaung_record_set_instant (GaungRecord *self, const char *member, GaungInstant value, GError **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (GAUNG_IS_RECORD (self), FALSE);

  if (value != GAUNG_INSTANT_NONE)
    {
      text = gaung_instant_to_text (value);
      if (text == NULL)
        text = g_strdup (""); /* refused below as any other text that is no instant */
    }
  return take_node (self, member, make_string_node (text), error);
}

gboolean
gaung_record_set_day (GaungRecord *self, const char *member, GaungDay value, GError **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (GAUNG_IS_RECORD (self), FALSE);

  if (value != GAUNG_DAY_NONE)
    {
      text = gaung_day_to_text (value);
      if (text == NULL)
        text = g_strdup ("");
    }
  return take_node (self, member, make_string_node (text), error);
}

/**
 * gaung_record_set_strings:
 *
 * The empty list removes the member, as %NULL does.
 */
gboolean
gaung_record_set_strings (GaungRecord *self,
                          const char *member,
                          const char *const *value,
                          GError **error)
{
  JsonNode *node = NULL;

  g_return_val_if_fail (GAUNG_IS_RECORD (self), FALSE);

  if (value != NULL && value[0] != NULL)
    {
      JsonArray *array = json_array_new ();

      for (gsize i = 0; value[i] != NULL; i++)
        json_array_add_string_element (array, value[i]);
      node = json_node_new (JSON_NODE_ARRAY);
      json_node_take_array (node, array);
    }
  return take_node (self, member, node, error);
}
