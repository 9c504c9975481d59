/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The monthly sheet of the stopwatch: how long people waited, beside what they were promised. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gaung-flow-private.h"
#include "gaung-format.h"
#include "gaung-handout-private.h"
#include "gaung-month-sheet.h"
#include "gaung-service-words.h"

#define SIZE 10.0
#define MARGIN_MM 13

typedef struct
{
  guint visits;
  guint promised; /* visits of services that promise a time */
  guint overruns;
  guint reasons[G_N_ELEMENTS (((GaungVisitSummary *) NULL)->reasons)];
} Total;

static void
add_up (const GaungMonthRow *rows, guint n_rows, Total *total)
{
  *total = (Total) { 0 };
  for (guint i = 0; i < n_rows; i++)
    {
      const GaungVisitSummary *summary = &rows[i].summary;

      total->visits += summary->n_visits;
      total->promised += summary->promised > 0 ? summary->n_visits : 0;
      total->overruns += summary->n_overruns;
      for (guint j = 0; j < G_N_ELEMENTS (total->reasons); j++)
        total->reasons[j] += summary->reasons[j];
    }
}

/* Whole minutes, and never none: "12 minutes". */
static char *
describe_seconds (gint64 seconds)
{
  return seconds < 0 ? g_strdup ("–")
                     : gaung_duration_to_text (MAX (1, (seconds + 30) / 60), "minutes");
}

static char *
describe_reasons (const GaungVisitSummary *summary)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; gaung_visit_reasons[i].nick != NULL && i < G_N_ELEMENTS (summary->reasons); i++)
    if (summary->reasons[i] > 0)
      {
        if (text->len > 0)
          g_string_append_c (text, '\n');
        /* Translators: a reason and how often it was given, e.g. "Jaringan: 3" */
        g_string_append_printf (
            text,
            _ ("%1$s: %2$u"),
            gaung_enum_get_label (gaung_visit_reasons, gaung_visit_reasons[i].nick),
            summary->reasons[i]);
      }
  if (summary->n_without_reason > 0)
    {
      if (text->len > 0)
        g_string_append_c (text, '\n');
      /* Translators: how many visits took too long without a reason being given, e.g. "No reason:
       * 2" */
      g_string_append_printf (text, _ ("No reason: %u"), summary->n_without_reason);
    }
  return g_string_free_and_steal (text);
}

static void
add_title (GaungFlow *flow, int year, int month, const GaungHandoutOptions *options)
{
  GaungTextStyle agency = { SIZE, PANGO_WEIGHT_SEMIBOLD, GAUNG_INK_ACCENT, .keeps = TRUE };
  GaungTextStyle title
      = { SIZE * 2, PANGO_WEIGHT_BOLD, GAUNG_INK, SIZE * 0.2, .tag = "H1", .keeps = TRUE };
  /* Translators: the month of a report: name and year, e.g. "Waiting times, November 2026" */
  g_autofree char *text = g_strdup_printf (
      _ ("Time at the counter, %1$s %2$d"), gaung_format_month_name (month), year);

  gaung_flow_add_text (flow, options->agency_name, &agency);
  gaung_flow_add_text (flow, text, &title);
}

static GaungCard
create_card (GaungFlow *flow, double width, const char *label, const char *text, guint fill)
{
  GaungTextStyle small = { SIZE * 0.95, PANGO_WEIGHT_SEMIBOLD, GAUNG_INK_DIM, .keeps = TRUE };
  GaungTextStyle large = { SIZE * 1.9, PANGO_WEIGHT_BOLD, GAUNG_INK, SIZE * 0.1 };
  GaungCard card
      = { gaung_flow_new_inner (flow, width), { fill, 0, SIZE, SIZE * 0.8, SIZE * 1.2 } };

  if (g_utf8_strlen (text, -1) > 10)
    large.size = SIZE * 1.3;
  gaung_flow_add_text (card.content, label, &small);
  gaung_flow_add_text (card.content, text, &large);
  return card;
}

static void
add_total (GaungFlow *flow, const Total *total)
{
  double gap = SIZE;
  double width = gaung_flow_get_card_width (flow, 3, gap, SIZE);
  g_autofree char *visits = gaung_format_number (total->visits);
  g_autofree char *share
      = total->promised > 0
            ? gaung_format_percent (1 - (double) total->overruns / total->promised, 1)
            : g_strdup ("–");
  const char *reason = "–";
  guint most = 0;
  GaungCard cards[3];

  for (guint i = 0; gaung_visit_reasons[i].nick != NULL && i < G_N_ELEMENTS (total->reasons); i++)
    if (total->reasons[i] > most)
      {
        most = total->reasons[i];
        reason = gaung_enum_get_label (gaung_visit_reasons, gaung_visit_reasons[i].nick);
      }
  cards[0] = create_card (flow, width, C_ ("month sheet", "Visits"), visits, GAUNG_TINT_PLAIN);
  cards[1]
      = create_card (flow, width, C_ ("month sheet", "Within the promise"), share, GAUNG_TINT_FREE);
  cards[2] = create_card (
      flow, width, C_ ("month sheet", "Most frequent reason"), reason, GAUNG_TINT_PLAIN);
  gaung_flow_add_cards (flow, cards, 3, gap, G_MAXDOUBLE, FALSE, FALSE, 0);
  gaung_flow_add_space (flow, SIZE * 1.4);
}

static void
add_table (GaungFlow *flow, const GaungMonthRow *rows, guint n_rows)
{
  double unit = gaung_flow_get_width (flow) / 100;
  const GaungFlowColumn columns[] = {
    { 29 * unit, PANGO_ALIGN_LEFT },  { 10 * unit, PANGO_ALIGN_RIGHT },
    { 11 * unit, PANGO_ALIGN_RIGHT }, { 10 * unit, PANGO_ALIGN_RIGHT },
    { 10 * unit, PANGO_ALIGN_RIGHT }, { 7 * unit, PANGO_ALIGN_RIGHT },
    { 23 * unit, PANGO_ALIGN_LEFT },
  };
  const char *const head[] = { C_ ("month sheet", "Service"),     C_ ("month sheet", "Visits"),
                               C_ ("month sheet", "Promised"),    C_ ("month sheet", "Median"),
                               C_ ("month sheet", "9 out of 10"), C_ ("month sheet", "Over"),
                               C_ ("month sheet", "Reasons") };
  GaungTextStyle bold = { SIZE * 0.85, PANGO_WEIGHT_BOLD, 0xffffff };
  GaungTextStyle body = { SIZE * 0.9, PANGO_WEIGHT_NORMAL, GAUNG_INK };

  gaung_flow_add_row (flow, columns, G_N_ELEMENTS (columns), head, &bold, GAUNG_INK_ACCENT, TRUE);
  for (guint i = 0; i < n_rows; i++)
    {
      const GaungVisitSummary *summary = &rows[i].summary;
      g_autofree char *visits = gaung_format_number (summary->n_visits);
      g_autofree char *promised = describe_seconds (summary->promised);
      g_autofree char *median = describe_seconds (summary->median);
      g_autofree char *p90 = describe_seconds (summary->p90);
      g_autofree char *overruns = gaung_format_number (summary->n_overruns);
      g_autofree char *reasons = describe_reasons (summary);
      const char *const cells[]
          = { rows[i].name, visits, promised, median, p90, overruns, reasons };

      gaung_flow_add_row (flow,
                          columns,
                          G_N_ELEMENTS (columns),
                          cells,
                          &body,
                          i % 2 == 1 ? GAUNG_TINT_PLAIN : 0,
                          FALSE);
    }
}

GaungSheet *
gaung_month_sheet_new (const GaungMonthRow *rows,
                       guint n_rows,
                       int year,
                       int month,
                       const GaungHandoutOptions *options)
{
  const GaungPaper *paper = options->paper != NULL ? options->paper : gaung_paper_find ("A4");
  const char *language
      = options->language != NULL ? options->language : gaung_handout_get_language ();
  GaungSheet *sheet = gaung_sheet_new (paper, MARGIN_MM * GAUNG_POINTS_PER_MM, language);
  GaungFlow *flow = gaung_sheet_get_flow (sheet);
  GaungTextStyle note = { SIZE * 0.85, PANGO_WEIGHT_NORMAL, GAUNG_INK_DIM, .before = SIZE * 1.2 };
  g_autofree char *printed_on = gaung_format_day_short (gaung_day_of_instant (options->printed_at));
  g_autofree char *printed_at = gaung_format_time (options->printed_at);
  /* Translators: a day and a time, e.g. "printed on 24/11/2026 at 15.07 WIB" */
  g_autofree char *version
      = g_strdup_printf (_ ("printed on %1$s at %2$s WIB"), printed_on, printed_at);
  GaungSheetFoot foot = { .version = version, .size = SIZE };
  Total total;

  gaung_sheet_set_foot (sheet, &foot);
  gaung_sheet_set_about (sheet,
                         C_ ("month sheet", "Time at the counter"),
                         options->agency_name,
                         NULL,
                         options->printed_at);
  add_up (rows, n_rows, &total);
  add_title (flow, year, month, options);
  add_total (flow, &total);
  if (n_rows > 0)
    add_table (flow, rows, n_rows);
  gaung_flow_add_text (
      flow,
      n_rows > 0 ? _ ("Median: half of the visits were shorter. 9 out of 10: nine of ten "
                      "visits were not longer. Over: visits that took longer than promised.")
                 : _ ("No visit was timed in this month."),
      &note);
  return sheet;
}

gboolean
gaung_month_sheet_write (const GaungMonthRow *rows,
                         guint n_rows,
                         int year,
                         int month,
                         const GaungHandoutOptions *options,
                         GOutputStream *stream,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GaungSheet) sheet = gaung_month_sheet_new (rows, n_rows, year, month, options);

  return gaung_sheet_write (sheet, stream, cancellable, error);
}
