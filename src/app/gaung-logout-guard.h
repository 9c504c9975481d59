/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "gaung-session.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_LOGOUT_GUARD (gaung_logout_guard_get_type ())
/* GaungLogoutGuard: as long as something waits to be sent to a city server, the desktop says so before it logs out or
 * shuts down, and sending is tried at once. Property "is-guarding". */
G_DECLARE_FINAL_TYPE (GaungLogoutGuard, gaung_logout_guard, GAUNG, LOGOUT_GUARD, GObject)

/* @application (nullable): only in tests, where nothing can be asked of a desktop. */
GaungLogoutGuard *gaung_logout_guard_new (GtkApplication *application, GaungSession *session);
gboolean gaung_logout_guard_is_guarding (GaungLogoutGuard *self);
/* "3 changes have not been sent yet" (transfer full) */
char *gaung_logout_guard_describe (guint n_waiting);

G_END_DECLS
