/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-store.h"

G_BEGIN_DECLS

typedef enum
{
  GAUNG_CALENDAR_IMPORT_ERROR_JSON,   /* no JSON object, or a hostile one */
  GAUNG_CALENDAR_IMPORT_ERROR_YEAR,   /* no year, or one that cannot be */
  GAUNG_CALENDAR_IMPORT_ERROR_DECREE, /* no decree is named */
  GAUNG_CALENDAR_IMPORT_ERROR_DAY,    /* a day that is wrong; the message says which */
} GaungCalendarImportError;

#define GAUNG_CALENDAR_IMPORT_ERROR (gaung_calendar_import_error_quark ())
GQuark gaung_calendar_import_error_quark (void);

/* Reads the decreed days of one year, for clocks that count working days:
 *
 *   { "year": 2028, "decree": "SKB …", "source": "…",
 *     "days": [ { "date": "2028-01-01", "kind": "holiday" or "joint-leave", "name": "…" } ] }
 *
 * Every day is checked before anything is made. The error's message is translated and meant to be shown
 * (a calendar is nothing personal). (transfer full): a record of type "calendar", that of @existing with
 * the new days when it is given (an amended decree), or NULL. */
GaungRecord *gaung_calendar_import (const char *text, gssize length, GaungRecord *existing, const GaungActor *actor, GaungInstant now, GError **error);
/* The year that the text is about, or 0; to look for the existing record first. */
int gaung_calendar_import_get_year (const char *text, gssize length);

G_END_DECLS
