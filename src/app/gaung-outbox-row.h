/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-outbox-held.h"
#include "gaung-outbox.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_OUTBOX_ROW (gaung_outbox_row_get_type ())
/* GaungOutboxRow: one thing that waits: what it is, its state and age, why it was refused, and what can be done, through
 * the actions "outbox.…" of GaungOutboxDialog, whose target is the row's number. Made to be used again and again. */
G_DECLARE_FINAL_TYPE (GaungOutboxRow, gaung_outbox_row, GAUNG, OUTBOX_ROW, AdwBin)

GtkWidget *gaung_outbox_row_new (void);
void gaung_outbox_row_show (GaungOutboxRow *self, const GaungOutboxItem *item, GaungInstant now);
/* A public reply that can still be taken back, with "Undo" (action "outbox.take-back"). */
void gaung_outbox_row_show_held (GaungOutboxRow *self, const GaungHeldItem *item, GaungInstant now);
/* 0: of a reply that can still be taken back */
gint64 gaung_outbox_row_get_seq (GaungOutboxRow *self);
/* The record to open for it: its own, or the one it belongs to. */
const char *gaung_outbox_row_get_target (GaungOutboxRow *self);
/* All of it, for screen readers. */
const char *gaung_outbox_row_get_label (GaungOutboxRow *self);

G_END_DECLS
