/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One thing in the outbox. What was refused has its buttons in sight; for the rest a menu is
 * enough. */

#include "config.h"

#include "gaung-outbox-row.h"

#include <glib/gi18n.h>

#include "gaung-fold.h"
#include "gaung-format.h"
#include "gaung-sync-words.h"

#define MAX_TITLE 120

struct _GaungOutboxRow
{
  AdwBin parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *meta;
  GtkLabel *reason;
  AdwWrapBox *buttons;
  GtkMenuButton *menu_button;

  gint64 seq;
  char *target;
  char *label;
  GaungOutboxState state;
};

G_DEFINE_FINAL_TYPE (GaungOutboxRow, gaung_outbox_row, ADW_TYPE_BIN)

/* What can be done, by state. The row's number is the target of all of them. */
static const struct
{
  const char *label;
  const char *action;
  guint states; /* 1 << GaungOutboxState */
} choices[] = {
  { N_ ("_Edit"), "outbox.edit", ~0u },
  { N_ ("Try A_gain"), "outbox.release", 1 << GAUNG_OUTBOX_PARKED | 1 << GAUNG_OUTBOX_LATER },
  { N_ ("_Send Now"), "outbox.release", 1 << GAUNG_OUTBOX_HELD },
  { N_ ("_Hold Back"),
    "outbox.hold",
    1 << GAUNG_OUTBOX_WAITING | 1 << GAUNG_OUTBOX_LATER | 1 << GAUNG_OUTBOX_PARKED },
  { N_ ("E_xport…"), "outbox.export", ~0u },
  { N_ ("_Delete…"), "outbox.discard", ~(1u << GAUNG_OUTBOX_UNDER_WAY) },
};

static void
create_menu (GtkMenuButton *button, gpointer data)
{
  GaungOutboxRow *self = data;
  g_autoptr (GMenu) menu = NULL;

  menu = g_menu_new ();
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (choices[i].states & (1u << self->state))
      {
        g_autoptr (GMenuItem) item = g_menu_item_new (_ (choices[i].label), NULL);

        g_menu_item_set_action_and_target (item, choices[i].action, "x", self->seq);
        g_menu_append_item (menu, item);
      }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
add_button (GaungOutboxRow *self, const char *label, const char *action, gboolean is_suggested)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", self->seq);
  if (is_suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  adw_wrap_box_append (self->buttons, button);
}

static char *
describe (const GaungOutboxItem *item, GaungInstant now)
{
  g_autofree char *kind = gaung_sync_words_get_kind (item->type, item->kind, item->is_new);
  g_autofree char *state = gaung_sync_words_get_state (item, now);
  g_autofree char *written = gaung_format_instant (item->written_at, now);

  /* Translators: what it is, its state, when it was written:
     "Public reply · waits to be sent · written today 09.12". */
  return g_strdup_printf (_ ("%s · %s · written %s"), kind, state, written);
}

static void
clear (GaungOutboxRow *self)
{
  GtkWidget *button;

  while ((button = gtk_widget_get_first_child (GTK_WIDGET (self->buttons))) != NULL)
    adw_wrap_box_remove (self->buttons, button);
  gtk_menu_button_set_menu_model (self->menu_button, NULL);
  gtk_widget_remove_css_class (GTK_WIDGET (self->reason), "warning");
}

static void
set_title (GaungOutboxRow *self, const char *text)
{
  g_autofree char *title = gaung_text_to_line (text != NULL ? text : "", MAX_TITLE);

  gtk_label_set_text (self->title, *title != '\0' ? title : _ ("No longer here"));
}

static void
set_label (GaungOutboxRow *self, const char *reason)
{
  g_free (self->label);
  /* Translators: for screen readers: title, details, why it was refused (perhaps empty). */
  self->label = g_strdup_printf (
      _ ("%s. %s. %s"), gtk_label_get_text (self->title), gtk_label_get_text (self->meta), reason);
}

static void
set_tooltip (GaungOutboxRow *self, GaungInstant written_at, GaungInstant now)
{
  g_autofree char *age = gaung_format_span (written_at, now);
  g_autofree char *exact = gaung_format_instant_exact (written_at);
  g_autofree char *tooltip = NULL;

  /* Translators: how old, then the exact time: "28 minutes ago · Tuesday, 24 November 2026 at 09.12
   * WIB". */
  tooltip = g_strdup_printf (_ ("%s · %s"), age, exact);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->meta), tooltip);
}

static void
gaung_outbox_row_dispose (GObject *object)
{
  GaungOutboxRow *self = GAUNG_OUTBOX_ROW (object);

  g_clear_pointer (&self->target, g_free);
  g_clear_pointer (&self->label, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_OUTBOX_ROW);

  G_OBJECT_CLASS (gaung_outbox_row_parent_class)->dispose (object);
}

static void
gaung_outbox_row_class_init (GaungOutboxRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_outbox_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/app/gaung-outbox-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungOutboxRow, icon);
  gtk_widget_class_bind_template_child (widget_class, GaungOutboxRow, title);
  gtk_widget_class_bind_template_child (widget_class, GaungOutboxRow, meta);
  gtk_widget_class_bind_template_child (widget_class, GaungOutboxRow, reason);
  gtk_widget_class_bind_template_child (widget_class, GaungOutboxRow, buttons);
  gtk_widget_class_bind_template_child (widget_class, GaungOutboxRow, menu_button);
}

static void
gaung_outbox_row_init (GaungOutboxRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->menu_button, create_menu, self, NULL);
}

GtkWidget *
gaung_outbox_row_new (void)
{
  return g_object_new (GAUNG_TYPE_OUTBOX_ROW, NULL);
}

void
gaung_outbox_row_show (GaungOutboxRow *self, const GaungOutboxItem *item, GaungInstant now)
{
  g_autofree char *meta = NULL;
  g_autofree char *reason = NULL;
  gboolean is_parked, has_reason;

  g_return_if_fail (GAUNG_IS_OUTBOX_ROW (self));
  g_return_if_fail (item != NULL);

  clear (self);
  meta = describe (item, now);
  reason = gaung_sync_words_get_reason (item->code, item->reason);
  is_parked = item->state == GAUNG_OUTBOX_PARKED;
  has_reason = *reason != '\0' && (is_parked || item->state == GAUNG_OUTBOX_LATER);
  self->seq = item->seq;
  self->state = item->state;
  g_set_str (&self->target, item->parent != NULL ? item->parent : item->id);
  gtk_image_set_from_icon_name (self->icon,
                                gaung_sync_words_get_kind_icon_name (item->type, item->kind));
  set_title (self, item->title);
  gtk_label_set_text (self->meta, meta);
  set_tooltip (self, item->written_at, now);
  gtk_label_set_text (self->reason, reason);
  gtk_widget_set_visible (GTK_WIDGET (self->reason), has_reason);
  if (is_parked)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->reason), "warning");
      add_button (self, _ ("_Edit"), "outbox.edit", TRUE);
      add_button (self, _ ("Try A_gain"), "outbox.release", FALSE);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->buttons), is_parked);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), TRUE);
  set_label (self, has_reason ? reason : "");
}

void
gaung_outbox_row_show_held (GaungOutboxRow *self, const GaungHeldItem *item, GaungInstant now)
{
  g_autofree char *time = NULL;
  g_autofree char *meta = NULL;
  GtkWidget *undo;

  g_return_if_fail (GAUNG_IS_OUTBOX_ROW (self));
  g_return_if_fail (item != NULL);

  clear (self);
  time = gaung_format_time (item->due_at);
  if (item->due_at > now)
    /* Translators: %s is a time of day: "Public reply · leaves at 09.42". */
    meta = g_strdup_printf (_ ("Public reply · leaves at %s"), time);
  else
    meta = g_strdup (_ ("Public reply · leaves now"));
  self->seq = 0;
  g_set_str (&self->target, item->complaint);
  gtk_image_set_from_icon_name (self->icon, "mail-reply-sender-symbolic");
  set_title (self, item->title);
  gtk_label_set_text (self->meta, meta);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->meta), NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->reason), FALSE);
  undo = gtk_button_new_with_mnemonic (_ ("_Undo"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (undo), "outbox.take-back");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (undo), "s", item->complaint);
  adw_wrap_box_append (self->buttons, undo);
  gtk_widget_set_visible (GTK_WIDGET (self->buttons), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), FALSE);
  set_label (self, "");
}

gint64
gaung_outbox_row_get_seq (GaungOutboxRow *self)
{
  g_return_val_if_fail (GAUNG_IS_OUTBOX_ROW (self), 0);

  return self->seq;
}

const char *
gaung_outbox_row_get_target (GaungOutboxRow *self)
{
  g_return_val_if_fail (GAUNG_IS_OUTBOX_ROW (self), NULL);

  return self->target;
}

const char *
gaung_outbox_row_get_label (GaungOutboxRow *self)
{
  g_return_val_if_fail (GAUNG_IS_OUTBOX_ROW (self), NULL);

  return self->label;
}
