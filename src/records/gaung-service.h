/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-opening-hours.h"
#include "gaung-record.h"
#include "gaung-standard.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_SERVICE (gaung_service_get_type ())
/* GaungService: the record type "service": one service of one agency, with its standard (domain.md §a).
 * Kept in the common database. Its index: category is the life event, channel the kind of its first
 * channel, state its state, rank the start of the day of its next check, so that `due` asks for it (never checked: 1), key the number of
 * the decree. Documents of one `group` are alternatives (or); groups and documents without one are all
 * needed (and). Steps are in order. */
G_DECLARE_FINAL_TYPE (GaungService, gaung_service, GAUNG, SERVICE, GaungRecord)

extern const GaungEnumValue gaung_service_states[];      /* draft active withdrawn */
extern const GaungEnumValue gaung_service_life_events[]; /* birth school work … */
extern const GaungEnumValue gaung_service_channel_kinds[];
extern const GaungEnumValue gaung_service_time_units[];  /* minutes hours working-days days */
extern const GaungEnumValue gaung_service_step_actors[]; /* applicant officer system other */
extern const GaungEnumValue gaung_service_document_forms[]; /* original copy original-and-copy file */

/* How long a check lasts before the service is due to be looked at again. A decision of ours: twice a year. */
#define GAUNG_SERVICE_CHECK_DAYS 182

/* GAUNG_DAY_NONE when nobody has checked it yet. */
GaungDay gaung_service_get_check_due (GaungRecord *self);
gboolean gaung_service_is_free (GaungRecord *self);
/* Is it closed for a time on @day? */
gboolean gaung_service_is_closed_on (GaungRecord *self, GaungDay day);
/* The alert that is in force on @day. (transfer none) (nullable) */
const char *gaung_service_get_alert (GaungRecord *self, GaungDay day);
/* Promised time in seconds for what is counted in minutes or hours; -1 for days and where nothing is said. */
gint64 gaung_service_get_promised_seconds (GaungRecord *self);
/* "Still correct": checked today by @actor, and a draft's `unverified` stays as it is. */
void gaung_service_mark_checked (GaungRecord *self, const GaungActor *actor, GaungDay today);
/* The key of a new sub-record: short, unique within its list, the same for nobody else ("k7q2"). (transfer full) */
char *gaung_service_new_key (void);

G_END_DECLS
