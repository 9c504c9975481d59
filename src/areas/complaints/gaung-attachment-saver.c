/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungAttachmentSaver: attachments become files of their own. */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "gaung-attachment-saver.h"
#include "gaung-toast.h"

/* "foto.jpg", "foto (2).jpg", … */
#define MAX_NAMES 1000

struct _GaungAttachmentSaver
{
  GObject parent_instance;

  GtkWidget *from; /* (nullable): gone */
  GaungContext *context;
  GPtrArray *files; /* of GaungRemoteFile */
  GFile *target;
  char *failure; /* (nullable): the first */
  gulong changed_id;
  guint next;
  guint n_saved;
  gboolean is_folder;
  gboolean is_waiting_told;
};

G_DEFINE_FINAL_TYPE (GaungAttachmentSaver, gaung_attachment_saver, G_TYPE_OBJECT)

enum
{
  NEXT, /* to the next file, or to the end */
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  GaungStore *store;
  char *id;
  char *name;
  GBytes *held; /* (nullable) */
  GFile *target;
  gboolean is_folder;
} Writing;

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  g_object_unref (writing->store);
  g_object_unref (writing->target);
  g_clear_pointer (&writing->held, g_bytes_unref);
  g_free (writing->id);
  g_free (writing->name);
  g_free (writing);
}

/* A name from elsewhere must stay in the folder, and be seen in it. (transfer full) */
static char *
make_name (const char *title)
{
  g_autofree char *name = g_strdup (title);

  g_strdelimit (name, "/\\", '-');
  for (char *c = name; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = '-';
  if (*name == '.')
    *name = '-';
  return *name != '\0' ? g_steal_pointer (&name) : g_strdup ("-");
}

/* n = 2: "foto (2).jpg". (transfer full) */
static char *
number_name (const char *name, guint n)
{
  const char *dot = strrchr (name, '.');
  int stem = dot != NULL && dot != name ? (int) (dot - name) : (int) strlen (name);

  if (n < 2)
    return g_strdup (name);
  return g_strdup_printf ("%.*s (%u)%s", stem, name, n, name + stem);
}

static gboolean
write_new (const Writing *writing, GBytes *bytes, GError **error)
{
  g_autoptr (GFileOutputStream) stream = NULL;
  g_autoptr (GFile) file = NULL;

  for (guint n = 1; stream == NULL && n <= MAX_NAMES; n++)
    {
      g_autofree char *name = number_name (writing->name, n);

      g_clear_error (error);
      g_clear_object (&file);
      file = g_file_get_child_for_display_name (writing->target, name, error);
      if (file == NULL)
        return FALSE;
      stream = g_file_create (file, G_FILE_CREATE_PRIVATE, NULL, error);
      if (stream == NULL && !g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_EXISTS))
        return FALSE;
    }
  if (stream == NULL)
    return FALSE;
  if (g_output_stream_write_all (G_OUTPUT_STREAM (stream),
                                 g_bytes_get_data (bytes, NULL),
                                 g_bytes_get_size (bytes),
                                 NULL,
                                 NULL,
                                 error)
      && g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error))
    return TRUE;
  /* Half a file looks like a whole one. */
  g_file_delete (file, NULL, NULL);
  return FALSE;
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Writing *writing = data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = writing->held != NULL
                                 ? g_bytes_ref (writing->held)
                                 : gaung_store_get_bytes (writing->store, writing->id, &error);
  gboolean is_written;

  if (bytes == NULL)
    is_written = FALSE;
  else if (writing->is_folder)
    is_written = write_new (writing, bytes, &error);
  else
    is_written = g_file_replace_contents (writing->target,
                                          g_bytes_get_data (bytes, NULL),
                                          g_bytes_get_size (bytes),
                                          NULL,
                                          FALSE,
                                          G_FILE_CREATE_PRIVATE,
                                          NULL,
                                          NULL,
                                          &error);
  if (is_written)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* With what came of one file; NULL: it was saved. */
static void
go_on (GaungAttachmentSaver *self, const char *failure)
{
  if (failure == NULL)
    self->n_saved++;
  else if (self->failure == NULL)
    self->failure = g_strdup (failure);
  self->next++;
  g_signal_emit (self, signals[NEXT], 0);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungAttachmentSaver) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *failure = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_message ("A file was not saved: %s %d", g_quark_to_string (error->domain), error->code);
      failure = gaung_error_to_user_text (error);
    }
  go_on (self, failure);
}

static void
write_file (GaungAttachmentSaver *self, GaungRemoteFile *file)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, written_cb, g_object_ref (self));
  GaungRecord *record = gaung_remote_file_get_record (file);
  GBytes *held = gaung_remote_file_get_held (file);
  Writing *writing = g_new0 (Writing, 1);

  writing->store = g_object_ref (gaung_context_get_store (self->context));
  writing->id = g_strdup (gaung_record_get_id (record));
  writing->name = make_name (gaung_record_get_title (record));
  writing->held = held != NULL ? g_bytes_ref (held) : NULL;
  writing->target = g_object_ref (self->target);
  writing->is_folder = self->is_folder;
  g_task_set_task_data (task, writing, writing_free);
  g_task_run_in_thread (task, write_thread);
}

static void
tell (GaungAttachmentSaver *self)
{
  g_autofree char *text = NULL;
  AdwDialog *dialog;

  if (self->from == NULL)
    return;
  if (self->failure == NULL)
    {
      if (self->n_saved == 0)
        return;
      /* Translators: "3 files saved" */
      text = g_strdup_printf (ngettext ("%u file saved", "%u files saved", self->n_saved),
                              self->n_saved);
      gaung_toast (self->from, text);
      return;
    }
  if (self->is_folder)
    /* Translators: how many of how many, then why: "2 of 3 files were saved. The server does not
     * have the file any more." */
    text = g_strdup_printf (
        _ ("%u of %u files were saved. %s"), self->n_saved, self->files->len, self->failure);
  else
    text = g_strdup (self->failure);
  dialog = adw_alert_dialog_new (_ ("Not Saved"), text);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, self->from);
}

static void
finish (GaungAttachmentSaver *self)
{
  GaungRemoteFile *file
      = self->next < self->files->len ? g_ptr_array_index (self->files, self->next) : NULL;

  if (self->changed_id != 0)
    g_signal_handler_disconnect (file, self->changed_id);
  self->changed_id = 0;
  tell (self);
  g_object_unref (self);
}

static void
file_changed_cb (GaungAttachmentSaver *self)
{
  GaungRemoteFile *file = g_ptr_array_index (self->files, self->next);
  GaungRemoteFileState state = gaung_remote_file_get_state (file);
  g_autofree char *failure = NULL;

  switch (state)
    {
    case GAUNG_REMOTE_FILE_FETCHING:
      return;
    case GAUNG_REMOTE_FILE_WAITING:
      if (!self->is_waiting_told && self->from != NULL)
        gaung_toast (self->from, _ ("Will be saved when connected"));
      self->is_waiting_told = TRUE;
      return;
    case GAUNG_REMOTE_FILE_ABSENT:
      /* Somebody does not want it any more. */
      finish (self);
      return;
    case GAUNG_REMOTE_FILE_HERE:
    case GAUNG_REMOTE_FILE_FAILED:
    case GAUNG_REMOTE_FILE_LOST:
    default:
      break;
    }
  g_signal_handler_disconnect (file, self->changed_id);
  self->changed_id = 0;
  if (state == GAUNG_REMOTE_FILE_HERE)
    write_file (self, file);
  else
    {
      failure = gaung_remote_file_describe (file);
      go_on (self, failure);
    }
}

static void
next_cb (GaungAttachmentSaver *self)
{
  GaungRemoteFile *file;

  if (self->from == NULL || self->next == self->files->len)
    {
      finish (self);
      return;
    }
  file = g_ptr_array_index (self->files, self->next);
  gaung_remote_file_fetch (file);
  self->changed_id = g_signal_connect_object (
      file, "changed", G_CALLBACK (file_changed_cb), self, G_CONNECT_SWAPPED);
  file_changed_cb (self);
}

/* What is under way is given up, unless it is being written. */
static void
from_gone_cb (gpointer data, GObject *from)
{
  GaungAttachmentSaver *self = data;

  self->from = NULL;
  if (self->changed_id != 0)
    finish (self);
}

static void
gaung_attachment_saver_dispose (GObject *object)
{
  GaungAttachmentSaver *self = GAUNG_ATTACHMENT_SAVER (object);

  if (self->from != NULL)
    g_object_weak_unref (G_OBJECT (self->from), from_gone_cb, self);
  self->from = NULL;
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_object (&self->target);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (gaung_attachment_saver_parent_class)->dispose (object);
}

static void
gaung_attachment_saver_finalize (GObject *object)
{
  GaungAttachmentSaver *self = GAUNG_ATTACHMENT_SAVER (object);

  g_free (self->failure);

  G_OBJECT_CLASS (gaung_attachment_saver_parent_class)->finalize (object);
}

static void
gaung_attachment_saver_class_init (GaungAttachmentSaverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gaung_attachment_saver_dispose;
  object_class->finalize = gaung_attachment_saver_finalize;

  signals[NEXT] = g_signal_new_class_handler ("next",
                                              G_TYPE_FROM_CLASS (klass),
                                              G_SIGNAL_RUN_LAST,
                                              G_CALLBACK (next_cb),
                                              NULL,
                                              NULL,
                                              NULL,
                                              G_TYPE_NONE,
                                              0);
}

static void
gaung_attachment_saver_init (GaungAttachmentSaver *self)
{
}

/**
 * gaung_attachment_saver_start:
 * @from: on which it is told what came of it
 * @files: (element-type GaungRemoteFile): what to save
 * @target: a file, which is written over, or a folder
 * @is_folder: write into @target, under names that are free there
 */
void
gaung_attachment_saver_start (
    GtkWidget *from, GaungContext *context, GPtrArray *files, GFile *target, gboolean is_folder)
{
  GaungAttachmentSaver *self;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (files != NULL && files->len > 0);
  g_return_if_fail (is_folder || files->len == 1);

  self = g_object_new (GAUNG_TYPE_ATTACHMENT_SAVER, NULL);
  self->from = from;
  g_object_weak_ref (G_OBJECT (from), from_gone_cb, self);
  self->context = g_object_ref (context);
  self->files = g_ptr_array_ref (files);
  self->target = g_object_ref (target);
  self->is_folder = is_folder;
  g_signal_emit (self, signals[NEXT], 0);
}

/* Until a place was chosen. */
typedef struct
{
  GtkWidget *from;
  GaungContext *context;
  GPtrArray *files;
} Asking;

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->from);
  g_object_unref (asking->context);
  g_ptr_array_unref (asking->files);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

static Asking *
asking_new (GtkWidget *from, GaungContext *context, GPtrArray *files)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->from = g_object_ref (from);
  asking->context = g_object_ref (context);
  asking->files = g_ptr_array_ref (files);
  return asking;
}

static void
target_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Asking) asking = data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    gaung_attachment_saver_start (asking->from, asking->context, asking->files, file, FALSE);
}

static void
folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Asking) asking = data;
  g_autoptr (GFile) folder
      = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (folder != NULL)
    gaung_attachment_saver_start (asking->from, asking->context, asking->files, folder, TRUE);
}

void
gaung_attachment_saver_ask (GtkWidget *from, GaungContext *context, GaungRemoteFile *file)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *name = make_name (gaung_record_get_title (gaung_remote_file_get_record (file)));

  g_ptr_array_add (files, g_object_ref (file));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog,
                        GTK_WINDOW (gtk_widget_get_root (from)),
                        NULL,
                        target_chosen_cb,
                        asking_new (from, context, files));
}

void
gaung_attachment_saver_ask_folder (GtkWidget *from, GaungContext *context, GPtrArray *files)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Save All Files in a Folder"));
  gtk_file_dialog_select_folder (dialog,
                                 GTK_WINDOW (gtk_widget_get_root (from)),
                                 NULL,
                                 folder_chosen_cb,
                                 asking_new (from, context, files));
}
