/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "gaung-complaint-actions.h"
#include "gaung-deadline.h"
#include "gaung-json.h"

#define NOW G_GINT64_CONSTANT (1795495800000) /* Tuesday, 24 November 2026 */

static GaungActor *
make_actor (const char *const *roles)
{
  return gaung_actor_new ("siti", "Siti", "diskominfo", roles);
}

static GaungActor *
make_coordinator (void)
{
  return make_actor ((const char *const[]) { "staff", "coordinator", "agency-diskominfo", NULL });
}

static GaungComplaint *
make_complaint (const char *state)
{
  GaungRecord *record = gaung_record_new ("complaint", NULL, NOW - GAUNG_DAY_LENGTH);

  g_assert_true (gaung_record_set_string (record, "title", "Lampu", NULL));
  g_assert_true (gaung_record_set_string (record, "text", "Mati", NULL));
  g_assert_true (gaung_record_set_string (record, "state", state, NULL));
  g_assert_true (gaung_record_set_string (record, "channel", "web", NULL));
  g_assert_true (gaung_record_set_string (record, "agency", "diskominfo", NULL));
  g_assert_true (gaung_record_set_instant (record, "received_at", NOW - GAUNG_DAY_LENGTH, NULL));
  return GAUNG_COMPLAINT (record);
}

/* One row per state, one letter per action in their order: the first letter of the state that comes
 * next, "=" where it stays, "." where the action is not allowed.
 * n new, i incomplete, v verified, a archived, d disposed, p in-progress, w answered, x done, r
 * reopened */
static const struct
{
  GaungComplaintState state;
  const char *next;
} transitions[] = {
  /*                                       VDPARRSAR NCRARP */
  { GAUNG_COMPLAINT_STATE_DRAFT,
    "........."
    "=...=." },
  { GAUNG_COMPLAINT_STATE_NEW,
    "vd=a=..iw"
    "=..===" },
  { GAUNG_COMPLAINT_STATE_INCOMPLETE,
    "vd=a=..iw"
    "=..===" },
  { GAUNG_COMPLAINT_STATE_VERIFIED,
    ".d=a=.piw"
    "=..===" },
  { GAUNG_COMPLAINT_STATE_NOT_OURS,
    "........="
    "=.r.=." },
  { GAUNG_COMPLAINT_STATE_ARCHIVED,
    "........="
    "=.r.=." },
  { GAUNG_COMPLAINT_STATE_DISPOSED,
    ".d=a=vpiw"
    "=..===" },
  { GAUNG_COMPLAINT_STATE_IN_PROGRESS,
    ".d=a=v.iw"
    "=..===" },
  { GAUNG_COMPLAINT_STATE_ANSWERED,
    "........="
    "=xr===" },
  { GAUNG_COMPLAINT_STATE_DONE,
    "........="
    "=.r.=." },
  { GAUNG_COMPLAINT_STATE_REOPENED,
    "vd=a=.piw"
    "=..===" },
  { GAUNG_COMPLAINT_STATE_MOVED,
    "........."
    "=...=." },
};

static void
test_transitions (void)
{
  static const char letters[] = "?niv?adpwxr?";

  g_assert_cmpuint (G_N_ELEMENTS (transitions), ==, GAUNG_COMPLAINT_STATE_MOVED + 1);
  for (gsize i = 0; i < G_N_ELEMENTS (transitions); i++)
    {
      g_assert_cmpuint (strlen (transitions[i].next), ==, GAUNG_COMPLAINT_N_ACTIONS);
      for (int action = 0; action < GAUNG_COMPLAINT_N_ACTIONS; action++)
        {
          GaungComplaintState next = G_MAXINT;
          gboolean is_allowed = gaung_complaint_transition (transitions[i].state, action, &next);
          char expected = transitions[i].next[action];
          char got = !is_allowed ? '.' : next == transitions[i].state ? '=' : letters[next];

          /* Asking again leaves it incomplete, handing on leaves it handed over. */
          if (got == '=' && expected == letters[transitions[i].state])
            got = expected;
          if (got != expected)
            g_error ("%s, action %d: %c instead of %c",
                     gaung_complaint_state_get_nick (transitions[i].state),
                     action,
                     got,
                     expected);
        }
    }
}

/* For every state and action: gaung_complaint_perform does what the table says, writes an entry
 * that names it, and leaves everything alone where it refuses. */
static void
test_all (void)
{
  g_autoptr (GaungActor) actor = make_coordinator ();
  GaungComplaintArguments arguments = {
    .text = "teks",
    .agency = "dishub",
    .assignee = "budi",
    .assignee_name = "Budi",
    .until = gaung_day_of_instant (NOW) + 3,
    .is_final = TRUE,
    .members = (const char *const[]) { "reporter", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (transitions); i++)
    for (int action = 0; action < GAUNG_COMPLAINT_N_ACTIONS; action++)
      {
        const char *nick = gaung_complaint_state_get_nick (transitions[i].state);
        g_autoptr (GaungComplaint) complaint = make_complaint (nick);
        g_autofree char *before = gaung_record_to_text (GAUNG_RECORD (complaint));
        g_autofree char *after = NULL;
        g_autoptr (GError) error = NULL;
        g_autoptr (GaungEntry) entry = NULL;
        GaungComplaintState next = transitions[i].state;

        arguments.reason = action == GAUNG_COMPLAINT_ARCHIVE ? "too-general" : "sebab";
        entry = gaung_complaint_perform (complaint, action, &arguments, actor, NOW, &error);
        after = gaung_record_to_text (GAUNG_RECORD (complaint));
        if (!gaung_complaint_transition (transitions[i].state, action, &next)
            || action == GAUNG_COMPLAINT_RESUME)
          {
            g_assert_error (error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_TRANSITION);
            g_assert_null (entry);
            g_assert_cmpstr (before, ==, after);
            continue;
          }
        g_assert_no_error (error);
        gaung_record_validate (GAUNG_RECORD (entry), &error);
        g_assert_no_error (error);
        gaung_record_validate (GAUNG_RECORD (complaint), &error);
        g_assert_no_error (error);
        g_assert_cmpint (gaung_complaint_get_state (complaint), ==, next);
        g_assert_cmpstr (gaung_record_get_string (GAUNG_RECORD (entry), "parent"),
                         ==,
                         gaung_record_get_id (GAUNG_RECORD (complaint)));
        g_assert_cmpstr (gaung_record_get_string (GAUNG_RECORD (entry), "actor_name"), ==, "Siti");
        g_assert_cmpint (gaung_record_get_created_at (GAUNG_RECORD (entry)), ==, NOW);
        if (next != transitions[i].state)
          {
            g_assert_cmpstr (
                gaung_record_get_string (GAUNG_RECORD (entry), "from_state"), ==, nick);
            g_assert_cmpstr (gaung_record_get_string (GAUNG_RECORD (entry), "to_state"),
                             ==,
                             gaung_complaint_state_get_nick (next));
          }
        g_assert_cmpint (gaung_entry_is_public (entry),
                         ==,
                         action == GAUNG_COMPLAINT_REPLY || action == GAUNG_COMPLAINT_ASK_MORE);
      }
}

static const struct
{
  GaungComplaintAction action;
  GaungComplaintArguments arguments;
  int error;
} refusals[] = {
  { GAUNG_COMPLAINT_DISPOSE, { .agency = NULL }, GAUNG_RECORD_ERROR_REQUIRED },
  { GAUNG_COMPLAINT_DISPOSE, { .agency = "" }, GAUNG_RECORD_ERROR_REQUIRED },
  { GAUNG_COMPLAINT_DISPOSE, { .agency = "diskominfo" }, GAUNG_RECORD_ERROR_VALUE },
  { GAUNG_COMPLAINT_POSTPONE, { .until = 30000 }, GAUNG_RECORD_ERROR_REQUIRED },
  { GAUNG_COMPLAINT_POSTPONE, { .reason = "x", .until = 10 }, GAUNG_RECORD_ERROR_VALUE },
  { GAUNG_COMPLAINT_ARCHIVE, { .reason = NULL }, GAUNG_RECORD_ERROR_REQUIRED },
  { GAUNG_COMPLAINT_ARCHIVE, { .reason = "no-such-reason" }, GAUNG_RECORD_ERROR_VALUE },
  { GAUNG_COMPLAINT_RETURN, { .reason = "" }, GAUNG_RECORD_ERROR_REQUIRED },
  { GAUNG_COMPLAINT_ASK_MORE, { .text = "" }, GAUNG_RECORD_ERROR_REQUIRED },
  { GAUNG_COMPLAINT_REPLY, { .text = NULL }, GAUNG_RECORD_ERROR_REQUIRED },
  { GAUNG_COMPLAINT_REPLY, { .text = "\xff" }, GAUNG_RECORD_ERROR_VALUE },
  { GAUNG_COMPLAINT_REPLY,
    { .text = "x", .attachments = (const char *const[]) { "../x", NULL } },
    GAUNG_RECORD_ERROR_VALUE },
  { GAUNG_COMPLAINT_NOTE, { .text = "" }, GAUNG_RECORD_ERROR_REQUIRED },
  { GAUNG_COMPLAINT_REVEAL, { .members = NULL }, GAUNG_RECORD_ERROR_REQUIRED },
  { GAUNG_COMPLAINT_PROMISE, { .until = GAUNG_DAY_NONE }, GAUNG_RECORD_ERROR_REQUIRED },
};

static void
test_refusal (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GaungActor) actor = make_coordinator ();
  g_autoptr (GaungComplaint) complaint = make_complaint ("disposed");
  g_autofree char *before = gaung_record_to_text (GAUNG_RECORD (complaint));
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (gaung_complaint_perform (
      complaint, refusals[i].action, &refusals[i].arguments, actor, NOW, &error));
  g_assert_error (error, GAUNG_RECORD_ERROR, refusals[i].error);
  after = gaung_record_to_text (GAUNG_RECORD (complaint));
  g_assert_cmpstr (before, ==, after);
}

static const struct
{
  const char *roles[4];
  gboolean is_secret;
  gboolean can_act;
  gboolean can_note;
} rights[] = {
  { { "staff", "agency-diskominfo" }, FALSE, TRUE, TRUE },
  { { "staff", "agency-diskominfo" }, TRUE, TRUE, TRUE },
  { { "staff", "coordinator" }, TRUE, TRUE, TRUE },
  { { "staff", "agency-dlh" }, FALSE, FALSE, TRUE },
  { { "staff", "agency-dlh" }, TRUE, FALSE, FALSE },
  { { "staff", "admin" }, FALSE, FALSE, TRUE },
  { { "publisher" }, FALSE, FALSE, FALSE },
  { { NULL }, FALSE, FALSE, FALSE },
};

static void
test_rights (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GaungActor) actor = make_actor (rights[i].roles);
  g_autoptr (GaungComplaint) complaint = make_complaint ("in-progress");

  gaung_record_set_boolean (GAUNG_RECORD (complaint), "secret", rights[i].is_secret, NULL);
  for (int action = 0; action < GAUNG_COMPLAINT_N_ACTIONS; action++)
    {
      g_autoptr (GError) error = NULL;
      gboolean expected = action == GAUNG_COMPLAINT_NOTE ? rights[i].can_note : rights[i].can_act;
      gboolean is_allowed = gaung_complaint_can (complaint, action, actor, &error);

      if (!expected)
        g_assert_error (error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_RIGHT);
      else if (!is_allowed)
        g_assert_error (error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_TRANSITION);
    }
  if (!rights[i].can_act)
    g_assert_cmpint (gaung_complaint_suggest (complaint, actor), ==, GAUNG_COMPLAINT_NOTE);
}

static GaungEntry *
perform (GaungComplaint *complaint,
         GaungComplaintAction action,
         GaungComplaintArguments arguments,
         GaungInstant now)
{
  g_autoptr (GaungActor) actor = make_coordinator ();
  g_autoptr (GError) error = NULL;
  GaungEntry *entry = gaung_complaint_perform (complaint, action, &arguments, actor, now, &error);

  g_assert_no_error (error);
  return entry;
}

#define PERFORM(action, now, ...)                                                                  \
  g_object_unref (perform (                                                                        \
      complaint, GAUNG_COMPLAINT_##action, (GaungComplaintArguments) { __VA_ARGS__ }, now))
#define AT(member) gaung_record_get_instant (record, member)

/* The whole life of a complaint, and the stamps that its clocks need. */
static void
test_life (void)
{
  g_autoptr (GaungComplaint) complaint = make_complaint ("new");
  GaungRecord *record = GAUNG_RECORD (complaint);
  g_autoptr (GaungActor) actor = make_coordinator ();

  g_assert_cmpint (gaung_complaint_suggest (complaint, actor), ==, GAUNG_COMPLAINT_VERIFY);
  PERFORM (ASK_MORE, NOW, .text = "Di mana?");
  g_assert_cmpint (AT ("first_reply_at"), ==, NOW);
  g_assert_cmpint (AT ("verified_at"), ==, GAUNG_INSTANT_NONE);
  PERFORM (VERIFY, NOW + 1, .text = NULL);
  g_assert_cmpint (AT ("verified_at"), ==, NOW + 1);
  g_assert_cmpint (AT ("complete_at"), ==, NOW + 1);
  g_assert_cmpint (gaung_complaint_suggest (complaint, actor), ==, GAUNG_COMPLAINT_DISPOSE);

  PERFORM (ASSIGN, NOW + 2, .assignee = "budi", .assignee_name = "Budi");
  g_assert_cmpstr (gaung_record_get_string (record, "assignee"), ==, "budi");
  PERFORM (DISPOSE, NOW + 3, .agency = "dishub", .text = "Mohon ditindaklanjuti");
  g_assert_cmpstr (gaung_record_get_string (record, "agency"), ==, "dishub");
  g_assert_null (gaung_record_get_string (record, "assignee"));
  g_assert_cmpint (AT ("disposed_at"), ==, NOW + 3);
  g_assert_cmpint (gaung_complaint_suggest (complaint, actor), ==, GAUNG_COMPLAINT_START);

  PERFORM (RETURN, NOW + 4, .reason = "Bukan jalan kota");
  g_assert_cmpstr (gaung_record_get_string (record, "agency"), ==, "diskominfo");
  g_assert_cmpint (gaung_complaint_get_state (complaint), ==, GAUNG_COMPLAINT_STATE_VERIFIED);
  PERFORM (DISPOSE, NOW + 5, .agency = "dpupr");
  PERFORM (START, NOW + 6, .text = NULL);
  g_assert_cmpint (gaung_complaint_suggest (complaint, actor), ==, GAUNG_COMPLAINT_REPLY);

  PERFORM (REPLY, NOW + 7, .text = "Sedang dikerjakan");
  g_assert_cmpint (gaung_complaint_get_state (complaint), ==, GAUNG_COMPLAINT_STATE_IN_PROGRESS);
  g_assert_cmpint (AT ("first_reply_at"), ==, NOW);
  PERFORM (PROMISE, NOW + 8, .text = "Jumat", .until = 20785);
  g_assert_cmpint (gaung_record_get_day (record, "promise_on"), ==, 20785);
  PERFORM (REPLY, NOW + 9, .text = "Sudah menyala", .is_final = TRUE);
  g_assert_cmpint (AT ("answered_at"), ==, NOW + 9);
  g_assert_cmpint (gaung_complaint_suggest (complaint, actor), ==, GAUNG_COMPLAINT_CLOSE);
  PERFORM (CLOSE, NOW + 10, .text = NULL);
  g_assert_cmpint (AT ("closed_at"), ==, NOW + 10);
  g_assert_cmpint (AT ("answered_at"), ==, NOW + 9);
  g_assert_cmpint (gaung_complaint_suggest (complaint, actor), ==, GAUNG_COMPLAINT_REOPEN);
}

/* Closed for ten days and opened again: the ten days count for no clock. */
static void
test_reopen (void)
{
  g_autoptr (GaungComplaint) complaint = make_complaint ("new");
  GaungRecord *record = GAUNG_RECORD (complaint);
  g_autoptr (GaungRules) rules = gaung_rules_new_builtin ();
  g_autoptr (GPtrArray) deadlines = NULL;
  GaungInstant later = NOW + 10 * GAUNG_DAY_LENGTH;

  PERFORM (REPLY, NOW, .text = "Sudah", .is_final = TRUE);
  PERFORM (REOPEN, later, .reason = "Mati lagi");
  g_assert_cmpint (AT ("answered_at"), ==, GAUNG_INSTANT_NONE);
  g_assert_cmpint (AT ("closed_at"), ==, GAUNG_INSTANT_NONE);
  g_assert_false (gaung_complaint_is_postponed (complaint));
  deadlines = gaung_complaint_get_deadlines (complaint, rules, later);
  /* 48 hours, of which 24 were used when it was answered. */
  g_assert_cmpint (((GaungDeadline *) deadlines->pdata[1])->due_at, ==, later + GAUNG_DAY_LENGTH);
  g_assert_cmpint (((GaungDeadline *) deadlines->pdata[1])->status, ==, GAUNG_DEADLINE_RUNNING);
  /* The first answer was given and stays so. */
  g_assert_cmpint (((GaungDeadline *) deadlines->pdata[0])->status, ==, GAUNG_DEADLINE_MET);
}

static JsonObject *
get_pause (GaungComplaint *complaint, guint i)
{
  return gaung_json_get_element_object (
      gaung_json_get_array (gaung_record_get_json (GAUNG_RECORD (complaint)), "pauses"), i);
}

static void
test_postpone (void)
{
  g_autoptr (GaungComplaint) complaint = make_complaint ("new");
  g_autoptr (GaungActor) actor = make_coordinator ();
  GaungDay today = gaung_day_of_instant (NOW);
  g_autofree char *planned = gaung_day_to_text (today + 3);
  g_autofree char *planned_start = gaung_instant_to_text (gaung_day_get_start (today + 3));
  g_autofree char *resumed = gaung_instant_to_text (NOW + GAUNG_DAY_LENGTH);

  PERFORM (POSTPONE, NOW, .reason = "Menunggu suku cadang", .until = today + 3);
  g_assert_true (gaung_complaint_is_postponed (complaint));
  g_assert_cmpint (gaung_complaint_get_state (complaint), ==, GAUNG_COMPLAINT_STATE_NEW);
  g_assert_cmpstr (gaung_json_get_string (get_pause (complaint, 0), "planned", NULL), ==, planned);
  g_assert_false (gaung_complaint_can (complaint, GAUNG_COMPLAINT_POSTPONE, actor, NULL));
  g_assert_cmpint (gaung_complaint_suggest (complaint, actor), ==, GAUNG_COMPLAINT_RESUME);

  PERFORM (RESUME, NOW + GAUNG_DAY_LENGTH, .text = NULL);
  g_assert_false (gaung_complaint_is_postponed (complaint));
  g_assert_cmpstr (gaung_json_get_string (get_pause (complaint, 0), "until", NULL), ==, resumed);
  g_assert_false (gaung_complaint_can (complaint, GAUNG_COMPLAINT_RESUME, actor, NULL));

  /* The plan ended it, whoever comes later. */
  PERFORM (POSTPONE, NOW + GAUNG_DAY_LENGTH + 1, .reason = "x", .until = today + 3);
  PERFORM (VERIFY, NOW + 30 * GAUNG_DAY_LENGTH, .text = NULL);
  g_assert_false (gaung_complaint_is_postponed (complaint));
  g_assert_cmpstr (
      gaung_json_get_string (get_pause (complaint, 1), "until", NULL), ==, planned_start);
}

/* From the first instant of its day it is no postponement any more; a second one follows the first.
 */
static void
test_postponement_runs_out (void)
{
  g_autoptr (GaungComplaint) complaint = make_complaint ("new");
  g_autoptr (GaungActor) actor = make_coordinator ();
  GaungDay today = gaung_day_of_instant (NOW);
  GaungInstant end = gaung_day_get_start (today + 3);
  g_autofree char *end_text = gaung_instant_to_text (end);

  PERFORM (POSTPONE, NOW, .reason = "Menunggu suku cadang", .until = today + 3);
  g_assert_true (gaung_complaint_is_postponed_at (complaint, end - 1));
  g_assert_false (gaung_complaint_is_postponed_at (complaint, end));
  g_assert_true (gaung_complaint_can_at (complaint, GAUNG_COMPLAINT_RESUME, actor, end - 1, NULL));
  g_assert_false (gaung_complaint_can_at (complaint, GAUNG_COMPLAINT_RESUME, actor, end, NULL));
  g_assert_true (gaung_complaint_can_at (complaint, GAUNG_COMPLAINT_POSTPONE, actor, end, NULL));
  gaung_instant_set_now (end + GAUNG_HOUR);
  g_assert_cmpint (gaung_complaint_suggest (complaint, actor), ==, GAUNG_COMPLAINT_VERIFY);
  PERFORM (POSTPONE, end + GAUNG_HOUR, .reason = "Belum datang", .until = today + 9);
  gaung_instant_set_now (NOW);
  g_assert_cmpstr (gaung_json_get_string (get_pause (complaint, 0), "until", NULL), ==, end_text);
  g_assert_null (gaung_json_get_string (get_pause (complaint, 1), "until", NULL));
  g_assert_true (gaung_record_validate (GAUNG_RECORD (complaint), NULL));
}

/* Each verdict ends a pause. */
static void
test_verdicts_resume (void)
{
  static const GaungComplaintAction verdicts[] = { GAUNG_COMPLAINT_VERIFY,
                                                   GAUNG_COMPLAINT_DISPOSE,
                                                   GAUNG_COMPLAINT_ARCHIVE,
                                                   GAUNG_COMPLAINT_ASK_MORE,
                                                   GAUNG_COMPLAINT_REPLY };

  for (gsize i = 0; i < G_N_ELEMENTS (verdicts); i++)
    {
      g_autoptr (GaungComplaint) complaint = make_complaint ("new");
      g_autofree char *now = gaung_instant_to_text (NOW + 5);

      PERFORM (POSTPONE, NOW, .reason = "x", .until = GAUNG_DAY_NONE);
      g_object_unref (
          perform (complaint,
                   verdicts[i],
                   (GaungComplaintArguments) {
                       .text = "x", .agency = "dishub", .reason = "fake", .is_final = TRUE },
                   NOW + 5));
      g_assert_cmpstr (gaung_json_get_string (get_pause (complaint, 0), "until", NULL), ==, now);
    }
}

static void
notify_cb (GObject *object, GParamSpec *pspec, GString *names)
{
  g_string_append_printf (names, "%s ", pspec->name);
}

static void
test_notifies (void)
{
  g_autoptr (GaungComplaint) complaint = make_complaint ("new");
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *change = g_strdup (gaung_record_get_change (GAUNG_RECORD (complaint)));

  g_signal_connect (complaint, "notify", G_CALLBACK (notify_cb), names);
  PERFORM (VERIFY, NOW, .text = NULL);
  g_assert_nonnull (strstr (names->str, "state "));
  g_assert_nonnull (strstr (names->str, "verified-at "));
  g_assert_nonnull (strstr (names->str, "changed-at "));
  g_assert_cmpstr (gaung_record_get_change (GAUNG_RECORD (complaint)), !=, change);

  /* What only writes an entry leaves the document as it was. */
  g_free (change);
  change = g_strdup (gaung_record_get_change (GAUNG_RECORD (complaint)));
  g_string_truncate (names, 0);
  PERFORM (NOTE, NOW, .text = "catatan");
  g_assert_cmpstr (names->str, ==, "");
  g_assert_cmpstr (gaung_record_get_change (GAUNG_RECORD (complaint)), ==, change);
}

static void
test_without_arguments (void)
{
  g_autoptr (GaungComplaint) complaint = make_complaint ("new");
  g_autoptr (GaungActor) actor = make_coordinator ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungEntry) entry
      = gaung_complaint_perform (complaint, GAUNG_COMPLAINT_VERIFY, NULL, actor, NOW, &error);

  g_assert_no_error (error);
  g_assert_null (gaung_record_get_string (GAUNG_RECORD (entry), "text"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  gaung_instant_set_now (NOW);
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strdup_printf ("/actions/refusal/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_refusal);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (rights); i++)
    {
      g_autofree char *path = g_strdup_printf ("/actions/rights/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_rights);
    }
  g_test_add_func ("/actions/transitions", test_transitions);
  g_test_add_func ("/actions/all", test_all);
  g_test_add_func ("/actions/life", test_life);
  g_test_add_func ("/actions/reopen", test_reopen);
  g_test_add_func ("/actions/postpone", test_postpone);
  g_test_add_func ("/actions/postpone-runs-out", test_postponement_runs_out);
  g_test_add_func ("/actions/verdicts-resume", test_verdicts_resume);
  g_test_add_func ("/actions/notifies", test_notifies);
  g_test_add_func ("/actions/without-arguments", test_without_arguments);
  return g_test_run ();
}
