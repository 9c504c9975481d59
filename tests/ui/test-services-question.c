/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people ask: written down at the stand, found at once, answered later, taken back. */

#include "config.h"

#include <string.h>

#include "gaung-question.h"
#include "services-fixture.h"

static char *
open_card (ServicesFixture *desk)
{
  char *id = services_find (desk, "type:service name=\"Kartu pencari kerja (AK-1)\"");

  services_open (desk, id);
  return id;
}

static void
enter (GaungQuestionDialog *dialog, const char *member, const char *text)
{
  gaung_edit_field_enter (gaung_question_dialog_find_field (dialog, member), text);
}

static void
test_ask_and_answer (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autofree char *service = open_card (desk);
  g_autofree char *open = g_strdup_printf ("type:question parent:%s state:open", service);
  gint64 n = services_count (desk, open);
  GaungQuestionDialog *dialog = gaung_services_page_ask (desk->page);
  g_autofree char *id = NULL;
  g_autoptr (GaungRecord) asked = NULL;
  g_autoptr (GaungRecord) answered = NULL;

  services_settle ();
  enter (dialog, "question", "Apakah bisa diwakilkan saudara?");
  gaung_question_dialog_save (dialog);
  services_wait_for (desk, open, n + 1);
  id = services_find (desk, "type:question diwakilkan saudara");
  asked = services_get (desk, id);
  g_assert_cmpstr (gaung_record_get_string (asked, "state"), ==, "open");
  g_assert_cmpstr (gaung_record_get_string (asked, "agency"), ==, "disnaker");
  g_assert_cmpint (gaung_record_get_day (asked, "checked_on"), ==, GAUNG_DAY_NONE);
  /* It is on the page at once. */
  services_settle ();
  g_assert_nonnull (
      services_find_label (GTK_WIDGET (desk->page), "Apakah bisa diwakilkan saudara?"));

  dialog = gaung_services_page_edit_question (desk->page, id);
  services_settle ();
  enter (dialog, "answer", "Tidak, harus datang sendiri.");
  enter (dialog, "keywords", "kuasa, wakil");
  gaung_question_dialog_save (dialog);
  services_wait_for (desk, open, n);
  answered = services_get (desk, id);
  g_assert_cmpstr (gaung_record_get_string (answered, "state"), ==, "active");
  g_assert_cmpint (gaung_record_get_day (answered, "checked_on"),
                   ==,
                   gaung_day_of_instant (gaung_context_get_now (desk->context)));
  g_assert_cmpint (services_count (desk, "type:question kuasa wakil"), ==, 1);
}

static void
test_needs_a_question (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autofree char *service = open_card (desk);
  gint64 n = services_count (desk, "type:question");
  GaungQuestionDialog *dialog = gaung_services_page_ask (desk->page);

  services_settle ();
  enter (dialog, "answer", "Ya.");
  gaung_question_dialog_save (dialog);
  services_settle ();
  g_assert_true (gaung_edit_field_is_wrong (gaung_question_dialog_find_field (dialog, "question")));
  g_assert_cmpint (services_count (desk, "type:question"), ==, n);
  g_assert_true (adw_dialog_close (ADW_DIALOG (dialog)));
  services_settle ();
}

static void
test_draft (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autofree char *service = open_card (desk);
  GaungQuestionDialog *dialog = gaung_services_page_ask (desk->page);

  services_settle ();
  enter (dialog, "question", "Baru separuh");
  g_assert_true (adw_dialog_close (ADW_DIALOG (dialog)));
  services_settle ();
  dialog = gaung_services_page_ask (desk->page);
  services_settle ();
  enter (dialog, "answer", "Sudah utuh.");
  gaung_question_dialog_save (dialog);
  services_wait_for (desk, "type:question baru separuh", 1);
}

static void
test_withdraw_and_undo (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autofree char *service = open_card (desk);
  g_autofree char *all = g_strdup_printf ("type:question parent:%s", service);
  g_autofree char *id = services_find (desk, "type:question lupa lapor enam bulan");
  gint64 n = services_count (desk, all);
  GaungQuestionDialog *dialog = gaung_services_page_edit_question (desk->page, id);
  g_autoptr (GaungRecord) after = NULL;

  services_settle ();
  gaung_question_dialog_withdraw (dialog);
  services_wait_for (desk, all, n - 1);
  g_assert_true (gaung_undo_stack_undo_last (gaung_context_get_undo (desk->context)));
  services_wait_for (desk, all, n);
  after = services_get (desk, id);
  g_assert_cmpstr (gaung_record_get_string (after, "state"), ==, "open");
}

/* Somebody else answers while this one does. */
static void
test_conflict (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autofree char *service = open_card (desk);
  g_autofree char *id = services_find (desk, "type:question lupa lapor enam bulan");
  GaungQuestionDialog *dialog = gaung_services_page_edit_question (desk->page, id);
  g_autoptr (GaungRecord) theirs = services_get (desk, id);
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GaungRecord) after = NULL;

  services_settle ();
  enter (dialog, "answer", "Jawaban saya.");
  gaung_record_set_string (theirs, "answer", "Jawaban mereka.", NULL);
  gaung_record_set_string (theirs, "state", "active", NULL);
  gaung_batch_put (batch, theirs, NULL);
  g_assert_true (gaung_store_write (desk->store, batch, NULL));
  gaung_question_dialog_save (dialog);
  services_settle ();
  after = services_get (desk, id);
  g_assert_cmpstr (gaung_record_get_string (after, "answer"), ==, "Jawaban mereka.");
  g_clear_object (&after);
  gaung_question_dialog_save (dialog);
  services_wait_for (desk, "type:question \"jawaban saya\"", 1);
}

static void
test_rights (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_CITY);
  g_autofree char *service = open_card (desk); /* of another agency */
  g_autofree char *id = services_find (desk, "type:question lupa lapor enam bulan");
  g_autofree char *own = services_find (desk, "type:service agency:diskominfo");

  g_assert_null (gaung_services_page_ask (desk->page));
  g_assert_null (gaung_services_page_edit_question (desk->page, id));
  services_open (desk, own);
  /* Not a question of the service that is shown. */
  g_assert_null (gaung_services_page_edit_question (desk->page, id));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/services/question/ask-and-answer", test_ask_and_answer);
  g_test_add_func ("/services/question/needs-a-question", test_needs_a_question);
  g_test_add_func ("/services/question/draft", test_draft);
  g_test_add_func ("/services/question/withdraw-and-undo", test_withdraw_and_undo);
  g_test_add_func ("/services/question/conflict", test_conflict);
  g_test_add_func ("/services/question/rights", test_rights);

  return g_test_run ();
}
