/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Foot, banner, outbox, receipt book and farewell, on what a store holds and a status says. */

#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <pango/pangocairo.h>

#include "gaung-claim-notice.h"
#include "gaung-day-page.h"
#include "gaung-entry.h"
#include "gaung-farewell.h"
#include "gaung-foot.h"
#include "gaung-json.h"
#include "gaung-logout-guard.h"
#include "gaung-outbox-dialog.h"
#include "gaung-outbox-row.h"
#include "gaung-probe-list.h"
#include "gaung-receipt-book.h"
#include "gaung-rescue.h"
#include "gaung-sync-banner.h"
#include "gaung-sync-panel.h"
#include "shell-fixture.h"
#include "sync-scene.h"

typedef struct
{
  ShellFixture *shell;
  GaungWindow *window;
  GaungContext *context;
  GaungStore *store;
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
  /* Nobody has signed in here, and that is said. */
  ui_wait (is_ready, self->shell->session);
  g_assert_cmpint (gaung_sync_status_get_trouble (gaung_context_get_status (self->context)),
                   ==,
                   GAUNG_SYNC_TROUBLE_SIGNED_OUT);
  sync_scene_fill (&self->scene, self->store, gaung_context_get_now (self->context));
  sync_scene_report (
      gaung_context_get_status (self->context), self->store, gaung_context_get_now (self->context));
  ui_settle ();
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

  if (self->window != NULL)
    {
      while ((dialog = get_dialog (self)) != NULL)
        adw_dialog_force_close (dialog);
      gaung_sync_status_set_counts (
          gaung_context_get_status (self->context), 0, 0, 0, 0, 0, GAUNG_INSTANT_NONE);
      ui_close (self->window);
    }
  sync_scene_clear (&self->scene);
  shell_fixture_free (self->shell);
  gaung_instant_set_now (GAUNG_INSTANT_NONE);
}

static void
set_phase (Fixture *self, GaungSyncPhase phase, GaungSyncTrouble trouble)
{
  const GaungSyncReport report
      = { .phase = phase, .trouble = trouble, .trouble_until = GAUNG_INSTANT_NONE };

  gaung_sync_status_report (gaung_context_get_status (self->context), &report);
  ui_settle ();
}

static void
set_counts (Fixture *self, guint waiting, guint parked, guint conflicts)
{
  gaung_sync_status_set_counts (gaung_context_get_status (self->context),
                                waiting,
                                0,
                                parked,
                                conflicts,
                                0,
                                waiting > 0 ? gaung_context_get_now (self->context) - GAUNG_HOUR
                                            : GAUNG_INSTANT_NONE);
  ui_settle ();
}

static void
test_foot (Fixture *self, gconstpointer data)
{
  GtkWidget *foot = ui_find (GTK_WIDGET (self->window), GAUNG_TYPE_FOOT);
  GtkWidget *button = ui_find (foot, GTK_TYPE_MENU_BUTTON);
  GtkWidget *panel;

  g_assert_true (ui_shows_text (foot, "Clashing changes"));
  set_counts (self, 0, 0, 0);
  g_assert_true (ui_shows_text (foot, "All sent"));
  g_assert_true (ui_shows_text (foot, "Connected · 09.59"));
  set_phase (self, GAUNG_SYNC_PHASE_OFFLINE, GAUNG_SYNC_TROUBLE_NONE);
  set_counts (self, 3, 0, 0);
  g_assert_true (ui_shows_text (foot, "Working offline"));
  g_assert_true (ui_shows_text (foot, "3 waiting · 60 minutes"));

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  ui_settle ();
  panel = ui_find (button, GAUNG_TYPE_SYNC_PANEL);
  g_assert_nonnull (panel);
  g_assert_true (ui_shows_text (panel, "Agencies and calendars"));
  g_assert_true (ui_shows_text (panel, "today 09.59"));
  g_assert_true (ui_shows_text (panel, "Outbox · 3"));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  ui_settle ();
}

static AdwBanner *
get_banner (Fixture *self)
{
  return ADW_BANNER (ui_find_nth (
      ui_find_nth (GTK_WIDGET (self->window), GAUNG_TYPE_SYNC_BANNER, 0), ADW_TYPE_BANNER, 0));
}

/* One at a time, the one that stops most first, and none for what needs nobody. */
static void
test_banner (Fixture *self, gconstpointer data)
{
  AdwBanner *banner = get_banner (self);

  g_assert_true (adw_banner_get_revealed (banner));
  g_assert_nonnull (strstr (adw_banner_get_title (banner), "changed the same"));
  set_phase (self, GAUNG_SYNC_PHASE_TROUBLE, GAUNG_SYNC_TROUBLE_CREDENTIALS);
  g_assert_cmpstr (adw_banner_get_button_label (banner), ==, "_Sign In…");
  set_phase (self, GAUNG_SYNC_PHASE_TROUBLE, GAUNG_SYNC_TROUBLE_SERVER);
  g_assert_cmpstr (adw_banner_get_button_label (banner), ==, "_Try Again");
  set_phase (self, GAUNG_SYNC_PHASE_IDLE, GAUNG_SYNC_TROUBLE_NONE);
  set_counts (self, 2, 1, 0);
  g_assert_nonnull (strstr (adw_banner_get_title (banner), "refused 1 change"));
  g_assert_cmpstr (adw_banner_get_button_label (banner), ==, "_Show…");
  set_counts (self, 2, 0, 0);
  g_assert_false (adw_banner_get_revealed (banner));
  set_phase (self, GAUNG_SYNC_PHASE_OFFLINE, GAUNG_SYNC_TROUBLE_NONE);
  g_assert_false (adw_banner_get_revealed (banner));
}

static gboolean
is_outbox_settled (gpointer data)
{
  return gaung_outbox_dialog_is_settled (data);
}

static GaungOutboxDialog *
open_outbox (Fixture *self)
{
  GaungOutboxDialog *dialog;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "win.outbox", NULL));
  dialog = GAUNG_OUTBOX_DIALOG (get_dialog (self));
  ui_wait (is_outbox_settled, dialog);
  ui_settle ();

  return dialog;
}

static GaungOutboxRow *
find_row (GaungOutboxDialog *dialog, const char *target)
{
  GtkWidget *row;

  for (guint i = 0; (row = ui_find_nth (GTK_WIDGET (dialog), GAUNG_TYPE_OUTBOX_ROW, i)) != NULL;
       i++)
    if (g_strcmp0 (gaung_outbox_row_get_target (GAUNG_OUTBOX_ROW (row)), target) == 0)
      return GAUNG_OUTBOX_ROW (row);

  return NULL;
}

static GaungOutboxState
get_state (Fixture *self, gint64 seq)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungOutboxItem) item = gaung_outbox_get (self->store, seq, &error);

  g_assert_no_error (error);

  return item->state;
}

static void
test_outbox (Fixture *self, gconstpointer data)
{
  GaungOutboxDialog *dialog = open_outbox (self);
  GtkWidget *widget = GTK_WIDGET (dialog);
  GaungOutboxRow *refused = find_row (dialog, self->scene.refused);
  gint64 waiting = gaung_outbox_row_get_seq (find_row (dialog, self->scene.waiting));
  gint64 seq = gaung_outbox_row_get_seq (refused);

  g_assert_null (find_row (dialog, self->scene.sent));
  g_assert_true (ui_shows_text (widget, "Needs you"));
  g_assert_true (ui_shows_text (widget, "Held back"));
  g_assert_true (ui_shows_text (widget, "Goes out by itself"));
  g_assert_true (
      ui_shows_text (GTK_WIDGET (refused), "Internal note · Refused · written today 08.45"));
  g_assert_true (ui_shows_text (GTK_WIDGET (refused), "The complaint is in a state meanwhile"));

  g_assert_true (gtk_widget_activate_action (widget, "outbox.hold", "x", waiting));
  g_assert_cmpint (get_state (self, waiting), ==, GAUNG_OUTBOX_HELD);
  g_assert_true (gtk_widget_activate_action (widget, "outbox.release", "x", waiting));
  g_assert_cmpint (get_state (self, waiting), ==, GAUNG_OUTBOX_WAITING);
  g_assert_cmpint (get_state (self, seq), ==, GAUNG_OUTBOX_PARKED);
  g_assert_true (gtk_widget_activate_action (widget, "outbox.retry-all", NULL));
  g_assert_cmpint (get_state (self, seq), ==, GAUNG_OUTBOX_WAITING);
  ui_settle ();
  ui_wait (is_outbox_settled, dialog);
  g_assert_false (ui_shows_text (widget, "Needs you"));
}

/* Notes on a complaint, more than anybody would look through. */
static void
write_notes (Fixture *self, guint n_notes)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n_notes; i++)
    {
      g_autoptr (GaungEntry) entry = gaung_entry_new (
          self->scene.sent, "note", gaung_context_get_actor (self->context), gaung_instant_now ());

      gaung_record_set_string (GAUNG_RECORD (entry), "text", "Sudah dicek.", &error);
      g_assert_no_error (error);
      gaung_batch_put (batch, GAUNG_RECORD (entry), "");
    }
  gaung_store_write (self->store, batch, &error);
  g_assert_no_error (error);
}

static guint
count_lines (GaungOutboxDialog *dialog)
{
  GtkWidget *list = ui_find_nth (GTK_WIDGET (dialog), GTK_TYPE_LIST_VIEW, 0);

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list))));
}

static void
look_for (GaungOutboxDialog *dialog, guint choice, const char *words)
{
  GtkWidget *widget = GTK_WIDGET (dialog);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (ui_find_nth (widget, GTK_TYPE_DROP_DOWN, 0)), choice);
  gtk_editable_set_text (GTK_EDITABLE (ui_find_nth (widget, GTK_TYPE_SEARCH_ENTRY, 0)), words);
  g_signal_emit_by_name (ui_find_nth (widget, GTK_TYPE_SEARCH_ENTRY, 0), "search-changed");
  ui_wait (is_outbox_settled, dialog);
  ui_settle ();
}

/* All of it is there, and the few that one looks for are found in it. */
static void
test_long_outbox (Fixture *self, gconstpointer data)
{
  GaungOutboxDialog *dialog;
  guint n_before;

  dialog = open_outbox (self);
  n_before = count_lines (dialog);
  write_notes (self, 1500);
  ui_settle ();
  ui_wait (is_outbox_settled, dialog);
  g_assert_cmpuint (count_lines (dialog), ==, n_before + 1500);
  /* Only what is in sight is made. */
  g_assert_null (ui_find_nth (GTK_WIDGET (dialog), GAUNG_TYPE_OUTBOX_ROW, 400));
  look_for (dialog, 1, "");
  g_assert_cmpuint (count_lines (dialog), ==, 1);
  g_assert_nonnull (find_row (dialog, self->scene.refused));
  look_for (dialog, 2, "");
  g_assert_cmpuint (count_lines (dialog), ==, 1);
  g_assert_nonnull (find_row (dialog, self->scene.held));
  look_for (dialog, 0, "rute penam");
  g_assert_cmpuint (count_lines (dialog), ==, 1);
  g_assert_nonnull (find_row (dialog, self->scene.waiting));
  look_for (dialog, 1, "rute");
  g_assert_cmpuint (count_lines (dialog), ==, 0);
  g_assert_true (ui_shows_text (GTK_WIDGET (dialog), "Nothing Found"));
  look_for (dialog, 3, "Kleco");
  g_assert_cmpuint (count_lines (dialog), ==, 1500);
}

static gboolean
has_no_row (gpointer data)
{
  Fixture *self = data;
  GaungOutboxDialog *dialog = GAUNG_OUTBOX_DIALOG (get_dialog (self));

  return gaung_outbox_dialog_is_settled (dialog) && find_row (dialog, self->scene.refused) == NULL;
}

/* Only with a reason; what is given up can still be looked at. */
static void
test_discard (Fixture *self, gconstpointer data)
{
  GaungOutboxDialog *dialog = open_outbox (self);
  gint64 seq = gaung_outbox_row_get_seq (find_row (dialog, self->scene.refused));
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungOutboxItem) item = NULL;
  const GaungConflict *last;
  AdwAlertDialog *alert;
  GtkWidget *reason;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (dialog), "outbox.discard", "x", seq));
  ui_settle ();
  alert = ADW_ALERT_DIALOG (get_dialog (self));
  g_assert_false (adw_alert_dialog_get_response_enabled (alert, "delete"));
  reason = ui_find_nth (GTK_WIDGET (alert), ADW_TYPE_ENTRY_ROW, 0);
  gtk_editable_set_text (GTK_EDITABLE (reason), "  ");
  g_assert_false (adw_alert_dialog_get_response_enabled (alert, "delete"));
  gtk_editable_set_text (GTK_EDITABLE (reason), "Dobel");
  g_assert_true (adw_alert_dialog_get_response_enabled (alert, "delete"));
  g_signal_emit_by_name (alert, "response", "delete");
  adw_dialog_force_close (ADW_DIALOG (alert));
  ui_wait (has_no_row, self);
  item = gaung_outbox_get (self->store, seq, &error);
  g_assert_error (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_MISSING);
  kept = gaung_conflict_list (self->store, FALSE, 1, NULL);
  last = g_ptr_array_index (kept, 0);
  g_assert_cmpint (last->kind, ==, GAUNG_CONFLICT_DISCARDED);
  g_assert_cmpstr (last->reason, ==, "Dobel");
  g_assert_cmpstr (gaung_json_get_string (last->mine, "text", ""), ==, "Menunggu armada.");
}

static void
test_edit (Fixture *self, gconstpointer data)
{
  GaungOutboxDialog *dialog = open_outbox (self);
  gint64 seq = gaung_outbox_row_get_seq (find_row (dialog, self->scene.refused));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (dialog), "outbox.edit", "x", seq));
  ui_settle ();
  g_assert_null (get_dialog (self));
  g_assert_cmpstr (gaung_shell_get_area (gaung_window_get_shell (self->window)), ==, "complaints");
  g_assert_true (ui_shows_text (GTK_WIDGET (self->window), "Sampah menumpuk di Pasar Legi"));
}

/* A reply in its first seconds is among what waits, and can be taken back from there. */
static void
test_held_reply (Fixture *self, gconstpointer data)
{
  g_autofree char *key = g_strconcat ("held/", self->scene.waiting, NULL);
  g_autofree char *text = g_strdup_printf (
      "{\"text\":\"Sudah kami teruskan.\",\"final\":false,\"due_at\":%" G_GINT64_FORMAT
      ",\"attachments\":[]}",
      gaung_context_get_now (self->context) + 18 * GAUNG_SECOND);
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);
  GaungOutboxDialog *dialog;
  g_autofree char *draft_key = g_strconcat (self->scene.waiting, "/reply", NULL);
  g_autofree char *draft = NULL;
  g_autofree char *held = NULL;

  gaung_batch_put_draft (batch, key, text);
  g_assert_true (gaung_store_write (self->store, batch, NULL));
  dialog = open_outbox (self);
  g_assert_true (ui_shows_text (GTK_WIDGET (dialog), "Can still be taken back"));
  g_assert_true (ui_shows_text (GTK_WIDGET (dialog), "Public reply · leaves at 10.00"));
  g_assert_true (gtk_widget_activate_action (
      GTK_WIDGET (dialog), "outbox.take-back", "s", self->scene.waiting));
  ui_settle ();
  g_assert_null (get_dialog (self));
  held = gaung_store_get_draft (self->store, key);
  g_assert_null (held);
  draft = gaung_store_get_draft (self->store, draft_key);
  g_assert_cmpstr (draft, ==, "Sudah kami teruskan.");
}

static void
rescued_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  gaung_rescue_write_finish (result, data, &error);
  g_assert_no_error (error);
}

static gboolean
is_counted (gpointer data)
{
  return *(guint *) data > 0;
}

static void
test_rescue (Fixture *self, gconstpointer data)
{
  g_autofree char *directory = g_dir_make_tmp ("gaung-rescue-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "gaung.jsonl", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GaungOutboxCounts counts;
  GStatBuf status;
  guint n_items = 0;

  gaung_rescue_write_async (self->store, file, 0, NULL, rescued_cb, &n_items);
  ui_wait (is_counted, &n_items);
  g_assert_true (gaung_outbox_count (self->store, &counts, NULL));
  g_assert_cmpuint (n_items, ==, counts.waiting);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (g_strstrip (text), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >=, n_items);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonObject) object = gaung_json_parse_object (lines[i], -1, NULL);

      g_assert_nonnull (object);
    }
  /* Citizens are named in it. */
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0077, ==, 0);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (directory), ==, 0);
}

static gboolean
is_book_settled (gpointer data)
{
  return gaung_receipt_book_is_settled (data);
}

static void
test_receipts (Fixture *self, gconstpointer data)
{
  GaungReceiptBook *book;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "win.receipts", NULL));
  book = GAUNG_RECEIPT_BOOK (get_dialog (self));
  ui_wait (is_book_settled, book);
  ui_settle ();
  g_assert_true (ui_shows_text (GTK_WIDGET (book), "1 sent, "));
  g_assert_true (ui_shows_text (GTK_WIDGET (book), "Trotoar rusak depan SDN Kleco"));
  g_assert_true (ui_shows_text (GTK_WIDGET (book), "Internal note · written 09.31 · sent 09.59"));
  g_assert_true (ui_shows_text (GTK_WIDGET (book), "1-917fa2"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (book), "receipts.previous", NULL));
  ui_wait (is_book_settled, book);
  ui_settle ();
  g_assert_true (ui_shows_text (GTK_WIDGET (book), "Nothing Was Sent on This Day"));
  g_assert_true (ui_shows_text (GTK_WIDGET (book), "23 November 2026"));
}

static GaungReceipt *
make_receipt (GaungInstant sent_at)
{
  GaungReceipt *receipt = g_new0 (GaungReceipt, 1);

  receipt->id = g_strdup ("entry:01JD00000000000000000000AA");
  receipt->type = g_strdup ("entry");
  receipt->kind = g_strdup ("reply");
  receipt->title = g_strdup ("Lampu jalan mati di Jl. Samanhudi <b>&amp;</b>");
  receipt->is_new = TRUE;
  receipt->database = g_strdup (SCENE_DATABASE);
  receipt->revision = g_strdup ("1-917fa2381192822767f010b95b45325b");
  receipt->written_at = sent_at - 28 * GAUNG_MINUTE;
  receipt->sent_at = sent_at;

  return receipt;
}

static const struct
{
  guint n_receipts;
  guint min_pages, max_pages;
} sheets[] = { { 0, 1, 1 }, { 1, 1, 1 }, { 37, 1, 2 }, { 400, 7, 20 } };

/* Every receipt is on a sheet, and a PDF has all of them. */
static void
test_sheet (Fixture *self, gconstpointer data)
{
  GaungInstant now = gaung_context_get_now (self->context);
  g_autofree char *directory = g_dir_make_tmp ("gaung-sheet-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "gaung.pdf", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autoptr (GPtrArray) receipts
          = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_receipt_free);
      const GaungDayClose close = {
        .day = gaung_day_of_instant (now),
        .sent = sheets[i].n_receipts,
        .oldest = GAUNG_INSTANT_NONE,
        .longest_ms = 28 * GAUNG_MINUTE,
      };
      g_autoptr (GaungDayPage) page = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      PangoContext *pango = pango_font_map_create_context (pango_cairo_font_map_get_default ());
      guint n_pages;
      gsize length;

      for (guint n = 0; n < sheets[i].n_receipts; n++)
        g_ptr_array_add (receipts, make_receipt (now - n * GAUNG_MINUTE));
      page = gaung_day_page_new (self->context, &close, receipts);
      pango_cairo_context_set_resolution (pango, 72);
      n_pages = gaung_day_page_paginate (page, pango, 500, 740);
      g_assert_cmpuint (n_pages, >=, sheets[i].min_pages);
      g_assert_cmpuint (n_pages, <=, sheets[i].max_pages);
      g_assert_true (gaung_day_page_write_pdf (page, path, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      g_assert_true (g_str_has_prefix (text, "%PDF-"));
      g_object_unref (pango);
    }
  g_unlink (path);
  g_rmdir (directory);
}

/* A directory that is not there is said, not swallowed. */
static void
test_sheet_without_place (Fixture *self, gconstpointer data)
{
  const GaungDayClose close = { .oldest = GAUNG_INSTANT_NONE };
  g_autoptr (GPtrArray) receipts = g_ptr_array_new ();
  g_autoptr (GaungDayPage) page = gaung_day_page_new (self->context, &close, receipts);
  g_autoptr (GError) error = NULL;

  g_assert_false (gaung_day_page_write_pdf (page, "/nowhere/at/all.pdf", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

static void
test_guard (Fixture *self, gconstpointer data)
{
  g_autoptr (GaungLogoutGuard) guard = gaung_logout_guard_new (NULL, self->shell->session);
  g_autofree char *one = gaung_logout_guard_describe (1);
  g_autofree char *many = gaung_logout_guard_describe (1200);

  g_assert_true (gaung_logout_guard_is_guarding (guard));
  set_counts (self, 0, 0, 0);
  g_assert_false (gaung_logout_guard_is_guarding (guard));
  set_counts (self, 2, 0, 0);
  g_assert_true (gaung_logout_guard_is_guarding (guard));
  g_assert_cmpstr (one, ==, "1 change has not been sent yet");
  g_assert_cmpstr (many, ==, "1.200 changes have not been sent yet");
}

static void
destroyed_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
}

static void
test_farewell (Fixture *self, gconstpointer data)
{
  gboolean is_destroyed = FALSE;
  AdwAlertDialog *alert;

  g_signal_connect_swapped (self->window, "destroy", G_CALLBACK (destroyed_cb), &is_destroyed);
  gtk_window_close (GTK_WINDOW (self->window));
  ui_settle ();
  g_assert_false (is_destroyed);
  alert = ADW_ALERT_DIALOG (get_dialog (self));
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (alert), "not been sent yet"));
  g_signal_emit_by_name (alert, "response", "stay");
  adw_dialog_force_close (ADW_DIALOG (alert));
  ui_settle ();
  g_assert_false (is_destroyed);

  gtk_window_close (GTK_WINDOW (self->window));
  ui_settle ();
  alert = ADW_ALERT_DIALOG (get_dialog (self));
  self->window = NULL;
  g_signal_emit_by_name (alert, "response", "quit");
  adw_dialog_force_close (ADW_DIALOG (alert));
  ui_settle ();
  g_assert_true (is_destroyed);
}

typedef struct
{
  guint n;
  gboolean is_passed;
} Telling;

static void
told_cb (GaungClaimNotice *notice, const char *text, Telling *telling)
{
  telling->n++;
}

static gboolean
is_claim_shown (gpointer data)
{
  return ui_shows_text (GTK_WIDGET (((Fixture *) data)->window),
                        "Rina Hapsari took “Antrean KTP-el tidak jelas” first.");
}

static gboolean
is_remembered (gpointer data)
{
  g_autofree char *number = gaung_store_get_setting (((Fixture *) data)->store, "sync.claims-told");

  return number != NULL;
}

static gboolean
passed_cb (gpointer data)
{
  ((Telling *) data)->is_passed = TRUE;

  return G_SOURCE_REMOVE;
}

static gboolean
is_passed (gpointer data)
{
  return ((Telling *) data)->is_passed;
}

static gboolean
is_marked (gpointer data)
{
  Fixture *self = data;

  return gaung_sync_marks_get (gaung_context_get_marks (self->context), self->scene.refused)
         == GAUNG_SYNC_MARK_PARKED;
}

static void
test_marks (Fixture *self, gconstpointer data)
{
  GaungSyncMarks *marks = gaung_context_get_marks (self->context);

  ui_wait (is_marked, self);
  g_assert_cmpint (gaung_sync_marks_get (marks, self->scene.clashing), ==, GAUNG_SYNC_MARK_CLASH);
  g_assert_cmpint (gaung_sync_marks_get (marks, self->scene.waiting), ==, GAUNG_SYNC_MARK_WAITING);
  g_assert_cmpint (gaung_sync_marks_get (marks, self->scene.sent), ==, GAUNG_SYNC_MARK_NONE);
  g_assert_true (
      gaung_shell_open_record (gaung_window_get_shell (self->window), self->scene.clashing));
  ui_settle ();
  g_assert_true (
      ui_shows_text (GTK_WIDGET (self->window), "You and somebody else changed the same"));
  g_assert_nonnull (ui_find_labelled (GTK_WIDGET (self->window), GTK_TYPE_BUTTON, "Decide…"));
}

/* Told once; the next start has nothing to tell. */
static void
test_claim (Fixture *self, gconstpointer data)
{
  Telling telling = { 0 };
  g_autoptr (GaungClaimNotice) second = NULL;
  GtkWidget *shell = GTK_WIDGET (gaung_window_get_shell (self->window));

  /* By the window. */
  ui_wait (is_claim_shown, self);
  ui_wait (is_remembered, self);
  second = gaung_claim_notice_new (self->context, shell);
  g_signal_connect (second, "told", G_CALLBACK (told_cb), &telling);
  g_timeout_add (1500, passed_cb, &telling);
  ui_wait (is_passed, &telling);
  g_assert_cmpuint (telling.n, ==, 0);
}

static void
test_pause (Fixture *self, gconstpointer data)
{
  GaungSyncService *service = gaung_session_get_service (self->shell->session);
  g_autofree char *stored = NULL;

  g_assert_false (gaung_sync_service_is_paused (service));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "win.sync-pause", NULL));
  g_assert_true (gaung_sync_service_is_paused (service));
  ui_settle ();
  stored = gaung_store_get_setting (self->store, "sync.paused");
  g_assert_nonnull (stored);
  /* Who asks for it by hand means it. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "win.sync-now", NULL));
  g_assert_false (gaung_sync_service_is_paused (service));
}

static const struct
{
  GaungProbeState state;
  const char *icon_name; /* (nullable): it turns */
} probe_states[] = {
  { GAUNG_PROBE_WAITING, "content-loading-symbolic" },
  { GAUNG_PROBE_RUNNING, NULL },
  { GAUNG_PROBE_PASSED, "object-select-symbolic" },
  { GAUNG_PROBE_WARNED, "dialog-warning-symbolic" },
  { GAUNG_PROBE_FAILED, "dialog-error-symbolic" },
};

/* Each state has a shape of its own, and a word for those who do not see it. */
static void
test_probe_list (void)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *list = gaung_probe_list_new ();

  adw_window_set_content (ADW_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));
  ui_settle ();
  for (guint i = 0; i < G_N_ELEMENTS (probe_states); i++)
    {
      gaung_probe_list_show_step (
          GAUNG_PROBE_LIST (list), GAUNG_PROBE_SIGN_IN, probe_states[i].state, "Masuk sebagai sri");
      ui_settle ();
      g_assert_true (ui_shows_text (list, "Masuk sebagai sri"));
      if (probe_states[i].icon_name != NULL)
        {
          GtkWidget *row = ui_find_nth (list, ADW_TYPE_ACTION_ROW, GAUNG_PROBE_SIGN_IN);
          GtkWidget *image = ui_find (row, GTK_TYPE_IMAGE);

          g_assert_nonnull (image);
          g_assert_cmpstr (
              gtk_image_get_icon_name (GTK_IMAGE (image)), ==, probe_states[i].icon_name);
        }
      else
        g_assert_nonnull (ui_find (list, ADW_TYPE_SPINNER));
    }
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
}

/* On this computer only, nothing is sent, so nothing is missing. */
static void
test_local (void)
{
  g_autoptr (ShellFixture) fixture = shell_fixture_new (GAUNG_WORKSPACE_LOCAL, 0);
  GaungWindow *window = shell_fixture_show (fixture);
  GaungContext *context = gaung_window_get_context (window);

  g_assert_null (gaung_session_get_service (fixture->session));
  g_assert_cmpint (
      gaung_sync_status_get_phase (gaung_context_get_status (context)), ==, GAUNG_SYNC_PHASE_OFF);
  g_assert_false (gaung_farewell_is_needed (fixture->session));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.sync-now", NULL);
  ui_settle ();
  g_assert_true (
      ui_shows_text (GTK_WIDGET (window), "This workspace is not connected to a city server"));
  ui_close (window);
}

static void
add (const char *path, void (*test) (Fixture *self, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("/sync/views/foot", test_foot);
  add ("/sync/views/banner", test_banner);
  add ("/sync/views/outbox", test_outbox);
  add ("/sync/views/long-outbox", test_long_outbox);
  add ("/sync/views/discard", test_discard);
  add ("/sync/views/edit", test_edit);
  add ("/sync/views/held-reply", test_held_reply);
  add ("/sync/views/rescue", test_rescue);
  add ("/sync/views/receipts", test_receipts);
  add ("/sync/views/sheet", test_sheet);
  add ("/sync/views/sheet-without-place", test_sheet_without_place);
  add ("/sync/views/guard", test_guard);
  add ("/sync/views/farewell", test_farewell);
  add ("/sync/views/marks", test_marks);
  add ("/sync/views/claim", test_claim);
  add ("/sync/views/pause", test_pause);
  g_test_add_func ("/sync/views/probe-list", test_probe_list);
  g_test_add_func ("/sync/views/local", test_local);

  return g_test_run ();
}
