/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-context.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_FOOT (gaung_foot_get_type ())
/* GaungFoot: the foot of the sidebar, the honest status: where the records lie and how many changes wait.
 * A click shows the numbers. Property "context". */
G_DECLARE_FINAL_TYPE (GaungFoot, gaung_foot, GAUNG, FOOT, AdwBin)

void gaung_foot_set_context (GaungFoot *self, GaungContext *context);
/* Counts anew, in a thread. */
void gaung_foot_refresh (GaungFoot *self);

G_END_DECLS
