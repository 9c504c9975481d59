/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungServiceGroup: a heading of the catalogue. */

#include "config.h"

#include "gaung-service-group.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

#include "gaung-list.h"
#include "gaung-service.h"

struct _GaungServiceGroup
{
  GObject parent_instance;

  GaungGrouping grouping;
  char *value;
  char *title;
  gint64 count;
};

G_DEFINE_FINAL_TYPE (GaungServiceGroup, gaung_service_group, G_TYPE_OBJECT)

static const struct
{
  const char *name;
  const char *column; /* of the query */
} groupings[] = {
  [GAUNG_GROUPING_AGENCY] = { "agency", "agency" },
  [GAUNG_GROUPING_LIFE_EVENT] = { "life-event", "category" },
  [GAUNG_GROUPING_CHANNEL] = { "channel", "channel" },
};

typedef struct
{
  GaungStore *store;
  GaungGrouping grouping;
  char *mine;
  GPtrArray *groups;
} Job;

static void
job_free (Job *job)
{
  g_clear_object (&job->store);
  g_clear_pointer (&job->groups, g_ptr_array_unref);
  g_free (job->mine);
  g_free (job);
}

static GaungQuery *
create_query (GaungGrouping grouping, const char *value)
{
  GaungQuery *query = gaung_query_new ("service");

  gaung_query_set_one (query, groupings[grouping].column, value);
  return query;
}

/* FALSE when it could not be counted. A group without services is left out. */
static gboolean
add_group (Job *job, const char *value, const char *title, GError **error)
{
  g_autoptr (GaungQuery) query = create_query (job->grouping, value);
  gint64 count = gaung_store_count (job->store, query, error);

  if (count > 0)
    g_ptr_array_add (job->groups, gaung_service_group_new (job->grouping, value, title, count));
  return count >= 0;
}

static gboolean
add_agency_cb (GaungRecord *agency, gpointer data)
{
  g_ptr_array_add (data, g_object_ref (agency));
  return TRUE;
}

static int
compare_groups (gconstpointer a, gconstpointer b, gpointer mine)
{
  GaungServiceGroup *first = *(GaungServiceGroup *const *) a;
  GaungServiceGroup *second = *(GaungServiceGroup *const *) b;
  gboolean is_first_mine = g_strcmp0 (first->value, mine) == 0;
  gboolean is_second_mine = g_strcmp0 (second->value, mine) == 0;

  if (is_first_mine != is_second_mine)
    return is_first_mine ? -1 : 1;
  return g_utf8_collate (first->title, second->title);
}

static gboolean
add_agencies (Job *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) agencies = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GaungQuery) query = gaung_query_new ("agency");

  if (!gaung_store_foreach (job->store, query, add_agency_cb, agencies, cancellable, error))
    return FALSE;
  for (guint i = 0; i < agencies->len; i++)
    {
      GaungRecord *agency = g_ptr_array_index (agencies, i);

      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !add_group (job,
                         gaung_record_get_string (agency, "code"),
                         gaung_record_get_title (agency),
                         error))
        return FALSE;
    }
  g_ptr_array_sort_with_data (job->groups, compare_groups, job->mine);
  return TRUE;
}

static gboolean
add_values (Job *job, const GaungEnumValue *values, GCancellable *cancellable, GError **error)
{
  for (const GaungEnumValue *value = values; value->nick != NULL; value++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !add_group (job, value->nick, gaung_enum_get_label (values, value->nick), error))
      return FALSE;
  return TRUE;
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  gboolean is_loaded;

  if (job->grouping == GAUNG_GROUPING_AGENCY)
    is_loaded = add_agencies (job, cancellable, &error);
  else if (job->grouping == GAUNG_GROUPING_LIFE_EVENT)
    is_loaded = add_values (job, gaung_service_life_events, cancellable, &error);
  else
    is_loaded = add_values (job, gaung_service_channel_kinds, cancellable, &error);

  if (is_loaded)
    g_task_return_pointer (
        task, g_steal_pointer (&job->groups), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
gaung_service_group_finalize (GObject *object)
{
  GaungServiceGroup *self = GAUNG_SERVICE_GROUP (object);

  g_clear_pointer (&self->value, g_free);
  g_clear_pointer (&self->title, g_free);
  G_OBJECT_CLASS (gaung_service_group_parent_class)->finalize (object);
}

static void
gaung_service_group_class_init (GaungServiceGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gaung_service_group_finalize;
}

static void
gaung_service_group_init (GaungServiceGroup *self)
{
}

const char *
gaung_grouping_get_name (GaungGrouping grouping)
{
  g_return_val_if_fail (grouping < G_N_ELEMENTS (groupings), NULL);
  return groupings[grouping].name;
}

GaungGrouping
gaung_grouping_from_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (groupings); i++)
    if (g_strcmp0 (groupings[i].name, name) == 0)
      return i;
  return GAUNG_GROUPING_AGENCY;
}

GaungServiceGroup *
gaung_service_group_new (GaungGrouping grouping, const char *value, const char *title, gint64 count)
{
  GaungServiceGroup *self = g_object_new (GAUNG_TYPE_SERVICE_GROUP, NULL);

  self->grouping = grouping;
  self->value = g_strdup (value);
  self->title = g_strdup (title);
  self->count = count;
  return self;
}

const char *
gaung_service_group_get_value (GaungServiceGroup *self)
{
  g_return_val_if_fail (GAUNG_IS_SERVICE_GROUP (self), NULL);
  return self->value;
}

const char *
gaung_service_group_get_title (GaungServiceGroup *self)
{
  g_return_val_if_fail (GAUNG_IS_SERVICE_GROUP (self), NULL);
  return self->title;
}

gint64
gaung_service_group_get_count (GaungServiceGroup *self)
{
  g_return_val_if_fail (GAUNG_IS_SERVICE_GROUP (self), 0);
  return self->count;
}

gboolean
gaung_service_group_equal (GaungServiceGroup *a, GaungServiceGroup *b)
{
  return a->grouping == b->grouping && a->count == b->count && g_str_equal (a->value, b->value)
         && g_str_equal (a->title, b->title);
}

GListModel *
gaung_service_group_create_model (GaungServiceGroup *self, GaungStore *store)
{
  g_autoptr (GaungQuery) query = NULL;
  GtkExpression *name;
  GtkSorter *sorter;

  g_return_val_if_fail (GAUNG_IS_SERVICE_GROUP (self), NULL);
  query = create_query (self->grouping, self->value);
  name = gtk_property_expression_new (GAUNG_TYPE_SERVICE, NULL, "name");
  sorter = GTK_SORTER (gtk_string_sorter_new (name));
  return G_LIST_MODEL (
      gtk_sort_list_model_new (G_LIST_MODEL (gaung_list_new (store, query)), sorter));
}

void
gaung_service_groups_load_async (GaungStore *store,
                                 GaungGrouping grouping,
                                 const char *mine,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, data);
  Job *job = g_new0 (Job, 1);

  job->store = g_object_ref (store);
  job->grouping = grouping;
  job->mine = g_strdup (mine);
  job->groups = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_source_tag (task, gaung_service_groups_load_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, load_thread);
}

GPtrArray *
gaung_service_groups_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
