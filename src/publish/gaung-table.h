/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-record.h"

G_BEGIN_DECLS

/* Lists in a cell of a table, one element a line, so that people can read and change them and they can be read again:
 *
 *   kind: counter | name: Mal Pelayanan Publik | hours: Mo-Th 08:00-15:00; Fr 08:00-11:00 | key: k7q2
 *
 * for sub-records (members and values as stored; "\|", "\n" and "\\" for what would part them), and the bare text of
 * each for lists of texts. What could not be read back just as it was is JSON instead. */

/* The cell of a RECORDS or STRINGS field. (transfer full): "" where there is nothing */
char *gaung_table_list_to_cell (const GaungField *field, JsonNode *node);
/* The reverse. Members may be named by their label, values be in words; an element without a key gets a new one.
 * (transfer full): JSON null for ""; NULL with GAUNG_RECORD_ERROR_VALUE naming the line. */
JsonNode *gaung_table_list_from_cell (const GaungField *field, const char *cell, GError **error);

G_END_DECLS
