/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What every view is given at construction instead of a global: the open store, where it lies, the
 * settings and the time of day. */

#include "config.h"

#include "gaung-context.h"

struct _GaungContext
{
  GObject parent_instance;

  GaungWorkspace *workspace;
  GaungStore *store;
  GSettings *settings;
  GaungClock *clock;
  GaungUndoStack *undo;
  GaungSyncStatus *status;
  GaungSyncMarks *marks; /* NULL until it is asked for */
};

G_DEFINE_FINAL_TYPE (GaungContext, gaung_context, G_TYPE_OBJECT)

static void
gaung_context_dispose (GObject *object)
{
  GaungContext *self = GAUNG_CONTEXT (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);
  g_clear_object (&self->clock);
  g_clear_object (&self->undo);
  g_clear_object (&self->marks);
  g_clear_object (&self->status);

  G_OBJECT_CLASS (gaung_context_parent_class)->dispose (object);
}

static void
gaung_context_class_init (GaungContextClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gaung_context_dispose;
}

static void
gaung_context_init (GaungContext *self)
{
  self->undo = gaung_undo_stack_new ();
  self->status = gaung_sync_status_new ();
}

/**
 * gaung_context_new:
 * @workspace: (nullable): where the store lies; %NULL only in tests
 * @store: the open store
 * @settings: (nullable): the settings of this computer; %NULL only in tests
 * @clock: (nullable): the time of day; %NULL for the system's
 *
 * Returns: (transfer full): a new context
 */
GaungContext *
gaung_context_new (GaungWorkspace *workspace,
                   GaungStore *store,
                   GSettings *settings,
                   GaungClock *clock)
{
  GaungContext *self;

  g_return_val_if_fail (GAUNG_IS_STORE (store), NULL);

  self = g_object_new (GAUNG_TYPE_CONTEXT, NULL);
  g_set_object (&self->workspace, workspace);
  g_set_object (&self->store, store);
  g_set_object (&self->settings, settings);
  self->clock = clock ? g_object_ref (clock) : gaung_clock_new ();

  return self;
}

GaungWorkspace *
gaung_context_get_workspace (GaungContext *self)
{
  g_return_val_if_fail (GAUNG_IS_CONTEXT (self), NULL);

  return self->workspace;
}

GaungStore *
gaung_context_get_store (GaungContext *self)
{
  g_return_val_if_fail (GAUNG_IS_CONTEXT (self), NULL);

  return self->store;
}

GSettings *
gaung_context_get_settings (GaungContext *self)
{
  g_return_val_if_fail (GAUNG_IS_CONTEXT (self), NULL);

  return self->settings;
}

GaungClock *
gaung_context_get_clock (GaungContext *self)
{
  g_return_val_if_fail (GAUNG_IS_CONTEXT (self), NULL);

  return self->clock;
}

/**
 * gaung_context_get_undo:
 *
 * Returns: (transfer none): what can be undone in this window, latest last
 */
GaungUndoStack *
gaung_context_get_undo (GaungContext *self)
{
  g_return_val_if_fail (GAUNG_IS_CONTEXT (self), NULL);

  return self->undo;
}

GaungSyncStatus *
gaung_context_get_status (GaungContext *self)
{
  g_return_val_if_fail (GAUNG_IS_CONTEXT (self), NULL);

  return self->status;
}

GaungSyncMarks *
gaung_context_get_marks (GaungContext *self)
{
  g_return_val_if_fail (GAUNG_IS_CONTEXT (self), NULL);

  if (self->marks == NULL)
    self->marks = gaung_sync_marks_new (gaung_context_has_server (self) ? self->store : NULL);

  return self->marks;
}

GaungInstant
gaung_context_get_now (GaungContext *self)
{
  g_return_val_if_fail (GAUNG_IS_CONTEXT (self), GAUNG_INSTANT_NONE);

  return gaung_clock_get_now (self->clock);
}

const GaungActor *
gaung_context_get_actor (GaungContext *self)
{
  g_return_val_if_fail (GAUNG_IS_CONTEXT (self), NULL);

  return gaung_store_get_actor (self->store);
}

GaungRules *
gaung_context_get_rules (GaungContext *self)
{
  g_return_val_if_fail (GAUNG_IS_CONTEXT (self), NULL);

  return gaung_store_get_rules (self->store);
}

/**
 * gaung_context_is_sample:
 *
 * Returns: whether the content is invented, which the interface must never hide
 */
gboolean
gaung_context_is_sample (GaungContext *self)
{
  g_return_val_if_fail (GAUNG_IS_CONTEXT (self), FALSE);

  return self->workspace != NULL
         && gaung_workspace_get_kind (self->workspace) == GAUNG_WORKSPACE_SAMPLE;
}

/**
 * gaung_context_has_server:
 *
 * Returns: whether what is written here is to be sent
 */
gboolean
gaung_context_has_server (GaungContext *self)
{
  g_return_val_if_fail (GAUNG_IS_CONTEXT (self), FALSE);

  return self->workspace != NULL
         && gaung_workspace_get_kind (self->workspace) == GAUNG_WORKSPACE_SERVER;
}
