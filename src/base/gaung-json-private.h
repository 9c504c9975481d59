/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-json.h"

G_BEGIN_DECLS

/* One pass over text that nobody has looked at yet: everything that a GaungJsonError names, apart
 * from the grammar, which is the parser's. */
gboolean gaung_json_scan (const char *text, gsize length, GError **error);

G_END_DECLS
