/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "services-fixture.h"
#include "ui-store.h"

#define PATIENCE_SECONDS 30
#define NOW G_GINT64_CONSTANT (1795489200000)
#define PASSPHRASE "delapan ekor kuda"

static void
fill (GaungStore *store, ServicesContent content)
{
  static const char *const roles[] = { "staff", "agency-diskominfo", NULL };
  g_autoptr (GError) error = NULL;

  if (content != SERVICES_EMPTY)
    {
      gaung_sample_fill (store, 0, 7, NOW, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
    }
  if (content != SERVICES_SAMPLE)
    {
      g_autoptr (GaungActor) actor = gaung_actor_new ("local", "Sri", "diskominfo", roles);

      g_assert_true (gaung_store_set_actor (store, actor, &error));
    }
}

static gboolean
is_filled (gpointer page)
{
  return gaung_page_is_filled (page);
}

ServicesFixture *
services_fixture_new (ServicesContent content)
{
  ServicesFixture *self = g_new0 (ServicesFixture, 1);
  g_autofree char *parent = g_dir_make_tmp ("gaung-services-XXXXXX", NULL);
  GtkWidget *overlay = adw_toast_overlay_new ();
  g_autoptr (GError) error = NULL;

  /* Stamps and ranks agree with the clock of the desk, whatever the day on which the tests run. */
  gaung_instant_set_now (NOW);
  self->directory = g_build_filename (parent, "workspace", NULL);
  self->workspace = gaung_workspace_create (self->directory,
                                            content == SERVICES_CITY ? GAUNG_WORKSPACE_SERVER
                                                                     : GAUNG_WORKSPACE_SAMPLE,
                                            "Desk",
                                            PASSPHRASE,
                                            &error);
  g_assert_no_error (error);
  self->store = gaung_workspace_open (self->workspace, PASSPHRASE, &error);
  g_assert_no_error (error);
  fill (self->store, content);
  self->clock = gaung_clock_new_fixed (NOW);
  self->context = gaung_context_new (self->workspace, self->store, NULL, self->clock);
  self->page = g_object_new (GAUNG_TYPE_SERVICES_PAGE, "context", self->context, NULL);
  self->window = GTK_WINDOW (adw_window_new ());
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), GTK_WIDGET (self->page));
  adw_window_set_content (ADW_WINDOW (self->window), overlay);
  gtk_window_set_default_size (self->window, 1040, 760);
  gtk_window_present (self->window);
  services_wait_until (is_filled, self->page);
  services_settle ();
  return self;
}

void
services_fixture_free (ServicesFixture *self)
{
  GaungServicesPage *page = g_object_ref (self->page);

  gtk_window_destroy (self->window);
  services_settle ();
  g_assert_finalize_object (page);
  services_settle ();
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
services_find (ServicesFixture *self, const char *text)
{
  return ui_store_find (self->store, text);
}

gint64
services_count (ServicesFixture *self, const char *text)
{
  return ui_store_count (self->store, text);
}

GaungRecord *
services_get (ServicesFixture *self, const char *id)
{
  GaungRecord *record = gaung_store_get (self->store, id, NULL);

  g_assert_nonnull (record);
  return record;
}

void
services_open (ServicesFixture *self, const char *id)
{
  g_assert_true (gaung_page_open_record (GAUNG_PAGE (self->page), id));
  services_settle ();
  g_assert_cmpstr (gaung_service_view_get_id (gaung_services_page_get_view (self->page)), ==, id);
}

void
services_activate (ServicesFixture *self, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->page), action, NULL));
  services_settle ();
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
services_wait_for (ServicesFixture *self, const char *query, gint64 n)
{
  gint64 until = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  while (services_count (self, query) != n)
    iterate (until);
  services_settle ();
}

void
services_wait_until (ServicesProbe probe, gpointer data)
{
  gint64 until = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  while (!probe (data))
    iterate (until);
}

void
services_settle (void)
{
  for (guint i = 0; i < 30; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (2000);
    }
}

static GtkWidget *
find_nth (GtkWidget *root, GType type, const char *text, guint *n)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && gtk_widget_get_mapped (root)
      && (text == NULL || g_str_equal (gtk_label_get_text (GTK_LABEL (root)), text)) && (*n)-- == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_nth (child, type, text, n);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
services_find_widget (GtkWidget *root, GType type, guint n)
{
  return find_nth (root, type, NULL, &n);
}

GtkWidget *
services_find_label (GtkWidget *root, const char *text)
{
  guint n = 0;

  return find_nth (root, GTK_TYPE_LABEL, text, &n);
}
