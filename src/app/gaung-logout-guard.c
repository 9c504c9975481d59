/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Nobody hands over a computer with unsent work on it without being told. */

#include "config.h"

#include "gaung-logout-guard.h"

#include <glib/gi18n.h>

#include "gaung-format.h"

struct _GaungLogoutGuard
{
  GObject parent_instance;

  GtkApplication *application; /* (nullable), not owned: it owns the guard */
  GaungSession *session;
  GSignalGroup *status_signals;
  guint cookie;
  guint n_waiting;
  gboolean is_guarding;
};

G_DEFINE_FINAL_TYPE (GaungLogoutGuard, gaung_logout_guard, G_TYPE_OBJECT)

enum
{
  PROP_IS_GUARDING = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_guarding (GaungLogoutGuard *self, gboolean is_guarding)
{
  if (self->application != NULL && self->cookie != 0)
    gtk_application_uninhibit (self->application, self->cookie);
  self->cookie = 0;
  if (is_guarding && self->application != NULL)
    {
      g_autofree char *reason = gaung_logout_guard_describe (self->n_waiting);

      self->cookie = gtk_application_inhibit (self->application,
                                              gtk_application_get_active_window (self->application),
                                              GTK_APPLICATION_INHIBIT_LOGOUT,
                                              reason);
    }
  if (self->is_guarding == is_guarding)
    return;
  self->is_guarding = is_guarding;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_GUARDING]);
}

static void
waiting_changed_cb (GaungLogoutGuard *self, GParamSpec *pspec, GaungSyncStatus *status)
{
  guint n_waiting = gaung_sync_status_get_waiting (status);

  if (self->n_waiting == n_waiting)
    return;
  self->n_waiting = n_waiting;
  set_guarding (self, n_waiting > 0);
}

static void
state_changed_cb (GaungLogoutGuard *self)
{
  GaungContext *context = gaung_session_get_state (self->session) == GAUNG_SESSION_OPEN
                              ? gaung_session_get_context (self->session)
                              : NULL;
  GaungSyncStatus *status = context != NULL && gaung_context_has_server (context)
                                ? gaung_context_get_status (context)
                                : NULL;

  g_signal_group_set_target (self->status_signals, status);
  if (status != NULL)
    waiting_changed_cb (self, NULL, status);
  else
    {
      self->n_waiting = 0;
      set_guarding (self, FALSE);
    }
}

/* The desktop asks, so there may be a few seconds left. */
static void
query_end_cb (GaungLogoutGuard *self)
{
  GaungSyncService *service = gaung_session_get_service (self->session);

  if (service != NULL && self->is_guarding && !gaung_sync_service_is_paused (service))
    gaung_sync_service_sync_now (service);
}

static void
gaung_logout_guard_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_IS_GUARDING:
      g_value_set_boolean (value, GAUNG_LOGOUT_GUARD (object)->is_guarding);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gaung_logout_guard_dispose (GObject *object)
{
  GaungLogoutGuard *self = GAUNG_LOGOUT_GUARD (object);

  g_clear_object (&self->status_signals);
  if (self->application != NULL && self->cookie != 0)
    gtk_application_uninhibit (self->application, self->cookie);
  self->cookie = 0;
  self->application = NULL;
  g_clear_object (&self->session);

  G_OBJECT_CLASS (gaung_logout_guard_parent_class)->dispose (object);
}

static void
gaung_logout_guard_class_init (GaungLogoutGuardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gaung_logout_guard_get_property;
  object_class->dispose = gaung_logout_guard_dispose;

  properties[PROP_IS_GUARDING] = g_param_spec_boolean (
      "is-guarding", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gaung_logout_guard_init (GaungLogoutGuard *self)
{
  self->status_signals = g_signal_group_new (GAUNG_TYPE_SYNC_STATUS);
  g_signal_group_connect_swapped (
      self->status_signals, "notify::waiting", G_CALLBACK (waiting_changed_cb), self);
}

GaungLogoutGuard *
gaung_logout_guard_new (GtkApplication *application, GaungSession *session)
{
  GaungLogoutGuard *self;

  g_return_val_if_fail (GAUNG_IS_SESSION (session), NULL);

  self = g_object_new (GAUNG_TYPE_LOGOUT_GUARD, NULL);
  self->application = application;
  self->session = g_object_ref (session);
  g_signal_connect_object (
      session, "notify::state", G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  if (application != NULL)
    g_signal_connect_object (
        application, "query-end", G_CALLBACK (query_end_cb), self, G_CONNECT_SWAPPED);
  state_changed_cb (self);

  return self;
}

gboolean
gaung_logout_guard_is_guarding (GaungLogoutGuard *self)
{
  g_return_val_if_fail (GAUNG_IS_LOGOUT_GUARD (self), FALSE);

  return self->is_guarding;
}

char *
gaung_logout_guard_describe (guint n_waiting)
{
  g_autofree char *number = gaung_format_number (n_waiting);

  return g_strdup_printf (
      /* Translators: %s is a number of changes. */
      ngettext ("%s change has not been sent yet", "%s changes have not been sent yet", n_waiting),
      number);
}
