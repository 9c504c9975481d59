/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-record.h"

G_BEGIN_DECLS

/* One member that differs. Nodes are NULL where the member is absent. */
typedef struct
{
  char *member;
  const GaungField *field; /* (nullable): NULL for a member this version does not know */
  JsonNode *before;
  JsonNode *after;
} GaungChange;

void gaung_change_free (GaungChange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungChange, gaung_change_free)

/* The members in which two documents of one id differ, stamps (changed_at, changed_by, change)
 * left out. (transfer full) (element-type GaungChange), in the order of the field table. */
GPtrArray *gaung_record_diff (JsonObject *before, JsonObject *after);

/* A member changed on both sides in different ways. */
typedef struct
{
  char *member;
  const GaungField *field;
  JsonNode *base;
  JsonNode *mine;
  JsonNode *theirs;
} GaungClash;

typedef struct
{
  JsonObject *merged; /* theirs where members clash, until somebody decides */
  GPtrArray *clashes; /* (element-type GaungClash) */
  GPtrArray *silent;  /* (element-type GaungChange): mine, taken over without asking */
} GaungMerge;

/* Three-way merge, member by member. A member changed on one side only is taken; changed alike on
 * both is no clash; lists of strings merge as sets (order of theirs, then my additions); lists of
 * sub-records merge by their unique key, in the order of who moved something (when both did, differently, it is
 * a clash), new ones behind what they followed; localized text merges by language. Unknown members merge
 * like known ones. @base may be NULL (both created it): then every difference is a clash.
 * What would break the rules of the type together, though theirs keeps them, is a clash, too.
 * Stamps are theirs; so is what is fixed at creation, and a BOOKKEEPING instant that they changed. */
GaungMerge *gaung_record_merge (JsonObject *base, JsonObject *mine, JsonObject *theirs);
void gaung_merge_free (GaungMerge *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungMerge, gaung_merge_free)

G_END_DECLS
