/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-action-table.h"

G_BEGIN_DECLS

/* The actions of the window and of the application: one static table. What an area adds is in its own
 * table; gaung_action_tables gives them all. */
extern const GaungActionRow gaung_shell_action_rows[];

/* Every table there is, that of the window first; ends with NULL. */
const GaungActionRow *const *gaung_action_tables (void);
/* In any of the tables. (nullable) */
const GaungActionRow *gaung_action_find (const char *name);

G_END_DECLS
