/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungScopeCounter: how many open complaints are mine and my agency's. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-format.h"
#include "gaung-scope-counter.h"

/* A bulk action and a page of a synchronisation are counted once. */
#define DELAY_MS 150

struct _GaungScopeCounter
{
  GObject parent_instance;

  GaungStore *store;
  GCancellable *cancellable;
  guint source;
};

G_DEFINE_FINAL_TYPE (GaungScopeCounter, gaung_scope_counter, G_TYPE_OBJECT)

enum
{
  COUNTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct
{
  const char *scope;
  const char *column;
} scopes[] = {
  { "mine", "assignee" },
  { "agency", "agency" },
};

typedef struct
{
  GaungScopeCounter *self;
  const char *scope;
} Count;

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Count *count = data;
  g_autoptr (GaungScopeCounter) self = count->self;
  gint64 n = gaung_store_count_finish (GAUNG_STORE (source), result, NULL);

  if (n >= 0 && self->store != NULL)
    g_signal_emit (self, signals[COUNTED], 0, count->scope, n);
}

static gboolean
count_cb (gpointer data)
{
  GaungScopeCounter *self = data;

  self->source = 0;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    {
      g_autoptr (GaungQuery) query = gaung_query_new ("complaint");
      Count *count = g_new0 (Count, 1);

      gaung_query_set_one (query, "is", "open");
      gaung_query_set_one (query, scopes[i].column, "me");
      count->self = g_object_ref (self);
      count->scope = scopes[i].scope;
      gaung_store_count_async (self->store, query, self->cancellable, counted_cb, count);
    }
  return G_SOURCE_REMOVE;
}

static void
changed_cb (GaungStore *store, GPtrArray *changes, GaungScopeCounter *self)
{
  if (self->source == 0 && gaung_store_changes_have_type (changes, "complaint"))
    self->source = g_timeout_add (DELAY_MS, count_cb, self);
}

static void
gaung_scope_counter_dispose (GObject *object)
{
  GaungScopeCounter *self = GAUNG_SCOPE_COUNTER (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (gaung_scope_counter_parent_class)->dispose (object);
}

static void
gaung_scope_counter_class_init (GaungScopeCounterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gaung_scope_counter_dispose;

  signals[COUNTED] = g_signal_new ("counted",
                                   GAUNG_TYPE_SCOPE_COUNTER,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   2,
                                   G_TYPE_STRING,
                                   G_TYPE_INT64);
}

static void
gaung_scope_counter_init (GaungScopeCounter *self)
{
}

GaungScopeCounter *
gaung_scope_counter_new (GaungStore *store)
{
  GaungScopeCounter *self = g_object_new (GAUNG_TYPE_SCOPE_COUNTER, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_DEFAULT);
  self->source = g_timeout_add (DELAY_MS, count_cb, self);
  return self;
}

char *
gaung_scope_counter_format (const char *scope, gint64 count)
{
  g_autofree char *number = gaung_format_number (count);

  if (g_str_equal (scope, "mine"))
    /* Translators: complaints that wait for me: "Mine 7" */
    return g_strdup_printf (C_ ("scope", "Mine %s"), number);
  /* Translators: complaints that wait for my agency: "Agency 19" */
  return g_strdup_printf (C_ ("scope", "Agency %s"), number);
}
