/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-context.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_QUICK_ENTRY (gaung_quick_entry_get_type ())
/* GaungQuickEntry: a complaint that comes in by telephone or at the counter, on one screen: what is told
 * first, then where, then who. Everything is a draft from its first letter and is found again. Numbers
 * that look wrong are said so and never refused.
 *
 * Signals: "created" (string id); "similar" (string id): the clerk wants to see that one instead. */
G_DECLARE_FINAL_TYPE (GaungQuickEntry, gaung_quick_entry, GAUNG, QUICK_ENTRY, AdwDialog)

AdwDialog *gaung_quick_entry_new (GaungContext *context);
/* By the names of the fields as in the draft: text, title, place, street, category, channel, name,
 * telephone, nik, received. For tests. */
void gaung_quick_entry_set (GaungQuickEntry *self, const char *field, const char *value);
char *gaung_quick_entry_get (GaungQuickEntry *self, const char *field); /* (transfer full) */
/* What is said of a number that looks wrong, "" if nothing (transfer none) */
const char *gaung_quick_entry_get_warning (GaungQuickEntry *self);
void gaung_quick_entry_save (GaungQuickEntry *self);

G_END_DECLS
