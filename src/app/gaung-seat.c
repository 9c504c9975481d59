/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungSeat: one workspace at which somebody works. */

#include "config.h"

#include "gaung-seat.h"

#include "gaung-logout-guard.h"
#include "gaung-reminder.h"

struct _GaungSeat
{
  GObject parent_instance;

  GtkApplication *application; /* that has it */
  GaungSession *session;
  GaungReminder *reminder;
  GaungLogoutGuard *guard;
  GaungWindow *window; /* weak */
  guint left_idle;
};

G_DEFINE_FINAL_TYPE (GaungSeat, gaung_seat, G_TYPE_OBJECT)

enum
{
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
left_cb (gpointer data)
{
  g_autoptr (GaungSeat) self = g_object_ref (GAUNG_SEAT (data));

  self->left_idle = 0;
  g_signal_emit (self, signals[LEFT], 0);
}

/* When the last of it has gone, and with it the last draft. */
static void
window_gone_cb (gpointer data, GObject *where_it_was)
{
  GaungSeat *self = data;

  self->window = NULL;
  self->left_idle = g_idle_add_once (left_cb, self);
}

static void
gaung_seat_dispose (GObject *object)
{
  GaungSeat *self = GAUNG_SEAT (object);

  g_clear_handle_id (&self->left_idle, g_source_remove);
  if (self->window != NULL)
    g_object_weak_unref (G_OBJECT (self->window), window_gone_cb, self);
  self->window = NULL;
  g_clear_object (&self->reminder);
  g_clear_object (&self->guard);
  if (self->session != NULL)
    gaung_session_close (self->session);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (gaung_seat_parent_class)->dispose (object);
}

static void
gaung_seat_class_init (GaungSeatClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gaung_seat_dispose;

  signals[LEFT] = g_signal_new (
      "left", GAUNG_TYPE_SEAT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gaung_seat_init (GaungSeat *self)
{
}

GaungSeat *
gaung_seat_new (GSettings *settings, const char *directory, const char *passphrase_file)
{
  GaungSeat *self = g_object_new (GAUNG_TYPE_SEAT, NULL);

  self->session = gaung_session_new (settings, NULL);
  gaung_session_start (self->session, directory, passphrase_file);
  return self;
}

void
gaung_seat_attach (GaungSeat *self, GtkApplication *application)
{
  g_return_if_fail (GAUNG_IS_SEAT (self));
  g_return_if_fail (self->application == NULL);

  self->application = application;
  self->reminder = gaung_reminder_new (G_APPLICATION (application), self->session);
  self->guard = gaung_logout_guard_new (application, self->session);
}

void
gaung_seat_detach (GaungSeat *self)
{
  g_return_if_fail (GAUNG_IS_SEAT (self));

  g_clear_object (&self->reminder);
  g_clear_object (&self->guard);
}

gboolean
gaung_seat_is_at (GaungSeat *self, const char *directory)
{
  const char *here;
  g_autofree char *full_here = NULL;
  g_autofree char *full_there = NULL;

  g_return_val_if_fail (GAUNG_IS_SEAT (self), FALSE);
  g_return_val_if_fail (directory != NULL, FALSE);

  here = gaung_session_get_directory (self->session);
  if (here == NULL)
    return FALSE;
  full_here = g_canonicalize_filename (here, NULL);
  full_there = g_canonicalize_filename (directory, NULL);

  return g_str_equal (full_here, full_there);
}

gboolean
gaung_seat_has_record (GaungSeat *self, const char *id)
{
  GaungContext *context;
  g_autoptr (GaungRecord) record = NULL;

  g_return_val_if_fail (GAUNG_IS_SEAT (self), FALSE);

  context = gaung_session_get_context (self->session);
  if (context != NULL)
    record = gaung_store_get (gaung_context_get_store (context), id, NULL);

  return record != NULL;
}

GaungWindow *
gaung_seat_get_window (GaungSeat *self)
{
  g_return_val_if_fail (GAUNG_IS_SEAT (self), NULL);

  if (self->window == NULL)
    {
      self->window = GAUNG_WINDOW (gaung_window_new (self->application, self->session));
      g_object_weak_ref (G_OBJECT (self->window), window_gone_cb, self);
    }

  return self->window;
}
