/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-ctl-private.h"

G_BEGIN_DECLS

/* "export --as": services in a published format, "hsds" or "cpsv-ap". @query chooses them; without a type it is of
 * services, without a state drafts are left out. */
GaungCtlStatus gaung_ctl_export_as (GaungCtl *ctl, const char *as, GaungQuery *query, const char *path);

G_END_DECLS
