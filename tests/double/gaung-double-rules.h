/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-double.h"

G_BEGIN_DECLS

/* GaungDoubleRules: runs a validate_doc_update function in QuickJS, the engine of CouchDB 3.5, so that
 * the double refuses what a real server would. It belongs to one double, in whose thread it runs. */
typedef struct _GaungDoubleRules GaungDoubleRules;

/* @source: one function expression, as data/server/validate.js; it must be valid. */
GaungDoubleRules *gaung_double_rules_new (const char *source);
void gaung_double_rules_free (GaungDoubleRules *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungDoubleRules, gaung_double_rules_free)
/* For gaung_double_set_validate, with the rules as its data. */
char *gaung_double_rules_check (const char *database, JsonObject *document, JsonObject *old, const char *user, const char *const *roles, gpointer rules);

G_END_DECLS
