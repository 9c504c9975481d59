/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GAUNG_TYPE_SHORTCUTS_DIALOG (gaung_shortcuts_dialog_get_type ())
/* GaungShortcutsDialog: every key of the action and area tables, by section, with a search. (The
 * shortcuts window of GTK is deprecated, that of libadwaita newer than our floor.) */
G_DECLARE_FINAL_TYPE (GaungShortcutsDialog, gaung_shortcuts_dialog, GAUNG, SHORTCUTS_DIALOG, AdwDialog)

AdwDialog *gaung_shortcuts_dialog_new (void);

G_END_DECLS
