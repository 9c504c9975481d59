/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungQuestion: what people ask at the stand, and the answer. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gaung-index.h"
#include "gaung-question.h"
#include "gaung-record-private.h"

struct _GaungQuestion
{
  GaungRecord parent_instance;
};

const GaungEnumValue gaung_question_states[] = {
  { "open", NC_ ("question", "Waits for an answer"), "question" },
  { "active", NC_ ("question", "Answered"), "question" },
  { "withdrawn", NC_ ("question", "Withdrawn"), "question" },
  { NULL },
};

const GaungField gaung_question_fields[] = {
  { "question",
    "question",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_REQUIRED | GAUNG_FIELD_SEARCH | GAUNG_FIELD_COLUMN | GAUNG_FIELD_TITLE,
    N_ ("Question") },
  { "answer", "answer", GAUNG_FIELD_TEXT, GAUNG_FIELD_SEARCH, N_ ("Answer") },
  { "service",
    "service",
    GAUNG_FIELD_REFERENCE,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Service"),
    .target = "service" },
  { "agency",
    "agency",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_REQUIRED | GAUNG_FIELD_COLUMN,
    N_ ("Agency"),
    .max_bytes = 64 },
  { "keywords", "keywords", GAUNG_FIELD_STRINGS, GAUNG_FIELD_SEARCH, N_ ("Everyday words") },
  { "state",
    "state",
    GAUNG_FIELD_ENUM,
    GAUNG_FIELD_REQUIRED | GAUNG_FIELD_COLUMN,
    N_ ("State"),
    .enumeration = gaung_question_states },
  { "checked-on", "checked_on", GAUNG_FIELD_DATE, GAUNG_FIELD_COLUMN, N_ ("Checked on") },
  { "checked-by", "checked_by", GAUNG_FIELD_STRING, GAUNG_FIELD_FLAG_NONE, N_ ("Checked by") },
  { NULL },
};

G_DEFINE_FINAL_TYPE (GaungQuestion, gaung_question, GAUNG_TYPE_RECORD)

static void
gaung_question_index (GaungRecord *record, GaungRules *rules, GaungIndex *index)
{
  GAUNG_RECORD_CLASS (gaung_question_parent_class)->index (record, rules, index);
  index->agency = gaung_record_get_string (record, "agency");
  index->state = gaung_record_get_string (record, "state");
  index->parent = gaung_record_get_string (record, "service");
  if (g_strcmp0 (index->state, "open") == 0)
    index->flags |= GAUNG_INDEX_OPEN;
  if (g_strcmp0 (index->state, "withdrawn") == 0)
    index->flags |= GAUNG_INDEX_INACTIVE;
}

static gboolean
gaung_question_validate (GaungRecord *record, GError **error)
{
  const char *answer = gaung_record_get_string (record, "answer");

  if (!GAUNG_RECORD_CLASS (gaung_question_parent_class)->validate (record, error))
    return FALSE;
  if (g_strcmp0 (gaung_record_get_string (record, "state"), "active") == 0
      && (answer == NULL || *answer == '\0'))
    {
      g_set_error_literal (error,
                           GAUNG_RECORD_ERROR,
                           GAUNG_RECORD_ERROR_REQUIRED,
                           "answer: an answered question has one");
      return FALSE;
    }
  return TRUE;
}

static void
gaung_question_class_init (GaungQuestionClass *klass)
{
  GaungRecordClass *record_class = GAUNG_RECORD_CLASS (klass);

  record_class->index = gaung_question_index;
  record_class->validate = gaung_question_validate;
  gaung_record_class_install (record_class, gaung_record_type_find ("question"));
}

static void
gaung_question_init (GaungQuestion *self)
{
}
