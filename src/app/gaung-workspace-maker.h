/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-session.h"

G_BEGIN_DECLS

/* A sample holds nothing that must be kept from anybody, but it is encrypted like all others. Where no
 * keyring keeps its key, this word opens it, and the question for it says so. */
#define GAUNG_SAMPLE_PASSPHRASE "contoh"

/* Makes a workspace in a thread, fills it, and opens it in the caller's context. */
void gaung_workspace_maker_async (const GaungNewWorkspace *wanted,
                                  GaungInstant now,
                                  GaungSampleProgress progress,
                                  gpointer progress_data,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
/* (transfer full): the workspace, and in @store its open store */
GaungWorkspace *gaung_workspace_maker_finish (GAsyncResult *result, GaungStore **store, GError **error);

/* The code under which an agency that a person typed is kept: "Diskominfo SP" → "diskominfo-sp".
 * (transfer full) */
char *gaung_agency_code_from_name (const char *name);

G_END_DECLS
