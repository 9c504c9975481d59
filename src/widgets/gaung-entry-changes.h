/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-entry.h"

G_BEGIN_DECLS

/* What an entry of the kind "change" changed, a line each: "Category: Lighting → Roads". Personal values are in no entry.
 * NULL: it tells no values. (transfer full) (nullable) */
char *gaung_entry_describe_changes (GaungEntry *entry);

G_END_DECLS
