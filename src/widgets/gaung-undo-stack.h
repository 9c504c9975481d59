/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GAUNG_TYPE_UNDO_STACK (gaung_undo_stack_get_type ())
/* GaungUndoStack: what can still be taken back, and until when. Property "can-undo", "title" (of what
 * would be undone next, or NULL). */
G_DECLARE_FINAL_TYPE (GaungUndoStack, gaung_undo_stack, GAUNG, UNDO_STACK, GObject)

typedef void (*GaungUndoFunc) (gpointer data);

GaungUndoStack *gaung_undo_stack_new (void);
/* @title as a toast says it ("Verified"). After @seconds it cannot be undone any more; 0: as long as the
 * workspace is open. @destroy is called in any case, at the end. Returns an id, never 0. */
guint gaung_undo_stack_push (GaungUndoStack *self, const char *title, guint seconds, GaungUndoFunc undo, gpointer data, GDestroyNotify destroy);
/* FALSE when it can no longer be undone. */
gboolean gaung_undo_stack_undo (GaungUndoStack *self, guint id);
gboolean gaung_undo_stack_undo_last (GaungUndoStack *self);
/* Forgets one without undoing it. */
void gaung_undo_stack_drop (GaungUndoStack *self, guint id);
gboolean gaung_undo_stack_can_undo (GaungUndoStack *self);
const char *gaung_undo_stack_get_title (GaungUndoStack *self);

G_END_DECLS
