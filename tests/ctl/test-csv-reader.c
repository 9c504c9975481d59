/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungCsvReader: what offices call CSV. */
#include "config.h"

#include <string.h>

#include "gaung-csv-reader.h"

typedef struct
{
  const char *name;
  const char *input;
  /* Records as "line|cell|cell", errors as "line!code", joined by "\1". */
  const char *expected;
} Case;

/* clang-format off */
static const Case cases[] = {
  { "empty", "", "" },
  { "only-line-ends", "\r\n\n\r", "" },
  { "one-cell", "a", "1|a" },
  { "comma", "a,b\r\nc,d\r\n", "1|a|b\0012|c|d" },
  { "semicolon", "a;b;c,d\n1;2;3\n", "1|a|b|c,d\0012|1|2|3" },
  { "tab", "a\tb\n1\t2", "1|a|b\0012|1|2" },
  { "old-mac", "a,b\rc,d\r", "1|a|b\0012|c|d" },
  { "mark", "\xef\xbb\xbf" "a,b\n", "1|a|b" },
  { "empty-cells", ",a,\n,,\n", "1||a|\0012|||" },
  { "quoted", "\"a\",\"b,c\"\n", "1|a|b,c" },
  { "doubled", "\"say \"\"hi\"\"\",b\n", "1|say \"hi\"|b" },
  { "line-in-cell", "\"a\r\nb\",c\nd,e\n", "1|a\nb|c\0013|d|e" },
  { "delimiter-detection-skips-quotes", "\"a,b,c\";d\n1;2\n", "1|a,b,c|d\0012|1|2" },
  { "spaces-behind-quote", "\"a\"  ,b\n", "1|a|b" },
  { "quote-inside", "a\"b,c\n", "1|a\"b|c" },
  { "blank-lines", "a,b\n\n\nc,d\n", "1|a|b\0014|c|d" },
  { "never-closed", "a,b\n\"c,d\ne,f\n", "1|a|b\0012!0\0013|e|f" },
  { "text-behind-quote", "a,b\n\"c\"x,d\ne,f\n", "1|a|b\0012!0\0013|e|f" },
  { "not-utf8", "a,b\n\xff,d\ne,f\n", "1|a|b\0012!1\0013|e|f" },
  { "ends-in-quote", "a,\"", "1!0" },
  { "just-a-quote", "\"", "1!0" },
  { "empty-quoted", "\"\",a\n", "1||a" },
};
/* clang-format on */

static char *
read_all (GaungCsvReader *reader)
{
  GString *all = g_string_new (NULL);

  for (;;)
    {
      guint64 line;
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) cells = gaung_csv_reader_next (reader, &line, &error);
      g_autofree char *joined = NULL;

      if (cells == NULL && error == NULL)
        return g_string_free_and_steal (all);
      if (all->len > 0)
        g_string_append_c (all, '\001');
      g_string_append_printf (all, "%" G_GUINT64_FORMAT, line);
      if (error != NULL)
        {
          g_assert_true (error->domain == GAUNG_CSV_ERROR);
          g_string_append_printf (all, "!%d", error->code);
          continue;
        }
      joined = g_strjoinv ("|", cells);
      g_string_append_printf (all, "|%s", joined);
    }
}

static void
test_read (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (GaungCsvReader) reader
      = gaung_csv_reader_new (test->input, strlen (test->input), '\0');
  g_autofree char *actual = read_all (reader);

  g_assert_cmpstr (actual, ==, test->expected);
}

static void
test_nul (void)
{
  static const char input[] = "a,b\nc\0x,d\ne,f\n";
  g_autoptr (GaungCsvReader) reader = gaung_csv_reader_new (input, sizeof input - 1, '\0');
  g_autofree char *actual = read_all (reader);

  g_assert_cmpstr (actual, ==, "1|a|b\0012!1\0013|e|f");
}

static void
test_utf16 (void)
{
  static const char little[] = "\xff\xfe"
                               "a\0,\0\xe9\0\r\0\n\0"
                               "b\0,\0c\0";
  static const char big[] = "\xfe\xff\0a\0,\0\xe9\0\n\0b\0,\0c";
  g_autoptr (GaungCsvReader) first = gaung_csv_reader_new (little, sizeof little - 1, '\0');
  g_autoptr (GaungCsvReader) second = gaung_csv_reader_new (big, sizeof big - 1, '\0');
  g_autofree char *first_text = read_all (first);
  g_autofree char *second_text = read_all (second);

  g_assert_cmpstr (first_text, ==, "1|a|é\0012|b|c");
  g_assert_cmpstr (second_text, ==, "1|a|é\0012|b|c");
}

static void
test_too_many_cells (void)
{
  g_autoptr (GString) input = g_string_new ("a");
  g_autoptr (GaungCsvReader) reader = NULL;
  g_autofree char *actual = NULL;

  for (guint i = 0; i < GAUNG_CSV_MAX_CELLS; i++)
    g_string_append (input, ",a");
  g_string_append (input, "\nb,c\n");
  reader = gaung_csv_reader_new (input->str, input->len, '\0');
  actual = read_all (reader);
  g_assert_cmpstr (actual, ==, "1!2\0012|b|c");
}

static void
test_raw (void)
{
  static const char input[] = "a,b\r\n\"x\ny\",z\r\n\"open\r\nlast";
  g_autoptr (GaungCsvReader) reader = gaung_csv_reader_new (input, strlen (input), '\0');
  static const char *const expected[] = { "a,b", "\"x\ny\",z", "\"open", "last" };

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      guint64 line;
      g_auto (GStrv) cells = gaung_csv_reader_next (reader, &line, NULL);
      g_autofree char *raw = gaung_csv_reader_get_raw (reader);

      g_assert_cmpstr (raw, ==, expected[i]);
    }
}

/* Whatever is written can be read again, and no cell begins like a formula. */
static void
test_write (void)
{
  static const char *const cells[]
      = { "plain",  "with,comma", "semi;colon", "\"quoted\"", "two\nlines", "",  "=1+1",
          "+62812", "-5",         "@name",      "'=x",        "é 漢",       NULL };
  static const char delimiters[] = { ',', ';', '\t' };

  for (gsize i = 0; i < G_N_ELEMENTS (delimiters); i++)
    {
      g_autoptr (GString) csv = g_string_new (NULL);
      g_autoptr (GaungCsvReader) reader = NULL;
      g_auto (GStrv) read = NULL;
      guint64 line;

      gaung_csv_append_record (csv, cells, delimiters[i]);
      reader = gaung_csv_reader_new (csv->str, csv->len, delimiters[i]);
      read = gaung_csv_reader_next (reader, &line, NULL);
      g_assert_cmpuint (g_strv_length (read), ==, g_strv_length ((char **) cells));
      for (gsize j = 0; cells[j] != NULL; j++)
        {
          g_assert_true (*read[j] == '\0' || strchr ("=+-@", *read[j]) == NULL);
          if (!g_str_equal (cells[j], "'=x"))
            g_assert_cmpstr (gaung_csv_unguard (read[j]), ==, cells[j]);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/csv-reader/read/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_read);
    }
  g_test_add_func ("/csv-reader/nul", test_nul);
  g_test_add_func ("/csv-reader/utf16", test_utf16);
  g_test_add_func ("/csv-reader/too-many-cells", test_too_many_cells);
  g_test_add_func ("/csv-reader/raw", test_raw);
  g_test_add_func ("/csv-reader/write", test_write);
  return g_test_run ();
}
