/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "gaung-outbox.h"

G_BEGIN_DECLS

/* Told when something was given up, or could not be: @error (nullable). In the main thread. */
typedef void (*GaungDiscardFunc) (GtkWidget *from, const GError *error);

/* Asks for the reason, and gives up the row @seq of the outbox in a thread. Nothing is told if the user keeps it. */
void gaung_discard_ask (GtkWidget *from, GaungStore *store, gint64 seq, GaungDiscardFunc done);

G_END_DECLS
