/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The first run: three choices, at most one short form, and the progress of making the workspace.
 */

#include "config.h"

#include "gaung-welcome.h"

#include <glib/gi18n.h>

#include "gaung-city-agencies.h"
#include "gaung-connect-view.h"
#include "gaung-format.h"
#include "gaung-passphrase-group.h"
#include "gaung-toast.h"
#include "gaung-workspace-maker.h"

#define SAMPLE_COMPLAINTS 120
#define MIN_PASSPHRASE 8

struct _GaungWelcome
{
  AdwBin parent_instance;

  AdwNavigationView *navigation;
  GtkEditable *name_row;
  AdwComboRow *agency_row;
  GtkEditable *other_row;
  GaungPassphraseGroup *passphrase_group;
  GtkWidget *back_button;
  GtkWidget *create_button;
  AdwStatusPage *progress_status;
  GtkProgressBar *progress_bar;
  GtkWidget *cancel_button;

  GaungSession *session;
  GPtrArray *agencies; /* (element-type GaungCityAgency), NULL until they are asked for */
  GCancellable *cancellable;
  guint pulse_timeout;
  gboolean needs_passphrase;
};

G_DEFINE_FINAL_TYPE (GaungWelcome, gaung_welcome, ADW_TYPE_BIN)

/* NULL: one that is not in the list, the last choice. */
static const GaungCityAgency *
get_agency (GaungWelcome *self)
{
  guint selected = adw_combo_row_get_selected (self->agency_row);

  return self->agencies != NULL && selected < self->agencies->len
             ? g_ptr_array_index (self->agencies, selected)
             : NULL;
}

static void
form_changed_cb (GaungWelcome *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));
  g_autofree char *other = g_strstrip (g_strdup (gtk_editable_get_text (self->other_row)));
  g_autofree char *code = gaung_agency_code_from_name (other);
  gboolean is_complete = *name != '\0' && (get_agency (self) != NULL || *code != '\0');

  if (self->needs_passphrase)
    is_complete = is_complete && gaung_passphrase_group_is_complete (self->passphrase_group);
  gtk_widget_set_sensitive (self->create_button, is_complete);
}

static void
agency_selected_cb (GaungWelcome *self)
{
  gboolean is_other = self->agencies != NULL && get_agency (self) == NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->other_row), is_other);
  form_changed_cb (self);
  if (is_other)
    gtk_widget_grab_focus (GTK_WIDGET (self->other_row));
}

/* Short name first: that is what people look for, and the other may be long. */
static void
fill_agencies (GaungWelcome *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) agencies = gaung_city_agencies_list ();
  g_autoptr (GtkExpression) expression
      = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  for (guint i = 0; i < agencies->len; i++)
    {
      const GaungCityAgency *agency = g_ptr_array_index (agencies, i);
      gboolean is_short = g_str_has_prefix (agency->short_name, "Kec. ")
                          || g_str_has_prefix (agency->short_name, "Kel. ")
                          || g_str_equal (agency->short_name, agency->name);

      gtk_string_list_take (
          names,
          is_short ? g_strdup (agency->name)
                   /* Translators: short and full name of an agency:
                      "Dishub: Dinas Perhubungan" */
                   : g_strdup_printf (C_ ("agency", "%s: %s"), agency->short_name, agency->name));
    }
  /* Translators: the last in a list of agencies: one that the list does not have */
  gtk_string_list_append (names, _ ("Another Agency…"));
  adw_combo_row_set_expression (self->agency_row, expression);
  adw_combo_row_set_model (self->agency_row, G_LIST_MODEL (names));
  self->agencies = g_steal_pointer (&agencies);
  agency_selected_cb (self);
}

/* In a thread: the keyring may take two seconds to say that it is not there. */
static void
look_for_keyring (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_boolean (task, gaung_secret_service_is_available ());
}

static void
set_needs_passphrase (GaungWelcome *self, gboolean needs_passphrase)
{
  self->needs_passphrase = needs_passphrase;
  if (self->passphrase_group == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->passphrase_group), needs_passphrase);
  form_changed_cb (self);
}

static void
keyring_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GaungWelcome *self = GAUNG_WELCOME (source);

  set_needs_passphrase (self, !g_task_propagate_boolean (G_TASK (result), NULL));
}

static gboolean
pulse_cb (gpointer data)
{
  gtk_progress_bar_pulse (GAUNG_WELCOME (data)->progress_bar);

  return G_SOURCE_CONTINUE;
}

static void
progress_cb (guint done, guint total, gpointer data)
{
  GaungWelcome *self = data;
  g_autofree char *number = gaung_format_number (done);
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;

  if (self->progress_bar == NULL || total == 0)
    return;
  g_clear_handle_id (&self->pulse_timeout, g_source_remove);
  gtk_progress_bar_set_fraction (self->progress_bar, (double) done / total);
  /* Translators: %s is a number: "57 complaints invented". */
  text = g_strdup_printf (ngettext ("%s complaint invented", "%s complaints invented", done),
                          number);
  escaped = g_markup_escape_text (text, -1);
  adw_status_page_set_description (self->progress_status, escaped);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungWelcome) self = GAUNG_WELCOME (data);
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&self->pulse_timeout, g_source_remove);
  if (gaung_session_create_finish (GAUNG_SESSION (source), result, &error)
      || self->navigation == NULL)
    return;
  adw_navigation_view_pop (self->navigation);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* Somebody was quicker than the look for the keyring: now it is known that there is none. */
  if (g_error_matches (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_NO_SERVICE)
      && !self->needs_passphrase)
    {
      set_needs_passphrase (self, TRUE);
      gaung_toast (GTK_WIDGET (self), _ ("There is no keyring here: please go on once more"));
      return;
    }
  gaung_show_error (GTK_WIDGET (self), error);
}

static void
create (GaungWelcome *self, const GaungNewWorkspace *wanted)
{
  gboolean is_sample = wanted->kind == GAUNG_WORKSPACE_SAMPLE;

  adw_status_page_set_title (self->progress_status,
                             is_sample ? _ ("Inventing a City's Complaints")
                                       : _ ("Making Your Workspace"));
  adw_status_page_set_description (self->progress_status, "");
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  gtk_widget_set_sensitive (self->cancel_button, TRUE);
  if (self->pulse_timeout == 0)
    self->pulse_timeout = g_timeout_add (100, pulse_cb, self);
  adw_navigation_view_push_by_tag (self->navigation, "progress");

  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gaung_session_create_async (
      self->session, wanted, progress_cb, self, self->cancellable, created_cb, g_object_ref (self));
}

static void
sample_cb (GaungWelcome *self)
{
  const GaungNewWorkspace wanted = {
    .kind = GAUNG_WORKSPACE_SAMPLE,
    .n_complaints = SAMPLE_COMPLAINTS,
    .passphrase = self->needs_passphrase ? GAUNG_SAMPLE_PASSPHRASE : NULL,
  };

  create (self, &wanted);
}

static void
local_cb (GaungWelcome *self)
{
  if (self->agencies == NULL)
    fill_agencies (self);
  adw_navigation_view_push_by_tag (self->navigation, "local");
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
}

/* Its pages are not made before somebody wants them. */
static void
server_cb (GaungWelcome *self)
{
  GtkWidget *view = gaung_connect_view_new (self->session, TRUE);
  AdwNavigationPage *page = adw_navigation_page_new (view, _ ("City Server"));

  gaung_connect_view_set_needs_passphrase (GAUNG_CONNECT_VIEW (view), self->needs_passphrase);
  adw_navigation_view_push (self->navigation, page);
}

/* Somebody who has a workspace looked at this page. */
static void
back_cb (GaungWelcome *self)
{
  gaung_session_retry (self->session);
}

static void
create_clicked_cb (GaungWelcome *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));
  g_autofree char *other = g_strstrip (g_strdup (gtk_editable_get_text (self->other_row)));
  const GaungCityAgency *agency = get_agency (self);
  const GaungNewWorkspace wanted = {
    .kind = GAUNG_WORKSPACE_LOCAL,
    .actor_name = name,
    .agency_code = agency ? agency->code : NULL,
    .agency_name = agency ? agency->name : other,
    .passphrase = self->needs_passphrase
                      ? gaung_passphrase_group_get_passphrase (self->passphrase_group)
                      : NULL,
  };

  create (self, &wanted);
}

static void
cancel_cb (GaungWelcome *self)
{
  gtk_widget_set_sensitive (self->cancel_button, FALSE);
  g_cancellable_cancel (self->cancellable);
}

static void
gaung_welcome_dispose (GObject *object)
{
  GaungWelcome *self = GAUNG_WELCOME (object);

  g_clear_handle_id (&self->pulse_timeout, g_source_remove);
  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->agencies, g_ptr_array_unref);
  /* A bound child that is also the bin's own must go before the template takes it away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_WELCOME);

  G_OBJECT_CLASS (gaung_welcome_parent_class)->dispose (object);
}

static void
gaung_welcome_class_init (GaungWelcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_welcome_dispose;

  g_type_ensure (GAUNG_TYPE_PASSPHRASE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/app/gaung-welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungWelcome, navigation);
  gtk_widget_class_bind_template_child (widget_class, GaungWelcome, name_row);
  gtk_widget_class_bind_template_child (widget_class, GaungWelcome, agency_row);
  gtk_widget_class_bind_template_child (widget_class, GaungWelcome, other_row);
  gtk_widget_class_bind_template_child (widget_class, GaungWelcome, passphrase_group);
  gtk_widget_class_bind_template_child (widget_class, GaungWelcome, back_button);
  gtk_widget_class_bind_template_child (widget_class, GaungWelcome, create_button);
  gtk_widget_class_bind_template_child (widget_class, GaungWelcome, progress_status);
  gtk_widget_class_bind_template_child (widget_class, GaungWelcome, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, GaungWelcome, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, sample_cb);
  gtk_widget_class_bind_template_callback (widget_class, local_cb);
  gtk_widget_class_bind_template_callback (widget_class, server_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, agency_selected_cb);
}

static void
gaung_welcome_init (GaungWelcome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gaung_welcome_new (GaungSession *session)
{
  GaungWelcome *self;
  g_autoptr (GTask) task = NULL;

  g_return_val_if_fail (GAUNG_IS_SESSION (session), NULL);

  self = g_object_new (GAUNG_TYPE_WELCOME, NULL);
  self->session = g_object_ref (session);
  gtk_widget_set_visible (self->back_button, gaung_session_has_workspace (session));
  task = g_task_new (self, NULL, keyring_found_cb, NULL);
  g_task_run_in_thread (task, look_for_keyring);

  return GTK_WIDGET (self);
}

guint
gaung_passphrase_get_strength (const char *passphrase)
{
  glong length = g_utf8_strlen (passphrase, -1);
  gboolean kinds[4] = { FALSE };
  guint variety = 0;

  if (length < MIN_PASSPHRASE)
    return 0;
  for (const char *c = passphrase; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      kinds[0] |= g_unichar_islower (character);
      kinds[1] |= g_unichar_isupper (character);
      kinds[2] |= g_unichar_isdigit (character);
      kinds[3] |= !g_unichar_isalnum (character);
    }
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    variety += kinds[i];

  /* Several words are better than one with tricks. */
  if (length >= 20 || (length >= 12 && variety >= 3))
    return 3;
  if (length >= 12 || variety >= 3)
    return 2;

  return 1;
}
