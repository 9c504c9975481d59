/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungScheme: deadlines are data, since local practice differs from national rules (domain.md §0).
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gaung-index.h"
#include "gaung-json.h"
#include "gaung-record-private.h"
#include "gaung-scheme.h"

/* 1000 working days are four years: what is longer is a slip of the hand. */
#define MAX_AMOUNT 1000

struct _GaungScheme
{
  GaungRecord parent_instance;
};

static const GaungEnumValue kinds[] = {
  { "clock", N_ ("Deadlines") },
  { NULL },
};

static const GaungEnumValue rule_kinds[] = {
  { "elapsed", N_ ("Hours, day and night") },
  { "working", N_ ("Working days") },
  { NULL },
};

static const GaungEnumValue starts[] = {
  { "received", NC_ ("start of a deadline", "Received"), "start of a deadline" },
  { "complete", NC_ ("start of a deadline", "Complete"), "start of a deadline" },
  { "verified", NC_ ("start of a deadline", "Verified"), "start of a deadline" },
  { "disposed", NC_ ("start of a deadline", "Handed over"), "start of a deadline" },
  { NULL },
};

static const GaungEnumValue ends[] = {
  { "verified", NC_ ("end of a deadline", "Verified"), "end of a deadline" },
  { "first-reply", NC_ ("end of a deadline", "First reply"), "end of a deadline" },
  { "answered", NC_ ("end of a deadline", "Answered"), "end of a deadline" },
  { NULL },
};

static const GaungField rule_fields[] = {
  { "key",
    "key",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_REQUIRED | GAUNG_FIELD_UNIQUE_KEY,
    N_ ("Key"),
    .max_bytes = 64 },
  { "label", "label", GAUNG_FIELD_STRING, GAUNG_FIELD_REQUIRED, N_ ("Name") },
  { "kind",
    "kind",
    GAUNG_FIELD_ENUM,
    GAUNG_FIELD_REQUIRED,
    N_ ("Kind"),
    .enumeration = rule_kinds },
  { "amount", "amount", GAUNG_FIELD_INTEGER, GAUNG_FIELD_REQUIRED, N_ ("Amount") },
  { "start",
    "start",
    GAUNG_FIELD_ENUM,
    GAUNG_FIELD_REQUIRED,
    N_ ("Starts with"),
    .enumeration = starts },
  { "end", "end", GAUNG_FIELD_ENUM, GAUNG_FIELD_REQUIRED, N_ ("Ends with"), .enumeration = ends },
  { "classes", "classes", GAUNG_FIELD_STRINGS, GAUNG_FIELD_FLAG_NONE, N_ ("Classes") },
  { "source", "source", GAUNG_FIELD_STRING, GAUNG_FIELD_FLAG_NONE, N_ ("Source") },
  { "verified",
    "verified",
    GAUNG_FIELD_BOOLEAN,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Confirmed by the city") },
  { "effective-from",
    "effective_from",
    GAUNG_FIELD_DATE,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Valid from") },
  { "effective-until",
    "effective_until",
    GAUNG_FIELD_DATE,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Valid until") },
  { NULL },
};

const GaungField gaung_scheme_fields[] = {
  { "kind",
    "kind",
    GAUNG_FIELD_ENUM,
    GAUNG_FIELD_REQUIRED | GAUNG_FIELD_COLUMN,
    N_ ("Kind"),
    .enumeration = kinds },
  { "name",
    "name",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_REQUIRED | GAUNG_FIELD_SEARCH | GAUNG_FIELD_COLUMN | GAUNG_FIELD_TITLE,
    N_ ("Name") },
  { "rules",
    "rules",
    GAUNG_FIELD_RECORDS,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Rules"),
    .fields = rule_fields },
  { NULL },
};

G_DEFINE_FINAL_TYPE (GaungScheme, gaung_scheme, GAUNG_TYPE_RECORD)

static void
gaung_scheme_index (GaungRecord *record, GaungRules *rules, GaungIndex *index)
{
  GAUNG_RECORD_CLASS (gaung_scheme_parent_class)->index (record, rules, index);
  index->category = gaung_record_get_string (record, "kind");
}

static gboolean
gaung_scheme_validate (GaungRecord *record, GError **error)
{
  JsonArray *rules = gaung_json_get_array (gaung_record_get_json (record), "rules");

  if (!GAUNG_RECORD_CLASS (gaung_scheme_parent_class)->validate (record, error))
    return FALSE;
  for (guint i = 0; rules != NULL && i < json_array_get_length (rules); i++)
    {
      gint64 amount
          = gaung_json_get_integer (gaung_json_get_element_object (rules, i), "amount", 0);

      if (amount < 1 || amount > MAX_AMOUNT)
        {
          g_set_error_literal (error,
                               GAUNG_RECORD_ERROR,
                               GAUNG_RECORD_ERROR_VALUE,
                               "rules.amount: not from 1 to 1000");
          return FALSE;
        }
    }
  return TRUE;
}

static void
gaung_scheme_class_init (GaungSchemeClass *klass)
{
  GaungRecordClass *record_class = GAUNG_RECORD_CLASS (klass);

  record_class->index = gaung_scheme_index;
  record_class->validate = gaung_scheme_validate;
  gaung_record_class_install (record_class, gaung_record_type_find ("scheme"));
}

static void
gaung_scheme_init (GaungScheme *self)
{
}
