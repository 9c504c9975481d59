/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-record.h"

G_BEGIN_DECLS

/* What is being written is a document that may not be right yet: where a text cannot be read as what the
 * field holds (half a date), the text itself stands in the member. So a draft keeps every letter. */

/* Why the member cannot stay as it is, in plain words, translated; NULL when it is right. @object is the
 * document or the sub-record that has it. An empty one is wrong only where the field is required.
 * (transfer full) (nullable) */
char *gaung_edit_find_problem (const GaungField *field, JsonObject *object);
/* How what is written is understood ("Reads as Senin–Kamis 08.00–15.00"), or an example while it is empty.
 * (transfer full) (nullable) */
char *gaung_edit_get_hint (const GaungField *field, JsonObject *object);

/* The first member that is wrong, top down. */
typedef struct
{
  const GaungField *field; /* of the document */
  guint position;          /* of the sub-record */
  const GaungField *inner; /* of the sub-record, or NULL */
} GaungEditPlace;

gboolean gaung_edit_find_first_problem (const GaungField *fields, JsonObject *document, GaungEditPlace *place);

/* A copy without what cannot be read yet, for showing and merging. (transfer full) */
JsonObject *gaung_edit_drop_problems (const GaungField *fields, JsonObject *document);
/* Without spaces around texts, and without texts and lists that are empty; in place. */
void gaung_edit_tidy (const GaungField *fields, JsonObject *document);

const GaungField *gaung_edit_find_field (const GaungField *fields, const char *member); /* (nullable) */

G_END_DECLS
