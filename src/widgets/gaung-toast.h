/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-context.h"

G_BEGIN_DECLS

/* Shows @title over the window (or the dialog) in which @from lies. Plain text, never markup. */
void gaung_toast (GtkWidget *from, const char *title);
/* The same with "Undo", for as many seconds as the person chose; also pushed to the context's undo
 * stack, so that Ctrl+Z works. Returns the id in the stack. */
guint gaung_toast_undo (GtkWidget *from, GaungContext *context, const char *title, GaungUndoFunc undo, gpointer data, GDestroyNotify destroy);
/* How long things can be undone, from the settings. */
guint gaung_context_get_undo_seconds (GaungContext *context);

/* What happened, what was kept, what to do (gaung_error_to_user_text), with the details to copy. */
void gaung_show_error (GtkWidget *from, const GError *error);
/* An AdwStatusPage that says the same in place of a list or a page. (transfer floating) */
GtkWidget *gaung_error_page_new (const GError *error);

G_END_DECLS
