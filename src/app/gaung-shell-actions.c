/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window's and the application's actions. Names, keys and titles are here; what they do is in
 * gaung-window-actions.c and gaung-application.c, which install them by name. */

#include "config.h"

#include "gaung-shell-actions.h"

#include <glib/gi18n.h>

#include "gaung-area-table.h"
#include "gaung-window-actions.h"
#include "gaung-window-sync.h"

#define SECTION_GENERAL N_ ("General")
#define SECTION_RECORDS N_ ("Records")
#define SECTION_SERVER N_ ("City server")

const GaungActionRow gaung_shell_action_rows[] = {
  {
      .name = "win.search",
      .keys = { "<Control>k" },
      .section = SECTION_GENERAL,
      .title = N_ ("Search everything"),
      .flags = GAUNG_ACTION_NOT_SEARCHED,
      .activate = gaung_window_search_cb,
  },
  {
      .name = "win.new",
      .keys = { "<Control>n" },
      .section = SECTION_RECORDS,
      .title = N_ ("New record"),
      .activate = gaung_window_new_cb,
  },
  {
      .name = "win.find",
      .keys = { "<Control>f" },
      .section = SECTION_RECORDS,
      .title = N_ ("Search in the list"),
      .flags = GAUNG_ACTION_OUTSIDE_TEXT | GAUNG_ACTION_NOT_SEARCHED,
      .activate = gaung_window_find_cb,
  },
  {
      .name = "win.undo",
      .keys = { "<Control>z" },
      .section = SECTION_RECORDS,
      .title = N_ ("Undo the last action"),
      .flags = GAUNG_ACTION_OUTSIDE_TEXT,
      .activate = gaung_window_undo_cb,
  },
  {
      .name = "win.toggle-sidebar",
      .keys = { "F9" },
      .section = SECTION_GENERAL,
      .title = N_ ("Show or hide the areas"),
      .activate = gaung_window_toggle_sidebar_cb,
  },
  {
      .name = "win.preferences",
      .parameter = "s",
      .keys = { "<Control>comma" },
      .section = SECTION_GENERAL,
      .title = N_ ("Preferences"),
      .activate = gaung_window_preferences_cb,
  },
  {
      .name = "win.shortcuts",
      .keys = { "question", "<Control>question" },
      .section = SECTION_GENERAL,
      .title = N_ ("Keyboard shortcuts"),
      .flags = GAUNG_ACTION_OUTSIDE_TEXT,
      .activate = gaung_window_shortcuts_cb,
  },
  {
      .name = "win.help",
      .keys = { "F1" },
      .section = SECTION_GENERAL,
      .title = N_ ("Help"),
      .activate = gaung_window_help_cb,
  },
  {
      .name = "win.about",
      .section = SECTION_GENERAL,
      .title = N_ ("About Gaung"),
      .activate = gaung_window_about_cb,
  },
  {
      .name = "win.lock",
      .keys = { "<Control>l" },
      .section = SECTION_GENERAL,
      .title = N_ ("Lock the screen"),
      .activate = gaung_window_lock_cb,
  },
  {
      .name = "win.sync-now",
      .keys = { "F5" },
      .section = SECTION_SERVER,
      .title = N_ ("Send and fetch now"),
      .activate = gaung_window_sync_now_cb,
  },
  {
      .name = "win.sync-pause",
      .section = SECTION_SERVER,
      .title = N_ ("Pause or resume sending and fetching"),
      .activate = gaung_window_sync_pause_cb,
  },
  {
      .name = "win.outbox",
      .keys = { "<Control><Shift>o" },
      .section = SECTION_SERVER,
      .title = N_ ("Outbox: what is not sent yet"),
      .activate = gaung_window_outbox_cb,
  },
  {
      .name = "win.receipts",
      .keys = { "<Control><Shift>b" },
      .section = SECTION_SERVER,
      .title = N_ ("Receipt book, and closing the day"),
      .activate = gaung_window_receipts_cb,
  },
  {
      .name = "win.clashes",
      .parameter = "s",
      .keys = { "<Control><Shift>k" },
      .section = SECTION_SERVER,
      .title = N_ ("Clashing changes"),
      .activate = gaung_window_clashes_cb,
  },
  {
      .name = "win.aside",
      .section = SECTION_SERVER,
      .title = N_ ("Set aside: refused, not readable, given up"),
      .activate = gaung_window_aside_cb,
  },
  {
      .name = "win.sign-in",
      .section = SECTION_SERVER,
      .title = N_ ("Sign in anew"),
      .activate = gaung_window_sign_in_cb,
  },
  {
      .name = "win.sign-out",
      .section = SECTION_SERVER,
      .title = N_ ("Sign out"),
      .activate = gaung_window_sign_out_cb,
  },
  {
      .name = "win.connect",
      .section = SECTION_SERVER,
      .title = N_ ("Connect this workspace to a city server"),
      .activate = gaung_window_connect_cb,
  },
  {
      .name = "win.new-workspace",
      .section = SECTION_GENERAL,
      .title = N_ ("Begin another workspace"),
      .activate = gaung_window_new_workspace_cb,
  },
  {
      .name = "win.open-workspace",
      .parameter = "s",
      .section = SECTION_GENERAL,
      .flags = GAUNG_ACTION_HIDDEN,
      .activate = gaung_window_open_workspace_cb,
  },
  {
      .name = "win.take-back",
      .parameter = "s",
      .section = SECTION_RECORDS,
      .flags = GAUNG_ACTION_HIDDEN,
      .activate = gaung_window_take_back_cb,
  },
  {
      .name = "win.menu",
      .keys = { "F10" },
      .section = SECTION_GENERAL,
      .title = N_ ("Main menu"),
      .flags = GAUNG_ACTION_NOT_SEARCHED,
      .activate = gaung_window_menu_cb,
  },
  {
      .name = "win.back",
      .keys = { "<Alt>Left" },
      .section = SECTION_GENERAL,
      .title = N_ ("Back to where the record was opened from"),
      .flags = GAUNG_ACTION_NOT_SEARCHED,
      .activate = gaung_window_back_cb,
  },
  {
      .name = "window.close",
      .keys = { "<Control>w" },
      .section = SECTION_GENERAL,
      .title = N_ ("Close the window"),
      .flags = GAUNG_ACTION_NOT_SEARCHED,
  },
  {
      .name = "app.quit",
      .keys = { "<Control>q" },
      .section = SECTION_GENERAL,
      .title = N_ ("Quit"),
      .flags = GAUNG_ACTION_NOT_SEARCHED,
  },
  {
      .name = "win.show-area",
      .parameter = "s",
      .section = SECTION_GENERAL,
      .flags = GAUNG_ACTION_HIDDEN,
      .activate = gaung_window_show_area_cb,
  },
  {
      .name = "win.open-record",
      .parameter = "s",
      .section = SECTION_RECORDS,
      .flags = GAUNG_ACTION_HIDDEN,
      .activate = gaung_window_open_record_cb,
  },
  { NULL },
};

const GaungActionRow *const *
gaung_action_tables (void)
{
  static const GaungActionRow *tables[16];

  if (g_once_init_enter_pointer (&tables[0]))
    {
      guint n = 1;

      for (const GaungArea *area = gaung_areas (); area->id != NULL; area++)
        if (area->actions)
          {
            g_assert (n + 1 < G_N_ELEMENTS (tables));
            tables[n++] = area->actions;
          }
      g_once_init_leave_pointer (&tables[0], gaung_shell_action_rows);
    }

  return tables;
}

const GaungActionRow *
gaung_action_find (const char *name)
{
  for (const GaungActionRow *const *table = gaung_action_tables (); *table != NULL; table++)
    {
      const GaungActionRow *row = gaung_action_rows_find (*table, name);

      if (row)
        return row;
    }

  return NULL;
}
