/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A press on the notification of a workspace, with two workspaces open in one program. */

#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "gaung-application.h"
#include "gaung-list.h"
#include "gaung-reminder.h"
#include "shell-fixture.h"

typedef struct
{
  GApplication *application;
  ShellFixture *fixtures[2];
  char *passphrase_file;
} Notices;

typedef struct
{
  Notices *notices;
  const char *directory;
  GaungWindow *window;
} Search;

static gboolean
find_window (gpointer data)
{
  Search *search = data;
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (search->notices->application));

  for (GList *l = windows; l != NULL; l = l->next)
    if (GAUNG_IS_WINDOW (l->data) && gaung_window_get_shell (l->data) != NULL
        && g_strcmp0 (gaung_session_get_directory (gaung_window_get_session (l->data)),
                      search->directory)
               == 0)
      search->window = l->data;

  return search->window != NULL;
}

static GaungWindow *
await_window (Notices *self, guint i)
{
  Search search = { self, self->fixtures[i]->directory, NULL };

  ui_wait (find_window, &search);
  return search.window;
}

static gboolean
is_filled (gpointer data)
{
  return gaung_page_is_filled (data);
}

/* Any complaint of that workspace. */
static GaungRecord *
take_complaint (GaungWindow *window)
{
  g_autoptr (GaungQuery) query = gaung_query_parse ("type:complaint is:open", NULL);
  g_autoptr (GaungList) list
      = gaung_list_new (gaung_context_get_store (gaung_window_get_context (window)), query);
  GaungRecord *record;

  while (gaung_list_is_loading (list))
    g_main_context_iteration (NULL, TRUE);
  record = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_nonnull (record);

  return record;
}

static void
press (Notices *self, GaungWindow *window, GaungRecord *record)
{
  GaungWorkspace *workspace = gaung_context_get_workspace (gaung_window_get_context (window));

  g_action_group_activate_action (G_ACTION_GROUP (self->application),
                                  GAUNG_REMINDER_ACTION,
                                  gaung_reminder_get_target (workspace, record));
}

typedef struct
{
  GtkWidget *window;
  const char *text;
} Shown;

static gboolean
is_shown (gpointer data)
{
  const Shown *shown = data;

  return ui_shows_text (shown->window, shown->text);
}

static void
check (gpointer data)
{
  Notices *self = data;
  GaungWindow *first = await_window (self, 0);
  GaungWindow *second;

  g_action_group_activate_action (
      G_ACTION_GROUP (self->application),
      "open-workspace",
      g_variant_new (
          "(^ay^ayss)", self->fixtures[1]->directory, self->passphrase_file, "home", ""));
  second = await_window (self, 1);
  g_assert_true (first != second);

  /* Whichever was used last, one after the other. */
  for (guint i = 0; i < 4; i++)
    {
      GaungWindow *window = i % 2 ? second : first;
      GaungWindow *other = i % 2 ? first : second;
      g_autoptr (GaungRecord) record = take_complaint (window);
      Shown shown = { GTK_WIDGET (window), gaung_record_get_reference (record) };

      gaung_shell_show_area (gaung_window_get_shell (other), "home");
      gtk_window_present (GTK_WINDOW (other));
      press (self, window, record);
      g_assert_cmpstr (gaung_shell_get_area (gaung_window_get_shell (window)), ==, "complaints");
      g_assert_cmpstr (gaung_shell_get_area (gaung_window_get_shell (other)), ==, "home");
      ui_wait (is_shown, &shown);

      press (self, window, NULL);
      g_assert_cmpstr (gaung_shell_get_area (gaung_window_get_shell (window)), ==, "home");
      ui_wait (is_filled, gaung_shell_get_page (gaung_window_get_shell (window)));
    }
  g_action_group_activate_action (G_ACTION_GROUP (self->application), "quit", NULL);
}

static void
test_press_opens_its_workspace (void)
{
  Notices self = { NULL, { NULL, NULL }, NULL };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (self.fixtures); i++)
    self.fixtures[i] = shell_fixture_new (GAUNG_WORKSPACE_SAMPLE, 20);
  self.passphrase_file = g_strconcat (self.fixtures[0]->directory, ".passphrase", NULL);
  g_file_set_contents_full (
      self.passphrase_file, TEST_PASSPHRASE "\n", -1, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);

  self.application = G_APPLICATION (gaung_application_new ());
  {
    char *arguments[] = { (char *) "gaung",
                          (char *) "--workspace",
                          self.fixtures[0]->directory,
                          (char *) "--passphrase-file",
                          self.passphrase_file,
                          NULL };

    g_idle_add_once (check, &self);
    g_assert_cmpint (g_application_run (self.application, 5, arguments), ==, 0);
  }
  g_assert_finalize_object (self.application);
  g_assert_cmpint (g_unlink (self.passphrase_file), ==, 0);
  g_free (self.passphrase_file);
  for (guint i = 0; i < G_N_ELEMENTS (self.fixtures); i++)
    shell_fixture_free (self.fixtures[i]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/shell/notices/press", test_press_opens_its_workspace);

  return g_test_run ();
}
