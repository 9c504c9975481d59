/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-store.h"

G_BEGIN_DECLS

/* What is to be said about a record beside its title; the most urgent stands. */
typedef enum
{
  GAUNG_SYNC_MARK_NONE,
  GAUNG_SYNC_MARK_WAITING, /* something of it has not been sent yet */
  GAUNG_SYNC_MARK_PARKED,  /* something of it was refused */
  GAUNG_SYNC_MARK_CLASH,   /* two people changed the same */
} GaungSyncMark;

#define GAUNG_TYPE_SYNC_MARKS (gaung_sync_marks_get_type ())
/* GaungSyncMarks: which records have something in the outbox or clash, by id; what belongs to a record counts
 * for it. Read in a thread, at most three times a second; the newest 2,000 outbox rows count.
 *
 * Signal "changed": ask again. */
G_DECLARE_FINAL_TYPE (GaungSyncMarks, gaung_sync_marks, GAUNG, SYNC_MARKS, GObject)

/* @store NULL: nothing is ever sent, so there is nothing to say. */
GaungSyncMarks *gaung_sync_marks_new (GaungStore *store);
GaungSyncMark gaung_sync_marks_get (GaungSyncMarks *self, const char *id);
/* A symbolic icon and a short sentence in the user's language; NULL for NONE. (transfer none) */
const char *gaung_sync_mark_get_icon_name (GaungSyncMark mark);
const char *gaung_sync_mark_get_label (GaungSyncMark mark);

G_END_DECLS
