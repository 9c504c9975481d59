/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-account.h"
#include "gaung-ctl-private.h"

G_BEGIN_DECLS

/* From --user with --password-file, or --token-file. @secret: (transfer full). FALSE: told. */
gboolean gaung_ctl_read_credentials (const char *user,
                                     const char *password_file,
                                     const char *token_file,
                                     GaungCredentials **credentials,
                                     char **secret,
                                     GaungCtlStatus *status);
/* The account of the open workspace. FALSE: told, also that it has none. */
gboolean gaung_ctl_load_account (GaungCtl *ctl, GaungAccount **account, GaungCtlStatus *status);
/* The title of an item, or a mask where it belongs to a secret complaint that the actor may not read; escaped.
 * @id, @parent (nullable): of the record. (transfer full) */
char *gaung_ctl_tell_title (GaungCtl *ctl, const char *title, const char *id, const char *parent);
/* "2026-11-24T09:12:00.000Z", or null. */
void gaung_ctl_set_instant (JsonObject *object, const char *member, GaungInstant instant);
/* On one line of standard output. @object (transfer full). FALSE: nobody reads any more. */
gboolean gaung_ctl_print_object (JsonObject *object);

G_END_DECLS
