/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungTemplate: a text to use again. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gaung-index.h"
#include "gaung-record-private.h"
#include "gaung-template.h"

struct _GaungTemplate
{
  GaungRecord parent_instance;
};

static const GaungEnumValue kinds[] = {
  { "reply", NC_ ("template", "Public reply"), "template" },
  { "note", NC_ ("template", "Internal note"), "template" },
  { "question", NC_ ("template", "Question to the reporter"), "template" },
  { "postpone", NC_ ("template", "Reason for postponing"), "template" },
  { "archive", NC_ ("template", "Reason for archiving"), "template" },
  { NULL },
};

const GaungField gaung_template_fields[] = {
  { "name",
    "name",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_REQUIRED | GAUNG_FIELD_SEARCH | GAUNG_FIELD_COLUMN | GAUNG_FIELD_TITLE,
    N_ ("Name") },
  { "kind", "kind", GAUNG_FIELD_ENUM, GAUNG_FIELD_COLUMN, N_ ("Kind"), .enumeration = kinds },
  { "text", "text", GAUNG_FIELD_TEXT, GAUNG_FIELD_REQUIRED | GAUNG_FIELD_SEARCH, N_ ("Text") },
  { "states", "states", GAUNG_FIELD_STRINGS, GAUNG_FIELD_FLAG_NONE, N_ ("States") },
  { "categories", "categories", GAUNG_FIELD_STRINGS, GAUNG_FIELD_FLAG_NONE, N_ ("Categories") },
  { "agency", "agency", GAUNG_FIELD_STRING, GAUNG_FIELD_COLUMN, N_ ("Agency"), .max_bytes = 64 },
  { "owner", "owner", GAUNG_FIELD_STRING, GAUNG_FIELD_FLAG_NONE, N_ ("Owner") },
  { "shortcut",
    "shortcut",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_SEARCH,
    N_ ("Shortcut"),
    .max_bytes = 64 },
  { NULL },
};

G_DEFINE_FINAL_TYPE (GaungTemplate, gaung_template, GAUNG_TYPE_RECORD)

static void
gaung_template_index (GaungRecord *record, GaungRules *rules, GaungIndex *index)
{
  GAUNG_RECORD_CLASS (gaung_template_parent_class)->index (record, rules, index);
  index->agency = gaung_record_get_string (record, "agency");
  index->assignee = gaung_record_get_string (record, "owner");
}

static void
gaung_template_class_init (GaungTemplateClass *klass)
{
  GaungRecordClass *record_class = GAUNG_RECORD_CLASS (klass);

  record_class->index = gaung_template_index;
  gaung_record_class_install (record_class, gaung_record_type_find ("template"));
}

static void
gaung_template_init (GaungTemplate *self)
{
}
