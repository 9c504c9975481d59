/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The synchronisation in words, and the watch on the computer's sleep. */

#include "config.h"

#include "gaung-clash-words.h"
#include "gaung-day-page.h"
#include "gaung-json.h"
#include "gaung-logout-guard.h"
#include "gaung-sleep-watch.h"
#include "gaung-sync-words.h"

/* Tuesday, 24 November 2026, 10.00 WIB */
#define NOW G_GINT64_CONSTANT (1795489200000)

static const struct
{
  const char *name;
  GaungSyncPhase phase;
  GaungSyncPause pause;
  guint waiting, parked, conflicts;
  GaungInstant success;
  const char *title;
  const char *subtitle;
  const char *icon_name;
} statuses[] = {
  { "off",
    GAUNG_SYNC_PHASE_OFF,
    0,
    0,
    0,
    0,
    GAUNG_INSTANT_NONE,
    "Not connected",
    "No contact yet",
    "network-server-symbolic" },
  { "starting",
    GAUNG_SYNC_PHASE_STARTING,
    0,
    0,
    0,
    0,
    GAUNG_INSTANT_NONE,
    "Connecting…",
    "No contact yet",
    "network-transmit-receive-symbolic" },
  { "sending",
    GAUNG_SYNC_PHASE_WORKING,
    0,
    3,
    0,
    0,
    NOW - GAUNG_MINUTE,
    "Sending…",
    "3 waiting · oldest 28 minutes ago",
    "network-transmit-receive-symbolic" },
  { "all-sent",
    GAUNG_SYNC_PHASE_IDLE,
    0,
    0,
    0,
    0,
    NOW - GAUNG_MINUTE,
    "All sent",
    "Connected · 09.59",
    "object-select-symbolic" },
  { "held",
    GAUNG_SYNC_PHASE_IDLE,
    0,
    2,
    0,
    0,
    NOW - GAUNG_MINUTE,
    "Not all is sent",
    "2 waiting · oldest 28 minutes ago",
    "document-send-symbolic" },
  { "parked",
    GAUNG_SYNC_PHASE_IDLE,
    0,
    2,
    1,
    0,
    NOW - GAUNG_MINUTE,
    "Not all was taken",
    "2 waiting · oldest 28 minutes ago",
    "dialog-warning-symbolic" },
  { "clashing",
    GAUNG_SYNC_PHASE_IDLE,
    0,
    0,
    0,
    1,
    NOW - GAUNG_MINUTE,
    "Clashing changes",
    "Connected · 09.59",
    "dialog-warning-symbolic" },
  { "paused",
    GAUNG_SYNC_PHASE_PAUSED,
    GAUNG_SYNC_PAUSE_USER,
    0,
    0,
    0,
    NOW - GAUNG_MINUTE,
    "Paused",
    "Last contact today 09.59",
    "media-playback-pause-symbolic" },
  { "metered",
    GAUNG_SYNC_PHASE_PAUSED,
    GAUNG_SYNC_PAUSE_METERED,
    0,
    0,
    0,
    NOW - GAUNG_DAY_LENGTH,
    "Paused: metered network",
    "Last contact yesterday 10.00",
    "media-playback-pause-symbolic" },
  { "power",
    GAUNG_SYNC_PHASE_PAUSED,
    GAUNG_SYNC_PAUSE_POWER,
    0,
    0,
    0,
    NOW - GAUNG_MINUTE,
    "Paused: saving power",
    "Last contact today 09.59",
    "media-playback-pause-symbolic" },
  { "offline",
    GAUNG_SYNC_PHASE_OFFLINE,
    0,
    0,
    0,
    0,
    NOW - GAUNG_MINUTE,
    "Working offline",
    "Last contact today 09.59",
    "network-offline-symbolic" },
};

static void
test_status (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GaungSyncStatus) status = gaung_sync_status_new ();
  const GaungSyncReport report = {
    .phase = statuses[i].phase,
    .pause = statuses[i].pause,
    .trouble_until = GAUNG_INSTANT_NONE,
  };
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  gaung_sync_status_report (status, &report);
  gaung_sync_status_set_counts (status,
                                statuses[i].waiting,
                                0,
                                statuses[i].parked,
                                statuses[i].conflicts,
                                0,
                                statuses[i].waiting > 0 ? NOW - 28 * GAUNG_MINUTE
                                                        : GAUNG_INSTANT_NONE);
  if (statuses[i].success != GAUNG_INSTANT_NONE)
    gaung_sync_status_set_area (status,
                                "gaung-common",
                                "common",
                                NULL,
                                statuses[i].success,
                                0,
                                GAUNG_INSTANT_NONE,
                                GAUNG_SYNC_TROUBLE_NONE,
                                TRUE);
  title = gaung_sync_words_get_title (status);
  subtitle = gaung_sync_words_get_subtitle (status, NOW);
  g_assert_cmpstr (title, ==, statuses[i].title);
  g_assert_cmpstr (subtitle, ==, statuses[i].subtitle);
  g_assert_cmpstr (gaung_sync_words_get_icon_name (status), ==, statuses[i].icon_name);
}

/* Each trouble says what happened and what to do, and no two say the same. */
static void
test_troubles (void)
{
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = GAUNG_SYNC_TROUBLE_NONE + 1; i <= GAUNG_SYNC_TROUBLE_OTHER_ACCOUNT; i++)
    {
      g_autoptr (GaungSyncStatus) status = gaung_sync_status_new ();
      const GaungSyncReport report = {
        .phase = GAUNG_SYNC_PHASE_TROUBLE,
        .trouble = (GaungSyncTrouble) i,
        .trouble_until = NOW + GAUNG_HOUR,
      };
      g_autofree char *title = NULL;
      char *text;

      gaung_sync_status_report (status, &report);
      title = gaung_sync_words_get_title (status);
      text = gaung_sync_words_get_explanation (status);
      g_assert_cmpstr (title, !=, "");
      g_assert_cmpuint (g_utf8_strlen (text, -1), >, g_utf8_strlen (title, -1));
      g_assert_true (g_hash_table_add (texts, text));
      g_assert_cmpstr (gaung_sync_words_get_icon_name (status), ==, "dialog-warning-symbolic");
    }
}

static const struct
{
  const char *code;
  const char *reason;
  const char *expected; /* the beginning of it */
} reasons[] = {
  { NULL, NULL, "" },
  { "E_ROLE", "not your database", "Your account may not write this." },
  { "E_STATE", NULL, "The complaint is in a state meanwhile" },
  { "too-large", NULL, "It is larger than the server takes." },
  { "E_NEW", "a rule of tomorrow", "The server says: a rule of tomorrow" },
  { "E_NEW", NULL, "" },
};

static void
test_reasons (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autofree char *text = gaung_sync_words_get_reason (reasons[i].code, reasons[i].reason);

      if (*reasons[i].expected == '\0')
        g_assert_cmpstr (text, ==, "");
      else
        g_assert_true (g_str_has_prefix (text, reasons[i].expected));
    }
}

static const struct
{
  GaungOutboxItem item;
  const char *expected;
} items[] = {
  { { .state = GAUNG_OUTBOX_WAITING }, "Waits to be sent" },
  { { .state = GAUNG_OUTBOX_UNDER_WAY }, "Being sent" },
  { { .state = GAUNG_OUTBOX_HELD, .hold_until = GAUNG_INSTANT_NONE }, "Held until you send it" },
  { { .state = GAUNG_OUTBOX_HELD, .hold_until = NOW + 15 * GAUNG_MINUTE },
    "Held until today 10.15" },
  { { .state = GAUNG_OUTBOX_LATER, .tries = 1, .not_before = NOW + 4 * GAUNG_MINUTE },
    "Tried 1 time, again in 4 minutes" },
  { { .state = GAUNG_OUTBOX_LATER, .tries = 3, .not_before = NOW + 4 * GAUNG_MINUTE },
    "Tried 3 times, again in 4 minutes" },
  { { .state = GAUNG_OUTBOX_PARKED }, "Refused" },
};

static void
test_items (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autofree char *text = gaung_sync_words_get_state (&items[i].item, NOW);

      g_assert_cmpstr (text, ==, items[i].expected);
    }
}

static const struct
{
  const char *type, *kind;
  gboolean is_new;
  const char *expected;
} kinds[] = {
  { "entry", "reply", TRUE, "Public reply" },   { "entry", "note", TRUE, "Internal note" },
  { "complaint", NULL, TRUE, "New complaint" }, { "complaint", NULL, FALSE, "Complaint, changed" },
  { "template", NULL, TRUE, "Template" },       { "of-tomorrow", NULL, TRUE, "Record" },
};

static void
test_kinds (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *text
          = gaung_sync_words_get_kind (kinds[i].type, kinds[i].kind, kinds[i].is_new);

      g_assert_cmpstr (text, ==, kinds[i].expected);
    }
}

static const struct
{
  GaungDayClose close;
  const char *expected;
} days[] = {
  { { .sent = 0, .waiting = 0, .oldest = GAUNG_INSTANT_NONE }, "0 sent, 0 waiting" },
  { { .sent = 37, .waiting = 0, .oldest = GAUNG_INSTANT_NONE, .longest_ms = 28 * GAUNG_MINUTE },
    "37 sent, 0 waiting, oldest 28 minutes" },
  { { .sent = 37, .waiting = 2, .oldest = NOW - 3 * GAUNG_HOUR, .longest_ms = 28 * GAUNG_MINUTE },
    "37 sent, 2 waiting, the oldest for 3 hours" },
  { { .sent = 1, .waiting = 0, .oldest = GAUNG_INSTANT_NONE, .longest_ms = 3 * GAUNG_SECOND },
    "1 sent, 0 waiting, oldest less than a minute" },
};

static void
test_days (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *text = gaung_day_close_describe (&days[i].close, NOW);

      g_assert_cmpstr (text, ==, days[i].expected);
    }
}

static const struct
{
  const char *stands, *mine;
  gboolean can_choose;
} states[] = {
  { "new", "verified", TRUE },       { "verified", "disposed", TRUE },
  { "archived", "verified", FALSE }, { "archived", "reopened", TRUE },
  { "done", "in-progress", FALSE },  { "of-tomorrow", "new", FALSE },
};

static void
test_states (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (JsonNode) mine = json_node_init_string (json_node_alloc (), states[i].mine);
      g_autoptr (JsonNode) theirs = json_node_init_string (json_node_alloc (), states[i].stands);
      GaungClash clash = { .member = (char *) "state", .mine = mine, .theirs = theirs };

      g_assert_cmpint (
          gaung_clash_can_choose (&clash, "complaint", GAUNG_CLASH_MINE), ==, states[i].can_choose);
      g_assert_true (gaung_clash_can_choose (&clash, "complaint", GAUNG_CLASH_THEIRS));
      clash.member = (char *) "street";
      g_assert_true (gaung_clash_can_choose (&clash, "complaint", GAUNG_CLASH_MINE));
    }
}

static gboolean
count_cb (gpointer data)
{
  g_main_loop_quit (data);

  return G_SOURCE_REMOVE;
}

static void
emit (GDBusConnection *bus, const char *path, GVariant *parameters)
{
  g_assert_true (g_dbus_connection_emit_signal (
      bus, NULL, path, "org.freedesktop.login1.Manager", "PrepareForSleep", parameters, NULL));
}

/* The test plays logind on a bus of its own. */
static void
test_sleep (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GTestDBus) dbus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GaungSleepWatch) watch = NULL;
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;

  g_test_dbus_up (dbus);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", g_test_dbus_get_bus_address (dbus), TRUE);
  bus = g_dbus_connection_new_for_address_sync (
      g_test_dbus_get_bus_address (dbus),
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
          | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL,
      NULL,
      &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (bus,
                                       "org.freedesktop.DBus",
                                       "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus",
                                       "RequestName",
                                       g_variant_new ("(su)", "org.freedesktop.login1", 0),
                                       NULL,
                                       G_DBUS_CALL_FLAGS_NONE,
                                       -1,
                                       NULL,
                                       &error);
  g_assert_no_error (error);
  watch = gaung_sleep_watch_new ();
  g_timeout_add (500, count_cb, loop);
  g_main_loop_run (loop);
  g_assert_false (gaung_sleep_watch_is_asleep (watch));

  /* Not of that path, and not of that form: nothing. */
  emit (bus, "/somewhere/else", g_variant_new ("(b)", TRUE));
  emit (bus, "/org/freedesktop/login1", g_variant_new ("(s)", "true"));
  emit (bus, "/org/freedesktop/login1", g_variant_new ("(b)", TRUE));
  while (!gaung_sleep_watch_is_asleep (watch))
    g_main_context_iteration (NULL, TRUE);
  emit (bus, "/org/freedesktop/login1", g_variant_new ("(b)", FALSE));
  while (gaung_sleep_watch_is_asleep (watch))
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (g_steal_pointer (&watch));
  g_clear_object (&bus);
  g_test_dbus_stop (dbus);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *path = g_strconcat ("/sync/words/status/", statuses[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_status);
    }
  g_test_add_func ("/sync/words/troubles", test_troubles);
  g_test_add_func ("/sync/words/reasons", test_reasons);
  g_test_add_func ("/sync/words/items", test_items);
  g_test_add_func ("/sync/words/kinds", test_kinds);
  g_test_add_func ("/sync/words/days", test_days);
  g_test_add_func ("/sync/words/states", test_states);
  g_test_add_func ("/sync/sleep", test_sleep);

  return g_test_run ();
}
