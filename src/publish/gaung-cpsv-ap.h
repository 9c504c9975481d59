/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-record.h"

G_BEGIN_DECLS

/* Services as CPSV-AP 3.2 (Core Public Service Vocabulary Application Profile) in JSON-LD: a graph of public services,
 * their agencies, channels, costs, evidence, requirements, rules, outputs, legal resources and life events. It has the
 * terms of the published context and brings those that it uses, so that nobody needs the network to read it. IRIs are
 * urn:uuid: of gaung_exchange_uuid(), the same in every export. As for gaung_hsds_write(), what the office keeps for
 * itself is not in it. (transfer full) */
GBytes *gaung_cpsv_ap_write (GPtrArray *services, GHashTable *agencies);

G_END_DECLS
