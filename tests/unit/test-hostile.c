/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an enemy or a broken program could send: shown harmlessly, kept as it is, or refused with a
 * reason. */
#include <string.h>

#include "gaung-attachment.h"
#include "gaung-fold.h"
#include "gaung-json.h"
#include "gaung-record.h"

#define ULID "01KAVZ0000ABCDEFGHJKMNPQRS"
#define NAME "person:" ULID

static GaungRecord *
read_person (const char *name_json, GError **error)
{
  g_autofree char *text = g_strdup_printf (
      "{\"_id\":\"" NAME "\",\"type\":\"person\",\"schema\":1,\"name\":\"%s\"}", name_json);

  return gaung_record_new_from_text (text, -1, error);
}

static const struct
{
  const char *name;
  const char *json;
  const char *line; /* how it is shown */
} kept[] = {
  { "markup", "<b>Siti</b><script>x</script>", "<b>Siti</b><script>x</script>" },
  { "entity", "Siti &amp; Budi &#0;", "Siti &amp; Budi &#0;" },
  { "newline", "Siti\\nBudi\\r\\nAli", "Siti Budi Ali" },
  { "control", "Siti\\u0001\\u001b[31m", "Siti [31m" },
  { "override", "Siti\\u202egpj.exe", "Sitigpj.exe" },
  { "marks", "\\u200fSiti\\u200e\\u061c", "Siti" },
  { "isolate", "\\u2066Siti\\u2069", "Siti" },
  { "byte-order", "\\ufeffSiti", "Siti" },
  { "separator", "Siti\\u2028Budi\\u2029", "Siti Budi" },
  { "emoji", "Siti \\ud83d\\ude00", "Siti 😀" },
  { "noncharacter", "Siti\\uffff", "Siti\xef\xbf\xbf" },
  { "path", "../../etc/passwd", "../../etc/passwd" },
  { "format", "%s%n%d", "%s%n%d" },
  { "sql", "'; DROP TABLE document; --", "'; DROP TABLE document; --" },
  { "single-word", "Suparmi", "Suparmi" },
  { "javanese", "ꦱꦶꦠꦶ", "ꦱꦶꦠꦶ" },
};

static void
test_kept (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungRecord) record = read_person (kept[i].json, &error);
  g_autoptr (GaungRecord) again = NULL;
  g_autofree char *line = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  line = gaung_text_to_line (gaung_record_get_title (record), 0);
  g_assert_cmpstr (line, ==, kept[i].line);

  text = gaung_record_to_text (record);
  again = gaung_record_new_from_text (text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gaung_record_get_title (again), ==, gaung_record_get_title (record));
}

static const struct
{
  const char *name;
  const char *json;
} refused[] = {
  { "nul", "Siti\\u0000Budi" },  { "lone-high", "Siti\\ud83d" },
  { "lone-low", "Siti\\ude00" }, { "raw-surrogate", "Siti\xed\xa0\xbd" },
  { "latin-1", "Siti\xe9" },
};

static void
test_refused (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GError) error = NULL;

  g_assert_null (read_person (refused[i].json, &error));
  g_assert_error (error, GAUNG_JSON_ERROR, GAUNG_JSON_ERROR_ENCODING);
  /* Personal data stays out of messages. */
  g_assert_null (strstr (error->message, "Siti"));
}

static void
test_long (void)
{
  g_autofree char *megabyte = g_strnfill (1024 * 1024, 'x');
  g_autofree char *fitting = g_strnfill (64 * 1024, 'x');
  g_autoptr (GaungRecord) record = gaung_record_new ("complaint", NULL, 0);
  g_autoptr (GError) error = NULL;

  g_assert_null (read_person (megabyte, &error));
  g_assert_error (error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_VALUE);
  g_assert_cmpstr (error->message, ==, "name: longer than 1024 bytes");
  g_clear_error (&error);
  g_assert_false (gaung_record_set_string (record, "text", megabyte, &error));
  g_assert_error (error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_true (gaung_record_set_string (record, "text", fitting, &error));
  g_assert_false (gaung_record_set_string (record, "title", "a\xff", &error));
  g_assert_error (error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_VALUE);
}

static void
test_unknown_members (void)
{
  g_autofree char *megabyte = g_strnfill (1024 * 1024, 'x');
  g_autofree char *text = g_strdup_printf (
      "{\"_id\":\"" NAME "\",\"type\":\"person\",\"name\":\"Siti\",\"other\":\"%s\"}", megabyte);
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungRecord) record = gaung_record_new_from_text (text, -1, &error);
  g_autofree char *written = NULL;

  g_assert_no_error (error);
  written = gaung_record_to_text (record);
  g_assert_cmpstr (written, ==, text);
}

static void
test_many_elements (void)
{
  g_autoptr (GString) text
      = g_string_new ("{\"_id\":\"agency:" ULID "\",\"type\":\"agency\",\"aliases\":[\"x\"");
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 5000; i++)
    g_string_append (text, ",\"x\"");
  g_string_append (text, "]}");
  g_assert_null (gaung_record_new_from_text (text->str, text->len, &error));
  g_assert_error (error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_VALUE);
}

static void
test_numbers (void)
{
  static const char *const numbers[] = { "9007199254740993", "-1e400", "1e999" };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"_id\":\"calendar:" ULID "\",\"type\":\"calendar\",\"year\":%s}", numbers[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (gaung_record_new_from_text (text, -1, &error));
      g_assert_error (error, GAUNG_JSON_ERROR, GAUNG_JSON_ERROR_NUMBER);
    }
}

static void
test_nesting (void)
{
  g_autoptr (GString) text = g_string_new ("{\"_id\":\"" NAME "\",\"type\":\"person\",\"x\":");
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 1000; i++)
    g_string_append (text, "{\"x\":");
  g_string_append (text, "1");
  for (int i = 0; i < 1001; i++)
    g_string_append_c (text, '}');
  g_assert_null (gaung_record_new_from_text (text->str, text->len, &error));
  g_assert_error (error, GAUNG_JSON_ERROR, GAUNG_JSON_ERROR_DEPTH);
}

/* A document cannot name itself: the reference that people read out comes from the id. */
static void
test_false_reference (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungRecord) record = gaung_record_new_from_text (
      "{\"_id\":\"" NAME "\",\"type\":\"person\",\"ref\":\"\\u202e<b>X</b>\"}", -1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (strlen (gaung_record_get_reference (record)), ==, 9);
  g_assert_null (strstr (gaung_record_get_reference (record), "<"));
}

static void
test_attachment_name (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("abc", 3);
  g_autoptr (GaungAttachment) attachment
      = gaung_attachment_new (bytes, "foto\n\xe2\x80\xaegpj.exe", "image/jpeg", NULL, 0);
  GaungRecord *record = GAUNG_RECORD (attachment);
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungRecord) other = NULL;

  gaung_record_validate (record, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gaung_record_get_title (record), ==, "foto gpj.exe");
  g_assert_cmpstr (gaung_record_get_id (record),
                   ==,
                   "attachment:"
                   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  g_assert_cmpint (gaung_record_get_integer (record, "size"), ==, 3);

  other = gaung_record_copy (record);
  g_assert_true (gaung_record_set_string (other, "sha256", "0000", NULL));
  g_assert_false (gaung_record_validate (other, &error));
  g_assert_error (error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_ID);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autofree char *path = g_strdup_printf ("/hostile/kept/%s", kept[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_kept);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strdup_printf ("/hostile/refused/%s", refused[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_refused);
    }
  g_test_add_func ("/hostile/long", test_long);
  g_test_add_func ("/hostile/unknown-members", test_unknown_members);
  g_test_add_func ("/hostile/many-elements", test_many_elements);
  g_test_add_func ("/hostile/numbers", test_numbers);
  g_test_add_func ("/hostile/nesting", test_nesting);
  g_test_add_func ("/hostile/false-reference", test_false_reference);
  g_test_add_func ("/hostile/attachment-name", test_attachment_name);
  return g_test_run ();
}
