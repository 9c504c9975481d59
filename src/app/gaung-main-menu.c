/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The main menu. The workspaces of this computer are in a menu of their own, looked for anew
 * whenever the menu is asked for. */

#include "config.h"

#include "gaung-main-menu.h"

#include <glib/gi18n.h>

#include "gaung-shell-actions.h"
#include "gaung-workspace.h"

/* An empty name begins a section. */
static const char *const entries[] = {
  "win.new",  "win.undo",        "", "win.outbox",    "win.receipts", "",
  "win.lock", "win.preferences", "", "win.shortcuts", "win.help",     "win.about",
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

static void
append_workspace (GMenu *menu, const char *name, const char *directory)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (name, NULL);

  g_menu_item_set_action_and_target (item, "win.open-workspace", "s", directory);
  g_menu_append_item (menu, item);
}

/* Two of the same kind are told apart by their folder. */
static void
fill_workspaces (GMenu *menu)
{
  g_autoptr (GPtrArray) workspaces = gaung_workspace_list ();
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GMenu) list = g_menu_new ();

  for (guint i = 0; i < workspaces->len; i++)
    {
      GaungWorkspace *workspace = g_ptr_array_index (workspaces, i);
      const char *name = gaung_workspace_get_name (workspace);
      g_autofree char *folder = g_path_get_basename (gaung_workspace_get_directory (workspace));
      g_autofree char *label = NULL;

      if (g_hash_table_add (names, (gpointer) name))
        label = g_strdup (name);
      else
        /* Translators: a workspace and its folder: "This computer (local-2)". */
        label = g_strdup_printf (_ ("%s (%s)"), name, folder);
      append_workspace (list, label, gaung_workspace_get_directory (workspace));
    }
  g_menu_remove_all (menu);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (list));
  g_clear_object (&list);
  list = g_menu_new ();
  append_action (list, gaung_action_find ("win.new-workspace"));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (list));
}

static GMenuModel *
make_menu (GMenu *workspaces)
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
  g_menu_prepend_submenu (section, _ ("_Workspaces"), G_MENU_MODEL (workspaces));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));

  return G_MENU_MODEL (g_steal_pointer (&menu));
}

GMenuModel *
gaung_main_menu_get (void)
{
  static GMenuModel *menu = NULL;
  static GMenu *workspaces = NULL;

  if (menu == NULL)
    {
      workspaces = g_menu_new ();
      menu = make_menu (workspaces);
    }
  fill_workspaces (workspaces);

  return menu;
}
