/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The screens of the explain mode. */

#include "config.h"

#include "gaung-explain-screens.h"

#include <glib/gi18n.h>

#include "gaung-fold.h"
#include "gaung-format.h"
#include "gaung-json.h"
#include "gaung-publish-text.h"
#include "gaung-qr-picture.h"
#include "gaung-service-flow.h"
#include "gaung-service-words.h"
#include "gaung-service.h"

#define QR_SMALL 150 /* px: on the first screen, beside the rest */
#define QR_LARGE 264 /* px: read from an arm's length */
#define MAX_WIDTH 1400
#define MARGIN 28

static GtkWidget *
create_label (const char *text, const char *style)
{
  g_autofree char *clean = gaung_publish_clean (text);
  GtkWidget *label = gtk_label_new (clean);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  /* A hyphen that is not there would be typed as part of an address. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
append_label (GtkBox *box, const char *text, const char *style)
{
  if (text != NULL && *text != '\0')
    gtk_box_append (box, create_label (text, style));
}

static GtkBox *
create_column (int spacing)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, spacing);

  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  return GTK_BOX (box);
}

static GtkBox *
append_row (GaungExplainScreens *self, GtkBox *box)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 32);

  gtk_box_append (box, row);
  g_ptr_array_add (self->rows, g_object_ref (row));
  return GTK_BOX (row);
}

/* A screen and the box that its thought is written into. */
static GtkBox *
append_screen (GaungExplainScreens *self, const char *name, gboolean is_named)
{
  GtkWidget *screen = g_object_new (GTK_TYPE_SCROLLED_WINDOW,
                                    "accessible-role",
                                    GTK_ACCESSIBLE_ROLE_GROUP,
                                    "hscrollbar-policy",
                                    GTK_POLICY_NEVER,
                                    "hexpand",
                                    TRUE,
                                    "vexpand",
                                    TRUE,
                                    NULL);
  GtkWidget *clamp = adw_clamp_new ();
  GtkBox *box = create_column (18);

  gtk_widget_set_valign (GTK_WIDGET (box), GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (GTK_WIDGET (box), MARGIN);
  gtk_widget_set_margin_end (GTK_WIDGET (box), MARGIN);
  gtk_widget_set_margin_top (GTK_WIDGET (box), MARGIN);
  gtk_widget_set_margin_bottom (GTK_WIDGET (box), MARGIN);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), MAX_WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), MAX_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (box));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (screen), clamp);
  gtk_accessible_update_property (GTK_ACCESSIBLE (screen), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_ptr_array_add (self->screens, g_object_ref_sink (screen));
  if (is_named)
    {
      append_label (box, gaung_record_get_title (self->service), "explain-service");
      append_label (box, name, "explain-heading");
    }
  return box;
}

/* ---- Its parts ---- */

static GtkWidget *
create_cost (GaungRecord *service)
{
  g_autofree char *text = gaung_service_cost_to_text (service);
  GtkWidget *label;

  if (*text == '\0')
    return NULL;
  label = create_label (text, "explain-cost");
  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  if (gaung_service_is_free (service))
    gtk_widget_add_css_class (label, "free");
  return label;
}

static void
append_slot (GtkBox *box, const GaungServiceSlot *slot)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  GtkWidget *icon = gtk_image_new_from_icon_name (slot->is_conditional ? "list-add-symbolic"
                                                                       : "object-select-symbolic");
  g_autofree char *text = gaung_service_slot_to_text (slot);
  GtkWidget *label = create_label (text, NULL);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (icon, "explain-mark");
  if (!slot->is_conditional)
    gtk_widget_add_css_class (icon, "success");
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (box, line);
}

/* "Senin–Kamis 08.00–15.00", or "". (transfer full) */
static char *
describe_hours (JsonObject *channel)
{
  const char *text = gaung_json_get_string (channel, "hours", NULL);
  g_autoptr (GaungOpeningHours) hours
      = text != NULL ? gaung_opening_hours_parse (text, NULL) : NULL;

  return hours != NULL ? gaung_opening_hours_to_display (hours) : g_strdup ("");
}

static JsonArray *
get_array (GaungExplainScreens *self, const char *member)
{
  return gaung_json_get_array (gaung_record_get_json (self->service), member);
}

static guint
count (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}

/* The first hours that a channel tells. (transfer full) */
static char *
find_hours (GaungExplainScreens *self)
{
  JsonArray *channels = get_array (self, "channels");

  for (guint i = 0; i < count (channels); i++)
    {
      g_autofree char *hours = describe_hours (gaung_json_get_element_object (channels, i));

      if (*hours != '\0')
        return g_steal_pointer (&hours);
    }
  return g_strdup ("");
}

static GtkWidget *
create_code (GaungRecord *service, int side)
{
  g_autofree char *uri = gaung_service_get_uri (service);
  GtkWidget *box;
  GtkWidget *picture;
  GtkWidget *label;

  if (uri == NULL || !gaung_publish_is_safe_uri (uri))
    return NULL;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  picture = gaung_qr_picture_new (side);
  gaung_qr_picture_set_text (GAUNG_QR_PICTURE (picture), uri, uri);
  label = create_label (_ ("Scan with your telephone"), "explain-note");
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 14);
  gtk_label_set_xalign (GTK_LABEL (label), 0.5f);
  gtk_widget_set_halign (picture, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

/* An office that is closed must not be learned of on the last screen. */
static void
append_notice (GaungExplainScreens *self, GtkBox *box)
{
  GaungDay today = gaung_day_of_instant (self->now);
  GaungDay until = gaung_record_get_day (self->service, "closed_until");
  g_autofree char *text = NULL;

  if (!gaung_service_is_closed_on (self->service, today))
    text = g_strdup (gaung_service_get_alert (self->service, today));
  else if (until == GAUNG_DAY_NONE)
    text = g_strdup (_ ("Closed for the time being"));
  else
    {
      g_autofree char *day = gaung_format_day_long (until);

      /* Translators: until when a service is closed, e.g. "Closed until Friday, 27 November 2026"
       */
      text = g_strdup_printf (_ ("Closed until %s"), day);
    }
  append_label (box, text, "explain-notice");
}

/* ---- The screens ---- */

static void
append_audience (GaungExplainScreens *self, GtkBox *box)
{
  const char *audience = gaung_record_get_string (self->service, "audience");
  const char *agency = self->agency != NULL ? gaung_record_get_string (self->agency, "name") : NULL;
  g_autofree char *text = NULL;

  if (audience != NULL && agency != NULL)
    text = g_strconcat (audience, " · ", agency, NULL);
  append_label (box, text != NULL ? text : audience != NULL ? audience : agency, "explain-note");
}

static void
append_glance (GaungExplainScreens *self, GtkBox *box)
{
  GtkBox *row = append_row (self, box);
  g_autoptr (GPtrArray) slots = gaung_service_get_slots (self->service);
  g_autofree char *length = gaung_service_time_to_text (self->service);
  g_autofree char *hours = find_hours (self);
  GtkWidget *code = create_code (self->service, QR_SMALL);
  GtkBox *left = create_column (6);
  GtkBox *right = create_column (6);

  if (slots->len > 0)
    append_label (left, _ ("Bring This"), "explain-label");
  for (guint i = 0; i < slots->len; i++)
    append_slot (left, g_ptr_array_index (slots, i));
  if (*length != '\0')
    {
      append_label (right, _ ("How Long"), "explain-label");
      append_label (right, length, "explain-fact");
    }
  append_label (right, hours, NULL);
  gtk_box_append (row, GTK_WIDGET (left));
  gtk_box_append (row, GTK_WIDGET (right));
  gtk_box_set_homogeneous (row, FALSE);
  if (code != NULL)
    gtk_box_append (row, code);
}

static void
append_overview (GaungExplainScreens *self)
{
  GtkBox *box = append_screen (self, gaung_record_get_title (self->service), FALSE);
  GtkBox *row = append_row (self, box);
  GtkBox *head = create_column (6);
  GtkWidget *cost = create_cost (self->service);
  GtkWidget *flow = gaung_service_flow_new ();

  append_notice (self, head);
  append_label (head, gaung_record_get_title (self->service), "explain-title");
  append_audience (self, head);
  append_label (head, gaung_record_get_string (self->service, "summary"), NULL);
  gtk_box_append (row, GTK_WIDGET (head));
  if (cost != NULL)
    {
      gtk_box_append (row, cost);
      self->cost = GTK_LABEL (g_object_ref (cost));
    }
  append_glance (self, box);
  gaung_service_flow_set_service (GAUNG_SERVICE_FLOW (flow), self->service);
  if (gtk_widget_get_visible (flow))
    append_label (box, _ ("The Way Through"), "explain-label");
  gtk_box_append (box, flow);
}

static void
append_promises (GaungExplainScreens *self)
{
  GtkWidget *cost = create_cost (self->service);
  g_autofree char *length = gaung_service_time_to_text (self->service);
  JsonArray *costs = get_array (self, "costs");
  GtkBox *box;

  if (cost == NULL && *length == '\0')
    return;
  box = append_screen (self, _ ("How Much and How Long"), TRUE);
  if (cost != NULL)
    {
      gtk_widget_add_css_class (cost, "huge");
      gtk_box_append (box, cost);
    }
  if (!gaung_service_is_free (self->service) && count (costs) > 1)
    for (guint i = 0; i < count (costs); i++)
      {
        g_autofree char *text
            = gaung_service_cost_option_to_text (gaung_json_get_element_object (costs, i));

        append_label (box, text, "explain-large");
      }
  if (count (costs) > 0)
    append_label (box, gaung_record_get_string (self->service, "cost_note"), "explain-note");
  append_label (box, length, "explain-huge");
}

static void
append_documents (GaungExplainScreens *self)
{
  g_autoptr (GPtrArray) slots = gaung_service_get_slots (self->service);
  const char *eligibility = gaung_record_get_string (self->service, "eligibility");
  GtkBox *box;
  GtkBox *list;

  if (slots->len == 0 && eligibility == NULL)
    return;
  box = append_screen (self, _ ("Bring This"), TRUE);
  list = create_column (14);
  gtk_widget_add_css_class (GTK_WIDGET (list), "explain-large");
  for (guint i = 0; i < slots->len; i++)
    append_slot (list, g_ptr_array_index (slots, i));
  gtk_box_append (box, GTK_WIDGET (list));
  append_label (box, eligibility, "explain-note");
}

static void
append_steps (GaungExplainScreens *self)
{
  JsonArray *steps = get_array (self, "steps");
  guint n = count (steps);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *step = gaung_json_get_element_object (steps, i);
      g_autofree char *note = gaung_service_step_note (step);
      g_autofree char *name = NULL;
      GtkBox *box;

      /* Translators: which step of the way through a service, e.g. "Step 2 of 4" */
      name = g_strdup_printf (_ ("Step %1$u of %2$u"), i + 1, n);
      box = append_screen (self, name, TRUE);
      append_label (box, gaung_json_get_string (step, "title", ""), "explain-huge");
      append_label (box, gaung_json_get_string (step, "text", NULL), "explain-large");
      append_label (box, note, "explain-note");
    }
}

static void
append_channel (GtkBox *box, JsonObject *channel)
{
  const char *kind = gaung_json_get_string (channel, "kind", NULL);
  const char *label = gaung_enum_get_label (gaung_service_channel_kinds, kind);
  g_autofree char *text = gaung_service_channel_to_text (channel);
  g_autofree char *hours = describe_hours (channel);
  GtkBox *lines = create_column (2);

  append_label (lines, label, "explain-label");
  if (g_strcmp0 (text, label) != 0)
    append_label (lines, text, "explain-large");
  append_label (lines, hours, NULL);
  gtk_box_append (box, GTK_WIDGET (lines));
}

static void
append_places (GaungExplainScreens *self)
{
  JsonArray *channels = get_array (self, "channels");
  GtkWidget *code;
  GtkBox *box;
  GtkBox *row;
  GtkBox *list;

  if (count (channels) == 0 && self->agency == NULL)
    return;
  box = append_screen (self, C_ ("explain", "Where"), TRUE);
  row = append_row (self, box);
  list = create_column (20);
  code = create_code (self->service, QR_LARGE);
  for (guint i = 0; i < count (channels); i++)
    append_channel (list, gaung_json_get_element_object (channels, i));
  if (count (channels) == 0)
    {
      append_label (list, gaung_record_get_string (self->agency, "name"), "explain-large");
      append_label (list, gaung_record_get_string (self->agency, "address"), NULL);
    }
  gtk_box_append (row, GTK_WIDGET (list));
  if (code != NULL)
    gtk_box_append (row, code);
}

GaungExplainScreens *
gaung_explain_screens_new (GaungRecord *service, GaungRecord *agency, GaungInstant now)
{
  GaungExplainScreens *self = g_new0 (GaungExplainScreens, 1);

  self->service = g_object_ref (service);
  g_set_object (&self->agency, agency);
  self->now = now;
  self->screens = g_ptr_array_new_with_free_func (g_object_unref);
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  append_overview (self);
  append_promises (self);
  append_documents (self);
  append_steps (self);
  append_places (self);
  return self;
}

void
gaung_explain_screens_free (GaungExplainScreens *self)
{
  g_clear_object (&self->service);
  g_clear_object (&self->agency);
  g_clear_object (&self->cost);
  g_clear_pointer (&self->screens, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}
