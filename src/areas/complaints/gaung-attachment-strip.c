/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungAttachmentStrip: the files of a complaint. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-attachment-strip.h"
#include "gaung-format.h"
#include "gaung-picture.h"
#include "gaung-toast.h"

#define THUMBNAIL_SIZE 96
#define PREVIEW_SIZE 2400

struct _GaungAttachmentStrip
{
  AdwBin parent_instance;

  GtkWidget *box;
  GaungContext *context;
  GCancellable *cancellable;
  GStrv ids;
};

G_DEFINE_FINAL_TYPE (GaungAttachmentStrip, gaung_attachment_strip, ADW_TYPE_BIN)

typedef struct
{
  GaungStore *store;
  char *id;
  int max_size;
} Decoding;

static void
decoding_free (gpointer data)
{
  Decoding *decoding = data;

  g_object_unref (decoding->store);
  g_free (decoding->id);
  g_free (decoding);
}

static void
decode_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Decoding *decoding = data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = gaung_store_get_bytes (decoding->store, decoding->id, &error);
  g_autoptr (GdkPixbuf) pixbuf
      = bytes != NULL ? gaung_picture_decode (bytes, decoding->max_size, &error) : NULL;

  if (pixbuf != NULL)
    g_task_return_pointer (task, gaung_picture_to_texture (pixbuf), g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), NULL);

  /* A picture that cannot be read stays an empty frame; its name is below it. */
  if (texture != NULL)
    gtk_picture_set_paintable (GTK_PICTURE (source), GDK_PAINTABLE (texture));
}

static void
load_picture (GaungAttachmentStrip *self, GtkWidget *picture, const char *id, int max_size)
{
  g_autoptr (GTask) task = g_task_new (picture, self->cancellable, decoded_cb, NULL);
  Decoding *decoding = g_new0 (Decoding, 1);

  decoding->store = g_object_ref (gaung_context_get_store (self->context));
  decoding->id = g_strdup (id);
  decoding->max_size = max_size;
  g_task_set_task_data (task, decoding, decoding_free);
  g_task_run_in_thread (task, decode_thread);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungAttachmentStrip) self = data;
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    gaung_show_error (GTK_WIDGET (self), error);
  else
    gaung_toast (GTK_WIDGET (self), _ ("File saved"));
}

static void
bytes_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GFile) file = data;
  g_autoptr (GaungAttachmentStrip) self
      = g_object_ref (g_object_get_data (G_OBJECT (file), "strip"));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = gaung_store_get_bytes_finish (GAUNG_STORE (source), result, &error);

  if (bytes == NULL)
    gaung_show_error (GTK_WIDGET (self), error);
  else
    g_file_replace_contents_bytes_async (
        file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, saved_cb, g_object_ref (self));
}

static void
target_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungAttachmentStrip) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  const char *id = g_object_get_data (source, "attachment");

  if (file == NULL)
    return;
  g_object_set_data_full (G_OBJECT (file), "strip", g_object_ref (self), g_object_unref);
  gaung_store_get_bytes_async (
      gaung_context_get_store (self->context), id, NULL, bytes_cb, g_steal_pointer (&file));
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GaungAttachmentStrip *self = GAUNG_ATTACHMENT_STRIP (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  g_autoptr (GaungRecord) record
      = gaung_store_get (gaung_context_get_store (self->context), id, NULL);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = NULL;

  if (record == NULL)
    return;
  name = g_path_get_basename (gaung_record_get_title (record));
  gtk_file_dialog_set_initial_name (dialog, name);
  g_object_set_data_full (G_OBJECT (dialog), "attachment", g_strdup (id), g_free);
  gtk_file_dialog_save (dialog,
                        GTK_WINDOW (gtk_widget_get_root (widget)),
                        self->cancellable,
                        target_chosen_cb,
                        g_object_ref (self));
}

static void
save_from_preview_cb (GtkWidget *button, GaungAttachmentStrip *self)
{
  gtk_widget_activate_action (
      GTK_WIDGET (self), "attachment.save", "s", g_object_get_data (G_OBJECT (button), "id"));
}

static void
preview_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GaungAttachmentStrip *self = GAUNG_ATTACHMENT_STRIP (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  g_autoptr (GaungRecord) record
      = gaung_store_get (gaung_context_get_store (self->context), id, NULL);
  AdwDialog *dialog;
  GtkWidget *view, *header, *picture, *save;

  if (record == NULL)
    return;
  dialog = adw_dialog_new ();
  view = adw_toolbar_view_new ();
  header = adw_header_bar_new ();
  picture = gtk_picture_new ();
  save = gtk_button_new_from_icon_name ("document-save-as-symbolic");
  adw_dialog_set_title (dialog, gaung_record_get_title (record));
  adw_dialog_set_content_width (dialog, 900);
  adw_dialog_set_content_height (dialog, 680);
  gtk_picture_set_alternative_text (GTK_PICTURE (picture), gaung_record_get_title (record));
  gtk_picture_set_content_fit (GTK_PICTURE (picture), GTK_CONTENT_FIT_SCALE_DOWN);
  gtk_widget_set_tooltip_text (save, _ ("Save As…"));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (save), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Save as"), -1);
  g_object_set_data_full (G_OBJECT (save), "id", g_strdup (id), g_free);
  g_signal_connect_object (
      save, "clicked", G_CALLBACK (save_from_preview_cb), self, G_CONNECT_DEFAULT);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), save);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), picture);
  adw_dialog_set_child (dialog, view);
  load_picture (self, picture, id, PREVIEW_SIZE);
  adw_dialog_present (dialog, widget);
}

static GtkWidget *
create_tile (GaungAttachmentStrip *self, GaungRecord *record)
{
  const char *id = gaung_record_get_id (record);
  gboolean is_picture = gaung_picture_is_type (gaung_record_get_string (record, "media_type"));
  g_autofree char *size = gaung_format_bytes (gaung_record_get_integer (record, "size"));
  const char *name = gaung_record_get_title (record);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *detail = gtk_label_new (size);
  GtkWidget *picture;
  /* Translators: a file and its size: "Open foto.jpg, 2,4 MB" / "Save surat.pdf, 120 kB" */
  g_autofree char *sentence
      = g_strdup_printf (is_picture ? _ ("Open %s, %s") : _ ("Save %s, %s"), name, size);

  if (is_picture)
    {
      picture = gtk_picture_new ();
      gtk_picture_set_content_fit (GTK_PICTURE (picture), GTK_CONTENT_FIT_COVER);
      load_picture (self, picture, id, 2 * THUMBNAIL_SIZE);
    }
  else
    {
      picture = gtk_image_new_from_icon_name ("text-x-generic-symbolic");
      gtk_image_set_pixel_size (GTK_IMAGE (picture), 32);
    }
  gtk_widget_set_size_request (picture, THUMBNAIL_SIZE, THUMBNAIL_SIZE * 2 / 3);
  gtk_widget_set_overflow (picture, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (picture, "thumbnail");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 14);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (detail, "caption");
  gtk_widget_add_css_class (detail, "dimmed");
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "attachment");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button),
                                  is_picture ? "attachment.preview" : "attachment.save");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  gtk_widget_set_tooltip_text (button, sentence);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
  return button;
}

static void
gaung_attachment_strip_dispose (GObject *object)
{
  GaungAttachmentStrip *self = GAUNG_ATTACHMENT_STRIP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_pointer (&self->ids, g_strfreev);
  G_OBJECT_CLASS (gaung_attachment_strip_parent_class)->dispose (object);
}

static void
gaung_attachment_strip_class_init (GaungAttachmentStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_attachment_strip_dispose;
  gtk_widget_class_install_action (widget_class, "attachment.preview", "s", preview_cb);
  gtk_widget_class_install_action (widget_class, "attachment.save", "s", save_cb);
}

static void
gaung_attachment_strip_init (GaungAttachmentStrip *self)
{
  self->box = adw_wrap_box_new ();
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (self->box), 8);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (self->box), 8);
  adw_bin_set_child (ADW_BIN (self), self->box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
gaung_attachment_strip_new (void)
{
  return g_object_new (GAUNG_TYPE_ATTACHMENT_STRIP, NULL);
}

void
gaung_attachment_strip_set (GaungAttachmentStrip *self,
                            GaungContext *context,
                            const char *const *ids)
{
  GtkWidget *child;

  g_return_if_fail (GAUNG_IS_ATTACHMENT_STRIP (self));

  if (self->ids != NULL && ids != NULL && g_strv_equal ((const char *const *) self->ids, ids))
    return;
  g_clear_pointer (&self->ids, g_strfreev);
  self->ids = g_strdupv ((char **) ids);
  g_set_object (&self->context, context);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    adw_wrap_box_remove (ADW_WRAP_BOX (self->box), child);
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      g_autoptr (GaungRecord) record
          = gaung_store_get (gaung_context_get_store (context), ids[i], NULL);

      if (record != NULL)
        adw_wrap_box_append (ADW_WRAP_BOX (self->box), create_tile (self, record));
    }
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (self->box) != NULL);
}
