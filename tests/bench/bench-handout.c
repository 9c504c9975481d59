/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-handout leaflet|sheet|plain: prints "handout <first µs> <median µs> <bytes>", of making a
 * PDF, the first one with fonts still to be found. "plain" is the text of the leaflet as one Pango
 * layout on a page of the same size, without blocks, structure, code or a search for the size that
 * fits. */
#include "config.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "gaung-leaflet.h"
#include "gaung-messenger.h"
#include "gaung-wall-sheet.h"
#include "publish-fixture.h"

#define TURNS 51

static cairo_status_t
collect (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
make_plain (GaungRecord *service, const GaungHandoutOptions *options)
{
  g_autofree char *text = gaung_messenger_write (service, GAUNG_MESSENGER_PLAIN, options, NULL);
  g_autoptr (GByteArray) pdf = g_byte_array_new ();
  cairo_surface_t *surface
      = cairo_pdf_surface_create_for_stream (collect, pdf, 148 * 72 / 25.4, 210 * 72 / 25.4);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Sans 8");

  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, 357 * PANGO_SCALE);
  pango_layout_set_text (layout, text, -1);
  cairo_move_to (cr, 31, 31);
  pango_cairo_show_layout (cr, layout);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (g_steal_pointer (&pdf));
}

static GBytes *
make (const char *what, GaungRecord *service, const GaungHandoutOptions *options)
{
  g_autoptr (GaungSheet) sheet = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *pdf;

  if (strcmp (what, "plain") == 0)
    return make_plain (service, options);
  sheet = strcmp (what, "sheet") == 0 ? gaung_wall_sheet_new (service, options, &error)
                                      : gaung_leaflet_new (service, options, &error);
  g_assert_no_error (error);
  pdf = gaung_sheet_to_pdf (sheet, NULL, &error);
  g_assert_no_error (error);
  return pdf;
}

static int
compare (const void *a, const void *b)
{
  const gint64 *x = a;
  const gint64 *y = b;

  return (*x > *y) - (*x < *y);
}

int
main (int argc, char **argv)
{
  const char *what = argc > 1 ? argv[1] : "leaflet";
  g_autoptr (GaungRecord) service = fixture_passport ();
  GaungHandoutOptions options;
  gint64 times[TURNS];
  gint64 first;
  gsize size = 0;

  fixture_options (&options);
  for (guint i = 0; i < TURNS; i++)
    {
      clock_t start = clock ();
      g_autoptr (GBytes) pdf = make (what, service, &options);

      times[i] = (gint64) (clock () - start) * G_USEC_PER_SEC / CLOCKS_PER_SEC;
      size = g_bytes_get_size (pdf);
    }
  first = times[0];
  qsort (times, TURNS, sizeof times[0], compare);
  printf ("handout %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GSIZE_FORMAT "\n",
          first,
          times[TURNS / 2],
          size);
  return 0;
}
