/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungSyncConditions: what the system says of network and power. */
#include "config.h"

#include "gaung-sync-conditions-private.h"

struct _GaungSyncConditions
{
  GNetworkMonitor *network;
  GPowerProfileMonitor *power;
  gulong network_id;
  gulong metered_id;
  gulong power_id;
  GaungSyncConditionsChanged changed;
  gpointer data;
};

static void
network_changed_cb (GNetworkMonitor *network, gboolean is_available, GaungSyncConditions *self)
{
  self->changed (is_available, self->data);
}

static void
notify_cb (GObject *object, GParamSpec *property, GaungSyncConditions *self)
{
  self->changed (FALSE, self->data);
}

GaungSyncConditions *
gaung_sync_conditions_new (GaungSyncConditionsChanged changed, gpointer data)
{
  GaungSyncConditions *self = g_new0 (GaungSyncConditions, 1);

  self->changed = changed;
  self->data = data;
  self->network = g_object_ref (g_network_monitor_get_default ());
  self->power = g_power_profile_monitor_dup_default ();
  self->network_id
      = g_signal_connect (self->network, "network-changed", G_CALLBACK (network_changed_cb), self);
  self->metered_id
      = g_signal_connect (self->network, "notify::network-metered", G_CALLBACK (notify_cb), self);
  self->power_id
      = g_signal_connect (self->power, "notify::power-saver-enabled", G_CALLBACK (notify_cb), self);
  return self;
}

void
gaung_sync_conditions_free (GaungSyncConditions *self)
{
  g_clear_signal_handler (&self->network_id, self->network);
  g_clear_signal_handler (&self->metered_id, self->network);
  g_clear_signal_handler (&self->power_id, self->power);
  g_clear_object (&self->network);
  g_clear_object (&self->power);
  g_free (self);
}

gboolean
gaung_sync_conditions_is_metered (GaungSyncConditions *self)
{
  return g_network_monitor_get_network_metered (self->network);
}

gboolean
gaung_sync_conditions_is_saving (GaungSyncConditions *self)
{
  return g_power_profile_monitor_get_power_saver_enabled (self->power);
}
