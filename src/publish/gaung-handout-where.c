/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a service is to be had: channels, the QR code, and what closes a wall sheet. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gaung-handout-private.h"
#include "gaung-json.h"
#include "gaung-service-words.h"
#include "gaung-service.h"

/* A telephone reads a module of 0.4 mm from a hand's distance. */
#define MODULE_MM 0.42

static gboolean
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

/* The white around it is part of the page's: the dark modules stand in line with text and margin.
 */
static double
get_quiet (GaungQr *qr, double side)
{
  return side * GAUNG_QR_QUIET / gaung_qr_get_size (qr);
}

static void
draw_qr (cairo_t *cr, double width, double height, gpointer data)
{
  double side = width / (1 - 2.0 * GAUNG_QR_QUIET / gaung_qr_get_size (data));
  double quiet = get_quiet (data, side);

  gaung_qr_draw (data, cr, -quiet, -quiet, side);
}

/* Of a code whose dark part has @mm, or more where a module would be smaller than a telephone
 * reads; with the quiet zone, in points. */
static double
get_qr_side (const GaungHandout *self, double mm)
{
  if (self->qr == NULL)
    return 0;
  mm += 2 * mm * GAUNG_QR_QUIET / (gaung_qr_get_size (self->qr) - 2 * GAUNG_QR_QUIET);
  return MAX (mm, gaung_qr_get_size (self->qr) * MODULE_MM) * GAUNG_POINTS_PER_MM;
}

static GaungFlow *
create_qr (GaungHandout *self, double side)
{
  double quiet = get_quiet (self->qr, side);
  GaungFlow *flow = gaung_flow_new_inner (self->flow, side - 2 * quiet);
  GaungTextStyle note = gaung_handout_get_style (self, GAUNG_LOOK_NOTE);

  note.alignment = PANGO_ALIGN_CENTER;
  note.before = 0;
  gaung_flow_add_drawing (flow,
                          side - 2 * quiet,
                          side - quiet,
                          PANGO_ALIGN_LEFT,
                          0,
                          draw_qr,
                          gaung_qr_ref (self->qr),
                          (GDestroyNotify) gaung_qr_unref);
  gaung_flow_keep (flow);
  gaung_flow_add_text (flow, C_ ("beneath a QR code", "Scan with your telephone"), &note);
  return flow;
}

static void
add_channel (GaungHandout *self, GaungFlow *flow, JsonObject *channel)
{
  GaungTextStyle body = gaung_handout_get_style (self, GAUNG_LOOK_BODY);
  GaungTextStyle strong = gaung_handout_get_style (self, GAUNG_LOOK_STRONG);
  GaungTextStyle note = gaung_handout_get_style (self, GAUNG_LOOK_NOTE);
  g_autofree char *text = gaung_service_channel_to_text (channel);
  g_autoptr (GaungOpeningHours) hours
      = gaung_opening_hours_parse (gaung_json_get_string (channel, "hours", ""), NULL);
  g_autofree char *open = hours != NULL ? gaung_opening_hours_to_display (hours) : NULL;

  strong.before = gaung_flow_is_empty (flow) ? 0 : self->size * 0.7;
  strong.keeps = TRUE;
  body.before = 0;
  gaung_flow_add_text (flow,
                       gaung_enum_get_label (gaung_service_channel_kinds,
                                             gaung_json_get_string (channel, "kind", "")),
                       &strong);
  gaung_flow_add_text (flow, text, &body);
  gaung_flow_add_text (flow, open, &body);
  gaung_flow_add_text (flow, gaung_json_get_string (channel, "note", NULL), &note);
}

static void
add_agency_place (GaungHandout *self, GaungFlow *flow, gboolean has_address)
{
  GaungTextStyle body = gaung_handout_get_style (self, GAUNG_LOOK_BODY);

  if (!has_address)
    gaung_flow_add_text (flow, self->options->agency_address, &body);
  if (has_text (self->options->agency_telephone))
    {
      /* Translators: a telephone number, e.g. "Questions: (0271) 639554" */
      g_autofree char *text
          = g_strdup_printf (_ ("Questions: %s"), self->options->agency_telephone);

      body.before = self->size * 0.7;
      gaung_flow_add_text (flow, text, &body);
    }
}

static GaungFlow *
create_channels (GaungHandout *self, double width)
{
  GaungFlow *flow = gaung_flow_new_inner (self->flow, width);
  gboolean has_address = FALSE;
  guint n;
  JsonArray *channels = gaung_handout_get_list (self, "channels", &n);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *channel = gaung_json_get_element_object (channels, i);

      has_address = has_address || has_text (gaung_json_get_string (channel, "address", NULL));
      add_channel (self, flow, channel);
    }
  add_agency_place (self, flow, has_address);
  return flow;
}

void
gaung_handout_add_where (GaungHandout *self, double qr_mm)
{
  GaungTextStyle heading = gaung_handout_get_style (self, GAUNG_LOOK_HEADING);
  double whole = gaung_flow_get_width (self->flow);
  double side = get_qr_side (self, qr_mm);
  double quiet = self->qr != NULL ? get_quiet (self->qr, side) : 0;
  double gap = MAX (self->size * 1.2, quiet);
  double width = self->qr != NULL ? whole - (side - 2 * quiet) - gap : whole;
  /* A code so large that nothing fits beside it stands beneath. */
  gboolean is_beside = self->qr != NULL && width >= whole * 0.4;
  GaungFlow *columns[2];

  columns[0] = create_channels (self, is_beside ? width : whole);
  if (!gaung_flow_is_empty (columns[0]) || self->qr != NULL)
    gaung_flow_add_text (self->flow, C_ ("hand-out", "Where"), &heading);
  if (self->qr != NULL)
    columns[1] = create_qr (self, side);
  if (is_beside)
    gaung_flow_add_columns (self->flow,
                            columns,
                            2,
                            gap,
                            self->size * 0.4,
                            gaung_flow_get_height (columns[0])
                                < gaung_sheet_get_page_height (self->sheet) * 0.4);
  else
    {
      gaung_flow_add_balanced (self->flow, columns[0], 1, 0, self->size * 0.4);
      if (self->qr != NULL)
        gaung_flow_add_balanced (self->flow, columns[1], 1, 0, self->size * 0.6);
    }
}

/* Channels, and what comes of it with complaints, in columns of which the first has @width of
 * @room. Returns the height of the higher one. */
static double
fill_close (GaungHandout *self, double width, double room, GaungFlow **columns)
{
  GaungTextStyle heading = gaung_handout_get_style (self, GAUNG_LOOK_HEADING);
  g_autoptr (GaungFlow) channels = create_channels (self, width);
  GaungHandout right;

  columns[0] = gaung_flow_new_inner (self->flow, width);
  columns[1] = gaung_flow_new_inner (self->flow, room - width);
  right = gaung_handout_move_into (self, columns[1]);
  if (!gaung_flow_is_empty (channels))
    {
      gaung_flow_add_text (columns[0], C_ ("hand-out", "Where"), &heading);
      gaung_flow_append_flow (columns[0], channels, self->size * 0.4);
    }
  gaung_handout_add_member (&right, C_ ("hand-out", "You get"), "output");
  gaung_handout_add_member (
      &right, C_ ("hand-out", "If something goes wrong"), "complaints_handling");
  return MAX (gaung_flow_get_height (columns[0]), gaung_flow_get_height (columns[1]));
}

void
gaung_handout_add_close (GaungHandout *self, double qr_mm)
{
  static const double shares[] = { 0.5, 0.42, 0.46, 0.54, 0.58, 0.62 };
  double side = get_qr_side (self, qr_mm);
  double quiet = self->qr != NULL ? get_quiet (self->qr, side) : 0;
  double gap = MAX (self->size * 1.8, quiet);
  double whole = gaung_flow_get_width (self->flow);
  double room = whole - (side - 2 * quiet) - (side > 0 ? 2 : 1) * gap;
  double least = G_MAXDOUBLE;
  GaungFlow *columns[3] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      GaungFlow *tried[2];
      double height = fill_close (self, room * shares[i], room, tried);

      if (height < least)
        {
          g_set_object (&columns[0], tried[0]);
          g_set_object (&columns[1], tried[1]);
          least = height;
        }
      g_object_unref (tried[0]);
      g_object_unref (tried[1]);
    }
  if (room >= whole * 0.5 && !gaung_flow_is_empty (columns[0]) && !gaung_flow_is_empty (columns[1])
      && least <= gaung_sheet_get_page_height (self->sheet) / 2)
    {
      if (self->qr != NULL)
        columns[2] = create_qr (self, side);
      gaung_flow_add_columns (
          self->flow, columns, self->qr != NULL ? 3 : 2, gap, self->size * 1.35, TRUE);
      return;
    }
  g_object_unref (columns[0]);
  g_object_unref (columns[1]);
  gaung_handout_add_member (self, C_ ("hand-out", "You get"), "output");
  gaung_handout_add_where (self, qr_mm);
  gaung_handout_add_member (
      self, C_ ("hand-out", "If something goes wrong"), "complaints_handling");
}
