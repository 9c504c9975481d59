/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-context.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_SEARCH_DIALOG (gaung_search_dialog_get_type ())
/* GaungSearchDialog: one field over everything: records, actions, preferences. Arrow keys choose, Enter
 * opens. Persons are found by their exact telephone number only, and then their complaints are shown. */
G_DECLARE_FINAL_TYPE (GaungSearchDialog, gaung_search_dialog, GAUNG, SEARCH_DIALOG, AdwDialog)

AdwDialog *gaung_search_dialog_new (GaungContext *context);
/* For tests: as if typed. */
void gaung_search_dialog_set_words (GaungSearchDialog *self, const char *words);

G_END_DECLS
