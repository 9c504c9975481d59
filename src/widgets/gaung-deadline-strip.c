/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungDeadlineStrip: every counted and uncounted day of a deadline, with its reason. */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "gaung-deadline-pill.h"
#include "gaung-deadline-strip.h"
#include "gaung-format.h"

/* More boxes than this, and the uneventful middle is folded into one. */
#define MAX_BOXES 16
#define MIN_BOXES 7
/* What "if postponed now" assumes; the dialog for postponing proposes the same. */
#define USUAL_PAUSE 3

struct _GaungDeadlineStrip
{
  GtkWidget parent_instance;

  GtkWidget *content;
  GtkLabel *sentence;
  GtkLabel *other;
  GtkWidget *days;
  GtkLabel *holidays;
  GtkLabel *rule;
  GtkWidget *toggle;
  GtkRevealer *revealer;
  GtkWidget *list;
  GtkWidget *popover;
  GtkLabel *popover_label;

  GaungComplaint *complaint;
  GaungRules *rules;
  GaungInstant now;
  GPtrArray *deadlines;
  guint selected;
  gboolean is_expanded;
};

G_DEFINE_FINAL_TYPE (GaungDeadlineStrip, gaung_deadline_strip, GTK_TYPE_WIDGET)

static void
show_day_cb (GtkWidget *button, GaungDeadlineStrip *self)
{
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (button, GTK_WIDGET (self), &bounds))
    return;
  gtk_label_set_text (self->popover_label, gtk_widget_get_tooltip_text (button));
  gtk_popover_set_pointing_to (
      GTK_POPOVER (self->popover),
      &(GdkRectangle) { bounds.origin.x, bounds.origin.y, bounds.size.width, bounds.size.height });
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
name_widget (GtkWidget *widget, const char *label)
{
  gtk_widget_set_tooltip_text (widget, label);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static GtkWidget *
create_day_box (GaungDeadlineStrip *self, const GaungDeadlineDay *day)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *weekday, *number;
  g_autofree char *sentence = gaung_deadline_day_to_sentence (day, self->now);
  g_autofree char *text = NULL;
  int mday;

  gaung_day_to_ymd (day->day, NULL, NULL, &mday);
  text = g_strdup_printf ("%d", mday);
  weekday = gtk_label_new (gaung_format_weekday_short (gaung_day_get_weekday (day->day)));
  number = gtk_label_new (text);
  gtk_widget_add_css_class (weekday, "weekday");
  gtk_widget_add_css_class (number, "number");
  gtk_box_append (GTK_BOX (box), weekday);
  gtk_box_append (GTK_BOX (box), number);
  gtk_button_set_child (GTK_BUTTON (button), box);

  gtk_widget_add_css_class (button, "day");
  if (day->is_counted)
    gtk_widget_add_css_class (button, "counted");
  if (day->is_start)
    gtk_widget_add_css_class (button, "start");
  if (day->is_paused)
    gtk_widget_add_css_class (button, "paused");
  if (day->is_due)
    gtk_widget_add_css_class (button, "due");
  if (day->kind == GAUNG_DAY_KIND_HOLIDAY || day->kind == GAUNG_DAY_KIND_JOINT_LEAVE)
    gtk_widget_add_css_class (button, "holiday");
  if (day->day == gaung_day_of_instant (self->now))
    gtk_widget_add_css_class (button, "today");

  name_widget (button, sentence);
  g_signal_connect_object (button, "clicked", G_CALLBACK (show_day_cb), self, G_CONNECT_DEFAULT);
  return button;
}

static GtkWidget *
create_fold (guint n_days)
{
  GtkWidget *button;
  /* Translators: a box that stands for days not shown, e.g. "+38" */
  g_autofree char *text = g_strdup_printf (_ ("+%u"), n_days);
  /* Translators: e.g. "Show 38 more days" */
  g_autofree char *label
      = g_strdup_printf (ngettext ("Show %u more day", "Show %u more days", n_days), n_days);

  button = gtk_button_new_with_label (text);
  gtk_widget_add_css_class (button, "day");
  gtk_widget_add_css_class (button, "fold");
  name_widget (button, label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "strip.expand");
  return button;
}

/* First and last days and those around today tell the story. */
static gboolean
is_uneventful (GaungDeadlineStrip *self, GArray *days, guint i)
{
  const GaungDeadlineDay *day = &g_array_index (days, GaungDeadlineDay, i);
  GaungDay today = gaung_day_of_instant (self->now);

  return i >= 3 && i + 4 < days->len && !day->is_due && ABS (day->day - today) > 2;
}

static void
fill_days (GaungDeadlineStrip *self)
{
  const GaungDeadline *deadline = g_ptr_array_index (self->deadlines, self->selected);
  g_autoptr (GArray) days = NULL;
  g_autoptr (GString) names = g_string_new (NULL);
  GtkWidget *child;
  gboolean folds;
  guint hidden = 0;

  while ((child = gtk_widget_get_first_child (self->days)) != NULL)
    adw_wrap_box_remove (ADW_WRAP_BOX (self->days), child);
  days = gaung_deadline_get_days (deadline, self->complaint, self->rules, self->now, MIN_BOXES);
  folds = days->len > MAX_BOXES && !self->is_expanded;
  for (guint i = 0; i < days->len; i++)
    {
      const GaungDeadlineDay *day = &g_array_index (days, GaungDeadlineDay, i);

      if (folds && is_uneventful (self, days, i))
        {
          hidden++;
          continue;
        }
      if (hidden > 0)
        adw_wrap_box_append (ADW_WRAP_BOX (self->days), create_fold (hidden));
      hidden = 0;
      adw_wrap_box_append (ADW_WRAP_BOX (self->days), create_day_box (self, day));
    }
  gtk_widget_set_visible (self->days, days->len > 0);

  for (guint i = 0; i < days->len; i++)
    {
      const GaungDeadlineDay *day = &g_array_index (days, GaungDeadlineDay, i);
      g_autofree char *text = NULL;

      if (day->name == NULL || *day->name == '\0')
        continue;
      text = gaung_format_day_weekday (day->day, gaung_day_of_instant (self->now));
      if (names->len > 0)
        g_string_append (names, " · ");
      /* Translators: a day and the holiday that it is, e.g. "Friday 25/12: Christmas" */
      g_string_append_printf (names, _ ("%s: %s"), text, day->name);
    }
  gtk_label_set_text (self->holidays, names->str);
  gtk_widget_set_visible (GTK_WIDGET (self->holidays), names->len > 0);
}

static char *
describe_rule (GaungDeadlineStrip *self, const GaungDeadline *deadline)
{
  const GaungClockRule *rule = deadline->rule;
  g_autoptr (GString) text = g_string_new (rule->label);
  GaungDay until;
  GaungInstant due;

  if (rule->source != NULL && *rule->source)
    {
      g_string_append (text, " · ");
      g_string_append (text, rule->source);
    }
  if (!rule->is_verified)
    {
      g_string_append (text, " · ");
      g_string_append (text, _ ("to be confirmed by the city"));
    }

  /* What is late stays late. */
  if (deadline->status != GAUNG_DEADLINE_RUNNING)
    return g_string_free (g_steal_pointer (&text), FALSE);
  until = gaung_calendar_add_working_days (
      self->rules->calendar, gaung_day_of_instant (self->now), USUAL_PAUSE);
  due = until == GAUNG_DAY_NONE
            ? GAUNG_INSTANT_NONE
            : gaung_complaint_project_due (self->complaint, self->rules, rule, self->now, until);
  if (due != GAUNG_INSTANT_NONE)
    {
      g_autofree char *when = gaung_format_instant (due, self->now);

      g_string_append (text, " · ");
      /* Translators: %d working days, then when it would be due, e.g. "Postponed now for 3 working
       * days → Friday 27/11 11.50" */
      g_string_append_printf (text,
                              ngettext ("Postponed now for %d working day → %s",
                                        "Postponed now for %d working days → %s",
                                        USUAL_PAUSE),
                              USUAL_PAUSE,
                              when);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_selected (GaungDeadlineStrip *self)
{
  const GaungDeadline *deadline = g_ptr_array_index (self->deadlines, self->selected);
  g_autofree char *sentence = gaung_deadline_to_sentence (deadline, self->now);
  g_autofree char *rule = describe_rule (self, deadline);
  g_autofree char *exact = NULL;

  gtk_label_set_text (self->sentence, sentence);
  if (deadline->due_at != GAUNG_INSTANT_NONE)
    exact = gaung_format_instant_exact (deadline->due_at);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->sentence), exact);
  gtk_label_set_text (self->rule, rule);
  fill_days (self);
}

static void
fill_list (GaungDeadlineStrip *self)
{
  gtk_list_box_remove_all (GTK_LIST_BOX (self->list));
  for (guint i = 0; i < self->deadlines->len; i++)
    {
      const GaungDeadline *deadline = g_ptr_array_index (self->deadlines, i);
      g_autofree char *sentence = gaung_deadline_to_sentence (deadline, self->now);
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
      GtkWidget *label = gtk_label_new (deadline->rule->label);
      GtkWidget *pill = gaung_pill_new ();

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      /* Beside a pill with a date of another year a long word would not fit 360 px. */
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
      gtk_widget_set_hexpand (label, TRUE);
      gaung_pill_set_deadline (GAUNG_PILL (pill), deadline, self->rules, self->now);
      gtk_box_append (GTK_BOX (box), label);
      gtk_box_append (GTK_BOX (box), pill);
      gtk_list_box_append (GTK_LIST_BOX (self->list), box);
      name_widget (gtk_widget_get_parent (box), sentence);
    }
}

static void
clock_activated_cb (GtkListBox *list, GtkListBoxRow *row, GaungDeadlineStrip *self)
{
  gaung_deadline_strip_select (self, gtk_list_box_row_get_index (row));
}

static void
toggled_cb (GtkToggleButton *toggle, GParamSpec *pspec, GaungDeadlineStrip *self)
{
  gtk_revealer_set_reveal_child (self->revealer, gtk_toggle_button_get_active (toggle));
}

static void
expand_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GaungDeadlineStrip *self = GAUNG_DEADLINE_STRIP (widget);

  self->is_expanded = TRUE;
  fill_days (self);
}

static void
gaung_deadline_strip_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GaungDeadlineStrip *self = GAUNG_DEADLINE_STRIP (widget);

  gtk_widget_allocate (self->content, width, height, baseline, NULL);
  gtk_popover_present (GTK_POPOVER (self->popover));
}

static void
gaung_deadline_strip_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  GaungDeadlineStrip *self = GAUNG_DEADLINE_STRIP (widget);

  gtk_widget_measure (
      self->content, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
}

static GtkSizeRequestMode
gaung_deadline_strip_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
gaung_deadline_strip_dispose (GObject *object)
{
  GaungDeadlineStrip *self = GAUNG_DEADLINE_STRIP (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->deadlines, g_ptr_array_unref);
  g_clear_object (&self->complaint);
  g_clear_pointer (&self->rules, gaung_rules_unref);
  G_OBJECT_CLASS (gaung_deadline_strip_parent_class)->dispose (object);
}

static void
gaung_deadline_strip_class_init (GaungDeadlineStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_deadline_strip_dispose;
  widget_class->measure = gaung_deadline_strip_measure;
  widget_class->size_allocate = gaung_deadline_strip_size_allocate;
  widget_class->get_request_mode = gaung_deadline_strip_get_request_mode;
  gtk_widget_class_install_action (widget_class, "strip.expand", NULL, expand_cb);
  gtk_widget_class_set_css_name (widget_class, "deadlinestrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkLabel *
append_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    {
      gtk_widget_add_css_class (label, css_class);
      gtk_widget_add_css_class (label, "dimmed");
    }
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
create_all_deadlines (GaungDeadlineStrip *self, GtkWidget *box)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *revealer = gtk_revealer_new ();

  self->toggle = gtk_toggle_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->toggle), label);
  gtk_accessible_update_relation (
      GTK_ACCESSIBLE (self->toggle), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  gtk_widget_set_halign (self->toggle, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->toggle, "flat");
  gtk_widget_add_css_class (self->toggle, "caption-heading");
  gtk_widget_add_css_class (self->toggle, "all-deadlines");
  g_signal_connect_object (
      self->toggle, "notify::active", G_CALLBACK (toggled_cb), self, G_CONNECT_DEFAULT);
  gtk_box_append (GTK_BOX (all), self->toggle);

  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (self->list, "deadlines");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("All deadlines of this complaint"),
                                  -1);
  g_signal_connect_object (
      self->list, "row-activated", G_CALLBACK (clock_activated_cb), self, G_CONNECT_DEFAULT);
  self->revealer = GTK_REVEALER (revealer);
  gtk_revealer_set_child (self->revealer, self->list);
  gtk_box_append (GTK_BOX (all), revealer);
  gtk_box_append (GTK_BOX (box), all);
}

static void
gaung_deadline_strip_init (GaungDeadlineStrip *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->content = box;
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "strip");
  gtk_widget_set_parent (box, GTK_WIDGET (self));

  self->sentence = append_label (box, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->sentence), "heading");
  self->other = append_label (box, NULL);
  self->days = adw_wrap_box_new ();
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (self->days), 4);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (self->days), 4);
  gtk_box_append (GTK_BOX (box), self->days);
  self->holidays = append_label (box, "caption");
  self->rule = append_label (box, "caption");
  create_all_deadlines (self, box);

  self->popover = gtk_popover_new ();
  self->popover_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->popover_label, TRUE);
  gtk_label_set_max_width_chars (self->popover_label, 32);
  gtk_popover_set_child (GTK_POPOVER (self->popover), GTK_WIDGET (self->popover_label));
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));

  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Deadline"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
gaung_deadline_strip_new (void)
{
  return g_object_new (GAUNG_TYPE_DEADLINE_STRIP, NULL);
}

/* The second clock in words, so that both are seen without a click. */
static void
show_other (GaungDeadlineStrip *self)
{
  g_autofree char *sentence = NULL;
  const GaungDeadline *best = NULL;

  for (guint i = 0; i < self->deadlines->len; i++)
    {
      const GaungDeadline *deadline = g_ptr_array_index (self->deadlines, i);
      const GaungDeadline *shown = g_ptr_array_index (self->deadlines, self->selected);

      if (i == self->selected || deadline->rule->kind == shown->rule->kind
          || (deadline->status != GAUNG_DEADLINE_RUNNING
              && deadline->status != GAUNG_DEADLINE_OVERDUE))
        continue;
      if (best == NULL || deadline->due_at < best->due_at)
        best = deadline;
    }
  if (best != NULL)
    sentence = gaung_deadline_to_sentence (best, self->now);
  gtk_label_set_text (self->other, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->other), sentence != NULL);
}

void
gaung_deadline_strip_set_complaint (GaungDeadlineStrip *self,
                                    GaungComplaint *complaint,
                                    GaungRules *rules,
                                    GaungInstant now)
{
  GaungDeadline *nearest;
  g_autofree char *text = NULL;

  g_return_if_fail (GAUNG_IS_DEADLINE_STRIP (self));
  g_return_if_fail (complaint == NULL || rules != NULL);

  if (complaint == NULL || complaint != self->complaint)
    {
      self->is_expanded = FALSE;
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->toggle), FALSE);
    }
  g_set_object (&self->complaint, complaint);
  g_clear_pointer (&self->rules, gaung_rules_unref);
  g_clear_pointer (&self->deadlines, g_ptr_array_unref);
  self->now = now;
  if (complaint != NULL)
    {
      self->rules = gaung_rules_ref (rules);
      self->deadlines = gaung_complaint_get_deadlines (complaint, rules, now);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->deadlines != NULL && self->deadlines->len > 0);
  if (self->deadlines == NULL || self->deadlines->len == 0)
    return;

  nearest = gaung_deadlines_get_nearest (self->deadlines);
  self->selected = 0;
  if (nearest != NULL)
    g_ptr_array_find (self->deadlines, nearest, &self->selected);
  /* Translators: a button that unfolds the list, e.g. "All 4 deadlines" */
  text = g_strdup_printf (ngettext ("All %u deadlines", "All %u deadlines", self->deadlines->len),
                          self->deadlines->len);
  gtk_label_set_text (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->toggle))), text);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_visible (self->toggle, self->deadlines->len > 1);
  fill_list (self);
  gaung_deadline_strip_select (self, self->selected);
  show_other (self);
}

const char *
gaung_deadline_strip_get_sentence (GaungDeadlineStrip *self)
{
  g_return_val_if_fail (GAUNG_IS_DEADLINE_STRIP (self), NULL);
  return gtk_label_get_text (self->sentence);
}

guint
gaung_deadline_strip_get_n_deadlines (GaungDeadlineStrip *self)
{
  g_return_val_if_fail (GAUNG_IS_DEADLINE_STRIP (self), 0);
  return self->deadlines != NULL ? self->deadlines->len : 0;
}

void
gaung_deadline_strip_select (GaungDeadlineStrip *self, guint deadline)
{
  GtkListBoxRow *row;

  g_return_if_fail (GAUNG_IS_DEADLINE_STRIP (self));
  g_return_if_fail (deadline < gaung_deadline_strip_get_n_deadlines (self));

  self->selected = deadline;
  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), deadline);
  if (!gtk_list_box_row_is_selected (row))
    gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  show_selected (self);
}
