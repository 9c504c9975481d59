/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GAUNG_TYPE_CHOOSER_DIALOG (gaung_chooser_dialog_get_type ())
/* GaungChooserDialog: one of many by name, with an optional remark: an agency to hand over to, a colleague
 * to assign to. Typing searches, arrows walk, Enter chooses, Esc leaves.
 *
 * Signal "chosen" (string key, string label, string remark). */
G_DECLARE_FINAL_TYPE (GaungChooserDialog, gaung_chooser_dialog, GAUNG, CHOOSER_DIALOG, AdwDialog)

/* @remark_label NULL: no remark */
GaungChooserDialog *gaung_chooser_dialog_new (const char *title, const char *action_label, const char *search_hint, const char *remark_label);
/* In the order in which they appear; @search is more text to find it by. */
void gaung_chooser_dialog_add (GaungChooserDialog *self, const char *key, const char *label, const char *detail, const char *search);
/* What will happen, below the title; may come later. */
void gaung_chooser_dialog_set_preview (GaungChooserDialog *self, const char *text);
void gaung_chooser_dialog_set_search (GaungChooserDialog *self, const char *text);
/* Chooses what is selected, or the first that is found. */
void gaung_chooser_dialog_confirm (GaungChooserDialog *self);

G_END_DECLS
