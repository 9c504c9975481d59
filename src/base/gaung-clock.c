/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungClock: the time of day, as something that can be handed over and stood still. */
#include "config.h"

#include "gaung-clock.h"

struct _GaungClock
{
  GObject parent_instance;

  GaungInstant fixed; /* NONE: the system's clock */
  GSource *source;
};

G_DEFINE_FINAL_TYPE (GaungClock, gaung_clock, G_TYPE_OBJECT)

enum
{
  SIGNAL_TICK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
tick_cb (gpointer data)
{
  GaungClock *self = data;

  g_signal_emit (self, signals[SIGNAL_TICK], 0);
  /* On the minute, so that what is shown changes with the clock on the wall. */
  if (self->source != NULL)
    {
      gint64 rest = (GAUNG_MINUTE - gaung_instant_now () % GAUNG_MINUTE) * 1000;

      g_source_set_ready_time (self->source, g_get_monotonic_time () + rest);
    }
  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch_source (GSource *source, GSourceFunc callback, gpointer data)
{
  return callback (data);
}

static GSourceFuncs source_functions = { .dispatch = dispatch_source };

static void
start_ticking (GaungClock *self)
{
  gint64 rest = (GAUNG_MINUTE - gaung_instant_now () % GAUNG_MINUTE) * 1000;

  self->source = g_source_new (&source_functions, sizeof (GSource));
  g_source_set_static_name (self->source, "gaung-clock");
  g_source_set_callback (self->source, tick_cb, self, NULL);
  g_source_set_ready_time (self->source, g_get_monotonic_time () + rest);
  g_source_attach (self->source, g_main_context_get_thread_default ());
}

static void
gaung_clock_dispose (GObject *object)
{
  GaungClock *self = GAUNG_CLOCK (object);

  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);

  G_OBJECT_CLASS (gaung_clock_parent_class)->dispose (object);
}

static void
gaung_clock_class_init (GaungClockClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gaung_clock_dispose;

  /**
   * GaungClock::tick:
   *
   * The minute has changed, or a fixed clock was set.
   */
  signals[SIGNAL_TICK] = g_signal_new (
      "tick", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gaung_clock_init (GaungClock *self)
{
  self->fixed = GAUNG_INSTANT_NONE;
}

GaungClock *
gaung_clock_new (void)
{
  GaungClock *self = g_object_new (GAUNG_TYPE_CLOCK, NULL);

  start_ticking (self);
  return self;
}

GaungClock *
gaung_clock_new_fixed (GaungInstant now)
{
  GaungClock *self = g_object_new (GAUNG_TYPE_CLOCK, NULL);

  self->fixed = now;
  return self;
}

GaungInstant
gaung_clock_get_now (GaungClock *self)
{
  g_return_val_if_fail (GAUNG_IS_CLOCK (self), 0);

  return self->fixed != GAUNG_INSTANT_NONE ? self->fixed : gaung_instant_now ();
}

GaungDay
gaung_clock_get_today (GaungClock *self)
{
  return gaung_day_of_instant (gaung_clock_get_now (self));
}

/**
 * gaung_clock_set:
 *
 * Makes the clock stand still at @now and emits #GaungClock::tick.
 */
void
gaung_clock_set (GaungClock *self, GaungInstant now)
{
  g_return_if_fail (GAUNG_IS_CLOCK (self));

  self->fixed = now;
  g_signal_emit (self, signals[SIGNAL_TICK], 0);
}
