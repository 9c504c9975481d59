/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "complaints-fixture.h"
#include "ui-store.h"

#define PATIENCE_SECONDS 30
#define NOW G_GINT64_CONSTANT (1795489200000)

static DeskFixture *
make (GaungWorkspaceKind kind, guint n_complaints)
{
  DeskFixture *self = g_new0 (DeskFixture, 1);
  g_autofree char *parent = g_dir_make_tmp ("gaung-desk-XXXXXX", NULL);
  GtkWidget *overlay = adw_toast_overlay_new ();
  g_autoptr (GError) error = NULL;

  /* Stamps and ranks agree with the clock of the desk, whatever the day on which the tests run. */
  gaung_instant_set_now (NOW);
  self->directory = g_build_filename (parent, "workspace", NULL);
  self->workspace
      = gaung_workspace_create (self->directory, kind, "Desk", "delapan ekor kuda", &error);
  g_assert_no_error (error);
  self->store = gaung_workspace_open (self->workspace, "delapan ekor kuda", &error);
  g_assert_no_error (error);
  if (n_complaints > 0)
    {
      gaung_sample_fill (self->store, n_complaints, 7, NOW, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
    }
  else
    {
      const char *const roles[] = { "staff", "agency-diskominfo", "coordinator", NULL };
      g_autoptr (GaungActor) actor = gaung_actor_new ("local", "Sri", "diskominfo", roles);

      g_assert_true (gaung_store_set_actor (self->store, actor, &error));
    }
  self->clock = gaung_clock_new_fixed (NOW);
  self->context = gaung_context_new (self->workspace, self->store, NULL, self->clock);
  self->page = g_object_new (GAUNG_TYPE_COMPLAINTS_PAGE, "context", self->context, NULL);
  self->window = GTK_WINDOW (adw_window_new ());
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), GTK_WIDGET (self->page));
  adw_window_set_content (ADW_WINDOW (self->window), overlay);
  gtk_window_set_default_size (self->window, 1040, 760);
  gtk_window_present (self->window);
  desk_wait_loaded (self);
  return self;
}

DeskFixture *
desk_fixture_new (guint n_complaints)
{
  return make (GAUNG_WORKSPACE_SAMPLE, n_complaints);
}

DeskFixture *
desk_fixture_new_server (guint n_complaints)
{
  return make (GAUNG_WORKSPACE_SERVER, n_complaints);
}

void
desk_fixture_free (DeskFixture *self)
{
  GaungComplaintsPage *page = g_object_ref (self->page);

  gtk_window_destroy (self->window);
  desk_settle ();
  g_assert_finalize_object (page);
  desk_settle ();
  g_assert_finalize_object (self->context);
  gaung_store_close (self->store);
  g_object_unref (self->store);
  g_object_unref (self->clock);
  g_assert_true (gaung_workspace_delete (self->workspace, NULL));
  g_object_unref (self->workspace);
  g_free (self->directory);
  g_free (self);
}

char *
desk_find (DeskFixture *self, const char *text)
{
  return ui_store_find (self->store, text);
}

gint64
desk_count (DeskFixture *self, const char *text)
{
  return ui_store_count (self->store, text);
}

const char *
desk_get_state (DeskFixture *self, const char *id)
{
  g_autoptr (GaungRecord) record = gaung_store_get (self->store, id, NULL);

  return gaung_complaint_state_get_nick (gaung_complaint_get_state (GAUNG_COMPLAINT (record)));
}

void
desk_open (DeskFixture *self, const char *id)
{
  gtk_widget_activate_action (GTK_WIDGET (self->page), "complaint.scope", "s", "all");
  desk_wait_loaded (self);
  g_assert_true (gaung_page_open_record (GAUNG_PAGE (self->page), id));
  desk_settle ();
  g_assert_cmpstr (
      gaung_complaint_view_get_id (gaung_complaints_page_get_view (self->page)), ==, id);
}

void
desk_activate (DeskFixture *self, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->page), action, NULL));
}

static void
iterate (gint64 until)
{
  if (g_get_monotonic_time () > until)
    g_error ("What the test waits for did not happen");
  if (!g_main_context_iteration (NULL, FALSE))
    g_usleep (1000);
}

void
desk_wait_for (DeskFixture *self, const char *query, gint64 n)
{
  gint64 until = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  while (desk_count (self, query) != n)
    iterate (until);
  desk_settle ();
}

void
desk_wait_loaded (DeskFixture *self)
{
  GaungList *list = gaung_complaint_list_get_list (gaung_complaints_page_get_list (self->page));
  gint64 until = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  while (gaung_list_is_loading (list))
    iterate (until);
  desk_settle ();
}

void
desk_settle (void)
{
  for (guint i = 0; i < 30; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (2000);
    }
}

static GtkWidget *
find_nth (GtkWidget *root, GType type, guint *n)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && gtk_widget_get_mapped (root) && (*n)-- == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_nth (child, type, n);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
desk_find_widget (GtkWidget *root, GType type, guint n)
{
  return find_nth (root, type, &n);
}
