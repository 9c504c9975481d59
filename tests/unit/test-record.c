/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One test for every record type: what a field table promises holds for each of its fields. */
#include <string.h>

#include "gaung-index.h"
#include "gaung-json.h"
#include "gaung-record.h"
#include "gaung-ulid.h"

#define NOW G_GINT64_CONSTANT (1795495800123)
#define ULID "01KAVZ0000ABCDEFGHJKMNPQRS"

static GaungActor *
make_actor (void)
{
  return gaung_actor_new ("siti", "Siti", "diskominfo", (const char *const[]) { "staff", NULL });
}

/* A valid value of the field, as JSON. */
static char *
make_value (const GaungField *field)
{
  switch (field->kind)
    {
    case GAUNG_FIELD_INTEGER:
    case GAUNG_FIELD_MONEY:
      return g_strdup (g_str_has_suffix (field->member, "year") ? "2026" : "12");
    case GAUNG_FIELD_BOOLEAN:
      return g_strdup ("true");
    case GAUNG_FIELD_DATE:
      return g_strdup ("\"2026-11-24\"");
    case GAUNG_FIELD_INSTANT:
      return g_strdup ("\"2026-11-24T04:50:00.000Z\"");
    case GAUNG_FIELD_ENUM:
      return g_strdup_printf ("\"%s\"", field->enumeration[0].nick);
    case GAUNG_FIELD_STRINGS:
      if (g_strcmp0 (field->target, "attachment") == 0)
        return g_strdup ("[\"attachment:"
                         "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"]");
      return g_strdup ("[\"satu\",\"dua\"]");
    case GAUNG_FIELD_REFERENCE:
      return g_strdup_printf ("\"%s:" ULID "\"", field->target != NULL ? field->target : "person");
    case GAUNG_FIELD_RECORDS:
      {
        g_autoptr (GString) text = g_string_new ("[{");

        for (const GaungField *part = field->fields; part->member != NULL; part++)
          {
            g_autofree char *value = make_value (part);

            g_string_append_printf (
                text, "%s\"%s\":%s", part == field->fields ? "" : ",", part->member, value);
          }
        g_string_append (text, ",\"unknown\":\"kept\"}]");
        return g_string_free_and_steal (g_steal_pointer (&text));
      }
    case GAUNG_FIELD_LOCALIZED:
      return g_strdup ("{\"id\":\"teks\",\"jv\":\"tulisan\"}");
    case GAUNG_FIELD_STRING:
    case GAUNG_FIELD_TEXT:
    default:
      return g_strdup (strcmp (field->member, "hours") == 0 ? "\"Mo-Fr 08:00-15:00\""
                                                            : "\"nilai\"");
    }
}

/* Values that are of the wrong kind for it; at least one. */
static const char *const *
get_wrong_values (const GaungField *field)
{
  static const char *const strings[] = { "1", "true", "[]", "{}", "[\"x\"]", NULL };
  static const char *const integers[] = { "\"1\"", "1.5", "true", "[]", "{}", NULL };
  static const char *const money[] = { "-1", "\"1\"", "1.5", NULL };
  static const char *const booleans[] = { "1", "\"true\"", "0", "[]", NULL };
  static const char *const dates[]
      = { "\"24/11/2026\"", "\"2026-02-30\"", "20261124", "\"\"", NULL };
  static const char *const instants[]
      = { "\"2026-11-24\"", "\"2026-11-24T04:50:00\"", "1795495800", "\"\"", NULL };
  static const char *const enums[] = { "\"no-such\"", "\"\"", "0", NULL };
  static const char *const lists[] = { "\"x\"", "[1]", "[null]", "[[\"x\"]]", "{}", NULL };
  static const char *const references[]
      = { "\"x\"", "\"nothing:x\"", "\":" ULID "\"", "\"Person:" ULID "\"", "1", NULL };
  static const char *const records[] = { "\"x\"", "[1]", "[\"x\"]", "[[]]", "[{}]", "{}", NULL };
  static const char *const localized[]
      = { "\"x\"", "{\"id\":1}", "{\"Bahasa\":\"x\"}", "[]", NULL };

  switch (field->kind)
    {
    case GAUNG_FIELD_INTEGER:
      return integers;
    case GAUNG_FIELD_MONEY:
      return money;
    case GAUNG_FIELD_BOOLEAN:
      return booleans;
    case GAUNG_FIELD_DATE:
      return dates;
    case GAUNG_FIELD_INSTANT:
      return instants;
    case GAUNG_FIELD_ENUM:
      return enums;
    case GAUNG_FIELD_STRINGS:
      return lists;
    case GAUNG_FIELD_REFERENCE:
      return references;
    case GAUNG_FIELD_RECORDS:
      return records;
    case GAUNG_FIELD_LOCALIZED:
      return localized;
    case GAUNG_FIELD_STRING:
    case GAUNG_FIELD_TEXT:
    default:
      return strings;
    }
}

static char *
make_document (const GaungRecordType *type, const char *member, const char *value)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text,
                   "{\"_id\":\"%s:%s\",\"type\":\"%s\",\"schema\":1",
                   type->name,
                   strcmp (type->name, "attachment") == 0
                       ? "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
                       : ULID,
                   type->name);
  for (const GaungField *field = type->fields; field->member != NULL; field++)
    {
      gboolean is_replaced = g_strcmp0 (field->member, member) == 0;
      g_autofree char *usual = make_value (field);
      /* The hash is that of the id. */
      const char *hash = "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"";

      if (is_replaced && value == NULL)
        continue;
      g_string_append_printf (text,
                              ",\"%s\":%s",
                              field->member,
                              is_replaced                             ? value
                              : strcmp (field->member, "sha256") == 0 ? hash
                                                                      : usual);
    }
  g_string_append (text, ",\"unknown\":{\"deep\":[1,2.5,null]}}");
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static GaungRecord *
read_record (const char *text)
{
  g_autoptr (GError) error = NULL;
  GaungRecord *record = gaung_record_new_from_text (text, -1, &error);

  g_assert_no_error (error);
  return record;
}

static void
test_round_trip (gconstpointer data)
{
  const GaungRecordType *type = data;
  g_autofree char *text = make_document (type, NULL, NULL);
  g_autoptr (GaungRecord) record = read_record (text);
  g_autofree char *written = gaung_record_to_text (record);
  g_autoptr (GaungRecord) copy = gaung_record_copy (record);
  g_autofree char *copied = gaung_record_to_text (copy);
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungRecord) from_json = NULL;

  g_assert_cmpstr (written, ==, text);
  g_assert_cmpstr (copied, ==, text);
  g_assert_true (gaung_record_get_record_type (record) == type);
  gaung_record_validate (record, &error);
  g_assert_no_error (error);

  from_json = gaung_record_new_from_json (gaung_record_get_json (record), &error);
  g_assert_no_error (error);
  g_assert_true (gaung_record_get_json (from_json) != gaung_record_get_json (record));
  g_object_run_dispose (G_OBJECT (from_json));
}

static void
test_wrong_kinds (gconstpointer data)
{
  const GaungRecordType *type = data;
  g_autofree char *fine = make_document (type, NULL, NULL);
  g_autoptr (GaungRecord) record = read_record (fine);

  for (const GaungField *field = type->fields; field->member != NULL; field++)
    for (const char *const *wrong = get_wrong_values (field); *wrong != NULL; wrong++)
      {
        g_autofree char *text = make_document (type, field->member, *wrong);
        g_autofree char *wrapped = g_strdup_printf ("{\"v\":%s}", *wrong);
        g_autoptr (JsonObject) value = gaung_json_parse_object (wrapped, -1, NULL);
        g_autoptr (GError) error = NULL;
        g_autoptr (GaungRecord) refused = gaung_record_new_from_text (text, -1, &error);
        g_autofree char *after = NULL;

        g_assert_error (error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_VALUE);
        g_assert_nonnull (strstr (error->message, field->member));
        g_assert_null (refused);
        g_clear_error (&error);

        g_assert_false (gaung_record_set_node (
            record, field->member, json_object_get_member (value, "v"), &error));
        g_assert_error (error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_VALUE);
        after = gaung_record_to_text (record);
        g_assert_cmpstr (after, ==, fine);
      }
}

static void
test_required (gconstpointer data)
{
  const GaungRecordType *type = data;

  for (const GaungField *field = type->fields; field->member != NULL; field++)
    {
      g_autofree char *text = make_document (type, field->member, NULL);
      g_autofree char *null_text = make_document (type, field->member, "null");
      g_autoptr (GaungRecord) without = read_record (text);
      g_autoptr (GaungRecord) with_null = read_record (null_text);
      g_autofree char *written = gaung_record_to_text (with_null);
      g_autoptr (GError) error = NULL;
      gboolean is_required = (field->flags & GAUNG_FIELD_REQUIRED) != 0;

      g_assert_cmpstr (written, ==, text);
      g_assert_cmpint (gaung_record_validate (without, &error), ==, !is_required);
      if (is_required)
        g_assert_error (error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_REQUIRED);
      g_clear_error (&error);
      g_assert_cmpint (gaung_field_check (field, NULL, &error), ==, !is_required);
    }
}

static void
count_cb (GObject *object, GParamSpec *pspec, guint *count)
{
  *count += 1;
}

/* Every field is a property: read, set to the same without a sound, taken away with one. */
static void
test_properties (gconstpointer data)
{
  const GaungRecordType *type = data;
  g_autofree char *text = make_document (type, NULL, NULL);
  g_autoptr (GaungRecord) record = read_record (text);
  g_autofree char *after = NULL;

  for (const GaungField *field = type->fields; field->member != NULL; field++)
    {
      GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (record), field->name);
      g_autofree char *signal = g_strconcat ("notify::", field->name, NULL);
      g_auto (GValue) value = G_VALUE_INIT;
      guint count = 0;
      gulong handler;

      g_assert_nonnull (pspec);
      g_value_init (&value, pspec->value_type);
      g_object_get_property (G_OBJECT (record), field->name, &value);
      g_assert_false (g_param_value_defaults (pspec, &value));

      handler = g_signal_connect (record, signal, G_CALLBACK (count_cb), &count);
      g_object_set_property (G_OBJECT (record), field->name, &value);
      g_assert_cmpuint (count, ==, 0);
      if ((field->flags & GAUNG_FIELD_REQUIRED) == 0)
        {
          JsonNode *node = gaung_json_copy_node (gaung_record_get_node (record, field->member));

          g_assert_true (gaung_record_set_node (record, field->member, NULL, NULL));
          g_assert_cmpuint (count, ==, 1);
          g_object_set_property (G_OBJECT (record), field->name, &value);
          g_assert_cmpuint (count, ==, 2);
          g_assert_true (gaung_json_equal (gaung_record_get_node (record, field->member), node));
          json_node_unref (node);
        }
      g_signal_handler_disconnect (record, handler);
    }
  after = gaung_record_to_text (record);
  g_assert_cmpint (strlen (after), ==, strlen (text));
}

/* What is shown can be read again, where it has a form in words. */
static void
test_words (gconstpointer data)
{
  const GaungRecordType *type = data;
  g_autofree char *text = make_document (type, NULL, NULL);
  g_autoptr (GaungRecord) record = read_record (text);

  for (const GaungField *field = type->fields; field->member != NULL; field++)
    {
      JsonNode *node = gaung_record_get_node (record, field->member);
      g_autofree char *words = gaung_field_to_display (field, node, FALSE);
      g_autofree char *masked = gaung_field_to_display (field, node, TRUE);
      g_autofree char *nothing = gaung_field_to_display (field, NULL, FALSE);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) read = NULL;

      g_assert_cmpstr (words, !=, "");
      g_assert_cmpstr (nothing, ==, "");
      g_assert_cmpint (strcmp (words, masked) == 0, ==, (field->flags & GAUNG_FIELD_PERSONAL) == 0);
      if (field->kind == GAUNG_FIELD_RECORDS || field->kind == GAUNG_FIELD_LOCALIZED)
        continue;
      read = gaung_field_from_text (field, words, &error);
      g_assert_no_error (error);
      g_assert_true (gaung_json_equal (read, node));
    }
}

static void
test_search (gconstpointer data)
{
  const GaungRecordType *type = data;
  g_autofree char *text = make_document (type, NULL, NULL);
  g_autoptr (GaungRecord) record = read_record (text);

  for (const GaungField *field = type->fields; field->member != NULL; field++)
    {
      g_autofree char *found = NULL;

      if (field->kind != GAUNG_FIELD_STRING && field->kind != GAUNG_FIELD_TEXT)
        continue;
      g_assert_true (gaung_record_set_string (record, field->member, "Kàta Kunci", NULL)
                     || field->max_bytes < 16);
      found = gaung_record_get_search_text (record);
      g_assert_cmpint (strstr (found, "kata kunci") != NULL,
                       ==,
                       (field->flags & (GAUNG_FIELD_SEARCH | GAUNG_FIELD_PERSONAL))
                           == GAUNG_FIELD_SEARCH);
      g_assert_true (gaung_record_set_string (record, field->member, "x", NULL));
    }
}

static void
test_new (gconstpointer data)
{
  const GaungRecordType *type = data;
  g_autoptr (GaungActor) actor = make_actor ();
  g_autoptr (GaungRecord) record = gaung_record_new (type->name, actor, NOW);
  g_autofree char *change = g_strdup (gaung_record_get_change (record));
  g_autofree char *text = gaung_record_to_text (record);
  g_autoptr (GaungRecord) read = read_record (text);
  g_autofree char *normal = NULL;
  GaungIndex index;

  g_assert_true (g_str_has_prefix (gaung_record_get_id (record), type->name));
  g_assert_cmpint (gaung_record_get_created_at (record), ==, NOW);
  g_assert_cmpint (gaung_record_get_changed_at (record), ==, NOW);
  g_assert_cmpstr (gaung_record_get_created_by (record), ==, "siti");
  g_assert_cmpstr (gaung_record_get_changed_by (record), ==, "siti");
  g_assert_true (g_uuid_string_is_valid (change));
  g_assert_cmpstr (gaung_record_get_title (record), ==, gaung_record_get_reference (record));
  g_assert_cmpstr (gaung_record_get_reference (read), ==, gaung_record_get_reference (record));
  g_assert_cmpstr (gaung_record_get_string (read, "ref"), ==, gaung_record_get_reference (read));
  normal = gaung_reference_normalize (gaung_record_get_reference (record));
  g_assert_cmpstr (normal, ==, gaung_record_get_reference (record));

  gaung_record_touch (record, NULL, NOW + 5);
  g_assert_cmpint (gaung_record_get_changed_at (record), ==, NOW + 5);
  g_assert_cmpint (gaung_record_get_created_at (record), ==, NOW);
  g_assert_cmpstr (gaung_record_get_change (record), !=, change);

  gaung_record_index (record, NULL, &index);
  g_assert_cmpint (index.at, ==, NOW);
  /* These are sorted by what is due. */
  if (strcmp (type->name, "complaint") != 0 && strcmp (type->name, "service") != 0)
    g_assert_cmpint (index.rank, ==, -NOW);

  g_assert_true (gaung_record_set_boolean (record, "sample", TRUE, NULL));
  g_assert_true (gaung_record_get_boolean (record, "sample"));
}

static const struct
{
  const char *name;
  const char *text;
  int error;
} headers[] = {
  { "no-type", "{\"_id\":\"person:" ULID "\"}", GAUNG_RECORD_ERROR_TYPE },
  { "unknown-type", "{\"_id\":\"x:" ULID "\",\"type\":\"x\"}", GAUNG_RECORD_ERROR_TYPE },
  { "type-of-wrong-kind", "{\"_id\":\"person:" ULID "\",\"type\":1}", GAUNG_RECORD_ERROR_TYPE },
  { "no-id", "{\"type\":\"person\"}", GAUNG_RECORD_ERROR_ID },
  { "id-of-other-type",
    "{\"_id\":\"agency:" ULID "\",\"type\":\"person\"}",
    GAUNG_RECORD_ERROR_ID },
  { "id-without-ulid", "{\"_id\":\"person:1\",\"type\":\"person\"}", GAUNG_RECORD_ERROR_ID },
  { "id-lower-case",
    "{\"_id\":\"person:01kavz0000abcdefghjkmnpqrs\",\"type\":\"person\"}",
    GAUNG_RECORD_ERROR_ID },
  { "id-with-path",
    "{\"_id\":\"person:../../../etc/passwd\",\"type\":\"person\"}",
    GAUNG_RECORD_ERROR_ID },
  { "id-number", "{\"_id\":1,\"type\":\"person\"}", GAUNG_RECORD_ERROR_ID },
  { "attachment-ulid",
    "{\"_id\":\"attachment:" ULID "\",\"type\":\"attachment\"}",
    GAUNG_RECORD_ERROR_ID },
  { "newer",
    "{\"_id\":\"person:" ULID "\",\"type\":\"person\",\"schema\":99}",
    GAUNG_RECORD_ERROR_SCHEMA },
  { "schema-text",
    "{\"_id\":\"person:" ULID "\",\"type\":\"person\",\"schema\":\"1\"}",
    GAUNG_RECORD_ERROR_VALUE },
  { "schema-zero",
    "{\"_id\":\"person:" ULID "\",\"type\":\"person\",\"schema\":0}",
    GAUNG_RECORD_ERROR_VALUE },
  { "created-at",
    "{\"_id\":\"person:" ULID "\",\"type\":\"person\",\"created_at\":\"x\"}",
    GAUNG_RECORD_ERROR_VALUE },
  { "changed-by",
    "{\"_id\":\"person:" ULID "\",\"type\":\"person\",\"changed_by\":{}}",
    GAUNG_RECORD_ERROR_VALUE },
  { "carried-by",
    "{\"_id\":\"person:" ULID "\",\"type\":\"person\",\"carried_by\":[]}",
    GAUNG_RECORD_ERROR_VALUE },
  { "sample",
    "{\"_id\":\"person:" ULID "\",\"type\":\"person\",\"sample\":\"yes\"}",
    GAUNG_RECORD_ERROR_VALUE },
};

static void
test_header (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GError) error = NULL;

  g_assert_null (gaung_record_new_from_text (headers[i].text, -1, &error));
  g_assert_error (error, GAUNG_RECORD_ERROR, headers[i].error);
}

/* Without a copy: what it is given is what it has. */
static void
test_taken (void)
{
  g_autoptr (GError) error = NULL;
  JsonObject *json = gaung_json_parse_object (
      "{\"_id\":\"person:" ULID "\",\"_rev\":\"1-a\",\"type\":\"person\",\"carried_by\":\"koord\"}",
      -1,
      &error);
  g_autoptr (GaungRecord) record = gaung_record_new_take_json (json, &error);
  JsonObject *bad = json_object_new ();

  g_assert_no_error (error);
  g_assert_true (gaung_record_get_json (record) == json);
  g_assert_false (json_object_has_member (json, "_rev"));
  g_assert_cmpstr (gaung_json_get_string (json, "carried_by", NULL), ==, "koord");
  g_assert_null (gaung_record_new_take_json (bad, &error));
  g_assert_error (error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_TYPE);
}

static void
test_transport_members (void)
{
  g_autoptr (GaungRecord) record
      = read_record ("{\"_id\":\"person:" ULID "\",\"_rev\":\"1-x\",\"type\":\"person\","
                     "\"_attachments\":{},\"name\":\"Siti\",\"rest\":null}");
  g_autofree char *text = gaung_record_to_text (record);

  g_assert_cmpstr (text,
                   ==,
                   "{\"_id\":\"person:" ULID "\",\"type\":\"person\",\"name\":\"Siti\","
                   "\"rest\":null}");
  /* Without a stamp the ULID tells when. */
  g_assert_cmpint (gaung_record_get_created_at (record), ==, gaung_ulid_get_instant (ULID));
  g_assert_cmpstr (gaung_record_get_title (record), ==, "Siti");
}

static void
test_setters (void)
{
  g_autoptr (GaungRecord) record = gaung_record_new ("complaint", NULL, NOW);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) tags = NULL;
  guint title = 0, any = 0;

  g_signal_connect (record, "notify::title", G_CALLBACK (count_cb), &title);
  g_signal_connect (record, "notify", G_CALLBACK (count_cb), &any);
  g_assert_true (gaung_record_set_string (record, "title", "Lampu", &error));
  g_assert_cmpuint (title, ==, 1);
  g_assert_true (gaung_record_set_instant (record, "received_at", NOW, &error));
  g_assert_cmpint (gaung_record_get_instant (record, "received_at"), ==, NOW);
  g_assert_true (gaung_record_set_instant (record, "answered_at", GAUNG_INSTANT_NONE, &error));
  g_assert_cmpuint (any, ==, 2);
  g_assert_false (gaung_record_set_instant (record, "answered_at", G_MAXINT64, &error));
  g_assert_error (error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_true (gaung_record_set_day (record, "happened_on", 20000, &error));
  g_assert_cmpint (gaung_record_get_day (record, "happened_on"), ==, 20000);
  g_assert_true (gaung_record_set_day (record, "happened_on", GAUNG_DAY_NONE, &error));
  g_assert_cmpint (gaung_record_get_day (record, "happened_on"), ==, GAUNG_DAY_NONE);
  g_assert_true (
      gaung_record_set_strings (record, "tags", (const char *const[]) { "a", "b", NULL }, &error));
  tags = gaung_record_get_strings (record, "tags");
  g_assert_cmpstrv (tags, ((const char *[]) { "a", "b", NULL }));
  g_assert_true (gaung_record_set_strings (record, "tags", (const char *const[]) { NULL }, NULL));
  g_assert_null (gaung_record_get_node (record, "tags"));
  g_assert_true (gaung_record_set_string (record, "street", "", &error));
  g_assert_null (gaung_record_get_node (record, "street"));

  g_assert_false (gaung_record_set_string (record, "no_such", "x", &error));
  g_assert_error (error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_false (gaung_record_set_string (record, "title", NULL, &error));
  g_assert_error (error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_false (gaung_record_set_string (record, "_id", "complaint:" ULID, &error));
  g_assert_error (error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_VALUE);

  g_assert_cmpint (gaung_record_get_integer (record, "title"), ==, 0);
  g_assert_null (gaung_record_get_string (record, "gone"));
  g_assert_false (gaung_record_get_boolean (record, "title"));
}

static void
test_new_mark (void)
{
  g_autoptr (GaungRecord) record = gaung_record_new ("person", NULL, NOW);
  guint count = 0;
  g_autoptr (GaungRecord) copy = NULL;

  g_signal_connect (record, "notify::is-new", G_CALLBACK (count_cb), &count);
  gaung_record_set_is_new (record, FALSE);
  g_assert_cmpuint (count, ==, 0);
  g_object_set (record, "is-new", TRUE, NULL);
  g_assert_cmpuint (count, ==, 1);
  copy = gaung_record_copy (record);
  g_assert_true (gaung_record_get_is_new (copy));
  g_assert_false (json_object_has_member (gaung_record_get_json (record), "is_new"));
}

static void
test_finalize (void)
{
  for (const GaungRecordType *const *type = gaung_record_types (); *type != NULL; type++)
    {
      GaungRecord *record = gaung_record_new ((*type)->name, NULL, NOW);

      g_assert_finalize_object (record);
    }
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    GTestDataFunc function;
  } generic[] = {
    { "round-trip", test_round_trip },
    { "wrong-kinds", test_wrong_kinds },
    { "required", test_required },
    { "properties", test_properties },
    { "words", test_words },
    { "search", test_search },
    { "new", test_new },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (const GaungRecordType *const *type = gaung_record_types (); *type != NULL; type++)
    for (gsize i = 0; i < G_N_ELEMENTS (generic); i++)
      {
        g_autofree char *path = g_strdup_printf ("/record/%s/%s", (*type)->name, generic[i].name);

        g_test_add_data_func (path, *type, generic[i].function);
      }
  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *path = g_strdup_printf ("/record/header/%s", headers[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_header);
    }
  g_test_add_func ("/record/taken", test_taken);
  g_test_add_func ("/record/transport-members", test_transport_members);
  g_test_add_func ("/record/setters", test_setters);
  g_test_add_func ("/record/new-mark", test_new_mark);
  g_test_add_func ("/record/finalize", test_finalize);
  return g_test_run ();
}
