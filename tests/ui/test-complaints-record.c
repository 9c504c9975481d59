/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of one complaint: verdicts, the two voices, drafts, masked reporters. */

#include "config.h"

#include "complaints-fixture.h"
#include "gaung-chooser-dialog.h"
#include "gaung-deadline-strip.h"
#include "gaung-reason-dialog.h"

static GaungComposer *
get_composer (DeskFixture *desk)
{
  return gaung_complaint_view_get_composer (gaung_complaints_page_get_view (desk->page));
}

static const char *
get_shown (DeskFixture *desk)
{
  return gaung_complaint_view_get_id (gaung_complaints_page_get_view (desk->page));
}

static gboolean
shows_text (GtkWidget *root, const char *text)
{
  GtkWidget *child;

  if (!gtk_widget_get_mapped (root))
    return FALSE;
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return TRUE;
  for (child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_text (child, text))
      return TRUE;
  return FALSE;
}

static char *
entries_of (const char *id, const char *kind)
{
  return g_strdup_printf ("type:entry parent:%s kind:%s", id, kind);
}

static void
test_verify_and_undo (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (60);
  g_autofree char *id = desk_find (desk, "type:complaint state:new agency:me");
  g_autofree char *states = entries_of (id, "state");
  g_autofree char *changes = entries_of (id, "change");
  gint64 n_states = desk_count (desk, states);

  desk_open (desk, id);
  desk_activate (desk, "complaint.verify");
  desk_wait_for (desk, states, n_states + 1);
  g_assert_cmpstr (desk_get_state (desk, id), ==, "verified");

  /* Undo adds to the history; it takes nothing out of it. */
  g_assert_true (gaung_undo_stack_undo_last (gaung_context_get_undo (desk->context)));
  desk_wait_for (desk, changes, 1);
  g_assert_cmpstr (desk_get_state (desk, id), ==, "new");
  g_assert_cmpint (desk_count (desk, states), ==, n_states + 1);
}

static void
test_keys (void)
{
  static const struct
  {
    const char *name;
    const char *key;
  } keys[] = {
    { "complaint.verify", "1" },    { "complaint.dispose", "2" },
    { "complaint.postpone", "3" },  { "complaint.archive", "4" },
    { "complaint.reply", "r" },     { "complaint.note", "n" },
    { "complaint.assign-me", "a" }, { "complaint.send", "<Control>Return" },
    { "complaint.next", "j" },      { "complaint.previous", "k" },
    { "complaint.edit", "e" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const GaungActionRow *row
          = gaung_action_rows_find (gaung_complaint_action_rows, keys[i].name);

      g_assert_nonnull (row);
      g_assert_cmpstr (row->keys[0], ==, keys[i].key);
      /* A letter must never act while somebody types. */
      if (strlen (keys[i].key) == 1)
        g_assert_true (row->flags & GAUNG_ACTION_OUTSIDE_TEXT);
    }
}

static void
test_disposition (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (60);
  g_autofree char *id = desk_find (desk, "type:complaint state:new agency:me");
  g_autofree char *entries = entries_of (id, "disposition");
  g_autoptr (GaungRecord) record = NULL;
  AdwDialog *dialog;

  desk_open (desk, id);
  desk_activate (desk, "complaint.dispose");
  dialog = gaung_complaints_page_get_dialog (desk->page);
  g_assert_true (GAUNG_IS_CHOOSER_DIALOG (dialog));
  gaung_chooser_dialog_set_search (GAUNG_CHOOSER_DIALOG (dialog), "perhub");
  gaung_chooser_dialog_confirm (GAUNG_CHOOSER_DIALOG (dialog));
  desk_wait_for (desk, entries, 1);

  record = gaung_store_get (desk->store, id, NULL);
  g_assert_cmpstr (gaung_record_get_string (record, "state"), ==, "disposed");
  g_assert_cmpstr (gaung_record_get_string (record, "agency"), ==, "dishub");
}

static void
test_postponement (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (60);
  g_autofree char *id = desk_find (desk, "type:complaint state:new agency:me -is:postponed");
  g_autofree char *entries = entries_of (id, "postpone");
  g_autoptr (GaungRecord) record = NULL;
  GaungReasonDialog *dialog;

  desk_open (desk, id);
  desk_activate (desk, "complaint.postpone");
  dialog = GAUNG_REASON_DIALOG (gaung_complaints_page_get_dialog (desk->page));
  /* Three working days after Tuesday is Friday; what that does is said at once. */
  g_assert_cmpint (gaung_reason_dialog_get_until (dialog), ==, gaung_day_from_ymd (2026, 11, 27));
  g_assert_cmpuint (strlen (gaung_reason_dialog_get_effect (dialog)), >, 0);
  /* Without a reason nothing happens. */
  gaung_reason_dialog_confirm (dialog);
  desk_settle ();
  g_assert_cmpint (desk_count (desk, entries), ==, 0);
  gaung_reason_dialog_set_text (dialog, "Menunggu suku cadang");
  gaung_reason_dialog_confirm (dialog);
  desk_wait_for (desk, entries, 1);
  record = gaung_store_get (desk->store, id, NULL);
  g_assert_true (gaung_complaint_is_postponed (GAUNG_COMPLAINT (record)));
}

static void
test_archive (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (60);
  g_autofree char *id = desk_find (desk, "type:complaint state:new agency:me");
  g_autofree char *entries = g_strdup_printf ("type:entry parent:%s to_state:archived", id);
  GaungReasonDialog *dialog;

  desk_open (desk, id);
  desk_activate (desk, "complaint.archive");
  dialog = GAUNG_REASON_DIALOG (gaung_complaints_page_get_dialog (desk->page));
  gaung_reason_dialog_choose (dialog, "too-general");
  gaung_reason_dialog_confirm (dialog);
  desk_wait_for (desk, entries, 1);
  g_assert_cmpstr (desk_get_state (desk, id), ==, "archived");
}

static void
test_voices_do_not_mix (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (60);
  g_autofree char *id = desk_find (desk, "type:complaint state:new agency:me");
  g_autofree char *notes = entries_of (id, "note");
  g_autofree char *replies = entries_of (id, "reply");
  g_autofree char *text = NULL;
  gint64 n_notes, n_replies;
  GtkWidget *frame;

  desk_open (desk, id);
  n_notes = desk_count (desk, notes);
  n_replies = desk_count (desk, replies);
  desk_activate (desk, "complaint.note");
  g_assert_cmpint (gaung_composer_get_voice (get_composer (desk)), ==, GAUNG_VOICE_NOTE);
  gaung_composer_set_text (get_composer (desk), GAUNG_VOICE_NOTE, "Hanya untuk kita");
  frame = adw_bin_get_child (ADW_BIN (get_composer (desk)));
  g_assert_true (gtk_widget_has_css_class (frame, "internal"));
  g_assert_false (gtk_widget_has_css_class (frame, "public"));

  desk_activate (desk, "complaint.reply");
  text = gaung_composer_get_text (get_composer (desk), GAUNG_VOICE_REPLY);
  g_assert_cmpstr (text, ==, "");
  g_assert_true (gtk_widget_has_css_class (frame, "public"));
  g_assert_false (gtk_widget_has_css_class (frame, "internal"));
  /* The reply is empty: sending does nothing, least of all with the note. */
  desk_activate (desk, "complaint.send");
  desk_settle ();
  g_assert_cmpint (desk_count (desk, replies), ==, n_replies);
  g_assert_cmpint (desk_count (desk, notes), ==, n_notes);

  desk_activate (desk, "complaint.note");
  desk_activate (desk, "complaint.send");
  desk_wait_for (desk, notes, n_notes + 1);
  g_assert_cmpint (desk_count (desk, replies), ==, n_replies);
  g_free (text);
  text = gaung_composer_get_text (get_composer (desk), GAUNG_VOICE_NOTE);
  g_assert_cmpstr (text, ==, "");
}

static void
test_reply_can_be_taken_back (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (60);
  g_autofree char *id = desk_find (desk, "type:complaint state:new agency:me");
  g_autofree char *replies = entries_of (id, "reply");
  g_autofree char *held_key = g_strconcat ("held/", id, NULL);
  g_autofree char *text = NULL;
  g_autofree char *held = NULL;
  g_autofree char *other = NULL;
  g_autoptr (GaungRecord) record = NULL;
  gint64 n_replies = desk_count (desk, replies);

  desk_open (desk, id);
  desk_activate (desk, "complaint.reply");
  gaung_composer_set_text (get_composer (desk), GAUNG_VOICE_REPLY, "Terima kasih, Bapak/Ibu.");
  desk_activate (desk, "complaint.send");
  desk_settle ();
  g_assert_cmpint (desk_count (desk, replies), ==, n_replies);
  held = gaung_store_get_draft (desk->store, held_key);
  g_assert_nonnull (held);

  /* Whichever complaint is shown, the bar says that it leaves, and how to keep it. */
  g_assert_true (shows_text (GTK_WIDGET (desk->page), "The reply leaves in "));
  desk_activate (desk, "complaint.next");
  desk_settle ();
  g_assert_cmpstr (get_shown (desk), !=, id);
  record = gaung_store_get (desk->store, id, NULL);
  other = g_strdup_printf ("The reply to %s leaves in ", gaung_record_get_reference (record));
  g_assert_true (shows_text (GTK_WIDGET (desk->page), other));

  desk_activate (desk, "complaint.unsend");
  g_assert_cmpstr (get_shown (desk), ==, id);
  text = gaung_composer_get_text (get_composer (desk), GAUNG_VOICE_REPLY);
  g_assert_cmpstr (text, ==, "Terima kasih, Bapak/Ibu.");
  g_free (held);
  held = gaung_store_get_draft (desk->store, held_key);
  g_assert_null (held);

  /* Sent again, and the desk closes before the time is over: it is written. */
  desk_activate (desk, "complaint.send");
  desk_settle ();
  gtk_window_destroy (desk->window);
  desk_settle ();
  desk->window = GTK_WINDOW (adw_window_new ());
  desk_wait_for (desk, replies, n_replies + 1);
  g_free (held);
  held = gaung_store_get_draft (desk->store, held_key);
  g_assert_null (held);
  desk->page = g_object_new (GAUNG_TYPE_COMPLAINTS_PAGE, "context", desk->context, NULL);
  adw_window_set_content (ADW_WINDOW (desk->window), GTK_WIDGET (desk->page));
}

/* The first goes out when the second is sent; that one can still be taken back. */
static void
test_two_replies (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (60);
  g_autofree char *id = desk_find (desk, "type:complaint state:new agency:me");
  g_autofree char *replies = entries_of (id, "reply");
  g_autofree char *held_key = g_strconcat ("held/", id, NULL);
  g_autofree char *held = NULL;
  g_autofree char *text = NULL;
  gint64 n_replies = desk_count (desk, replies);

  desk_open (desk, id);
  gaung_composer_set_text (get_composer (desk), GAUNG_VOICE_REPLY, "Satu");
  desk_activate (desk, "complaint.send");
  desk_settle ();
  gaung_composer_set_text (get_composer (desk), GAUNG_VOICE_REPLY, "Dua");
  desk_activate (desk, "complaint.send");
  desk_wait_for (desk, replies, n_replies + 1);
  desk_settle ();
  held = gaung_store_get_draft (desk->store, held_key);
  g_assert_nonnull (strstr (held, "Dua"));
  desk_activate (desk, "complaint.unsend");
  text = gaung_composer_get_text (get_composer (desk), GAUNG_VOICE_REPLY);
  g_assert_cmpstr (text, ==, "Dua");
  g_assert_cmpint (desk_count (desk, replies), ==, n_replies + 1);
}

/* Back before the store has written it: what was typed is there. */
static void
test_draft_under_way (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (60);
  g_autofree char *first = desk_find (desk, "type:complaint is:open agency:me sort:newest");
  g_autofree char *second = desk_find (desk, "type:complaint is:open agency:me sort:oldest");

  desk_open (desk, first);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *typed = g_strdup_printf ("Balasan %u", i);
      g_autofree char *text = NULL;

      gaung_composer_set_text (get_composer (desk), GAUNG_VOICE_REPLY, typed);
      g_assert_true (gaung_page_open_record (GAUNG_PAGE (desk->page), second));
      g_assert_true (gaung_page_open_record (GAUNG_PAGE (desk->page), first));
      text = gaung_composer_get_text (get_composer (desk), GAUNG_VOICE_REPLY);
      g_assert_cmpstr (text, ==, typed);
    }
}

/* Where list and page take turns, nothing happens to a complaint that lies under the list. */
static void
test_out_of_sight (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (60);
  g_autofree char *id = desk_find (desk, "type:complaint state:new agency:me");
  g_autofree char *states = entries_of (id, "state");
  gint64 n_states = desk_count (desk, states);

  desk_open (desk, id);
  gaung_page_set_collapsed (GAUNG_PAGE (desk->page), TRUE);
  desk_settle ();
  g_assert_cmpstr (get_shown (desk), ==, id);
  desk_activate (desk, "complaint.search");
  desk_settle ();
  desk_activate (desk, "complaint.verify");
  desk_settle ();
  g_assert_cmpstr (desk_get_state (desk, id), ==, "new");

  g_assert_true (gaung_page_open_record (GAUNG_PAGE (desk->page), id));
  desk_settle ();
  desk_activate (desk, "complaint.verify");
  desk_wait_for (desk, states, n_states + 1);
  g_assert_cmpstr (desk_get_state (desk, id), ==, "verified");
}

static void
test_drafts_survive (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (60);
  g_autofree char *first = desk_find (desk, "type:complaint is:open agency:me sort:newest");
  g_autofree char *second = desk_find (desk, "type:complaint is:open agency:me sort:oldest");
  g_autofree char *note_key = g_strconcat (first, "/note", NULL);
  g_autofree char *stored = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpstr (first, !=, second);
  desk_open (desk, first);
  gaung_composer_set_text (get_composer (desk), GAUNG_VOICE_REPLY, "Setengah balasan");
  gaung_composer_set_text (get_composer (desk), GAUNG_VOICE_NOTE, "Setengah catatan");
  desk_open (desk, second);
  text = gaung_composer_get_text (get_composer (desk), GAUNG_VOICE_REPLY);
  g_assert_cmpstr (text, ==, "");
  stored = gaung_store_get_draft (desk->store, note_key);
  g_assert_cmpstr (stored, ==, "Setengah catatan");

  desk_open (desk, first);
  g_free (text);
  text = gaung_composer_get_text (get_composer (desk), GAUNG_VOICE_REPLY);
  g_assert_cmpstr (text, ==, "Setengah balasan");
}

/* Somebody else changes the record: the page shows it, and what is typed stays. */
static void
test_change_from_outside (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (60);
  g_autofree char *id = desk_find (desk, "type:complaint state:new agency:me");
  g_autoptr (GaungRecord) record = NULL;
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_FRESH);
  g_autofree char *text = NULL;
  GaungComplaint *shown;

  desk_open (desk, id);
  gaung_composer_set_text (get_composer (desk), GAUNG_VOICE_NOTE, "Sedang ditulis");
  record = gaung_store_get (desk->store, id, NULL);
  g_assert_true (gaung_record_set_string (record, "title", "Judul dari rekan", NULL));
  gaung_batch_put (batch, record, NULL);
  g_assert_true (gaung_store_write (desk->store, batch, NULL));
  desk_settle ();
  shown = gaung_complaint_view_get_complaint (gaung_complaints_page_get_view (desk->page));
  g_assert_cmpstr (gaung_record_get_string (GAUNG_RECORD (shown), "title"), ==, "Judul dari rekan");
  text = gaung_composer_get_text (get_composer (desk), GAUNG_VOICE_NOTE);
  g_assert_cmpstr (text, ==, "Sedang ditulis");
}

/* A change among too many to name is a change as well. */
static void
test_change_in_bulk (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (60);
  g_autofree char *id = desk_find (desk, "type:complaint state:new agency:me");
  g_autoptr (GaungRecord) record = NULL;
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_FRESH);
  GaungComplaint *shown;

  desk_open (desk, id);
  record = gaung_store_get (desk->store, id, NULL);
  g_assert_true (gaung_record_set_string (record, "title", "Judul dari impor", NULL));
  gaung_batch_put (batch, record, NULL);
  g_assert_true (gaung_store_begin_bulk (desk->store, NULL));
  g_assert_true (gaung_store_write (desk->store, batch, NULL));
  g_assert_true (gaung_store_end_bulk (desk->store, NULL));
  desk_settle ();
  shown = gaung_complaint_view_get_complaint (gaung_complaints_page_get_view (desk->page));
  g_assert_cmpstr (gaung_record_get_string (GAUNG_RECORD (shown), "title"), ==, "Judul dari impor");
}

static void
test_reveal_is_logged (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (60);
  g_autofree char *id = NULL;
  g_autofree char *other = desk_find (desk, "type:complaint state:done");
  g_autofree char *entries = NULL;
  g_autoptr (GaungRecord) complaint = NULL;
  g_autoptr (GaungRecord) reporter = NULL;
  GaungComplaintFacts *facts;
  gint64 n;
  const char *members[] = { "name", NULL };

  for (guint i = 0; reporter == NULL; i++)
    {
      g_autofree char *query
          = g_strdup_printf ("type:complaint state:new sort:%s", i == 0 ? "newest" : "oldest");

      g_assert_cmpuint (i, <, 2);
      g_clear_pointer (&id, g_free);
      g_clear_object (&complaint);
      id = desk_find (desk, query);
      complaint = gaung_store_get (desk->store, id, NULL);
      if (gaung_record_get_string (complaint, "reporter") != NULL)
        reporter
            = gaung_store_get (desk->store, gaung_record_get_string (complaint, "reporter"), NULL);
    }
  entries = entries_of (id, "reveal");
  n = desk_count (desk, entries);

  desk_open (desk, id);
  facts = gaung_complaint_view_get_facts (gaung_complaints_page_get_view (desk->page));
  g_assert_null (strstr (gaung_complaint_facts_get_reporter_text (facts),
                         gaung_record_get_string (reporter, "name")));
  g_signal_emit_by_name (facts, "reveal", members);
  desk_wait_for (desk, entries, n + 1);
  g_assert_nonnull (strstr (gaung_complaint_facts_get_reporter_text (facts),
                            gaung_record_get_string (reporter, "name")));

  desk_open (desk, other);
  desk_open (desk, id);
  g_assert_null (strstr (gaung_complaint_facts_get_reporter_text (facts),
                         gaung_record_get_string (reporter, "name")));
  g_assert_cmpint (desk_count (desk, entries), ==, n + 1);
}

static void
test_deadline_strip (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (60);
  g_autofree char *id = desk_find (desk, "type:complaint state:new agency:me -is:postponed");
  GaungDeadlineStrip *strip;
  guint n_boxes = 0;

  desk_open (desk, id);
  strip = gaung_complaint_view_get_strip (gaung_complaints_page_get_view (desk->page));
  g_assert_cmpuint (gaung_deadline_strip_get_n_deadlines (strip), >=, 2);
  g_assert_cmpuint (strlen (gaung_deadline_strip_get_sentence (strip)), >, 0);
  for (guint n = 0;; n++)
    {
      GtkWidget *button = desk_find_widget (GTK_WIDGET (strip), GTK_TYPE_BUTTON, n);

      if (button == NULL)
        break;
      if (!gtk_widget_has_css_class (button, "day"))
        continue;
      n_boxes++;
      g_assert_true (gtk_widget_get_focusable (button));
      g_assert_nonnull (gtk_widget_get_tooltip_text (button));
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button),
                                           GTK_ACCESSIBLE_PROPERTY_LABEL,
                                           gtk_widget_get_tooltip_text (button));
    }
  g_assert_cmpuint (n_boxes, >=, 7);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/complaints/record/keys", test_keys);
  g_test_add_func ("/complaints/record/verify-and-undo", test_verify_and_undo);
  g_test_add_func ("/complaints/record/disposition", test_disposition);
  g_test_add_func ("/complaints/record/postponement", test_postponement);
  g_test_add_func ("/complaints/record/archive", test_archive);
  g_test_add_func ("/complaints/record/voices-do-not-mix", test_voices_do_not_mix);
  g_test_add_func ("/complaints/record/reply-can-be-taken-back", test_reply_can_be_taken_back);
  g_test_add_func ("/complaints/record/two-replies", test_two_replies);
  g_test_add_func ("/complaints/record/out-of-sight", test_out_of_sight);
  g_test_add_func ("/complaints/record/drafts-survive", test_drafts_survive);
  g_test_add_func ("/complaints/record/draft-under-way", test_draft_under_way);
  g_test_add_func ("/complaints/record/change-from-outside", test_change_from_outside);
  g_test_add_func ("/complaints/record/change-in-bulk", test_change_in_bulk);
  g_test_add_func ("/complaints/record/reveal-is-logged", test_reveal_is_logged);
  g_test_add_func ("/complaints/record/deadline-strip", test_deadline_strip);
  return g_test_run ();
}
