/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungStopwatchBar: the visitor at the counter. */

#include "config.h"

#include "gaung-stopwatch-bar.h"

#include <glib/gi18n.h>

#include "gaung-toast.h"
#include "gaung-visit.h"

struct _GaungStopwatchBar
{
  AdwBin parent_instance;

  GtkWidget *chip;
  GtkImage *icon;
  GtkLabel *text;
  GtkWidget *stop;
  GtkLabel *service;
  GtkWidget *question;
  AdwWrapBox *reasons;

  GaungContext *context;
  GaungStopwatch *stopwatch;
  GaungStopwatchState state; /* that was shown last */
};

G_DEFINE_FINAL_TYPE (GaungStopwatchBar, gaung_stopwatch_bar, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* (transfer full) */
static char *
describe (GaungStopwatchBar *self)
{
  gint64 seconds = gaung_stopwatch_get_seconds (self->stopwatch);
  gint64 promised = gaung_stopwatch_get_promised (self->stopwatch);
  g_autofree char *time = gaung_stopwatch_format (seconds);
  g_autofree char *limit = gaung_stopwatch_format (promised);
  g_autofree char *over = gaung_stopwatch_format (MAX (seconds - promised, 0));

  if (promised == 0)
    /* Translators: how long a visitor has been served, in minutes and seconds, e.g. "4.07" */
    return g_strdup_printf (C_ ("stopwatch", "%s"), time);
  if (gaung_stopwatch_is_overrun (self->stopwatch))
    /* Translators: how long a visitor has been served, how long is promised, and by how much it is
     * over, in minutes and seconds, e.g. "23.12 of 20.00, over by 3.12" */
    return g_strdup_printf (C_ ("stopwatch", "%1$s of %2$s, over by %3$s"), time, limit, over);
  /* Translators: how long a visitor has been served, and how long is promised, in minutes and
   * seconds, e.g. "4.07 of 20.00" */
  return g_strdup_printf (C_ ("stopwatch", "%1$s of %2$s"), time, limit);
}

/* Shape, sign and words change, not the colour alone. */
static void
show_time (GaungStopwatchBar *self)
{
  g_autofree char *text = describe (self);
  gboolean is_overrun = gaung_stopwatch_is_overrun (self->stopwatch);

  gtk_label_set_label (self->text, text);
  gtk_image_set_from_icon_name (
      self->icon, is_overrun ? "dialog-warning-symbolic" : "preferences-system-time-symbolic");
  if (is_overrun)
    gtk_widget_add_css_class (self->chip, "overrun");
  else
    gtk_widget_remove_css_class (self->chip, "overrun");
}

static void
show_service (GaungStopwatchBar *self)
{
  const char *id = gaung_stopwatch_get_service (self->stopwatch);
  g_autoptr (GaungRecord) service
      = id != NULL ? gaung_store_get (gaung_context_get_store (self->context), id, NULL) : NULL;

  gtk_label_set_label (self->service, service != NULL ? gaung_record_get_title (service) : "");
}

static void
changed_cb (GaungStopwatchBar *self)
{
  GaungStopwatchState state = gaung_stopwatch_get_state (self->stopwatch);
  gboolean is_timed = state == GAUNG_STOPWATCH_RUNNING || state == GAUNG_STOPWATCH_ASKING;

  if (is_timed)
    show_time (self);
  if (state == self->state)
    return;
  self->state = state;
  show_service (self);
  gtk_widget_set_visible (self->stop, state == GAUNG_STOPWATCH_RUNNING);
  gtk_widget_set_visible (self->question, state == GAUNG_STOPWATCH_ASKING);
  gtk_widget_set_visible (GTK_WIDGET (self), is_timed);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
failed_cb (GaungStopwatchBar *self, const GError *error)
{
  gaung_show_error (GTK_WIDGET (self), error);
}

/* The context keeps what can be undone, and the clock keeps the context: one of them must let go.
 */
static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
undo_cb (gpointer data)
{
  g_autoptr (GaungStopwatch) stopwatch = g_weak_ref_get (data);

  if (stopwatch != NULL)
    gaung_stopwatch_undo (stopwatch);
}

/* The toast is there as long as the visit is held. */
static void
offer_undo (GaungStopwatchBar *self)
{
  g_autofree char *time = NULL;
  g_autofree char *title = NULL;
  GWeakRef *stopwatch;

  if (gaung_stopwatch_get_state (self->stopwatch) != GAUNG_STOPWATCH_HELD)
    return;
  time = gaung_stopwatch_format (gaung_stopwatch_get_seconds (self->stopwatch));
  /* Translators: a visitor was served; how long it took, in minutes and seconds, e.g. "Visit noted:
   * 4.07" */
  title = g_strdup_printf (_ ("Visit noted: %s"), time);
  stopwatch = g_new0 (GWeakRef, 1);
  g_weak_ref_init (stopwatch, self->stopwatch);
  gaung_toast_undo (GTK_WIDGET (self), self->context, title, undo_cb, stopwatch, weak_ref_free);
}

static void
append_reason (GaungStopwatchBar *self, guint number, const char *text, const char *action)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *digits = number > 0 ? g_strdup_printf ("%u", number) : g_strdup (_ ("Esc"));
  GtkWidget *key = gtk_label_new (digits);

  gtk_widget_add_css_class (key, "keycap");
  gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
  gtk_accessible_update_state (GTK_ACCESSIBLE (key), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (GTK_BOX (box), gtk_label_new (text));
  gtk_box_append (GTK_BOX (box), key);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text,
                                  GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS,
                                  number > 0 ? digits : "Escape",
                                  -1);
  adw_wrap_box_append (self->reasons, button);
}

static void
gaung_stopwatch_bar_dispose (GObject *object)
{
  GaungStopwatchBar *self = GAUNG_STOPWATCH_BAR (object);

  if (self->stopwatch != NULL)
    g_signal_handlers_disconnect_by_data (self->stopwatch, self);
  g_clear_object (&self->stopwatch);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_STOPWATCH_BAR);
  G_OBJECT_CLASS (gaung_stopwatch_bar_parent_class)->dispose (object);
}

static void
gaung_stopwatch_bar_class_init (GaungStopwatchBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_stopwatch_bar_dispose;
  signals[CHANGED] = g_signal_new (
      "changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/services/gaung-stopwatch-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungStopwatchBar, chip);
  gtk_widget_class_bind_template_child (widget_class, GaungStopwatchBar, icon);
  gtk_widget_class_bind_template_child (widget_class, GaungStopwatchBar, text);
  gtk_widget_class_bind_template_child (widget_class, GaungStopwatchBar, stop);
  gtk_widget_class_bind_template_child (widget_class, GaungStopwatchBar, service);
  gtk_widget_class_bind_template_child (widget_class, GaungStopwatchBar, question);
  gtk_widget_class_bind_template_child (widget_class, GaungStopwatchBar, reasons);
}

static void
gaung_stopwatch_bar_init (GaungStopwatchBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; gaung_visit_reasons[i].nick != NULL; i++)
    {
      g_autofree char *action = g_strconcat ("service.overrun-", gaung_visit_reasons[i].nick, NULL);

      append_reason (self,
                     i + 1,
                     gaung_enum_get_label (gaung_visit_reasons, gaung_visit_reasons[i].nick),
                     action);
    }
  append_reason (self, 0, _ ("Skip"), "service.overrun-skip");
}

void
gaung_stopwatch_bar_set_context (GaungStopwatchBar *self, GaungContext *context)
{
  g_return_if_fail (GAUNG_IS_STOPWATCH_BAR (self));
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  self->stopwatch = gaung_stopwatch_new (context);
  g_signal_connect_swapped (self->stopwatch, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->stopwatch, "failed", G_CALLBACK (failed_cb), self);
  changed_cb (self);
}

GaungStopwatch *
gaung_stopwatch_bar_get_stopwatch (GaungStopwatchBar *self)
{
  g_return_val_if_fail (GAUNG_IS_STOPWATCH_BAR (self), NULL);
  return self->stopwatch;
}

void
gaung_stopwatch_bar_toggle (GaungStopwatchBar *self, GaungService *service)
{
  g_return_if_fail (GAUNG_IS_STOPWATCH_BAR (self));

  if (gaung_stopwatch_get_state (self->stopwatch) != GAUNG_STOPWATCH_RUNNING)
    {
      gaung_stopwatch_start (self->stopwatch, service);
      return;
    }
  gaung_stopwatch_stop (self->stopwatch);
  offer_undo (self);
}

void
gaung_stopwatch_bar_answer (GaungStopwatchBar *self, const char *reason)
{
  g_return_if_fail (GAUNG_IS_STOPWATCH_BAR (self));

  gaung_stopwatch_answer (self->stopwatch, reason);
  offer_undo (self);
}

const char *
gaung_stopwatch_bar_get_text (GaungStopwatchBar *self)
{
  g_return_val_if_fail (GAUNG_IS_STOPWATCH_BAR (self), NULL);
  return gtk_label_get_text (self->text);
}
