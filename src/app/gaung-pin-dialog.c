/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A new PIN. */

#include "config.h"

#include "gaung-pin-dialog.h"

#include <glib/gi18n.h>

#include "gaung-pin.h"

struct _GaungPinDialog
{
  AdwDialog parent_instance;

  GtkEditable *first;
  GtkEditable *second;
  GtkLabel *message;
  GtkWidget *save;
};

G_DEFINE_FINAL_TYPE (GaungPinDialog, gaung_pin_dialog, ADW_TYPE_DIALOG)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
changed_cb (GaungPinDialog *self)
{
  const char *first = gtk_editable_get_text (self->first);
  const char *second = gtk_editable_get_text (self->second);
  gboolean is_valid = gaung_pin_is_valid (first);
  gboolean is_same = g_strcmp0 (first, second) == 0;
  const char *message = "";

  if (*first != '\0' && !is_valid)
    message = _ ("Only digits, at least four of them.");
  else if (*second != '\0' && !is_same)
    message = _ ("The two are not the same yet.");
  gtk_label_set_label (self->message, message);
  gtk_widget_set_sensitive (self->save, is_valid && is_same);
}

static void
cancel_cb (GaungPinDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
save_cb (GaungPinDialog *self)
{
  g_autofree char *pin = g_strdup (gtk_editable_get_text (self->first));

  g_signal_emit (self, signals[CHOSEN], 0, pin);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
gaung_pin_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GAUNG_TYPE_PIN_DIALOG);

  G_OBJECT_CLASS (gaung_pin_dialog_parent_class)->dispose (object);
}

static void
gaung_pin_dialog_class_init (GaungPinDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_pin_dialog_dispose;

  signals[CHOSEN] = g_signal_new ("chosen",
                                  GAUNG_TYPE_PIN_DIALOG,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/app/gaung-pin-dialog.ui");
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
gaung_pin_dialog_new (void)
{
  return g_object_new (GAUNG_TYPE_PIN_DIALOG, NULL);
}
