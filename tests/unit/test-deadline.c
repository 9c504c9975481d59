/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "complaint-fixture.h"

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
  g_test_add_func ("/deadline/classes", test_classes);
  g_test_add_func ("/deadline/ends", test_ends);
  g_test_add_func ("/deadline/closed-without-stamps", test_closed_without_stamps);
  g_test_add_func ("/deadline/draft", test_draft);
  g_test_add_func ("/deadline/effective", test_effective);
  g_test_add_func ("/deadline/projection", test_projection);
  g_test_add_func ("/deadline/pauses-only-add", test_pauses_only_add);
  return g_test_run ();
}
