/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-record.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_CALENDAR_YEAR (gaung_calendar_year_get_type ())
/* GaungCalendarYear: the record type "calendar", the decreed days of one year (GaungCalendar in base is
 * what clocks count with). year! decree! source days [{date!, kind(holiday joint-leave)!, name!, added}]. */
G_DECLARE_FINAL_TYPE (GaungCalendarYear, gaung_calendar_year, GAUNG, CALENDAR_YEAR, GaungRecord)

G_END_DECLS
