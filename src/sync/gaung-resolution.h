/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-merge.h"
#include "gaung-outbox.h"
#include "gaung-store.h"

G_BEGIN_DECLS

/* What clashes: one row a member, with the value as it was opened, mine and theirs. In the order of the
 * field table. (transfer full) (element-type GaungClash) */
GPtrArray *gaung_resolution_list_clashes (const GaungConflict *conflict);
/* Settles @conflict: the record gets the values of @decided, and every value that loses is kept in an entry
 * of its history (personal ones only by the names of their members: rule E_PERSONAL; all three copies stay in the
 * conflict row on this computer). @decided: clashing member → value, JSON null for none; what is left out is
 * theirs. A value may be neither mine nor theirs. One transaction, blocking. GAUNG_STORE_ERROR_MISSING: settled
 * elsewhere, or the record is gone; _CONFLICT: the record was changed meanwhile; GAUNG_RECORD_ERROR: the
 * values do not make a record. */
gboolean gaung_resolution_apply (GaungStore *store, const GaungConflict *conflict, JsonObject *decided, GError **error);
/* The values of one side, for @decided. (transfer full) */
JsonObject *gaung_resolution_take_mine (const GaungConflict *conflict);

G_END_DECLS
