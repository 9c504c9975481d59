/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gaungctl connect and sign-out: a workspace and its account. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gaung-account.h"
#include "gaung-ctl-account-private.h"
#include "gaung-ctl-workspace-private.h"
#include "gaung-outbox.h"

typedef struct
{
  GaungCtl *ctl;
  char *user;
  char *password_file;
  char *token_file;
  char *agency;
  char *person;
  char *name;
  char *prefix;
  char *authority;
  gboolean is_json;
  GaungProbeState printed[GAUNG_PROBE_N];
} Options;

static void
clear_options (Options *options)
{
  g_free (options->user);
  g_free (options->password_file);
  g_free (options->token_file);
  g_free (options->agency);
  g_free (options->person);
  g_free (options->name);
  g_free (options->prefix);
  g_free (options->authority);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static const char *const step_nicks[GAUNG_PROBE_N]
    = { "address", "server", "version", "sign-in", "rights", "clock" };

static const char *
get_state_nick (GaungProbeState state)
{
  return state == GAUNG_PROBE_PASSED ? "passed" : state == GAUNG_PROBE_WARNED ? "warned" : "failed";
}

static const char *
get_state_label (GaungProbeState state)
{
  /* Translators: in front of what a test found */
  return state == GAUNG_PROBE_PASSED   ? C_ ("probe", "good")
         : state == GAUNG_PROBE_WARNED ? C_ ("probe", "warning")
                                       : C_ ("probe", "failed");
}

static void
print_line (const Options *options, GaungProbeStep step, const GaungProbeLine *line)
{
  g_autofree char *escaped = gaung_ctl_escape (line->text);
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *text = NULL;

  if (!options->is_json)
    {
      /* Translators: what was tried, how it ended, and what was found, e.g.
       * "Version: good. CouchDB 3.5.2." */
      gaung_ctl_print (_ ("%s: %s. %s\n"),
                       gaung_probe_step_get_label (step),
                       get_state_label (line->state),
                       escaped);
      return;
    }
  object = json_object_new ();
  json_object_set_string_member (object, "step", step_nicks[step]);
  json_object_set_string_member (object, "state", get_state_nick (line->state));
  json_object_set_string_member (object, "text", line->text);
  text = gaung_ctl_json_line (object);
  gaung_ctl_print ("%s\n", text);
}

static void
probe_cb (const GaungProbe *probe, gpointer data)
{
  Options *options = data;

  for (guint i = 0; i < GAUNG_PROBE_N; i++)
    {
      const GaungProbeLine *line = &probe->lines[i];

      if (line->state == options->printed[i] || line->state < GAUNG_PROBE_PASSED)
        continue;
      options->printed[i] = line->state;
      print_line (options, i, line);
    }
}

/* Every step has told its own reason already. */
static GaungCtlStatus
get_probe_status (const GaungProbe *probe)
{
  if (g_error_matches (probe->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return GAUNG_CTL_INTERRUPTED;
  if (probe->error->domain == GAUNG_ACCOUNT_ERROR
      || g_error_matches (probe->error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_CREDENTIALS)
      || g_error_matches (probe->error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_LOCKED)
      || g_error_matches (probe->error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_NOT_MEMBER))
    return GAUNG_CTL_ACCOUNT;
  return GAUNG_CTL_SERVER;
}

/* An existing workspace where --workspace names one, else a new one. */
static gboolean
open_workspace (const Options *options, gboolean *is_new, GaungCtlStatus *status)
{
  GaungCtl *ctl = options->ctl;
  g_autofree char *path = NULL;

  *is_new = TRUE;
  if (ctl->directory != NULL)
    {
      path = g_build_filename (ctl->directory, "workspace.ini", NULL);
      *is_new = !g_file_test (path, G_FILE_TEST_EXISTS);
    }
  if (*is_new)
    return gaung_ctl_create_workspace (ctl, GAUNG_WORKSPACE_SERVER, options->name, status);
  return gaung_ctl_open (ctl, status);
}

static void
print_result (const Options *options, GaungAccount *account, guint n_queued)
{
  const char *directory = gaung_workspace_get_directory (options->ctl->workspace);
  g_autofree char *kept = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *text = NULL;
  char *secret = gaung_workspace_get_secret (options->ctl->workspace, NULL);
  gboolean is_remembered = secret != NULL;

  gaung_secret_free (secret);
  if (!is_remembered)
    gaung_ctl_warn ("%s",
                    _ ("There is no password store on this computer, so the password was not kept. "
                       "Name its file again with every “gaungctl sync”."));
  if (!options->is_json)
    {
      gaung_ctl_print (ngettext (
                           /* Translators: %u is a number, e.g. "12 records wait to be sent." */
                           "%u record waits to be sent.\n",
                           "%u records wait to be sent.\n",
                           n_queued),
                       n_queued);
      gaung_ctl_print ("%s\n", directory);
      return;
    }
  object = json_object_new ();
  json_object_set_string_member (object, "event", "connected");
  json_object_set_string_member (object, "workspace", directory);
  json_object_set_string_member (object, "account", gaung_account_get_name (account));
  json_object_set_int_member (object, "queued", n_queued);
  json_object_set_boolean_member (object, "remembered", is_remembered);
  text = gaung_ctl_json_line (object);
  gaung_ctl_print ("%s\n", text);
}

static GaungCtlStatus
connect_workspace (const Options *options,
                   GaungAccount *account,
                   const GaungProbe *probe,
                   const char *secret)
{
  GaungCtl *ctl = options->ctl;
  g_autoptr (GError) error = NULL;
  GaungCtlStatus status;
  gboolean is_new;
  guint n_queued = 0;

  if (!open_workspace (options, &is_new, &status))
    return status;
  if (gaung_account_connect (account,
                             ctl->workspace,
                             ctl->store,
                             probe,
                             options->person,
                             options->agency,
                             secret,
                             options->token_file != NULL,
                             &n_queued,
                             ctl->cancellable,
                             &error))
    {
      print_result (options, account, n_queued);
      return GAUNG_CTL_OK;
    }
  status = gaung_ctl_fail (error);
  if (is_new)
    {
      gaung_store_close (ctl->store);
      g_clear_object (&ctl->store);
      gaung_workspace_delete (ctl->workspace, NULL);
    }
  return status;
}

static GaungCtlStatus
run_connect (Options *options, const char *address)
{
  g_autoptr (GaungCredentials) credentials = NULL;
  g_autoptr (GaungAccount) account = NULL;
  g_autoptr (GaungProbe) probe = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungSecret) secret = NULL;
  GaungCtlStatus status;

  if (!gaung_ctl_read_credentials (options->user,
                                   options->password_file,
                                   options->token_file,
                                   &credentials,
                                   &secret,
                                   &status))
    return status;
  account = gaung_account_new (address, options->prefix, options->user, credentials, &error);
  if (account == NULL
      || (options->authority != NULL
          && !gaung_account_set_authority (account, options->authority, &error)))
    {
      gaung_ctl_fail (error);
      return GAUNG_CTL_USAGE;
    }
  probe = gaung_account_probe_sync (account, probe_cb, options, options->ctl->cancellable);
  if (!gaung_probe_is_passed (probe))
    return get_probe_status (probe);
  return connect_workspace (options, account, probe, secret);
}

GaungCtlStatus
gaung_ctl_connect (GaungCtl *ctl, int argc, char **argv)
{
  g_auto (Options) options = { .ctl = ctl };
  GaungCtlStatus status;
  const GOptionEntry entries[] = {
    { "user",
      'u',
      0,
      G_OPTION_ARG_STRING,
      &options.user,
      N_ ("The name of the account"),
      N_ ("NAME") },
    { "password-file",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &options.password_file,
      N_ ("A file that holds the account's password"),
      N_ ("FILE") },
    { "token-file",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &options.token_file,
      N_ ("A file that holds a token of single sign-on"),
      N_ ("FILE") },
    { "agency",
      'a',
      0,
      G_OPTION_ARG_STRING,
      &options.agency,
      N_ ("The agency that works here, if the account has several"),
      N_ ("CODE") },
    { "person",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.person,
      N_ ("The name of the person who works here"),
      N_ ("NAME") },
    { "name",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.name,
      N_ ("What a new workspace is called"),
      N_ ("NAME") },
    { "prefix",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.prefix,
      N_ ("What the databases' names begin with, for a second set"),
      N_ ("PREFIX") },
    { "ca",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &options.authority,
      N_ ("The certificate of the city's own authority (PEM)"),
      N_ ("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.is_json, N_ ("JSON lines"), NULL },
    { NULL },
  };

  if (!gaung_ctl_parse (ctl, entries, &argc, &argv, &status))
    return status;
  if (argc != 2)
    return gaung_ctl_usage ("%s", _ ("Name the server by its address."));
  return run_connect (&options, argv[1]);
}

static GaungCtlStatus
wipe (GaungCtl *ctl, gboolean even_unsent)
{
  g_autoptr (GError) error = NULL;
  GaungOutboxCounts counts;

  if (!gaung_outbox_count (ctl->store, &counts, &error))
    return gaung_ctl_fail (error);
  if (counts.waiting > 0 && !even_unsent)
    {
      gaung_ctl_warn (ngettext (
                          /* Translators: %u is a number, e.g. 3 */
                          "%u record was not sent yet and would be lost. Nothing was done. Send it "
                          "(“gaungctl sync”), save it (“gaungctl outbox export”), or wipe with "
                          "“--even-unsent”.",
                          "%u records were not sent yet and would be lost. Nothing was done. Send "
                          "them (“gaungctl sync”), save them (“gaungctl outbox export”), or wipe "
                          "with “--even-unsent”.",
                          counts.waiting),
                      counts.waiting);
      return GAUNG_CTL_REFUSED;
    }
  gaung_store_close (ctl->store);
  g_clear_object (&ctl->store);
  if (!gaung_workspace_delete (ctl->workspace, &error))
    return gaung_ctl_fail (error);
  gaung_ctl_print ("%s\n", _ ("Signed out. The workspace was wiped from this computer."));
  return GAUNG_CTL_OK;
}

GaungCtlStatus
gaung_ctl_sign_out (GaungCtl *ctl, int argc, char **argv)
{
  gboolean wants_wipe = FALSE;
  gboolean even_unsent = FALSE;
  g_autoptr (GaungAccount) account = NULL;
  g_autoptr (GError) error = NULL;
  GaungCtlStatus status;
  const GOptionEntry entries[] = {
    { "wipe",
      0,
      0,
      G_OPTION_ARG_NONE,
      &wants_wipe,
      N_ ("Also wipe the workspace from this computer"),
      NULL },
    { "even-unsent",
      0,
      0,
      G_OPTION_ARG_NONE,
      &even_unsent,
      N_ ("With --wipe: also what was not sent yet"),
      NULL },
    { NULL },
  };

  if (!gaung_ctl_parse (ctl, entries, &argc, &argv, &status))
    return status;
  if (argc > 1)
    return gaung_ctl_usage ("%s", _ ("This command takes no arguments."));
  if (!gaung_ctl_open (ctl, &status) || !gaung_ctl_load_account (ctl, &account, &status))
    return status;
  if (wants_wipe)
    return wipe (ctl, even_unsent);
  if (!gaung_account_sign_out (account, ctl->workspace, ctl->store, &error))
    return gaung_ctl_fail (error);
  gaung_ctl_print ("%s\n",
                   _ ("Signed out. The workspace stays on this computer; nothing is sent until "
                      "somebody signs in with “gaungctl connect”."));
  return GAUNG_CTL_OK;
}
