/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungComplaintJob: an action on one or many complaints, and the way back. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-complaint-job.h"
#include "gaung-complaint-row.h"
#include "gaung-json.h"
#include "gaung-merge.h"

/* Somebody else may write between reading and writing: read again and try anew. */
#define MAX_TRIES 3

typedef struct
{
  char *id;
  JsonObject *before;
  JsonObject *after;
} Revert;

struct _GaungComplaintJob
{
  GObject parent_instance;

  GaungStore *store;
  GaungActor *actor;
  GaungInstant now;
  GStrv ids;
  GaungComplaintAction action;
  GaungComplaintArguments arguments; /* strings owned */
  GPtrArray *drafts;
  GaungRecord *before; /* of a correction, else NULL */
  GaungRecord *after;

  /* Results; written in the thread, read after it. */
  guint n_done;
  GPtrArray *skipped; /* lines */
  GPtrArray *reverts;
  GError *refusal;
};

G_DEFINE_FINAL_TYPE (GaungComplaintJob, gaung_complaint_job, G_TYPE_OBJECT)

static void
revert_free (gpointer data)
{
  Revert *revert = data;

  g_free (revert->id);
  json_object_unref (revert->before);
  json_object_unref (revert->after);
  g_free (revert);
}

static void
forget_results (GaungComplaintJob *self)
{
  self->n_done = 0;
  g_ptr_array_set_size (self->skipped, 0);
  g_ptr_array_set_size (self->reverts, 0);
  g_clear_error (&self->refusal);
}

static void
skip (GaungComplaintJob *self, GaungComplaint *complaint, GError *error)
{
  g_autofree char *title = gaung_complaint_to_title_line (complaint, self->actor, 40);
  const char *state = gaung_complaint_state_get_nick (gaung_complaint_get_state (complaint));

  if (g_error_matches (error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_TRANSITION))
    /* Translators: a complaint that was skipped, and its state: "Lampu jalan mati: already done" */
    g_ptr_array_add (self->skipped,
                     g_strdup_printf (_ ("%s: is “%s”"),
                                      title,
                                      gaung_enum_get_label (gaung_complaint_states, state)));
  else if (g_error_matches (error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_RIGHT))
    /* Translators: a complaint that was skipped: "Lampu jalan mati: another agency decides" */
    g_ptr_array_add (self->skipped, g_strdup_printf (_ ("%s: others decide on it"), title));
  else
    /* Translators: a complaint that was skipped: "Lampu jalan mati: something is missing" */
    g_ptr_array_add (self->skipped, g_strdup_printf (_ ("%s: something is missing"), title));

  if (self->refusal == NULL)
    self->refusal = error;
  else
    g_error_free (error);
}

/* Notes of the way back: what was, and what is now. Takes @before. */
static void
add_done (GaungComplaintJob *self, JsonObject *before, GaungRecord *after)
{
  Revert *revert = g_new0 (Revert, 1);

  revert->id = g_strdup (gaung_record_get_id (after));
  revert->before = before;
  revert->after = gaung_json_copy (gaung_record_get_json (after));
  g_ptr_array_add (self->reverts, revert);
  self->n_done++;
}

static gboolean
add_edit_to_batch (GaungComplaintJob *self, GaungBatch *batch, GError **error)
{
  const char *id = gaung_record_get_id (self->before);
  g_autoptr (GaungRecord) stored = gaung_store_get (self->store, id, error);
  g_autoptr (GaungRecord) after = gaung_record_copy (self->after);
  g_autoptr (GaungEntry) entry = NULL;

  if (stored == NULL)
    return FALSE;
  if (!gaung_complaint_job_can_edit (GAUNG_COMPLAINT (stored), self->actor))
    {
      skip (self,
            GAUNG_COMPLAINT (stored),
            g_error_new_literal (
                GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_RIGHT, "not the agency that holds it"));
      return TRUE;
    }
  entry = gaung_entry_new_for_change (self->before, after, self->actor, self->now);
  if (entry == NULL)
    return TRUE;
  gaung_record_touch (after, self->actor, self->now);
  gaung_batch_put (batch, after, gaung_record_get_change (self->before));
  gaung_batch_put (batch, GAUNG_RECORD (entry), NULL);
  add_done (self, gaung_json_copy (gaung_record_get_json (self->before)), after);
  return TRUE;
}

static gboolean
add_to_batch (GaungComplaintJob *self, GaungBatch *batch, const char *id, GError **error)
{
  g_autoptr (GaungRecord) record = NULL;
  g_autoptr (GaungEntry) entry = NULL;
  g_autofree char *change = NULL;
  g_autoptr (JsonObject) before = NULL;
  GError *refusal = NULL;

  if (self->before != NULL)
    return add_edit_to_batch (self, batch, error);
  record = gaung_store_get (self->store, id, error);
  if (record == NULL)
    return FALSE;
  before = gaung_json_copy (gaung_record_get_json (record));
  change = g_strdup (gaung_record_get_change (record));
  entry = gaung_complaint_perform (
      GAUNG_COMPLAINT (record), self->action, &self->arguments, self->actor, self->now, &refusal);
  if (entry == NULL)
    {
      skip (self, GAUNG_COMPLAINT (record), refusal);
      return TRUE;
    }

  /* A reveal changes nothing but the history. */
  if (self->action != GAUNG_COMPLAINT_REVEAL)
    gaung_batch_put (batch, record, change);
  gaung_batch_put (batch, GAUNG_RECORD (entry), NULL);
  add_done (self, g_steal_pointer (&before), record);
  return TRUE;
}

gboolean
gaung_complaint_job_run_sync (GaungComplaintJob *self, GError **error)
{
  for (guint try = 1;; try++)
    {
      g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
      g_autoptr (GError) local_error = NULL;

      forget_results (self);
      for (guint i = 0; self->ids[i] != NULL; i++)
        if (!add_to_batch (self, batch, self->ids[i], error))
          {
            forget_results (self);
            return FALSE;
          }
      if (self->n_done == 0)
        return TRUE;
      for (guint i = 0; i < self->drafts->len; i++)
        gaung_batch_put_draft (batch, g_ptr_array_index (self->drafts, i), NULL);
      if (gaung_store_write (self->store, batch, &local_error))
        return TRUE;

      forget_results (self);
      if (try == MAX_TRIES || self->before != NULL
          || !g_error_matches (local_error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_CONFLICT))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }
}

static gboolean
preview (GaungComplaintJob *self, GError **error)
{
  forget_results (self);
  for (guint i = 0; self->ids[i] != NULL; i++)
    {
      g_autoptr (GaungRecord) record = gaung_store_get (self->store, self->ids[i], error);
      GError *refusal = NULL;

      if (record == NULL)
        return FALSE;
      if (gaung_complaint_can (GAUNG_COMPLAINT (record), self->action, self->actor, &refusal))
        self->n_done++;
      else
        skip (self, GAUNG_COMPLAINT (record), refusal);
    }
  return TRUE;
}

/* Puts back what @revert changed, where nobody has changed it since. */
static gboolean
add_revert (GaungComplaintJob *self, GaungBatch *batch, const Revert *revert, GError **error)
{
  g_autoptr (GaungRecord) record = gaung_store_get (self->store, revert->id, error);
  g_autoptr (GaungRecord) current = NULL;
  g_autoptr (GaungEntry) entry = NULL;
  g_autoptr (GPtrArray) changes = gaung_record_diff (revert->before, revert->after);
  g_autofree char *change = NULL;

  if (record == NULL)
    return FALSE;
  current = gaung_record_copy (record);
  change = g_strdup (gaung_record_get_change (record));
  for (guint i = 0; i < changes->len; i++)
    {
      const GaungChange *changed = g_ptr_array_index (changes, i);
      JsonNode *node = gaung_record_get_node (record, changed->member);

      if (gaung_json_equal (node, changed->after)
          && !gaung_record_set_node (record, changed->member, changed->before, error))
        return FALSE;
    }
  entry = gaung_entry_new_for_change (current, record, self->actor, self->now);
  if (entry == NULL)
    return TRUE;
  if (!gaung_record_set_string (GAUNG_RECORD (entry), "reason", _ ("Undone"), error))
    return FALSE;
  gaung_record_touch (record, self->actor, self->now);
  gaung_batch_put (batch, record, change);
  gaung_batch_put (batch, GAUNG_RECORD (entry), NULL);
  return TRUE;
}

static gboolean
revert_all (GaungComplaintJob *self, GError **error)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);

  for (guint i = 0; i < self->reverts->len; i++)
    if (!add_revert (self, batch, g_ptr_array_index (self->reverts, i), error))
      return FALSE;
  return gaung_batch_get_size (batch) == 0 || gaung_store_write (self->store, batch, error);
}

static void
return_result (GTask *task, gboolean is_done, GError *error)
{
  if (is_done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
run_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  gboolean is_done = gaung_complaint_job_run_sync (source, &error);

  return_result (task, is_done, error);
}

static void
preview_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  gboolean is_done = preview (source, &error);

  return_result (task, is_done, error);
}

static void
revert_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  gboolean is_done = revert_all (source, &error);

  return_result (task, is_done, error);
}

static void
gaung_complaint_job_finalize (GObject *object)
{
  GaungComplaintJob *self = GAUNG_COMPLAINT_JOB (object);

  g_object_unref (self->store);
  g_clear_object (&self->before);
  g_clear_object (&self->after);
  gaung_actor_free (self->actor);
  g_strfreev (self->ids);
  g_free ((char *) self->arguments.text);
  g_free ((char *) self->arguments.agency);
  g_free ((char *) self->arguments.reason);
  g_free ((char *) self->arguments.assignee);
  g_free ((char *) self->arguments.assignee_name);
  g_strfreev ((GStrv) self->arguments.members);
  g_strfreev ((GStrv) self->arguments.attachments);
  g_ptr_array_unref (self->drafts);
  g_ptr_array_unref (self->skipped);
  g_ptr_array_unref (self->reverts);
  g_clear_error (&self->refusal);
  G_OBJECT_CLASS (gaung_complaint_job_parent_class)->finalize (object);
}

static void
gaung_complaint_job_class_init (GaungComplaintJobClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gaung_complaint_job_finalize;
}

static void
gaung_complaint_job_init (GaungComplaintJob *self)
{
  self->drafts = g_ptr_array_new_with_free_func (g_free);
  self->skipped = g_ptr_array_new_with_free_func (g_free);
  self->reverts = g_ptr_array_new_with_free_func (revert_free);
}

GaungComplaintJob *
gaung_complaint_job_new (GaungContext *context,
                         const char *const *ids,
                         GaungComplaintAction action,
                         const GaungComplaintArguments *arguments)
{
  GaungComplaintJob *self;

  g_return_val_if_fail (GAUNG_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  self = g_object_new (GAUNG_TYPE_COMPLAINT_JOB, NULL);
  self->store = g_object_ref (gaung_context_get_store (context));
  self->actor = gaung_actor_copy (gaung_context_get_actor (context));
  self->now = gaung_context_get_now (context);
  self->ids = g_strdupv ((char **) ids);
  self->action = action;
  self->arguments.until = GAUNG_DAY_NONE;
  if (arguments != NULL)
    {
      self->arguments = *arguments;
      self->arguments.text = g_strdup (arguments->text);
      self->arguments.agency = g_strdup (arguments->agency);
      self->arguments.reason = g_strdup (arguments->reason);
      self->arguments.assignee = g_strdup (arguments->assignee);
      self->arguments.assignee_name = g_strdup (arguments->assignee_name);
      self->arguments.members = (const char *const *) g_strdupv ((char **) arguments->members);
      self->arguments.attachments
          = (const char *const *) g_strdupv ((char **) arguments->attachments);
    }
  return self;
}

GaungComplaintJob *
gaung_complaint_job_new_edit (GaungContext *context, GaungRecord *before, GaungRecord *after)
{
  const char *ids[] = { gaung_record_get_id (before), NULL };
  GaungComplaintJob *self = gaung_complaint_job_new (context, ids, GAUNG_COMPLAINT_N_ACTIONS, NULL);

  self->before = gaung_record_copy (before);
  self->after = gaung_record_copy (after);
  return self;
}

gboolean
gaung_complaint_job_can_edit (GaungComplaint *complaint, const GaungActor *actor)
{
  /* The one action that is right in every state, for those who may act. */
  return gaung_complaint_can (complaint, GAUNG_COMPLAINT_REVEAL, actor, NULL);
}

void
gaung_complaint_job_add_draft (GaungComplaintJob *self, const char *key)
{
  g_return_if_fail (GAUNG_IS_COMPLAINT_JOB (self));
  g_ptr_array_add (self->drafts, g_strdup (key));
}

static void
start (GaungComplaintJob *self,
       GTaskThreadFunc func,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  g_task_run_in_thread (task, func);
}

void
gaung_complaint_job_preview_async (GaungComplaintJob *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data)
{
  start (self, preview_thread, cancellable, callback, data);
}

void
gaung_complaint_job_run_async (GaungComplaintJob *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  start (self, run_thread, cancellable, callback, data);
}

void
gaung_complaint_job_revert_async (GaungComplaintJob *self,
                                  GAsyncReadyCallback callback,
                                  gpointer data)
{
  start (self, revert_thread, NULL, callback, data);
}

gboolean
gaung_complaint_job_finish (GaungComplaintJob *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

GaungComplaintAction
gaung_complaint_job_get_action (GaungComplaintJob *self)
{
  g_return_val_if_fail (GAUNG_IS_COMPLAINT_JOB (self), GAUNG_COMPLAINT_N_ACTIONS);
  return self->action;
}

guint
gaung_complaint_job_get_n_done (GaungComplaintJob *self)
{
  g_return_val_if_fail (GAUNG_IS_COMPLAINT_JOB (self), 0);
  return self->n_done;
}

guint
gaung_complaint_job_get_n_skipped (GaungComplaintJob *self)
{
  g_return_val_if_fail (GAUNG_IS_COMPLAINT_JOB (self), 0);
  return self->skipped->len;
}

char *
gaung_complaint_job_get_skipped_text (GaungComplaintJob *self, guint max_lines)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n;

  g_return_val_if_fail (GAUNG_IS_COMPLAINT_JOB (self), NULL);

  n = MIN (self->skipped->len, max_lines);
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, g_ptr_array_index (self->skipped, i));
    }
  if (self->skipped->len > n)
    {
      guint more = self->skipped->len - n;

      g_string_append_c (text, '\n');
      /* Translators: more complaints that were skipped, e.g. "and 12 more" */
      g_string_append_printf (text, ngettext ("and %u more", "and %u more", more), more);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
gaung_complaint_job_can_revert (GaungComplaintJob *self)
{
  g_return_val_if_fail (GAUNG_IS_COMPLAINT_JOB (self), FALSE);

  return self->n_done > 0 && self->action != GAUNG_COMPLAINT_NOTE
         && self->action != GAUNG_COMPLAINT_REPLY && self->action != GAUNG_COMPLAINT_ASK_MORE
         && self->action != GAUNG_COMPLAINT_REVEAL;
}

const GError *
gaung_complaint_job_get_refusal (GaungComplaintJob *self)
{
  g_return_val_if_fail (GAUNG_IS_COMPLAINT_JOB (self), NULL);
  return self->refusal;
}

char *
gaung_complaint_job_get_title (GaungComplaintJob *self)
{
  static const char *const titles[GAUNG_COMPLAINT_N_ACTIONS] = {
    [GAUNG_COMPLAINT_VERIFY] = N_ ("Verified"),
    [GAUNG_COMPLAINT_DISPOSE] = N_ ("Handed over"),
    [GAUNG_COMPLAINT_POSTPONE] = N_ ("Postponed"),
    [GAUNG_COMPLAINT_ARCHIVE] = N_ ("Archived"),
    [GAUNG_COMPLAINT_RESUME] = N_ ("Resumed"),
    [GAUNG_COMPLAINT_RETURN] = N_ ("Returned"),
    [GAUNG_COMPLAINT_START] = N_ ("In progress"),
    [GAUNG_COMPLAINT_ASK_MORE] = N_ ("Question sent"),
    [GAUNG_COMPLAINT_REPLY] = N_ ("Public reply sent"),
    [GAUNG_COMPLAINT_NOTE] = N_ ("Internal note saved"),
    [GAUNG_COMPLAINT_CLOSE] = N_ ("Closed"),
    [GAUNG_COMPLAINT_REOPEN] = N_ ("Reopened"),
    [GAUNG_COMPLAINT_ASSIGN] = N_ ("Assigned"),
    [GAUNG_COMPLAINT_REVEAL] = N_ ("Shown"),
    [GAUNG_COMPLAINT_PROMISE] = N_ ("Promise kept in mind"),
  };
  const char *title;

  g_return_val_if_fail (GAUNG_IS_COMPLAINT_JOB (self), NULL);

  if (self->before != NULL)
    return g_strdup (_ ("Details corrected"));
  title = _ (titles[self->action]);
  if (self->action == GAUNG_COMPLAINT_ASSIGN && self->arguments.assignee == NULL)
    title = _ ("Assigned to nobody");
  if (self->n_done == 1 && self->skipped->len == 0)
    return g_strdup (title);
  if (self->skipped->len == 0)
    /* Translators: what was done, then to how many: "Postponed: 12 complaints" */
    return g_strdup_printf (
        ngettext ("%s: %u complaint", "%s: %u complaints", self->n_done), title, self->n_done);
  /* Translators: what was done, to how many, and how many not: "Postponed: 12, skipped: 3" */
  return g_strdup_printf (_ ("%s: %u, skipped: %u"), title, self->n_done, self->skipped->len);
}
