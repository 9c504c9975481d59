/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is wrong is said where it was given, before anything is tried. */

#include "config.h"

#include "gaung-connect-options.h"

#include <glib/gi18n.h>

#include "gaung-authority.h"
#include "gaung-format.h"

/* As gaung_account_new() takes it. */
#define PREFIX_PATTERN "^[a-z][a-z0-9]{0,31}$"

struct _GaungConnectOptions
{
  AdwPreferencesGroup parent_instance;

  AdwSwitchRow *token_row;
  AdwActionRow *authority_row;
  GtkWidget *spinner;
  GtkWidget *remove_button;
  GtkWidget *choose_button;
  AdwEntryRow *prefix_row;
  GtkLabel *message;

  GCancellable *cancellable;
  GFile *chosen;    /* being read */
  GFile *authority; /* read, and found good */
  char *trouble;    /* (nullable): of the last file that was chosen */
};

G_DEFINE_FINAL_TYPE (GaungConnectOptions, gaung_connect_options, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_prefix_valid (GaungConnectOptions *self)
{
  g_autofree char *prefix = gaung_connect_options_dup_prefix (self);

  return g_regex_match_simple (PREFIX_PATTERN, prefix, G_REGEX_DOLLAR_ENDONLY, 0);
}

static void
changed_cb (GaungConnectOptions *self)
{
  gboolean is_valid;
  const char *text;

  if (self->prefix_row == NULL)
    return;
  is_valid = is_prefix_valid (self);
  text = is_valid ? self->trouble
                  : _ ("A prefix begins with a small letter; small letters and digits follow, 32 "
                       "characters at most. Most cities use “gaung”.");
  if (is_valid)
    gtk_widget_remove_css_class (GTK_WIDGET (self->prefix_row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->prefix_row), "error");
  gtk_label_set_text (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
show_authority (GaungConnectOptions *self, const GaungAuthority *authority)
{
  gboolean is_reading = self->chosen != NULL;
  g_autofree char *day = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->spinner, is_reading);
  gtk_widget_set_visible (self->choose_button, !is_reading);
  gtk_widget_set_visible (self->remove_button, authority != NULL);
  if (authority == NULL)
    {
      adw_action_row_set_subtitle (self->authority_row,
                                   _ ("Only where IT staff gave you a file for it."));
      return;
    }
  day = authority->valid_until != GAUNG_INSTANT_NONE
            ? gaung_format_day_long (gaung_day_of_instant (authority->valid_until))
            : g_strdup ("–");
  /* Translators: name of a certificate authority, last day that it is valid, its fingerprint:
     "Surakarta CA
      Valid until 24 November 2036
      SHA-256: 4A:0F:…". */
  text = g_strdup_printf (
      _ ("%s\nValid until %s\nSHA-256: %s"), authority->subject, day, authority->fingerprint);
  adw_action_row_set_subtitle (self->authority_row, text);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungConnectOptions) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungAuthority) authority = gaung_authority_read_finish (result, &error);

  if (self->message == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->authority);
  if (authority != NULL)
    self->authority = g_object_ref (self->chosen);
  g_clear_object (&self->chosen);
  g_set_str (&self->trouble, error != NULL ? gaung_authority_error_get_text (error) : NULL);
  show_authority (self, authority);
  changed_cb (self);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungConnectOptions) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && self->message != NULL)
    gaung_connect_options_set_authority (self, file);
}

static void
choose_cb (GaungConnectOptions *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Certificate Authority"));
  gtk_file_dialog_open (dialog,
                        GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                        NULL,
                        chosen_cb,
                        g_object_ref (self));
}

static void
remove_cb (GaungConnectOptions *self)
{
  g_clear_object (&self->authority);
  g_clear_pointer (&self->trouble, g_free);
  show_authority (self, NULL);
  gtk_widget_grab_focus (self->choose_button);
  changed_cb (self);
}

static void
gaung_connect_options_dispose (GObject *object)
{
  GaungConnectOptions *self = GAUNG_CONNECT_OPTIONS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chosen);
  g_clear_object (&self->authority);
  g_clear_pointer (&self->trouble, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_CONNECT_OPTIONS);

  G_OBJECT_CLASS (gaung_connect_options_parent_class)->dispose (object);
}

static void
gaung_connect_options_class_init (GaungConnectOptionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_connect_options_dispose;

  signals[CHANGED] = g_signal_new ("changed",
                                   GAUNG_TYPE_CONNECT_OPTIONS,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/app/gaung-connect-options.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungConnectOptions, token_row);
  gtk_widget_class_bind_template_child (widget_class, GaungConnectOptions, authority_row);
  gtk_widget_class_bind_template_child (widget_class, GaungConnectOptions, spinner);
  gtk_widget_class_bind_template_child (widget_class, GaungConnectOptions, remove_button);
  gtk_widget_class_bind_template_child (widget_class, GaungConnectOptions, choose_button);
  gtk_widget_class_bind_template_child (widget_class, GaungConnectOptions, prefix_row);
  gtk_widget_class_bind_template_child (widget_class, GaungConnectOptions, message);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
gaung_connect_options_init (GaungConnectOptions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_authority (self, NULL);
}

gboolean
gaung_connect_options_is_valid (GaungConnectOptions *self)
{
  g_return_val_if_fail (GAUNG_IS_CONNECT_OPTIONS (self), FALSE);

  return self->chosen == NULL && self->trouble == NULL && is_prefix_valid (self);
}

gboolean
gaung_connect_options_is_token (GaungConnectOptions *self)
{
  g_return_val_if_fail (GAUNG_IS_CONNECT_OPTIONS (self), FALSE);

  return adw_switch_row_get_active (self->token_row);
}

char *
gaung_connect_options_dup_prefix (GaungConnectOptions *self)
{
  g_return_val_if_fail (GAUNG_IS_CONNECT_OPTIONS (self), NULL);

  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->prefix_row))));
}

char *
gaung_connect_options_dup_authority (GaungConnectOptions *self)
{
  g_return_val_if_fail (GAUNG_IS_CONNECT_OPTIONS (self), NULL);

  return self->authority != NULL ? g_file_get_path (self->authority) : NULL;
}

void
gaung_connect_options_set_authority (GaungConnectOptions *self, GFile *file)
{
  g_return_if_fail (GAUNG_IS_CONNECT_OPTIONS (self));
  g_return_if_fail (G_IS_FILE (file));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_set_object (&self->chosen, file);
  g_clear_object (&self->authority);
  show_authority (self, NULL);
  changed_cb (self);
  gaung_authority_read_async (
      file, gaung_instant_now (), self->cancellable, read_cb, g_object_ref (self));
}

gboolean
gaung_connect_options_is_settled (GaungConnectOptions *self)
{
  g_return_val_if_fail (GAUNG_IS_CONNECT_OPTIONS (self), FALSE);

  return self->chosen == NULL;
}
