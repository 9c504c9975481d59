/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-context.h"

G_BEGIN_DECLS

typedef enum
{
  GAUNG_REMOTE_FILE_HERE,
  GAUNG_REMOTE_FILE_ABSENT,   /* not here; fetched when somebody asks for it */
  GAUNG_REMOTE_FILE_WAITING,  /* not here; fetched by itself when there is a connection */
  GAUNG_REMOTE_FILE_FETCHING,
  GAUNG_REMOTE_FILE_FAILED,   /* see the error; fetched anew when somebody asks for it */
  GAUNG_REMOTE_FILE_LOST,     /* not here, and this workspace has no server */
} GaungRemoteFileState;

#define GAUNG_TYPE_REMOTE_FILE (gaung_remote_file_get_type ())
/* GaungRemoteFile: the bytes of one attachment as views see them: here, on their way, or why not. All views of one file
 * share one, so that it is fetched once; when the last lets go of it, what is under way is given up.
 *
 * Signal "changed": state, progress or error. Belongs to the main thread. */
G_DECLARE_FINAL_TYPE (GaungRemoteFile, gaung_remote_file, GAUNG, REMOTE_FILE, GObject)

/* The one of @context for this file, or a new one. (transfer full) */
GaungRemoteFile *gaung_remote_file_get (GaungContext *context, GaungRecord *attachment);

GaungRecord *gaung_remote_file_get_record (GaungRemoteFile *self); /* (transfer none) */
GaungRemoteFileState gaung_remote_file_get_state (GaungRemoteFile *self);
guint gaung_remote_file_get_percent (GaungRemoteFile *self); /* while FETCHING; 0: not known yet */
const GError *gaung_remote_file_get_error (GaungRemoteFile *self); /* (nullable): while FAILED */
/* The bytes, where this computer's disk could not keep them. (nullable) (transfer none) */
GBytes *gaung_remote_file_get_held (GaungRemoteFile *self);
/* What the state means, in a sentence; "" while HERE. (transfer full) */
char *gaung_remote_file_describe (GaungRemoteFile *self);

/* Somebody looks at where it would be shown: it is fetched, unless synchronization is paused or would cost something. */
void gaung_remote_file_want (GaungRemoteFile *self);
/* Somebody asked for it: it is fetched in any case. */
void gaung_remote_file_fetch (GaungRemoteFile *self);
/* ABSENT then, until somebody asks for it. */
void gaung_remote_file_cancel (GaungRemoteFile *self);

G_END_DECLS
