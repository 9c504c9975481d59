/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungAgency: who can hold a complaint. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gaung-agency.h"
#include "gaung-index.h"
#include "gaung-record-private.h"

struct _GaungAgency
{
  GaungRecord parent_instance;
};

static const GaungEnumValue kinds[] = {
  { "office", N_ ("City office") },
  { "section", N_ ("Section of the secretariat") },
  { "district", N_ ("District office") },
  { "village", N_ ("Village office") },
  { "vertical", N_ ("Vertical agency") },
  { "state-enterprise", N_ ("State enterprise") },
  { "city-enterprise", N_ ("City enterprise") },
  { "private", N_ ("Private body") },
  { NULL },
};

const GaungField gaung_agency_fields[] = {
  { "code",
    "code",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_REQUIRED | GAUNG_FIELD_SEARCH | GAUNG_FIELD_COLUMN,
    N_ ("Code"),
    .max_bytes = 64 },
  { "name",
    "name",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_REQUIRED | GAUNG_FIELD_SEARCH | GAUNG_FIELD_COLUMN | GAUNG_FIELD_TITLE,
    N_ ("Name") },
  { "short-name",
    "short_name",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_SEARCH | GAUNG_FIELD_COLUMN,
    N_ ("Short name") },
  { "kind", "kind", GAUNG_FIELD_ENUM, GAUNG_FIELD_COLUMN, N_ ("Kind"), .enumeration = kinds },
  { "aliases", "aliases", GAUNG_FIELD_STRINGS, GAUNG_FIELD_SEARCH, N_ ("Other names") },
  { "parent-code",
    "parent_code",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Part of"),
    .max_bytes = 64 },
  { "telephone", "telephone", GAUNG_FIELD_STRING, GAUNG_FIELD_FLAG_NONE, N_ ("Telephone") },
  { "email", "email", GAUNG_FIELD_STRING, GAUNG_FIELD_FLAG_NONE, N_ ("Email") },
  { "address", "address", GAUNG_FIELD_TEXT, GAUNG_FIELD_FLAG_NONE, N_ ("Address") },
  { "website", "website", GAUNG_FIELD_STRING, GAUNG_FIELD_FLAG_NONE, N_ ("Website") },
  { "valid-from", "valid_from", GAUNG_FIELD_DATE, GAUNG_FIELD_FLAG_NONE, N_ ("Valid from") },
  { "valid-until", "valid_until", GAUNG_FIELD_DATE, GAUNG_FIELD_FLAG_NONE, N_ ("Valid until") },
  { "areas", "areas", GAUNG_FIELD_STRINGS, GAUNG_FIELD_FLAG_NONE, N_ ("Areas in the menu") },
  { "areas-hidden",
    "areas_hidden",
    GAUNG_FIELD_STRINGS,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Areas left out of the menu") },
  { NULL },
};

G_DEFINE_FINAL_TYPE (GaungAgency, gaung_agency, GAUNG_TYPE_RECORD)

static void
gaung_agency_index (GaungRecord *record, GaungRules *rules, GaungIndex *index)
{
  GAUNG_RECORD_CLASS (gaung_agency_parent_class)->index (record, rules, index);
  index->key = gaung_record_get_string (record, "code");
  index->category = gaung_record_get_string (record, "kind");
}

static void
gaung_agency_class_init (GaungAgencyClass *klass)
{
  GaungRecordClass *record_class = GAUNG_RECORD_CLASS (klass);

  record_class->index = gaung_agency_index;
  gaung_record_class_install (record_class, gaung_record_type_find ("agency"));
}

static void
gaung_agency_init (GaungAgency *self)
{
}
