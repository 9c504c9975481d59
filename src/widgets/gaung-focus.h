/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Around what gives widgets another parent. GTK 4.18 keeps a reference to what loses its parent while the focus is
 * inside, and it and all below it stay until the end of the program. */

/* Takes the focus from what is inside @widget. (transfer full, nullable): what had it */
GtkWidget *gaung_focus_take (GtkWidget *widget);
/* Lets @focus have it again; whether it can still be seen there is for the caller. (transfer full, nullable) */
void gaung_focus_give_back (GtkWidget *focus);

G_END_DECLS
