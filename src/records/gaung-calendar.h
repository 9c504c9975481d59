/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-record.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_CALENDAR (gaung_calendar_get_type ())
/* GaungCalendar: the decreed days of one year. year! decree! source days [{date!, kind(holiday joint-leave)!, name!, added}]. */
G_DECLARE_FINAL_TYPE (GaungCalendar, gaung_calendar, GAUNG, CALENDAR, GaungRecord)

G_END_DECLS
