/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The way from a start of the program to an open workspace. The store opens in a thread, and that
 * is begun before any widget is made, so that both are ready at about the same time. */

#include "config.h"

#include "gaung-session.h"

#include "gaung-workspace-maker.h"

struct _GaungSession
{
  GObject parent_instance;

  GSettings *settings;
  GaungClock *clock;
  GaungWorkspace *workspace;
  GaungContext *context;
  GaungSyncService *service; /* (nullable) */
  GError *error;
  GCancellable *cancellable;
  char *directory;
  char *passphrase_file;
  guint remember_timeout; /* of writing down which workspace was opened last */
  GaungSessionState state;
};

#define REMEMBER_DELAY                                                                             \
  1000 /* milliseconds: the settings may wait for the disk, the first frame must not */

G_DEFINE_FINAL_TYPE (GaungSession, gaung_session, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (GaungSessionState,
                    gaung_session_state,
                    G_DEFINE_ENUM_VALUE (GAUNG_SESSION_FIRST_RUN, "first-run"),
                    G_DEFINE_ENUM_VALUE (GAUNG_SESSION_OPENING, "opening"),
                    G_DEFINE_ENUM_VALUE (GAUNG_SESSION_PASSPHRASE, "passphrase"),
                    G_DEFINE_ENUM_VALUE (GAUNG_SESSION_OPEN, "open"),
                    G_DEFINE_ENUM_VALUE (GAUNG_SESSION_FAILED, "failed"))

enum
{
  PROP_STATE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_state (GaungSession *self, GaungSessionState state, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
stop_service (GaungSession *self)
{
  if (self->service != NULL)
    gaung_sync_service_stop (self->service);
  g_clear_object (&self->service);
}

static void
remember_cb (gpointer data)
{
  GaungSession *self = data;
  const char *directory = gaung_workspace_get_directory (self->workspace);
  g_autofree char *last = g_settings_get_string (self->settings, "workspace");

  self->remember_timeout = 0;
  if (g_strcmp0 (last, directory) != 0)
    g_settings_set_string (self->settings, "workspace", directory);
}

/* At once, if it is still to be written. */
static void
remember_now (GaungSession *self)
{
  if (self->remember_timeout == 0)
    return;
  g_clear_handle_id (&self->remember_timeout, g_source_remove);
  remember_cb (self);
}

static void
adopt_store (GaungSession *self, GaungStore *store)
{
  stop_service (self);
  g_clear_object (&self->context);
  self->context = gaung_context_new (self->workspace, store, self->settings, self->clock);
  if (gaung_context_has_server (self->context))
    self->service = gaung_sync_service_new (self->context);
  if (self->settings != NULL && self->remember_timeout == 0)
    self->remember_timeout = g_timeout_add_once (REMEMBER_DELAY, remember_cb, self);
  set_state (self, GAUNG_SESSION_OPEN, NULL);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungSession) self = GAUNG_SESSION (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungStore) store
      = gaung_workspace_open_finish (GAUNG_WORKSPACE (source), result, &error);

  if (store)
    {
      if (self->workspace == GAUNG_WORKSPACE (source) && self->state == GAUNG_SESSION_OPENING)
        adopt_store (self, store);
      else
        gaung_store_close (store);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (g_error_matches (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_KEY)
      && gaung_workspace_get_key_method (self->workspace) == GAUNG_KEY_PASSPHRASE)
    set_state (self, GAUNG_SESSION_PASSPHRASE, g_steal_pointer (&error));
  else
    set_state (self, GAUNG_SESSION_FAILED, g_steal_pointer (&error));
}

static void
open_workspace (GaungSession *self, const char *passphrase)
{
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  set_state (self, GAUNG_SESSION_OPENING, NULL);
  gaung_workspace_open_async (
      self->workspace, passphrase, self->cancellable, opened_cb, g_object_ref (self));
}

/* The first line of the file, without its line end. */
static char *
read_passphrase (const char *path)
{
  g_autofree char *text = NULL;

  if (path == NULL || !g_file_get_contents (path, &text, NULL, NULL))
    return NULL;
  text[strcspn (text, "\r\n")] = '\0';

  return g_steal_pointer (&text);
}

static char *
choose_directory (GaungSession *self)
{
  g_autoptr (GPtrArray) workspaces = NULL;
  g_autofree char *last = NULL;

  if (self->directory)
    return g_strdup (self->directory);

  last = self->settings ? g_settings_get_string (self->settings, "workspace") : NULL;
  if (last != NULL && *last != '\0' && g_file_test (last, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&last);

  workspaces = gaung_workspace_list ();
  if (workspaces->len == 0)
    return NULL;

  return g_strdup (gaung_workspace_get_directory (g_ptr_array_index (workspaces, 0)));
}

static void
gaung_session_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, GAUNG_SESSION (object)->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gaung_session_finalize (GObject *object)
{
  GaungSession *self = GAUNG_SESSION (object);

  remember_now (self);
  g_clear_object (&self->settings);
  g_clear_object (&self->clock);
  stop_service (self);
  g_clear_object (&self->workspace);
  g_clear_object (&self->context);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_free (self->directory);
  g_free (self->passphrase_file);

  G_OBJECT_CLASS (gaung_session_parent_class)->finalize (object);
}

static void
gaung_session_class_init (GaungSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gaung_session_get_property;
  object_class->finalize = gaung_session_finalize;

  properties[PROP_STATE] = g_param_spec_enum ("state",
                                              NULL,
                                              NULL,
                                              GAUNG_TYPE_SESSION_STATE,
                                              GAUNG_SESSION_FIRST_RUN,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gaung_session_init (GaungSession *self)
{
}

/**
 * gaung_session_new:
 * @settings: (nullable): where the last workspace is remembered
 * @clock: (nullable): the time of day; %NULL for the system's
 */
GaungSession *
gaung_session_new (GSettings *settings, GaungClock *clock)
{
  GaungSession *self = g_object_new (GAUNG_TYPE_SESSION, NULL);

  g_set_object (&self->settings, settings);
  self->clock = clock ? g_object_ref (clock) : gaung_clock_new ();

  return self;
}

void
gaung_session_start (GaungSession *self, const char *directory, const char *passphrase_file)
{
  g_return_if_fail (GAUNG_IS_SESSION (self));

  g_set_str (&self->directory, directory);
  g_set_str (&self->passphrase_file, passphrase_file);
  gaung_session_retry (self);
}

void
gaung_session_retry (GaungSession *self)
{
  g_autofree char *directory = NULL;
  g_autofree char *passphrase = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (GAUNG_IS_SESSION (self));

  directory = choose_directory (self);
  if (directory == NULL)
    {
      set_state (self, GAUNG_SESSION_FIRST_RUN, NULL);
      return;
    }

  g_clear_object (&self->workspace);
  self->workspace = gaung_workspace_load (directory, &error);
  if (self->workspace == NULL)
    {
      set_state (self, GAUNG_SESSION_FAILED, g_steal_pointer (&error));
      return;
    }

  passphrase = read_passphrase (self->passphrase_file);
  if (gaung_workspace_get_key_method (self->workspace) == GAUNG_KEY_PASSPHRASE
      && passphrase == NULL)
    set_state (self, GAUNG_SESSION_PASSPHRASE, NULL);
  else
    open_workspace (self, passphrase);
}

gboolean
gaung_session_has_workspace (GaungSession *self)
{
  g_autofree char *directory = NULL;

  g_return_val_if_fail (GAUNG_IS_SESSION (self), FALSE);

  directory = choose_directory (self);

  return directory != NULL && g_file_test (directory, G_FILE_TEST_IS_DIR);
}

void
gaung_session_unlock (GaungSession *self, const char *passphrase)
{
  g_return_if_fail (GAUNG_IS_SESSION (self));
  g_return_if_fail (self->state == GAUNG_SESSION_PASSPHRASE);

  open_workspace (self, passphrase);
}

void
gaung_session_close (GaungSession *self)
{
  g_return_if_fail (GAUNG_IS_SESSION (self));

  g_cancellable_cancel (self->cancellable);
  remember_now (self);
  if (self->context)
    {
      g_autoptr (GaungContext) context = g_steal_pointer (&self->context);

      /* First the pages, which may write a last draft or a held reply, then what sends. */
      set_state (self, GAUNG_SESSION_FIRST_RUN, NULL);
      stop_service (self);
      gaung_store_close (gaung_context_get_store (context));
    }
}

void
gaung_session_start_over (GaungSession *self)
{
  g_return_if_fail (GAUNG_IS_SESSION (self));

  if (self->context != NULL)
    gaung_session_close (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);
  set_state (self, GAUNG_SESSION_FIRST_RUN, NULL);
}

void
gaung_session_switch (GaungSession *self, const char *directory)
{
  g_return_if_fail (GAUNG_IS_SESSION (self));
  g_return_if_fail (directory != NULL);

  gaung_session_close (self);
  g_set_str (&self->directory, directory);
  /* It was for the workspace that the program was started with. */
  g_clear_pointer (&self->passphrase_file, g_free);
  gaung_session_retry (self);
}

gboolean
gaung_session_wipe (GaungSession *self, GError **error)
{
  g_autoptr (GaungWorkspace) workspace = NULL;

  g_return_val_if_fail (GAUNG_IS_SESSION (self), FALSE);
  g_return_val_if_fail (self->workspace != NULL, FALSE);

  workspace = g_object_ref (self->workspace);
  gaung_session_close (self);
  g_clear_object (&self->workspace);
  if (!gaung_workspace_delete (workspace, error))
    return FALSE;
  g_clear_pointer (&self->directory, g_free);
  if (self->settings != NULL)
    g_settings_reset (self->settings, "workspace");
  gaung_session_retry (self);

  return TRUE;
}

GaungSessionState
gaung_session_get_state (GaungSession *self)
{
  g_return_val_if_fail (GAUNG_IS_SESSION (self), GAUNG_SESSION_FAILED);

  return self->state;
}

const GError *
gaung_session_get_error (GaungSession *self)
{
  g_return_val_if_fail (GAUNG_IS_SESSION (self), NULL);

  return self->error;
}

GaungWorkspace *
gaung_session_get_workspace (GaungSession *self)
{
  g_return_val_if_fail (GAUNG_IS_SESSION (self), NULL);

  return self->workspace;
}

GaungContext *
gaung_session_get_context (GaungSession *self)
{
  g_return_val_if_fail (GAUNG_IS_SESSION (self), NULL);

  return self->context;
}

const char *
gaung_session_get_directory (GaungSession *self)
{
  g_return_val_if_fail (GAUNG_IS_SESSION (self), NULL);

  if (self->workspace != NULL)
    return gaung_workspace_get_directory (self->workspace);

  return self->state == GAUNG_SESSION_FAILED ? self->directory : NULL;
}

GSettings *
gaung_session_get_settings (GaungSession *self)
{
  g_return_val_if_fail (GAUNG_IS_SESSION (self), NULL);

  return self->settings;
}

GaungSyncService *
gaung_session_get_service (GaungSession *self)
{
  g_return_val_if_fail (GAUNG_IS_SESSION (self), NULL);

  return self->service;
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = G_TASK (data);
  GaungSession *self = g_task_get_source_object (task);
  g_autoptr (GaungStore) store = NULL;
  g_autoptr (GaungWorkspace) workspace = NULL;
  GError *error = NULL;

  workspace = gaung_workspace_maker_finish (result, &store, &error);
  if (workspace == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_set_object (&self->workspace, workspace);
  adopt_store (self, store);
  g_task_return_boolean (task, TRUE);
}

void
gaung_session_create_async (GaungSession *self,
                            const GaungNewWorkspace *wanted,
                            GaungSampleProgress progress,
                            gpointer progress_data,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  GTask *task;

  g_return_if_fail (GAUNG_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, gaung_session_create_async);
  gaung_workspace_maker_async (wanted,
                               gaung_clock_get_now (self->clock),
                               progress,
                               progress_data,
                               cancellable,
                               made_cb,
                               task);
}

gboolean
gaung_session_create_finish (GaungSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
connect_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const GaungConnection *connection = data;
  GaungSession *self = source;
  guint n_queued = 0;
  GError *error = NULL;

  if (gaung_account_connect (connection->account,
                             self->workspace,
                             gaung_context_get_store (self->context),
                             connection->probe,
                             connection->actor_name,
                             connection->agency,
                             connection->secret,
                             connection->is_token,
                             &n_queued,
                             cancellable,
                             &error))
    g_task_return_int (task, n_queued);
  else
    g_task_return_error (task, error);
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GaungSession *self = GAUNG_SESSION (source);
  g_autoptr (GTask) task = data;
  g_autoptr (GaungStore) store = NULL;
  GError *error = NULL;
  gssize n_queued = g_task_propagate_int (G_TASK (result), &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  store = g_object_ref (gaung_context_get_store (self->context));
  adopt_store (self, store);
  g_task_return_int (task, n_queued);
}

void
gaung_session_connect_async (GaungSession *self,
                             const GaungConnection *connection,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  GTask *task;
  g_autoptr (GTask) thread_task = NULL;

  g_return_if_fail (GAUNG_IS_SESSION (self));
  g_return_if_fail (self->context != NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, gaung_session_connect_async);
  thread_task = g_task_new (self, cancellable, connected_cb, task);
  g_task_set_task_data (thread_task, (gpointer) connection, NULL);
  g_task_run_in_thread (thread_task, connect_thread);
}

gboolean
gaung_session_connect_finish (GaungSession *self,
                              GAsyncResult *result,
                              guint *n_queued,
                              GError **error)
{
  gssize n;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  n = g_task_propagate_int (G_TASK (result), error);
  if (n >= 0 && n_queued != NULL)
    *n_queued = n;

  return n >= 0;
}
