/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-store.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_DRAFT (gaung_draft_get_type ())
/* GaungDraft: a text that is being written, kept in the store from its first letter (interface.md,
 * principle 3). It is written in another thread at most 250 ms after a change, and at once by
 * gaung_draft_flush. The latest text always wins, whichever thread writes.
 *
 * Signal "failed" (GError *): it could not be written (a full disk); it is tried again with the next
 * change, and the text stays. */
G_DECLARE_FINAL_TYPE (GaungDraft, gaung_draft, GAUNG, DRAFT, GObject)

GaungDraft *gaung_draft_new (GaungStore *store, const char *key);
const char *gaung_draft_get_key (GaungDraft *self);
/* What is stored under the key now. (transfer full) (nullable) */
char *gaung_draft_load (GaungDraft *self);
void gaung_draft_set_text (GaungDraft *self, const char *text);
/* Writes what is not yet written; blocks for one small transaction. */
gboolean gaung_draft_flush (GaungDraft *self);
/* The draft was consumed in a batch of its own: what waits to be written is forgotten. */
void gaung_draft_forget (GaungDraft *self);

G_END_DECLS
