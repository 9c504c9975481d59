/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gaung-receipt-row.h"

#include <glib/gi18n.h>

#include "gaung-fold.h"
#include "gaung-format.h"
#include "gaung-sync-words.h"

#define MAX_TITLE 120
#define REVISION_LENGTH 8

struct _GaungReceiptRow
{
  AdwBin parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *meta;
  GtkLabel *revision;

  char *label;
};

G_DEFINE_FINAL_TYPE (GaungReceiptRow, gaung_receipt_row, ADW_TYPE_BIN)

static char *
describe (const GaungReceipt *receipt)
{
  g_autofree char *kind = gaung_sync_words_get_kind (receipt->type, receipt->kind, receipt->is_new);
  g_autofree char *written = NULL;
  g_autofree char *sent = gaung_format_time (receipt->sent_at);

  if (gaung_day_of_instant (receipt->written_at) == gaung_day_of_instant (receipt->sent_at))
    written = gaung_format_time (receipt->written_at);
  else
    written = gaung_format_instant (receipt->written_at, receipt->sent_at);

  /* Translators: what, when written, when sent: "Public reply · written 09.12 · sent 09.40". */
  return g_strdup_printf (_ ("%s · written %s · sent %s"), kind, written, sent);
}

static void
gaung_receipt_row_dispose (GObject *object)
{
  GaungReceiptRow *self = GAUNG_RECEIPT_ROW (object);

  g_clear_pointer (&self->label, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_RECEIPT_ROW);

  G_OBJECT_CLASS (gaung_receipt_row_parent_class)->dispose (object);
}

static void
gaung_receipt_row_class_init (GaungReceiptRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_receipt_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/app/gaung-receipt-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungReceiptRow, icon);
  gtk_widget_class_bind_template_child (widget_class, GaungReceiptRow, title);
  gtk_widget_class_bind_template_child (widget_class, GaungReceiptRow, meta);
  gtk_widget_class_bind_template_child (widget_class, GaungReceiptRow, revision);
}

static void
gaung_receipt_row_init (GaungReceiptRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gaung_receipt_row_new (void)
{
  return g_object_new (GAUNG_TYPE_RECEIPT_ROW, NULL);
}

void
gaung_receipt_row_show (GaungReceiptRow *self, const GaungReceipt *receipt)
{
  g_autofree char *title = NULL;
  g_autofree char *meta = NULL;
  g_autofree char *revision = NULL;
  g_autofree char *tooltip = NULL;

  g_return_if_fail (GAUNG_IS_RECEIPT_ROW (self));
  g_return_if_fail (receipt != NULL);

  title = gaung_text_to_line (receipt->title != NULL ? receipt->title : "", MAX_TITLE);
  meta = describe (receipt);
  revision = g_strndup (receipt->revision, REVISION_LENGTH);
  gtk_image_set_from_icon_name (self->icon,
                                gaung_sync_words_get_kind_icon_name (receipt->type, receipt->kind));
  gtk_label_set_text (self->title, *title != '\0' ? title : _ ("No longer here"));
  gtk_label_set_text (self->meta, meta);
  gtk_label_set_text (self->revision, revision);
  /* Translators: the number under which the server has it: "Revision 3-917fa2… in
   * gaung-agency-dishub". */
  tooltip = g_strdup_printf (_ ("Revision %s in %s"), receipt->revision, receipt->database);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->revision), tooltip);
  g_free (self->label);
  /* Translators: for screen readers: title, what and when, number on the server. */
  self->label = g_strdup_printf (_ ("%s. %s. %s"), gtk_label_get_text (self->title), meta, tooltip);
}

const char *
gaung_receipt_row_get_label (GaungReceiptRow *self)
{
  g_return_val_if_fail (GAUNG_IS_RECEIPT_ROW (self), NULL);

  return self->label;
}
