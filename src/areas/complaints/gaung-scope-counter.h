/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-context.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_SCOPE_COUNTER (gaung_scope_counter_get_type ())
/* GaungScopeCounter: how many open complaints are mine and my agency's; counted off the main thread, and
 * again shortly after a change. Signal "counted" (string scope, int64). */
G_DECLARE_FINAL_TYPE (GaungScopeCounter, gaung_scope_counter, GAUNG, SCOPE_COUNTER, GObject)

GaungScopeCounter *gaung_scope_counter_new (GaungStore *store);
/* What the switch says: "Mine 7". (transfer full) */
char *gaung_scope_counter_format (const char *scope, gint64 count);

G_END_DECLS
