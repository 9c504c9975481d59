/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-calendar.h"
#include "gaung-record.h"

G_BEGIN_DECLS

/* What rules need besides the record: data that an administrator edits. Read-only once built. */
typedef struct _GaungRules
{
  GaungCalendar *calendar;
  GPtrArray *clock_rules; /* (element-type GaungClockRule) */
} GaungRules;

GaungRules *gaung_rules_new (GaungCalendar *calendar, GPtrArray *clock_rules); /* takes both */
GaungRules *gaung_rules_ref (GaungRules *self);
void gaung_rules_unref (GaungRules *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungRules, gaung_rules_unref)

/* The columns a list sorts and filters by, derived from the document at every write, so that the
 * store knows no record type. Strings are owned by the record; NULL where a type has none. */
typedef struct _GaungIndex
{
  const char *agency;
  const char *assignee;
  const char *state;
  const char *category;
  const char *channel;
  const char *district; /* "33.72.01" */
  const char *village;  /* "33.72.01.1001" */
  const char *parent;   /* id of the record that an entry belongs to */
  const char *key;      /* a type's own natural key: agency code, calendar year, person telephone */
  gint64 rank;          /* the type's own order, ascending: see GAUNG_RANK_* */
  gint64 at;            /* the instant the type sorts by in time: received_at, or created_at */
  guint flags;          /* GaungIndexFlags */
} GaungIndex;

typedef enum
{
  GAUNG_INDEX_OPEN = 1 << 0,      /* somebody still has to do something */
  GAUNG_INDEX_ANONYMOUS = 1 << 1,
  GAUNG_INDEX_SECRET = 1 << 2,
  GAUNG_INDEX_POSTPONED = 1 << 3,
  GAUNG_INDEX_ATTACHED = 1 << 4,  /* has attachments */
  GAUNG_INDEX_INACTIVE = 1 << 5,  /* removed by its state; hidden unless asked for */
} GaungIndexFlags;

/* Ranks of records with deadlines. Open: the due instant itself (milliseconds). */
#define GAUNG_RANK_NO_DUE (G_GINT64_CONSTANT (3000000000000000))
#define GAUNG_RANK_POSTPONED (G_GINT64_CONSTANT (4000000000000000))
/* Closed: GAUNG_RANK_CLOSED - closed instant, so the latest comes first. */
#define GAUNG_RANK_CLOSED (G_GINT64_CONSTANT (8000000000000000))

/* Fills @index for the record's type; @rules may be NULL for types without deadlines. */
void gaung_record_index (GaungRecord *self, GaungRules *rules, GaungIndex *index);

G_END_DECLS
