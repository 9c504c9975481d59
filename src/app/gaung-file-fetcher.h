/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-engine.h"
#include "gaung-file-source.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_FILE_FETCHER (gaung_file_fetcher_get_type ())
/* GaungFileFetcher: the GaungFileSource of a city server: at most two files at a time, in threads of its own. The engine is
 * let go of in the main thread, whatever ends last. */
G_DECLARE_FINAL_TYPE (GaungFileFetcher, gaung_file_fetcher, GAUNG, FILE_FETCHER, GObject)

/* @status (transfer none): says whether somebody is signed in. */
GaungFileSource *gaung_file_fetcher_new (GaungEngine *engine, GaungSyncStatus *status);
/* An error of src/sync as one of GaungFileSource. (transfer full) */
GError *gaung_file_fetcher_make_error (const GError *error);

G_END_DECLS
