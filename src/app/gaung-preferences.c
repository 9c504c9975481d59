/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person can choose, and, for those who may, what the agency chooses. The pages with records
 * are made when they are first looked at. */

#include "config.h"

#include "gaung-preferences.h"

#include <glib/gi18n.h>

#include "gaung-agencies-page.h"
#include "gaung-deadlines-page.h"
#include "gaung-lock.h"
#include "gaung-pin-dialog.h"
#include "gaung-server-page.h"
#include "gaung-sync-words.h"
#include "gaung-toast.h"

struct _GaungPreferences
{
  AdwPreferencesDialog parent_instance;

  AdwEntryRow *name_row;
  AdwComboRow *agency_row;
  AdwComboRow *appearance_row;
  AdwActionRow *server_row;
  AdwSpinRow *undo_row;
  AdwActionRow *pin_row;
  GtkButton *pin_button;
  GtkWidget *pin_remove_button;
  AdwSpinRow *lock_row;
  AdwSwitchRow *due_row;
  AdwSwitchRow *working_days_row;
  AdwSpinRow *from_row;
  AdwSpinRow *until_row;

  GaungContext *context;
  GaungLock *lock;
  GPtrArray *agency_codes; /* (element-type utf8), as in the model of agency_row */
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (GaungPreferences, gaung_preferences, ADW_TYPE_PREFERENCES_DIALOG)

static const GaungPreferenceHint hints[] = {
  { N_ ("Your name and agency"), "general" },
  { N_ ("Light or dark"), "general" },
  { N_ ("Time to undo"), "general" },
  { N_ ("PIN and screen lock"), "security" },
  { N_ ("Notifications and quiet hours"), "notifications" },
  { N_ ("City server: account, test, sign out"), "server" },
  { N_ ("Metered networks and saving power"), "server" },
  { N_ ("Deadlines and where they come from"), "deadlines" },
  { N_ ("Calendars: holidays and joint leave"), "deadlines" },
  { N_ ("Agencies and their menus"), "agencies" },
  { NULL },
};

static gboolean
collect_agency_cb (GaungRecord *agency, gpointer data)
{
  GaungPreferences *self = data;
  GtkStringList *names = GTK_STRING_LIST (adw_combo_row_get_model (self->agency_row));
  const char *code = gaung_record_get_string (agency, "code");

  g_ptr_array_add (self->agency_codes, g_strdup (code));
  gtk_string_list_append (names, gaung_record_get_title (agency));

  return TRUE;
}

static void
fill_actor (GaungPreferences *self)
{
  GaungStore *store = gaung_context_get_store (self->context);
  const GaungActor *actor = gaung_context_get_actor (self->context);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GaungQuery) query = gaung_query_new ("agency");
  guint position;

  self->is_filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), actor && actor->name ? actor->name : "");
  adw_combo_row_set_model (self->agency_row, G_LIST_MODEL (names));
  gaung_store_foreach (store, query, collect_agency_cb, self, NULL, NULL);
  if (actor != NULL && actor->agency != NULL
      && g_ptr_array_find_with_equal_func (
          self->agency_codes, actor->agency, g_str_equal, &position))
    adw_combo_row_set_selected (self->agency_row, position);
  self->is_filling = FALSE;
}

/* Roles of agencies follow the agency; all others stay. */
static GStrv
make_roles (const GaungActor *actor, const char *agency)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; actor->roles != NULL && actor->roles[i] != NULL; i++)
    if (!g_str_has_prefix (actor->roles[i], "agency-"))
      g_strv_builder_add (builder, actor->roles[i]);
  g_strv_builder_take (builder, g_strconcat ("agency-", agency, NULL));

  return g_strv_builder_end (builder);
}

static void
actor_changed_cb (GaungPreferences *self)
{
  const GaungActor *actor = gaung_context_get_actor (self->context);
  guint selected = adw_combo_row_get_selected (self->agency_row);
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name_row));
  const char *agency = actor ? actor->agency : NULL;
  g_auto (GStrv) roles = NULL;
  g_autoptr (GaungActor) changed = NULL;
  g_autoptr (GError) error = NULL;

  if (self->is_filling || actor == NULL || *name == '\0')
    return;
  if (selected < self->agency_codes->len)
    agency = g_ptr_array_index (self->agency_codes, selected);
  roles = make_roles (actor, agency);
  changed = gaung_actor_new (actor->id, name, agency, (const char *const *) roles);
  if (!gaung_store_set_actor (gaung_context_get_store (self->context), changed, &error))
    gaung_show_error (GTK_WIDGET (self), error);
}

static void
appearance_changed_cb (GaungPreferences *self)
{
  GSettings *settings = self->context ? gaung_context_get_settings (self->context) : NULL;

  if (settings != NULL && !self->is_filling)
    g_settings_set_enum (settings, "appearance", adw_combo_row_get_selected (self->appearance_row));
}

static void
show_pin (GaungPreferences *self)
{
  gboolean has_pin = gaung_lock_has_pin (self->lock);
  const char *subtitle;

  if (has_pin)
    subtitle = _ ("Set");
  else if (gaung_lock_get_method (self->lock) == GAUNG_LOCK_PASSPHRASE)
    subtitle = _ ("Not set: the passphrase of the workspace unlocks the screen.");
  else
    subtitle = _ ("Not set: the screen cannot be locked.");
  adw_action_row_set_subtitle (self->pin_row, subtitle);
  gtk_button_set_use_underline (self->pin_button, TRUE);
  gtk_button_set_label (self->pin_button, has_pin ? _ ("_Change") : _ ("_Set a PIN"));
  gtk_widget_set_visible (self->pin_remove_button, has_pin);
}

static void
ask_pin (GaungPreferences *self, gboolean is_removing)
{
  AdwDialog *dialog = gaung_pin_dialog_new (self->lock, is_removing);

  g_signal_connect_object (dialog, "changed", G_CALLBACK (show_pin), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
pin_clicked_cb (GaungPreferences *self)
{
  ask_pin (self, FALSE);
}

static void
pin_removed_cb (GaungPreferences *self)
{
  ask_pin (self, TRUE);
}

/* A page of its own: one tab more would not fit beside the others in a narrow window. */
static void
server_activated_cb (GaungPreferences *self)
{
  GtkWidget *view = adw_toolbar_view_new ();
  AdwNavigationPage *page;

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), gaung_server_page_new (self->context));
  page = adw_navigation_page_new (view, _ ("City Server"));
  adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (self), page);
}

static void
show_server (GaungPreferences *self)
{
  GaungSyncStatus *status = gaung_context_get_status (self->context);
  g_autofree char *state = NULL;

  if (gaung_context_has_server (self->context))
    state = gaung_sync_words_get_title (status);
  adw_action_row_set_subtitle (self->server_row, state != NULL ? state : _ ("Not connected"));
}

static gboolean
time_output_cb (GaungPreferences *self, AdwSpinRow *row)
{
  guint minutes = (guint) adw_spin_row_get_value (row);
  g_autofree char *text = g_strdup_printf ("%02u.%02u", minutes / 60, minutes % 60);

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (row)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (row), text);

  return TRUE;
}

/* "7.30", "07:30" or "7". */
static int
time_input_cb (GaungPreferences *self, double *value, AdwSpinRow *row)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));
  char *end;
  guint64 hours = g_ascii_strtoull (text, &end, 10);
  guint64 minutes = 0;

  if (end == text)
    return GTK_INPUT_ERROR;
  if (*end == '.' || *end == ':')
    minutes = g_ascii_strtoull (end + 1, &end, 10);
  if (*end != '\0' || hours > 24 || minutes > 59)
    return GTK_INPUT_ERROR;
  *value = hours * 60 + minutes;

  return TRUE;
}

static void
bind_settings (GaungPreferences *self)
{
  GSettings *settings = gaung_context_get_settings (self->context);
  const struct
  {
    const char *key;
    gpointer row;
    const char *property;
  } bindings[] = {
    { "undo-seconds", self->undo_row, "value" },
    { "lock-minutes", self->lock_row, "value" },
    { "notify-due", self->due_row, "active" },
    { "notify-working-days-only", self->working_days_row, "active" },
    { "notify-from", self->from_row, "value" },
    { "notify-until", self->until_row, "value" },
  };

  if (settings == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    g_settings_bind (
        settings, bindings[i].key, bindings[i].row, bindings[i].property, G_SETTINGS_BIND_DEFAULT);
  self->is_filling = TRUE;
  adw_combo_row_set_selected (self->appearance_row, g_settings_get_enum (settings, "appearance"));
  self->is_filling = FALSE;
}

static void
gaung_preferences_dispose (GObject *object)
{
  GaungPreferences *self = GAUNG_PREFERENCES (object);

  g_clear_object (&self->context);
  g_clear_object (&self->lock);
  g_clear_pointer (&self->agency_codes, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_PREFERENCES);

  G_OBJECT_CLASS (gaung_preferences_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/app/gaung-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungPreferences, name_row);
  gtk_widget_class_bind_template_child (widget_class, GaungPreferences, agency_row);
  gtk_widget_class_bind_template_child (widget_class, GaungPreferences, appearance_row);
  gtk_widget_class_bind_template_child (widget_class, GaungPreferences, server_row);
  gtk_widget_class_bind_template_child (widget_class, GaungPreferences, undo_row);
  gtk_widget_class_bind_template_child (widget_class, GaungPreferences, pin_row);
  gtk_widget_class_bind_template_child (widget_class, GaungPreferences, pin_button);
  gtk_widget_class_bind_template_child (widget_class, GaungPreferences, pin_remove_button);
  gtk_widget_class_bind_template_child (widget_class, GaungPreferences, lock_row);
  gtk_widget_class_bind_template_child (widget_class, GaungPreferences, due_row);
  gtk_widget_class_bind_template_child (widget_class, GaungPreferences, working_days_row);
  gtk_widget_class_bind_template_child (widget_class, GaungPreferences, from_row);
  gtk_widget_class_bind_template_child (widget_class, GaungPreferences, until_row);
  gtk_widget_class_bind_template_callback (widget_class, actor_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, appearance_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, pin_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, pin_removed_cb);
  gtk_widget_class_bind_template_callback (widget_class, server_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, time_output_cb);
  gtk_widget_class_bind_template_callback (widget_class, time_input_cb);
}

static void
gaung_preferences_class_init (GaungPreferencesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gaung_preferences_dispose;
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
gaung_preferences_init (GaungPreferences *self)
{
  self->agency_codes = g_ptr_array_new_with_free_func (g_free);
  /* Until the context is there, nothing that is set is a choice. */
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
gaung_preferences_new (GaungContext *context)
{
  GaungPreferences *self;
  const GaungActor *actor;

  g_return_val_if_fail (GAUNG_IS_CONTEXT (context), NULL);

  self = g_object_new (GAUNG_TYPE_PREFERENCES, NULL);
  self->context = g_object_ref (context);
  self->lock = gaung_lock_new (context);
  fill_actor (self);
  bind_settings (self);
  show_pin (self);
  show_server (self);

  actor = gaung_context_get_actor (context);
  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (self),
                              ADW_PREFERENCES_PAGE (gaung_deadlines_page_new (context)));
  if (actor != NULL && gaung_actor_has_role (actor, "admin"))
    adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (self),
                                ADW_PREFERENCES_PAGE (gaung_agencies_page_new (context)));

  return ADW_DIALOG (self);
}

void
gaung_preferences_show_page (GaungPreferences *self, const char *name)
{
  g_return_if_fail (GAUNG_IS_PREFERENCES (self));

  if (g_strcmp0 (name, "server") == 0)
    server_activated_cb (self);
  else if (name != NULL && *name != '\0')
    adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (self), name);
}

const GaungPreferenceHint *
gaung_preferences_get_hints (void)
{
  return hints;
}
