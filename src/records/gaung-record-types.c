/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of record types: a new type is one row here and one file of its own. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gaung-agency.h"
#include "gaung-attachment.h"
#include "gaung-calendar-year.h"
#include "gaung-complaint.h"
#include "gaung-entry.h"
#include "gaung-person.h"
#include "gaung-question.h"
#include "gaung-record-private.h"
#include "gaung-scheme.h"
#include "gaung-service.h"
#include "gaung-template.h"
#include "gaung-visit.h"

static const GaungRecordType rows[] = {
  { "agency", 1, N_ ("Agency"), N_ ("Agencies"), gaung_agency_fields, gaung_agency_get_type },
  { "complaint",
    1,
    N_ ("Complaint"),
    N_ ("Complaints"),
    gaung_complaint_fields,
    gaung_complaint_get_type },
  { "person", 1, N_ ("Person"), N_ ("People"), gaung_person_fields, gaung_person_get_type },
  { "entry", 1, N_ ("Entry"), N_ ("Entries"), gaung_entry_fields, gaung_entry_get_type },
  { "attachment",
    1,
    N_ ("Attachment"),
    N_ ("Attachments"),
    gaung_attachment_fields,
    gaung_attachment_get_type },
  { "template",
    1,
    N_ ("Template"),
    N_ ("Templates"),
    gaung_template_fields,
    gaung_template_get_type },
  { "calendar",
    1,
    N_ ("Calendar"),
    N_ ("Calendars"),
    gaung_calendar_year_fields,
    gaung_calendar_year_get_type },
  { "scheme", 1, N_ ("Scheme"), N_ ("Schemes"), gaung_scheme_fields, gaung_scheme_get_type },
  { "service", 1, N_ ("Service"), N_ ("Services"), gaung_service_fields, gaung_service_get_type },
  { "question",
    1,
    N_ ("Question"),
    N_ ("Questions"),
    gaung_question_fields,
    gaung_question_get_type },
  { "visit", 1, N_ ("Visit"), N_ ("Visits"), gaung_visit_fields, gaung_visit_get_type },
};

/* What every record may have besides the fields of its type. */
static const GaungField common_fields[] = {
  { "sample",
    "sample",
    GAUNG_FIELD_BOOLEAN,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Invented for trying out") },
  { NULL },
};

const GaungRecordType *
gaung_record_type_find (const char *name)
{
  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (rows); i++)
    if (strcmp (rows[i].name, name) == 0)
      return &rows[i];
  return NULL;
}

const GaungRecordType *const *
gaung_record_types (void)
{
  static const GaungRecordType *types[G_N_ELEMENTS (rows) + 1];
  static gsize is_filled = 0;

  if (g_once_init_enter (&is_filled))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
        types[i] = &rows[i];
      g_once_init_leave (&is_filled, 1);
    }
  return types;
}

const GaungField *
gaung_record_type_find_field (const GaungRecordType *type, const char *member)
{
  const GaungField *field = type != NULL ? gaung_fields_find (type->fields, member) : NULL;

  return field != NULL ? field : gaung_fields_find (common_fields, member);
}

gboolean
gaung_member_is_stamp (const char *member)
{
  return strcmp (member, "changed_at") == 0 || strcmp (member, "changed_by") == 0
         || strcmp (member, "change") == 0 || strcmp (member, "carried_by") == 0
         || strcmp (member, "carried_from") == 0;
}

gboolean
gaung_member_is_fixed (const char *member)
{
  static const char *const members[] = { "schema", "ref", "created_at", "created_by" };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (strcmp (member, members[i]) == 0)
      return TRUE;
  return gaung_member_is_stamp (member);
}
