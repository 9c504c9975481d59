/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungPerson: a citizen. Nearly everything here is personal. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gaung-index.h"
#include "gaung-person.h"
#include "gaung-record-private.h"

struct _GaungPerson
{
  GaungRecord parent_instance;
};

static const GaungEnumValue sexes[] = {
  { "male", NC_ ("sex", "Male"), "sex" },
  { "female", NC_ ("sex", "Female"), "sex" },
  { NULL },
};

/* Not searched: what is personal stays out of the index of words. */
const GaungField gaung_person_fields[] = {
  { "name",
    "name",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_PERSONAL | GAUNG_FIELD_REQUIRED | GAUNG_FIELD_COLUMN | GAUNG_FIELD_TITLE,
    N_ ("Name") },
  { "nik", "nik", GAUNG_FIELD_STRING, GAUNG_FIELD_PERSONAL, N_ ("NIK"), .max_bytes = 64 },
  { "kk",
    "kk",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_PERSONAL,
    N_ ("Family card number"),
    .max_bytes = 64 },
  { "telephone",
    "telephone",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_PERSONAL | GAUNG_FIELD_COLUMN,
    N_ ("Telephone"),
    .max_bytes = 64 },
  { "email", "email", GAUNG_FIELD_STRING, GAUNG_FIELD_PERSONAL, N_ ("Email"), .max_bytes = 320 },
  { "birth-on", "birth_on", GAUNG_FIELD_DATE, GAUNG_FIELD_PERSONAL, N_ ("Born on") },
  { "sex", "sex", GAUNG_FIELD_ENUM, GAUNG_FIELD_PERSONAL, N_ ("Sex"), .enumeration = sexes },
  { "address",
    "address",
    GAUNG_FIELD_TEXT,
    GAUNG_FIELD_PERSONAL,
    N_ ("Address"),
    .max_bytes = 4096 },
  { "district",
    "district",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_PLACE | GAUNG_FIELD_COLUMN,
    N_ ("District"),
    .max_bytes = 16 },
  { "village",
    "village",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_PLACE | GAUNG_FIELD_COLUMN,
    N_ ("Village"),
    .max_bytes = 16 },
  { "note", "note", GAUNG_FIELD_TEXT, GAUNG_FIELD_FLAG_NONE, N_ ("Note") },
  { NULL },
};

G_DEFINE_FINAL_TYPE (GaungPerson, gaung_person, GAUNG_TYPE_RECORD)

static void
gaung_person_index (GaungRecord *record, GaungRules *rules, GaungIndex *index)
{
  GAUNG_RECORD_CLASS (gaung_person_parent_class)->index (record, rules, index);
  index->key = gaung_record_get_string (record, "telephone");
  index->district = gaung_record_get_string (record, "district");
  index->village = gaung_record_get_string (record, "village");
}

static void
gaung_person_class_init (GaungPersonClass *klass)
{
  GaungRecordClass *record_class = GAUNG_RECORD_CLASS (klass);

  record_class->index = gaung_person_index;
  gaung_record_class_install (record_class, gaung_record_type_find ("person"));
}

static void
gaung_person_init (GaungPerson *self)
{
}
