/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-outbox.h"
#include "gaung-sync-status.h"

G_BEGIN_DECLS

#define SCENE_DATABASE "gaung-agency-diskominfo"
#define SCENE_ACCOUNT "sri"

/* A morning on a workspace of a city server, written into a store without any server: complaints that came
 * from it, of which one was changed by two people at a time, one was taken by somebody else first, and things in
 * the outbox in each of their states. Everything is at @now or shortly before (gaung_instant_set_now is left at @now). */
typedef struct
{
  char *clashing;  /* complaint: promise_on and street were changed by both, category by me, village by them */
  char *refused;   /* complaint with a note that was parked with E_STATE */
  char *held;      /* complaint with a note that is held */
  char *waiting;   /* complaint with a reply that waits */
  char *sent;      /* complaint with a note that has arrived */
  char *claimed;   /* complaint that “Rina Hapsari” took first */
} SyncScene;

void sync_scene_fill (SyncScene *self, GaungStore *store, GaungInstant now);
void sync_scene_clear (SyncScene *self);
/* What the engine would say after it. */
void sync_scene_report (GaungSyncStatus *status, GaungStore *store, GaungInstant now);

G_END_DECLS
