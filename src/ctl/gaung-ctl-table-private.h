/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-ctl-private.h"

G_BEGIN_DECLS

/* Rows of text in columns that line up; the widths follow from the first rows, so that a long answer
 * begins to appear at once. */
typedef struct _GaungCtlTable GaungCtlTable;

GaungCtlTable *gaung_ctl_table_new (const char *const *headings);
void gaung_ctl_table_free (GaungCtlTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungCtlTable, gaung_ctl_table_free)
/* @cells: as many as headings. FALSE: nobody reads any more. */
gboolean gaung_ctl_table_add (GaungCtlTable *self, const char *const *cells);
gboolean gaung_ctl_table_end (GaungCtlTable *self);

G_END_DECLS
