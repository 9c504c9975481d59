/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "gaung-fold.h"

static const struct
{
  const char *text;
  const char *folded;
  const char *key;
} folds[] = {
  { "Jl. Slamet Riyadi, №5", "jl slamet riyadi no5", "jlslametriyadino5" },
  { "Pasar Kliwon", "pasar kliwon", "pasarkliwon" },
  { "  Ngélmu\tiku…\nkalakone  ", "ngelmu iku kalakone", "ngelmuikukalakone" },
  { "ＦＵＬＬ　ｗｉｄｔｈ", "full width", "fullwidth" },
  { "e\xcc\x81\xcc\x81", "e", "e" },
  { "İstanbul", "istanbul", "istanbul" },
  { "½ kg", "1 2 kg", "12kg" },
  { "ꦱꦸꦫꦏꦂꦠ", "ꦱꦫꦏꦠ", "ꦱꦫꦏꦠ" },
  { "a\xe2\x80\x8f"
    "b",
    "a b",
    "ab" },
  { "!?…—", "", "" },
  { "", "", "" },
  { "<b>x</b>", "b x b", "bxb" },
  { "\xff\xfe"
    "a",
    "a",
    "a" },
};

static void
test_fold (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *folded = gaung_fold (folds[i].text);
  g_autofree char *key = gaung_fold_key (folds[i].text);
  g_autofree char *again = gaung_fold (folded);

  g_assert_cmpstr (folded, ==, folds[i].folded);
  g_assert_cmpstr (key, ==, folds[i].key);
  g_assert_cmpstr (again, ==, folded);
}

static const struct
{
  const char *text;
  guint max;
  const char *expected;
} lines[] = {
  { "satu\ndua\r\n\ttiga", 0, "satu dua tiga" },
  { "  di tepi  ", 0, "di tepi" },
  { "a\xe2\x80\xae"
    "b\xe2\x80\xac"
    "c",
    0,
    "abc" },
  { "a\xe2\x81\xa6"
    "b\xe2\x81\xa9",
    0,
    "ab" },
  { "\xef\xbb\xbf"
    "awal",
    0,
    "awal" },
  { "a\x01"
    "b\x7f"
    "c\xc2\x85"
    "d",
    0,
    "a b c d" },
  { "a\xe2\x80\xa8"
    "b\xe2\x80\xa9"
    "c",
    0,
    "a b c" },
  { "<b>&amp;</b>", 0, "<b>&amp;</b>" },
  { "sepuluh ka", 10, "sepuluh ka" },
  { "sepuluh karakter", 10, "sepuluh k…" },
  { "sepuluh   karakter", 9, "sepuluh…" },
  { "abc", 1, "…" },
  { "a", 1, "a" },
  { "ꦱꦸꦫ", 2, "ꦱ…" },
  { "a\xff"
    "b",
    0,
    "a\xef\xbf\xbd"
    "b" },
  { "", 5, "" },
};

static void
test_line (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *line = gaung_text_to_line (lines[i].text, lines[i].max);

  g_assert_cmpstr (line, ==, lines[i].expected);
  g_assert_true (g_utf8_validate (line, -1, NULL));
}

static const struct
{
  const char *text;
  const char *word;
  const char *found; /* NULL: not there */
} finds[] = {
  { "Lampu jalan mati", "jalan", "jalan" },
  { "Lampu jalan mati", "jal", "jal" },
  { "Lampu JÁLAN mati", "jalan", "JÁLAN" },
  { "Ngela\xcc\x81"
    "r",
    "ngela",
    "Ngela\xcc\x81" },
  { "perjalanan jalan", "jalan", "jalan" },
  { "perjalanan", "jalan", NULL },
  { "№5", "no5", "№5" },
  { "Slamet-Riyadi", "slamet riyadi", "Slamet-Riyadi" },
  { "apa", "", NULL },
  { "", "apa", NULL },
  { "\xff", "a", NULL },
};

static void
test_find (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  guint start = 0, end = 0;
  gboolean is_found = gaung_fold_find (finds[i].text, finds[i].word, &start, &end);
  g_autofree char *found = NULL;

  g_assert_cmpint (is_found, ==, finds[i].found != NULL);
  if (!is_found)
    return;
  found = g_strndup (finds[i].text + start, end - start);
  g_assert_cmpstr (found, ==, finds[i].found);
}

static void
test_null (void)
{
  g_autofree char *folded = gaung_fold (NULL);
  g_autofree char *line = gaung_text_to_line (NULL, 3);

  g_assert_cmpstr (folded, ==, "");
  g_assert_cmpstr (line, ==, "");
}

static void
test_long (void)
{
  g_autofree char *text = g_strnfill (1024 * 1024, 'A');
  g_autofree char *folded = gaung_fold (text);
  g_autofree char *line = gaung_text_to_line (text, 80);

  g_assert_cmpuint (strlen (folded), ==, 1024 * 1024);
  g_assert_cmpint (g_utf8_strlen (line, -1), ==, 80);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (folds); i++)
    {
      g_autofree char *path = g_strdup_printf ("/fold/fold/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_fold);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *path = g_strdup_printf ("/fold/line/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_line);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (finds); i++)
    {
      g_autofree char *path = g_strdup_printf ("/fold/find/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_find);
    }
  g_test_add_func ("/fold/null", test_null);
  g_test_add_func ("/fold/long", test_long);
  return g_test_run ();
}
