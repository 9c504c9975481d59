/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungComplaintDesk: carries out what the page's actions say. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-agency-names.h"
#include "gaung-chooser-dialog.h"
#include "gaung-colleagues.h"
#include "gaung-complaint-desk.h"
#include "gaung-facts-dialog.h"
#include "gaung-reason-dialog.h"
#include "gaung-dialog.h"
#include "gaung-toast.h"

#define RECENT_SETTING "agencies.recent"
#define MAX_RECENT 5
#define MAX_SKIPPED_LINES 5

struct _GaungComplaintDesk
{
  GObject parent_instance;

  GaungContext *context;
  GtkWidget *widget; /* weak */
};

G_DEFINE_FINAL_TYPE (GaungComplaintDesk, gaung_complaint_desk, G_TYPE_OBJECT)

enum
{
  DONE,
  REFUSED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a dialog was opened for. */
typedef struct
{
  GaungComplaintDesk *self;
  GStrv ids;
  GaungComplaintAction action;
} Request;

static Request *
request_new (GaungComplaintDesk *self, const char *const *ids, GaungComplaintAction action)
{
  Request *request = g_new0 (Request, 1);

  request->self = g_object_ref (self);
  request->ids = g_strdupv ((char **) ids);
  request->action = action;
  return request;
}

static void
request_free (gpointer data, GClosure *closure)
{
  Request *request = data;

  g_object_unref (request->self);
  g_strfreev (request->ids);
  g_free (request);
}

static void
reverted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungComplaintDesk) self = data;
  g_autoptr (GError) error = NULL;

  if (!gaung_complaint_job_finish (GAUNG_COMPLAINT_JOB (source), result, &error))
    g_signal_emit (self, signals[FAILED], 0, error);
  else if (self->widget != NULL)
    gaung_toast (self->widget, _ ("Undone"));
}

typedef struct
{
  GaungComplaintDesk *self; /* weak: the undo stack outlives the page */
  GaungComplaintJob *job;
} Undo;

static void
undo_cb (gpointer data)
{
  Undo *undo = data;

  if (undo->self != NULL)
    gaung_complaint_job_revert_async (undo->job, reverted_cb, g_object_ref (undo->self));
}

static void
undo_free (gpointer data)
{
  Undo *undo = data;

  g_clear_weak_pointer (&undo->self);
  g_object_unref (undo->job);
  g_free (undo);
}

static void
tell_done (GaungComplaintDesk *self, GaungComplaintJob *job)
{
  g_autofree char *title = gaung_complaint_job_get_title (job);
  Undo *undo;

  if (self->widget == NULL || gaung_complaint_job_get_action (job) == GAUNG_COMPLAINT_REVEAL)
    return;
  if (!gaung_complaint_job_can_revert (job))
    {
      gaung_toast (self->widget, title);
      return;
    }
  undo = g_new0 (Undo, 1);
  g_set_weak_pointer (&undo->self, self);
  undo->job = g_object_ref (job);
  gaung_toast_undo (self->widget, self->context, title, undo_cb, undo, undo_free);
}

static void
tell_refused (GaungComplaintDesk *self, GaungComplaintJob *job)
{
  g_autofree char *reasons = gaung_complaint_job_get_skipped_text (job, 1);
  /* Translators: why nothing was done: "Nothing was changed. Lampu jalan mati: is “Done”" */
  g_autofree char *text = g_strdup_printf (_ ("Nothing was changed. %s"), reasons);

  if (self->widget != NULL)
    gaung_toast (self->widget, text);
  g_signal_emit (self, signals[REFUSED], 0, text);
}

static void
run_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungComplaintDesk) self = data;
  GaungComplaintJob *job = GAUNG_COMPLAINT_JOB (source);
  g_autoptr (GError) error = NULL;

  if (!gaung_complaint_job_finish (job, result, &error))
    g_signal_emit (self, signals[FAILED], 0, error);
  else if (gaung_complaint_job_get_n_done (job) == 0)
    tell_refused (self, job);
  else
    {
      tell_done (self, job);
      g_signal_emit (self, signals[DONE], 0, job);
    }
}

static GStrv
get_recent (GaungComplaintDesk *self)
{
  g_autofree char *text
      = gaung_store_get_setting (gaung_context_get_store (self->context), RECENT_SETTING);

  return g_strsplit (text != NULL ? text : "", ",", MAX_RECENT);
}

static void
remember_recent (GaungComplaintDesk *self, const char *agency)
{
  g_auto (GStrv) recent = get_recent (self);
  g_autoptr (GString) text = g_string_new (agency);
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);
  guint n = 1;

  for (guint i = 0; recent[i] != NULL && n < MAX_RECENT; i++)
    if (*recent[i] && !g_str_equal (recent[i], agency))
      {
        g_string_append_printf (text, ",%s", recent[i]);
        n++;
      }
  gaung_batch_put_setting (batch, RECENT_SETTING, text->str);
  gaung_store_write_async (gaung_context_get_store (self->context), batch, NULL, NULL, NULL);
}

static void
agency_chosen_cb (GaungChooserDialog *dialog,
                  const char *key,
                  const char *label,
                  const char *remark,
                  Request *request)
{
  GaungComplaintArguments arguments = { .until = GAUNG_DAY_NONE, .agency = key, .text = remark };

  remember_recent (request->self, key);
  gaung_complaint_desk_run (
      request->self, (const char *const *) request->ids, request->action, &arguments, NULL);
}

static void
add_agency (GaungChooserDialog *dialog, GaungRecord *agency)
{
  g_auto (GStrv) aliases = gaung_record_get_strings (agency, "aliases");
  g_autofree char *search = g_strjoinv (" ", aliases);
  const char *code = gaung_record_get_string (agency, "code");
  const char *short_name = gaung_record_get_string (agency, "short_name");

  gaung_chooser_dialog_add (dialog,
                            code,
                            gaung_record_get_string (agency, "name"),
                            short_name != NULL ? short_name : code,
                            search);
}

typedef struct
{
  GaungChooserDialog *dialog;
  GStrv recent;
  const char *own; /* not offered: it is there already */
} Filling;

static gboolean
add_agency_cb (GaungRecord *record, gpointer data)
{
  const Filling *filling = data;
  const char *code = gaung_record_get_string (record, "code");

  if (g_strcmp0 (code, filling->own) != 0
      && !g_strv_contains ((const char *const *) filling->recent, code))
    add_agency (filling->dialog, record);
  return TRUE;
}

static AdwDialog *
ask_agency (GaungComplaintDesk *self, Request *request, GaungComplaint *complaint)
{
  GaungStore *store = gaung_context_get_store (self->context);
  GaungChooserDialog *dialog = gaung_chooser_dialog_new (_ ("Hand Over"),
                                                         C_ ("verdict", "Hand Over"),
                                                         _ ("Name of the agency"),
                                                         _ ("Note for the agency, not required"));
  g_autoptr (GaungQuery) query = gaung_query_new ("agency");
  g_auto (GStrv) recent = get_recent (self);
  Filling filling = { dialog, recent, NULL };

  if (complaint != NULL)
    filling.own = gaung_record_get_string (GAUNG_RECORD (complaint), "agency");
  for (guint i = 0; recent[i] != NULL; i++)
    {
      g_autoptr (GaungRecord) agency = gaung_store_get_by_key (store, "agency", recent[i]);

      if (agency != NULL && g_strcmp0 (recent[i], filling.own) != 0)
        add_agency (dialog, agency);
    }
  /* A hundred agencies are read within a frame. */
  gaung_store_foreach (store, query, add_agency_cb, &filling, NULL, NULL);
  g_signal_connect_data (
      dialog, "chosen", G_CALLBACK (agency_chosen_cb), request, request_free, G_CONNECT_DEFAULT);
  return ADW_DIALOG (dialog);
}

static void
colleague_chosen_cb (GaungChooserDialog *dialog,
                     const char *key,
                     const char *label,
                     const char *remark,
                     Request *request)
{
  GaungComplaintArguments arguments = { .until = GAUNG_DAY_NONE };
  const GaungActor *actor = gaung_context_get_actor (request->self->context);

  if (*key)
    {
      arguments.assignee = key;
      arguments.assignee_name = g_str_equal (key, actor->id) ? actor->name : label;
    }
  gaung_complaint_desk_run (
      request->self, (const char *const *) request->ids, request->action, &arguments, NULL);
}

static void
colleagues_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungChooserDialog) dialog = data;
  const char *own = g_object_get_data (G_OBJECT (dialog), "own");
  g_autoptr (GPtrArray) colleagues = gaung_colleagues_find_finish (result, NULL);

  for (guint i = 0; colleagues != NULL && i < colleagues->len; i++)
    {
      const GaungColleague *colleague = g_ptr_array_index (colleagues, i);

      if (g_strcmp0 (colleague->id, own) != 0)
        gaung_chooser_dialog_add (
            dialog,
            colleague->id,
            colleague->name,
            gaung_agency_names_get_short (GAUNG_STORE (source), colleague->agency),
            colleague->id);
    }
}

static AdwDialog *
ask_colleague (GaungComplaintDesk *self, Request *request)
{
  const GaungActor *actor = gaung_context_get_actor (self->context);
  GaungChooserDialog *dialog = gaung_chooser_dialog_new (
      _ ("Assign"), C_ ("verdict", "Assign"), _ ("Name of a colleague"), NULL);

  gaung_chooser_dialog_add (dialog, actor->id, _ ("Me"), actor->name, NULL);
  gaung_chooser_dialog_add (dialog, "", _ ("Nobody"), NULL, NULL);
  g_object_set_data_full (G_OBJECT (dialog), "own", g_strdup (actor->id), g_free);
  gaung_colleagues_find_async (gaung_context_get_store (self->context),
                               actor->agency,
                               colleagues_found_cb,
                               g_object_ref (dialog));
  g_signal_connect_data (
      dialog, "chosen", G_CALLBACK (colleague_chosen_cb), request, request_free, G_CONNECT_DEFAULT);
  return ADW_DIALOG (dialog);
}

static void
confirmed_cb (GaungReasonDialog *dialog, Request *request)
{
  GaungComplaintArguments arguments = { .until = gaung_reason_dialog_get_until (dialog) };
  g_autofree char *text = gaung_reason_dialog_get_text (dialog);
  g_autoptr (GPtrArray) drafts = g_ptr_array_new ();
  const char *key = gaung_reason_dialog_get_draft_key (dialog);

  if (key != NULL)
    g_ptr_array_add (drafts, (gpointer) key);
  if (request->action == GAUNG_COMPLAINT_ARCHIVE)
    {
      arguments.reason = gaung_reason_dialog_get_archive_reason (dialog);
      arguments.text = *text ? text : NULL;
    }
  else if (request->action == GAUNG_COMPLAINT_ASK_MORE
           || request->action == GAUNG_COMPLAINT_PROMISE)
    arguments.text = text;
  else
    arguments.reason = text;
  gaung_complaint_desk_run (
      request->self, (const char *const *) request->ids, request->action, &arguments, drafts);
}

static AdwDialog *
ask_reason (GaungComplaintDesk *self, Request *request, GaungComplaint *complaint)
{
  GaungReasonDialog *dialog = gaung_reason_dialog_new (self->context, request->action, complaint);

  g_signal_connect_data (
      dialog, "confirmed", G_CALLBACK (confirmed_cb), request, request_free, G_CONNECT_DEFAULT);
  return ADW_DIALOG (dialog);
}

static void
set_preview (AdwDialog *dialog, const char *text)
{
  if (GAUNG_IS_CHOOSER_DIALOG (dialog))
    gaung_chooser_dialog_set_preview (GAUNG_CHOOSER_DIALOG (dialog), text);
  else
    gaung_reason_dialog_set_preview (GAUNG_REASON_DIALOG (dialog), text);
}

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AdwDialog) dialog = data;
  GaungComplaintJob *job = GAUNG_COMPLAINT_JOB (source);
  g_autoptr (GString) text = NULL;
  guint n_done, n_skipped;

  if (!gaung_complaint_job_finish (job, result, NULL))
    return;
  n_done = gaung_complaint_job_get_n_done (job);
  n_skipped = gaung_complaint_job_get_n_skipped (job);
  text = g_string_new (NULL);
  /* Translators: to how many of the selected complaints something will be done */
  g_string_append_printf (
      text,
      ngettext ("It will be done to %u complaint.", "It will be done to %u complaints.", n_done),
      n_done);
  if (n_skipped > 0)
    {
      g_autofree char *lines = gaung_complaint_job_get_skipped_text (job, MAX_SKIPPED_LINES);

      g_string_append_c (text, '\n');
      /* Translators: how many of the selected complaints will be left out; a list of reasons
       * follows */
      g_string_append_printf (
          text, ngettext ("%u is left out:", "%u are left out:", n_skipped), n_skipped);
      g_string_append_printf (text, "\n%s", lines);
    }
  set_preview (dialog, text->str);
}

static void
gaung_complaint_desk_dispose (GObject *object)
{
  GaungComplaintDesk *self = GAUNG_COMPLAINT_DESK (object);

  g_clear_weak_pointer (&self->widget);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (gaung_complaint_desk_parent_class)->dispose (object);
}

static void
gaung_complaint_desk_class_init (GaungComplaintDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gaung_complaint_desk_dispose;

  signals[DONE] = g_signal_new ("done",
                                GAUNG_TYPE_COMPLAINT_DESK,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                1,
                                GAUNG_TYPE_COMPLAINT_JOB);
  signals[REFUSED] = g_signal_new ("refused",
                                   GAUNG_TYPE_COMPLAINT_DESK,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   1,
                                   G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed",
                                  GAUNG_TYPE_COMPLAINT_DESK,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_ERROR);
}

static void
gaung_complaint_desk_init (GaungComplaintDesk *self)
{
}

GaungComplaintDesk *
gaung_complaint_desk_new (GaungContext *context, GtkWidget *widget)
{
  GaungComplaintDesk *self = g_object_new (GAUNG_TYPE_COMPLAINT_DESK, NULL);

  self->context = g_object_ref (context);
  g_set_weak_pointer (&self->widget, widget);
  return self;
}

AdwDialog *
gaung_complaint_desk_start (GaungComplaintDesk *self,
                            const char *const *ids,
                            GaungComplaintAction action)
{
  g_autoptr (GaungRecord) record = NULL;
  GaungComplaint *complaint = NULL;
  AdwDialog *dialog = NULL;

  g_return_val_if_fail (GAUNG_IS_COMPLAINT_DESK (self), NULL);

  if (ids == NULL || ids[0] == NULL || self->widget == NULL)
    return NULL;
  if (ids[1] == NULL)
    record = gaung_store_get (gaung_context_get_store (self->context), ids[0], NULL);
  if (record != NULL)
    complaint = GAUNG_COMPLAINT (record);

  if (action == GAUNG_COMPLAINT_DISPOSE)
    dialog = ask_agency (self, request_new (self, ids, action), complaint);
  else if (action == GAUNG_COMPLAINT_ASSIGN)
    dialog = ask_colleague (self, request_new (self, ids, action));
  else if (action == GAUNG_COMPLAINT_POSTPONE || action == GAUNG_COMPLAINT_ARCHIVE
           || action == GAUNG_COMPLAINT_RETURN || action == GAUNG_COMPLAINT_REOPEN
           || action == GAUNG_COMPLAINT_ASK_MORE || action == GAUNG_COMPLAINT_PROMISE)
    dialog = ask_reason (self, request_new (self, ids, action), complaint);
  else
    {
      gaung_complaint_desk_run (self, ids, action, NULL, NULL);
      return NULL;
    }

  if (ids[1] != NULL)
    {
      g_autoptr (GaungComplaintJob) job
          = gaung_complaint_job_new (self->context, ids, action, NULL);

      gaung_complaint_job_preview_async (job, NULL, previewed_cb, g_object_ref (dialog));
    }
  gaung_dialog_present (dialog, self->widget);
  return dialog;
}

static void
edited_cb (GaungComplaintDesk *self, GaungComplaintJob *job)
{
  tell_done (self, job);
  g_signal_emit (self, signals[DONE], 0, job);
}

AdwDialog *
gaung_complaint_desk_edit (GaungComplaintDesk *self, const char *id)
{
  g_autoptr (GaungRecord) record = NULL;
  GaungFactsDialog *dialog;

  g_return_val_if_fail (GAUNG_IS_COMPLAINT_DESK (self), NULL);

  record = gaung_store_get (gaung_context_get_store (self->context), id, NULL);
  if (!GAUNG_IS_COMPLAINT (record) || self->widget == NULL
      || !gaung_complaint_job_can_edit (GAUNG_COMPLAINT (record),
                                        gaung_context_get_actor (self->context)))
    return NULL;
  dialog = gaung_facts_dialog_new (self->context, GAUNG_COMPLAINT (record));
  g_signal_connect_object (dialog, "saved", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  gaung_dialog_present (ADW_DIALOG (dialog), self->widget);
  return ADW_DIALOG (dialog);
}

void
gaung_complaint_desk_run (GaungComplaintDesk *self,
                          const char *const *ids,
                          GaungComplaintAction action,
                          const GaungComplaintArguments *arguments,
                          GPtrArray *draft_keys)
{
  g_autoptr (GaungComplaintJob) job = NULL;

  g_return_if_fail (GAUNG_IS_COMPLAINT_DESK (self));

  job = gaung_complaint_job_new (self->context, ids, action, arguments);
  for (guint i = 0; draft_keys != NULL && i < draft_keys->len; i++)
    gaung_complaint_job_add_draft (job, g_ptr_array_index (draft_keys, i));
  gaung_complaint_job_run_async (job, NULL, run_cb, g_object_ref (self));
}

static void
seen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungComplaintDesk) self = data;
  g_autoptr (GError) error = NULL;

  if (!gaung_store_write_finish (GAUNG_STORE (source), result, &error))
    g_signal_emit (self, signals[FAILED], 0, error);
}

void
gaung_complaint_desk_mark_seen (GaungComplaintDesk *self, const char *const *ids)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);

  g_return_if_fail (GAUNG_IS_COMPLAINT_DESK (self));

  for (guint i = 0; ids[i] != NULL; i++)
    gaung_batch_mark_seen (batch, ids[i]);
  gaung_store_write_async (
      gaung_context_get_store (self->context), batch, NULL, seen_cb, g_object_ref (self));
}
