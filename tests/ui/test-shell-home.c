/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What home shows, and when. */

#include "config.h"

#include <adwaita.h>

#include "gaung-json.h"
#include "gaung-list.h"
#include "shell-fixture.h"

/* A complaint that is assigned to who sits here, with these members besides. (transfer full) */
static void
put_mine (GaungContext *context, const char *members)
{
  const GaungActor *actor = gaung_context_get_actor (context);
  g_autofree char *text = g_strdup_printf (
      "{\"type\":\"complaint\",\"channel\":\"web\",\"agency\":\"%s\",\"assignee\":\"%s\",%s}",
      actor->agency,
      actor->id,
      members);
  g_autoptr (JsonObject) object = gaung_json_parse_object (text, -1, NULL);
  g_autoptr (GaungRecord) fresh
      = gaung_record_new ("complaint", actor, gaung_context_get_now (context));
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GaungRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (object, "_id", gaung_record_get_id (fresh));
  record = gaung_record_new_from_json (object, &error);
  g_assert_no_error (error);
  gaung_batch_put (batch, record, NULL);
  g_assert_true (gaung_store_write (gaung_context_get_store (context), batch, &error));
  g_assert_no_error (error);
}

typedef struct
{
  GtkWidget *root;
  const char *text;
} Shown;

static gboolean
is_shown (gpointer data)
{
  const Shown *shown = data;

  return ui_shows_text (shown->root, shown->text);
}

static gboolean
has_rows (gpointer data)
{
  return gaung_list_get_n_items (data) > 0;
}

/* Everything was answered in time, and it was opened again: no clock runs, but it is open and mine.
 */
static void
test_home_shows_what_has_no_deadline (void)
{
  g_autoptr (ShellFixture) fixture = shell_fixture_new (GAUNG_WORKSPACE_LOCAL, 0);
  GaungWindow *window = shell_fixture_show (fixture);
  Shown shown = { GTK_WIDGET (window), "Pohon tumbang" };

  put_mine (gaung_window_get_context (window),
            "\"title\":\"Pohon tumbang\",\"text\":\"Di depan pasar.\",\"state\":\"in-progress\","
            "\"received_at\":\"2026-11-20T02:00:00.000Z\","
            "\"verified_at\":\"2026-11-20T03:00:00.000Z\","
            "\"first_reply_at\":\"2026-11-20T04:00:00.000Z\","
            "\"answered_at\":\"2026-11-20T05:00:00.000Z\"");
  ui_wait (is_shown, &shown);
  g_assert_true (ui_shows_text (GTK_WIDGET (window), "Next for you"));
  ui_close (window);
}

/* A reply with files is kept in two drafts, and is one row. */
static void
test_drafts_with_files (void)
{
  g_autoptr (ShellFixture) fixture = shell_fixture_new (GAUNG_WORKSPACE_SAMPLE, 20);
  GaungContext *context = shell_fixture_open (fixture);
  GaungStore *store = gaung_context_get_store (context);
  g_autoptr (GaungQuery) query = gaung_query_new ("complaint");
  g_autoptr (GaungList) list = gaung_list_new (store, query);
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);
  g_autoptr (GaungRecord) record = NULL;
  g_autofree char *reply = NULL;
  g_autofree char *files = NULL;
  GaungWindow *window;

  ui_wait (has_rows, list);
  record = g_list_model_get_item (G_LIST_MODEL (list), 0);
  reply = g_strconcat (gaung_record_get_id (record), "/reply", NULL);
  files = g_strconcat (gaung_record_get_id (record), "/reply-files", NULL);
  gaung_batch_put_draft (batch, reply, "Terima kasih");
  gaung_batch_put_draft (batch, files, "attachment:0\tfoto.jpg\n");
  g_assert_true (gaung_store_write (store, batch, NULL));
  window = GAUNG_WINDOW (gaung_window_new (NULL, fixture->session));
  gtk_window_present (GTK_WINDOW (window));
  ui_wait (is_shown, &(Shown) { GTK_WIDGET (window), "Terima kasih" });
  g_assert_false (ui_shows_text (GTK_WIDGET (window), "foto.jpg"));
  ui_close (window);
}

/* What was put off until tomorrow is there when the day changes, without a touch. */
static void
test_midnight (void)
{
  g_autoptr (ShellFixture) fixture = shell_fixture_new (GAUNG_WORKSPACE_LOCAL, 0);
  GaungWindow *window = NULL;
  GaungInstant now = gaung_clock_get_now (fixture->clock);
  GaungInstant tomorrow = gaung_day_get_start (gaung_day_of_instant (now) + 1) + GAUNG_MINUTE;
  Shown shown = { NULL, "Selokan mampet" };

  gaung_instant_set_now (now);
  window = shell_fixture_show (fixture);
  shown.root = GTK_WIDGET (window);
  put_mine (gaung_window_get_context (window),
            "\"title\":\"Selokan mampet\",\"text\":\"Air meluap.\",\"state\":\"in-progress\","
            "\"received_at\":\"2026-11-24T02:00:00.000Z\","
            "\"pauses\":[{\"from\":\"2026-11-24T02:30:00.000Z\",\"planned\":\"2026-11-25\"}]");
  put_mine (gaung_window_get_context (window),
            "\"title\":\"Lampu padam\",\"text\":\"Tiga malam.\",\"state\":\"new\","
            "\"received_at\":\"2026-11-24T02:00:00.000Z\"");
  ui_wait (is_shown, &(Shown) { GTK_WIDGET (window), "Lampu padam" });
  g_assert_true (ui_shows_text (GTK_WIDGET (window), "Next for you"));
  g_assert_false (is_shown (&shown));

  gaung_instant_set_now (tomorrow);
  gaung_clock_set (fixture->clock, tomorrow);
  ui_wait (is_shown, &shown);
  /* And what is due within the new day has moved up. */
  ui_wait (is_shown, &(Shown) { GTK_WIDGET (window), "Overdue and due today" });

  gaung_instant_set_now (GAUNG_INSTANT_NONE);
  ui_close (window);
}

static void
put_draft (GaungContext *context, const char *id, const char *key, const char *text)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);
  g_autofree char *full = NULL;

  if (*key == '/')
    full = g_strconcat (id, key, NULL);
  else
    full = g_strconcat (key, id, NULL);
  gaung_batch_put_draft (batch, full, text);
  g_assert_true (gaung_store_write (gaung_context_get_store (context), batch, NULL));
}

/* Each draft is called what it is. */
static void
test_drafts (void)
{
  static const struct
  {
    const char *key;
    const char *text;
    const char *shown;
  } drafts[] = {
    { "/reply", "Terima kasih", "Draft of a reply: Terima kasih" },
    { "/note", "Sudah ditelepon", "Draft of a note: Sudah ditelepon" },
    { "/question", "Jalan apa?", "Draft of a question: Jalan apa?" },
    { "/postpone", "Menunggu", "Not postponed yet: Menunggu" },
    { "/promise", "Lampu baru", "Not promised yet: Lampu baru" },
    { "facts:", "{\"base\":{},\"mine\":{}}", "Corrections, not saved yet" },
  };
  g_autoptr (ShellFixture) fixture = shell_fixture_new (GAUNG_WORKSPACE_LOCAL, 0);
  GaungWindow *window = shell_fixture_show (fixture);
  GaungContext *context = gaung_window_get_context (window);
  GaungStore *store = gaung_context_get_store (context);
  g_autoptr (GaungQuery) query = gaung_query_parse ("type:complaint", NULL);
  g_autoptr (GaungList) list = NULL;
  g_autoptr (GaungRecord) record = NULL;
  Shown shown = { GTK_WIDGET (window), NULL };

  put_mine (context,
            "\"title\":\"Lampu padam\",\"text\":\"Tiga malam.\",\"state\":\"new\","
            "\"received_at\":\"2026-11-24T02:00:00.000Z\"");
  shown.text = "Lampu padam";
  ui_wait (is_shown, &shown);
  list = gaung_list_new (store, query);
  while (g_list_model_get_n_items (G_LIST_MODEL (list)) == 0)
    g_main_context_iteration (NULL, TRUE);
  record = g_list_model_get_item (G_LIST_MODEL (list), 0);
  for (gsize i = 0; i < G_N_ELEMENTS (drafts); i++)
    {
      /* One after the other: the list is short. */
      put_draft (context, gaung_record_get_id (record), drafts[i].key, drafts[i].text);
      gtk_widget_activate_action (GTK_WIDGET (window), "win.show-area", "s", "complaints");
      ui_settle ();
      gtk_widget_activate_action (GTK_WIDGET (window), "win.show-area", "s", "home");
      shown.text = drafts[i].shown;
      ui_wait (is_shown, &shown);
      put_draft (context, gaung_record_get_id (record), drafts[i].key, NULL);
    }
  put_draft (context, "", "new-complaint", "{\"title\":\"\",\"text\":\"Air keruh\"}");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-area", "s", "complaints");
  ui_settle ();
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-area", "s", "home");
  shown.text = "Air keruh";
  ui_wait (is_shown, &shown);
  ui_close (window);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/shell/home/no-deadline", test_home_shows_what_has_no_deadline);
  g_test_add_func ("/shell/home/drafts-with-files", test_drafts_with_files);
  g_test_add_func ("/shell/home/midnight", test_midnight);
  g_test_add_func ("/shell/home/drafts", test_drafts);

  return g_test_run ();
}
