/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Account and engine of the workspace that is open. Looking for the password asks the Secret
 * Service, so it is done in a thread, and nothing here is in the way of the first list. */

#include "config.h"

#include "gaung-sync-service.h"

#include <string.h>

#include "gaung-file-fetcher.h"
#include "gaung-remote-error.h"
#include "gaung-sleep-watch.h"

/* The first list uses the same worker and the same processor. */
#define START_DELAY_MS 300
#define PAUSED_SETTING "sync.paused"

struct _GaungSyncService
{
  GObject parent_instance;

  GaungContext *context;
  GaungAccount *account; /* (nullable) */
  GaungEngine *engine;   /* (nullable) */
  GaungSleepWatch *sleep;
  guint start_timeout;
  gboolean is_paused;
  gboolean is_ready;
  gboolean is_stopped;
};

G_DEFINE_FINAL_TYPE (GaungSyncService, gaung_sync_service, G_TYPE_OBJECT)

enum
{
  PROP_IS_PAUSED = 1,
  PROP_IS_READY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
report_trouble (GaungSyncService *self, GaungSyncTrouble trouble)
{
  const GaungSyncReport report = {
    .phase = GAUNG_SYNC_PHASE_TROUBLE,
    .trouble = trouble,
    .trouble_until = GAUNG_INSTANT_NONE,
  };

  gaung_sync_status_report (gaung_context_get_status (self->context), &report);
}

/* Not "not connected", while it is only not known yet. */
static void
report_start (GaungSyncService *self)
{
  const GaungSyncReport report = {
    .phase = GAUNG_SYNC_PHASE_STARTING,
    .trouble_until = GAUNG_INSTANT_NONE,
  };

  gaung_sync_status_report (gaung_context_get_status (self->context), &report);
}

static void
obey_settings (GaungSyncService *self)
{
  GSettings *settings = gaung_context_get_settings (self->context);

  if (self->engine == NULL || settings == NULL)
    return;
  gaung_engine_set_allow_metered (self->engine, g_settings_get_boolean (settings, "sync-metered"));
  gaung_engine_set_allow_power_saver (self->engine,
                                      g_settings_get_boolean (settings, "sync-power-saver"));
}

static void
sleep_changed_cb (GaungSyncService *self)
{
  if (self->engine != NULL)
    gaung_engine_set_suspended (self->engine, gaung_sleep_watch_is_asleep (self->sleep));
}

static void
start_engine (GaungSyncService *self)
{
  GSettings *settings = gaung_context_get_settings (self->context);
  g_autoptr (GaungFileSource) files = NULL;

  self->engine = gaung_engine_new (gaung_context_get_store (self->context),
                                   self->account,
                                   gaung_context_get_status (self->context));
  obey_settings (self);
  gaung_engine_set_paused (self->engine, self->is_paused);
  if (settings != NULL)
    {
      g_signal_connect_object (
          settings, "changed::sync-metered", G_CALLBACK (obey_settings), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (settings,
                               "changed::sync-power-saver",
                               G_CALLBACK (obey_settings),
                               self,
                               G_CONNECT_SWAPPED);
    }
  self->sleep = gaung_sleep_watch_new ();
  g_signal_connect_object (
      self->sleep, "notify::is-asleep", G_CALLBACK (sleep_changed_cb), self, G_CONNECT_SWAPPED);
  gaung_engine_start (self->engine);
  files = gaung_file_fetcher_new (self->engine, gaung_context_get_status (self->context));
  gaung_context_set_file_source (self->context, files);
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GaungContext *context = data;
  GError *error = NULL;
  GaungAccount *account = gaung_account_load (
      gaung_context_get_workspace (context), gaung_context_get_store (context), &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, account, g_object_unref);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GaungSyncService *self = GAUNG_SYNC_SERVICE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungAccount) account = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->is_stopped)
    return;
  if (account != NULL)
    {
      self->account = g_steal_pointer (&account);
      start_engine (self);
    }
  else
    {
      if (error != NULL)
        g_message ("No account: %s %d", g_quark_to_string (error->domain), error->code);
      report_trouble (self, GAUNG_SYNC_TROUBLE_SIGNED_OUT);
    }
  self->is_ready = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_READY]);
}

static void
start_cb (gpointer data)
{
  GaungSyncService *self = data;
  g_autoptr (GTask) task = g_task_new (self, NULL, loaded_cb, NULL);

  self->start_timeout = 0;
  g_task_set_task_data (task, g_object_ref (self->context), g_object_unref);
  g_task_run_in_thread (task, load_thread);
}

static void
gaung_sync_service_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GaungSyncService *self = GAUNG_SYNC_SERVICE (object);

  switch (prop_id)
    {
    case PROP_IS_PAUSED:
      g_value_set_boolean (value, self->is_paused);
      break;
    case PROP_IS_READY:
      g_value_set_boolean (value, self->is_ready);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gaung_sync_service_dispose (GObject *object)
{
  GaungSyncService *self = GAUNG_SYNC_SERVICE (object);

  if (self->context != NULL)
    gaung_sync_service_stop (self);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (gaung_sync_service_parent_class)->dispose (object);
}

static void
gaung_sync_service_class_init (GaungSyncServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gaung_sync_service_get_property;
  object_class->dispose = gaung_sync_service_dispose;

  properties[PROP_IS_PAUSED] = g_param_spec_boolean (
      "is-paused", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_READY] = g_param_spec_boolean (
      "is-ready", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gaung_sync_service_init (GaungSyncService *self)
{
}

GaungSyncService *
gaung_sync_service_new (GaungContext *context)
{
  GaungSyncService *self;
  g_autofree char *paused = NULL;

  g_return_val_if_fail (GAUNG_IS_CONTEXT (context), NULL);

  self = g_object_new (GAUNG_TYPE_SYNC_SERVICE, NULL);
  self->context = g_object_ref (context);
  paused = gaung_store_get_setting (gaung_context_get_store (context), PAUSED_SETTING);
  self->is_paused = paused != NULL;
  report_start (self);
  self->start_timeout = g_timeout_add_once (START_DELAY_MS, start_cb, self);

  return self;
}

void
gaung_sync_service_stop (GaungSyncService *self)
{
  g_return_if_fail (GAUNG_IS_SYNC_SERVICE (self));

  self->is_stopped = TRUE;
  g_clear_handle_id (&self->start_timeout, g_source_remove);
  gaung_context_set_file_source (self->context, NULL);
  if (self->engine != NULL)
    gaung_engine_stop (self->engine);
  g_clear_object (&self->engine);
  g_clear_object (&self->account);
  g_clear_object (&self->sleep);
}

void
gaung_sync_service_sync_now (GaungSyncService *self)
{
  g_return_if_fail (GAUNG_IS_SYNC_SERVICE (self));

  if (self->is_paused)
    gaung_sync_service_set_paused (self, FALSE);
  if (self->engine != NULL)
    gaung_engine_sync_now (self->engine);
}

gboolean
gaung_sync_service_is_paused (GaungSyncService *self)
{
  g_return_val_if_fail (GAUNG_IS_SYNC_SERVICE (self), FALSE);

  return self->is_paused;
}

void
gaung_sync_service_set_paused (GaungSyncService *self, gboolean is_paused)
{
  g_autoptr (GaungBatch) batch = NULL;

  g_return_if_fail (GAUNG_IS_SYNC_SERVICE (self));

  if (self->is_paused == is_paused)
    return;
  self->is_paused = is_paused;
  if (self->engine != NULL)
    gaung_engine_set_paused (self->engine, is_paused);
  /* Also after a restart nothing leaves that the user has stopped. */
  batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);
  gaung_batch_put_setting (batch, PAUSED_SETTING, is_paused ? "1" : NULL);
  gaung_store_write_async (gaung_context_get_store (self->context), batch, NULL, NULL, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_PAUSED]);
}

GaungEngine *
gaung_sync_service_get_engine (GaungSyncService *self)
{
  g_return_val_if_fail (GAUNG_IS_SYNC_SERVICE (self), NULL);

  return self->engine;
}

GaungAccount *
gaung_sync_service_get_account (GaungSyncService *self)
{
  g_return_val_if_fail (GAUNG_IS_SYNC_SERVICE (self), NULL);

  return self->account;
}

typedef struct
{
  GaungAccount *account; /* with the new secret */
  GaungWorkspace *workspace;
  char *secret;
  gboolean is_token;
} SignIn;

static void
sign_in_free (gpointer data)
{
  SignIn *sign_in = data;

  g_clear_object (&sign_in->account);
  g_clear_object (&sign_in->workspace);
  explicit_bzero (sign_in->secret, strlen (sign_in->secret));
  g_free (sign_in->secret);
  g_free (sign_in);
}

static void
sign_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  SignIn *sign_in = data;
  g_autoptr (GaungProbe) probe
      = gaung_account_probe_sync (sign_in->account, NULL, NULL, cancellable);
  g_autoptr (GError) error = NULL;

  if (probe->error != NULL)
    {
      g_task_return_error (task, g_error_copy (probe->error));
      return;
    }
  /* Without a Secret Service it is asked for at every start. */
  if (!gaung_account_save_secret (
          sign_in->account, sign_in->workspace, sign_in->secret, sign_in->is_token, &error))
    g_message ("The password is not kept: %s %d",
               error != NULL ? g_quark_to_string (error->domain) : "no keyring",
               error != NULL ? error->code : 0);
  g_task_return_boolean (task, TRUE);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GaungSyncService *self = GAUNG_SYNC_SERVICE (source);
  g_autoptr (GTask) task = data;
  SignIn *sign_in = g_task_get_task_data (G_TASK (result));
  g_autoptr (GaungCredentials) credentials = NULL;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  credentials = gaung_account_dup_credentials (sign_in->account);
  if (self->account != NULL)
    gaung_account_set_credentials (self->account, credentials);
  if (self->engine != NULL)
    gaung_engine_set_credentials (self->engine, credentials);
  g_task_return_boolean (task, TRUE);
}

void
gaung_sync_service_sign_in_async (GaungSyncService *self,
                                  const char *secret,
                                  gboolean is_token,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) thread_task = NULL;
  g_autoptr (GaungCredentials) credentials = NULL;
  g_autoptr (GaungAccount) account = NULL;
  SignIn *sign_in;
  GError *error = NULL;

  g_return_if_fail (GAUNG_IS_SYNC_SERVICE (self));
  g_return_if_fail (self->account != NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, gaung_sync_service_sign_in_async);
  credentials
      = is_token ? gaung_credentials_new_token (secret)
                 : gaung_credentials_new_password (gaung_account_get_name (self->account), secret);
  if (credentials == NULL)
    {
      g_task_return_new_error (task,
                               GAUNG_REMOTE_ERROR,
                               GAUNG_REMOTE_ERROR_CREDENTIALS,
                               "Characters that cannot be sent");
      return;
    }
  account = gaung_account_new (gaung_account_get_address (self->account),
                               gaung_account_get_prefix (self->account),
                               gaung_account_get_name (self->account),
                               credentials,
                               &error);
  if (account == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  sign_in = g_new0 (SignIn, 1);
  sign_in->account = g_steal_pointer (&account);
  gaung_account_set_trust (sign_in->account, gaung_account_get_trust (self->account));
  sign_in->workspace = g_object_ref (gaung_context_get_workspace (self->context));
  sign_in->secret = g_strdup (secret);
  sign_in->is_token = is_token;
  thread_task = g_task_new (self, cancellable, signed_in_cb, g_steal_pointer (&task));
  g_task_set_task_data (thread_task, sign_in, sign_in_free);
  g_task_run_in_thread (thread_task, sign_in_thread);
}

gboolean
gaung_sync_service_sign_in_finish (GaungSyncService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
