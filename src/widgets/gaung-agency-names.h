/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-store.h"

G_BEGIN_DECLS

/* The short name of an agency for lists and sentences ("Dishub"), the code itself where it is unknown, ""
 * for NULL. Kept in memory until an agency changes. Main thread only. (transfer none): valid until then */
const char *gaung_agency_names_get_short (GaungStore *store, const char *code);
/* The full name ("Dinas Perhubungan"). */
const char *gaung_agency_names_get_full (GaungStore *store, const char *code);

G_END_DECLS
