/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungRecord: one document, kept whole, read and changed through the field table of its type. */
#include "config.h"

#include <string.h>

#include "gaung-fold.h"
#include "gaung-index.h"
#include "gaung-json.h"
#include "gaung-record-private.h"
#include "gaung-ulid.h"

/* Of a stamp or a name in the header of a document. */
#define HEADER_BYTES 256

typedef struct
{
  JsonObject *json;
  char *reference;
  gboolean is_new;
} GaungRecordPrivate;

enum
{
  PROP_0,
  PROP_ID,
  PROP_REFERENCE,
  PROP_TITLE,
  PROP_CHANGED_AT,
  PROP_IS_NEW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* clang-format off */
G_DEFINE_QUARK (gaung-record-error-quark, gaung_record_error)
/* clang-format on */
G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GaungRecord, gaung_record, G_TYPE_OBJECT)

static gboolean
fail (GError **error, GaungRecordError code, const char *member, const char *reason)
{
  g_set_error (error, GAUNG_RECORD_ERROR, code, "%s: %s", member, reason);
  return FALSE;
}

static gboolean
check_header_string (JsonObject *json, const char *member, GError **error)
{
  const char *text = gaung_json_get_string (json, member, NULL);

  if (!json_object_has_member (json, member))
    return TRUE;
  if (text == NULL || strlen (text) > HEADER_BYTES || !g_utf8_validate (text, -1, NULL))
    return fail (error, GAUNG_RECORD_ERROR_VALUE, member, "not a short string");
  return TRUE;
}

static gboolean
check_header_instant (JsonObject *json, const char *member, GError **error)
{
  GaungInstant instant;

  if (json_object_has_member (json, member)
      && !gaung_instant_parse (gaung_json_get_string (json, member, NULL), &instant))
    return fail (error, GAUNG_RECORD_ERROR_VALUE, member, "not an instant (RFC 3339)");
  return TRUE;
}

static gboolean
check_header (JsonObject *json, const GaungRecordType *type, GError **error)
{
  const char *id = gaung_json_get_string (json, "_id", NULL);

  if (id == NULL || !gaung_id_is_valid (id, type->name))
    return fail (error, GAUNG_RECORD_ERROR_ID, "_id", "not the id of such a record");
  if (json_object_has_member (json, "schema"))
    {
      gint64 schema = gaung_json_get_integer (json, "schema", -1);

      if (schema < 1)
        return fail (error, GAUNG_RECORD_ERROR_VALUE, "schema", "not a version");
      if (schema > type->schema)
        return fail (error, GAUNG_RECORD_ERROR_SCHEMA, "schema", "written by a newer version");
    }
  return check_header_instant (json, "created_at", error)
         && check_header_instant (json, "changed_at", error)
         && check_header_string (json, "ref", error)
         && check_header_string (json, "created_by", error)
         && check_header_string (json, "changed_by", error)
         && check_header_string (json, "change", error)
         && check_header_string (json, "carried_by", error)
         && check_header_string (json, "carried_from", error);
}

static gboolean
check_members (JsonObject *json, const GaungRecordType *type, GError **error)
{
  JsonNode *sample = json_object_get_member (json, "sample");

  for (const GaungField *field = type->fields; field->member != NULL; field++)
    {
      JsonNode *node = json_object_get_member (json, field->member);

      if (node != NULL && !JSON_NODE_HOLDS_NULL (node)
          && !gaung_field_check_value (field, node, error))
        return FALSE;
    }
  return sample == NULL
         || gaung_field_check (gaung_record_type_find_field (type, "sample"), sample, error);
}

/* Members of the transport (_rev, _attachments …), and known members that are null. */
static void
drop_members (JsonObject *json, const GaungRecordType *type)
{
  g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func (g_free);
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init (&iter, json);
  while (json_object_iter_next (&iter, &member, &node))
    {
      if (member[0] == '_'
              ? strcmp (member, "_id") != 0
              : JSON_NODE_HOLDS_NULL (node) && gaung_record_type_find_field (type, member) != NULL)
        g_ptr_array_add (dropped, g_strdup (member));
    }
  for (guint i = 0; i < dropped->len; i++)
    json_object_remove_member (json, g_ptr_array_index (dropped, i));
}

/* An attachment has the hash of its bytes for an id: the reference comes from the first digits. */
static char *
make_reference (const char *id)
{
  const char *rest = strchr (id, ':') + 1;
  g_autofree char *digits = NULL;
  g_autofree char *ulid = NULL;

  if (gaung_ulid_is_valid (rest))
    return gaung_reference_from_ulid (rest);
  digits = g_ascii_strup (rest, GAUNG_ULID_LENGTH - 1);
  ulid = g_strconcat ("0", digits, NULL);
  return gaung_reference_from_ulid (ulid);
}

/* Takes @json over. */
static GaungRecord *
adopt (JsonObject *json, GError **error)
{
  g_autoptr (JsonObject) owned = json;
  const GaungRecordType *type;
  GaungRecord *self;
  GaungRecordPrivate *priv;

  type = gaung_record_type_find (gaung_json_get_string (json, "type", NULL));
  if (type == NULL)
    {
      fail (error, GAUNG_RECORD_ERROR_TYPE, "type", "no such record type");
      return NULL;
    }
  if (!check_header (json, type, error) || !check_members (json, type, error))
    return NULL;
  drop_members (json, type);

  self = g_object_new (type->get_type (), NULL);
  priv = gaung_record_get_instance_private (self);
  priv->json = g_steal_pointer (&owned);
  return self;
}

/* Written in the order in which people read it. */
static JsonObject *
make_header (const GaungRecordType *type, const GaungActor *actor, GaungInstant now)
{
  JsonObject *json = json_object_new ();
  g_autofree char *ulid = gaung_ulid_new (now);
  g_autofree char *id = NULL;
  g_autofree char *reference = NULL;
  g_autofree char *instant = gaung_instant_to_text (now);

  if (strcmp (type->name, "attachment") == 0)
    {
      g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, ulid, -1);

      id = g_strdup_printf ("attachment:%s", hash);
    }
  else
    id = g_strdup_printf ("%s:%s", type->name, ulid);

  reference = make_reference (id);
  json_object_set_string_member (json, "_id", id);
  json_object_set_string_member (json, "type", type->name);
  json_object_set_int_member (json, "schema", type->schema);
  json_object_set_string_member (json, "ref", reference);
  json_object_set_string_member (json, "created_at", instant);
  json_object_set_string_member (json, "created_by", actor != NULL ? actor->id : "local");
  return json;
}

static void
append_search_text (GString *text, const GaungField *field, JsonNode *node)
{
  g_autofree char *display = NULL;
  g_autofree char *folded = NULL;

  if (node == NULL)
    return;
  if (field->kind == GAUNG_FIELD_LOCALIZED)
    {
      /* Every language can be searched, whichever is shown. */
      g_autoptr (GString) all = g_string_new (NULL);
      JsonObjectIter iter;
      JsonNode *part;

      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (json_object_iter_next_ordered (&iter, NULL, &part))
        g_string_append_printf (all, "%s ", json_node_get_string (part));
      display = g_string_free_and_steal (g_steal_pointer (&all));
    }
  else if ((field->kind == GAUNG_FIELD_STRING || field->kind == GAUNG_FIELD_TEXT)
           && field->enumeration == NULL && (field->flags & GAUNG_FIELD_PLACE) == 0)
    display = g_strdup (json_node_get_string (node));
  else
    display = gaung_field_to_display (field, node, FALSE);

  folded = gaung_fold (display);
  if (*folded == '\0')
    return;
  g_string_append_c (text, ' ');
  g_string_append (text, folded);
}

static void
gaung_record_real_index (GaungRecord *self, GaungRules *rules, GaungIndex *index)
{
  index->at = gaung_record_get_created_at (self);
  index->rank = -index->at;
}

static gboolean
gaung_record_real_validate (GaungRecord *self, GError **error)
{
  GaungRecordPrivate *priv = gaung_record_get_instance_private (self);
  const GaungRecordType *type = GAUNG_RECORD_GET_CLASS (self)->record_type;

  if (!check_header (priv->json, type, error) || !check_members (priv->json, type, error))
    return FALSE;
  for (const GaungField *field = type->fields; field->member != NULL; field++)
    if ((field->flags & GAUNG_FIELD_REQUIRED) != 0
        && !gaung_field_is_filled (json_object_get_member (priv->json, field->member)))
      return fail (error, GAUNG_RECORD_ERROR_REQUIRED, field->member, "is missing");
  return TRUE;
}

static void
gaung_record_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GaungRecord *self = GAUNG_RECORD (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, gaung_record_get_id (self));
      break;
    case PROP_REFERENCE:
      g_value_set_string (value, gaung_record_get_reference (self));
      break;
    case PROP_TITLE:
      g_value_set_string (value, gaung_record_get_title (self));
      break;
    case PROP_CHANGED_AT:
      g_value_set_int64 (value, gaung_record_get_changed_at (self));
      break;
    case PROP_IS_NEW:
      g_value_set_boolean (value, gaung_record_get_is_new (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gaung_record_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_IS_NEW)
    gaung_record_set_is_new (GAUNG_RECORD (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gaung_record_finalize (GObject *object)
{
  GaungRecordPrivate *priv = gaung_record_get_instance_private (GAUNG_RECORD (object));

  g_clear_pointer (&priv->json, json_object_unref);
  g_free (priv->reference);

  G_OBJECT_CLASS (gaung_record_parent_class)->finalize (object);
}

static void
gaung_record_class_init (GaungRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  klass->index = gaung_record_real_index;
  klass->validate = gaung_record_real_validate;
  object_class->get_property = gaung_record_get_property;
  object_class->set_property = gaung_record_set_property;
  object_class->finalize = gaung_record_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, readable);
  properties[PROP_REFERENCE] = g_param_spec_string ("reference", NULL, NULL, NULL, readable);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, readable);
  properties[PROP_CHANGED_AT] = g_param_spec_int64 (
      "changed-at", NULL, NULL, G_MININT64, G_MAXINT64, GAUNG_INSTANT_NONE, readable);
  properties[PROP_IS_NEW]
      = g_param_spec_boolean ("is-new",
                              NULL,
                              NULL,
                              FALSE,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gaung_record_init (GaungRecord *self)
{
}

GaungRecord *
gaung_record_new (const char *type_name, const GaungActor *actor, GaungInstant now)
{
  const GaungRecordType *type = gaung_record_type_find (type_name);
  GaungRecord *self;
  GaungRecordPrivate *priv;

  g_return_val_if_fail (type != NULL, NULL);

  self = g_object_new (type->get_type (), NULL);
  priv = gaung_record_get_instance_private (self);
  priv->json = make_header (type, actor, now);
  gaung_record_touch (self, actor, now);
  return self;
}

GaungRecord *
gaung_record_new_from_json (JsonObject *document, GError **error)
{
  g_return_val_if_fail (document != NULL, NULL);

  return adopt (gaung_json_copy (document), error);
}

GaungRecord *
gaung_record_new_take_json (JsonObject *document, GError **error)
{
  g_return_val_if_fail (document != NULL, NULL);

  return adopt (document, error);
}

/**
 * gaung_record_new_from_text:
 *
 * Returns: (transfer full): the record, or %NULL with a %GAUNG_JSON_ERROR or a %GAUNG_RECORD_ERROR
 */
GaungRecord *
gaung_record_new_from_text (const char *text, gssize length, GError **error)
{
  JsonObject *json = gaung_json_parse_object (text, length, error);

  return json != NULL ? adopt (json, error) : NULL;
}

GaungRecord *
gaung_record_copy (GaungRecord *self)
{
  GaungRecordPrivate *priv = gaung_record_get_instance_private (self);
  GaungRecordPrivate *copied;
  GaungRecord *copy;

  g_return_val_if_fail (GAUNG_IS_RECORD (self), NULL);

  copy = g_object_new (G_OBJECT_TYPE (self), NULL);
  copied = gaung_record_get_instance_private (copy);
  copied->json = gaung_json_copy (priv->json);
  copied->is_new = priv->is_new;
  return copy;
}

JsonObject *
gaung_record_get_json (GaungRecord *self)
{
  GaungRecordPrivate *priv = gaung_record_get_instance_private (self);

  g_return_val_if_fail (GAUNG_IS_RECORD (self), NULL);

  return priv->json;
}

char *
gaung_record_to_text (GaungRecord *self)
{
  return gaung_json_to_text (gaung_record_get_json (self));
}

gboolean
gaung_record_validate (GaungRecord *self, GError **error)
{
  g_return_val_if_fail (GAUNG_IS_RECORD (self), FALSE);

  return GAUNG_RECORD_GET_CLASS (self)->validate (self, error);
}

const GaungRecordType *
gaung_record_get_record_type (GaungRecord *self)
{
  g_return_val_if_fail (GAUNG_IS_RECORD (self), NULL);

  return GAUNG_RECORD_GET_CLASS (self)->record_type;
}

const char *
gaung_record_get_id (GaungRecord *self)
{
  return gaung_record_get_string (self, "_id");
}

const char *
gaung_record_get_reference (GaungRecord *self)
{
  GaungRecordPrivate *priv = gaung_record_get_instance_private (self);

  g_return_val_if_fail (GAUNG_IS_RECORD (self), NULL);

  /* Always from the id: what a document claims could be any text. */
  if (priv->reference == NULL)
    priv->reference = make_reference (gaung_record_get_id (self));
  return priv->reference;
}

GaungInstant
gaung_record_get_created_at (GaungRecord *self)
{
  GaungInstant instant = gaung_record_get_instant (self, "created_at");
  const char *id = gaung_record_get_id (self);

  if (instant == GAUNG_INSTANT_NONE)
    instant = gaung_ulid_get_instant (strchr (id, ':') + 1);
  return instant != GAUNG_INSTANT_NONE ? instant : 0;
}

GaungInstant
gaung_record_get_changed_at (GaungRecord *self)
{
  GaungInstant instant = gaung_record_get_instant (self, "changed_at");

  return instant != GAUNG_INSTANT_NONE ? instant : gaung_record_get_created_at (self);
}

const char *
gaung_record_get_created_by (GaungRecord *self)
{
  return gaung_record_get_string (self, "created_by");
}

const char *
gaung_record_get_changed_by (GaungRecord *self)
{
  return gaung_record_get_string (self, "changed_by");
}

const char *
gaung_record_get_change (GaungRecord *self)
{
  return gaung_record_get_string (self, "change");
}

void
gaung_record_touch (GaungRecord *self, const GaungActor *actor, GaungInstant now)
{
  GaungRecordPrivate *priv = gaung_record_get_instance_private (self);
  g_autofree char *instant = gaung_instant_to_text (now);
  g_autofree char *change = gaung_uuid_new ();

  g_return_if_fail (GAUNG_IS_RECORD (self));

  json_object_set_string_member (priv->json, "changed_at", instant);
  json_object_set_string_member (priv->json, "changed_by", actor != NULL ? actor->id : "local");
  json_object_set_string_member (priv->json, "change", change);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHANGED_AT]);
}

const char *
gaung_record_get_title (GaungRecord *self)
{
  const GaungRecordType *type = gaung_record_get_record_type (self);

  for (const GaungField *field = type->fields; field->member != NULL; field++)
    if ((field->flags & GAUNG_FIELD_TITLE) != 0)
      {
        const char *title = gaung_record_get_string (self, field->member);

        if (title != NULL && *title != '\0')
          return title;
      }
  return gaung_record_get_reference (self);
}

char *
gaung_record_get_search_text (GaungRecord *self)
{
  GaungRecordPrivate *priv = gaung_record_get_instance_private (self);
  g_autofree char *words = NULL;
  g_autofree char *key = NULL;
  GString *text;

  g_return_val_if_fail (GAUNG_IS_RECORD (self), NULL);

  /* With the hyphen two words, without it one: both are typed. */
  words = gaung_fold (gaung_record_get_reference (self));
  key = gaung_fold_key (gaung_record_get_reference (self));
  text = g_string_sized_new (512);
  g_string_append_printf (text, "%s %s", words, key);
  for (const GaungField *field = gaung_record_get_record_type (self)->fields; field->member != NULL;
       field++)
    if ((field->flags & (GAUNG_FIELD_SEARCH | GAUNG_FIELD_PERSONAL)) == GAUNG_FIELD_SEARCH)
      append_search_text (text, field, json_object_get_member (priv->json, field->member));
  return g_string_free_and_steal (text);
}

gboolean
gaung_record_get_is_new (GaungRecord *self)
{
  GaungRecordPrivate *priv = gaung_record_get_instance_private (self);

  g_return_val_if_fail (GAUNG_IS_RECORD (self), FALSE);

  return priv->is_new;
}

void
gaung_record_set_is_new (GaungRecord *self, gboolean is_new)
{
  GaungRecordPrivate *priv = gaung_record_get_instance_private (self);

  g_return_if_fail (GAUNG_IS_RECORD (self));

  is_new = !!is_new;
  if (priv->is_new == is_new)
    return;
  priv->is_new = is_new;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_NEW]);
}
