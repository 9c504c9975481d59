/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Attaching a file: to the complaint, or to what is being written. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-attachment-import.h"
#include "gaung-complaint-job.h"
#include "gaung-complaints-page-private.h"
#include "gaung-toast.h"

static const char *
get_shown (GaungComplaintsPage *self)
{
  GaungComplaintView *view = gaung_complaints_page_get_view (self);

  return view != NULL ? gaung_complaint_view_get_id (view) : NULL;
}

/* Where a chosen file goes. */
typedef struct
{
  GaungComplaintsPage *self;
  char *complaint;
  gboolean to_complaint;
  GaungVoice voice;
} Attaching;

static void
attaching_free (Attaching *attaching)
{
  g_object_unref (attaching->self);
  g_free (attaching->complaint);
  g_free (attaching);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Attaching, attaching_free)

static void
attached_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungComplaintsPage) self = data;
  GaungComplaintJob *job = GAUNG_COMPLAINT_JOB (source);
  g_autoptr (GError) error = NULL;
  gboolean is_done = gaung_complaint_job_finish (job, result, &error);

  if (gaung_complaints_page_get_view (self) == NULL)
    return;
  if (!is_done)
    gaung_complaints_page_show_failure (self, error);
  else if (gaung_complaint_job_get_refusal (job) != NULL)
    gaung_complaints_page_show_failure (self, gaung_complaint_job_get_refusal (job));
  else
    gaung_toast (GTK_WIDGET (self), _ ("File attached"));
}

/* A correction as any other: with its entry, and only by those who may. */
static void
attach_to_complaint (GaungComplaintsPage *self, const char *complaint, const char *attachment)
{
  GaungContext *context = gaung_page_get_context (GAUNG_PAGE (self));
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungRecord) before
      = gaung_store_get (gaung_context_get_store (context), complaint, &error);
  g_autoptr (GaungRecord) after = before != NULL ? gaung_record_copy (before) : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GaungComplaintJob) job = NULL;
  g_auto (GStrv) old = NULL;
  g_auto (GStrv) all = NULL;

  if (before == NULL)
    {
      gaung_complaints_page_show_failure (self, error);
      return;
    }
  old = gaung_record_get_strings (before, "attachments");
  if (g_strv_contains ((const char *const *) old, attachment))
    return;
  g_strv_builder_addv (builder, (const char **) old);
  g_strv_builder_add (builder, attachment);
  all = g_strv_builder_end (builder);
  if (!gaung_record_set_strings (after, "attachments", (const char *const *) all, &error))
    {
      gaung_complaints_page_show_failure (self, error);
      return;
    }
  job = gaung_complaint_job_new_edit (context, before, after);
  gaung_complaint_job_run_async (job, NULL, attached_cb, g_object_ref (self));
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Attaching) attaching = data;
  GaungComplaintsPage *self = attaching->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungAttachment) attachment = gaung_attachment_import_finish (result, &error);

  if (gaung_complaints_page_get_view (self) == NULL)
    return;
  if (attachment == NULL)
    {
      g_autofree char *text = gaung_attachment_import_error_to_text (error);

      gaung_complaint_view_set_error (gaung_complaints_page_get_view (self), text);
    }
  else if (attaching->to_complaint)
    attach_to_complaint (
        self, attaching->complaint, gaung_record_get_id (GAUNG_RECORD (attachment)));
  else if (g_strcmp0 (attaching->complaint, get_shown (self)) == 0)
    gaung_composer_add_attachment (
        gaung_complaint_view_get_composer (gaung_complaints_page_get_view (self)),
        attaching->voice,
        gaung_record_get_id (GAUNG_RECORD (attachment)),
        gaung_record_get_title (GAUNG_RECORD (attachment)));
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Attaching) attaching = data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);
  GaungContext *context;

  if (file == NULL)
    return;
  context = gaung_page_get_context (GAUNG_PAGE (attaching->self));
  gaung_attachment_import_async (context, file, NULL, imported_cb, g_steal_pointer (&attaching));
}

void
gaung_complaints_page_attach (GaungComplaintsPage *self, gboolean to_complaint)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  Attaching *attaching;

  if (get_shown (self) == NULL)
    return;
  attaching = g_new0 (Attaching, 1);
  attaching->self = g_object_ref (self);
  attaching->complaint = g_strdup (get_shown (self));
  attaching->to_complaint = to_complaint;
  attaching->voice = gaung_composer_get_voice (
      gaung_complaint_view_get_composer (gaung_complaints_page_get_view (self)));
  gtk_file_dialog_set_title (dialog, _ ("Attach a File"));
  gtk_file_dialog_open (dialog,
                        GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                        NULL,
                        file_chosen_cb,
                        attaching);
}
