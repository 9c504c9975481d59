/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An instant: milliseconds since 1970-01-01T00:00:00Z. */
typedef gint64 GaungInstant;
/* A civil day in Surakarta: days since 1970-01-01. */
typedef gint32 GaungDay;

#define GAUNG_INSTANT_NONE G_MININT64
#define GAUNG_DAY_NONE G_MININT32
#define GAUNG_SECOND G_GINT64_CONSTANT (1000)
#define GAUNG_MINUTE (60 * GAUNG_SECOND)
#define GAUNG_HOUR (60 * GAUNG_MINUTE)
#define GAUNG_DAY_LENGTH (24 * GAUNG_HOUR)
/* WIB, UTC+7, no daylight saving (domain.md R17). */
#define GAUNG_WIB_OFFSET (7 * GAUNG_HOUR)

GaungInstant gaung_instant_now (void);
/* For tests: from now on it stands still at @now; GAUNG_INSTANT_NONE: the system's time again. */
void gaung_instant_set_now (GaungInstant now);
/* RFC 3339 with any offset; UTC with milliseconds is what Gaung itself writes
 * ("2026-11-24T04:50:00.000Z"). FALSE leaves @instant alone. */
gboolean gaung_instant_parse (const char *text, GaungInstant *instant);
char *gaung_instant_to_text (GaungInstant instant);

/* The day in WIB in which @instant lies, and the first instant of a day. */
GaungDay gaung_day_of_instant (GaungInstant instant);
GaungInstant gaung_day_get_start (GaungDay day);
/* GAUNG_DAY_NONE for a day that does not exist. */
GaungDay gaung_day_from_ymd (int year, int month, int day);
void gaung_day_to_ymd (GaungDay day, int *year, int *month, int *mday);
/* 1 = Monday … 7 = Sunday */
int gaung_day_get_weekday (GaungDay day);
/* "YYYY-MM-DD" */
gboolean gaung_day_parse (const char *text, GaungDay *day);
char *gaung_day_to_text (GaungDay day);
/* Minutes after midnight, in WIB: 0 … 1439. */
int gaung_instant_get_minute_of_day (GaungInstant instant);

G_END_DECLS
