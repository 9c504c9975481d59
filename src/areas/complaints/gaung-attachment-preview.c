/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungAttachmentPreview: one picture in a dialog. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-attachment-decode.h"
#include "gaung-attachment-preview.h"
#include "gaung-format.h"

#define PREVIEW_SIZE 2400

struct _GaungAttachmentPreview
{
  AdwDialog parent_instance;

  GtkWidget *view;
  GtkWidget *save;
  GtkWidget *page;   /* (nullable): of all that is no picture */
  GtkWidget *button; /* (nullable): of the page */
  GtkWidget *bar;    /* (nullable): of the page */
  GaungContext *context;
  GaungRemoteFile *file;
  GCancellable *cancellable;
  const char *shown;
};

G_DEFINE_FINAL_TYPE (GaungAttachmentPreview, gaung_attachment_preview, ADW_TYPE_DIALOG)

enum
{
  SAVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef enum
{
  PRESS_NONE,
  PRESS_FETCH,
  PRESS_CANCEL,
  PRESS_SAVE,
} Press;

typedef struct
{
  const char *name;
  const char *icon; /* NULL: a spinner */
  const char *title;
  Press press;
  const char *button; /* NULL for one with the size */
} Page;

static const Page pages[] = {
  [GAUNG_REMOTE_FILE_HERE] = { "decoding", NULL, N_ ("Opening…"), PRESS_NONE, NULL },
  [GAUNG_REMOTE_FILE_ABSENT]
  = { "absent", "folder-download-symbolic", N_ ("Not Fetched Yet"), PRESS_FETCH, NULL },
  [GAUNG_REMOTE_FILE_WAITING]
  = { "waiting", "network-offline-symbolic", N_ ("Not Fetched Yet"), PRESS_FETCH, N_ ("_Try Now") },
  [GAUNG_REMOTE_FILE_FETCHING]
  = { "fetching", NULL, N_ ("Fetching…"), PRESS_CANCEL, N_ ("_Cancel") },
  [GAUNG_REMOTE_FILE_FAILED] = { "failed",
                                 "dialog-warning-symbolic",
                                 N_ ("The Picture Was Not Fetched"),
                                 PRESS_FETCH,
                                 N_ ("_Try Again") },
  [GAUNG_REMOTE_FILE_LOST]
  = { "lost", "image-missing-symbolic", N_ ("The Picture Is Not Here"), PRESS_NONE, NULL },
};

static const Page unreadable = { "unreadable",
                                 "image-missing-symbolic",
                                 N_ ("This Picture Cannot Be Shown"),
                                 PRESS_SAVE,
                                 N_ ("_Save As…") };

static void
fetch_cb (GaungAttachmentPreview *self)
{
  gaung_remote_file_fetch (self->file);
}

static void
cancel_cb (GaungAttachmentPreview *self)
{
  gaung_remote_file_cancel (self->file);
}

static void
save_cb (GaungAttachmentPreview *self)
{
  g_signal_emit (self, signals[SAVE], 0);
}

static void
add_button (GaungAttachmentPreview *self, const Page *page, GtkWidget *box)
{
  static const GCallback callbacks[] = { [PRESS_FETCH] = G_CALLBACK (fetch_cb),
                                         [PRESS_CANCEL] = G_CALLBACK (cancel_cb),
                                         [PRESS_SAVE] = G_CALLBACK (save_cb) };
  GaungRecord *record = gaung_remote_file_get_record (self->file);
  g_autofree char *size
      = gaung_format_bytes ((guint64) MAX (0, gaung_record_get_integer (record, "size")));
  g_autofree char *label = page->button != NULL
                               ? g_strdup (_ (page->button))
                               /* Translators: a button, %s is a size: "Fetch (1,2 MB)" */
                               : g_strdup_printf (_ ("_Fetch (%s)"), size);

  self->button = gtk_button_new_with_mnemonic (label);
  gtk_widget_set_halign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->button, "pill");
  if (page->press == PRESS_FETCH)
    gtk_widget_add_css_class (self->button, "suggested-action");
  g_signal_connect_object (
      self->button, "clicked", callbacks[page->press], self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->button);
}

static void
show_page (GaungAttachmentPreview *self, const Page *page)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->shown = page->name;
  self->page = adw_status_page_new ();
  self->bar = NULL;
  self->button = NULL;
  adw_status_page_set_title (ADW_STATUS_PAGE (self->page), _ (page->title));
  if (page->icon != NULL)
    adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->page), page->icon);
  else
    {
      g_autoptr (GdkPaintable) spinner = GDK_PAINTABLE (adw_spinner_paintable_new (self->page));

      adw_status_page_set_paintable (ADW_STATUS_PAGE (self->page), spinner);
    }
  if (page->press == PRESS_CANCEL)
    {
      self->bar = gtk_progress_bar_new ();
      gtk_widget_set_size_request (self->bar, 200, -1);
      gtk_widget_set_halign (self->bar, GTK_ALIGN_CENTER);
      gtk_accessible_update_property (
          GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (page->title), -1);
      gtk_box_append (GTK_BOX (box), self->bar);
    }
  if (page->press != PRESS_NONE)
    add_button (self, page, box);
  adw_status_page_set_child (ADW_STATUS_PAGE (self->page), box);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (self->view), self->page);
  if (self->button != NULL)
    gtk_widget_grab_focus (self->button);
}

static void
show_description (GaungAttachmentPreview *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  if (g_strcmp0 (adw_status_page_get_description (ADW_STATUS_PAGE (self->page)), escaped) != 0)
    adw_status_page_set_description (ADW_STATUS_PAGE (self->page), escaped);
  if (self->bar != NULL)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar),
                                   gaung_remote_file_get_percent (self->file) / 100.0);
}

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungAttachmentPreview) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = gaung_attachment_decode_finish (result, &error);
  GtkWidget *picture;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (texture == NULL)
    {
      show_page (self, &unreadable);
      show_description (self,
                        _ ("It is damaged, too large or of an unknown kind. Nothing of it was "
                           "opened. You can still save it as a file."));
      return;
    }
  self->shown = "picture";
  self->page = NULL;
  self->button = NULL;
  self->bar = NULL;
  picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (texture));
  gtk_picture_set_alternative_text (
      GTK_PICTURE (picture), gaung_record_get_title (gaung_remote_file_get_record (self->file)));
  gtk_picture_set_content_fit (GTK_PICTURE (picture), GTK_CONTENT_FIT_SCALE_DOWN);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (self->view), picture);
}

static void
show (GaungAttachmentPreview *self)
{
  GaungRemoteFileState state = gaung_remote_file_get_state (self->file);
  g_autofree char *description = gaung_remote_file_describe (self->file);

  if (g_strcmp0 (self->shown, pages[state].name) != 0)
    {
      show_page (self, &pages[state]);
      if (state == GAUNG_REMOTE_FILE_HERE)
        gaung_attachment_decode_async (self->context,
                                       self->file,
                                       PREVIEW_SIZE,
                                       self->cancellable,
                                       decoded_cb,
                                       g_object_ref (self));
      else
        gtk_accessible_announce (
            GTK_ACCESSIBLE (self), description, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    }
  show_description (self, description);
  gtk_widget_set_sensitive (self->save, state != GAUNG_REMOTE_FILE_LOST);
}

static void
gaung_attachment_preview_dispose (GObject *object)
{
  GaungAttachmentPreview *self = GAUNG_ATTACHMENT_PREVIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->file);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (gaung_attachment_preview_parent_class)->dispose (object);
}

static void
gaung_attachment_preview_finalize (GObject *object)
{
  GaungAttachmentPreview *self = GAUNG_ATTACHMENT_PREVIEW (object);

  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (gaung_attachment_preview_parent_class)->finalize (object);
}

static void
gaung_attachment_preview_class_init (GaungAttachmentPreviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gaung_attachment_preview_dispose;
  object_class->finalize = gaung_attachment_preview_finalize;

  signals[SAVE] = g_signal_new (
      "save", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gaung_attachment_preview_init (GaungAttachmentPreview *self)
{
  GtkWidget *header = adw_header_bar_new ();

  self->cancellable = g_cancellable_new ();
  self->view = adw_toolbar_view_new ();
  self->save = gtk_button_new_from_icon_name ("document-save-as-symbolic");
  adw_dialog_set_content_width (ADW_DIALOG (self), 900);
  adw_dialog_set_content_height (ADW_DIALOG (self), 680);
  gtk_widget_set_tooltip_text (self->save, _ ("Save As…"));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->save), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Save as"), -1);
  g_signal_connect_object (self->save, "clicked", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->save);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (self->view), header);
  adw_dialog_set_child (ADW_DIALOG (self), self->view);
}

AdwDialog *
gaung_attachment_preview_new (GaungContext *context, GaungRemoteFile *file)
{
  GaungAttachmentPreview *self = g_object_new (GAUNG_TYPE_ATTACHMENT_PREVIEW, NULL);

  self->context = g_object_ref (context);
  self->file = g_object_ref (file);
  adw_dialog_set_title (ADW_DIALOG (self),
                        gaung_record_get_title (gaung_remote_file_get_record (file)));
  g_signal_connect_object (file, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return ADW_DIALOG (self);
}

const char *
gaung_attachment_preview_get_shown (GaungAttachmentPreview *self)
{
  g_return_val_if_fail (GAUNG_IS_ATTACHMENT_PREVIEW (self), NULL);

  return self->shown;
}

GtkWidget *
gaung_attachment_preview_get_button (GaungAttachmentPreview *self)
{
  g_return_val_if_fail (GAUNG_IS_ATTACHMENT_PREVIEW (self), NULL);

  return self->button;
}
