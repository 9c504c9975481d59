/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-account.h"

G_BEGIN_DECLS

/* Settings of the store. */
#define GAUNG_SETTING_ADDRESS "server.address"
#define GAUNG_SETTING_PREFIX "server.prefix"
#define GAUNG_SETTING_UUID "server.uuid"
#define GAUNG_SETTING_STATE "account.state"
#define GAUNG_SETTING_NAME "account.name"
#define GAUNG_SETTING_AGENCY "account.agency"
#define GAUNG_SETTING_ROLES "account.roles"

/* Values of GAUNG_SETTING_STATE: a crash between the two leaves a workspace that is still local, but whose records
 * may bear the name of the account already. */
#define GAUNG_STATE_CONNECTING "connecting"
#define GAUNG_STATE_CONNECTED "connected"

/* What a token tells only to the server. */
void gaung_account_learn_name (GaungAccount *self, const char *name);
const char *gaung_account_get_authority (GaungAccount *self); /* (nullable): PEM */

G_END_DECLS
