/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sheets as PDF: what other programs read in them, and how they are written. */
#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "gaung-leaflet.h"
#include "gaung-month-sheet.h"
#include "gaung-publish-text.h"
#include "gaung-slip.h"
#include "gaung-wall-sheet.h"
#include "publish-fixture.h"

typedef enum
{
  LEAFLET,
  SHEET,
  SHEET_A3,
  SLIP,
  MONTH,
} Kind;

static const char *const missing[] = { "d1", "d3", NULL };

static const GaungMonthRow rows[] = {
  { "Kartu Pencari Kerja (AK-1)", { 120, 9, 1200, 900, 1500, { 3, 4, 2 }, 0 } },
  { "Legalisasi AK-1", { 30, 0, 600, 240, 420, { 0 }, 0 } },
  { "Konsultasi", { 4, 0, -1, 1800, 2400, { 0 }, 0 } },
};

static GBytes *
make (Kind kind, GaungRecord *service)
{
  GaungHandoutOptions options;
  g_autoptr (GaungSheet) sheet = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *pdf;

  fixture_options (&options);
  switch (kind)
    {
    case SHEET_A3:
    case SHEET:
      options.paper = gaung_paper_find (kind == SHEET ? "a4" : "A3");
      sheet = gaung_wall_sheet_new (service, &options, &error);
      break;
    case SLIP:
      sheet = gaung_slip_new (service, missing, gaung_day_from_ymd (2026, 12, 1), &options, &error);
      break;
    case MONTH:
      sheet = gaung_month_sheet_new (rows, G_N_ELEMENTS (rows), 2026, 11, &options);
      break;
    case LEAFLET:
    default:
      sheet = gaung_leaflet_new (service, &options, &error);
      break;
    }
  g_assert_no_error (error);
  pdf = gaung_sheet_to_pdf (sheet, NULL, &error);
  g_assert_no_error (error);
  return pdf;
}

/* All of @words, one behind the other, wherever lines end. */
static void
assert_in_order (const char *lines, const char *words)
{
  g_auto (GStrv) parts = g_strsplit (words, "|", -1);
  g_autofree char *text = gaung_publish_clean_line (lines);
  const char *at = text;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *found = strstr (at, parts[i]);

      if (found == NULL)
        g_test_message ("“%s” is not where it belongs in:\n%s", parts[i], text);
      g_assert_nonnull (found);
      at = found + strlen (parts[i]);
    }
}

static const struct
{
  const char *name;
  Kind kind;
  gboolean is_passport;
  const char *words;
  const char *size;
  const char *structure;
} sheets[] = {
  { "leaflet",
    LEAFLET,
    FALSE,
    "Dinas Tenaga Kerja|Kartu Pencari Kerja (AK-1)|Kartu untuk warga yang mencari kerja.|For: "
    "warga "
    "yang mencari kerja|Cost|Free of charge|How long|20 minutes|Bring this|KTP Surakarta, "
    "original|Ijazah terakhir|Pas foto 3×4|Latar merah.|bila ada: Sertifikat keahlian|You "
    "get|Kartu AK-1.|The steps|1|Daftar|Isi data di situs.|2|Unggah|3|Verifikasi|4|Ambil "
    "kartu|Where|Counter|Loket Disnaker, Jl. Slamet Riyadi 306|08.00–15.00|Website|Scan with your|"
    "If something goes wrong|Sampaikan ke ULAS.|Do it yourself, without a middleman.|SK 013 Tahun "
    "2023|checked on 20/11/2026|printed on 24/11/2026 at 09.50 WIB",
    "419.528 x 595.276 pts",
    "H1 (block)|Kartu Pencari Kerja (AK-1)|P (block)|Free of charge|H2 (block)|Bring this|P "
    "(block)|KTP|H2 (block)|The steps" },
  { "sheet",
    SHEET,
    FALSE,
    "Kartu Pencari Kerja (AK-1)|Cost|Free of charge|Bring this|KTP Surakarta|Sertifikat "
    "keahlian|The steps|Daftar|Unggah|Verifikasi|Ambil kartu|Where|Loket Disnaker|You get|If "
    "something goes wrong|Sampaikan ke ULAS.|Do it yourself",
    "595.276 x 841.89 pts (A4)",
    "H1|Kartu|H2|Bring this|H2|The steps|P|Daftar|H2|Where" },
  { "sheet-a3",
    SHEET_A3,
    FALSE,
    "Kartu Pencari Kerja (AK-1)|Cost|Free of charge|Bring this|The steps|Daftar|Ambil "
    "kartu|Where|Do it yourself",
    "841.89 x 1190.55 pts (A3)",
    "H1|Kartu|H2|Bring this|H2|The steps|H2|Where" },
  { "slip",
    SLIP,
    FALSE,
    "What you still need to bring|Kartu Pencari Kerja (AK-1)|KTP Surakarta|Pas foto 3×4|Latar "
    "merah.|Please bring it by|Tuesday, 1 December 2026|Where|Loket Disnaker|Do it yourself",
    "419.528 x 595.276 pts",
    "H1|What you still need|P|KTP|H2|Where" },
  { "passport",
    LEAFLET,
    TRUE,
    "Paspor Biasa|Please note|Kuota dibuka tiap Jumat.|Cost|Rp350.000 to Rp650.000|How long|4 hari "
    "kerja setelah|wawancara|48 halaman: Rp350.000|Elektronik: Rp650.000|Dibayar di bank.|Bring "
    "this|KTP|Akta kelahiran or Ijazah|The steps|Daftar|Bayar|Datang|Wawancara|Ambil|Where|not yet "
    "checked",
    "419.528 x 595.276 pts",
    "H1|Paspor Biasa|Please note|Rp350.000|H2|Bring this|H2|The steps" },
  { "month",
    MONTH,
    FALSE,
    "Time at the counter, November 2026|Visits|154|Within the promise|94,0%|Most frequent "
    "reason|Service|Promised|Median|AK-1|120|20 minutes|15 minutes|25 minutes|9|Konsultasi|–|30 "
    "minutes|40 minutes|printed on 24/11/2026",
    "595.276 x 841.89 pts (A4)",
    "H1|Time at the counter|P|Promised|P|AK-1" },
};

static GBytes *
make_row (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GaungRecord) service = sheets[i].is_passport ? fixture_passport () : fixture_ak1 ();

  return make (sheets[i].kind, service);
}

/* In the order of the content, which is what a screen reader and a search follow. */
static void
test_words (gconstpointer data)
{
  g_autoptr (GBytes) pdf = make_row (data);
  g_autofree char *text = fixture_run (pdf, ".pdf", "pdftotext -raw @ -");

  if (text != NULL)
    assert_in_order (text, sheets[GPOINTER_TO_UINT (data)].words);
}

static void
test_form (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GBytes) pdf = make_row (data);
  g_autofree char *info = fixture_run (pdf, ".pdf", "pdfinfo -isodates @");
  g_autofree char *expected = g_strdup_printf ("Page size:       %s\n", sheets[i].size);

  if (info == NULL)
    return;
  if (strstr (info, expected) == NULL)
    g_test_message ("%s", info);
  g_assert_nonnull (strstr (info, expected));
  g_assert_nonnull (strstr (info, "Pages:           1\n"));
  g_assert_nonnull (strstr (info, "Author:          Dinas Tenaga Kerja\n"));
  g_assert_nonnull (strstr (info, "Tagged:          yes"));
  g_assert_nonnull (strstr (info, "CreationDate:    2026-11-24T02:50:00Z"));
  g_assert_nonnull (strstr (info, "Encrypted:       no"));
  g_assert_nonnull (strstr (info, "JavaScript:      no"));
  if (sheets[i].kind == LEAFLET && !sheets[i].is_passport)
    g_assert_nonnull (strstr (info, "Title:           Kartu Pencari Kerja (AK-1)\n"));
}

/* Fonts are within the file, and the code is no picture. */
static void
test_fonts (gconstpointer data)
{
  g_autoptr (GBytes) pdf = make_row (data);
  g_autofree char *fonts = fixture_run (pdf, ".pdf", "pdffonts @");
  g_autofree char *images = NULL;
  g_auto (GStrv) lines = NULL;

  if (fonts == NULL)
    return;
  lines = g_strsplit (fonts, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >, 3);
  for (guint i = 2; lines[i] != NULL && *lines[i] != '\0'; i++)
    g_assert_nonnull (strstr (lines[i], " yes yes yes "));
  images = fixture_run (pdf, ".pdf", "pdfimages -list @");
  g_assert_null (strchr (strchr (images, '\n') + 1, '1'));
}

static void
test_language (gconstpointer data)
{
  g_autoptr (GBytes) pdf = make_row (data);
  gsize size;
  const char *bytes = g_bytes_get_data (pdf, &size);
  g_autofree char *structure = NULL;

  g_assert_nonnull (memmem (bytes, size, "/Lang (en)", 10));
  g_assert_nonnull (memmem (bytes, size, "/StructTreeRoot", 15));
  /* The catalogue that was added last is the one that counts, and the file is sound. */
  structure = fixture_run (pdf, ".pdf", "pdfinfo -struct-text @");
  if (structure == NULL)
    return;
  assert_in_order (structure, sheets[GPOINTER_TO_UINT (data)].structure);
}

static void
test_same_again (gconstpointer data)
{
  g_autoptr (GBytes) first = make_row (data);
  g_autoptr (GBytes) second = make_row (data);

  g_assert_true (g_bytes_equal (first, second));
}

/* Drawn by another program, the code in the page can be read. */
static void
test_code_in_print (void)
{
  g_autoptr (GaungRecord) service = fixture_ak1 ();
  g_autofree char *reader = g_find_program_in_path ("zbarimg");
  g_autofree char *drawer = g_find_program_in_path ("pdftoppm");

  if (reader == NULL || drawer == NULL)
    {
      g_test_skip ("poppler-utils or zbar-tools are not here");
      return;
    }
  for (Kind kind = LEAFLET; kind <= SLIP; kind++)
    {
      g_autoptr (GBytes) pdf = make (kind, service);
      g_autofree char *read
          = fixture_run (pdf,
                         ".pdf",
                         "pdftoppm -png -r 150 \"$0\" | zbarimg -q --raw -Sdisable "
                         "-Sqrcode.enable -");

      g_assert_cmpstr (g_strchomp (read), ==, "https://siapkerja.kemnaker.go.id/");
    }
}

static void
test_refusals (void)
{
  g_autoptr (GaungRecord) service = fixture_ak1 ();
  g_autofree char *tail = g_strnfill (3000, 'x');
  g_autofree char *too_long = g_strconcat ("https://a.id/", tail, NULL);
  const char *const unknown[] = { "d1", "d9", NULL };
  const char *const none[] = { NULL };
  GaungHandoutOptions options;
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungSheet) without = NULL;

  fixture_options (&options);
  g_assert_null (gaung_slip_new (service, unknown, GAUNG_DAY_NONE, &options, &error));
  g_assert_error (error, GAUNG_PUBLISH_ERROR, GAUNG_PUBLISH_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_null (gaung_slip_new (service, none, GAUNG_DAY_NONE, &options, &error));
  g_assert_error (error, GAUNG_PUBLISH_ERROR, GAUNG_PUBLISH_ERROR_VALUE);
  g_clear_error (&error);
  options.uri = "javascript:alert(1)";
  g_assert_null (gaung_leaflet_new (service, &options, &error));
  g_assert_error (error, GAUNG_PUBLISH_ERROR, GAUNG_PUBLISH_ERROR_URI);
  g_clear_error (&error);
  options.uri = too_long;
  g_assert_null (gaung_leaflet_new (service, &options, &error));
  g_assert_error (error, GAUNG_PUBLISH_ERROR, GAUNG_PUBLISH_ERROR_SIZE);
  g_clear_error (&error);
  options.uri = "";
  without = gaung_leaflet_new (service, &options, &error);
  g_assert_no_error (error);
  g_assert_nonnull (without);
}

/* A stream that is full after some bytes. */
#define TYPE_FULL_STREAM (full_stream_get_type ())
G_DECLARE_FINAL_TYPE (FullStream, full_stream, FULL, STREAM, GOutputStream)
struct _FullStream
{
  GOutputStream parent_instance;
  gssize room;
};
G_DEFINE_FINAL_TYPE (FullStream, full_stream, G_TYPE_OUTPUT_STREAM)

static gssize
full_stream_write (GOutputStream *stream,
                   const void *buffer,
                   gsize count,
                   GCancellable *cancellable,
                   GError **error)
{
  FullStream *self = FULL_STREAM (stream);
  gssize n = MIN ((gssize) count, self->room);

  if (n == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "full");
      return -1;
    }
  self->room -= n;
  return n;
}

static void
full_stream_class_init (FullStreamClass *klass)
{
  G_OUTPUT_STREAM_CLASS (klass)->write_fn = full_stream_write;
}

static void
full_stream_init (FullStream *self)
{
}

static void
test_no_room (void)
{
  g_autoptr (GaungRecord) service = fixture_ak1 ();
  g_autoptr (GBytes) whole = make (LEAFLET, service);
  gssize size = (gssize) g_bytes_get_size (whole);
  const gssize rooms[] = { 0, 1, 1000, size - 1 };
  GaungHandoutOptions options;

  fixture_options (&options);
  for (gsize i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      g_autoptr (FullStream) stream = g_object_new (TYPE_FULL_STREAM, NULL);
      g_autoptr (GError) error = NULL;

      stream->room = rooms[i];
      g_assert_false (
          gaung_leaflet_write (service, &options, G_OUTPUT_STREAM (stream), NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
    }
}

static void
test_cancelled (void)
{
  g_autoptr (GaungRecord) service = fixture_ak1 ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  GaungHandoutOptions options;
  g_autoptr (GError) error = NULL;

  fixture_options (&options);
  g_cancellable_cancel (cancellable);
  g_assert_false (gaung_leaflet_write (service, &options, stream, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)), ==, 0);
}

/* A file that cannot be replaced stays as it was, and nothing is left beside it. */
static void
test_replace (void)
{
  g_autofree char *folder = g_dir_make_tmp ("gaung-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "lembar.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) first = g_bytes_new_static ("lama", 4);
  g_autoptr (GBytes) second = g_bytes_new_static ("baru sekali", 11);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GDir) list = NULL;

  g_assert_true (gaung_publish_replace (file, first, NULL, &error));
  g_assert_no_error (error);
  g_cancellable_cancel (cancellable);
  g_assert_false (gaung_publish_replace (file, second, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_cmpstr (text, ==, "lama");
  g_assert_true (gaung_publish_replace (file, second, NULL, &error));
  g_clear_pointer (&text, g_free);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_cmpstr (text, ==, "baru sekali");
  list = g_dir_open (folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (list), ==, "lembar.pdf");
  g_assert_null (g_dir_read_name (list));
  g_remove (path);
  g_rmdir (folder);
}

static void
test_empty_month (void)
{
  GaungHandoutOptions options;
  g_autoptr (GaungSheet) sheet = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;

  fixture_options (&options);
  sheet = gaung_month_sheet_new (NULL, 0, 2026, 2, &options);
  pdf = gaung_sheet_to_pdf (sheet, NULL, NULL);
  text = fixture_run (pdf, ".pdf", "pdftotext -raw @ -");
  if (text != NULL)
    assert_in_order (text, "February 2026|Visits|0|No visit was timed");
}

static void
add (const char *what, guint i, GTestDataFunc func)
{
  g_autofree char *path = g_strdup_printf ("/publish/%s/%s", what, sheets[i].name);

  g_test_add_data_func (path, GUINT_TO_POINTER (i), func);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      add ("words", i, test_words);
      add ("form", i, test_form);
      add ("fonts", i, test_fonts);
      add ("language", i, test_language);
      add ("same-again", i, test_same_again);
    }
  g_test_add_func ("/publish/code-in-print", test_code_in_print);
  g_test_add_func ("/publish/refusals", test_refusals);
  g_test_add_func ("/publish/no-room", test_no_room);
  g_test_add_func ("/publish/cancelled", test_cancelled);
  g_test_add_func ("/publish/replace", test_replace);
  g_test_add_func ("/publish/empty-month", test_empty_month);
  return g_test_run ();
}
