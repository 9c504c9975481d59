/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What lies around a service in the store: questions, and complaints about it. */

#include "config.h"

#include "gaung-service-load.h"

#include <string.h>

typedef struct
{
  GaungStore *store;
  char *service;
} Job;

static void
job_free (Job *job)
{
  g_clear_object (&job->store);
  g_free (job->service);
  g_free (job);
}

static gboolean
add_question_cb (GaungRecord *question, gpointer data)
{
  GaungServiceSurroundings *found = data;

  g_ptr_array_add (found->questions, g_object_ref (question));
  return TRUE;
}

static gboolean
count_complaint_cb (GaungRecord *complaint, gpointer data)
{
  GaungServiceSurroundings *found = data;
  const GaungStandardComponent *component
      = gaung_standard_find (gaung_record_get_string (complaint, "component"));

  if (component != NULL)
    found->complaints[component - gaung_standard_components]++;
  return TRUE;
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GaungServiceSurroundings) found = g_new0 (GaungServiceSurroundings, 1);
  g_autoptr (GaungQuery) questions = gaung_query_new ("question");
  g_autoptr (GaungQuery) complaints = gaung_query_new ("complaint");
  GError *error = NULL;

  found->questions = g_ptr_array_new_with_free_func (g_object_unref);
  gaung_query_set_one (questions, "parent", job->service);
  gaung_query_set_sort (questions, GAUNG_SORT_OLDEST);
  gaung_query_set_one (complaints, "is", "open");
  gaung_query_add (complaints, "service", "=", job->service);
  if (gaung_store_foreach (job->store, questions, add_question_cb, found, cancellable, &error)
      && gaung_store_foreach (
          job->store, complaints, count_complaint_cb, found, cancellable, &error))
    g_task_return_pointer (
        task, g_steal_pointer (&found), (GDestroyNotify) gaung_service_surroundings_free);
  else
    g_task_return_error (task, error);
}

void
gaung_service_surroundings_free (GaungServiceSurroundings *self)
{
  g_clear_pointer (&self->questions, g_ptr_array_unref);
  g_free (self);
}

gboolean
gaung_service_surroundings_equal (const GaungServiceSurroundings *a,
                                  const GaungServiceSurroundings *b)
{
  if (a->questions->len != b->questions->len
      || memcmp (a->complaints, b->complaints, sizeof a->complaints) != 0)
    return FALSE;
  for (guint i = 0; i < a->questions->len; i++)
    {
      GaungRecord *first = g_ptr_array_index (a->questions, i);
      GaungRecord *second = g_ptr_array_index (b->questions, i);

      if (g_strcmp0 (gaung_record_get_id (first), gaung_record_get_id (second)) != 0
          || g_strcmp0 (gaung_record_get_change (first), gaung_record_get_change (second)) != 0)
        return FALSE;
    }
  return TRUE;
}

void
gaung_service_surroundings_load_async (GaungStore *store,
                                       const char *service,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, data);
  Job *job = g_new0 (Job, 1);

  job->store = g_object_ref (store);
  job->service = g_strdup (service);
  g_task_set_source_tag (task, gaung_service_surroundings_load_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_set_check_cancellable (task, TRUE);
  g_task_run_in_thread (task, load_thread);
}

GaungServiceSurroundings *
gaung_service_surroundings_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
