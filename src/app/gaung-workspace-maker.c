/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Making a workspace costs a key derivation and, for a sample, thousands of records: all of it
 * happens in a thread, and what was begun is taken away again when it fails or is cancelled. */

#include "config.h"

#include "gaung-workspace-maker.h"

#include <glib/gi18n.h>

#include "gaung-city-agencies.h"
#include "gaung-fold.h"

/* So that everybody who tries the sample workspace sees the same. */
#define SAMPLE_SEED 20191102

typedef struct
{
  GaungWorkspaceKind kind;
  char *actor_name;
  char *agency_code;
  char *agency_name;
  char *passphrase;
  guint n_complaints;
  const GaungConnection *connection; /* (nullable) */
  GaungInstant now;
  GaungSampleProgress progress;
  gpointer progress_data;
  GMainContext *context;
  GaungStore *store;
} Making;

typedef struct
{
  GTask *task;
  guint done;
  guint total;
} Report;

static void
making_free (gpointer data)
{
  Making *making = data;

  g_free (making->actor_name);
  g_free (making->agency_code);
  g_free (making->agency_name);
  g_free (making->passphrase);
  g_clear_pointer (&making->context, g_main_context_unref);
  g_clear_object (&making->store);
  g_free (making);
}

static void
report_free (gpointer data)
{
  Report *report = data;

  g_object_unref (report->task);
  g_free (report);
}

static gboolean
report_cb (gpointer data)
{
  const Report *report = data;
  const Making *making = g_task_get_task_data (report->task);

  if (!g_task_get_completed (report->task))
    making->progress (report->done, report->total, making->progress_data);

  return G_SOURCE_REMOVE;
}

/* In the thread: hands the progress to the main context. */
static void
progress_cb (guint done, guint total, gpointer data)
{
  GTask *task = data;
  const Making *making = g_task_get_task_data (task);
  Report *report;

  if (making->progress == NULL)
    return;
  report = g_new0 (Report, 1);
  report->task = g_object_ref (task);
  report->done = done;
  report->total = total;
  g_main_context_invoke_full (
      making->context, G_PRIORITY_DEFAULT_IDLE, report_cb, report, report_free);
}

static char *
find_free_directory (GaungWorkspaceKind kind)
{
  g_autofree char *parent = gaung_workspace_get_default_directory ();
  const char *name = kind == GAUNG_WORKSPACE_SAMPLE   ? "sample"
                     : kind == GAUNG_WORKSPACE_SERVER ? "server"
                                                      : "local";
  g_autofree char *path = g_build_filename (parent, name, NULL);

  for (guint i = 2; g_file_test (path, G_FILE_TEST_EXISTS); i++)
    {
      g_autofree char *numbered = g_strdup_printf ("%s-%u", name, i);

      g_free (path);
      path = g_build_filename (parent, numbered, NULL);
    }

  return g_steal_pointer (&path);
}

/* A name that the list has means the agency of the list. (transfer full) */
static char *
decide_agency_code (const Making *making)
{
  char *code = making->agency_code ? g_strdup (making->agency_code)
                                   : gaung_city_agencies_find (making->agency_name);

  return code ? code : gaung_agency_code_from_name (making->agency_name);
}

/* Only of an agency that the list does not have. */
static gboolean
write_agency (GaungStore *store,
              const Making *making,
              const char *code,
              const GaungActor *actor,
              GError **error)
{
  g_autoptr (GaungRecord) agency = gaung_store_get_by_key (store, "agency", code);
  g_autoptr (GaungBatch) batch = NULL;

  if (agency != NULL)
    return TRUE;

  agency = gaung_record_new ("agency", actor, making->now);
  if (!gaung_record_set_string (agency, "code", code, error)
      || !gaung_record_set_string (agency, "name", making->agency_name, error)
      || !gaung_record_set_string (agency, "short_name", making->agency_name, error)
      || !gaung_record_set_string (agency, "kind", "office", error))
    return FALSE;
  batch = gaung_batch_new (GAUNG_BATCH_NONE);
  gaung_batch_put (batch, agency, NULL);

  return gaung_store_write (store, batch, error);
}

/* On this computer only, whoever uses it does everything: also the coordinator's and the admin's
 * part. Nobody hands it a list of agencies, so it begins with the city's. */
static gboolean
fill_local (GaungStore *store, const Making *making, GError **error)
{
  g_autofree char *code = decide_agency_code (making);
  g_autofree char *role = g_strconcat ("agency-", code, NULL);
  const char *const roles[] = { "staff", role, "coordinator", "admin", NULL };
  g_autoptr (GaungActor) actor = gaung_actor_new ("local", making->actor_name, code, roles);

  return gaung_store_set_actor (store, actor, error)
         && gaung_city_agencies_write (store, actor, making->now, error)
         && write_agency (store, making, code, actor, error);
}

/* Its records come from the server. */
static gboolean
fill_server (GaungWorkspace *workspace,
             GaungStore *store,
             const Making *making,
             GCancellable *cancellable,
             GError **error)
{
  const GaungConnection *connection = making->connection;

  return gaung_account_connect (connection->account,
                                workspace,
                                store,
                                connection->probe,
                                connection->actor_name,
                                connection->agency,
                                connection->secret,
                                connection->is_token,
                                NULL,
                                cancellable,
                                error);
}

/* Shown in the list of workspaces; nothing personal. */
static const char *
choose_name (const Making *making)
{
  switch (making->kind)
    {
    case GAUNG_WORKSPACE_SAMPLE:
      return _ ("Sample workspace");
    case GAUNG_WORKSPACE_SERVER:
      return gaung_account_get_address (making->connection->account);
    case GAUNG_WORKSPACE_LOCAL:
    default:
      return _ ("This computer");
    }
}

static gboolean
fill_workspace (GaungWorkspace *workspace,
                GTask *task,
                const Making *making,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GaungStore) store = gaung_workspace_open (workspace, making->passphrase, error);
  gboolean is_filled;

  if (store == NULL)
    return FALSE;

  if (making->kind == GAUNG_WORKSPACE_SAMPLE)
    is_filled = gaung_sample_fill (store,
                                   making->n_complaints,
                                   SAMPLE_SEED,
                                   making->now,
                                   progress_cb,
                                   task,
                                   cancellable,
                                   error);
  else if (making->kind == GAUNG_WORKSPACE_SERVER)
    is_filled = fill_server (workspace, store, making, cancellable, error);
  else
    is_filled = fill_local (store, making, error);
  gaung_store_close (store);

  return is_filled && !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static void
make_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Making *making = task_data;
  g_autofree char *directory = find_free_directory (making->kind);
  g_autoptr (GaungWorkspace) workspace = NULL;
  g_autoptr (GMainContext) context = g_main_context_new ();
  gboolean is_filled;
  GError *error = NULL;

  /* One of a server is one of this computer until the account is connected. */
  workspace = gaung_workspace_create (directory,
                                      making->kind == GAUNG_WORKSPACE_SERVER ? GAUNG_WORKSPACE_LOCAL
                                                                             : making->kind,
                                      choose_name (making),
                                      making->passphrase,
                                      &error);
  if (workspace == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  /* The store reports its changes in the thread's own context, where nobody listens. */
  g_main_context_push_thread_default (context);
  is_filled = fill_workspace (workspace, task, making, cancellable, &error);
  g_main_context_pop_thread_default (context);

  if (is_filled)
    g_task_return_pointer (task, g_steal_pointer (&workspace), g_object_unref);
  else
    {
      gaung_workspace_delete (workspace, NULL);
      g_task_return_error (task, error);
    }
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = G_TASK (data);
  Making *making = g_task_get_task_data (task);
  GError *error = NULL;

  making->store = gaung_workspace_open_finish (GAUNG_WORKSPACE (source), result, &error);
  if (making->store)
    g_task_return_pointer (task, g_object_ref (source), g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = G_TASK (data);
  const Making *making = g_task_get_task_data (task);
  g_autoptr (GaungWorkspace) workspace = NULL;
  GError *error = NULL;

  workspace = g_task_propagate_pointer (G_TASK (result), &error);
  if (workspace == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  gaung_workspace_open_async (
      workspace, making->passphrase, NULL, opened_cb, g_steal_pointer (&task));
}

char *
gaung_agency_code_from_name (const char *name)
{
  g_autofree char *folded = gaung_fold (name);

  g_strdelimit (folded, " ", '-');

  return g_steal_pointer (&folded);
}

static Making *
making_new (const GaungNewWorkspace *wanted, GaungInstant now)
{
  Making *making = g_new0 (Making, 1);

  making->kind = wanted->kind;
  making->actor_name = g_strdup (wanted->actor_name);
  making->agency_code = g_strdup (wanted->agency_code);
  making->agency_name = g_strdup (wanted->agency_name);
  making->passphrase = g_strdup (wanted->passphrase);
  making->n_complaints = wanted->n_complaints;
  making->connection = wanted->connection;
  making->now = now;
  making->context = g_main_context_ref_thread_default ();

  return making;
}

void
gaung_workspace_maker_async (const GaungNewWorkspace *wanted,
                             GaungInstant now,
                             GaungSampleProgress progress,
                             gpointer progress_data,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  GTask *task = g_task_new (NULL, NULL, callback, data);
  g_autoptr (GTask) thread_task = g_task_new (NULL, cancellable, made_cb, task);
  Making *making = making_new (wanted, now);

  making->progress = progress;
  making->progress_data = progress_data;
  g_task_set_source_tag (task, gaung_workspace_maker_async);
  g_task_set_task_data (task, making_new (wanted, now), making_free);
  /* Cancelling is looked at by the thread itself, which then takes away what it made. */
  g_task_set_check_cancellable (thread_task, FALSE);
  g_task_set_task_data (thread_task, making, making_free);
  g_task_run_in_thread (thread_task, make_thread);
}

GaungWorkspace *
gaung_workspace_maker_finish (GAsyncResult *result, GaungStore **store, GError **error)
{
  GaungWorkspace *workspace = g_task_propagate_pointer (G_TASK (result), error);

  if (workspace)
    *store = g_steal_pointer (&((Making *) g_task_get_task_data (G_TASK (result)))->store);

  return workspace;
}
