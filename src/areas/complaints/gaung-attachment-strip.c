/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungAttachmentStrip: the files of a complaint. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-attachment-preview.h"
#include "gaung-attachment-saver.h"
#include "gaung-attachment-strip.h"
#include "gaung-attachment-tile.h"

struct _GaungAttachmentStrip
{
  AdwBin parent_instance;

  GtkWidget *box;
  GtkWidget *hint;
  GtkWidget *save_all;
  GaungContext *context;
  GPtrArray *files; /* of GaungRemoteFile, as shown */
  GStrv ids;
};

G_DEFINE_FINAL_TYPE (GaungAttachmentStrip, gaung_attachment_strip, ADW_TYPE_BIN)

static guint
count (GaungAttachmentStrip *self, GaungRemoteFileState state, GaungRemoteFile **first)
{
  guint n = 0;

  for (guint i = 0; i < self->files->len; i++)
    {
      GaungRemoteFile *file = g_ptr_array_index (self->files, i);

      if (gaung_remote_file_get_state (file) != state)
        continue;
      if (n++ == 0)
        *first = file;
    }
  return n;
}

/* What the tiles have no room for. Who has no pointer sees no tooltip. (transfer full) (nullable)
 */
static char *
make_hint (GaungAttachmentStrip *self)
{
  static const GaungRemoteFileState states[] = {
    GAUNG_REMOTE_FILE_FAILED,
    GAUNG_REMOTE_FILE_WAITING,
    GAUNG_REMOTE_FILE_ABSENT,
    GAUNG_REMOTE_FILE_LOST,
  };
  GaungRemoteFile *first = NULL;
  g_autofree char *reason = NULL;
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (states) && n == 0; i++)
    n = count (self, states[i], &first);
  if (n == 0)
    return NULL;
  reason = gaung_remote_file_describe (first);
  if (gaung_remote_file_get_state (first) != GAUNG_REMOTE_FILE_FAILED)
    return g_steal_pointer (&reason);
  /* Translators: how many, then why: "2 files were not fetched. The server is busy." */
  return g_strdup_printf (
      ngettext ("%u file was not fetched. %s", "%u files were not fetched. %s", n), n, reason);
}

static void
show_hint (GaungAttachmentStrip *self)
{
  g_autofree char *hint = make_hint (self);

  gtk_widget_set_visible (self->hint, hint != NULL);
  if (hint != NULL && strcmp (gtk_label_get_text (GTK_LABEL (self->hint)), hint) != 0)
    gtk_label_set_text (GTK_LABEL (self->hint), hint);
}

static GaungRemoteFile *
find_file (GaungAttachmentStrip *self, const char *id)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      GaungRemoteFile *file = g_ptr_array_index (self->files, i);

      if (strcmp (gaung_record_get_id (gaung_remote_file_get_record (file)), id) == 0)
        return file;
    }
  return NULL;
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GaungAttachmentStrip *self = GAUNG_ATTACHMENT_STRIP (widget);
  GaungRemoteFile *file = find_file (self, g_variant_get_string (parameter, NULL));

  if (file != NULL)
    gaung_attachment_saver_ask (widget, self->context, file);
}

static void
save_all_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GaungAttachmentStrip *self = GAUNG_ATTACHMENT_STRIP (widget);

  if (self->files->len > 0)
    gaung_attachment_saver_ask_folder (widget, self->context, self->files);
}

/* The strip may show another complaint by then. */
static void
save_from_preview_cb (GaungAttachmentPreview *preview, GaungRemoteFile *file)
{
  GaungAttachmentStrip *self = g_object_get_data (G_OBJECT (preview), "strip");

  gaung_attachment_saver_ask (GTK_WIDGET (self), self->context, file);
}

static void
preview_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GaungAttachmentStrip *self = GAUNG_ATTACHMENT_STRIP (widget);
  GaungRemoteFile *file = find_file (self, g_variant_get_string (parameter, NULL));
  AdwDialog *dialog;

  if (file == NULL)
    return;
  dialog = gaung_attachment_preview_new (self->context, file);
  g_object_set_data_full (G_OBJECT (dialog), "strip", g_object_ref (self), g_object_unref);
  g_signal_connect_object (
      dialog, "save", G_CALLBACK (save_from_preview_cb), file, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, widget);
}

static void
gaung_attachment_strip_dispose (GObject *object)
{
  GaungAttachmentStrip *self = GAUNG_ATTACHMENT_STRIP (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->files, g_ptr_array_unref);
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
  gtk_widget_class_install_action (widget_class, "attachment.save-all", NULL, save_all_cb);
}

static void
gaung_attachment_strip_init (GaungAttachmentStrip *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->files = g_ptr_array_new_with_free_func (g_object_unref);
  self->box = adw_wrap_box_new ();
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (self->box), 8);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (self->box), 8);
  self->hint = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->hint), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->hint), 0);
  gtk_widget_add_css_class (self->hint, "caption");
  gtk_widget_add_css_class (self->hint, "dimmed");
  self->save_all = gtk_button_new_with_mnemonic (_ ("Save A_ll…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->save_all), "attachment.save-all");
  gtk_widget_set_halign (self->save_all, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (self->save_all, _ ("Save all files in a folder"));
  gtk_box_append (GTK_BOX (column), self->box);
  gtk_box_append (GTK_BOX (column), self->hint);
  gtk_box_append (GTK_BOX (column), self->save_all);
  adw_bin_set_child (ADW_BIN (self), column);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
gaung_attachment_strip_new (void)
{
  return g_object_new (GAUNG_TYPE_ATTACHMENT_STRIP, NULL);
}

static void
clear (GaungAttachmentStrip *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    adw_wrap_box_remove (ADW_WRAP_BOX (self->box), child);
  for (guint i = 0; i < self->files->len; i++)
    g_signal_handlers_disconnect_by_func (
        g_ptr_array_index (self->files, i), G_CALLBACK (show_hint), self);
  /* A new one: who saves them all holds the old one. */
  g_ptr_array_unref (self->files);
  self->files = g_ptr_array_new_with_free_func (g_object_unref);
}

void
gaung_attachment_strip_set (GaungAttachmentStrip *self,
                            GaungContext *context,
                            const char *const *ids)
{
  g_return_if_fail (GAUNG_IS_ATTACHMENT_STRIP (self));

  if (self->ids != NULL && ids != NULL && g_strv_equal ((const char *const *) self->ids, ids))
    return;
  g_clear_pointer (&self->ids, g_strfreev);
  self->ids = g_strdupv ((char **) ids);
  g_set_object (&self->context, context);
  clear (self);
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      g_autoptr (GaungRecord) record
          = gaung_store_get (gaung_context_get_store (context), ids[i], NULL);
      g_autoptr (GaungRemoteFile) file
          = record != NULL ? gaung_remote_file_get (context, record) : NULL;

      if (file == NULL)
        continue;
      g_ptr_array_add (self->files, g_object_ref (file));
      g_signal_connect_object (file, "changed", G_CALLBACK (show_hint), self, G_CONNECT_SWAPPED);
      adw_wrap_box_append (ADW_WRAP_BOX (self->box), gaung_attachment_tile_new (context, file));
    }
  show_hint (self);
  gtk_widget_set_visible (self->save_all, self->files->len > 1);
  gtk_widget_set_visible (GTK_WIDGET (self), self->files->len > 0);
}
