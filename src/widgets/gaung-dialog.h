/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Presents @dialog over @parent, with the focus where adw_dialog_set_focus() wants it also where it comes
 * from below as a sheet, which AdwDialog begins with its first button. */
void gaung_dialog_present (AdwDialog *dialog, GtkWidget *parent);

G_END_DECLS
