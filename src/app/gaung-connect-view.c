/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Nothing is written anywhere before everything was tried out. */

#include "config.h"

#include "gaung-connect-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gaung-city-agencies.h"
#include "gaung-connect-options.h"
#include "gaung-format.h"
#include "gaung-passphrase-group.h"
#include "gaung-probe-list.h"
#include "gaung-toast.h"

struct _GaungConnectView
{
  AdwBin parent_instance;

  AdwNavigationView *navigation;
  AdwPreferencesGroup *form_group;
  AdwEntryRow *address_row;
  AdwEntryRow *account_row;
  AdwEntryRow *secret_row;
  GaungConnectOptions *options;
  GtkLabel *form_error;
  GtkWidget *try_button;
  GaungProbeList *probe_list;
  GtkWidget *go_on_button;
  GtkWidget *again_button;
  AdwPreferencesGroup *person_group;
  AdwEntryRow *name_row;
  AdwComboRow *agency_row;
  GaungPassphraseGroup *passphrase_group;
  GtkWidget *connect_button;
  AdwStatusPage *progress_page;

  GaungSession *session;
  GaungAccount *account;
  GaungProbe *probe; /* the last that passed */
  GCancellable *cancellable;
  GPtrArray *codes;           /* (element-type utf8), as in the model of agency_row */
  GaungConnection connection; /* of the call that is under way */
  char *secret;               /* of the same */
  gboolean is_new;
  gboolean needs_passphrase;
};

G_DEFINE_FINAL_TYPE (GaungConnectView, gaung_connect_view, ADW_TYPE_BIN)

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
get_text (gpointer row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static gboolean
is_token (GaungConnectView *self)
{
  return gaung_connect_options_is_token (self->options);
}

static void
forget_secret (GaungConnectView *self)
{
  if (self->secret != NULL)
    explicit_bzero (self->secret, strlen (self->secret));
  g_clear_pointer (&self->secret, g_free);
}

static void
form_changed_cb (GaungConnectView *self)
{
  g_autofree char *address = get_text (self->address_row);
  g_autofree char *account = get_text (self->account_row);
  const char *secret = gtk_editable_get_text (GTK_EDITABLE (self->secret_row));

  gtk_widget_set_visible (GTK_WIDGET (self->form_error), FALSE);
  gtk_widget_set_sensitive (self->try_button,
                            *address != '\0' && *secret != '\0'
                                && (is_token (self) || *account != '\0')
                                && gaung_connect_options_is_valid (self->options));
}

static void
options_changed_cb (GaungConnectView *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->account_row), !is_token (self));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->secret_row),
                                 is_token (self) ? _ ("Token") : _ ("Password"));
  form_changed_cb (self);
}

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungConnectView) self = data;
  g_autoptr (GaungProbe) probe
      = gaung_probe_list_run_finish (GAUNG_PROBE_LIST (source), result, NULL);
  gboolean is_passed;

  if (probe == NULL || self->navigation == NULL)
    return;
  is_passed = gaung_probe_is_passed (probe);
  gtk_widget_set_visible (self->go_on_button, is_passed);
  gtk_widget_set_visible (self->again_button, !is_passed);
  if (is_passed)
    {
      g_clear_pointer (&self->probe, gaung_probe_free);
      self->probe = g_steal_pointer (&probe);
      gtk_widget_grab_focus (self->go_on_button);
    }
  else
    gtk_widget_grab_focus (self->again_button);
}

static void
start_probe (GaungConnectView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_visible (self->go_on_button, FALSE);
  gtk_widget_set_visible (self->again_button, FALSE);
  gaung_probe_list_run_async (
      self->probe_list, self->account, self->cancellable, probed_cb, g_object_ref (self));
}

/* As people paste it from a web page: "Bearer eyJhb…" in several lines. */
static char *
clean_token (const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, " \t\r\n", -1);
  g_autofree char *token = g_strjoinv ("", parts);

  return g_strdup (g_str_has_prefix (token, "Bearer") ? token + strlen ("Bearer") : token);
}

/* What is sent for the password: @secret itself, or the token in it. */
static char *
get_secret (GaungConnectView *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->secret_row));

  return is_token (self) ? clean_token (text) : g_strdup (text);
}

static void
show_form_text (GaungConnectView *self, const char *text)
{
  gtk_label_set_text (self->form_error, text);
  gtk_widget_set_visible (GTK_WIDGET (self->form_error), TRUE);
}

/* FALSE, and the form says why. */
static gboolean
make_account (GaungConnectView *self)
{
  g_autofree char *address = get_text (self->address_row);
  g_autofree char *name = get_text (self->account_row);
  g_autofree char *prefix = gaung_connect_options_dup_prefix (self->options);
  g_autofree char *path = gaung_connect_options_dup_authority (self->options);
  g_autofree char *secret = get_secret (self);
  g_autoptr (GaungCredentials) credentials = NULL;
  g_autoptr (GError) error = NULL;

  credentials = is_token (self) ? gaung_credentials_new_token (secret)
                                : gaung_credentials_new_password (name, secret);
  if (credentials == NULL)
    {
      show_form_text (self,
                      is_token (self)
                          ? _ ("This is no token. Copy all of it from the page of the single "
                               "sign-on, and nothing else.")
                          : _ ("Account or password contain a character that cannot be sent."));
      return FALSE;
    }
  g_clear_object (&self->account);
  self->account
      = gaung_account_new (address, prefix, is_token (self) ? NULL : name, credentials, &error);
  if (self->account == NULL
      || (path != NULL && !gaung_account_set_authority (self->account, path, &error)))
    {
      g_autofree char *text = gaung_sync_error_to_user_text (error);

      show_form_text (self, text);
      return FALSE;
    }

  return TRUE;
}

static void
try_cb (GaungConnectView *self)
{
  if (!gtk_widget_get_sensitive (self->try_button) || !make_account (self))
    return;
  adw_navigation_view_push_by_tag (self->navigation, "probe");
  start_probe (self);
}

static void
again_cb (GaungConnectView *self)
{
  start_probe (self);
}

/* Leaving the page leaves the probe. */
static void
popped_cb (GaungConnectView *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
person_changed_cb (GaungConnectView *self)
{
  g_autofree char *name = get_text (self->name_row);

  gtk_widget_set_sensitive (
      self->connect_button,
      *name != '\0'
          && (!self->needs_passphrase || !self->is_new
              || gaung_passphrase_group_is_complete (self->passphrase_group)));
}

/* The directory of the server is not here yet: the names are those of the city's own list. */
static void
add_agency (GaungConnectView *self, GtkStringList *names, const char *code, GPtrArray *agencies)
{
  const char *name = code;

  for (guint i = 0; i < agencies->len; i++)
    {
      const GaungCityAgency *agency = g_ptr_array_index (agencies, i);

      if (g_strcmp0 (agency->code, code) == 0)
        name = agency->name;
    }
  g_ptr_array_add (self->codes, g_strdup (code));
  gtk_string_list_append (names, name);
}

static void
fill_person (GaungConnectView *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) agencies = gaung_city_agencies_list ();
  GaungContext *context = self->is_new ? NULL : gaung_session_get_context (self->session);
  const GaungActor *actor = context != NULL ? gaung_context_get_actor (context) : NULL;
  g_autofree char *typed = get_text (self->name_row);
  guint position;

  g_ptr_array_set_size (self->codes, 0);
  for (guint i = 0; self->probe->agencies != NULL && self->probe->agencies[i] != NULL; i++)
    add_agency (self, names, self->probe->agencies[i], agencies);
  adw_combo_row_set_model (self->agency_row, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->agency_row), self->codes->len > 0);
  if (actor != NULL
      && g_ptr_array_find_with_equal_func (self->codes, actor->agency, g_str_equal, &position))
    adw_combo_row_set_selected (self->agency_row, position);
  if (*typed == '\0' && actor != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->name_row), actor->name);
  gtk_widget_set_visible (GTK_WIDGET (self->passphrase_group),
                          self->is_new && self->needs_passphrase);
  adw_preferences_group_set_description (
      self->person_group,
      self->is_new ? _ ("Colleagues see this name beside what you write.")
                   : _ ("Colleagues see this name beside what you write. Everything that was "
                        "written in this workspace until now is sent under your account."));
  person_changed_cb (self);
}

static void
go_on_cb (GaungConnectView *self)
{
  if (self->probe == NULL)
    return;
  fill_person (self);
  adw_navigation_view_push_by_tag (self->navigation, "person");
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
}

static void
finish (GaungConnectView *self, gboolean is_done, guint n_queued, const GError *error)
{
  g_clear_pointer ((char **) &self->connection.actor_name, g_free);
  forget_secret (self);
  if (is_done)
    {
      g_signal_emit (self, signals[DONE], 0, n_queued);
      return;
    }
  if (self->navigation == NULL)
    return;
  adw_navigation_view_pop (self->navigation);
  if (g_error_matches (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_NO_SERVICE)
      && !self->needs_passphrase)
    {
      gaung_connect_view_set_needs_passphrase (self, TRUE);
      fill_person (self);
      return;
    }
  if (error->domain == GAUNG_ACCOUNT_ERROR)
    {
      g_autofree char *text = gaung_sync_error_to_user_text (error);
      AdwDialog *dialog = adw_alert_dialog_new (_ ("This Did Not Work"), text);

      adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
      adw_dialog_present (dialog, GTK_WIDGET (self));
      return;
    }
  gaung_show_error (GTK_WIDGET (self), error);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungConnectView) self = data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = gaung_session_create_finish (GAUNG_SESSION (source), result, &error);

  finish (self, is_done, 0, error);
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungConnectView) self = data;
  g_autoptr (GError) error = NULL;
  guint n_queued = 0;
  gboolean is_done
      = gaung_session_connect_finish (GAUNG_SESSION (source), result, &n_queued, &error);

  finish (self, is_done, n_queued, error);
}

static void
connect_cb (GaungConnectView *self)
{
  guint selected = adw_combo_row_get_selected (self->agency_row);
  const GaungNewWorkspace wanted = {
    .kind = GAUNG_WORKSPACE_SERVER,
    .passphrase = self->needs_passphrase
                      ? gaung_passphrase_group_get_passphrase (self->passphrase_group)
                      : NULL,
    .connection = &self->connection,
  };

  if (!gtk_widget_get_sensitive (self->connect_button))
    return;
  forget_secret (self);
  self->secret = get_secret (self);
  self->connection = (GaungConnection) {
    .account = self->account,
    .probe = self->probe,
    .secret = self->secret,
    .is_token = is_token (self),
    .actor_name = get_text (self->name_row),
    .agency = selected < self->codes->len ? g_ptr_array_index (self->codes, selected) : NULL,
  };
  adw_navigation_view_push_by_tag (self->navigation, "progress");
  if (self->is_new)
    gaung_session_create_async (
        self->session, &wanted, NULL, NULL, NULL, created_cb, g_object_ref (self));
  else
    gaung_session_connect_async (
        self->session, &self->connection, NULL, connected_cb, g_object_ref (self));
}

static void
gaung_connect_view_dispose (GObject *object)
{
  GaungConnectView *self = GAUNG_CONNECT_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  /* A bound child that is also the bin's own must go before the template takes it away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_CONNECT_VIEW);

  G_OBJECT_CLASS (gaung_connect_view_parent_class)->dispose (object);
}

static void
gaung_connect_view_finalize (GObject *object)
{
  GaungConnectView *self = GAUNG_CONNECT_VIEW (object);

  forget_secret (self);
  g_clear_object (&self->account);
  g_clear_pointer (&self->probe, gaung_probe_free);
  g_clear_pointer (&self->codes, g_ptr_array_unref);

  G_OBJECT_CLASS (gaung_connect_view_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/app/gaung-connect-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungConnectView, navigation);
  gtk_widget_class_bind_template_child (widget_class, GaungConnectView, form_group);
  gtk_widget_class_bind_template_child (widget_class, GaungConnectView, address_row);
  gtk_widget_class_bind_template_child (widget_class, GaungConnectView, account_row);
  gtk_widget_class_bind_template_child (widget_class, GaungConnectView, secret_row);
  gtk_widget_class_bind_template_child (widget_class, GaungConnectView, options);
  gtk_widget_class_bind_template_child (widget_class, GaungConnectView, form_error);
  gtk_widget_class_bind_template_child (widget_class, GaungConnectView, try_button);
  gtk_widget_class_bind_template_child (widget_class, GaungConnectView, probe_list);
  gtk_widget_class_bind_template_child (widget_class, GaungConnectView, go_on_button);
  gtk_widget_class_bind_template_child (widget_class, GaungConnectView, again_button);
  gtk_widget_class_bind_template_child (widget_class, GaungConnectView, person_group);
  gtk_widget_class_bind_template_child (widget_class, GaungConnectView, name_row);
  gtk_widget_class_bind_template_child (widget_class, GaungConnectView, agency_row);
  gtk_widget_class_bind_template_child (widget_class, GaungConnectView, passphrase_group);
  gtk_widget_class_bind_template_child (widget_class, GaungConnectView, connect_button);
  gtk_widget_class_bind_template_child (widget_class, GaungConnectView, progress_page);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, options_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, connect_cb);
}

static void
gaung_connect_view_class_init (GaungConnectViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gaung_connect_view_dispose;
  object_class->finalize = gaung_connect_view_finalize;

  signals[DONE] = g_signal_new ("done",
                                GAUNG_TYPE_CONNECT_VIEW,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                1,
                                G_TYPE_UINT);

  g_type_ensure (GAUNG_TYPE_CONNECT_OPTIONS);
  g_type_ensure (GAUNG_TYPE_PROBE_LIST);
  g_type_ensure (GAUNG_TYPE_PASSPHRASE_GROUP);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
gaung_connect_view_init (GaungConnectView *self)
{
  g_autoptr (AdwSpinnerPaintable) spinner = NULL;

  self->codes = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  spinner = adw_spinner_paintable_new (GTK_WIDGET (self->progress_page));
  adw_status_page_set_paintable (self->progress_page, GDK_PAINTABLE (spinner));
  g_signal_connect_object (
      self->navigation, "popped", G_CALLBACK (popped_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
gaung_connect_view_new (GaungSession *session, gboolean is_new)
{
  GaungConnectView *self;

  g_return_val_if_fail (GAUNG_IS_SESSION (session), NULL);

  self = g_object_new (GAUNG_TYPE_CONNECT_VIEW, NULL);
  self->session = g_object_ref (session);
  self->is_new = is_new;
  adw_preferences_group_set_description (self->form_group,
                                         _ ("Your IT staff gives you the address and an account. "
                                            "The password is kept in the keyring of "
                                            "this computer, where there is one."));

  return GTK_WIDGET (self);
}

void
gaung_connect_view_set_needs_passphrase (GaungConnectView *self, gboolean needs_passphrase)
{
  g_return_if_fail (GAUNG_IS_CONNECT_VIEW (self));

  self->needs_passphrase = needs_passphrase;
}

void
gaung_connect_view_fill (GaungConnectView *self,
                         const char *address,
                         const char *account,
                         const char *secret)
{
  g_return_if_fail (GAUNG_IS_CONNECT_VIEW (self));

  gtk_editable_set_text (GTK_EDITABLE (self->address_row), address);
  gtk_editable_set_text (GTK_EDITABLE (self->account_row), account);
  gtk_editable_set_text (GTK_EDITABLE (self->secret_row), secret);
}
