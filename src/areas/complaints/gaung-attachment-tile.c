/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungAttachmentTile: one file of a complaint. */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "gaung-attachment-decode.h"
#include "gaung-attachment-tile.h"
#include "gaung-format.h"
#include "gaung-picture.h"
#include "gaung-toast.h"

#define THUMBNAIL_SIZE 96
#define ICON_SIZE 32

typedef enum
{
  LOOK_NONE,
  LOOK_PICTURE,
  LOOK_SPINNER,
  LOOK_ICON,
} Look;

struct _GaungAttachmentTile
{
  GtkButton parent_instance;

  GtkWidget *frame; /* of the picture, the spinner or the icon */
  GtkWidget *detail;
  GaungContext *context;
  GaungRemoteFile *file;
  GCancellable *cancellable;
  char *label;
  char *description;
  Look look;
  const char *icon;
  gboolean is_picture;
  gboolean is_decoding;
  gboolean is_unreadable;
};

G_DEFINE_FINAL_TYPE (GaungAttachmentTile, gaung_attachment_tile, GTK_TYPE_BUTTON)

static void
show_child (GaungAttachmentTile *self, Look look, const char *icon, GdkTexture *texture)
{
  GtkWidget *child;

  if (self->look == look && g_strcmp0 (self->icon, icon) == 0 && texture == NULL)
    return;
  self->look = look;
  self->icon = icon;
  if (look == LOOK_PICTURE)
    {
      child = gtk_picture_new_for_paintable (GDK_PAINTABLE (texture));
      gtk_picture_set_content_fit (GTK_PICTURE (child), GTK_CONTENT_FIT_COVER);
    }
  else if (look == LOOK_SPINNER)
    {
      child = adw_spinner_new ();
      gtk_widget_set_size_request (child, ICON_SIZE, ICON_SIZE);
      gtk_widget_set_halign (child, GTK_ALIGN_CENTER);
      gtk_widget_set_valign (child, GTK_ALIGN_CENTER);
    }
  else
    {
      child = gtk_image_new_from_icon_name (icon);
      gtk_image_set_pixel_size (GTK_IMAGE (child), ICON_SIZE);
    }
  adw_bin_set_child (ADW_BIN (self->frame), child);
}

static const char *
get_icon (GaungAttachmentTile *self)
{
  switch (gaung_remote_file_get_state (self->file))
    {
    case GAUNG_REMOTE_FILE_ABSENT:
      return "folder-download-symbolic";
    case GAUNG_REMOTE_FILE_WAITING:
      return "network-offline-symbolic";
    case GAUNG_REMOTE_FILE_FAILED:
      return "dialog-warning-symbolic";
    case GAUNG_REMOTE_FILE_LOST:
      return "image-missing-symbolic";
    case GAUNG_REMOTE_FILE_HERE:
    case GAUNG_REMOTE_FILE_FETCHING:
    default:
      return self->is_picture
                 ? (self->is_unreadable ? "image-missing-symbolic" : "image-x-generic-symbolic")
                 : "text-x-generic-symbolic";
    }
}

/* Short, below the name. (transfer full) */
static char *
get_detail (GaungAttachmentTile *self, const char *size)
{
  g_autofree char *percent = NULL;

  switch (gaung_remote_file_get_state (self->file))
    {
    case GAUNG_REMOTE_FILE_ABSENT:
      /* Translators: below a file, %s is its size: "Fetch (1,2 MB)" */
      return g_strdup_printf (_ ("Fetch (%s)"), size);
    case GAUNG_REMOTE_FILE_WAITING:
      /* Translators: below a file, at most about 16 letters */
      return g_strdup (C_ ("file", "Not here yet"));
    case GAUNG_REMOTE_FILE_FETCHING:
      if (gaung_remote_file_get_percent (self->file) == 0)
        return g_strdup (C_ ("file", "Fetching…"));
      percent = gaung_format_percent (gaung_remote_file_get_percent (self->file) / 100.0, 0);
      /* Translators: below a file, a share: "Fetching, 40%" */
      return g_strdup_printf (C_ ("file", "Fetching, %s"), percent);
    case GAUNG_REMOTE_FILE_FAILED:
      /* Translators: below a file, at most about 16 letters */
      return g_strdup (C_ ("file", "Not fetched"));
    case GAUNG_REMOTE_FILE_LOST:
      /* Translators: below a file, at most about 16 letters */
      return g_strdup (C_ ("file", "Not here"));
    case GAUNG_REMOTE_FILE_HERE:
    default:
      return g_strdup (size);
    }
}

/* What a press does, and to which file. (transfer full) */
static char *
get_label (GaungAttachmentTile *self, const char *name, const char *size)
{
  GaungRemoteFileState state = gaung_remote_file_get_state (self->file);

  /* Translators: a file and its size: "foto.jpg, 2,4 MB" */
  if (state == GAUNG_REMOTE_FILE_LOST)
    return g_strdup_printf (C_ ("file", "%s, %s"), name, size);
  if (state == GAUNG_REMOTE_FILE_FAILED || state == GAUNG_REMOTE_FILE_WAITING)
    /* Translators: a file and its size: "Try again to fetch foto.jpg, 2,4 MB" */
    return g_strdup_printf (_ ("Try again to fetch %s, %s"), name, size);
  if (self->is_picture && state == GAUNG_REMOTE_FILE_ABSENT)
    /* Translators: a file and its size: "Fetch foto.jpg, 2,4 MB" */
    return g_strdup_printf (_ ("Fetch %s, %s"), name, size);
  if (self->is_picture)
    /* Translators: a file and its size: "Open foto.jpg, 2,4 MB" */
    return g_strdup_printf (_ ("Open %s, %s"), name, size);
  if (state == GAUNG_REMOTE_FILE_ABSENT)
    /* Translators: a file and its size: "Fetch and save surat.pdf, 120 kB" */
    return g_strdup_printf (_ ("Fetch and save %s, %s"), name, size);
  if (state == GAUNG_REMOTE_FILE_FETCHING)
    /* Translators: a file and its size: "Stop fetching surat.pdf, 120 kB" */
    return g_strdup_printf (_ ("Stop fetching %s, %s"), name, size);
  /* Translators: a file and its size: "Save surat.pdf, 120 kB" */
  return g_strdup_printf (_ ("Save %s, %s"), name, size);
}

static void
show_words (GaungAttachmentTile *self)
{
  GaungRecord *record = gaung_remote_file_get_record (self->file);
  g_autofree char *size
      = gaung_format_bytes ((guint64) MAX (0, gaung_record_get_integer (record, "size")));
  g_autofree char *detail = get_detail (self, size);
  g_autofree char *label = get_label (self, gaung_record_get_title (record), size);
  g_autofree char *description = self->is_unreadable
                                     ? g_strdup (_ ("This picture cannot be shown."))
                                     : gaung_remote_file_describe (self->file);
  g_autofree char *tooltip
      = *description != '\0' ? g_strjoin ("\n", label, description, NULL) : g_strdup (label);
  gboolean is_busy = gaung_remote_file_get_state (self->file) == GAUNG_REMOTE_FILE_FETCHING;

  gtk_label_set_text (GTK_LABEL (self->detail), detail);
  g_set_str (&self->label, label);
  g_set_str (&self->description, description);
  if (g_strcmp0 (gtk_widget_get_tooltip_text (GTK_WIDGET (self)), tooltip) != 0)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description,
                                  -1);
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, (gboolean) is_busy, -1);
}

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungAttachmentTile) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = gaung_attachment_decode_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_unreadable = texture == NULL;
  if (texture != NULL)
    show_child (self, LOOK_PICTURE, NULL, texture);
  else
    show_child (self, LOOK_ICON, get_icon (self), NULL);
  show_words (self);
}

static void
show (GaungAttachmentTile *self)
{
  GaungRemoteFileState state = gaung_remote_file_get_state (self->file);

  show_words (self);
  if (state == GAUNG_REMOTE_FILE_FETCHING)
    show_child (self, LOOK_SPINNER, NULL, NULL);
  else if (self->look != LOOK_PICTURE)
    show_child (self, LOOK_ICON, get_icon (self), NULL);
  if (state == GAUNG_REMOTE_FILE_HERE && self->is_picture && !self->is_decoding)
    {
      self->is_decoding = TRUE;
      gaung_attachment_decode_async (self->context,
                                     self->file,
                                     2 * THUMBNAIL_SIZE,
                                     self->cancellable,
                                     decoded_cb,
                                     g_object_ref (self));
    }
}

static void
gaung_attachment_tile_clicked (GtkButton *button)
{
  GaungAttachmentTile *self = GAUNG_ATTACHMENT_TILE (button);
  GaungRemoteFileState state = gaung_remote_file_get_state (self->file);
  const char *id = gaung_record_get_id (gaung_remote_file_get_record (self->file));

  if (self->is_picture)
    {
      if (state != GAUNG_REMOTE_FILE_HERE)
        gaung_remote_file_fetch (self->file);
      gtk_widget_activate_action (GTK_WIDGET (self), "attachment.preview", "s", id);
      return;
    }
  switch (state)
    {
    case GAUNG_REMOTE_FILE_HERE:
    case GAUNG_REMOTE_FILE_ABSENT:
    case GAUNG_REMOTE_FILE_FAILED:
      gtk_widget_activate_action (GTK_WIDGET (self), "attachment.save", "s", id);
      break;
    case GAUNG_REMOTE_FILE_WAITING:
      gaung_remote_file_fetch (self->file);
      break;
    case GAUNG_REMOTE_FILE_FETCHING:
      gaung_remote_file_cancel (self->file);
      break;
    case GAUNG_REMOTE_FILE_LOST:
    default:
      gaung_toast (GTK_WIDGET (self), self->description);
    }
}

static void
gaung_attachment_tile_dispose (GObject *object)
{
  GaungAttachmentTile *self = GAUNG_ATTACHMENT_TILE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->file);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (gaung_attachment_tile_parent_class)->dispose (object);
}

static void
gaung_attachment_tile_finalize (GObject *object)
{
  GaungAttachmentTile *self = GAUNG_ATTACHMENT_TILE (object);

  g_object_unref (self->cancellable);
  g_free (self->label);
  g_free (self->description);

  G_OBJECT_CLASS (gaung_attachment_tile_parent_class)->finalize (object);
}

static void
gaung_attachment_tile_class_init (GaungAttachmentTileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gaung_attachment_tile_dispose;
  object_class->finalize = gaung_attachment_tile_finalize;
  GTK_BUTTON_CLASS (klass)->clicked = gaung_attachment_tile_clicked;
}

static void
gaung_attachment_tile_init (GaungAttachmentTile *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_add_css_class (GTK_WIDGET (self), "attachment");
}

GtkWidget *
gaung_attachment_tile_new (GaungContext *context, GaungRemoteFile *file)
{
  GaungAttachmentTile *self = g_object_new (GAUNG_TYPE_ATTACHMENT_TILE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GaungRecord *record = gaung_remote_file_get_record (file);
  GtkWidget *name = gtk_label_new (gaung_record_get_title (record));

  self->context = g_object_ref (context);
  self->file = g_object_ref (file);
  self->is_picture = gaung_picture_is_type (gaung_record_get_string (record, "media_type"));
  self->frame = adw_bin_new ();
  self->detail = gtk_label_new (NULL);
  gtk_widget_set_size_request (self->frame, THUMBNAIL_SIZE, THUMBNAIL_SIZE * 2 / 3);
  gtk_widget_set_overflow (self->frame, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (self->frame, "thumbnail");
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 14);
  gtk_widget_add_css_class (name, "caption");
  gtk_label_set_ellipsize (GTK_LABEL (self->detail), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->detail, "caption");
  gtk_widget_add_css_class (self->detail, "dimmed");
  gtk_box_append (GTK_BOX (box), self->frame);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), self->detail);
  gtk_button_set_child (GTK_BUTTON (self), box);
  g_signal_connect_object (file, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  /* A picture is looked at by being there. */
  if (self->is_picture)
    gaung_remote_file_want (file);
  show (self);
  return GTK_WIDGET (self);
}

GaungRemoteFile *
gaung_attachment_tile_get_file (GaungAttachmentTile *self)
{
  g_return_val_if_fail (GAUNG_IS_ATTACHMENT_TILE (self), NULL);

  return self->file;
}

const char *
gaung_attachment_tile_get_label (GaungAttachmentTile *self)
{
  g_return_val_if_fail (GAUNG_IS_ATTACHMENT_TILE (self), NULL);

  return self->label;
}

const char *
gaung_attachment_tile_get_description (GaungAttachmentTile *self)
{
  g_return_val_if_fail (GAUNG_IS_ATTACHMENT_TILE (self), NULL);

  return self->description;
}
