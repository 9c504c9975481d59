/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungProbe: tries an account out step by step, and says in plain words what is wrong and what to
 * do. It only reads. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gaung-account.h"
#include "gaung-couch-page.h"
#include "gaung-couch-server.h"
#include "gaung-probe-private.h"
#include "gaung-time.h"

#define MAX_SKEW (2 * GAUNG_MINUTE)
#define TIMEOUT_SECONDS 20
#define PAGE_ROWS 500
#define ROLE_AGENCY "agency-"

typedef struct
{
  GaungAccount *account;
  GaungProbe *probe;
  GaungCouch *nobody; /* whoever has not signed in yet */
  GaungCouch *couch;
  GaungProbeProgress progress;
  gpointer data;
  GCancellable *cancellable;
} Run;

static const char *const labels[GAUNG_PROBE_N] = {
  N_ ("Address"), N_ ("Server and certificate"), N_ ("Version"), N_ ("Sign-in"), N_ ("Rights"),
  N_ ("Clock"),
};

const char *
gaung_probe_step_get_label (GaungProbeStep step)
{
  g_return_val_if_fail ((guint) step < GAUNG_PROBE_N, NULL);

  return _ (labels[step]);
}

void
gaung_probe_free (GaungProbe *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < GAUNG_PROBE_N; i++)
    g_free (self->lines[i].text);
  g_free (self->name);
  g_strfreev (self->roles);
  g_strfreev (self->agencies);
  g_strfreev (self->databases);
  g_free (self->server_version);
  g_free (self->server_uuid);
  g_clear_error (&self->error);
  g_free (self);
}

gboolean
gaung_probe_is_passed (const GaungProbe *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < GAUNG_PROBE_N; i++)
    if (self->lines[i].state != GAUNG_PROBE_PASSED && self->lines[i].state != GAUNG_PROBE_WARNED)
      return FALSE;
  return TRUE;
}

static void
report (Run *run)
{
  if (run->progress != NULL)
    run->progress (run->probe, run->data);
}

/* @text (transfer full) */
static gboolean
settle (Run *run, GaungProbeStep step, GaungProbeState state, char *text)
{
  GaungProbeLine *line = &run->probe->lines[step];

  line->state = state;
  g_free (line->text);
  line->text = text;
  if (state != GAUNG_PROBE_RUNNING)
    report (run);
  return state != GAUNG_PROBE_FAILED;
}

static void
start (Run *run, GaungProbeStep step)
{
  run->probe->lines[step].state = GAUNG_PROBE_RUNNING;
  report (run);
}

/* @text (transfer full), @error (transfer full) */
static gboolean
fail (Run *run, GaungProbeStep step, char *text, GError *error)
{
  g_clear_error (&run->probe->error);
  run->probe->error = error;
  return settle (run, step, GAUNG_PROBE_FAILED, text);
}

static gboolean
fail_for (Run *run, GaungProbeStep step, GError *error)
{
  g_autoptr (GaungCredentials) credentials = gaung_account_dup_credentials (run->account);
  gboolean is_token = credentials != NULL && gaung_credentials_get_name (credentials) == NULL;

  return fail (run, step, gaung_probe_explain (error, is_token), error);
}

static gboolean
is_error (const GError *error, GaungRemoteError code)
{
  return g_error_matches (error, GAUNG_REMOTE_ERROR, (int) code);
}

/* ---- Steps ---- */

static gboolean
try_address (Run *run)
{
  const char *address = gaung_account_get_address (run->account);
  GTlsDatabase *trust = gaung_account_get_trust (run->account);
  GError *error = NULL;

  start (run, GAUNG_PROBE_ADDRESS);
  run->nobody = gaung_couch_new (address, NULL, &error);
  if (run->nobody != NULL)
    run->couch = gaung_account_make_couch (run->account, &error);
  if (run->couch == NULL)
    return fail_for (run, GAUNG_PROBE_ADDRESS, error);
  if (trust != NULL)
    gaung_couch_set_trust (run->nobody, trust);
  gaung_couch_set_timeout (run->nobody, TIMEOUT_SECONDS);
  gaung_couch_set_timeout (run->couch, TIMEOUT_SECONDS);
  if (g_str_has_prefix (address, "https:"))
    return settle (run,
                   GAUNG_PROBE_ADDRESS,
                   GAUNG_PROBE_PASSED,
                   /* Translators: %s is an address, e.g. "https://gaung.surakarta.go.id/" */
                   g_strdup_printf (_ ("%s is protected by TLS."), address));
  return settle (run,
                 GAUNG_PROBE_ADDRESS,
                 GAUNG_PROBE_PASSED,
                 /* Translators: %s is an address, e.g. "http://127.0.0.1:5984/" */
                 g_strdup_printf (_ ("%s is on this computer."), address));
}

static void
learn_server (Run *run, const GaungServerInfo *info)
{
  g_set_str (&run->probe->server_version, info->version);
  g_set_str (&run->probe->server_uuid, info->uuid);
  /* The server tells whole seconds, and by the time that we look half of one has passed. */
  run->probe->skew_ms = info->date < 0
                            ? G_MAXINT64
                            : gaung_instant_now () - info->date * GAUNG_SECOND - GAUNG_SECOND / 2;
}

static gboolean
is_answer (const GError *error)
{
  return is_error (error, GAUNG_REMOTE_ERROR_NOT_COUCHDB)
         || is_error (error, GAUNG_REMOTE_ERROR_TOO_OLD)
         || is_error (error, GAUNG_REMOTE_ERROR_CREDENTIALS)
         || is_error (error, GAUNG_REMOTE_ERROR_NOT_MEMBER)
         || is_error (error, GAUNG_REMOTE_ERROR_LOCKED)
         || is_error (error, GAUNG_REMOTE_ERROR_MISSING);
}

static gboolean
accept_version (Run *run, const GaungServerInfo *info)
{
  learn_server (run, info);
  return settle (run,
                 GAUNG_PROBE_VERSION,
                 GAUNG_PROBE_PASSED,
                 /* Translators: %s is a version, e.g. "3.5.2" */
                 g_strdup_printf (_ ("CouchDB %s."), info->version));
}

/* One request for two steps. Some servers answer nothing at all to those who have not signed in:
 * then the version comes with the account, and a refusal is one of the sign-in. */
static gboolean
try_server (Run *run)
{
  g_autoptr (GaungServerInfo) info = NULL;
  GError *error = NULL;

  start (run, GAUNG_PROBE_SERVER);
  info = gaung_couch_get_server_info_sync (run->nobody, run->cancellable, &error);
  if (info == NULL && !is_answer (error))
    return fail_for (run, GAUNG_PROBE_SERVER, error);
  settle (run,
          GAUNG_PROBE_SERVER,
          GAUNG_PROBE_PASSED,
          g_strdup (g_str_has_prefix (gaung_account_get_address (run->account), "https:")
                        ? _ ("The server answers, and its certificate is good.")
                        : _ ("The server answers.")));
  start (run, GAUNG_PROBE_VERSION);
  if (info == NULL && is_error (error, GAUNG_REMOTE_ERROR_CREDENTIALS))
    {
      g_clear_error (&error);
      info = gaung_couch_get_server_info_sync (run->couch, run->cancellable, &error);
    }
  if (info != NULL)
    return accept_version (run, info);
  if (is_error (error, GAUNG_REMOTE_ERROR_CREDENTIALS)
      || is_error (error, GAUNG_REMOTE_ERROR_LOCKED))
    {
      run->probe->lines[GAUNG_PROBE_VERSION].state = GAUNG_PROBE_WAITING;
      return fail_for (run, GAUNG_PROBE_SIGN_IN, error);
    }
  return fail_for (run, GAUNG_PROBE_VERSION, error);
}

static gboolean
try_sign_in (Run *run)
{
  const char *expected = gaung_account_get_name (run->account);
  g_autoptr (GaungServerSession) session = NULL;
  GError *error = NULL;

  start (run, GAUNG_PROBE_SIGN_IN);
  session = gaung_couch_get_session_sync (run->couch, run->cancellable, &error);
  if (session == NULL)
    return fail_for (run, GAUNG_PROBE_SIGN_IN, error);
  if (session->name == NULL)
    {
      g_set_error_literal (
          &error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_CREDENTIALS, "nobody is signed in");
      return fail_for (run, GAUNG_PROBE_SIGN_IN, error);
    }
  if (expected != NULL && strcmp (expected, session->name) != 0)
    {
      g_set_error_literal (&error,
                           GAUNG_ACCOUNT_ERROR,
                           GAUNG_ACCOUNT_ERROR_OTHER_ACCOUNT,
                           "the server knows the account under another name");
      return fail (run,
                   GAUNG_PROBE_SIGN_IN,
                   /* Translators: %s is an account, e.g. "sri.lestari" */
                   g_strdup_printf (_ ("The server knows this account as “%s”. Give this name, or "
                                       "another token."),
                                    session->name),
                   error);
    }
  g_set_str (&run->probe->name, session->name);
  g_strfreev (run->probe->roles);
  run->probe->roles = g_strdupv (session->roles);
  return settle (run,
                 GAUNG_PROBE_SIGN_IN,
                 GAUNG_PROBE_PASSED,
                 /* Translators: %s is an account, e.g. "sri.lestari" */
                 g_strdup_printf (_ ("Signed in as “%s”."), session->name));
}

static gboolean
has_role (Run *run, const char *role)
{
  return g_strv_contains ((const char *const *) run->probe->roles, role);
}

static void
read_agencies (Run *run)
{
  g_autoptr (GStrvBuilder) agencies = g_strv_builder_new ();

  for (char **role = run->probe->roles; *role != NULL; role++)
    if (g_str_has_prefix (*role, ROLE_AGENCY) && (*role)[strlen (ROLE_AGENCY)] != '\0')
      g_strv_builder_add (agencies, *role + strlen (ROLE_AGENCY));
  g_strfreev (run->probe->agencies);
  run->probe->agencies = g_strv_builder_end (agencies);
}

/* The names of the agencies' databases that the directory tells of. */
static gboolean
list_agency_databases (Run *run, GStrvBuilder *names, GError **error)
{
  const char *prefix = gaung_account_get_prefix (run->account);
  g_autofree char *directory = g_strconcat (prefix, "-directory", NULL);
  g_autofree char *before = g_strdup_printf ("database:%s-agency-", prefix);
  g_autofree char *after = g_strdup (before);

  for (;;)
    {
      g_autoptr (GaungCouchPage) page = gaung_couch_list_documents_sync (
          run->couch, directory, after, PAGE_ROWS, run->cancellable, error);

      if (page == NULL)
        return FALSE;
      for (guint i = 0; i < page->rows->len; i++)
        {
          const GaungCouchRow *row = g_ptr_array_index (page->rows, i);

          if (row->id == NULL || !g_str_has_prefix (row->id, before))
            return TRUE;
          g_strv_builder_add (names, row->id + strlen ("database:"));
          g_set_str (&after, row->id);
        }
      if (page->rows->len == 0)
        return TRUE;
    }
}

/* What this account must be able to read: a coordinator everything, others their agencies. */
static gboolean
list_expected (Run *run, GStrv *names, GError **error)
{
  const char *prefix = gaung_account_get_prefix (run->account);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_take (builder, g_strconcat (prefix, "-directory", NULL));
  g_strv_builder_take (builder, g_strconcat (prefix, "-common", NULL));
  if (has_role (run, "coordinator"))
    {
      g_strv_builder_take (builder, g_strconcat (prefix, "-identity", NULL));
      if (!list_agency_databases (run, builder, error))
        return FALSE;
    }
  else
    for (char **agency = run->probe->agencies; *agency != NULL; agency++)
      g_strv_builder_take (builder, g_strconcat (prefix, "-agency-", *agency, NULL));
  *names = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
refuse_database (Run *run, const char *database, GError *error)
{
  char *text;

  if (is_error (error, GAUNG_REMOTE_ERROR_NO_DATABASE)
      || is_error (error, GAUNG_REMOTE_ERROR_MISSING))
    /* Translators: %s is a database, e.g. "gaung-agency-dpupr" */
    text = g_strdup_printf (_ ("The server has no database “%s”. Ask your IT staff to prepare it "
                               "(“gaungctl provision”)."),
                            database);
  else if (is_error (error, GAUNG_REMOTE_ERROR_NOT_MEMBER)
           || is_error (error, GAUNG_REMOTE_ERROR_CREDENTIALS))
    /* Translators: %s is a database, e.g. "gaung-agency-dpupr" */
    text = g_strdup_printf (_ ("Your account may not read the database “%s”. Ask your IT staff to "
                               "check who may (“gaungctl provision”)."),
                            database);
  else
    return fail_for (run, GAUNG_PROBE_RIGHTS, error);
  return fail (run, GAUNG_PROBE_RIGHTS, text, error);
}

static gboolean
read_databases (Run *run, GStrv names)
{
  for (char **name = names; *name != NULL; name++)
    {
      GError *error = NULL;
      g_autoptr (GaungDatabaseInfo) info
          = gaung_couch_get_database_info_sync (run->couch, *name, run->cancellable, &error);

      if (info == NULL)
        return refuse_database (run, *name, error);
    }
  return TRUE;
}

static char *
describe_rights (Run *run)
{
  g_autofree char *agencies = g_strjoinv (", ", run->probe->agencies);

  if (has_role (run, "coordinator"))
    return g_strdup_printf (ngettext (
                                /* Translators: %u is a number of databases, e.g. 12 */
                                "Coordinator: the complaints of every agency (%u database).",
                                "Coordinator: the complaints of every agency (%u databases).",
                                g_strv_length (run->probe->databases)),
                            g_strv_length (run->probe->databases));
  if (run->probe->agencies[0] == NULL)
    return g_strdup (_ ("Your account belongs to no agency: you will see the directory and the "
                        "templates, but no complaints. If that is wrong, ask your IT staff for the "
                        "role of your agency."));
  /* Translators: %s is one agency or several, e.g. "dishub, dpupr" */
  return g_strdup_printf (_ ("Staff of %s."), agencies);
}

static gboolean
try_rights (Run *run)
{
  g_autofree char *directory
      = g_strconcat (gaung_account_get_prefix (run->account), "-directory", NULL);
  g_auto (GStrv) names = NULL;
  GError *error = NULL;

  start (run, GAUNG_PROBE_RIGHTS);
  read_agencies (run);
  if (!has_role (run, "staff"))
    {
      g_set_error_literal (
          &error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_NOT_MEMBER, "without the role staff");
      return fail (run,
                   GAUNG_PROBE_RIGHTS,
                   /* Translators: %s is an account, e.g. "sri.lestari" */
                   g_strdup_printf (_ ("The account “%s” has no right to work with Gaung. Ask your "
                                       "IT staff for the roles “staff” and that of your agency."),
                                    run->probe->name),
                   error);
    }
  if (!list_expected (run, &names, &error))
    return refuse_database (run, directory, error);
  if (!read_databases (run, names))
    return FALSE;
  g_strfreev (run->probe->databases);
  run->probe->databases = g_steal_pointer (&names);
  return settle (run,
                 GAUNG_PROBE_RIGHTS,
                 run->probe->agencies[0] == NULL && !has_role (run, "coordinator")
                     ? GAUNG_PROBE_WARNED
                     : GAUNG_PROBE_PASSED,
                 describe_rights (run));
}

/* A wrong clock stops nothing: whoever works here may not be allowed to set it. */
static gboolean
try_clock (Run *run)
{
  gint64 skew = run->probe->skew_ms;

  start (run, GAUNG_PROBE_CLOCK);
  if (skew == G_MAXINT64)
    {
      run->probe->skew_ms = 0;
      return settle (run,
                     GAUNG_PROBE_CLOCK,
                     GAUNG_PROBE_WARNED,
                     g_strdup (_ ("The server does not tell its time, so this computer's clock "
                                  "could not be compared.")));
    }
  if (ABS (skew) <= MAX_SKEW)
    return settle (run,
                   GAUNG_PROBE_CLOCK,
                   GAUNG_PROBE_PASSED,
                   g_strdup (_ ("This computer's clock agrees with the server's.")));
  return settle (run, GAUNG_PROBE_CLOCK, GAUNG_PROBE_WARNED, gaung_probe_describe_skew (skew));
}

/**
 * gaung_account_probe_sync:
 * @progress: (nullable): called when a step begins and when it ends
 *
 * Blocks for about eight requests; each gives up after 20 seconds of silence.
 *
 * Returns: (transfer full): never %NULL; see gaung_probe_is_passed()
 */
GaungProbe *
gaung_account_probe_sync (GaungAccount *account,
                          GaungProbeProgress progress,
                          gpointer data,
                          GCancellable *cancellable)
{
  Run run = { .account = account, .progress = progress, .data = data, .cancellable = cancellable };

  g_return_val_if_fail (GAUNG_IS_ACCOUNT (account), NULL);

  run.probe = g_new0 (GaungProbe, 1);
  run.probe->roles = g_new0 (char *, 1);
  run.probe->agencies = g_new0 (char *, 1);
  run.probe->databases = g_new0 (char *, 1);
  (void) (try_address (&run) && try_server (&run) && try_sign_in (&run) && try_rights (&run)
          && try_clock (&run));
  g_clear_object (&run.nobody);
  g_clear_object (&run.couch);
  return run.probe;
}

typedef struct
{
  GaungProbeProgress progress;
  gpointer data;
} ThreadData;

static void
probe_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const ThreadData *data = task_data;
  GaungProbe *probe = gaung_account_probe_sync (source, data->progress, data->data, cancellable);

  g_task_return_pointer (task, probe, (GDestroyNotify) gaung_probe_free);
}

void
gaung_account_probe_async (GaungAccount *account,
                           GaungProbeProgress progress,
                           gpointer data,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer callback_data)
{
  g_autoptr (GTask) task = NULL;
  ThreadData *thread_data;

  g_return_if_fail (GAUNG_IS_ACCOUNT (account));

  task = g_task_new (account, cancellable, callback, callback_data);
  g_task_set_source_tag (task, gaung_account_probe_async);
  thread_data = g_new (ThreadData, 1);
  *thread_data = (ThreadData) { progress, data };
  g_task_set_task_data (task, thread_data, g_free);
  g_task_run_in_thread (task, probe_thread);
}

GaungProbe *
gaung_account_probe_finish (GaungAccount *account, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, account), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
