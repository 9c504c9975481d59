/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The 5 districts (kecamatan) and 54 villages (kelurahan) of Surakarta, 33.72 (domain.md §h.2). */
typedef struct
{
  const char *code;     /* "33.72.01" or "33.72.01.1001" */
  const char *name;     /* "Laweyan" */
  const char *district; /* code of the district; NULL for a district itself */
} GaungPlace;

const GaungPlace *gaung_places_get_districts (guint *n);
/* @district NULL: all 54 */
const GaungPlace *gaung_places_get_villages (const char *district, guint *n);
const GaungPlace *gaung_place_find (const char *code);
/* By name as people spell it ("pasarkliwon", "Kel. Sewu"); villages before districts of the same name
 * unless @district_only. */
const GaungPlace *gaung_place_match (const char *name, gboolean district_only);
/* "Sondakan, Laweyan"; "Kecamatan Laweyan" for a district alone, since five villages share their
 * district's name. (transfer full), "" if unknown */
char *gaung_place_to_display (const char *district, const char *village);

G_END_DECLS
