/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-ctl-private.h"

G_BEGIN_DECLS

typedef enum
{
  GAUNG_CTL_MASKED = 0,
  GAUNG_CTL_REVEALED = 1 << 0, /* personal members in clear; the caller writes the entry first */
  GAUNG_CTL_STORED = 1 << 1,   /* as stored, not in words: nicks, RFC 3339 */
  GAUNG_CTL_LISTS = 1 << 2,    /* with STORED: lists with an element a line, see gaung-table.h */
} GaungCtlPresentFlags;

/* Columns of a table: members, or id, ref, type, due. (transfer full) (nullable): NULL and @bad (transfer
 * none: within @spec) for a name that @type (NULL: any) does not have. @spec NULL: the usual ones. */
GStrv gaung_ctl_columns (const char *type, const char *spec, char **bad);
/* All members of @type that its field table names, with the id in front. (transfer full) */
GStrv gaung_ctl_all_columns (const char *type);
/* The heading in words. (transfer full) */
char *gaung_ctl_column_label (const char *type, const char *column);
/* (transfer full) */
char *gaung_ctl_cell (GaungCtl *ctl, GaungRecord *record, const char *column, GaungCtlPresentFlags flags);
/* The document, masked unless @flags say otherwise; with @columns only those. (transfer full) */
JsonObject *gaung_ctl_document (GaungCtl *ctl, GaungRecord *record, const char *const *columns, GaungCtlPresentFlags flags);
/* Personal members that @record has, and that the actor may see. (transfer full) */
GStrv gaung_ctl_get_personal (GaungCtl *ctl, GaungRecord *record, const char *const *columns);
/* Adds the entry that tells that personal members were shown or exported to @batch. TRUE also when the
 * record has none. @kind: "reveal", "export" */
gboolean gaung_ctl_add_reveal (GaungCtl *ctl, GaungBatch *batch, GaungRecord *record, const char *kind, const char *const *columns, GError **error);
/* May the actor read what a secret complaint says? TRUE for every other record. */
gboolean gaung_ctl_can_read (GaungCtl *ctl, GaungRecord *record);
const GaungField *gaung_ctl_find_field (const GaungRecordType *type, const char *member);

G_END_DECLS
