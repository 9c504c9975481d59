/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A new PIN, or none. Who changes it must know the present one: a desk left unlocked for a moment
 * must not give away the lock. */

#include "config.h"

#include "gaung-pin-dialog.h"

#include <glib/gi18n.h>

#include "gaung-pin.h"
#include "gaung-toast.h"

struct _GaungPinDialog
{
  AdwDialog parent_instance;

  GtkEditable *old;
  GtkEditable *first;
  GtkEditable *second;
  GtkLabel *message;
  GtkButton *save;

  GaungLock *lock;
  gboolean is_removing;
  gboolean is_busy;
};

G_DEFINE_FINAL_TYPE (GaungPinDialog, gaung_pin_dialog, ADW_TYPE_DIALOG)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
changed_cb (GaungPinDialog *self)
{
  const char *first = gtk_editable_get_text (self->first);
  const char *second = gtk_editable_get_text (self->second);
  gboolean has_old = !gtk_widget_get_visible (GTK_WIDGET (self->old))
                     || gaung_pin_is_valid (gtk_editable_get_text (self->old));
  gboolean is_valid = self->is_removing || gaung_pin_is_valid (first);
  gboolean is_same = self->is_removing || g_strcmp0 (first, second) == 0;
  const char *message = "";

  if (*first != '\0' && !is_valid)
    message = _ ("Only digits, at least four of them.");
  else if (*second != '\0' && !is_same)
    message = _ ("The two are not the same yet.");
  gtk_label_set_label (self->message, message);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save),
                            has_old && is_valid && is_same && !self->is_busy);
}

static void
cancel_cb (GaungPinDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
set_pin (GaungPinDialog *self)
{
  g_autofree char *pin = g_strdup (gtk_editable_get_text (self->first));
  g_autoptr (GError) error = NULL;

  if (!gaung_lock_set_pin (self->lock, self->is_removing ? NULL : pin, &error))
    {
      gaung_show_error (GTK_WIDGET (self), error);
      return;
    }
  g_signal_emit (self, signals[CHANGED], 0);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
refuse (GaungPinDialog *self)
{
  guint delay = gaung_lock_get_delay (self->lock);
  g_autofree char *message = NULL;

  if (delay == 0)
    message = g_strdup (_ ("This is not the present PIN."));
  else
    message = g_strdup_printf (
        /* Translators: %u is a number of seconds: "Not right. The next try is in 10 seconds." */
        ngettext ("Not right. The next try is in %u second.",
                  "Not right. The next try is in %u seconds.",
                  delay),
        delay);
  gtk_editable_set_text (self->old, "");
  gtk_label_set_label (self->message, message);
  gtk_accessible_announce (
      GTK_ACCESSIBLE (self), message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_widget_grab_focus (GTK_WIDGET (self->old));
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungPinDialog) self = GAUNG_PIN_DIALOG (data);
  g_autoptr (GError) error = NULL;
  gboolean is_right = gaung_lock_try_finish (GAUNG_LOCK (source), result, &error);

  self->is_busy = FALSE;
  if (self->old == NULL)
    return;
  changed_cb (self);
  if (is_right)
    set_pin (self);
  else if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY))
    refuse (self);
  else
    gaung_show_error (GTK_WIDGET (self), error);
}

static void
save_cb (GaungPinDialog *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self->old)))
    {
      set_pin (self);
      return;
    }
  self->is_busy = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), FALSE);
  gaung_lock_try_async (
      self->lock, gtk_editable_get_text (self->old), tried_cb, g_object_ref (self));
}

static void
gaung_pin_dialog_dispose (GObject *object)
{
  g_clear_object (&GAUNG_PIN_DIALOG (object)->lock);
  gtk_widget_dispose_template (GTK_WIDGET (object), GAUNG_TYPE_PIN_DIALOG);

  G_OBJECT_CLASS (gaung_pin_dialog_parent_class)->dispose (object);
}

static void
gaung_pin_dialog_class_init (GaungPinDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_pin_dialog_dispose;

  signals[CHANGED] = g_signal_new (
      "changed", GAUNG_TYPE_PIN_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/app/gaung-pin-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungPinDialog, old);
  gtk_widget_class_bind_template_child (widget_class, GaungPinDialog, first);
  gtk_widget_class_bind_template_child (widget_class, GaungPinDialog, second);
  gtk_widget_class_bind_template_child (widget_class, GaungPinDialog, message);
  gtk_widget_class_bind_template_child (widget_class, GaungPinDialog, save);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
gaung_pin_dialog_init (GaungPinDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
gaung_pin_dialog_new (GaungLock *lock, gboolean is_removing)
{
  GaungPinDialog *self;
  gboolean has_pin;

  g_return_val_if_fail (GAUNG_IS_LOCK (lock), NULL);

  self = g_object_new (GAUNG_TYPE_PIN_DIALOG, NULL);
  self->lock = g_object_ref (lock);
  self->is_removing = is_removing;
  has_pin = gaung_lock_has_pin (lock);
  gtk_widget_set_visible (GTK_WIDGET (self->old), has_pin);
  gtk_widget_set_visible (GTK_WIDGET (self->first), !is_removing);
  gtk_widget_set_visible (GTK_WIDGET (self->second), !is_removing);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (has_pin ? self->old : self->first));
  if (is_removing)
    {
      adw_dialog_set_title (ADW_DIALOG (self), _ ("Remove the PIN"));
      gtk_button_set_label (self->save, _ ("_Remove"));
    }
  else if (has_pin)
    adw_dialog_set_title (ADW_DIALOG (self), _ ("Change the PIN"));
  changed_cb (self);

  return ADW_DIALOG (self);
}
