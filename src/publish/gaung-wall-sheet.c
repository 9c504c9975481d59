/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wall sheet: what hangs beside the counter. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gaung-handout-private.h"
#include "gaung-wall-sheet.h"

static void
fill (GaungHandout *handout, gpointer data)
{
  gaung_handout_add_head (handout);
  gaung_handout_add_alerts (handout);
  gaung_handout_add_cost_and_time (handout);
  gaung_handout_add_costs (handout);
  gaung_handout_add_member (handout, C_ ("hand-out", "Who can have it"), "eligibility");
  gaung_handout_add_documents (handout, 2);
  gaung_handout_add_steps_across (handout);
  gaung_handout_add_close (handout, 32);
}

GaungSheet *
gaung_wall_sheet_new (GaungRecord *service, const GaungHandoutOptions *options, GError **error)
{
  static const double sizes[] = { 16, 15, 14, 13, 12, 11.2, 10.6, 10, 0 };

  return gaung_handout_make (
      service, options, "A4", 13, sizes, 3, C_ ("hand-out", "Wall sheet"), fill, NULL, error);
}

gboolean
gaung_wall_sheet_write (GaungRecord *service,
                        const GaungHandoutOptions *options,
                        GOutputStream *stream,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GaungSheet) sheet = gaung_wall_sheet_new (service, options, error);

  return sheet != NULL && gaung_sheet_write (sheet, stream, cancellable, error);
}
