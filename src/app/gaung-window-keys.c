/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the action tables to keys. Keys with a modifier are taken before the focused widget sees
 * them (a text view would eat Ctrl+Enter); single letters after it had its chance. */

#include "config.h"

#include "gaung-window-keys.h"

#include "gaung-area-table.h"
#include "gaung-shell-actions.h"

/* A text that has nothing to undo leaves Ctrl+Z to the window: after a reply was sent the focus is
 * still in the empty field, and the reply is what is to be undone. */
static gboolean
is_left_by_text (GaungWindow *window, const GaungActionRow *row)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));

  return g_str_equal (row->name, "win.undo") && GTK_IS_TEXT_VIEW (focus)
         && !gtk_text_buffer_get_can_undo (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus)));
}

static gboolean
can_act (GaungWindow *window, const GaungActionRow *row)
{
  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)) != NULL)
    return FALSE;
  if (gaung_window_is_locked (window) || gaung_window_get_shell (window) == NULL)
    return gaung_action_row_is_in_scope (row, "app")
           || gaung_action_row_is_in_scope (row, "window");

  return !(row->flags & GAUNG_ACTION_OUTSIDE_TEXT) || !gaung_focus_is_text (GTK_ROOT (window))
         || is_left_by_text (window, row);
}

static gboolean
key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  const GaungActionRow *row = data;
  GaungWindow *window = GAUNG_WINDOW (widget);
  GtkWidget *target = widget;
  g_autoptr (GVariant) parameter = NULL;

  if (!can_act (window, row))
    return GDK_EVENT_PROPAGATE;

  if (!gaung_action_row_is_in_scope (row, "win") && !gaung_action_row_is_in_scope (row, "app")
      && !gaung_action_row_is_in_scope (row, "window"))
    {
      target = GTK_WIDGET (gaung_shell_get_page (gaung_window_get_shell (window)));
      /* In a narrow window the areas may lie where the page was: nothing happens out of sight. */
      if (target == NULL || !gtk_widget_get_mapped (target))
        return GDK_EVENT_PROPAGATE;
    }
  if (row->parameter)
    parameter = g_variant_ref_sink (g_variant_new_string (""));

  return gtk_widget_activate_action_variant (target, row->name, parameter);
}

static gboolean
area_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  const GaungArea *area = data;
  GaungWindow *window = GAUNG_WINDOW (widget);

  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)) != NULL
      || gaung_window_is_locked (window) || gaung_window_get_shell (window) == NULL)
    return GDK_EVENT_PROPAGATE;

  return gaung_shell_show_area (gaung_window_get_shell (window), area->id);
}

static void
add_key (GtkEventController *controller, const char *key, GtkShortcutFunc func, gconstpointer data)
{
  GtkShortcutTrigger *trigger = gtk_shortcut_trigger_parse_string (key);
  GtkShortcutAction *action = gtk_callback_action_new (func, (gpointer) data, NULL);

  g_assert (trigger != NULL);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (trigger, action));
}

static void
add_table (const GaungActionRow *rows, GtkEventController *before, GtkEventController *after)
{
  for (const GaungActionRow *row = rows; row->name != NULL; row++)
    {
      if (row->flags & GAUNG_ACTION_KEYS_ONLY)
        continue;
      for (guint i = 0; i < G_N_ELEMENTS (row->keys) && row->keys[i] != NULL; i++)
        add_key (
            row->flags & GAUNG_ACTION_OUTSIDE_TEXT ? after : before, row->keys[i], key_cb, row);
    }
}

void
gaung_window_add_keys (GaungWindow *window)
{
  GtkEventController *before = gtk_shortcut_controller_new ();
  GtkEventController *after = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (before, GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (after, GTK_PHASE_BUBBLE);
  for (const GaungActionRow *const *table = gaung_action_tables (); *table != NULL; table++)
    add_table (*table, before, after);
  for (const GaungArea *area = gaung_areas (); area->id != NULL; area++)
    if (area->key)
      add_key (before, area->key, area_key_cb, area);
  gtk_widget_add_controller (GTK_WIDGET (window), before);
  gtk_widget_add_controller (GTK_WIDGET (window), after);
}
