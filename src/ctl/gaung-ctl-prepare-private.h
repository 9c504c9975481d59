/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-ctl-private.h"
#include "gaung-entry.h"

G_BEGIN_DECLS

/* A record as it will be written, with the entry that tells about it. */
typedef struct
{
  GaungRecord *record; /* NULL: nothing differs */
  GaungEntry *entry;
  char *expected;      /* `change` that must still be stored, "" for a new one */
  gboolean is_new;
} GaungCtlPrepared;

void gaung_ctl_prepared_clear (GaungCtlPrepared *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GaungCtlPrepared, gaung_ctl_prepared_clear)

/* @stored NULL: a new record of @type. @created_kind: of the entry of a new one. Checks what the
 * interface would not let happen: entries and attachments never change, and the state of a complaint goes
 * only where an action leads. GAUNG_RECORD_ERROR, GAUNG_STORE_ERROR_CONFLICT. */
gboolean gaung_ctl_prepare (GaungCtl *ctl, JsonObject *document, GaungRecord *stored, const char *type, const char *created_kind, GaungCtlPrepared *prepared, GError **error);

G_END_DECLS
