/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is asked for where there is no keyring. */

#include "config.h"

#include "gaung-passphrase-group.h"

#include <glib/gi18n.h>

#include "gaung-welcome.h"

struct _GaungPassphraseGroup
{
  AdwPreferencesGroup parent_instance;

  GtkEditable *passphrase_row;
  GtkEditable *repeat_row;
  GtkLevelBar *strength_bar;
  GtkLabel *strength_label;
};

G_DEFINE_FINAL_TYPE (GaungPassphraseGroup, gaung_passphrase_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_strength (GaungPassphraseGroup *self)
{
  static const char *const words[] = {
    N_ ("At least 8 characters"),
    N_ ("Weak"),
    N_ ("Fair"),
    N_ ("Good"),
  };
  guint strength = gaung_passphrase_get_strength (gtk_editable_get_text (self->passphrase_row));
  const char *repeat = gtk_editable_get_text (self->repeat_row);
  gboolean is_same = g_strcmp0 (repeat, gtk_editable_get_text (self->passphrase_row)) == 0;

  gtk_level_bar_set_value (self->strength_bar, strength);
  gtk_label_set_label (self->strength_label,
                       *repeat != '\0' && !is_same ? _ ("The two are not the same yet")
                                                   : _ (words[strength]));
}

static void
changed_cb (GaungPassphraseGroup *self)
{
  show_strength (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
gaung_passphrase_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GAUNG_TYPE_PASSPHRASE_GROUP);

  G_OBJECT_CLASS (gaung_passphrase_group_parent_class)->dispose (object);
}

static void
gaung_passphrase_group_class_init (GaungPassphraseGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_passphrase_group_dispose;

  signals[CHANGED] = g_signal_new ("changed",
                                   GAUNG_TYPE_PASSPHRASE_GROUP,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/app/gaung-passphrase-group.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungPassphraseGroup, passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, GaungPassphraseGroup, repeat_row);
  gtk_widget_class_bind_template_child (widget_class, GaungPassphraseGroup, strength_bar);
  gtk_widget_class_bind_template_child (widget_class, GaungPassphraseGroup, strength_label);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
gaung_passphrase_group_init (GaungPassphraseGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_strength (self);
}

gboolean
gaung_passphrase_group_is_complete (GaungPassphraseGroup *self)
{
  const char *passphrase = gaung_passphrase_group_get_passphrase (self);

  return passphrase != NULL && gaung_passphrase_get_strength (passphrase) > 0
         && g_strcmp0 (passphrase, gtk_editable_get_text (self->repeat_row)) == 0;
}

const char *
gaung_passphrase_group_get_passphrase (GaungPassphraseGroup *self)
{
  g_return_val_if_fail (GAUNG_IS_PASSPHRASE_GROUP (self), NULL);

  return gtk_editable_get_text (self->passphrase_row);
}
