/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The explain mode: what its screens say and do not say, how one walks through them, the size of
 * the text. */

#include "config.h"

#include <gio/gsettingsbackend.h>
#include <string.h>

#include "gaung-explain-screens.h"
#include "gaung-explain-window.h"
#include "gaung-json.h"
#include "services-fixture.h"

static void
collect_text (GtkWidget *widget, GString *text)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_text (child, text);
}

static char *
read_screens (GaungExplainScreens *screens)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < screens->screens->len; i++)
    collect_text (g_ptr_array_index (screens->screens, i), text);
  return g_string_free_and_steal (text);
}

static GaungExplainWindow *
open_window (ServicesFixture *desk, const char *query)
{
  g_autofree char *id = services_find (desk, query);
  GtkWindow *window;

  services_open (desk, id);
  window = gaung_services_page_explain (desk->page);
  services_settle ();
  return GAUNG_EXPLAIN_WINDOW (window);
}

static gboolean
collect_cb (GaungRecord *record, gpointer data)
{
  g_ptr_array_add (data, g_object_ref (record));
  return TRUE;
}

static GPtrArray *
load_services (ServicesFixture *desk)
{
  g_autoptr (GPtrArray) services = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GaungQuery) query = gaung_query_new ("service");

  g_assert_true (gaung_store_foreach (desk->store, query, collect_cb, services, NULL, NULL));
  g_assert_cmpuint (services->len, >=, 40);
  return g_steal_pointer (&services);
}

static void
assert_elements_told (GaungRecord *service, const char *member, const char *name, const char *text)
{
  JsonArray *array = gaung_json_get_array (gaung_record_get_json (service), member);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *element = gaung_json_get_element_object (array, i);
      const char *expected = gaung_json_get_string (element, name, "");

      if (strstr (text, expected) == NULL)
        g_error ("%s: “%s” is not told", gaung_record_get_title (service), expected);
    }
}

/* Every service of the sample, whole, and nothing of what is the office's own. */
static void
test_says_all (void)
{
  static const char *const internal[] = { "checked_by", "supervision", "sippn_id", "competence" };
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autoptr (GPtrArray) services = load_services (desk);

  for (guint i = 0; i < services->len; i++)
    {
      GaungRecord *service = g_ptr_array_index (services, i);
      g_autoptr (GaungExplainScreens) screens
          = gaung_explain_screens_new (service, NULL, gaung_context_get_now (desk->context));
      g_autofree char *text = read_screens (screens);

      g_assert_nonnull (strstr (text, gaung_record_get_title (service)));
      assert_elements_told (service, "documents", "name", text);
      assert_elements_told (service, "steps", "title", text);
      if (gaung_service_is_free (service))
        g_assert_nonnull (strstr (text, "Free of charge"));
      for (guint j = 0; j < G_N_ELEMENTS (internal); j++)
        {
          const char *value = gaung_record_get_string (service, internal[j]);

          g_assert_true (value == NULL || strstr (text, value) == NULL);
        }
    }
}

static void
test_closed (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autofree char *id = services_find (desk, "type:service AK-1");
  g_autoptr (GaungRecord) service = services_get (desk, id);
  g_autoptr (GaungExplainScreens) screens = NULL;
  g_autofree char *text = NULL;

  gaung_record_set_day (service, "closed_from", gaung_day_from_ymd (2026, 11, 23), NULL);
  gaung_record_set_day (service, "closed_until", gaung_day_from_ymd (2026, 11, 27), NULL);
  gaung_record_set_string (service, "closed_reason", "Rahasia kantor", NULL);
  screens = gaung_explain_screens_new (service, NULL, gaung_context_get_now (desk->context));
  text = read_screens (screens);
  g_assert_nonnull (strstr (text, "Closed until Friday, 27 November 2026"));
}

static void
test_walk (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  GaungExplainWindow *window = open_window (desk, "type:service AK-1");
  guint n = gaung_explain_window_get_n_screens (window);

  g_assert_cmpuint (n, >=, 5);
  g_assert_cmpuint (gaung_explain_window_get_screen (window), ==, 0);
  gaung_explain_window_set_screen (window, -3);
  g_assert_cmpuint (gaung_explain_window_get_screen (window), ==, 0);
  for (guint i = 1; i < n; i++)
    {
      gaung_explain_window_set_screen (window, (int) i);
      services_settle ();
      g_assert_cmpuint (gaung_explain_window_get_screen (window), ==, i);
    }
  gaung_explain_window_set_screen (window, G_MAXINT);
  g_assert_cmpuint (gaung_explain_window_get_screen (window), ==, n - 1);
  gtk_window_close (GTK_WINDOW (window));
  services_settle ();
}

typedef struct
{
  const char *name;
  guint keyval;
  guint from;
  int to; /* negative: from the end */
} KeyCase;

static const KeyCase key_cases[] = {
  { "right", GDK_KEY_Right, 0, 1 },
  { "left", GDK_KEY_Left, 1, 0 },
  { "space", GDK_KEY_space, 1, 2 },
  { "page-down", GDK_KEY_Page_Down, 1, 2 },
  { "page-up", GDK_KEY_Page_Up, 2, 1 },
  { "home", GDK_KEY_Home, 3, 0 },
  { "end", GDK_KEY_End, 0, -1 },
  { "left-at-the-first", GDK_KEY_Left, 0, 0 },
  { "down-only-scrolls", GDK_KEY_Down, 1, 1 },
};

/* As a key press reaches the window: through the controller that is first to see it. */
static gboolean
press (GaungExplainWindow *window, guint keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (window));
  gboolean is_taken = FALSE;

  for (guint i = 0; !is_taken && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller)
          && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &is_taken);
    }
  services_settle ();
  return is_taken;
}

static void
test_key (gconstpointer data)
{
  const KeyCase *test = data;
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  GaungExplainWindow *window = open_window (desk, "type:service AK-1");
  guint n = gaung_explain_window_get_n_screens (window);

  gaung_explain_window_set_screen (window, (int) test->from);
  g_assert_true (press (window, test->keyval));
  g_assert_cmpuint (gaung_explain_window_get_screen (window),
                    ==,
                    test->to < 0 ? n - (guint) -test->to : (guint) test->to);
  g_assert_false (press (window, GDK_KEY_F1));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_escape (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autoptr (GaungExplainWindow) window = g_object_ref (open_window (desk, "type:service AK-1"));

  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (window)));
  g_assert_true (press (window, GDK_KEY_Escape));
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (window)));
}

static void
test_text_size (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  GaungExplainWindow *window = open_window (desk, "type:service AK-1");

  g_assert_cmpuint (gaung_explain_window_get_text_size (window), ==, 100);
  press (window, GDK_KEY_minus);
  g_assert_cmpuint (gaung_explain_window_get_text_size (window), ==, 100);
  press (window, GDK_KEY_plus);
  g_assert_cmpuint (gaung_explain_window_get_text_size (window), ==, 125);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (window), "size-125"));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (window), "size-100"));
  for (guint i = 0; i < 6; i++)
    press (window, GDK_KEY_KP_Add);
  g_assert_cmpuint (gaung_explain_window_get_text_size (window), ==, 200);
  press (window, GDK_KEY_0);
  g_assert_cmpuint (gaung_explain_window_get_text_size (window), ==, 100);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The next visitor's service begins with the letters that the last one needed. */
static void
test_text_size_is_kept (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (GSettings) settings = g_settings_new_with_backend_and_path (
      "id.go.surakarta.Gaung", backend, "/id/go/surakarta/Gaung/");
  g_autoptr (GaungContext) context
      = gaung_context_new (desk->workspace, desk->store, settings, desk->clock);
  g_autofree char *id = services_find (desk, "type:service AK-1");
  g_autoptr (GaungRecord) service = services_get (desk, id);
  GtkWindow *window = gaung_explain_window_new (context, GAUNG_SERVICE (service), NULL);

  gaung_explain_window_set_text_size (GAUNG_EXPLAIN_WINDOW (window), 175);
  gtk_window_destroy (window);
  g_assert_cmpuint (g_settings_get_uint (settings, "explain-text-size"), ==, 175);
  window = gaung_explain_window_new (context, GAUNG_SERVICE (service), NULL);
  g_assert_cmpuint (gaung_explain_window_get_text_size (GAUNG_EXPLAIN_WINDOW (window)), ==, 175);
  gtk_window_destroy (window);
  services_settle ();
}

/* Whatever the size of the letters, no screen is wider than the smallest window. */
static void
test_fits_narrow (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autoptr (GPtrArray) services = load_services (desk);

  for (guint i = 0; i < services->len; i += 8)
    {
      GtkWindow *window
          = gaung_explain_window_new (desk->context, g_ptr_array_index (services, i), NULL);
      int minimum;

      gtk_window_unfullscreen (window);
      gtk_window_set_default_size (window, 360, 600);
      gaung_explain_window_set_text_size (GAUNG_EXPLAIN_WINDOW (window), 200);
      gtk_window_present (window);
      services_settle ();
      gtk_widget_measure (adw_window_get_content (ADW_WINDOW (window)),
                          GTK_ORIENTATION_HORIZONTAL,
                          -1,
                          &minimum,
                          NULL,
                          NULL,
                          NULL);
      if (minimum > 360)
        g_error ("%s is %d px wide", gtk_window_get_title (window), minimum);
      gtk_window_destroy (window);
    }
  services_settle ();
}

int
main (int argc, char *argv[])
{
  /* Icons are told from other XML by the system's types, which isolation hides from whoever asks
   * later. */
  g_autofree char *type = g_content_type_guess ("icon.svg", NULL, 0, NULL);

  g_assert_nonnull (type);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();

  g_test_add_func ("/services/explain/says-all", test_says_all);
  g_test_add_func ("/services/explain/closed", test_closed);
  g_test_add_func ("/services/explain/walk", test_walk);
  for (guint i = 0; i < G_N_ELEMENTS (key_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/services/explain/key/", key_cases[i].name, NULL);

      g_test_add_data_func (path, &key_cases[i], test_key);
    }
  g_test_add_func ("/services/explain/escape", test_escape);
  g_test_add_func ("/services/explain/text-size", test_text_size);
  g_test_add_func ("/services/explain/text-size-is-kept", test_text_size_is_kept);
  g_test_add_func ("/services/explain/fits-narrow", test_fits_narrow);

  return g_test_run ();
}
