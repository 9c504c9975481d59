/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages: their order, their marks, and how long they may be. */
#include "config.h"

#include <string.h>

#include "gaung-messenger.h"
#include "gaung-publish-text.h"
#include "publish-fixture.h"

static const char *const missing[] = { "d3", NULL };

static void
test_whole (void)
{
  g_autoptr (GaungRecord) service = fixture_ak1 ();
  GaungHandoutOptions options;
  g_autofree char *message = NULL;

  fixture_options (&options);
  message = gaung_messenger_write (service, GAUNG_MESSENGER_WHATSAPP, &options, NULL);
  g_assert_cmpstr (message,
                   ==,
                   "*Kartu Pencari Kerja (AK-1)*\n"
                   "Kartu untuk warga yang mencari kerja.\n"
                   "For: warga yang mencari kerja\n"
                   "\n"
                   "*Bring this*\n"
                   "☐ KTP Surakarta, original\n"
                   "☐ Ijazah terakhir, original and 1 copy\n"
                   "☐ Pas foto 3×4, 2 pieces\n"
                   "   Latar merah.\n"
                   "☐ bila ada: Sertifikat keahlian\n"
                   "\n"
                   "*The steps*\n"
                   "1. Daftar\n"
                   "   Isi data di situs.\n"
                   "   Applicant · 5 minutes\n"
                   "2. Unggah\n"
                   "   Unggah ijazah dan foto.\n"
                   "3. Verifikasi\n"
                   "   Petugas memeriksa berkas.\n"
                   "4. Ambil kartu\n"
                   "   Berlaku dua tahun.\n"
                   "\n"
                   "*How long*\n"
                   "20 minutes\n"
                   "\n"
                   "*Cost*\n"
                   "Free of charge\n"
                   "\n"
                   "*Where*\n"
                   "• Loket Disnaker, Jl. Slamet Riyadi 306\n"
                   "   Monday–Thursday 08.00–15.00, Friday 08.00–11.00\n"
                   "• SIAPkerja, siapkerja.kemnaker.go.id\n"
                   "https://siapkerja.kemnaker.go.id/\n"
                   "\n"
                   "*Do it yourself, without a middleman. Officers do not ask for money.*\n"
                   "Dinas Tenaga Kerja\n"
                   "5QDQ-1JKN\n");
}

static void
test_missing (void)
{
  g_autoptr (GaungRecord) service = fixture_ak1 ();
  GaungHandoutOptions options;
  g_autofree char *message = NULL;

  fixture_options (&options);
  message = gaung_messenger_write_missing (
      service, missing, gaung_day_from_ymd (2026, 12, 1), GAUNG_MESSENGER_PLAIN, &options, NULL);
  g_assert_true (g_str_has_prefix (message,
                                   "What you still need to bring\n"
                                   "Kartu Pencari Kerja (AK-1)\n"
                                   "\n"
                                   "☐ Pas foto 3×4, 2 pieces\n"
                                   "   Latar merah.\n"
                                   "\n"
                                   "Please bring it by\n"
                                   "Tuesday, 1 December 2026\n"));
  g_assert_null (strstr (message, "KTP"));
}

static const struct
{
  const char *text;
  const char *escaped;
} escapes[] = {
  { "biasa saja", "biasa saja" },
  { "*tebal*", "∗tebal∗" },
  { "_miring_ ~coret~", "ˍmiringˍ ∼coret∼" },
  { "```kode```", "ˋˋˋkodeˋˋˋ" },
  { "nama_berkas_baru.pdf", "nama_berkas_baru.pdf" },
  { "nama_saya@surakarta.go.id", "nama_saya@surakarta.go.id" },
  { "2*3 dan a~b", "2*3 dan a~b" },
  { "* butir", "∗ butir" },
  { "- butir", "– butir" },
  { "> kutipan", "› kutipan" },
  { "lihat https://a.id/_x_/~y*z", "lihat https://a.id/%5Fx%5F/%7Ey%2Az" },
  { "a.id/_x_ lalu _y_", "a.id/%5Fx%5F lalu ˍyˍ" },
  { "(*)", "(∗)" },
  { "é*é", "é*é" },
  { "", "" },
};

static void
test_escape (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *escaped = gaung_messenger_escape (escapes[i].text);

  g_assert_cmpstr (escaped, ==, escapes[i].escaped);
}

/* Whatever a record says, the message is short enough and says what was left out. */
static void
test_length (void)
{
  g_autoptr (GaungRecord) many = fixture_long (100, 60);
  g_autofree char *words = g_strnfill (10000, '*');
  g_autofree char *name = g_strnfill (1000, '_');
  g_autofree char *members = g_strdup_printf (
      "\"summary\":\"%.4000s\",\"audience\":\"%.1000s\",\"time_text\":\"%.1000s\",\"cost_note\":"
      "\"%.4000s\",\"alert\":\"%.4000s\",\"closed_from\":\"2026-11-01\",\"closed_until\":"
      "\"2026-12-31\",\"closed_reason\":\"%.1000s\"",
      words,
      words,
      words,
      words,
      words,
      words);
  g_autoptr (GaungRecord) wordy = fixture_service (name, members);
  GaungRecord *services[] = { many, wordy };
  GaungHandoutOptions options;

  fixture_options (&options);
  for (gsize i = 0; i < G_N_ELEMENTS (services); i++)
    {
      g_autofree char *message
          = gaung_messenger_write (services[i], GAUNG_MESSENGER_WHATSAPP, &options, NULL);
      g_autofree char *plain
          = gaung_messenger_write (services[i], GAUNG_MESSENGER_PLAIN, &options, NULL);

      g_assert_cmpint (g_utf8_strlen (message, -1), <=, GAUNG_MESSENGER_MAX);
      g_assert_cmpint (g_utf8_strlen (plain, -1), >, GAUNG_MESSENGER_MAX);
      g_assert_nonnull (strstr (message, "Do it yourself"));
      g_assert_nonnull (strstr (message, i == 0 ? "… and " : "…"));
    }
}

static void
test_unsafe_address (void)
{
  g_autoptr (GaungRecord) service = fixture_ak1 ();
  GaungHandoutOptions options;
  g_autoptr (GError) error = NULL;

  fixture_options (&options);
  options.uri = "file:///etc/passwd";
  g_assert_null (gaung_messenger_write (service, GAUNG_MESSENGER_WHATSAPP, &options, &error));
  g_assert_error (error, GAUNG_PUBLISH_ERROR, GAUNG_PUBLISH_ERROR_URI);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/publish/messenger/whole", test_whole);
  g_test_add_func ("/publish/messenger/missing", test_missing);
  for (gsize i = 0; i < G_N_ELEMENTS (escapes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/publish/messenger/escape/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_escape);
    }
  g_test_add_func ("/publish/messenger/length", test_length);
  g_test_add_func ("/publish/messenger/unsafe-address", test_unsafe_address);
  return g_test_run ();
}
