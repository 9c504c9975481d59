/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungReasonDialog: what an action needs to know before it is done. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-deadline.h"
#include "gaung-draft.h"
#include "gaung-format.h"
#include "gaung-reason-dialog.h"

/* As the strip assumes for "if postponed now". */
#define USUAL_PAUSE 3

struct _GaungReasonDialog
{
  AdwDialog parent_instance;

  GtkWidget *confirm_button;
  GtkLabel *preview;
  GtkListBox *reasons;
  GtkWidget *rows;
  GtkWidget *until_row;
  GtkMenuButton *calendar_button;
  GtkCalendar *calendar;
  GtkWidget *reason_row;
  GtkWidget *question_frame;
  GtkTextView *question_view;
  GtkLabel *effect;

  GaungContext *context;
  GaungComplaintAction action;
  GaungComplaint *complaint;
  GaungDraft *draft;
  GaungDay until;
  const char *archive_reason; /* of the static table */
};

G_DEFINE_FINAL_TYPE (GaungReasonDialog, gaung_reason_dialog, ADW_TYPE_DIALOG)

enum
{
  CONFIRMED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_complete (GaungReasonDialog *self)
{
  g_autofree char *text = gaung_reason_dialog_get_text (self);

  switch (self->action)
    {
    case GAUNG_COMPLAINT_POSTPONE:
      return *text && self->until != GAUNG_DAY_NONE
             && self->until > gaung_day_of_instant (gaung_context_get_now (self->context));
    case GAUNG_COMPLAINT_PROMISE:
      return *text && self->until != GAUNG_DAY_NONE
             && self->until >= gaung_day_of_instant (gaung_context_get_now (self->context));
    case GAUNG_COMPLAINT_ARCHIVE:
      return self->archive_reason != NULL;
    case GAUNG_COMPLAINT_VERIFY:
    case GAUNG_COMPLAINT_DISPOSE:
    case GAUNG_COMPLAINT_RESUME:
    case GAUNG_COMPLAINT_RETURN:
    case GAUNG_COMPLAINT_START:
    case GAUNG_COMPLAINT_ASK_MORE:
    case GAUNG_COMPLAINT_REPLY:
    case GAUNG_COMPLAINT_NOTE:
    case GAUNG_COMPLAINT_CLOSE:
    case GAUNG_COMPLAINT_REOPEN:
    case GAUNG_COMPLAINT_ASSIGN:
    case GAUNG_COMPLAINT_REVEAL:
    case GAUNG_COMPLAINT_N_ACTIONS:
    default:
      return *text != '\0';
    }
}

static void
update (GaungReasonDialog *self)
{
  gtk_widget_set_sensitive (self->confirm_button, is_complete (self));
}

/* How far the promised day is, as an office counts. (transfer full) (nullable) */
static char *
describe_promise (GaungReasonDialog *self)
{
  GaungDay today = gaung_day_of_instant (gaung_context_get_now (self->context));
  GaungCalendar *calendar = gaung_context_get_rules (self->context)->calendar;
  g_autofree char *day = NULL;
  int n;

  if (self->until == GAUNG_DAY_NONE)
    return NULL;
  if (self->until < today)
    return g_strdup (_ ("The day has passed."));
  day = gaung_format_day_weekday (self->until, today);
  n = gaung_calendar_count_working_days (calendar, today + 1, self->until);
  if (n < 0)
    /* Translators: %s is a day of a year whose holidays are not yet known: "Monday 03/01/2028: …"
     */
    return g_strdup_printf (_ ("%s: the calendar of that year is not decreed yet."), day);
  if (gaung_calendar_classify (calendar, self->until, NULL) != GAUNG_DAY_KIND_WORKING)
    /* Translators: %s is a day: "Sunday 29/11 is no working day." */
    return g_strdup_printf (_ ("%s is no working day."), day);
  if (n == 0)
    return g_steal_pointer (&day);
  /* Translators: a day, then how far it is: "Friday 27/11, in 3 working days" */
  return g_strdup_printf (ngettext ("%s, in %d working day", "%s, in %d working days", n), day, n);
}

/* "Then due …": what the pause does to the deadline that is nearest now. */
static void
show_effect (GaungReasonDialog *self)
{
  GaungInstant now = gaung_context_get_now (self->context);
  GaungRules *rules = gaung_context_get_rules (self->context);
  g_autoptr (GPtrArray) deadlines = NULL;
  const GaungDeadline *nearest = NULL;
  GaungInstant due = GAUNG_INSTANT_NONE;
  g_autofree char *text = NULL;

  if (self->action == GAUNG_COMPLAINT_PROMISE)
    text = describe_promise (self);
  else if (self->complaint != NULL && self->until != GAUNG_DAY_NONE)
    {
      deadlines = gaung_complaint_get_deadlines (self->complaint, rules, now);
      nearest = gaung_deadlines_get_nearest (deadlines);
    }
  if (nearest != NULL)
    due = gaung_complaint_project_due (self->complaint, rules, nearest->rule, now, self->until);
  if (due != GAUNG_INSTANT_NONE)
    {
      g_autofree char *when = gaung_format_instant (due, now);

      /* Translators: a deadline rule, then when it is due: "ULAS first answer: then due Friday
       * 27/11 11.50" */
      text = g_strdup_printf (_ ("%s: then due %s"), nearest->rule->label, when);
    }
  else if (self->action == GAUNG_COMPLAINT_POSTPONE && self->until != GAUNG_DAY_NONE
           && self->until <= gaung_day_of_instant (now))
    text = g_strdup (_ ("The day must be after today."));
  gtk_label_set_text (self->effect, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->effect), text != NULL);
}

static void
until_changed_cb (GaungReasonDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->until_row));

  if (self->context == NULL)
    return;
  self->until = GAUNG_DAY_NONE;
  if (gaung_parse_day (text, &self->until))
    gtk_widget_remove_css_class (self->until_row, "error");
  else
    gtk_widget_add_css_class (self->until_row, "error");
  show_effect (self);
  update (self);
}

static void
day_selected_cb (GaungReasonDialog *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);

  gaung_reason_dialog_set_until (self,
                                 gaung_day_from_ymd (g_date_time_get_year (date),
                                                     g_date_time_get_month (date),
                                                     g_date_time_get_day_of_month (date)));
  gtk_menu_button_popdown (self->calendar_button);
}

static void
text_changed_cb (GaungReasonDialog *self)
{
  g_autofree char *text = NULL;

  if (self->context == NULL)
    return;
  text = gaung_reason_dialog_get_text (self);
  if (self->draft != NULL)
    gaung_draft_set_text (self->draft, text);
  update (self);
}

static void
reason_toggled_cb (GtkCheckButton *check, GParamSpec *pspec, GaungReasonDialog *self)
{
  if (!gtk_check_button_get_active (check))
    return;
  self->archive_reason = g_object_get_data (G_OBJECT (check), "nick");
  update (self);
}

static void
gaung_reason_dialog_closed (AdwDialog *dialog)
{
  GaungReasonDialog *self = GAUNG_REASON_DIALOG (dialog);

  if (self->draft != NULL)
    gaung_draft_flush (self->draft);
}

static void
gaung_reason_dialog_dispose (GObject *object)
{
  GaungReasonDialog *self = GAUNG_REASON_DIALOG (object);

  g_clear_object (&self->draft);
  g_clear_object (&self->complaint);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (gaung_reason_dialog_parent_class)->dispose (object);
}

static void
gaung_reason_dialog_class_init (GaungReasonDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_reason_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = gaung_reason_dialog_closed;
  signals[CONFIRMED] = g_signal_new ("confirmed",
                                     GAUNG_TYPE_REASON_DIALOG,
                                     G_SIGNAL_RUN_LAST,
                                     0,
                                     NULL,
                                     NULL,
                                     NULL,
                                     G_TYPE_NONE,
                                     0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/complaints/gaung-reason-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungReasonDialog, confirm_button);
  gtk_widget_class_bind_template_child (widget_class, GaungReasonDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, GaungReasonDialog, reasons);
  gtk_widget_class_bind_template_child (widget_class, GaungReasonDialog, rows);
  gtk_widget_class_bind_template_child (widget_class, GaungReasonDialog, until_row);
  gtk_widget_class_bind_template_child (widget_class, GaungReasonDialog, calendar_button);
  gtk_widget_class_bind_template_child (widget_class, GaungReasonDialog, calendar);
  gtk_widget_class_bind_template_child (widget_class, GaungReasonDialog, reason_row);
  gtk_widget_class_bind_template_child (widget_class, GaungReasonDialog, question_frame);
  gtk_widget_class_bind_template_child (widget_class, GaungReasonDialog, question_view);
  gtk_widget_class_bind_template_child (widget_class, GaungReasonDialog, effect);
  gtk_widget_class_bind_template_callback (widget_class, until_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, gaung_reason_dialog_confirm);
}

static void
gaung_reason_dialog_init (GaungReasonDialog *self)
{
  self->until = GAUNG_DAY_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->question_view),
                            "changed",
                            G_CALLBACK (text_changed_cb),
                            self);
}

static GtkWidget *
add_reasons (GaungReasonDialog *self)
{
  GtkWidget *first = NULL;

  for (guint i = 0; gaung_complaint_archive_reasons[i].nick != NULL; i++)
    {
      const char *nick = gaung_complaint_archive_reasons[i].nick;
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *check = gtk_check_button_new ();
      const char *label = gaung_enum_get_label (gaung_complaint_archive_reasons, nick);

      if (first != NULL)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (check), GTK_CHECK_BUTTON (first));
      else
        first = check;
      gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
      g_object_set_data (G_OBJECT (check), "nick", (gpointer) nick);
      gtk_accessible_update_property (
          GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      g_signal_connect_object (
          check, "notify::active", G_CALLBACK (reason_toggled_cb), self, G_CONNECT_DEFAULT);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
      gtk_list_box_append (self->reasons, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->reasons), TRUE);
  return first;
}

static void
prepare (GaungReasonDialog *self)
{
  GaungDay today = gaung_day_of_instant (gaung_context_get_now (self->context));
  const char *title = _ ("Return");
  const char *label = _ ("Return");
  GtkWidget *focus = self->reason_row;

  gtk_widget_set_visible (self->until_row,
                          self->action == GAUNG_COMPLAINT_POSTPONE
                              || self->action == GAUNG_COMPLAINT_PROMISE);
  switch (self->action)
    {
    case GAUNG_COMPLAINT_POSTPONE:
      title = label = C_ ("verdict", "Postpone");
      gaung_reason_dialog_set_until (
          self,
          gaung_calendar_add_working_days (
              gaung_context_get_rules (self->context)->calendar, today, USUAL_PAUSE));
      break;
    case GAUNG_COMPLAINT_PROMISE:
      title = _ ("Promise");
      label = _ ("Promise");
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->until_row),
                                     _ ("By when, e.g. 27/11/2026"));
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->reason_row),
                                     _ ("What is promised"));
      gaung_reason_dialog_set_until (
          self,
          gaung_calendar_add_working_days (
              gaung_context_get_rules (self->context)->calendar, today, USUAL_PAUSE));
      break;
    case GAUNG_COMPLAINT_ARCHIVE:
      title = label = C_ ("verdict", "Archive");
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->reason_row),
                                     _ ("Remark, not required"));
      focus = add_reasons (self);
      break;
    case GAUNG_COMPLAINT_REOPEN:
      title = label = C_ ("verdict", "Reopen");
      break;
    case GAUNG_COMPLAINT_ASK_MORE:
      title = _ ("Ask the Reporter");
      label = _ ("Send question");
      gtk_widget_set_visible (self->rows, FALSE);
      gtk_widget_set_visible (self->question_frame, TRUE);
      focus = GTK_WIDGET (self->question_view);
      break;
    case GAUNG_COMPLAINT_RETURN:
    case GAUNG_COMPLAINT_VERIFY:
    case GAUNG_COMPLAINT_DISPOSE:
    case GAUNG_COMPLAINT_RESUME:
    case GAUNG_COMPLAINT_START:
    case GAUNG_COMPLAINT_REPLY:
    case GAUNG_COMPLAINT_NOTE:
    case GAUNG_COMPLAINT_CLOSE:
    case GAUNG_COMPLAINT_ASSIGN:
    case GAUNG_COMPLAINT_REVEAL:
    case GAUNG_COMPLAINT_N_ACTIONS:
    default:
      break;
    }
  adw_dialog_set_title (ADW_DIALOG (self), title);
  gtk_button_set_label (GTK_BUTTON (self->confirm_button), label);
  adw_dialog_set_focus (ADW_DIALOG (self), focus);
}

static void
load_draft (GaungReasonDialog *self)
{
  static const char *const suffixes[GAUNG_COMPLAINT_N_ACTIONS] = {
    [GAUNG_COMPLAINT_POSTPONE] = "postpone", [GAUNG_COMPLAINT_ARCHIVE] = "archive",
    [GAUNG_COMPLAINT_RETURN] = "return",     [GAUNG_COMPLAINT_REOPEN] = "reopen",
    [GAUNG_COMPLAINT_ASK_MORE] = "question", [GAUNG_COMPLAINT_PROMISE] = "promise",
  };
  const char *suffix = suffixes[self->action];
  g_autofree char *key = NULL;
  g_autofree char *text = NULL;

  if (self->complaint == NULL || suffix == NULL)
    return;
  key = g_strconcat (gaung_record_get_id (GAUNG_RECORD (self->complaint)), "/", suffix, NULL);
  self->draft = gaung_draft_new (gaung_context_get_store (self->context), key);
  text = gaung_draft_load (self->draft);
  if (text != NULL)
    gaung_reason_dialog_set_text (self, text);
}

GaungReasonDialog *
gaung_reason_dialog_new (GaungContext *context,
                         GaungComplaintAction action,
                         GaungComplaint *complaint)
{
  GaungReasonDialog *self;

  g_return_val_if_fail (GAUNG_IS_CONTEXT (context), NULL);

  self = g_object_new (GAUNG_TYPE_REASON_DIALOG, NULL);
  self->context = g_object_ref (context);
  self->action = action;
  g_set_object (&self->complaint, complaint);
  prepare (self);
  load_draft (self);
  update (self);
  return self;
}

void
gaung_reason_dialog_set_preview (GaungReasonDialog *self, const char *text)
{
  g_return_if_fail (GAUNG_IS_REASON_DIALOG (self));

  gtk_label_set_text (self->preview, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->preview), text != NULL && *text);
}

void
gaung_reason_dialog_set_text (GaungReasonDialog *self, const char *text)
{
  g_return_if_fail (GAUNG_IS_REASON_DIALOG (self));

  if (self->action == GAUNG_COMPLAINT_ASK_MORE)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->question_view), text, -1);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->reason_row), text);
}

void
gaung_reason_dialog_set_until (GaungReasonDialog *self, GaungDay until)
{
  g_autofree char *text = NULL;

  g_return_if_fail (GAUNG_IS_REASON_DIALOG (self));

  if (until == GAUNG_DAY_NONE)
    return;
  text = gaung_format_day_short (until);
  gtk_editable_set_text (GTK_EDITABLE (self->until_row), text);
}

void
gaung_reason_dialog_choose (GaungReasonDialog *self, const char *archive_reason)
{
  g_return_if_fail (GAUNG_IS_REASON_DIALOG (self));

  for (guint i = 0; gaung_complaint_archive_reasons[i].nick != NULL; i++)
    if (g_str_equal (gaung_complaint_archive_reasons[i].nick, archive_reason))
      {
        GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->reasons, i);

        gtk_check_button_set_active (
            GTK_CHECK_BUTTON (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row))), TRUE);
      }
}

void
gaung_reason_dialog_confirm (GaungReasonDialog *self)
{
  g_autoptr (GaungReasonDialog) alive = NULL;

  g_return_if_fail (GAUNG_IS_REASON_DIALOG (self));

  if (!is_complete (self))
    return;
  alive = g_object_ref (self);
  if (self->draft != NULL)
    gaung_draft_flush (self->draft);
  g_signal_emit (self, signals[CONFIRMED], 0);
  adw_dialog_close (ADW_DIALOG (self));
}

char *
gaung_reason_dialog_get_text (GaungReasonDialog *self)
{
  GtkTextIter start, end;
  GtkTextBuffer *buffer;

  g_return_val_if_fail (GAUNG_IS_REASON_DIALOG (self), NULL);

  if (self->action != GAUNG_COMPLAINT_ASK_MORE)
    return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason_row))));
  buffer = gtk_text_view_get_buffer (self->question_view);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

GaungDay
gaung_reason_dialog_get_until (GaungReasonDialog *self)
{
  g_return_val_if_fail (GAUNG_IS_REASON_DIALOG (self), GAUNG_DAY_NONE);
  return self->until;
}

const char *
gaung_reason_dialog_get_archive_reason (GaungReasonDialog *self)
{
  g_return_val_if_fail (GAUNG_IS_REASON_DIALOG (self), NULL);
  return self->archive_reason;
}

const char *
gaung_reason_dialog_get_effect (GaungReasonDialog *self)
{
  g_return_val_if_fail (GAUNG_IS_REASON_DIALOG (self), NULL);
  return gtk_label_get_text (self->effect);
}

const char *
gaung_reason_dialog_get_draft_key (GaungReasonDialog *self)
{
  g_return_val_if_fail (GAUNG_IS_REASON_DIALOG (self), NULL);
  return self->draft != NULL ? gaung_draft_get_key (self->draft) : NULL;
}
