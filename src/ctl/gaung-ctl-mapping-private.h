/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-ctl-private.h"

G_BEGIN_DECLS

/* Which column of a CSV file becomes which member. A member "reporter.name" belongs to the person who
 * comes with a complaint. */
typedef struct _GaungCtlMapping GaungCtlMapping;

/* @maps (nullable): "CSV column=member,…" each; NULL: columns whose heading is a member or its label.
 * NULL: @reason (out) (transfer full) says why, translated. */
GaungCtlMapping *gaung_ctl_mapping_new (const char *type, const char *const *headings, const char *const *maps, char **reason);
void gaung_ctl_mapping_free (GaungCtlMapping *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungCtlMapping, gaung_ctl_mapping_free)
/* The cells come from a workbook: no apostrophe guards them, and dates are numbers of days. */
void gaung_ctl_mapping_set_workbook (GaungCtlMapping *self);
/* One record. @person (out) (nullable). FALSE with a GAUNG_RECORD_ERROR naming the member. */
gboolean gaung_ctl_mapping_apply (GaungCtlMapping *self, const char *const *cells, JsonObject **document, JsonObject **person, GError **error);
/* "member=value" in words or as stored, onto @document. */
gboolean gaung_ctl_mapping_set (const char *type, const char *assignment, JsonObject *document, char **reason);

G_END_DECLS
