/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gaung-time.h"

G_BEGIN_DECLS

typedef enum
{
  GAUNG_SYNC_PHASE_OFF,      /* no server belongs to this workspace, or nobody has signed in yet */
  GAUNG_SYNC_PHASE_STARTING, /* connecting, asking who we are */
  GAUNG_SYNC_PHASE_WORKING,  /* something is on its way, in either direction */
  GAUNG_SYNC_PHASE_IDLE,     /* listening; all that is to be said was said */
  GAUNG_SYNC_PHASE_PAUSED,   /* see the pause */
  GAUNG_SYNC_PHASE_OFFLINE,  /* no way to the server; tries again by itself */
  GAUNG_SYNC_PHASE_TROUBLE,  /* see the trouble; tries again by itself where that can help */
} GaungSyncPhase;

typedef enum
{
  GAUNG_SYNC_PAUSE_NONE,
  GAUNG_SYNC_PAUSE_USER,
  GAUNG_SYNC_PAUSE_METERED,
  GAUNG_SYNC_PAUSE_POWER,
} GaungSyncPause;

/* Named troubles, by what the user can do. The texts come from gaung_sync_trouble_get_title() … in sync/. */
typedef enum
{
  GAUNG_SYNC_TROUBLE_NONE,
  GAUNG_SYNC_TROUBLE_SIGNED_OUT,  /* no password is kept: sign in */
  GAUNG_SYNC_TROUBLE_CREDENTIALS, /* refused: sign in anew; nothing is sent until then */
  GAUNG_SYNC_TROUBLE_LOCKED,      /* too many wrong passwords; until an instant */
  GAUNG_SYNC_TROUBLE_RIGHTS,      /* a database may no longer be read or written */
  GAUNG_SYNC_TROUBLE_CERTIFICATE,
  GAUNG_SYNC_TROUBLE_PORTAL,      /* a sign-in page of a network answers, or a redirect */
  GAUNG_SYNC_TROUBLE_TOO_OLD,
  GAUNG_SYNC_TROUBLE_CLOCK,       /* this computer's clock is wrong by minutes or more */
  GAUNG_SYNC_TROUBLE_BUSY,        /* throttled or unavailable; until an instant */
  GAUNG_SYNC_TROUBLE_SERVER,      /* a fault of the server */
  GAUNG_SYNC_TROUBLE_SERVER_FULL,
  GAUNG_SYNC_TROUBLE_DISK_FULL,   /* here */
  GAUNG_SYNC_TROUBLE_REPLACED,    /* a database was replaced or set back: compared by id; tells what was found */
  GAUNG_SYNC_TROUBLE_STORE,       /* the store cannot be written for another reason */
  GAUNG_SYNC_TROUBLE_OTHER_ACCOUNT, /* the server knows us under another name than this workspace belongs to */
} GaungSyncTrouble;

/* GaungSyncArea: one database, as a person calls it. Properties "database", "kind" ("directory", "common", "agency",
 * "identity"), "agency" (code, nullable), "last-success" (GaungInstant), "waiting" (uint), "oldest" (GaungInstant),
 * "trouble", "is-readable". */
#define GAUNG_TYPE_SYNC_AREA (gaung_sync_area_get_type ())
G_DECLARE_FINAL_TYPE (GaungSyncArea, gaung_sync_area, GAUNG, SYNC_AREA, GObject)

/* GaungSyncStatus: what the interface knows of the synchronisation; belongs to the main thread. Properties, all
 * read-only and notifying: "phase", "pause", "trouble", "trouble-detail" (the server's words and the request
 * id, for a report; nullable), "trouble-until" (GaungInstant), "last-success" (GaungInstant: the oldest of those of the
 * areas), "waiting", "held", "parked", "conflicts", "quarantined" (uint), "oldest" (GaungInstant), "done", "total" (uint: of a
 * first pull or a long sending; total 0: not counting), "account" (nullable), "address" (nullable). */
#define GAUNG_TYPE_SYNC_STATUS (gaung_sync_status_get_type ())
G_DECLARE_FINAL_TYPE (GaungSyncStatus, gaung_sync_status, GAUNG, SYNC_STATUS, GObject)

GaungSyncStatus *gaung_sync_status_new (void);
GListModel *gaung_sync_status_get_areas (GaungSyncStatus *self); /* (transfer none): of GaungSyncArea */

GaungSyncPhase gaung_sync_status_get_phase (GaungSyncStatus *self);
GaungSyncPause gaung_sync_status_get_pause (GaungSyncStatus *self);
GaungSyncTrouble gaung_sync_status_get_trouble (GaungSyncStatus *self);
guint gaung_sync_status_get_waiting (GaungSyncStatus *self);
guint gaung_sync_status_get_parked (GaungSyncStatus *self);
guint gaung_sync_status_get_conflicts (GaungSyncStatus *self);
GaungInstant gaung_sync_status_get_oldest (GaungSyncStatus *self);
GaungInstant gaung_sync_status_get_last_success (GaungSyncStatus *self);

/* For the engine (and tests), in the main thread: a value that did not change does not notify. */
typedef struct
{
  GaungSyncPhase phase;
  GaungSyncPause pause;
  GaungSyncTrouble trouble;
  const char *trouble_detail;
  GaungInstant trouble_until;
  guint done, total;
  const char *account, *address;
} GaungSyncReport;
void gaung_sync_status_report (GaungSyncStatus *self, const GaungSyncReport *report);
void gaung_sync_status_set_counts (GaungSyncStatus *self, guint waiting, guint held, guint parked, guint conflicts, guint quarantined, GaungInstant oldest);
/* Adds or changes the area of @database; @kind, @agency as above. */
void gaung_sync_status_set_area (GaungSyncStatus *self, const char *database, const char *kind, const char *agency, GaungInstant last_success, guint waiting, GaungInstant oldest, GaungSyncTrouble trouble, gboolean is_readable);
void gaung_sync_status_remove_area (GaungSyncStatus *self, const char *database);

G_END_DECLS
