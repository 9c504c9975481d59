/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The clock at the counter: what it measures and writes, what it asks, that it survives a restart
 * and can be undone; and the month that comes of it. */

#include "config.h"

#include <string.h>

#include "gaung-month-dialog.h"
#include "gaung-month.h"
#include "gaung-visit.h"
#include "services-fixture.h"

#define NOW G_GINT64_CONSTANT (1795489200000)

static GaungStopwatch *
get_stopwatch (ServicesFixture *desk)
{
  return gaung_stopwatch_bar_get_stopwatch (
      gaung_service_view_get_stopwatch_bar (gaung_services_page_get_view (desk->page)));
}

static void
let_pass (ServicesFixture *desk, gint64 seconds)
{
  gaung_clock_set (desk->clock, gaung_clock_get_now (desk->clock) + seconds * GAUNG_SECOND);
}

/* A service of which @minutes are promised, 0: nothing; opened. (transfer full) */
static char *
open_promising (ServicesFixture *desk, gint64 minutes)
{
  char *id = services_find (desk, "type:service AK-1");
  g_autoptr (GaungRecord) service = services_get (desk, id);
  g_autofree char *change = g_strdup (gaung_record_get_change (service));
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GError) error = NULL;

  gaung_record_set_integer (service, "time_amount", minutes, &error);
  g_assert_no_error (error);
  gaung_record_set_string (service, "time_unit", "minutes", &error);
  g_assert_no_error (error);
  gaung_batch_put (batch, service, change);
  g_assert_true (gaung_store_write (desk->store, batch, &error));
  g_assert_no_error (error);
  services_settle ();
  services_open (desk, id);
  return id;
}

static gboolean
take_cb (GaungRecord *record, gpointer data)
{
  g_ptr_array_add (data, g_object_ref (record));
  return TRUE;
}

/* The visits of @service that began at the clock of the tests or later. */
static GPtrArray *
load_visits (ServicesFixture *desk, const char *service)
{
  GPtrArray *visits = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GaungQuery) query = gaung_query_new ("visit");

  gaung_query_set_one (query, "parent", service);
  g_assert_true (gaung_store_foreach (desk->store, query, take_cb, visits, NULL, NULL));
  for (guint i = visits->len; i > 0; i--)
    if (gaung_record_get_instant (g_ptr_array_index (visits, i - 1), "started_at") < NOW)
      g_ptr_array_remove_index (visits, i - 1);
  return visits;
}

typedef struct
{
  const char *name;
  gint64 promised; /* minutes */
  gint64 seconds;
  gboolean is_asked;
  const char *action; /* after the stop */
  const char *reason; /* that is written */
} VisitCase;

static const VisitCase visit_cases[] = {
  { "in-time", 20, 300, FALSE, NULL, NULL },
  { "to-the-second", 20, 1200, FALSE, NULL, NULL },
  { "nothing-promised", 0, 9000, FALSE, NULL, NULL },
  { "overrun-queue", 20, 1201, TRUE, "service.overrun-queue", "queue" },
  { "overrun-explanation", 1, 90, TRUE, "service.overrun-explanation", "explanation" },
  { "overrun-skipped", 1, 90, TRUE, "service.overrun-skip", NULL },
};

static void
test_visit (gconstpointer data)
{
  const VisitCase *test = data;
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autofree char *id = open_promising (desk, test->promised);
  g_autoptr (GPtrArray) visits = NULL;
  GaungRecord *visit;

  services_activate (desk, "service.stopwatch");
  g_assert_cmpint (gaung_stopwatch_get_state (get_stopwatch (desk)), ==, GAUNG_STOPWATCH_RUNNING);
  let_pass (desk, test->seconds);
  services_activate (desk, "service.stopwatch");
  g_assert_true (gaung_service_view_is_asking (gaung_services_page_get_view (desk->page))
                 == test->is_asked);
  if (test->action != NULL)
    services_activate (desk, test->action);
  g_assert_cmpint (gaung_stopwatch_get_state (get_stopwatch (desk)), ==, GAUNG_STOPWATCH_HELD);
  /* Not before it can no longer be taken back. */
  visits = load_visits (desk, id);
  g_assert_cmpuint (visits->len, ==, 0);
  gaung_stopwatch_commit (get_stopwatch (desk));
  services_settle ();
  g_clear_pointer (&visits, g_ptr_array_unref);
  visits = load_visits (desk, id);
  g_assert_cmpuint (visits->len, ==, 1);
  visit = g_ptr_array_index (visits, 0);
  g_assert_cmpint (gaung_visit_get_seconds (visit), ==, test->seconds);
  g_assert_cmpint (gaung_record_get_integer (visit, "promised_seconds"), ==, test->promised * 60);
  g_assert_cmpstr (gaung_record_get_string (visit, "reason"), ==, test->reason);
  g_assert_null (gaung_store_get_draft (desk->store, "stopwatch"));
}

static void
test_undo (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autofree char *id = open_promising (desk, 20);
  g_autoptr (GPtrArray) visits = NULL;

  services_activate (desk, "service.stopwatch");
  let_pass (desk, 60);
  services_activate (desk, "service.stopwatch");
  g_assert_true (gaung_undo_stack_undo_last (gaung_context_get_undo (desk->context)));
  g_assert_cmpint (gaung_stopwatch_get_state (get_stopwatch (desk)), ==, GAUNG_STOPWATCH_RUNNING);
  let_pass (desk, 60);
  g_assert_cmpint (gaung_stopwatch_get_seconds (get_stopwatch (desk)), ==, 120);
  services_settle ();
  visits = load_visits (desk, id);
  g_assert_cmpuint (visits->len, ==, 0);
}

/* The next visitor does not wait for an answer about the last one. */
static void
test_next_visitor (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autofree char *id = open_promising (desk, 1);
  g_autoptr (GPtrArray) visits = NULL;

  services_activate (desk, "service.stopwatch");
  let_pass (desk, 100);
  services_activate (desk, "service.stopwatch");
  g_assert_true (gaung_service_view_is_asking (gaung_services_page_get_view (desk->page)));
  services_activate (desk, "service.stopwatch");
  g_assert_cmpint (gaung_stopwatch_get_state (get_stopwatch (desk)), ==, GAUNG_STOPWATCH_RUNNING);
  g_assert_cmpint (gaung_stopwatch_get_seconds (get_stopwatch (desk)), ==, 0);
  visits = load_visits (desk, id);
  g_assert_cmpuint (visits->len, ==, 1);
}

static void
test_overrun_is_told (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autofree char *id = open_promising (desk, 20);
  GaungStopwatchBar *bar
      = gaung_service_view_get_stopwatch_bar (gaung_services_page_get_view (desk->page));

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (bar)));
  services_activate (desk, "service.stopwatch");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (bar)));
  let_pass (desk, 247);
  g_signal_emit_by_name (get_stopwatch (desk), "changed");
  g_assert_cmpstr (gaung_stopwatch_bar_get_text (bar), ==, "4.07 of 20.00");
  let_pass (desk, 1145);
  g_signal_emit_by_name (get_stopwatch (desk), "changed");
  g_assert_cmpstr (gaung_stopwatch_bar_get_text (bar), ==, "23.12 of 20.00, over by 3.12");
}

typedef struct
{
  const char *name;
  guint presses; /* of the key, before the end */
  GaungStopwatchState state;
  guint n_visits;
} RestartCase;

static const RestartCase restart_cases[] = {
  { "nobody", 0, GAUNG_STOPWATCH_IDLE, 0 },
  { "running", 1, GAUNG_STOPWATCH_RUNNING, 0 },
  { "asking", 2, GAUNG_STOPWATCH_ASKING, 0 },
};

static void
test_restart (gconstpointer data)
{
  const RestartCase *test = data;
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autofree char *id = open_promising (desk, 1);
  g_autoptr (GaungStopwatch) again = NULL;
  g_autoptr (GPtrArray) visits = NULL;

  for (guint i = 0; i < test->presses; i++)
    {
      services_activate (desk, "service.stopwatch");
      let_pass (desk, 100);
    }
  services_settle ();
  again = gaung_stopwatch_new (desk->context);
  g_assert_cmpint (gaung_stopwatch_get_state (again), ==, test->state);
  if (test->presses > 0)
    {
      g_assert_cmpstr (gaung_stopwatch_get_service (again), ==, id);
      g_assert_cmpint (gaung_stopwatch_get_seconds (again), ==, 100);
      g_assert_cmpint (gaung_stopwatch_get_promised (again), ==, 60);
    }
  visits = load_visits (desk, id);
  g_assert_cmpuint (visits->len, ==, test->n_visits);
}

/* What was held when the program ended is written at the next start. */
static void
test_restart_held (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autofree char *id = open_promising (desk, 20);
  g_autoptr (GaungStopwatch) again = NULL;
  g_autoptr (GPtrArray) visits = NULL;

  services_activate (desk, "service.stopwatch");
  let_pass (desk, 100);
  services_activate (desk, "service.stopwatch");
  again = gaung_stopwatch_new (desk->context);
  g_assert_cmpint (gaung_stopwatch_get_state (again), ==, GAUNG_STOPWATCH_IDLE);
  services_settle ();
  visits = load_visits (desk, id);
  g_assert_cmpuint (visits->len, ==, 1);
}

/* In a city the visit is that of the counter, or the server would not take it. */
static void
test_counter_of_another_agency (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_CITY);
  g_autofree char *id = services_find (desk, "type:service agency:disnaker");
  g_autoptr (GPtrArray) visits = NULL;

  services_open (desk, id);
  services_activate (desk, "service.stopwatch");
  let_pass (desk, 1);
  services_activate (desk, "service.stopwatch");
  gaung_stopwatch_commit (get_stopwatch (desk));
  services_settle ();
  visits = load_visits (desk, id);
  g_assert_cmpuint (visits->len, ==, 1);
  g_assert_cmpstr (
      gaung_record_get_string (g_ptr_array_index (visits, 0), "agency"), ==, "diskominfo");
}

static gboolean
is_loaded (gpointer dialog)
{
  return !gaung_month_dialog_is_loading (dialog);
}

static gboolean
is_there (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
test_month (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  GaungMonthDialog *dialog = GAUNG_MONTH_DIALOG (gaung_services_page_show_month (desk->page));
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "month.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n;

  services_wait_until (is_loaded, dialog);
  n = gaung_month_dialog_get_n_services (dialog);
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_cache_dir (), 0700), ==, 0);
  gaung_month_dialog_save (dialog, file, TRUE);
  services_wait_until (is_there, path);
  services_settle ();
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, n + 2); /* a heading, and the end of the last line */
  g_assert_true (g_str_has_prefix (lines[0], "service,visits,promised_seconds,median_seconds"));

  /* Never a month that has not come; long ago nobody measured. */
  gaung_month_dialog_step (dialog, 5);
  services_wait_until (is_loaded, dialog);
  g_assert_cmpuint (gaung_month_dialog_get_n_services (dialog), ==, n);
  gaung_month_dialog_step (dialog, -240);
  services_wait_until (is_loaded, dialog);
  g_assert_cmpuint (gaung_month_dialog_get_n_services (dialog), ==, 0);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  services_settle ();
}

/* A name is never a formula, and quotes stay quotes. */
static void
test_month_table (void)
{
  GaungMonthRow row = { "=1+\"A\"",
                        { .n_visits = 3,
                          .n_overruns = 2,
                          .promised = 1200,
                          .median = 700,
                          .p90 = -1,
                          .reasons = { 0, 0, 1 },
                          .n_without_reason = 1 } };
  GaungMonth month = { 2026, 11, g_array_new (FALSE, FALSE, sizeof (GaungMonthRow)), NULL };
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  g_autofree char *reasons = gaung_month_row_reasons_to_text (&row);

  g_array_append_val (month.rows, row);
  bytes = gaung_month_to_csv (&month);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_nonnull (strstr (text, "\r\n\"'=1+\"\"A\"\"\",3,1200,700,,2,0,0,1,0,0,0,1\r\n"));
  g_assert_cmpstr (reasons, ==, "2 took longer · Queue: 1 · not told: 1");
  g_array_unref (month.rows);
}

int
main (int argc, char *argv[])
{
  /* Icons are told from other XML by the system's types, which isolation hides from whoever asks
   * later. */
  g_autofree char *type = g_content_type_guess ("icon.svg", NULL, 0, NULL);

  g_assert_nonnull (type);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();

  for (guint i = 0; i < G_N_ELEMENTS (visit_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/services/stopwatch/visit/", visit_cases[i].name, NULL);

      g_test_add_data_func (path, &visit_cases[i], test_visit);
    }
  g_test_add_func ("/services/stopwatch/undo", test_undo);
  g_test_add_func ("/services/stopwatch/next-visitor", test_next_visitor);
  g_test_add_func ("/services/stopwatch/another-agency", test_counter_of_another_agency);
  g_test_add_func ("/services/stopwatch/overrun-is-told", test_overrun_is_told);
  for (guint i = 0; i < G_N_ELEMENTS (restart_cases); i++)
    {
      g_autofree char *path
          = g_strconcat ("/services/stopwatch/restart/", restart_cases[i].name, NULL);

      g_test_add_data_func (path, &restart_cases[i], test_restart);
    }
  g_test_add_func ("/services/stopwatch/restart/held", test_restart_held);
  g_test_add_func ("/services/stopwatch/month", test_month);
  g_test_add_func ("/services/stopwatch/month-table", test_month_table);

  return g_test_run ();
}
