/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-clash-field.h"
#include "gaung-outbox.h"

G_BEGIN_DECLS

/* What the clash desk says about one conflict. @store: where names are looked for (of colleagues in the record's history,
 * of agencies). All (transfer full). */

/* A colleague as people know them ("Agus W."), from what they did to the record; the account where nothing is known.
 * @agency (out) (nullable): short name of where they work, or NULL. */
char *gaung_clash_find_name (GaungStore *store, const char *record_id, const char *account, char **agency);
/* "You and Agus W. changed the same complaint" */
char *gaung_clash_describe (GaungStore *store, const GaungConflict *conflict);
/* "7K3M-Q2 · Lampu jalan mati. Nothing is lost: …" */
char *gaung_clash_describe_subject (GaungStore *store, const GaungConflict *conflict);
/* Under a column: "Agus W. (Dishub), today 09.31". "" where nothing is known. */
char *gaung_clash_describe_side (GaungStore *store, const GaungConflict *conflict, GaungClashSide side, GaungInstant now);
/* A value as people read it; agencies and colleagues by name. @mask hides what is personal. */
char *gaung_clash_value_to_display (GaungStore *store, JsonObject *document, const char *member, JsonNode *node, gboolean mask);
/* May the state of @side follow the one that stands? Everything else may. */
gboolean gaung_clash_can_choose (const GaungClash *clash, const char *type, GaungClashSide side);
/* "Somebody else": who took a complaint first; the notice for what was settled by itself. */
char *gaung_clash_describe_claim (GaungStore *store, const GaungConflict *conflict, const GaungActor *actor);

G_END_DECLS
