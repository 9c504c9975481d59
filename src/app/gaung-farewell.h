/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-session.h"

G_BEGIN_DECLS

/* Before somebody leaves a workspace of a city server. */

/* Does something wait that the server should have? */
gboolean gaung_farewell_is_needed (GaungSession *session);
/* "3 changes have not been sent yet": quit all the same, or look at them. @quit is called with @data when so decided. */
AdwDialog *gaung_farewell_new (GaungSession *session, void (*quit) (gpointer data), gpointer data);
/* Asks whether to keep or to wipe the records of this computer, naming what waits, and does it. */
void gaung_sign_out_ask (GtkWidget *window, GaungSession *session);

G_END_DECLS
