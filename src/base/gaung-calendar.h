/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include "gaung-time.h"

G_BEGIN_DECLS

/* What a civil day is to a clock that counts working days (domain.md R16). */
typedef enum
{
  GAUNG_DAY_KIND_WORKING,
  GAUNG_DAY_KIND_WEEKEND,
  GAUNG_DAY_KIND_HOLIDAY,     /* libur nasional */
  GAUNG_DAY_KIND_JOINT_LEAVE, /* cuti bersama */
  GAUNG_DAY_KIND_UNKNOWN,     /* a year whose decree is not there yet */
} GaungDayKind;

#define GAUNG_TYPE_CALENDAR (gaung_calendar_get_type ())
typedef struct _GaungCalendar GaungCalendar;

/* Working days by decree: Monday to Friday, less the holidays and the joint leave of each year.
 * Built once and then only read, from any thread. */
GType gaung_calendar_get_type (void);
GaungCalendar *gaung_calendar_new (void);
GaungCalendar *gaung_calendar_ref (GaungCalendar *self);
void gaung_calendar_unref (GaungCalendar *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungCalendar, gaung_calendar_unref)

/* Building. A year must be declared to be known; a day listed twice keeps the first. */
void gaung_calendar_add_year (GaungCalendar *self, int year, const char *decree);
void gaung_calendar_add_day (GaungCalendar *self, GaungDay day, GaungDayKind kind, const char *name);

gboolean gaung_calendar_has_year (GaungCalendar *self, int year);
const char *gaung_calendar_get_decree (GaungCalendar *self, int year);
/* @name (out) (optional) (transfer none): why the day does not count, where it has a name. */
GaungDayKind gaung_calendar_classify (GaungCalendar *self, GaungDay day, const char **name);
/* Working days in @from … @to inclusive, or -1 when a year among them is not decreed. */
int gaung_calendar_count_working_days (GaungCalendar *self, GaungDay from, GaungDay to);
/* The @n-th working day after @day (@day itself is not counted), or GAUNG_DAY_NONE when the count
 * runs into a year that is not decreed: nothing is guessed. */
GaungDay gaung_calendar_add_working_days (GaungCalendar *self, GaungDay day, int n);

G_END_DECLS
