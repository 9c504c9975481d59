/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-merge.h"
#include "gaung-record.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_ENTRY (gaung_entry_get_type ())
/* GaungEntry: something that happened to a record. Append-only.
 *
 * Members: parent! (id), kind!, text, actor_name, actor_agency, from_state, to_state, from_agency,
 * to_agency, assignee, assignee_name, reason, until (date), members (strings: what was revealed or changed),
 * changes [{member, before, after}] (as stored: nicks, ISO dates, JSON for lists; personal values left
 * out), attachments (ids). */
G_DECLARE_FINAL_TYPE (GaungEntry, gaung_entry, GAUNG, ENTRY, GaungRecord)

/* created state disposition return postpone resume assignment reply note question change reveal
 * promise print export import reopen */
extern const GaungEnumValue gaung_entry_kinds[];

GaungEntry *gaung_entry_new (const char *parent, const char *kind, const GaungActor *actor, GaungInstant now);
/* The entry for an edit of members: which changed, from what to what. NULL if nothing differs. */
GaungEntry *gaung_entry_new_for_change (GaungRecord *before, GaungRecord *after, const GaungActor *actor, GaungInstant now);
/* Citizens can read it: replies and questions. */
gboolean gaung_entry_is_public (GaungEntry *self);

G_END_DECLS
