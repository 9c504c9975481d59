/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-context.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_SERVER_PAGE (gaung_server_page_get_type ())
/* GaungServerPage: preferences of the city server: address and account, test again, sign in anew, sign out, when to send;
 * in a local workspace the way to connect it. */
G_DECLARE_FINAL_TYPE (GaungServerPage, gaung_server_page, GAUNG, SERVER_PAGE, AdwPreferencesPage)

GtkWidget *gaung_server_page_new (GaungContext *context);

G_END_DECLS
