/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The menu of the sidebar, made from the action table: titles and keys are said once. (transfer none) */
GMenuModel *gaung_main_menu_get (void);

G_END_DECLS
