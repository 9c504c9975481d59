/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-record.h"

G_BEGIN_DECLS

/* A combo row over the values of an enumeration; with @has_none the first item is "Not known". */
void gaung_enum_row_fill (AdwComboRow *row, const GaungEnumValue *values, gboolean has_none);
/* What is not of the enumeration selects the first item. */
void gaung_enum_row_select (AdwComboRow *row, const GaungEnumValue *values, gboolean has_none, const char *nick);
/* NULL for "Not known" (transfer none) */
const char *gaung_enum_row_get (AdwComboRow *row, const GaungEnumValue *values, gboolean has_none);

G_END_DECLS
