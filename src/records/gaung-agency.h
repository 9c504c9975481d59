/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-record.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_AGENCY (gaung_agency_get_type ())
/* GaungAgency: an OPD, a section of the secretariat, a kecamatan or kelurahan, a vertical agency, an enterprise. code! name! short_name kind(office section district village vertical state-enterprise city-enterprise private) aliases parent_code telephone email address website valid_from valid_until areas (strings) areas_hidden. */
G_DECLARE_FINAL_TYPE (GaungAgency, gaung_agency, GAUNG, AGENCY, GaungRecord)

G_END_DECLS
