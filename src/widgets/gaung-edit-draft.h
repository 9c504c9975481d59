/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-context.h"
#include "gaung-draft.h"

G_BEGIN_DECLS

/* A record that somebody edits, as its draft keeps it: the document that the edit was begun from, and the
 * document as it is written now. What every editor of records does with the two. */

/* (transfer full): the text of the draft. */
char *gaung_edit_draft_to_text (JsonObject *base, JsonObject *mine);
/* FALSE where @text (nullable) is no such draft. @base, @mine (out) (transfer full) */
gboolean gaung_edit_draft_parse (const char *text, JsonObject **base, JsonObject **mine);
/* @mine upon @theirs: what both changed differently stays as @mine has it, until somebody saves.
 * (transfer full) */
JsonObject *gaung_edit_draft_rebase (JsonObject *base, JsonObject *mine, JsonObject *theirs);
/* What saving writes in one transaction: @record, the line in its history, and the end of the draft. @before: as it was
 * read, or NULL for a new record; the write fails with GAUNG_STORE_ERROR_CONFLICT when it was changed since.
 * (transfer full) */
GaungBatch *gaung_edit_draft_create_batch (GaungContext *context, GaungDraft *draft, GaungRecord *before, GaungRecord *record);

G_END_DECLS
