/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-clash-field.h"
#include "gaung-context.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_CLASH_DESK (gaung_clash_desk_get_type ())
/* GaungClashDesk: where two people changed the same, one record at a time ("1 of 3"): for each member as it was opened,
 * mine and theirs, with names and times; what did not clash is folded away. The value that is not chosen stays in
 * the record's history. Works without a network. Property "is-narrow": columns stack. */
G_DECLARE_FINAL_TYPE (GaungClashDesk, gaung_clash_desk, GAUNG, CLASH_DESK, AdwDialog)

/* @id: the record to begin with; "" or NULL: the one that has waited longest. */
AdwDialog *gaung_clash_desk_new (GaungContext *context, const char *id);
/* The @n-th member that clashes; NULL after the last. For tests. */
GaungClashField *gaung_clash_desk_get_field (GaungClashDesk *self, guint n);
gboolean gaung_clash_desk_is_settled (GaungClashDesk *self);

G_END_DECLS
