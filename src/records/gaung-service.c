/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungService: what an agency does for people, and its standard (domain.md §a). */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gaung-index.h"
#include "gaung-json.h"
#include "gaung-record-private.h"
#include "gaung-service.h"
#include "gaung-ulid.h"

struct _GaungService
{
  GaungRecord parent_instance;
};

const GaungEnumValue gaung_service_states[] = {
  { "draft", NC_ ("service", "Draft"), "service" },
  { "active", NC_ ("service", "Offered"), "service" },
  { "withdrawn", NC_ ("service", "No longer offered"), "service" },
  { NULL },
};

const GaungEnumValue gaung_service_life_events[] = {
  { "birth", NC_ ("life-event", "Having a child"), "life-event" },
  { "school", NC_ ("life-event", "School and study"), "life-event" },
  { "work", NC_ ("life-event", "Looking for work"), "life-event" },
  { "business", NC_ ("life-event", "Running a business"), "life-event" },
  { "marriage", NC_ ("life-event", "Marrying and family"), "life-event" },
  { "home", NC_ ("life-event", "Moving and housing"), "life-event" },
  { "vehicle", NC_ ("life-event", "Owning a vehicle"), "life-event" },
  { "health", NC_ ("life-event", "Illness and health"), "life-event" },
  { "tax", NC_ ("life-event", "Paying taxes"), "life-event" },
  { "travel", NC_ ("life-event", "Travel abroad"), "life-event" },
  { "aid", NC_ ("life-event", "Needing help"), "life-event" },
  { "disability", NC_ ("life-event", "Living with a disability"), "life-event" },
  { "death", NC_ ("life-event", "Losing somebody"), "life-event" },
  { "identity", NC_ ("life-event", "Identity and documents"), "life-event" },
  { "participation", NC_ ("life-event", "Having a say"), "life-event" },
  { "other", NC_ ("life-event", "Other"), "life-event" },
  { NULL },
};

const GaungEnumValue gaung_service_channel_kinds[] = {
  { "counter", NC_ ("service-channel", "Counter"), "service-channel" },
  { "website", NC_ ("service-channel", "Website"), "service-channel" },
  { "app", NC_ ("service-channel", "App"), "service-channel" },
  { "whatsapp", NC_ ("service-channel", "WhatsApp"), "service-channel" },
  { "telephone", NC_ ("service-channel", "Telephone"), "service-channel" },
  { "email", NC_ ("service-channel", "Email"), "service-channel" },
  { "mobile-unit", NC_ ("service-channel", "Mobile service"), "service-channel" },
  { "post", NC_ ("service-channel", "Post"), "service-channel" },
  { NULL },
};

const GaungEnumValue gaung_service_time_units[] = {
  { "minutes", NC_ ("time-unit", "minutes"), "time-unit" },
  { "hours", NC_ ("time-unit", "hours"), "time-unit" },
  { "working-days", NC_ ("time-unit", "working days"), "time-unit" },
  { "days", NC_ ("time-unit", "calendar days"), "time-unit" },
  { NULL },
};

const GaungEnumValue gaung_service_step_actors[] = {
  { "applicant", NC_ ("step-actor", "Applicant"), "step-actor" },
  { "officer", NC_ ("step-actor", "Officer"), "step-actor" },
  { "system", NC_ ("step-actor", "System"), "step-actor" },
  { "other", NC_ ("step-actor", "Other body"), "step-actor" },
  { NULL },
};

const GaungEnumValue gaung_service_document_forms[] = {
  { "original", NC_ ("document-form", "Original"), "document-form" },
  { "copy", NC_ ("document-form", "Copy"), "document-form" },
  { "original-and-copy", NC_ ("document-form", "Original and copy"), "document-form" },
  { "file", NC_ ("document-form", "File"), "document-form" },
  { NULL },
};

static const GaungField channel_fields[] = {
  { "key",
    "key",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_REQUIRED | GAUNG_FIELD_UNIQUE_KEY,
    N_ ("Key"),
    .max_bytes = 16 },
  { "kind",
    "kind",
    GAUNG_FIELD_ENUM,
    GAUNG_FIELD_REQUIRED,
    N_ ("Kind"),
    .enumeration = gaung_service_channel_kinds },
  { "name", "name", GAUNG_FIELD_STRING, GAUNG_FIELD_FLAG_NONE, N_ ("Name") },
  { "address",
    "address",
    GAUNG_FIELD_TEXT,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Address"),
    .max_bytes = 4096 },
  { "url", "url", GAUNG_FIELD_STRING, GAUNG_FIELD_FLAG_NONE, N_ ("Web address") },
  { "telephone",
    "telephone",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Telephone"),
    .max_bytes = 64 },
  { "email", "email", GAUNG_FIELD_STRING, GAUNG_FIELD_FLAG_NONE, N_ ("Email"), .max_bytes = 320 },
  { "hours", "hours", GAUNG_FIELD_STRING, GAUNG_FIELD_FLAG_NONE, N_ ("Opening hours") },
  { "note", "note", GAUNG_FIELD_TEXT, GAUNG_FIELD_FLAG_NONE, N_ ("Note"), .max_bytes = 4096 },
  { NULL },
};

static const GaungField cost_fields[] = {
  { "key",
    "key",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_REQUIRED | GAUNG_FIELD_UNIQUE_KEY,
    N_ ("Key"),
    .max_bytes = 16 },
  { "label", "label", GAUNG_FIELD_STRING, GAUNG_FIELD_FLAG_NONE, N_ ("For") },
  { "amount", "amount", GAUNG_FIELD_MONEY, GAUNG_FIELD_REQUIRED, N_ ("Amount") },
  { "per", "per", GAUNG_FIELD_STRING, GAUNG_FIELD_FLAG_NONE, N_ ("Per") },
  { "note", "note", GAUNG_FIELD_TEXT, GAUNG_FIELD_FLAG_NONE, N_ ("Note"), .max_bytes = 4096 },
  { NULL },
};

/* Documents with the same group are alternatives; groups, and documents without one, are all
 * needed. */
static const GaungField document_fields[] = {
  { "key",
    "key",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_REQUIRED | GAUNG_FIELD_UNIQUE_KEY,
    N_ ("Key"),
    .max_bytes = 16 },
  { "name", "name", GAUNG_FIELD_STRING, GAUNG_FIELD_REQUIRED, N_ ("Document") },
  { "group",
    "group",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("One of the group"),
    .max_bytes = 64 },
  { "form",
    "form",
    GAUNG_FIELD_ENUM,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Form"),
    .enumeration = gaung_service_document_forms },
  { "copies", "copies", GAUNG_FIELD_INTEGER, GAUNG_FIELD_FLAG_NONE, N_ ("Copies") },
  { "condition", "condition", GAUNG_FIELD_STRING, GAUNG_FIELD_FLAG_NONE, N_ ("Only if") },
  { "note", "note", GAUNG_FIELD_TEXT, GAUNG_FIELD_FLAG_NONE, N_ ("Note"), .max_bytes = 4096 },
  { NULL },
};

static const GaungField step_fields[] = {
  { "key",
    "key",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_REQUIRED | GAUNG_FIELD_UNIQUE_KEY,
    N_ ("Key"),
    .max_bytes = 16 },
  { "title", "title", GAUNG_FIELD_STRING, GAUNG_FIELD_REQUIRED, N_ ("Step") },
  { "text",
    "text",
    GAUNG_FIELD_TEXT,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("What happens"),
    .max_bytes = 4096 },
  { "actor",
    "actor",
    GAUNG_FIELD_ENUM,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Who"),
    .enumeration = gaung_service_step_actors },
  { "actor-name", "actor_name", GAUNG_FIELD_STRING, GAUNG_FIELD_FLAG_NONE, N_ ("Who exactly") },
  { "amount", "amount", GAUNG_FIELD_INTEGER, GAUNG_FIELD_FLAG_NONE, N_ ("How long") },
  { "unit",
    "unit",
    GAUNG_FIELD_ENUM,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Unit"),
    .enumeration = gaung_service_time_units },
  { "condition", "condition", GAUNG_FIELD_STRING, GAUNG_FIELD_FLAG_NONE, N_ ("Only if") },
  { "channel",
    "channel",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Where"),
    .max_bytes = 16 },
  { NULL },
};

const GaungField gaung_service_fields[] = {
  { "agency",
    "agency",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_REQUIRED | GAUNG_FIELD_COLUMN,
    N_ ("Agency"),
    .max_bytes = 64 },
  { "name",
    "name",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_REQUIRED | GAUNG_FIELD_SEARCH | GAUNG_FIELD_COLUMN | GAUNG_FIELD_TITLE,
    N_ ("Name") },
  { "summary",
    "summary",
    GAUNG_FIELD_TEXT,
    GAUNG_FIELD_SEARCH,
    N_ ("In plain words"),
    .max_bytes = 4096 },
  { "audience",
    "audience",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_SEARCH | GAUNG_FIELD_COLUMN,
    N_ ("For whom") },
  { "life-event",
    "life_event",
    GAUNG_FIELD_ENUM,
    GAUNG_FIELD_COLUMN,
    N_ ("Life event"),
    .enumeration = gaung_service_life_events },
  { "keywords", "keywords", GAUNG_FIELD_STRINGS, GAUNG_FIELD_SEARCH, N_ ("Everyday words") },
  { "state",
    "state",
    GAUNG_FIELD_ENUM,
    GAUNG_FIELD_REQUIRED | GAUNG_FIELD_COLUMN,
    N_ ("State"),
    .enumeration = gaung_service_states },
  { "channels",
    "channels",
    GAUNG_FIELD_RECORDS,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Channels"),
    .fields = channel_fields },
  { "output",
    "output",
    GAUNG_FIELD_TEXT,
    GAUNG_FIELD_SEARCH,
    N_ ("What people get"),
    .max_bytes = 4096 },
  { "free", "free", GAUNG_FIELD_BOOLEAN, GAUNG_FIELD_COLUMN, N_ ("Free of charge") },
  { "costs",
    "costs",
    GAUNG_FIELD_RECORDS,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Costs"),
    .fields = cost_fields },
  { "cost-note",
    "cost_note",
    GAUNG_FIELD_TEXT,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("About the cost"),
    .max_bytes = 4096 },
  { "time-text",
    "time_text",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_COLUMN,
    N_ ("Promised time, in words") },
  { "time-amount",
    "time_amount",
    GAUNG_FIELD_INTEGER,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Promised time") },
  { "time-unit",
    "time_unit",
    GAUNG_FIELD_ENUM,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Unit of the promised time"),
    .enumeration = gaung_service_time_units },
  { "eligibility", "eligibility", GAUNG_FIELD_TEXT, GAUNG_FIELD_SEARCH, N_ ("Conditions") },
  { "documents",
    "documents",
    GAUNG_FIELD_RECORDS,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Documents"),
    .fields = document_fields },
  { "steps",
    "steps",
    GAUNG_FIELD_RECORDS,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Steps"),
    .fields = step_fields },
  { "complaints-handling",
    "complaints_handling",
    GAUNG_FIELD_TEXT,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Handling of complaints") },
  { "legal-basis", "legal_basis", GAUNG_FIELD_TEXT, GAUNG_FIELD_SEARCH, N_ ("Legal basis") },
  { "facilities", "facilities", GAUNG_FIELD_TEXT, GAUNG_FIELD_FLAG_NONE, N_ ("Facilities") },
  { "competence",
    "competence",
    GAUNG_FIELD_TEXT,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Competence of staff") },
  { "supervision",
    "supervision",
    GAUNG_FIELD_TEXT,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Internal supervision") },
  { "staff", "staff", GAUNG_FIELD_TEXT, GAUNG_FIELD_FLAG_NONE, N_ ("Number of staff") },
  { "guarantee",
    "guarantee",
    GAUNG_FIELD_TEXT,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Guarantee of service") },
  { "safety", "safety", GAUNG_FIELD_TEXT, GAUNG_FIELD_FLAG_NONE, N_ ("Security and safety") },
  { "evaluation",
    "evaluation",
    GAUNG_FIELD_TEXT,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Evaluation of performance") },
  { "decree-number",
    "decree_number",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_SEARCH | GAUNG_FIELD_COLUMN,
    N_ ("Number of the decree"),
    .max_bytes = 256 },
  { "decree-year",
    "decree_year",
    GAUNG_FIELD_INTEGER,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Year of the decree") },
  { "sippn-id",
    "sippn_id",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Number in SIPPN"),
    .max_bytes = 64 },
  { "alert", "alert", GAUNG_FIELD_TEXT, GAUNG_FIELD_FLAG_NONE, N_ ("Alert"), .max_bytes = 4096 },
  { "alert-until", "alert_until", GAUNG_FIELD_DATE, GAUNG_FIELD_FLAG_NONE, N_ ("Alert until") },
  { "closed-from", "closed_from", GAUNG_FIELD_DATE, GAUNG_FIELD_FLAG_NONE, N_ ("Closed from") },
  { "closed-until", "closed_until", GAUNG_FIELD_DATE, GAUNG_FIELD_FLAG_NONE, N_ ("Closed until") },
  { "closed-reason",
    "closed_reason",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Reason for closing") },
  { "checked-on", "checked_on", GAUNG_FIELD_DATE, GAUNG_FIELD_COLUMN, N_ ("Checked on") },
  { "checked-by", "checked_by", GAUNG_FIELD_STRING, GAUNG_FIELD_FLAG_NONE, N_ ("Checked by") },
  { "languages", "languages", GAUNG_FIELD_STRINGS, GAUNG_FIELD_FLAG_NONE, N_ ("Languages") },
  { "unverified",
    "unverified",
    GAUNG_FIELD_STRINGS,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Components not confirmed") },
  { "sources", "sources", GAUNG_FIELD_STRINGS, GAUNG_FIELD_FLAG_NONE, N_ ("Sources") },
  { NULL },
};

G_DEFINE_FINAL_TYPE (GaungService, gaung_service, GAUNG_TYPE_RECORD)

static void
gaung_service_index (GaungRecord *record, GaungRules *rules, GaungIndex *index)
{
  JsonArray *channels = gaung_json_get_array (gaung_record_get_json (record), "channels");
  GaungDay due = gaung_service_get_check_due (record);

  GAUNG_RECORD_CLASS (gaung_service_parent_class)->index (record, rules, index);
  index->agency = gaung_record_get_string (record, "agency");
  index->state = gaung_record_get_string (record, "state");
  index->category = gaung_record_get_string (record, "life_event");
  index->key = gaung_record_get_string (record, "decree_number");
  if (channels != NULL && json_array_get_length (channels) > 0)
    index->channel
        = gaung_json_get_string (gaung_json_get_element_object (channels, 0), "kind", NULL);
  index->rank = due != GAUNG_DAY_NONE ? gaung_day_get_start (due) : 1;
  if (g_strcmp0 (index->state, "withdrawn") == 0)
    index->flags |= GAUNG_INDEX_INACTIVE;
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_VALUE, message);
  return FALSE;
}

static gboolean
check_amounts (GaungRecord *record, const char *list, const char *member, GError **error)
{
  JsonArray *array = gaung_json_get_array (gaung_record_get_json (record), list);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (gaung_json_get_integer (gaung_json_get_element_object (array, i), member, 0) < 0)
      {
        g_set_error (error,
                     GAUNG_RECORD_ERROR,
                     GAUNG_RECORD_ERROR_VALUE,
                     "%s.%s: less than nothing",
                     list,
                     member);
        return FALSE;
      }
  return TRUE;
}

static gboolean
check_hours (GaungRecord *record, GError **error)
{
  JsonArray *array = gaung_json_get_array (gaung_record_get_json (record), "channels");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *text
          = gaung_json_get_string (gaung_json_get_element_object (array, i), "hours", NULL);
      g_autoptr (GaungOpeningHours) hours = NULL;

      if (text == NULL || *text == '\0')
        continue;
      hours = gaung_opening_hours_parse (text, error);
      if (hours == NULL)
        {
          g_prefix_error_literal (error, "channels.hours: ");
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
gaung_service_validate (GaungRecord *record, GError **error)
{
  GaungDay closed_from = gaung_record_get_day (record, "closed_from");
  GaungDay closed_until = gaung_record_get_day (record, "closed_until");
  gint64 year = gaung_record_get_integer (record, "decree_year");

  if (!GAUNG_RECORD_CLASS (gaung_service_parent_class)->validate (record, error))
    return FALSE;
  if (gaung_record_get_integer (record, "time_amount") < 0)
    return refuse (error, "time_amount: less than nothing");
  if (closed_from != GAUNG_DAY_NONE && closed_until != GAUNG_DAY_NONE && closed_until < closed_from)
    return refuse (error, "closed_until: before closed_from");
  if (gaung_record_get_node (record, "decree_year") != NULL && (year < 1945 || year > 9999))
    return refuse (error, "decree_year: not a year of the republic");
  return check_amounts (record, "documents", "copies", error)
         && check_amounts (record, "steps", "amount", error) && check_hours (record, error);
}

static void
gaung_service_class_init (GaungServiceClass *klass)
{
  GaungRecordClass *record_class = GAUNG_RECORD_CLASS (klass);

  record_class->index = gaung_service_index;
  record_class->validate = gaung_service_validate;
  gaung_record_class_install (record_class, gaung_record_type_find ("service"));
}

static void
gaung_service_init (GaungService *self)
{
}

GaungDay
gaung_service_get_check_due (GaungRecord *self)
{
  GaungDay checked_on = gaung_record_get_day (self, "checked_on");

  return checked_on != GAUNG_DAY_NONE ? checked_on + GAUNG_SERVICE_CHECK_DAYS : GAUNG_DAY_NONE;
}

gboolean
gaung_service_is_free (GaungRecord *self)
{
  return gaung_record_get_boolean (self, "free");
}

gboolean
gaung_service_is_closed_on (GaungRecord *self, GaungDay day)
{
  GaungDay from = gaung_record_get_day (self, "closed_from");
  GaungDay until = gaung_record_get_day (self, "closed_until");

  return from != GAUNG_DAY_NONE && from <= day && (until == GAUNG_DAY_NONE || day <= until);
}

const char *
gaung_service_get_alert (GaungRecord *self, GaungDay day)
{
  const char *alert = gaung_record_get_string (self, "alert");
  GaungDay until = gaung_record_get_day (self, "alert_until");

  if (alert == NULL || *alert == '\0' || (until != GAUNG_DAY_NONE && until < day))
    return NULL;
  return alert;
}

gint64
gaung_service_get_promised_seconds (GaungRecord *self)
{
  gint64 amount = gaung_record_get_integer (self, "time_amount");
  const char *unit = gaung_record_get_string (self, "time_unit");
  gint64 seconds = 0;

  if (g_strcmp0 (unit, "minutes") == 0)
    seconds = 60;
  else if (g_strcmp0 (unit, "hours") == 0)
    seconds = 3600;
  return seconds == 0 || amount <= 0 || amount > G_MAXINT32 ? -1 : amount * seconds;
}

void
gaung_service_mark_checked (GaungRecord *self, const GaungActor *actor, GaungDay today)
{
  gaung_record_set_day (self, "checked_on", today, NULL);
  gaung_record_set_string (self, "checked_by", actor->name, NULL);
}

char *
gaung_service_new_key (void)
{
  static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
  char key[9] = { 0 };

  for (guint i = 0; i < sizeof key - 1; i++)
    key[i] = digits[g_random_int_range (0, 32)];
  return g_strdup (key);
}
