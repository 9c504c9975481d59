/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-window.h"

G_BEGIN_DECLS

/* Adds the accelerators of every action table to the window. They do nothing while a dialog is open or
 * the screen is locked; single letters do nothing while a text field has the focus. */
void gaung_window_add_keys (GaungWindow *window);

G_END_DECLS
