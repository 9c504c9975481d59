/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Dialogs of a window whose size changes: they are sheets that come from below in a narrow one, and
 * lie in the middle of a wide one. */

#include "config.h"

#include <adwaita.h>

#include "gaung-outbox-dialog.h"
#include "shell-fixture.h"

/* libadwaita 1.7 keeps a picture of what it hides while it changes a layout (AdwBreakpointBin, a
 * render node), and forgets it when it is disposed of before it draws again, which is what these
 * tests do. Only render nodes are left out of the leak check, and only here; their maker is known
 * to it only from a whole stack. */
const char *__asan_default_options (void);
const char *__lsan_default_suppressions (void);

const char *
__asan_default_options (void)
{
  return "fast_unwind_on_malloc=0:malloc_context_size=6";
}

const char *
__lsan_default_suppressions (void)
{
  return "leak:gsk_container_node_new\nleak:gsk_clip_node_new\n";
}

#define FRAME 40

typedef struct
{
  int from_width;
  int from_height;
  int to_width;
  int to_height;
} SizeCase;

/* AdwDialog is a sheet up to 450 sp of width or 360 sp of height. */
static const SizeCase sizes[] = {
  { 1000, 700, 400, 700 },  { 400, 700, 1000, 700 }, { 1000, 700, 1000, 330 },
  { 1000, 330, 1000, 700 }, { 1000, 700, 400, 330 }, { 400, 700, 1000, 330 },
};

typedef struct
{
  const char *name;
  const char *action;
  const char *parameter;
} DialogCase;

static const DialogCase dialogs[] = {
  { "shortcuts", "win.shortcuts", NULL },
  { "search", "win.search", NULL },
  { "preferences", "win.preferences", "" },
};

typedef struct
{
  GaungWindow *window;
  int width;
  int height;
} Size;

/* Without a frame that the display may draw into it. */
static gboolean
has_size (gpointer data)
{
  const Size *size = data;

  return ABS (gtk_widget_get_width (GTK_WIDGET (size->window)) - size->width) < FRAME
         && ABS (gtk_widget_get_height (GTK_WIDGET (size->window)) - size->height) < FRAME;
}

static void
resize (GaungWindow *window, int width, int height)
{
  Size size = { window, width, height };

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  ui_wait (has_size, &size);
}

static AdwDialog *
get_dialog (GaungWindow *window)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
}

static gboolean
has_mapped_dialog (gpointer data)
{
  AdwDialog *dialog = get_dialog (data);

  return dialog != NULL && gtk_widget_get_mapped (GTK_WIDGET (dialog))
         && gtk_widget_get_mapped (adw_dialog_get_child (dialog));
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
open_dialog (GaungWindow *window, const DialogCase *dialog)
{
  if (dialog->parameter != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), dialog->action, "s", dialog->parameter);
  else
    gtk_widget_activate_action (GTK_WIDGET (window), dialog->action, NULL);
  ui_wait (has_mapped_dialog, window);
  /* Until it has risen. */
  ui_settle ();
}

/* While it fades away the size changes so much that it would have to be something else. */
static void
test_size_changes_while_closing (gconstpointer data)
{
  g_autoptr (ShellFixture) fixture = shell_fixture_new (GAUNG_WORKSPACE_LOCAL, 0);
  GaungWindow *window = shell_fixture_show (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      gpointer dialog = NULL;

      resize (window, sizes[i].from_width, sizes[i].from_height);
      open_dialog (window, data);
      g_set_weak_pointer (&dialog, get_dialog (window));
      g_assert_true (adw_dialog_close (dialog));
      g_assert_null (get_dialog (window));
      resize (window, sizes[i].to_width, sizes[i].to_height);
      ui_wait (is_gone, &dialog);
    }
  ui_close (window);
}

/* The same at the very moment; the way of the window takes until the next frame or longer. */
static void
test_size_changes_as_it_closes (gconstpointer data)
{
  g_autoptr (ShellFixture) fixture = shell_fixture_new (GAUNG_WORKSPACE_LOCAL, 0);
  GaungWindow *window = shell_fixture_show (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      gpointer dialog = NULL;

      resize (window, sizes[i].from_width, sizes[i].from_height);
      open_dialog (window, data);
      g_set_weak_pointer (&dialog, get_dialog (window));
      g_assert_true (adw_dialog_close (dialog));
      gtk_widget_allocate (dialog, sizes[i].to_width, sizes[i].to_height, -1, NULL);
      ui_wait (is_gone, &dialog);
    }
  ui_close (window);
}

static void
test_size_changes_while_open (gconstpointer data)
{
  g_autoptr (ShellFixture) fixture = shell_fixture_new (GAUNG_WORKSPACE_LOCAL, 0);
  GaungWindow *window = shell_fixture_show (fixture);
  gpointer dialog = NULL;

  resize (window, sizes[0].from_width, sizes[0].from_height);
  open_dialog (window, data);
  g_set_weak_pointer (&dialog, get_dialog (window));
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      resize (window, sizes[i].to_width, sizes[i].to_height);
      ui_wait (has_mapped_dialog, window);
      g_assert_true (get_dialog (window) == dialog);
    }
  g_assert_true (adw_dialog_close (dialog));
  ui_wait (is_gone, &dialog);
  ui_close (window);
}

/* What is searched for goes first, then the dialog. */
static void
test_escape_in_outbox_search (void)
{
  g_autoptr (ShellFixture) fixture = shell_fixture_new (GAUNG_WORKSPACE_LOCAL, 0);
  GaungWindow *window = shell_fixture_show (fixture);
  gpointer dialog = NULL;
  GtkWidget *entry;

  adw_dialog_present (gaung_outbox_dialog_new (gaung_window_get_context (window)),
                      GTK_WIDGET (window));
  ui_wait (has_mapped_dialog, window);
  g_set_weak_pointer (&dialog, get_dialog (window));
  entry = ui_find_nth (dialog, GTK_TYPE_SEARCH_ENTRY, 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), "lampu");

  /* The key binding of the entry. */
  g_signal_emit_by_name (entry, "stop-search");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  g_assert_true (get_dialog (window) == dialog);
  g_signal_emit_by_name (entry, "stop-search");
  g_assert_null (get_dialog (window));
  ui_wait (is_gone, &dialog);
  ui_close (window);
}

static void
add (const char *path, GTestDataFunc function)
{
  for (guint i = 0; i < G_N_ELEMENTS (dialogs); i++)
    {
      g_autofree char *full = g_strconcat (path, dialogs[i].name, NULL);

      g_test_add_data_func (full, &dialogs[i], function);
    }
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("/shell/dialogs/open/", test_size_changes_while_open);
  add ("/shell/dialogs/closing/", test_size_changes_while_closing);
  add ("/shell/dialogs/at-once/", test_size_changes_as_it_closes);
  g_test_add_func ("/shell/dialogs/escape-in-outbox-search", test_escape_in_outbox_search);

  return g_test_run ();
}
