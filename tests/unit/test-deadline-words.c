/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strip of days, the sentence and the pill of a deadline. */
#include "complaint-fixture.h"

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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
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
  g_test_add_func ("/deadline/undecreed-strip", test_undecreed_strip);
  g_test_add_func ("/deadline/closed-words", test_closed_words);
  return g_test_run ();
}
