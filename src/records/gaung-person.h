/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-record.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_PERSON (gaung_person_get_type ())
/* GaungPerson: a citizen, as reporter or applicant. name! nik kk telephone (E.164) email birth_on sex(male female) address district village note; all but the last three personal. */
G_DECLARE_FINAL_TYPE (GaungPerson, gaung_person, GAUNG, PERSON, GaungRecord)

G_END_DECLS
