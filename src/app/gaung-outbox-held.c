/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Public replies in their first seconds, shown among what waits. */

#include "config.h"

#include "gaung-outbox-held.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "gaung-fold.h"
#include "gaung-format.h"
#include "gaung-json.h"

#define PREFIX "held/"
#define MAX_TITLE 120

void
gaung_held_item_free (GaungHeldItem *self)
{
  g_free (self->complaint);
  g_free (self->title);
  g_free (self);
}

static GaungHeldItem *
load_item (GaungStore *store, const char *key)
{
  g_autofree char *text = gaung_store_get_draft (store, key);
  g_autoptr (JsonObject) object = text != NULL ? gaung_json_parse_object (text, -1, NULL) : NULL;
  g_autoptr (GaungRecord) record = NULL;
  GaungHeldItem *item;

  if (object == NULL)
    return NULL;
  item = g_new0 (GaungHeldItem, 1);
  item->complaint = g_strdup (key + strlen (PREFIX));
  item->due_at = gaung_json_get_integer (object, "due_at", 0);
  record = gaung_store_get (store, item->complaint, NULL);
  item->title = g_strdup (record != NULL ? gaung_record_get_title (record) : "");

  return item;
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const GaungHeldItem *first = *(GaungHeldItem *const *) a;
  const GaungHeldItem *second = *(GaungHeldItem *const *) b;

  return (first->due_at > second->due_at) - (first->due_at < second->due_at);
}

GPtrArray *
gaung_held_items_list (GaungStore *store)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_held_item_free);
  g_auto (GStrv) keys = gaung_store_list_drafts (store, PREFIX);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      GaungHeldItem *item = load_item (store, keys[i]);

      if (item != NULL)
        g_ptr_array_add (items, item);
    }
  g_ptr_array_sort (items, compare_items);

  return items;
}

GtkWidget *
gaung_held_row_new (const GaungHeldItem *item, GaungInstant now)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *undo = gtk_button_new_with_mnemonic (_ ("_Undo"));
  GtkWidget *icon = gtk_image_new_from_icon_name ("mail-reply-sender-symbolic");
  g_autofree char *title = gaung_text_to_line (item->title, MAX_TITLE);
  g_autofree char *time = gaung_format_time (item->due_at);
  g_autofree char *subtitle = NULL;

  if (item->due_at > now)
    /* Translators: %s is a time of day: "Public reply · leaves at 09.42". */
    subtitle = g_strdup_printf (_ ("Public reply · leaves at %s"), time);
  else
    subtitle = g_strdup (_ ("Public reply · leaves now"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_widget_set_valign (undo, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (undo), "outbox.take-back");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (undo), "s", item->complaint);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), undo);

  return row;
}
