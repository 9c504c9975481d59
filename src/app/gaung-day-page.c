/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One sheet says that all was sent. Plain paper: no colours, nothing that a copier would lose. */

#include "config.h"

#include "gaung-day-page.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>
#include <pango/pangocairo.h>

#include "gaung-agency-names.h"
#include "gaung-fold.h"
#include "gaung-format.h"
#include "gaung-sync-words.h"

#define A4_WIDTH 595.28
#define A4_HEIGHT 841.89
#define MARGIN 48.0
#define FONT "Sans 9.5"
#define ROW_GAP 5.0
#define MAX_TITLE 90
/* The columns of the table, as parts of the width. */
static const double columns[] = { 0.0, 0.11, 0.22, 0.82 };

struct _GaungDayPage
{
  GObject parent_instance;

  GaungDayClose close;
  GaungInstant now;
  char *who;           /* "Sri Wahyuni · Diskominfo" */
  GPtrArray *rows;     /* (element-type GStrv): written, sent, what, revision; earliest first */
  GArray *breaks;      /* guint: the first row of each sheet */
  PangoContext *pango; /* of the last layout */
  double width;
  double height;
  double head_height;
};

G_DEFINE_FINAL_TYPE (GaungDayPage, gaung_day_page, G_TYPE_OBJECT)

static PangoLayout *
make_layout (GaungDayPage *self, const char *text, double width, double scale, gboolean is_bold)
{
  PangoLayout *layout = pango_layout_new (self->pango);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (FONT);

  pango_font_description_set_size (font, (int) (pango_font_description_get_size (font) * scale));
  if (is_bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  if (width > 0)
    {
      pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
    }

  return layout;
}

static double
get_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);

  return (double) height / PANGO_SCALE;
}

static double
get_column_width (GaungDayPage *self, guint column)
{
  double end = column + 1 < G_N_ELEMENTS (columns) ? columns[column + 1] : 1.0;

  return (end - columns[column]) * self->width - 6;
}

/* @cr NULL: only measured. Returns the height. */
static double
put_row (GaungDayPage *self, cairo_t *cr, const char *const *cells, double y, gboolean is_bold)
{
  double height = 0;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (PangoLayout) layout
          = make_layout (self, cells[i], get_column_width (self, i), 1, is_bold);

      height = MAX (height, get_height (layout));
      if (cr == NULL)
        continue;
      cairo_move_to (cr, columns[i] * self->width, y);
      pango_cairo_show_layout (cr, layout);
    }

  return height + ROW_GAP;
}

static double
put_text (
    GaungDayPage *self, cairo_t *cr, const char *text, double y, double scale, gboolean is_bold)
{
  g_autoptr (PangoLayout) layout = make_layout (self, text, self->width, scale, is_bold);

  if (cr != NULL)
    {
      cairo_move_to (cr, 0, y);
      pango_cairo_show_layout (cr, layout);
    }

  return get_height (layout);
}

static char *
describe_rest (const GaungDayClose *close)
{
  g_autofree char *parked = gaung_format_number (close->parked);
  g_autofree char *conflicts = gaung_format_number (close->conflicts);

  if (close->parked == 0 && close->conflicts == 0)
    return g_strdup (close->waiting == 0 ? _ ("Everything that was written is on the server.")
                                         : _ ("What waits is kept on this computer."));
  return g_strdup_printf (
      /* Translators: two numbers: "Refused: 1. Clashing: 2. They are kept on this computer." */
      _ ("Refused: %s. Clashing: %s. They are kept on this computer."),
      parked,
      conflicts);
}

static double
put_head (GaungDayPage *self, cairo_t *cr)
{
  g_autofree char *day = gaung_format_day_long (self->close.day);
  g_autofree char *sum = gaung_day_close_describe (&self->close, self->now);
  g_autofree char *rest = describe_rest (&self->close);
  g_autofree char *made = gaung_format_instant_exact (self->now);
  g_autofree char *title = NULL;
  g_autofree char *foot = NULL;
  double y = 0;

  /* Translators: title of a printed sheet, %s is a day: "Close of the day: Tuesday, 24 November
   * 2026". */
  title = g_strdup_printf (_ ("Close of the day: %s"), day);
  y += put_text (self, cr, title, y, 1.6, TRUE) + 6;
  y += put_text (self, cr, sum, y, 1.25, TRUE) + 4;
  y += put_text (self, cr, rest, y, 1, FALSE) + 4;
  /* Translators: who, then when: "Sri Wahyuni · Diskominfo. Made on Tuesday, 24 November 2026
   * at 16.02 WIB." */
  foot = g_strdup_printf (_ ("%s. Made on %s."), self->who, made);
  y += put_text (self, cr, foot, y, 1, FALSE) + 14;

  return y;
}

static double
put_table_head (GaungDayPage *self, cairo_t *cr, double y)
{
  const char *const cells[] = {
    C_ ("column", "Written"),
    C_ ("column", "Sent"),
    C_ ("column", "What"),
    C_ ("column", "Revision"),
  };
  double height = put_row (self, cr, cells, y, TRUE);

  if (cr != NULL)
    {
      cairo_set_line_width (cr, 0.6);
      cairo_move_to (cr, 0, y + height - 2);
      cairo_line_to (cr, self->width, y + height - 2);
      cairo_stroke (cr);
    }

  return height;
}

static char *
describe_receipt (const GaungReceipt *receipt)
{
  g_autofree char *kind = gaung_sync_words_get_kind (receipt->type, receipt->kind, receipt->is_new);
  g_autofree char *title
      = gaung_text_to_line (receipt->title != NULL ? receipt->title : "", MAX_TITLE);

  if (*title == '\0')
    return g_steal_pointer (&kind);

  /* Translators: what was sent and of which record: "Public reply: Lampu jalan mati". */
  return g_strdup_printf (_ ("%s: %s"), kind, title);
}

static void
take_receipt (GaungDayPage *self, const GaungReceipt *receipt)
{
  GStrvBuilder *builder = g_strv_builder_new ();
  gboolean is_same_day
      = gaung_day_of_instant (receipt->written_at) == gaung_day_of_instant (receipt->sent_at);
  g_autofree char *revision = g_strndup (receipt->revision, 12);

  g_strv_builder_take (builder,
                       is_same_day
                           ? gaung_format_time (receipt->written_at)
                           : gaung_format_day_short (gaung_day_of_instant (receipt->written_at)));
  g_strv_builder_take (builder, gaung_format_time (receipt->sent_at));
  g_strv_builder_take (builder, describe_receipt (receipt));
  g_strv_builder_add (builder, revision);
  g_ptr_array_add (self->rows, g_strv_builder_end (builder));
  g_strv_builder_unref (builder);
}

static void
gaung_day_page_finalize (GObject *object)
{
  GaungDayPage *self = GAUNG_DAY_PAGE (object);

  g_free (self->who);
  g_ptr_array_unref (self->rows);
  g_array_unref (self->breaks);
  g_clear_object (&self->pango);

  G_OBJECT_CLASS (gaung_day_page_parent_class)->finalize (object);
}

static void
gaung_day_page_class_init (GaungDayPageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gaung_day_page_finalize;
}

static void
gaung_day_page_init (GaungDayPage *self)
{
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->breaks = g_array_new (FALSE, FALSE, sizeof (guint));
}

GaungDayPage *
gaung_day_page_new (GaungContext *context, const GaungDayClose *close, GPtrArray *receipts)
{
  GaungDayPage *self;
  const GaungActor *actor;
  const char *agency;

  g_return_val_if_fail (GAUNG_IS_CONTEXT (context), NULL);

  self = g_object_new (GAUNG_TYPE_DAY_PAGE, NULL);
  actor = gaung_context_get_actor (context);
  agency = gaung_agency_names_get_short (gaung_context_get_store (context),
                                         actor != NULL ? actor->agency : NULL);
  self->close = *close;
  self->now = gaung_context_get_now (context);
  /* Translators: a person and their agency: "Sri Wahyuni · Diskominfo". */
  self->who = g_strdup_printf (_ ("%s · %s"), actor != NULL ? actor->name : "", agency);
  for (guint i = receipts->len; i > 0; i--)
    take_receipt (self, g_ptr_array_index (receipts, i - 1));

  return self;
}

char *
gaung_day_close_describe (const GaungDayClose *close, GaungInstant now)
{
  g_autofree char *sent_number = gaung_format_number (close->sent);
  g_autofree char *waiting_number = gaung_format_number (close->waiting);
  g_autofree char *sent = NULL;
  g_autofree char *waiting = NULL;
  g_autofree char *length = NULL;

  /* Translators: %s is a number: "37 sent". */
  sent = g_strdup_printf (ngettext ("%s sent", "%s sent", close->sent), sent_number);
  /* Translators: %s is a number: "0 waiting". */
  waiting = g_strdup_printf (ngettext ("%s waiting", "%s waiting", close->waiting), waiting_number);
  if (close->waiting > 0 && close->oldest != GAUNG_INSTANT_NONE)
    {
      length = gaung_sync_words_get_length (now - close->oldest);
      /* Translators: "37 sent", "2 waiting", a length of time: "37 sent, 2 waiting, the oldest for
       * 28 minutes". */
      return g_strdup_printf (_ ("%s, %s, the oldest for %s"), sent, waiting, length);
    }
  if (close->sent == 0)
    /* Translators: "0 sent", "0 waiting" */
    return g_strdup_printf (_ ("%s, %s"), sent, waiting);
  length = gaung_sync_words_get_length (close->longest_ms);

  /* Translators: "37 sent", "0 waiting", a length of time: "37 sent, 0 waiting, oldest 28 minutes":
     so long had waited what waited longest before it was sent. */
  return g_strdup_printf (_ ("%s, %s, oldest %s"), sent, waiting, length);
}

guint
gaung_day_page_paginate (GaungDayPage *self, PangoContext *pango, double width, double height)
{
  double y;
  guint first = 0;

  g_return_val_if_fail (GAUNG_IS_DAY_PAGE (self), 0);

  g_set_object (&self->pango, pango);
  self->width = width;
  self->height = height;
  self->head_height = put_head (self, NULL);
  g_array_set_size (self->breaks, 0);
  g_array_append_val (self->breaks, first);
  y = self->head_height + put_table_head (self, NULL, 0);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const char *const *cells = g_ptr_array_index (self->rows, i);
      double row_height = put_row (self, NULL, cells, 0, FALSE);

      if (y + row_height > height)
        {
          g_array_append_val (self->breaks, i);
          y = put_table_head (self, NULL, 0);
        }
      y += row_height;
    }

  return self->breaks->len;
}

void
gaung_day_page_draw (GaungDayPage *self, cairo_t *cr, guint page)
{
  double y = 0;
  guint end;

  g_return_if_fail (GAUNG_IS_DAY_PAGE (self));
  g_return_if_fail (page < self->breaks->len);

  end = page + 1 < self->breaks->len ? g_array_index (self->breaks, guint, page + 1)
                                     : self->rows->len;
  cairo_set_source_rgb (cr, 0, 0, 0);
  if (page == 0)
    y = put_head (self, cr);
  y += put_table_head (self, cr, y);
  for (guint i = g_array_index (self->breaks, guint, page); i < end; i++)
    y += put_row (self, cr, g_ptr_array_index (self->rows, i), y, FALSE);
}

gboolean
gaung_day_page_write_pdf (GaungDayPage *self, const char *path, GError **error)
{
  cairo_surface_t *surface = cairo_pdf_surface_create (path, A4_WIDTH, A4_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  PangoContext *pango = pango_cairo_create_context (cr);
  cairo_status_t status;
  guint n_pages;

  pango_cairo_context_set_resolution (pango, 72);
  n_pages = gaung_day_page_paginate (self, pango, A4_WIDTH - 2 * MARGIN, A4_HEIGHT - 2 * MARGIN);
  for (guint i = 0; i < n_pages; i++)
    {
      cairo_save (cr);
      cairo_translate (cr, MARGIN, MARGIN);
      gaung_day_page_draw (self, cr, i);
      cairo_restore (cr);
      cairo_show_page (cr);
    }
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_destroy (cr);
  g_object_unref (pango);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error_literal (error,
                       G_IO_ERROR,
                       status == CAIRO_STATUS_WRITE_ERROR ? G_IO_ERROR_NO_SPACE : G_IO_ERROR_FAILED,
                       cairo_status_to_string (status));

  return FALSE;
}

static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *print, GaungDayPage *self)
{
  PangoContext *pango = gtk_print_context_create_pango_context (print);
  guint n_pages = gaung_day_page_paginate (
      self, pango, gtk_print_context_get_width (print), gtk_print_context_get_height (print));

  gtk_print_operation_set_n_pages (operation, (int) n_pages);
  g_object_unref (pango);
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *print, int page, GaungDayPage *self)
{
  gaung_day_page_draw (self, gtk_print_context_get_cairo_context (print), (guint) page);
}

void
gaung_day_page_print (GaungDayPage *self, GtkWindow *parent)
{
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (GtkPageSetup) setup = NULL;
  g_autoptr (GtkPaperSize) paper = NULL;

  g_return_if_fail (GAUNG_IS_DAY_PAGE (self));

  operation = gtk_print_operation_new ();
  setup = gtk_page_setup_new ();
  paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  gtk_page_setup_set_paper_size_and_default_margins (setup, paper);
  gtk_page_setup_set_left_margin (setup, MARGIN, GTK_UNIT_POINTS);
  gtk_page_setup_set_right_margin (setup, MARGIN, GTK_UNIT_POINTS);
  gtk_page_setup_set_top_margin (setup, MARGIN, GTK_UNIT_POINTS);
  gtk_page_setup_set_bottom_margin (setup, MARGIN, GTK_UNIT_POINTS);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, _ ("Close of the day"));
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_data (operation,
                         "begin-print",
                         G_CALLBACK (begin_print_cb),
                         g_object_ref (self),
                         (GClosureNotify) (void (*) (void)) g_object_unref,
                         G_CONNECT_DEFAULT);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), self);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
}
