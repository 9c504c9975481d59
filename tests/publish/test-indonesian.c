/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A leaflet in the words of an Indonesian office, through the translation that is shipped. Needs
 * the locale id_ID.UTF-8 (gettext translates nothing under C.UTF-8) and is skipped where it is
 * missing. */
#include "config.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

#include "gaung-leaflet.h"
#include "gaung-messenger.h"
#include "gaung-publish-text.h"
#include "publish-fixture.h"

static gboolean has_locale;

static void
assert_in_order (const char *text, const char *words)
{
  g_auto (GStrv) parts = g_strsplit (words, "|", -1);
  const char *at = text;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      at = strstr (at, parts[i]);
      if (at == NULL)
        g_test_message ("“%s” is not where it belongs in:\n%s", parts[i], text);
      g_assert_nonnull (at);
    }
}

static void
test_leaflet (void)
{
  g_autoptr (GaungRecord) service = fixture_ak1 ();
  GaungHandoutOptions options;
  g_autoptr (GaungSheet) sheet = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;

  if (!has_locale)
    {
      g_test_skip ("no locale id_ID.UTF-8");
      return;
    }
  fixture_options (&options);
  sheet = gaung_leaflet_new (service, &options, NULL);
  pdf = gaung_sheet_to_pdf (sheet, NULL, NULL);
  g_assert_nonnull (
      memmem (g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), "/Lang (id)", 10));
  text = fixture_run (pdf, ".pdf", "pdftotext -raw @ -");
  if (text == NULL)
    return;
  line = gaung_publish_clean_line (text);
  assert_in_order (
      line,
      "Kartu Pencari Kerja (AK-1)|Untuk: warga yang mencari kerja|Biaya|Tidak dipungut "
      "biaya|Berapa lama|20 menit|Yang dibawa|KTP Surakarta|Alurnya|Daftar|Di mana|Urus "
      "sendiri, tanpa perantara. Petugas resmi tidak meminta uang.|dicetak 24/11/2026 "
      "pukul 09.50 WIB");
}

static void
test_message (void)
{
  g_autoptr (GaungRecord) service = fixture_ak1 ();
  GaungHandoutOptions options;
  g_autofree char *message = NULL;

  if (!has_locale)
    {
      g_test_skip ("no locale id_ID.UTF-8");
      return;
    }
  fixture_options (&options);
  message = gaung_messenger_write (service, GAUNG_MESSENGER_WHATSAPP, &options, NULL);
  assert_in_order (message,
                   "*Kartu Pencari Kerja (AK-1)*\n|*Yang dibawa*\n|*Alurnya*\n1. Daftar\n|*Berapa "
                   "lama*\n20 menit\n|*Biaya*\nTidak dipungut biaya\n|*Di mana*\n|*Urus sendiri, "
                   "tanpa perantara. Petugas resmi tidak meminta uang.*\n");
}

int
main (int argc, char **argv)
{
  has_locale = setlocale (LC_ALL, "id_ID.UTF-8") != NULL;
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("GAUNG_TEST_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/publish/indonesian/leaflet", test_leaflet);
  g_test_add_func ("/publish/indonesian/message", test_message);
  return g_test_run ();
}
