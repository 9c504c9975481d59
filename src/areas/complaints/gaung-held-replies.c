/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungHeldReplies: public replies that can still be taken back. */

#include "config.h"

#include "gaung-complaint-job.h"
#include "gaung-held-replies.h"
#include "gaung-json.h"

#define PREFIX "held/"
#define RETRY_SECONDS 30
#define IN_FLIGHT G_MAXINT64

struct _GaungHeldReplies
{
  GObject parent_instance;

  GaungContext *context;
  GHashTable *due; /* complaint → gint64, monotonic; IN_FLIGHT while it is being written */
  guint tick;      /* runs as long as there is one */
};

G_DEFINE_FINAL_TYPE (GaungHeldReplies, gaung_held_replies, G_TYPE_OBJECT)

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
get_key (const char *complaint)
{
  return g_strconcat (PREFIX, complaint, NULL);
}

void
gaung_held_reply_free (GaungHeldReply *self)
{
  g_free (self->text);
  g_strfreev (self->attachments);
  g_free (self);
}

static char *
reply_to_text (const GaungHeldReply *reply, GaungInstant due_at)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *attachments = json_array_new ();

  for (guint i = 0; reply->attachments != NULL && reply->attachments[i] != NULL; i++)
    json_array_add_string_element (attachments, reply->attachments[i]);
  json_object_set_string_member (object, "text", reply->text);
  json_object_set_boolean_member (object, "final", reply->is_final);
  json_object_set_int_member (object, "due_at", due_at);
  json_object_set_array_member (object, "attachments", attachments);
  return gaung_json_to_text (object);
}

static GaungHeldReply *
load_reply (GaungHeldReplies *self, const char *complaint)
{
  g_autofree char *key = get_key (complaint);
  g_autofree char *text = gaung_store_get_draft (gaung_context_get_store (self->context), key);
  g_autoptr (JsonObject) object = text != NULL ? gaung_json_parse_object (text, -1, NULL) : NULL;
  g_autoptr (GStrvBuilder) attachments = g_strv_builder_new ();
  JsonArray *array;
  GaungHeldReply *reply;

  if (object == NULL)
    return NULL;
  array = gaung_json_get_array (object, "attachments");
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_strv_builder_add (attachments, json_array_get_string_element (array, i));
  reply = g_new0 (GaungHeldReply, 1);
  reply->text = g_strdup (gaung_json_get_string (object, "text", ""));
  reply->is_final = gaung_json_get_boolean (object, "final", FALSE);
  reply->due_at = gaung_json_get_integer (object, "due_at", 0);
  reply->attachments = g_strv_builder_end (attachments);
  return reply;
}

static GaungComplaintJob *
create_job (GaungHeldReplies *self, const char *complaint)
{
  g_autoptr (GaungHeldReply) reply = load_reply (self, complaint);
  g_autofree char *key = get_key (complaint);
  const char *ids[] = { complaint, NULL };
  GaungComplaintArguments arguments = { .until = GAUNG_DAY_NONE };
  GaungComplaintJob *job;

  if (reply == NULL)
    return NULL;
  arguments.text = reply->text;
  arguments.is_final = reply->is_final;
  arguments.attachments = (const char *const *) reply->attachments;
  job = gaung_complaint_job_new (self->context, ids, GAUNG_COMPLAINT_REPLY, &arguments);
  gaung_complaint_job_add_draft (job, key);
  return job;
}

static gint64
get_due (GaungHeldReplies *self, const char *complaint)
{
  const gint64 *due = g_hash_table_lookup (self->due, complaint);

  return due != NULL ? *due : IN_FLIGHT;
}

static void
set_due (GaungHeldReplies *self, const char *complaint, gint64 due)
{
  g_hash_table_insert (self->due, g_strdup (complaint), g_memdup2 (&due, sizeof due));
}

/* What could not be written is kept and tried again: the text must not vanish because the state
 * changed or the disk is full. */
static void
settle (GaungHeldReplies *self, GaungComplaintJob *job, const char *complaint, const GError *error)
{
  if (error == NULL)
    error = gaung_complaint_job_get_refusal (job);
  if (error != NULL)
    {
      set_due (self, complaint, g_get_monotonic_time () + RETRY_SECONDS * G_USEC_PER_SEC);
      g_signal_emit (self, signals[FAILED], 0, complaint, error);
    }
  else
    g_hash_table_remove (self->due, complaint);
  g_signal_emit (self, signals[CHANGED], 0, complaint);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungHeldReplies) self = data;
  g_autofree char *complaint = g_strdup (g_object_get_data (source, "complaint"));
  g_autoptr (GError) error = NULL;

  gaung_complaint_job_finish (GAUNG_COMPLAINT_JOB (source), result, &error);
  if (self->context != NULL)
    settle (self, GAUNG_COMPLAINT_JOB (source), complaint, error);
}

static gboolean
tick_cb (gpointer data)
{
  GaungHeldReplies *self = data;
  g_autoptr (GPtrArray) complaints = g_hash_table_get_keys_as_ptr_array (self->due);
  gint64 now = g_get_monotonic_time ();

  for (guint i = 0; i < complaints->len; i++)
    {
      g_autofree char *complaint = g_strdup (g_ptr_array_index (complaints, i));
      g_autoptr (GaungComplaintJob) job = NULL;

      if (get_due (self, complaint) > now)
        continue;
      job = create_job (self, complaint);
      if (job == NULL)
        {
          g_hash_table_remove (self->due, complaint);
          continue;
        }
      set_due (self, complaint, IN_FLIGHT);
      g_object_set_data_full (G_OBJECT (job), "complaint", g_strdup (complaint), g_free);
      gaung_complaint_job_run_async (job, NULL, written_cb, g_object_ref (self));
    }
  /* One second less. */
  g_signal_emit (self, signals[CHANGED], 0, NULL);
  if (g_hash_table_size (self->due) > 0)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
start_hold (GaungHeldReplies *self, const char *complaint, guint seconds)
{
  set_due (self, complaint, g_get_monotonic_time () + seconds * G_USEC_PER_SEC);
  if (self->tick == 0)
    self->tick = g_timeout_add_seconds (1, tick_cb, self);
}

static void
commit_now (GaungHeldReplies *self, const char *complaint)
{
  g_autoptr (GaungComplaintJob) job = create_job (self, complaint);
  g_autoptr (GError) error = NULL;

  if (job == NULL)
    return;
  gaung_complaint_job_run_sync (job, &error);
  settle (self, job, complaint, error);
}

/* Those of an earlier run of the program. */
static void
find_old (GaungHeldReplies *self)
{
  GaungStore *store = gaung_context_get_store (self->context);
  g_auto (GStrv) keys = gaung_store_list_drafts (store, PREFIX);
  GaungInstant now = gaung_context_get_now (self->context);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      const char *complaint = keys[i] + strlen (PREFIX);
      g_autoptr (GaungHeldReply) reply = load_reply (self, complaint);

      if (reply == NULL)
        continue;
      start_hold (self,
                  complaint,
                  reply->due_at > now ? MIN ((reply->due_at - now) / GAUNG_SECOND + 1, 60) : 1);
    }
}

static void
gaung_held_replies_dispose (GObject *object)
{
  GaungHeldReplies *self = GAUNG_HELD_REPLIES (object);

  if (self->context != NULL)
    gaung_held_replies_commit_all (self);
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_pointer (&self->due, g_hash_table_unref);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (gaung_held_replies_parent_class)->dispose (object);
}

static void
gaung_held_replies_class_init (GaungHeldRepliesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gaung_held_replies_dispose;

  signals[CHANGED] = g_signal_new ("changed",
                                   GAUNG_TYPE_HELD_REPLIES,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   1,
                                   G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed",
                                  GAUNG_TYPE_HELD_REPLIES,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  2,
                                  G_TYPE_STRING,
                                  G_TYPE_ERROR);
}

static void
gaung_held_replies_init (GaungHeldReplies *self)
{
  self->due = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* A reply on its way to being held. */
typedef struct
{
  char *complaint;
  GaungBatch *batch;
  gint64 previous_due; /* of one that is held already; IN_FLIGHT when there is none */
  guint seconds;
} Hold;

static Hold *
hold_new (GaungHeldReplies *self,
          const char *complaint,
          const GaungHeldReply *reply,
          guint seconds,
          GPtrArray *draft_keys,
          gint64 previous_due)
{
  Hold *hold = g_new0 (Hold, 1);
  g_autofree char *key = get_key (complaint);
  g_autofree char *body
      = reply_to_text (reply, gaung_context_get_now (self->context) + seconds * GAUNG_SECOND);

  hold->complaint = g_strdup (complaint);
  hold->previous_due = previous_due;
  hold->seconds = seconds;
  hold->batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);
  gaung_batch_put_draft (hold->batch, key, body);
  for (guint i = 0; i < draft_keys->len; i++)
    gaung_batch_put_draft (hold->batch, g_ptr_array_index (draft_keys, i), NULL);
  return hold;
}

static void
hold_free (Hold *hold)
{
  g_free (hold->complaint);
  gaung_batch_unref (hold->batch);
  g_free (hold);
}

GaungHeldReplies *
gaung_held_replies_new (GaungContext *context)
{
  GaungHeldReplies *self;

  g_return_val_if_fail (GAUNG_IS_CONTEXT (context), NULL);

  self = g_object_new (GAUNG_TYPE_HELD_REPLIES, NULL);
  self->context = g_object_ref (context);
  find_old (self);
  return self;
}

static void
return_held (GTask *task, GError *error)
{
  GaungHeldReplies *self = g_task_get_source_object (task);
  const Hold *hold = g_task_get_task_data (task);

  if (error != NULL)
    {
      /* The one before is held as it was, or was sent. */
      if (hold->previous_due != IN_FLIGHT)
        set_due (self, hold->complaint, hold->previous_due);
      else
        g_hash_table_remove (self->due, hold->complaint);
      g_task_return_error (task, error);
    }
  else
    {
      start_hold (self, hold->complaint, hold->seconds);
      g_task_return_boolean (task, TRUE);
    }
  g_signal_emit (self, signals[CHANGED], 0, hold->complaint);
}

static void
held_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  gaung_store_write_finish (GAUNG_STORE (source), result, &error);
  return_held (task, error);
}

static void
write_hold (GTask *task)
{
  GaungHeldReplies *self = g_task_get_source_object (task);
  const Hold *hold = g_task_get_task_data (task);

  gaung_store_write_async (
      gaung_context_get_store (self->context), hold->batch, NULL, held_cb, task);
}

static void
previous_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GaungComplaintJob *job = GAUNG_COMPLAINT_JOB (source);
  Hold *hold = g_task_get_task_data (task);
  GError *error = NULL;

  if (gaung_complaint_job_finish (job, result, &error)
      && gaung_complaint_job_get_refusal (job) != NULL)
    error = g_error_copy (gaung_complaint_job_get_refusal (job));
  if (error != NULL)
    {
      return_held (task, error);
      return;
    }
  hold->previous_due = IN_FLIGHT;
  write_hold (g_steal_pointer (&task));
}

void
gaung_held_replies_hold_async (GaungHeldReplies *self,
                               const char *complaint,
                               const GaungHeldReply *reply,
                               guint seconds,
                               GPtrArray *draft_keys,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GaungComplaintJob) previous = NULL;
  gint64 due;

  g_return_if_fail (GAUNG_IS_HELD_REPLIES (self));
  g_return_if_fail (complaint != NULL && reply != NULL);

  task = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (task, gaung_held_replies_hold_async);
  due = get_due (self, complaint);
  if (due == IN_FLIGHT && gaung_held_replies_has (self, complaint))
    {
      g_task_return_new_error_literal (
          task, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_BUSY, "The reply before is being written");
      return;
    }
  if (due != IN_FLIGHT)
    previous = create_job (self, complaint);
  g_task_set_task_data (task,
                        hold_new (self, complaint, reply, seconds, draft_keys, due),
                        (GDestroyNotify) hold_free);
  /* Until it is known, nobody else sends it or takes it back. */
  set_due (self, complaint, IN_FLIGHT);
  if (previous != NULL)
    gaung_complaint_job_run_async (previous, NULL, previous_written_cb, g_steal_pointer (&task));
  else
    write_hold (g_steal_pointer (&task));
}

gboolean
gaung_held_replies_hold_finish (GaungHeldReplies *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
gaung_held_replies_has (GaungHeldReplies *self, const char *complaint)
{
  g_return_val_if_fail (GAUNG_IS_HELD_REPLIES (self), FALSE);
  return complaint != NULL && g_hash_table_contains (self->due, complaint);
}

const char *
gaung_held_replies_get_latest (GaungHeldReplies *self, guint *seconds)
{
  GHashTableIter iter;
  gpointer complaint, due;
  const char *latest = NULL;
  gint64 latest_due = 0;

  g_return_val_if_fail (GAUNG_IS_HELD_REPLIES (self), NULL);

  g_hash_table_iter_init (&iter, self->due);
  while (g_hash_table_iter_next (&iter, &complaint, &due))
    if (*(gint64 *) due != IN_FLIGHT && *(gint64 *) due > latest_due)
      {
        latest = complaint;
        latest_due = *(gint64 *) due;
      }
  if (latest != NULL)
    *seconds = MAX (latest_due - g_get_monotonic_time () + G_USEC_PER_SEC - 1, G_USEC_PER_SEC)
               / G_USEC_PER_SEC;
  return latest;
}

GaungHeldReply *
gaung_held_replies_cancel (GaungHeldReplies *self, const char *complaint)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);
  g_autoptr (GaungHeldReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *held_key = get_key (complaint);
  g_autofree char *draft_key = g_strconcat (complaint, "/reply", NULL);

  g_return_val_if_fail (GAUNG_IS_HELD_REPLIES (self), NULL);

  if (get_due (self, complaint) == IN_FLIGHT)
    return NULL;
  reply = load_reply (self, complaint);
  if (reply == NULL)
    return NULL;
  gaung_batch_put_draft (batch, held_key, NULL);
  gaung_batch_put_draft (batch, draft_key, reply->text);
  if (!gaung_store_write (gaung_context_get_store (self->context), batch, &error))
    {
      g_signal_emit (self, signals[FAILED], 0, complaint, error);
      return NULL;
    }
  g_hash_table_remove (self->due, complaint);
  g_signal_emit (self, signals[CHANGED], 0, complaint);
  return g_steal_pointer (&reply);
}

void
gaung_held_replies_commit_all (GaungHeldReplies *self)
{
  g_autoptr (GPtrArray) complaints = NULL;

  g_return_if_fail (GAUNG_IS_HELD_REPLIES (self));

  complaints = g_hash_table_get_keys_as_ptr_array (self->due);
  for (guint i = 0; i < complaints->len; i++)
    {
      g_autofree char *complaint = g_strdup (g_ptr_array_index (complaints, i));

      /* What is being written already would be sent twice. */
      if (get_due (self, complaint) != IN_FLIGHT)
        commit_now (self, complaint);
    }
}
