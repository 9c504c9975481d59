/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gaungctl sync: one full pass, or all the time, without a screen. */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "gaung-ctl-account-private.h"
#include "gaung-engine.h"
#include "gaung-format.h"
#include "gaung-outbox.h"
#include "gaung-sync-status.h"

#define MAX_ITEMS 100000

typedef struct
{
  GaungCtl *ctl;
  GaungEngine *engine;
  GaungSyncStatus *status; /* of --watch (nullable) */
  GMainLoop *loop;         /* of --watch (nullable) */
  gboolean is_json;
  GaungCtlStatus result;
} Sync;

static const char *const phase_nicks[] = {
  [GAUNG_SYNC_PHASE_OFF] = "off",         [GAUNG_SYNC_PHASE_STARTING] = "starting",
  [GAUNG_SYNC_PHASE_WORKING] = "working", [GAUNG_SYNC_PHASE_IDLE] = "idle",
  [GAUNG_SYNC_PHASE_PAUSED] = "paused",   [GAUNG_SYNC_PHASE_OFFLINE] = "offline",
  [GAUNG_SYNC_PHASE_TROUBLE] = "trouble",
};
static const char *const trouble_nicks[] = {
  [GAUNG_SYNC_TROUBLE_NONE] = "none",
  [GAUNG_SYNC_TROUBLE_SIGNED_OUT] = "signed-out",
  [GAUNG_SYNC_TROUBLE_CREDENTIALS] = "credentials",
  [GAUNG_SYNC_TROUBLE_LOCKED] = "locked",
  [GAUNG_SYNC_TROUBLE_RIGHTS] = "rights",
  [GAUNG_SYNC_TROUBLE_CERTIFICATE] = "certificate",
  [GAUNG_SYNC_TROUBLE_PORTAL] = "portal",
  [GAUNG_SYNC_TROUBLE_TOO_OLD] = "too-old",
  [GAUNG_SYNC_TROUBLE_CLOCK] = "clock",
  [GAUNG_SYNC_TROUBLE_BUSY] = "busy",
  [GAUNG_SYNC_TROUBLE_SERVER] = "server",
  [GAUNG_SYNC_TROUBLE_SERVER_FULL] = "server-full",
  [GAUNG_SYNC_TROUBLE_DISK_FULL] = "disk-full",
  [GAUNG_SYNC_TROUBLE_REPLACED] = "replaced",
  [GAUNG_SYNC_TROUBLE_STORE] = "store",
  [GAUNG_SYNC_TROUBLE_OTHER_ACCOUNT] = "other-account",
};

/* In the thread of the engine; stdio locks itself, so that lines stay whole. */
static void
observe_cb (
    const char *event, const char *database, const char *id, const char *detail, gpointer data)
{
  const Sync *sync = data;
  JsonObject *object;

  if (!sync->is_json)
    {
      g_autofree char *escaped = gaung_ctl_escape (detail);

      if (!sync->ctl->is_quiet)
        gaung_ctl_print ("%s %s %s %s\n", event, database != NULL ? database : "–", id, escaped);
      return;
    }
  object = json_object_new ();
  json_object_set_string_member (object, "event", event);
  if (database != NULL)
    json_object_set_string_member (object, "database", database);
  json_object_set_string_member (object, "id", id);
  if (detail != NULL)
    json_object_set_string_member (object, "detail", detail);
  gaung_ctl_print_object (object);
}

/* Refused for good until a person does something; one at a time, with the reason. */
static void
print_parked (const Sync *sync)
{
  g_autoptr (GPtrArray) items = gaung_outbox_list (sync->ctl->store, MAX_ITEMS, NULL);

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const GaungOutboxItem *item = g_ptr_array_index (items, i);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, item->seq);
      g_autofree char *code = gaung_ctl_escape (item->code);
      g_autofree char *reason = gaung_ctl_escape (item->reason);

      if (item->state != GAUNG_OUTBOX_PARKED)
        continue;
      /* Translators: the number in the outbox, the id of a record, a stable word and the server's
       * own words, e.g. "12 complaint:01J… is parked: E_STATE (no way leads from done to new)" */
      gaung_ctl_warn (_ ("%s %s is parked: %s (%s)"), number, item->id, code, reason);
    }
}

static void
print_number (const char *label, guint64 number)
{
  g_autofree char *text = gaung_format_number ((gint64) number);

  gaung_ctl_print ("%s: %s\n", label, text);
}

static void
print_totals (const Sync *sync, const GaungSyncTotals *totals)
{
  JsonObject *object;

  if (!sync->is_json)
    {
      print_number (_ ("Sent"), totals->sent);
      print_number (_ ("Received"), totals->received);
      print_number (_ ("Merged"), totals->merged);
      print_number (_ ("New conflicts"), totals->clashed);
      print_number (_ ("Parked"), totals->parked);
      print_number (_ ("Waiting"), totals->waiting);
      if (totals->carried > 0)
        print_number (_ ("Carried to another agency"), totals->carried);
      if (totals->removed > 0)
        print_number (_ ("Removed"), totals->removed);
      if (totals->quarantined > 0)
        print_number (_ ("Put aside because they cannot be read"), totals->quarantined);
      return;
    }
  object = json_object_new ();
  json_object_set_string_member (object, "event", "summary");
  json_object_set_int_member (object, "sent", (gint64) totals->sent);
  json_object_set_int_member (object, "received", (gint64) totals->received);
  json_object_set_int_member (object, "merged", (gint64) totals->merged);
  json_object_set_int_member (object, "clashed", (gint64) totals->clashed);
  json_object_set_int_member (object, "carried", (gint64) totals->carried);
  json_object_set_int_member (object, "removed", (gint64) totals->removed);
  json_object_set_int_member (object, "quarantined", (gint64) totals->quarantined);
  json_object_set_int_member (object, "requests", (gint64) totals->requests);
  json_object_set_int_member (object, "parked", totals->parked);
  json_object_set_int_member (object, "waiting", totals->waiting);
  gaung_ctl_print_object (object);
}

/* Held by somebody is a decision; everything else that is still here is not. */
static GaungCtlStatus
judge_outbox (const Sync *sync)
{
  g_autoptr (GError) error = NULL;
  GaungOutboxCounts counts;

  if (!gaung_outbox_count (sync->ctl->store, &counts, &error))
    return gaung_ctl_fail (error);
  return counts.parked > 0 || counts.waiting > counts.held ? GAUNG_CTL_REFUSED : GAUNG_CTL_OK;
}

static GaungCtlStatus
end (const Sync *sync, const GaungSyncTotals *totals)
{
  if (totals->parked > 0)
    print_parked (sync);
  print_totals (sync, totals);
  return judge_outbox (sync);
}

static GaungCtlStatus
run_once (Sync *sync)
{
  GaungSyncTotals totals = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean is_done = gaung_engine_run_sync (sync->engine, &totals, sync->ctl->cancellable, &error);
  GaungCtlStatus status = end (sync, &totals);

  return is_done ? status : gaung_ctl_fail (error);
}

static gboolean
stop_cb (GCancellable *cancellable, gpointer data)
{
  Sync *sync = data;

  g_main_loop_quit (sync->loop);
  return G_SOURCE_REMOVE;
}

static gboolean
is_final (GaungSyncTrouble trouble)
{
  return trouble == GAUNG_SYNC_TROUBLE_CREDENTIALS || trouble == GAUNG_SYNC_TROUBLE_SIGNED_OUT
         || trouble == GAUNG_SYNC_TROUBLE_OTHER_ACCOUNT;
}

static void
status_cb (Sync *sync)
{
  GaungSyncPhase phase = gaung_sync_status_get_phase (sync->status);
  GaungSyncTrouble trouble = gaung_sync_status_get_trouble (sync->status);

  if (sync->is_json)
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "event", "status");
      json_object_set_string_member (object, "phase", phase_nicks[phase]);
      json_object_set_string_member (object, "trouble", trouble_nicks[trouble]);
      gaung_ctl_print_object (object);
    }
  if (!is_final (trouble))
    return;
  sync->result = GAUNG_CTL_ACCOUNT;
  g_main_loop_quit (sync->loop);
}

static void
tell_trouble (const Sync *sync)
{
  GaungSyncTrouble trouble = gaung_sync_status_get_trouble (sync->status);
  g_autofree char *title = gaung_sync_trouble_get_title (trouble);
  g_autofree char *text = gaung_sync_trouble_get_text (
      trouble, GAUNG_INSTANT_NONE, gaung_sync_status_get_waiting (sync->status));

  /* Translators: what happened, and what to do, e.g. "Sign in again. The server refuses …" */
  gaung_ctl_warn (_ ("%s. %s"), title, text);
}

static GaungCtlStatus
watch (Sync *sync)
{
  GaungSyncTotals totals;
  GaungCtlStatus status;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GSource) source = g_cancellable_source_new (sync->ctl->cancellable);

  sync->loop = loop;
  /* Whoever reads a pipe wants to know now. */
  setvbuf (stdout, NULL, _IOLBF, 0);
  g_source_set_callback (source, G_SOURCE_FUNC (stop_cb), sync, NULL);
  g_source_attach (source, NULL);
  g_signal_connect_swapped (sync->status, "notify::phase", G_CALLBACK (status_cb), sync);
  g_signal_connect_swapped (sync->status, "notify::trouble", G_CALLBACK (status_cb), sync);
  gaung_engine_start (sync->engine);
  g_main_loop_run (loop);
  gaung_engine_stop (sync->engine);
  g_source_destroy (source);
  g_signal_handlers_disconnect_by_data (sync->status, sync);
  gaung_engine_get_totals (sync->engine, &totals);
  status = end (sync, &totals);
  if (sync->result == GAUNG_CTL_OK)
    return status;
  tell_trouble (sync);
  return sync->result;
}

/* Those that were named, or those that are kept. */
static gboolean
sign_in (GaungCtl *ctl,
         GaungAccount *account,
         const char *password_file,
         const char *token_file,
         GaungCtlStatus *status)
{
  g_autoptr (GaungCredentials) credentials = NULL;
  g_autoptr (GaungSecret) secret = NULL;

  if (password_file == NULL && token_file == NULL)
    {
      credentials = gaung_account_dup_credentials (account);
      if (credentials != NULL)
        return TRUE;
      gaung_ctl_warn ("%s",
                      _ ("No password is kept for this account. Name its file with "
                         "“--password-file”, or sign in with “gaungctl connect”."));
      *status = GAUNG_CTL_ACCOUNT;
      return FALSE;
    }
  if (!gaung_ctl_read_credentials (gaung_account_get_name (account),
                                   password_file,
                                   token_file,
                                   &credentials,
                                   &secret,
                                   status))
    return FALSE;
  gaung_account_set_credentials (account, credentials);
  return TRUE;
}

static GaungCtlStatus
run (GaungCtl *ctl,
     gboolean wants_watch,
     gboolean is_json,
     const char *password_file,
     const char *token_file)
{
  Sync sync = { .ctl = ctl, .is_json = is_json, .result = GAUNG_CTL_OK };
  g_autoptr (GaungAccount) account = NULL;
  g_autoptr (GaungSyncStatus) state = wants_watch ? gaung_sync_status_new () : NULL;
  g_autoptr (GaungEngine) engine = NULL;
  GaungCtlStatus status;

  if (!gaung_ctl_open (ctl, &status) || !gaung_ctl_load_account (ctl, &account, &status)
      || !sign_in (ctl, account, password_file, token_file, &status))
    return status;
  engine = gaung_engine_new (ctl->store, account, state);
  sync.engine = engine;
  sync.status = state;
  gaung_engine_set_observer (engine, observe_cb, &sync);
  if (!wants_watch)
    return run_once (&sync);
  /* Whoever starts a program like this one has decided about both. */
  gaung_engine_set_allow_metered (engine, TRUE);
  gaung_engine_set_allow_power_saver (engine, TRUE);
  return watch (&sync);
}

GaungCtlStatus
gaung_ctl_sync (GaungCtl *ctl, int argc, char **argv)
{
  g_autofree char *password_file = NULL;
  g_autofree char *token_file = NULL;
  gboolean wants_watch = FALSE;
  gboolean is_json = FALSE;
  GaungCtlStatus status;
  const GOptionEntry entries[] = {
    { "watch",
      0,
      0,
      G_OPTION_ARG_NONE,
      &wants_watch,
      N_ ("Go on until stopped, and send and receive at once"),
      NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &is_json, N_ ("JSON lines"), NULL },
    { "password-file",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &password_file,
      N_ ("A file that holds the account's password"),
      N_ ("FILE") },
    { "token-file",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &token_file,
      N_ ("A file that holds a token of single sign-on"),
      N_ ("FILE") },
    { NULL },
  };

  if (!gaung_ctl_parse (ctl, entries, &argc, &argv, &status))
    return status;
  if (argc > 1)
    return gaung_ctl_usage ("%s", _ ("This command takes no arguments."));
  return run (ctl, wants_watch, is_json, password_file, token_file);
}
