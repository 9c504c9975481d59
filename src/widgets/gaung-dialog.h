/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Presents @dialog over @parent, with the focus where adw_dialog_set_focus() wants it also where it
 * comes from below as a sheet, which AdwDialog begins with its first button. */
void gaung_dialog_present (AdwDialog *dialog, GtkWidget *parent);
/* Lets each dialog of @window live until the window has finished what it is doing. When the window
 * becomes so narrow or low, or so wide, that a dialog must appear in another way, and that dialog
 * is fading away at this moment, AdwDialog ends the fading in the middle of its own layout, and
 * would go on with what it has freed (libadwaita 1.7).
 * @dialogs: (transfer full): adw_application_window_get_dialogs() or adw_window_get_dialogs() */
void gaung_dialogs_keep (GtkWidget *window, GListModel *dialogs);

G_END_DECLS
