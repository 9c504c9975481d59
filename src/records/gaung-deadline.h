/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-calendar.h"
#include "gaung-complaint.h"
#include "gaung-index.h"
#include "gaung-scheme.h"

G_BEGIN_DECLS

typedef enum
{
  GAUNG_CLOCK_ELAPSED, /* hours, running day and night */
  GAUNG_CLOCK_WORKING, /* working days; the day after the start is day 1, due at the end of the last */
} GaungClockKind;

/* One row of the editable deadline table (domain.md §0: "deadlines are data"). */
typedef struct
{
  char *key;            /* "ulas-first-answer" */
  char *label;          /* as the source words it, Indonesian */
  GaungClockKind kind;
  int amount;           /* hours or working days */
  char *start;          /* member of the complaint that starts it: received_at … */
  char *end;            /* member that ends it: verified_at, first_reply_at, answered_at */
  GStrv classes;        /* complaint classes it is for; empty: all */
  char *source;         /* regulation or page */
  gboolean is_verified; /* FALSE: "to be confirmed by the city" */
  GaungDay effective_from;
  GaungDay effective_until;
} GaungClockRule;

void gaung_clock_rule_free (GaungClockRule *self);
/* (transfer full) (element-type GaungClockRule) */
GPtrArray *gaung_clock_rules_from_scheme (GaungScheme *scheme);
/* The rules and the calendars 2025–2027 that Gaung ships (as records, with fixed ids), for a new
 * workspace. (transfer full) (element-type GaungRecord) */
GPtrArray *gaung_builtin_records (void);
/* Built from stored calendar and scheme records, or from the built-in ones. */
GaungRules *gaung_rules_new_from_records (GPtrArray *records);
GaungRules *gaung_rules_new_builtin (void);

typedef enum
{
  GAUNG_DEADLINE_RUNNING,
  GAUNG_DEADLINE_OVERDUE,   /* past, and the thing is not done */
  GAUNG_DEADLINE_PAUSED,
  GAUNG_DEADLINE_MET,       /* done in time */
  GAUNG_DEADLINE_MISSED,    /* done, too late */
  GAUNG_DEADLINE_WAITING,   /* its start has not happened */
  GAUNG_DEADLINE_UNDECREED, /* would end in a year without a calendar */
} GaungDeadlineStatus;

typedef struct
{
  const GaungClockRule *rule;
  GaungDeadlineStatus status;
  GaungInstant started_at;
  GaungInstant due_at;   /* NONE when waiting, paused without end, or undecreed */
  GaungInstant ended_at; /* NONE while open */
  int missing_year;      /* UNDECREED */
} GaungDeadline;

/* Every clock that applies to @complaint, in the order of the rules (domain.md §b.3: both clocks are
 * kept, the nearer one is shown). Pauses: an elapsed clock stands still for their length; a working
 * day counts only when the clock is not stopped at its end. @now decides running or overdue, and an
 * open pause lasts until @now. (transfer full) (element-type GaungDeadline, freed with g_free) */
GPtrArray *gaung_complaint_get_deadlines (GaungComplaint *complaint, GaungRules *rules, GaungInstant now);
/* The open one that is due first, or NULL. (transfer none): owned by @deadlines */
GaungDeadline *gaung_deadlines_get_nearest (GPtrArray *deadlines);
/* When @deadline's rule would be due if the complaint were postponed at @now until the start of @until
 * ("if I postpone now → due …"). NONE when a year is missing. */
GaungInstant gaung_complaint_project_due (GaungComplaint *complaint, GaungRules *rules, const GaungClockRule *rule, GaungInstant now, GaungDay until);

/* One box of the deadline strip. */
typedef struct
{
  GaungDay day;
  GaungDayKind kind;
  const char *name;    /* of a holiday (owned by the calendar) */
  gboolean is_start;   /* the day on which the clock started: not counted by a working clock */
  gboolean is_counted;
  gboolean is_paused;
  gboolean is_due;
  int ordinal;         /* 1 … amount for a counted day, else 0 */
} GaungDeadlineDay;

/* The days from the start to the due day, and on to at least @minimum boxes. (transfer full)
 * (element-type GaungDeadlineDay) */
GArray *gaung_deadline_get_days (const GaungDeadline *deadline, GaungComplaint *complaint, GaungRules *rules, GaungInstant now, guint minimum);

/* Sentences for people, with dates as people say them. (transfer full) */
char *gaung_deadline_to_sentence (const GaungDeadline *deadline, GaungInstant now); /* "Verification by today 11.50" */
char *gaung_deadline_day_to_sentence (const GaungDeadlineDay *day, GaungInstant now); /* for screen readers and tooltips */
/* The pill: "late by 1 working day", "late by 3 hours", "in 2 hours", "16.00", "Thursday 12.00", "postponed". */
char *gaung_deadline_to_pill (const GaungDeadline *deadline, GaungRules *rules, GaungInstant now);

G_END_DECLS
