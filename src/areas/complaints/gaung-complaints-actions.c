/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The action table of the complaints desk: names, keys, titles. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-complaints-page-private.h"
#include "gaung-toast.h"

static const struct
{
  const char *name;
  GaungComplaintAction action;
} verdicts[] = {
  { "complaint.verify", GAUNG_COMPLAINT_VERIFY },
  { "complaint.dispose", GAUNG_COMPLAINT_DISPOSE },
  { "complaint.postpone", GAUNG_COMPLAINT_POSTPONE },
  { "complaint.archive", GAUNG_COMPLAINT_ARCHIVE },
  { "complaint.start", GAUNG_COMPLAINT_START },
  { "complaint.ask", GAUNG_COMPLAINT_ASK_MORE },
  { "complaint.resume", GAUNG_COMPLAINT_RESUME },
  { "complaint.return", GAUNG_COMPLAINT_RETURN },
  { "complaint.close", GAUNG_COMPLAINT_CLOSE },
  { "complaint.reopen", GAUNG_COMPLAINT_REOPEN },
  { "complaint.assign", GAUNG_COMPLAINT_ASSIGN },
  { "complaint.promise", GAUNG_COMPLAINT_PROMISE },
};

static void
verdict_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  for (guint i = 0; i < G_N_ELEMENTS (verdicts); i++)
    if (g_str_equal (verdicts[i].name, name))
      gaung_complaints_page_start (GAUNG_COMPLAINTS_PAGE (widget), verdicts[i].action);
}

static void
edit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_complaints_page_edit (GAUNG_COMPLAINTS_PAGE (widget));
}

static void
assign_me_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_complaints_page_assign_to_me (GAUNG_COMPLAINTS_PAGE (widget));
}

static void
reply_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_complaints_page_open_voice (GAUNG_COMPLAINTS_PAGE (widget), GAUNG_VOICE_REPLY);
}

static void
note_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_complaints_page_open_voice (GAUNG_COMPLAINTS_PAGE (widget), GAUNG_VOICE_NOTE);
}

static void
send_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_complaints_page_send (GAUNG_COMPLAINTS_PAGE (widget), FALSE);
}

static void
send_next_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_complaints_page_send (GAUNG_COMPLAINTS_PAGE (widget), TRUE);
}

static void
unsend_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_complaints_page_unsend (GAUNG_COMPLAINTS_PAGE (widget));
}

static void
attach_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_complaints_page_attach (GAUNG_COMPLAINTS_PAGE (widget), TRUE);
}

static void
seen_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_complaints_page_mark_seen (GAUNG_COMPLAINTS_PAGE (widget));
}

static void
next_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_complaints_page_step (GAUNG_COMPLAINTS_PAGE (widget), 1);
}

static void
previous_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_complaints_page_step (GAUNG_COMPLAINTS_PAGE (widget), -1);
}

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_page_open_record (GAUNG_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
scope_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_complaint_list_set_scope (gaung_complaints_page_get_list (GAUNG_COMPLAINTS_PAGE (widget)),
                                  g_variant_get_string (parameter, NULL));
}

static void
new_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_page_create_record (GAUNG_PAGE (widget));
}

static void
search_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_page_focus_search (GAUNG_PAGE (widget));
}

static void
copy_reference_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GaungComplaintView *view = gaung_complaints_page_get_view (GAUNG_COMPLAINTS_PAGE (widget));
  GaungComplaint *complaint = view != NULL ? gaung_complaint_view_get_complaint (view) : NULL;

  if (complaint == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          gaung_record_get_reference (GAUNG_RECORD (complaint)));
  gaung_toast (widget, _ ("Reference copied"));
}

#define SECTION N_ ("Complaints")
#define LETTER GAUNG_ACTION_OUTSIDE_TEXT

/* clang-format off */
const GaungActionRow gaung_complaint_action_rows[] = {
  { "complaint.verify", NULL, { "1" }, SECTION, N_("Verify"), LETTER, verdict_cb },
  { "complaint.dispose", NULL, { "2" }, SECTION, N_("Hand over to an agency"), LETTER, verdict_cb },
  { "complaint.postpone", NULL, { "3", "p" }, SECTION, N_("Postpone"), LETTER, verdict_cb },
  { "complaint.archive", NULL, { "4" }, SECTION, N_("Archive"), LETTER, verdict_cb },
  { "complaint.reply", NULL, { "r" }, SECTION, N_("Write a public reply"), LETTER, reply_cb },
  { "complaint.note", NULL, { "n" }, SECTION, N_("Write an internal note"), LETTER, note_cb },
  { "complaint.send", NULL, { "<Control>Return", "<Control>KP_Enter" }, SECTION, N_("Send"), GAUNG_ACTION_NOT_SEARCHED, send_cb },
  { "complaint.send-next", NULL, { "<Control><Shift>Return", "<Control><Shift>KP_Enter" }, SECTION, N_("Send, and on to the next"), GAUNG_ACTION_NOT_SEARCHED, send_next_cb },
  { "complaint.assign-me", NULL, { "a" }, SECTION, N_("Assign to me"), LETTER, assign_me_cb },
  { "complaint.assign", NULL, { "<Shift>a" }, SECTION, N_("Assign to a colleague"), LETTER, verdict_cb },
  { "complaint.edit", NULL, { "e" }, SECTION, N_("Correct the details"), LETTER, edit_cb },
  { "complaint.next", NULL, { "j", "<Alt>Down" }, SECTION, N_("Next complaint"), LETTER | GAUNG_ACTION_NOT_SEARCHED, next_cb },
  { "complaint.previous", NULL, { "k", "<Alt>Up" }, SECTION, N_("Previous complaint"), LETTER | GAUNG_ACTION_NOT_SEARCHED, previous_cb },
  { "complaint.search", NULL, { "slash" }, SECTION, N_("Search complaints"), LETTER | GAUNG_ACTION_NOT_SEARCHED, search_cb },
  { "complaint.start", NULL, { NULL }, SECTION, N_("Start work"), GAUNG_ACTION_NONE, verdict_cb },
  { "complaint.ask", NULL, { NULL }, SECTION, N_("Ask the reporter"), GAUNG_ACTION_NONE, verdict_cb },
  { "complaint.resume", NULL, { NULL }, SECTION, N_("Resume"), GAUNG_ACTION_NONE, verdict_cb },
  { "complaint.return", NULL, { NULL }, SECTION, N_("Return to the agency it came from"), GAUNG_ACTION_NONE, verdict_cb },
  { "complaint.close", NULL, { NULL }, SECTION, N_("Close"), GAUNG_ACTION_NONE, verdict_cb },
  { "complaint.reopen", NULL, { NULL }, SECTION, N_("Reopen"), GAUNG_ACTION_NONE, verdict_cb },
  { "complaint.promise", NULL, { NULL }, SECTION, N_("Promise something by a day"), GAUNG_ACTION_NONE, verdict_cb },
  { "complaint.attach", NULL, { NULL }, SECTION, N_("Attach a file"), GAUNG_ACTION_NONE, attach_cb },
  { "complaint.copy-reference", NULL, { NULL }, SECTION, N_("Copy the reference"), GAUNG_ACTION_NONE, copy_reference_cb },
  { "complaint.seen", NULL, { NULL }, SECTION, N_("Mark as seen"), GAUNG_ACTION_HIDDEN, seen_cb },
  { "complaint.unsend", NULL, { NULL }, SECTION, N_("Take the reply back"), GAUNG_ACTION_HIDDEN, unsend_cb },
  { "complaint.open", "s", { NULL }, SECTION, N_("Open"), GAUNG_ACTION_HIDDEN, open_cb },
  { "complaint.scope", "s", { NULL }, SECTION, N_("Whose complaints"), GAUNG_ACTION_HIDDEN, scope_cb },
  { "complaint.new", NULL, { NULL }, SECTION, N_("New complaint"), GAUNG_ACTION_HIDDEN, new_cb },
  { NULL },
};
/* clang-format on */
