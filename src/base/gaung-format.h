/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-time.h"

G_BEGIN_DECLS

/* Numbers, money, dates and times by Indonesian convention (domain.md §h.5) whatever the locale;
 * words (weekdays, months, "today") through gettext. Every function is (transfer full), and "" for what is none. */

char *gaung_format_number (gint64 number);                    /* 1.234.567 */
char *gaung_format_decimal (double number, int decimals);     /* 1.234.567,89 */
char *gaung_format_percent (double ratio, int decimals);      /* 0.8977, 2 → 89,77% */
char *gaung_format_money (gint64 rupiah);                     /* Rp450.000 */
char *gaung_format_money_legal (gint64 rupiah);               /* Rp450.000,00 */
char *gaung_format_bytes (guint64 bytes);                     /* 2,4 MB */

char *gaung_format_day_long (GaungDay day);                   /* Selasa, 24 November 2026 */
char *gaung_format_day_short (GaungDay day);                  /* 24/11/2026 */
char *gaung_format_day_weekday (GaungDay day, GaungDay today);/* Rabu 25/11, with year if another */
const char *gaung_format_weekday_name (int weekday);          /* Senin (transfer none) */
const char *gaung_format_weekday_short (int weekday);         /* Sen (transfer none) */
const char *gaung_format_month_name (int month);              /* November (transfer none) */
char *gaung_format_time (GaungInstant instant);               /* 15.07 */
char *gaung_format_instant_exact (GaungInstant instant);      /* Selasa, 24 November 2026 pukul 15.07 WIB */
/* As people say it: "hari ini 11.50", "kemarin 09.12", "besok 08.00", "Senin 23/11 11.50". */
char *gaung_format_instant (GaungInstant instant, GaungInstant now);
/* "2 jam lagi", "35 menit lagi", "3 hari lagi"; past: "2 jam lalu". */
char *gaung_format_span (GaungInstant instant, GaungInstant now);

/* Reads 24/11/2026, 24-11-2026, 24-11-26, 2026-11-24, "24 Nov 2026". */
gboolean gaung_parse_day (const char *text, GaungDay *day);

G_END_DECLS
