/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "gaung-json.h"

#define FINE -1

static const struct
{
  const char *name;
  const char *text;
  int error;           /* GaungJsonError, or FINE */
  const char *written; /* NULL: as it was */
} texts[] = {
  { "empty", "{}", FINE },
  { "plain", "{\"a\":1,\"b\":\"x\",\"c\":[true,false,null],\"d\":{\"e\":-0.5}}", FINE },
  { "spaces", " { \"a\" :\t1 ,\r\n\"b\" : [ ] } ", FINE, "{\"a\":1,\"b\":[]}" },
  { "order", "{\"z\":1,\"a\":2,\"m\":3}", FINE },
  { "escapes",
    "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}",
    FINE,
    "{\"a\":\"\\\"\\\\/\\u0008\\u000c\\n\\r\\t\"}" },
  { "escaped-letter", "{\"a\":\"\\u00e9\"}", FINE, "{\"a\":\"é\"}" },
  { "pair", "{\"a\":\"\\ud83d\\ude00\"}", FINE, "{\"a\":\"😀\"}" },
  { "markup", "{\"a\":\"<script>alert('x')</script>\"}", FINE },
  { "right-to-left",
    "{\"a\":\"\xe2\x80\xae"
    "b\xe2\x80\x8f\"}",
    FINE },
  { "delete", "{\"a\":\"\x7f\"}", FINE },
  { "max-integer", "{\"a\":9007199254740992,\"b\":-9007199254740992}", FINE },
  { "double", "{\"a\":0.1,\"b\":1.0,\"c\":1e300}", FINE, "{\"a\":0.1,\"b\":1.0,\"c\":1e+300}" },
  { "depth-16", "{\"a\":[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]}", FINE },
  { "duplicate", "{\"a\":1,\"a\":2}", FINE, "{\"a\":2}" },
  { "depth-17", "{\"a\":[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]}", GAUNG_JSON_ERROR_DEPTH },
  { "escaped-nul", "{\"a\":\"x\\u0000y\"}", GAUNG_JSON_ERROR_ENCODING },
  { "escaped-nul-name", "{\"a\\u0000\":1}", GAUNG_JSON_ERROR_ENCODING },
  { "lone-high", "{\"a\":\"\\ud800\"}", GAUNG_JSON_ERROR_ENCODING },
  { "lone-high-then-text", "{\"a\":\"\\ud800abcdef\"}", GAUNG_JSON_ERROR_ENCODING },
  { "high-high", "{\"a\":\"\\ud800\\ud800\"}", GAUNG_JSON_ERROR_ENCODING },
  { "lone-low", "{\"a\":\"\\udc00\"}", GAUNG_JSON_ERROR_ENCODING },
  { "raw-surrogate", "{\"a\":\"\xed\xa0\x80\"}", GAUNG_JSON_ERROR_ENCODING },
  { "not-utf8", "{\"a\":\"\xff\"}", GAUNG_JSON_ERROR_ENCODING },
  { "overlong", "{\"a\":\"\xc0\x80\"}", GAUNG_JSON_ERROR_ENCODING },
  { "cut-utf8", "{\"a\":\"\xe2\x80", GAUNG_JSON_ERROR_ENCODING },
  { "big", "{\"a\":9007199254740993}", GAUNG_JSON_ERROR_NUMBER },
  { "big-negative", "{\"a\":-9007199254740993}", GAUNG_JSON_ERROR_NUMBER },
  { "huge", "{\"a\":123456789012345678901234567890}", GAUNG_JSON_ERROR_NUMBER },
  { "infinite", "{\"a\":1e999}", GAUNG_JSON_ERROR_NUMBER },
  { "minus-infinite", "{\"a\":-1e999}", GAUNG_JSON_ERROR_NUMBER },
  { "nan", "{\"a\":NaN}", GAUNG_JSON_ERROR_SYNTAX },
  { "leading-zero", "{\"a\":01}", GAUNG_JSON_ERROR_SYNTAX },
  { "hexadecimal", "{\"a\":0x10}", GAUNG_JSON_ERROR_SYNTAX },
  { "plus", "{\"a\":+1}", GAUNG_JSON_ERROR_SYNTAX },
  { "point", "{\"a\":1.}", GAUNG_JSON_ERROR_SYNTAX },
  { "exponent", "{\"a\":1e}", GAUNG_JSON_ERROR_SYNTAX },
  { "minus", "{\"a\":-}", GAUNG_JSON_ERROR_SYNTAX },
  { "single-quotes", "{'a':1}", GAUNG_JSON_ERROR_SYNTAX },
  { "comment", "{\"a\":1 /* b */}", GAUNG_JSON_ERROR_SYNTAX },
  { "line-comment", "{\"a\":1 // b\n}", GAUNG_JSON_ERROR_SYNTAX },
  { "bare-newline", "{\"a\":\"x\ny\"}", GAUNG_JSON_ERROR_SYNTAX },
  { "unknown-escape", "{\"a\":\"\\x41\"}", GAUNG_JSON_ERROR_SYNTAX },
  { "short-escape", "{\"a\":\"\\u12\"}", GAUNG_JSON_ERROR_SYNTAX },
  { "open-string", "{\"a\":\"x", GAUNG_JSON_ERROR_SYNTAX },
  { "open-escape", "{\"a\":\"x\\", GAUNG_JSON_ERROR_SYNTAX },
  { "open-object", "{\"a\":1", GAUNG_JSON_ERROR_SYNTAX },
  { "closed-twice", "{\"a\":1}}", GAUNG_JSON_ERROR_SYNTAX },
  { "crossed", "{\"a\":[1}]", GAUNG_JSON_ERROR_SYNTAX },
  { "trailing-comma", "{\"a\":1,}", GAUNG_JSON_ERROR_SYNTAX },
  { "trailing-comma-array", "{\"a\":[1,]}", GAUNG_JSON_ERROR_SYNTAX },
  { "no-comma", "{\"a\":1 \"b\":2}", GAUNG_JSON_ERROR_SYNTAX },
  { "no-colon", "{\"a\" 1}", GAUNG_JSON_ERROR_SYNTAX },
  { "no-value", "{\"a\":}", GAUNG_JSON_ERROR_SYNTAX },
  { "bare-word", "{\"a\":yes}", GAUNG_JSON_ERROR_SYNTAX },
  { "cut-word", "{\"a\":tru}", GAUNG_JSON_ERROR_SYNTAX },
  { "number-name", "{1:1}", GAUNG_JSON_ERROR_SYNTAX },
  { "two", "{} {}", GAUNG_JSON_ERROR_SYNTAX },
  { "rest", "{} x", GAUNG_JSON_ERROR_SYNTAX },
  { "array", "[1]", GAUNG_JSON_ERROR_SYNTAX },
  { "string", "\"a\"", GAUNG_JSON_ERROR_SYNTAX },
  { "null", "null", GAUNG_JSON_ERROR_SYNTAX },
  { "nothing", "", GAUNG_JSON_ERROR_SYNTAX },
  { "space", "  ", GAUNG_JSON_ERROR_SYNTAX },
};

static void
test_text (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = gaung_json_parse_object (texts[i].text, -1, &error);
  g_autofree char *written = NULL;

  if (texts[i].error != FINE)
    {
      g_assert_error (error, GAUNG_JSON_ERROR, texts[i].error);
      g_assert_null (object);
      /* What was refused is not quoted: it could be anybody's data. */
      g_assert_null (strstr (error->message, "{"));
      return;
    }
  g_assert_no_error (error);
  written = gaung_json_to_text (object);
  g_assert_cmpstr (written, ==, texts[i].written != NULL ? texts[i].written : texts[i].text);
}

static void
test_length (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = gaung_json_parse_object ("{\"a\":1}garbage", 7, &error);

  g_assert_no_error (error);
  g_assert_cmpint (gaung_json_get_integer (object, "a", 0), ==, 1);
}

static void
test_raw_nul (void)
{
  static const char text[] = "{\"a\":\"x\0y\"}";
  g_autoptr (GError) error = NULL;

  g_assert_null (gaung_json_parse_object (text, sizeof text - 1, &error));
  g_assert_error (error, GAUNG_JSON_ERROR, GAUNG_JSON_ERROR_ENCODING);
}

static void
test_deep (void)
{
  g_autoptr (GString) text = g_string_new ("{\"a\":");
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 1000; i++)
    g_string_append_c (text, '[');
  for (int i = 0; i < 1000; i++)
    g_string_append_c (text, ']');
  g_string_append_c (text, '}');
  g_assert_null (gaung_json_parse_object (text->str, text->len, &error));
  g_assert_error (error, GAUNG_JSON_ERROR, GAUNG_JSON_ERROR_DEPTH);
}

static void
test_size (void)
{
  gsize length = GAUNG_JSON_MAX_BYTES + 1;
  g_autofree char *text = g_strnfill (length, ' ');
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = NULL;

  memcpy (text, "{}", 2);
  g_assert_null (gaung_json_parse_object (text, length, &error));
  g_assert_error (error, GAUNG_JSON_ERROR, GAUNG_JSON_ERROR_SIZE);
  g_clear_error (&error);
  object = gaung_json_parse_object (text, length - 1, &error);
  g_assert_no_error (error);
}

/* Whatever is done to a text, it is refused or read, and what is read comes out as it went in. */
static void
test_mutations (void)
{
  static const char seed_text[]
      = "{\"a\":\"x\\u00e9\\ud83d\\ude00\",\"b\":[1,-2.5e3,true,null,{\"c\":\"é\"}],\"d\":{}}";
  static const char bytes[] = "\"\\{}[],:0123456789eE+-.tfnu \n\xc3\xa9\xed\xa0\x80";
  g_autoptr (GRand) random = g_rand_new_with_seed (20261124);
  guint n_read = 0;

  for (int i = 0; i < 50000; i++)
    {
      g_autofree char *text = g_strdup (seed_text);
      g_autoptr (JsonObject) object = NULL;
      int n = g_rand_int_range (random, 1, 4);

      while (n-- > 0)
        text[g_rand_int_range (random, 0, sizeof seed_text - 1)]
            = bytes[g_rand_int_range (random, 0, sizeof bytes - 1)];
      object = gaung_json_parse_object (text, -1, NULL);
      if (object != NULL)
        {
          g_autofree char *written = gaung_json_to_text (object);
          g_autoptr (JsonObject) again = gaung_json_parse_object (written, -1, NULL);
          g_autofree char *written_again = NULL;

          g_assert_nonnull (again);
          written_again = gaung_json_to_text (again);
          g_assert_cmpstr (written, ==, written_again);
          n_read++;
        }
    }
  g_assert_cmpuint (n_read, >, 1000);
  g_assert_cmpuint (n_read, <, 49000);
}

static void
test_doubles (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (int i = 0; i < 10000; i++)
    {
      double number = g_rand_double_range (random, -1e6, 1e6);
      g_autoptr (JsonObject) object = json_object_new ();
      g_autoptr (JsonObject) read = NULL;
      g_autofree char *text = NULL;

      json_object_set_double_member (object, "n", number);
      text = gaung_json_to_text (object);
      read = gaung_json_parse_object (text, -1, NULL);
      g_assert_true (json_object_get_double_member (read, "n") == number);
    }
}

static void
test_getters (void)
{
  g_autoptr (JsonObject) object
      = gaung_json_parse_object ("{\"s\":\"x\",\"i\":3,\"d\":3.5,\"b\":true,\"a\":[{}],\"o\":{},"
                                 "\"n\":null}",
                                 -1,
                                 NULL);

  g_assert_cmpstr (gaung_json_get_string (object, "s", "f"), ==, "x");
  g_assert_cmpstr (gaung_json_get_string (object, "i", "f"), ==, "f");
  g_assert_cmpstr (gaung_json_get_string (object, "n", "f"), ==, "f");
  g_assert_cmpstr (gaung_json_get_string (object, "a", "f"), ==, "f");
  g_assert_cmpstr (gaung_json_get_string (object, "gone", "f"), ==, "f");
  g_assert_cmpint (gaung_json_get_integer (object, "i", 9), ==, 3);
  g_assert_cmpint (gaung_json_get_integer (object, "d", 9), ==, 9);
  g_assert_cmpint (gaung_json_get_integer (object, "s", 9), ==, 9);
  g_assert_cmpint (gaung_json_get_integer (object, "b", 9), ==, 9);
  g_assert_true (gaung_json_get_boolean (object, "b", FALSE));
  g_assert_true (gaung_json_get_boolean (object, "i", TRUE));
  g_assert_nonnull (gaung_json_get_array (object, "a"));
  g_assert_null (gaung_json_get_array (object, "o"));
  g_assert_nonnull (gaung_json_get_object (object, "o"));
  g_assert_null (gaung_json_get_object (object, "a"));
  g_assert_null (gaung_json_get_object (NULL, "a"));
  g_assert_nonnull (gaung_json_get_element_object (gaung_json_get_array (object, "a"), 0));
}

static void
test_copy (void)
{
  g_autoptr (JsonObject) object
      = gaung_json_parse_object ("{\"a\":{\"b\":[1,{\"c\":2}]}}", -1, NULL);
  g_autoptr (JsonObject) copy = gaung_json_copy (object);
  JsonObject *inner = gaung_json_get_element_object (
      gaung_json_get_array (gaung_json_get_object (copy, "a"), "b"), 1);
  g_autofree char *text = NULL;

  json_object_set_int_member (inner, "c", 3);
  text = gaung_json_to_text (object);
  g_assert_cmpstr (text, ==, "{\"a\":{\"b\":[1,{\"c\":2}]}}");
}

static void
test_equal (void)
{
  g_autoptr (JsonObject) object = gaung_json_parse_object (
      "{\"a\":{\"x\":1,\"y\":2},\"b\":{\"y\":2,\"x\":1},\"c\":[1,2],\"d\":[2,1],\"n\":null}",
      -1,
      NULL);
  JsonNode *a = json_object_get_member (object, "a");
  JsonNode *b = json_object_get_member (object, "b");
  JsonNode *c = json_object_get_member (object, "c");
  JsonNode *d = json_object_get_member (object, "d");
  JsonNode *n = json_object_get_member (object, "n");

  g_assert_true (gaung_json_equal (a, b));
  g_assert_false (gaung_json_equal (c, d));
  g_assert_false (gaung_json_equal (a, c));
  g_assert_false (gaung_json_equal (n, NULL));
  g_assert_false (gaung_json_equal (NULL, a));
  g_assert_true (gaung_json_equal (NULL, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/json/text/%s", texts[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_text);
    }
  g_test_add_func ("/json/length", test_length);
  g_test_add_func ("/json/raw-nul", test_raw_nul);
  g_test_add_func ("/json/deep", test_deep);
  g_test_add_func ("/json/size", test_size);
  g_test_add_func ("/json/mutations", test_mutations);
  g_test_add_func ("/json/doubles", test_doubles);
  g_test_add_func ("/json/getters", test_getters);
  g_test_add_func ("/json/copy", test_copy);
  g_test_add_func ("/json/equal", test_equal);
  return g_test_run ();
}
