/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungSheet: pages, their foot, and the PDF made of them. */
#include "config.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#include "gaung-flow-private.h"
#include "gaung-format.h"
#include "gaung-pdf-private.h"
#include "gaung-publish-text.h"
#include "gaung-sheet.h"

#define DIM 0x5e5c64

struct _GaungSheet
{
  GObject parent_instance;
  const GaungPaper *paper;
  double margin;
  char *language;
  GaungFlow *flow;
  char *title;
  char *author;
  char *subject;
  GaungInstant created;

  GaungSheetFoot foot;
  PangoLayout *promise;
  PangoLayout *version;
  double foot_height;
  GPtrArray *pages; /* (element-type GArray of GaungPlaced): made when it is first asked for */
};

G_DEFINE_FINAL_TYPE (GaungSheet, gaung_sheet, G_TYPE_OBJECT)

static double
get_width (GaungSheet *self)
{
  return self->paper->width * GAUNG_POINTS_PER_MM;
}

static double
get_height (GaungSheet *self)
{
  return self->paper->height * GAUNG_POINTS_PER_MM;
}

static double
get_layout_height (PangoLayout *layout)
{
  int height = 0;

  if (layout != NULL)
    pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

static void
ensure_pages (GaungSheet *self)
{
  GaungFlowCursor cursor = { 0 };

  if (self->pages != NULL)
    return;
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  do
    {
      GArray *placed = g_array_new (FALSE, FALSE, sizeof (GaungPlaced));

      gaung_flow_place (self->flow,
                        &cursor,
                        self->margin,
                        self->margin,
                        gaung_sheet_get_page_height (self),
                        placed);
      g_ptr_array_add (self->pages, placed);
    }
  while (!gaung_flow_is_done (self->flow, &cursor));
}

static void
draw_layout (cairo_t *cr, PangoLayout *layout, guint color, double x, double y)
{
  gaung_set_color (cr, color);
  cairo_move_to (cr, x, y);
  cairo_tag_begin (cr, "P", NULL);
  pango_cairo_show_layout (cr, layout);
  cairo_tag_end (cr, "P");
}

static void
draw_page_number (GaungSheet *self, cairo_t *cr, guint page, double y)
{
  GaungTextStyle style
      = { self->foot.size * 0.74, PANGO_WEIGHT_NORMAL, DIM, .alignment = PANGO_ALIGN_RIGHT };
  g_autofree char *text = NULL;
  g_autoptr (PangoLayout) layout = NULL;

  if (self->pages->len < 2)
    return;
  /* Translators: at the foot of a printed page, e.g. "Page 1 of 2" */
  text = g_strdup_printf (_ ("Page %1$u of %2$u"), page + 1, self->pages->len);
  layout = gaung_flow_create_layout (self->flow, text, &style, self->flow->width);
  draw_layout (cr, layout, DIM, self->margin, y);
}

static void
draw_foot (GaungSheet *self, cairo_t *cr, guint page)
{
  double y = get_height (self) - self->margin * 0.8 - self->foot_height;
  double padding = self->foot.size * 0.55;

  if (self->promise != NULL)
    {
      double height = get_layout_height (self->promise) + 2 * padding;

      gaung_rounded_rectangle (
          cr, self->margin, y, self->flow->width, height, self->foot.size * 0.5);
      gaung_set_color (cr, self->foot.fill);
      cairo_fill (cr);
      draw_layout (cr, self->promise, self->foot.color, self->margin + padding, y + padding);
      y += height + self->foot.size * 0.45;
    }
  if (self->version != NULL)
    draw_layout (cr, self->version, DIM, self->margin, y);
  draw_page_number (self, cr, page, y);
}

static void
gaung_sheet_finalize (GObject *object)
{
  GaungSheet *self = GAUNG_SHEET (object);

  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_clear_object (&self->promise);
  g_clear_object (&self->version);
  g_clear_object (&self->flow);
  g_free (self->language);
  g_free (self->title);
  g_free (self->author);
  g_free (self->subject);
  G_OBJECT_CLASS (gaung_sheet_parent_class)->finalize (object);
}

static void
gaung_sheet_class_init (GaungSheetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gaung_sheet_finalize;
}

static void
gaung_sheet_init (GaungSheet *self)
{
  self->created = GAUNG_INSTANT_NONE;
}

GaungSheet *
gaung_sheet_new (const GaungPaper *paper, double margin, const char *language)
{
  GaungSheet *self = g_object_new (GAUNG_TYPE_SHEET, NULL);

  self->paper = paper;
  self->margin = margin;
  self->language = g_strdup (language);
  self->flow = gaung_flow_new (get_width (self) - 2 * margin, language);
  return self;
}

GaungFlow *
gaung_sheet_get_flow (GaungSheet *self)
{
  return self->flow;
}

const GaungPaper *
gaung_sheet_get_paper (GaungSheet *self)
{
  return self->paper;
}

void
gaung_sheet_set_foot (GaungSheet *self, const GaungSheetFoot *foot)
{
  g_autofree char *promise = gaung_publish_clean_line (foot->promise);
  g_autofree char *version = gaung_publish_clean_line (foot->version);
  GaungTextStyle bold
      = { foot->size, PANGO_WEIGHT_BOLD, foot->color, .alignment = PANGO_ALIGN_CENTER };
  GaungTextStyle small = { foot->size * 0.74, PANGO_WEIGHT_NORMAL, DIM };
  double number_width = foot->size * 6.2;

  g_clear_object (&self->promise);
  g_clear_object (&self->version);
  self->foot = *foot;
  self->foot.promise = self->foot.version = NULL;
  self->foot_height = 0;
  if (*promise != '\0')
    {
      self->promise = gaung_flow_create_layout (
          self->flow, promise, &bold, self->flow->width - foot->size * 1.1);
      self->foot_height += get_layout_height (self->promise) + foot->size * 1.55;
    }
  self->version
      = gaung_flow_create_layout (self->flow, version, &small, self->flow->width - number_width);
  self->foot_height += get_layout_height (self->version);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
}

void
gaung_sheet_set_about (GaungSheet *self,
                       const char *title,
                       const char *author,
                       const char *subject,
                       GaungInstant created)
{
  g_free (self->title);
  g_free (self->author);
  g_free (self->subject);
  self->title = gaung_publish_clean_line (title);
  self->author = gaung_publish_clean_line (author);
  self->subject = gaung_publish_clean_line (subject);
  self->created = created;
}

double
gaung_sheet_get_page_height (GaungSheet *self)
{
  double foot = self->foot_height > 0 ? self->foot_height + self->foot.size * 1.1 : 0;

  return get_height (self) - self->margin * (foot > 0 ? 1.8 : 2) - foot;
}

guint
gaung_sheet_get_n_pages (GaungSheet *self)
{
  ensure_pages (self);
  return self->pages->len;
}

void
gaung_sheet_draw_page (GaungSheet *self, cairo_t *cr, guint page)
{
  ensure_pages (self);
  g_return_if_fail (page < self->pages->len);
  gaung_placed_draw (g_ptr_array_index (self->pages, page), cr);
  draw_foot (self, cr, page);
}

/* A system without any font draws nothing, and says nothing. */
static gboolean
has_font (GaungSheet *self)
{
  const GaungTextStyle style = { 10, PANGO_WEIGHT_NORMAL, 0 };
  g_autoptr (PangoLayout) layout = gaung_flow_create_layout (self->flow, "A", &style, 100);

  return pango_layout_get_unknown_glyphs_count (layout) == 0;
}

static cairo_status_t
collect_bytes (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata (GaungSheet *self, cairo_surface_t *surface)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (self->created / GAUNG_SECOND);
  g_autofree char *created = utc != NULL ? g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Gaung " PACKAGE_VERSION);
  if (self->title != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
  if (self->author != NULL && *self->author != '\0')
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, self->author);
  if (self->subject != NULL && *self->subject != '\0')
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, self->subject);
  /* Without it cairo would take the clock's. */
  cairo_pdf_surface_set_metadata (
      surface, CAIRO_PDF_METADATA_CREATE_DATE, created != NULL ? created : "1970-01-01T00:00:00Z");
}

GBytes *
gaung_sheet_to_pdf (GaungSheet *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) pdf = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_t *cr;
  cairo_status_t status;
  gboolean is_cancelled = FALSE;

  if (!has_font (self))
    {
      g_set_error_literal (
          error, GAUNG_PUBLISH_ERROR, GAUNG_PUBLISH_ERROR_DRAW, "there is no font here");
      return NULL;
    }
  surface = cairo_pdf_surface_create_for_stream (
      collect_bytes, pdf, get_width (self), get_height (self));
  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_4);
  set_metadata (self, surface);
  cr = cairo_create (surface);
  ensure_pages (self);
  for (guint page = 0; page < self->pages->len && !is_cancelled; page++)
    {
      gaung_sheet_draw_page (self, cr, page);
      cairo_show_page (cr);
      is_cancelled = g_cancellable_set_error_if_cancelled (cancellable, error);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (is_cancelled)
    return NULL;
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error_literal (
          error, GAUNG_PUBLISH_ERROR, GAUNG_PUBLISH_ERROR_DRAW, cairo_status_to_string (status));
      return NULL;
    }
  if (!gaung_pdf_describe (pdf, self->language))
    g_debug ("the language of the PDF could not be told");
  return g_byte_array_free_to_bytes (g_steal_pointer (&pdf));
}

gboolean
gaung_sheet_write (GaungSheet *self,
                   GOutputStream *stream,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GBytes) pdf = gaung_sheet_to_pdf (self, cancellable, error);

  return pdf != NULL
         && g_output_stream_write_all (stream,
                                       g_bytes_get_data (pdf, NULL),
                                       g_bytes_get_size (pdf),
                                       NULL,
                                       cancellable,
                                       error);
}

gboolean
gaung_publish_replace (GFile *file, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileOutputStream) output
      = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, cancellable, error);
  g_autoptr (GCancellable) give_up = g_cancellable_new ();

  if (output == NULL)
    return FALSE;
  if (g_output_stream_write_all (G_OUTPUT_STREAM (output),
                                 g_bytes_get_data (bytes, NULL),
                                 g_bytes_get_size (bytes),
                                 NULL,
                                 cancellable,
                                 error))
    return g_output_stream_close (G_OUTPUT_STREAM (output), cancellable, error);
  /* Closing with a cancelled cancellable leaves the old file as it was. */
  g_cancellable_cancel (give_up);
  g_output_stream_close (G_OUTPUT_STREAM (output), give_up, NULL);
  return FALSE;
}
