/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Claims are settled by the engine; people only have to hear of it. What was told is remembered in
 * the store, so that it is told once, whenever the program is started. */

#include "config.h"

#include "gaung-claim-notice.h"

#include "gaung-clash-words.h"
#include "gaung-toast.h"

#define SETTING "sync.claims-told"
#define MAX_SETTLED 20
#define DELAY_MS 500

struct _GaungClaimNotice
{
  GObject parent_instance;

  GaungContext *context;
  GtkWidget *from;
  guint timeout;
  gboolean is_reading;
};

G_DEFINE_FINAL_TYPE (GaungClaimNotice, gaung_claim_notice, G_TYPE_OBJECT)

enum
{
  TOLD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *settled = gaung_conflict_list (data, FALSE, MAX_SETTLED, &error);

  if (settled != NULL)
    g_task_return_pointer (task, settled, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
remember (GaungClaimNotice *self, gint64 number)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  gaung_batch_put_setting (batch, SETTING, text);
  gaung_store_write_async (gaung_context_get_store (self->context), batch, NULL, NULL, NULL);
}

static void
tell (GaungClaimNotice *self, const GaungConflict *conflict)
{
  g_autofree char *text = gaung_clash_describe_claim (
      gaung_context_get_store (self->context), conflict, gaung_context_get_actor (self->context));

  gaung_toast (self->from, text);
  g_signal_emit (self, signals[TOLD], 0, text);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GaungClaimNotice *self = GAUNG_CLAIM_NOTICE (source);
  g_autoptr (GPtrArray) settled = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autofree char *told_text = NULL;
  gint64 told, latest;

  self->is_reading = FALSE;
  if (settled == NULL || self->context == NULL)
    return;
  told_text = gaung_store_get_setting (gaung_context_get_store (self->context), SETTING);
  told = latest = told_text != NULL ? g_ascii_strtoll (told_text, NULL, 10) : 0;
  /* Latest first; told in the order in which they happened. */
  for (guint i = settled->len; i > 0; i--)
    {
      const GaungConflict *conflict = g_ptr_array_index (settled, i - 1);

      if (conflict->kind != GAUNG_CONFLICT_CLAIM || conflict->number <= told)
        continue;
      tell (self, conflict);
      latest = MAX (latest, conflict->number);
    }
  if (latest > told)
    remember (self, latest);
}

static gboolean
look_cb (gpointer data)
{
  GaungClaimNotice *self = data;
  g_autoptr (GTask) task = NULL;

  if (self->is_reading)
    return G_SOURCE_CONTINUE;
  self->timeout = 0;
  self->is_reading = TRUE;
  task = g_task_new (self, NULL, read_cb, NULL);
  g_task_set_task_data (
      task, g_object_ref (gaung_context_get_store (self->context)), g_object_unref);
  g_task_run_in_thread (task, read_thread);

  return G_SOURCE_REMOVE;
}

/* The note is written right after the claim is settled: a moment later both are there. */
static void
look_soon (GaungClaimNotice *self)
{
  if (self->timeout == 0)
    self->timeout = g_timeout_add (DELAY_MS, look_cb, self);
}

static void
gaung_claim_notice_dispose (GObject *object)
{
  GaungClaimNotice *self = GAUNG_CLAIM_NOTICE (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_object (&self->context);
  self->from = NULL;

  G_OBJECT_CLASS (gaung_claim_notice_parent_class)->dispose (object);
}

static void
gaung_claim_notice_class_init (GaungClaimNoticeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gaung_claim_notice_dispose;

  signals[TOLD] = g_signal_new ("told",
                                GAUNG_TYPE_CLAIM_NOTICE,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                1,
                                G_TYPE_STRING);
}

static void
gaung_claim_notice_init (GaungClaimNotice *self)
{
}

GaungClaimNotice *
gaung_claim_notice_new (GaungContext *context, GtkWidget *from)
{
  GaungClaimNotice *self;

  g_return_val_if_fail (GAUNG_IS_CONTEXT (context), NULL);

  self = g_object_new (GAUNG_TYPE_CLAIM_NOTICE, NULL);
  self->context = g_object_ref (context);
  self->from = from;
  g_signal_connect_object (gaung_context_get_store (context),
                           "exchange-changed",
                           G_CALLBACK (look_soon),
                           self,
                           G_CONNECT_SWAPPED);
  /* Also what was settled when no window was there to tell it. */
  look_soon (self);

  return self;
}
