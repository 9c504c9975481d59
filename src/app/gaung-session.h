/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-context.h"
#include "gaung-sample.h"
#include "gaung-sync-service.h"

G_BEGIN_DECLS

typedef enum
{
  GAUNG_SESSION_FIRST_RUN,  /* no workspace yet */
  GAUNG_SESSION_OPENING,
  GAUNG_SESSION_PASSPHRASE, /* waits for gaung_session_unlock; error: why the last one was refused */
  GAUNG_SESSION_OPEN,
  GAUNG_SESSION_FAILED,     /* error says why; gaung_session_retry tries again */
} GaungSessionState;

#define GAUNG_TYPE_SESSION_STATE (gaung_session_state_get_type ())
GType gaung_session_state_get_type (void);

#define GAUNG_TYPE_SESSION (gaung_session_get_type ())
/* GaungSession: which workspace is open, and the way there. Knows no window. Property "state". */
G_DECLARE_FINAL_TYPE (GaungSession, gaung_session, GAUNG, SESSION, GObject)

GaungSession *gaung_session_new (GSettings *settings, GaungClock *clock);
/* @directory: that workspace; NULL: the last one, or any, or the first run. @passphrase_file (nullable):
 * where the passphrase is read from, for tests and terminals without a Secret Service. */
void gaung_session_start (GaungSession *self, const char *directory, const char *passphrase_file);
void gaung_session_unlock (GaungSession *self, const char *passphrase);
void gaung_session_retry (GaungSession *self);
/* Is there a workspace that gaung_session_retry would open? */
gboolean gaung_session_has_workspace (GaungSession *self);
/* Leaves what failed or is open and goes to the first run; nothing is deleted. */
void gaung_session_start_over (GaungSession *self);
/* Closes the store. */
void gaung_session_close (GaungSession *self);
/* Closes what is open and opens another workspace of this computer. */
void gaung_session_switch (GaungSession *self, const char *directory);
/* Stops the synchronisation, closes the store and wipes the workspace from this computer: nothing of it is left here, what
 * was not sent is lost. Then the first run, or another workspace. */
gboolean gaung_session_wipe (GaungSession *self, GError **error);

GaungSessionState gaung_session_get_state (GaungSession *self);
const GError *gaung_session_get_error (GaungSession *self);
GaungWorkspace *gaung_session_get_workspace (GaungSession *self);
/* (transfer none) (nullable): only when OPEN */
GaungContext *gaung_session_get_context (GaungSession *self);
/* (nullable): the directory that is open, or that could not be opened */
const char *gaung_session_get_directory (GaungSession *self);
GSettings *gaung_session_get_settings (GaungSession *self);
/* (transfer none) (nullable): only when a workspace of a city server is open */
GaungSyncService *gaung_session_get_service (GaungSession *self);

/* An account that was tried out, and who works under it. All of it is the caller's, until the end of the call that
 * takes it. */
typedef struct
{
  GaungAccount *account;
  const GaungProbe *probe;
  const char *secret;
  gboolean is_token;
  const char *actor_name;
  const char *agency; /* (nullable): code */
} GaungConnection;

/* What the first run asks for. */
typedef struct
{
  GaungWorkspaceKind kind;
  const char *actor_name;
  const char *agency_code; /* LOCAL: one of gaung_city_agencies_list(), or NULL: by name */
  const char *agency_name;
  const char *passphrase; /* NULL: the Secret Service keeps the key */
  guint n_complaints;     /* SAMPLE */
  const GaungConnection *connection; /* SERVER */
} GaungNewWorkspace;

/* Makes a workspace in the default directory and opens it. Done when the state is OPEN; with an error
 * (also G_IO_ERROR_CANCELLED) nothing is left behind. @progress is called in the main thread. */
void gaung_session_create_async (GaungSession *self,
                                 const GaungNewWorkspace *wanted,
                                 GaungSampleProgress progress,
                                 gpointer progress_data,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data);
gboolean gaung_session_create_finish (GaungSession *self, GAsyncResult *result, GError **error);

/* Connects the local workspace that is open. Done when the state is OPEN again, on the same store. @n_queued
 * (out) (nullable): how many records wait to be sent now. */
void gaung_session_connect_async (GaungSession *self,
                                  const GaungConnection *connection,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
gboolean gaung_session_connect_finish (GaungSession *self, GAsyncResult *result, guint *n_queued, GError **error);

G_END_DECLS
