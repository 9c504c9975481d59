/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Visits at a counter: how long, whether in time, and what a month of them says. */
#include <stdlib.h>
#include <string.h>

#include "gaung-index.h"
#include "gaung-visit.h"

#define BEGIN G_GINT64_CONSTANT (1795485600000)
#define SERVICE "service:01KAVZ0000ABCDEFGHJKMNPQRS"

/* Visit number @i of @seconds; @promised 0: nothing was promised. */
static GaungRecord *
make_visit (guint i, gint64 seconds, gint64 promised, const char *reason)
{
  g_autoptr (GaungActor) actor
      = gaung_actor_new ("siti", "Siti", "disnaker", (const char *const[]) { "staff", NULL });
  GaungRecord *visit = gaung_record_new ("visit", actor, BEGIN);
  GaungInstant from = BEGIN + i * GAUNG_HOUR;

  gaung_record_set_string (visit, "service", SERVICE, NULL);
  gaung_record_set_string (visit, "agency", "disnaker", NULL);
  gaung_record_set_instant (visit, "started_at", from, NULL);
  gaung_record_set_instant (visit, "ended_at", from + seconds * GAUNG_SECOND, NULL);
  if (promised > 0)
    gaung_record_set_integer (visit, "promised_seconds", promised, NULL);
  gaung_record_set_string (visit, "reason", reason, NULL);
  g_assert_true (gaung_record_validate (visit, NULL));
  return visit;
}

static const struct
{
  const char *name;
  const char *seconds; /* of each visit; a letter behind it is the reason */
  gint64 promised;
  GaungVisitSummary expected;
} summaries[] = {
  { "none", "", 900, { 0, 0, -1, -1, -1, { 0 }, 0 } },
  { "one", "600", 900, { 1, 0, 900, 600, 600, { 0 }, 0 } },
  { "two", "600 700", 900, { 2, 0, 900, 650, 700, { 0 }, 0 } },
  { "three-unordered", "900 300 600", 900, { 3, 0, 900, 600, 900, { 0 }, 0 } },
  { "on-the-second", "900", 900, { 1, 0, 900, 900, 900, { 0 }, 0 } },
  { "a-second-over", "901n", 900, { 1, 1, 900, 901, 901, { 1 }, 0 } },
  /* Nearest rank: the ninth of ten, the tenth of eleven. */
  { "ten", "10 20 30 40 50 60 70 80 90 100", 900, { 10, 0, 900, 55, 90, { 0 }, 0 } },
  { "eleven", "10 20 30 40 50 60 70 80 90 100 110", 900, { 11, 0, 900, 60, 100, { 0 }, 0 } },
  { "reasons",
    "1000n 1000n 1000d 1000q 1000s 1000e 1000o 1000 100n",
    900,
    { 9, 8, 900, 1000, 1000, { 2, 1, 1, 1, 1, 1 }, 1 } },
  { "nothing-promised", "100000n 50", 0, { 2, 0, -1, 50025, 100000, { 0 }, 0 } },
  { "at-once", "0 0", 900, { 2, 0, 900, 0, 0, { 0 }, 0 } },
};

static const char *
get_reason (char letter)
{
  for (const GaungEnumValue *value = gaung_visit_reasons; value->nick != NULL; value++)
    if (value->nick[0] == letter)
      return value->nick;
  return NULL;
}

static void
test_summary (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  const GaungVisitSummary *expected = &summaries[i].expected;
  g_autoptr (GPtrArray) visits = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) words = g_strsplit (summaries[i].seconds, " ", -1);
  GaungVisitSummary summary;

  for (guint n = 0; words[n] != NULL && *words[n] != '\0'; n++)
    {
      char *end;
      gint64 seconds = strtoll (words[n], &end, 10);

      g_ptr_array_add (visits, make_visit (n, seconds, summaries[i].promised, get_reason (*end)));
    }
  gaung_visit_summarize (visits, &summary);
  g_assert_cmpuint (summary.n_visits, ==, expected->n_visits);
  g_assert_cmpuint (summary.n_overruns, ==, expected->n_overruns);
  g_assert_cmpint (summary.promised, ==, expected->promised);
  g_assert_cmpint (summary.median, ==, expected->median);
  g_assert_cmpint (summary.p90, ==, expected->p90);
  for (gsize reason = 0; reason < G_N_ELEMENTS (summary.reasons); reason++)
    g_assert_cmpuint (summary.reasons[reason], ==, expected->reasons[reason]);
  g_assert_cmpuint (summary.n_without_reason, ==, expected->n_without_reason);
}

/* Whatever the order of the list, the latest visit says what is promised now. */
static void
test_promise_changes (void)
{
  g_autoptr (GPtrArray) visits = g_ptr_array_new_with_free_func (g_object_unref);
  GaungVisitSummary summary;

  g_ptr_array_add (visits, make_visit (5, 1000, 1200, NULL));
  g_ptr_array_add (visits, make_visit (1, 1000, 900, "queue"));
  gaung_visit_summarize (visits, &summary);
  g_assert_cmpint (summary.promised, ==, 1200);
  /* Each is judged by what was promised then. */
  g_assert_cmpuint (summary.n_overruns, ==, 1);
}

static void
test_rules (void)
{
  g_autoptr (GaungRecord) visit = make_visit (0, 60, 900, NULL);
  g_autoptr (GaungRecord) later = make_visit (3, 60, 900, NULL);
  g_autoptr (GError) error = NULL;
  GaungIndex index, later_index;

  gaung_record_index (visit, NULL, &index);
  gaung_record_index (later, NULL, &later_index);
  g_assert_cmpstr (index.parent, ==, SERVICE);
  g_assert_cmpstr (index.agency, ==, "disnaker");
  g_assert_cmpint (index.at, ==, BEGIN);
  /* The latest first. */
  g_assert_cmpint (later_index.rank, <, index.rank);

  gaung_record_set_instant (visit, "ended_at", BEGIN - 1, NULL);
  g_assert_cmpint (gaung_visit_get_seconds (visit), ==, 0);
  g_assert_false (gaung_record_validate (visit, &error));
  g_assert_error (error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_VALUE);
  g_clear_error (&error);
  gaung_record_set_instant (visit, "ended_at", BEGIN, NULL);
  g_assert_true (gaung_record_validate (visit, NULL));
  gaung_record_set_integer (visit, "promised_seconds", -1, NULL);
  g_assert_false (gaung_record_validate (visit, &error));
  g_assert_error (error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_VALUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (summaries); i++)
    {
      g_autofree char *path = g_strconcat ("/visit/summary/", summaries[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_summary);
    }
  g_test_add_func ("/visit/promise-changes", test_promise_changes);
  g_test_add_func ("/visit/rules", test_rules);
  return g_test_run ();
}
