/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a desk does to a complaint: one function per action, all on a copy of the document, which
 * takes the place of the members only when everything went well. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gaung-complaint-actions.h"
#include "gaung-complaint-private.h"
#include "gaung-json.h"
#include "gaung-record-private.h"

/* One action under way. */
typedef struct
{
  GaungComplaint *complaint;
  GaungRecord *copy; /* what is changed until the action is known to succeed */
  const GaungComplaintArguments *arguments;
  const GaungActor *actor;
  GaungInstant now;
  GaungEntry *entry;
} Action;

static gboolean
require (gboolean condition, const char *member, GError **error)
{
  if (!condition)
    g_set_error (error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_REQUIRED, "%s: is missing", member);
  return condition;
}

static gboolean
is_filled (const char *text)
{
  return text != NULL && *text != '\0';
}

static gboolean
set (Action *action, const char *member, const char *value, GError **error)
{
  return gaung_record_set_string (action->copy, member, value, error);
}

static gboolean
note (Action *action, const char *member, const char *value, GError **error)
{
  return gaung_record_set_string (GAUNG_RECORD (action->entry), member, value, error);
}

static gboolean
stamp (Action *action, const char *member, GError **error)
{
  return gaung_record_set_instant (action->copy, member, action->now, error);
}

/* A stamp that the first of several things sets. */
static gboolean
stamp_once (Action *action, const char *member, GError **error)
{
  return gaung_record_get_instant (action->copy, member) != GAUNG_INSTANT_NONE
         || stamp (action, member, error);
}

static gboolean
enter_state (Action *action, GaungComplaintState next, GError **error)
{
  GaungComplaintState state = gaung_complaint_get_state (action->complaint);

  if (state == next)
    return TRUE;
  return set (action, "state", gaung_complaint_state_get_nick (next), error)
         && note (action, "from_state", gaung_complaint_state_get_nick (state), error)
         && note (action, "to_state", gaung_complaint_state_get_nick (next), error);
}

static gboolean
change_agency (Action *action, const char *agency, GError **error)
{
  const char *before = gaung_record_get_string (GAUNG_RECORD (action->complaint), "agency");

  /* The account of the old agency does not sit in the new one. */
  if (g_strcmp0 (before, agency) != 0
      && (!set (action, "assignee", NULL, error) || !set (action, "assignee_name", NULL, error)))
    return FALSE;
  return note (action, "from_agency", before, error) && note (action, "to_agency", agency, error)
         && set (action, "agency", agency, error);
}

static JsonObject *
make_pause (GaungInstant from, const char *reason)
{
  JsonObject *pause = json_object_new ();
  g_autofree char *text = gaung_instant_to_text (from);

  json_object_set_string_member (pause, "from", text);
  if (is_filled (reason))
    json_object_set_string_member (pause, "reason", reason);
  return pause;
}

/* Takes @pause. One that begins in the same millisecond gives way: `from` is the key of the list.
 */
static gboolean
add_pause (Action *action, JsonObject *pause, GError **error)
{
  JsonArray *pauses = gaung_json_get_array (gaung_record_get_json (action->copy), "pauses");
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();
  const char *from = json_object_get_string_member (pause, "from");

  for (guint i = 0; pauses != NULL && i < json_array_get_length (pauses); i++)
    {
      JsonNode *element = json_array_get_element (pauses, i);

      if (g_strcmp0 (gaung_json_get_string (json_node_get_object (element), "from", NULL), from)
          != 0)
        json_array_add_element (array, gaung_json_copy_node (element));
    }
  json_array_add_object_element (array, pause);
  json_node_take_array (node, array);
  return gaung_record_set_node (action->copy, "pauses", node, error);
}

/* Whatever ends the waiting ends the pause. */
static gboolean
close_pause (Action *action, GError **error)
{
  JsonObject *open = gaung_complaint_get_open_pause (GAUNG_COMPLAINT (action->copy), NULL);
  JsonObject *pause;
  GaungInstant from = action->now, until = action->now;
  GaungDay planned;
  g_autofree char *text = NULL;

  if (open == NULL)
    return TRUE;
  gaung_instant_parse (gaung_json_get_string (open, "from", NULL), &from);
  /* The clock has been running again since the planned end, whenever somebody says so. */
  if (gaung_day_parse (gaung_json_get_string (open, "planned", NULL), &planned))
    until = MIN (until, gaung_day_get_start (planned));
  text = gaung_instant_to_text (MAX (from, until));
  pause = gaung_json_copy (open);
  json_object_set_string_member (pause, "until", text);
  return add_pause (action, pause, error);
}

static gboolean
attach (Action *action, GError **error)
{
  return gaung_record_set_strings (
      GAUNG_RECORD (action->entry), "attachments", action->arguments->attachments, error);
}

static gboolean
verify (Action *action, GError **error)
{
  if (gaung_complaint_get_state (action->complaint) == GAUNG_COMPLAINT_STATE_INCOMPLETE
      && !stamp (action, "complete_at", error))
    return FALSE;
  return stamp_once (action, "verified_at", error) && close_pause (action, error)
         && note (action, "text", action->arguments->text, error)
         && enter_state (action, GAUNG_COMPLAINT_STATE_VERIFIED, error);
}

static gboolean
dispose (Action *action, GError **error)
{
  const char *agency = action->arguments->agency;
  const char *before = gaung_record_get_string (action->copy, "agency");

  if (!require (is_filled (agency), "agency", error))
    return FALSE;
  if (g_strcmp0 (before, agency) == 0)
    {
      g_set_error_literal (
          error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_VALUE, "agency: it is there already");
      return FALSE;
    }
  /* To hand it over is to say that it is a complaint (A1, domain.md §b.1). */
  return set (action, "disposed_from", before != NULL ? before : action->actor->agency, error)
         && stamp_once (action, "verified_at", error) && stamp (action, "disposed_at", error)
         && close_pause (action, error) && note (action, "text", action->arguments->text, error)
         && change_agency (action, agency, error)
         && enter_state (action, GAUNG_COMPLAINT_STATE_DISPOSED, error);
}

static gboolean
postpone (Action *action, GError **error)
{
  GaungDay until = action->arguments->until;
  JsonObject *pause;

  if (!require (is_filled (action->arguments->reason), "reason", error))
    return FALSE;
  if (until != GAUNG_DAY_NONE && until <= gaung_day_of_instant (action->now))
    {
      g_set_error_literal (
          error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_VALUE, "until: not after today");
      return FALSE;
    }
  /* One that has run out is closed first: it ended on the day that was planned. */
  if (!close_pause (action, error))
    return FALSE;
  pause = make_pause (action->now, action->arguments->reason);
  if (until != GAUNG_DAY_NONE)
    {
      g_autofree char *text = gaung_day_to_text (until);

      json_object_set_string_member (pause, "planned", text != NULL ? text : "");
    }
  return add_pause (action, pause, error)
         && note (action, "reason", action->arguments->reason, error)
         && note (action, "text", action->arguments->text, error)
         && gaung_record_set_day (GAUNG_RECORD (action->entry), "until", until, error);
}

static gboolean
archive (Action *action, GError **error)
{
  return require (is_filled (action->arguments->reason), "reason", error)
         && set (action, "archive_reason", action->arguments->reason, error)
         && close_pause (action, error) && stamp (action, "closed_at", error)
         && note (action, "reason", action->arguments->reason, error)
         && note (action, "text", action->arguments->text, error)
         && enter_state (action, GAUNG_COMPLAINT_STATE_ARCHIVED, error);
}

static gboolean
hand_back (Action *action, GError **error)
{
  const char *from = gaung_record_get_string (action->copy, "disposed_from");
  g_autofree char *agency = g_strdup (from);

  return require (is_filled (action->arguments->reason), "reason", error)
         && close_pause (action, error) && note (action, "reason", action->arguments->reason, error)
         && note (action, "text", action->arguments->text, error)
         && change_agency (action, agency, error) && set (action, "disposed_from", NULL, error)
         && enter_state (action, GAUNG_COMPLAINT_STATE_VERIFIED, error);
}

static gboolean
start (Action *action, GError **error)
{
  return close_pause (action, error) && note (action, "text", action->arguments->text, error)
         && enter_state (action, GAUNG_COMPLAINT_STATE_IN_PROGRESS, error);
}

static gboolean
ask_more (Action *action, GError **error)
{
  return require (is_filled (action->arguments->text), "text", error)
         && stamp_once (action, "first_reply_at", error) && close_pause (action, error)
         && note (action, "text", action->arguments->text, error) && attach (action, error)
         && enter_state (action, GAUNG_COMPLAINT_STATE_INCOMPLETE, error);
}

static gboolean
reply (Action *action, GError **error)
{
  if (!require (is_filled (action->arguments->text), "text", error)
      || !note (action, "text", action->arguments->text, error) || !attach (action, error)
      || !stamp_once (action, "first_reply_at", error))
    return FALSE;
  if (!action->arguments->is_final || !gaung_complaint_is_open (action->complaint))
    return TRUE;
  /* Whoever answers has judged it to be a complaint. */
  return stamp_once (action, "verified_at", error) && stamp (action, "answered_at", error)
         && close_pause (action, error)
         && enter_state (action, GAUNG_COMPLAINT_STATE_ANSWERED, error);
}

static gboolean
add_note (Action *action, GError **error)
{
  return require (is_filled (action->arguments->text), "text", error)
         && note (action, "text", action->arguments->text, error) && attach (action, error);
}

static gboolean
close_complaint (Action *action, GError **error)
{
  return stamp (action, "closed_at", error) && note (action, "text", action->arguments->text, error)
         && enter_state (action, GAUNG_COMPLAINT_STATE_DONE, error);
}

/* The time in which nobody owed anything counts for no clock. */
static gboolean
reopen (Action *action, GError **error)
{
  GaungInstant closed_at = gaung_record_get_instant (action->copy, "answered_at");
  JsonObject *pause;
  g_autofree char *until = gaung_instant_to_text (action->now);

  if (!require (is_filled (action->arguments->reason), "reason", error))
    return FALSE;
  if (closed_at == GAUNG_INSTANT_NONE)
    closed_at = gaung_complaint_get_closed_at (action->complaint);
  if (closed_at < action->now)
    {
      /* Translators: why the clocks of a complaint stood still before it was opened again */
      pause = make_pause (closed_at, _ ("Closed in the meantime"));
      json_object_set_string_member (pause, "until", until);
      if (!add_pause (action, pause, error))
        return FALSE;
    }
  return set (action, "archive_reason", NULL, error)
         && gaung_record_set_instant (action->copy, "answered_at", GAUNG_INSTANT_NONE, error)
         && gaung_record_set_instant (action->copy, "closed_at", GAUNG_INSTANT_NONE, error)
         && note (action, "reason", action->arguments->reason, error)
         && note (action, "text", action->arguments->text, error)
         && enter_state (action, GAUNG_COMPLAINT_STATE_REOPENED, error);
}

static gboolean
assign (Action *action, GError **error)
{
  const GaungComplaintArguments *arguments = action->arguments;

  return set (action, "assignee", arguments->assignee, error)
         && set (action,
                 "assignee_name",
                 is_filled (arguments->assignee) ? arguments->assignee_name : NULL,
                 error)
         && note (action, "assignee", arguments->assignee, error)
         && note (action, "assignee_name", arguments->assignee_name, error)
         && note (action, "text", arguments->text, error);
}

static gboolean
reveal (Action *action, GError **error)
{
  const char *const *members = action->arguments->members;

  return require (members != NULL && members[0] != NULL, "members", error)
         && note (action, "reason", action->arguments->reason, error)
         && gaung_record_set_strings (GAUNG_RECORD (action->entry), "members", members, error);
}

static gboolean
promise (Action *action, GError **error)
{
  GaungDay until = action->arguments->until;

  return require (until != GAUNG_DAY_NONE, "until", error)
         && gaung_record_set_day (action->copy, "promise_on", until, error)
         && note (action, "text", action->arguments->text, error)
         && gaung_record_set_day (GAUNG_RECORD (action->entry), "until", until, error);
}

static gboolean
resume (Action *action, GError **error)
{
  return close_pause (action, error) && note (action, "reason", action->arguments->reason, error)
         && note (action, "text", action->arguments->text, error);
}

static const struct
{
  const char *kind; /* of the entry */
  gboolean (*perform) (Action *action, GError **error);
} actions[GAUNG_COMPLAINT_N_ACTIONS] = {
  [GAUNG_COMPLAINT_VERIFY] = { "state", verify },
  [GAUNG_COMPLAINT_DISPOSE] = { "disposition", dispose },
  [GAUNG_COMPLAINT_POSTPONE] = { "postpone", postpone },
  [GAUNG_COMPLAINT_ARCHIVE] = { "state", archive },
  [GAUNG_COMPLAINT_RESUME] = { "resume", resume },
  [GAUNG_COMPLAINT_RETURN] = { "return", hand_back },
  [GAUNG_COMPLAINT_START] = { "state", start },
  [GAUNG_COMPLAINT_ASK_MORE] = { "question", ask_more },
  [GAUNG_COMPLAINT_REPLY] = { "reply", reply },
  [GAUNG_COMPLAINT_NOTE] = { "note", add_note },
  [GAUNG_COMPLAINT_CLOSE] = { "state", close_complaint },
  [GAUNG_COMPLAINT_REOPEN] = { "reopen", reopen },
  [GAUNG_COMPLAINT_ASSIGN] = { "assignment", assign },
  [GAUNG_COMPLAINT_REVEAL] = { "reveal", reveal },
  [GAUNG_COMPLAINT_PROMISE] = { "promise", promise },
};

/* Brings the members of the copy into the complaint, with their notifications. */
static void
commit (Action *action)
{
  JsonObject *before = gaung_record_get_json (GAUNG_RECORD (action->complaint));
  JsonObject *after = gaung_record_get_json (action->copy);
  g_autoptr (GPtrArray) changes = gaung_record_diff (before, after);
  GObject *object = G_OBJECT (action->complaint);

  if (changes->len == 0)
    return;
  g_object_freeze_notify (object);
  for (guint i = 0; i < changes->len; i++)
    {
      GaungChange *change = g_ptr_array_index (changes, i);

      if (change->after != NULL)
        json_object_set_member (before, change->member, gaung_json_copy_node (change->after));
      else
        json_object_remove_member (before, change->member);
      gaung_record_notify_member (GAUNG_RECORD (action->complaint), change->member);
    }
  gaung_record_touch (GAUNG_RECORD (action->complaint), action->actor, action->now);
  g_object_thaw_notify (object);
}

GaungEntry *
gaung_complaint_perform (GaungComplaint *complaint,
                         GaungComplaintAction action,
                         const GaungComplaintArguments *arguments,
                         const GaungActor *actor,
                         GaungInstant now,
                         GError **error)
{
  static const GaungComplaintArguments nothing = { .until = GAUNG_DAY_NONE };
  g_autoptr (GaungRecord) copy = NULL;
  g_autoptr (GaungEntry) entry = NULL;
  Action state;

  g_return_val_if_fail (GAUNG_IS_COMPLAINT (complaint), NULL);
  g_return_val_if_fail (action < GAUNG_COMPLAINT_N_ACTIONS, NULL);

  if (!gaung_complaint_can_at (complaint, action, actor, now, error))
    return NULL;

  copy = gaung_record_copy (GAUNG_RECORD (complaint));
  entry = gaung_entry_new (gaung_record_get_id (copy), actions[action].kind, actor, now);
  state = (Action) {
    .complaint = complaint,
    .copy = copy,
    .arguments = arguments != NULL ? arguments : &nothing,
    .actor = actor,
    .now = now,
    .entry = entry,
  };
  if (!actions[action].perform (&state, error))
    return NULL;

  commit (&state);
  return g_steal_pointer (&entry);
}
