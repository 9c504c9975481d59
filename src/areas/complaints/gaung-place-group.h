/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GAUNG_TYPE_PLACE_GROUP (gaung_place_group_get_type ())
/* GaungPlaceGroup: where something is: a name as people say it, or district and village of lists, and the
 * street.
 *
 * Signal "changed": by hand; not by gaung_place_group_set. */
G_DECLARE_FINAL_TYPE (GaungPlaceGroup, gaung_place_group, GAUNG, PLACE_GROUP, AdwPreferencesGroup)

/* @district and @village are codes; NULL is "not known". */
void gaung_place_group_set (GaungPlaceGroup *self, const char *district, const char *village, const char *street);
/* What people say, e.g. "kel. sondakan", as if typed. */
void gaung_place_group_say (GaungPlaceGroup *self, const char *name);
void gaung_place_group_set_street (GaungPlaceGroup *self, const char *street);
const char *gaung_place_group_get_district (GaungPlaceGroup *self); /* code, NULL (transfer none) */
const char *gaung_place_group_get_village (GaungPlaceGroup *self);
const char *gaung_place_group_get_street (GaungPlaceGroup *self); /* (transfer none), never NULL */

G_END_DECLS
