/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "gaung-sync-private.h"

G_BEGIN_DECLS

/* Who sends, as far as the way of a record depends on it. */
typedef struct
{
  const char *account;
  const char *agency;       /* code of the account's own; (nullable) */
  const char *const *roles; /* as the server tells them */
} GaungRouteSender;

/* One of the server's databases. */
typedef struct
{
  GaungSyncKind kind;
  char *agency; /* (nullable) */
} GaungRoute;

void gaung_route_clear (GaungRoute *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GaungRoute, gaung_route_clear)

/* Where a record that was never sent belongs (data/server/README.md and validate.js have the same rules).
 * @owner (nullable): what an entry, a person or a file belongs to. @owner_route (nullable): where that is, or
 * goes. FALSE: nowhere, since the account is of no agency. */
gboolean gaung_route_find (const GaungRouteSender *sender, JsonObject *document, JsonObject *owner, const GaungRoute *owner_route, GaungRoute *route);
/* May the account write @document there, as far as its roles tell? */
gboolean gaung_route_is_open (const GaungRouteSender *sender, const GaungRoute *route, JsonObject *document);
/* "complaint" of "complaint:01…"; "" for no id. (transfer full) */
char *gaung_route_dup_type (const char *id);

G_END_DECLS
