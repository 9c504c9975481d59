/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether every view fits a window of 360 pixels, with the font as it is and at twice its size:
 * nothing may be wider than the window, and nothing may begin or end outside of it. */

#include "config.h"

#include <locale.h>

#include <adwaita.h>
#include <glib/gi18n.h>

#include "shell-fixture.h"

#define WIDTH 360
#define HEIGHT 720
#define DPI 96

typedef struct
{
  const char *name;
  const char *area;   /* NULL: home */
  const char *action; /* what is activated then, NULL for nothing */
  const char *target; /* of the action, NULL for none */
  gboolean has_record;
} View;

static const View views[] = {
  { "home", NULL, NULL, NULL, FALSE },
  { "areas", NULL, "win.menu", NULL, FALSE },
  { "search", NULL, "win.search", NULL, FALSE },
  { "preferences", NULL, "win.preferences", "", FALSE },
  { "shortcuts", NULL, "win.shortcuts", NULL, FALSE },
  { "list", "complaints", NULL, NULL, FALSE },
  { "quick-entry", "complaints", "complaint.new", NULL, FALSE },
  { "complaint", "complaints", NULL, NULL, TRUE },
  { "note", "complaints", "complaint.note", NULL, TRUE },
  { "hand-over", "complaints", "complaint.dispose", NULL, TRUE },
  { "postpone", "complaints", "complaint.postpone", NULL, TRUE },
  { "archive", "complaints", "complaint.archive", NULL, TRUE },
  { "assign", "complaints", "complaint.assign", NULL, TRUE },
  { "details", "complaints", "complaint.edit", NULL, TRUE },
};

typedef struct
{
  const View *view;
  int scale; /* of the font, in per cent */
} Case;

static gboolean
find_first_cb (GaungRecord *record, gpointer data)
{
  *(char **) data = g_strdup (gaung_record_get_id (record));
  return FALSE;
}

static char *
find_complaint (GaungContext *context)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungQuery) query = gaung_query_parse ("type:complaint state:new", &error);
  char *id = NULL;

  g_assert_no_error (error);
  g_assert_true (gaung_store_foreach (
      gaung_context_get_store (context), query, find_first_cb, &id, NULL, &error));
  g_assert_nonnull (id);
  return id;
}

/* What shows its text by scrolling may be as wide as it likes inside. */
static gboolean
may_be_cut (GtkWidget *widget)
{
  return GTK_IS_TEXT (widget) || GTK_IS_TEXT_VIEW (widget);
}

/* The first that begins or ends outside. */
static GtkWidget *
find_cut (GtkWidget *widget, GtkWidget *window, graphene_rect_t *bounds)
{
  /* A menu is a surface of its own. What shows nothing is not cut: margins that can be dragged. */
  if (!gtk_widget_get_mapped (widget) || GTK_IS_POPOVER (widget)
      || gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) == GTK_ACCESSIBLE_ROLE_NONE)
    return NULL;
  for (GtkWidget *child = may_be_cut (widget) ? NULL : gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *cut = find_cut (child, window, bounds);

      if (cut != NULL)
        return cut;
    }
  if (!gtk_widget_compute_bounds (widget, window, bounds) || bounds->size.width < 1)
    return NULL;
  return bounds->origin.x < -1 || bounds->origin.x + bounds->size.width > WIDTH + 1 ? widget : NULL;
}

static void
open_view (GaungWindow *window, const View *view)
{
  if (view->area != NULL)
    g_assert_true (
        gtk_widget_activate_action (GTK_WIDGET (window), "win.show-area", "s", view->area));
  ui_settle ();
  if (view->has_record)
    {
      g_autofree char *id = find_complaint (gaung_window_get_context (window));

      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.open-record", "s", id));
      ui_settle ();
    }
  if (view->action != NULL)
    {
      GtkWidget *from = g_str_has_prefix (view->action, "win.")
                            ? GTK_WIDGET (window)
                            : GTK_WIDGET (gaung_shell_get_page (gaung_window_get_shell (window)));

      g_assert_true (view->target != NULL
                         ? gtk_widget_activate_action (from, view->action, "s", view->target)
                         : gtk_widget_activate_action (from, view->action, NULL));
    }
  ui_settle ();
}

/* A window that nothing can be seen through draws a frame around itself, which counts. */
static void
resize (GaungWindow *window)
{
  int width, height, frame;

  ui_settle ();
  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  frame = width - gtk_widget_get_width (GTK_WIDGET (window));
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH + frame, HEIGHT + frame);
  ui_settle ();
}

static void
test_width (gconstpointer data)
{
  const Case *test = data;
  GtkSettings *settings = gtk_settings_get_default ();
  g_autoptr (ShellFixture) fixture = NULL;
  GaungWindow *window;
  AdwDialog *dialog;
  GtkWidget *cut;
  graphene_rect_t bounds;

  g_object_set (settings,
                "gtk-xft-dpi",
                DPI * PANGO_SCALE * test->scale / 100,
                "gtk-enable-animations",
                FALSE,
                NULL);
  fixture = shell_fixture_new (GAUNG_WORKSPACE_SAMPLE, 40);
  window = shell_fixture_show (fixture);
  resize (window);
  open_view (window, test->view);

  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), ==, WIDTH);
  cut = find_cut (gtk_widget_get_first_child (GTK_WIDGET (window)), GTK_WIDGET (window), &bounds);
  if (cut != NULL)
    g_error ("%s “%s” reaches from %g to %g",
             G_OBJECT_TYPE_NAME (cut),
             GTK_IS_LABEL (cut) ? gtk_label_get_text (GTK_LABEL (cut)) : gtk_widget_get_name (cut),
             bounds.origin.x,
             bounds.origin.x + bounds.size.width);
  while ((dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window))))
    adw_dialog_force_close (dialog);
  ui_close (window);
}

int
main (int argc, char *argv[])
{
  static const int scales[] = { 100, 150, 200 };
  static Case cases[G_N_ELEMENTS (views) * G_N_ELEMENTS (scales)];

  gtk_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("GAUNG_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  adw_init ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = NULL;

      cases[i].view = &views[i % G_N_ELEMENTS (views)];
      cases[i].scale = scales[i / G_N_ELEMENTS (views)];
      path = g_strdup_printf ("/widths/%d/%s", cases[i].scale, cases[i].view->name);
      g_test_add_data_func (path, &cases[i], test_width);
    }
  return g_test_run ();
}
