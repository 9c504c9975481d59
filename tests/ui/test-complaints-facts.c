/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Correcting a complaint, promising, and what nobody else may read. */

#include "config.h"

#include "complaints-fixture.h"
#include "gaung-complaint-row.h"
#include "gaung-facts-dialog.h"
#include "gaung-reason-dialog.h"
#include "gaung-record-row.h"

#define ANOTHER_ACTOR "dishub"

static GaungFactsDialog *
open_dialog (DeskFixture *desk, const char *id)
{
  desk_open (desk, id);
  desk_activate (desk, "complaint.edit");
  desk_settle ();
  return GAUNG_FACTS_DIALOG (gaung_complaints_page_get_dialog (desk->page));
}

static void
write_member (DeskFixture *desk, const char *id, const char *member, const char *value)
{
  g_autoptr (GaungRecord) record = gaung_store_get (desk->store, id, NULL);
  g_autofree char *change = g_strdup (gaung_record_get_change (record));
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GError) error = NULL;

  if (g_str_equal (value, "true"))
    gaung_record_set_boolean (record, member, TRUE, &error);
  else
    gaung_record_set_string (record, member, value, &error);
  g_assert_no_error (error);
  gaung_record_touch (record, gaung_context_get_actor (desk->context), gaung_instant_now ());
  gaung_batch_put (batch, record, change);
  g_assert_true (gaung_store_write (desk->store, batch, &error));
  g_assert_no_error (error);
  desk_settle ();
}

static void
assert_member (DeskFixture *desk, const char *id, const char *member, const char *expected)
{
  g_autoptr (GaungRecord) record = gaung_store_get (desk->store, id, NULL);

  g_assert_cmpstr (gaung_record_get_string (record, member), ==, expected);
}

static void
become_another (DeskFixture *desk)
{
  const char *const roles[] = { "staff", "agency-" ANOTHER_ACTOR, NULL };
  g_autoptr (GaungActor) actor = gaung_actor_new ("other", "Dewi", ANOTHER_ACTOR, roles);
  g_autoptr (GError) error = NULL;

  g_assert_true (gaung_store_set_actor (desk->store, actor, &error));
  g_assert_no_error (error);
}

static void
test_correct_and_undo (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (60);
  g_autofree char *id = desk_find (desk, "type:complaint state:new agency:me");
  g_autofree char *changes = g_strdup_printf ("type:entry parent:%s kind:change", id);
  g_autoptr (GaungRecord) before = gaung_store_get (desk->store, id, NULL);
  g_autoptr (GaungRecord) after = NULL;
  g_autofree char *key = g_strconcat ("facts:", id, NULL);
  g_autofree char *draft = NULL;
  GaungFactsDialog *dialog = open_dialog (desk, id);

  gaung_facts_dialog_enter (dialog, "title", "  Lampu taman padam ");
  gaung_facts_dialog_enter (dialog, "place", "kel. sondakan");
  gaung_facts_dialog_enter (dialog, "happened_on", "20/11/2026");
  gaung_facts_dialog_enter (dialog, "external_number", "LPR-77");
  gaung_facts_dialog_enter (dialog, "anonymous", "true");
  gaung_facts_dialog_save (dialog);
  desk_wait_for (desk, changes, 1);

  after = gaung_store_get (desk->store, id, NULL);
  g_assert_cmpstr (gaung_record_get_string (after, "title"), ==, "Lampu taman padam");
  g_assert_cmpstr (gaung_record_get_string (after, "village"), ==, "33.72.01.1008");
  g_assert_cmpstr (gaung_record_get_string (after, "district"), ==, "33.72.01");
  g_assert_cmpint (
      gaung_record_get_day (after, "happened_on"), ==, gaung_day_from_ymd (2026, 11, 20));
  g_assert_cmpstr (gaung_record_get_string (after, "external_number"), ==, "LPR-77");
  g_assert_true (gaung_record_get_boolean (after, "anonymous"));
  /* What was not touched is as it was. */
  g_assert_cmpstr (
      gaung_record_get_string (after, "text"), ==, gaung_record_get_string (before, "text"));
  g_assert_cmpstr (
      gaung_record_get_string (after, "channel"), ==, gaung_record_get_string (before, "channel"));
  draft = gaung_store_get_draft (desk->store, key);
  g_assert_null (draft);
  g_assert_null (gaung_complaints_page_get_dialog (desk->page));

  g_assert_true (gaung_undo_stack_undo_last (gaung_context_get_undo (desk->context)));
  desk_wait_for (desk, changes, 2);
  assert_member (desk, id, "title", gaung_record_get_string (before, "title"));
  assert_member (desk, id, "village", gaung_record_get_string (before, "village"));
}

static void
test_draft_is_kept (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (60);
  g_autofree char *id = desk_find (desk, "type:complaint state:new agency:me");
  GaungFactsDialog *dialog = open_dialog (desk, id);
  g_autoptr (GaungRecord) record = NULL;

  gaung_facts_dialog_enter (dialog, "title", "Setengah jadi");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  desk_settle ();
  dialog = open_dialog (desk, id);
  record = gaung_facts_dialog_get_record (dialog);
  g_assert_cmpstr (gaung_record_get_string (record, "title"), ==, "Setengah jadi");
  g_assert_cmpstr (gaung_facts_dialog_get_notice (dialog), ==, "");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  desk_settle ();
}

/* Somebody else changes the title and the street while the title and the number are typed. */
static void
test_conflict_keeps_what_was_typed (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (60);
  g_autofree char *id = desk_find (desk, "type:complaint state:new agency:me");
  g_autofree char *changes = g_strdup_printf ("type:entry parent:%s kind:change", id);
  GaungFactsDialog *dialog = open_dialog (desk, id);
  g_autoptr (GaungRecord) shown = NULL;
  gint64 until = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  gaung_facts_dialog_enter (dialog, "title", "Punya saya");
  gaung_facts_dialog_enter (dialog, "external_number", "LPR-9");
  write_member (desk, id, "title", "Punya mereka");
  write_member (desk, id, "street", "Jl. Mereka 5");
  gaung_facts_dialog_save (dialog);
  while (*gaung_facts_dialog_get_notice (dialog) == '\0' && g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, TRUE);

  g_assert_nonnull (strstr (gaung_facts_dialog_get_notice (dialog), "Punya mereka"));
  g_assert_nonnull (strstr (gaung_facts_dialog_get_notice (dialog), "Jl. Mereka 5"));
  assert_member (desk, id, "title", "Punya mereka");
  shown = gaung_facts_dialog_get_record (dialog);
  g_assert_cmpstr (gaung_record_get_string (shown, "title"), ==, "Punya saya");
  g_assert_cmpstr (gaung_record_get_string (shown, "external_number"), ==, "LPR-9");
  g_assert_cmpstr (gaung_record_get_string (shown, "street"), ==, "Jl. Mereka 5");

  gaung_facts_dialog_save (dialog);
  desk_wait_for (desk, changes, 1);
  assert_member (desk, id, "title", "Punya saya");
  assert_member (desk, id, "street", "Jl. Mereka 5");
}

/* The same when the dialog was closed meanwhile: the draft knows upon what it was typed. */
static void
test_draft_meets_a_change (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (60);
  g_autofree char *id = desk_find (desk, "type:complaint state:new agency:me");
  GaungFactsDialog *dialog = open_dialog (desk, id);
  g_autoptr (GaungRecord) shown = NULL;

  gaung_facts_dialog_enter (dialog, "external_number", "LPR-9");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  desk_settle ();
  write_member (desk, id, "street", "Jl. Mereka 5");
  dialog = open_dialog (desk, id);
  g_assert_nonnull (strstr (gaung_facts_dialog_get_notice (dialog), "Jl. Mereka 5"));
  shown = gaung_facts_dialog_get_record (dialog);
  g_assert_cmpstr (gaung_record_get_string (shown, "street"), ==, "Jl. Mereka 5");
  g_assert_cmpstr (gaung_record_get_string (shown, "external_number"), ==, "LPR-9");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  desk_settle ();
}

/* What no list offers is not lost by opening the dialog; what cannot be read is not saved. */
static void
test_values (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (60);
  g_autofree char *id = desk_find (desk, "type:complaint state:new agency:me");
  GaungFactsDialog *dialog;
  g_autoptr (GaungRecord) record = NULL;

  write_member (desk, id, "category", "Kucing liar");
  dialog = open_dialog (desk, id);
  gaung_facts_dialog_enter (dialog, "street", "Jl. Baru 1");
  record = gaung_facts_dialog_get_record (dialog);
  g_assert_cmpstr (gaung_record_get_string (record, "category"), ==, "Kucing liar");

  gaung_facts_dialog_enter (dialog, "happened_on", "31/02/2026");
  g_assert_null (gaung_facts_dialog_get_record (dialog));
  gaung_facts_dialog_enter (dialog, "happened_on", "");
  gaung_facts_dialog_enter (dialog, "title", "   ");
  g_assert_null (gaung_facts_dialog_get_record (dialog));
  adw_dialog_force_close (ADW_DIALOG (dialog));
  desk_settle ();
}

static void
test_rights (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (60);
  g_autofree char *id = desk_find (desk, "type:complaint state:new agency:diskominfo");

  become_another (desk);
  desk_open (desk, id);
  g_assert_false (gtk_widget_activate_action (GTK_WIDGET (desk->page), "complaint.edit", NULL)
                  && gaung_complaints_page_get_dialog (desk->page) != NULL);
}

static void
test_promise (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (60);
  g_autofree char *id = desk_find (desk, "type:complaint state:new agency:me");
  g_autofree char *entries = g_strdup_printf ("type:entry parent:%s kind:promise", id);
  g_autoptr (GaungRecord) record = NULL;
  GaungComplaintFacts *facts;
  GaungReasonDialog *dialog;

  desk_open (desk, id);
  facts = gaung_complaint_view_get_facts (gaung_complaints_page_get_view (desk->page));
  g_assert_null (gaung_complaint_facts_get_promise_text (facts));
  desk_activate (desk, "complaint.promise");
  dialog = GAUNG_REASON_DIALOG (gaung_complaints_page_get_dialog (desk->page));
  /* Three working days after Tuesday. */
  g_assert_cmpint (gaung_reason_dialog_get_until (dialog), ==, gaung_day_from_ymd (2026, 11, 27));
  g_assert_nonnull (strstr (gaung_reason_dialog_get_effect (dialog), "3"));
  gaung_reason_dialog_confirm (dialog);
  g_assert_cmpint (desk_count (desk, entries), ==, 0);
  gaung_reason_dialog_set_until (dialog, gaung_day_from_ymd (2026, 11, 26));
  gaung_reason_dialog_set_text (dialog, "Lampu menyala lagi");
  gaung_reason_dialog_confirm (dialog);
  desk_wait_for (desk, entries, 1);

  record = gaung_store_get (desk->store, id, NULL);
  g_assert_cmpint (
      gaung_record_get_day (record, "promise_on"), ==, gaung_day_from_ymd (2026, 11, 26));
  g_assert_nonnull (strstr (gaung_complaint_facts_get_promise_text (facts), "26/11"));
  g_assert_false (gaung_complaint_facts_is_promise_late (facts));
  write_member (desk, id, "promise_on", "2026-11-23");
  g_assert_true (gaung_complaint_facts_is_promise_late (facts));
}

static gboolean
shows_text (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_text (child, text))
      return TRUE;
  return FALSE;
}

/* Also in the widgets that are not in sight, and in the row of home and search. */
static void
test_secret_is_not_shown (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (60);
  g_autofree char *id = desk_find (desk, "type:complaint state:new agency:diskominfo");
  g_autoptr (GaungRecord) record = NULL;
  GtkWidget *row;

  write_member (desk, id, "title", "Judul rahasia sekali");
  write_member (desk, id, "text", "Isinya pun rahasia");
  become_another (desk);
  desk_open (desk, id);
  g_assert_true (shows_text (GTK_WIDGET (desk->page), "Judul rahasia sekali"));
  g_assert_true (shows_text (GTK_WIDGET (desk->page), "Isinya pun rahasia"));

  write_member (desk, id, "secret", "true");
  desk_wait_loaded (desk);
  g_assert_false (shows_text (GTK_WIDGET (desk->page), "Judul rahasia sekali"));
  g_assert_false (shows_text (GTK_WIDGET (desk->page), "Isinya pun rahasia"));
  g_assert_cmpstr (
      gaung_complaint_view_get_id (gaung_complaints_page_get_view (desk->page)), ==, id);

  record = gaung_store_get (desk->store, id, NULL);
  row = g_object_ref_sink (gaung_record_row_new (desk->context, record, "rahasia"));
  gaung_record_row_set_subtitle (GAUNG_RECORD_ROW (row), "Isinya pun rahasia");
  g_assert_false (gaung_record_row_can_read (GAUNG_RECORD_ROW (row)));
  g_assert_false (shows_text (row, "Judul rahasia sekali"));
  g_assert_false (shows_text (row, "Isinya pun rahasia"));
  g_object_unref (row);
}

/* Also where complaints are named beside others: as similar ones, and in the list of those left
 * out. */
static void
test_secret_is_not_named (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (60);
  g_autofree char *id = desk_find (desk, "type:complaint state:new agency:diskominfo");
  const char *ids[] = { id, NULL };
  g_autoptr (GaungRecord) record = NULL;
  g_autoptr (GaungComplaintJob) job = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *skipped = NULL;
  g_autoptr (GError) error = NULL;

  write_member (desk, id, "title", "Judul rahasia sekali");
  write_member (desk, id, "secret", "true");
  record = gaung_store_get (desk->store, id, NULL);
  before = gaung_complaint_to_title_line (
      GAUNG_COMPLAINT (record), gaung_context_get_actor (desk->context), 80);
  g_assert_cmpstr (before, ==, "Judul rahasia sekali");
  become_another (desk);
  after = gaung_complaint_to_title_line (
      GAUNG_COMPLAINT (record), gaung_context_get_actor (desk->context), 80);
  g_assert_null (strstr (after, "rahasia sekali"));

  job = gaung_complaint_job_new (desk->context, ids, GAUNG_COMPLAINT_VERIFY, NULL);
  g_assert_true (gaung_complaint_job_run_sync (job, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (gaung_complaint_job_get_n_skipped (job), ==, 1);
  skipped = gaung_complaint_job_get_skipped_text (job, 1);
  g_assert_null (strstr (skipped, "rahasia sekali"));
}

/* As gaung --record does: it is opened before the list has rows, and selected when it has. */
static void
test_record_at_start_is_selected (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (60);
  g_autofree char *id
      = desk_find (desk, "type:complaint agency:me is:open assignee:me sort:oldest");
  GaungComplaintsPage *page
      = g_object_new (GAUNG_TYPE_COMPLAINTS_PAGE, "context", desk->context, NULL);
  GtkWindow *window = GTK_WINDOW (adw_window_new ());
  GaungComplaintList *list = gaung_complaints_page_get_list (page);
  gint64 until = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;
  g_auto (GStrv) selected = NULL;

  adw_window_set_content (ADW_WINDOW (window), GTK_WIDGET (page));
  gtk_window_set_default_size (window, 1040, 760);
  g_assert_true (gaung_page_open_record (GAUNG_PAGE (page), id));
  gtk_window_present (window);
  while (gaung_complaint_list_get_n_selected (list) == 0 && g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, FALSE);
  selected = gaung_complaint_list_get_selected (list);
  g_assert_cmpuint (g_strv_length (selected), ==, 1);
  g_assert_cmpstr (selected[0], ==, id);
  g_assert_cmpstr (gaung_complaint_view_get_id (gaung_complaints_page_get_view (page)), ==, id);
  gtk_window_destroy (window);
  desk_settle ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/complaints/facts/correct-and-undo", test_correct_and_undo);
  g_test_add_func ("/complaints/facts/draft-is-kept", test_draft_is_kept);
  g_test_add_func ("/complaints/facts/conflict-keeps-what-was-typed",
                   test_conflict_keeps_what_was_typed);
  g_test_add_func ("/complaints/facts/draft-meets-a-change", test_draft_meets_a_change);
  g_test_add_func ("/complaints/facts/values", test_values);
  g_test_add_func ("/complaints/facts/rights", test_rights);
  g_test_add_func ("/complaints/facts/promise", test_promise);
  g_test_add_func ("/complaints/facts/secret-is-not-shown", test_secret_is_not_shown);
  g_test_add_func ("/complaints/facts/secret-is-not-named", test_secret_is_not_named);
  g_test_add_func ("/complaints/facts/record-at-start-is-selected",
                   test_record_at_start_is_selected);
  return g_test_run ();
}
