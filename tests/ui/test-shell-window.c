/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window in process: first run, passphrase, lock, what is found again at the next start,
 * search, keys and preferences. */

#include "config.h"

#include <string.h>

#include <adwaita.h>
#include <gio/gsettingsbackend.h>

#include "gaung-about.h"
#include "gaung-area-row.h"
#include "gaung-area-table.h"
#include "gaung-city-agencies.h"
#include "gaung-deadlines-page.h"
#include "gaung-home-page.h"
#include "gaung-lock.h"
#include "gaung-pin-dialog.h"
#include "gaung-preferences.h"
#include "gaung-record-row.h"
#include "gaung-search-dialog.h"
#include "gaung-service.h"
#include "gaung-shortcuts-dialog.h"
#include "gaung-unlock-page.h"
#include "gaung-welcome.h"
#include "shell-fixture.h"

static gboolean
is_filled (gpointer data)
{
  return gaung_page_is_filled (data);
}

static gboolean
is_passphrase (gpointer data)
{
  return gaung_session_get_state (data) == GAUNG_SESSION_PASSPHRASE;
}

static gboolean
is_open (gpointer data)
{
  return gaung_session_get_state (data) == GAUNG_SESSION_OPEN;
}

static gboolean
is_unlocked (gpointer data)
{
  return !gaung_window_is_locked (data);
}

static gboolean
is_cleared (gpointer data)
{
  return *gtk_editable_get_text (data) == '\0';
}

static gboolean
has_dialog (gpointer data)
{
  return adw_application_window_get_visible_dialog (data) != NULL;
}

static gboolean
has_record_rows (gpointer data)
{
  return ui_find (data, GAUNG_TYPE_RECORD_ROW) != NULL;
}

static void
type_and_submit (GtkWidget *page, const char *secret)
{
  GtkWidget *entry = ui_find (page, ADW_TYPE_ENTRY_ROW);

  gtk_editable_set_text (GTK_EDITABLE (entry), secret);
  g_signal_emit_by_name (entry, "entry-activated");
}

static gboolean
can_type (gpointer data)
{
  return gtk_editable_get_editable (GTK_EDITABLE (ui_find (data, ADW_TYPE_ENTRY_ROW)));
}

/* Everybody to whom a complaint can be handed over is there, real and ready to be edited. */
static void
assert_city_agencies (GaungStore *store)
{
  g_autoptr (GPtrArray) list = gaung_city_agencies_list ();

  for (guint i = 0; i < list->len; i++)
    {
      const GaungCityAgency *agency = g_ptr_array_index (list, i);
      g_autoptr (GaungRecord) record = gaung_store_get_by_key (store, "agency", agency->code);

      g_assert_nonnull (record);
      g_assert_cmpstr (gaung_record_get_string (record, "name"), ==, agency->name);
      g_assert_false (gaung_record_get_boolean (record, "sample"));
      for (const GaungArea *area = gaung_areas (); area->id != NULL; area++)
        g_assert_true (gaung_area_is_shown (area, record, NULL));
    }
}

static guint
find_choice (AdwComboRow *row, const char *text)
{
  GListModel *model = adw_combo_row_get_model (row);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (model, i);

      if (g_str_equal (gtk_string_object_get_string (item), text))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

/* The form: an agency of the list needs no typing; another one needs its name. */
static void
fill_first_run_form (GtkWidget *welcome)
{
  GtkWidget *local = ui_find_nth (welcome, ADW_TYPE_ACTION_ROW, 1);
  AdwComboRow *agency;
  GtkWidget *name, *other, *begin;

  g_signal_emit_by_name (local, "activated");
  ui_settle ();
  agency = ADW_COMBO_ROW (ui_find_nth (welcome, ADW_TYPE_COMBO_ROW, 0));
  name = ui_find_nth (welcome, ADW_TYPE_ENTRY_ROW, 0);
  other = ui_find_nth (welcome, ADW_TYPE_ENTRY_ROW, 1);
  begin = ui_find_labelled (welcome, GTK_TYPE_BUTTON, "_Begin");
  g_assert_false (gtk_widget_get_sensitive (begin));
  gtk_editable_set_text (GTK_EDITABLE (name), "Sri Test");
  adw_combo_row_set_selected (agency, find_choice (agency, "Kelurahan Jebres"));
  g_assert_false (gtk_widget_get_visible (other));
  adw_combo_row_set_selected (agency, find_choice (agency, "Another Agency…"));
  g_assert_true (gtk_widget_get_visible (other));
  g_assert_false (gtk_widget_get_sensitive (begin));
}

static void
test_first_run (void)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (GSettings) settings = g_settings_new_with_backend_and_path (
      "id.go.surakarta.Gaung", backend, "/id/go/surakarta/Gaung/Test/");
  GaungSession *session = gaung_session_new (settings, NULL);
  const GaungNewWorkspace wanted = {
    .kind = GAUNG_WORKSPACE_LOCAL,
    .actor_name = "Sri Test",
    .agency_name = "Diskominfo SP",
    .passphrase = TEST_PASSPHRASE,
  };
  GaungWindow *window;
  GtkWidget *welcome;

  gaung_session_start (session, NULL, NULL);
  g_assert_cmpint (gaung_session_get_state (session), ==, GAUNG_SESSION_FIRST_RUN);
  window = GAUNG_WINDOW (gaung_window_new (NULL, session));
  gtk_window_present (GTK_WINDOW (window));
  ui_settle ();
  welcome = ui_find (GTK_WIDGET (window), GAUNG_TYPE_WELCOME);
  g_assert_nonnull (welcome);
  /* Three choices. */
  g_assert_true (gtk_widget_get_sensitive (ui_find_nth (welcome, ADW_TYPE_ACTION_ROW, 0)));
  g_assert_true (gtk_widget_get_sensitive (ui_find_nth (welcome, ADW_TYPE_ACTION_ROW, 1)));
  g_assert_true (gtk_widget_get_sensitive (ui_find_nth (welcome, ADW_TYPE_ACTION_ROW, 2)));

  fill_first_run_form (welcome);
  gaung_session_create_async (session, &wanted, NULL, NULL, NULL, NULL, NULL);
  ui_wait (is_open, session);
  ui_settle ();
  g_assert_nonnull (gaung_window_get_shell (window));
  g_assert_cmpstr (
      gaung_context_get_actor (gaung_session_get_context (session))->agency, ==, "diskominfo");
  g_assert_true (ui_shows_text (GTK_WIDGET (window), "Diskominfo SP"));
  assert_city_agencies (gaung_context_get_store (gaung_session_get_context (session)));

  ui_close (window);
  gaung_session_close (session);
  g_assert_finalize_object (session);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GError **error = data;

  g_assert_false (gaung_session_create_finish (GAUNG_SESSION (source), result, error));
}

static gboolean
has_error (gpointer data)
{
  return *(GError **) data != NULL;
}

static void
cancel_cb (guint done, guint total, gpointer data)
{
  g_cancellable_cancel (data);
}

static void
test_cancel_leaves_nothing (void)
{
  GaungSession *session = gaung_session_new (NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) before = gaung_workspace_list ();
  g_autoptr (GPtrArray) after = NULL;
  const GaungNewWorkspace wanted = {
    .kind = GAUNG_WORKSPACE_SAMPLE,
    .n_complaints = 5000,
    .passphrase = TEST_PASSPHRASE,
  };

  gaung_session_create_async (
      session, &wanted, cancel_cb, cancellable, cancellable, created_cb, &error);
  ui_wait (has_error, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after = gaung_workspace_list ();
  g_assert_cmpuint (after->len, ==, before->len);
  g_assert_finalize_object (session);
}

static void
test_passphrase (void)
{
  g_autoptr (ShellFixture) fixture = shell_fixture_new (GAUNG_WORKSPACE_LOCAL, 0);
  GaungWindow *window;
  GtkWidget *page;

  gaung_session_start (fixture->session, fixture->directory, NULL);
  window = GAUNG_WINDOW (gaung_window_new (NULL, fixture->session));
  gtk_window_present (GTK_WINDOW (window));
  ui_settle ();
  page = ui_find (GTK_WIDGET (window), GAUNG_TYPE_UNLOCK_PAGE);
  g_assert_nonnull (page);

  type_and_submit (page, "wrong");
  g_assert_cmpint (gaung_session_get_state (fixture->session), ==, GAUNG_SESSION_OPENING);
  ui_wait (is_passphrase, fixture->session);
  ui_settle ();
  g_assert_error (
      gaung_session_get_error (fixture->session), GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_KEY);
  g_assert_true (ui_find (GTK_WIDGET (window), GAUNG_TYPE_UNLOCK_PAGE) == page);
  g_assert_cmpstr (
      gtk_editable_get_text (GTK_EDITABLE (ui_find (page, ADW_TYPE_ENTRY_ROW))), ==, "");

  type_and_submit (page, TEST_PASSPHRASE);
  ui_wait (is_open, fixture->session);
  ui_settle ();
  g_assert_nonnull (gaung_window_get_shell (window));
  ui_close (window);
}

static void
test_missing_workspace (void)
{
  g_autoptr (ShellFixture) fixture = shell_fixture_new (GAUNG_WORKSPACE_LOCAL, 0);
  g_autofree char *directory = g_strconcat (fixture->directory, "-not", NULL);
  GaungWindow *window;

  gaung_session_start (fixture->session, directory, NULL);
  g_assert_cmpint (gaung_session_get_state (fixture->session), ==, GAUNG_SESSION_FAILED);
  window = GAUNG_WINDOW (gaung_window_new (NULL, fixture->session));
  gtk_window_present (GTK_WINDOW (window));
  ui_settle ();
  g_assert_nonnull (ui_find (GTK_WIDGET (window), ADW_TYPE_STATUS_PAGE));
  g_assert_null (gaung_window_get_shell (window));
  /* The first suggestion is to try again, the last to begin anew. */
  gaung_session_start_over (fixture->session);
  ui_settle ();
  g_assert_nonnull (ui_find (GTK_WIDGET (window), GAUNG_TYPE_WELCOME));
  ui_close (window);
}

static void
test_home_and_sidebar (void)
{
  g_autoptr (ShellFixture) fixture = shell_fixture_new (GAUNG_WORKSPACE_SAMPLE, 60);
  GaungWindow *window = shell_fixture_show (fixture);
  GaungShell *shell = gaung_window_get_shell (window);
  GtkWidget *row;

  g_assert_cmpstr (gaung_shell_get_area (shell), ==, "home");
  ui_wait (is_filled, gaung_shell_get_page (shell));
  ui_settle ();
  g_assert_nonnull (ui_find (GTK_WIDGET (shell), GAUNG_TYPE_RECORD_ROW));

  for (guint i = 0; (row = ui_find_nth (GTK_WIDGET (shell), GAUNG_TYPE_AREA_ROW, i)) != NULL; i++)
    {
      gtk_test_accessible_assert_role (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
      g_assert_true (
          gtk_test_accessible_has_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL));
    }
  g_assert_cmpuint (gtk_test_accessible_has_property (
                        GTK_ACCESSIBLE (ui_find (GTK_WIDGET (shell), GAUNG_TYPE_RECORD_ROW)),
                        GTK_ACCESSIBLE_PROPERTY_LABEL),
                    ==,
                    TRUE);
  ui_close (window);
}

/* A moment after the start, which does not wait for the settings. */
static gboolean
is_remembered (gpointer data)
{
  ShellFixture *fixture = data;
  g_autofree char *workspace = g_settings_get_string (fixture->settings, "workspace");

  return g_str_equal (workspace, fixture->directory);
}

static void
test_state_is_restored (void)
{
  g_autoptr (ShellFixture) fixture = shell_fixture_new (GAUNG_WORKSPACE_LOCAL, 0);
  GaungWindow *window = shell_fixture_show (fixture);
  GSettings *settings = fixture->settings;
  g_autofree char *area = NULL;
  int width, height;

  gtk_window_set_default_size (GTK_WINDOW (window), 900, 650);
  ui_settle ();
  ui_close (window);
  g_settings_get (settings, "window-size", "(ii)", &width, &height);
  g_assert_cmpint (width, ==, 900);
  g_assert_cmpint (height, ==, 650);
  area = g_settings_get_string (settings, "area");
  g_assert_cmpstr (area, ==, "home");
  ui_wait (is_remembered, fixture);

  window = GAUNG_WINDOW (gaung_window_new (NULL, fixture->session));
  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  g_assert_cmpint (width, ==, 900);
  g_assert_cmpint (height, ==, 650);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_lock_hides_everything (void)
{
  g_autoptr (ShellFixture) fixture = shell_fixture_new (GAUNG_WORKSPACE_LOCAL, 60);
  GaungWindow *window = shell_fixture_show (fixture);
  GaungShell *shell = gaung_window_get_shell (window);
  GtkWidget *page;

  ui_wait (is_filled, gaung_shell_get_page (shell));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.shortcuts", NULL);
  ui_wait (has_dialog, window);

  gaung_window_lock (window);
  ui_settle ();
  g_assert_true (gaung_window_is_locked (window));
  g_assert_false (has_dialog (window));
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (shell)));
  g_assert_null (ui_find (GTK_WIDGET (window), GAUNG_TYPE_RECORD_ROW));
  g_assert_null (strstr (gtk_window_get_title (GTK_WINDOW (window)), "Test"));
  /* No action gets behind the cover. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.search", NULL);
  g_assert_false (has_dialog (window));

  page = ui_find (GTK_WIDGET (window), GAUNG_TYPE_UNLOCK_PAGE);
  type_and_submit (page, "wrong");
  ui_wait (can_type, page);
  g_assert_true (gaung_window_is_locked (window));
  type_and_submit (page, TEST_PASSPHRASE);
  ui_wait (is_unlocked, window);
  ui_settle ();
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (shell)));
  ui_close (window);
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  int *answer = data;
  g_autoptr (GError) error = NULL;

  *answer = gaung_lock_try_finish (GAUNG_LOCK (source), result, &error) ? 1 : error ? 2 : 3;
}

static gboolean
is_answered (gpointer data)
{
  return *(int *) data != 0;
}

static int
try_pin (GaungLock *lock, const char *pin)
{
  int answer = 0;

  gaung_lock_try_async (lock, pin, tried_cb, &answer);
  ui_wait (is_answered, &answer);

  return answer;
}

static void
test_pin_and_delay (void)
{
  g_autoptr (ShellFixture) fixture = shell_fixture_new (GAUNG_WORKSPACE_LOCAL, 0);
  GaungContext *context = shell_fixture_open (fixture);
  GaungLock *lock = gaung_lock_new (context);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (gaung_lock_get_method (lock), ==, GAUNG_LOCK_PASSPHRASE);
  g_assert_false (gaung_lock_set_pin (lock, "12", NULL));
  g_assert_true (gaung_lock_set_pin (lock, "2468", &error));
  g_assert_no_error (error);
  g_assert_cmpint (gaung_lock_get_method (lock), ==, GAUNG_LOCK_PIN);
  g_assert_true (gaung_lock_set_locked (lock, TRUE, NULL));
  g_assert_true (gaung_lock_is_locked (lock));

  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (try_pin (lock, "0000"), ==, 3);
  g_assert_cmpuint (gaung_lock_get_delay (lock), ==, 5);
  /* Too early: even the right one is not looked at. */
  g_assert_cmpint (try_pin (lock, "2468"), ==, 2);
  gaung_clock_set (fixture->clock, gaung_clock_get_now (fixture->clock) + 6 * GAUNG_SECOND);
  g_assert_cmpuint (gaung_lock_get_delay (lock), ==, 0);
  g_assert_cmpint (try_pin (lock, "2468"), ==, 1);
  g_assert_false (gaung_lock_is_locked (lock));

  g_assert_true (gaung_lock_set_pin (lock, NULL, NULL));
  g_assert_cmpint (gaung_lock_get_method (lock), ==, GAUNG_LOCK_PASSPHRASE);
  g_assert_finalize_object (lock);
}

static gboolean
has_delay (gpointer data)
{
  return gaung_lock_get_delay (data) > 0;
}

static gboolean
has_no_pin (gpointer data)
{
  return !gaung_lock_has_pin (data);
}

/* Whoever passes an unlocked desk cannot take the PIN away, nor try one after the other. */
static void
test_pin_needs_the_old_one (void)
{
  g_autoptr (ShellFixture) fixture = shell_fixture_new (GAUNG_WORKSPACE_LOCAL, 0);
  GaungWindow *window = shell_fixture_show (fixture);
  g_autoptr (GaungLock) lock = gaung_lock_new (gaung_window_get_context (window));
  AdwDialog *dialog;
  GtkWidget *old, *remove;

  g_assert_true (gaung_lock_set_pin (lock, "2468", NULL));
  dialog = gaung_pin_dialog_new (lock, TRUE);
  adw_dialog_present (dialog, GTK_WIDGET (window));
  ui_settle ();
  old = ui_find_nth (GTK_WIDGET (dialog), ADW_TYPE_PASSWORD_ENTRY_ROW, 0);
  remove = ui_find_labelled (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, "_Remove");
  g_assert_false (gtk_widget_get_sensitive (remove));
  for (guint i = 0; i < 3; i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (old), "1111");
      g_assert_true (gtk_widget_get_sensitive (remove));
      g_signal_emit_by_name (remove, "clicked");
      ui_wait (is_cleared, old);
      g_assert_true (gaung_lock_has_pin (lock));
    }
  ui_wait (has_delay, lock);
  gaung_clock_set (fixture->clock, gaung_clock_get_now (fixture->clock) + 6 * GAUNG_SECOND);
  gtk_editable_set_text (GTK_EDITABLE (old), "2468");
  g_signal_emit_by_name (remove, "clicked");
  ui_wait (has_no_pin, lock);
  ui_close (window);
}

/* An amended year replaces the one before, which can be had back. */
static void
test_calendar_import_is_undone (void)
{
  static const char amended[]
      = "{\"year\":2026,\"decree\":\"Test\",\"days\":["
        "{\"date\":\"2026-12-28\",\"kind\":\"joint-leave\",\"name\":\"X\"}]}";
  g_autoptr (ShellFixture) fixture = shell_fixture_new (GAUNG_WORKSPACE_LOCAL, 0);
  GaungWindow *window = shell_fixture_show (fixture);
  GaungContext *context = gaung_window_get_context (window);
  GaungStore *store = gaung_context_get_store (context);
  AdwDialog *dialog = gaung_preferences_new (context);
  g_autoptr (GBytes) bytes = g_bytes_new_static (amended, strlen (amended));
  g_autoptr (GaungRecord) before = gaung_store_get_by_key (store, "calendar", "2026");
  g_autoptr (GaungRecord) between = NULL;
  g_autoptr (GaungRecord) after = NULL;
  GtkWidget *page;

  adw_dialog_present (dialog, GTK_WIDGET (window));
  gaung_preferences_show_page (GAUNG_PREFERENCES (dialog), "deadlines");
  ui_settle ();
  page = ui_find_nth (GTK_WIDGET (dialog), GAUNG_TYPE_DEADLINES_PAGE, 0);
  gaung_deadlines_page_import (GAUNG_DEADLINES_PAGE (page), bytes);
  between = gaung_store_get_by_key (store, "calendar", "2026");
  g_assert_cmpstr (gaung_record_get_string (between, "decree"), ==, "Test");
  g_assert_true (gaung_undo_stack_undo_last (gaung_context_get_undo (context)));
  after = gaung_store_get_by_key (store, "calendar", "2026");
  g_assert_cmpstr (
      gaung_record_get_string (after, "decree"), ==, gaung_record_get_string (before, "decree"));
  g_assert_true (json_node_equal (gaung_record_get_node (after, "days"),
                                  gaung_record_get_node (before, "days")));
  adw_dialog_force_close (dialog);
  ui_close (window);
}

static gboolean
has_service_row (gpointer dialog)
{
  GtkWidget *row = ui_find (dialog, GAUNG_TYPE_RECORD_ROW);

  return row != NULL && GAUNG_IS_SERVICE (gaung_record_row_get_record (GAUNG_RECORD_ROW (row)));
}

static void
test_search (void)
{
  g_autoptr (ShellFixture) fixture = shell_fixture_new (GAUNG_WORKSPACE_SAMPLE, 60);
  GaungWindow *window = shell_fixture_show (fixture);
  AdwDialog *dialog;
  GtkWidget *row;
  g_autofree char *reference = NULL;

  ui_wait (is_filled, gaung_shell_get_page (gaung_window_get_shell (window)));
  ui_settle ();
  row = ui_find (GTK_WIDGET (window), GAUNG_TYPE_RECORD_ROW);
  reference = g_strdup (
      gaung_record_get_reference (gaung_record_row_get_record (GAUNG_RECORD_ROW (row))));

  gtk_widget_activate_action (GTK_WIDGET (window), "win.search", NULL);
  ui_wait (has_dialog, window);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  g_assert_true (GAUNG_IS_SEARCH_DIALOG (dialog));

  gaung_search_dialog_set_words (GAUNG_SEARCH_DIALOG (dialog), reference);
  ui_wait (has_record_rows, dialog);
  row = ui_find (GTK_WIDGET (dialog), GAUNG_TYPE_RECORD_ROW);
  g_assert_cmpstr (
      gaung_record_get_reference (gaung_record_row_get_record (GAUNG_RECORD_ROW (row))),
      ==,
      reference);

  /* An everyday word of a service, and the way to it. */
  gaung_search_dialog_set_words (GAUNG_SEARCH_DIALOG (dialog), "kartu kuning");
  ui_wait (has_service_row, dialog);

  /* More actions than are shown begin with this letter. */
  gaung_search_dialog_set_words (GAUNG_SEARCH_DIALOG (dialog), "s");
  ui_settle ();
  g_assert_true (ui_shows_text (GTK_WIDGET (dialog), "Actions"));

  gaung_search_dialog_set_words (GAUNG_SEARCH_DIALOG (dialog), "zzzz qqqq");
  ui_settle ();
  g_assert_null (ui_find (GTK_WIDGET (dialog), GTK_TYPE_LIST_BOX_ROW));

  /* Markup in what is typed is only text. */
  gaung_search_dialog_set_words (GAUNG_SEARCH_DIALOG (dialog), "<b>&</b>");
  ui_settle ();
  adw_dialog_force_close (dialog);
  ui_close (window);
}

static void
test_dialogs (void)
{
  g_autoptr (ShellFixture) fixture = shell_fixture_new (GAUNG_WORKSPACE_SAMPLE, 20);
  GaungWindow *window = shell_fixture_show (fixture);
  AdwDialog *dialog;
  gpointer finalized = NULL;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.preferences", "s", "deadlines");
  ui_wait (has_dialog, window);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  g_assert_true (GAUNG_IS_PREFERENCES (dialog));
  g_assert_cmpstr (adw_preferences_dialog_get_visible_page_name (ADW_PREFERENCES_DIALOG (dialog)),
                   ==,
                   "deadlines");
  g_object_add_weak_pointer (G_OBJECT (dialog), &finalized);
  finalized = dialog;
  adw_dialog_force_close (dialog);
  ui_settle ();
  g_assert_null (finalized);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.shortcuts", NULL);
  ui_wait (has_dialog, window);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  g_assert_true (GAUNG_IS_SHORTCUTS_DIALOG (dialog));
  ui_settle ();
  g_assert_nonnull (ui_find (GTK_WIDGET (dialog), ADW_TYPE_ACTION_ROW));
  adw_dialog_force_close (dialog);
  ui_settle ();
  ui_close (window);
}

typedef struct
{
  GaungWindow *window;
  gboolean areas_collapsed;
  gboolean page_collapsed;
} Collapse;

static gboolean
is_collapsed_so (gpointer data)
{
  const Collapse *expected = data;
  gboolean areas, page;

  g_object_get (expected->window, "areas-collapsed", &areas, "page-collapsed", &page, NULL);

  return areas == expected->areas_collapsed && page == expected->page_collapsed
         && gaung_page_get_collapsed (
                gaung_shell_get_page (gaung_window_get_shell (expected->window)))
                == page;
}

static void
test_adapts (void)
{
  static const struct
  {
    int width;
    gboolean areas_collapsed;
    gboolean page_collapsed;
  } cases[] = { { 1280, FALSE, FALSE }, { 900, TRUE, FALSE }, { 360, TRUE, TRUE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ShellFixture) fixture = shell_fixture_new (GAUNG_WORKSPACE_SAMPLE, 5);
      GaungWindow *window;
      Collapse expected = { NULL, cases[i].areas_collapsed, cases[i].page_collapsed };

      g_settings_set (fixture->settings, "window-size", "(ii)", cases[i].width, 700);
      window = shell_fixture_show (fixture);
      expected.window = window;
      ui_wait (is_collapsed_so, &expected);
      ui_close (window);
    }
}

static guint
count_area_rows (GaungWindow *window)
{
  guint n = 0;

  while (ui_find_nth (GTK_WIDGET (window), GAUNG_TYPE_AREA_ROW, n))
    n++;

  return n;
}

typedef struct
{
  GaungWindow *window;
  guint n_rows;
} AreaRows;

static gboolean
has_area_rows (gpointer data)
{
  const AreaRows *expected = data;

  return count_area_rows (expected->window) == expected->n_rows;
}

/* The menus of an agency follow its record at once, whoever changes it. */
static void
test_menus_per_agency (void)
{
  g_autoptr (ShellFixture) fixture = shell_fixture_new (GAUNG_WORKSPACE_SAMPLE, 5);
  GaungWindow *window = shell_fixture_show (fixture);
  GaungContext *context = gaung_window_get_context (window);
  GaungStore *store = gaung_context_get_store (context);
  const char *const hidden[] = { "complaints", NULL };
  g_autoptr (GaungRecord) agency
      = gaung_store_get_by_key (store, "agency", gaung_context_get_actor (context)->agency);
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  AreaRows expected;

  expected = (AreaRows) { window, count_area_rows (window) - 1 };
  g_assert_cmpuint (expected.n_rows, >=, 1);
  g_assert_true (gaung_record_set_strings (agency, "areas_hidden", hidden, NULL));
  gaung_batch_put (batch, agency, NULL);
  g_assert_true (gaung_store_write (store, batch, NULL));
  ui_wait (has_area_rows, &expected);
  g_assert_false (gaung_shell_show_area (gaung_window_get_shell (window), "complaints"));
  ui_close (window);
}

static void
test_open_record_and_back (void)
{
  g_autoptr (ShellFixture) fixture = shell_fixture_new (GAUNG_WORKSPACE_SAMPLE, 20);
  GaungWindow *window = shell_fixture_show (fixture);
  GaungShell *shell = gaung_window_get_shell (window);
  GtkWidget *row;

  ui_wait (is_filled, gaung_shell_get_page (shell));
  ui_settle ();
  row = ui_find (GTK_WIDGET (shell), GAUNG_TYPE_RECORD_ROW);
  gtk_widget_activate_action (GTK_WIDGET (window),
                              "win.open-record",
                              "s",
                              gaung_record_row_get_target (GAUNG_RECORD_ROW (row)));
  ui_settle ();
  g_assert_cmpstr (gaung_shell_get_area (shell), ==, "complaints");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
  g_assert_cmpstr (gaung_shell_get_area (shell), ==, "home");
  g_assert_false (gaung_shell_go_back (shell));

  g_assert_false (gaung_shell_open_record (shell, "template:00000000000000000000000000"));
  ui_close (window);
}

/* The debug information is made to be sent away. */
static void
test_debug_info_is_impersonal (void)
{
  g_autoptr (ShellFixture) fixture = shell_fixture_new (GAUNG_WORKSPACE_LOCAL, 20);
  GaungContext *context = shell_fixture_open (fixture);
  g_autofree char *text = gaung_about_describe (context);

  g_assert_nonnull (strstr (text, "Workspace: local"));
  g_assert_null (strstr (text, gaung_context_get_actor (context)->name));
  g_assert_null (strstr (text, fixture->directory));
  g_assert_null (strstr (text, g_get_home_dir ()));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/shell/window/first-run", test_first_run);
  g_test_add_func ("/shell/window/cancel-leaves-nothing", test_cancel_leaves_nothing);
  g_test_add_func ("/shell/window/passphrase", test_passphrase);
  g_test_add_func ("/shell/window/missing-workspace", test_missing_workspace);
  g_test_add_func ("/shell/window/home-and-sidebar", test_home_and_sidebar);
  g_test_add_func ("/shell/window/state-is-restored", test_state_is_restored);
  g_test_add_func ("/shell/window/lock-hides-everything", test_lock_hides_everything);
  g_test_add_func ("/shell/lock/pin-and-delay", test_pin_and_delay);
  g_test_add_func ("/shell/lock/change-needs-the-old-one", test_pin_needs_the_old_one);
  g_test_add_func ("/shell/preferences/calendar-undo", test_calendar_import_is_undone);
  g_test_add_func ("/shell/window/search", test_search);
  g_test_add_func ("/shell/window/dialogs", test_dialogs);
  g_test_add_func ("/shell/window/adapts", test_adapts);
  g_test_add_func ("/shell/window/menus-per-agency", test_menus_per_agency);
  g_test_add_func ("/shell/window/open-record-and-back", test_open_record_and_back);
  g_test_add_func ("/shell/about/impersonal", test_debug_info_is_impersonal);

  return g_test_run ();
}
