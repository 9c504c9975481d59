/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-context.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_SYNC_BANNER (gaung_sync_banner_get_type ())
/* GaungSyncBanner: names what somebody must do about the synchronisation, with the one button that does
 * it. Hidden when nothing is to be done; being offline is nothing to be done. */
G_DECLARE_FINAL_TYPE (GaungSyncBanner, gaung_sync_banner, GAUNG, SYNC_BANNER, AdwBin)

void gaung_sync_banner_set_context (GaungSyncBanner *self, GaungContext *context);

G_END_DECLS
