/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our reader of JSON against json-glib's: what is valid must be read as the same tree; what
 * json-glib refuses, we must refuse. (It accepts more: single quotes, comments, bare words.) */
#include <string.h>

#include "gaung-json.h"

#define N_DOCUMENTS 4000
#define N_MUTATIONS 30000

static void append_value (GString *text, GRand *random, int depth);

static void
append_spaces (GString *text, GRand *random)
{
  static const char spaces[] = " \t\r\n";

  while (g_rand_int_range (random, 0, 4) == 0)
    g_string_append_c (text, spaces[g_rand_int_range (random, 0, 4)]);
}

static void
append_string (GString *text, GRand *random)
{
  static const char *const pieces[] = { "a",
                                        "Z",
                                        " ",
                                        "é",
                                        "日",
                                        "😀",
                                        "\\\"",
                                        "\\\\",
                                        "\\/",
                                        "\\b",
                                        "\\f",
                                        "\\n",
                                        "\\r",
                                        "\\t",
                                        "\\u00e9",
                                        "\\uFFFD",
                                        "\\ud83d\\ude00",
                                        "\\u0001",
                                        "\xe2\x80\xae",
                                        "'",
                                        "<b>",
                                        "&amp;",
                                        "{",
                                        "]",
                                        ",",
                                        ":",
                                        "/*",
                                        "//",
                                        "\x7f",
                                        "\\u202e" };
  int n = g_rand_int_range (random, 0, 9);

  g_string_append_c (text, '"');
  while (n-- > 0)
    g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
  g_string_append_c (text, '"');
}

static void
append_number (GString *text, GRand *random)
{
  static const char *const numbers[] = { "0",      "-0",       "1",    "-17",   "9007199254740992",
                                         "0.5",    "-0.25e-3", "1E+5", "2e300", "-9007199254740992",
                                         "1.0e-7", "123456.0" };

  if (g_rand_boolean (random))
    g_string_append (text, numbers[g_rand_int_range (random, 0, G_N_ELEMENTS (numbers))]);
  else
    g_string_append_printf (text, "%d", (int) g_rand_int (random));
}

static void
append_object (GString *text, GRand *random, int depth)
{
  int n = depth > 0 ? g_rand_int_range (random, 0, 5) : 0;

  g_string_append_c (text, '{');
  append_spaces (text, random);
  for (int i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      append_spaces (text, random);
      append_string (text, random);
      append_spaces (text, random);
      g_string_append_c (text, ':');
      append_value (text, random, depth - 1);
    }
  g_string_append_c (text, '}');
}

static void
append_array (GString *text, GRand *random, int depth)
{
  int n = depth > 0 ? g_rand_int_range (random, 0, 5) : 0;

  g_string_append_c (text, '[');
  append_spaces (text, random);
  for (int i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      append_value (text, random, depth - 1);
    }
  g_string_append_c (text, ']');
}

static void
append_value (GString *text, GRand *random, int depth)
{
  static const char *const words[] = { "true", "false", "null" };

  append_spaces (text, random);
  switch (g_rand_int_range (random, 0, 5))
    {
    case 0:
      append_object (text, random, depth);
      break;
    case 1:
      append_array (text, random, depth);
      break;
    case 2:
      append_string (text, random);
      break;
    case 3:
      append_number (text, random);
      break;
    default:
      g_string_append (text, words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
      break;
    }
  append_spaces (text, random);
}

static char *
make_document (GRand *random)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_spaces (text, random);
  append_object (text, random, 6);
  append_spaces (text, random);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The object that json-glib reads, or NULL. */
static JsonNode *
read_with_json_glib (const char *text, gsize length)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;

  json_parser_set_strict (parser, TRUE);
  if (!json_parser_load_from_data (parser, text, length, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_copy (root) : NULL;
}

static JsonNode *
read_with_ours (const char *text, gsize length)
{
  g_autoptr (JsonObject) object = gaung_json_parse_object (text, length, NULL);

  return object != NULL ? json_node_init_object (json_node_alloc (), object) : NULL;
}

static void
assert_same_members (JsonNode *mine, JsonNode *theirs)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autofree char *my_text = NULL;
  g_autofree char *their_text = NULL;

  g_assert_true (json_node_equal (mine, theirs));
  /* json_node_equal() does not look at the order of members. */
  json_generator_set_root (generator, mine);
  my_text = json_generator_to_data (generator, NULL);
  json_generator_set_root (generator, theirs);
  their_text = json_generator_to_data (generator, NULL);
  g_assert_cmpstr (my_text, ==, their_text);
}

static void
test_valid (gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (GPOINTER_TO_UINT (data));

  for (int i = 0; i < N_DOCUMENTS; i++)
    {
      g_autofree char *text = make_document (random);
      g_autoptr (JsonNode) mine = read_with_ours (text, strlen (text));
      g_autoptr (JsonNode) theirs = read_with_json_glib (text, strlen (text));

      g_assert_nonnull (mine);
      g_assert_nonnull (theirs);
      assert_same_members (mine, theirs);
    }
}

static void
mutate (GString *text, GRand *random)
{
  static const char bytes[] = "\"\\{}[],:0123456789eE+-.tfnul/* \n'\xc3\xa9\xed\xa0\x80\x01\x7f";
  int n = g_rand_int_range (random, 1, 4);

  while (n-- > 0 && text->len > 0)
    {
      gsize at = g_rand_int_range (random, 0, text->len);
      char byte = bytes[g_rand_int_range (random, 0, sizeof bytes - 1)];

      switch (g_rand_int_range (random, 0, 4))
        {
        case 0:
          text->str[at] = byte;
          break;
        case 1:
          g_string_insert_c (text, at, byte);
          break;
        case 2:
          g_string_erase (text, at, 1);
          break;
        default:
          g_string_truncate (text, at);
          break;
        }
    }
}

static void
test_mutated (gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  guint n_refused = 0;
  guint n_read = 0;

  for (int i = 0; i < N_MUTATIONS; i++)
    {
      g_autofree char *valid = make_document (random);
      g_autoptr (GString) text = g_string_new (valid);
      g_autoptr (JsonNode) mine = NULL;
      g_autoptr (JsonNode) theirs = NULL;

      mutate (text, random);
      mine = read_with_ours (text->str, text->len);
      theirs = read_with_json_glib (text->str, text->len);
      if (mine == NULL)
        {
          n_refused++;
          continue;
        }
      if (theirs == NULL)
        g_error ("only we read: %s", text->str);
      assert_same_members (mine, theirs);
      n_read++;
    }
  /* Otherwise nothing was compared. */
  g_assert_cmpuint (n_refused, >, N_MUTATIONS / 10);
  g_assert_cmpuint (n_read, >, N_MUTATIONS / 50);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_data_func ("/json/valid/1", GUINT_TO_POINTER (1), test_valid);
  g_test_add_data_func ("/json/valid/2", GUINT_TO_POINTER (20261124), test_valid);
  g_test_add_data_func ("/json/mutated/1", GUINT_TO_POINTER (3), test_mutated);
  g_test_add_data_func ("/json/mutated/2", GUINT_TO_POINTER (20280101), test_mutated);
  return g_test_run ();
}
