/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GAUNG_TYPE_CONNECT_OPTIONS (gaung_connect_options_get_type ())
/* GaungConnectOptions: what most people leave as it is: a token of single sign-on in place of a password, the city's own
 * certificate authority, the prefix of the databases. Signal "changed". */
G_DECLARE_FINAL_TYPE (GaungConnectOptions, gaung_connect_options, GAUNG, CONNECT_OPTIONS, AdwPreferencesGroup)

/* What can be tried: nothing is wrong with what was given. */
gboolean gaung_connect_options_is_valid (GaungConnectOptions *self);
gboolean gaung_connect_options_is_token (GaungConnectOptions *self);
/* (transfer full): "gaung" */
char *gaung_connect_options_dup_prefix (GaungConnectOptions *self);
/* Of a certificate authority that was read and found good; NULL: those of the system. (transfer full) */
char *gaung_connect_options_dup_authority (GaungConnectOptions *self);
/* As if it had been chosen. */
void gaung_connect_options_set_authority (GaungConnectOptions *self, GFile *file);
/* Nothing is being read. For tests. */
gboolean gaung_connect_options_is_settled (GaungConnectOptions *self);

G_END_DECLS
