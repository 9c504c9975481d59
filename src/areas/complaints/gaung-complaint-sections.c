/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sections of the complaints list. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-complaint-sections.h"

void
gaung_complaint_sections_update (GaungSectionList *list, GaungInstant now)
{
  GaungDay today = gaung_day_of_instant (now);
  GaungDay next_week = today + 8 - gaung_day_get_weekday (today);
  GaungSection sections[] = {
    { G_MININT64, _ ("Overdue") },
    { now, _ ("Due today") },
    { gaung_day_get_start (today + 1), _ ("This week") },
    { gaung_day_get_start (next_week), _ ("Later") },
    { GAUNG_RANK_POSTPONED, C_ ("section", "Postponed") },
    /* Closed ones count down from GAUNG_RANK_CLOSED by the instant at which they were closed. */
    { (GAUNG_RANK_POSTPONED + GAUNG_RANK_CLOSED) / 2, _ ("Done") },
  };

  gaung_section_list_set_sections (list, sections, G_N_ELEMENTS (sections));
}
