/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GAUNG_TYPE_PIN_DIALOG (gaung_pin_dialog_get_type ())
/* GaungPinDialog: asks for a new PIN, twice. Signal "chosen" (const char *pin). */
G_DECLARE_FINAL_TYPE (GaungPinDialog, gaung_pin_dialog, GAUNG, PIN_DIALOG, AdwDialog)

AdwDialog *gaung_pin_dialog_new (void);

G_END_DECLS
