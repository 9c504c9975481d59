/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-session.h"
#include "gaung-window.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_SEAT (gaung_seat_get_type ())
/* GaungSeat: one workspace at which somebody works: its session, its window, what reminds of it and what
 * guards it when the computer is shut down. The application has one for each workspace that is open.
 *
 * Its store is closed with it, so it outlives its window: a page may write a last draft. Signal "left": the
 * window is gone. */
G_DECLARE_FINAL_TYPE (GaungSeat, gaung_seat, GAUNG, SEAT, GObject)

/* Begins to open; needs no display yet. See gaung_session_start(). */
GaungSeat *gaung_seat_new (GSettings *settings, const char *directory, const char *passphrase_file);
/* Once the application has started. */
void gaung_seat_attach (GaungSeat *self, GtkApplication *application);
/* Before the application ends: nothing reminds any more. */
void gaung_seat_detach (GaungSeat *self);
/* Is it the seat of the workspace in @directory? */
gboolean gaung_seat_is_at (GaungSeat *self, const char *directory);
/* Is there such a record? Only while the workspace is open. */
gboolean gaung_seat_has_record (GaungSeat *self, const char *id);
/* (transfer none): made when it is first asked for */
GaungWindow *gaung_seat_get_window (GaungSeat *self);

G_END_DECLS
