/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "shell-fixture.h"

#include <adwaita.h>
#include <gio/gsettingsbackend.h>

#define PATIENCE_SECONDS 30
/* Tuesday, 24 November 2026, 10.00 WIB */
#define NOW G_GINT64_CONSTANT (1795489200000)

static void
fill (GaungWorkspace *workspace, guint n_complaints)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungStore) store = gaung_workspace_open (workspace, TEST_PASSPHRASE, &error);
  const char *const roles[] = { "staff", "agency-diskominfo", "coordinator", "admin", NULL };
  g_autoptr (GaungActor) actor = gaung_actor_new ("local", "Sri Test", "diskominfo", roles);

  g_assert_no_error (error);
  if (n_complaints > 0)
    {
      g_assert_true (gaung_sample_fill (store, n_complaints, 7, NOW, NULL, NULL, NULL, &error));
      g_assert_no_error (error);
    }
  else
    g_assert_true (gaung_store_set_actor (store, actor, &error));
  gaung_store_close (store);
}

ShellFixture *
shell_fixture_new (GaungWorkspaceKind kind, guint n_complaints)
{
  ShellFixture *self = g_new0 (ShellFixture, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungWorkspace) workspace = NULL;
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autofree char *parent = g_dir_make_tmp ("gaung-ui-XXXXXX", &error);

  g_assert_no_error (error);
  self->directory = g_build_filename (parent, "workspace", NULL);
  workspace = gaung_workspace_create (self->directory, kind, "Test", TEST_PASSPHRASE, &error);
  g_assert_no_error (error);
  fill (workspace, n_complaints);
  self->settings = g_settings_new_with_backend_and_path (
      "id.go.surakarta.Gaung", backend, "/id/go/surakarta/Gaung/Test/");
  self->clock = gaung_clock_new_fixed (NOW);
  self->session = gaung_session_new (self->settings, self->clock);

  return self;
}

void
shell_fixture_free (ShellFixture *self)
{
  gaung_session_close (self->session);
  ui_settle ();
  g_assert_finalize_object (self->session);
  g_clear_object (&self->settings);
  g_clear_object (&self->clock);
  g_free (self->directory);
  g_free (self);
}

static gboolean
is_open (gpointer data)
{
  return gaung_session_get_state (data) == GAUNG_SESSION_OPEN;
}

GaungContext *
shell_fixture_open (ShellFixture *self)
{
  gaung_session_start (self->session, self->directory, NULL);
  g_assert_cmpint (gaung_session_get_state (self->session), ==, GAUNG_SESSION_PASSPHRASE);
  gaung_session_unlock (self->session, TEST_PASSPHRASE);
  ui_wait (is_open, self->session);

  return gaung_session_get_context (self->session);
}

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

GaungWindow *
shell_fixture_show (ShellFixture *self)
{
  GaungWindow *window;

  shell_fixture_open (self);
  window = GAUNG_WINDOW (gaung_window_new (NULL, self->session));
  gtk_window_present (GTK_WINDOW (window));
  ui_wait (is_mapped, window);
  g_assert_nonnull (gaung_window_get_shell (window));

  return window;
}

void
ui_wait (UiPredicate predicate, gpointer data)
{
  gint64 until = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  while (!predicate (data))
    {
      if (g_get_monotonic_time () > until)
        g_error ("What the test waits for did not happen");
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

void
ui_settle (void)
{
  for (guint i = 0; i < 50; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (2000);
    }
}

GtkWidget *
ui_find (GtkWidget *root, GType type)
{
  GtkWidget *child;

  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && gtk_widget_get_mapped (root))
    return root;
  for (child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = ui_find (child, type);

      if (found)
        return found;
    }

  return NULL;
}

static GtkWidget *
find_nth (GtkWidget *root, GType type, guint *n)
{
  GtkWidget *child;

  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && (*n)-- == 0)
    return root;
  for (child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_nth (child, type, n);

      if (found)
        return found;
    }

  return NULL;
}

GtkWidget *
ui_find_nth (GtkWidget *root, GType type, guint n)
{
  return find_nth (root, type, &n);
}

GtkWidget *
ui_find_labelled (GtkWidget *root, GType type, const char *label)
{
  GtkWidget *widget;

  for (guint i = 0; (widget = ui_find_nth (root, type, i)) != NULL; i++)
    if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
      return widget;

  return NULL;
}

gboolean
ui_shows_text (GtkWidget *root, const char *text)
{
  GtkWidget *child;

  if (!gtk_widget_get_mapped (root))
    return FALSE;
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return TRUE;
  for (child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    if (ui_shows_text (child, text))
      return TRUE;

  return FALSE;
}

void
ui_close (GaungWindow *window)
{
  gtk_window_close (GTK_WINDOW (window));
  ui_settle ();
}
