/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The leaflet: what somebody takes home. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gaung-handout-private.h"
#include "gaung-leaflet.h"

static void
fill (GaungHandout *handout, gpointer data)
{
  gaung_handout_add_head (handout);
  gaung_handout_add_alerts (handout);
  gaung_handout_add_cost_and_time (handout);
  gaung_handout_add_costs (handout);
  gaung_handout_add_member (handout, C_ ("hand-out", "Who can have it"), "eligibility");
  gaung_handout_add_documents_and_steps (handout);
  gaung_handout_add_where (handout, 23);
  gaung_handout_add_questions (handout);
  gaung_handout_add_member (
      handout, C_ ("hand-out", "If something goes wrong"), "complaints_handling");
}

GaungSheet *
gaung_leaflet_new (GaungRecord *service, const GaungHandoutOptions *options, GError **error)
{
  static const double sizes[] = { 10.2, 9.6, 9, 8.5, 0 };

  return gaung_handout_make (
      service, options, "A5", 11, sizes, 2, C_ ("hand-out", "Leaflet"), fill, NULL, error);
}

gboolean
gaung_leaflet_write (GaungRecord *service,
                     const GaungHandoutOptions *options,
                     GOutputStream *stream,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GaungSheet) sheet = gaung_leaflet_new (service, options, error);

  return sheet != NULL && gaung_sheet_write (sheet, stream, cancellable, error);
}
