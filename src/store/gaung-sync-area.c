/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungSyncArea: one database of the server, as the interface shows it. */
#include "config.h"

#include "gaung-sync-area-private.h"

struct _GaungSyncArea
{
  GObject parent_instance;

  char *database;
  char *kind;
  char *agency;
  GaungInstant last_success;
  guint waiting;
  GaungInstant oldest;
  GaungSyncTrouble trouble;
  gboolean is_readable;
};

G_DEFINE_FINAL_TYPE (GaungSyncArea, gaung_sync_area, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_DATABASE,
  PROP_KIND,
  PROP_AGENCY,
  PROP_LAST_SUCCESS,
  PROP_WAITING,
  PROP_OLDEST,
  PROP_TROUBLE,
  PROP_IS_READABLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
notify (GaungSyncArea *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
gaung_sync_area_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GaungSyncArea *self = GAUNG_SYNC_AREA (object);

  switch (id)
    {
    case PROP_DATABASE:
      g_value_set_string (value, self->database);
      break;
    case PROP_KIND:
      g_value_set_string (value, self->kind);
      break;
    case PROP_AGENCY:
      g_value_set_string (value, self->agency);
      break;
    case PROP_LAST_SUCCESS:
      g_value_set_int64 (value, self->last_success);
      break;
    case PROP_WAITING:
      g_value_set_uint (value, self->waiting);
      break;
    case PROP_OLDEST:
      g_value_set_int64 (value, self->oldest);
      break;
    case PROP_TROUBLE:
      g_value_set_uint (value, self->trouble);
      break;
    case PROP_IS_READABLE:
      g_value_set_boolean (value, self->is_readable);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gaung_sync_area_finalize (GObject *object)
{
  GaungSyncArea *self = GAUNG_SYNC_AREA (object);

  g_free (self->database);
  g_free (self->kind);
  g_free (self->agency);

  G_OBJECT_CLASS (gaung_sync_area_parent_class)->finalize (object);
}

static void
gaung_sync_area_class_init (GaungSyncAreaClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gaung_sync_area_get_property;
  object_class->finalize = gaung_sync_area_finalize;

  properties[PROP_DATABASE] = g_param_spec_string ("database", NULL, NULL, NULL, flags);
  properties[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, flags);
  properties[PROP_AGENCY] = g_param_spec_string ("agency", NULL, NULL, NULL, flags);
  properties[PROP_LAST_SUCCESS] = g_param_spec_int64 (
      "last-success", NULL, NULL, G_MININT64, G_MAXINT64, GAUNG_INSTANT_NONE, flags);
  properties[PROP_WAITING] = g_param_spec_uint ("waiting", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_OLDEST] = g_param_spec_int64 (
      "oldest", NULL, NULL, G_MININT64, G_MAXINT64, GAUNG_INSTANT_NONE, flags);
  properties[PROP_TROUBLE]
      = g_param_spec_uint ("trouble", NULL, NULL, 0, G_MAXUINT, GAUNG_SYNC_TROUBLE_NONE, flags);
  properties[PROP_IS_READABLE] = g_param_spec_boolean ("is-readable", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gaung_sync_area_init (GaungSyncArea *self)
{
  self->last_success = self->oldest = GAUNG_INSTANT_NONE;
  self->is_readable = TRUE;
}

GaungSyncArea *
gaung_sync_area_new (const char *database)
{
  GaungSyncArea *self = g_object_new (GAUNG_TYPE_SYNC_AREA, NULL);

  self->database = g_strdup (database);
  return self;
}

const char *
gaung_sync_area_get_database (GaungSyncArea *self)
{
  return self->database;
}

GaungInstant
gaung_sync_area_get_last_success (GaungSyncArea *self)
{
  return self->last_success;
}

gboolean
gaung_sync_area_is_readable (GaungSyncArea *self)
{
  return self->is_readable;
}

void
gaung_sync_area_update (GaungSyncArea *self, const GaungSyncAreaValues *values)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (g_set_str (&self->kind, values->kind))
    notify (self, PROP_KIND);
  if (g_set_str (&self->agency, values->agency))
    notify (self, PROP_AGENCY);
  if (self->last_success != values->last_success)
    notify (self, PROP_LAST_SUCCESS);
  if (self->waiting != values->waiting)
    notify (self, PROP_WAITING);
  if (self->oldest != values->oldest)
    notify (self, PROP_OLDEST);
  if (self->trouble != values->trouble)
    notify (self, PROP_TROUBLE);
  if (self->is_readable != !!values->is_readable)
    notify (self, PROP_IS_READABLE);
  self->last_success = values->last_success;
  self->waiting = values->waiting;
  self->oldest = values->oldest;
  self->trouble = values->trouble;
  self->is_readable = !!values->is_readable;
  g_object_thaw_notify (G_OBJECT (self));
}
