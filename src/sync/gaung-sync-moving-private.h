/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "gaung-time.h"

G_BEGIN_DECLS

/* What a hand-over writes. Pure: no store, no server. A copy that was carried says in `carried_from` ("dlh/3-9a…") which
 * revision in which agency's database it holds all of; so whoever goes on after a crash, and any other desk,
 * can tell whether something was written there since. Agencies are codes. */

/* Handed over: it has left next to nothing. */
gboolean gaung_sync_is_moved (JsonObject *document);
/* @copy of @from with its "_rev", as it is created in another database. (transfer full) */
JsonObject *gaung_sync_make_carried (JsonObject *copy, const char *from, const char *account);
/* @copy of @from, written over @there, which had moved away earlier. (transfer full) */
JsonObject *gaung_sync_make_returned (JsonObject *copy, const char *from, JsonObject *there, const char *account, GaungInstant now);
/* The revision of the copy of @from that @document was made of. (nullable) */
const char *gaung_sync_get_carried (JsonObject *document, const char *from);
/* @there holds all that @copy of @from says, or what was written over it since. */
gboolean gaung_sync_has_carried (JsonObject *there, JsonObject *copy, const char *from);
/* @copy of @from and @there both changed since @base (nullable: not known). What is to be written over @there, or
 * NULL: nothing. @has_clash (out): @there stands in some members, and somebody must decide. (transfer full) */
JsonObject *gaung_sync_join (JsonObject *base, JsonObject *copy, const char *from, JsonObject *there, const char *account, GaungInstant now, gboolean *has_clash);

G_END_DECLS
