/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungCalendarYear: the days of one year that a joint decree takes out (domain.md §i). */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gaung-calendar-year.h"
#include "gaung-index.h"
#include "gaung-json.h"
#include "gaung-record-private.h"

struct _GaungCalendarYear
{
  GaungRecord parent_instance;

  char key[24]; /* the year, for the index */
};

static const GaungEnumValue kinds[] = {
  { "holiday", N_ ("National holiday") },
  { "joint-leave", N_ ("Joint leave") },
  { NULL },
};

static const GaungField day_fields[] = {
  { "date", "date", GAUNG_FIELD_DATE, GAUNG_FIELD_REQUIRED | GAUNG_FIELD_UNIQUE_KEY, N_ ("Date") },
  { "kind", "kind", GAUNG_FIELD_ENUM, GAUNG_FIELD_REQUIRED, N_ ("Kind"), .enumeration = kinds },
  { "name", "name", GAUNG_FIELD_STRING, GAUNG_FIELD_REQUIRED, N_ ("Name") },
  { "added", "added", GAUNG_FIELD_BOOLEAN, GAUNG_FIELD_FLAG_NONE, N_ ("Added during the year") },
  { NULL },
};

const GaungField gaung_calendar_year_fields[] = {
  { "year", "year", GAUNG_FIELD_INTEGER, GAUNG_FIELD_REQUIRED | GAUNG_FIELD_COLUMN, N_ ("Year") },
  { "decree",
    "decree",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_REQUIRED | GAUNG_FIELD_SEARCH | GAUNG_FIELD_COLUMN | GAUNG_FIELD_TITLE,
    N_ ("Decree") },
  { "source", "source", GAUNG_FIELD_STRING, GAUNG_FIELD_FLAG_NONE, N_ ("Source") },
  { "days", "days", GAUNG_FIELD_RECORDS, GAUNG_FIELD_FLAG_NONE, N_ ("Days"), .fields = day_fields },
  { NULL },
};

G_DEFINE_FINAL_TYPE (GaungCalendarYear, gaung_calendar_year, GAUNG_TYPE_RECORD)

static void
gaung_calendar_year_index (GaungRecord *record, GaungRules *rules, GaungIndex *index)
{
  GaungCalendarYear *self = GAUNG_CALENDAR_YEAR (record);

  GAUNG_RECORD_CLASS (gaung_calendar_year_parent_class)->index (record, rules, index);
  g_snprintf (
      self->key, sizeof self->key, "%" G_GINT64_FORMAT, gaung_record_get_integer (record, "year"));
  index->key = self->key;
}

static gboolean
gaung_calendar_year_validate (GaungRecord *record, GError **error)
{
  gint64 year = gaung_record_get_integer (record, "year");
  JsonArray *days = gaung_json_get_array (gaung_record_get_json (record), "days");

  if (!GAUNG_RECORD_CLASS (gaung_calendar_year_parent_class)->validate (record, error))
    return FALSE;
  if (year < 1945 || year > 9999)
    {
      g_set_error_literal (
          error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_VALUE, "year: not a year of the republic");
      return FALSE;
    }
  for (guint i = 0; days != NULL && i < json_array_get_length (days); i++)
    {
      const char *date
          = gaung_json_get_string (gaung_json_get_element_object (days, i), "date", "");

      if (g_ascii_strtoll (date, NULL, 10) != year)
        {
          g_set_error_literal (error,
                               GAUNG_RECORD_ERROR,
                               GAUNG_RECORD_ERROR_VALUE,
                               "days.date: not in the year of the decree");
          return FALSE;
        }
    }
  return TRUE;
}

static void
gaung_calendar_year_class_init (GaungCalendarYearClass *klass)
{
  GaungRecordClass *record_class = GAUNG_RECORD_CLASS (klass);

  record_class->index = gaung_calendar_year_index;
  record_class->validate = gaung_calendar_year_validate;
  gaung_record_class_install (record_class, gaung_record_type_find ("calendar"));
}

static void
gaung_calendar_year_init (GaungCalendarYear *self)
{
}
