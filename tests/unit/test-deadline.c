/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "gaung-deadline.h"
#include "gaung-json.h"

static GaungInstant
wib (const char *text)
{
  g_autofree char *full = NULL;
  GaungInstant instant;

  if (text == NULL)
    return GAUNG_INSTANT_NONE;
  /* "2026-11-24 11:50" in Surakarta */
  full = g_strdup_printf ("%s:00.000+07:00", text);
  if (strlen (text) > 16)
    {
      g_free (full);
      full = g_strdup_printf ("%s+07:00", text);
    }
  g_assert_true (gaung_instant_parse (full, &instant));
  return instant;
}

#define STAMP(member, text) gaung_record_set_instant (record, member, wib (text), NULL)

static GaungComplaint *
make_complaint (const char *state, const char *class, const char *received)
{
  GaungRecord *record = gaung_record_new ("complaint", NULL, 0);

  g_assert_true (gaung_record_set_string (record, "state", state, NULL));
  g_assert_true (gaung_record_set_string (record, "class", class, NULL));
  g_assert_true (STAMP ("received_at", received));
  return GAUNG_COMPLAINT (record);
}

static void
add_pause (GaungComplaint *complaint, const char *from, const char *until, const char *planned)
{
  GaungRecord *record = GAUNG_RECORD (complaint);
  JsonNode *old = gaung_record_get_node (record, "pauses");
  JsonArray *array = json_array_new ();
  JsonObject *pause = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  g_autofree char *from_text = gaung_instant_to_text (wib (from));
  g_autofree char *until_text = gaung_instant_to_text (wib (until));
  g_autoptr (GError) error = NULL;

  for (guint i = 0; old != NULL && i < json_array_get_length (json_node_get_array (old)); i++)
    json_array_add_element (
        array, gaung_json_copy_node (json_array_get_element (json_node_get_array (old), i)));
  json_object_set_string_member (pause, "from", from_text);
  if (until_text != NULL)
    json_object_set_string_member (pause, "until", until_text);
  if (planned != NULL)
    json_object_set_string_member (pause, "planned", planned);
  json_array_add_object_element (array, pause);
  json_node_take_array (node, array);
  gaung_record_set_node (record, "pauses", node, &error);
  g_assert_no_error (error);
}

static GaungDeadline *
find (GPtrArray *deadlines, const char *key)
{
  for (guint i = 0; i < deadlines->len; i++)
    {
      GaungDeadline *deadline = g_ptr_array_index (deadlines, i);

      if (strcmp (deadline->rule->key, key) == 0)
        return deadline;
    }
  return NULL;
}

#define END "23:59:59.999"

/* One clock of a complaint that was received on @received and paused at most twice. */
static const struct
{
  const char *name;
  const char *key;
  const char *class;
  const char *received;
  const char *pauses[2][3]; /* from, until, planned */
  const char *now;
  const char *due; /* NULL: none */
  GaungDeadlineStatus status;
  int missing_year;
} clocks[] = {
  { "hours",
    "ulas-first-answer",
    NULL,
    "2026-11-23 11:50",
    {},
    "2026-11-24 09:41",
    "2026-11-24 11:50",
    GAUNG_DEADLINE_RUNNING },
  { "hours-to-the-millisecond",
    "ulas-first-answer",
    NULL,
    "2026-11-23 11:50",
    {},
    "2026-11-24 11:50",
    "2026-11-24 11:50",
    GAUNG_DEADLINE_RUNNING },
  { "hours-late",
    "ulas-first-answer",
    NULL,
    "2026-11-23 11:50",
    {},
    "2026-11-24 11:50:00.001",
    "2026-11-24 11:50",
    GAUNG_DEADLINE_OVERDUE },
  { "hours-over-a-weekend",
    "ulas-follow-up",
    NULL,
    "2026-11-27 16:00",
    {},
    "2026-11-28 08:00",
    "2026-11-29 16:00",
    GAUNG_DEADLINE_RUNNING },
  { "hours-paused",
    "ulas-follow-up",
    NULL,
    "2026-11-23 11:50",
    { { "2026-11-23 12:00", "2026-11-24 12:00" } },
    "2026-11-24 13:00",
    "2026-11-26 11:50",
    GAUNG_DEADLINE_RUNNING },
  { "hours-paused-twice",
    "ulas-follow-up",
    NULL,
    "2026-11-23 11:50",
    { { "2026-11-23 12:00", "2026-11-23 13:00" }, { "2026-11-25 12:00", "2026-11-25 14:00" } },
    "2026-11-25 15:00",
    "2026-11-25 14:50",
    GAUNG_DEADLINE_OVERDUE },
  { "hours-paused-too-late",
    "ulas-first-answer",
    NULL,
    "2026-11-23 11:50",
    { { "2026-11-24 12:00", "2026-11-25 12:00" } },
    "2026-11-25 15:00",
    "2026-11-24 11:50",
    GAUNG_DEADLINE_OVERDUE },
  { "hours-overlapping-pauses",
    "ulas-first-answer",
    NULL,
    "2026-11-23 12:00",
    { { "2026-11-23 13:00", "2026-11-23 16:00" }, { "2026-11-23 15:00", "2026-11-23 18:00" } },
    "2026-11-23 20:00",
    "2026-11-24 17:00",
    GAUNG_DEADLINE_RUNNING },
  { "hours-pause-before-start",
    "ulas-first-answer",
    NULL,
    "2026-11-23 12:00",
    { { "2026-11-22 12:00", "2026-11-23 13:00" } },
    "2026-11-23 20:00",
    "2026-11-24 13:00",
    GAUNG_DEADLINE_RUNNING },
  { "hours-open-pause",
    "ulas-follow-up",
    NULL,
    "2026-11-23 11:50",
    { { "2026-11-24 09:00", NULL } },
    "2026-11-30 09:00",
    NULL,
    GAUNG_DEADLINE_PAUSED },
  { "hours-planned-pause",
    "ulas-follow-up",
    NULL,
    "2026-11-23 12:00",
    { { "2026-11-24 00:00", NULL, "2026-11-27" } },
    "2026-11-24 09:00",
    "2026-11-28 12:00",
    GAUNG_DEADLINE_PAUSED },
  { "hours-plan-has-passed",
    "ulas-follow-up",
    NULL,
    "2026-11-23 12:00",
    { { "2026-11-24 00:00", NULL, "2026-11-27" } },
    "2026-11-27 09:00",
    "2026-11-28 12:00",
    GAUNG_DEADLINE_RUNNING },
  { "days",
    "sp4n-verification",
    NULL,
    "2026-11-23 11:50",
    {},
    "2026-11-24 09:41",
    "2026-11-26 " END,
    GAUNG_DEADLINE_RUNNING },
  { "days-received-before-midnight",
    "sp4n-verification",
    NULL,
    "2026-11-23 23:59",
    {},
    "2026-11-24 09:41",
    "2026-11-26 " END,
    GAUNG_DEADLINE_RUNNING },
  { "days-received-after-midnight",
    "sp4n-verification",
    NULL,
    "2026-11-24 00:00",
    {},
    "2026-11-24 09:41",
    "2026-11-27 " END,
    GAUNG_DEADLINE_RUNNING },
  { "days-over-a-weekend",
    "sp4n-verification",
    NULL,
    "2026-11-26 09:00",
    {},
    "2026-11-26 09:41",
    "2026-12-01 " END,
    GAUNG_DEADLINE_RUNNING },
  { "days-received-on-sunday",
    "sp4n-verification",
    NULL,
    "2026-11-29 09:00",
    {},
    "2026-11-30 09:41",
    "2026-12-02 " END,
    GAUNG_DEADLINE_RUNNING },
  { "days-over-joint-leave",
    "sp4n-verification",
    NULL,
    "2026-12-22 09:00",
    {},
    "2026-12-23 09:00",
    "2026-12-29 " END,
    GAUNG_DEADLINE_RUNNING },
  { "days-into-the-next-year",
    "sp4n-verification",
    NULL,
    "2026-12-30 09:00",
    {},
    "2026-12-30 10:00",
    "2027-01-06 " END,
    GAUNG_DEADLINE_RUNNING },
  { "days-late",
    "sp4n-verification",
    NULL,
    "2026-11-23 11:50",
    {},
    "2026-11-27 00:00",
    "2026-11-26 " END,
    GAUNG_DEADLINE_OVERDUE },
  { "days-paused-overnight",
    "sp4n-verification",
    NULL,
    "2026-11-23 11:50",
    { { "2026-11-24 12:00", "2026-11-25 08:00" } },
    "2026-11-25 09:00",
    "2026-11-27 " END,
    GAUNG_DEADLINE_RUNNING },
  { "days-paused-within-a-day",
    "sp4n-verification",
    NULL,
    "2026-11-23 11:50",
    { { "2026-11-24 12:00", "2026-11-24 15:00" } },
    "2026-11-25 09:00",
    "2026-11-26 " END,
    GAUNG_DEADLINE_RUNNING },
  { "days-paused-to-the-end-of-a-day",
    "sp4n-verification",
    NULL,
    "2026-11-23 11:50",
    { { "2026-11-24 12:00", "2026-11-24 23:59:59.999" } },
    "2026-11-25 09:00",
    "2026-11-26 " END,
    GAUNG_DEADLINE_RUNNING },
  { "days-open-pause",
    "sp4n-verification",
    NULL,
    "2026-11-23 11:50",
    { { "2026-11-24 12:00", NULL } },
    "2026-12-25 09:00",
    NULL,
    GAUNG_DEADLINE_PAUSED },
  { "days-planned-pause",
    "sp4n-verification",
    NULL,
    "2026-11-23 11:50",
    { { "2026-11-24 12:00", NULL, "2026-11-27" } },
    "2026-11-25 09:00",
    "2026-12-01 " END,
    GAUNG_DEADLINE_PAUSED },
  { "information",
    "sp4n-completion-information",
    "information",
    "2026-11-23 09:00",
    {},
    "2026-11-24 09:00",
    "2026-11-30 " END,
    GAUNG_DEADLINE_RUNNING },
  { "complaint",
    "sp4n-completion-complaint",
    "complaint",
    "2026-11-23 09:00",
    {},
    "2026-11-24 09:00",
    "2026-12-11 " END,
    GAUNG_DEADLINE_RUNNING },
  { "supervisory",
    "sp4n-completion-supervisory",
    "supervisory",
    "2026-11-23 09:00",
    {},
    "2026-11-24 09:00",
    "2027-02-22 " END,
    GAUNG_DEADLINE_RUNNING },
  { "undecreed",
    "sp4n-completion-supervisory",
    "supervisory",
    "2027-11-23 09:00",
    {},
    "2027-11-24 09:00",
    NULL,
    GAUNG_DEADLINE_UNDECREED,
    2028 },
  { "undecreed-by-a-pause",
    "sp4n-verification",
    NULL,
    "2027-12-20 09:00",
    { { "2027-12-20 10:00", NULL, "2028-02-01" } },
    "2027-12-21 09:00",
    NULL,
    GAUNG_DEADLINE_UNDECREED,
    2028 },
  { "before-the-first-calendar",
    "sp4n-verification",
    NULL,
    "2024-11-20 09:00",
    {},
    "2024-11-21 09:00",
    NULL,
    GAUNG_DEADLINE_UNDECREED,
    2024 },
};

static void
test_clock (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GaungRules) rules = gaung_rules_new_builtin ();
  g_autoptr (GaungComplaint) complaint
      = make_complaint ("new", clocks[i].class, clocks[i].received);
  g_autoptr (GPtrArray) deadlines = NULL;
  g_autofree char *due = NULL;
  g_autofree char *expected = gaung_instant_to_text (wib (clocks[i].due));
  GaungDeadline *deadline;

  for (gsize j = 0; j < 2; j++)
    if (clocks[i].pauses[j][0] != NULL)
      add_pause (complaint, clocks[i].pauses[j][0], clocks[i].pauses[j][1], clocks[i].pauses[j][2]);
  deadlines = gaung_complaint_get_deadlines (complaint, rules, wib (clocks[i].now));
  deadline = find (deadlines, clocks[i].key);
  g_assert_nonnull (deadline);
  due = gaung_instant_to_text (deadline->due_at);
  g_assert_cmpstr (due, ==, expected);
  g_assert_cmpint (deadline->status, ==, clocks[i].status);
  g_assert_cmpint (deadline->missing_year, ==, clocks[i].missing_year);
  g_assert_cmpint (deadline->ended_at, ==, GAUNG_INSTANT_NONE);
}

/* domain.md §b.1: one completion limit per class, none for a suggestion. */
static void
test_classes (void)
{
  static const struct
  {
    const char *class;
    guint n;
  } rows[] = {
    { "complaint", 5 }, { "supervisory", 5 }, { "information", 5 }, { "aspiration", 4 }, { NULL, 4 }
  };
  g_autoptr (GaungRules) rules = gaung_rules_new_builtin ();

  g_assert_cmpuint (rules->clock_rules->len, ==, 7);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GaungComplaint) complaint
          = make_complaint ("new", rows[i].class, "2026-11-23 09:00");
      g_autoptr (GPtrArray) deadlines
          = gaung_complaint_get_deadlines (complaint, rules, wib ("2026-11-23 10:00"));

      g_assert_cmpuint (deadlines->len, ==, rows[i].n);
    }
}

static void
test_ends (void)
{
  g_autoptr (GaungRules) rules = gaung_rules_new_builtin ();
  g_autoptr (GaungComplaint) complaint = make_complaint ("new", "complaint", "2026-11-23 09:00");
  GaungRecord *record = GAUNG_RECORD (complaint);
  GPtrArray *deadlines;
  GaungInstant now = wib ("2026-12-20 09:00");

  deadlines = gaung_complaint_get_deadlines (complaint, rules, now);
  g_assert_cmpint (find (deadlines, "sp4n-follow-up")->status, ==, GAUNG_DEADLINE_WAITING);
  g_assert_cmpint (find (deadlines, "ulas-first-answer")->status, ==, GAUNG_DEADLINE_OVERDUE);
  /* The most urgent is the one that was due first. */
  g_assert_true (gaung_deadlines_get_nearest (deadlines) == find (deadlines, "ulas-first-answer"));
  g_ptr_array_unref (deadlines);

  STAMP ("verified_at", "2026-11-24 09:00");
  STAMP ("first_reply_at", "2026-11-24 09:00");
  STAMP ("answered_at", "2026-12-15 09:00");
  gaung_record_set_string (record, "state", "answered", NULL);
  deadlines = gaung_complaint_get_deadlines (complaint, rules, now);
  g_assert_cmpint (find (deadlines, "sp4n-verification")->status, ==, GAUNG_DEADLINE_MET);
  g_assert_cmpint (find (deadlines, "ulas-first-answer")->status, ==, GAUNG_DEADLINE_MET);
  g_assert_cmpint (find (deadlines, "sp4n-follow-up")->status, ==, GAUNG_DEADLINE_MET);
  g_assert_cmpint (find (deadlines, "ulas-follow-up")->status, ==, GAUNG_DEADLINE_MISSED);
  g_assert_cmpint (
      find (deadlines, "sp4n-completion-complaint")->status, ==, GAUNG_DEADLINE_MISSED);
  g_assert_cmpint (find (deadlines, "ulas-follow-up")->ended_at, ==, wib ("2026-12-15 09:00"));
  g_assert_null (gaung_deadlines_get_nearest (deadlines));
  g_ptr_array_unref (deadlines);

  /* Complete later than received: the longer limit counts from there. */
  STAMP ("complete_at", "2026-11-30 09:00");
  deadlines = gaung_complaint_get_deadlines (complaint, rules, now);
  g_assert_cmpint (find (deadlines, "sp4n-completion-complaint")->status, ==, GAUNG_DEADLINE_MET);
  g_ptr_array_unref (deadlines);
}

static void
test_closed_without_stamps (void)
{
  g_autoptr (GaungRules) rules = gaung_rules_new_builtin ();
  g_autoptr (GaungComplaint) complaint
      = make_complaint ("archived", "complaint", "2026-11-23 09:00");
  GaungRecord *record = GAUNG_RECORD (complaint);
  g_autoptr (GPtrArray) deadlines = NULL;

  STAMP ("closed_at", "2026-11-23 12:00");
  deadlines = gaung_complaint_get_deadlines (complaint, rules, wib ("2027-01-04 09:00"));
  /* The clock that never began is not told of. */
  g_assert_null (find (deadlines, "sp4n-follow-up"));
  for (guint i = 0; i < deadlines->len; i++)
    {
      GaungDeadline *deadline = g_ptr_array_index (deadlines, i);

      g_assert_cmpint (deadline->status, ==, GAUNG_DEADLINE_MET);
      g_assert_cmpint (deadline->ended_at, ==, wib ("2026-11-23 12:00"));
    }
}

static void
test_draft (void)
{
  g_autoptr (GaungRules) rules = gaung_rules_new_builtin ();
  g_autoptr (GaungComplaint) complaint = make_complaint ("draft", NULL, "2026-11-23 09:00");
  g_autoptr (GPtrArray) deadlines
      = gaung_complaint_get_deadlines (complaint, rules, wib ("2027-01-04 09:00"));

  g_assert_cmpuint (deadlines->len, ==, 0);
}

static GaungRules *
make_rules (const char *rows)
{
  g_autofree char *text = g_strdup_printf (
      "{\"_id\":\"scheme:00000000000000000000000009\",\"type\":\"scheme\",\"kind\":\"clock\","
      "\"name\":\"x\",\"rules\":[%s]}",
      rows);
  g_autoptr (GPtrArray) records = gaung_builtin_records ();
  g_autoptr (GError) error = NULL;
  GaungRecord *scheme = gaung_record_new_from_text (text, -1, &error);

  g_assert_no_error (error);
  g_ptr_array_remove_index (records, records->len - 1);
  g_ptr_array_add (records, scheme);
  return gaung_rules_new_from_records (records);
}

/* A new limit counts for what begins on its first day, not for what was there. */
static void
test_effective (void)
{
  static const struct
  {
    const char *received, *due;
  } rows[] = {
    { "2026-06-30 23:59", "2026-07-02 23:59" },
    { "2026-07-01 00:00", "2026-07-01 12:00" },
    { "2026-12-31 12:00", "2027-01-01 00:00" },
    { "2027-01-01 00:00", NULL },
  };
  g_autoptr (GaungRules) rules = make_rules (
      "{\"key\":\"old\",\"label\":\"l\",\"kind\":\"elapsed\",\"amount\":48,"
      "\"start\":\"received\",\"end\":\"answered\",\"effective_until\":\"2026-06-30\"},"
      "{\"key\":\"new\",\"label\":\"l\",\"kind\":\"elapsed\",\"amount\":12,"
      "\"start\":\"received\",\"end\":\"answered\",\"effective_from\":\"2026-07-01\","
      "\"effective_until\":\"2026-12-31\"}");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GaungComplaint) complaint = make_complaint ("new", NULL, rows[i].received);
      g_autoptr (GPtrArray) deadlines
          = gaung_complaint_get_deadlines (complaint, rules, wib (rows[i].received));

      g_assert_cmpuint (deadlines->len, ==, rows[i].due != NULL ? 1 : 0);
      if (rows[i].due != NULL)
        g_assert_cmpint (((GaungDeadline *) deadlines->pdata[0])->due_at, ==, wib (rows[i].due));
    }
}

static void
test_projection (void)
{
  g_autoptr (GaungRules) rules = gaung_rules_new_builtin ();
  g_autoptr (GaungComplaint) complaint = make_complaint ("new", NULL, "2026-11-23 11:50");
  GaungInstant now = wib ("2026-11-24 09:50");
  GaungDay until = gaung_day_from_ymd (2026, 11, 27);
  g_autofree char *before = gaung_record_to_text (GAUNG_RECORD (complaint));
  g_autofree char *after = NULL;

  /* 22 of 24 hours are used: two hours after the pause. */
  g_assert_cmpint (gaung_complaint_project_due (
                       complaint, rules, g_ptr_array_index (rules->clock_rules, 0), now, until),
                   ==,
                   wib ("2026-11-27 02:00"));
  /* Tuesday to Thursday do not count: Friday, Monday, Tuesday do. */
  g_assert_cmpint (gaung_complaint_project_due (
                       complaint, rules, g_ptr_array_index (rules->clock_rules, 2), now, until),
                   ==,
                   wib ("2026-12-01 " END));
  g_assert_cmpint (gaung_complaint_project_due (complaint,
                                                rules,
                                                g_ptr_array_index (rules->clock_rules, 2),
                                                now,
                                                gaung_day_from_ymd (2028, 1, 3)),
                   ==,
                   GAUNG_INSTANT_NONE);
  /* It has not begun. */
  g_assert_cmpint (gaung_complaint_project_due (
                       complaint, rules, g_ptr_array_index (rules->clock_rules, 3), now, until),
                   ==,
                   GAUNG_INSTANT_NONE);
  after = gaung_record_to_text (GAUNG_RECORD (complaint));
  g_assert_cmpstr (before, ==, after);
}

/* Letters: s start, c counted, d due (and counted), p postponed, - not counted. */
static char *
draw (GArray *days)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < days->len; i++)
    {
      const GaungDeadlineDay *day = &g_array_index (days, GaungDeadlineDay, i);

      g_string_append_c (text,
                         day->is_due       ? 'd'
                         : day->is_start   ? 's'
                         : day->is_paused  ? 'p'
                         : day->is_counted ? 'c'
                                           : '-');
    }
  return g_string_free_and_steal (text);
}

static const struct
{
  const char *key;
  const char *received;
  const char *pause[3];
  guint minimum;
  const char *expected;
} strips[] = {
  { "sp4n-verification", "2026-11-23 11:50", {}, 7, "sccd---" },
  { "sp4n-verification", "2026-11-26 11:50", {}, 0, "sc--cd" },
  { "sp4n-verification", "2026-12-22 09:00", {}, 0, "sc----cd" },
  { "sp4n-verification",
    "2026-11-23 11:50",
    { "2026-11-24 09:00", NULL, "2026-11-27" },
    7,
    "spppc--cd" },
  { "sp4n-verification", "2026-11-23 11:50", { "2026-11-24 09:00", NULL, NULL }, 7, "spppppp" },
  { "ulas-follow-up", "2026-11-23 11:50", {}, 7, "scd----" },
  { "ulas-follow-up", "2026-11-27 11:50", {}, 1, "scd" },
  { "ulas-follow-up",
    "2026-11-23 11:50",
    { "2026-11-24 09:00", "2026-11-26 09:00", NULL },
    1,
    "sppcd" },
};

static void
test_strip (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GaungRules) rules = gaung_rules_new_builtin ();
  g_autoptr (GaungComplaint) complaint = make_complaint ("new", NULL, strips[i].received);
  g_autoptr (GPtrArray) deadlines = NULL;
  g_autoptr (GArray) days = NULL;
  g_autofree char *drawn = NULL;
  GaungInstant now = wib ("2026-11-24 10:00");
  GaungDeadline *deadline;
  int ordinal = 0;

  if (strips[i].pause[0] != NULL)
    add_pause (complaint, strips[i].pause[0], strips[i].pause[1], strips[i].pause[2]);
  deadlines = gaung_complaint_get_deadlines (complaint, rules, now);
  deadline = find (deadlines, strips[i].key);
  days = gaung_deadline_get_days (deadline, complaint, rules, now, strips[i].minimum);
  drawn = draw (days);
  g_assert_cmpstr (drawn, ==, strips[i].expected);

  for (guint j = 0; j < days->len; j++)
    {
      const GaungDeadlineDay *day = &g_array_index (days, GaungDeadlineDay, j);
      g_autofree char *sentence = gaung_deadline_day_to_sentence (day, now);

      g_assert_cmpstr (sentence, !=, "");
      if (day->is_counted && deadline->rule->kind == GAUNG_CLOCK_WORKING)
        g_assert_cmpint (day->ordinal, ==, ++ordinal);
      else
        g_assert_cmpint (day->ordinal, ==, 0);
    }
  if (deadline->due_at != GAUNG_INSTANT_NONE && deadline->rule->kind == GAUNG_CLOCK_WORKING)
    g_assert_cmpint (ordinal, ==, deadline->rule->amount);
}

static void
test_undecreed_strip (void)
{
  g_autoptr (GaungRules) rules = gaung_rules_new_builtin ();
  g_autoptr (GaungComplaint) complaint = make_complaint ("new", NULL, "2027-12-29 09:00");
  GaungInstant now = wib ("2027-12-30 10:00");
  g_autoptr (GPtrArray) deadlines = gaung_complaint_get_deadlines (complaint, rules, now);
  GaungDeadline *deadline = find (deadlines, "sp4n-verification");
  g_autoptr (GArray) days = gaung_deadline_get_days (deadline, complaint, rules, now, 2);
  const GaungDeadlineDay *last = &g_array_index (days, GaungDeadlineDay, days->len - 1);
  g_autofree char *sentence = gaung_deadline_day_to_sentence (last, now);

  g_assert_cmpint (last->day, ==, gaung_day_from_ymd (2028, 1, 1));
  g_assert_cmpint (last->kind, ==, GAUNG_DAY_KIND_UNKNOWN);
  g_assert_cmpstr (sentence, ==, "Saturday 1/1/2028: the calendar of this year is not decreed yet");
}

static const struct
{
  const char *key;
  const char *received;
  const char *pause[3];
  const char *now;
  const char *pill;
  const char *sentence;
} words[] = {
  { "ulas-first-answer",
    "2026-11-23 11:50",
    {},
    "2026-11-24 09:41",
    "in 2 hours",
    "Jawaban awal by today 11.50" },
  { "ulas-first-answer",
    "2026-11-23 16:00",
    {},
    "2026-11-24 09:41",
    "16.00",
    "Jawaban awal by today 16.00" },
  { "ulas-follow-up",
    "2026-11-23 12:00",
    {},
    "2026-11-24 09:41",
    "tomorrow 12.00",
    "Tindak lanjut ULAS by tomorrow 12.00" },
  { "ulas-follow-up",
    "2026-11-24 12:00",
    {},
    "2026-11-24 13:00",
    "Thursday 12.00",
    "Tindak lanjut ULAS by Thursday 26/11 12.00" },
  { "ulas-first-answer",
    "2026-11-23 11:50",
    {},
    "2026-11-24 11:20",
    "in 30 minutes",
    "Jawaban awal by today 11.50" },
  { "ulas-first-answer",
    "2026-11-23 11:50",
    {},
    "2026-11-24 15:00",
    "late by 3 hours",
    "Jawaban awal was due today 11.50" },
  { "ulas-first-answer",
    "2026-11-23 11:50",
    {},
    "2026-11-24 11:51",
    "late by 1 minute",
    "Jawaban awal was due today 11.50" },
  { "ulas-first-answer",
    "2026-11-20 11:50",
    {},
    "2026-11-24 11:51",
    "late by 3 days",
    "Jawaban awal was due Saturday 21/11 11.50" },
  { "sp4n-verification",
    "2026-11-19 09:00",
    {},
    "2026-11-24 09:41",
    "today",
    "Verifikasi by today" },
  { "sp4n-verification",
    "2026-11-20 09:00",
    {},
    "2026-11-24 09:41",
    "tomorrow",
    "Verifikasi by tomorrow" },
  { "sp4n-verification",
    "2026-11-23 09:00",
    {},
    "2026-11-24 09:41",
    "Thursday",
    "Verifikasi by Thursday 26/11" },
  { "sp4n-verification",
    "2026-12-22 09:00",
    {},
    "2026-12-22 09:41",
    "Tuesday 29/12",
    "Verifikasi by Tuesday 29/12" },
  { "sp4n-verification",
    "2026-11-18 09:00",
    {},
    "2026-11-24 09:41",
    "late by 1 working day",
    "Verifikasi was due yesterday" },
  { "sp4n-verification",
    "2026-11-10 09:00",
    {},
    "2026-11-24 09:41",
    "late by 7 working days",
    "Verifikasi was due Friday 13/11" },
  /* Due on a Friday, asked on Saturday: no working day has gone by. */
  { "sp4n-verification",
    "2026-11-17 09:00",
    {},
    "2026-11-21 09:00",
    "late by 9 hours",
    "Verifikasi was due yesterday" },
  { "sp4n-verification",
    "2026-11-23 09:00",
    { "2026-11-24 09:00", NULL, NULL },
    "2026-11-24 09:41",
    "postponed",
    "Verifikasi is postponed" },
  { "sp4n-verification",
    "2026-11-23 09:00",
    { "2026-11-24 09:00", NULL, "2026-11-27" },
    "2026-11-24 09:41",
    "postponed",
    "Verifikasi is postponed, then due by Tuesday 1/12" },
  { "sp4n-follow-up",
    "2026-11-23 09:00",
    {},
    "2026-11-24 09:41",
    "not started",
    "Tindak lanjut pertama has not started yet" },
  { "sp4n-verification",
    "2027-12-30 09:00",
    {},
    "2027-12-30 09:41",
    "2028 not decreed",
    "Verifikasi: the calendar of 2028 is not decreed yet" },
};

static void
test_words (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GaungRules) rules = gaung_rules_new_builtin ();
  g_autoptr (GaungComplaint) complaint = make_complaint ("new", NULL, words[i].received);
  GaungInstant now = wib (words[i].now);
  g_autoptr (GPtrArray) deadlines = NULL;
  g_autofree char *pill = NULL;
  g_autofree char *sentence = NULL;

  if (words[i].pause[0] != NULL)
    add_pause (complaint, words[i].pause[0], words[i].pause[1], words[i].pause[2]);
  deadlines = gaung_complaint_get_deadlines (complaint, rules, now);
  pill = gaung_deadline_to_pill (find (deadlines, words[i].key), rules, now);
  sentence = gaung_deadline_to_sentence (find (deadlines, words[i].key), now);
  g_assert_cmpstr (pill, ==, words[i].pill);
  g_assert_cmpstr (sentence, ==, words[i].sentence);
}

static void
test_closed_words (void)
{
  g_autoptr (GaungRules) rules = gaung_rules_new_builtin ();
  g_autoptr (GaungComplaint) complaint = make_complaint ("answered", NULL, "2026-11-23 09:00");
  GaungRecord *record = GAUNG_RECORD (complaint);
  GaungInstant now = wib ("2026-11-26 09:00");
  g_autoptr (GPtrArray) deadlines = NULL;
  g_autofree char *met = NULL;
  g_autofree char *missed = NULL;
  g_autofree char *met_pill = NULL;
  g_autofree char *missed_pill = NULL;

  STAMP ("first_reply_at", "2026-11-23 10:00");
  STAMP ("answered_at", "2026-11-25 16:00");
  deadlines = gaung_complaint_get_deadlines (complaint, rules, now);
  met = gaung_deadline_to_sentence (find (deadlines, "ulas-first-answer"), now);
  missed = gaung_deadline_to_sentence (find (deadlines, "ulas-follow-up"), now);
  met_pill = gaung_deadline_to_pill (find (deadlines, "ulas-first-answer"), rules, now);
  missed_pill = gaung_deadline_to_pill (find (deadlines, "ulas-follow-up"), rules, now);
  g_assert_cmpstr (met, ==, "Jawaban awal in time, Monday 23/11 10.00");
  g_assert_cmpstr (missed, ==, "Tindak lanjut ULAS too late, yesterday 16.00");
  g_assert_cmpstr (met_pill, ==, "in time");
  g_assert_cmpstr (missed_pill, ==, "too late");
}

/* A clock never gets less time by a pause, and a working clock is due on a working day. */
static void
test_pauses_only_add (void)
{
  g_autoptr (GaungRules) rules = gaung_rules_new_builtin ();
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  GaungInstant start = wib ("2025-01-02 00:00");

  for (int i = 0; i < 500; i++)
    {
      g_autoptr (GaungComplaint) complaint
          = make_complaint ("new", "complaint", "2026-01-05 08:00");
      GaungRecord *record = GAUNG_RECORD (complaint);
      GaungInstant received = start + g_rand_int_range (random, 0, 500 * 24 * 60) * GAUNG_MINUTE;
      GaungInstant from = received + g_rand_int_range (random, -2000, 8000) * GAUNG_MINUTE;
      g_autoptr (GPtrArray) before = NULL;
      g_autoptr (GPtrArray) after = NULL;
      g_autofree char *from_text = gaung_instant_to_text (from + 7 * GAUNG_HOUR);
      g_autofree char *until_text = gaung_instant_to_text (
          from + 7 * GAUNG_HOUR + g_rand_int_range (random, 1, 8000) * GAUNG_MINUTE);

      g_assert_true (gaung_record_set_instant (record, "received_at", received, NULL));
      before = gaung_complaint_get_deadlines (complaint, rules, received);
      from_text[23] = '\0';
      until_text[23] = '\0';
      add_pause (complaint, from_text, until_text, NULL);
      after = gaung_complaint_get_deadlines (complaint, rules, received);
      for (guint j = 0; j < after->len; j++)
        {
          GaungDeadline *a = g_ptr_array_index (before, j);
          GaungDeadline *b = g_ptr_array_index (after, j);

          if (a->status == GAUNG_DEADLINE_WAITING)
            continue;
          g_assert_cmpint (b->due_at, >=, a->due_at);
          if (b->rule->kind == GAUNG_CLOCK_WORKING)
            g_assert_cmpint (
                gaung_calendar_classify (rules->calendar, gaung_day_of_instant (b->due_at), NULL),
                ==,
                GAUNG_DAY_KIND_WORKING);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (clocks); i++)
    {
      g_autofree char *path = g_strdup_printf ("/deadline/clock/%s", clocks[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_clock);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (strips); i++)
    {
      g_autofree char *path = g_strdup_printf ("/deadline/strip/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_strip);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *path = g_strdup_printf ("/deadline/words/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_words);
    }
  g_test_add_func ("/deadline/classes", test_classes);
  g_test_add_func ("/deadline/ends", test_ends);
  g_test_add_func ("/deadline/closed-without-stamps", test_closed_without_stamps);
  g_test_add_func ("/deadline/draft", test_draft);
  g_test_add_func ("/deadline/effective", test_effective);
  g_test_add_func ("/deadline/projection", test_projection);
  g_test_add_func ("/deadline/undecreed-strip", test_undecreed_strip);
  g_test_add_func ("/deadline/closed-words", test_closed_words);
  g_test_add_func ("/deadline/pauses-only-add", test_pauses_only_add);
  return g_test_run ();
}
