/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints what the records of the client allow, as JSON, so that test-validate.js can hold the rules
 * of the server against it: field tables, steps between states, verdicts on single values, and
 * complaints that went through random actions. */
#include "config.h"

#include <string.h>

#include "gaung-complaint-actions.h"
#include "gaung-deadline.h"
#include "gaung-json.h"
#include "gaung-ulid.h"

#define N_WALKS 300
#define N_ACTIONS 14
#define SEED 4

static const char *const kinds[] = {
  [GAUNG_FIELD_STRING] = "string",   [GAUNG_FIELD_TEXT] = "text",
  [GAUNG_FIELD_INTEGER] = "integer", [GAUNG_FIELD_MONEY] = "money",
  [GAUNG_FIELD_BOOLEAN] = "boolean", [GAUNG_FIELD_DATE] = "date",
  [GAUNG_FIELD_INSTANT] = "instant", [GAUNG_FIELD_ENUM] = "enum",
  [GAUNG_FIELD_STRINGS] = "strings", [GAUNG_FIELD_REFERENCE] = "reference",
  [GAUNG_FIELD_RECORDS] = "records", [GAUNG_FIELD_LOCALIZED] = "localized",
};

/* JSON texts on which client and server must agree, whatever the kind of the field. Left out on
 * purpose: 2^53 itself and 5.0, which JavaScript cannot tell from 2^53 + 1 and from 5. */
static const char *const values[] = {
  "null",
  "true",
  "false",
  "0",
  "1",
  "-1",
  "3.5",
  "9007199254740991",
  "-9007199254740991",
  "9007199254740994",
  "\"\"",
  "\"a\"",
  "[]",
  "{}",
  "[\"a\"]",
  "[1]",
  "[null]",
  "[{}]",
  "{\"id\":\"a\"}",
  "{\"id\":1}",
  "{\"ID\":\"a\"}",
  "{\"i\":\"a\"}",
  "{\"abcd\":\"a\"}",
  "\"one\"",
  "\"two\"",
  "\"One\"",
  "\"constructor\"",
  "\"2026-11-24\"",
  "\"2026-02-29\"",
  "\"2024-02-29\"",
  "\"1900-02-29\"",
  "\"2000-02-29\"",
  "\"0001-01-01\"",
  "\"0000-01-01\"",
  "\"9999-12-31\"",
  "\"2026-13-01\"",
  "\"2026-00-10\"",
  "\"2026-04-31\"",
  "\"2026-1-01\"",
  "\"2026-11-24 \"",
  "\" 2026-11-24\"",
  "\"2026-11-24T04:50:00.000Z\"",
  "\"2026-11-24T04:50:00Z\"",
  "\"2026-11-24t04:50:00z\"",
  "\"2026-11-24 04:50:00Z\"",
  "\"2026-11-24T04:50:00+07:00\"",
  "\"2026-11-24T04:50:00-23:59\"",
  "\"2026-11-24T04:50:00+24:00\"",
  "\"2026-11-24T04:50:00+07:60\"",
  "\"2026-11-24T04:50:00+0700\"",
  "\"2026-11-24T24:00:00Z\"",
  "\"2026-11-24T23:60:00Z\"",
  "\"2026-11-24T23:59:60Z\"",
  "\"2026-11-24T23:59:61Z\"",
  "\"2026-11-24T04:50Z\"",
  "\"2026-11-24T04:50:00\"",
  "\"2026-11-24T04:50:00.Z\"",
  "\"2026-11-24T04:50:00.1234567Z\"",
  "\"2026-02-30T04:50:00Z\"",
  "\"2026-11-24T04:50:00.000ZZ\"",
  "\"complaint:01JD0000000000000000000000\"",
  "\"complaint:81JD0000000000000000000000\"",
  "\"complaint:01JD000000000000000000000U\"",
  "\"complaint:01jd0000000000000000000000\"",
  "\"complaint:01JD000000000000000000000\"",
  "\"complaint:01JD00000000000000000000000\"",
  "\"person:01JD0000000000000000000000\"",
  "\"Person:01JD0000000000000000000000\"",
  "\":01JD0000000000000000000000\"",
  "\"complaint:\"",
  "\"a-b:01JD0000000000000000000000\"",
  "\"a_b:01JD0000000000000000000000\"",
  "\"attachment:01JD0000000000000000000000\"",
  "\"attachment:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"",
  "\"attachment:0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef\"",
  "\"complaint:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"",
  "[\"complaint:01JD0000000000000000000000\"]",
  "[\"person:01JD0000000000000000000000\"]",
  "[{\"key\":\"a\"}]",
  "[{\"key\":\"\"}]",
  "[{\"key\":null}]",
  "[{\"key\":1}]",
  "[{\"other\":\"a\"}]",
  "[[{\"key\":\"a\"}]]",
  "[{\"key\":\"a\",\"unknown\":[1]}]",
};

static const GaungEnumValue enumeration[] = { { "one", "One" }, { "two", "Two" }, { NULL } };
static const GaungField parts[]
    = { { "key", "key", GAUNG_FIELD_STRING, GAUNG_FIELD_REQUIRED, "Key" }, { NULL } };

static guint
get_max_bytes (const GaungField *field)
{
  if (field->kind != GAUNG_FIELD_STRING && field->kind != GAUNG_FIELD_TEXT)
    return 0;
  if (field->max_bytes > 0)
    return field->max_bytes;
  return field->kind == GAUNG_FIELD_TEXT ? 65536 : 1024;
}

static JsonNode *
describe_fields (const GaungField *fields)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  for (const GaungField *field = fields; field->member != NULL; field++)
    {
      json_builder_set_member_name (builder, field->member);
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "kind");
      json_builder_add_string_value (builder, kinds[field->kind]);
      json_builder_set_member_name (builder, "required");
      json_builder_add_boolean_value (builder, (field->flags & GAUNG_FIELD_REQUIRED) != 0);
      json_builder_set_member_name (builder, "personal");
      json_builder_add_boolean_value (builder, (field->flags & GAUNG_FIELD_PERSONAL) != 0);
      json_builder_set_member_name (builder, "bytes");
      json_builder_add_int_value (builder, get_max_bytes (field));
      json_builder_set_member_name (builder, "target");
      json_builder_add_string_value (builder, field->target != NULL ? field->target : "");
      json_builder_set_member_name (builder, "values");
      json_builder_begin_array (builder);
      /* The usual values of a STRING are no rule. */
      for (const GaungEnumValue *value = field->enumeration;
           field->kind == GAUNG_FIELD_ENUM && value->nick != NULL;
           value++)
        json_builder_add_string_value (builder, value->nick);
      json_builder_end_array (builder);
      json_builder_set_member_name (builder, "fields");
      if (field->kind == GAUNG_FIELD_RECORDS)
        json_builder_add_value (builder, describe_fields (field->fields));
      else
        json_builder_add_null_value (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static void
add_types (JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "types");
  json_builder_begin_object (builder);
  for (const GaungRecordType *const *type = gaung_record_types (); *type != NULL; type++)
    {
      json_builder_set_member_name (builder, (*type)->name);
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "schema");
      json_builder_add_int_value (builder, (*type)->schema);
      json_builder_set_member_name (builder, "fields");
      json_builder_add_value (builder, describe_fields ((*type)->fields));
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

/* Per state, the other states that one action leads to. */
static void
add_steps (JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "steps");
  json_builder_begin_object (builder);
  for (guint state = 0; gaung_complaint_states[state].nick != NULL; state++)
    {
      json_builder_set_member_name (builder, gaung_complaint_states[state].nick);
      json_builder_begin_array (builder);
      for (guint action = 0; action < GAUNG_COMPLAINT_N_ACTIONS; action++)
        {
          GaungComplaintState next;

          if (gaung_complaint_transition (state, action, &next) && next != state)
            json_builder_add_string_value (builder, gaung_complaint_state_get_nick (next));
        }
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
}

static void
add_verdict (JsonBuilder *builder, const GaungField *field, const char *spec, const char *value)
{
  g_autoptr (JsonNode) node = json_from_string (value, NULL);

  g_assert_true (node != NULL || g_str_equal (value, "null"));
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, spec);
  json_builder_add_string_value (builder, value);
  json_builder_add_boolean_value (builder, gaung_field_check (field, node, NULL));
  json_builder_end_array (builder);
}

/* Every value against every kind: [spec of validate.js, JSON text, whether the client takes it]. */
static void
add_verdicts (JsonBuilder *builder)
{
  const struct
  {
    const char *spec;
    GaungField field;
  } rows[] = {
    { "string", { "x", "x", GAUNG_FIELD_STRING } },
    { "text", { "x", "x", GAUNG_FIELD_TEXT } },
    { "integer", { "x", "x", GAUNG_FIELD_INTEGER } },
    { "money", { "x", "x", GAUNG_FIELD_MONEY } },
    { "boolean", { "x", "x", GAUNG_FIELD_BOOLEAN } },
    { "date", { "x", "x", GAUNG_FIELD_DATE } },
    { "instant", { "x", "x", GAUNG_FIELD_INSTANT } },
    { "enum one|two", { "x", "x", GAUNG_FIELD_ENUM, .enumeration = enumeration } },
    { "strings", { "x", "x", GAUNG_FIELD_STRINGS } },
    { "strings person", { "x", "x", GAUNG_FIELD_STRINGS, .target = "person" } },
    { "reference", { "x", "x", GAUNG_FIELD_REFERENCE } },
    { "reference person", { "x", "x", GAUNG_FIELD_REFERENCE, .target = "person" } },
    { "records", { "x", "x", GAUNG_FIELD_RECORDS, .fields = parts } },
    { "localized", { "x", "x", GAUNG_FIELD_LOCALIZED } },
  };

  json_builder_set_member_name (builder, "verdicts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint j = 0; j < G_N_ELEMENTS (values); j++)
      add_verdict (builder, &rows[i].field, rows[i].spec, values[j]);
  json_builder_end_array (builder);
}

/* How deep a document may be: [levels, whether the client reads it]. */
static void
add_depths (JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "depths");
  json_builder_begin_array (builder);
  for (guint levels = 1; levels <= 20; levels++)
    {
      g_autoptr (GString) text = g_string_new ("1");
      g_autoptr (JsonObject) object = NULL;

      for (guint i = 0; i < levels; i++)
        {
          g_string_prepend (text, "{\"a\":");
          g_string_append_c (text, '}');
        }
      object = gaung_json_parse_object (text->str, text->len, NULL);
      json_builder_begin_array (builder);
      json_builder_add_string_value (builder, text->str);
      json_builder_add_boolean_value (builder, object != NULL);
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
}

static void
add_copy (JsonBuilder *builder, gpointer record)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, gaung_json_copy (gaung_record_get_json (GAUNG_RECORD (record))));
  json_builder_add_value (builder, node);
}

static GaungRecord *
make_complaint (const GaungActor *actor, GaungInstant now)
{
  GaungRecord *record = gaung_record_new ("complaint", actor, now);

  gaung_record_set_string (record, "title", "Jalan berlubang", NULL);
  gaung_record_set_string (record, "text", "Lubang di depan pasar.", NULL);
  gaung_record_set_string (record, "state", "new", NULL);
  gaung_record_set_string (record, "channel", "walk-in", NULL);
  gaung_record_set_string (record, "agency", "dpu", NULL);
  gaung_record_set_instant (record, "received_at", now, NULL);
  return record;
}

/* One complaint on its way through a desk: { documents: […], entries: […] }. */
static void
add_walk (JsonBuilder *builder, const GaungActor *actor, GRand *random)
{
  static const char *const agencies[] = { "dpu", "dlh", "dishub" };
  static const char *const reasons[] = { "wrong-format", "duplicate", "other" };
  static const char *const members[] = { "telephone", NULL };
  GaungInstant now = G_GINT64_CONSTANT (1795500000000);
  g_autoptr (GaungRecord) complaint = make_complaint (actor, now);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "documents");
  json_builder_begin_array (builder);
  add_copy (builder, complaint);
  for (guint i = 0; i < N_ACTIONS; i++)
    {
      GaungComplaintAction action = g_rand_int_range (random, 0, GAUNG_COMPLAINT_N_ACTIONS);
      GaungComplaintArguments arguments = {
        .text = "Sudah kami lihat.",
        .agency = agencies[g_rand_int_range (random, 0, G_N_ELEMENTS (agencies))],
        .reason = reasons[g_rand_int_range (random, 0, G_N_ELEMENTS (reasons))],
        .assignee = "siti",
        .assignee_name = "Siti",
        .until = gaung_day_of_instant (now) + 3,
        .is_final = g_rand_boolean (random),
        .members = members,
      };
      GaungEntry *entry;

      now += g_rand_int_range (random, 1, (gint32) (3 * GAUNG_DAY_LENGTH));
      entry = gaung_complaint_perform (
          GAUNG_COMPLAINT (complaint), action, &arguments, actor, now, NULL);
      if (entry == NULL)
        continue;
      g_ptr_array_add (entries, entry);
      add_copy (builder, complaint);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "entries");
  json_builder_begin_array (builder);
  for (guint i = 0; i < entries->len; i++)
    add_copy (builder, g_ptr_array_index (entries, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_walks (JsonBuilder *builder)
{
  static const char *const roles[] = { "staff", "agency-dpu", "coordinator", NULL };
  g_autoptr (GaungActor) actor = gaung_actor_new ("budi", "Budi", "dpu", roles);
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);

  gaung_ulid_seed_thread (SEED);
  json_builder_set_member_name (builder, "walks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < N_WALKS; i++)
    add_walk (builder, actor, random);
  json_builder_end_array (builder);
}

/* What Gaung brings with it, for the directory. */
static void
add_builtin (JsonBuilder *builder)
{
  g_autoptr (GPtrArray) records = gaung_builtin_records ();

  json_builder_set_member_name (builder, "builtin");
  json_builder_begin_array (builder);
  for (guint i = 0; i < records->len; i++)
    add_copy (builder, g_ptr_array_index (records, i));
  json_builder_end_array (builder);
}

int
main (void)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  add_types (builder);
  add_steps (builder);
  add_verdicts (builder);
  add_depths (builder);
  add_walks (builder);
  add_builtin (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  g_print ("%s\n", text);
  return 0;
}
