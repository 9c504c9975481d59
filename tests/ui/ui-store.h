/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-store.h"

G_BEGIN_DECLS

/* The id of the first record that the query @text finds; there must be one. (transfer full) */
char *ui_store_find (GaungStore *store, const char *text);
gint64 ui_store_count (GaungStore *store, const char *text);

G_END_DECLS
