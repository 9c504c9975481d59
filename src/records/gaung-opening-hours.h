/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-calendar.h"

G_BEGIN_DECLS

/* Opening hours, in the notation of OpenStreetMap's opening_hours as far as an office needs it:
 *
 *   Mo-Th 08:00-15:00; Fr 08:00-11:00,13:00-14:30; PH off        24/7        Sa,Su 09:00-21:00
 *
 * Days Mo Tu We Th Fr Sa Su, ranges and lists of them, "PH" the days that the calendar takes out (holidays and
 * joint leave); a rule without days holds every weekday; a later rule replaces an earlier one for the days that
 * it names, as in OpenStreetMap. Unlike there, an office without a rule for PH is closed on those days; 24/7
 * is never closed. Hours that go on after midnight are written as the next day's ("Fr 20:00-24:00; Sa
 * 00:00-02:00"). Times that overlap or touch are one span. */
#define GAUNG_TYPE_OPENING_HOURS (gaung_opening_hours_get_type ())
typedef struct _GaungOpeningHours GaungOpeningHours;

/* Minutes after midnight in WIB; until > from, at most 1440. */
typedef struct
{
  guint16 from;
  guint16 until;
} GaungOpenSpan;

GType gaung_opening_hours_get_type (void);
/* GAUNG_RECORD_ERROR_VALUE, naming the place of the fault. */
GaungOpeningHours *gaung_opening_hours_parse (const char *text, GError **error);
GaungOpeningHours *gaung_opening_hours_ref (GaungOpeningHours *self);
void gaung_opening_hours_unref (GaungOpeningHours *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungOpeningHours, gaung_opening_hours_unref)

/* (transfer none): the spans of a weekday (1 = Monday … 7), in order; @n_spans 0: closed. */
const GaungOpenSpan *gaung_opening_hours_get_spans (GaungOpeningHours *self, int weekday, guint *n_spans);
/* The spans of a day as the calendar has it: a holiday is closed unless a rule says otherwise. In a year
 * that is not decreed yet, and without a @calendar (nullable), what the weekday says. */
const GaungOpenSpan *gaung_opening_hours_get_day (GaungOpeningHours *self, GaungCalendar *calendar, GaungDay day, guint *n_spans);
gboolean gaung_opening_hours_is_open (GaungOpeningHours *self, GaungCalendar *calendar, GaungInstant at);
/* The next instant after @at at which it opens, looked for over 31 days; GAUNG_INSTANT_NONE: none, or a day
 * comes first of which nobody knows yet whether it is a holiday (and it would matter). */
GaungInstant gaung_opening_hours_get_next (GaungOpeningHours *self, GaungCalendar *calendar, GaungInstant at);
/* "Senin–Kamis 08.00–15.00, Jumat 08.00–11.00": translated, days that are alike together. (transfer full) */
char *gaung_opening_hours_to_display (GaungOpeningHours *self);

G_END_DECLS
