/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-session.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_CONNECT_VIEW (gaung_connect_view_get_type ())
/* GaungConnectView: the way to a city server: address and account, six things tried out before the user's eyes, name and
 * agency. Ends with the session OPEN on a connected workspace. Signal "done" (uint: what will be sent). */
G_DECLARE_FINAL_TYPE (GaungConnectView, gaung_connect_view, GAUNG, CONNECT_VIEW, AdwBin)

/* @is_new: makes a workspace of its own; else the local one that is open is connected, and everything in it is sent. */
GtkWidget *gaung_connect_view_new (GaungSession *session, gboolean is_new);
/* There is no keyring that could keep the key of a new workspace. */
void gaung_connect_view_set_needs_passphrase (GaungConnectView *self, gboolean needs_passphrase);
/* Fills the form, as somebody would type it. For tests and pictures. */
void gaung_connect_view_fill (GaungConnectView *self, const char *address, const char *account, const char *secret);

G_END_DECLS
