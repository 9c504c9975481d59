/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "gaung-entry.h"
#include "gaung-store.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_ENTRY_ROW (gaung_entry_row_get_type ())
/* GaungEntryRow: one thing that happened, in a timeline. What citizens can read is blue, what stays
 * inside is amber with a lock, everything else is one dim line. Text is shown as it is, never markup. */
G_DECLARE_FINAL_TYPE (GaungEntryRow, gaung_entry_row, GAUNG, ENTRY_ROW, GtkWidget)

GtkWidget *gaung_entry_row_new (GaungEntry *entry, GaungStore *store, GaungInstant now);
GaungEntry *gaung_entry_row_get_entry (GaungEntryRow *self);
/* A line of the system's, as against a word of somebody's? */
gboolean gaung_entry_is_system (GaungEntry *entry);
/* What happened in a sentence: "Agus W. handed it over to Dishub". (transfer full) */
char *gaung_entry_to_sentence (GaungEntry *entry, GaungStore *store);

G_END_DECLS
