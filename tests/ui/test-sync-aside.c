/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was set aside: refused, not readable, given up; and the way to it. */

#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "gaung-aside-dialog.h"
#include "gaung-aside-export.h"
#include "gaung-aside-row.h"
#include "gaung-exchange.h"
#include "gaung-foot.h"
#include "gaung-json.h"
#include "gaung-sync-banner.h"
#include "gaung-sync-panel.h"
#include "shell-fixture.h"
#include "sync-scene.h"

#define NEWER "complaint:01JD0000000000000000000000"

typedef struct
{
  ShellFixture *shell;
  GaungWindow *window;
  GaungContext *context;
  GaungStore *store;
  GaungSyncStatus *status;
  SyncScene scene;
} Fixture;

static gboolean
is_ready (gpointer data)
{
  gboolean ready;

  g_object_get (gaung_session_get_service (data), "is-ready", &ready, NULL);

  return ready;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->shell = shell_fixture_new (GAUNG_WORKSPACE_SERVER, 0);
  self->window = shell_fixture_show (self->shell);
  self->context = gaung_window_get_context (self->window);
  self->store = gaung_context_get_store (self->context);
  self->status = gaung_context_get_status (self->context);
  ui_wait (is_ready, self->shell->session);
}

static AdwDialog *
get_dialog (Fixture *self)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  AdwDialog *dialog;

  while ((dialog = get_dialog (self)) != NULL)
    adw_dialog_force_close (dialog);
  gaung_sync_status_set_counts (self->status, 0, 0, 0, 0, 0, GAUNG_INSTANT_NONE);
  ui_close (self->window);
  sync_scene_clear (&self->scene);
  shell_fixture_free (self->shell);
  gaung_instant_set_now (GAUNG_INSTANT_NONE);
}

static void
fill (Fixture *self)
{
  GaungInstant now = gaung_context_get_now (self->context);

  sync_scene_fill (&self->scene, self->store, now);
  sync_scene_report (self->status, self->store, now);
}

/* As the engine does it. @document (nullable) (transfer full): it can be read after all. */
static void
receive (Fixture *self, const char *id, JsonObject *document)
{
  g_autoptr (GPtrArray) page
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_incoming_free);
  GaungIncoming *incoming = g_new0 (GaungIncoming, 1);
  GaungApplyResult result = { 0 };
  g_autoptr (GError) error = NULL;

  incoming->id = g_strdup (id);
  incoming->revision = g_strdup ("1-a");
  incoming->document = document;
  if (document == NULL)
    incoming->trouble = g_strdup ("schema: written by a newer version");
  g_ptr_array_add (page, incoming);
  gaung_exchange_apply (self->store, SCENE_DATABASE, page, NULL, SCENE_ACCOUNT, &result, &error);
  g_assert_no_error (error);
}

static gboolean
is_settled (gpointer data)
{
  return gaung_aside_dialog_is_settled (data);
}

static GtkWidget *
open (Fixture *self)
{
  AdwDialog *dialog;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "win.aside", NULL));
  dialog = get_dialog (self);
  g_assert_true (GAUNG_IS_ASIDE_DIALOG (dialog));
  ui_wait (is_settled, dialog);
  ui_settle ();

  return GTK_WIDGET (dialog);
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
is_not_shown (gpointer data)
{
  return !is_shown (data);
}

static GaungOutboxItem *
get_refused (Fixture *self)
{
  g_autoptr (GPtrArray) items = gaung_outbox_list (self->store, 1000, NULL);

  for (guint i = 0; i < items->len; i++)
    if (((GaungOutboxItem *) g_ptr_array_index (items, i))->state == GAUNG_OUTBOX_PARKED)
      return g_ptr_array_steal_index (items, i);

  return NULL;
}

static void
test_empty (Fixture *self, gconstpointer data)
{
  GtkWidget *dialog = open (self);

  g_assert_true (ui_shows_text (dialog, "Nothing Is Set Aside"));
  g_assert_false (ui_shows_text (dialog, "Refused by the server"));
}

/* What it is, from where, why, what to do. */
static void
test_list (Fixture *self, gconstpointer data)
{
  GtkWidget *dialog, *row;
  const char *label;

  fill (self);
  receive (self, NEWER, NULL);
  dialog = open (self);
  g_assert_true (ui_shows_text (dialog, "Refused by the server"));
  g_assert_true (ui_shows_text (dialog, "Sampah menumpuk di Pasar Legi"));
  g_assert_true (ui_shows_text (dialog, "Cannot be read here"));
  g_assert_true (ui_shows_text (dialog, NEWER));
  g_assert_false (ui_shows_text (dialog, "Given up"));
  row = ui_find_nth (dialog, GAUNG_TYPE_ASIDE_ROW, 0);
  g_assert_nonnull (ui_find_labelled (row, GTK_TYPE_BUTTON, "_Edit"));
  g_assert_nonnull (ui_find_labelled (row, GTK_TYPE_BUTTON, "Try A_gain"));
  g_assert_nonnull (ui_find_labelled (row, GTK_TYPE_BUTTON, "E_xport…"));
  g_assert_nonnull (ui_find_labelled (row, GTK_TYPE_BUTTON, "_Drop with a Reason…"));
  g_assert_nonnull (strstr (gaung_aside_row_get_label (GAUNG_ASIDE_ROW (row)),
                            "a state meanwhile from which this step is not possible"));
  row = ui_find_nth (dialog, GAUNG_TYPE_ASIDE_ROW, 1);
  g_assert_nonnull (ui_find_labelled (row, GTK_TYPE_BUTTON, "Try A_gain"));
  g_assert_null (ui_find_labelled (row, GTK_TYPE_BUTTON, "_Drop with a Reason…"));
  label = gaung_aside_row_get_label (GAUNG_ASIDE_ROW (row));
  g_test_message ("%s", label);
  g_assert_true (g_str_has_prefix (label, NEWER ". Complaint · diskominfo · tried today "));
  g_assert_nonnull (strstr (label, "Update Gaung on this computer"));
}

/* It goes with the next request, and out of the list. */
static void
test_retry (Fixture *self, gconstpointer data)
{
  g_autoptr (GaungOutboxItem) before = NULL;
  g_autoptr (GaungOutboxItem) after = NULL;
  GtkWidget *dialog;

  fill (self);
  before = get_refused (self);
  dialog = open (self);
  g_assert_true (gtk_widget_activate_action (dialog, "aside.retry", "x", before->seq));
  ui_wait (is_not_shown, &(Shown) { dialog, "Refused by the server" });
  after = gaung_outbox_get (self->store, before->seq, NULL);
  g_assert_cmpint (after->state, ==, GAUNG_OUTBOX_WAITING);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  gboolean *is_written = data;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error));
  g_assert_no_error (error);
  *is_written = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

/* Only its owner may read what is written. */
static void
check_export (JsonObject *content)
{
  g_autofree char *directory = g_dir_make_tmp ("gaung-aside-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "one.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (JsonParser) parser = json_parser_new ();
  gboolean is_written = FALSE;
  GStatBuf status;

  gaung_aside_export_write_async (file, content, written_cb, &is_written);
  ui_wait (is_true, &is_written);
  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  g_assert_cmpstr (
      gaung_json_get_string (json_node_get_object (json_parser_get_root (parser)), "text", ""),
      ==,
      "Menunggu armada.");
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_unlink (path);
  g_rmdir (directory);
}

/* With a reason, which stands in the list from then on. */
static void
test_drop (Fixture *self, gconstpointer data)
{
  g_autoptr (GaungOutboxItem) item = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  GtkWidget *dialog, *reason;
  AdwAlertDialog *alert;

  fill (self);
  item = get_refused (self);
  dialog = open (self);
  g_assert_true (gtk_widget_activate_action (dialog, "aside.drop", "x", item->seq));
  ui_settle ();
  alert = ADW_ALERT_DIALOG (get_dialog (self));
  g_assert_false (adw_alert_dialog_get_response_enabled (alert, "delete"));
  reason = ui_find_nth (GTK_WIDGET (alert), ADW_TYPE_ENTRY_ROW, 0);
  gtk_editable_set_text (GTK_EDITABLE (reason), "Dobel");
  g_signal_emit_by_name (alert, "response", "delete");
  adw_dialog_force_close (ADW_DIALOG (alert));
  ui_wait (is_shown, &(Shown) { dialog, "Given up" });
  g_assert_false (ui_shows_text (dialog, "Refused by the server"));
  g_assert_true (ui_shows_text (dialog,
                                "Because: Dobel. A copy is kept on this computer; export it if "
                                "somebody needs it."));
  kept = gaung_conflict_list (self->store, FALSE, 1, NULL);
  check_export (((GaungConflict *) g_ptr_array_index (kept, 0))->mine);
}

/* What can be read after all leaves by itself. */
static void
test_readable (Fixture *self, gconstpointer data)
{
  g_autoptr (GaungRecord) record = NULL;
  g_autoptr (GaungActor) actor = gaung_actor_new ("agus", "Agus", "diskominfo", NULL);
  GtkWidget *dialog;
  const char *id;

  record = gaung_record_new ("complaint", actor, gaung_context_get_now (self->context));
  id = gaung_record_get_id (record);
  receive (self, id, NULL);
  dialog = open (self);
  g_assert_true (ui_shows_text (dialog, id));
  /* Nobody has signed in here, so that it cannot be fetched. */
  g_assert_true (
      gtk_widget_activate_action (dialog, "aside.retry-unread", "(ss)", SCENE_DATABASE, id));
  ui_wait (is_shown, &(Shown) { dialog, "Sign in first: it lies on the server" });
  receive (self, id, gaung_json_copy (gaung_record_get_json (record)));
  ui_wait (is_shown, &(Shown) { dialog, "Nothing Is Set Aside" });
}

/* It is made when there is something to say. (nullable) */
static AdwBanner *
get_banner (Fixture *self)
{
  GtkWidget *banner = ui_find_nth (
      ui_find_nth (GTK_WIDGET (self->window), GAUNG_TYPE_SYNC_BANNER, 0), ADW_TYPE_BANNER, 0);

  return banner != NULL ? ADW_BANNER (banner) : NULL;
}

static gboolean
is_revealed (gpointer data)
{
  AdwBanner *banner = get_banner (data);

  return banner != NULL && adw_banner_get_revealed (banner);
}

static gboolean
is_hidden (gpointer data)
{
  return !is_revealed (data);
}

static void
report (Fixture *self, GaungSyncPhase phase, GaungSyncTrouble trouble, guint parked, guint unread)
{
  const GaungSyncReport report
      = { .phase = phase, .trouble = trouble, .trouble_until = GAUNG_INSTANT_NONE };

  gaung_sync_status_report (self->status, &report);
  gaung_sync_status_set_counts (self->status, parked, 0, parked, 0, unread, GAUNG_INSTANT_NONE);
  ui_settle ();
}

static gboolean
tells_of_refusal (gpointer data)
{
  AdwBanner *banner = get_banner (data);

  return banner != NULL && strstr (adw_banner_get_title (banner), "refused 1 change") != NULL;
}

static void
test_banner (Fixture *self, gconstpointer data)
{
  report (self, GAUNG_SYNC_PHASE_IDLE, GAUNG_SYNC_TROUBLE_NONE, 0, 0);
  ui_wait (is_hidden, self);
  report (self, GAUNG_SYNC_PHASE_IDLE, GAUNG_SYNC_TROUBLE_NONE, 0, 2);
  ui_wait (is_revealed, self);
  g_assert_nonnull (strstr (adw_banner_get_title (get_banner (self)), "2 records of the server"));
  g_signal_emit_by_name (get_banner (self), "button-clicked");
  g_assert_true (GAUNG_IS_ASIDE_DIALOG (get_dialog (self)));
  report (self, GAUNG_SYNC_PHASE_IDLE, GAUNG_SYNC_TROUBLE_NONE, 1, 2);
  ui_wait (tells_of_refusal, self);
  report (self, GAUNG_SYNC_PHASE_IDLE, GAUNG_SYNC_TROUBLE_NONE, 0, 0);
  ui_wait (is_hidden, self);
}

/* Who signed out and kept the records is offered to sign in again. */
static void
test_signed_out (Fixture *self, gconstpointer data)
{
  report (self, GAUNG_SYNC_PHASE_IDLE, GAUNG_SYNC_TROUBLE_NONE, 0, 0);
  ui_wait (is_hidden, self);
  report (self, GAUNG_SYNC_PHASE_OFF, GAUNG_SYNC_TROUBLE_SIGNED_OUT, 0, 0);
  ui_wait (is_revealed, self);
  g_assert_cmpstr (adw_banner_get_button_label (get_banner (self)), ==, "_Sign In…");
  /* While a session ends nobody is asked. */
  report (self, GAUNG_SYNC_PHASE_OFF, GAUNG_SYNC_TROUBLE_NONE, 0, 0);
  ui_wait (is_hidden, self);
}

static void
test_panel (Fixture *self, gconstpointer data)
{
  GtkWidget *button
      = ui_find (ui_find (GTK_WIDGET (self->window), GAUNG_TYPE_FOOT), GTK_TYPE_MENU_BUTTON);
  GtkWidget *panel;

  report (self, GAUNG_SYNC_PHASE_IDLE, GAUNG_SYNC_TROUBLE_NONE, 1, 2);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  ui_settle ();
  panel = ui_find (button, GAUNG_TYPE_SYNC_PANEL);
  ui_wait (is_shown, &(Shown) { panel, "Set Aside · 3" });
  report (self, GAUNG_SYNC_PHASE_IDLE, GAUNG_SYNC_TROUBLE_NONE, 0, 0);
  ui_wait (is_not_shown, &(Shown) { panel, "Set Aside · 3" });
  g_assert_false (ui_shows_text (panel, "Set Aside · 0"));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  ui_settle ();
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("/sync/aside/empty", test_empty);
  add ("/sync/aside/list", test_list);
  add ("/sync/aside/retry", test_retry);
  add ("/sync/aside/drop", test_drop);
  add ("/sync/aside/readable", test_readable);
  add ("/sync/aside/banner", test_banner);
  add ("/sync/aside/signed-out", test_signed_out);
  add ("/sync/aside/panel", test_panel);

  return g_test_run ();
}
