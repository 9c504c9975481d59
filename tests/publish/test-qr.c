/* SPDX-License-Identifier: GPL-3.0-or-later */
/* QR codes: their form, what they refuse, and whether another program reads them. */
#include "config.h"

#include <string.h>

#include "gaung-publish-text.h"
#include "gaung-qr.h"
#include "publish-fixture.h"

static const char *const texts[] = {
  "https://siapkerja.kemnaker.go.id/",
  "tel:+62271639554",
  "mailto:ulas@surakarta.go.id?subject=Aduan%20warga",
  "https://wa.me/6281225067171",
  "Layanan di Surakarta – gratis, ya!",
};

static cairo_status_t
collect (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
draw (GaungQr *qr)
{
  int side = (int) gaung_qr_get_size (qr) * 5;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, side + 60, side + 60);
  cairo_t *cr = cairo_create (surface);
  GByteArray *png = g_byte_array_new ();

  /* A dark page: the quiet zone must come with the code. */
  cairo_set_source_rgb (cr, 0.2, 0.2, 0.2);
  cairo_paint (cr);
  gaung_qr_draw (qr, cr, 30, 30, side);
  cairo_destroy (cr);
  g_assert_cmpint (
      cairo_surface_write_to_png_stream (surface, collect, png), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (png);
}

static void
check_read_back (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungQr) qr = gaung_qr_new (text, &error);
  g_autoptr (GBytes) png = NULL;
  g_autofree char *read = NULL;

  g_assert_no_error (error);
  png = draw (qr);
  read = fixture_run (png, ".png", "zbarimg -q --raw -Sdisable -Sqrcode.enable @");
  if (read != NULL)
    g_assert_cmpstr (g_strchomp (read), ==, text);
}

static void
test_read_back (gconstpointer data)
{
  check_read_back (data);
}

static void
test_read_back_long (void)
{
  g_autofree char *tail = g_strnfill (700, 'x');
  g_autofree char *text = g_strconcat ("https://contoh.surakarta.go.id/", tail, NULL);

  check_read_back (text);
}

static void
test_form (void)
{
  g_autoptr (GaungQr) qr = gaung_qr_new ("https://a.id/", NULL);
  guint size = gaung_qr_get_size (qr);

  /* Version 1: 21 modules, and four of white at each side. */
  g_assert_cmpuint (size, ==, 21 + 2 * GAUNG_QR_QUIET);
  for (guint i = 0; i < size; i++)
    for (guint j = 0; j < GAUNG_QR_QUIET; j++)
      {
        g_assert_false (gaung_qr_is_dark (qr, i, j));
        g_assert_false (gaung_qr_is_dark (qr, j, i));
        g_assert_false (gaung_qr_is_dark (qr, i, size - 1 - j));
        g_assert_false (gaung_qr_is_dark (qr, size - 1 - j, i));
      }
  /* The three finders, and none at the bottom right. */
  for (guint i = 0; i < 7; i++)
    {
      g_assert_true (gaung_qr_is_dark (qr, 4 + i, 4));
      g_assert_true (gaung_qr_is_dark (qr, size - 5 - i, 4));
      g_assert_true (gaung_qr_is_dark (qr, 4, size - 5 - i));
    }
  g_assert_false (gaung_qr_is_dark (qr, 5, 5));
  g_assert_false (gaung_qr_is_dark (qr, size, size));
}

static void
test_limits (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *most = g_strnfill (2331, 'a');
  g_autofree char *more = g_strnfill (2332, 'a');
  g_autoptr (GaungQr) largest = gaung_qr_new (most, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (gaung_qr_get_size (largest), ==, 177 + 2 * GAUNG_QR_QUIET);
  g_assert_null (gaung_qr_new (more, &error));
  g_assert_error (error, GAUNG_PUBLISH_ERROR, GAUNG_PUBLISH_ERROR_SIZE);
  g_clear_error (&error);
  g_assert_null (gaung_qr_new ("", &error));
  g_assert_error (error, GAUNG_PUBLISH_ERROR, GAUNG_PUBLISH_ERROR_VALUE);
}

static const struct
{
  const char *uri;
  gboolean is_safe;
} uris[] = {
  { "https://surakarta.go.id/", TRUE },
  { "HTTP://surakarta.go.id", TRUE },
  { "tel:112", TRUE },
  { "mailto:a@b.id", TRUE },
  { "https://", FALSE },
  { "javascript:alert(1)", FALSE },
  { "file:///etc/passwd", FALSE },
  { "data:text/html,x", FALSE },
  { "https://a.id/ b", FALSE },
  { "https://a.id/\n", FALSE },
  { "https://a.id/\xe2\x80\xae", FALSE },
  { " https://a.id/", FALSE },
  { "surakarta.go.id", FALSE },
  { "", FALSE },
};

static void
test_safe_uri (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_test_message ("%s", uris[i].uri);
      g_assert_cmpint (gaung_publish_is_safe_uri (uris[i].uri), ==, uris[i].is_safe);
    }
  g_assert_false (gaung_publish_is_safe_uri (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/publish/qr/read-back/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, texts[i], test_read_back);
    }
  g_test_add_func ("/publish/qr/read-back/long", test_read_back_long);
  g_test_add_func ("/publish/qr/form", test_form);
  g_test_add_func ("/publish/qr/limits", test_limits);
  g_test_add_func ("/publish/qr/safe-uri", test_safe_uri);
  return g_test_run ();
}
