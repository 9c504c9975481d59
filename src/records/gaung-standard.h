/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-record.h"

G_BEGIN_DECLS

/* The service standard: the fourteen components of UU 25/2009 in the two groups of Permenpan RB 15/2014
 * (domain.md §a.1). One table; completeness, health, wall sheet, forms and the complaint's `component`
 * all read it. */
typedef enum
{
  GAUNG_STANDARD_DELIVERY,   /* proses penyampaian pelayanan: published to everybody */
  GAUNG_STANDARD_MANAGEMENT, /* proses pengelolaan pelayanan di internal organisasi */
} GaungStandardGroup;

typedef struct
{
  const char *nick;         /* "legal-basis": what a complaint's `component` and a service's `unverified` name */
  GaungStandardGroup group;
  const char *members[4];   /* of the service: one of them filled fills the component; ends with NULL */
} GaungStandardComponent;

#define GAUNG_STANDARD_N_COMPONENTS 14

/* In the order of the regulation; ends with a row whose nick is NULL. */
extern const GaungStandardComponent gaung_standard_components[];
/* The same nicks with their labels, for fields that name a component. */
extern const GaungEnumValue gaung_standard_labels[];

const GaungStandardComponent *gaung_standard_find (const char *nick); /* (nullable) */
const char *gaung_standard_get_label (const GaungStandardComponent *component); /* translated */
const char *gaung_standard_group_get_label (GaungStandardGroup group);          /* translated */

/* Is anything said about @component in @service? A service that is free of charge has said what it costs. */
gboolean gaung_standard_is_filled (const GaungStandardComponent *component, GaungRecord *service);
/* How many of the fourteen are filled. */
guint gaung_standard_score (GaungRecord *service);

/* What is wrong with a service's standard today. */
typedef enum
{
  GAUNG_FAULT_MISSING,    /* a component has no content; detail: its nick */
  GAUNG_FAULT_UNVERIFIED, /* a component was never confirmed; detail: its nick */
  GAUNG_FAULT_UNCHECKED,  /* nobody has ever said that it is still correct */
  GAUNG_FAULT_STALE,      /* the check is older than it may be; day: since when */
  GAUNG_FAULT_NO_DECREE,  /* no number of a decree (SK) */
  GAUNG_FAULT_OLD_DECREE, /* the decree is older than GAUNG_STANDARD_DECREE_YEARS; day: 1 January of its year */
  GAUNG_FAULT_ALERT_OVER, /* the alert or the closure is past and still there; day: its end */
  GAUNG_FAULT_CHANNEL,    /* a channel cannot be reached as written (address, number, hours); detail: its key;
                           * NULL: there is no channel at all */
} GaungFaultKind;

typedef struct
{
  GaungFaultKind kind;
  const char *detail; /* (nullable), owned by the service or by the table */
  GaungDay day;       /* or GAUNG_DAY_NONE */
} GaungStandardFault;

/* [G] (domain.md marks no source): a standard is looked at again after three years. */
#define GAUNG_STANDARD_DECREE_YEARS 3

/* Worst first: what misleads people today, then what people are not told, then what is not confirmed, then
 * what the office owes itself. A service that is no longer offered has none.
 * (transfer container) (element-type GaungStandardFault): free with g_array_unref, before @service changes. */
GArray *gaung_standard_find_faults (GaungRecord *service, GaungDay today);
/* One sentence for people, translated. (transfer full) */
char *gaung_standard_fault_to_text (const GaungStandardFault *fault, GaungRecord *service);

G_END_DECLS
