/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Connections do not survive the sleep of a computer, but nobody tells them: a poll that was begun
 * before would wait for an answer that never comes. */

#include "config.h"

#include "gaung-sleep-watch.h"

struct _GaungSleepWatch
{
  GObject parent_instance;

  GDBusConnection *bus; /* (nullable) */
  GCancellable *cancellable;
  guint subscription;
  gboolean is_asleep;
};

G_DEFINE_FINAL_TYPE (GaungSleepWatch, gaung_sleep_watch, G_TYPE_OBJECT)

enum
{
  PROP_IS_ASLEEP = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
prepare_for_sleep_cb (GDBusConnection *bus,
                      const char *sender,
                      const char *path,
                      const char *interface,
                      const char *signal,
                      GVariant *parameters,
                      gpointer data)
{
  GaungSleepWatch *self = data;
  gboolean is_asleep;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (parameters, "(b)", &is_asleep);
  if (self->is_asleep == is_asleep)
    return;
  self->is_asleep = is_asleep;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_ASLEEP]);
}

static void
got_bus_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungSleepWatch) self = data;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);

  if (bus == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  self->bus = g_steal_pointer (&bus);
  self->subscription = g_dbus_connection_signal_subscribe (self->bus,
                                                           "org.freedesktop.login1",
                                                           "org.freedesktop.login1.Manager",
                                                           "PrepareForSleep",
                                                           "/org/freedesktop/login1",
                                                           NULL,
                                                           G_DBUS_SIGNAL_FLAGS_NONE,
                                                           prepare_for_sleep_cb,
                                                           self,
                                                           NULL);
}

static void
gaung_sleep_watch_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_IS_ASLEEP:
      g_value_set_boolean (value, GAUNG_SLEEP_WATCH (object)->is_asleep);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gaung_sleep_watch_dispose (GObject *object)
{
  GaungSleepWatch *self = GAUNG_SLEEP_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  if (self->subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->subscription);
  self->subscription = 0;
  g_clear_object (&self->bus);

  G_OBJECT_CLASS (gaung_sleep_watch_parent_class)->dispose (object);
}

static void
gaung_sleep_watch_finalize (GObject *object)
{
  g_clear_object (&GAUNG_SLEEP_WATCH (object)->cancellable);

  G_OBJECT_CLASS (gaung_sleep_watch_parent_class)->finalize (object);
}

static void
gaung_sleep_watch_class_init (GaungSleepWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gaung_sleep_watch_get_property;
  object_class->dispose = gaung_sleep_watch_dispose;
  object_class->finalize = gaung_sleep_watch_finalize;

  properties[PROP_IS_ASLEEP] = g_param_spec_boolean (
      "is-asleep", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gaung_sleep_watch_init (GaungSleepWatch *self)
{
  self->cancellable = g_cancellable_new ();
}

GaungSleepWatch *
gaung_sleep_watch_new (void)
{
  GaungSleepWatch *self = g_object_new (GAUNG_TYPE_SLEEP_WATCH, NULL);

  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, got_bus_cb, g_object_ref (self));

  return self;
}

gboolean
gaung_sleep_watch_is_asleep (GaungSleepWatch *self)
{
  g_return_val_if_fail (GAUNG_IS_SLEEP_WATCH (self), FALSE);

  return self->is_asleep;
}
