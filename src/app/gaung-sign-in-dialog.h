/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-sync-service.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_SIGN_IN_DIALOG (gaung_sign_in_dialog_get_type ())
/* GaungSignInDialog: asks for the password of the account that the workspace belongs to, and tries it out. */
G_DECLARE_FINAL_TYPE (GaungSignInDialog, gaung_sign_in_dialog, GAUNG, SIGN_IN_DIALOG, AdwDialog)

AdwDialog *gaung_sign_in_dialog_new (GaungSyncService *service);

G_END_DECLS
