/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of the complaints desk: scopes, filters, sections, many at once, what it says when
 * empty, and whether it fits. */

#include "config.h"

#include <string.h>

#include "complaints-fixture.h"
#include "gaung-complaint-job.h"
#include "gaung-complaint-row.h"
#include "gaung-filter-bar.h"
#include "gaung-saved-filters.h"
#include "gaung-section-list.h"

static GaungComplaintList *
get_list (DeskFixture *desk)
{
  return gaung_complaints_page_get_list (desk->page);
}

static guint
count_rows (DeskFixture *desk)
{
  return gaung_list_get_n_items (gaung_complaint_list_get_list (get_list (desk)));
}

static void
test_scopes (void)
{
  static const struct
  {
    const char *scope;
    const char *query;
  } scopes[] = {
    { "mine", "type:complaint assignee:me" },
    { "agency", "type:complaint agency:me" },
    { "all", "type:complaint" },
  };
  g_autoptr (DeskFixture) desk = desk_fixture_new (80);

  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (desk->page), "complaint.scope", "s", scopes[i].scope);
      desk_wait_loaded (desk);
      g_assert_cmpint (count_rows (desk), ==, desk_count (desk, scopes[i].query));
      g_assert_cmpuint (count_rows (desk), >, 0);
    }
}

static void
test_filters (void)
{
  static const char *const queries[] = {
    "type:complaint state:new,verified",
    "type:complaint district:33.72.01",
    "type:complaint channel:whatsapp is:anonymous",
    "type:complaint at>=2026-11-20",
    "type:complaint is:postponed",
    "type:complaint jalan",
  };
  g_autoptr (DeskFixture) desk = desk_fixture_new (80);

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      gaung_complaint_list_apply_query (get_list (desk), queries[i]);
      desk_wait_loaded (desk);
      g_assert_cmpstr (gaung_complaint_list_get_scope (get_list (desk)), ==, "all");
      g_assert_cmpint (count_rows (desk), ==, desk_count (desk, queries[i]));
    }
}

/* What the filter bar is told, it says again. */
static void
test_filter_bar_round_trip (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (0);
  g_autoptr (GaungQuery) query
      = gaung_query_parse ("type:complaint state:new,done category:roads channel:phone "
                           "is:new+secret at>=2026-11-01 at<=2026-11-24",
                           NULL);
  g_autoptr (GaungQuery) result = gaung_query_new ("complaint");
  GtkWidget *bar = g_object_ref_sink (gaung_filter_bar_new ());

  gaung_filter_bar_set_context (GAUNG_FILTER_BAR (bar), desk->context);
  g_assert_false (gaung_filter_bar_is_active (GAUNG_FILTER_BAR (bar)));
  gaung_filter_bar_load (GAUNG_FILTER_BAR (bar), query);
  g_assert_true (gaung_filter_bar_is_active (GAUNG_FILTER_BAR (bar)));
  gaung_filter_bar_apply (GAUNG_FILTER_BAR (bar), result);
  for (guint i = 0; i < 4; i++)
    {
      static const char *const columns[] = { "state", "category", "is", "at" };
      g_auto (GStrv) before = gaung_query_get (query, columns[i]);
      g_auto (GStrv) after = gaung_query_get (result, columns[i]);

      g_assert_cmpstrv (before, after);
    }
  gaung_filter_bar_clear (GAUNG_FILTER_BAR (bar));
  g_assert_false (gaung_filter_bar_is_active (GAUNG_FILTER_BAR (bar)));
  g_object_unref (bar);
}

static void
test_saved_filters (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (0);
  GtkWidget *filters = g_object_ref_sink (gaung_saved_filters_new (desk->context));
  g_autofree char *text = NULL;

  gaung_saved_filters_save (
      GAUNG_SAVED_FILTERS (filters), "Trotoar", "type:complaint category:roads");
  gaung_saved_filters_save (
      GAUNG_SAVED_FILTERS (filters), "Trotoar", "type:complaint category:parking");
  g_assert_cmpuint (gaung_saved_filters_import (GAUNG_SAVED_FILTERS (filters),
                                                "Lampu\ttype:complaint category:lighting\n"
                                                "rubbish\nBad\tat>=never\n"),
                    ==,
                    1);
  text = gaung_saved_filters_export (GAUNG_SAVED_FILTERS (filters));
  g_assert_cmpstr (text,
                   ==,
                   "Trotoar\ttype:complaint category:parking\n"
                   "Lampu\ttype:complaint category:lighting\n");
  g_object_unref (filters);
}

/* Sections follow the ranks; when time passes the borders move and no record does. */
static void
test_sections (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (80);
  GtkWidget *view;
  GtkSelectionModel *model;
  GaungList *list;
  guint start, end, first_end;
  GaungInstant now = gaung_context_get_now (desk->context);

  gtk_widget_activate_action (GTK_WIDGET (desk->page), "complaint.scope", "s", "all");
  desk_wait_loaded (desk);
  list = gaung_complaint_list_get_list (get_list (desk));
  view = desk_find_widget (GTK_WIDGET (desk->page), GTK_TYPE_LIST_VIEW, 0);
  model = gtk_list_view_get_model (GTK_LIST_VIEW (view));
  gtk_section_model_get_section (GTK_SECTION_MODEL (model), 0, &start, &first_end);
  g_assert_cmpuint (start, ==, 0);
  for (guint i = 0; i < gaung_list_get_n_items (list); i++)
    {
      gtk_section_model_get_section (GTK_SECTION_MODEL (model), i, &start, &end);
      g_assert_cmpuint (start, <=, i);
      g_assert_cmpuint (end, >, i);
      g_assert_cmpint (
          gaung_list_get_sort_key (list, i) < now, ==, i < gaung_list_lower_bound (list, now));
    }

  gaung_clock_set (desk->clock, now + 40 * GAUNG_DAY_LENGTH);
  desk_settle ();
  gtk_section_model_get_section (GTK_SECTION_MODEL (model), 0, &start, &end);
  g_assert_cmpuint (end, >, first_end);
}

/* Every header that shows says how many its section holds. */
static void
check_headers (GtkWidget *widget, GtkSectionModel *model, guint *n_headers)
{
  if (gtk_widget_get_mapped (widget) && GTK_IS_LABEL (widget)
      && gtk_widget_has_css_class (widget, "section-title"))
    {
      const char *number = strstr (gtk_label_get_text (GTK_LABEL (widget)), "· ");
      gboolean is_found = FALSE;

      g_assert_nonnull (number);
      for (guint start = 0, end; start < g_list_model_get_n_items (G_LIST_MODEL (model));
           start = end)
        {
          gtk_section_model_get_section (model, start, &start, &end);
          is_found = is_found || end - start == g_ascii_strtoull (number + 3, NULL, 10);
        }
      if (!is_found)
        g_test_message ("a header says “%s”", gtk_label_get_text (GTK_LABEL (widget)));
      g_assert_true (is_found);
      (*n_headers)++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_headers (child, model, n_headers);
}

static void
test_headers_count (void)
{
  static const char *const queries[] = { "type:complaint",
                                         "type:complaint jalan",
                                         "type:complaint is:open",
                                         "type:complaint lampu",
                                         "type:complaint is:any" };
  g_autoptr (DeskFixture) desk = desk_fixture_new (80);
  GtkWidget *view = desk_find_widget (GTK_WIDGET (desk->page), GTK_TYPE_LIST_VIEW, 0);
  guint n_headers = 0;

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      gaung_complaint_list_apply_query (get_list (desk), queries[i]);
      desk_wait_loaded (desk);
      desk_settle ();
      check_headers (
          view, GTK_SECTION_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view))), &n_headers);
    }
  g_assert_cmpuint (n_headers, >=, G_N_ELEMENTS (queries));
}

static void
test_many_and_one_undo (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (80);
  gint64 before;
  GtkWidget *view;
  GtkSelectionModel *model;
  g_auto (GStrv) ids = NULL;

  gtk_widget_activate_action (GTK_WIDGET (desk->page), "complaint.scope", "s", "agency");
  desk_wait_loaded (desk);
  before = desk_count (desk, "type:complaint assignee:me");
  view = desk_find_widget (GTK_WIDGET (desk->page), GTK_TYPE_LIST_VIEW, 0);
  model = gtk_list_view_get_model (GTK_LIST_VIEW (view));
  for (guint i = 0; i < 6; i++)
    gtk_selection_model_select_item (model, i, FALSE);
  ids = gaung_complaint_list_get_selected (get_list (desk));
  g_assert_cmpuint (g_strv_length (ids), ==, 6);

  desk_activate (desk, "complaint.assign-me");
  desk_wait_for (desk, "type:entry kind:assignment at>=2026-11-24T03:00:00.000Z", 6);
  g_assert_cmpint (desk_count (desk, "type:complaint assignee:me"), >, before);
  /* Records changed in place: they are still selected. */
  g_assert_cmpuint (gaung_complaint_list_get_n_selected (get_list (desk)), ==, 6);

  g_assert_true (gaung_undo_stack_undo_last (gaung_context_get_undo (desk->context)));
  desk_wait_for (desk, "type:complaint assignee:me", before);
}

static void
job_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (gaung_complaint_job_finish (GAUNG_COMPLAINT_JOB (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

/* What the state forbids is skipped, and said. */
static void
test_many_with_some_skipped (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (80);
  g_autofree char *fresh = desk_find (desk, "type:complaint state:new agency:me");
  g_autofree char *done = desk_find (desk, "type:complaint state:done");
  const char *ids[] = { fresh, done, NULL };
  g_autoptr (GaungComplaintJob) job
      = gaung_complaint_job_new (desk->context, ids, GAUNG_COMPLAINT_VERIFY, NULL);
  g_autofree char *skipped = NULL;
  gboolean is_done = FALSE;

  gaung_complaint_job_preview_async (job, NULL, job_done_cb, &is_done);
  while (!is_done)
    desk_settle ();
  g_assert_cmpuint (gaung_complaint_job_get_n_done (job), ==, 1);
  g_assert_cmpuint (gaung_complaint_job_get_n_skipped (job), ==, 1);
  g_assert_cmpstr (desk_get_state (desk, fresh), ==, "new");

  is_done = FALSE;
  gaung_complaint_job_run_async (job, NULL, job_done_cb, &is_done);
  while (!is_done)
    desk_settle ();
  g_assert_cmpstr (desk_get_state (desk, fresh), ==, "verified");
  g_assert_cmpstr (desk_get_state (desk, done), ==, "done");
  skipped = gaung_complaint_job_get_skipped_text (job, 5);
  g_assert_cmpuint (strlen (skipped), >, 0);
}

static void
test_walk (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (80);
  GaungList *list = gaung_complaint_list_get_list (get_list (desk));
  g_autoptr (GaungRecord) second = NULL;
  g_autoptr (GaungRecord) first = NULL;
  const char *first_id;

  gtk_widget_activate_action (GTK_WIDGET (desk->page), "complaint.scope", "s", "all");
  desk_wait_loaded (desk);
  first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  first_id = gaung_record_get_id (first);
  gaung_page_open_record (GAUNG_PAGE (desk->page), first_id);
  desk_activate (desk, "complaint.next");
  desk_settle ();
  second = g_list_model_get_item (G_LIST_MODEL (list), 1);
  g_assert_cmpstr (gaung_complaint_view_get_id (gaung_complaints_page_get_view (desk->page)),
                   ==,
                   gaung_record_get_id (second));
}

/* What is looked at is no longer new. */
static void
test_seen (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (80);
  g_autofree char *id = desk_find (desk, "type:complaint is:new");
  gint64 before = desk_count (desk, "type:complaint is:new");

  desk_open (desk, id);
  desk_wait_for (desk, "type:complaint is:new", before - 1);
}

/* A row that scrolling brings into sight is filled, and one whose record was seen says so at once.
 */
static void
test_rows_follow (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (80);
  g_autofree char *fresh = NULL;
  GtkWidget *view;
  GtkAdjustment *adjustment;
  guint n_rows = 0;
  gint64 n_new;

  gtk_widget_activate_action (GTK_WIDGET (desk->page), "complaint.scope", "s", "all");
  desk_wait_loaded (desk);
  view = desk_find_widget (GTK_WIDGET (desk->page), GTK_TYPE_LIST_VIEW, 0);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  for (double value = 0; value < gtk_adjustment_get_upper (adjustment);
       value += gtk_adjustment_get_page_size (adjustment))
    {
      gtk_adjustment_set_value (adjustment, value);
      desk_settle ();
      for (guint n = 0;; n++)
        {
          GtkWidget *row = desk_find_widget (view, GAUNG_TYPE_COMPLAINT_ROW, n);
          graphene_rect_t bounds;

          if (row == NULL)
            break;
          if (!gtk_widget_compute_bounds (row, view, &bounds) || bounds.origin.y < 0
              || bounds.origin.y > gtk_widget_get_height (view))
            continue;
          g_assert_nonnull (gtk_widget_get_first_child (row));
          n_rows++;
        }
    }
  g_assert_cmpuint (n_rows, >=, 80);

  fresh = desk_find (desk, "type:complaint is:new");
  n_new = desk_count (desk, "type:complaint is:new");
  desk_open (desk, fresh);
  desk_wait_for (desk, "type:complaint is:new", n_new - 1);
  for (guint n = 0;; n++)
    {
      GtkWidget *row = desk_find_widget (view, GAUNG_TYPE_COMPLAINT_ROW, n);
      g_autofree char *sentence = NULL;

      g_assert_nonnull (row);
      if (g_strcmp0 (gaung_record_get_id (GAUNG_RECORD (
                         gaung_complaint_row_get_complaint (GAUNG_COMPLAINT_ROW (row)))),
                     fresh)
          != 0)
        continue;
      g_assert_false (gaung_record_get_is_new (
          GAUNG_RECORD (gaung_complaint_row_get_complaint (GAUNG_COMPLAINT_ROW (row)))));
      sentence = gaung_complaint_row_get_sentence (GAUNG_COMPLAINT_ROW (row));
      g_assert_false (g_str_has_prefix (sentence, "New:"));
      break;
    }
}

static gboolean
shows_text (GtkWidget *root, const char *text)
{
  for (guint n = 0;; n++)
    {
      GtkWidget *label = desk_find_widget (root, GTK_TYPE_LABEL, n);

      if (label == NULL)
        return FALSE;
      if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (label)), text) == 0)
        return TRUE;
    }
}

static void
test_empty (void)
{
  static const struct
  {
    const char *scope;
    const char *words;
    const char *title;
    const char *button;
  } cases[] = {
    { "mine", "", "Nothing waits for you", "Show My Agency’s" },
    { "agency", "", "Your agency holds no complaint", "Show All" },
    { "all", "", "No complaints yet", "New Complaint" },
    { "all", "qwxyz", "Nothing found", "Clear Search" },
    { "mine", "qwxyz", "Nothing found here", "Search in All" },
  };
  g_autoptr (DeskFixture) desk = desk_fixture_new (0);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gaung_complaint_list_set_scope (get_list (desk), cases[i].scope);
      gaung_complaint_list_set_search (get_list (desk), cases[i].words);
      desk_wait_loaded (desk);
      g_assert_true (shows_text (GTK_WIDGET (get_list (desk)), cases[i].title));
      g_assert_true (shows_text (GTK_WIDGET (get_list (desk)), cases[i].button));
    }
}

static int
measure_width (GtkWidget *widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* Names what is too wide, for whoever has to mend it. */
static void
assert_fits (GtkWidget *widget, int width)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child) && measure_width (child) > width)
      assert_fits (child, width);
  if (measure_width (widget) > width)
    g_error ("%s wants %d px", G_OBJECT_TYPE_NAME (widget), measure_width (widget));
}

static void
test_fits_360 (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (80);
  g_autofree char *id = desk_find (desk, "type:complaint state:new is:anonymous");

  gaung_page_set_collapsed (GAUNG_PAGE (desk->page), TRUE);
  gaung_complaint_list_apply_query (get_list (desk), "type:complaint state:new,done");
  desk_open (desk, id);
  assert_fits (GTK_WIDGET (get_list (desk)), 360);
  assert_fits (GTK_WIDGET (gaung_complaints_page_get_view (desk->page)), 360);
  g_assert_cmpint (measure_width (GTK_WIDGET (desk->page)), <=, 360);
}

/* Folded and unfolded, nothing of it stays when the window goes (the fixture looks), and the focus
 * is where it was. */
static void
test_unfolds (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (80);
  GtkWidget *focus;

  g_assert_true (gaung_complaint_list_focus_rows (get_list (desk)));
  focus = gtk_window_get_focus (desk->window);
  gaung_page_set_collapsed (GAUNG_PAGE (desk->page), TRUE);
  desk_settle ();
  gaung_page_set_collapsed (GAUNG_PAGE (desk->page), FALSE);
  desk_settle ();
  g_assert_true (gtk_window_get_focus (desk->window) == focus);
}

/* Every row says all of it in one sentence, every button without a word has a name. */
static void
test_names (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (80);
  g_autofree char *id = desk_find (desk, "type:complaint state:new agency:me");
  guint n_rows = 0;

  desk_open (desk, id);
  for (guint n = 0;; n++)
    {
      GtkWidget *row = desk_find_widget (GTK_WIDGET (desk->page), GAUNG_TYPE_COMPLAINT_ROW, n);
      g_autofree char *sentence = NULL;

      if (row == NULL)
        break;
      sentence = gaung_complaint_row_get_sentence (GAUNG_COMPLAINT_ROW (row));
      gtk_test_accessible_assert_property (
          GTK_ACCESSIBLE (gtk_widget_get_parent (row)), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence);
      n_rows++;
    }
  g_assert_cmpuint (n_rows, >, 3);

  for (guint n = 0;; n++)
    {
      GtkWidget *button = desk_find_widget (GTK_WIDGET (desk->page), GTK_TYPE_BUTTON, n);

      if (button == NULL)
        break;
      if (gtk_button_get_icon_name (GTK_BUTTON (button)) != NULL
          && gtk_widget_get_ancestor (button, ADW_TYPE_HEADER_BAR) == NULL)
        g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (button),
                                                         GTK_ACCESSIBLE_PROPERTY_LABEL));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/complaints/list/scopes", test_scopes);
  g_test_add_func ("/complaints/list/filters", test_filters);
  g_test_add_func ("/complaints/list/filter-bar-round-trip", test_filter_bar_round_trip);
  g_test_add_func ("/complaints/list/saved-filters", test_saved_filters);
  g_test_add_func ("/complaints/list/sections", test_sections);
  g_test_add_func ("/complaints/list/headers-count", test_headers_count);
  g_test_add_func ("/complaints/list/many-and-one-undo", test_many_and_one_undo);
  g_test_add_func ("/complaints/list/many-with-some-skipped", test_many_with_some_skipped);
  g_test_add_func ("/complaints/list/walk", test_walk);
  g_test_add_func ("/complaints/list/seen", test_seen);
  g_test_add_func ("/complaints/list/rows-follow", test_rows_follow);
  g_test_add_func ("/complaints/list/empty", test_empty);
  g_test_add_func ("/complaints/list/fits-360", test_fits_360);
  g_test_add_func ("/complaints/list/unfolds", test_unfolds);
  g_test_add_func ("/complaints/list/names", test_names);
  return g_test_run ();
}
