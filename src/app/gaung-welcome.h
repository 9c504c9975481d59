/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-session.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_WELCOME (gaung_welcome_get_type ())
/* GaungWelcome: the first run. Three choices, and no form longer than a screen. */
G_DECLARE_FINAL_TYPE (GaungWelcome, gaung_welcome, GAUNG, WELCOME, AdwBin)

GtkWidget *gaung_welcome_new (GaungSession *session);

/* How good a passphrase is, from its length and variety: 0 (none) to 3 (good). Only a hint. */
guint gaung_passphrase_get_strength (const char *passphrase);

G_END_DECLS
