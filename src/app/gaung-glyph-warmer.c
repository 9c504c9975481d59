/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The first frame shows hundreds of letters that nothing has drawn before: each is read from its
 * font, hinted and drawn, for each of the four places between two pixels where it may stand. That
 * would be a twentieth of the start, all of it in the main thread, while another processor has
 * nothing to do. cairo keeps what it has drawn for all threads, so the usual letters are drawn in a
 * thread while the window is being built. What it leaves out, or is too late for, is drawn as ever.
 */

#include "config.h"

#include "gaung-glyph-warmer.h"

#include <pango/pangocairo.h>

/* Places between two pixels that cairo tells apart. */
#define PLACES 4
/* Of the picture that nobody looks at, in pixels. */
#define SIDE 128

/* The letters of Indonesian, the most frequent ones first. */
#define LOWER "aneirtukdsmglhpbyojcwfvz"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"
#define SIGNS "·,.:-—()/"

/* The text styles of the first page (style.css, and libadwaita's): their share of the font's size,
 * and what is usually written in them. */
static const struct
{
  double scale;
  PangoWeight weight;
  const char *letters;
} styles[] = {
  { 1.0, PANGO_WEIGHT_NORMAL, LOWER "PSTBKDJALMGR" DIGITS SIGNS },
  { 1.0, PANGO_WEIGHT_BOLD, LOWER "PSTBKDJALMGRY" },
  { 0.82, PANGO_WEIGHT_NORMAL, LOWER UPPER DIGITS SIGNS },
  { 0.82, PANGO_WEIGHT_BOLD, LOWER UPPER DIGITS SIGNS },
  { 1.81, PANGO_WEIGHT_ULTRABOLD, LOWER "SRKJMFADON" DIGITS "," },
};

typedef struct
{
  cairo_scaled_font_t *fonts[G_N_ELEMENTS (styles)]; /* (nullable) */
} Request;

static void
request_free (Request *request)
{
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    g_clear_pointer (&request->fonts[i], cairo_scaled_font_destroy);
  g_free (request);
}

static void
draw_letters (cairo_t *cairo, cairo_scaled_font_t *font, const char *letters)
{
  cairo_font_extents_t extents;
  cairo_glyph_t *glyphs = NULL;
  int n_glyphs = 0;

  if (cairo_scaled_font_text_to_glyphs (
          font, 0, 0, letters, -1, &glyphs, &n_glyphs, NULL, NULL, NULL)
      != CAIRO_STATUS_SUCCESS)
    return;
  cairo_set_scaled_font (cairo, font);
  cairo_scaled_font_extents (font, &extents);
  for (guint place = 0; place < PLACES; place++)
    {
      for (int i = 0; i < n_glyphs; i++)
        {
          glyphs[i].x = i + (double) place / PLACES;
          glyphs[i].y = SIDE / 2 + extents.ascent; /* a label begins at a whole pixel */
        }
      cairo_show_glyphs (cairo, glyphs, n_glyphs);
    }
  cairo_glyph_free (glyphs);
}

static gpointer
draw_thread (gpointer data)
{
  Request *request = data;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIDE, SIDE);
  cairo_t *cairo = cairo_create (surface);

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (request->fonts[i] != NULL)
      draw_letters (cairo, request->fonts[i], styles[i].letters);
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
  request_free (request);
  return NULL;
}

static cairo_scaled_font_t *
load_font (PangoContext *context, double scale, PangoWeight weight)
{
  g_autoptr (PangoFontDescription) description
      = pango_font_description_copy (pango_context_get_font_description (context));
  double size = pango_font_description_get_size (description) * scale;
  g_autoptr (PangoFont) font = NULL;
  cairo_scaled_font_t *scaled;

  if (pango_font_description_get_size_is_absolute (description))
    pango_font_description_set_absolute_size (description, size);
  else
    pango_font_description_set_size (description, (int) size);
  pango_font_description_set_weight (description, weight);
  font = pango_context_load_font (context, description);
  scaled = font != NULL ? pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (font)) : NULL;
  return scaled != NULL ? cairo_scaled_font_reference (scaled) : NULL;
}

/**
 * gaung_glyph_warmer_start:
 * @widget: whose font and way of drawing it are meant
 *
 * Draws the usual letters in a thread, so that the first frame finds them drawn. The fonts are
 * opened before it returns: FreeType wants that from one thread at a time.
 */
void
gaung_glyph_warmer_start (GtkWidget *widget)
{
  PangoContext *context;
  Request *request;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  context = gtk_widget_get_pango_context (widget);
  request = g_new0 (Request, 1);
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    request->fonts[i] = load_font (context, styles[i].scale, styles[i].weight);
  g_thread_unref (g_thread_new ("gaung-glyphs", draw_thread, request));
}
