/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-session.h"
#include "gaung-shell.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_WINDOW (gaung_window_get_type ())
/* GaungWindow: the window of one workspace. It shows what the state of its session asks for: first run, waiting,
 * passphrase, what went wrong, or the shell; and the lock over all of it.
 *
 * Properties: session (construct-only), areas-collapsed and page-collapsed (for the breakpoints),
 * is-locked. */
G_DECLARE_FINAL_TYPE (GaungWindow, gaung_window, GAUNG, WINDOW, AdwApplicationWindow)

GtkWidget *gaung_window_new (GtkApplication *application, GaungSession *session);
/* @area and @record (nullable) are shown once the workspace is open, instead of what was shown last. */
void gaung_window_set_first (GaungWindow *self, const char *area, const char *record);
/* Presents it with its list rather than before: empty, it would cost a frame of its own, for which the
 * list would have to wait. After a fifth of a second it is presented with what there is. */
void gaung_window_present_when_filled (GaungWindow *self);
GaungSession *gaung_window_get_session (GaungWindow *self);
/* (nullable): only while a workspace is open */
GaungContext *gaung_window_get_context (GaungWindow *self);
GaungShell *gaung_window_get_shell (GaungWindow *self);
void gaung_window_add_toast (GaungWindow *self, const char *title);
/* Covers everything until the passphrase or the PIN is given; explains where to set a PIN when there is
 * neither. */
void gaung_window_lock (GaungWindow *self);
gboolean gaung_window_is_locked (GaungWindow *self);

G_END_DECLS
