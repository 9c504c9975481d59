/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-outbox.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_OUTBOX_ROW (gaung_outbox_row_get_type ())
/* GaungOutboxRow: one thing that waits: what it is, its state and age, why it was refused, and what can be done, through
 * the actions "outbox.…" of GaungOutboxDialog, whose target is the row's number. */
G_DECLARE_FINAL_TYPE (GaungOutboxRow, gaung_outbox_row, GAUNG, OUTBOX_ROW, GtkListBoxRow)

GtkWidget *gaung_outbox_row_new (const GaungOutboxItem *item, GaungInstant now);
gint64 gaung_outbox_row_get_seq (GaungOutboxRow *self);
/* The record to open for it: its own, or the one it belongs to. */
const char *gaung_outbox_row_get_target (GaungOutboxRow *self);

G_END_DECLS
