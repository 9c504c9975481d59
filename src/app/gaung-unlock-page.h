/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GAUNG_TYPE_UNLOCK_PAGE (gaung_unlock_page_get_type ())
/* GaungUnlockPage: asks for a passphrase or a PIN. Signal "submitted" (const char *secret). */
G_DECLARE_FINAL_TYPE (GaungUnlockPage, gaung_unlock_page, GAUNG, UNLOCK_PAGE, AdwBin)

GtkWidget *gaung_unlock_page_new (const char *title, const char *description, gboolean is_pin);
/* Why the last one was refused; NULL: nothing. Empties the field. */
void gaung_unlock_page_set_error (GaungUnlockPage *self, const char *message);
/* While it is tried, and for @seconds after too many wrong tries (counted down in the message). */
void gaung_unlock_page_set_busy (GaungUnlockPage *self, gboolean is_busy);
void gaung_unlock_page_wait (GaungUnlockPage *self, guint seconds);
/* Another way out, below the button: "Start over". NULL: none. */
void gaung_unlock_page_set_other (GaungUnlockPage *self, const char *label, GCallback callback, gpointer object);

G_END_DECLS
