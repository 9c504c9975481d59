/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One thing that was set aside, with everything in sight: there are few, and each needs a
 * decision. */

#include "config.h"

#include "gaung-aside-row.h"

#include <glib/gi18n.h>

#include "gaung-fold.h"
#include "gaung-format.h"
#include "gaung-sync-words.h"

#define MAX_TITLE 120

struct _GaungAsideRow
{
  AdwBin parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *meta;
  GtkLabel *reason;
  AdwWrapBox *buttons;

  char *label;
};

G_DEFINE_FINAL_TYPE (GaungAsideRow, gaung_aside_row, ADW_TYPE_BIN)

/* What can be done, by section; the target is the number, or database and id. */
static const struct
{
  GaungAsideSection section;
  const char *label;
  const char *action;
  gboolean needs_target; /* only where the record can be opened */
} choices[] = {
  { GAUNG_ASIDE_REFUSED, N_ ("_Edit"), "aside.open", TRUE },
  { GAUNG_ASIDE_REFUSED, N_ ("Try A_gain"), "aside.retry", FALSE },
  { GAUNG_ASIDE_REFUSED, N_ ("E_xport…"), "aside.export", FALSE },
  { GAUNG_ASIDE_REFUSED, N_ ("_Drop with a Reason…"), "aside.drop", FALSE },
  { GAUNG_ASIDE_UNREAD, N_ ("Try A_gain"), "aside.retry-unread", FALSE },
  { GAUNG_ASIDE_UNREAD, N_ ("E_xport…"), "aside.export-unread", FALSE },
  { GAUNG_ASIDE_DROPPED, N_ ("_Open"), "aside.open", TRUE },
  { GAUNG_ASIDE_DROPPED, N_ ("E_xport…"), "aside.export-dropped", FALSE },
};

static GVariant *
make_target (const GaungAsideItem *item, gboolean needs_target)
{
  if (needs_target)
    return g_variant_new_string (item->target);
  if (item->section == GAUNG_ASIDE_UNREAD)
    return g_variant_new ("(ss)", item->database, item->id);

  return g_variant_new_int64 (item->number);
}

static void
show_buttons (GaungAsideRow *self, const GaungAsideItem *item)
{
  GtkWidget *button;

  while ((button = gtk_widget_get_first_child (GTK_WIDGET (self->buttons))) != NULL)
    adw_wrap_box_remove (self->buttons, button);
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      if (choices[i].section != item->section || (choices[i].needs_target && item->target == NULL))
        continue;
      button = gtk_button_new_with_mnemonic (_ (choices[i].label));
      /* With letters of twice their size a word is cut rather than the row. */
      gtk_button_set_can_shrink (GTK_BUTTON (button), TRUE);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), choices[i].action);
      gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button),
                                              make_target (item, choices[i].needs_target));
      adw_wrap_box_append (self->buttons, button);
    }
}

static char *
find_area_name (const char *database, GaungContext *context)
{
  GListModel *areas = gaung_sync_status_get_areas (gaung_context_get_status (context));

  for (guint i = 0; database != NULL && i < g_list_model_get_n_items (areas); i++)
    {
      g_autoptr (GaungSyncArea) area = g_list_model_get_item (areas, i);
      g_autofree char *name = NULL;

      g_object_get (area, "database", &name, NULL);
      if (g_str_equal (name, database))
        return gaung_sync_words_get_area_name (area, gaung_context_get_store (context));
    }

  return g_strdup (database != NULL ? database : _ ("Never sent"));
}

static char *
describe_kind (const GaungAsideItem *item)
{
  const GaungRecordType *type;

  if (item->section != GAUNG_ASIDE_UNREAD)
    return gaung_sync_words_get_kind (item->type, item->kind, item->is_new);
  type = gaung_record_type_find (item->type);

  return g_strdup (type != NULL ? _ (type->label) : _ ("Record"));
}

static char *
describe (const GaungAsideItem *item, GaungContext *context)
{
  g_autofree char *kind = describe_kind (item);
  g_autofree char *area = find_area_name (item->database, context);
  g_autofree char *time = gaung_format_instant (item->at, gaung_context_get_now (context));

  if (item->section == GAUNG_ASIDE_REFUSED)
    /* Translators: what it is, from which part of the server, when it was written:
       "Internal note · Diskominfo · written today 09.12". */
    return g_strdup_printf (_ ("%s · %s · written %s"), kind, area, time);
  if (item->section == GAUNG_ASIDE_UNREAD)
    /* Translators: what it is, from which part of the server, when it was tried last:
       "Complaint · Diskominfo · tried today 09.12". */
    return g_strdup_printf (_ ("%s · %s · tried %s"), kind, area, time);

  /* Translators: what it is, from which part of the server, when somebody gave it up:
     "Internal note · Diskominfo · given up today 09.12". */
  return g_strdup_printf (_ ("%s · %s · given up %s"), kind, area, time);
}

/* Why, and what to do. */
static char *
explain (const GaungAsideItem *item)
{
  g_autofree char *reason = NULL;

  if (item->section == GAUNG_ASIDE_UNREAD)
    return gaung_sync_words_get_unread_reason (item->reason);
  if (item->section == GAUNG_ASIDE_REFUSED)
    {
      reason = gaung_sync_words_get_reason (item->code, item->reason);
      if (*reason == '\0')
        return g_strdup (_ ("The server gave no reason. Edit it and try again, or export it and "
                            "drop it."));
      return g_steal_pointer (&reason);
    }
  if (item->reason == NULL || *item->reason == '\0')
    return g_strdup (_ ("A copy is kept on this computer. Export it if somebody needs it."));

  /* Translators: %s is what the user wrote when giving it up. */
  return g_strdup_printf (_ ("Because: %s. A copy is kept on this computer; export it if somebody "
                             "needs it."),
                          item->reason);
}

static void
show_title (GaungAsideRow *self, const GaungAsideItem *item)
{
  g_autofree char *title = gaung_text_to_line (item->title != NULL ? item->title : "", MAX_TITLE);

  /* Whoever looks after the server finds it by its id. */
  gtk_label_set_text (self->title, *title != '\0' ? title : item->id);
}

static void
gaung_aside_row_dispose (GObject *object)
{
  GaungAsideRow *self = GAUNG_ASIDE_ROW (object);

  g_clear_pointer (&self->label, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_ASIDE_ROW);

  G_OBJECT_CLASS (gaung_aside_row_parent_class)->dispose (object);
}

static void
gaung_aside_row_class_init (GaungAsideRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_aside_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/app/gaung-aside-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungAsideRow, icon);
  gtk_widget_class_bind_template_child (widget_class, GaungAsideRow, title);
  gtk_widget_class_bind_template_child (widget_class, GaungAsideRow, meta);
  gtk_widget_class_bind_template_child (widget_class, GaungAsideRow, reason);
  gtk_widget_class_bind_template_child (widget_class, GaungAsideRow, buttons);
}

static void
gaung_aside_row_init (GaungAsideRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gaung_aside_row_new (void)
{
  return g_object_new (GAUNG_TYPE_ASIDE_ROW, NULL);
}

void
gaung_aside_row_show (GaungAsideRow *self, const GaungAsideItem *item, GaungContext *context)
{
  g_autofree char *meta = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *exact = NULL;

  g_return_if_fail (GAUNG_IS_ASIDE_ROW (self));
  g_return_if_fail (item != NULL);
  g_return_if_fail (GAUNG_IS_CONTEXT (context));

  meta = describe (item, context);
  reason = explain (item);
  exact = gaung_format_instant_exact (item->at);
  gtk_image_set_from_icon_name (self->icon,
                                gaung_sync_words_get_kind_icon_name (item->type, item->kind));
  show_title (self, item);
  gtk_label_set_text (self->meta, meta);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->meta), exact);
  gtk_label_set_text (self->reason, reason);
  if (item->section == GAUNG_ASIDE_DROPPED)
    gtk_widget_remove_css_class (GTK_WIDGET (self->reason), "warning");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->reason), "warning");
  show_buttons (self, item);
  g_free (self->label);
  self->label = g_strdup_printf (
      /* Translators: for screen readers: title, details, why it was refused (perhaps empty). */
      _ ("%s. %s. %s"),
      gtk_label_get_text (self->title),
      meta,
      reason);
}

const char *
gaung_aside_row_get_label (GaungAsideRow *self)
{
  g_return_val_if_fail (GAUNG_IS_ASIDE_ROW (self), NULL);

  return self->label;
}
