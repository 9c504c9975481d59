/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The orders and the sections of the complaints list. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-complaint-sections.h"

static const struct
{
  const char *name;
  const char *title; /* of the only section */
} sorts[] = {
  [GAUNG_SORT_RANK] = { "deadline", NULL },
  [GAUNG_SORT_NEWEST] = { "newest", N_ ("Newest first") },
  [GAUNG_SORT_OLDEST] = { "oldest", N_ ("Oldest first") },
  [GAUNG_SORT_CHANGED] = { "changed", N_ ("Changed last, first") },
};

GaungSort
gaung_complaint_sort_from_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    if (g_strcmp0 (sorts[i].name, name) == 0)
      return i;
  return GAUNG_SORT_RANK;
}

const char *
gaung_complaint_sort_get_name (GaungSort sort)
{
  g_return_val_if_fail (sort < G_N_ELEMENTS (sorts), NULL);
  return sorts[sort].name;
}

void
gaung_complaint_sections_update (GaungSectionList *list, GaungSort sort, GaungInstant now)
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

  if (sort == GAUNG_SORT_RANK)
    gaung_section_list_set_sections (list, sections, G_N_ELEMENTS (sections));
  else
    {
      GaungSection section = { G_MININT64, _ (sorts[sort].title) };

      gaung_section_list_set_sections (list, &section, 1);
    }
}
