/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The slip: with it goes whoever did not have everything. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gaung-format.h"
#include "gaung-handout-private.h"
#include "gaung-json.h"
#include "gaung-publish-text.h"
#include "gaung-service-words.h"
#include "gaung-slip.h"

typedef struct
{
  GPtrArray *slots;
  GaungDay until;
} Slip;

static gboolean
has_key (const GaungServiceSlot *slot, const char *key)
{
  for (guint i = 0; i < slot->documents->len; i++)
    if (g_strcmp0 (gaung_json_get_string (g_ptr_array_index (slot->documents, i), "key", NULL), key)
        == 0)
      return TRUE;
  return FALSE;
}

GPtrArray *
gaung_slip_find_slots (GaungRecord *service, const char *const *missing, GError **error)
{
  GPtrArray *slots = gaung_service_get_slots (service);
  guint n_keys = missing != NULL ? g_strv_length ((GStrv) missing) : 0;
  guint kept = 0;

  for (guint i = 0; i < n_keys; i++)
    {
      gboolean is_known = FALSE;

      for (guint j = 0; j < slots->len && !is_known; j++)
        is_known = has_key (g_ptr_array_index (slots, j), missing[i]);
      if (!is_known)
        {
          g_set_error_literal (error,
                               GAUNG_PUBLISH_ERROR,
                               GAUNG_PUBLISH_ERROR_VALUE,
                               "a key that no document of the service has");
          g_ptr_array_unref (slots);
          return NULL;
        }
    }
  while (kept < slots->len)
    {
      const GaungServiceSlot *slot = g_ptr_array_index (slots, kept);
      gboolean is_missing = FALSE;

      for (guint i = 0; i < n_keys && !is_missing; i++)
        is_missing = has_key (slot, missing[i]);
      if (is_missing)
        kept++;
      else
        g_ptr_array_remove_index (slots, kept);
    }
  if (slots->len == 0)
    {
      g_set_error_literal (
          error, GAUNG_PUBLISH_ERROR, GAUNG_PUBLISH_ERROR_VALUE, "no document is missing");
      g_clear_pointer (&slots, g_ptr_array_unref);
    }
  return slots;
}

static void
add_day (GaungHandout *handout, GaungDay until)
{
  GaungBoxStyle style
      = { GAUNG_TINT_ACCENT, 0, handout->size * 0.9, handout->size * 0.7, handout->size * 1.4 };
  GaungTextStyle small
      = { handout->size * 0.9, PANGO_WEIGHT_SEMIBOLD, GAUNG_INK_DIM, .keeps = TRUE };
  GaungTextStyle large = { handout->size * 1.5, PANGO_WEIGHT_BOLD, GAUNG_INK, handout->size * 0.1 };
  g_autofree char *day = gaung_format_day_long (until);
  GaungFlow *inner;

  if (until == GAUNG_DAY_NONE)
    return;
  inner = gaung_flow_new_inner (handout->flow,
                                gaung_flow_get_width (handout->flow) - 2 * style.padding);
  gaung_flow_add_text (inner, C_ ("slip", "Please bring it by"), &small);
  gaung_flow_add_text (inner, day, &large);
  gaung_flow_add_box (handout->flow, inner, &style);
}

static void
fill (GaungHandout *handout, gpointer data)
{
  const Slip *slip = data;
  GaungTextStyle agency = gaung_handout_get_style (handout, GAUNG_LOOK_AGENCY);
  GaungTextStyle title = gaung_handout_get_style (handout, GAUNG_LOOK_TITLE);
  GaungTextStyle lead = gaung_handout_get_style (handout, GAUNG_LOOK_LEAD);
  GaungHandout list = *handout;

  gaung_flow_add_text (handout->flow, handout->options->agency_name, &agency);
  title.size *= 0.95;
  gaung_flow_add_text (handout->flow, C_ ("slip", "What you still need to bring"), &title);
  gaung_flow_add_text (handout->flow, gaung_record_get_string (handout->service, "name"), &lead);
  gaung_flow_add_space (handout->flow, handout->size * 0.8);
  list.size *= 1.2;
  gaung_handout_add_slots (&list, slip->slots);
  add_day (handout, slip->until);
  gaung_handout_add_alerts (handout);
  gaung_handout_add_where (handout, 22);
}

GaungSheet *
gaung_slip_new (GaungRecord *service,
                const char *const *missing,
                GaungDay until,
                const GaungHandoutOptions *options,
                GError **error)
{
  static const double sizes[] = { 10.4, 9.6, 9, 0 };
  g_autoptr (GPtrArray) slots = gaung_slip_find_slots (service, missing, error);
  Slip slip = { slots, until };

  if (slots == NULL)
    return NULL;
  return gaung_handout_make (service,
                             options,
                             "A5",
                             11,
                             sizes,
                             1,
                             C_ ("slip", "What you still need to bring"),
                             fill,
                             &slip,
                             error);
}

gboolean
gaung_slip_write (GaungRecord *service,
                  const char *const *missing,
                  GaungDay until,
                  const GaungHandoutOptions *options,
                  GOutputStream *stream,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GaungSheet) sheet = gaung_slip_new (service, missing, until, options, error);

  return sheet != NULL && gaung_sheet_write (sheet, stream, cancellable, error);
}
