/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungComplaint: what a citizen said, where it stands, and what has to happen by when. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gaung-complaint-private.h"
#include "gaung-deadline.h"
#include "gaung-json.h"
#include "gaung-record-private.h"
#include "gaung-standard.h"

struct _GaungComplaint
{
  GaungRecord parent_instance;
};

#define STATE "complaint state"

/* In the order of GaungComplaintState. */
const GaungEnumValue gaung_complaint_states[] = {
  { "draft", NC_ ("complaint state", "Draft"), STATE },
  { "new", NC_ ("complaint state", "New"), STATE },
  { "incomplete", NC_ ("complaint state", "Needs more details"), STATE },
  { "verified", NC_ ("complaint state", "Verified"), STATE },
  { "not-ours", NC_ ("complaint state", "Not ours"), STATE },
  { "archived", NC_ ("complaint state", "Archived"), STATE },
  { "disposed", NC_ ("complaint state", "Handed over"), STATE },
  { "in-progress", NC_ ("complaint state", "In progress"), STATE },
  { "answered", NC_ ("complaint state", "Answered"), STATE },
  { "done", NC_ ("complaint state", "Done"), STATE },
  { "reopened", NC_ ("complaint state", "Opened again"), STATE },
  { "moved", NC_ ("complaint state", "Moved"), STATE },
  { NULL },
};

const GaungEnumValue gaung_complaint_classes[] = {
  { "complaint", NC_ ("complaint class", "Complaint"), "complaint class" },
  { "supervisory", NC_ ("complaint class", "Complaint for supervision"), "complaint class" },
  { "information", NC_ ("complaint class", "Request for information"), "complaint class" },
  { "aspiration", NC_ ("complaint class", "Suggestion"), "complaint class" },
  { NULL },
};

const GaungEnumValue gaung_complaint_channels[] = {
  { "whatsapp", N_ ("WhatsApp") },
  { "web", NC_ ("channel", "ULAS website"), "channel" },
  { "app", NC_ ("channel", "Solo Destination app"), "channel" },
  { "phone", NC_ ("channel", "Telephone"), "channel" },
  { "walk-in", NC_ ("channel", "In person"), "channel" },
  { "festival", NC_ ("channel", "Festival stand"), "channel" },
  { "lapor", N_ ("SP4N-LAPOR!") },
  { "social", NC_ ("channel", "Social media"), "channel" },
  { "email", NC_ ("channel", "Email"), "channel" },
  { "letter", NC_ ("channel", "Letter"), "channel" },
  { NULL },
};

const GaungEnumValue gaung_complaint_archive_reasons[] = {
  { "wrong-format", N_ ("Cannot be understood") },
  { "too-general", N_ ("Too general") },
  { "not-government", N_ ("Not about public services") },
  { "duplicate", N_ ("The same complaint is already here") },
  { "fake", N_ ("Made up") },
  { "out-of-scope", N_ ("For the courts, the parliament or the police") },
  { "other", NC_ ("reason", "Another reason"), "reason" },
  { NULL },
};

/* Names seen at ULAS and LAPOR! (domain.md §b.1, §b.2). */
const GaungEnumValue gaung_complaint_categories[] = {
  { "roads", NC_ ("category", "Roads and drains"), "category" },
  { "lighting", NC_ ("category", "Street lights"), "category" },
  { "cleanliness", NC_ ("category", "Cleanliness"), "category" },
  { "environment", NC_ ("category", "Environment"), "category" },
  { "public-order", NC_ ("category", "Public order"), "category" },
  { "parking", NC_ ("category", "Parking"), "category" },
  { "transport", NC_ ("category", "Transport"), "category" },
  { "water", NC_ ("category", "Drinking water"), "category" },
  { "civil-registration", NC_ ("category", "Civil registration"), "category" },
  { "social-assistance", NC_ ("category", "Social assistance"), "category" },
  { "welfare", NC_ ("category", "Welfare"), "category" },
  { "health", NC_ ("category", "Health"), "category" },
  { "education", NC_ ("category", "Education"), "category" },
  { "employment", NC_ ("category", "Employment"), "category" },
  { "cooperatives", NC_ ("category", "Cooperatives and small businesses"), "category" },
  { "markets", NC_ ("category", "Markets and trade"), "category" },
  { "licensing", NC_ ("category", "Licences"), "category" },
  { "housing", NC_ ("category", "Housing and land"), "category" },
  { "spatial-planning", NC_ ("category", "Public works and spatial planning"), "category" },
  { "tourism", NC_ ("category", "Tourism and culture"), "category" },
  { "disaster", NC_ ("category", "Disasters"), "category" },
  { "food", NC_ ("category", "Food and farming"), "category" },
  { "personnel", NC_ ("category", "Conduct of officials"), "category" },
  { "illegal-levies", NC_ ("category", "Illegal levies"), "category" },
  { "information-technology", NC_ ("category", "Information technology"), "category" },
  { "other", NC_ ("category", "Other"), "category" },
  { NULL },
};

/* An open pause has no `until`; `planned` is the day on which it shall end. */
static const GaungField pause_fields[] = {
  { "from",
    "from",
    GAUNG_FIELD_INSTANT,
    GAUNG_FIELD_REQUIRED | GAUNG_FIELD_UNIQUE_KEY,
    N_ ("From") },
  { "until", "until", GAUNG_FIELD_INSTANT, GAUNG_FIELD_FLAG_NONE, N_ ("Until") },
  { "planned", "planned", GAUNG_FIELD_DATE, GAUNG_FIELD_FLAG_NONE, N_ ("Planned end") },
  { "reason", "reason", GAUNG_FIELD_TEXT, GAUNG_FIELD_FLAG_NONE, N_ ("Reason"), .max_bytes = 4096 },
  { NULL },
};

const GaungField gaung_complaint_fields[] = {
  { "title",
    "title",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_REQUIRED | GAUNG_FIELD_SEARCH | GAUNG_FIELD_COLUMN | GAUNG_FIELD_TITLE,
    N_ ("Title") },
  { "text", "text", GAUNG_FIELD_TEXT, GAUNG_FIELD_REQUIRED | GAUNG_FIELD_SEARCH, N_ ("Text") },
  { "state",
    "state",
    GAUNG_FIELD_ENUM,
    GAUNG_FIELD_REQUIRED | GAUNG_FIELD_COLUMN,
    N_ ("State"),
    .enumeration = gaung_complaint_states },
  { "class",
    "class",
    GAUNG_FIELD_ENUM,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Class"),
    .enumeration = gaung_complaint_classes },
  { "category",
    "category",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_SEARCH | GAUNG_FIELD_COLUMN,
    N_ ("Category"),
    .enumeration = gaung_complaint_categories,
    .max_bytes = 128 },
  { "agency",
    "agency",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_SEARCH | GAUNG_FIELD_COLUMN,
    N_ ("Agency"),
    .max_bytes = 64 },
  { "disposed-from",
    "disposed_from",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Handed over by"),
    .max_bytes = 64 },
  { "assignee",
    "assignee",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Account of the assignee"),
    .max_bytes = 256 },
  { "assignee-name", "assignee_name", GAUNG_FIELD_STRING, GAUNG_FIELD_COLUMN, N_ ("Assigned to") },
  { "channel",
    "channel",
    GAUNG_FIELD_ENUM,
    GAUNG_FIELD_REQUIRED | GAUNG_FIELD_COLUMN,
    N_ ("Channel"),
    .enumeration = gaung_complaint_channels },
  { "channel-detail",
    "channel_detail",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Details of the channel") },
  { "external-number",
    "external_number",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_SEARCH,
    N_ ("Number there"),
    .max_bytes = 128 },
  { "received-at",
    "received_at",
    GAUNG_FIELD_INSTANT,
    GAUNG_FIELD_REQUIRED | GAUNG_FIELD_COLUMN,
    N_ ("Received") },
  { "happened-on", "happened_on", GAUNG_FIELD_DATE, GAUNG_FIELD_FLAG_NONE, N_ ("Happened on") },
  { "complete-at",
    "complete_at",
    GAUNG_FIELD_INSTANT,
    GAUNG_FIELD_BOOKKEEPING,
    N_ ("Complete since") },
  { "verified-at",
    "verified_at",
    GAUNG_FIELD_INSTANT,
    GAUNG_FIELD_BOOKKEEPING,
    N_ ("Verified at") },
  { "disposed-at",
    "disposed_at",
    GAUNG_FIELD_INSTANT,
    GAUNG_FIELD_BOOKKEEPING,
    N_ ("Handed over at") },
  { "first-reply-at",
    "first_reply_at",
    GAUNG_FIELD_INSTANT,
    GAUNG_FIELD_BOOKKEEPING,
    N_ ("First reply at") },
  { "answered-at",
    "answered_at",
    GAUNG_FIELD_INSTANT,
    GAUNG_FIELD_BOOKKEEPING,
    N_ ("Answered at") },
  { "closed-at", "closed_at", GAUNG_FIELD_INSTANT, GAUNG_FIELD_BOOKKEEPING, N_ ("Closed at") },
  { "street", "street", GAUNG_FIELD_STRING, GAUNG_FIELD_SEARCH, N_ ("Street or place") },
  { "district",
    "district",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_SEARCH | GAUNG_FIELD_COLUMN | GAUNG_FIELD_PLACE,
    N_ ("District"),
    .max_bytes = 16 },
  { "village",
    "village",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_SEARCH | GAUNG_FIELD_COLUMN | GAUNG_FIELD_PLACE,
    N_ ("Village"),
    .max_bytes = 16 },
  { "reporter",
    "reporter",
    GAUNG_FIELD_REFERENCE,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Reporter"),
    .target = "person" },
  { "anonymous", "anonymous", GAUNG_FIELD_BOOLEAN, GAUNG_FIELD_FLAG_NONE, N_ ("Anonymous") },
  { "secret", "secret", GAUNG_FIELD_BOOLEAN, GAUNG_FIELD_FLAG_NONE, N_ ("Secret") },
  { "pauses",
    "pauses",
    GAUNG_FIELD_RECORDS,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Postponements"),
    .fields = pause_fields },
  { "archive-reason",
    "archive_reason",
    GAUNG_FIELD_ENUM,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Reason for archiving"),
    .enumeration = gaung_complaint_archive_reasons },
  { "promise-on", "promise_on", GAUNG_FIELD_DATE, GAUNG_FIELD_FLAG_NONE, N_ ("Promised for") },
  { "component",
    "component",
    GAUNG_FIELD_ENUM,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("What failed"),
    .enumeration = gaung_standard_labels },
  { "service",
    "service",
    GAUNG_FIELD_REFERENCE,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Service"),
    .target = "service" },
  { "tags", "tags", GAUNG_FIELD_STRINGS, GAUNG_FIELD_SEARCH, N_ ("Tags") },
  { "attachments",
    "attachments",
    GAUNG_FIELD_STRINGS,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Attachments"),
    .target = "attachment" },
  { "moved-to",
    "moved_to",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Moved to"),
    .max_bytes = 64 },
  { NULL },
};

G_DEFINE_FINAL_TYPE (GaungComplaint, gaung_complaint, GAUNG_TYPE_RECORD)

static GaungInstant
get_planned_end (JsonObject *pause)
{
  GaungDay day;

  return gaung_day_parse (gaung_json_get_string (pause, "planned", NULL), &day)
             ? gaung_day_get_start (day)
             : GAUNG_INSTANT_NONE;
}

static gint64
rank_open (GaungComplaint *self, GaungRules *rules, GaungInstant at)
{
  g_autoptr (GPtrArray) deadlines = NULL;
  GaungDeadline *nearest = NULL;
  JsonObject *pause = gaung_complaint_get_open_pause (self, NULL);

  /* One that has run out does not hide the complaint: the store makes its rank anew on that day. */
  if (gaung_complaint_is_postponed (self))
    return GAUNG_RANK_POSTPONED
           + (get_planned_end (pause) != GAUNG_INSTANT_NONE ? get_planned_end (pause) : at);

  if (rules != NULL)
    {
      /* Which clock is the nearest does not depend on the time of asking: nothing is paused. */
      deadlines = gaung_complaint_get_deadlines (self, rules, at);
      nearest = gaung_deadlines_get_nearest (deadlines);
    }
  if (nearest != NULL && nearest->due_at != GAUNG_INSTANT_NONE)
    return nearest->due_at;
  return GAUNG_RANK_NO_DUE + at;
}

static guint
get_flags (GaungComplaint *self)
{
  GaungRecord *record = GAUNG_RECORD (self);
  JsonArray *attachments = gaung_json_get_array (gaung_record_get_json (record), "attachments");
  guint flags = 0;

  if (gaung_complaint_is_open (self))
    flags |= GAUNG_INDEX_OPEN;
  if (gaung_record_get_boolean (record, "anonymous"))
    flags |= GAUNG_INDEX_ANONYMOUS;
  if (gaung_record_get_boolean (record, "secret"))
    flags |= GAUNG_INDEX_SECRET;
  if (gaung_complaint_is_postponed (self))
    flags |= GAUNG_INDEX_POSTPONED;
  if (attachments != NULL && json_array_get_length (attachments) > 0)
    flags |= GAUNG_INDEX_ATTACHED;
  if (gaung_complaint_get_state (self) == GAUNG_COMPLAINT_STATE_MOVED)
    flags |= GAUNG_INDEX_INACTIVE;
  return flags;
}

static void
gaung_complaint_index (GaungRecord *record, GaungRules *rules, GaungIndex *index)
{
  GaungComplaint *self = GAUNG_COMPLAINT (record);
  GaungInstant received_at = gaung_record_get_instant (record, "received_at");

  GAUNG_RECORD_CLASS (gaung_complaint_parent_class)->index (record, rules, index);
  if (received_at != GAUNG_INSTANT_NONE)
    index->at = received_at;
  index->agency = gaung_record_get_string (record, "agency");
  index->assignee = gaung_record_get_string (record, "assignee");
  index->state = gaung_complaint_state_get_nick (gaung_complaint_get_state (self));
  index->category = gaung_record_get_string (record, "category");
  index->channel = gaung_record_get_string (record, "channel");
  index->district = gaung_record_get_string (record, "district");
  index->village = gaung_record_get_string (record, "village");
  index->flags = get_flags (self);
  index->rank = gaung_complaint_is_open (self)
                    ? rank_open (self, rules, index->at)
                    : GAUNG_RANK_CLOSED - gaung_complaint_get_closed_at (self);
}

static gboolean
gaung_complaint_validate (GaungRecord *record, GError **error)
{
  JsonArray *pauses;
  guint n_open = 0;

  if (!GAUNG_RECORD_CLASS (gaung_complaint_parent_class)->validate (record, error))
    return FALSE;

  pauses = gaung_json_get_array (gaung_record_get_json (record), "pauses");
  for (guint i = 0; pauses != NULL && i < json_array_get_length (pauses); i++)
    {
      JsonObject *pause = json_array_get_object_element (pauses, i);
      GaungInstant from = GAUNG_INSTANT_NONE, until;

      gaung_instant_parse (gaung_json_get_string (pause, "from", NULL), &from);
      if (!gaung_instant_parse (gaung_json_get_string (pause, "until", NULL), &until))
        n_open++;
      else if (until < from)
        n_open = G_MAXUINT / 2;
    }
  if (n_open > 1)
    {
      g_set_error_literal (error,
                           GAUNG_RECORD_ERROR,
                           GAUNG_RECORD_ERROR_VALUE,
                           n_open >= G_MAXUINT / 2 ? "pauses: one that ends before it begins"
                                                   : "pauses: more than one is open");
      return FALSE;
    }
  return TRUE;
}

static void
gaung_complaint_class_init (GaungComplaintClass *klass)
{
  GaungRecordClass *record_class = GAUNG_RECORD_CLASS (klass);

  record_class->index = gaung_complaint_index;
  record_class->validate = gaung_complaint_validate;
  gaung_record_class_install (record_class, gaung_record_type_find ("complaint"));
}

static void
gaung_complaint_init (GaungComplaint *self)
{
}

JsonObject *
gaung_complaint_get_open_pause (GaungComplaint *self, guint *position)
{
  JsonArray *pauses = gaung_json_get_array (gaung_record_get_json (GAUNG_RECORD (self)), "pauses");

  for (guint i = 0; pauses != NULL && i < json_array_get_length (pauses); i++)
    {
      JsonObject *pause = json_array_get_object_element (pauses, i);

      if (gaung_json_get_string (pause, "until", NULL) != NULL)
        continue;
      if (position != NULL)
        *position = i;
      return pause;
    }
  return NULL;
}

gboolean
gaung_complaint_state_is_open (GaungComplaintState state)
{
  switch (state)
    {
    case GAUNG_COMPLAINT_STATE_DRAFT:
    case GAUNG_COMPLAINT_STATE_NEW:
    case GAUNG_COMPLAINT_STATE_INCOMPLETE:
    case GAUNG_COMPLAINT_STATE_VERIFIED:
    case GAUNG_COMPLAINT_STATE_DISPOSED:
    case GAUNG_COMPLAINT_STATE_IN_PROGRESS:
    case GAUNG_COMPLAINT_STATE_REOPENED:
      return TRUE;
    case GAUNG_COMPLAINT_STATE_NOT_OURS:
    case GAUNG_COMPLAINT_STATE_ARCHIVED:
    case GAUNG_COMPLAINT_STATE_ANSWERED:
    case GAUNG_COMPLAINT_STATE_DONE:
    case GAUNG_COMPLAINT_STATE_MOVED:
    default:
      return FALSE;
    }
}

GaungInstant
gaung_complaint_get_closed_at (GaungComplaint *self)
{
  GaungRecord *record = GAUNG_RECORD (self);
  GaungInstant closed_at = gaung_record_get_instant (record, "closed_at");

  if (closed_at == GAUNG_INSTANT_NONE)
    closed_at = gaung_record_get_instant (record, "answered_at");
  if (closed_at == GAUNG_INSTANT_NONE)
    closed_at = gaung_record_get_changed_at (record);
  return closed_at;
}

gboolean
gaung_complaint_is_held_by (GaungComplaint *self, const GaungActor *actor)
{
  const char *agency = gaung_record_get_string (GAUNG_RECORD (self), "agency");
  g_autofree char *role = NULL;

  if (actor == NULL)
    return FALSE;
  if (gaung_actor_has_role (actor, "coordinator"))
    return TRUE;
  if (agency == NULL || !gaung_actor_has_role (actor, "staff"))
    return FALSE;
  role = g_strconcat ("agency-", agency, NULL);
  return gaung_actor_has_role (actor, role);
}

/**
 * gaung_complaint_get_state:
 *
 * Returns: the state; %GAUNG_COMPLAINT_STATE_DRAFT while there is none
 */
GaungComplaintState
gaung_complaint_get_state (GaungComplaint *self)
{
  const char *nick = gaung_record_get_string (GAUNG_RECORD (self), "state");

  for (guint i = 0; nick != NULL && gaung_complaint_states[i].nick != NULL; i++)
    if (strcmp (gaung_complaint_states[i].nick, nick) == 0)
      return (GaungComplaintState) i;
  return GAUNG_COMPLAINT_STATE_DRAFT;
}

const char *
gaung_complaint_state_get_nick (GaungComplaintState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (gaung_complaint_states) - 1, NULL);

  return gaung_complaint_states[state].nick;
}

const char *
gaung_complaint_get_category_label (GaungComplaint *self)
{
  return gaung_enum_get_label (gaung_complaint_categories,
                               gaung_record_get_string (GAUNG_RECORD (self), "category"));
}

gboolean
gaung_complaint_is_open (GaungComplaint *self)
{
  return gaung_complaint_state_is_open (gaung_complaint_get_state (self));
}

gboolean
gaung_complaint_is_postponed (GaungComplaint *self)
{
  return gaung_complaint_is_postponed_at (self, gaung_instant_now ());
}

gboolean
gaung_complaint_is_postponed_at (GaungComplaint *self, GaungInstant now)
{
  JsonObject *pause;
  GaungInstant end;

  g_return_val_if_fail (GAUNG_IS_COMPLAINT (self), FALSE);

  pause = gaung_complaint_get_open_pause (self, NULL);
  if (pause == NULL || !gaung_complaint_is_open (self))
    return FALSE;
  end = get_planned_end (pause);
  return end == GAUNG_INSTANT_NONE || now < end;
}

gboolean
gaung_complaint_can_read (GaungComplaint *self, const GaungActor *actor)
{
  return !gaung_record_get_boolean (GAUNG_RECORD (self), "secret")
         || gaung_complaint_is_held_by (self, actor);
}
