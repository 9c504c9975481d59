/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-store.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_DRAFT (gaung_draft_get_type ())
/* GaungDraft: a text that is being written, kept in the store from its first letter (interface.md,
 * principle 3). It is written by the store's worker, at most 250 ms after a change and at once after
 * gaung_draft_flush; nobody waits for the disk. For the thread that made the store.
 *
 * Signal "failed" (GError *): it could not be written (a full disk); it is tried again with the next
 * change, and the text stays. */
G_DECLARE_FINAL_TYPE (GaungDraft, gaung_draft, GAUNG, DRAFT, GObject)

GaungDraft *gaung_draft_new (GaungStore *store, const char *key);
const char *gaung_draft_get_key (GaungDraft *self);
/* What is stored under the key now, or about to be. (transfer full) (nullable) */
char *gaung_draft_load (GaungDraft *self);
void gaung_draft_set_text (GaungDraft *self, const char *text);
/* Writes what is not yet written: before anything that the store is asked to write later. */
void gaung_draft_flush (GaungDraft *self);
/* The draft was consumed in a batch of its own: what waits to be written is forgotten. */
void gaung_draft_forget (GaungDraft *self);

G_END_DECLS
