/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts that are long, many or meant badly: all of it is on paper, and it is only text. */
#include "config.h"

#include <string.h>

#include "gaung-leaflet.h"
#include "gaung-messenger.h"
#include "gaung-publish-text.h"
#include "gaung-wall-sheet.h"
#include "publish-fixture.h"

typedef GaungSheet *(*New) (GaungRecord *, const GaungHandoutOptions *, GError **);

static char *
read_pdf (GaungRecord *service, New new_sheet, guint *n_pages)
{
  GaungHandoutOptions options;
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungSheet) sheet = NULL;
  g_autoptr (GBytes) pdf = NULL;

  fixture_options (&options);
  sheet = new_sheet (service, &options, &error);
  g_assert_no_error (error);
  *n_pages = gaung_sheet_get_n_pages (sheet);
  pdf = gaung_sheet_to_pdf (sheet, NULL, &error);
  g_assert_no_error (error);
  return fixture_run (pdf, ".pdf", "pdftotext -raw @ -");
}

static guint
count (const char *text, const char *needle)
{
  guint n = 0;

  for (const char *at = text; (at = strstr (at, needle)) != NULL; at++)
    n++;
  return n;
}

/* @prefix and three digits, each once and in order. */
static void
assert_all_in_order (const char *text, const char *prefix, guint n)
{
  const char *at = text;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s%03u", prefix, i);

      at = strstr (at, name);
      if (at == NULL)
        g_test_message ("%s is missing or not in its place", name);
      g_assert_nonnull (at);
      g_assert_cmpuint (count (text, name), ==, 1);
    }
}

static void
test_many (gconstpointer data)
{
  g_autoptr (GaungRecord) service = fixture_long (100, 60);
  guint n_pages;
  g_autofree char *text
      = read_pdf (service, data == NULL ? gaung_leaflet_new : gaung_wall_sheet_new, &n_pages);

  if (text == NULL)
    return;
  g_assert_cmpuint (n_pages, >, 2);
  assert_all_in_order (text, "dok", 100);
  assert_all_in_order (text, "lkh", 60);
  /* At the foot of each page. */
  g_assert_cmpuint (count (text, "Do it yourself, without a middleman."), ==, n_pages);
  for (guint i = 1; i <= n_pages; i++)
    {
      g_autofree char *number = g_strdup_printf ("Page %u of %u\n", i, n_pages);

      g_assert_cmpuint (count (text, number), ==, 1);
    }
}

/* 10,000 characters in each text, with and without spaces: none is lost. */
static void
test_long (gconstpointer data)
{
  gboolean has_spaces = data != NULL;
  g_autofree char *summary = g_strnfill (4000, 'X');
  g_autofree char *eligibility = g_strnfill (10000, 'Z');
  g_autofree char *members = NULL;
  g_autoptr (GaungRecord) service = NULL;
  g_autofree char *text = NULL;
  guint n_pages;

  for (guint i = 7; has_spaces && i < 10000; i += 8)
    {
      eligibility[i] = ' ';
      if (i < 4000)
        summary[i] = ' ';
    }
  members = g_strdup_printf ("\"summary\":\"%s\",\"eligibility\":\"%s\",\"time_text\":\"%.900s\"",
                             summary,
                             eligibility,
                             summary);
  service = fixture_service ("Layanan", members);
  text = read_pdf (service, gaung_leaflet_new, &n_pages);
  if (text == NULL)
    return;
  g_assert_cmpuint (n_pages, >, 2);
  g_assert_cmpuint (count (text, "Z"), ==, has_spaces ? 10000 - 10000 / 8 : 10000);
  g_assert_cmpuint (count (text, "X"), ==, has_spaces ? 4000 - 4000 / 8 + 900 - 900 / 8 : 4900);
}

static const struct
{
  const char *name;
  const char *raw;
  const char *clean;
} texts[] = {
  { "markup", "<b>tebal</b> & <span size='100000'>x", "<b>tebal</b> & <span size='100000'>x" },
  { "override",
    "a\xe2\x80\xae"
    "dcb\xe2\x80\xac"
    "e",
    "adcbe" },
  { "isolate", "\xe2\x81\xa7x\xe2\x81\xa9y", "xy" },
  { "marks",
    "\xe2\x80\x8f"
    "kanan\xe2\x80\x8e",
    "kanan" },
  { "controls", "a\001b\033[31mc\177", "ab[31mc" },
  { "lines", "\n\n satu  \r\n\r\n\r\n\r\ndua\rtiga\n", "satu\n\ndua\ntiga" },
  { "separator",
    "satu\xe2\x80\xa8"
    "dua\xe2\x80\xa9",
    "satu\ndua" },
  { "tab", "a\tb", "a b" },
  { "family",
    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7",
    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7" },
  { "tags",
    "a\xf3\xa0\x81\x81"
    "b",
    "ab" },
  { "invalid",
    "a\xff"
    "b",
    "a\xef\xbf\xbd"
    "b" },
  { "empty", "", "" },
};

static void
test_clean (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *clean = gaung_publish_clean (texts[i].raw);
  g_autofree char *line = gaung_publish_clean_line (texts[i].raw);

  g_assert_cmpstr (clean, ==, texts[i].clean);
  g_assert_null (strchr (line, '\n'));
}

/* On paper, in every member, and in a message. */
static void
test_text_is_data (void)
{
  static const char hostile[]
      = "<b>tebal</b> &amp; %s %n ${x} \\\\input{x} (a) << /Type /Catalog >> \\u202edcba\\u202c "
        "\\ud83d\\ude00 \\u0645\\u0631\\u062d\\u0628\\u0627";
  g_autofree char *members = g_strdup_printf (
      "\"summary\":\"%1$s\",\"audience\":\"%1$s\",\"eligibility\":\"%1$s\",\"cost_note\":\"%1$s\","
      "\"time_text\":\"%1$s\",\"output\":\"%1$s\",\"complaints_handling\":\"%1$s\",\"documents\":["
      "{\"key\":\"a\",\"name\":\"%1$s\",\"note\":\"%1$s\"}],\"steps\":[{\"key\":\"b\",\"title\":"
      "\"%1$s\",\"text\":\"%1$s\"}],\"channels\":[{\"key\":\"c\",\"kind\":\"counter\",\"name\":"
      "\"%1$s\",\"note\":\"%1$s\"}]",
      hostile);
  g_autoptr (GaungRecord) service = fixture_service ("<i>Layanan</i> %s", members);
  GaungHandoutOptions options;
  g_autofree char *message = NULL;
  guint n_pages;

  fixture_options (&options);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *text
          = read_pdf (service, i == 0 ? gaung_leaflet_new : gaung_wall_sheet_new, &n_pages);
      g_autofree char *one_line = NULL;

      if (text == NULL)
        return;
      one_line = gaung_publish_clean_line (text);
      g_assert_nonnull (strstr (one_line, "<i>Layanan</i> %s"));
      g_assert_cmpuint (count (one_line, "<b>tebal</b>"), >=, 10);
      g_assert_null (strstr (text, "\xe2\x80\xae"));
    }
  message = gaung_messenger_write (service, GAUNG_MESSENGER_PLAIN, &options, NULL);
  g_assert_nonnull (strstr (message, "<b>tebal</b>"));
  g_assert_null (strstr (message, "\xe2\x80\xae"));
}

/* A service that says nothing but its name has a page, too. */
static void
test_bare (void)
{
  g_autoptr (GaungRecord) service = fixture_service ("Layanan", "");
  guint n_pages;

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *text
          = read_pdf (service, i == 0 ? gaung_leaflet_new : gaung_wall_sheet_new, &n_pages);

      g_assert_cmpuint (n_pages, ==, 1);
      if (text != NULL)
        g_assert_nonnull (strstr (text, "Layanan"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/publish/clean/%s", texts[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_clean);
    }
  g_test_add_data_func ("/publish/many/leaflet", NULL, test_many);
  g_test_add_data_func ("/publish/many/sheet", "sheet", test_many);
  g_test_add_data_func ("/publish/long/one-word", NULL, test_long);
  g_test_add_data_func ("/publish/long/words", "words", test_long);
  g_test_add_func ("/publish/text-is-data", test_text_is_data);
  g_test_add_func ("/publish/bare", test_bare);
  return g_test_run ();
}
