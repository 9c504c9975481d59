/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-record.h"

G_BEGIN_DECLS

/* Services as Open Referral HSDS 3 has them: an array of services, each with all that belongs to it ("compiled").
 * The same services, agencies and @day give the same text. What the office keeps for itself (who checked, what was
 * never confirmed, sources) is not in it.
 * @services (element-type GaungRecord); @agencies code → GaungRecord, may lack some; @day decides what is closed or
 * alerted. (transfer full) */
GBytes *gaung_hsds_write (GPtrArray *services, GHashTable *agencies, GaungDay day);

G_END_DECLS
