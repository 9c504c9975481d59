/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungSyncStatus: what the interface knows of the synchronisation. */
#include "config.h"

#include "gaung-sync-area-private.h"

struct _GaungSyncStatus
{
  GObject parent_instance;

  GListStore *areas;
  GaungSyncPhase phase;
  GaungSyncPause pause;
  GaungSyncTrouble trouble;
  char *trouble_detail;
  GaungInstant trouble_until;
  GaungInstant last_success;
  guint waiting, held, parked, conflicts, quarantined;
  GaungInstant oldest;
  guint done, total;
  char *account;
  char *address;
};

G_DEFINE_FINAL_TYPE (GaungSyncStatus, gaung_sync_status, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PHASE,
  PROP_PAUSE,
  PROP_TROUBLE,
  PROP_TROUBLE_DETAIL,
  PROP_TROUBLE_UNTIL,
  PROP_LAST_SUCCESS,
  PROP_WAITING,
  PROP_HELD,
  PROP_PARKED,
  PROP_CONFLICTS,
  PROP_QUARANTINED,
  PROP_OLDEST,
  PROP_DONE,
  PROP_TOTAL,
  PROP_ACCOUNT,
  PROP_ADDRESS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_number (GaungSyncStatus *self, guint property, guint *member, guint value)
{
  if (*member == value)
    return;
  *member = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_instant (GaungSyncStatus *self, guint property, GaungInstant *member, GaungInstant value)
{
  if (*member == value)
    return;
  *member = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_text (GaungSyncStatus *self, guint property, char **member, const char *value)
{
  if (g_set_str (member, value))
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static GaungSyncArea *
find_area (GaungSyncStatus *self, const char *database, guint *position)
{
  GListModel *model = G_LIST_MODEL (self->areas);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GaungSyncArea) area = g_list_model_get_item (model, i);

      if (g_str_equal (gaung_sync_area_get_database (area), database))
        {
          *position = i;
          return area;
        }
    }
  return NULL;
}

/* The oldest of those that can be read; NONE as long as one of them was never read. */
static void
update_last_success (GaungSyncStatus *self)
{
  GListModel *model = G_LIST_MODEL (self->areas);
  GaungInstant oldest = G_MAXINT64;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GaungSyncArea) area = g_list_model_get_item (model, i);

      if (gaung_sync_area_is_readable (area))
        oldest = MIN (oldest, gaung_sync_area_get_last_success (area));
    }
  set_instant (self,
               PROP_LAST_SUCCESS,
               &self->last_success,
               oldest != G_MAXINT64 ? oldest : GAUNG_INSTANT_NONE);
}

static void
gaung_sync_status_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GaungSyncStatus *self = GAUNG_SYNC_STATUS (object);

  switch (id)
    {
    case PROP_PHASE:
      g_value_set_uint (value, self->phase);
      break;
    case PROP_PAUSE:
      g_value_set_uint (value, self->pause);
      break;
    case PROP_TROUBLE:
      g_value_set_uint (value, self->trouble);
      break;
    case PROP_TROUBLE_DETAIL:
      g_value_set_string (value, self->trouble_detail);
      break;
    case PROP_TROUBLE_UNTIL:
      g_value_set_int64 (value, self->trouble_until);
      break;
    case PROP_LAST_SUCCESS:
      g_value_set_int64 (value, self->last_success);
      break;
    case PROP_WAITING:
      g_value_set_uint (value, self->waiting);
      break;
    case PROP_HELD:
      g_value_set_uint (value, self->held);
      break;
    case PROP_PARKED:
      g_value_set_uint (value, self->parked);
      break;
    case PROP_CONFLICTS:
      g_value_set_uint (value, self->conflicts);
      break;
    case PROP_QUARANTINED:
      g_value_set_uint (value, self->quarantined);
      break;
    case PROP_OLDEST:
      g_value_set_int64 (value, self->oldest);
      break;
    case PROP_DONE:
      g_value_set_uint (value, self->done);
      break;
    case PROP_TOTAL:
      g_value_set_uint (value, self->total);
      break;
    case PROP_ACCOUNT:
      g_value_set_string (value, self->account);
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, self->address);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gaung_sync_status_finalize (GObject *object)
{
  GaungSyncStatus *self = GAUNG_SYNC_STATUS (object);

  g_clear_object (&self->areas);
  g_free (self->trouble_detail);
  g_free (self->account);
  g_free (self->address);

  G_OBJECT_CLASS (gaung_sync_status_parent_class)->finalize (object);
}

static void
gaung_sync_status_class_init (GaungSyncStatusClass *klass)
{
  static const struct
  {
    guint id;
    const char *name;
    char kind; /* n: number, i: instant, t: text */
  } rows[] = {
    { PROP_PHASE, "phase", 'n' },
    { PROP_PAUSE, "pause", 'n' },
    { PROP_TROUBLE, "trouble", 'n' },
    { PROP_TROUBLE_DETAIL, "trouble-detail", 't' },
    { PROP_TROUBLE_UNTIL, "trouble-until", 'i' },
    { PROP_LAST_SUCCESS, "last-success", 'i' },
    { PROP_WAITING, "waiting", 'n' },
    { PROP_HELD, "held", 'n' },
    { PROP_PARKED, "parked", 'n' },
    { PROP_CONFLICTS, "conflicts", 'n' },
    { PROP_QUARANTINED, "quarantined", 'n' },
    { PROP_OLDEST, "oldest", 'i' },
    { PROP_DONE, "done", 'n' },
    { PROP_TOTAL, "total", 'n' },
    { PROP_ACCOUNT, "account", 't' },
    { PROP_ADDRESS, "address", 't' },
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gaung_sync_status_get_property;
  object_class->finalize = gaung_sync_status_finalize;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    properties[rows[i].id]
        = rows[i].kind == 'n' ? g_param_spec_uint (rows[i].name, NULL, NULL, 0, G_MAXUINT, 0, flags)
          : rows[i].kind == 'i'
              ? g_param_spec_int64 (
                    rows[i].name, NULL, NULL, G_MININT64, G_MAXINT64, GAUNG_INSTANT_NONE, flags)
              : g_param_spec_string (rows[i].name, NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gaung_sync_status_init (GaungSyncStatus *self)
{
  self->areas = g_list_store_new (GAUNG_TYPE_SYNC_AREA);
  self->trouble_until = self->last_success = self->oldest = GAUNG_INSTANT_NONE;
}

GaungSyncStatus *
gaung_sync_status_new (void)
{
  return g_object_new (GAUNG_TYPE_SYNC_STATUS, NULL);
}

GListModel *
gaung_sync_status_get_areas (GaungSyncStatus *self)
{
  g_return_val_if_fail (GAUNG_IS_SYNC_STATUS (self), NULL);

  return G_LIST_MODEL (self->areas);
}

#define GETTER(type, name, fallback)                                                               \
  type gaung_sync_status_get_##name (GaungSyncStatus *self)                                        \
  {                                                                                                \
    g_return_val_if_fail (GAUNG_IS_SYNC_STATUS (self), fallback);                                  \
                                                                                                   \
    return self->name;                                                                             \
  }

GETTER (GaungSyncPhase, phase, GAUNG_SYNC_PHASE_OFF)
GETTER (GaungSyncPause, pause, GAUNG_SYNC_PAUSE_NONE)
GETTER (GaungSyncTrouble, trouble, GAUNG_SYNC_TROUBLE_NONE)
GETTER (guint, waiting, 0)
GETTER (guint, parked, 0)
GETTER (guint, conflicts, 0)
GETTER (GaungInstant, oldest, GAUNG_INSTANT_NONE)
GETTER (GaungInstant, last_success, GAUNG_INSTANT_NONE)

void
gaung_sync_status_report (GaungSyncStatus *self, const GaungSyncReport *report)
{
  g_return_if_fail (GAUNG_IS_SYNC_STATUS (self));
  g_return_if_fail (report != NULL);

  g_object_freeze_notify (G_OBJECT (self));
  set_number (self, PROP_PHASE, &self->phase, report->phase);
  set_number (self, PROP_PAUSE, &self->pause, report->pause);
  set_number (self, PROP_TROUBLE, &self->trouble, report->trouble);
  set_text (self, PROP_TROUBLE_DETAIL, &self->trouble_detail, report->trouble_detail);
  set_instant (self, PROP_TROUBLE_UNTIL, &self->trouble_until, report->trouble_until);
  set_number (self, PROP_DONE, &self->done, report->done);
  set_number (self, PROP_TOTAL, &self->total, report->total);
  set_text (self, PROP_ACCOUNT, &self->account, report->account);
  set_text (self, PROP_ADDRESS, &self->address, report->address);
  g_object_thaw_notify (G_OBJECT (self));
}

void
gaung_sync_status_set_counts (GaungSyncStatus *self,
                              guint waiting,
                              guint held,
                              guint parked,
                              guint conflicts,
                              guint quarantined,
                              GaungInstant oldest)
{
  g_return_if_fail (GAUNG_IS_SYNC_STATUS (self));

  g_object_freeze_notify (G_OBJECT (self));
  set_number (self, PROP_WAITING, &self->waiting, waiting);
  set_number (self, PROP_HELD, &self->held, held);
  set_number (self, PROP_PARKED, &self->parked, parked);
  set_number (self, PROP_CONFLICTS, &self->conflicts, conflicts);
  set_number (self, PROP_QUARANTINED, &self->quarantined, quarantined);
  set_instant (self, PROP_OLDEST, &self->oldest, oldest);
  g_object_thaw_notify (G_OBJECT (self));
}

void
gaung_sync_status_set_area (GaungSyncStatus *self,
                            const char *database,
                            const char *kind,
                            const char *agency,
                            GaungInstant last_success,
                            guint waiting,
                            GaungInstant oldest,
                            GaungSyncTrouble trouble,
                            gboolean is_readable)
{
  GaungSyncAreaValues values
      = { kind, agency, last_success, waiting, oldest, trouble, is_readable };
  GaungSyncArea *area;
  guint position;

  g_return_if_fail (GAUNG_IS_SYNC_STATUS (self));
  g_return_if_fail (database != NULL);

  area = find_area (self, database, &position);
  if (area != NULL)
    gaung_sync_area_update (area, &values);
  else
    {
      g_autoptr (GaungSyncArea) made = gaung_sync_area_new (database);

      gaung_sync_area_update (made, &values);
      g_list_store_append (self->areas, made);
    }
  update_last_success (self);
}

void
gaung_sync_status_remove_area (GaungSyncStatus *self, const char *database)
{
  guint position;

  g_return_if_fail (GAUNG_IS_SYNC_STATUS (self));
  g_return_if_fail (database != NULL);

  if (find_area (self, database, &position) == NULL)
    return;
  g_list_store_remove (self->areas, position);
  update_last_success (self);
}
