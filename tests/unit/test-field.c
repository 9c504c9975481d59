/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "gaung-complaint.h"
#include "gaung-json.h"

static const GaungEnumValue colours[] = {
  { "red", "Red" },
  { "dark-blue", "Dark blue" },
  { NULL },
};

static const GaungField parts[] = {
  { "key", "key", GAUNG_FIELD_STRING, GAUNG_FIELD_REQUIRED | GAUNG_FIELD_UNIQUE_KEY, "Key" },
  { "amount", "amount", GAUNG_FIELD_MONEY, GAUNG_FIELD_FLAG_NONE, "Amount" },
  { NULL },
};

static const GaungField fields[] = {
  { "string", "string", GAUNG_FIELD_STRING, GAUNG_FIELD_FLAG_NONE, "String", .max_bytes = 8 },
  { "text", "text", GAUNG_FIELD_TEXT, GAUNG_FIELD_FLAG_NONE, "Text" },
  { "integer", "integer", GAUNG_FIELD_INTEGER, GAUNG_FIELD_FLAG_NONE, "Integer" },
  { "money", "money", GAUNG_FIELD_MONEY, GAUNG_FIELD_FLAG_NONE, "Money" },
  { "boolean", "boolean", GAUNG_FIELD_BOOLEAN, GAUNG_FIELD_FLAG_NONE, "Boolean" },
  { "date", "date", GAUNG_FIELD_DATE, GAUNG_FIELD_FLAG_NONE, "Date" },
  { "instant", "instant", GAUNG_FIELD_INSTANT, GAUNG_FIELD_FLAG_NONE, "Instant" },
  { "enum", "enum", GAUNG_FIELD_ENUM, GAUNG_FIELD_FLAG_NONE, "Enum", .enumeration = colours },
  { "open", "open", GAUNG_FIELD_STRING, GAUNG_FIELD_FLAG_NONE, "Open", .enumeration = colours },
  { "strings", "strings", GAUNG_FIELD_STRINGS, GAUNG_FIELD_FLAG_NONE, "Strings" },
  { "reference",
    "reference",
    GAUNG_FIELD_REFERENCE,
    GAUNG_FIELD_FLAG_NONE,
    "Reference",
    .target = "person" },
  { "any", "any", GAUNG_FIELD_REFERENCE, GAUNG_FIELD_FLAG_NONE, "Any" },
  { "records", "records", GAUNG_FIELD_RECORDS, GAUNG_FIELD_FLAG_NONE, "Records", .fields = parts },
  { "localized", "localized", GAUNG_FIELD_LOCALIZED, GAUNG_FIELD_FLAG_NONE, "Localized" },
  { "district", "district", GAUNG_FIELD_STRING, GAUNG_FIELD_PLACE, "District" },
  { "village", "village", GAUNG_FIELD_STRING, GAUNG_FIELD_PLACE, "Village" },
  { "telephone", "telephone", GAUNG_FIELD_STRING, GAUNG_FIELD_PERSONAL, "Telephone" },
  { "name", "name", GAUNG_FIELD_STRING, GAUNG_FIELD_PERSONAL, "Name" },
  { "nik", "nik", GAUNG_FIELD_STRING, GAUNG_FIELD_PERSONAL, "NIK" },
  { "email", "email", GAUNG_FIELD_STRING, GAUNG_FIELD_PERSONAL, "Email" },
  { "birth", "birth", GAUNG_FIELD_DATE, GAUNG_FIELD_PERSONAL, "Born" },
  { "year", "year", GAUNG_FIELD_INTEGER, GAUNG_FIELD_FLAG_NONE, "Year" },
  { NULL },
};

static const GaungField *
find (const char *member)
{
  for (const GaungField *field = fields; field->member != NULL; field++)
    if (strcmp (field->member, member) == 0)
      return field;
  g_assert_not_reached ();
}

static JsonNode *
read_json (const char *json)
{
  g_autofree char *text = g_strdup_printf ("{\"v\":%s}", json);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = gaung_json_parse_object (text, -1, &error);

  g_assert_no_error (error);
  return json_object_dup_member (object, "v");
}

#define ULID "01KAVZ0000ABCDEFGHJKMNPQRS"

static const struct
{
  const char *member;
  const char *json;
  const char *expected;
  gboolean mask;
} displays[] = {
  { "string", "\"Jl. Slamet\"", "Jl. Slamet" },
  { "integer", "1234567", "1.234.567" },
  { "integer", "0", "0" },
  { "year", "2026", "2026" },
  { "money", "450000", "Rp450.000" },
  { "boolean", "true", "Yes" },
  { "boolean", "false", "No" },
  { "date", "\"2026-11-04\"", "04/11/2026" },
  { "instant", "\"2026-11-24T04:50:00Z\"", "24/11/2026 11.50" },
  { "enum", "\"dark-blue\"", "Dark blue" },
  { "enum", "\"from-the-future\"", "from-the-future" },
  { "open", "\"dark-blue\"", "Dark blue" },
  { "open", "\"Hijau muda\"", "Hijau muda" },
  { "strings", "[\"a\",\"b, c\"]", "a; b, c" },
  { "strings", "[]", "" },
  { "records", "[{\"key\":\"a\",\"amount\":1000},{\"key\":\"b\"}]", "Rp1.000; b" },
  { "localized", "{\"jv\":\"tulisan\",\"id\":\"teks\"}", "teks" },
  { "localized", "{\"jv\":\"tulisan\"}", "tulisan" },
  { "localized", "{\"id\":\"teks\",\"en\":\"text\"}", "text" },
  { "localized", "{}", "" },
  { "district", "\"33.72.01\"", "Laweyan" },
  { "village", "\"33.72.01.1008\"", "Sondakan" },
  { "village", "\"33.11.01.2001\"", "33.11.01.2001" },
  { "telephone", "\"+6281225067171\"", "0812-2506-7171" },
  { "telephone", "\"+6281225067171\"", "08•• •••• ••71", TRUE },
  { "name", "\"Budi Santoso\"", "B••• S••••••", TRUE },
  { "nik", "\"3372011708850001\"", "3372••••••••0001", TRUE },
  { "email", "\"budi@contoh.com\"", "b•••@•••.com", TRUE },
  { "birth", "\"1985-08-17\"", "••••••••", TRUE },
  { "birth", "\"1985-08-17\"", "17/08/1985" },
  { "name", "null", "", TRUE },
  { "string", "null", "" },
};

static void
test_display (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (JsonNode) node = read_json (displays[i].json);
  g_autofree char *text
      = gaung_field_to_display (find (displays[i].member), node, displays[i].mask);

  g_assert_cmpstr (text, ==, displays[i].expected);
}

static const struct
{
  const char *member;
  const char *text;
  const char *expected; /* JSON; NULL: refused */
} readings[] = {
  { "string", " apa ", "\" apa \"" },
  { "string", "terlalu panjang", NULL },
  { "string", "", "null" },
  { "string", "\xff", NULL },
  { "text", "satu\ndua", "\"satu\\ndua\"" },
  { "integer", "1.234.567", "1234567" },
  { "integer", "1234567", "1234567" },
  { "integer", "-12", "-12" },
  { "integer", "1,5", NULL },
  { "integer", "1.5", NULL },
  { "integer", "9007199254740993", NULL },
  { "integer", "dua", NULL },
  { "integer", "-", NULL },
  { "money", "Rp450.000", "450000" },
  { "money", "Rp 450.000,00", "450000" },
  { "money", "rp.450.000,-", "450000" },
  { "money", "450000", "450000" },
  { "money", "Rp-5", NULL },
  { "money", "Rp450.000,50", NULL },
  { "boolean", "Ya", "true" },
  { "boolean", "tidak", "false" },
  { "boolean", "true", "true" },
  { "boolean", "0", "false" },
  { "boolean", "mungkin", NULL },
  { "date", "24/11/2026", "\"2026-11-24\"" },
  { "date", "2026-11-24", "\"2026-11-24\"" },
  { "date", "24 Nov 2026", "\"2026-11-24\"" },
  { "date", "31/2/2026", NULL },
  { "instant", "2026-11-24T11:50:00+07:00", "\"2026-11-24T04:50:00.000Z\"" },
  { "instant", "24/11/2026 11.50", "\"2026-11-24T04:50:00.000Z\"" },
  { "instant", "24/11/2026 11:50", "\"2026-11-24T04:50:00.000Z\"" },
  { "instant", "24 November 2026", "\"2026-11-23T17:00:00.000Z\"" },
  { "instant", "24/11/2026 24.00", NULL },
  { "instant", "kemarin", NULL },
  { "enum", "dark-blue", "\"dark-blue\"" },
  { "enum", "DARK BLUE", "\"dark-blue\"" },
  { "enum", "green", NULL },
  { "open", "Dark Blue", "\"dark-blue\"" },
  { "open", "Hijau", "\"Hijau\"" },
  { "strings", "a; b, c ;; d", "[\"a\",\"b, c\",\"d\"]" },
  { "strings", "a, b", "[\"a\",\"b\"]" },
  { "strings", "a\nb, c", "[\"a\",\"b, c\"]" },
  { "reference", "person:" ULID, "\"person:" ULID "\"" },
  { "reference", "agency:" ULID, NULL },
  { "any", "agency:" ULID, "\"agency:" ULID "\"" },
  { "any", "attachment:" ULID, NULL },
  { "records", "[{\"key\":\"a\"}]", "[{\"key\":\"a\"}]" },
  { "records", "[{\"amount\":1}]", NULL },
  { "records", "[]},\"x\":{", NULL },
  { "records", "a, b", NULL },
  { "localized", "teks", "{\"id\":\"teks\"}" },
  { "localized", "{\"jv\":\"tulisan\"}", "{\"jv\":\"tulisan\"}" },
  { "district", "kec. Laweyan", "\"33.72.01\"" },
  { "district", "Pasarkliwon", "\"33.72.03\"" },
  { "village", "Pasarkliwon", "\"33.72.03.1003\"" },
  { "village", "Kartasura", "\"Kartasura\"" },
  { "telephone", "0812 2506 7171", "\"+6281225067171\"" },
  { "telephone", "rumah", "\"rumah\"" },
};

static void
test_reading (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node
      = gaung_field_from_text (find (readings[i].member), readings[i].text, &error);
  g_autofree char *written = NULL;

  if (readings[i].expected == NULL)
    {
      g_assert_error (error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_VALUE);
      g_assert_null (node);
      g_assert_true (g_str_has_prefix (error->message, readings[i].member));
      return;
    }
  g_assert_no_error (error);
  written = gaung_json_node_to_text (node);
  g_assert_cmpstr (written, ==, readings[i].expected);
}

static void
test_nested_message (void)
{
  g_autoptr (JsonNode) node = read_json ("[{\"key\":\"a\"},{\"key\":\"b\",\"amount\":-1}]");
  g_autoptr (GError) error = NULL;

  g_assert_false (gaung_field_check (find ("records"), node, &error));
  g_assert_cmpstr (error->message, ==, "records.amount: less than nothing");
}

/* Labels with a context are found by it; every nick is kebab-case and has one. */
static void
test_enumerations (void)
{
  static const GaungEnumValue *const tables[] = {
    gaung_complaint_states,          gaung_complaint_classes,    gaung_complaint_channels,
    gaung_complaint_archive_reasons, gaung_complaint_categories,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const GaungEnumValue *value = tables[i]; value->nick != NULL; value++)
      {
        g_assert_cmpuint (
            strspn (value->nick, "abcdefghijklmnopqrstuvwxyz-"), ==, strlen (value->nick));
        g_assert_cmpstr (gaung_enum_get_label (tables[i], value->nick), ==, value->label);
      }
  g_assert_cmpstr (gaung_enum_get_label (gaung_complaint_states, "no-such"), ==, "no-such");
  g_assert_cmpstr (gaung_enum_get_label (gaung_complaint_states, NULL), ==, "");
  g_assert_cmpstr (gaung_complaint_state_get_nick (GAUNG_COMPLAINT_STATE_MOVED), ==, "moved");
  g_assert_cmpstr (gaung_complaint_state_get_nick (GAUNG_COMPLAINT_STATE_NOT_OURS), ==, "not-ours");
  g_assert_cmpstr (
      gaung_complaint_state_get_nick (GAUNG_COMPLAINT_STATE_IN_PROGRESS), ==, "in-progress");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (displays); i++)
    {
      g_autofree char *path
          = g_strdup_printf ("/field/display/%s-%" G_GSIZE_FORMAT, displays[i].member, i);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_display);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      g_autofree char *path
          = g_strdup_printf ("/field/reading/%s-%" G_GSIZE_FORMAT, readings[i].member, i);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_reading);
    }
  g_test_add_func ("/field/nested-message", test_nested_message);
  g_test_add_func ("/field/enumerations", test_enumerations);
  return g_test_run ();
}
