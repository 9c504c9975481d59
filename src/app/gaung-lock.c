/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The screen lock's memory and judgement; it knows no widget. */

#include "config.h"

#include "gaung-lock.h"

#include "gaung-pin.h"

#define KEY_PIN "lock.pin"
#define KEY_LOCKED "lock.locked"
#define KEY_FAILURES "lock.failures"
#define KEY_NOT_BEFORE "lock.not-before"

struct _GaungLock
{
  GObject parent_instance;

  GaungContext *context;
};

G_DEFINE_FINAL_TYPE (GaungLock, gaung_lock, G_TYPE_OBJECT)

typedef struct
{
  GaungWorkspace *workspace;
  char *hash; /* NULL: the passphrase */
  char *secret;
} Try;

static void
try_free (gpointer data)
{
  Try *attempt = data;

  g_clear_object (&attempt->workspace);
  g_free (attempt->hash);
  g_free (attempt->secret);
  g_free (attempt);
}

static char *
get_setting (GaungLock *self, const char *key)
{
  return gaung_store_get_setting (gaung_context_get_store (self->context), key);
}

static gint64
get_number (GaungLock *self, const char *key)
{
  g_autofree char *text = get_setting (self, key);

  return text ? g_ascii_strtoll (text, NULL, 10) : 0;
}

static void
put_number (GaungBatch *batch, const char *key, gint64 number)
{
  g_autofree char *text = number ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : NULL;

  gaung_batch_put_setting (batch, key, text);
}

static gboolean
remember_failure (GaungLock *self, GError **error)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  guint failures = get_number (self, KEY_FAILURES) + 1;
  guint delay = gaung_pin_get_delay (failures);

  put_number (batch, KEY_FAILURES, failures);
  put_number (batch,
              KEY_NOT_BEFORE,
              delay ? gaung_context_get_now (self->context) + delay * GAUNG_SECOND : 0);

  return gaung_store_write (gaung_context_get_store (self->context), batch, error);
}

static void
try_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Try *attempt = data;
  GError *error = NULL;
  gboolean is_right;

  if (attempt->hash)
    is_right = gaung_pin_verify (attempt->secret, attempt->hash);
  else
    is_right = gaung_workspace_check_passphrase (attempt->workspace, attempt->secret, &error);

  /* A wrong passphrase is an answer, not a fault. */
  if (error != NULL && !g_error_matches (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_KEY))
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_error (&error);
  g_task_return_boolean (task, is_right);
}

static void
gaung_lock_dispose (GObject *object)
{
  g_clear_object (&GAUNG_LOCK (object)->context);

  G_OBJECT_CLASS (gaung_lock_parent_class)->dispose (object);
}

static void
gaung_lock_class_init (GaungLockClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gaung_lock_dispose;
}

static void
gaung_lock_init (GaungLock *self)
{
}

GaungLock *
gaung_lock_new (GaungContext *context)
{
  GaungLock *self;

  g_return_val_if_fail (GAUNG_IS_CONTEXT (context), NULL);

  self = g_object_new (GAUNG_TYPE_LOCK, NULL);
  self->context = g_object_ref (context);

  return self;
}

GaungLockMethod
gaung_lock_get_method (GaungLock *self)
{
  GaungWorkspace *workspace;

  g_return_val_if_fail (GAUNG_IS_LOCK (self), GAUNG_LOCK_NONE);

  if (gaung_lock_has_pin (self))
    return GAUNG_LOCK_PIN;
  workspace = gaung_context_get_workspace (self->context);
  if (workspace != NULL && gaung_workspace_get_key_method (workspace) == GAUNG_KEY_PASSPHRASE)
    return GAUNG_LOCK_PASSPHRASE;

  return GAUNG_LOCK_NONE;
}

gboolean
gaung_lock_has_pin (GaungLock *self)
{
  g_autofree char *hash = NULL;

  g_return_val_if_fail (GAUNG_IS_LOCK (self), FALSE);

  hash = get_setting (self, KEY_PIN);

  return hash != NULL && *hash != '\0';
}

gboolean
gaung_lock_set_pin (GaungLock *self, const char *pin, GError **error)
{
  g_autoptr (GaungBatch) batch = NULL;
  g_autofree char *hash = NULL;

  g_return_val_if_fail (GAUNG_IS_LOCK (self), FALSE);

  if (pin != NULL && !gaung_pin_is_valid (pin))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "Not a PIN");
      return FALSE;
    }

  hash = pin ? gaung_pin_hash (pin) : NULL;
  batch = gaung_batch_new (GAUNG_BATCH_NONE);
  gaung_batch_put_setting (batch, KEY_PIN, hash);
  put_number (batch, KEY_FAILURES, 0);
  put_number (batch, KEY_NOT_BEFORE, 0);

  return gaung_store_write (gaung_context_get_store (self->context), batch, error);
}

gboolean
gaung_lock_is_locked (GaungLock *self)
{
  g_return_val_if_fail (GAUNG_IS_LOCK (self), FALSE);

  return gaung_lock_get_method (self) != GAUNG_LOCK_NONE && get_number (self, KEY_LOCKED) != 0;
}

gboolean
gaung_lock_set_locked (GaungLock *self, gboolean is_locked, GError **error)
{
  g_autoptr (GaungBatch) batch = NULL;

  g_return_val_if_fail (GAUNG_IS_LOCK (self), FALSE);

  batch = gaung_batch_new (GAUNG_BATCH_NONE);
  put_number (batch, KEY_LOCKED, is_locked ? 1 : 0);
  if (!is_locked)
    {
      put_number (batch, KEY_FAILURES, 0);
      put_number (batch, KEY_NOT_BEFORE, 0);
    }

  return gaung_store_write (gaung_context_get_store (self->context), batch, error);
}

guint
gaung_lock_get_delay (GaungLock *self)
{
  gint64 left;

  g_return_val_if_fail (GAUNG_IS_LOCK (self), 0);

  left = get_number (self, KEY_NOT_BEFORE) - gaung_context_get_now (self->context);
  if (left <= 0)
    return 0;

  /* A clock that was set back must not lock anybody out for longer than the longest delay. */
  return MIN ((left + GAUNG_SECOND - 1) / GAUNG_SECOND, gaung_pin_get_delay (G_MAXUINT));
}

void
gaung_lock_try_async (GaungLock *self,
                      const char *secret,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  g_autoptr (GTask) task = NULL;
  Try *attempt;

  g_return_if_fail (GAUNG_IS_LOCK (self));
  g_return_if_fail (secret != NULL);

  task = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (task, gaung_lock_try_async);
  if (gaung_lock_get_delay (self) > 0)
    {
      g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_BUSY, "Too early");
      return;
    }
  attempt = g_new0 (Try, 1);
  g_set_object (&attempt->workspace, gaung_context_get_workspace (self->context));
  attempt->hash = get_setting (self, KEY_PIN);
  attempt->secret = g_strdup (secret);
  g_task_set_task_data (task, attempt, try_free);
  g_task_run_in_thread (task, try_thread);
}

gboolean
gaung_lock_try_finish (GaungLock *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gboolean is_right;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  is_right = g_task_propagate_boolean (G_TASK (result), &local_error);
  if (local_error)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (is_right)
    return gaung_lock_set_locked (self, FALSE, error);

  remember_failure (self, error);
  return FALSE;
}
