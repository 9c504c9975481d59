/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gaung-lock.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_PIN_DIALOG (gaung_pin_dialog_get_type ())
/* GaungPinDialog: asks for the old PIN, if there is one, and then twice for a new one, or removes it.
 * Wrong tries count as on the locked screen. Signal "changed". */
G_DECLARE_FINAL_TYPE (GaungPinDialog, gaung_pin_dialog, GAUNG, PIN_DIALOG, AdwDialog)

/* @is_removing: only the old one is asked for, and then there is none. */
AdwDialog *gaung_pin_dialog_new (GaungLock *lock, gboolean is_removing);

G_END_DECLS
