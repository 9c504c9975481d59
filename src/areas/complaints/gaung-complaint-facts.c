/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungComplaintFacts: who, where, who deals with it, and what is alike. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-agency-names.h"
#include "gaung-complaint-facts.h"
#include "gaung-complaint-row.h"
#include "gaung-fold.h"
#include "gaung-format.h"
#include "gaung-identity.h"
#include "gaung-place.h"

struct _GaungComplaintFacts
{
  AdwBin parent_instance;

  GtkWidget *list;
  AdwActionRow *reporter_row;
  AdwActionRow *place_row;
  AdwActionRow *handler_row;
  AdwActionRow *channel_row;
  AdwActionRow *promise_row;
  AdwActionRow *similar_row;
  GtkWidget *reveal_button;
  GtkWidget *similar_button;
  GtkWidget *similar_popover;
  GtkWidget *similar_list;

  GaungContext *context;
  GaungComplaint *complaint;
  GaungRecord *reporter;
  char *id;
  gboolean is_revealed;
};

G_DEFINE_FINAL_TYPE (GaungComplaintFacts, gaung_complaint_facts, ADW_TYPE_BIN)

enum
{
  REVEAL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const personal_members[]
    = { "name", "telephone", "nik", "email", "address", NULL };

static char *
format_member (GaungRecord *reporter, const char *member, gboolean is_revealed)
{
  const char *value = gaung_record_get_string (reporter, member);

  if (value == NULL || *value == '\0')
    return NULL;
  if (g_str_equal (member, "name"))
    return is_revealed ? gaung_text_to_line (value, 80) : gaung_mask_name (value);
  if (g_str_equal (member, "telephone"))
    return is_revealed ? gaung_telephone_to_display (value) : gaung_mask_telephone (value);
  if (g_str_equal (member, "nik"))
    return is_revealed ? g_strdup (value) : gaung_mask_number (value);
  if (g_str_equal (member, "email"))
    return is_revealed ? gaung_text_to_line (value, 80) : gaung_mask_email (value);
  return is_revealed ? gaung_text_to_line (value, 120) : gaung_mask_text (value);
}

static void
show_reporter (GaungComplaintFacts *self)
{
  gboolean is_anonymous = gaung_record_get_boolean (GAUNG_RECORD (self->complaint), "anonymous");
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->reporter == NULL)
    {
      adw_action_row_set_subtitle (self->reporter_row,
                                   is_anonymous ? _ ("Anonymous, no name was given")
                                                : _ ("No reporter was named"));
      gtk_widget_set_visible (self->reveal_button, FALSE);
      return;
    }
  /* At rest name and telephone are enough to know whom one would call; the rest comes when
   * revealed. */
  for (guint i = 0; personal_members[i] != NULL; i++)
    {
      g_autofree char *part = NULL;

      if (!self->is_revealed && i > 1)
        break;
      part = format_member (self->reporter, personal_members[i], self->is_revealed);
      gaung_text_append_part (text, part);
    }
  if (is_anonymous)
    gaung_text_append_part (text, _ ("wants to stay anonymous"));
  adw_action_row_set_subtitle (self->reporter_row, text->str);
  gtk_widget_set_visible (self->reveal_button, !self->is_revealed);
}

static void
show_place (GaungComplaintFacts *self)
{
  GaungRecord *record = GAUNG_RECORD (self->complaint);
  g_autofree char *place = gaung_place_to_display (gaung_record_get_string (record, "district"),
                                                   gaung_record_get_string (record, "village"));
  const char *street = gaung_record_get_string (record, "street");
  g_autofree char *line = street != NULL ? gaung_text_to_line (street, 120) : NULL;
  g_autofree char *text = NULL;

  if (line != NULL && *line && *place)
    /* Translators: a street, then a village and its district: "Jl. Adi Sucipto, Jajar, Laweyan" */
    text = g_strdup_printf (_ ("%s, %s"), line, place);
  else
    text = g_strdup (line != NULL && *line ? line : place);
  adw_action_row_set_subtitle (self->place_row, *text ? text : _ ("No place was named"));
}

static void
show_handler (GaungComplaintFacts *self)
{
  GaungRecord *record = GAUNG_RECORD (self->complaint);
  const char *agency = gaung_record_get_string (record, "agency");
  const char *assignee = gaung_record_get_string (record, "assignee_name");
  g_autoptr (GString) text = g_string_new (NULL);

  if (assignee == NULL || *assignee == '\0')
    assignee = gaung_record_get_string (record, "assignee");
  if (agency != NULL)
    gaung_text_append_part (
        text, gaung_agency_names_get_full (gaung_context_get_store (self->context), agency));
  gaung_text_append_part (text,
                          assignee != NULL && *assignee ? assignee : _ ("nobody in particular"));
  adw_action_row_set_subtitle (self->handler_row, text->str);
}

static void
show_channel (GaungComplaintFacts *self)
{
  GaungRecord *record = GAUNG_RECORD (self->complaint);
  const char *number = gaung_record_get_string (record, "external_number");
  const char *detail = gaung_record_get_string (record, "channel_detail");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *line = detail != NULL ? gaung_text_to_line (detail, 80) : NULL;

  gaung_text_append_part (
      text,
      gaung_enum_get_label (gaung_complaint_channels, gaung_record_get_string (record, "channel")));
  gaung_text_append_part (text, line);
  gaung_text_append_part (text, number);
  adw_action_row_set_subtitle (self->channel_row, text->str);
}

/* The answer keeps the promise: until then a day that has passed is told. */
static void
show_promise (GaungComplaintFacts *self)
{
  GaungDay day = gaung_record_get_day (GAUNG_RECORD (self->complaint), "promise_on");
  GaungDay today = gaung_day_of_instant (gaung_context_get_now (self->context));
  gboolean is_late
      = day != GAUNG_DAY_NONE && day < today && gaung_complaint_is_open (self->complaint);
  g_autofree char *date = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->promise_row), day != GAUNG_DAY_NONE);
  if (day == GAUNG_DAY_NONE)
    return;
  date = gaung_format_day_weekday (day, today);
  /* Translators: a promised day that has passed: "Friday 20/11 · not kept yet, the day has passed"
   */
  text = is_late ? g_strdup_printf (_ ("%s · not kept yet, the day has passed"), date)
                 : g_strdup (date);
  adw_action_row_set_subtitle (self->promise_row, text);
  if (is_late)
    gtk_widget_add_css_class (GTK_WIDGET (self->promise_row), "late");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->promise_row), "late");
}

static void
reveal_cb (GtkWidget *button, GaungComplaintFacts *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) members = NULL;

  for (guint i = 0; personal_members[i] != NULL; i++)
    {
      const char *value = gaung_record_get_string (self->reporter, personal_members[i]);

      if (value != NULL && *value)
        g_strv_builder_add (builder, personal_members[i]);
    }
  members = g_strv_builder_end (builder);
  g_signal_emit (self, signals[REVEAL], 0, members);
}

static void
popdown_cb (GtkWidget *button, GaungComplaintFacts *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->similar_popover));
}

static GtkWidget *
create_similar (GaungComplaintFacts *self, GaungComplaint *complaint)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *title
      = gaung_complaint_to_title_line (complaint, gaung_context_get_actor (self->context), 80);
  g_autofree char *meta = gaung_complaint_to_meta_line (complaint);
  GtkWidget *top = gtk_label_new (title);
  GtkWidget *bottom = gtk_label_new (meta);

  gtk_label_set_xalign (GTK_LABEL (top), 0);
  gtk_label_set_xalign (GTK_LABEL (bottom), 0);
  gtk_label_set_ellipsize (GTK_LABEL (top), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (bottom), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (top), 40);
  gtk_label_set_max_width_chars (GTK_LABEL (bottom), 40);
  gtk_widget_add_css_class (bottom, "caption");
  gtk_widget_add_css_class (bottom, "dimmed");
  gtk_box_append (GTK_BOX (box), top);
  gtk_box_append (GTK_BOX (box), bottom);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "similar");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "complaint.open");
  gtk_actionable_set_action_target (
      GTK_ACTIONABLE (button), "s", gaung_record_get_id (GAUNG_RECORD (complaint)));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (popdown_cb), self, G_CONNECT_DEFAULT);
  return button;
}

static void
gaung_complaint_facts_dispose (GObject *object)
{
  GaungComplaintFacts *self = GAUNG_COMPLAINT_FACTS (object);

  g_clear_object (&self->context);
  g_clear_object (&self->complaint);
  g_clear_object (&self->reporter);
  g_clear_pointer (&self->id, g_free);
  G_OBJECT_CLASS (gaung_complaint_facts_parent_class)->dispose (object);
}

static void
gaung_complaint_facts_class_init (GaungComplaintFactsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gaung_complaint_facts_dispose;

  signals[REVEAL] = g_signal_new ("reveal",
                                  GAUNG_TYPE_COMPLAINT_FACTS,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_STRV);
}

static AdwActionRow *
add_row (GaungComplaintFacts *self, const char *icon_name, const char *title)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);

  /* What is shown comes from citizens: never markup. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_add_css_class (row, "property");
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  return ADW_ACTION_ROW (row);
}

static GtkWidget *
add_button (AdwActionRow *row, GtkWidget *button, const char *name)
{
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_action_row_add_suffix (row, button);
  return button;
}

static void
create_similar_row (GaungComplaintFacts *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *button = gtk_menu_button_new ();

  self->similar_row = add_row (self, "edit-find-symbolic", _ ("Similar complaints"));
  self->similar_list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 360);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->similar_list);
  self->similar_popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->similar_popover), scrolled);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), C_ ("similar complaints", "Look"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), self->similar_popover);
  self->similar_button = add_button (self->similar_row, button, _ ("Look at similar complaints"));
}

static void
gaung_complaint_facts_init (GaungComplaintFacts *self)
{
  GtkWidget *button;

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_add_css_class (self->list, "facts");
  adw_bin_set_child (ADW_BIN (self), self->list);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Facts"), -1);

  self->reporter_row = add_row (self, "avatar-default-symbolic", _ ("Reporter"));
  button = gtk_button_new_with_label (C_ ("personal data", "Show"));
  gtk_widget_set_tooltip_text (button, _ ("Showing personal data is written to the history"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (reveal_cb), self, G_CONNECT_DEFAULT);
  self->reveal_button = add_button (self->reporter_row, button, _ ("Show the reporter"));

  self->place_row = add_row (self, "mark-location-symbolic", _ ("Place"));
  button = gtk_button_new_from_icon_name ("document-edit-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Correct the Details"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "complaint.edit");
  add_button (self->place_row, button, _ ("Correct the details"));
  self->handler_row = add_row (self, "system-users-symbolic", _ ("Handled by"));
  button = gtk_button_new_with_label (_ ("Assign…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "complaint.assign");
  add_button (self->handler_row, button, _ ("Assign the complaint"));
  self->channel_row = add_row (self, "phone-symbolic", _ ("Channel"));
  self->promise_row = add_row (self, "x-office-calendar-symbolic", _ ("Promised for"));
  create_similar_row (self);
}

GtkWidget *
gaung_complaint_facts_new (void)
{
  return g_object_new (GAUNG_TYPE_COMPLAINT_FACTS, NULL);
}

void
gaung_complaint_facts_set (GaungComplaintFacts *self,
                           GaungContext *context,
                           GaungComplaint *complaint,
                           GaungRecord *reporter)
{
  g_return_if_fail (GAUNG_IS_COMPLAINT_FACTS (self));
  g_return_if_fail (GAUNG_IS_COMPLAINT (complaint));

  if (g_set_str (&self->id, gaung_record_get_id (GAUNG_RECORD (complaint))))
    {
      self->is_revealed = FALSE;
      gaung_complaint_facts_set_similar (self, NULL);
    }
  g_set_object (&self->context, context);
  g_set_object (&self->complaint, complaint);
  g_set_object (&self->reporter, reporter);
  show_reporter (self);
  show_place (self);
  show_handler (self);
  show_channel (self);
  show_promise (self);
}

const char *
gaung_complaint_facts_get_promise_text (GaungComplaintFacts *self)
{
  g_return_val_if_fail (GAUNG_IS_COMPLAINT_FACTS (self), NULL);
  return gtk_widget_get_visible (GTK_WIDGET (self->promise_row))
             ? adw_action_row_get_subtitle (self->promise_row)
             : NULL;
}

gboolean
gaung_complaint_facts_is_promise_late (GaungComplaintFacts *self)
{
  g_return_val_if_fail (GAUNG_IS_COMPLAINT_FACTS (self), FALSE);
  return gtk_widget_has_css_class (GTK_WIDGET (self->promise_row), "late");
}

void
gaung_complaint_facts_show_reporter (GaungComplaintFacts *self)
{
  g_return_if_fail (GAUNG_IS_COMPLAINT_FACTS (self));

  self->is_revealed = TRUE;
  if (self->complaint != NULL)
    show_reporter (self);
}

gboolean
gaung_complaint_facts_is_revealed (GaungComplaintFacts *self)
{
  g_return_val_if_fail (GAUNG_IS_COMPLAINT_FACTS (self), FALSE);
  return self->is_revealed;
}

const char *
gaung_complaint_facts_get_reporter_text (GaungComplaintFacts *self)
{
  g_return_val_if_fail (GAUNG_IS_COMPLAINT_FACTS (self), NULL);
  return adw_action_row_get_subtitle (self->reporter_row);
}

void
gaung_complaint_facts_set_similar (GaungComplaintFacts *self, GPtrArray *similar)
{
  guint n = similar != NULL ? similar->len : 0;
  g_autofree char *text = NULL;
  GtkWidget *child;

  g_return_if_fail (GAUNG_IS_COMPLAINT_FACTS (self));

  while ((child = gtk_widget_get_first_child (self->similar_list)) != NULL)
    gtk_box_remove (GTK_BOX (self->similar_list), child);
  for (guint i = 0; i < n; i++)
    gtk_box_append (GTK_BOX (self->similar_list),
                    create_similar (self, g_ptr_array_index (similar, i)));
  /* Translators: e.g. "3 complaints, alike in words and place, within 72 hours" */
  text = g_strdup_printf (ngettext ("%u complaint, alike in words and place, within 72 hours",
                                    "%u complaints, alike in words and place, within 72 hours",
                                    n),
                          n);
  adw_action_row_set_subtitle (self->similar_row, n > 0 ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->similar_row), n > 0);
}
