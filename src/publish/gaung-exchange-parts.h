/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-record.h"

G_BEGIN_DECLS

/* What the published formats of services (HSDS, CPSV-AP) have in common. */

/* A UUID of version 5 (RFC 9562) in a name space of ours: the same record and part get the same one in every
 * export, on every desk. @list, @key (nullable): of a sub-record. (transfer full) */
char *gaung_exchange_uuid (const char *record, const char *list, const char *key);
/* The one of the agency with @code, whether its record is known or not. (transfer full) */
char *gaung_exchange_agency_uuid (const char *code);

/* @text cleaned, or nothing where it is empty or NULL. */
void gaung_exchange_add_text (JsonObject *object, const char *member, const char *text);
/* @array as a member, where it has elements. @array (transfer full) */
void gaung_exchange_add_array (JsonObject *object, const char *member, JsonArray *array);

/* Has it the form of an address for mail? */
gboolean gaung_exchange_is_email (const char *text);
/* The web address of a channel or an agency. (transfer full) (nullable): http and https only */
char *gaung_exchange_get_web (const char *text);
/* gaung_service_channel_to_text() without an address that nothing should open. (transfer full) */
char *gaung_exchange_channel_to_text (JsonObject *channel);
/* The steps in one text: "1. Daftar (Pemohon · 10 menit): …", a line each. (transfer full) */
char *gaung_exchange_steps_to_text (GaungRecord *service);
/* The alert that is in force, and why it is closed. (transfer full), "" for none */
char *gaung_exchange_alert_to_text (GaungRecord *service, GaungDay day);
/* The name of the agency, or its code. (transfer none) */
const char *gaung_exchange_agency_name (GaungRecord *agency, const char *code);
/* For people and for machines: indented, with a line end. (transfer full) */
GBytes *gaung_exchange_to_bytes (JsonNode *root);

G_END_DECLS
