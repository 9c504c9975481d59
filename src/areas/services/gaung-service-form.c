/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungServiceForm: a whole service to be written. */

#include "config.h"

#include "gaung-service-form.h"

#include <glib/gi18n.h>

#include "gaung-agency-names.h"
#include "gaung-json.h"
#include "gaung-standard.h"

struct _GaungServiceForm
{
  AdwBin parent_instance;

  GaungContext *context;
  JsonObject *document;
  GtkBox *box;
  GtkListBox *rows;     /* of the section that is being made */
  GPtrArray *fields;    /* of GaungEditField */
  GPtrArray *lists;     /* of GaungEditList */
  GHashTable *confirms; /* nick → GtkCheckButton */
};

G_DEFINE_FINAL_TYPE (GaungServiceForm, gaung_service_form, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const about[] = { "name",       "agency",   "state",     "summary", "audience",
                                     "life_event", "keywords", "languages", NULL };
static const char *const where[] = { "channels", NULL };
static const char *const now[]
    = { "alert", "alert_until", "closed_from", "closed_until", "closed_reason", NULL };
static const char *const papers[] = { "decree_number", "decree_year", "sippn_id", "sources", NULL };

static const struct
{
  const char *component;
  const char *members[4]; /* what stands with it besides the component's own */
} companions[] = {
  { "time", { "time_unit" } },
};

static const GaungField *
find_field (const char *member)
{
  return gaung_edit_find_field (gaung_record_type_find ("service")->fields, member);
}

static void
changed (GaungServiceForm *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
field_changed_cb (GaungServiceForm *self, GaungEditField *from)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (g_ptr_array_index (self->fields, i) != (gpointer) from)
      gaung_edit_field_review (g_ptr_array_index (self->fields, i));
  changed (self);
}

/* ---- Which agency ---- */

static gboolean
may_write_all (GaungServiceForm *self)
{
  const GaungActor *actor = gaung_context_get_actor (self->context);

  return !gaung_context_has_server (self->context) || gaung_actor_has_role (actor, "coordinator")
         || gaung_actor_has_role (actor, "admin");
}

static gboolean
add_agency_cb (GaungRecord *agency, gpointer data)
{
  g_ptr_array_add (data, g_strdup (gaung_record_get_string (agency, "code")));
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b, gpointer store)
{
  return g_utf8_collate (gaung_agency_names_get_full (store, *(const char *const *) a),
                         gaung_agency_names_get_full (store, *(const char *const *) b));
}

static void
add_code (GPtrArray *codes, const char *code)
{
  if (code != NULL && !g_ptr_array_find_with_equal_func (codes, code, g_str_equal, NULL))
    g_ptr_array_add (codes, g_strdup (code));
}

/* A clerk writes for the own agency only. */
static GtkWidget *
create_agency_field (GaungServiceForm *self, const GaungField *field)
{
  GaungStore *store = gaung_context_get_store (self->context);
  const GaungActor *actor = gaung_context_get_actor (self->context);
  g_autoptr (GaungQuery) query = gaung_query_new ("agency");
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  if (may_write_all (self))
    gaung_store_foreach (store, query, add_agency_cb, codes, NULL, NULL);
  add_code (codes, actor->agency);
  add_code (codes, gaung_json_get_string (self->document, "agency", NULL));
  g_ptr_array_sort_with_data (codes, compare_names, store);
  for (guint i = 0; i < codes->len; i++)
    g_ptr_array_add (labels,
                     (gpointer) gaung_agency_names_get_full (store, g_ptr_array_index (codes, i)));
  g_ptr_array_add (codes, NULL);
  g_ptr_array_add (labels, NULL);
  return gaung_edit_field_new_choice (field,
                                      self->document,
                                      (const char *const *) codes->pdata,
                                      (const char *const *) labels->pdata);
}

/* ---- What is confirmed ---- */

static gboolean
is_confirmed (GaungServiceForm *self, const char *component)
{
  JsonArray *array = gaung_json_get_array (self->document, "unverified");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (g_str_equal (json_array_get_string_element (array, i), component))
      return FALSE;
  return TRUE;
}

static void
set_confirmed (GaungServiceForm *self, const char *component, gboolean confirmed)
{
  JsonArray *array = gaung_json_get_array (self->document, "unverified");
  g_autoptr (JsonArray) others = json_array_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (!g_str_equal (json_array_get_string_element (array, i), component))
      json_array_add_string_element (others, json_array_get_string_element (array, i));
  if (!confirmed)
    json_array_add_string_element (others, component);
  if (json_array_get_length (others) > 0)
    json_object_set_array_member (self->document, "unverified", g_steal_pointer (&others));
  else
    json_object_remove_member (self->document, "unverified");
  changed (self);
}

static void
confirm_toggled_cb (GtkCheckButton *button, GaungServiceForm *self)
{
  set_confirmed (self,
                 g_object_get_data (G_OBJECT (button), "gaung-component"),
                 gtk_check_button_get_active (button));
}

static GtkWidget *
create_confirm (GaungServiceForm *self, const GaungStandardComponent *component)
{
  GtkWidget *button = gtk_check_button_new_with_label (_ ("Confirmed"));
  g_autofree char *name = NULL;

  /* Translators: of a component of the service standard, e.g. "Confirmed: Legal basis" */
  name = g_strdup_printf (_ ("Confirmed: %s"), gaung_standard_get_label (component));
  gtk_widget_set_tooltip_text (button, _ ("Somebody of the agency has said that it is so"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), is_confirmed (self, component->nick));
  g_object_set_data (G_OBJECT (button), "gaung-component", (gpointer) component->nick);
  g_signal_connect_object (
      button, "toggled", G_CALLBACK (confirm_toggled_cb), self, G_CONNECT_DEFAULT);
  g_hash_table_insert (self->confirms, (gpointer) component->nick, button);
  return button;
}

/* ---- Sections ---- */

static GtkWidget *
create_heading (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, style);
  return label;
}

static void
begin_section (GaungServiceForm *self, const char *title, GtkWidget *suffix)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_set_margin_top (line, 10);
  gtk_box_append (GTK_BOX (line), create_heading (title, "heading"));
  if (suffix != NULL)
    gtk_box_append (GTK_BOX (line), suffix);
  gtk_box_append (self->box, line);
  self->rows = NULL;
}

static void
append_field (GaungServiceForm *self, GtkWidget *field)
{
  if (self->rows == NULL)
    {
      self->rows = GTK_LIST_BOX (gtk_list_box_new ());
      gtk_list_box_set_selection_mode (self->rows, GTK_SELECTION_NONE);
      gtk_widget_add_css_class (GTK_WIDGET (self->rows), "boxed-list");
      gtk_box_append (self->box, GTK_WIDGET (self->rows));
    }
  gtk_list_box_append (self->rows, field);
  g_ptr_array_add (self->fields, field);
  g_signal_connect_object (
      field, "changed", G_CALLBACK (field_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
append_list (GaungServiceForm *self, const GaungField *field)
{
  GtkWidget *list = gaung_edit_list_new (field, self->document);

  gtk_box_append (self->box, list);
  g_ptr_array_add (self->lists, list);
  g_signal_connect_object (list, "changed", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  self->rows = NULL;
}

static void
append_member (GaungServiceForm *self, const char *member)
{
  const GaungField *field = find_field (member);

  if (field->kind == GAUNG_FIELD_RECORDS)
    append_list (self, field);
  else if (g_str_equal (member, "agency"))
    append_field (self, create_agency_field (self, field));
  else
    append_field (self, gaung_edit_field_new (field, self->document));
}

static void
append_members (GaungServiceForm *self, const char *const *members)
{
  for (guint i = 0; members[i] != NULL; i++)
    append_member (self, members[i]);
}

static void
append_component (GaungServiceForm *self, const GaungStandardComponent *component)
{
  begin_section (self, gaung_standard_get_label (component), create_confirm (self, component));
  append_members (self, component->members);
  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    if (g_str_equal (companions[i].component, component->nick))
      append_members (self, companions[i].members);
}

static void
append_group (GaungServiceForm *self, GaungStandardGroup group)
{
  GtkWidget *heading = create_heading (gaung_standard_group_get_label (group), "title-3");

  gtk_widget_set_margin_top (heading, 22);
  gtk_box_append (self->box, heading);
  for (const GaungStandardComponent *component = gaung_standard_components; component->nick != NULL;
       component++)
    if (component->group == group)
      append_component (self, component);
}

static void
clear (GaungServiceForm *self)
{
  g_ptr_array_set_size (self->fields, 0);
  g_ptr_array_set_size (self->lists, 0);
  g_hash_table_remove_all (self->confirms);
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 8));
  self->rows = NULL;
}

static void
gaung_service_form_dispose (GObject *object)
{
  GaungServiceForm *self = GAUNG_SERVICE_FORM (object);

  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->lists, g_ptr_array_unref);
  g_clear_pointer (&self->confirms, g_hash_table_unref);
  g_clear_pointer (&self->document, json_object_unref);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (gaung_service_form_parent_class)->dispose (object);
}

static void
gaung_service_form_class_init (GaungServiceFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gaung_service_form_dispose;
  signals[CHANGED] = g_signal_new (
      "changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gaung_service_form_init (GaungServiceForm *self)
{
  self->fields = g_ptr_array_new ();
  self->lists = g_ptr_array_new ();
  self->confirms = g_hash_table_new (g_str_hash, g_str_equal);
}

void
gaung_service_form_set_context (GaungServiceForm *self, GaungContext *context)
{
  g_return_if_fail (GAUNG_IS_SERVICE_FORM (self));
  g_set_object (&self->context, context);
}

void
gaung_service_form_load (GaungServiceForm *self, JsonObject *document)
{
  g_return_if_fail (GAUNG_IS_SERVICE_FORM (self));
  g_return_if_fail (self->context != NULL);

  json_object_ref (document);
  g_clear_pointer (&self->document, json_object_unref);
  self->document = document;
  clear (self);
  begin_section (self, _ ("The Service"), NULL);
  append_members (self, about);
  begin_section (self, _ ("Where"), NULL);
  append_members (self, where);
  append_group (self, GAUNG_STANDARD_DELIVERY);
  append_group (self, GAUNG_STANDARD_MANAGEMENT);
  begin_section (self, _ ("Decree and Sources"), NULL);
  append_members (self, papers);
  begin_section (self, _ ("For the Time Being"), NULL);
  append_members (self, now);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

JsonObject *
gaung_service_form_get_document (GaungServiceForm *self)
{
  g_return_val_if_fail (GAUNG_IS_SERVICE_FORM (self), NULL);
  return self->document;
}

gboolean
gaung_service_form_check (GaungServiceForm *self)
{
  GaungEditPlace place;
  GaungEditField *field;

  g_return_val_if_fail (GAUNG_IS_SERVICE_FORM (self), FALSE);

  for (guint i = 0; i < self->fields->len; i++)
    gaung_edit_field_insist (g_ptr_array_index (self->fields, i));
  if (!gaung_edit_find_first_problem (
          gaung_record_type_find ("service")->fields, self->document, &place))
    return TRUE;
  if (place.inner == NULL)
    field = gaung_service_form_find_field (self, place.field->member);
  else
    {
      GaungEditList *list = gaung_service_form_find_list (self, place.field->member);

      field
          = list != NULL ? gaung_edit_list_open (list, place.position, place.inner->member) : NULL;
    }
  if (field != NULL)
    {
      gaung_edit_field_insist (field);
      gtk_widget_grab_focus (GTK_WIDGET (field));
    }
  return FALSE;
}

GaungEditField *
gaung_service_form_find_field (GaungServiceForm *self, const char *member)
{
  g_return_val_if_fail (GAUNG_IS_SERVICE_FORM (self), NULL);

  for (guint i = 0; i < self->fields->len; i++)
    if (g_str_equal (gaung_edit_field_get_field (g_ptr_array_index (self->fields, i))->member,
                     member))
      return g_ptr_array_index (self->fields, i);
  return NULL;
}

GaungEditList *
gaung_service_form_find_list (GaungServiceForm *self, const char *member)
{
  g_return_val_if_fail (GAUNG_IS_SERVICE_FORM (self), NULL);

  for (guint i = 0; i < self->lists->len; i++)
    if (g_str_equal (gaung_edit_list_get_field (g_ptr_array_index (self->lists, i))->member,
                     member))
      return g_ptr_array_index (self->lists, i);
  return NULL;
}

void
gaung_service_form_set_confirmed (GaungServiceForm *self,
                                  const char *component,
                                  gboolean is_confirmed)
{
  GtkCheckButton *button;

  g_return_if_fail (GAUNG_IS_SERVICE_FORM (self));
  button = g_hash_table_lookup (self->confirms, component);
  g_return_if_fail (button != NULL);
  gtk_check_button_set_active (button, is_confirmed);
}
