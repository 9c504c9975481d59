/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hand-outs: options, letters, and the size in which one fits its paper. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gaung-flow-private.h"
#include "gaung-format.h"
#include "gaung-handout-private.h"
#include "gaung-publish-text.h"
#include "gaung-service-words.h"

void
gaung_handout_options_init (GaungHandoutOptions *options,
                            GaungRecord *agency,
                            GaungInstant printed_at)
{
  *options = (GaungHandoutOptions) { .printed_at = printed_at };
  if (agency == NULL)
    return;
  options->agency_name = gaung_record_get_string (agency, "name");
  options->agency_address = gaung_record_get_string (agency, "address");
  options->agency_telephone = gaung_record_get_string (agency, "telephone");
}

const char *
gaung_handout_get_language (void)
{
  /* Translators: the BCP 47 code of the language of this translation: "id" */
  return C_ ("language of this translation", "en");
}

const char *
gaung_handout_get_promise (void)
{
  /* Translators: at the foot of every hand-out: "Urus sendiri, tanpa perantara. Petugas resmi tidak
   * meminta uang." */
  return _ ("Do it yourself, without a middleman. Officers do not ask for money.");
}

char *
gaung_handout_get_uri (GaungRecord *service, const GaungHandoutOptions *options, GError **error)
{
  g_autofree char *uri
      = options->uri != NULL ? g_strdup (options->uri) : gaung_service_get_uri (service);

  if (uri == NULL || *uri == '\0')
    return NULL;
  if (gaung_publish_is_safe_uri (uri))
    return g_steal_pointer (&uri);
  if (options->uri != NULL)
    g_set_error_literal (error,
                         GAUNG_PUBLISH_ERROR,
                         GAUNG_PUBLISH_ERROR_URI,
                         "the address is none of http, https, tel and mailto");
  return NULL;
}

GaungTextStyle
gaung_handout_get_style (const GaungHandout *self, GaungLook look)
{
  double size = self->size;

  switch (look)
    {
    case GAUNG_LOOK_TITLE:
      return (GaungTextStyle) { size * 2.1,  PANGO_WEIGHT_BOLD, GAUNG_INK,
                                size * 0.25, .tag = "H1",       .keeps = TRUE };
    case GAUNG_LOOK_HEADING:
      return (GaungTextStyle) { size * 1.18, PANGO_WEIGHT_BOLD, GAUNG_INK_ACCENT,
                                size * 1.35, .tag = "H2",       .keeps = TRUE };
    case GAUNG_LOOK_LEAD:
      return (GaungTextStyle) { size * 1.12, PANGO_WEIGHT_NORMAL, GAUNG_INK, size * 0.5 };
    case GAUNG_LOOK_STRONG:
      return (GaungTextStyle) { size, PANGO_WEIGHT_SEMIBOLD, GAUNG_INK, size * 0.45 };
    case GAUNG_LOOK_NOTE:
      return (GaungTextStyle) { size * 0.88, PANGO_WEIGHT_NORMAL, GAUNG_INK_DIM, size * 0.1 };
    case GAUNG_LOOK_AGENCY:
      return (GaungTextStyle) {
        size * 0.95, PANGO_WEIGHT_SEMIBOLD, GAUNG_INK_ACCENT, 0, .keeps = TRUE
      };
    case GAUNG_LOOK_BODY:
    default:
      return (GaungTextStyle) { size, PANGO_WEIGHT_NORMAL, GAUNG_INK, size * 0.45 };
    }
}

char *
gaung_handout_get_version (GaungRecord *service, const GaungHandoutOptions *options)
{
  GString *version = g_string_new (gaung_record_get_reference (service));
  GaungDay checked = gaung_record_get_day (service, "checked_on");
  g_autofree char *checked_on = gaung_format_day_short (checked);
  g_autofree char *printed_on = gaung_format_day_short (gaung_day_of_instant (options->printed_at));
  g_autofree char *printed_at = gaung_format_time (options->printed_at);
  const char *decree = gaung_record_get_string (service, "decree_number");

  g_string_append (version, " · ");
  if (decree != NULL && *decree != '\0')
    {
      if (g_str_has_prefix (decree, "SK "))
        g_string_append (version, decree);
      else
        /* Translators: the decree that sets a service standard, e.g. "SK DG/1090-3/III/2025" */
        g_string_append_printf (version, _ ("Decree %s"), decree);
      g_string_append (version, " · ");
    }
  if (checked != GAUNG_DAY_NONE)
    /* Translators: %s is a day, e.g. "checked on 20/11/2026" */
    g_string_append_printf (version, _ ("checked on %s"), checked_on);
  else
    g_string_append (version, C_ ("service", "not yet checked"));
  g_string_append (version, " · ");
  /* Translators: a day and a time, e.g. "printed on 24/11/2026 at 15.07 WIB" */
  g_string_append_printf (version, _ ("printed on %1$s at %2$s WIB"), printed_on, printed_at);
  return g_string_free_and_steal (version);
}

static GaungSheet *
make_in_size (const GaungHandout *template,
              const GaungPaper *paper,
              double margin,
              double size,
              const char *subject,
              GaungHandoutFill fill,
              gpointer data)
{
  GaungHandout handout = *template;
  const GaungHandoutOptions *options = handout.options;
  g_autofree char *version = gaung_handout_get_version (handout.service, options);
  const char *language
      = options->language != NULL ? options->language : gaung_handout_get_language ();
  GaungSheetFoot foot
      = { gaung_handout_get_promise (), version, size * 0.92, GAUNG_INK_FREE, GAUNG_TINT_FREE };

  handout.size = size;
  handout.sheet = gaung_sheet_new (paper, margin, language);
  handout.flow = gaung_sheet_get_flow (handout.sheet);
  gaung_sheet_set_foot (handout.sheet, &foot);
  gaung_sheet_set_about (handout.sheet,
                         gaung_record_get_title (handout.service),
                         options->agency_name,
                         subject,
                         options->printed_at);
  fill (&handout, data);
  return handout.sheet;
}

/* The sizes to choose from, and the sheets that were tried. */
typedef struct
{
  const GaungHandout *template;
  const GaungPaper *paper;
  double margin;
  double scale;
  const double *sizes;
  const char *subject;
  GaungHandoutFill fill;
  gpointer data;
  GaungSheet *tried[GAUNG_HANDOUT_MAX_SIZES];
} Choice;

static guint
try_size (Choice *self, guint i)
{
  if (self->tried[i] == NULL)
    self->tried[i] = make_in_size (self->template,
                                   self->paper,
                                   self->margin,
                                   self->sizes[i] * self->scale,
                                   self->subject,
                                   self->fill,
                                   self->data);
  return gaung_sheet_get_n_pages (self->tried[i]);
}

/* The first size, the largest, in which it has at most @n_pages; the last one does. Larger letters
 * never need fewer pages, but for rare cases in which a smaller size than possible does no harm. */
static guint
find_size (Choice *self, guint n_sizes, guint n_pages)
{
  guint low = 0;
  guint high = n_sizes - 1;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (try_size (self, middle) <= n_pages)
        high = middle;
      else
        low = middle + 1;
    }
  return high;
}

static GaungSheet *
choose_size (Choice *self, guint usual)
{
  guint n_sizes = 0;
  guint chosen;
  GaungSheet *sheet;

  while (self->sizes[n_sizes] > 0)
    n_sizes++;
  g_assert (n_sizes <= GAUNG_HANDOUT_MAX_SIZES);
  chosen = try_size (self, n_sizes - 1) <= 2
               ? find_size (self, n_sizes, try_size (self, n_sizes - 1))
               : usual;
  try_size (self, chosen);
  sheet = g_steal_pointer (&self->tried[chosen]);
  for (guint i = 0; i < n_sizes; i++)
    g_clear_object (&self->tried[i]);
  return sheet;
}

GaungSheet *
gaung_handout_make (GaungRecord *service,
                    const GaungHandoutOptions *options,
                    const char *paper_name,
                    double margin_mm,
                    const double *sizes,
                    guint usual,
                    const char *subject,
                    GaungHandoutFill fill,
                    gpointer data,
                    GError **error)
{
  const GaungPaper *own = gaung_paper_find (paper_name);
  const GaungPaper *paper = options->paper != NULL ? options->paper : own;
  double scale = (double) paper->width / own->width;
  double margin = margin_mm * GAUNG_POINTS_PER_MM * scale;
  GaungHandout handout = { service, options, .today = gaung_day_of_instant (options->printed_at) };
  g_autoptr (GError) local_error = NULL;
  g_autofree char *uri = gaung_handout_get_uri (service, options, &local_error);
  g_autoptr (GaungQr) qr = NULL;
  Choice choice = { &handout, paper, margin, scale, sizes, subject, fill, data };

  if (local_error == NULL && uri != NULL)
    handout.qr = qr = gaung_qr_new (uri, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return choose_size (&choice, usual);
}
