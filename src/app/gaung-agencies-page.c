/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Menus per agency. An area that is switched off is written to the agency's `areas_hidden`, so an
 * area that a later version brings is seen at once by all. */

#include "config.h"

#include "gaung-agencies-page.h"

#include <glib/gi18n.h>

#include "gaung-area-table.h"
#include "gaung-toast.h"
#include "gaung-workspace-maker.h"

struct _GaungAgenciesPage
{
  AdwPreferencesPage parent_instance;

  AdwPreferencesGroup *group;

  GaungContext *context;
};

G_DEFINE_FINAL_TYPE (GaungAgenciesPage, gaung_agencies_page, ADW_TYPE_PREFERENCES_PAGE)

static GStrv
set_member (const char *const *list, const char *item, gboolean is_member)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; list[i] != NULL; i++)
    if (g_strcmp0 (list[i], item) != 0)
      g_strv_builder_add (builder, list[i]);
  if (is_member)
    g_strv_builder_add (builder, item);

  return g_strv_builder_end (builder);
}

/* Both lists are kept true: an agency that names its areas names this one, too. */
static gboolean
set_shown (GaungRecord *agency, const char *area_id, gboolean is_shown, GError **error)
{
  g_auto (GStrv) areas = gaung_record_get_strings (agency, "areas");
  g_auto (GStrv) hidden = gaung_record_get_strings (agency, "areas_hidden");
  g_auto (GStrv) new_hidden = set_member ((const char *const *) hidden, area_id, !is_shown);
  g_auto (GStrv) new_areas
      = areas[0] ? set_member ((const char *const *) areas, area_id, is_shown) : NULL;

  return gaung_record_set_strings (agency, "areas_hidden", (const char *const *) new_hidden, error)
         && (new_areas == NULL
             || gaung_record_set_strings (agency, "areas", (const char *const *) new_areas, error));
}

static gboolean
write_changed (GaungAgenciesPage *self, GaungRecord *agency, GError **error)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autofree char *expected = g_strdup (gaung_record_get_change (agency));

  gaung_record_touch (
      agency, gaung_context_get_actor (self->context), gaung_context_get_now (self->context));
  gaung_batch_put (batch, agency, expected);

  return gaung_store_write (gaung_context_get_store (self->context), batch, error);
}

static void
active_cb (AdwSwitchRow *row, GParamSpec *pspec, GaungAgenciesPage *self)
{
  GaungStore *store = gaung_context_get_store (self->context);
  const char *agency_id = g_object_get_data (G_OBJECT (row), "agency");
  const GaungArea *area = g_object_get_data (G_OBJECT (row), "area");
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungRecord) agency = gaung_store_get (store, agency_id, &error);

  if (agency != NULL && set_shown (agency, area->id, adw_switch_row_get_active (row), &error))
    write_changed (self, agency, &error);
  if (error)
    gaung_show_error (GTK_WIDGET (self), error);
}

static void
show_names (AdwExpanderRow *expander, GaungRecord *agency)
{
  const char *short_name = gaung_record_get_string (agency, "short_name");
  const char *title = gaung_record_get_title (agency);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), title);
  /* Its title names only the row within it. */
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (expander), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_expander_row_set_subtitle (expander, short_name ? short_name : "");
}

/* An empty name is no name: the old one comes back. */
static void
name_applied_cb (AdwEntryRow *row, GaungAgenciesPage *self)
{
  GtkWidget *expander = gtk_widget_get_ancestor (GTK_WIDGET (row), ADW_TYPE_EXPANDER_ROW);
  const char *id = g_object_get_data (G_OBJECT (expander), "agency");
  const char *field = g_object_get_data (G_OBJECT (row), "field");
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungRecord) agency
      = gaung_store_get (gaung_context_get_store (self->context), id, &error);

  if (agency != NULL && *name != '\0' && gaung_record_set_string (agency, field, name, &error)
      && write_changed (self, agency, &error))
    show_names (ADW_EXPANDER_ROW (expander), agency);
  if (agency != NULL)
    {
      const char *stored = gaung_record_get_string (agency, field);

      gtk_editable_set_text (GTK_EDITABLE (row), stored ? stored : "");
    }
  if (error)
    gaung_show_error (GTK_WIDGET (self), error);
}

static void
add_name (GaungAgenciesPage *self,
          AdwExpanderRow *expander,
          GaungRecord *agency,
          const char *field,
          const char *title)
{
  GtkWidget *row = adw_entry_row_new ();
  const char *name = gaung_record_get_string (agency, field);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), name ? name : "");
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "field", (gpointer) field);
  g_signal_connect_object (row, "apply", G_CALLBACK (name_applied_cb), self, G_CONNECT_DEFAULT);
  adw_expander_row_add_row (expander, row);
}

static void
fill_agency (GaungAgenciesPage *self, AdwExpanderRow *expander, GaungRecord *agency)
{
  add_name (self, expander, agency, "name", _ ("Full name"));
  add_name (self, expander, agency, "short_name", _ ("Short name"));
  for (const GaungArea *area = gaung_areas () + 1; area->id != NULL; area++)
    {
      GtkWidget *row = adw_switch_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), gaung_area_get_title (area));
      adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name (area->icon_name));
      adw_switch_row_set_active (ADW_SWITCH_ROW (row), gaung_area_is_shown (area, agency, NULL));
      g_object_set_data_full (
          G_OBJECT (row), "agency", g_strdup (gaung_record_get_id (agency)), g_free);
      g_object_set_data (G_OBJECT (row), "area", (gpointer) area);
      g_signal_connect_object (
          row, "notify::active", G_CALLBACK (active_cb), self, G_CONNECT_DEFAULT);
      adw_expander_row_add_row (expander, row);
    }
}

static void
expanded_cb (AdwExpanderRow *expander, GParamSpec *pspec, GaungAgenciesPage *self)
{
  const char *id = g_object_get_data (G_OBJECT (expander), "agency");
  g_autoptr (GaungRecord) agency = NULL;

  if (!adw_expander_row_get_expanded (expander)
      || g_object_get_data (G_OBJECT (expander), "is-filled"))
    return;
  agency = gaung_store_get (gaung_context_get_store (self->context), id, NULL);
  if (agency == NULL)
    return;
  g_object_set_data (G_OBJECT (expander), "is-filled", GINT_TO_POINTER (TRUE));
  fill_agency (self, expander, agency);
}

static gboolean
add_agency_cb (GaungRecord *agency, gpointer data)
{
  GaungAgenciesPage *self = data;
  GtkWidget *expander = adw_expander_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (expander), FALSE);
  show_names (ADW_EXPANDER_ROW (expander), agency);
  g_object_set_data_full (
      G_OBJECT (expander), "agency", g_strdup (gaung_record_get_id (agency)), g_free);
  g_signal_connect_object (
      expander, "notify::expanded", G_CALLBACK (expanded_cb), self, G_CONNECT_DEFAULT);
  adw_preferences_group_add (self->group, expander);

  return TRUE;
}

/* FALSE with an error, also when there is such an agency. */
static gboolean
add_agency (GaungAgenciesPage *self, const char *name, const char *short_name, GError **error)
{
  GaungStore *store = gaung_context_get_store (self->context);
  g_autofree char *code = gaung_agency_code_from_name (short_name);
  g_autoptr (GaungRecord) existing = gaung_store_get_by_key (store, "agency", code);
  g_autoptr (GaungRecord) agency = NULL;
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);

  if (existing)
    {
      g_set_error_literal (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_EXISTS, "Such an agency");
      return FALSE;
    }
  agency = gaung_record_new (
      "agency", gaung_context_get_actor (self->context), gaung_context_get_now (self->context));
  if (!gaung_record_set_string (agency, "code", code, error)
      || !gaung_record_set_string (agency, "name", name, error)
      || !gaung_record_set_string (agency, "short_name", short_name, error)
      || !gaung_record_set_string (agency, "kind", "office", error))
    return FALSE;
  gaung_batch_put (batch, agency, NULL);
  if (!gaung_store_write (store, batch, error))
    return FALSE;
  add_agency_cb (agency, self);

  return TRUE;
}

static char *
get_entry_text (AdwAlertDialog *dialog, const char *key)
{
  GtkEditable *entry = g_object_get_data (G_OBJECT (dialog), key);

  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

static void
entry_changed_cb (AdwAlertDialog *dialog)
{
  g_autofree char *name = get_entry_text (dialog, "name");
  g_autofree char *short_name = get_entry_text (dialog, "short-name");
  g_autofree char *code = gaung_agency_code_from_name (short_name);

  adw_alert_dialog_set_response_enabled (dialog, "add", *name != '\0' && *code != '\0');
}

static void
add_response_cb (AdwAlertDialog *dialog, const char *response, GaungAgenciesPage *self)
{
  g_autofree char *name = get_entry_text (dialog, "name");
  g_autofree char *short_name = get_entry_text (dialog, "short-name");
  g_autoptr (GError) error = NULL;

  if (!add_agency (self, name, short_name, &error))
    gaung_show_error (GTK_WIDGET (self), error);
}

static void
add_entry (AdwDialog *dialog, GtkWidget *group, const char *key, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  g_object_set_data (G_OBJECT (dialog), key, row);
  g_signal_connect_object (
      row, "changed", G_CALLBACK (entry_changed_cb), dialog, G_CONNECT_SWAPPED);
}

static void
add_clicked_cb (GaungAgenciesPage *self)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Add an Agency"), NULL);
  GtkWidget *group = adw_preferences_group_new ();

  add_entry (dialog, group, "name", _ ("Full name"));
  add_entry (dialog, group, "short-name", _ ("Short name, such as Dishub"));
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), group);
  adw_alert_dialog_add_responses (
      ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "add", _ ("_Add"), NULL);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "add");
  adw_alert_dialog_set_response_appearance (
      ADW_ALERT_DIALOG (dialog), "add", ADW_RESPONSE_SUGGESTED);
  entry_changed_cb (ADW_ALERT_DIALOG (dialog));
  g_signal_connect_object (
      dialog, "response::add", G_CALLBACK (add_response_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
gaung_agencies_page_dispose (GObject *object)
{
  GaungAgenciesPage *self = GAUNG_AGENCIES_PAGE (object);

  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_AGENCIES_PAGE);

  G_OBJECT_CLASS (gaung_agencies_page_parent_class)->dispose (object);
}

static void
gaung_agencies_page_class_init (GaungAgenciesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_agencies_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/app/gaung-agencies-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungAgenciesPage, group);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
}

static void
gaung_agencies_page_init (GaungAgenciesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gaung_agencies_page_new (GaungContext *context)
{
  GaungAgenciesPage *self;
  g_autoptr (GaungQuery) query = gaung_query_new ("agency");

  g_return_val_if_fail (GAUNG_IS_CONTEXT (context), NULL);

  self = g_object_new (GAUNG_TYPE_AGENCIES_PAGE, NULL);
  self->context = g_object_ref (context);
  gaung_store_foreach (gaung_context_get_store (context), query, add_agency_cb, self, NULL, NULL);

  return GTK_WIDGET (self);
}
