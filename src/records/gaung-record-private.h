/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-record.h"

G_BEGIN_DECLS

/* The field tables; each lies in the file of its type. */
extern const GaungField gaung_agency_fields[];
extern const GaungField gaung_attachment_fields[];
extern const GaungField gaung_calendar_year_fields[];
extern const GaungField gaung_complaint_fields[];
extern const GaungField gaung_entry_fields[];
extern const GaungField gaung_person_fields[];
extern const GaungField gaung_question_fields[];
extern const GaungField gaung_scheme_fields[];
extern const GaungField gaung_service_fields[];
extern const GaungField gaung_template_fields[];
extern const GaungField gaung_visit_fields[];

/* Among @fields; NULL if there is none. */
const GaungField *gaung_fields_find (const GaungField *fields, const char *member);
/* The field of a type, or one that every type has. */
const GaungField *gaung_record_type_find_field (const GaungRecordType *type, const char *member);
/* Members that say when and by whom the document was written, and nothing about its subject. */
gboolean gaung_member_is_stamp (const char *member);
/* Those, and what nobody changes once the document is there. */
gboolean gaung_member_is_fixed (const char *member);

/* The kind and the bounds, whether or not the field is required. @node is not NULL. */
gboolean gaung_field_check_value (const GaungField *field, JsonNode *node, GError **error);
/* "<type>:<ulid>", or "attachment:<64 hex digits>". */
gboolean gaung_id_is_valid (const char *id, const char *type);
/* A REQUIRED member is there and says something. */
gboolean gaung_field_is_filled (JsonNode *node);

/* After a member was changed from outside the setters: its property and the title. */
void gaung_record_notify_member (GaungRecord *self, const char *member);
void gaung_record_get_field_value (GaungRecord *self, const GaungField *field, GValue *value);
void gaung_record_set_field_value (GaungRecord *self, const GaungField *field, const GValue *value);

G_END_DECLS
