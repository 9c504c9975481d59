/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungStopwatch: times visitors against the promise of the service. */

#include "config.h"

#include "gaung-stopwatch.h"

#include "gaung-json.h"
#include "gaung-toast.h"
#include "gaung-visit.h"

#define DRAFT "stopwatch"

struct _GaungStopwatch
{
  GObject parent_instance;

  GaungContext *context;
  GaungStopwatchState state;
  char *service;
  char *agency;
  GaungInstant started_at;
  GaungInstant ended_at; /* GAUNG_INSTANT_NONE while it runs */
  gint64 promised;       /* seconds; 0: none */
  char *reason;          /* (nullable) */
  GPtrArray *unwritten;  /* (element-type GaungRecord): the disk did not take them */
  guint tick;
  guint hold;
};

G_DEFINE_FINAL_TYPE (GaungStopwatch, gaung_stopwatch, G_TYPE_OBJECT)

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
tick_cb (gpointer data)
{
  g_signal_emit (data, signals[CHANGED], 0);
  return G_SOURCE_CONTINUE;
}

static void
set_state (GaungStopwatch *self, GaungStopwatchState state)
{
  self->state = state;
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_handle_id (&self->hold, g_source_remove);
  if (state == GAUNG_STOPWATCH_RUNNING)
    self->tick = g_timeout_add_seconds (1, tick_cb, self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- The draft ---- */

/* (transfer full) */
static char *
describe (GaungStopwatch *self)
{
  g_autoptr (JsonObject) draft = json_object_new ();
  g_autofree char *started_at = gaung_instant_to_text (self->started_at);

  json_object_set_string_member (draft, "service", self->service);
  json_object_set_string_member (draft, "agency", self->agency);
  json_object_set_string_member (draft, "started_at", started_at);
  json_object_set_int_member (draft, "promised", self->promised);
  if (self->ended_at != GAUNG_INSTANT_NONE)
    {
      g_autofree char *ended_at = gaung_instant_to_text (self->ended_at);

      json_object_set_string_member (draft, "ended_at", ended_at);
    }
  if (self->state == GAUNG_STOPWATCH_HELD)
    json_object_set_boolean_member (draft, "answered", TRUE);
  if (self->reason != NULL)
    json_object_set_string_member (draft, "reason", self->reason);
  return gaung_json_to_text (draft);
}

typedef struct
{
  GaungStopwatch *self;
  GPtrArray *visits; /* (element-type GaungRecord): that go with it */
} Writing;

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Writing *writing = data;
  GaungStopwatch *self = writing->self;
  g_autoptr (GError) error = NULL;

  if (!gaung_store_write_finish (GAUNG_STORE (source), result, &error))
    {
      for (guint i = 0; i < writing->visits->len; i++)
        g_ptr_array_add (self->unwritten, g_object_ref (g_ptr_array_index (writing->visits, i)));
      g_signal_emit (self, signals[FAILED], 0, error);
    }
  g_ptr_array_unref (writing->visits);
  g_object_unref (self);
  g_free (writing);
}

/* With the visits that could not be written before. */
static void
write_batch (GaungStopwatch *self, GaungBatch *batch)
{
  Writing *writing = g_new0 (Writing, 1);

  writing->self = g_object_ref (self);
  writing->visits = g_steal_pointer (&self->unwritten);
  self->unwritten = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < writing->visits->len; i++)
    gaung_batch_put (batch, g_ptr_array_index (writing->visits, i), NULL);
  gaung_store_write_async (
      gaung_context_get_store (self->context), batch, NULL, written_cb, writing);
}

static void
keep (GaungStopwatch *self)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autofree char *text = describe (self);

  gaung_batch_put_draft (batch, DRAFT, text);
  write_batch (self, batch);
}

/* ---- The record ---- */

static GaungRecord *
create_visit (GaungStopwatch *self)
{
  GaungRecord *visit = gaung_record_new (
      "visit", gaung_context_get_actor (self->context), gaung_context_get_now (self->context));

  gaung_record_set_string (visit, "service", self->service, NULL);
  gaung_record_set_string (visit, "agency", self->agency, NULL);
  gaung_record_set_instant (visit, "started_at", self->started_at, NULL);
  gaung_record_set_instant (visit, "ended_at", self->ended_at, NULL);
  if (self->promised > 0)
    gaung_record_set_integer (visit, "promised_seconds", self->promised, NULL);
  gaung_record_set_string (visit, "reason", self->reason, NULL);
  return visit;
}

static void
forget (GaungStopwatch *self)
{
  g_clear_pointer (&self->service, g_free);
  g_clear_pointer (&self->agency, g_free);
  g_clear_pointer (&self->reason, g_free);
  self->started_at = self->ended_at = GAUNG_INSTANT_NONE;
  self->promised = 0;
}

/* The visit and the end of its draft in one transaction. */
static void
write_visit (GaungStopwatch *self)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);

  g_ptr_array_add (self->unwritten, create_visit (self));
  gaung_batch_put_draft (batch, DRAFT, NULL);
  write_batch (self, batch);
  forget (self);
}

static void
hold_over_cb (gpointer data)
{
  GaungStopwatch *self = data;

  self->hold = 0;
  gaung_stopwatch_commit (self);
}

static void
hold (GaungStopwatch *self)
{
  set_state (self, GAUNG_STOPWATCH_HELD);
  keep (self);
  self->hold = g_timeout_add_seconds_once (
      gaung_context_get_undo_seconds (self->context), hold_over_cb, self);
}

/* ---- After a restart ---- */

static gboolean
read_draft (GaungStopwatch *self, JsonObject *draft, gboolean *is_answered)
{
  const char *ended_at = gaung_json_get_string (draft, "ended_at", NULL);

  self->service = g_strdup (gaung_json_get_string (draft, "service", NULL));
  self->agency = g_strdup (gaung_json_get_string (draft, "agency", NULL));
  self->reason = g_strdup (gaung_json_get_string (draft, "reason", NULL));
  self->promised = gaung_json_get_integer (draft, "promised", 0);
  *is_answered = gaung_json_get_boolean (draft, "answered", FALSE);
  return self->service != NULL && self->agency != NULL
         && gaung_instant_parse (gaung_json_get_string (draft, "started_at", ""), &self->started_at)
         && (ended_at == NULL || gaung_instant_parse (ended_at, &self->ended_at));
}

static void
restore (GaungStopwatch *self)
{
  g_autofree char *text = gaung_store_get_draft (gaung_context_get_store (self->context), DRAFT);
  g_autoptr (JsonObject) draft = text != NULL ? gaung_json_parse_object (text, -1, NULL) : NULL;
  gboolean is_answered = FALSE;

  if (draft == NULL)
    return;
  if (!read_draft (self, draft, &is_answered))
    forget (self);
  else if (self->ended_at == GAUNG_INSTANT_NONE)
    set_state (self, GAUNG_STOPWATCH_RUNNING);
  else if (!is_answered)
    set_state (self, GAUNG_STOPWATCH_ASKING);
  else
    write_visit (self); /* its time to be undone is over */
}

static void
gaung_stopwatch_dispose (GObject *object)
{
  GaungStopwatch *self = GAUNG_STOPWATCH (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_handle_id (&self->hold, g_source_remove);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (gaung_stopwatch_parent_class)->dispose (object);
}

static void
gaung_stopwatch_finalize (GObject *object)
{
  forget (GAUNG_STOPWATCH (object));
  g_clear_pointer (&GAUNG_STOPWATCH (object)->unwritten, g_ptr_array_unref);
  G_OBJECT_CLASS (gaung_stopwatch_parent_class)->finalize (object);
}

static void
gaung_stopwatch_class_init (GaungStopwatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gaung_stopwatch_dispose;
  object_class->finalize = gaung_stopwatch_finalize;
  signals[CHANGED] = g_signal_new (
      "changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed",
                                  G_TYPE_FROM_CLASS (klass),
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_ERROR);
}

static void
gaung_stopwatch_init (GaungStopwatch *self)
{
  self->started_at = self->ended_at = GAUNG_INSTANT_NONE;
  self->unwritten = g_ptr_array_new_with_free_func (g_object_unref);
}

GaungStopwatch *
gaung_stopwatch_new (GaungContext *context)
{
  GaungStopwatch *self = g_object_new (GAUNG_TYPE_STOPWATCH, NULL);

  self->context = g_object_ref (context);
  restore (self);
  return self;
}

GaungStopwatchState
gaung_stopwatch_get_state (GaungStopwatch *self)
{
  g_return_val_if_fail (GAUNG_IS_STOPWATCH (self), GAUNG_STOPWATCH_IDLE);
  return self->state;
}

const char *
gaung_stopwatch_get_service (GaungStopwatch *self)
{
  g_return_val_if_fail (GAUNG_IS_STOPWATCH (self), NULL);
  return self->service;
}

gint64
gaung_stopwatch_get_seconds (GaungStopwatch *self)
{
  GaungInstant end;

  g_return_val_if_fail (GAUNG_IS_STOPWATCH (self), 0);
  if (self->service == NULL)
    return 0;
  end = self->ended_at != GAUNG_INSTANT_NONE ? self->ended_at
                                             : gaung_context_get_now (self->context);
  return MAX (end - self->started_at, 0) / GAUNG_SECOND;
}

gint64
gaung_stopwatch_get_promised (GaungStopwatch *self)
{
  g_return_val_if_fail (GAUNG_IS_STOPWATCH (self), 0);
  return self->promised;
}

gboolean
gaung_stopwatch_is_overrun (GaungStopwatch *self)
{
  g_return_val_if_fail (GAUNG_IS_STOPWATCH (self), FALSE);
  return self->promised > 0 && gaung_stopwatch_get_seconds (self) > self->promised;
}

/* Whose counter it is: the server takes visits only from those who stand for their agency, and at
 * the booth one agency explains the services of all. */
static const char *
get_agency (GaungStopwatch *self, GaungRecord *service)
{
  const GaungActor *actor = gaung_context_get_actor (self->context);

  if (gaung_context_has_server (self->context) && actor != NULL && actor->agency != NULL)
    return actor->agency;
  return gaung_record_get_string (service, "agency");
}

void
gaung_stopwatch_start (GaungStopwatch *self, GaungService *service)
{
  GaungRecord *record = GAUNG_RECORD (service);
  gint64 promised = gaung_service_get_promised_seconds (record);

  g_return_if_fail (GAUNG_IS_STOPWATCH (self));
  g_return_if_fail (self->state != GAUNG_STOPWATCH_RUNNING);

  if (self->state != GAUNG_STOPWATCH_IDLE)
    write_visit (self);
  self->service = g_strdup (gaung_record_get_id (record));
  self->agency = g_strdup (get_agency (self, record));
  self->promised = MAX (promised, 0);
  self->started_at = gaung_context_get_now (self->context);
  set_state (self, GAUNG_STOPWATCH_RUNNING);
  keep (self);
}

void
gaung_stopwatch_stop (GaungStopwatch *self)
{
  g_return_if_fail (GAUNG_IS_STOPWATCH (self));
  g_return_if_fail (self->state == GAUNG_STOPWATCH_RUNNING);

  /* A clock that was set back in between does not make a visit that ends before it began. */
  self->ended_at = MAX (gaung_context_get_now (self->context), self->started_at);
  if (!gaung_stopwatch_is_overrun (self))
    {
      hold (self);
      return;
    }
  set_state (self, GAUNG_STOPWATCH_ASKING);
  keep (self);
}

void
gaung_stopwatch_answer (GaungStopwatch *self, const char *reason)
{
  g_return_if_fail (GAUNG_IS_STOPWATCH (self));

  if (self->state != GAUNG_STOPWATCH_ASKING)
    return;
  g_set_str (&self->reason, reason);
  hold (self);
}

gboolean
gaung_stopwatch_undo (GaungStopwatch *self)
{
  g_return_val_if_fail (GAUNG_IS_STOPWATCH (self), FALSE);

  if (self->state != GAUNG_STOPWATCH_HELD && self->state != GAUNG_STOPWATCH_ASKING)
    return FALSE;
  self->ended_at = GAUNG_INSTANT_NONE;
  g_clear_pointer (&self->reason, g_free);
  set_state (self, GAUNG_STOPWATCH_RUNNING);
  keep (self);
  return TRUE;
}

void
gaung_stopwatch_commit (GaungStopwatch *self)
{
  g_return_if_fail (GAUNG_IS_STOPWATCH (self));

  if (self->state != GAUNG_STOPWATCH_HELD)
    return;
  write_visit (self);
  set_state (self, GAUNG_STOPWATCH_IDLE);
}

char *
gaung_stopwatch_format (gint64 seconds)
{
  int hours = (int) (seconds / 3600);
  int minutes = (int) (seconds / 60 % 60);

  if (hours > 0)
    return g_strdup_printf ("%d.%02d.%02d", hours, minutes, (int) (seconds % 60));
  return g_strdup_printf ("%d.%02d", minutes, (int) (seconds % 60));
}
