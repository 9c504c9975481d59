/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The parts of a service's page. */

#include "config.h"

#include "gaung-service-parts.h"

#include <glib/gi18n.h>

#include "gaung-fold.h"
#include "gaung-json.h"
#include "gaung-service-flow.h"
#include "gaung-service-words.h"
#include "gaung-service.h"
#include "gaung-standard.h"

static GtkWidget *
create_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
create_line (const char *icon_name, const char *text, const char *style)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 2);
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  if (style != NULL)
    gtk_widget_add_css_class (icon, style);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), create_label (text, NULL));
  return line;
}

GtkWidget *
gaung_service_part_documents (GaungRecord *service)
{
  g_autoptr (GPtrArray) slots = gaung_service_get_slots (service);
  const char *eligibility = gaung_record_get_string (service, "eligibility");
  GtkWidget *box;

  if (slots->len == 0 && eligibility == NULL)
    return NULL;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  if (eligibility != NULL)
    gtk_box_append (GTK_BOX (box), create_label (eligibility, "dimmed"));
  for (guint i = 0; i < slots->len; i++)
    {
      const GaungServiceSlot *slot = g_ptr_array_index (slots, i);
      g_autofree char *text = gaung_service_slot_to_text (slot);

      gtk_box_append (
          GTK_BOX (box),
          create_line (slot->is_conditional ? "list-add-symbolic" : "object-select-symbolic",
                       text,
                       slot->is_conditional ? "dimmed" : "success"));
    }
  return box;
}

static AdwActionRow *
create_row (const char *title, const char *subtitle)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, subtitle != NULL ? subtitle : "");
  return row;
}

static GtkWidget *
create_list (void)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  return list;
}

GtkWidget *
gaung_service_part_flow (GaungRecord *service)
{
  JsonArray *steps = gaung_json_get_array (gaung_record_get_json (service), "steps");
  GtkWidget *flow;

  if (steps == NULL || json_array_get_length (steps) == 0)
    return NULL;
  flow = gaung_service_flow_new ();
  gaung_service_flow_set_service (GAUNG_SERVICE_FLOW (flow), service);
  return flow;
}

GtkWidget *
gaung_service_part_costs (GaungRecord *service)
{
  JsonArray *costs = gaung_json_get_array (gaung_record_get_json (service), "costs");
  const char *note = gaung_record_get_string (service, "cost_note");
  guint n = costs != NULL ? json_array_get_length (costs) : 0;
  GtkWidget *box;

  if (gaung_service_is_free (service) || (n == 0 && note == NULL))
    return NULL;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text
          = gaung_service_cost_option_to_text (gaung_json_get_element_object (costs, i));

      gtk_box_append (GTK_BOX (box), create_label (text, NULL));
    }
  if (note != NULL)
    gtk_box_append (GTK_BOX (box), create_label (note, "dimmed"));
  return box;
}

/* "Senin–Kamis 08.00–15.00 · buka sekarang" */
static char *
describe_hours (JsonObject *channel, GaungContext *context)
{
  const char *text = gaung_json_get_string (channel, "hours", NULL);
  g_autoptr (GaungOpeningHours) hours
      = text != NULL ? gaung_opening_hours_parse (text, NULL) : NULL;
  GaungRules *rules = gaung_context_get_rules (context);
  g_autofree char *display = NULL;

  if (hours == NULL)
    return g_strdup (text);
  display = gaung_opening_hours_to_display (hours);
  if (rules == NULL)
    return g_steal_pointer (&display);
  return g_strdup_printf (
      "%s · %s",
      display,
      gaung_opening_hours_is_open (hours, rules->calendar, gaung_context_get_now (context))
          ? _ ("open now")
          : _ ("closed now"));
}

static GtkWidget *
create_open_button (const char *uri)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("adw-external-link-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, uri);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "service.open-uri");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", uri);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Open the address"), -1);
  return button;
}

static const char *
get_channel_icon (const char *kind)
{
  static const struct
  {
    const char *kind;
    const char *icon_name;
  } icons[] = {
    { "counter", "mark-location-symbolic" },     { "website", "web-browser-symbolic" },
    { "telephone", "call-start-symbolic" },      { "email", "mail-unread-symbolic" },
    { "whatsapp", "user-available-symbolic" },   { "app", "phone-symbolic" },
    { "mobile-unit", "mark-location-symbolic" }, { "post", "mail-unread-symbolic" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    if (g_strcmp0 (icons[i].kind, kind) == 0)
      return icons[i].icon_name;
  return "mark-location-symbolic";
}

GtkWidget *
gaung_service_part_channels (GaungRecord *service, GaungContext *context)
{
  JsonArray *channels = gaung_json_get_array (gaung_record_get_json (service), "channels");
  guint n = channels != NULL ? json_array_get_length (channels) : 0;
  GtkWidget *list;

  if (n == 0)
    return NULL;
  list = create_list ();
  for (guint i = 0; i < n; i++)
    {
      JsonObject *channel = gaung_json_get_element_object (channels, i);
      const char *kind = gaung_json_get_string (channel, "kind", NULL);
      g_autofree char *text = gaung_service_channel_to_text (channel);
      g_autofree char *hours = describe_hours (channel, context);
      g_autofree char *uri = gaung_service_channel_to_uri (channel);
      const char *label = gaung_enum_get_label (gaung_service_channel_kinds, kind);
      AdwActionRow *row = create_row (*text != '\0' ? text : label, hours);

      gtk_widget_set_tooltip_text (GTK_WIDGET (row), label);
      adw_action_row_add_prefix (row, gtk_image_new_from_icon_name (get_channel_icon (kind)));
      if (uri != NULL)
        adw_action_row_add_suffix (row, create_open_button (uri));
      gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (row));
    }
  return list;
}

static GtkWidget *
create_expander (const char *title, const char *subtitle, const char *text)
{
  AdwExpanderRow *row = ADW_EXPANDER_ROW (adw_expander_row_new ());
  GtkWidget *label = create_label (text, NULL);
  GtkWidget *inner = gtk_list_box_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (row, subtitle != NULL ? subtitle : "");
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_focusable (label, FALSE);
  gtk_widget_set_margin_start (label, 14);
  gtk_widget_set_margin_end (label, 14);
  gtk_widget_set_margin_top (label, 10);
  gtk_widget_set_margin_bottom (label, 12);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (inner), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (inner), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  adw_expander_row_add_row (row, inner);
  return GTK_WIDGET (row);
}

static GtkWidget *
create_answer_button (GaungRecord *question)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("document-edit-symbolic");
  const char *title = _ ("Answer or edit the question");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Answer or Edit"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "service.edit-question");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", gaung_record_get_id (question));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return button;
}

GtkWidget *
gaung_service_part_questions (GPtrArray *questions)
{
  GtkWidget *list;

  if (questions->len == 0)
    return NULL;
  list = create_list ();
  for (guint i = 0; i < questions->len; i++)
    {
      GaungRecord *question = g_ptr_array_index (questions, i);
      const char *answer = gaung_record_get_string (question, "answer");
      GtkWidget *row = create_expander (gaung_record_get_title (question),
                                        answer == NULL ? _ ("Waits for an answer") : NULL,
                                        answer != NULL ? answer : _ ("No answer yet."));

      adw_expander_row_add_suffix (ADW_EXPANDER_ROW (row), create_answer_button (question));
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  return list;
}

/* "3 open complaints: cost (2), time (1)" needs no sentence of glued parts: a line a component. */
static void
append_complaints (GtkBox *box, const gint64 *complaints)
{
  for (guint i = 0; complaints != NULL && i < GAUNG_STANDARD_N_COMPONENTS; i++)
    {
      const GaungStandardComponent *component = &gaung_standard_components[i];
      g_autofree char *text = NULL;
      guint n;

      if (complaints[i] <= 0)
        continue;
      n = (guint) MIN (complaints[i], G_MAXUINT);
      /* Translators: how many open complaints name a component of the standard, e.g. "2 open
       * complaints: Cost" */
      text = g_strdup_printf (ngettext ("%u open complaint: %s", "%u open complaints: %s", n),
                              n,
                              gaung_standard_get_label (component));
      gtk_box_append (box, create_line ("mail-unread-symbolic", text, "warning"));
    }
}

GtkWidget *
gaung_service_part_health (GaungRecord *service, GaungDay today, const gint64 *complaints)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *bar = gtk_level_bar_new_for_interval (0, GAUNG_STANDARD_N_COMPONENTS);
  g_autoptr (GArray) faults = gaung_standard_find_faults (service, today);
  guint score = gaung_standard_score (service);
  g_autofree char *text = NULL;

  /* Translators: how complete a service standard is, e.g. "11 of 14 components are filled in" */
  text = g_strdup_printf (
      _ ("%u of %d components are filled in"), score, GAUNG_STANDARD_N_COMPONENTS);
  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), score);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_box_append (GTK_BOX (box), create_label (text, NULL));
  gtk_box_append (GTK_BOX (box), bar);
  for (guint i = 0; i < faults->len; i++)
    {
      const GaungStandardFault *fault = &g_array_index (faults, GaungStandardFault, i);
      g_autofree char *sentence = gaung_standard_fault_to_text (fault, service);

      gtk_box_append (GTK_BOX (box), create_line ("dialog-warning-symbolic", sentence, "dimmed"));
    }
  append_complaints (GTK_BOX (box), complaints);
  return box;
}

GtkWidget *
gaung_service_part_standard (GaungRecord *service)
{
  GtkWidget *list = NULL;

  for (const GaungStandardComponent *component = gaung_standard_components; component->nick != NULL;
       component++)
    {
      const char *text = gaung_record_get_string (service, component->members[0]);

      /* What the page has shown already has other kinds of members. */
      if (text == NULL || *text == '\0')
        continue;
      if (list == NULL)
        list = create_list ();
      gtk_list_box_append (GTK_LIST_BOX (list),
                           create_expander (gaung_standard_get_label (component),
                                            gaung_standard_group_get_label (component->group),
                                            text));
    }
  return list;
}
