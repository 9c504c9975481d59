/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungComplaintsPage: the complaints desk. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-complaint-desk.h"
#include "gaung-complaints-page-private.h"
#include "gaung-held-replies.h"
#include "gaung-quick-entry.h"
#include "gaung-dialog.h"
#include "gaung-toast.h"

struct _GaungComplaintsPage
{
  GaungPage parent_instance;

  AdwNavigationSplitView *split; /* the bin's child: not bound, or both would dispose of it */
  GaungComplaintList *list;
  AdwNavigationPage *record_page;
  AdwBin *record_slot;
  AdwToolbarView *blank;

  GaungComplaintView *view; /* made when a complaint is first opened */
  GaungComplaintDesk *desk;
  GaungHeldReplies *held;
  AdwDialog *dialog; /* weak */
  char *sending;     /* the complaint to which what is in the composer is being written */
  gboolean is_next_wanted;
  GHashTable *undos; /* complaint → id in the undo stack, of what can be taken back */
  char *first;       /* to be shown again after the start */
  guint first_tick;  /* after the first frame */
  guint n_ticks;
};

G_DEFINE_FINAL_TYPE (GaungComplaintsPage, gaung_complaints_page, GAUNG_TYPE_PAGE)

static const struct
{
  const char *name;
  GaungComplaintAction action;
} guarded[] = {
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
  { "complaint.assign-me", GAUNG_COMPLAINT_ASSIGN },
  { "complaint.reply", GAUNG_COMPLAINT_REPLY },
  { "complaint.note", GAUNG_COMPLAINT_NOTE },
  { "complaint.promise", GAUNG_COMPLAINT_PROMISE },
};

static const char *
get_shown (GaungComplaintsPage *self)
{
  return self->view != NULL ? gaung_complaint_view_get_id (self->view) : NULL;
}

/* What an action is about: the selected ones when there are several, else the one that is shown. */
static GStrv
get_targets (GaungComplaintsPage *self)
{
  const char *ids[] = { get_shown (self), NULL };

  if (gaung_complaint_list_get_n_selected (self->list) > 1)
    return gaung_complaint_list_get_selected (self->list);
  return g_strdupv ((char **) ids);
}

/* Where list and page take turns, the page may lie under the list: keys must not act on it then. */
static gboolean
is_in_sight (GaungComplaintsPage *self)
{
  return self->view != NULL
         && (!gaung_page_get_collapsed (GAUNG_PAGE (self))
             || adw_navigation_split_view_get_show_content (self->split));
}

static void
update_actions (GaungComplaintsPage *self)
{
  GaungComplaint *complaint
      = is_in_sight (self) ? gaung_complaint_view_get_complaint (self->view) : NULL;
  const GaungActor *actor = gaung_context_get_actor (gaung_page_get_context (GAUNG_PAGE (self)));
  gboolean is_many = gaung_complaint_list_get_n_selected (self->list) > 1;

  for (guint i = 0; i < G_N_ELEMENTS (guarded); i++)
    gtk_widget_action_set_enabled (
        GTK_WIDGET (self),
        guarded[i].name,
        is_many
            || (complaint != NULL
                && gaung_complaint_can (complaint, guarded[i].action, actor, NULL)));
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "complaint.edit",
                                 complaint != NULL
                                     && gaung_complaint_job_can_edit (complaint, actor));
}

static void
update_held (GaungComplaintsPage *self)
{
  guint seconds = 0;
  const char *latest;

  /* At the end they are written, and the page is going. */
  if (self->held == NULL || self->view == NULL)
    return;
  latest = gaung_held_replies_get_latest (self->held, &seconds);
  gaung_complaint_view_set_held (self->view, latest, seconds);
}

static void
view_changed_cb (GaungComplaintsPage *self)
{
  update_actions (self);
  update_held (self);
}

void
gaung_complaints_page_show_failure (GaungComplaintsPage *self, const GError *error)
{
  g_autofree char *message = gaung_error_to_user_text (error);

  g_warning ("An action at the complaints desk failed: %s", error->message);
  if (self->view != NULL && get_shown (self) != NULL)
    gaung_complaint_view_set_error (self->view, message);
  else
    gaung_show_error (GTK_WIDGET (self), error);
}

static void
end_sending (GaungComplaintsPage *self)
{
  g_clear_pointer (&self->sending, g_free);
  gaung_composer_set_sending (gaung_complaint_view_get_composer (self->view), FALSE);
}

static void
go_on (GaungComplaintsPage *self)
{
  if (self->is_next_wanted)
    gaung_complaints_page_step (self, 1);
  self->is_next_wanted = FALSE;
}

static void
done_cb (GaungComplaintsPage *self, GaungComplaintJob *job)
{
  GaungComplaintAction action = gaung_complaint_job_get_action (job);

  if (self->view == NULL)
    return;
  gaung_complaint_view_set_error (self->view, NULL);
  if (action == GAUNG_COMPLAINT_REVEAL)
    gaung_complaint_facts_show_reporter (gaung_complaint_view_get_facts (self->view));
  if (action == GAUNG_COMPLAINT_NOTE && self->sending != NULL)
    {
      if (g_strcmp0 (self->sending, get_shown (self)) == 0)
        gaung_composer_clear (gaung_complaint_view_get_composer (self->view), GAUNG_VOICE_NOTE);
      end_sending (self);
      go_on (self);
    }
}

static void
refused_cb (GaungComplaintsPage *self, const char *text)
{
  if (self->sending != NULL)
    end_sending (self);
  self->is_next_wanted = FALSE;
}

static void
failed_cb (GaungComplaintsPage *self, GError *error)
{
  if (self->sending != NULL)
    end_sending (self);
  self->is_next_wanted = FALSE;
  gaung_complaints_page_show_failure (self, error);
}

static void
held_failed_cb (GaungComplaintsPage *self, const char *complaint, GError *error)
{
  gaung_complaints_page_show_failure (self, error);
}

static void
reveal_cb (GaungComplaintsPage *self, GStrv members)
{
  const char *ids[] = { get_shown (self), NULL };
  GaungComplaintArguments arguments
      = { .until = GAUNG_DAY_NONE, .members = (const char *const *) members };

  gaung_complaint_desk_run (self->desk, ids, GAUNG_COMPLAINT_REVEAL, &arguments, NULL);
}

static void
send_cb (GaungComplaintsPage *self, gboolean and_next)
{
  gaung_complaints_page_send (self, and_next);
}

static void
attach_cb (GaungComplaintsPage *self)
{
  gaung_complaints_page_attach (self, FALSE);
}

static void
ensure_view (GaungComplaintsPage *self)
{
  if (self->view != NULL)
    return;
  self->view = g_object_new (GAUNG_TYPE_COMPLAINT_VIEW, NULL);
  gaung_complaint_view_set_context (self->view, gaung_page_get_context (GAUNG_PAGE (self)));
  gaung_complaint_view_set_alone (self->view, gaung_page_get_collapsed (GAUNG_PAGE (self)));
  g_signal_connect_object (
      self->view, "changed", G_CALLBACK (view_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "reveal", G_CALLBACK (reveal_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "send", G_CALLBACK (send_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "attach", G_CALLBACK (attach_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->record_slot, GTK_WIDGET (self->view));
}

static gboolean
show_record (GaungComplaintsPage *self, const char *id)
{
  GaungComplaint *complaint;

  ensure_view (self);
  if (!gaung_complaint_view_show (self->view, id))
    return FALSE;
  complaint = gaung_complaint_view_get_complaint (self->view);
  adw_navigation_page_set_title (
      self->record_page,
      complaint != NULL ? gaung_record_get_reference (GAUNG_RECORD (complaint)) : _ ("Complaint"));
  return TRUE;
}

static void
opened_cb (GaungComplaintsPage *self, const char *id, gboolean is_activated)
{
  /* At 360 px walking through the list does not leave it; walking from page to page stays there. */
  if (!is_activated && gaung_page_get_collapsed (GAUNG_PAGE (self))
      && !adw_navigation_split_view_get_show_content (self->split))
    return;
  if (show_record (self, id) && is_activated)
    adw_navigation_split_view_set_show_content (self->split, TRUE);
}

static void
collapsed_cb (GaungComplaintsPage *self)
{
  gboolean is_collapsed = gaung_page_get_collapsed (GAUNG_PAGE (self));

  gaung_complaint_list_set_narrow (self->list, is_collapsed);
  if (self->view != NULL)
    gaung_complaint_view_set_alone (self->view, is_collapsed);
  update_actions (self);
}

static void
show_content_changed_cb (GaungComplaintsPage *self)
{
  /* Going back to the list is leaving: what was typed must be safe. */
  if (self->view != NULL && !adw_navigation_split_view_get_show_content (self->split))
    gaung_composer_flush (gaung_complaint_view_get_composer (self->view));
  update_actions (self);
}

static gboolean
gaung_complaints_page_open_record (GaungPage *page, const char *id)
{
  GaungComplaintsPage *self = GAUNG_COMPLAINTS_PAGE (page);
  g_autofree char *complaint = g_strdup (id);

  if (!g_str_has_prefix (id, "complaint:") || !show_record (self, complaint))
    return FALSE;
  gaung_complaint_list_set_current (self->list, complaint);
  adw_navigation_split_view_set_show_content (self->split, TRUE);
  return TRUE;
}

static void
created_cb (GaungQuickEntry *dialog, const char *id, GaungComplaintsPage *self)
{
  gaung_page_open_record (GAUNG_PAGE (self), id);
  gaung_toast (GTK_WIDGET (self), _ ("Complaint registered"));
}

static void
similar_chosen_cb (GaungQuickEntry *dialog, const char *id, GaungComplaintsPage *self)
{
  gaung_page_open_record (GAUNG_PAGE (self), id);
}

static void
set_dialog (GaungComplaintsPage *self, AdwDialog *dialog)
{
  g_set_weak_pointer (&self->dialog, dialog);
}

static void
gaung_complaints_page_create_record (GaungPage *page)
{
  GaungComplaintsPage *self = GAUNG_COMPLAINTS_PAGE (page);
  AdwDialog *dialog = gaung_quick_entry_new (gaung_page_get_context (page));

  g_signal_connect_object (dialog, "created", G_CALLBACK (created_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (
      dialog, "similar", G_CALLBACK (similar_chosen_cb), self, G_CONNECT_DEFAULT);
  set_dialog (self, dialog);
  gaung_dialog_present (dialog, GTK_WIDGET (self));
}

static void
gaung_complaints_page_focus_search (GaungPage *page)
{
  GaungComplaintsPage *self = GAUNG_COMPLAINTS_PAGE (page);

  adw_navigation_split_view_set_show_content (self->split, FALSE);
  gaung_complaint_list_focus_search (self->list);
}

static char *
gaung_complaints_page_save_state (GaungPage *page)
{
  GaungComplaintsPage *self = GAUNG_COMPLAINTS_PAGE (page);
  g_autofree char *query = gaung_complaint_list_save_state (self->list);
  const char *id = get_shown (self);

  if (self->view != NULL)
    gaung_composer_flush (gaung_complaint_view_get_composer (self->view));
  return g_strconcat (query, "\n", id != NULL ? id : "", NULL);
}

static void
gaung_complaints_page_restore_state (GaungPage *page, const char *state)
{
  GaungComplaintsPage *self = GAUNG_COMPLAINTS_PAGE (page);
  g_auto (GStrv) lines = NULL;

  if (state == NULL)
    return;
  lines = g_strsplit (state, "\n", 2);
  if (lines[0] == NULL)
    return;
  gaung_complaint_list_restore_state (self->list, lines[0]);
  /* At 360 px the program starts with the list. */
  if (lines[1] != NULL && *lines[1] && !gaung_page_get_collapsed (page))
    g_set_str (&self->first, lines[1]);
}

/* Most starts show a complaint instead, so it is made when there is none to show. */
static void
show_none (GaungComplaintsPage *self)
{
  GtkWidget *page;

  if (self->view != NULL || adw_toolbar_view_get_content (self->blank) != NULL)
    return;
  page = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "mail-unread-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("No Complaint Chosen"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _ ("J and K walk through the list, Enter opens."));
  gtk_widget_add_css_class (page, "compact");
  adw_toolbar_view_set_content (self->blank, page);
}

/* The clerk sees work, not an empty page: the one of last time, or the most urgent one. */
static void
show_first (GaungComplaintsPage *self)
{
  GaungList *list = gaung_complaint_list_get_list (self->list);
  g_autoptr (GaungRecord) first = NULL;

  /* It was asked for before there were rows. */
  if (get_shown (self) != NULL)
    gaung_complaint_list_set_current (self->list, get_shown (self));
  if (get_shown (self) != NULL || gaung_page_get_collapsed (GAUNG_PAGE (self)))
    return;
  if (self->first != NULL && show_record (self, self->first))
    {
      gaung_complaint_list_set_current (self->list, self->first);
      return;
    }
  first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  if (first != NULL && show_record (self, gaung_record_get_id (first)))
    {
      gaung_complaint_view_leave_unseen (self->view);
      gaung_complaint_list_mark_current (self->list, gaung_record_get_id (first));
    }
}

/* The first tick comes before the list is drawn, the second after it. */
static gboolean
first_tick_cb (GtkWidget *widget, GdkFrameClock *frame_clock, gpointer data)
{
  GaungComplaintsPage *self = GAUNG_COMPLAINTS_PAGE (widget);

  if (self->n_ticks++ == 0)
    return G_SOURCE_CONTINUE;
  self->first_tick = 0;
  show_first (self);
  show_none (self);
  return G_SOURCE_REMOVE;
}

static void
filled_cb (GaungComplaintsPage *self)
{
  gaung_page_set_filled (GAUNG_PAGE (self));
  if (self->first_tick == 0)
    self->first_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), first_tick_cb, NULL, NULL);
}

static gboolean
gaung_complaints_page_grab_focus (GtkWidget *widget)
{
  GaungComplaintsPage *self = GAUNG_COMPLAINTS_PAGE (widget);

  return gaung_complaint_list_focus_rows (self->list);
}

static void
gaung_complaints_page_unmap (GtkWidget *widget)
{
  GaungComplaintsPage *self = GAUNG_COMPLAINTS_PAGE (widget);

  if (self->view != NULL)
    gaung_composer_flush (gaung_complaint_view_get_composer (self->view));
  GTK_WIDGET_CLASS (gaung_complaints_page_parent_class)->unmap (widget);
}

static void
gaung_complaints_page_constructed (GObject *object)
{
  GaungComplaintsPage *self = GAUNG_COMPLAINTS_PAGE (object);
  GaungContext *context = gaung_page_get_context (GAUNG_PAGE (self));

  G_OBJECT_CLASS (gaung_complaints_page_parent_class)->constructed (object);

  self->desk = gaung_complaint_desk_new (context, GTK_WIDGET (self));
  self->held = gaung_held_replies_new (context);
  g_signal_connect_object (self->desk, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "refused", G_CALLBACK (refused_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->held, "changed", G_CALLBACK (update_held), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->held, "failed", G_CALLBACK (held_failed_cb), self, G_CONNECT_SWAPPED);
  gaung_complaint_list_set_context (self->list, context);
  g_signal_connect (self, "notify::collapsed", G_CALLBACK (collapsed_cb), NULL);
  update_actions (self);
}

static void
gaung_complaints_page_dispose (GObject *object)
{
  GaungComplaintsPage *self = GAUNG_COMPLAINTS_PAGE (object);

  g_clear_weak_pointer (&self->dialog);
  g_clear_pointer (&self->first, g_free);
  if (self->view != NULL)
    gaung_composer_flush (gaung_complaint_view_get_composer (self->view));
  self->view = NULL;
  g_clear_object (&self->held);
  g_clear_pointer (&self->undos, g_hash_table_unref);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->sending, g_free);
  /* A bound child that is also the bin's own must go before the template takes it away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_COMPLAINTS_PAGE);
  G_OBJECT_CLASS (gaung_complaints_page_parent_class)->dispose (object);
}

static void
gaung_complaints_page_class_init (GaungComplaintsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GaungPageClass *page_class = GAUNG_PAGE_CLASS (klass);

  object_class->constructed = gaung_complaints_page_constructed;
  object_class->dispose = gaung_complaints_page_dispose;
  widget_class->unmap = gaung_complaints_page_unmap;
  widget_class->grab_focus = gaung_complaints_page_grab_focus;
  page_class->open_record = gaung_complaints_page_open_record;
  page_class->create_record = gaung_complaints_page_create_record;
  page_class->focus_search = gaung_complaints_page_focus_search;
  page_class->save_state = gaung_complaints_page_save_state;
  page_class->restore_state = gaung_complaints_page_restore_state;

  /* A GtkApplication has done so, and to do it again has the theme read again. */
  if (g_application_get_default () == NULL)
    gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                      RESOURCE_PATH "/icons");
  g_type_ensure (GAUNG_TYPE_COMPLAINT_LIST);
  gtk_widget_class_set_template_from_resource (
      widget_class, RESOURCE_PATH "/complaints/gaung-complaints-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintsPage, list);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintsPage, record_page);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintsPage, record_slot);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintsPage, blank);
  gtk_widget_class_bind_template_callback (widget_class, show_content_changed_cb);
  gaung_action_rows_install_class (widget_class, gaung_complaint_action_rows);
}

static void
gaung_complaints_page_init (GaungComplaintsPage *self)
{
  self->undos = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->split = ADW_NAVIGATION_SPLIT_VIEW (adw_bin_get_child (ADW_BIN (self)));
  g_signal_connect_swapped (self->list, "opened", G_CALLBACK (opened_cb), self);
  g_signal_connect_swapped (self->list, "selected", G_CALLBACK (update_actions), self);
  g_signal_connect_swapped (self->list, "filled", G_CALLBACK (filled_cb), self);
  g_signal_connect_swapped (self->list, "counted", G_CALLBACK (gaung_page_set_waiting_count), self);
  gaung_complaints_page_accept_drops (self);
}

GaungComplaintList *
gaung_complaints_page_get_list (GaungComplaintsPage *self)
{
  g_return_val_if_fail (GAUNG_IS_COMPLAINTS_PAGE (self), NULL);
  return self->list;
}

GaungComplaintView *
gaung_complaints_page_get_view (GaungComplaintsPage *self)
{
  g_return_val_if_fail (GAUNG_IS_COMPLAINTS_PAGE (self), NULL);
  return self->view;
}

AdwDialog *
gaung_complaints_page_get_dialog (GaungComplaintsPage *self)
{
  g_return_val_if_fail (GAUNG_IS_COMPLAINTS_PAGE (self), NULL);
  return self->dialog;
}

void
gaung_complaints_page_start (GaungComplaintsPage *self, GaungComplaintAction action)
{
  g_auto (GStrv) targets = get_targets (self);

  if (targets[0] == NULL)
    return;
  set_dialog (self, gaung_complaint_desk_start (self->desk, (const char *const *) targets, action));
}

void
gaung_complaints_page_edit (GaungComplaintsPage *self)
{
  if (get_shown (self) != NULL)
    set_dialog (self, gaung_complaint_desk_edit (self->desk, get_shown (self)));
}

void
gaung_complaints_page_assign_to_me (GaungComplaintsPage *self)
{
  const GaungActor *actor = gaung_context_get_actor (gaung_page_get_context (GAUNG_PAGE (self)));
  GaungComplaintArguments arguments = {
    .until = GAUNG_DAY_NONE,
    .assignee = actor->id,
    .assignee_name = actor->name,
  };
  g_auto (GStrv) targets = get_targets (self);

  if (targets[0] != NULL)
    gaung_complaint_desk_run (
        self->desk, (const char *const *) targets, GAUNG_COMPLAINT_ASSIGN, &arguments, NULL);
}

void
gaung_complaints_page_open_voice (GaungComplaintsPage *self, GaungVoice voice)
{
  if (get_shown (self) == NULL)
    return;
  adw_navigation_split_view_set_show_content (self->split, TRUE);
  gaung_composer_open_voice (gaung_complaint_view_get_composer (self->view), voice);
}

/* Undo of a reply takes it back before it was written anywhere but here. */
typedef struct
{
  GaungComplaintsPage *self; /* weak */
  char *complaint;
} Unsend;

static void
unsend (GaungComplaintsPage *self, const char *complaint)
{
  GaungContext *context = gaung_page_get_context (GAUNG_PAGE (self));
  g_autoptr (GaungHeldReply) reply = gaung_held_replies_cancel (self->held, complaint);
  GaungComposer *composer = gaung_complaint_view_get_composer (self->view);

  if (reply == NULL)
    return;
  gaung_undo_stack_drop (gaung_context_get_undo (context),
                         GPOINTER_TO_UINT (g_hash_table_lookup (self->undos, complaint)));
  g_hash_table_remove (self->undos, complaint);
  if (g_strcmp0 (complaint, get_shown (self)) != 0)
    gaung_page_open_record (GAUNG_PAGE (self), complaint);
  gaung_composer_set_text (composer, GAUNG_VOICE_REPLY, reply->text);
  gaung_composer_set_is_final (composer, reply->is_final);
  for (guint i = 0; reply->attachments != NULL && reply->attachments[i] != NULL; i++)
    {
      g_autoptr (GaungRecord) record
          = gaung_store_get (gaung_context_get_store (context), reply->attachments[i], NULL);

      if (record != NULL)
        gaung_composer_add_attachment (
            composer, GAUNG_VOICE_REPLY, reply->attachments[i], gaung_record_get_title (record));
    }
  gaung_composer_open_voice (composer, GAUNG_VOICE_REPLY);
}

static void
unsend_cb (gpointer data)
{
  Unsend *request = data;

  if (request->self != NULL && request->self->view != NULL)
    unsend (request->self, request->complaint);
}

static void
unsend_free (gpointer data)
{
  Unsend *request = data;

  g_clear_weak_pointer (&request->self);
  g_free (request->complaint);
  g_free (request);
}

/* The bar above the composer offers it; Ctrl+Z does it from anywhere. Takes @request. */
static void
offer_unsend (GaungComplaintsPage *self, Unsend *request)
{
  GaungContext *context = gaung_page_get_context (GAUNG_PAGE (self));
  guint seconds = gaung_context_get_undo_seconds (context);
  g_autofree char *text = NULL;
  guint undo;

  undo = gaung_undo_stack_push (gaung_context_get_undo (context),
                                _ ("Public reply sent"),
                                seconds,
                                unsend_cb,
                                request,
                                unsend_free);
  g_hash_table_insert (self->undos, g_strdup (request->complaint), GUINT_TO_POINTER (undo));
  text = g_strdup_printf (
      /* Translators: said by a screen reader: "The reply leaves in 20 seconds. Ctrl+Z takes it
         back." */
      ngettext ("The reply leaves in %u second. Ctrl+Z takes it back.",
                "The reply leaves in %u seconds. Ctrl+Z takes it back.",
                seconds),
      seconds);
  gtk_accessible_announce (
      GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
held_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Unsend *request = data;
  GaungComplaintsPage *self = request->self;
  g_autoptr (GError) error = NULL;
  gboolean is_held = gaung_held_replies_hold_finish (GAUNG_HELD_REPLIES (source), result, &error);

  if (self == NULL || self->view == NULL)
    {
      unsend_free (request);
      return;
    }
  end_sending (self);
  if (!is_held)
    {
      unsend_free (request);
      self->is_next_wanted = FALSE;
      gaung_complaints_page_show_failure (self, error);
      return;
    }
  if (g_strcmp0 (request->complaint, get_shown (self)) == 0)
    gaung_composer_clear (gaung_complaint_view_get_composer (self->view), GAUNG_VOICE_REPLY);
  offer_unsend (self, request);
  go_on (self);
}

static void
send_reply (GaungComplaintsPage *self, char *text, GStrv attachments, GPtrArray *drafts)
{
  GaungContext *context = gaung_page_get_context (GAUNG_PAGE (self));
  GaungComposer *composer = gaung_complaint_view_get_composer (self->view);
  Unsend *request = g_new0 (Unsend, 1);
  const GaungHeldReply reply = {
    .text = text,
    .is_final = gaung_composer_get_is_final (composer),
    .attachments = attachments,
  };

  g_set_weak_pointer (&request->self, self);
  request->complaint = g_strdup (self->sending);
  gaung_held_replies_hold_async (self->held,
                                 request->complaint,
                                 &reply,
                                 gaung_context_get_undo_seconds (context),
                                 drafts,
                                 held_cb,
                                 request);
}

static void
send_note (GaungComplaintsPage *self, const char *text, GStrv attachments, GPtrArray *drafts)
{
  const char *ids[] = { self->sending, NULL };
  GaungComplaintArguments arguments = {
    .until = GAUNG_DAY_NONE,
    .text = text,
    .attachments = (const char *const *) attachments,
  };

  gaung_complaint_desk_run (self->desk, ids, GAUNG_COMPLAINT_NOTE, &arguments, drafts);
}

void
gaung_complaints_page_send (GaungComplaintsPage *self, gboolean and_next)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) attachments = NULL;
  g_autofree char *text = NULL;
  GaungComposer *composer;
  GaungVoice voice;

  if (get_shown (self) == NULL || self->sending != NULL)
    return;
  composer = gaung_complaint_view_get_composer (self->view);
  voice = gaung_composer_get_voice (composer);
  text = gaung_composer_get_text (composer, voice);
  if (*text == '\0')
    return;
  /* Whatever happens from here on, the text goes into the store before it is sent. */
  gaung_composer_flush (composer);
  gaung_composer_take (composer, voice, drafts);
  attachments = gaung_composer_get_attachments (composer, voice);
  self->is_next_wanted = and_next;
  self->sending = g_strdup (get_shown (self));
  gaung_composer_set_sending (composer, TRUE);
  if (voice == GAUNG_VOICE_REPLY)
    send_reply (self, text, attachments, drafts);
  else
    send_note (self, text, attachments, drafts);
}

void
gaung_complaints_page_unsend (GaungComplaintsPage *self)
{
  guint seconds;
  g_autofree char *id = g_strdup (gaung_held_replies_get_latest (self->held, &seconds));

  if (id != NULL)
    unsend (self, id);
}

void
gaung_complaints_page_mark_seen (GaungComplaintsPage *self)
{
  g_auto (GStrv) targets = get_targets (self);

  if (targets[0] == NULL)
    return;
  gaung_complaint_desk_mark_seen (self->desk, (const char *const *) targets);
  gaung_complaint_list_unselect (self->list);
}

void
gaung_complaints_page_step (GaungComplaintsPage *self, int steps)
{
  gaung_complaint_list_step (self->list, steps);
}
