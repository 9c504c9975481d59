/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Attaching files: to the complaint, or to what is being written; chosen, or dropped. */

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

/* Where chosen files go. */
typedef struct
{
  GaungComplaintsPage *self;
  char *complaint;
  gboolean to_complaint;
  GaungVoice voice;
  guint n_files;
  GCancellable *cancellable;
  AdwToast *toast; /* (nullable): while several are read */
} Attaching;

static void
attaching_free (Attaching *attaching)
{
  if (attaching->toast != NULL)
    adw_toast_dismiss (attaching->toast);
  g_clear_object (&attaching->toast);
  g_object_unref (attaching->cancellable);
  g_object_unref (attaching->self);
  g_free (attaching->complaint);
  g_free (attaching);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Attaching, attaching_free)

static Attaching *
attaching_new (GaungComplaintsPage *self, gboolean to_complaint)
{
  Attaching *attaching = g_new0 (Attaching, 1);

  attaching->self = g_object_ref (self);
  attaching->complaint = g_strdup (get_shown (self));
  attaching->to_complaint = to_complaint;
  attaching->cancellable = g_cancellable_new ();
  attaching->voice = gaung_composer_get_voice (
      gaung_complaint_view_get_composer (gaung_complaints_page_get_view (self)));
  return attaching;
}

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
    gaung_toast (GTK_WIDGET (self), _ ("Attached"));
}

/* A correction as any other: with its entry, and only by those who may. */
static void
attach_to_complaint (GaungComplaintsPage *self, const char *complaint, GPtrArray *attachments)
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
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_new = 0;

  if (before == NULL)
    {
      gaung_complaints_page_show_failure (self, error);
      return;
    }
  old = gaung_record_get_strings (before, "attachments");
  g_strv_builder_addv (builder, (const char **) old);
  for (char **id = old; *id != NULL; id++)
    g_hash_table_add (known, *id);
  for (guint i = 0; i < attachments->len; i++)
    {
      const char *id = gaung_record_get_id (g_ptr_array_index (attachments, i));

      /* The same picture twice is one attachment. */
      if (g_hash_table_add (known, (gpointer) id))
        {
          g_strv_builder_add (builder, id);
          n_new++;
        }
    }
  if (n_new == 0)
    return;
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
say_failure (Attaching *attaching, guint n_attached, const GError *error)
{
  g_autofree char *reason = gaung_attachment_import_error_to_text (error);
  g_autofree char *text = NULL;

  if (attaching->n_files == 1)
    text = g_steal_pointer (&reason);
  else
    /* Translators: how many of how many, then why not the others: "3 of 5 files were attached. The
     * picture is damaged. It was not attached." */
    text = g_strdup_printf (
        _ ("%u of %u files were attached. %s"), n_attached, attaching->n_files, reason);
  gaung_complaint_view_set_error (gaung_complaints_page_get_view (attaching->self), text);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Attaching) attaching = data;
  GaungComplaintsPage *self = attaching->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) attachments = gaung_attachment_import_finish (result, &error);

  if (gaung_complaints_page_get_view (self) == NULL)
    return;
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say_failure (attaching, attachments->len, error);
  if (attachments->len == 0)
    return;
  if (attaching->to_complaint)
    attach_to_complaint (self, attaching->complaint, attachments);
  else if (g_strcmp0 (attaching->complaint, get_shown (self)) == 0)
    for (guint i = 0; i < attachments->len; i++)
      gaung_composer_add_attachment (
          gaung_complaint_view_get_composer (gaung_complaints_page_get_view (self)),
          attaching->voice,
          gaung_record_get_id (g_ptr_array_index (attachments, i)),
          gaung_record_get_title (g_ptr_array_index (attachments, i)));
}

static void
progress_cb (guint done, gpointer data)
{
  Attaching *attaching = data;
  g_autofree char *title = NULL;

  if (attaching->toast == NULL)
    return;
  /* Translators: "Attaching files: 2 of 5" */
  title = g_strdup_printf (_ ("Attaching files: %u of %u"), done, attaching->n_files);
  adw_toast_set_title (attaching->toast, title);
}

/* One is there before anybody could read it. */
static void
show_progress (Attaching *attaching)
{
  GtkWidget *overlay
      = gtk_widget_get_ancestor (GTK_WIDGET (attaching->self), ADW_TYPE_TOAST_OVERLAY);

  if (attaching->n_files < 2 || overlay == NULL)
    return;
  attaching->toast = g_object_ref_sink (adw_toast_new (""));
  adw_toast_set_use_markup (attaching->toast, FALSE);
  adw_toast_set_timeout (attaching->toast, 0);
  adw_toast_set_button_label (attaching->toast, _ ("_Cancel"));
  g_signal_connect_object (attaching->toast,
                           "button-clicked",
                           G_CALLBACK (g_cancellable_cancel),
                           attaching->cancellable,
                           G_CONNECT_SWAPPED);
  progress_cb (0, attaching);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), g_object_ref (attaching->toast));
}

static void
begin (Attaching *attaching, GPtrArray *files)
{
  GaungContext *context = gaung_page_get_context (GAUNG_PAGE (attaching->self));

  attaching->n_files = files->len;
  show_progress (attaching);
  gaung_attachment_import_async (
      context, files, progress_cb, attaching, attaching->cancellable, imported_cb, attaching);
}

static void
files_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Attaching) attaching = data;
  g_autoptr (GListModel) chosen
      = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; chosen != NULL && i < g_list_model_get_n_items (chosen); i++)
    g_ptr_array_add (files, g_list_model_get_item (chosen, i));
  if (files->len > 0)
    begin (g_steal_pointer (&attaching), files);
}

void
gaung_complaints_page_attach (GaungComplaintsPage *self, gboolean to_complaint)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  if (get_shown (self) == NULL)
    return;
  gtk_file_dialog_set_title (dialog, _ ("Attach Files"));
  gtk_file_dialog_open_multiple (dialog,
                                 GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 NULL,
                                 files_chosen_cb,
                                 attaching_new (self, to_complaint));
}

/**
 * gaung_complaints_page_attach_files:
 * @files: (element-type GFile): what to attach, in order
 * @to_complaint: to the complaint that is shown; otherwise to what is being written
 *
 * Several are read one after the other, while a message tells how many are done and lets people
 * stop it.
 */
void
gaung_complaints_page_attach_files (GaungComplaintsPage *self,
                                    GPtrArray *files,
                                    gboolean to_complaint)
{
  g_return_if_fail (GAUNG_IS_COMPLAINTS_PAGE (self));
  g_return_if_fail (files != NULL);

  if (get_shown (self) != NULL && files->len > 0)
    begin (attaching_new (self, to_complaint), files);
}

/* On what is being written: to that. Elsewhere on the complaint: to the complaint. */
static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  GaungComplaintsPage *self = data;
  GaungComplaintView *view = gaung_complaints_page_get_view (self);
  GtkWidget *on = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *composer;

  if (view == NULL || on == NULL
      || (on != GTK_WIDGET (view) && !gtk_widget_is_ancestor (on, GTK_WIDGET (view))))
    return FALSE;
  composer = GTK_WIDGET (gaung_complaint_view_get_composer (view));
  for (GSList *file = g_value_get_boxed (value); file != NULL; file = file->next)
    g_ptr_array_add (files, g_object_ref (file->data));
  gaung_complaints_page_attach_files (
      self, files, on != composer && !gtk_widget_is_ancestor (on, composer));
  return files->len > 0;
}

void
gaung_complaints_page_accept_drops (GaungComplaintsPage *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  /* Before a text field takes the name of a file for text. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
