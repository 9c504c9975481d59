/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The main menu. */

#include "config.h"

#include "gaung-main-menu.h"

#include <glib/gi18n.h>

#include "gaung-shell-actions.h"

/* An empty name begins a section. */
static const char *const entries[] = {
  "win.new", "win.undo",      "",         "win.lock",  "win.preferences",
  "",        "win.shortcuts", "win.help", "win.about",
};

static void
append_action (GMenu *section, const GaungActionRow *row)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (_ (row->title), NULL);

  if (row->parameter)
    g_menu_item_set_action_and_target (item, row->name, "s", "");
  else
    g_menu_item_set_action_and_target (item, row->name, NULL);
  if (row->keys[0])
    g_menu_item_set_attribute (item, "accel", "s", row->keys[0]);
  g_menu_append_item (section, item);
}

static GMenuModel *
make_menu (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      if (*entries[i] == '\0')
        {
          g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
          g_object_unref (section);
          section = g_menu_new ();
          continue;
        }
      append_action (section, gaung_action_find (entries[i]));
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));

  return G_MENU_MODEL (g_steal_pointer (&menu));
}

GMenuModel *
gaung_main_menu_get (void)
{
  static GMenuModel *menu = NULL;

  if (menu == NULL)
    menu = make_menu ();

  return menu;
}
